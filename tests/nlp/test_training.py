from pathlib import Path

import numpy as np
import pytest

from coaching.domain.objections import Nature, ObjectionLabel
from coaching.domain.practice.judging import Band, Concern, ReplyRubric, judge_reply
from coaching.domain.practice.moves import FoundMove, Hearing, Move
from coaching.nlp.fitting import MOVES, Bags, kept_back, thresholds
from coaching.nlp.replies import measures, train
from coaching.nlp.replies.ear import TrainedEar
from coaching.playbook.examples import BadExamples, Example, read_examples
from coaching.playbook.test_sets import (
    LabelledReply,
    Trap,
    read_labelled_replies,
    read_traps,
    read_unfit_texts,
)

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
    lessons = ["--examples", str(examples), "--replies", str(tmp_path / "none")]
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


def test_what_is_kept_back_goes_by_the_buyer_s_line_however_it_is_typed() -> None:
    lines = [f"line {number}" for number in range(200)]
    kept = kept_back(lines)
    assert 0.1 < kept.mean() < 0.3
    assert (kept_back([f"  {line.upper()}." for line in lines]) == kept).all()


def test_a_threshold_parts_what_holds_a_move_from_what_does_not() -> None:
    truth = np.zeros((80, len(MOVES)), bool)
    truth[:40] = True
    bags = Bags(np.zeros((80, 1), np.float32), np.arange(80), truth)
    found = np.where(truth, np.float32(0.8), np.float32(0.3))
    limits = thresholds(bags, found)
    assert ((limits > 0.3) & (limits <= 0.8)).all()


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
    truth = measures.of_moves([frozenset({Move.VALUE}), frozenset({Move.VALUE}), frozenset()])
    found = measures.of_moves([frozenset({Move.VALUE}), frozenset(), frozenset({Move.VALUE})])
    told = measures.table(truth, found).split("\n")
    assert next(line for line in told if line.startswith("value")).split() == [
        "value",
        "2",
        "0.50",
        "0.50",
        "0.50",
    ]
    assert told[-1].split() == ["macro-F1", "3", "0.50"]


def labelled(name: str, band: Band, moves: tuple[tuple[Move, str], ...]) -> LabelledReply:
    concern = Concern(ObjectionLabel.PRICE_VALUE, Nature.TRUE)
    return LabelledReply(name, "Too dear.", f"{name} said", concern, band, moves)


def heard(*moves: Move, clear: bool = True) -> Hearing:
    found = tuple(FoundMove(move, "x", at, at + 1, 0.9, "x") for at, move in enumerate(moves))
    return Hearing(found, (), clear, "x")


@pytest.fixture(scope="module")
def rubric() -> ReplyRubric:
    return measures.reply_rubric(Path(__file__).parents[2] / "playbook")


def test_a_good_reply_stands_above_a_poor_one_where_both_have_a_score(rubric: ReplyRubric) -> None:
    replies = [
        labelled("a", Band.GOOD, ()),
        labelled("b", Band.POOR, ()),
        labelled("c", Band.POOR, ()),
        labelled("d", Band.POOR, ()),
    ]
    hearings = [
        heard(Move.EXPLORE_OPEN),
        heard(Move.ARGUE),
        heard(Move.EXPLORE_OPEN, Move.RESTATE),
        heard(clear=False),
    ]
    told = measures.good_above_poor(replies, hearings, rubric)
    assert told == "good above poor 0.500 of 2 pairs"


def test_two_labellings_are_compared_reply_by_reply() -> None:
    first = [labelled("a", Band.GOOD, ((Move.VALUE, "a"),)), labelled("b", Band.POOR, ())]
    second = [labelled("b", Band.AVERAGE, ()), labelled("a", Band.GOOD, ((Move.VALUE, "a"),))]
    told = measures.agreement(first, second).split("\n")
    assert told[0] == ("the two labellings agree: label 1.000, nature 1.000 of 1; band 0.500 of 2")
    assert next(line for line in told if line.startswith("value")).split()[-1] == "1.00"


def test_a_trap_is_passed_if_all_three_claims_hold(rubric: ReplyRubric) -> None:
    concern = Concern(ObjectionLabel.PRICE_VALUE, Nature.TRUE)
    musts, nots = frozenset({Move.DISMISS}), frozenset({Move.ACKNOWLEDGE})
    trap = Trap("but", "Too dear.", "I understand, but no.", concern, musts, nots, Band.POOR)
    judged = [
        judge_reply(heard(Move.DISMISS), concern, rubric),
        judge_reply(heard(Move.DISMISS, Move.ACKNOWLEDGE), concern, rubric),
    ]
    told = measures.traps_passed([trap, trap], judged).split("\n")
    assert told[1].split() == ["but", "2", "2", "1", "2", "1"]


def test_texts_that_are_no_replies_are_counted_by_kind(rubric: ReplyRubric) -> None:
    concern = Concern(ObjectionLabel.PRICE_VALUE, Nature.TRUE)
    judged = [judge_reply(heard(clear=clear), concern, rubric) for clear in (False, True, False)]
    told = measures.unfit_recognised(["echo", "echo", "noise"], judged).split("\n")
    assert told[0] == "not scored 2 of 3"
    assert [line.split() for line in told[1:]] == [
        ["echo", "1", "of", "2"],
        ["noise", "1", "of", "1"],
    ]


def test_traps_and_unfit_texts_are_read_from_their_files(tmp_path: Path) -> None:
    (tmp_path / "unfit_x.yml").write_text(
        '- {id: u1, kind: echo, objection: "Too dear.", text: "Too dear"}\n', encoding="utf-8"
    )
    (tmp_path / "traps_x.yml").write_text(
        '- {id: t1, trap: but, objection: "Too dear.", label: price_value, nature: "true",\n'
        '   reply: "Yes, but.", must: [dismiss], not: [], band: poor}\n',
        encoding="utf-8",
    )
    assert [each.text for each in read_unfit_texts(tmp_path)] == ["Too dear"]
    (trap,) = read_traps(tmp_path)
    assert (trap.must, trap.must_not, trap.band) == ({Move.DISMISS}, frozenset(), Band.POOR)
