"""Whole replies with their moves marked, as the ear learns from them."""

from pathlib import Path

import pytest

from coaching.domain.practice.judging import Band
from coaching.domain.practice.moves import Move
from coaching.playbook.examples import BadExamples
from coaching.playbook.marked_replies import MarkedMoves, MarkedReply, read_marked_replies

ROOT = Path(__file__).parents[2]


def write(folder: Path, text: str) -> Path:
    (folder / "some.yml").write_text(text, encoding="utf-8")
    return folder


def test_a_reply_is_read_without_its_marks(tmp_path: Path) -> None:
    write(
        tmp_path,
        '- {to: "Too dear.", say: "Hm, [acknowledge: that hurts]. [confirm+isolate: Is that all?]",'
        " band: good}\n",
    )
    assert read_marked_replies(tmp_path) == (
        MarkedReply(
            "Too dear.",
            "Hm, that hurts. Is that all?",
            (
                MarkedMoves(frozenset({Move.ACKNOWLEDGE}), 4, 14),
                MarkedMoves(frozenset({Move.CONFIRM, Move.ISOLATE}), 16, 28),
            ),
            Band.GOOD,
        ),
    )


def test_all_mistakes_are_told_at_once(tmp_path: Path) -> None:
    write(
        tmp_path,
        '- {to: "a", say: "[juggle: b]", band: good}\n'
        '- {to: "a", say: "b ] c", band: good}\n'
        '- {to: "a", say: "b", band: superb}\n'
        '- {say: "b", band: good}\n',
    )
    with pytest.raises(BadExamples) as caught:
        read_marked_replies(tmp_path)
    told = str(caught.value).split("\n")
    assert [line.split(":")[0] for line in told] == ["some.yml"] * 4
    assert [line.split("reply ")[1][0] for line in told] == ["1", "2", "3", "4"]


def test_where_nothing_is_marked_there_is_nothing(tmp_path: Path) -> None:
    assert read_marked_replies(tmp_path / "nowhere") == ()


def test_the_marked_replies_of_the_playbook_can_be_read() -> None:
    for reply in read_marked_replies(ROOT / "playbook" / "moves" / "replies"):
        for mark in reply.marks:
            assert reply.say[mark.start : mark.end].strip()
