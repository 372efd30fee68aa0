"""Open doses are found by the plan of their day, and answered in one change."""

from __future__ import annotations

from datetime import date, datetime, time, timedelta, timezone

from hypothesis import given
from hypothesis import strategies as st

from isodiary.domain.change import Act
from isodiary.domain.course import Course, Phase
from isodiary.domain.dose import Dose, Outcome
from isodiary.domain.plan import parse_plan
from isodiary.domain.units import kg, mg
from isodiary.services.doses.catch_up import CatchUp, OpenSlot, answer, open_slots

ZONE = timezone(timedelta(hours=1))
FIRST = date(2026, 11, 2)
COURSE = Course(start=FIRST, product="Isotroin", reference_weight_g=kg(64))
PHASES = [
    Phase(course=COURSE.id, number=1, start=FIRST, plan=parse_plan("breakfast 20, dinner 20")),
    Phase(course=COURSE.id, number=2, start=date(2026, 11, 9), until=date(2026, 11, 11)),
]
SLOTS = PHASES[0].slots_on(FIRST)
NOW = datetime(2026, 11, 13, 13, tzinfo=ZONE)


def edits(change):
    assert change is not None
    return change.edits


def found(*recorded, first=FIRST, now=NOW):
    doses = {day: (Dose(day=day, slot=slot, outcome=Outcome.MISSED),) for day, slot in recorded}
    slots = open_slots(COURSE, PHASES, doses, first=first, now=now)
    return [(each.day.day, each.slot.number) for each in slots]


def test_doses_that_are_due_and_not_recorded_are_found_oldest_first():
    assert found(first=date(2026, 11, 12)) == [(12, 1), (12, 2), (13, 1)]


def test_recorded_doses_and_pauses_are_left_out():
    assert found((date(2026, 11, 12), 2), first=date(2026, 11, 9)) == [(12, 1), (13, 1)]


def test_before_the_course_nothing_was_due():
    assert found(first=date(2026, 1, 1))[0] == (2, 1)


def test_answers_become_one_change_with_planned_times():
    slot = OpenSlot(FIRST, SLOTS[1], PHASES[0].id)
    change = answer({slot: CatchUp.AS_PLANNED}, now=NOW)
    [edit] = edits(change)
    assert change is not None
    assert change.act is Act.CATCH_UP
    assert (edit.after.amount_ug, edit.after.outcome) == (mg(20), Outcome.TAKEN)
    assert edit.after.taken_at == datetime.combine(FIRST, time(19), ZONE)
    assert (edit.after.planned_ug, edit.after.phase) == (mg(20), PHASES[0].id)


def test_no_answer_is_no_change():
    assert answer({}, now=NOW) is None


@given(st.lists(st.sampled_from(CatchUp), min_size=1, max_size=8))
def test_only_what_was_taken_has_an_amount(answers):
    slots = [OpenSlot(FIRST + timedelta(days=n), SLOTS[0]) for n in range(len(answers))]
    change = answer(dict(zip(slots, answers, strict=True)), now=NOW)
    for edit, said in zip(edits(change), answers, strict=True):
        assert edit.after.outcome is said.value
        assert (edit.after.amount_ug > 0) is (said is CatchUp.AS_PLANNED)
        assert (edit.after.taken_at is None) is (said is not CatchUp.AS_PLANNED)
