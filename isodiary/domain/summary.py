"""Everything a visit needs, as exact numbers: no words, no rounding, no file.

The screen, the paper and the commands read their figures here and nowhere
else. Counts of doses, symptoms and warning signs are those of the period;
cumulative figures, the target and the course are as of its last day.
"""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date, datetime, timedelta
from fractions import Fraction
from functools import lru_cache

from isodiary.domain.course import Course, Phase
from isodiary.domain.lab import LabResult
from isodiary.domain.meal import Meal
from isodiary.domain.period import Period as Period  # named here too, with its figures
from isodiary.domain.record import Contact, Patient, Question, Visit, Weight
from isodiary.domain.screening import Answer
from isodiary.domain.target import Reached
from isodiary.domain.units import mg_per_kg, percent
from isodiary.domain.values import dataclass


@dataclass(frozen=True, slots=True, kw_only=True)
class DoseFigures:
    """What became of the doses (clinical.md 1.3 and 1.4).

    Attributes:
        planned_ug: Micrograms planned a day on the last day, the mean of the rhythm; 0 in a pause.
        weight_g: The weight that every mg/kg here divides by, in grams.
        lowest_ug: Swallowed in the course so far with what was before the diary start, as if
            everything not known or not recorded was not.
        highest_ug: The same, as if it was as planned.
        opening_known: Whether it is known what was swallowed before the diary start.
        before_ug: Of both, the least that was swallowed before the diary start.
        target_ug: Cumulative target in micrograms; None if the doctor named none.
        reached: When it was reached by what was surely swallowed; None if it was not.
        days_left: Days of the calendar to the target as it is planned, pauses counted; 0 where
            it is reached; None where that is not known, or will not be.
        due, taken, partial, skipped, missed, unknown: Slots of the period that have come due.
        extra: Extra doses swallowed in the period; in its course, as all doses here.
        taken_ug: Swallowed in the due slots of the period.
        scheduled_ug: Planned for them.
        due_days: Days of the period with a due slot.
        full_days: Those on which every due slot was wholly taken.
    """

    planned_ug: Fraction
    weight_g: int
    lowest_ug: int
    highest_ug: int
    opening_known: bool
    before_ug: int
    target_ug: Fraction | None
    reached: Reached | None
    days_left: int | None
    due: int
    taken: int
    partial: int
    skipped: int
    missed: int
    unknown: int
    extra: int
    taken_ug: int
    scheduled_ug: int
    due_days: int
    full_days: int

    @property
    def not_recorded(self) -> int:
        """Due slots the diary holds nothing about."""
        known = self.taken + self.partial + self.skipped + self.missed + self.unknown
        return self.due - known

    @property
    def adherence(self) -> Fraction | None:
        """(Taken + partial) of due, in percent; None where nothing was due."""
        return percent(self.taken + self.partial, self.due)

    @property
    def adherence_by_mg(self) -> Fraction | None:
        """Milligrams taken of scheduled over the same due slots, in percent, not capped."""
        return percent(self.taken_ug, self.scheduled_ug)

    @property
    def planned_mg_per_kg(self) -> Fraction:
        """Planned for the last day, by weight."""
        return mg_per_kg(self.planned_ug, weight_g=self.weight_g)

    @property
    def cumulative_ug(self) -> int | None:
        """Everything swallowed in the course; None where it is not known what was before."""
        return self.lowest_ug if self.opening_known else None

    @property
    def cumulative_mg_per_kg(self) -> Fraction | None:
        """Cumulative dose by weight; None where it is not known."""
        return self.lowest_mg_per_kg if self.opening_known else None

    @property
    def lowest_mg_per_kg(self) -> Fraction:
        """Lower end of the band by weight."""
        return mg_per_kg(self.lowest_ug, weight_g=self.weight_g)

    @property
    def highest_mg_per_kg(self) -> Fraction:
        """Upper end of the band by weight."""
        return mg_per_kg(self.highest_ug, weight_g=self.weight_g)

    @property
    def open_ug(self) -> int:
        """How wide the band is."""
        return self.highest_ug - self.lowest_ug

    @property
    def remaining_ug(self) -> Fraction | None:
        """What is missing to the target, never below 0; None without a target, or if not known."""
        if self.target_ug is None or self.cumulative_ug is None:
            return None
        return max(Fraction(0), self.target_ug - self.cumulative_ug)

    @property
    def target_percent(self) -> Fraction | None:
        """Share of the target reached; may exceed 100."""
        if not self.target_ug or self.cumulative_ug is None:
            return None
        return 100 * self.cumulative_ug / self.target_ug


@lru_cache(maxsize=4_096)  # a course has hundreds of weeks, and few different ones
def _mean(severity_sum: int, days_answered: int) -> Fraction:
    return Fraction(severity_sum, days_answered)


@dataclass(frozen=True, slots=True, kw_only=True)
class SymptomFigures:
    """One symptom in one period.

    Attributes:
        symptom: Its id.
        worst: Highest severity answered.
        days_present: Days answered with more than none.
        days_answered: Days answered at all; the denominator.
        severity_sum: Sum of the severities answered.
    """

    symptom: str
    worst: int
    days_present: int
    days_answered: int
    severity_sum: int

    @property
    def mean(self) -> Fraction:
        """Mean severity of the answered days."""
        return _mean(self.severity_sum, self.days_answered)


@dataclass(frozen=True, slots=True, kw_only=True)
class WarningSign:
    """A warning sign that was present on a day."""

    symptom: str
    day: date
    severity: int
    note: str


@dataclass(frozen=True, slots=True, kw_only=True)
class DoseStep:
    """A row of the titration table: a stretch of constant planned milligrams a day.

    Attributes:
        first: First day.
        last: Last day so far.
        daily_ug: Micrograms planned a day, the mean of the rhythm.
        days: Days in it, without pauses.
        due: Slots that have come due.
        done: Those taken or partly taken.
        symptoms: Figures by symptom id.
    """

    first: date
    last: date
    daily_ug: Fraction
    days: int
    due: int
    done: int
    symptoms: Mapping[str, SymptomFigures]

    @property
    def adherence(self) -> Fraction | None:
        """Doses done of due, in percent."""
        return percent(self.done, self.due)


@dataclass(frozen=True, slots=True, kw_only=True)
class MealFigures:
    """What the swallowed doses of a period were taken with; not noted is apart."""

    by_meal: Mapping[Meal, int]
    not_noted: int

    @property
    def noted(self) -> int:
        """Doses for which it was noted."""
        return sum(self.by_meal.values())

    @property
    def with_meal_percent(self) -> Fraction | None:
        """Share of the noted ones taken with breakfast, lunch or dinner."""
        main = sum(count for meal, count in self.by_meal.items() if meal.main)
        return percent(main, self.noted)


@dataclass(frozen=True, slots=True, kw_only=True)
class Reliability:
    """How far the entries of the period can be trusted, from the diary's history.

    Attributes:
        entries: Doses and symptom entries of the period.
        same_day: Those first recorded on their own day.
        edited_later: Those amended on a later day than they were first recorded on.
    """

    entries: int
    same_day: int
    edited_later: int

    @property
    def same_day_percent(self) -> Fraction | None:
        """Share recorded on the day itself."""
        return percent(self.same_day, self.entries)


@dataclass(frozen=True, slots=True, kw_only=True)
class Summary:
    """The figures of a period.

    Attributes:
        period: The days it covers.
        before: The days it is held against, which end where it begins.
        as_of: The moment it was made; slots due later are not counted.
        patient: Whom it is about.
        contacts: As the patient entered them.
        course: The course the last day belongs to, or the last one ended before it.
        phases: Its phases, by start.
        dose: What became of the doses.
        meals: What they were taken with.
        symptoms: Symptoms answered in the period, the worst first.
        symptoms_before: The same of the period before, by symptom id.
        done_before, due_before: Doses of the course taken or partly taken in the period before,
            and those that came due in it.
        answered_days: Days of the period on which any symptom was answered.
        warning_signs: Those present in the period, newest first.
        steps: Dose steps of the course up to the last day.
        labs: Results up to the last day that belong to no earlier course, oldest first.
        weights: Weights of the course up to the last day.
        answers: Questions that leaflets ask, answered with yes or unsure, by key.
        visits: Days of visits from the start of the course on, also planned ones.
        last_visit: The newest visit up to the last day; None before the first.
        questions: What the patient wants to ask at the next one, in their order.
        reliability: How the entries were made.
        damaged: Entries that were left out because their rows in the file are damaged.
    """

    period: Period
    before: Period
    as_of: datetime
    patient: Patient
    contacts: tuple[Contact, ...]
    course: Course
    phases: tuple[Phase, ...]
    dose: DoseFigures
    meals: MealFigures
    symptoms: tuple[SymptomFigures, ...]
    symptoms_before: Mapping[str, SymptomFigures]
    done_before: int
    due_before: int
    answered_days: int
    warning_signs: tuple[WarningSign, ...]
    steps: tuple[DoseStep, ...]
    labs: tuple[LabResult, ...]
    weights: tuple[Weight, ...]
    answers: tuple[Answer, ...]
    visits: tuple[date, ...]
    last_visit: Visit | None
    questions: tuple[Question, ...]
    reliability: Reliability
    damaged: int

    @property
    def course_day(self) -> int:
        """Day of the course on the last day; 1 is its first, and it stops at the last capsule."""
        return self.course.day_number(self.period.last)

    @property
    def course_week(self) -> int:
        """Week of the course on the last day; 1 is its first, and it stops at the last capsule."""
        return self.course.week_number(self.period.last)

    @property
    def expected_on(self) -> date | None:
        """Day on which the target is reached at the planned dose, the last day counted already."""
        left = self.dose.days_left
        return None if left is None else self.period.last + timedelta(days=left)
