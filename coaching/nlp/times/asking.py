"""The words with which somebody asks for something to be done at a time."""

import re

ASKING = (
    r"remind|reminder|reminders|ping|nudge|alert|notify|prod|follow(?:ing)? up|followup|fup|chase|"
    r"snooze|schedule|reschedule|diarise|diarize|pencil|touch base|circle back|check in|check back|"
    r"get back to|postpone|set (?:a|an|me|up|it)|put (?:it|a|me|in|this|that|them|something)|"
    r"book|calendar|diary|bug me|poke|buzz|wake me"
)
_REACHING = (
    r"call|ring|phone|e?mail|text|message|contact|send|meet|speak|talk|catch up|reach out|chat|"
    r"revisit|come back|visit"
)
_OFFERING = (
    r"let's|lets|shall we|can we|could we|can you|could you|please|pls|should we|i'll|we'll|i will|"
    r"we will|tell me"
)
_ACTING = (
    r"move|push|do it|make it|plan|try|reply|prepare|review|hand|deliver|draft|write|get|see|bring|"
    r"finish|submit|sign|start|change|shift"
)
DOING = rf"{_REACHING}|{_OFFERING}|{_ACTING}"
# Before a noun: "a call", "the last email", "cold calls".
_NAMED = "".join(
    rf"(?<!\b{word} )"
    for word in [
        "a",
        "the",
        "an",
        "my",
        "our",
        "their",
        "his",
        "her",
        "this",
        "that",
        "each",
        "every",
        "cold",
        "sales",
        "last",
        "first",
        "second",
        "next",
        "per",
        "they",
        "he",
        "she",
        "who",
        "we",
        "of",
        "no",
        "1",
        "on",
        "one",
        "any",
        "some",
        "phone",
        "video",
        "demo",
        "free",
    ]
)
REMINDING = re.compile(rf"\b(?:{ASKING})\b")
WANTING = re.compile(
    rf"\b(?:{ASKING}|{_OFFERING})\b|{_NAMED}\b(?:{_REACHING})\b|"
    rf"(?:^|[,.;!?] ?|\b(?:to|and|then|should|must|me|need to|want to|just) )(?:{_ACTING})\b"
)
MOVING = re.compile(
    r"\b(?:move|push|reschedule|shift|change|postpone|bring|switch|rebook|swap|put back|delay)\b"
)
