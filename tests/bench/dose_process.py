"""`isodiary dose` as a process, beside the import it cannot do without."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, timedelta
from functools import partial

from tests.bench.diaries import Diaries
from tests.bench.measure import Measure, Table, in_turn
from tests.bench.processes import whole_ms
from tests.clock import EVENING

ROUNDS = 11
BEGIN = ("begin", "--start", "2026-01-01", "--weight", "64", "--plan", "breakfast 20, dinner 20")


def measured(diaries: Diaries) -> Table:
    """Measure a dose of another day each time."""
    isodiary = ("-m", "isodiary", "--diary", str(diaries.folder / "doses.sqlite"))
    whole_ms(*isodiary, *BEGIN)
    ours = partial(_dose_ms, isodiary, _days())
    floor = partial(whole_ms, "-c", "import sqlite_utils")
    dose_ms, import_ms = in_turn(ours, floor, ROUNDS)
    what = "isodiary dose / import sqlite_utils"
    yield Measure(what=what, ours=dose_ms, floor=import_ms, most=2.5)


def _days() -> Iterator[date]:
    day = EVENING.date()
    while True:
        yield day
        day -= timedelta(days=1)


def _dose_ms(isodiary: tuple[str, ...], days: Iterator[date]) -> float:
    return whole_ms(*isodiary, "dose", "--day", next(days).isoformat())
