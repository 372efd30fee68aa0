"""Correcting a plan that was typed wrongly: doses that are logged are planned anew with it.

What was swallowed stays; whether it was the whole dose or a part of it follows.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from datetime import date, datetime

from isodiary.domain.change import Act, Change, Edit, edit_to
from isodiary.domain.course import MOST_SLOTS, Course, Phase, Plan, Slot
from isodiary.domain.day import wall
from isodiary.domain.dose import Dose, Outcome
from isodiary.domain.entry import new_id
from isodiary.domain.errors import NothingThere, Refused
from isodiary.domain.timeline import phase_on, plan_on, planned_slot, slots_on, with_planned
from isodiary.language import _, marked

A_PAUSE = marked("The course is paused on that day, so there is no plan to correct.")
SAME_PLAN = marked("That is what the plan of that day says already.")


def correct_plan(
    course: Course | None,
    phases: Sequence[Phase],
    doses: Iterable[Dose],
    *,
    start: date,
    plan: Plan,
    why: str = "",
) -> Change:
    """Return the change that corrects the plan in force on a day, from that day on.

    Doses logged under it are planned anew at the same meal, as long as it stays in force; at a
    meal that it has not they stay what they were.

    Args:
        course: The course going on.
        phases: Its phases.
        doses: Those in the diary from that day on.
        start: First day that was planned wrongly.
        plan: What should have been typed.
        why: Who ordered it and why; empty for what was said before.

    Raises:
        NothingThere: No course is going on, or nothing is planned on that day.
        Refused: The day is in a pause, or the plan says so already.
    """
    wrong = phase_on(phases, start) if course is not None and course.keeps(start) else None
    if course is None or wrong is None:
        raise NothingThere(_("No plan is in force on that day, so there is none to correct."))
    if wrong.pause:
        raise Refused(_(A_PAUSE))
    if wrong.plan == plan and wrong.start == start:
        raise Refused(_(SAME_PLAN))
    right = _right(wrong, phases, start, plan, why)
    edits = [Edit(before=wrong)] if wrong.start == start else []
    kept = [phase for phase in phases if phase is not wrong or wrong.start != start]
    edits.append(Edit(after=right))
    edits += _dose_edits(course, phases, [*kept, right], wrong, right, doses)
    return Change(act=Act.CORRECT_PLAN, edits=tuple(edits))


def _right(wrong: Phase, phases: Sequence[Phase], start: date, plan: Plan, why: str) -> Phase:
    """Return the right phase: in the place of the wrong one, or after its first days."""
    if wrong.start == start:
        return replace(wrong, plan=plan, why=why or wrong.why, id=new_id())
    number = max(phase.number for phase in phases) + 1
    return Phase(
        course=wrong.course,
        number=number,
        start=start,
        plan=plan,
        why=why or wrong.why,
        visit=wrong.visit,
    )


def _dose_edits(
    course: Course,
    before: Sequence[Phase],
    after: Sequence[Phase],
    wrong: Phase,
    right: Phase,
    doses: Iterable[Dose],
) -> Iterator[Edit]:
    by_day: dict[date, list[Dose]] = {}
    for dose in doses:
        if dose.slot is not None and dose.day >= right.start:
            by_day.setdefault(dose.day, []).append(dose)
    for day, held in sorted(by_day.items()):
        if phase_on(after, day) is not right or not course.keeps(day):
            continue
        planned = plan_on(course, before, day) or ()
        anew = [_anew(dose, planned, wrong, right) for dose in held]
        numbered = _numbered(anew, slots_on(course, after, day, anew) or ())
        yield from _in_turn([edit_to(a, b) for a, b in zip(held, numbered, strict=True)])


def _anew(dose: Dose, planned: Sequence[Slot], wrong: Phase, right: Phase) -> Dose:
    """Return a dose as the right plan has it; the same if it was not of the wrong one."""
    was = planned_slot(dose, planned)
    if was is None or dose.phase not in ("", wrong.id):
        return dose
    of_day = right.slots_on(dose.day)
    slot = next((each for each in of_day if each.meal is was.meal), None)
    early = right.at is not None and dose.day == right.start
    if slot is None or (early and _time(was) < wall(date.min, right.at or was.planned)):
        return dose
    replanned = replace(with_planned(dose, slot, right.id), slot=dose.slot)
    if not dose.outcome.swallowed:
        return replanned
    whole = dose.amount_ug >= slot.amount_ug
    return replace(replanned, outcome=Outcome.TAKEN if whole else Outcome.PARTIAL)


def _numbered(doses: Sequence[Dose], slots: Sequence[Slot]) -> list[Dose]:
    """Return the doses of a day numbered by the clock over all its slots."""
    by_time = sorted(slots, key=_time)
    numbers = {slot.number: place for place, slot in enumerate(by_time, start=1)}
    if len(by_time) > MOST_SLOTS:
        return list(doses)
    return [replace(dose, slot=numbers.get(dose.slot or 0, dose.slot)) for dose in doses]


def _in_turn(edits: Sequence[Edit | None]) -> Iterator[Edit]:
    """Yield the edits of a day so that no two doses ever stand in one place.

    Where two would have to change places at once, they keep their numbers.
    """
    left = [edit for edit in edits if edit is not None]
    while left:
        held = {_slot(edit.before) for edit in left}
        ready = next(
            (edit for edit in left if _slot(edit.after) not in held - {_slot(edit.before)}), None
        )
        if ready is None:
            yield from (_unmoved(edit) for edit in left)
            return
        left.remove(ready)
        yield ready


def _unmoved(edit: Edit) -> Edit:
    assert isinstance(edit.before, Dose)
    assert isinstance(edit.after, Dose)
    return Edit(before=edit.before, after=replace(edit.after, slot=edit.before.slot))


def _slot(entry: object) -> int | None:
    assert isinstance(entry, Dose)
    return entry.slot


def _time(slot: Slot) -> datetime:
    return wall(date.min, slot.planned)
