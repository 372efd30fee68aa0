"""Days kept on paper become one change; what stands in the grid is what the diary then holds."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, datetime, time, timedelta, timezone

import pytest
from hypothesis import given
from hypothesis import strategies as st

from isodiary.domain.change import Act
from isodiary.domain.course import Course
from isodiary.domain.day import ONE_DAY
from isodiary.domain.day_entries import DayEntries
from isodiary.domain.dose import Dose, Outcome, Reason
from isodiary.domain.errors import Refused
from isodiary.domain.meal import Fat, Meal
from isodiary.domain.plan import parse_plan
from isodiary.domain.record import DayNote
from isodiary.domain.symptom import SymptomEntry, Tracked
from isodiary.domain.units import kg, mg
from isodiary.services.days import type_in as type_in_days
from isodiary.services.days.type_in import (
    TypedAnswer,
    as_recorded,
    doubts,
    say_dose,
    say_note,
    say_symptom,
    type_in,
)
from isodiary.services.undo import undo_change
from isodiary.storage.reads.days import read_day
from tests.scratch import scratch_diary
from tests.services.courses import begin, phase, write

ZONE = timezone(timedelta(hours=2))
DAY = date(2026, 11, 18)
NOW = datetime(2026, 11, 20, 12, tzinfo=ZONE)
PLAN = parse_plan("breakfast 08:00 20, dinner 19:00 20+10").days[0]
COURSE = Course(start=DAY - ONE_DAY, product="Isotroin", reference_weight_g=kg(64), id="c")
EMPTY = as_recorded(DayEntries(day=DAY, course=COURSE, plan=PLAN))
TAKEN = Dose(
    day=DAY,
    slot=1,
    outcome=Outcome.TAKEN,
    capsules=(mg(20),),
    amount_ug=mg(20),
    meal=Meal.LUNCH,
    fat=Fat.RICH,
    taken_at=datetime(2026, 11, 18, 9, 13, tzinfo=ZONE),
    note="with milk",
)
SKIPPED = Dose(day=DAY, slot=2, outcome=Outcome.SKIPPED, reason=Reason.UNWELL, note="ill")
FULL = as_recorded(
    DayEntries(
        day=DAY,
        course=COURSE,
        plan=PLAN,
        doses=(TAKEN, SKIPPED),
        symptoms=(SymptomEntry(day=DAY, symptom="headache", severity=2, note="at noon"),),
        note=DayNote(day=DAY, text="First line\nsecond line", off_paper=True),
    )
)


def only(day):
    """Return the one edit that a day makes."""
    change = type_in([day], now=NOW)
    [edit] = change.edits
    return edit


@pytest.mark.parametrize(
    ("keys", "said"),
    [
        ("t", TypedAnswer(Outcome.TAKEN, mg(30))),
        ("T", TypedAnswer(Outcome.TAKEN, mg(30))),
        ("s", TypedAnswer(Outcome.SKIPPED)),
        ("M", TypedAnswer(Outcome.MISSED)),
        ("u", TypedAnswer(Outcome.UNKNOWN)),
        ("30", TypedAnswer(Outcome.TAKEN, mg(30))),
        ("20", TypedAnswer(Outcome.PARTIAL, mg(20))),
        ("12,5", TypedAnswer(Outcome.PARTIAL, mg("12.5"))),
        ("40", TypedAnswer(Outcome.TAKEN, mg(40))),
    ],
)
def test_every_key_of_a_dose_says_what_became_of_it(keys, said):
    assert say_dose(EMPTY, 2, keys, now=NOW).doses == {2: said}


@pytest.mark.parametrize("severity", range(4))
def test_a_digit_answers_a_symptom_and_0_is_an_answer(severity):
    day = say_symptom(EMPTY, "headache", str(severity), now=NOW)
    entry = only(day).after
    assert (entry.day, entry.symptom, entry.severity) == (DAY, "headache", severity)


def test_a_dose_as_planned_has_the_planned_time_meal_and_capsules():
    dose = only(say_dose(EMPTY, 2, "t", now=NOW)).after
    assert dose.taken_at == datetime.combine(DAY, time(19), ZONE)
    assert (dose.meal, dose.capsules, dose.outcome) == (
        Meal.DINNER,
        (mg(20), mg(10)),
        Outcome.TAKEN,
    )


def test_a_dose_that_the_plan_has_no_more_can_be_typed_as_taken():
    day = as_recorded(DayEntries(day=DAY, course=COURSE, plan=PLAN[:1], doses=(SKIPPED,)))
    dose = only(say_dose(day, 2, "20", now=NOW)).after
    assert (dose.id, dose.slot, dose.note) == (SKIPPED.id, 2, "ill")
    assert (dose.outcome, dose.amount_ug, dose.reason) == (Outcome.TAKEN, mg(20), None)
    assert (dose.capsules, dose.meal, dose.taken_at) == ((), None, None)


def test_a_dose_of_today_is_not_taken_in_time_to_come():
    today = as_recorded(DayEntries(day=NOW.date(), course=COURSE, plan=PLAN))
    assert only(say_dose(today, 2, "t", now=NOW)).after.taken_at == NOW


def test_a_part_is_made_of_the_capsules_of_the_plan():
    assert only(say_dose(EMPTY, 2, "10", now=NOW)).after.capsules == (mg(10),)


@pytest.mark.parametrize("keys", ["x", "tt", "-5", "1,200", "2000", "0"])
def test_what_is_no_answer_to_a_dose_is_refused_with_a_sentence(keys):
    with pytest.raises(Refused) as refused:
        say_dose(EMPTY, 1, keys, now=NOW)
    assert refused.value.sentence.endswith(".")


def test_0_mg_is_not_taken_for_an_outcome():
    with pytest.raises(Refused, match="0 mg is no dose taken"):
        say_dose(EMPTY, 1, "0", now=NOW)


@pytest.mark.parametrize("keys", ["4", "t", "-", "²", "00"])
def test_what_is_no_severity_is_refused(keys):
    with pytest.raises(Refused, match="0 none"):
        say_symptom(EMPTY, "headache", keys, now=NOW)


@pytest.mark.parametrize(
    ("entries", "sentence"),
    [
        (DayEntries(day=DAY), "No course"),
        (DayEntries(day=DAY, course=COURSE, paused=True, plan=()), "paused"),
        (DayEntries(day=DAY, course=COURSE, plan=PLAN[:1]), "no dose 2"),
    ],
)
def test_a_dose_that_was_not_planned_is_refused(entries, sentence):
    with pytest.raises(Refused, match=sentence):
        say_dose(as_recorded(entries), 2, "t", now=NOW)


def test_a_day_to_come_takes_only_a_skipped_dose():
    tomorrow = as_recorded(DayEntries(day=NOW.date() + ONE_DAY, course=COURSE, plan=PLAN))
    assert say_dose(tomorrow, 1, "s", now=NOW).doses == {1: TypedAnswer(Outcome.SKIPPED)}
    for keys in ("t", "m", "u", "20"):
        with pytest.raises(Refused, match="not come yet"):
            say_dose(tomorrow, 1, keys, now=NOW)
    with pytest.raises(Refused, match="not come yet"):
        say_symptom(tomorrow, "headache", "0", now=NOW)


def test_what_is_left_as_it_is_makes_no_change():
    assert FULL.changed == 0
    assert type_in([FULL, EMPTY], now=NOW) is None


@pytest.mark.parametrize("keys", ["t", "20"])
def test_the_same_answer_again_keeps_time_meal_and_note(keys):
    assert type_in([say_dose(FULL, 1, keys, now=NOW)], now=NOW) is None


def test_another_amount_keeps_what_else_is_known_of_the_dose():
    dose = only(say_dose(FULL, 1, "10", now=NOW)).after
    expected = replace(TAKEN, outcome=Outcome.PARTIAL, capsules=(), amount_ug=mg(10))
    assert dose == expected


def test_a_skipped_dose_that_was_taken_after_all_loses_its_reason_and_keeps_its_note():
    dose = only(say_dose(FULL, 2, "t", now=NOW)).after
    assert (dose.outcome, dose.reason, dose.note, dose.id) == (
        Outcome.TAKEN,
        None,
        "ill",
        SKIPPED.id,
    )


def test_a_dose_that_was_not_taken_after_all_loses_its_time():
    dose = only(say_dose(FULL, 1, "m", now=NOW)).after
    assert (dose.outcome, dose.amount_ug, dose.taken_at, dose.capsules) == (
        Outcome.MISSED,
        0,
        None,
        (),
    )


def test_emptying_makes_unrecorded_and_not_none():
    emptied = say_symptom(say_dose(FULL, 1, "", now=NOW), "headache", " ", now=NOW)
    change = type_in([say_note(emptied, " ")], now=NOW)
    assert {type(edit.before) for edit in change.edits} == {Dose, SymptomEntry, DayNote}
    assert [edit.after for edit in change.edits] == [None] * 3


def test_a_changed_answer_keeps_the_words_about_it():
    entry = only(say_symptom(FULL, "headache", "3", now=NOW)).after
    assert (entry.severity, entry.note) == (3, "at noon")


def test_a_note_keeps_its_lines_and_its_place_off_paper():
    note = only(say_note(FULL, "First line\nsecond line\nthird")).after
    assert (note.text, note.off_paper) == ("First line\nsecond line\nthird", True)


def test_an_extra_dose_is_left_alone():
    extra = Dose(day=DAY, slot=None, outcome=Outcome.TAKEN, amount_ug=mg(10))
    day = as_recorded(replace(EMPTY.entries, doses=(extra,)))
    assert day.doses == {}
    assert only(say_dose(day, 1, "t", now=NOW)).after.slot == 1


def test_changed_cells_are_counted():
    day = say_note(say_symptom(say_dose(FULL, 2, "", now=NOW), "headache", "3", now=NOW), "other")
    assert day.changed == 3


def test_an_unusual_dose_is_asked_about_and_a_recorded_one_is_not():
    assert doubts([say_dose(EMPTY, 1, "120", now=NOW)]) == ("120\u00a0mg at once is unusual.",)
    recorded = replace(TAKEN, capsules=(), amount_ug=mg(120))
    assert doubts([as_recorded(replace(EMPTY.entries, doses=(recorded,)))]) == ()


KEYS = st.sampled_from(["", "t", "s", "m", "u", "5", "20", "12.5", "30", "60"])
DIGITS = st.sampled_from(["", "0", "1", "2", "3"])
ROWS = st.lists(st.tuples(KEYS, KEYS, DIGITS, DIGITS, st.text(max_size=8)), min_size=1, max_size=4)


def typed_over(days, rows):
    """Return the days with rows of keys typed into them."""
    made = []
    for day, (first, second, dry, head, note) in zip(days, rows, strict=True):
        day = say_dose(say_dose(day, 1, first, now=NOW), 2, second, now=NOW)
        day = say_symptom(day, "lips_dry", dry, now=NOW)
        made.append(say_note(say_symptom(day, "headache", head, now=NOW), note))
    return made


def cells(day):
    return (dict(day.doses), dict(day.symptoms), day.note)


@given(ROWS, ROWS)
def test_the_diary_holds_what_the_grid_says_and_undo_what_it_said_before(earlier, later):
    diary = scratch_diary()
    begin(diary, "breakfast 08:00 20, dinner 19:00 20+10", start=DAY - timedelta(days=30))
    try:
        for rows in (earlier, later):
            days = [DAY - number * ONE_DAY for number in range(len(rows))]
            before = [as_recorded(read_day(diary, day)) for day in days]
            grid = typed_over(before, rows)
            change = type_in(grid, now=NOW)
            assert (change is None) == (sum(day.changed for day in grid) == 0)
            if change is None:
                continue
            assert change.act is Act.TYPE_IN_DAYS
            number = diary.apply(change, at=NOW)
            held = [as_recorded(read_day(diary, day)) for day in days]
            assert list(map(cells, held)) == list(map(cells, grid))
            undo_change(diary, number, now=NOW)
            assert [as_recorded(read_day(diary, day)) for day in days] == before
            diary.apply(change, at=NOW)
    finally:
        diary.close()


@pytest.fixture
def diary():
    diary = scratch_diary()
    yield diary
    diary.close()


def test_the_first_unrecorded_day_is_the_first_with_an_open_dose(diary):
    course = begin(diary, "breakfast 08:00 20", start=DAY - timedelta(days=3))
    write(diary, replace(TAKEN, day=DAY - timedelta(days=3)))
    assert type_in_days.first_unrecorded(diary, NOW) == DAY - timedelta(days=2)
    assert course.start < DAY


def test_if_every_dose_is_recorded_it_is_the_first_without_a_symptom(diary):
    begin(diary, "breakfast 08:00 20", start=DAY)
    write(diary, *(replace(TAKEN, day=DAY + n * ONE_DAY, id=str(n)) for n in range(3)))
    write(diary, SymptomEntry(day=DAY, symptom="headache", severity=0))
    assert type_in_days.first_unrecorded(diary, NOW) == DAY + ONE_DAY


def test_without_a_course_it_is_today(diary):
    assert type_in_days.first_unrecorded(diary, NOW) == NOW.date()


def test_a_pause_is_not_unrecorded(diary):
    course = begin(diary, "breakfast 08:00 20", start=DAY - timedelta(days=9))
    write(diary, phase(course, 2, course.start, until=DAY - ONE_DAY))
    assert type_in_days.first_unrecorded(diary, NOW) == DAY


def test_the_days_offered_reach_up_to_today_and_no_further(diary):
    begin(diary, "breakfast 08:00 20", start=DAY - timedelta(days=90))
    first, weeks = type_in_days.first_offered(diary, NOW)
    days = type_in_days.read_days(diary, first, weeks, NOW.date())
    assert (first, days[-1].day, weeks) == (NOW.date() - timedelta(days=27), NOW.date(), 4)


def test_at_least_a_week_is_offered(diary):
    assert type_in_days.first_offered(diary, NOW) == (NOW.date() - timedelta(days=6), 1)


def test_columns_are_the_slots_of_every_plan_and_what_was_recorded(diary):
    begin(diary, "breakfast 08:00 20", start=DAY)
    write(diary, replace(SKIPPED, slot=3, day=DAY))
    days = type_in_days.read_days(diary, DAY, 1, NOW.date())
    assert type_in_days.slot_columns(days) == (1, 3)


def test_symptoms_stand_in_the_order_of_the_paper(diary):
    names = ("mood_low", "lips_dry", "headache")
    write(diary, *(Tracked(symptom=name, position=n) for n, name in enumerate(names)))
    assert type_in_days.symptom_columns(diary, {"mood_low"}) == (
        "lips_dry",
        "headache",
        "mood_low",
    )
