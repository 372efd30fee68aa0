"""From the start of the process to a window that was painted and takes keys.

By the clock, and by the processor, which other programs at the same time change less.
"""

from __future__ import annotations

from pathlib import Path
from statistics import median

from tests.bench.diaries import Diaries
from tests.bench.measure import Measure, Table
from tests.bench.processes import ready

ROUNDS = 9
CHILD = ("-m", "tests.bench.first_paint")
Taken = tuple[float, float]
"""Milliseconds by the clock, and of the processor."""


def measured(diaries: Diaries) -> Table:
    """Measure both diaries against a bare window, and the long one against the usual one."""
    bare, usual, long = ("bare",), _ours(diaries.weeks_24), _ours(diaries.years_10)
    yield from _beside("start, 24 weeks / bare window", usual, bare, most=2.0)
    yield from _beside("start, ten years / 24 weeks", long, usual, most=1.1)


def _ours(path: Path) -> tuple[str, ...]:
    return ("isodiary", str(path))


def _beside(what: str, ours: tuple[str, ...], floor: tuple[str, ...], *, most: float) -> Table:
    _taken(ours), _taken(floor)  # only to warm up
    pairs = [(_taken(ours), _taken(floor)) for _ in range(ROUNDS)]
    for place, by in enumerate(("", ", CPU")):
        our_ms, least_ms = (median(each[side][place] for each in pairs) for side in (0, 1))
        yield Measure(what=f"{what}{by}", ours=our_ms, floor=least_ms, most=most)


def _taken(words: tuple[str, ...]) -> Taken:
    with ready(*CHILD, *words) as started:
        return started.took_ms, float(started.line)
