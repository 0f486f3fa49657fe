"""Pointing at one of a list."""

import pytest

from coaching.domain.pointing import Pointer, pointed

THREE = ("a", "b", "c")


@pytest.mark.parametrize(("place", "id"), [(1, "a"), (3, "c"), (-1, "c"), (-2, "b")])
def test_a_place_counts_from_the_beginning_or_from_the_end(place: int, id: str) -> None:
    assert pointed(Pointer(place=place), THREE, None) == id


@pytest.mark.parametrize("place", [0, 4, -4, 99])
def test_a_place_that_the_list_does_not_have_means_nothing(place: int) -> None:
    assert pointed(Pointer(place=place), THREE, None) is None


def test_the_other_one_is_clear_of_two_and_unclear_of_three() -> None:
    assert pointed(Pointer(other=True), ("a", "b"), "a") == "b"
    assert pointed(Pointer(other=True), THREE, "a") is None
    assert pointed(Pointer(other=True), ("a", "b"), None) is None


def test_the_same_one_is_what_the_talk_was_last_about() -> None:
    assert pointed(Pointer(same=True), THREE, "b") == "b"
    assert pointed(Pointer(same=True), THREE, None) is None
