"""Runs in either environment: see pytest.ini beside it."""

from __future__ import annotations

import hashlib
import json
import os
import shutil
import subprocess
from pathlib import Path

import numpy as np
import pytest

import encoder as encoder_package
from encoder import DIMENSIONS, PairReader, WeightsDamaged

ROOT = Path(encoder_package.__file__).resolve().parents[1]
INTERPRETERS = {"root": ROOT / ".venv/bin/python", "bot": ROOT / "bot/.venv/bin/python"}
BUYER = "That's more than we wanted to spend."
REPLY = "Compared with what, if I may ask? I'd like to understand."

PRINT_DIGESTS = """
import hashlib, json, sys
from encoder import PairReader
reader = PairReader.load()
read = [reader.read(*pair) for pair in json.load(sys.stdin)]
print(json.dumps([hashlib.sha256(one.states.tobytes()).hexdigest() for one in read]))
"""


@pytest.fixture(scope="module")
def reader() -> PairReader:
    return PairReader.load()


def test_every_token_of_the_answer_has_its_characters_and_its_state(reader: PairReader) -> None:
    read = reader.read(BUYER, REPLY)
    assert read.states.shape == (len(read.bounds), DIMENSIONS)
    assert [REPLY[start:end] for start, end in read.bounds[:3]] == ["Compared", "with", "what"]


def test_the_same_answer_means_something_else_to_another_buyer(reader: PairReader) -> None:
    one = reader.read(BUYER, REPLY).states
    other = reader.read("Please take me off your list.", REPLY).states
    assert not np.allclose(one, other, atol=0.1)


def test_reading_twice_gives_the_same_bytes(reader: PairReader) -> None:
    assert reader.read(BUYER, REPLY).states.tobytes() == reader.read(BUYER, REPLY).states.tobytes()


@pytest.mark.parametrize("environment", INTERPRETERS)
def test_each_environment_gives_the_same_bytes(reader: PairReader, environment: str) -> None:
    pairs = [(BUYER, REPLY), ("", "ok"), (BUYER, "so " * 400)]
    there = subprocess.run(
        [INTERPRETERS[environment], "-c", PRINT_DIGESTS],
        input=json.dumps(pairs),
        env={**os.environ, "PYTHONPATH": str(ROOT)},
        capture_output=True,
        text=True,
        check=True,
        timeout=60,
    )
    here = [hashlib.sha256(reader.read(*pair).states.tobytes()).hexdigest() for pair in pairs]
    assert json.loads(there.stdout) == here


@pytest.mark.parametrize("words", [1, 109, 110, 111, 129, 130, 131, 149, 150, 151, 170, 400])
def test_a_long_answer_is_read_to_its_end_in_windows(reader: PairReader, words: int) -> None:
    read = reader.read(BUYER, " ".join(["price"] * words))
    assert read.states.shape == (words, DIMENSIONS)
    assert np.isfinite(read.states).all()


@pytest.mark.parametrize("text", ["", "   ", "\0", "\u200b", "\ud83d"])
def test_a_text_without_words_is_read_too(reader: PairReader, text: str) -> None:
    read = reader.read(text, text)
    assert len(read.states) == len(read.bounds)
    assert not read.between(0, 0).any()


def test_one_text_by_itself_is_one_vector(reader: PairReader) -> None:
    assert reader.alone(BUYER).shape == (DIMENSIONS,)
    assert not reader.alone("").any()


def test_a_damaged_file_is_refused(tmp_path: Path) -> None:
    copy = Path(shutil.copytree(ROOT / "encoder" / "pair_weights", tmp_path / "weights"))
    with (copy / "model.onnx").open("ab") as file:
        file.write(b"!")
    with pytest.raises(WeightsDamaged):
        PairReader.load(copy)
