"""Every page is rendered from its contract and from nothing else."""

import inspect
from collections.abc import Callable
from dataclasses import dataclass, fields
from typing import Any

import pytest
from jinja2 import meta, nodes

from api.pages import contexts, deal_parts, parts
from api.pages.contexts import (
    Context,
    DealPage,
    DealsPage,
    DebriefPage,
    ErrorPage,
    FollowUpsPage,
    HomePage,
    ImportPage,
    LoginPage,
    NewDealPage,
    PracticePage,
    ReferencePage,
    ReviewPage,
    ReviewsPage,
    TalkPage,
    as_context,
)
from api.pages.debriefing import debrief_page
from api.pages.home import Chosen, home_page
from api.pages.practice import practice_page
from api.pages.reviewing import review_page
from api.pages.reviews import reviews_page
from api.pages.talk import talk_page
from api.rendering import templates
from coaching.domain.people import Person
from coaching.domain.ports import SessionFilter
from coaching.domain.sessions import Reply, SessionState, Speaker
from tests.pages.house import FakeHouse, FakeSessions, visit
from tests.pages.playbooks import make_playbook
from tests.pages.talks import AGREED, MANAGER, REP, make_coach_talk, make_practice

PLAYBOOK = make_playbook()
ENDED = make_practice(PLAYBOOK, ended=AGREED)
RUNNING = make_practice(PLAYBOOK, id="s-2")
TALK = make_coach_talk(("Practise objections", Reply(Speaker.COACH, "Which one?")))
HOUSE = FakeHouse(
    FakeSessions(
        PLAYBOOK,
        {"s-1": ENDED, "s-2": RUNNING},
        own=(RUNNING.session, ENDED.session),
        others=((ENDED.session, REP),),
        reviewed=(REP,),
        previous=35,
        talk=TALK,
    ),
)


@dataclass(frozen=True)
class Visit:
    address: str
    template: str
    expected: Callable[[], Context]
    person: Person = REP


VISITS = {
    "login": Visit("/login?next=/talk", "login.html", lambda: LoginPage(next="/talk")),
    "home": Visit(
        "/",
        "home.html",
        lambda: home_page(PLAYBOOK, REP, [RUNNING.session], [ENDED.session], Chosen()),
    ),
    "talk": Visit("/talk", "talk.html", lambda: talk_page(TALK, earlier=False)),
    "practice": Visit("/practices/s-2", "practice.html", lambda: practice_page(RUNNING)),
    "debrief": Visit(
        "/practices/s-1/debrief", "debrief.html", lambda: debrief_page(ENDED, REP, 35)
    ),
    "reviews": Visit(
        "/reviews",
        "reviews.html",
        lambda: reviews_page(PLAYBOOK, MANAGER, [REP], [(ENDED.session, REP)], SessionFilter()),
        MANAGER,
    ),
    "review": Visit("/reviews/s-1", "review.html", lambda: review_page(ENDED, MANAGER), MANAGER),
}
TEMPLATES: dict[str, type[Any]] = {
    "login.html": LoginPage,
    "error.html": ErrorPage,
    "home.html": HomePage,
    "talk.html": TalkPage,
    "practice.html": PracticePage,
    "debrief.html": DebriefPage,
    "reviews.html": ReviewsPage,
    "review.html": ReviewPage,
    "reference.html": ReferencePage,
    "deals.html": DealsPage,
    "deal.html": DealPage,
    "deal_new.html": NewDealPage,
    "follow_ups.html": FollowUpsPage,
    "import.html": ImportPage,
}
EVERYWHERE = {"person", "request"}


@pytest.mark.parametrize("name", VISITS)
def test_the_page_is_rendered_from_its_contract(name: str) -> None:
    asked = VISITS[name]
    answer = visit(HOUSE, asked.person).get(asked.address)
    assert answer.status_code == 200
    assert answer.template.name == asked.template
    given = {key: value for key, value in answer.context.items() if key not in EVERYWHERE}
    assert given == as_context(asked.expected())


def _own_names(template: nodes.Template) -> set[str]:
    """What a template imports or sets at its top, for all its blocks."""
    named = {item.target for item in template.find_all(nodes.Import)}
    for item in template.find_all(nodes.FromImport):
        named |= {name if isinstance(name, str) else name[1] for name in item.names}
    return named | {
        item.target.name
        for item in template.body
        if isinstance(item, nodes.Assign) and isinstance(item.target, nodes.Name)
    }


@pytest.mark.parametrize("template", TEMPLATES)
def test_a_template_uses_its_whole_contract_and_nothing_else(template: str) -> None:
    source = templates.env.loader.get_source(templates.env, template)[0]
    parsed = templates.env.parse(source)
    used = meta.find_undeclared_variables(parsed) - EVERYWHERE - _own_names(parsed)
    assert used == {field.name for field in fields(TEMPLATES[template])}


@pytest.mark.parametrize("module", [contexts, parts, deal_parts])
def test_every_field_of_a_contract_says_what_it_holds(module: Any) -> None:
    silent = [
        f"{name}: {line.strip()}"
        for name, kind in inspect.getmembers(module, inspect.isclass)
        if kind.__module__ == module.__name__
        for line in inspect.getsource(kind).splitlines()
        if line.startswith("    ") and ": " in line and '"""' not in line and "  # " not in line
    ]
    assert silent == []


def test_the_error_page_shows_status_and_detail() -> None:
    answer = visit(HOUSE).get("/practices/unknown")
    assert answer.status_code == 404
    assert answer.context["detail"] == "There is no such session."
    assert "There is no such session." in answer.text


def test_a_running_practice_has_no_scorecard_for_its_reader() -> None:
    assert RUNNING.session.state is SessionState.OPEN
    assert review_page(RUNNING, REP).verdict is None
    assert "has not ended yet" in visit(HOUSE).get("/reviews/s-2").text
