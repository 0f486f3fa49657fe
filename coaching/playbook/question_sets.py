"""Questions to measure by: those that the thresholds were settled with, and the held-out sets."""

from dataclasses import dataclass
from pathlib import Path
from typing import Any

from ruamel.yaml import YAML

from coaching.domain.stages import Market

TUNING = Path("playbook/knowledge/tuning/questions.yml")
UNKNOWN = "unknown"


@dataclass(frozen=True, slots=True)
class AskedQuestion:
    """A question of a person. `kind` is ask, folklore, premise or unknown; `topics` are the entries
    that answer it, none for an unknown one; `market` is the one it is about, if any."""

    text: str
    kind: str
    topics: frozenset[str] = frozenset()
    market: Market | None = None


def read_tuning(path: Path = TUNING) -> tuple[AskedQuestion, ...]:
    """What the coach cannot know, and what it knows asked in odd ways."""
    document = _load(path)
    unknown = [AskedQuestion(text, UNKNOWN) for text in document["unknown"]]
    odd = [AskedQuestion(o["text"], "ask", frozenset({o["asks"]})) for o in document["odd"]]
    return (*unknown, *odd)


def read_question_sets(folder: Path) -> dict[str, tuple[AskedQuestion, ...]]:
    """By file, the questions of `questions_*.yml`; for reporting only."""
    return {
        path.stem: tuple(_asked(item) for item in _load(path)["questions"])
        for path in sorted(folder.glob("questions_*.yml"))
    }


def _asked(item: dict[str, Any]) -> AskedQuestion:
    others = item.get("or") or []
    others = [others] if isinstance(others, str) else others
    topic = item.get("topic")
    market = item.get("market")
    return AskedQuestion(
        text=item["text"],
        kind=item["kind"],
        topics=frozenset([*([topic] if topic else []), *others]),
        market=Market(market) if market in set(Market) else None,
    )


def _load(path: Path) -> Any:
    return YAML(typ="safe", pure=True).load(path.read_text(encoding="utf-8"))
