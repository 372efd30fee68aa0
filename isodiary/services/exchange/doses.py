"""The doses of another program as doses of the diary: which slot, how much, what became of it."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import replace
from datetime import date, datetime, timedelta
from typing import Any

from isodiary.domain import text
from isodiary.domain.course import Course, Opening, Phase, Slot, Slots
from isodiary.domain.day import ONE_DAY, diary_day, fixed, this_minute, wall
from isodiary.domain.dose import (
    LARGEST_DOSE_UG,
    MOST_CAPSULES,
    Capsules,
    Dose,
    Outcome,
    capsules_of,
    part_of,
)
from isodiary.domain.timeline import phase_on, planned_fields, slots_on
from isodiary.domain.units import mg, thousandth
from isodiary.domain.values import dataclass
from isodiary.language import _, marked
from isodiary.services.doses.log import outcome_of
from isodiary.services.exchange.asking import AnswersTaken, distance, milligrams, strengths
from isodiary.services.exchange.found import FoundDose, NotKept, State, Unreadable
from isodiary.services.exchange.held import Held
from isodiary.services.exchange.results import Moved
from isodiary.services.words.days import clock_time

CLOSE = timedelta(minutes=30)
"""Two programs note the same dose up to so far apart."""

OUTCOMES = {
    State.SKIPPED: Outcome.SKIPPED,
    State.MISSED: Outcome.MISSED,
    State.UNKNOWN: Outcome.UNKNOWN,
}

OTHER_MEDICINE = marked("another medicine")
ASK_MEDICINE = marked("which medicine is meant is not answered yet")
NOTHING_LOGGED = marked("nothing was recorded of it")
ONLY_ASSUMED = marked("it was only assumed to be taken")
NO_COURSE = marked("no course was going on that day")
NOT_DUE = marked("no dose was due then")
ASK_SLOT = marked("which dose of the day {time} is, is not answered yet")
ASK_ONE = marked("what “{amount}” is, is not answered yet")
NO_AMOUNT = marked("it does not say how much was taken")
BAD_AMOUNT = marked("“{amount}” is no amount that can be taken at once")
NOT_YET = marked("the day has not come yet")
LONG_NOTE = marked("its note is longer than a diary keeps")


@dataclass(frozen=True, slots=True)
class CourseDay:
    """A day of a course: what is planned for it by which phase."""

    course: Course
    phase: Phase | None
    slots: Slots


class DosePlaces:
    """Finds the place of each dose of a file, in their order; it remembers those it gave away."""

    def __init__(self, held: Held, taken: AnswersTaken, *, assumed: bool, now: datetime) -> None:
        self._held = held
        self._taken = taken
        self._assumed = assumed
        self._now = now
        self._today = diary_day(now)
        self._courses = list(held.courses)
        self._phases = dict(held.phases)
        self._days: dict[date, CourseDay | None] = {}
        self._given: dict[tuple[date, int], FoundDose] = {}

    def day_of(self, dose: FoundDose) -> date:
        """Return the diary's day that a dose of a file belongs to."""
        at = dose.planned or dose.taken_at
        if at is None:
            assert dose.day is not None
            return dose.day
        return diary_day(at.replace(tzinfo=None))

    def counts(self, dose: FoundDose) -> bool:
        """Whether a dose is of the medicine of the course, and something is recorded of it."""
        medicines = self._taken.medicines
        if medicines is None or dose.medicine not in medicines:
            return False
        return self._assumed if dose.state is State.ASSUMED else dose.state is not State.NOT_LOGGED

    def begin_with(self, course: Course, phases: Sequence[Phase]) -> None:
        """Take another diary start of a course for given, and its phases."""
        self._courses = [course if each.id == course.id else each for each in self._courses]
        self._phases[course.id] = tuple(phases)
        self._days.clear()

    def place(self, dose: FoundDose) -> Dose | Unreadable | NotKept:
        """Return the dose as the diary would have it, or why it has no place there."""
        if self._taken.medicines is None:
            return NotKept(_(ASK_MEDICINE))
        if not self.counts(dose):
            return NotKept(_(self._why_not(dose)))
        day = self.day_of(dose)
        swallowed = dose.state in {State.TAKEN, State.ASSUMED}
        if day > self._today and dose.state is not State.SKIPPED:
            return Unreadable(_(NOT_YET))
        on = self.on(day)
        if on is None or not on.course.keeps(day):
            return NotKept(_(NO_COURSE))
        number = self._number(dose, day, on.slots)
        if isinstance(number, NotKept):
            return number
        slot = next((each for each in on.slots if each.number == number), None)
        if not swallowed and slot is None:
            return NotKept(_(NOT_DUE))
        made = self._made(dose, day, on, slot)
        if isinstance(made, Dose) and slot is not None:
            self._given.setdefault((day, slot.number), dose)
        return made

    def joins(self, dose: FoundDose, place: Dose) -> bool:
        """Whether a dose of a file is a part of one that an earlier row began.

        So are rows for each capsule, and two strengths of the medicine taken at one time.
        """
        if place.slot is None:
            return False
        first = self._given.get((place.day, place.slot))
        if first is None or first is dose or not dose.state is first.state is State.TAKEN:
            return False
        if (first.planned or first.taken_at) != (dose.planned or dose.taken_at):
            return False
        return dose.medicine != first.medicine or (dose.one_of_several and first.one_of_several)

    def spread(self, dose: FoundDose) -> tuple[FoundDose, ...]:
        """Return what is said of a whole day as said of each dose that was planned for it.

        What was swallowed is only if together they are as much, or no amount is said.
        """
        on = self.on(dose.day) if dose.whole_day and dose.day is not None else None
        slots = on.slots if on is not None else ()
        swallowed = dose.state in {State.TAKEN, State.ASSUMED}
        in_mg = milligrams(dose)
        planned_ug = sum(slot.amount_ug for slot in slots)
        alike = dose.amount is None or (in_mg is not None and in_mg * 1000 == planned_ug)
        if not slots or (swallowed and not alike):
            return (dose,)
        return tuple(
            replace(
                dose,
                part=str(slot.number),
                amount=None if in_mg is None else thousandth(slot.amount_ug),
                unit="mg",
            )
            for slot in slots
        )

    def on(self, day: date) -> CourseDay | None:
        """Return what is planned for a day; None outside every course."""
        if day not in self._days:
            self._days[day] = self._planned(day)
        return self._days[day]

    def _planned(self, day: date) -> CourseDay | None:
        course = next((each for each in reversed(self._courses) if each.holds(day)), None)
        if course is None:
            return None
        phases = self._phases.get(course.id, ())
        slots = slots_on(course, phases, day, self._held.doses.get(day, ())) or ()
        return CourseDay(course, phase_on(phases, day), slots)

    def _why_not(self, dose: FoundDose) -> str:
        if dose.medicine not in (self._taken.medicines or ()):
            return OTHER_MEDICINE
        return ONLY_ASSUMED if dose.state is State.ASSUMED else NOTHING_LOGGED

    def _number(self, dose: FoundDose, day: date, slots: Slots) -> int | NotKept | None:
        """Return the slot a dose belongs to; None for one outside the plan."""
        if dose.planned is not None and not self._taken.nearest:
            at = dose.planned.time().replace(second=0, microsecond=0)
            number = self._taken.slots.get(at)
            if number is None:
                return NotKept(_(ASK_SLOT).format(time=clock_time(at)))
            return number or None
        at_wall = dose.planned or dose.taken_at
        near = list(slots)
        if at_wall is not None:
            clock = at_wall.time()
            near.sort(key=lambda slot: distance(clock, slot.planned))
        for slot in near:
            first = self._given.get((day, slot.number))
            if first is None or _time_of(first) == _time_of(dose):
                return slot.number
        return None

    def _made(
        self, dose: FoundDose, day: date, on: CourseDay, slot: Slot | None
    ) -> Dose | Unreadable | NotKept:
        fields: dict[str, Any] = {"day": day, "slot": slot.number if slot else None}
        if slot is not None and on.phase is not None:
            fields |= planned_fields(slot, on.phase.id)
        try:
            fields["note"] = text.note(dose.note)
        except ValueError:
            return Unreadable(_(LONG_NOTE))
        outcome = OUTCOMES.get(dose.state)
        if outcome is not None:
            reason = dose.reason if outcome is Outcome.SKIPPED else None
            return Dose(**fields, outcome=outcome, reason=reason)
        amount = self._amount(dose, slot)
        if not isinstance(amount, tuple):
            return amount
        capsules, amount_ug = amount
        return Dose(
            **fields,
            outcome=outcome_of(amount_ug, slot) if slot else Outcome.TAKEN,
            capsules=capsules,
            amount_ug=amount_ug,
            taken_at=self._moment(dose),
        )

    def _amount(
        self, dose: FoundDose, slot: Slot | None
    ) -> tuple[Capsules, int] | Unreadable | NotKept:
        """Return the capsules and µg of a dose that was taken; without an amount, as planned."""
        if dose.amount is None:
            return (slot.capsules, slot.amount_ug) if slot else Unreadable(_(NO_AMOUNT))
        said = f"{dose.amount} {dose.unit}".strip()
        in_mg = milligrams(dose)
        capsules: Capsules = ()
        try:
            if in_mg is not None:
                amount_ug = mg(in_mg)
                capsules = part_of(slot.capsules, amount_ug) if slot and amount_ug > 0 else ()
            else:
                one_ug = self._one(dose, slot)
                if one_ug is None:
                    return NotKept(_(ASK_ONE).format(amount=said))
                amount_ug = mg(dose.amount * one_ug / 1000)
                whole, rest = divmod(amount_ug, one_ug)
                if not rest and 0 < whole <= MOST_CAPSULES:
                    capsules = capsules_of([one_ug] * whole)
        except (ValueError, ArithmeticError):
            return Unreadable(_(BAD_AMOUNT).format(amount=said))
        if not 0 < amount_ug <= LARGEST_DOSE_UG:
            return Unreadable(_(BAD_AMOUNT).format(amount=said))
        return capsules, amount_ug

    def _one(self, dose: FoundDose, slot: Slot | None) -> int | None:
        if self._taken.one_ug is not None:
            return self._taken.one_ug
        named = strengths(dose.medicine)
        return named.pop() if len(named) == 1 else None

    def _moment(self, dose: FoundDose) -> datetime | None:
        at = dose.taken_at
        if at is None:
            return None
        zoned = at if at.utcoffset() is not None else at.replace(tzinfo=self._now.tzinfo)
        return this_minute(fixed(zoned))


def _time_of(dose: FoundDose) -> tuple[datetime | None, datetime | None, str]:
    return dose.planned, dose.taken_at, dose.part


def joined(first: Dose, more: Dose, slot: Slot | None) -> Dose:
    """Return two parts of one dose as that dose; the first again if together they are too much."""
    amount_ug = first.amount_ug + more.amount_ug
    if amount_ug > LARGEST_DOSE_UG:
        return first
    both = bool(first.capsules and more.capsules)
    capsules: Capsules = ()
    if both and len(first.capsules) + len(more.capsules) <= MOST_CAPSULES:
        capsules = capsules_of([*first.capsules, *more.capsules])
    outcome = outcome_of(amount_ug, slot) if slot is not None else Outcome.TAKEN
    return replace(first, outcome=outcome, capsules=capsules, amount_ug=amount_ug)


def same_dose(found: Dose, held: Dose) -> bool:
    """Whether two programs noted the same of a dose; what one of them does not know may differ."""
    if (found.outcome, found.amount_ug) != (held.outcome, held.amount_ug):
        return False
    if found.note not in held.note or found.reason not in (None, held.reason):
        return False
    if found.taken_at is None or held.taken_at is None:
        return True
    return abs(found.taken_at - held.taken_at) <= CLOSE


def instead(held: Dose, found: Dose) -> Dose:
    """Return the dose of a file in the place of one of the diary, with what only this knows."""
    swallowed = found.outcome.swallowed
    return replace(
        found,
        id=held.id,
        meal=held.meal if swallowed else None,
        fat=held.fat if swallowed else None,
        note=found.note or held.note,
        **{name: getattr(held, name) for name in PLANNED} if held.phase else {},
    )


PLANNED = ("planned_capsules", "planned_ug", "planned_meal", "planned_at", "phase")


def moved_back(
    course: Course, phases: Sequence[Phase], first: date
) -> tuple[Course, tuple[Phase, ...]]:
    """Return a course whose diary begins with a day before, or with all of its first day.

    The plan of the diary start then holds from there, its cycle counted back.
    """
    whole_days = [each for each in phases if each.at is None]
    in_force = phase_on(whole_days, course.diary_start)
    if in_force is None or in_force.start <= first:
        return replace(course, kept_from=first, kept_at=None), tuple(phases)
    plan = in_force.plan
    cycle = 1 if plan is None else len(plan.days)
    cycles = -((first - in_force.start).days // cycle)
    aligned = in_force.start - cycles * cycle * ONE_DAY
    kept_from = first if cycle == 1 else max(course.start, aligned)
    moved = [
        replace(each, start=aligned) if each.start == in_force.start and each.at is None else each
        for each in phases
    ]
    return replace(course, kept_from=kept_from, kept_at=None), tuple(moved)


def is_before(course: Course, dose: FoundDose, day: date) -> bool:
    """Whether a dose belongs to a course, but to the part of it before the diary start."""
    if not course.start <= day <= course.diary_start:
        return False
    if day < course.diary_start:
        return True
    at = dose.planned or dose.taken_at
    if course.kept_at is None or at is None:
        return False
    return at.replace(tzinfo=None) < wall(day, course.kept_at)


def settled(course: Course, before: Course, doses: Iterable[Dose]) -> tuple[Course, Moved]:
    """Return the moved course with what is left of its opening, and what is said of it."""
    early = [dose for dose in doses if _early(before, dose)]
    amount_ug = sum(dose.amount_ug for dose in early)
    after = course
    if course.diary_start == course.start and course.kept_at is None:
        after = replace(course, opening=Opening.MG, opening_ug=0)
    elif course.opening is Opening.MG:
        after = replace(course, opening_ug=max(0, course.opening_ug - amount_ug))
    taken = sum(dose.outcome.swallowed for dose in early)
    moved = Moved(
        before=before,
        after=after,
        taken=taken,
        left_out=len(early) - taken,
        amount_ug=amount_ug,
    )
    return after, moved


def _early(course: Course, dose: Dose) -> bool:
    if dose.day < course.diary_start:
        return True
    if dose.planned_at is None or course.kept_at is None or dose.day > course.diary_start:
        return False
    return wall(dose.day, dose.planned_at) < wall(dose.day, course.kept_at)
