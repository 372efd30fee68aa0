"""Beginning a course, adding phases to it, pausing and ending it.

Changing what was noted about a course, and about the patient and whom to call.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import date
from fractions import Fraction

from isodiary.domain.change import Act, Change, Edit, change_of, edit_to
from isodiary.domain.course import Course, Phase, Plan
from isodiary.domain.dose import Dose
from isodiary.domain.errors import AlreadyLogged, NothingThere, Refused
from isodiary.domain.record import Contact, ContactKind, Patient, Weight
from isodiary.domain.symptom import Tracked
from isodiary.domain.timeline import phase_on, plan_on
from isodiary.domain.units import mg_per_kg
from isodiary.services.weights import describe_patient, keep_contacts


@dataclass(frozen=True, slots=True, kw_only=True)
class PhasePreview:
    """What a new phase will change, before it is recorded.

    Attributes:
        phase: The phase.
        before_ug: Micrograms a day planned on its first day until now; None in a pause.
        before_mg_per_kg, after_mg_per_kg: The same by the course's reference weight.
        logged: Doses already in the diary from its first day on; they stay as they are.
        replaced: Phases that begin on or after its first day and stay in force from then.
    """

    phase: Phase
    before_ug: int | None
    before_mg_per_kg: Fraction | None
    after_mg_per_kg: Fraction | None
    logged: int
    replaced: tuple[Phase, ...]


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
        plan: What to take from its first day on.
        tracked: Symptoms asked every day already.
        daily: Ids of the symptoms to ask if none are.
        weighed: Weight the diary holds on the first day.
        patient: What is supposed about the patient; None if the diary knows, or nothing is.

    Raises:
        AlreadyLogged: A course is going on, or ended on or after the new one's first day.
    """
    for earlier in courses:
        if earlier.ended_on is None:
            raise AlreadyLogged("A course is going on already. End it before you begin another.")
        if earlier.ended_on >= course.start:
            raise AlreadyLogged("An earlier course lasted longer than that first day.")
    first = Phase(course=course.id, number=1, start=course.start, slots=plan)
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
    course: Course | None, phases: Sequence[Phase], *, start: date, plan: Plan, why: str = ""
) -> Change:
    """Return the change that plans another dose from a day on; nothing before it changes.

    Raises:
        NothingThere: No course is going on.
        Refused: The day is outside the course, or the plan is the one in force.
    """
    going_on = _holding(course, start)
    if plan_on(going_on, phases, start) == plan:
        raise Refused("That is the plan already in force on that day.")
    phase = Phase(course=going_on.id, number=_next_number(phases), start=start, slots=plan, why=why)
    return Change(act=Act.NEW_PHASE, edits=(Edit(after=phase),))


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
        raise Refused("A pause cannot end before it begins.")
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
        raise Refused("A course needs one plan. Plan the right dose first, then take this back.")
    if phase.number == min(other.number for other in phases):
        raise Refused("The first plan of a course stays. Plan the right dose from a day on.")
    return Change(act=Act.REMOVE_PHASE, edits=(Edit(before=phase),))


def end(course: Course | None, last_day: date, doses_after: Sequence[Dose] = ()) -> Change:
    """Return the change that ends a course with its last day.

    Raises:
        NothingThere: No course is going on.
        Refused: The day is before the first, or doses were taken after it.
    """
    if course is None:
        raise NothingThere("No course is going on.")
    if last_day < course.start:
        raise Refused("A course cannot end before it begins.")
    if any(dose.outcome.swallowed for dose in doses_after):
        raise Refused("Doses were taken after that day. Choose the day of the last one.")
    return Change(
        act=Act.END_COURSE, edits=(Edit(before=course, after=replace(course, ended_on=last_day)),)
    )


def amend(before: Course, after: Course, first_dose: date | None = None) -> Change | None:
    """Return the change of a course's target, weeks, product, weight or opening amount.

    Raises:
        Refused: The new first day is after a dose that is in the diary.
    """
    if first_dose is not None and after.start > first_dose:
        raise Refused("A dose is in the diary before that day. The course began earlier.")
    return change_of(Act.CHANGE_COURSE, edit_to(before, after))


def preview(
    course: Course, phases: Sequence[Phase], change: Change, doses: Sequence[Dose]
) -> PhasePreview:
    """Return what a new phase or pause will change.

    Args:
        course: The course.
        phases: Its phases so far.
        change: From `new_phase` or `pause`.
        doses: Those the diary holds from the first day of the phase on.
    """
    phase = change.edits[0].entry
    assert isinstance(phase, Phase)
    before = phase_on(phases, phase.start)
    weight_g = course.reference_weight_g
    before_ug = before.daily_ug if before and not before.pause else None
    after_ug = None if phase.pause else phase.daily_ug
    return PhasePreview(
        phase=phase,
        before_ug=before_ug,
        before_mg_per_kg=None if before_ug is None else mg_per_kg(before_ug, weight_g=weight_g),
        after_mg_per_kg=None if after_ug is None else mg_per_kg(after_ug, weight_g=weight_g),
        logged=sum(dose.day >= phase.start and not dose.extra for dose in doses),
        replaced=tuple(other for other in phases if other.start > phase.start),
    )


def _holding(course: Course | None, day: date) -> Course:
    if course is None:
        raise NothingThere("No course is going on. Begin one first.")
    if not course.holds(day):
        raise Refused("That day is outside the course.")
    return course


def _next_number(phases: Sequence[Phase]) -> int:
    return max((phase.number for phase in phases), default=0) + 1


def amend_details(
    before: Course, after: Course, phases: Sequence[Phase], first_dose: date | None
) -> Change | None:
    """Return the change of a course's details; its first plan begins with it if it began earlier.

    Args:
        before, after: The course.
        phases: Its phases.
        first_dose: Day of the first dose in the diary.

    Raises:
        Refused: The new first day is after a dose that is in the diary.
    """
    change = amend(before, after, first_dose)
    first = min(phases, key=lambda phase: (phase.start, phase.number), default=None)
    if change is None or first is None or first.start <= after.start:
        return change
    return change_of(change.act, *change.edits, edit_to(first, replace(first, start=after.start)))


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
