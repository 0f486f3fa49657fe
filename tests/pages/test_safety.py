"""Nothing that people write becomes markup, and no page asks for what its policy forbids."""

import re
from html.parser import HTMLParser
from pathlib import Path

import pytest

from coaching.domain.playbook import Playbook
from coaching.domain.practice.debrief import Rubric
from coaching.domain.practice.moves import Move
from coaching.domain.practice.scenario import Persona
from coaching.domain.sessions import Reply, Speaker
from tests.pages.house import STATIC, FakeHouse, FakeSessions, visit
from tests.pages.playbooks import make_playbook, make_scenario
from tests.pages.talks import (
    AGREED,
    MANAGER,
    REP,
    Aside,
    Said,
    add_waiting,
    make_coach_talk,
    make_practice,
    make_session,
)

from dataclasses import replace  # isort: skip

EVIL = "\"'><script>alert(1)</script><img src=x onerror=alert(2)>{{ 7 * 7 }}&amp;"
TEMPLATES = Path(__file__).parents[2] / "api" / "templates"
ADDRESSES = (
    "/",
    "/talk",
    "/practices/s-1",
    "/practices/s-2",
    "/practices/s-1/debrief",
    "/reviews",
    "/reviews/s-1",
    "/reviews/unknown",
    "/login?next=%22%3E%3Cscript%3Ealert(1)%3C/script%3E",
)


class Seen(HTMLParser):
    """The tags of a page with their attributes, and its text."""

    def __init__(self, page: str) -> None:
        super().__init__()
        self.tags: list[tuple[str, dict[str, str | None]]] = []
        self.text = ""
        self.feed(page)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.append((tag, dict(attrs)))

    def handle_data(self, data: str) -> None:
        self.text += data


def _evil_playbook() -> Playbook:
    scenario = replace(
        make_scenario(title=EVIL, buyer=Persona(EVIL, EVIL, EVIL)),
        briefing=EVIL,
        goal=EVIL,
        wordings=dict.fromkeys(Move, EVIL),
    )
    playbook = make_playbook(scenario)
    return replace(playbook, rubrics={"objection": _evil_rubric(playbook.rubrics["objection"])})


def _evil_rubric(rubric: Rubric) -> Rubric:
    criteria = tuple(
        replace(
            criterion,
            name=EVIL,
            looks_like=EVIL,
            rules=tuple(replace(rule, reason=EVIL) for rule in criterion.rules),
        )
        for criterion in rubric.criteria
    )
    return replace(rubric, criteria=criteria, cap_reason=EVIL)


def _evil_house() -> FakeHouse:
    playbook = _evil_playbook()
    said = [
        Said(EVIL, EVIL, 50, 70, reason=EVIL, moves=((EVIL, Move.OVERPROMISE),)),
        Aside(f"coach, {EVIL}", EVIL, buttons=(("p-1", EVIL),)),
        Aside("hint", EVIL, hint=Move.EVIDENCE),
    ]
    owner = replace(REP, name=EVIL)
    ended = make_practice(playbook, said, replace(AGREED, cause=EVIL), owner)
    running = add_waiting(make_practice(playbook, said, owner=owner, id="s-2"), EVIL)
    sessions = FakeSessions(
        playbook,
        {"s-1": ended, "s-2": running},
        own=(running.session, ended.session, make_session(scenario=EVIL)),
        others=((ended.session, owner),),
        reviewed=(owner,),
        talk=make_coach_talk((EVIL, Reply(Speaker.COACH, EVIL, (("p-1", EVIL),)))),
    )
    return FakeHouse(sessions)


@pytest.mark.parametrize("address", ADDRESSES)
def test_what_people_write_stays_text(address: str) -> None:
    for reader in (replace(REP, name=EVIL), replace(MANAGER, name=EVIL)):
        answer = visit(_evil_house(), reader).get(address)
        seen = Seen(answer.text)
        assert "<script>alert" not in answer.text
        assert [tag for tag, _ in seen.tags if tag == "img"] == []
        assert "49" not in re.findall(r"\d+", seen.text.replace(EVIL, ""))


@pytest.mark.parametrize("address", ADDRESSES)
def test_the_words_arrive_unchanged(address: str) -> None:
    answer = visit(_evil_house(), MANAGER).get(address)
    if answer.status_code == 200 and not address.startswith("/login"):
        assert EVIL in Seen(answer.text).text


@pytest.mark.parametrize("address", ADDRESSES)
def test_a_page_keeps_to_its_policy(address: str) -> None:
    answer = visit(_evil_house(), replace(MANAGER, id=REP.id)).get(address)
    for tag, attributes in Seen(answer.text).tags:
        assert "style" not in attributes
        assert not [name for name in attributes if name.startswith("on")]
        assert tag not in ("style", "iframe", "object", "embed", "base")
        if tag == "script":
            assert (attributes.get("src") or "").startswith("/static/")
        for name in ("src", "href", "action", "data-session"):
            assert not re.match(r"(https?:)?//|javascript:", attributes.get(name) or "")


def test_the_static_files_stay_small_and_ask_nobody_else() -> None:
    assert (STATIC / "style.css").stat().st_size <= 25_000
    for file in STATIC.iterdir():
        text = file.read_text(encoding="utf-8").replace("http://www.w3.org/2000/svg", "")
        assert not re.search(r"https?://|@import|innerHTML|outerHTML|insertAdjacentHTML", text)
    for script in STATIC.glob("*.js"):
        assert len(script.read_text(encoding="utf-8").splitlines()) <= 400


def test_no_template_switches_escaping_off() -> None:
    for template in TEMPLATES.iterdir():
        source = template.read_text(encoding="utf-8")
        assert not re.search(r"\|\s*safe|autoescape|Markup|<script>|\sstyle=|\son\w+=", source)
