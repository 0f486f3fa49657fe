"""`python -m bot.evaluate MODEL`: how well the trained bot understands the held-out messages.

Prints figures, never a sentence, and writes `docs/confusions.md`. What they mean stands in
`docs/understanding.md`. Test sets are for reporting only; `python -m bot.evaluate MODEL
development` gives the first figures for `data/dev/`, on which confidences and limits were set.
"""

from __future__ import annotations

import asyncio
import sys
import time
from collections.abc import Sequence
from dataclasses import asdict
from pathlib import Path
from typing import Any

import numpy as np
from rasa.core.agent import Agent
from rasa.utils.log_utils import configure_structlog

from bot import confusion_table, hot_path, sets
from bot.learning_curve import learning_curve
from bot.measures import Figures, Heard, confusions, f1_by_intent, figures, wishes
from bot.noise import NOISES
from bot.overlap import overlap
from bot.sets import Said, held_out
from bot.wishes import SECOND

CONFUSIONS = sets.ROOT / "docs" / "confusions.md"

_TITLES = {
    "messages": "messages",
    "accuracy": "accuracy",
    "macro_f1": "macro-F1",
    "out_recall": "out of scope: recall",
    "untouched": "out of scope: recall, or asked back",
    "false_alarms": "in scope: false alarms",
    "asked": "in scope: asked back with two buttons",
    "offered": "  of these, the right one offered",
    "calibration_error": "calibration error",
}


async def understand(model: str, texts: list[str]) -> list[str]:
    """The intent that the bot finds for each text."""
    return [str(parsed["intent"]["name"]) for parsed in await _parse(Agent.load(model), texts)]


async def _parse(agent: Agent, texts: Sequence[str]) -> list[dict[str, Any]]:
    return [await agent.parse_message(text) for text in texts]


def hear(agent: Agent, said: Sequence[Said]) -> list[Heard]:
    parsed = asyncio.run(_parse(agent, [text for text, _ in said]))
    return [Heard.of(intent, found) for (_, intent), found in zip(said, parsed, strict=True)]


def report(name: str, found: Figures) -> None:
    """Print all figures of a set."""
    print(f"-- {name}")
    for field, value in asdict(found).items():
        print(f"{_TITLES[field]:38} {value:.3f}" if field != "messages" else _count(value))


def _count(messages: int) -> str:
    return f"{_TITLES['messages']:38} {messages}"


def report_weakest(heard: Sequence[Heard]) -> None:
    """Print where it goes wrong."""
    scores = f1_by_intent(heard)
    print("-- weakest intents (F1)")
    for intent in sorted(scores, key=scores.__getitem__)[:10]:
        print(f"  {scores[intent]:.2f} {intent}")
    print("-- commonest confusions")
    for (true, found), times in confusions(heard)[:12]:
        print(f"  {times:3} {true} taken for {found}")


def report_wishes(agent: Agent, said: Sequence[tuple[str, list[str]]]) -> None:
    """Print how two wishes in one message are told from one."""
    parsed = asyncio.run(_parse(agent, [text for text, _ in said]))
    pairs = [(true, wishes_found(found)) for (_, true), found in zip(said, parsed, strict=True)]
    told = wishes(pairs)
    print(f"-- two wishes ({len(said)} messages, {sum(len(t) == 2 for t, _ in pairs)} with two)")
    print(f"{'two heard, of these truly two':38} {told.precision:.3f}")
    print(f"{'truly two, of these heard as two':38} {told.recall:.3f}")
    print(f"{'  of these, both right':38} {told.right_pair:.3f}")
    print(f"{'one wish, rightly heard':38} {told.right_single:.3f}")
    print(f"{'one wish, a second one added':38} {told.disturbed:.3f}")


def wishes_found(parsed: dict[str, Any]) -> list[str]:
    """The intent of a parsed message, and of its second wish where there is one."""
    second = parsed.get(SECOND)
    return [str(parsed["intent"]["name"]), *([str(second["intent"])] if second else [])]


def report_robustness(agent: Agent, said: Sequence[Said], plain: Figures) -> None:
    """Print what the same messages lose when they are typed in another way."""
    print("-- the same messages, typed otherwise (difference in accuracy and macro-F1)")
    for name, noise in NOISES.items():
        found = figures(hear(agent, [(noise(text), intent) for text, intent in said]))
        accuracy, f1 = found.accuracy - plain.accuracy, found.macro_f1 - plain.macro_f1
        print(f"{name:38} {accuracy:+.3f} {f1:+.3f}")


def report_overlap(said: Sequence[Said]) -> None:
    """Print how many test messages nearly stand among the examples."""
    known = [text for text, _ in sets.examples()]
    found = overlap(known, [text for text, _ in said])
    print(f"-- near copies among {len(known)} examples")
    print(f"{'nearly the same words':38} {found.words} of {len(said)}")
    print(f"{'nearly the same sense':38} {found.sense} of {len(said)}")


def report_speed(agent: Agent, said: Sequence[Said]) -> None:
    """Print what understanding one message takes; each is new to the encoder's memory."""
    texts = [f"{text} ." for text, _ in said]
    taken = []
    for text in texts:
        began = time.perf_counter()
        asyncio.run(_parse(agent, [text]))
        taken.append((time.perf_counter() - began) * 1000)
    middle, slow = np.percentile(taken, [50, 99])
    print("-- time to understand one message, one thread")
    print(f"{'p50, p99 in ms':38} {middle:.1f} {slow:.1f}")


def report_learning(said: Sequence[Said]) -> None:
    """Print how accuracy grows with examples, and how long training takes with all of them."""
    print("-- trained on fewer examples (accuracy, macro-F1, seconds of training)")
    for step in learning_curve(sets.examples(), said):
        print(f"{step.name:38} {step.accuracy:.3f} {step.macro_f1:.3f} {step.seconds:.0f}")


def evaluate(model: Path) -> None:
    agent = Agent.load(str(model))
    together: list[Heard] = []
    every: list[Said] = []
    for name, said in held_out().items():
        heard = hear(agent, said)
        report(name, figures(heard))
        together += heard
        every += said
    whole = figures(together)
    report("together", whole)
    report_weakest(together)
    CONFUSIONS.write_text(confusion_table.write(together), encoding="utf-8")
    report_wishes(agent, sets.two_wishes())
    report_robustness(agent, every, whole)
    report_overlap(every)
    report_speed(agent, every)
    report_learning(every)


def evaluate_development(model: Path) -> None:
    agent = Agent.load(str(model))
    heard = hear(agent, sets.examples(sets.DEVELOPMENT))
    report("development", figures(heard))
    report_weakest(heard)
    report_wishes(agent, sets.two_wishes(sets.DEVELOPMENT))


def main() -> int:
    if len(sys.argv) < 2 or sys.argv[2:] not in ([], ["development"]):
        print("usage: python -m bot.evaluate MODEL [development]")
        return 2
    configure_structlog(40)
    hot_path.apply()
    judge = evaluate_development if sys.argv[2:] else evaluate
    judge(Path(sys.argv[1]))
    return 0


if __name__ == "__main__":
    sys.exit(main())
