"""From the start of the process to a window that was painted and takes keys."""

from __future__ import annotations

from functools import partial
from pathlib import Path

from tests.bench.diaries import Diaries
from tests.bench.measure import Measure, Table, in_turn
from tests.bench.processes import ready

ROUNDS = 9
CHILD = ("-m", "tests.bench.first_paint")


def measured(diaries: Diaries) -> Table:
    """Measure both diaries against a bare window, and the long one against the usual one."""
    usual_ms, bare_ms = in_turn(partial(_ours_ms, diaries.weeks_24), _bare_ms, ROUNDS)
    yield Measure(what="start, 24 weeks / bare window", ours=usual_ms, floor=bare_ms, most=2.0)
    ours, floor = partial(_ours_ms, diaries.years_10), partial(_ours_ms, diaries.weeks_24)
    long_ms, usual_ms = in_turn(ours, floor, ROUNDS)
    yield Measure(what="start, ten years / 24 weeks", ours=long_ms, floor=usual_ms, most=1.1)


def _ours_ms(path: Path) -> float:
    with ready(*CHILD, "isodiary", str(path)) as (_, took_ms):
        return took_ms


def _bare_ms() -> float:
    with ready(*CHILD, "bare") as (_, took_ms):
        return took_ms
