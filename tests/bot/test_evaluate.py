from __future__ import annotations

from pathlib import Path

import pytest

from bot.evaluate import report, report_weakest, wishes_found
from bot.measures import Heard, figures
from bot.sets import DEVELOPMENT, EXAMPLES, examples, held_out, two_wishes

HEARD = [
    Heard("greet", "greet", (("greet", 0.9),)),
    Heard("thank", "greet", (("greet", 0.6), ("thank", 0.4))),
    Heard("out_of_scope", "out_of_scope", (("out_of_scope", 0.8),)),
]


def test_the_test_sets_of_the_present_list_are_read_and_the_retired_ones_are_not(
    tmp_path: Path,
) -> None:
    for name in ("intents_a", "intents_c1", "intents_c2"):
        (tmp_path / f"{name}.yml").write_text(
            f'messages:\n  - {{intent: greet, text: "hello {name}"}}\n', "utf-8"
        )
    assert held_out(tmp_path) == {
        "intents_c1": [("hello intents_c1", "greet")],
        "intents_c2": [("hello intents_c2", "greet")],
    }


def test_messages_with_one_and_two_wishes_are_read(tmp_path: Path) -> None:
    (tmp_path / "wishes_a.yml").write_text(
        "messages:\n  - {text: x and y, wishes: [greet, thank]}\n", "utf-8"
    )
    assert two_wishes(tmp_path) == [("x and y", ["greet", "thank"])]


def test_little_but_short_phrases_is_both_taught_and_judged_by() -> None:
    taught = {text.lower() for text, _ in examples(EXAMPLES)}
    judged = {text.lower() for text, _ in examples(DEVELOPMENT)}
    assert len(taught & judged) < 0.04 * max(len(judged), 1)


def test_every_development_wish_is_an_intent_that_is_taught() -> None:
    taught = {intent for _, intent in examples(EXAMPLES)}
    wished = {wish for _, wishes in two_wishes(DEVELOPMENT) for wish in wishes}
    assert wished <= taught


def test_the_second_wish_of_a_message_is_found() -> None:
    one = {"intent": {"name": "greet"}}
    assert wishes_found(one) == ["greet"]
    assert wishes_found({**one, "second_wish": {"intent": "list_deals"}}) == ["greet", "list_deals"]


def test_figures_are_printed_without_a_sentence(capsys: pytest.CaptureFixture[str]) -> None:
    report("some", figures(HEARD))
    report_weakest(HEARD)
    printed = capsys.readouterr().out
    assert "accuracy                               0.667" in printed
    assert "1 thank taken for greet" in printed
