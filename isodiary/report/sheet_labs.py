"""The blood tests of the visit sheet: the first, the previous and the latest of each."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from datetime import date

from isodiary.domain.lab import LabResult
from isodiary.domain.summary import Summary
from isodiary.report import words
from isodiary.report.content import Column, Table

Cells = list[list[str]]


def labs_table(summary: Summary, names: Mapping[str, str], *, all_behind: bool) -> Table:
    """Return the results as typed, a column each for the first and the last two sample days.

    A test that was not done on those days shows its own first, previous and latest result, each
    with its day.

    Args:
        summary: The figures; it has results.
        names: Labels of the tests.
        all_behind: Whether the appendix lists every result.
    """
    last = summary.period.last
    every_day = sorted({result.day for result in summary.labs})
    days = sorted({every_day[0], *every_day[-2:]})
    tests: dict[tuple[str, str], list[LabResult]] = {}
    for result in summary.labs:
        tests.setdefault((result.analyte, result.unit), []).append(result)
    shown = [_shown(results, days, last) for results in tests.values()]
    return Table(
        title="Blood tests",
        columns=(
            Column(label="Test", share=80 - 15 * len(days), number=False),
            *(Column(label=words.day(day, near=last), share=15) for day in days),
            Column(label="lab’s range", share=20),
        ),
        rows=tuple(
            (
                f"{words.label(names, analyte)} {unit}".strip(),
                *(" / ".join(cell) or words.NOTHING for cell in cells),
                printed_range(results),
            )
            for ((analyte, unit), results), cells in zip(tests.items(), shown, strict=True)
        ),
        note=_note(summary.labs, len(every_day) - len(days), last, all_behind=all_behind),
        urgent=frozenset(
            place
            for place, results in enumerate(tests.values())
            if any(result.flag for result in results if result.day == results[-1].day)
        ),
    )


def result_text(result: LabResult) -> str:
    """Return a result as it was typed, with its mark: "52 H", "< 5", "negative"."""
    value = result.word if result.value is None else f"{result.value:f}"
    comparator = f"{result.comparator}{words.THIN}" if result.comparator else ""
    flag = f"{words.NO_BREAK}{result.flag}" if result.flag else ""
    return f"{comparator}{value}{flag}"


def printed_range(results: Iterable[LabResult]) -> str:
    """Return the range printed with the latest result that has one: "7–45"."""
    ranged = [r for r in results if r.low is not None or r.high is not None]
    if not ranged:
        return words.NOTHING
    latest = max(ranged, key=_sample_day)
    if latest.low is None:
        return f"≤{words.THIN}{latest.high:f}"
    if latest.high is None:
        return f"≥{words.THIN}{latest.low:f}"
    return f"{latest.low:f}–{latest.high:f}"


def _shown(results: Sequence[LabResult], days: Sequence[date], last: date) -> Cells:
    """Return the texts of a test by column, its own days in what would stay empty."""
    cells: Cells = [[result_text(r) for r in results if r.day == day] for day in days]
    own = sorted({result.day for result in results})
    wanted = {0: own[0], len(days) - 1: own[-1]}
    if len(days) > 2 and len(own) > 1:
        wanted[len(days) - 2] = own[-2]
    told = {day for day in own if day in days}
    for column in sorted(wanted, reverse=True):
        day = wanted[column]
        if not cells[column] and day not in told:
            cells[column] = [
                f"{result_text(r)}, {words.day(day, near=last)}" for r in results if r.day == day
            ]
            told.add(day)
    return cells


def _sample_day(result: LabResult) -> int:
    return result.day.toordinal()


def _note(results: Sequence[LabResult], more: int, last: date, *, all_behind: bool) -> str:
    fasting = [result.fasting for result in results]
    all_fasting = "All fasting." if all(fasting) else ""
    some = sorted({result.day for result in results if result.fasting})[-3:]
    days = words.list_of([words.day(day, near=last) for day in some])
    some_fasting = f"Fasting: {days}." if some and not all_fasting else ""
    ranges = {
        (r.analyte, r.low, r.high) for r in results if r.low is not None or r.high is not None
    }
    marks = "H, L: outside the range the lab printed with that result." if ranges else ""
    several = len({analyte for analyte, _, _ in ranges}) < len(ranges)
    latest = "The latest range is shown." if several else ""
    between = words.counted(more, "more sample day is", "more sample days are")
    where = "at the end" if all_behind else "in the diary"
    left = f"{between} {where}." if more else ""
    parts = (all_fasting, some_fasting, marks, latest, left)
    return " ".join(part for part in parts if part)
