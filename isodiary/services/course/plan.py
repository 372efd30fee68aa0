"""Beginning a course, changing what is noted of it, adding phases, pausing and ending it."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import replace
from datetime import date, datetime, time, timedelta

from isodiary.domain.change import Act, Change, Edit, change_of, edit_to
from isodiary.domain.course import MOST_SLOTS, Course, Phase, Plan, Slot, Slots
from isodiary.domain.day import DAY_TURNS, ONE_DAY, diary_day, wall
from isodiary.domain.dose import Dose
from isodiary.domain.errors import AlreadyLogged, NothingThere, Refused
from isodiary.domain.record import Contact, ContactKind, Patient, Weight
from isodiary.domain.symptom import Tracked
from isodiary.domain.timeline import is_due, phase_on, plan_on, planned_slot, slots_on
from isodiary.language import _, marked
from isodiary.services.course.people import describe_patient, keep_contacts

SAME_PLAN = marked("That is the plan already in force on that day.")
TOO_MANY = marked(
    "That day would have more than {most} doses. Begin with the new plan on the day after."
)


def begin(
    courses: Sequence[Course],
    course: Course,
    plan: Plan,
    *,
    tracked: Sequence[Tracked],
    daily: Iterable[str],
    weighed: Weight | None = None,
    patient: Patient | None = None,
) -> Change:
    """Return the change that begins a course with its first phase, weight and symptoms.

    Args:
        courses: Those the diary holds.
        course: The new one.
        plan: What to take from the diary start on.
        tracked: Symptoms asked every day already.
        daily: Ids of the symptoms to ask if none are.
        weighed: Weight the diary holds on the first day.
        patient: What is supposed about the patient; None if the diary knows, or nothing is.

    Raises:
        AlreadyLogged: A course is going on, or ended on or after the new one's first day.
    """
    for earlier in courses:
        if earlier.ended_on is None:
            raise AlreadyLogged(_("A course is going on already. End it before you begin another."))
        if earlier.ended_on >= course.start:
            raise AlreadyLogged(_("An earlier course lasted longer than that first day."))
    first = Phase(course=course.id, number=1, start=course.diary_start, plan=plan)
    edits = [Edit(after=course), Edit(after=first)]
    if weighed is None:
        weight = Weight(day=course.start, grams=course.reference_weight_g)
        edits.append(Edit(after=weight))
    if not tracked:
        asked = [Tracked(symptom=each, position=place) for place, each in enumerate(daily)]
        edits += [Edit(after=each) for each in asked]
    if patient is not None:
        edits.append(Edit(after=patient))
    return Change(act=Act.BEGIN_COURSE, edits=tuple(edits))


def new_phase(
    course: Course | None,
    phases: Sequence[Phase],
    *,
    start: date,
    plan: Plan,
    doses: Iterable[Dose] = (),
    at: time | None = None,
    why: str = "",
    visit: str = "",
) -> Change:
    """Return the change that plans another dose from a day on; nothing before it changes.

    A dose that is logged stays the dose it was: on a day with some, the plan gives those after
    the last one.

    Args:
        course: The course going on.
        phases: Its phases.
        start: First day.
        plan: What to take.
        doses: What is logged on that day.
        at: Wall time from which on the doses of that day are of the new plan; None for those
            after the last one logged, or all.
        why: Who ordered it and why.
        visit: Id of the visit at which it was ordered.

    Raises:
        NothingThere: No course is going on.
        Refused: The day is outside the course, or the plan is the one in force.
    """
    going_on = _holding(course, start)
    before = phase_on(phases, start)
    if before is not None and _same_days(before, plan, start):
        raise Refused(_(SAME_PLAN))
    if at is None:
        held = [dose for dose in doses if dose.day == start]
        start, at = _after_logged(start, held, plan_on(going_on, phases, start) or ())
    phase = Phase(
        course=going_on.id,
        number=_next_number(phases),
        start=start,
        at=at,
        plan=plan,
        why=why,
        visit=visit,
    )
    _refuse_too_many(going_on, phases, phase, doses)
    return Change(act=Act.NEW_PHASE, edits=(Edit(after=phase),))


def first_unlogged(
    course: Course, phases: Sequence[Phase], today: date, doses: Iterable[Dose]
) -> tuple[date, Slot | None]:
    """Return the next dose that is not logged yet, today's or tomorrow's.

    None for the slot where the day has none. Of today it is one after the last that is logged, as
    a new plan gives no other.

    Args:
        course: The course.
        phases: Its phases.
        today: The diary's day.
        doses: Those logged on that day.
    """
    held = [dose for dose in doses if dose.day == today]
    coming = _coming(course, phases, today, held) if course.keeps(today) else []
    logged = any(dose.slot is not None for dose in held)
    if coming or not (logged or today < course.diary_start):
        return today, next(iter(coming), None)
    day = max(course.diary_start, today + ONE_DAY)
    return day, next(iter(_coming(course, phases, day, [])), None)


def first_due(plan: Plan, now: datetime) -> tuple[date, time | None]:
    """Return the first dose that is not over yet in a plan that begins now.

    Its time is None where it is the first of its day. Day 1 of the cycle is its day.
    """
    today = diary_day(now)
    for day in (today + n * ONE_DAY for n in range(plan.rhythm_days)):
        slots = plan.on(day, day)
        left = [slot for slot in slots if not is_due(slot, day, now)]
        if left:
            return day, None if left[0] == slots[0] else left[0].planned
    day = today + ONE_DAY
    return next((d for n in range(7) if plan.on(d := day + n * ONE_DAY, d)), day), None


def _coming(course: Course, phases: Sequence[Phase], day: date, held: Sequence[Dose]) -> list[Slot]:
    slots = slots_on(course, phases, day, held) or ()
    logged = {dose.slot for dose in held}
    done = [wall(date.min, slot.planned) for slot in slots if slot.number in logged]
    last = max(done, default=None)
    by_time = sorted(slots, key=lambda slot: wall(date.min, slot.planned))
    return [
        slot
        for slot in by_time
        if slot.number not in logged and (last is None or wall(date.min, slot.planned) > last)
    ]


def pause(
    course: Course | None,
    phases: Sequence[Phase],
    *,
    start: date,
    until: date | None,
    why: str = "",
) -> Change:
    """Return the change that pauses the course; the last day is left open with None.

    Raises:
        NothingThere: No course is going on.
        Refused: The first day is outside the course, or after the last.
    """
    going_on = _holding(course, start)
    if until is not None and until < start:
        raise Refused(_("A pause cannot end before it begins."))
    phase = Phase(
        course=going_on.id, number=_next_number(phases), start=start, until=until, why=why
    )
    return Change(act=Act.PAUSE_COURSE, edits=(Edit(after=phase),))


def remove_phase(phases: Sequence[Phase], phase: Phase) -> Change:
    """Return the change that takes a phase back that was recorded by mistake.

    Raises:
        Refused: It is the course's only plan.
    """
    if not phase.pause and all(other.pause for other in phases if other != phase):
        raise Refused(_("A course needs one plan. Plan the right dose first, then take this back."))
    if phase.number == min(other.number for other in phases):
        raise Refused(_("The first plan of a course stays. Plan the right dose from a day on."))
    return Change(act=Act.REMOVE_PHASE, edits=(Edit(before=phase),))


def end(course: Course | None, last_day: date, doses_after: Sequence[Dose] = ()) -> Change:
    """Return the change that ends a course with its last day.

    Raises:
        NothingThere: No course is going on.
        Refused: The day is before the first, or doses were taken after it.
    """
    if course is None:
        raise NothingThere(_("No course is going on."))
    if last_day < course.diary_start:
        raise Refused(_("A course cannot end before it begins."))
    if any(dose.outcome.swallowed for dose in doses_after):
        raise Refused(_("Doses were taken after that day. Choose the day of the last one."))
    return Change(
        act=Act.END_COURSE, edits=(Edit(before=course, after=replace(course, ended_on=last_day)),)
    )


def amend(before: Course, after: Course, first_dose: date | None = None) -> Change | None:
    """Return the change of a course's target, weeks, product, weight or opening amount.

    Raises:
        Refused: The diary would begin after a dose that is in it.
    """
    if first_dose is not None and after.diary_start > first_dose:
        raise Refused(_("A dose is in the diary before that day. The course began earlier."))
    return change_of(Act.CHANGE_COURSE, edit_to(before, after))


def _holding(course: Course | None, day: date) -> Course:
    if course is None:
        raise NothingThere(_("No course is going on. Begin one first."))
    if not course.holds(day):
        raise Refused(_("That day is outside the course."))
    if not course.keeps(day):
        raise Refused(_("That day is before the day from which on the diary is kept."))
    return course


def _same_days(before: Phase, plan: Plan, start: date) -> bool:
    """Whether a plan gives every day what the phase in force gives it."""
    if before.plan != plan:
        return False
    return bool(plan.weekdays) or (start - before.start).days % plan.rhythm_days == 0


def _after_logged(start: date, doses: Sequence[Dose], planned: Slots) -> tuple[date, time | None]:
    """Return from when on a plan holds that begins on a day with doses logged for slots."""
    slots = [slot for dose in doses if (slot := planned_slot(dose, planned)) is not None]
    if not slots:
        return start, None
    last = max(wall(date.min, slot.planned) for slot in slots)
    after = (last + timedelta(minutes=1)).time()
    return (start + ONE_DAY, None) if after == DAY_TURNS else (start, after)


def _refuse_too_many(
    course: Course, phases: Sequence[Phase], phase: Phase, doses: Iterable[Dose]
) -> None:
    """Refuse a plan of which a day with doses logged before could not hold all."""
    if phase.at is None:
        return
    slots = slots_on(course, [*phases, phase], phase.start, doses) or ()
    coming = [
        slot
        for slot in phase.slots_on(phase.start)
        if wall(date.min, slot.planned) >= wall(date.min, phase.at)
    ]
    if len({slot.meal for slot in coming} - {slot.meal for slot in slots}):
        raise Refused(_(TOO_MANY).format(most=MOST_SLOTS))


def _next_number(phases: Sequence[Phase]) -> int:
    return max((phase.number for phase in phases), default=0) + 1


def amend_details(
    before: Course, after: Course, phases: Sequence[Phase], first_dose: date | None
) -> Change | None:
    """Return the change of a course's details; its first plan begins with the diary start.

    Args:
        before, after: The course.
        phases: Its phases.
        first_dose: Day of the first dose in the diary.

    Raises:
        Refused: The diary would begin after a dose that is in it.
    """
    change = amend(before, after, first_dose)
    if change is None or not phases:
        return change
    first, *later = sorted(phases, key=lambda phase: (phase.start, phase.number))
    overtaken = any(phase.start <= after.diary_start for phase in later)
    if first.start < after.diary_start and (overtaken or first.start != before.diary_start):
        return change  # days before the diary start are in no phase anyway
    begun = replace(first, start=after.diary_start)
    return change_of(change.act, *change.edits, edit_to(first, begun))


def keep_person(
    patient: Patient | None,
    described: Patient,
    contacts: Sequence[Contact],
    kept: Sequence[Contact],
) -> Change | None:
    """Return the one change of what is noted about the patient and of whom to call.

    Args:
        patient: As the diary has it; None before they said anything.
        described: As it is now.
        contacts, kept: Whom to call, before and after.
    """
    if patient is None and described == Patient():
        about = None
    else:
        about = describe_patient(patient, described)
    calls = keep_contacts(contacts, kept)
    edits = [edit for change in (about, calls) if change for edit in change.edits]
    return change_of(Act.CHANGE_CONTACTS if calls else Act.CHANGE_PATIENT, *edits)


def with_contact(
    contacts: Sequence[Contact], kind: ContactKind, name: str, phone: str
) -> tuple[Contact, ...]:
    """Return `contacts` with the first one of a kind as typed; nothing typed takes it away."""
    first = next((contact for contact in contacts if contact.kind is kind), None)
    rest = tuple(contact for contact in contacts if contact is not first)
    if not name and not phone:
        return rest
    if first is None:
        return (*rest, Contact(kind=kind, name=name, phone=phone))
    return (*rest, replace(first, name=name, phone=phone))
