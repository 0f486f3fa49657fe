from pathlib import Path

import numpy as np
import pytest

from coaching.domain.objections import Nature
from coaching.domain.practice.judging import Band
from coaching.domain.practice.moves import Move
from coaching.nlp.fitting import MOVES, Bags, held_out, thresholds
from coaching.nlp.replies import evaluate, train
from coaching.nlp.replies.ear import TrainedEar
from coaching.playbook.examples import BadExamples, Example, read_examples
from coaching.playbook.test_sets import read_labelled_replies

SMALL = """\
move: {move}
clauses:
{clauses}
near_misses:
  - {{to: "It costs too much.", say: "Nice weather today.", is: []}}
"""


def write_examples(folder: Path) -> None:
    told = {
        "explore_open": ["What would you compare it with", "How do you do it today", "What broke"],
        "vague_next": ["Let's talk some time", "I'll send something", "We stay in touch then"],
    }
    for move, clauses in told.items():
        lines = "".join(
            f'  - {{to: "It costs too much, number {n}.", say: "{say} {word}"}}\n'
            for n, word in enumerate(["now", "please", "again", "there"])
            for say in clauses
        )
        text = SMALL.format(move=move, clauses=lines)
        (folder / f"{move}.yml").write_text(text, encoding="utf-8")


def test_examples_hold_the_file_s_move_and_the_others_that_are_named(tmp_path: Path) -> None:
    (tmp_path / "confirm.yml").write_text(
        "move: confirm\n"
        'clauses: [{to: "Dear.", say: "Settled, or is there more?", also: [isolate]}]\n'
        'near_misses: [{to: "Dear.", say: "You see?", is: [argue]}]\n',
        encoding="utf-8",
    )
    assert read_examples(tmp_path) == (
        Example("Dear.", "Settled, or is there more?", frozenset({Move.CONFIRM, Move.ISOLATE})),
        Example("Dear.", "You see?", frozenset({Move.ARGUE})),
    )


def test_all_mistakes_of_the_examples_are_told_at_once(tmp_path: Path) -> None:
    (tmp_path / "a.yml").write_text("move: juggle\n", encoding="utf-8")
    (tmp_path / "b.yml").write_text(
        'move: value\nclauses: [{to: "Dear."}, {say: "Yes"}, {to: "a", say: "b", also: [no]}]\n',
        encoding="utf-8",
    )
    (tmp_path / "c.yml").write_text("move: [\n", encoding="utf-8")
    with pytest.raises(BadExamples) as caught:
        read_examples(tmp_path)
    told = str(caught.value).split("\n")
    assert any(line.startswith("a.yml: 'juggle'") for line in told)
    assert "b.yml: clause 1 has no `say`" in told
    assert "b.yml: clause 2 has no `to`" in told
    assert any(line.startswith("b.yml: clause 3") for line in told)
    assert any(line.startswith("c.yml: not YAML") for line in told)


def test_training_twice_gives_the_same_ear_and_skips_what_is_current(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    examples, one, two = tmp_path / "examples", tmp_path / "one", tmp_path / "two"
    examples.mkdir()
    write_examples(examples)
    lessons = ["--examples", str(examples)]
    for folder in (one, two):
        assert train.main([*lessons, "--to", str(folder)]) == 0
    assert TrainedEar.load(one).analyser == TrainedEar.load(two).analyser
    capsys.readouterr()
    train.main([*lessons, "--to", str(one)])
    assert capsys.readouterr().out == f"{one} is up to date\n"
    hearing = TrainedEar.load(one).hear_plain("How do you do that today", "It costs too much.")
    assert Move.EXPLORE_OPEN in {found.move for found in hearing.moves}


def test_without_examples_nothing_is_learnt(tmp_path: Path) -> None:
    assert train.main(["--examples", str(tmp_path), "--to", str(tmp_path / "ear")]) == 1
    assert not (tmp_path / "ear").exists()


def test_held_out_scores_never_come_from_the_same_buyer_s_line() -> None:
    """Rows that tell their group and nothing else are worth nothing on held-out groups."""
    groups = [f"line {number}" for number in range(20) for _ in range(4)]
    rows = np.repeat(np.eye(20, dtype=np.float32) * 5, 4, axis=0)
    truth = np.zeros((80, len(MOVES)), bool)
    truth[:40, 0] = True
    bags = Bags(rows, np.arange(80), truth)
    found = held_out(bags, groups)[:, 0]
    assert len(set(found[:40]) - set(found[40:])) <= 5
    assert thresholds(bags, found[:, None].repeat(len(MOVES), axis=1)).shape == (len(MOVES),)


def test_marked_replies_are_put_together_from_texts_and_labels(tmp_path: Path) -> None:
    assert read_labelled_replies(tmp_path) == {}
    (tmp_path / "replies_x.yml").write_text(
        '- {id: x1, objection: "Too dear.", replies: [{id: x1-1, text: "Compared to what?"}]}\n',
        encoding="utf-8",
    )
    (tmp_path / "labels_settled_x.yml").write_text(
        'objections: [{id: x1, label: price_value, nature: "true"}]\n'
        'replies: [{id: x1-1, band: good, moves: [{move: explore_open, quote: "Compared"}]}]\n',
        encoding="utf-8",
    )
    (reply,) = read_labelled_replies(tmp_path)["replies_x"]
    assert (reply.objection, reply.reply) == ("Too dear.", "Compared to what?")
    assert (reply.concern.nature, reply.band) == (Nature.TRUE, Band.GOOD)
    assert reply.moves == ((Move.EXPLORE_OPEN, "Compared"),)


def test_the_table_counts_right() -> None:
    truth = evaluate.of_moves([frozenset({Move.VALUE}), frozenset({Move.VALUE}), frozenset()])
    found = evaluate.of_moves([frozenset({Move.VALUE}), frozenset(), frozenset({Move.VALUE})])
    told = evaluate.table(truth, found).split("\n")
    assert next(line for line in told if line.startswith("value")).split() == [
        "value",
        "2",
        "0.50",
        "0.50",
        "0.50",
    ]
    assert told[-1].split() == ["macro-F1", "3", "0.50"]
