"""The sums of SQL against the same figures worked out day by day, for any small diary."""

from __future__ import annotations

from collections import Counter, defaultdict
from datetime import datetime, time, timedelta
from fractions import Fraction

from hypothesis import given, settings
from hypothesis import strategies as st

from isodiary.domain.change import Act, Change, Edit
from isodiary.domain.dose import Dose, Outcome
from isodiary.domain.meal import Meal
from isodiary.domain.record import Visit
from isodiary.domain.summary import SymptomFigures
from isodiary.domain.timeline import is_due, phase_on, slots_on, with_planned
from isodiary.domain.units import mg
from isodiary.services.figures.course_days import read_course_days
from isodiary.services.figures.summarise import summarise
from isodiary.storage.reads.course import phases_of
from tests.scratch import scratch_diary
from tests.services.courses import START, ZONE, amend, begin, days, dose, phase, symptom, write

LENGTH = 24
NOW = datetime.combine(START + timedelta(days=LENGTH), time(12), ZONE)
PLANS = [
    "dinner 20",
    "breakfast 20, dinner 10",
    "breakfast 10, lunch 02:30 5, dinner 20",
    "every 3 days: dinner 20 / - / breakfast 10, dinner 10",
    "Mon Wed Fri: dinner 20",
    "",
]

day_numbers = st.integers(0, LENGTH)
outcomes = st.sampled_from(Outcome)
doses = st.builds(
    lambda number, slot, outcome, amount, meal: dose(
        START + timedelta(days=number),
        slot,
        amount,
        outcome=outcome if slot else Outcome.TAKEN,
        meal=meal,
    ),
    st.integers(-3, LENGTH + 3),
    st.sampled_from([1, 1, 2, 2, 3, None]),
    outcomes,
    st.integers(1, 40),
    st.sampled_from([None, *Meal]),
)
answers = st.builds(
    lambda number, severity, name: symptom(START + timedelta(days=number), severity, name),
    st.integers(-10, LENGTH + 3),
    st.integers(0, 3),
    st.sampled_from(["headache", "lips_dry"]),
)
plans = st.lists(st.tuples(day_numbers, st.sampled_from(PLANS), st.integers(0, 6)), max_size=4)


def unique(entries, place):
    return list({place(entry): entry for entry in entries}.values())


def slot_place(entry):
    return entry.day, entry.slot or entry.id


def symptom_place(entry):
    return entry.day, entry.symptom


@st.composite
def diaries(draw):
    """Return what a diary shall hold, when it is summed, and for which days."""
    ended = draw(st.one_of(st.none(), day_numbers))
    first, last = sorted(draw(st.tuples(day_numbers, day_numbers)))
    hour, minute = draw(st.tuples(st.integers(0, 23), st.sampled_from([0, 30])))
    now = START + timedelta(days=draw(st.integers(0, LENGTH + 2)))
    return {
        "plans": draw(plans),
        "ended": ended,
        "doses": unique(draw(st.lists(doses, max_size=40)), slot_place),
        "answers": unique(draw(st.lists(answers, max_size=40)), symptom_place),
        "period": (START + timedelta(days=first), START + timedelta(days=last)),
        "now": datetime.combine(now, time(hour, minute), ZONE),
    }


def written(diary, held):
    ended = None if held["ended"] is None else START + timedelta(days=held["ended"])
    course = begin(diary, "breakfast 20, dinner 20", ended_on=ended)
    phases = list(phases_of(diary, course))
    for number, (day, plan, pause) in enumerate(held["plans"], start=2):
        start = START + timedelta(days=day)
        until = None if plan else start + timedelta(days=pause)
        phases.append(phase(course, number, start, plan, until))
    held["doses"] = [carrying(one, course, phases) for one in held["doses"]]
    write(diary, *phases[1:], *held["doses"], *held["answers"], Visit(day=START))
    return course, phases


def carrying(one, course, phases):
    """Return a dose with what was planned for it by one of the phases, be it in force or not."""
    by = phases[one.amount_ug % len(phases)]
    slot = next((slot for slot in by.slots_on(one.day) if slot.number == one.slot), None)
    return one if slot is None else with_planned(one, slot, by.id)


def by_hand(course, phases, held):
    """Return the figures of the period, one day and one slot at a time."""
    first, last = held["period"]
    counts: Counter[str] = Counter()
    amounts: Counter[str] = Counter()
    open_ug = 0
    for day in days(START, last):
        if not course.holds(day):
            continue
        logged = [one for one in held["doses"] if one.day == day and one.slot]
        slots = {slot.number: slot for slot in slots_on(course, phases, day, logged) or ()}
        recorded = {one.slot: one for one in logged}
        missing = [
            slot
            for number, slot in slots.items()
            if number not in recorded and is_due(slot, day, held["now"])
        ]
        planned = {
            one: slots[one.slot].amount_ug if one.slot in slots else one.amount_ug for one in logged
        }
        open_ug += sum(slot.amount_ug for slot in missing)
        open_ug += sum(ug for one, ug in planned.items() if one.outcome is Outcome.UNKNOWN)
        if day < first:
            continue
        counts["due"] += len(missing) + len(logged)
        counts["due_days"] += bool(missing or logged)
        amounts["scheduled"] += sum(slot.amount_ug for slot in missing) + sum(planned.values())
        amounts["taken"] += sum(one.amount_ug for one in logged)
        whole = all(one.outcome is Outcome.TAKEN for one in logged)
        counts["full_days"] += bool(logged) and not missing and whole
        counts.update(one.outcome.value for one in logged)
    in_course = [one for one in held["doses"] if course.holds(one.day) and one.day <= last]
    extra = sum(one.extra and one.day >= first for one in in_course)
    cumulative_ug = sum(one.amount_ug for one in in_course)
    return counts, amounts, open_ug, extra, cumulative_ug


def in_a_plan(course, phases, day):
    phase = phase_on(phases, day)
    return course.holds(day) and phase is not None and not phase.pause


def symptoms_by_hand(held, among):
    severities = defaultdict(list)
    for one in held["answers"]:
        if one.day in among:
            severities[one.symptom].append(one.severity)
    return {
        name: SymptomFigures(
            symptom=name,
            worst=max(of_one),
            days_present=sum(severity > 0 for severity in of_one),
            days_answered=len(of_one),
            severity_sum=sum(of_one),
        )
        for name, of_one in severities.items()
    }


def summed(held):
    diary = scratch_diary()
    try:
        course, phases = written(diary, held)
        first, last = held["period"]
        summary = summarise(diary, now=held["now"], first=first, last=last, warning_signs={})
        return course, phases, summary
    finally:
        diary.close()


@given(diaries())
def test_the_doses_are_those_counted_day_by_day(held):
    course, phases, summary = summed(held)
    figures = summary.dose
    counts, amounts, open_ug, extra, cumulative_ug = by_hand(course, phases, held)
    assert (figures.due, figures.due_days) == (counts["due"], counts["due_days"])
    assert figures.full_days == counts["full_days"]
    assert {outcome: getattr(figures, outcome) for outcome in Outcome} == {
        outcome: counts[outcome] for outcome in Outcome
    }
    assert figures.scheduled_ug == amounts["scheduled"]
    assert figures.taken_ug == amounts["taken"]
    assert (figures.open_ug, figures.extra) == (open_ug, extra)
    assert figures.cumulative_ug == cumulative_ug


@given(diaries())
def test_the_lowest_is_at_most_the_cumulative_dose_and_that_at_most_the_highest(held):
    figures = summed(held)[2].dose
    assert 0 <= figures.cumulative_mg_per_kg <= figures.highest_mg_per_kg


@given(diaries())
def test_the_symptoms_are_those_counted_day_by_day(held):
    course, phases, summary = summed(held)
    period = days(*held["period"])
    assert {one.symptom: one for one in summary.symptoms} == symptoms_by_hand(held, period)
    before = summary.before
    assert summary.symptoms_before == symptoms_by_hand(held, days(before.first, before.last))
    assert summary.answered_days == len({one.day for one in held["answers"]} & set(period))
    planned = [day for day in days(START, period[-1]) if in_a_plan(course, phases, day)]
    in_steps = sum(one.days_answered for step in summary.steps for one in step.symptoms.values())
    assert in_steps == sum(one.day in planned for one in held["answers"])
    assert sum(step.days for step in summary.steps) == len(planned)


# Any order of logging, amending, removing, undoing and redoing

acts = st.lists(
    st.tuples(
        st.sampled_from(["log", "log", "log", "amend", "remove", "undo", "redo"]),
        st.integers(0, 8),
        st.sampled_from([1, 2, None]),
        st.integers(1, 40),
    ),
    max_size=25,
)


def act_on(diary, what, day, slot, amount):
    """Do it if it can be done."""
    stacks = diary.history.stacks()
    held = diary.all(Dose)
    if what == "undo" and len(stacks.undo) > 1:  # the course stays
        number = stacks.undo[-1].number
        diary.apply(diary.history.change(number).inverse(), at=NOW, reverts=number)
    elif what == "redo" and stacks.redo:
        number = stacks.redo[-1].number
        diary.apply(diary.history.change(number), at=NOW, restores=number)
    elif what == "log":
        new = dose(START + timedelta(days=day), slot, amount)
        if slot_place(new) not in map(slot_place, held):
            write(diary, new, act=Act.LOG_DOSE)
    elif held:
        one = held[day % len(held)]
        if what == "remove":
            diary.apply(Change(act=Act.REMOVE_DOSE, edits=(Edit(before=one),)), at=NOW)
        elif one.amount_ug != mg(amount):
            later = dose(START + timedelta(days=20 + day), one.slot, amount, id=one.id)
            if slot_place(later) not in map(slot_place, held):
                amend(diary, one, later)


@settings(max_examples=30)
@given(acts)
def test_the_total_is_the_sum_of_what_was_swallowed_after_every_act(done):
    diary = scratch_diary()
    begin(diary, "breakfast 20, dinner 20")
    last = START + timedelta(days=40)
    for one in done:
        act_on(diary, *one)
        summary = summarise(diary, now=NOW, last=last, first=START, warning_signs={})
        held = diary.all(Dose)
        assert summary.dose.cumulative_ug == sum(entry.amount_ug for entry in held)
        assert summary.reliability.entries == len(held)
        charted = read_course_days(diary, summary, warning_signs={})
        drawn = sum(day.taken_ug + day.extra_ug for day in charted.doses)
        assert drawn == summary.dose.cumulative_ug
    diary.close()


def test_the_mean_of_a_period_is_exact():
    diary = scratch_diary()
    begin(diary)
    write(diary, *(symptom(day, n % 3) for n, day in enumerate(days(START, START))))
    write(diary, *(symptom(START + timedelta(days=n), 1) for n in (1, 2)))
    [headache] = summarise(diary, now=NOW, warning_signs={}).symptoms
    assert headache.mean == Fraction(2, 3)
    diary.close()
