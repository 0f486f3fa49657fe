"""What is left of a request once its frame is taken away: the task to be reminded of, the company
that is meant."""

import re

from coaching.nlp.english import word_set

_NOUN = r"(?:reminder|follow[- ]?up|task|to-?do|note|alarm|nudge|ping|heads[- ]?up)s?"
_FRAMES = tuple(
    re.compile(frame, re.IGNORECASE | re.VERBOSE)
    for frame in (
        r"""(?:hey|hi|hello|ok(?:ay)?|so|and|also|yes|no|nope|right|well|btw|actually|then|now
             |please|pls|plz|kindly|just|sorry|oops|wait|i\ mean[t]?|rather|instead
             |make\ (?:it|that))\b[\s,.!:–-]*""",
        r"(?:can|could|would|will)\ (?:you|u|we|i)\b(?:\ (?:please|pls|plz|just|kindly))*\s*",
        r"""(?:i|we)(?:'d|\ would)?\ (?:like|want|need|wanna|have|ought)
            \ (?:you\ to|to\ be|to\ get|to|a|an)\b\s*""",
        r"(?:i'?d|i\ would)\ (?:appreciate|love|be\ grateful\ for)\b\s*",
        r"""(?:i'?ll\ need|i\ need|i\ want|give\ me|get\ me|gimme|let'?s\ have|let'?s)\b
            (?:\ an?)?\s*""",
        r"""(?:do\ not|don'?t)\ (?:let\ me|allow\ me\ to)\ forget
            (?:\ (?:to|about|that|i\ (?:have|need|must)\ to))?\b\s*""",
        r"""(?:make\ sure|see\ to\ it)(?:\ that)?(?:\ i)?\b
            (?:\ (?:do|don'?t\ forget\ to|remember\ to))?\s*""",
        r"""(?:remind(?:ed)?|ping|nudge|poke|alert|notify|prompt|buzz|tell|jog)
            (?:\ (?:me|us|myself|my\ memory))?\b(?:\ again)?\s*""",
        rf"""(?:set|schedule|create|add|make|put|book|log|note|plan|diari[sz]e|pencil|stick|drop|pop
              |arrange)(?:\ me)?(?:\ (?:in|up|down))?(?:\ (?:an?|the|my|another|one))?
             (?:\ (?:new|quick|little))?\ {_NOUN}\b\s*""",
        r"""(?:an?|the|another)?\ ?(?:reminder|follow[- ]?up\ (?=to|about|for|on|that|re)|nudge|ping
             |heads[- ]?up|note\ to\ self|task)\b\s*""",
        r"(?:to|about|that|for|re|regarding|of|on|in|at|by|:)(?:\s+|(?<=:)\s*)",
        r"(?:i\ (?:have|need|must|should|ought|gotta|got)\ (?:to\ )?|i'?ve\ got\ to\ )\b",
        r"(?:it|this|that)[,.;:!]\s*",
    )
)
_ASKS = re.compile(
    rf"\b(?:remind|ping|nudge|poke|alert|notify) (?:me|us)\b|\b{_NOUN}\b|let me forget",
    re.IGNORECASE,
)
_LOOSE_END = re.compile(
    r"(?:[\s,.;:!?–-]+|\s+(?:on|at|by|for|in|from|around|until|till|before|and|or|please|pls|plz|"
    r"thanks|thx|ta|cheers|thank you|then|ok|okay))$",
    re.IGNORECASE,
)
_WORD = re.compile(r"[\w&+][\w&+.'’-]*|[,;:!?()]")
_SINCE = re.compile(
    r"(?:\b(?:for|with|on|about|at|re|regarding|qualify|assess|vet|evaluate|prep|prepare|prospect|"
    r"lead|client|customer|account)|\bw/)\s+",
    re.IGNORECASE,
)
_THIS = re.compile(
    r"\b(?:(?:this|that|the|my|our|same) (?:\w+ )?(?:deal|account|opportunity|prospect|lead|"
    r"customer|client|buyer|one|company)|it|him|her|them|they|he|she)\b",
    re.IGNORECASE,
)
_FIRST = word_set("the a an my our your this that these those mr mrs ms dr")
_GENERIC = word_set(
    "deal deals account accounts opportunity prospect prospects lead leads customer customers "
    "client clients buyer buyers one ones guy guys person people folk folks case sale sales thing "
    "company firm business him her them it this that these those us me you i we now today tomorrow "
    "tonight week month quarter year day morning afternoon evening time moment step next minute "
    "second bit lot way stage pipeline list status latest update help advice please pls plz thanks "
    "then and or but if so when where what who how why is are was do does did should can could "
    "would will i'm to from before after by until in of as at on for with about the a an my our "
    "your not no yes first again together there here"
)
_LONGEST_NAME = 6


class Requests:
    """`coaching.domain.ports.Requests` for English."""

    def task(self, text: str, without: tuple[int, int] | None = None) -> str:
        """What is to be done, in the person's words, without the frame ("remind me to …") and
        without the stretch `without`, which is the time. Empty if nothing is left."""
        left = text if without is None else f"{text[: without[0]]} {text[without[1] :]}"
        left = " ".join(left.split())
        before = None
        while before != left:
            before = left
            for frame in _FRAMES:
                found = frame.match(left)
                if found:
                    left = left[found.end() :].lstrip(" ,.;:!–-")
                    break
            left = _LOOSE_END.sub("", left)
        return left

    def is_request(self, text: str) -> bool:
        """True if somebody asks to be reminded, and does not just name a time or a task."""
        return _ASKS.search(text) is not None

    def companies(self, text: str) -> tuple[str, ...]:
        """What a question names as its object ("for …", "qualify …"), capitalised names first.
        Nothing where it says "this deal" or "them", or only words that any deal goes by."""
        if _THIS.search(text):
            return ()
        found = [_named_after(text, since.end()) for since in _SINCE.finditer(text)]
        names = [name for name in found if name]
        return tuple(dict.fromkeys(sorted(names, key=lambda name: not name[0].isupper())))


def _named_after(text: str, start: int) -> str:
    words = list(_WORD.finditer(text, start))
    while words and words[0].group().lower() in _FIRST:
        words.pop(0)
    taken: list[re.Match[str]] = []
    for word in words[:_LONGEST_NAME]:
        plain = word.group().lower().rstrip(".'’-")
        if not plain[:1].isalnum() and plain not in ("&", "+"):
            break
        if plain in _GENERIC and not (taken and plain in ("and", "of", "the")):
            break
        taken.append(word)
    while taken and taken[-1].group().lower() in _GENERIC | {"&", "+"}:
        taken.pop()
    return text[taken[0].start() : taken[-1].end()].rstrip(".'’-") if taken else ""
