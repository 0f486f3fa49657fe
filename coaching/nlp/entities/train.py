"""`python -m coaching.nlp.entities.train`: learns who and what is named, and which objections are
reported, from `playbook/entities/`."""

import argparse
import hashlib
import sys
import time
from collections.abc import Sequence
from pathlib import Path

from threadpoolctl import threadpool_limits  # type: ignore[import-untyped]

from coaching.domain.deals.qualification import ABSENT
from coaching.nlp.entities.lessons import flatten_lessons, lessons, plain_lessons
from coaching.nlp.entities.model import ENTITIES, EntitiesMissing, fit_tagger, read_notes
from coaching.nlp.entities.report_lessons import gather, learn_reports, passed_on
from coaching.playbook.answer_examples import read_answer_examples
from coaching.playbook.entity_examples import read_marked, read_sayings
from coaching.playbook.objection_examples import read_wordings
from coaching.playbook.roles import read_roles
from encoder import Encoder

MESSAGES = Path("playbook/entities")
ROLES = Path("playbook/roles.yml")
_WORDINGS = Path("playbook/objections/examples")
_ANSWERS = Path("playbook/qualification/examples")
_SAYINGS = Path("data/nlu")
_PLAIN_FILES = ("advice.yml", "follow_ups.yml", "practice.yml", "smalltalk.yml")
_LETTERS = frozenset({"need", "timing", "authority", "budget"})
_LEARNS_WITH = (
    "features",
    "gazetteer",
    "lessons",
    "model",
    "report_lessons",
    "reports",
    "train",
    "variation",
    "../english",
    "../clauses",
    "../grams",
)
_SOME, _FEW = 3, 2
_ROOM = Path(__file__).parent


def inputs_hash(encoder: str, folders: Sequence[Path]) -> str:
    """The hash of everything that training reads: encoder, messages, lists, and its own code."""
    digest = hashlib.sha256(encoder.encode())
    code = [_ROOM / f"{name}.py" for name in _LEARNS_WITH] + sorted(_ROOM.glob("*.txt"))
    files = [path for folder in folders for path in sorted(folder.glob("*.yml"))]
    for path in [*code, ROLES, *files, *(_SAYINGS / name for name in _PLAIN_FILES)]:
        digest.update(path.read_bytes())
    return digest.hexdigest()


def main(arguments: Sequence[str] | None = None) -> int:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--messages", type=Path, default=MESSAGES)
    parser.add_argument("--to", type=Path, default=ENTITIES)
    chosen = parser.parse_args(arguments)
    begun, encoder = time.monotonic(), Encoder.load()
    inputs = inputs_hash(encoder.fingerprint, (chosen.messages, _WORDINGS, _ANSWERS))
    if trained(chosen.to, inputs):
        print(f"{chosen.to} is up to date")
        return 0
    with threadpool_limits(limits=1):
        count, best = _learn(chosen.messages, chosen.to, encoder, inputs)
    took = time.monotonic() - begun
    print(f"learnt {count} messages in {took:.0f} s (reports: F1 {best:.2f} held out): {chosen.to}")
    return 0


def _learn(folder: Path, to: Path, encoder: Encoder, inputs: str) -> tuple[int, float]:
    messages = read_marked(folder).messages
    roles = read_roles(ROLES)
    sayings = [said for each in read_sayings(_SAYINGS, _PLAIN_FILES).values() for said in each]
    taught = [*lessons(messages, roles), *plain_lessons(sayings[::_SOME], roles)]
    fit_tagger(*flatten_lessons(taught), inputs).save(to)
    wordings = read_wordings(_WORDINGS)
    against = passed_on([wording.text for wording in wordings if wording.label])
    told = read_answer_examples(_ANSWERS, _LETTERS)
    harmless = [each.text for each in told if all(m.score != ABSENT for m in each.marks)]
    clauses = gather(messages, against, [*harmless[::_FEW], *sayings[::_SOME]], encoder)
    model, best = learn_reports(clauses, encoder.fingerprint, inputs)
    model.save(to)
    return len(messages), best


def trained(folder: Path, inputs: str) -> bool:
    """True if the folder holds models made from these inputs."""
    try:
        return read_notes(folder).get("inputs") == inputs and (folder / "reports.json").exists()
    except EntitiesMissing:
        return False


if __name__ == "__main__":
    sys.exit(main())
