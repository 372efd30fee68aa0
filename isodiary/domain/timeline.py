"""Which plan is in force on a day, and which of its doses are due by now."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from datetime import date, datetime, time, timedelta
from fractions import Fraction
from typing import Any

from isodiary.domain.course import MOST_SLOTS, Course, Opening, Phase, Slot, Slots
from isodiary.domain.day import ONE_DAY, days_between, wall
from isodiary.domain.dose import Dose
from isodiary.domain.values import dataclass

FARTHEST = timedelta(weeks=520)
"""Nothing is worked out beyond ten years."""

GRACE = timedelta(hours=4)
"""A dose counts as due once its planned time and this have passed (clinical.md 1.4)."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Stretch:
    """Days in a row, both ends counted, with one phase in force."""

    first: date
    last: date
    phase: Phase

    @property
    def days(self) -> int:
        """How many days it has."""
        return days_between(self.first, self.last)


def phase_on(phases: Iterable[Phase], day: date) -> Phase | None:
    """Return the phase in force on a day, the last begun one that has not run out."""
    found: Phase | None = None
    for phase in phases:  # in one go: it is asked for each change of each phase of a course
        begun = phase.start <= day and (phase.until is None or day <= phase.until)
        if begun and (found is None or _rank(phase) > _rank(found)):
            found = phase
    return found


def plan_on(course: Course | None, phases: Sequence[Phase], day: date) -> Slots | None:
    """Return the slots planned for a day, whatever is logged on it.

    None at all in a pause, on a day without a dose and before the diary start; None outside the
    course.
    """
    if course is None or not course.holds(day):
        return None
    if not course.keeps(day):
        return ()
    slots = _slots(phases, day)
    if slots is None or day > course.diary_start or course.kept_at is None:
        return slots
    return tuple(slot for slot in slots if not _before(slot, course.kept_at))


def slots_on(
    course: Course | None, phases: Sequence[Phase], day: date, doses: Iterable[Dose]
) -> Slots | None:
    """Return the slots of a day by number: those logged, as they were planned, and the open ones.

    A dose that is logged stays the dose it was. Beside it a plan that was recorded later gives
    only the doses after the last one logged under an earlier plan, at meals not logged; before
    that the open ones stay those of the earlier plan. None outside the course.

    Args:
        course: The course that may hold the day.
        phases: Its phases.
        day: The diary's day.
        doses: Doses of the diary, also of other days.
    """
    planned = plan_on(course, phases, day)
    held = [dose for dose in doses if dose.day == day and dose.slot is not None]
    if planned is None or course is None or not held:
        return planned
    logged = {dose.slot: planned_slot(dose, planned) for dose in held}
    meals = {slot.meal for slot in logged.values() if slot is not None}
    coming = [slot for slot in _still_given(course, phases, day, held) if slot.meal not in meals]
    free = [number for number in range(1, MOST_SLOTS + 1) if number not in logged]
    found = [slot for slot in logged.values() if slot is not None]
    found += _numbered(sorted(coming, key=_time), free)
    return tuple(sorted(found, key=lambda slot: slot.number))


def planned_slot(dose: Dose, planned: Iterable[Slot] = ()) -> Slot | None:
    """Return the slot that a dose was logged for, as it was planned then.

    Args:
        dose: The dose.
        planned: The slots planned for its day, for a dose that does not say it itself.
    """
    if dose.slot is None:
        return None
    if dose.planned_meal is None or dose.planned_at is None:
        return next((slot for slot in planned if slot.number == dose.slot), None)
    return Slot(
        number=dose.slot,
        meal=dose.planned_meal,
        planned=dose.planned_at,
        capsules=dose.planned_capsules,
    )


def with_planned(dose: Dose, slot: Slot, phase: str) -> Dose:
    """Return a dose that is logged for a slot, with what is planned for it by a phase.

    Args:
        dose: The dose.
        slot: The slot.
        phase: Id of the phase in force on its day; empty where none is known.
    """
    return replace(dose, slot=slot.number, **planned_fields(slot, phase))


def planned_fields(slot: Slot, phase: str) -> dict[str, Any]:
    """Return the fields of a dose that say what a phase plans for its slot; none without one."""
    if not phase:
        return {}
    return {
        "planned_capsules": slot.capsules,
        "planned_ug": slot.amount_ug,
        "planned_meal": slot.meal,
        "planned_at": slot.planned,
        "phase": phase,
    }


def planned_before(course: Course, phases: Sequence[Phase]) -> int:
    """Return the micrograms planned from the first capsule to the diary start.

    The plan of the diary start counts back from it.
    """
    first = [phase for phase in phases if phase.start <= course.diary_start and phase.at is None]
    phase = phase_on(first, course.diary_start)
    if phase is None or phase.plan is None:
        return 0
    days = (course.diary_start - course.start).days
    whole, rest = divmod(days, phase.plan.rhythm_days)
    slots = [
        slot
        for count in range(1, rest + 1)
        for slot in phase.plan.on(course.diary_start - count * ONE_DAY, course.diary_start)
    ]
    if course.kept_at is not None:
        of_day = phase.plan.on(course.diary_start, course.diary_start)
        slots += [slot for slot in of_day if _before(slot, course.kept_at)]
    of_cycles = whole * phase.plan.rhythm_days * phase.plan.daily_ug
    return int(of_cycles) + sum(slot.amount_ug for slot in slots)


def opening_range(course: Course, phases: Sequence[Phase]) -> tuple[int, int]:
    """Return the least and the most micrograms swallowed before the diary start.

    They differ only where it is not known.
    """
    match course.opening:
        case Opening.MG:
            return course.opening_ug, course.opening_ug
        case Opening.PLANNED:
            planned = planned_before(course, phases)
            return planned, planned
        case Opening.UNKNOWN:
            return 0, planned_before(course, phases)


def stretches(
    course: Course, phases: Sequence[Phase], first: date, last: date
) -> tuple[Stretch, ...]:
    """Return the course from `first` to `last` cut where the phase in force changes.

    It begins with the diary start.
    """
    first = max(first, course.diary_start)
    last = last if course.ended_on is None else min(last, course.ended_on)
    if first > last:
        return ()
    cuts = sorted({first, *(cut for cut in _cuts(phases) if first < cut <= last)})
    ends = [*(cut - ONE_DAY for cut in cuts[1:]), last]
    found = [(a, b, phase_on(phases, a)) for a, b in zip(cuts, ends, strict=True)]
    return _joined([Stretch(first=a, last=b, phase=phase) for a, b, phase in found if phase])


def planned_ug(course: Course, phases: Sequence[Phase], day: date) -> int:
    """Return micrograms planned for a day."""
    return sum(slot.amount_ug for slot in plan_on(course, phases, day) or ())


def reached_on(
    course: Course, phases: Sequence[Phase], missing_ug: Fraction, last: date
) -> date | None:
    """Return the day on which what is planned after `last` comes to an amount.

    The calendar is walked through phases, pauses and days without a dose. It is `last` where
    nothing is missing, and None where it is not within ten years, or not before the end.
    """
    if missing_ug <= 0:
        return last
    end = last + min(FARTHEST, date.max - last)
    for run in stretches(course, phases, last + ONE_DAY, end):
        days, given_ug = walked(run, course, phases, missing_ug)
        missing_ug -= given_ug
        if missing_ug <= 0:
            return run.first + (days - 1) * ONE_DAY
    return None


def walked(
    run: Stretch, course: Course, phases: Sequence[Phase], missing_ug: Fraction
) -> tuple[int, int]:
    """Return after how many days of a stretch an amount is planned, and how much that is.

    All its days, and what is planned for them, where it is less.
    """
    plan = run.phase.plan
    if plan is None:
        return run.days, 0
    given_ug = planned_ug(course, phases, run.first)  # of which a part may be of the phase before
    cycle_ug = int(plan.daily_ug * plan.rhythm_days)
    days = 1
    if given_ug < missing_ug:
        cycles = min((missing_ug - given_ug - 1) // cycle_ug, (run.days - 1) // plan.rhythm_days)
        days += int(cycles) * plan.rhythm_days
        given_ug += int(cycles) * cycle_ug
    while given_ug < missing_ug and days < run.days:
        day = run.first + days * ONE_DAY
        given_ug += sum(slot.amount_ug for slot in run.phase.slots_on(day))
        days += 1
    return days, given_ug


def open_slots(
    course: Course,
    phases: Sequence[Phase],
    doses: Mapping[date, Sequence[Dose]],
    days: Iterable[date],
    now: datetime,
) -> Iterator[tuple[date, Slot]]:
    """Yield the slots of some days that have come due by `now` and are not logged."""
    for day in days:
        held = doses.get(day, ())
        logged = {dose.slot for dose in held}
        for slot in slots_on(course, phases, day, held) or ():
            if slot.number not in logged and is_due(slot, day, now):
                yield day, slot


def is_due(slot: Slot, day: date, now: datetime) -> bool:
    """Whether the planned time of `slot` on `day` and the grace have passed.

    Wall times are compared, so that a night on which the clocks change moves nothing.
    """
    return wall(day, slot.planned) + GRACE <= now.replace(tzinfo=None)


def _slots(phases: Sequence[Phase], day: date) -> Slots | None:
    """Return what the phases plan for a day; of the first day of one only from its time on."""
    phase = phase_on(phases, day)
    if phase is None:
        return None
    slots = phase.slots_on(day)
    if phase.at is None or phase.start != day:
        return slots
    earlier = _slots([each for each in phases if each is not phase], day) or ()
    kept = [slot for slot in earlier if _before(slot, phase.at)]
    meals = {slot.meal for slot in kept}
    given = [slot for slot in slots if not _before(slot, phase.at) and slot.meal not in meals]
    both = [*kept, *given][:MOST_SLOTS]
    return tuple(replace(slot, number=number) for number, slot in enumerate(both, start=1))


def _still_given(
    course: Course, phases: Sequence[Phase], day: date, held: Sequence[Dose]
) -> Sequence[Slot]:
    """Return what the phases still give on a day with doses logged under an earlier plan."""
    planned = plan_on(course, phases, day) or ()
    phase = phase_on(phases, day)
    if phase is None or (phase.start == day and phase.at is not None):
        return planned
    numbers = {each.id: each.number for each in phases if each.number < phase.number}
    earlier = [dose for dose in held if dose.phase in numbers]
    slots = [slot for dose in earlier if (slot := planned_slot(dose)) is not None]
    if not slots:
        return planned
    last = max(map(_time, slots))
    known_then = max(numbers[dose.phase] for dose in earlier)
    before = plan_on(course, [each for each in phases if each.number <= known_then], day) or ()
    return [
        *(slot for slot in before if _time(slot) < last),
        *(slot for slot in planned if _time(slot) > last),
    ]


def _numbered(slots: Sequence[Slot], free: Collection[int]) -> Iterator[Slot]:
    """Yield the slots with the numbers that are free, their own where they can keep it."""
    left = sorted(free)
    for slot in slots:
        if not left:
            return
        number = slot.number if slot.number in left else left[0]
        left.remove(number)
        yield replace(slot, number=number)


def _before(slot: Slot, at: time) -> bool:
    return _time(slot) < wall(date.min, at)


def _time(slot: Slot) -> datetime:
    return wall(date.min, slot.planned)


def _rank(phase: Phase) -> tuple[date, int]:
    return phase.start, phase.number


def _cuts(phases: Iterable[Phase]) -> Iterator[date]:
    for phase in phases:
        yield phase.start
        if phase.until is not None and phase.until < date.max:
            yield phase.until + ONE_DAY


def _joined(runs: Sequence[Stretch]) -> tuple[Stretch, ...]:
    joined: list[Stretch] = []
    for run in runs:
        if joined and joined[-1].phase == run.phase and joined[-1].last + ONE_DAY == run.first:
            run = Stretch(first=joined.pop().first, last=run.last, phase=run.phase)
        joined.append(run)
    return tuple(joined)
