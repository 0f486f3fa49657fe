"""Runs in either environment: see pytest.ini beside it."""

from __future__ import annotations

import hashlib
import json
import os
import shutil
import subprocess
import sys
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import Any

import numpy as np
import onnxruntime
import pytest

import encoder as encoder_package
from encoder import DIMENSIONS, Encoder, WeightsDamaged, stored_fingerprint

ROOT = Path(encoder_package.__file__).resolve().parents[1]
WEIGHTS = ROOT / "encoder" / "weights"
STORED: dict[str, Any] = json.loads(
    Path(__file__).with_name("stored_vectors.json").read_text(encoding="utf-8")
)
TEXTS: list[str] = [entry["text"] * entry.get("times", 1) for entry in STORED["vectors"]]
INTERPRETERS = {"root": ROOT / ".venv/bin/python", "bot": ROOT / "bot/.venv/bin/python"}
BETWEEN_PROCESSORS = 0.01

PRINT_DIGESTS = """
import hashlib, json, sys
from encoder import Encoder
vectors = map(Encoder.load().encode, json.load(sys.stdin))
print(json.dumps([hashlib.sha256(vector.tobytes()).hexdigest() for vector in vectors]))
"""


@pytest.fixture(scope="module")
def encoder() -> Encoder:
    return Encoder.load()


@pytest.fixture
def copied_weights(tmp_path: Path) -> Path:
    return Path(shutil.copytree(WEIGHTS, tmp_path / "weights"))


@pytest.mark.parametrize(
    "entry", STORED["vectors"], ids=lambda entry: entry["text"][:30] or "empty"
)
def test_a_text_has_the_stored_vector(encoder: Encoder, entry: dict[str, Any]) -> None:
    vector = encoder.encode(entry["text"] * entry.get("times", 1))

    np.testing.assert_allclose(vector, entry["vector"], rtol=0, atol=BETWEEN_PROCESSORS)


def test_the_stored_vectors_belong_to_these_weights_and_this_onnxruntime(encoder: Encoder) -> None:
    made_with = (STORED["fingerprint"], STORED["onnxruntime"])

    assert made_with == (encoder.fingerprint, onnxruntime.__version__)


@pytest.mark.parametrize("environment", INTERPRETERS)
def test_each_environment_gives_the_same_bytes(encoder: Encoder, environment: str) -> None:
    interpreter = INTERPRETERS[environment]
    assert interpreter.exists(), f"the {environment} environment is missing: run make setup"
    there = subprocess.run(
        [interpreter, "-c", PRINT_DIGESTS],
        input=json.dumps(TEXTS),
        env={**os.environ, "PYTHONPATH": str(ROOT)},
        capture_output=True,
        text=True,
        check=True,
        timeout=60,
    )

    here = [hashlib.sha256(encoder.encode(text).tobytes()).hexdigest() for text in TEXTS]
    assert json.loads(there.stdout) == here


def test_a_vector_has_384_numbers_and_length_one(encoder: Encoder) -> None:
    vector = encoder.encode("We already have a vendor for that.")

    assert (vector.shape, vector.dtype) == ((DIMENSIONS,), np.dtype(np.float32))
    assert float(np.linalg.norm(vector)) == pytest.approx(1, abs=1e-5)


@pytest.mark.parametrize("text", ["", "   ", "\n\t", "\0\0", "\u200b"])
def test_a_text_without_a_token_gives_the_zero_vector(encoder: Encoder, text: str) -> None:
    assert not encoder.encode(text).any()


def test_likeness_of_meaning_outweighs_likeness_of_words(encoder: Encoder) -> None:
    price = encoder.encode("It costs too much.")
    same = encoder.encode("The price is too high for us.")
    other = encoder.encode("It costs us too much time to switch vendors on a Friday.")

    assert price @ same > price @ other


def test_upper_case_and_spacing_do_not_matter(encoder: Encoder) -> None:
    plain = encoder.encode("send me an email")

    assert np.array_equal(encoder.encode("  Send me\n an   EMAIL "), plain)


def test_nothing_past_the_256th_token_is_read(encoder: Encoder) -> None:
    words = ["price"] * 254

    full = encoder.encode(" ".join(words))
    assert np.array_equal(encoder.encode(" ".join([*words, "and", "more"])), full)
    assert not np.array_equal(encoder.encode(" ".join(words[:-1])), full)


def test_a_text_of_a_million_characters_is_cut_before_it_is_read(encoder: Encoder) -> None:
    assert np.array_equal(encoder.encode("x " * 500_000), encoder.encode("x " * 4_000))


def test_half_a_surrogate_pair_is_read_as_a_question_mark(encoder: Encoder) -> None:
    assert np.array_equal(encoder.encode("really \ud83d"), encoder.encode("really ?"))


def test_what_was_encoded_before_leaves_no_trace(encoder: Encoder) -> None:
    fresh = Encoder.load()
    for text in reversed(TEXTS):
        fresh.encode(text)

    assert all(np.array_equal(fresh.encode(text), encoder.encode(text)) for text in TEXTS)


def test_threads_may_share_an_encoder(encoder: Encoder) -> None:
    texts = [f"we have {number} vendors" for number in range(40)]
    shared = Encoder.load()
    with ThreadPoolExecutor(8) as threads:
        together = list(threads.map(shared.encode, texts))

    assert all(np.array_equal(v, encoder.encode(t)) for v, t in zip(together, texts, strict=True))


def test_a_vector_cannot_be_changed_by_who_receives_it(encoder: Encoder) -> None:
    with pytest.raises(ValueError, match="read-only"):
        encoder.encode("ok")[0] = 1


def test_the_fingerprint_is_known_without_building_the_encoder(encoder: Encoder) -> None:
    assert stored_fingerprint() == encoder.fingerprint


def test_other_weights_have_another_fingerprint(encoder: Encoder, copied_weights: Path) -> None:
    tokenizer = copied_weights / "tokenizer.json"
    tokenizer.write_bytes(tokenizer.read_bytes() + b"\n")
    sums = [
        f"{hashlib.sha256((copied_weights / name).read_bytes()).hexdigest()}  {name}"
        for name in ("model.onnx", "tokenizer.json")
    ]
    (copied_weights / "SHA256SUMS").write_text("\n".join(sums))

    assert Encoder.load(copied_weights).fingerprint != encoder.fingerprint


@pytest.mark.parametrize("name", ["model.onnx", "tokenizer.json"])
def test_an_altered_file_is_refused(copied_weights: Path, name: str) -> None:
    content = bytearray((copied_weights / name).read_bytes())
    content[len(content) // 2] ^= 1
    (copied_weights / name).write_bytes(content)

    with pytest.raises(WeightsDamaged, match=f"{name} is not the one that was shipped"):
        Encoder.load(copied_weights)


@pytest.mark.parametrize("name", ["model.onnx", "tokenizer.json", "SHA256SUMS"])
def test_a_missing_file_is_named(copied_weights: Path, name: str) -> None:
    (copied_weights / name).unlink()

    with pytest.raises(WeightsDamaged, match=f"{name} cannot be read"):
        Encoder.load(copied_weights)


@pytest.mark.parametrize("sums", [b"", b"\xff\xfe nonsense\n", b"one  two  three\n"])
def test_a_list_of_sums_that_says_nothing_vouches_for_nothing(
    copied_weights: Path, sums: bytes
) -> None:
    (copied_weights / "SHA256SUMS").write_bytes(sums)

    with pytest.raises(WeightsDamaged):
        Encoder.load(copied_weights)


def test_importing_the_encoder_loads_nothing_else_of_the_project() -> None:
    listed = subprocess.run(
        [sys.executable, "-c", "import encoder, sys; print(*sorted(sys.modules))"],
        env={**os.environ, "PYTHONPATH": str(ROOT)},
        capture_output=True,
        text=True,
        check=True,
    )

    rooms = {"coaching", "actions", "api", "bot", "rasa", "spacy", "torch", "huggingface_hub"}
    assert not rooms & set(listed.stdout.split())
