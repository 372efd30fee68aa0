"""The blood tests of the visit sheet: tests by the days of their samples."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from datetime import date

from isodiary.domain.lab import LabResult
from isodiary.domain.summary import Summary
from isodiary.language import _, ngettext
from isodiary.report import words
from isodiary.report.sheet.content import Column, SheetTable
from isodiary.services.habits import PLAIN, Habits
from isodiary.services.words.units import HARD, NOTHING, THIN, apart, number_text

Test = list[LabResult]


MOST_DAYS = 4
"""Columns of days: the first, and the last three."""

WITH_DAY = "{result}, {day}"
VALUE_SHARE = 14


def labs_table(
    summary: Summary, names: Mapping[str, str], *, all_behind: bool, habits: Habits = PLAIN
) -> SheetTable:
    """Return the tests by the first and the last three days of samples, as typed.

    A test that was done on none of them stands with its latest result and the day of that.

    Args:
        summary: The figures; it has results.
        names: Labels of the tests, in the order to show them in.
        all_behind: Whether the appendix lists every result.
        habits: How values are read.
    """
    last = summary.period.last
    tests = by_test(summary.labs, names)
    days = _days(summary.labs)
    left = sum(result.day not in days for result in summary.labs)
    return SheetTable(
        title=_("Blood tests"),
        columns=(
            Column(label=_("Test"), share=76 - VALUE_SHARE * len(days), number=False),
            *(
                Column(label=words.day(day, near=last), share=VALUE_SHARE, flagged=True)
                for day in days
            ),
            Column(label=_("lab’s range"), share=24, unit=True),
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
    value = apart(result.word) if result.value is None else habits.figure(f"{result.value:f}")
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


def by_test(results: Iterable[LabResult], names: Mapping[str, str]) -> list[Test]:
    """Return the results of each test in each unit, oldest first; tests in the order of names."""
    tests: dict[tuple[str, str], Test] = {}
    for result in results:
        tests.setdefault((result.analyte, result.unit), []).append(result)
    places = {name: place for place, name in enumerate(names)}
    return sorted(tests.values(), key=lambda test: places.get(test[0].analyte, len(places)))


def _days(results: Iterable[LabResult]) -> list[date]:
    """Return the first and the last three days of samples."""
    days = sorted({result.day for result in results})
    return sorted({days[0], *days[1 - MOST_DAYS :]})


def _row(
    test: Test, days: Sequence[date], names: Mapping[str, str], last: date, habits: Habits
) -> tuple[str, ...]:
    """Return a test's name, its results by day, and the range of the lab with the unit."""
    cells = [said_on(test, day, habits) for day in days]
    if all(cell == NOTHING for cell in cells):
        latest = said_on(test, test[-1].day, habits)
        cells[-1] = WITH_DAY.format(result=latest, day=words.day(test[-1].day, near=last))
    name = words.label(names, test[0].analyte)
    return (name, *cells, f"{printed_range(test, habits)} {apart(test[0].unit)}".strip())


def said_on(test: Test, day: date, habits: Habits = PLAIN) -> str:
    """Return the results of a test on a day, a dash where it was not done."""
    of_day = [result_text(result, habits) for result in test if result.day == day]
    return " / ".join(of_day) or NOTHING


def _sample_day(result: LabResult) -> int:
    return result.day.toordinal()


def _note(results: Sequence[LabResult], left: int, last: date, *, all_behind: bool) -> str:
    fasting = [result.fasting for result in results]
    all_fasting = _("All fasting.") if all(fasting) else ""
    some = sorted({result.day for result in results if result.fasting})[-3:]
    days = words.list_of([words.day(day, near=last) for day in some])
    some_fasting = _("Fasting: {days}.").format(days=days) if some and not all_fasting else ""
    ranges = {(r.analyte, r.range) for r in results if r.range}
    marks = _("H, L: outside the range the lab printed with that result.") if ranges else ""
    several = len({analyte for analyte, _range in ranges}) < len(ranges)
    latest = _("The latest range is shown.") if several else ""
    between = _between(left, all_behind=all_behind) if left else ""
    parts = (all_fasting, some_fasting, marks, latest, between)
    return " ".join(part for part in parts if part)


def _between(left: int, *, all_behind: bool) -> str:
    """Say where the results are that are not shown."""
    if all_behind:
        said = ngettext(
            "{count} more result is at the end.", "{count} more results are at the end.", left
        )
    else:
        said = ngettext(
            "{count} more result is in the diary.", "{count} more results are in the diary.", left
        )
    return said.format(count=number_text(left))
