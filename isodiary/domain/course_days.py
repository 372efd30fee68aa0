"""A course day by day, for its chart: what was planned, swallowed and answered.

The four states stay apart: a day without anything due, a dose not recorded, one not taken, and one
of which it is not known.
"""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date

from isodiary.domain.acne import AcneCheck
from isodiary.domain.period import Period
from isodiary.domain.summary import WarningSign
from isodiary.domain.values import dataclass


@dataclass(frozen=True, slots=True, kw_only=True)
class DayDoses:
    """The doses of a day, in micrograms.

    Attributes:
        planned_ug: Planned for the slots that have come due, as it was when they were logged.
        taken_ug: Swallowed in them.
        open_ug: Of what was planned, for slots that are not recorded.
        unknown_ug: Of what was planned, for slots of which it is not known.
        extra_ug: Swallowed outside the plan.
        coming_ug: Planned for slots that are still to come.
    """

    planned_ug: int = 0
    taken_ug: int = 0
    open_ug: int = 0
    unknown_ug: int = 0
    extra_ug: int = 0
    coming_ug: int = 0


@dataclass(frozen=True, slots=True, kw_only=True)
class CourseDays:
    """Days of a course in a row.

    Attributes:
        days: The days.
        doses: One for each of them.
        answers: By symptom id a byte for each of them: 0 to 3, or `NOT_ANSWERED`. Symptoms not
            answered on any of them are absent.
        first_answers: By symptom id the first day of the course on which it was answered.
        signs: Warning signs present on these days or in the period before, the newest first.
        acne: The patient's own estimates on these days, oldest first.
        cut: Whether the course is older and only its last days are here.
    """

    days: Period
    doses: tuple[DayDoses, ...]
    answers: Mapping[str, bytes]
    first_answers: Mapping[str, date]
    signs: tuple[WarningSign, ...]
    acne: tuple[AcneCheck, ...] = ()
    cut: bool = False
