"""Milliseconds of a call, and what a list of them comes to."""

import statistics
import time
from collections.abc import Callable, Sequence


def milliseconds(call: Callable[[], object]) -> float:
    """How long the call took, in milliseconds."""
    began = time.perf_counter()
    call()
    return (time.perf_counter() - began) * 1000


def p50(times: Sequence[float]) -> float:
    """The median."""
    return statistics.median(times)


def p95(times: Sequence[float]) -> float:
    """The 95th percentile, interpolated; at least two values."""
    return statistics.quantiles(times, n=20, method="inclusive")[-1]


def processor_milliseconds(pid: int) -> float:
    """Processor time that a process has used so far, all threads together (Linux only)."""
    # What clock_getcpuclockid(3) computes; Python does not offer it for other processes.
    return time.clock_gettime_ns((~pid << 3) | 2) / 1e6
