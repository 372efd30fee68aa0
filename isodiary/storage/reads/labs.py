"""What an open diary holds about blood tests and weights."""

from __future__ import annotations

from datetime import date

from isodiary.domain.course import Course, WeightBasis
from isodiary.domain.lab import LabLimit, LabResult, PlannedTest
from isodiary.domain.lab_history import LabHistory
from isodiary.domain.record import Weight
from isodiary.storage.diary import Diary
from isodiary.storage.reads.course import patient
from isodiary.storage.reads.newest import newest


def lab_history(diary: Diary) -> LabHistory:
    """Return all results, limits and planned tests of a diary."""
    with diary.reading():
        return LabHistory(
            results=tuple(diary.all(LabResult, order="day, id")),
            limits=tuple(diary.all(LabLimit, order="analyte")),
            planned=planned_tests(diary),
            patient=patient(diary),
        )


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


def used_weight_g(diary: Diary, course: Course, day: date) -> int:
    """Return the weight that the mg/kg of a course divide by on a day, in grams."""
    if course.weight_basis is WeightBasis.START:
        return course.reference_weight_g
    weight = latest_weight(diary, day)
    return weight.grams if weight else course.reference_weight_g
