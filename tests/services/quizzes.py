"""A quiz of a known size in place of the shipped one: the points of its questions are "a" and "b",
one thing each."""

from typing import Any

from coaching.playbook import build_playbook, load_playbook
from tests.services.house import PLAYBOOK, TestHouse


def a_question(id: str, part: str = "closing", **fields: Any) -> dict[str, Any]:
    points = [
        {
            "id": point,
            "says": f"{id} is {point}",
            "wordings": [f"right {point} {n}" for n in range(6)],
            "wrong": [f"wrong {point} {n}" for n in range(3)],
        }
        for point in ("a", "b")
    ]
    theme = "stage" if part in ("closing", "approach") else "theme"
    defaults = {"topic": "closing_what", "asks": f"What of {id}?", "points": points}
    told = {"explains": f"The answer to {id}.", "source": "somebody, 1988"}
    return {"id": id, theme: part, **defaults, **told, **fields}


def publish_quiz(house: TestHouse, *questions: dict[str, Any]) -> None:
    """Make a playbook with these questions the latest one."""
    _, documents = load_playbook(PLAYBOOK)
    kept = {
        file: document
        for file, document in documents.items()
        if not file.startswith("quiz/") or file == "quiz/parts.yml"
    }
    made = {**kept, "quiz/closing.yml": list(questions)}
    playbook = build_playbook(made, published=True)
    with house.store.writing() as writes:
        writes.publish_playbook(playbook.hash, made, house.clock.now())
        writes.commit()
