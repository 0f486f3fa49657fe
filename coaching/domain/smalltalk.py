"""Kinds of sociable remarks that the coach has an answer to."""

from enum import StrEnum


class Smalltalk(StrEnum):
    WELLBEING = "wellbeing"
    SOFTWARE = "software"
    NAME = "name"
    JOKE = "joke"
    LOW_MOOD = "low_mood"
    HIGH_MOOD = "high_mood"
    WEATHER = "weather"
    FREE_TIME = "free_time"
    FEELINGS = "feelings"
