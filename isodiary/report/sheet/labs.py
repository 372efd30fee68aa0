"""The blood tests of the visit sheet: the first, the previous and the latest of each."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from datetime import date
from itertools import combinations

from isodiary.domain.lab import LabResult
from isodiary.domain.summary import Summary
from isodiary.report import words
from isodiary.report.sheet.content import Column, SheetTable
from isodiary.services.habits import PLAIN, Habits
from isodiary.services.words.units import HARD, NOTHING, THIN

Test = list[LabResult]


def labs_table(
    summary: Summary, names: Mapping[str, str], *, all_behind: bool, habits: Habits = PLAIN
) -> SheetTable:
    """Return the first, the previous and the latest result of each test, as typed.

    A column is headed by the day that most of its results are of; the others stand with theirs.

    Args:
        summary: The figures; it has results.
        names: Labels of the tests, in the order to show them in.
        all_behind: Whether the appendix lists every result.
        habits: How values are read.
    """
    last = summary.period.last
    tests = _tests(summary.labs, names)
    days = _heads([_chosen(test) for test in tests])
    left = sum(result.day not in _chosen(test) for test in tests for result in test)
    return SheetTable(
        title="Blood tests",
        columns=(
            Column(label="Test", share=80 - 15 * len(days), number=False),
            *(Column(label=words.day(day, near=last), share=15) for day in days),
            Column(label="lab’s range", share=20),
        ),
        rows=tuple(_row(test, days, names, last, habits) for test in tests),
        note=_note(summary.labs, left, last, all_behind=all_behind),
        urgent=frozenset(
            place
            for place, test in enumerate(tests)
            if any(result.flag for result in test if result.day == test[-1].day)
        ),
    )


def result_text(result: LabResult, habits: Habits = PLAIN) -> str:
    """Return a result as it was typed, with its mark: "52 H", "< 5", "negative"."""
    value = result.word if result.value is None else habits.figure(f"{result.value:f}")
    comparator = f"{result.comparator.sign}{THIN}" if result.comparator else ""
    flag = f"{HARD}{result.flag}" if result.flag else ""
    return f"{comparator}{value}{flag}"


def printed_range(results: Iterable[LabResult], habits: Habits = PLAIN) -> str:
    """Return the range printed with the latest result that has one: "7–45"."""
    ranged = [r for r in results if r.range]
    if not ranged:
        return NOTHING
    latest = max(ranged, key=_sample_day)
    if latest.low is None:
        return habits.figure(f"{latest.range.at_most}{THIN}{latest.high:f}")
    if latest.high is None:
        return habits.figure(f"{latest.range.at_least}{THIN}{latest.low:f}")
    return habits.figure(f"{latest.low:f}–{latest.high:f}")


def _tests(results: Iterable[LabResult], names: Mapping[str, str]) -> list[Test]:
    """Return the results of each test in each unit, oldest first; tests in the order of names."""
    tests: dict[tuple[str, str], Test] = {}
    for result in results:
        tests.setdefault((result.analyte, result.unit), []).append(result)
    places = {name: place for place, name in enumerate(names)}
    return sorted(tests.values(), key=lambda test: places.get(test[0].analyte, len(places)))


def _chosen(test: Test) -> list[date]:
    """Return the days of the first, the previous and the latest result."""
    days = sorted({result.day for result in test})
    return sorted({days[0], *days[-2:]})


def _heads(chosen: Sequence[Sequence[date]]) -> list[date]:
    """Return for each column the day that most tests have a result of."""
    columns = max(map(len, chosen))
    whole = [days for days in chosen if len(days) == columns]
    counts = [Counter(column) for column in zip(*whole, strict=True)]
    return [max(count, key=lambda day: (count[day], day)) for count in counts]


def _row(
    test: Test, heads: Sequence[date], names: Mapping[str, str], last: date, habits: Habits
) -> tuple[str, ...]:
    """Return a test's name, its results by column, and the range of the lab."""
    cells = [NOTHING] * len(heads)
    for column, day in _places(_chosen(test), heads).items():
        said = " / ".join(result_text(result, habits) for result in test if result.day == day)
        own = "" if day == heads[column] else f", {words.day(day, near=last)}"
        cells[column] = said + own
    name = words.label(names, test[0].analyte)
    return (f"{name} {test[0].unit}".strip(), *cells, printed_range(test, habits))


def _places(days: Sequence[date], heads: Sequence[date]) -> dict[int, date]:
    """Return days by column, in order: as many as can be under their own head, else at the end."""
    ways = combinations(range(len(heads)), len(days))
    best = max(
        ways,
        key=lambda way: (sum(heads[c] == d for c, d in zip(way, days, strict=True)), way),
    )
    return dict(zip(best, days, strict=True))


def _sample_day(result: LabResult) -> int:
    return result.day.toordinal()


def _note(results: Sequence[LabResult], left: int, last: date, *, all_behind: bool) -> str:
    fasting = [result.fasting for result in results]
    all_fasting = "All fasting." if all(fasting) else ""
    some = sorted({result.day for result in results if result.fasting})[-3:]
    days = words.list_of([words.day(day, near=last) for day in some])
    some_fasting = f"Fasting: {days}." if some and not all_fasting else ""
    ranges = {(r.analyte, r.range) for r in results if r.range}
    marks = "H, L: outside the range the lab printed with that result." if ranges else ""
    several = len({analyte for analyte, _ in ranges}) < len(ranges)
    latest = "The latest range is shown." if several else ""
    more = words.counted(left, "more result is", "more results are")
    where = "at the end" if all_behind else "in the diary"
    between = f"{more} {where}." if left else ""
    parts = (all_fasting, some_fasting, marks, latest, between)
    return " ".join(part for part in parts if part)
