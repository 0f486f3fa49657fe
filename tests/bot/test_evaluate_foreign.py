"""The same way of understanding, on the words of another trade."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from bot.evaluate_foreign import Unusable, read, report

FOREIGN = Path(__file__).parents[1] / "evaluation"


def written(folder: Path, content: str) -> Path:
    file = folder / "some.csv"
    file.write_text(content, "utf-8")
    return file


@pytest.mark.parametrize(
    ("content", "problem"),
    [
        ("", "column text and the column intent is missing"),
        ("text,label\nhi,greet\n", "the column intent is missing"),
        ("text,intent\n", "no message in it"),
        ("text,intent\nhi,greet\n ,greet\n", "message 2 has no text"),
        ("text,intent\nhi\n", "message 1 has no intent"),
    ],
)
def test_an_unusable_file_is_refused_by_what_is_wrong(
    tmp_path: Path, content: str, problem: str
) -> None:
    with pytest.raises(Unusable, match=problem):
        read(written(tmp_path, content))


def test_a_file_that_is_not_there_is_named(tmp_path: Path) -> None:
    with pytest.raises(Unusable, match=r"none\.csv: cannot be read"):
        read(tmp_path / "none.csv")


def test_a_file_that_is_no_text_is_refused(tmp_path: Path) -> None:
    file = tmp_path / "picture.csv"
    file.write_bytes(b"\xff\xfe\x00\x89PNG")
    with pytest.raises(Unusable, match="not a CSV file in UTF-8"):
        read(file)


def test_quotes_commas_and_other_columns_are_read(tmp_path: Path) -> None:
    file = written(tmp_path, '\ufeffid,text,intent\n1,"yes, ""please""",affirm\n')
    assert read(file) == [('yes, "please"', "affirm")]


def test_one_intent_is_nothing_to_tell_apart() -> None:
    with pytest.raises(Unusable, match="two intents"):
        report([("hi", "greet"), ("hello", "greet")], [("hey", "greet")])


def test_an_intent_that_was_never_taught_is_named() -> None:
    train = [("hi", "greet"), ("hello", "greet"), ("bye", "leave"), ("see you", "leave")]
    assert "never found: thank" in report(train, [("hello", "greet"), ("cheers", "thank")])


def test_another_trade_is_learnt_from_ten_examples_an_intent() -> None:
    told = report(read(FOREIGN / "foreign_train.csv"), read(FOREIGN / "foreign_test.csv"))
    assert "200 messages of 20 intents, judged on 240" in told
    accuracy = re.search(r"accuracy +([\d.]+)", told)
    assert accuracy is not None
    assert float(accuracy[1]) > 0.75
