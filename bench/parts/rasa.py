"""Our Rasa process against stock Rasa: training, start, memory, turns."""

import tempfile
from dataclasses import asdict
from pathlib import Path

from bench.rasa_alone import Figures, Sessions, Turn, measure_alone
from bench.rasa_doors import OurRasa, StockRasa
from bench.rows import Row, at_least, at_most, figure
from bench.stock import Stock, environment
from bench.training import Training, train
from bench.workbench import Workbench
from tests.journeys.product import Product
from tests.journeys.talking import begin_practice, begin_talk
from tools.train import ROOT, rasa_environment, rasa_model


def measure(bench: Workbench) -> list[Row]:
    client = bench.product.client("lucia@example.com")
    sessions = Sessions(begin_talk(client), begin_practice(client)["id"])
    training = bench.stock.training()
    stock = _stock(bench.stock, bench.product, sessions)
    ours = measure_alone(OurRasa(rasa_model(), bench.product.environment), sessions)
    return [
        _training(_train(), training),
        _start(ours, stock),
        _memory(ours, stock),
        _turn("talk, turn 5", ours.talk_early, stock.talk_early, 4),
        _turn("talk, turn 100", ours.talk_late, stock.talk_late, 15),
        _turn("practice, turn 5", ours.practice_early, stock.practice_early, 4),
        _turn("practice, turn 100", ours.practice_late, stock.practice_late, 15),
        figure(
            "Rasa alone, one message understood, p50",
            f"{ours.parse_ms:.1f} against {stock.parse_ms:.1f} ms",
        ),
    ]


def _train() -> Training:
    with tempfile.TemporaryDirectory() as folder:
        model = Path(folder) / "ours.tar.gz"
        return train(ROOT / "config.yml", model, ROOT, rasa_environment())


def _stock(stock: Stock, product: Product, sessions: Sessions) -> Figures:
    def run() -> dict[str, object]:
        with tempfile.TemporaryDirectory() as folder:
            port = product.environment["COACH_ACTIONS_PORT"]
            rasa = StockRasa(stock.model, environment(), port, Path(folder))
            return asdict(measure_alone(rasa, sessions))

    return Figures.from_record(stock.kept("run", run))


def _training(ours: Training, stock: Training) -> Row:
    """The lesser of the two ratios counts: stock Rasa spreads over processors, we do not."""
    times = min(stock.seconds / ours.seconds, stock.processor_seconds / ours.processor_seconds)
    measured = (
        f"{ours.seconds:.0f} against {stock.seconds:.0f} s, of processor "
        f"{ours.processor_seconds:.0f} against {stock.processor_seconds:.0f} s: {times:.1f} ×"
    )
    return at_least("Rasa alone, training, × faster than stock", times, 10, "×", measured)


def _start(ours: Figures, stock: Figures) -> Row:
    times = stock.ready_seconds / ours.ready_seconds
    measured = f"{ours.ready_seconds:.1f} against {stock.ready_seconds:.1f} s: {times:.1f} ×"
    return at_least("Rasa alone, start to ready, × faster than stock", times, 2, "×", measured)


def _memory(ours: Figures, stock: Figures) -> Row:
    share = ours.memory_mb / stock.memory_mb
    measured = f"{ours.memory_mb:.0f} against {stock.memory_mb:.0f} MB: {share:.2f} ×"
    return at_most("Rasa alone, memory, share of stock", share, 0.6, "×", measured)


def _turn(what: str, ours: Turn, stock: Turn, limit: float) -> Row:
    times = stock.clock / ours.clock
    measured = (
        f"{ours.clock:.1f} against {stock.clock:.1f} ms: {times:.1f} × "
        f"(its processor {ours.processor:.1f} against {stock.processor:.1f} ms)"
    )
    return at_least(f"Rasa alone, {what}, × faster than stock", times, limit, "×", measured)
