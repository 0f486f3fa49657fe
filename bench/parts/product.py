"""The product as a whole: how soon it is ready, how much memory it takes."""

from bench.memory import resident_mb
from bench.parts.turns import practise
from bench.rows import Row, at_most
from bench.workbench import Workbench


def measure(bench: Workbench) -> list[Row]:
    practise(bench.product.client("tom@example.com"), 1)
    parts = bench.product.parts.items()
    memory = {name: resident_mb(part.process.pid) for name, part in parts if part.process}
    shares = " + ".join(f"{name} {mb / 1000:.2f}" for name, mb in memory.items())
    total = sum(memory.values()) / 1000
    return [
        at_most("product, start to ready", bench.ready_seconds, 25, "s"),
        at_most("product, memory", total, 1.3, "GB", f"{total:.2f} GB ({shares})"),
    ]
