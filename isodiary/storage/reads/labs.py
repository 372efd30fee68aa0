"""What an open diary holds about blood tests and weights."""

from __future__ import annotations

from datetime import date

from isodiary.domain.lab import LabLimit, LabResult, PlannedTest
from isodiary.domain.lab_history import LabHistory
from isodiary.domain.record import Weight
from isodiary.storage.diary import Diary
from isodiary.storage.reads.course import patient
from isodiary.storage.reads.newest import newest, only


def lab_history(diary: Diary) -> LabHistory:
    """Return all results, limits and planned tests of a diary."""
    with diary.reading():
        return LabHistory(
            results=tuple(diary.all(LabResult, order="day, id")),
            limits=tuple(diary.all(LabLimit, order="analyte")),
            planned=planned_tests(diary),
            patient=patient(diary),
        )


def results_on(diary: Diary, day: date) -> tuple[LabResult, ...]:
    """Return the results of the samples of a day, by analyte."""
    return tuple(diary.where(LabResult, "day = ?", [day.isoformat()], order="analyte, id"))


def samples_since(diary: Diary, day: date) -> tuple[tuple[date, int], ...]:
    """Return each day from `day` on with lab results, and how many there are."""
    sql = "select day, count(*) from sound_lab_result where day >= ? group by day order by day"
    rows = diary.rows(sql, [day.isoformat()])
    return tuple((date.fromisoformat(of_day), count) for of_day, count in rows)


def last_with_unit(diary: Diary, analyte: str) -> LabResult | None:
    """Return the newest result of an analyte that has a unit."""
    with_unit = "analyte = ? and unit <> ''"
    return only(diary.where(LabResult, with_unit, [analyte], order="day desc, id limit 1"))


def analytes_held(diary: Diary) -> tuple[str, ...]:
    """Return the ids of the analytes that the diary holds a result of, in order."""
    rows = diary.rows("select distinct analyte from sound_lab_result order by analyte")
    return tuple(analyte for (analyte,) in rows)


def tests_on(diary: Diary, day: date) -> tuple[PlannedTest, ...]:
    """Return the blood tests planned for a day."""
    return tuple(diary.where(PlannedTest, "day = ?", [day.isoformat()], order="what, id"))


def tests_since(diary: Diary, day: date) -> tuple[PlannedTest, ...]:
    """Return the blood tests planned for `day` or later."""
    return tuple(diary.where(PlannedTest, "day >= ?", [day.isoformat()], order="day, what, id"))


def planned_tests(diary: Diary) -> tuple[PlannedTest, ...]:
    """Return the planned blood tests, past ones too, by day."""
    return tuple(diary.all(PlannedTest, order="day, what, id"))


def next_planned_test(diary: Diary, today: date) -> PlannedTest | None:
    """Return the first planned blood test on `today` or later."""
    first = "day = (select min(day) from sound_planned_test where day >= ?)"
    found = diary.where(PlannedTest, first, [today.isoformat()], order="what, id limit 1")
    return found[0] if found else None


def weights(diary: Diary) -> tuple[Weight, ...]:
    """Return all weights, oldest first."""
    return tuple(diary.all(Weight, order="day, id"))


def taken_by_day(diary: Diary, first: date, last: date) -> tuple[tuple[date, int], ...]:
    """Return each day from `first` to `last` on which something was swallowed, with its µg."""
    found = diary.rows(
        "select day, sum(amount_ug) from sound_dose"
        " where day between ? and ? and amount_ug > 0 group by day order by day",
        [first.isoformat(), last.isoformat()],
    )
    return tuple((date.fromisoformat(day), int(amount_ug)) for day, amount_ug in found)


def latest_weight(diary: Diary, day: date) -> Weight | None:
    """Return the newest weight up to and including `day`."""
    return newest(diary, Weight, "day", "day <= ?", day)
