"""Visits to the doctor: planned and past, and what was agreed at them."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import date, time

from isodiary.domain.change import Act, Change, Edit, change_of, edit_to
from isodiary.domain.course import Course, Phase, Plan
from isodiary.domain.dose import Dose
from isodiary.domain.errors import AlreadyLogged, Refused
from isodiary.domain.lab import PlannedTest
from isodiary.domain.record import Question, Visit
from isodiary.domain.values import dataclass
from isodiary.language import _, marked
from isodiary.services import typed
from isodiary.services.course import plan as plan_course
from isodiary.services.labs import plan as plan_tests
from isodiary.services.words.days import full_day
from isodiary.services.words.units import HARD

ALREADY = marked("The diary already has a visit on that day.")
NOT_LATER = marked("The next visit is on a day after this one, {day}.")


@dataclass(frozen=True, slots=True, kw_only=True)
class AgreedDose:
    """A dose that was agreed: the plan from a day on."""

    start: date
    plan: Plan


@dataclass(frozen=True, slots=True, kw_only=True)
class AgreedTest:
    """A blood test that was agreed: its day, and what is to be tested, which may be empty."""

    day: date
    what: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class AgreedVisit:
    """The next visit that was agreed: its day, and its time if there is one."""

    day: date
    at: time | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Agreement:
    """What was agreed at a visit; each part may be missing.

    Attributes:
        words: In the patient's words; they take the place of those noted before.
        dose: What to take from a day on.
        test: A blood test.
        visit: The next visit.
    """

    words: str = ""
    dose: AgreedDose | None = None
    test: AgreedTest | None = None
    visit: AgreedVisit | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Standing:
    """What the diary holds that something agreed must fit in with.

    Attributes:
        course: The course going on; None if there is none.
        phases: Its phases.
        planned: All planned blood tests.
        visits: All visits.
        doses: What is logged on the day from which on a dose was agreed.
    """

    course: Course | None
    phases: Sequence[Phase]
    planned: Sequence[PlannedTest]
    visits: Sequence[Visit]
    doses: Sequence[Dose] = ()


def plan_visit(
    visits: Sequence[Visit],
    day: date,
    *,
    at: time | None = None,
    clinician: str = "",
    place: str = "",
) -> Change:
    """Return the change that notes a visit, past or planned.

    Raises:
        AlreadyLogged: There is a visit on that day.
        Refused: The clinician or the place is too long.
    """
    _check_free(visits, day)
    visit = Visit(day=day, at=at, clinician=typed.line(clinician), place=typed.line(place))
    return Change(act=Act.PLAN_VISIT, edits=(Edit(after=visit),))


def amend_visit(
    visits: Sequence[Visit],
    visit: Visit,
    *,
    day: date,
    at: time | None,
    clinician: str,
    place: str,
) -> Change | None:
    """Return the change of a visit's day, time, clinician and place; None where nothing changes.

    Raises:
        AlreadyLogged: There is another visit on that day.
        Refused: The clinician or the place is too long.
    """
    _check_free([other for other in visits if other.id != visit.id], day)
    after = replace(visit, day=day, at=at, clinician=typed.line(clinician), place=typed.line(place))
    return change_of(Act.PLAN_VISIT, edit_to(visit, after))


def remove_visit(visit: Visit, asked: Sequence[Question] = ()) -> Change:
    """Return the change that takes a visit out of the diary.

    Args:
        visit: The visit.
        asked: The questions ticked off at it; they are open again.
    """
    opened = [edit_to(each, replace(each, visit="")) for each in asked]
    change = change_of(Act.REMOVE_VISIT, Edit(before=visit), *opened)
    assert change is not None
    return change


def note_agreed(visit: Visit, agreed: Agreement, standing: Standing) -> Change | None:
    """Return the one change that all that was agreed comes to; None where nothing changes.

    Its first edit is that of the visit, if its words change.

    Raises:
        NothingThere: A dose was agreed and no course is going on.
        AlreadyLogged: The next visit or the test is in the diary already.
        Refused: Another part cannot be; the sentence says which and why.
    """
    noted = edit_to(visit, replace(visit, agreed=typed.note(agreed.words)))
    return change_of(
        Act.NOTE_AGREED,
        noted,
        *_dose_edits(visit, agreed.dose, standing),
        *_test_edits(agreed.test, standing),
        *_visit_edits(visit, agreed.visit, standing),
    )


def agreed_why(visit: Visit) -> str:
    """Return why a dose is planned that was agreed at a visit: "Dr Ash, visit on 23 Nov 2026"."""
    day = full_day(visit.day).replace(HARD, " ")
    return (
        _("{clinician}, visit on {day}").format(clinician=visit.clinician[:150], day=day)
        if visit.clinician
        else _("Visit on {day}").format(day=day)
    )


def _dose_edits(visit: Visit, dose: AgreedDose | None, standing: Standing) -> tuple[Edit, ...]:
    if dose is None:
        return ()
    change = plan_course.new_phase(
        standing.course,
        standing.phases,
        start=dose.start,
        plan=dose.plan,
        doses=standing.doses,
        why=agreed_why(visit),
        visit=visit.id,
    )
    return change.edits


def _test_edits(test: AgreedTest | None, standing: Standing) -> tuple[Edit, ...]:
    if test is None:
        return ()
    return plan_tests.plan_test(standing.planned, test.day, test.what).edits


def _visit_edits(visit: Visit, agreed: AgreedVisit | None, standing: Standing) -> tuple[Edit, ...]:
    """Return the edit of the next visit, with the clinician and the place of this one."""
    if agreed is None:
        return ()
    if agreed.day <= visit.day:
        raise Refused(_(NOT_LATER).format(day=full_day(visit.day)))
    return plan_visit(
        standing.visits,
        agreed.day,
        at=agreed.at,
        clinician=visit.clinician,
        place=visit.place,
    ).edits


def _check_free(visits: Sequence[Visit], day: date) -> None:
    if any(visit.day == day for visit in visits):
        raise AlreadyLogged(_(ALREADY))
