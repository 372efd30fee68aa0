"""Two courses side by side: as wholes, up to the same day, or up to the same mg/kg.

Every mg/kg here divides by the weight at the start of its own course, so that the two are counted
alike whatever each of them is shown with elsewhere.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from datetime import date, datetime, timedelta
from enum import Enum, auto
from fractions import Fraction

from isodiary.domain.course import Course, Phase
from isodiary.domain.day import diary_day
from isodiary.domain.period import Period
from isodiary.domain.summary import DoseFigures, SymptomFigures
from isodiary.domain.timeline import opening_range
from isodiary.domain.units import mg_per_kg
from isodiary.domain.values import dataclass
from isodiary.language import _, marked
from isodiary.services.figures import figures as summary_figures
from isodiary.services.figures.pieces import pieces_of
from isodiary.services.habits import PLAIN, Habits
from isodiary.services.words.days import full_day
from isodiary.services.words.units import grouped, mg_text, per_kg_text, percent_text, weight_text
from isodiary.storage.diary import Diary
from isodiary.storage.reads.labs import taken_by_day

Planned = tuple[Course, tuple[Phase, ...]]
NOTHING = "–"


class UpTo(Enum):
    """How much of the courses is compared."""

    WHOLE = auto()
    SAME_DAY = auto()
    SAME_DOSE = auto()


@dataclass(frozen=True, slots=True, kw_only=True)
class CourseFigures:
    """A course up to a day.

    Attributes:
        course: The course.
        last: The last day that counts.
        dose: What became of its doses until then.
        symptoms: Symptoms answered until then, by id.
    """

    course: Course
    last: date
    dose: DoseFigures
    symptoms: Mapping[str, SymptomFigures]

    @property
    def days(self) -> int:
        """How many days count."""
        return self.course.day_number(self.last)


@dataclass(frozen=True, slots=True, kw_only=True)
class Comparison:
    """Two courses, the one that is looked at first.

    Attributes:
        one, other: The courses.
        day: The day of both up to which they are compared; None if it is another measure.
        per_kg: The mg/kg up to which they are compared; None if it is another measure.
    """

    one: CourseFigures
    other: CourseFigures
    day: int | None = None
    per_kg: Fraction | None = None


def compare(
    diary: Diary, one: Planned, other: Planned, up_to: UpTo, *, now: datetime
) -> Comparison:
    """Return two courses that have begun, side by side."""
    with diary.reading():
        match up_to:
            case UpTo.WHOLE:
                return Comparison(
                    one=_figures(diary, one, _end(one, now), now),
                    other=_figures(diary, other, _end(other, now), now),
                )
            case UpTo.SAME_DAY:
                return _by_day(diary, one, other, now)
            case UpTo.SAME_DOSE:
                return _by_dose(diary, one, other, now)


def table(
    found: Comparison, tracked: Iterable[str], names: Mapping[str, str], habits: Habits = PLAIN
) -> list[tuple[str, str, str]]:
    """Return the rows of the comparison: what it is, and the two courses.

    Args:
        found: The courses.
        tracked: Ids of the symptoms to show; those neither course answered are left out.
        names: Words for the ids of symptoms.
    """
    both = (found.one, found.other)
    rows = [_row(_(name), [of(each, habits) for each in both]) for name, of in _MEASURES]
    for symptom in tracked:
        cells = [_symptom_words(each.symptoms.get(symptom), habits) for each in both]
        if cells != [NOTHING, NOTHING]:
            rows.append(
                _row(_("{name}, worst and mean").format(name=names.get(symptom, symptom)), cells)
            )
    return rows


def up_to_words(found: Comparison, habits: Habits = PLAIN) -> str:
    """Return what is compared: "Both up to their day 84"."""
    if found.day is not None:
        return _("Both up to their day {number}").format(number=grouped(found.day))
    if found.per_kg is not None:
        return _("Both up to the day on which {per_kg} mg/kg were reached").format(
            per_kg=per_kg_text(found.per_kg, 1, habits)
        )
    return _("Both from their first day to their last one so far")


def _by_day(diary: Diary, one: Planned, other: Planned, now: datetime) -> Comparison:
    number = min(each[0].day_number(_end(each, now)) for each in (one, other))
    ahead = timedelta(days=number - 1)
    return Comparison(
        one=_figures(diary, one, one[0].start + ahead, now),
        other=_figures(diary, other, other[0].start + ahead, now),
        day=number,
    )


def _by_dose(diary: Diary, one: Planned, other: Planned, now: datetime) -> Comparison:
    curves = [_curve(diary, each, _end(each, now)) for each in (one, other)]
    reached = min(curve[-1][1] for curve in curves)
    lasts = [next(day for day, per_kg in curve if per_kg >= reached) for curve in curves]
    return Comparison(
        one=_figures(diary, one, lasts[0], now),
        other=_figures(diary, other, lasts[1], now),
        per_kg=reached,
    )


def _curve(diary: Diary, planned: Planned, last: date) -> list[tuple[date, Fraction]]:
    """Return what a course had come to on its first day, and on each on which it grew.

    Of what is not known of the time before the diary start it is the least.
    """
    course, phases = planned
    total_ug, curve = opening_range(course, phases)[0], []
    for day, amount_ug in [(course.start, 0), *taken_by_day(diary, course.start, last)]:
        total_ug += amount_ug
        curve.append((day, mg_per_kg(total_ug, weight_g=course.reference_weight_g)))
    return curve


def _figures(diary: Diary, planned: Planned, last: date, now: datetime) -> CourseFigures:
    course, phases = planned
    period = Period(first=course.start, last=last)
    pieces = pieces_of(diary, course, phases, period, now)
    return CourseFigures(
        course=course,
        last=last,
        dose=summary_figures.dose_figures(
            course,
            phases,
            pieces,
            period,
            planned_ug=Fraction(0),
            weight_g=course.reference_weight_g,
        ),
        symptoms=summary_figures.symptom_figures(summary_figures.within(pieces, period)),
    )


def _end(planned: Planned, now: datetime) -> date:
    """Return the last day of a course so far; its first one if it has not begun."""
    course, today = planned[0], diary_day(now)
    last = today if course.ended_on is None else min(today, course.ended_on)
    return max(last, course.start)


def _days_words(figures: CourseFigures, habits: Habits) -> str:
    return grouped(figures.days)


def _last_words(figures: CourseFigures, habits: Habits) -> str:
    return full_day(figures.last)


def _amount_words(figures: CourseFigures, habits: Habits = PLAIN) -> str:
    return mg_text(figures.dose.cumulative_ug, habits)


def _per_kg_words(figures: CourseFigures, habits: Habits = PLAIN) -> str:
    return per_kg_text(figures.dose.cumulative_mg_per_kg, 1, habits)


def _weight_words(figures: CourseFigures, habits: Habits = PLAIN) -> str:
    return weight_text(figures.course.reference_weight_g, habits)


def _share_words(figures: CourseFigures, habits: Habits) -> str:
    dose = figures.dose
    if dose.adherence is None:
        return NOTHING
    taken = grouped(dose.taken + dose.partial)
    return _("{percent} ({taken} of {due})").format(
        percent=percent_text(dose.adherence), taken=taken, due=grouped(dose.due)
    )


def _symptom_words(found: SymptomFigures | None, habits: Habits = PLAIN) -> str:
    if found is None:
        return NOTHING
    return f"{found.worst}, {per_kg_text(found.mean, 1, habits)}"


def _row(name: str, cells: Sequence[str]) -> tuple[str, str, str]:
    one, other = cells
    return name, one, other


_MEASURES = (
    (marked("Last day that counts"), _last_words),
    (marked("Days"), _days_words),
    (marked("Taken"), _amount_words),
    (marked("mg/kg"), _per_kg_words),
    (marked("by the start weight"), _weight_words),
    (marked("Doses taken of due"), _share_words),
)
