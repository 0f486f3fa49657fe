"""Resident memory of processes, from /proc (Linux only)."""

from pathlib import Path


def resident_mb(pid: int) -> float:
    """Resident memory (VmRSS) of a process and all below it, in MB; pages that processes share
    count in each."""
    below = sum(resident_mb(child) for child in _children(pid))
    status = Path(f"/proc/{pid}/status").read_text()
    kilobytes = next(line.split()[1] for line in status.splitlines() if line.startswith("VmRSS"))
    return int(kilobytes) * 1024 / 1e6 + below


def _children(pid: int) -> list[int]:
    lists = Path(f"/proc/{pid}/task").glob("*/children")
    return [int(child) for file in lists for child in file.read_text().split()]
