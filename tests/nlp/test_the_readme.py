"""The talk that the README shows is what the ear hears, whichever way the buyer opens."""

import re
from pathlib import Path

from coaching.domain.practice.moves import Move
from coaching.domain.practice.scenario import Beat
from coaching.nlp.replies.ear import TrainedEar
from coaching.playbook import load_playbook

ROOT = Path(__file__).parents[2]
SCENARIO = load_playbook(ROOT / "playbook")[0].scenarios["price-payroll"]


def test_the_reply_in_the_readme_acknowledges_explores_and_asks_for_the_cause(
    ear: TrainedEar,
) -> None:
    readme = (ROOT / "README.md").read_text(encoding="utf-8")
    reply, moves = re.findall(r"\*\*You\*\* (.+)\n> \*.+\* `(\w+)` `\w+`", readme)[0]
    assert moves == Move.ACKNOWLEDGE
    for line in SCENARIO.lines[Beat.OPENING]:
        hearing = ear.hear(reply, line.text, SCENARIO)
        assert [found.move for found in hearing.moves] == [Move.ACKNOWLEDGE, Move.EXPLORE_OPEN]
        assert {topic.fact for topic in hearing.topics} >= SCENARIO.causes()
