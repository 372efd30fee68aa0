"""Doses logged, corrected, planned anew and taken back in any order stay what they were."""

from __future__ import annotations

from datetime import date, datetime, time, timedelta

from hypothesis import given, settings
from hypothesis import strategies as st

from isodiary.domain.change import Change
from isodiary.domain.course import Course, Opening
from isodiary.domain.dose import Dose, Outcome
from isodiary.domain.errors import DiaryError
from isodiary.domain.plan import parse_plan
from isodiary.domain.units import kg, mg
from isodiary.services.course import plan as plan_course
from isodiary.services.course.correct import correct_plan
from isodiary.services.doses import log as log_dose
from isodiary.services.figures.summarise import summarise
from isodiary.services.undo import undo_last
from isodiary.storage.reads.course import course_on, phases_of
from isodiary.storage.reads.days import read_day
from tests.scratch import scratch_diary
from tests.services.courses import ZONE

START = date(2026, 3, 2)
DAYS = 3
NOW = datetime.combine(START + timedelta(DAYS), time(12), ZONE)
PLANS = [
    parse_plan(line)
    for line in (
        "dinner 20",
        "breakfast 20, dinner 20",
        "breakfast 10, lunch 10, dinner 20",
        "lunch 07:00 20, breakfast 08:00 10",
        "every 2 days: dinner 20 / breakfast 20, dinner 20",
        "every 3 days: dinner 20 / - / -",
        "Mon Wed Fri: dinner 20",
    )
]
PLANNED = ("planned_capsules", "planned_ug", "planned_meal", "planned_at", "phase")

days = st.integers(0, DAYS).map(lambda count: START + timedelta(count))
plans = st.sampled_from(PLANS)
amounts = st.integers(1, 60).map(mg)
numbers = st.integers(1, 3)
ats = st.sampled_from([None, time(7, 30), time(12), time(19)])
acts = st.one_of(
    st.tuples(st.just("take"), days, numbers, amounts),
    st.tuples(st.just("leave"), days, numbers, st.sampled_from(list(Outcome)[2:])),
    st.tuples(st.just("extra"), days, amounts),
    st.tuples(st.just("take"), days, numbers, amounts),
    st.tuples(st.just("amend"), st.integers(0, 99), st.sampled_from(["same", None, 1, 2]), amounts),
    st.tuples(st.just("remove"), st.integers(0, 99)),
    st.tuples(st.just("plan"), days, plans, ats),
    st.tuples(st.just("correct"), days, plans),
    st.tuples(st.just("pause"), days, st.integers(0, 4)),
    st.tuples(st.just("take back"), st.integers(0, 9)),
    st.tuples(st.just("undo")),
)
courses = st.builds(
    Course,
    start=st.just(START - timedelta(20)) | st.just(START),
    product=st.just("Iso"),
    reference_weight_g=st.just(kg(64)),
    target_ug_per_kg=st.none() | st.just(mg(10)),
    opening=st.sampled_from(Opening),
    kept_from=st.just(START),
    kept_at=st.none() | st.just(time(12)),
)


def dose_of(diary, place):
    doses = diary.all(Dose)
    return doses[place % len(doses)] if doses else None


def change_of(diary, act) -> Change | None:
    course = course_on(diary, START)
    assert course is not None
    phases = phases_of(diary, course)
    match act:
        case "take", day, number, amount_ug:
            entries = read_day(diary, day)
            return log_dose.take(entries, number, now=NOW, taken_at=None, amount_ug=amount_ug)
        case "leave", day, number, outcome:
            return log_dose.leave_out(read_day(diary, day), number, outcome, now=NOW)
        case "extra", day, amount_ug:
            entries = read_day(diary, day)
            return log_dose.take_extra(entries, now=NOW, amount_ug=amount_ug, taken_at=None)
        case "amend", place, slot, amount_ug:
            dose = dose_of(diary, place)
            slot = dose and dose.slot if slot == "same" else slot
            asked = log_dose.AskedDose(slot=slot, outcome=Outcome.TAKEN, amount_ug=amount_ug)
            entries = dose and read_day(diary, dose.day)
            return dose and log_dose.write_dose(dose, entries, asked, now=NOW)
        case "remove", place:
            dose = dose_of(diary, place)
            return dose and log_dose.remove(dose)
        case "plan", day, plan, at:
            held = read_day(diary, day).doses
            return plan_course.new_phase(course, phases, start=day, plan=plan, doses=held, at=at)
        case "correct", day, plan:
            later = diary.between(Dose, day, date.max)
            return correct_plan(course, phases, later, start=day, plan=plan)
        case "pause", day, length:
            until = day + timedelta(length)
            return plan_course.pause(course, phases, start=day, until=until)
        case "take back", place:
            return plan_course.remove_phase(phases, phases[place % len(phases)])
    return None


def check(diary, before, act):
    doses = {dose.id: dose for dose in diary.all(Dose)}
    for id_, dose in doses.items():
        was = before.get(id_)
        if was is not None and act[0] not in ("amend", "correct", "undo"):
            assert dose == was
        if was is not None and act[0] == "correct":
            assert (dose.day, dose.amount_ug, dose.taken_at) == (was.day, was.amount_ug, None)
        if was is not None and act[0] == "amend" and dose.slot == was.slot:
            assert [getattr(dose, name) for name in PLANNED] == [
                getattr(was, name) for name in PLANNED
            ]
        if dose.slot is not None and dose.outcome.swallowed:
            assert (dose.outcome is Outcome.TAKEN) == (dose.amount_ug >= dose.planned_ug)
    places = [(dose.day, dose.slot) for dose in doses.values() if dose.slot]
    assert len(places) == len(set(places))
    summary = summarise(diary, now=NOW, last=START + timedelta(DAYS), warning_signs={})
    figures = summary.dose
    unknown = [dose for dose in doses.values() if dose.outcome is Outcome.UNKNOWN]
    assert figures.open_ug >= sum(dose.planned_ug for dose in unknown)
    assert figures.cumulative_ug in (None, figures.lowest_ug)
    assert 0 <= figures.lowest_ug <= figures.highest_ug
    assert figures.due >= len(places)
    assert figures.not_recorded >= 0
    assert 0 <= figures.full_days <= figures.due_days <= DAYS + 1


@settings(max_examples=80)
@given(courses, plans, st.lists(acts, min_size=4, max_size=20))
def test_doses_stay_what_they_were_and_the_band_holds_in_any_order(course, plan, done):
    diary = scratch_diary()
    try:
        begun = plan_course.begin([], course, plan, tracked=[], daily=[])
        diary.apply(begun, at=NOW)
        for act in done:
            before = {dose.id: dose for dose in diary.all(Dose)}
            try:
                if act[0] == "undo":
                    if len(diary.history.stacks().undo) > 1:
                        undo_last(diary, now=NOW)
                elif change := change_of(diary, act):
                    diary.apply(change, at=NOW)
            except DiaryError:
                assert {dose.id: dose for dose in diary.all(Dose)} == before
                continue
            check(diary, before, act)
    finally:
        diary.close()
