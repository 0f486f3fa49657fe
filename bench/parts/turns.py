"""Whole turns, HTTP in to HTTP out, with everything real behind them."""

from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor

import httpx

from bench.rows import Row, at_most, figure
from bench.timing import milliseconds, p50, p95, processor_milliseconds
from bench.workbench import Workbench
from tests.journeys.product import Product
from tests.journeys.talking import begin_practice, begin_talk, put_turn

REPLIES = (
    "That is a real jump, I see why it stops you.",
    "What went wrong the last time you changed payroll, if I may ask?",
    "Holt Foods ran both systems side by side for two pay runs with 160 people.",
    "Would that settle it, or is something else in the way?",
)
TALK = ("how do I close this deal?", "hello")
CONTROLS = ("hint", "pause", "resume")
PRACTICES = 25
PEOPLE = 20
PRACTICES_EACH = 5
WINDOW = 10
PAIRS = 3

Begin = Callable[[], str]


def measure(bench: Workbench) -> list[Row]:
    client = bench.product.client("jonas@example.com")
    practise(client, 3)
    used = _processor(bench.product)
    alone = practise(client, PRACTICES)
    share = (_processor(bench.product) - used) / len(alone)
    crowd = _crowd(bench.product)
    early, late = _early_and_late(client, lambda: begin_talk(client), TALK, 500)
    controls = _early_and_late(client, lambda: begin_practice(client)["id"], CONTROLS, 200)
    return [
        at_most("practice turn, p50", p50(alone), 30, "ms"),
        at_most("practice turn, p95", p95(alone), 80, "ms"),
        figure("practice turn, processor of all three processes", f"{share:.1f} ms"),
        at_most(f"practice turn, {PEOPLE} people at once, p95", p95(crowd), 300, "ms"),
        at_most("coach turn, 500th against 5th", late / early, 1.2, "×", _ratio(early, late)),
        figure("practice control, 200th against 5th", _ratio(*controls)),
    ]


def _processor(product: Product) -> float:
    """Processor milliseconds that all processes have used; unlike the clock, it hardly moves when
    the machine is busy with other things."""
    processes = [part.process for part in product.parts.values()]
    return sum(processor_milliseconds(process.pid) for process in processes if process)


def practise(client: httpx.Client, practices: int) -> list[float]:
    """The milliseconds of every reply of so many practices, one after the other."""
    times = []
    for _ in range(practices):
        session = begin_practice(client)["id"]
        times += [_turn(client, session, text) for text in REPLIES]
    return times


def _crowd(product: Product) -> list[float]:
    """Everyone replies again as soon as they are answered: nobody stops to think."""
    emails = [email for _, email in product.logins.people]
    clients = [product.client(emails[n % len(emails)]) for n in range(PEOPLE)]
    with ThreadPoolExecutor(PEOPLE) as people:
        times = people.map(lambda client: practise(client, PRACTICES_EACH), clients)
        return [time for own in times for time in own]


def _early_and_late(
    client: httpx.Client, begin: Begin, texts: tuple[str, ...], turns: int
) -> tuple[float, float]:
    """Medians of the first turns of a session, and of those around a late one. They are taken in
    turns, so that whatever else the machine does weighs on both."""
    early, late = [], []
    for _ in range(PAIRS):
        old, new = begin(), begin()
        said = [texts[n % len(texts)] for n in range(turns + WINDOW // 2)]
        for text in said[:-WINDOW]:
            _turn(client, old, text)
        for first, last in zip(said[:WINDOW], said[-WINDOW:], strict=True):
            early.append(_turn(client, new, first))
            late.append(_turn(client, old, last))
    return p50(early), p50(late)


def _turn(client: httpx.Client, session: str, text: str) -> float:
    def take() -> None:
        answer = put_turn(client, session, {"text": text})
        assert answer.status_code == httpx.codes.OK, answer.text

    return milliseconds(take)


def _ratio(early: float, late: float) -> str:
    return f"{late:.1f} against {early:.1f} ms: {late / early:.2f} ×"
