"""What an open window takes of the processor while nobody touches it."""

from __future__ import annotations

import time
from pathlib import Path

from tests.bench.diaries import Diaries
from tests.bench.measure import Measure, Table
from tests.bench.processes import ready

SETTLE_S = 3
WATCHED_S = 32
"""Longer than the half minute after which the window looks at the clock."""


def measured(diaries: Diaries) -> Table:
    """Measure the usual diary; nothing where the system does not tell."""
    if not Path("/proc/self/task").exists():
        return
    with ready("-m", "tests.bench.first_paint", "isodiary", str(diaries.weeks_24)) as (
        process,
        _,
        _,
    ):
        time.sleep(SETTLE_S)
        before = _cpu_ms(process)
        time.sleep(WATCHED_S)
        used = _cpu_ms(process) - before
    yield Measure(what="idle, 24 weeks", ours=used / WATCHED_S, most=0.1, unit="ms/s")


def _cpu_ms(process: int) -> float:
    """Return what all threads together have taken of the processor."""
    threads = Path(f"/proc/{process}/task").glob("*/schedstat")
    return sum(int(each.read_text().split()[0]) for each in threads) / 1e6
