"""How the coach's replies look in Slack: sections of a few lines, at most five buttons."""

from collections.abc import Iterator, Sequence
from typing import Any

from coaching.domain.sessions import Reply

LONGEST_SECTION = 2_900
LONGEST_LABEL = 75
MOST_LINES = 8
MOST_BUTTONS = 5
MOST_BLOCKS = 50

Block = dict[str, Any]


def escape(text: str) -> str:
    """The text as Slack shows it unchanged: exactly `&`, `<` and `>` are written as entities, so
    that nothing in it mentions anybody or links anywhere.
    docs.slack.dev/messaging/formatting-message-text"""
    return text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")


def link(address: str) -> str:
    """A live link to an address of our own."""
    return f"<{escape(address)}>"


def message(replies: Sequence[Reply], hints: Sequence[str] = ()) -> dict[str, Any]:
    """`text` (for notifications and readers) and `blocks` of one message. `hints` are sentences
    that stand after the replies and are already escaped."""
    texts = [escape(reply.text) for reply in replies] + list(hints)
    blocks: list[Block] = [_section(part) for text in texts for part in _parts(text)]
    buttons = [button for reply in replies for button in reply.buttons][:MOST_BUTTONS]
    if buttons:
        blocks.append({"type": "actions", "elements": [_button(*button) for button in buttons]})
    said: dict[str, Any] = {"text": "\n\n".join(texts)}
    if len(blocks) <= MOST_BLOCKS:
        said["blocks"] = blocks
    return said


def _section(text: str) -> Block:
    return {"type": "section", "text": {"type": "mrkdwn", "text": text, "verbatim": True}}


def _button(payload: str, label: str) -> Block:
    return {
        "type": "button",
        "action_id": f"say:{payload}",
        "value": payload,
        "text": {"type": "plain_text", "text": _label(label), "emoji": False},
    }


def _label(label: str) -> str:
    whole = escape(label)
    if len(whole) <= LONGEST_LABEL:
        return whole
    kept = label[: LONGEST_LABEL - 1]
    while len(escape(kept)) >= LONGEST_LABEL:
        kept = kept[:-1]
    return f"{escape(kept.rstrip())}…"


def _parts(text: str) -> Iterator[str]:
    """The text in pieces that fit a section, broken between paragraphs where that is possible."""
    lines: list[str] = []
    for paragraph in text.strip().split("\n\n"):
        added = [piece for line in paragraph.split("\n") for piece in _pieces(line)]
        if lines and not _fits([*lines, "", *added]):
            yield "\n".join(lines)
            lines = []
        lines += ["", *added] if lines else added
        while not _fits(lines):
            size = next(n for n in range(len(lines) - 1, 0, -1) if _fits(lines[:n]) or n == 1)
            yield "\n".join(lines[:size])
            lines = lines[size:]
    if any(lines):
        yield "\n".join(lines)


def _fits(lines: Sequence[str]) -> bool:
    return len(lines) <= MOST_LINES and sum(len(line) + 1 for line in lines) <= LONGEST_SECTION


def _pieces(line: str) -> Iterator[str]:
    while len(line) >= LONGEST_SECTION:
        cut = line.rfind(" ", 0, LONGEST_SECTION - 1)
        if cut < 1:
            cut = LONGEST_SECTION - 1
            entity = line.rfind("&", cut - 5, cut)
            if entity > 0 and ";" not in line[entity:cut]:
                cut = entity
        yield line[:cut]
        line = line[cut:].lstrip(" ")
    yield line
