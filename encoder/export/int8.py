"""From a model to the files that the coach loads: int8 ONNX, tokenizer, checksums.

Weights are 7 bits (`reduce_range`: on processors without VNNI 8 bits overflow) with one scale per
column: one scale per matrix costs 0.15 of cosine, one per column 0.012.
"""

from __future__ import annotations

import hashlib
import tempfile
from collections.abc import Mapping, Sequence
from pathlib import Path

import numpy as np
import onnx
import onnxruntime
import torch
from minilm import MAX_TOKENS, MiniLM
from onnxruntime.quantization import QuantType, quantize_dynamic
from tokenizers import Tokenizer
from torch import nn

WEIGHTS = Path(__file__).resolve().parents[1] / "weights"

SAMPLES = (
    "ok",
    "We already have a vendor for that.",
    "what's next for the Acme deal?",
    "Honestly, I don't see how this differs from what we get out of the box today.",
    "We had a bad experience with your company three years ago: support never answered.",
)


Inputs = Mapping[str, np.ndarray]


def write_weights(model: MiniLM, tokenizer: Tokenizer, folder: Path = WEIGHTS) -> None:
    """Of a model from the ids of one text to its vector."""
    given = [{"ids": np.array([tokenizer.encode(text).ids], np.int64)} for text in SAMPLES]
    write_model(model, tokenizer, given, "vector", folder)


def write_model(
    model: nn.Module, tokenizer: Tokenizer, samples: Sequence[Inputs], output: str, folder: Path
) -> None:
    """Replace the three files in `folder` and print how close int8 stays to the model on the
    `samples`, each of which names the model's inputs, of shape (1, tokens), in order."""
    folder.mkdir(exist_ok=True)
    tokenizer.save(str(folder / "tokenizer.json"), pretty=False)
    with tempfile.TemporaryDirectory() as scratch:
        exact = Path(scratch) / "exact.onnx"
        _export(model.eval(), samples[1], output, exact)
        small = folder / "model.onnx"
        quantize_dynamic(
            exact, small, per_channel=True, reduce_range=True, weight_type=QuantType.QInt8
        )
        for a, b in zip(_run(exact, samples), _run(small, samples), strict=True):
            print(f"cosine to fp32 {float(a @ b):.4f}")
    sums = "".join(
        f"{hashlib.sha256((folder / name).read_bytes()).hexdigest()}  {name}\n"
        for name in ("model.onnx", "tokenizer.json")
    )
    (folder / "SHA256SUMS").write_text(sums)
    print(sums, end="")


def _export(model: nn.Module, sample: Inputs, output: str, path: Path) -> None:
    tokens = torch.export.Dim("tokens", min=2, max=MAX_TOKENS)
    program = torch.onnx.export(
        model,
        tuple(torch.from_numpy(array) for array in sample.values()),
        input_names=list(sample),
        output_names=[output],
        dynamic_shapes={name: {1: tokens} for name in sample},
        opset_version=18,
        dynamo=True,
    )
    assert program is not None
    graph = program.model_proto
    _strip_traces(graph)
    onnx.save(graph, path)


def _strip_traces(model: onnx.ModelProto) -> None:
    """The exporter notes the paths of the machine it ran on beside every node."""
    graph = model.graph
    for part in (model, graph, *graph.node, *graph.input, *graph.output, *graph.value_info):
        del part.metadata_props[:]
        part.doc_string = ""


def _run(path: Path, samples: Sequence[Inputs]) -> list[np.ndarray]:
    """What the model makes of each sample, as one direction."""
    session = onnxruntime.InferenceSession(path.read_bytes(), providers=["CPUExecutionProvider"])
    found = [session.run(None, dict(sample))[0].ravel() for sample in samples]
    return [vector / np.linalg.norm(vector) for vector in found]
