"""Being sociable, as a colleague is: one line, true to what the coach is."""

from collections.abc import Mapping

from coaching.domain.playbook import Playbook
from coaching.domain.ports.phrases import Likeness
from coaching.domain.sessions import Decision, Speaker, Spoken
from coaching.domain.smalltalk import Smalltalk

OTHER = "other"
_APART = 0.02
_SAID: Mapping[Smalltalk, tuple[str, ...]] = {
    Smalltalk.WELLBEING: ("smalltalk.wellbeing_1", "smalltalk.wellbeing_2"),
    Smalltalk.SOFTWARE: ("smalltalk.software_1", "smalltalk.software_2"),
    Smalltalk.NAME: ("smalltalk.name",),
    Smalltalk.JOKE: ("smalltalk.joke_1", "smalltalk.joke_2", "smalltalk.joke_3"),
    Smalltalk.LOW_MOOD: ("smalltalk.low_mood_1", "smalltalk.low_mood_2"),
    Smalltalk.HIGH_MOOD: ("smalltalk.high_mood_1", "smalltalk.high_mood_2"),
    Smalltalk.WEATHER: ("smalltalk.weather",),
    Smalltalk.FREE_TIME: ("smalltalk.free_time",),
    Smalltalk.FEELINGS: ("smalltalk.feelings",),
}
_ELSE = ("smalltalk.else_1", "smalltalk.else_2")


def make_smalltalk(playbook: Playbook, likeness: Likeness, text: str, seed: int) -> Decision:
    """One line by what the remark is about; the same turn always gets the same one."""
    ranked = likeness.ranked(text, playbook.meanings.get("smalltalk", {}))
    words: tuple[str, ...] = _ELSE
    if len(ranked) > 1 and ranked[0][0] != OTHER and ranked[0][1] - ranked[1][1] >= _APART:
        words = _SAID[Smalltalk(ranked[0][0])]
    return Decision((Spoken(Speaker.COACH, playbook.say(words[seed % len(words)])),))
