"""How people stand with the quiz's questions."""

from dataclasses import replace
from datetime import date

import pytest
from sqlalchemy.exc import IntegrityError

from coaching.domain.quiz.judging import Verdict
from coaching.domain.quiz.spacing import Standing
from coaching.store.engine import SqlStore
from tests.store.factories import PERSON, a_person

FIRST = Standing(
    PERSON, "closing_advance", 2, date(2026, 11, 25), Verdict.FULL, date(2026, 11, 22), 3
)


def _record(store: SqlStore, *standings: Standing) -> None:
    with store.writing() as writes:
        for standing in standings:
            writes.record_standing(standing)
        writes.commit()


def test_a_standing_comes_back_as_it_was(store: SqlStore) -> None:
    _record(store, FIRST)
    with store.reading() as reads:
        assert reads.quiz_standing(PERSON, FIRST.question) == FIRST
        assert reads.quiz_standing(PERSON, "another") is None


def test_the_new_one_takes_the_place_of_the_old(store: SqlStore) -> None:
    now = replace(FIRST, box=0, result=Verdict.NOT_RIGHT, times=4)
    _record(store, FIRST, now)
    with store.reading() as reads:
        assert list(reads.quiz_standings(PERSON)) == [now]


def test_are_listed_soonest_first_and_ones_own_alone(store: SqlStore) -> None:
    with store.writing() as writes:
        writes.add_person(a_person("p-bo"), "hash")
        writes.commit()
    sooner = replace(FIRST, question="approach_needs", due=date(2026, 11, 23))
    _record(store, FIRST, sooner, replace(FIRST, person="p-bo"))
    with store.reading() as reads:
        assert list(reads.quiz_standings(PERSON)) == [sooner, FIRST]


def test_a_stranger_has_no_standing(store: SqlStore) -> None:
    with pytest.raises(IntegrityError):
        _record(store, replace(FIRST, person="p-nobody"))


def test_a_box_that_there_is_not_is_refused(store: SqlStore) -> None:
    with pytest.raises(IntegrityError):
        _record(store, replace(FIRST, box=4))
