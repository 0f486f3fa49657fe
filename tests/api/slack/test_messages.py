"""How replies look in Slack: whole, within its limits, and never calling anybody."""

import re
import string

import pytest
from hypothesis import given
from hypothesis import strategies as st

from coaching.domain.sessions import Reply, Speaker
from coaching.services.slack.message import MOST_BUTTONS, MOST_LINES, escape, message
from tests.slack_server import live_mentions, refusal

LIVE = ["<!channel>", "<!here>", "<!everyone>", "<@U0INES001>", "<#C0DEALS01>", "<http://x|y>"]
MARKUP = [f"{before}{live}{after}" for live in LIVE for before, after in ("  ", "ab", "<>", "&;")]
MARKUP += [
    "<!subteam^S1|@all>",
    "<!date^1^{date}|x>",
    "&lt;!channel&gt;",
    "&amp;lt;",
    "&",
    "<",
    ">",
]
MARKUP += [
    "<<!channel>>",
    "<\n!channel>",
    "&#60;!channel&#62;",
    "<mailto:a@b.c|a>",
    "Acme & <Sons>",
]
TEXTS = st.text(st.sampled_from("&<>!@#|;^ \n*_~`" + string.ascii_letters), max_size=400)


def reply(text: str, *buttons: tuple[str, str]) -> Reply:
    return Reply(Speaker.COACH, text, buttons)


def shown(text: str) -> str:
    """What Slack shows of an escaped text."""
    return text.replace("&lt;", "<").replace("&gt;", ">").replace("&amp;", "&")


def section_texts(said: dict[str, object]) -> list[str]:
    blocks = said["blocks"]
    assert isinstance(blocks, list)
    return [block["text"]["text"] for block in blocks if block["type"] == "section"]


@pytest.mark.parametrize("text", MARKUP)
def test_nothing_that_people_write_comes_alive(text: str) -> None:
    said = message([reply(text, ("p-1", text))])
    assert live_mentions(said) == []
    assert shown(escape(text)) == text


@given(TEXTS)
def test_every_text_comes_out_as_it_went_in(text: str) -> None:
    assert shown(escape(text)) == text
    assert not re.search("[<>]", escape(text))


@given(st.lists(TEXTS.filter(str.strip), min_size=1, max_size=3))
def test_every_message_is_whole_and_keeps_to_slacks_limits(texts: list[str]) -> None:
    said = message(
        [
            reply(text, *((f"p-{n}-{i}", f"{text} {i}") for i in range(4)))
            for n, text in enumerate(texts)
        ]
    )
    assert refusal(said) is None
    parts = section_texts(said)
    assert all(len(part.split("\n")) <= MOST_LINES for part in parts)
    assert "".join("".join(parts).split()) == "".join("".join(map(escape, texts)).split())
    assert "".join(said["text"].split()) == "".join("".join(map(escape, texts)).split())
    taps = [e for b in said["blocks"] if b["type"] == "actions" for e in b["elements"]]
    assert len(taps) == min(MOST_BUTTONS, 4 * len(texts))


@pytest.mark.parametrize("letter", ["x", "&", "x ", "&<", "\n", "y\n"])
def test_a_very_long_text_stays_whole(letter: str) -> None:
    text = f"a{letter * 3_500}z"
    said = message([reply(text)])
    assert refusal(said) is None
    parts = section_texts(said) if "blocks" in said else [said["text"]]
    assert shown("".join("".join(parts).split())) == "".join(text.split())


def test_a_short_answer_is_one_section() -> None:
    said = message([reply("First the answer.\n\nThen why.")])
    assert section_texts(said) == ["First the answer.\n\nThen why."]


def test_a_long_answer_breaks_between_paragraphs() -> None:
    paragraphs = ["\n".join(f"{name}{n}" for n in range(5)) for name in "abc"]
    assert section_texts(message([reply("\n\n".join(paragraphs))])) == paragraphs


def test_a_button_carries_its_payload() -> None:
    said = message([reply("Which?", ("p-1", "Acme"), ("p-2", "Bright"))])
    (row,) = [block for block in said["blocks"] if block["type"] == "actions"]
    assert [(b["value"], b["text"]["text"]) for b in row["elements"]] == [
        ("p-1", "Acme"),
        ("p-2", "Bright"),
    ]
