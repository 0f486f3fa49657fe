"""Kinds told apart by meaning, learnt from the playbook's own wordings."""

from pathlib import Path

import pytest

from coaching.nlp.likeness import Meanings
from coaching.playbook import load_playbook

PLAYBOOK, _ = load_playbook(Path(__file__).parents[2] / "playbook")


@pytest.fixture(scope="module")
def meanings() -> Meanings:
    return Meanings.load()


@pytest.mark.parametrize("topic", sorted(PLAYBOOK.meanings))
def test_every_wording_of_a_topic_is_mostly_taken_for_its_kind(
    meanings: Meanings, topic: str
) -> None:
    wordings = PLAYBOOK.meanings[topic]
    right = sum(
        meanings.ranked(word, wordings)[0][0] == kind
        for kind, words in wordings.items()
        for word in words
    )
    assert right / sum(map(len, wordings.values())) > 0.9


def test_the_same_words_always_get_the_same(meanings: Meanings) -> None:
    wordings = PLAYBOOK.meanings["supposing"]
    once = meanings.ranked("they fall silent", wordings)
    assert meanings.ranked("they fall silent", dict(reversed(list(wordings.items())))) == once


def test_nothing_said_is_of_no_kind(meanings: Meanings) -> None:
    assert meanings.ranked("  ", PLAYBOOK.meanings["levels"]) == ()
