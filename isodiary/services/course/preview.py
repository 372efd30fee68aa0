"""What a new plan, a correction or a pause will change, before it is recorded."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from fractions import Fraction

from isodiary.domain.change import Change
from isodiary.domain.course import Course, Phase, Slots
from isodiary.domain.day import ONE_DAY
from isodiary.domain.dose import Dose
from isodiary.domain.timeline import phase_on, reached_on, slots_on
from isodiary.domain.units import mg_per_kg
from isodiary.domain.values import dataclass

PREVIEW_DAYS = 14


@dataclass(frozen=True, slots=True, kw_only=True)
class PreviewDay:
    """A day of the two weeks that are shown.

    Attributes:
        day: The diary's day.
        slots: What it will have, logged doses as they were planned.
        before_ug: Micrograms planned for it until now.
        logged_ug: Micrograms planned for those of its doses that are logged.
        of_cycle: Which day of the cycle it is, 0 for the first; None in a pause and where all
            days of the plan are alike.
    """

    day: date
    slots: Slots
    before_ug: int
    logged_ug: int
    of_cycle: int | None

    @property
    def planned_ug(self) -> int:
        """Micrograms it will have."""
        return sum(slot.amount_ug for slot in self.slots)


@dataclass(frozen=True, slots=True, kw_only=True)
class PhasePreview:
    """What a new phase will change, before it is recorded.

    Attributes:
        phase: The phase.
        before_ug: Micrograms a day planned on its first day until now; None in a pause.
        before_mg_per_kg, after_mg_per_kg: The same by the course's reference weight.
        logged: Doses already in the diary from its first day on that stay as they are.
        replanned: Doses in the diary that are planned anew, as the plan was typed wrongly.
        replaced: Phases that begin after its first day and stay in force from then.
        days: The first two weeks.
        expected_before, expected: Day on which the target is reached, until now and with it;
            None where it is not known, or nothing was said about a target.
    """

    phase: Phase
    before_ug: Fraction | None
    before_mg_per_kg: Fraction | None
    after_mg_per_kg: Fraction | None
    logged: int
    replanned: int
    replaced: tuple[Phase, ...]
    days: tuple[PreviewDay, ...]
    expected_before: date | None
    expected: date | None


def preview(
    course: Course,
    phases: Sequence[Phase],
    change: Change,
    doses: Sequence[Dose],
    missing: tuple[Fraction, date] | None = None,
) -> PhasePreview:
    """Return what a new phase, a correction or a pause will change.

    Args:
        course: The course.
        phases: Its phases so far.
        change: From `new_phase`, `correct_plan` or `pause`.
        doses: Those the diary holds from the first day of the phase on.
        missing: Micrograms missing to the target, and the last day that is counted in that.
    """
    phase = next(edit.after for edit in change.edits if isinstance(edit.after, Phase))
    after = phases_after(phases, change)
    replanned = {edit.entry.id for edit in change.edits if isinstance(edit.entry, Dose)}
    before = phase_on(phases, phase.start)
    before_ug = before.daily_ug if before and not before.pause else None
    after_ug = None if phase.pause else phase.daily_ug
    held = [dose for dose in doses if dose.day >= phase.start and not dose.extra]
    return PhasePreview(
        phase=phase,
        before_ug=before_ug,
        before_mg_per_kg=_per_kg(before_ug, course),
        after_mg_per_kg=_per_kg(after_ug, course),
        logged=sum(dose.id not in replanned for dose in held),
        replanned=len(replanned),
        replaced=tuple(other for other in after if other.start > phase.start),
        days=_days(course, phases, after, phase, _doses_after(held, change)),
        expected_before=missing and reached_on(course, phases, *missing),
        expected=missing and reached_on(course, after, *missing),
    )


def phases_after(phases: Sequence[Phase], change: Change) -> tuple[Phase, ...]:
    """Return the phases as a change leaves them."""
    gone = {edit.before for edit in change.edits if isinstance(edit.before, Phase)}
    come = [edit.after for edit in change.edits if isinstance(edit.after, Phase)]
    return (*(phase for phase in phases if phase not in gone), *come)


def _days(
    course: Course,
    before: Sequence[Phase],
    after: Sequence[Phase],
    phase: Phase,
    doses: Sequence[Dose],
) -> tuple[PreviewDay, ...]:
    found: list[PreviewDay] = []
    for number in range(PREVIEW_DAYS):
        day = phase.start + number * ONE_DAY
        slots = slots_on(course, after, day, doses) or ()
        logged = {dose.slot for dose in doses if dose.day == day}
        was = slots_on(course, before, day, doses) or ()
        found.append(
            PreviewDay(
                day=day,
                slots=slots,
                before_ug=sum(slot.amount_ug for slot in was),
                logged_ug=sum(slot.amount_ug for slot in slots if slot.number in logged),
                of_cycle=_of_cycle(phase_on(after, day), day),
            )
        )
    return tuple(found)


def _doses_after(doses: Sequence[Dose], change: Change) -> list[Dose]:
    anew = {edit.after.id: edit.after for edit in change.edits if isinstance(edit.after, Dose)}
    return [anew.get(dose.id, dose) for dose in doses]


def _of_cycle(phase: Phase | None, day: date) -> int | None:
    if phase is None or phase.plan is None or phase.plan.weekdays or phase.plan.every_day:
        return None
    return (day - phase.start).days % phase.plan.rhythm_days


def _per_kg(daily_ug: Fraction | None, course: Course) -> Fraction | None:
    return None if daily_ug is None else mg_per_kg(daily_ug, weight_g=course.reference_weight_g)
