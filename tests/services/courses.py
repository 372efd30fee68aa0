"""Diaries for the tests of the summary, written through changes as a patient would."""

from __future__ import annotations

from datetime import date, datetime, time, timedelta, timezone

from isodiary.domain.change import Act, Change, Edit
from isodiary.domain.course import Course, Phase
from isodiary.domain.dose import Dose, Outcome
from isodiary.domain.plan import parse_plan
from isodiary.domain.symptom import NO_SIGNS, SymptomEntry
from isodiary.domain.timeline import plan_on
from isodiary.domain.units import kg, mg, thousandth
from isodiary.services.figures.summarise import summarise

ZONE = timezone(timedelta(hours=2))

# clinical.md 9.3
START = date(2026, 1, 5)
MONDAY, TUESDAY, WEDNESDAY = (START + timedelta(days=n) for n in range(3))
SECOND = date(2026, 2, 2)
THIRD = date(2026, 3, 30)
PAUSE = date(2026, 4, 20), date(2026, 4, 26)
END = date(2026, 5, 24)
DAY_AFTER = datetime(2026, 5, 25, 12, tzinfo=ZONE)
MISSED = {
    *((START + timedelta(days=n), 2) for n in (3, 10, 20)),
    *((SECOND + timedelta(days=n), 1) for n in (5, 6)),
    *((SECOND + timedelta(days=n), 2) for n in (8, 13, 40)),
    *((THIRD + timedelta(days=n), 2) for n in (1, 2, 30, 50)),
}
PARTIAL = SECOND + timedelta(days=20), 2


def evening(day):
    return datetime.combine(day, time(19, 4), ZONE)


def write(diary, *entries, at=DAY_AFTER, act=Act.CATCH_UP):
    """Record new entries; return the number of the change."""
    change = Change(act=act, edits=tuple(Edit(after=entry) for entry in entries))
    return diary.apply(change, at=at)


def amend(diary, before, after, *, at=DAY_AFTER):
    edit = Edit(before=before, after=after)
    return diary.apply(Change(act=Act.AMEND_DOSE, edits=(edit,)), at=at)


def begin(diary, plan="breakfast 20, dinner 20", *, start=START, **more):
    """Begin a course of 64 kg with one phase; return the course."""
    course = Course(**{"start": start, "product": "Isotroin", "reference_weight_g": kg(64), **more})
    write(diary, course, phase(course, 1, start, plan))
    return course


def phase(course, number, start, plan="", until=None):
    parsed = parse_plan(plan) if plan else None
    return Phase(course=course.id, number=number, start=start, plan=parsed, until=until)


def dose(day, slot, amount="20", outcome=Outcome.TAKEN, **more):
    amount_ug = mg(amount) if outcome.swallowed else 0
    return Dose(day=day, slot=slot, outcome=outcome, amount_ug=amount_ug, **more)


def symptom(day, severity, name="headache", **more):
    return SymptomEntry(day=day, symptom=name, severity=severity, **more)


def days(first, last):
    return [first + timedelta(days=n) for n in range((last - first).days + 1)]


def as_planned(course, phases, first, last, *, missed=(), partial=()):
    """The doses of some days, all taken but for those named by (day, slot)."""
    doses = []
    for day in days(first, last):
        for slot in plan_on(course, phases, day) or ():
            if (day, slot.number) in missed:
                doses.append(dose(day, slot.number, outcome=Outcome.MISSED))
            elif (day, slot.number) == partial:
                doses.append(dose(day, slot.number, "10", outcome=Outcome.PARTIAL))
            else:
                amount = thousandth(slot.amount_ug)
                doses.append(dose(day, slot.number, amount, meal=slot.meal))
    return doses


def variable_course(diary, *, paused=True, **more):
    """Write the course of clinical.md 9.3; return it."""
    course = Course(
        **{
            "start": START,
            "product": "Isotroin",
            "reference_weight_g": kg(64),
            "planned_weeks": 24,
            "target_ug_per_kg": mg(120),
            **more,
        }
    )
    phases = [
        phase(course, 1, START, "breakfast 20, dinner 10"),
        phase(course, 2, SECOND, "breakfast 20, dinner 10+10"),
        phase(course, 3, THIRD, "breakfast 20+10, dinner 20"),
    ]
    held = {(day, slot) for day in days(*PAUSE) for slot in (1, 2)}
    if paused:
        phases.append(phase(course, 4, PAUSE[0], until=PAUSE[1]))
    write(diary, course, *phases)
    missed = MISSED if paused else MISSED | held
    write(diary, *as_planned(course, phases, START, END, missed=missed, partial=PARTIAL))
    return course


def of(diary, now=DAY_AFTER, first=None, last=END, signs=NO_SIGNS):
    """The summary of a diary, by default at the end of the variable course."""
    return summarise(diary, now=now, first=first, last=last, warning_signs=signs)
