"""The date grammar: what somebody's words say about a day or a time of day."""

from coaching.nlp.times.reading import TimeGrammar

__all__ = ["TimeGrammar"]
