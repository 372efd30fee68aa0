"""What the rows of another program would do to a diary: nothing guessed, nothing lost."""

from __future__ import annotations

from contextlib import closing
from datetime import date, datetime, time, timedelta
from decimal import Decimal
from itertools import groupby

import pytest
from hypothesis import given
from hypothesis import strategies as st

from isodiary.domain.course import Course, Opening
from isodiary.domain.dose import Dose, Outcome, Reason
from isodiary.domain.record import DayNote, Weight
from isodiary.domain.symptom import OwnSymptom, SymptomEntry
from isodiary.domain.units import kg, mg
from isodiary.services.exchange.found import (
    FoundDose,
    FoundEntry,
    FoundSymptom,
    NotKept,
    State,
    Unreadable,
)
from isodiary.services.exchange.held import read_held
from isodiary.services.exchange.results import AskedAbout, Result
from isodiary.services.exchange.words import counts_words, moved_words
from isodiary.services.undo import undo_last
from isodiary.storage.opening import open_diary
from tests.clock import EVENING
from tests.services.courses import begin, dose, phase, symptom, write
from tests.services.exchange.bringing import (
    CONFLICT,
    LEFT_OUT,
    NEW,
    SAME,
    UNREADABLE,
    results,
    said,
)
from tests.storage.writing import everything

START = date(2026, 11, 9)
DAY = date(2026, 11, 16)
MORNING, NIGHT = time(8), time(19)


def at(day: date, clock: time) -> datetime:
    return datetime.combine(day, clock)


def found(day=DAY, clock=MORNING, state=State.TAKEN, amount="20", unit="mg", **more) -> FoundDose:
    taken = state in {State.TAKEN, State.ASSUMED}
    fields = {
        "medicine": "Isotretinoin",
        "planned": at(day, clock),
        "taken_at": at(day, clock) + timedelta(minutes=4) if taken else None,
        "amount": None if amount is None else Decimal(amount),
        "unit": unit,
    }
    return FoundDose(**{**fields, **more}, state=state)


@pytest.fixture
def diary():
    with closing(open_diary(None, now=EVENING)) as opened:
        yield opened


def keep_from(diary, kept_from, plan="breakfast 20, dinner 20", **more):
    """Begin a course whose diary begins later, with the plan of that day."""
    fields = {"start": START, "product": "Isotroin", "reference_weight_g": kg(64), **more}
    course = Course(kept_from=kept_from, **fields)
    write(diary, course, phase(course, 1, kept_from, plan), at=EVENING)
    return course


@pytest.fixture
def course(diary):
    """Two doses a day: breakfast at 8, dinner at 19."""
    return begin(diary, start=START)


def look(diary, *says, **answers):
    return said(says, read_held(diary), **answers)


def came(run):
    return [edit.after for edit in run.change.edits if edit.before is None]


def test_a_dose_comes_in_as_it_was_planned_and_taken(diary, course):
    run = look(diary, found())
    [made] = came(run)
    [phase] = read_held(diary).phases[course.id]
    assert results(run) == [NEW]
    assert (made.day, made.slot, made.outcome, made.amount_ug) == (DAY, 1, Outcome.TAKEN, mg(20))
    assert made.taken_at == datetime(2026, 11, 16, 8, 4, tzinfo=EVENING.tzinfo)
    assert (made.planned_ug, made.phase, made.meal) == (mg(20), phase.id, None)


@pytest.mark.parametrize(
    ("state", "outcome"),
    [
        (State.SKIPPED, Outcome.SKIPPED),
        (State.MISSED, Outcome.MISSED),
        (State.UNKNOWN, Outcome.UNKNOWN),
    ],
)
def test_states_map_exactly_and_no_amount_comes_of_what_was_not_taken(
    diary, course, state, outcome
):
    [made] = came(look(diary, found(state=state, amount="20")))
    assert (made.outcome, made.amount_ug, made.capsules) == (outcome, 0, ())


def test_what_was_not_logged_is_not_recorded_and_what_is_assumed_is_not_taken(diary, course):
    run = look(diary, found(state=State.NOT_LOGGED), found(clock=NIGHT, state=State.ASSUMED))
    assert results(run) == [LEFT_OUT, LEFT_OUT]
    assert run.change is None
    [asked] = [each for each in run.asked if each.what is AskedAbout.ASSUMED]
    assert asked.answer == ("no",)


def test_what_is_assumed_is_taken_if_the_patient_says_so(diary, course):
    [made] = came(look(diary, found(state=State.ASSUMED), assumed=True))
    assert made.outcome is Outcome.TAKEN


def test_a_reason_comes_along(diary, course):
    [made] = came(look(diary, found(state=State.SKIPPED, reason=Reason.UNWELL, note="flu")))
    assert (made.reason, made.note) == (Reason.UNWELL, "flu")


def test_less_than_planned_is_partial_and_without_an_amount_it_is_as_planned(diary, course):
    run = look(diary, found(amount="10"), found(clock=NIGHT, amount=None))
    part, whole = came(run)
    assert (part.outcome, part.amount_ug) == (Outcome.PARTIAL, mg(10))
    assert (whole.outcome, whole.amount_ug, whole.capsules) == (Outcome.TAKEN, mg(20), (mg(20),))


@pytest.mark.parametrize("amount", ["0", "-1", "1001", "0.0001", "NaN", "1E+9"])
def test_an_amount_that_is_none_is_unreadable(diary, course, amount):
    assert results(look(diary, found(amount=amount))) == [UNREADABLE]


def test_capsules_are_counted_with_the_strength_in_the_name(diary, course):
    name = {"medicine": "Isotretinoin 10 mg"}
    run = look(diary, found(amount="2", unit="", **name))
    [made] = came(run)
    assert (made.capsules, made.amount_ug) == ((mg(10), mg(10)), mg(20))
    assert [each.answer for each in run.asked if each.what is AskedAbout.ONE] == [("10",)]


def test_what_is_counted_is_asked_for_where_nothing_tells_it(diary):
    begin(diary, "breakfast 20+10, dinner 20", start=START)
    run = look(diary, found(amount="1", unit="capsule"))
    assert results(run) == [LEFT_OUT]
    [asked] = run.unanswered
    assert asked.what is AskedAbout.ONE
    assert [choice for choice, _rows in asked.choices] == ["10", "20"]
    [made] = came(look(diary, found(amount="1", unit="capsule"), one_ug=mg(30)))
    assert (made.amount_ug, made.outcome) == (mg(30), Outcome.TAKEN)


def test_another_medicine_is_left_out(diary, course):
    run = look(diary, found(), found(medicine="Vitamin D", clock=NIGHT))
    assert results(run) == [NEW, LEFT_OUT]
    assert run.rows[1].why == "another medicine"


def test_which_medicine_is_meant_is_asked_where_none_is_known(diary, course):
    rows = found(medicine="Aknenormin"), found(medicine="Vitamin D", clock=NIGHT)
    run = look(diary, *rows)
    assert results(run) == [LEFT_OUT, LEFT_OUT]
    [asked] = run.unanswered
    assert (asked.what, asked.choices) == (
        AskedAbout.MEDICINE,
        (("Aknenormin", 1), ("Vitamin D", 1)),
    )
    assert results(look(diary, *rows, medicines=frozenset({"aknenormin"}))) == [NEW, LEFT_OUT]


def test_a_time_far_from_every_dose_is_asked_for_and_the_answer_holds(diary, course):
    noon = time(13, 30)
    run = look(diary, found(clock=noon))
    [asked] = run.unanswered
    assert (asked.what, asked.of) == (AskedAbout.SLOT, "13:30")
    [made] = came(look(diary, found(clock=noon), slots={noon: 2}))
    assert made.slot == 2
    [made] = came(look(diary, found(clock=noon), slots={noon: 0}))
    assert made.slot is None
    assert made.outcome is Outcome.TAKEN
    skipped = found(clock=noon, state=State.SKIPPED)
    assert results(look(diary, skipped, slots={noon: 0})) == [LEFT_OUT]


def test_two_times_near_one_dose_belong_to_the_two_doses(diary, course):
    first, second = came(look(diary, found(clock=time(16)), found(clock=NIGHT)))
    assert (first.slot, second.slot) == (1, 2)


def test_without_planned_times_a_dose_goes_to_the_nearest_one_that_is_free(diary, course):
    taken = [at(DAY, time(8, 10)), at(DAY, time(9)), at(DAY, time(20)), at(DAY, time(8, 10))]
    run = look(diary, *(found(planned=None, taken_at=each) for each in taken))
    assert [each.found.slot for each in run.rows] == [1, 2, None, 1]
    assert results(run) == [NEW, NEW, NEW, SAME], "the last says the same again"


def test_a_dose_after_midnight_is_of_the_evening_before(diary, course):
    late = at(DAY + timedelta(days=1), time(0, 40))
    [made] = came(look(diary, found(planned=None, taken_at=late)))
    assert (made.day, made.slot) == (DAY, 2)


def test_rows_for_each_capsule_are_one_dose(diary):
    begin(diary, "breakfast 20+20, dinner 20", start=START)
    unit = {"amount": "1", "unit": "capsule", "one_of_several": True}
    run = look(diary, found(**unit), found(**unit), found(clock=NIGHT, **unit))
    morning, night = came(run)
    assert (morning.capsules, morning.outcome) == ((mg(20), mg(20)), Outcome.TAKEN)
    assert night.amount_ug == mg(20)
    assert results(run) == [NEW, NEW, NEW]
    assert run.counts[Result.NEW] == 3
    assert run.comes == 2


def test_two_strengths_at_one_time_are_one_dose(diary):
    begin(diary, "breakfast 20+10", start=START)
    run = look(
        diary,
        found(medicine="Isotretinoin 20 mg", amount="20"),
        found(medicine="Isotretinoin 10 mg", amount="10"),
    )
    [made] = came(run)
    assert (made.amount_ug, made.outcome) == (mg(30), Outcome.TAKEN)


def test_the_same_dose_is_the_same_within_half_an_hour(diary, course):
    held = dose(DAY, 1, taken_at=datetime(2026, 11, 16, 8, 20, tzinfo=EVENING.tzinfo))
    write(diary, held, dose(DAY, 2), at=EVENING)
    assert results(look(diary, found(), found(clock=NIGHT))) == [SAME, SAME]
    late = found(taken_at=at(DAY, time(9)))
    assert results(look(diary, late)) == [CONFLICT]


def test_the_diary_wins_a_conflict_unless_the_file_is_chosen(diary, course):
    held = dose(DAY, 2, outcome=Outcome.SKIPPED)
    write(diary, held, at=EVENING)
    row = found(clock=NIGHT)
    stays = look(diary, row)
    assert results(stays) == [CONFLICT]
    assert (stays.rows[0].held, stays.change) == (held, None)
    for answers in ({"prefer_file": True}, {"of_file": frozenset({1})}):
        run = look(diary, row, **answers)
        [edit] = run.change.edits
        assert edit.before == held
        assert (edit.after.id, edit.after.outcome) == (held.id, Outcome.TAKEN)
    kept = look(diary, row, prefer_file=True, of_diary=frozenset({1}))
    assert kept.change is None


def test_the_file_in_the_place_of_the_diary_keeps_what_only_the_diary_knows(diary, course):
    held = dose(DAY, 1, "10", Outcome.PARTIAL, meal="breakfast", note="in a hurry")
    write(diary, held, at=EVENING)
    [edit] = look(diary, found(), prefer_file=True).change.edits
    assert (edit.after.amount_ug, edit.after.meal, edit.after.note) == (
        mg(20),
        "breakfast",
        "in a hurry",
    )


def test_a_dose_on_a_day_without_one_is_an_extra_dose_if_it_was_taken(diary):
    begin(diary, "Mon: dinner 20", start=START)
    tuesday = DAY + timedelta(days=1)
    run = look(diary, found(tuesday, NIGHT), found(tuesday, NIGHT, State.SKIPPED))
    assert results(run) == [NEW, LEFT_OUT]
    assert came(run)[0].extra


@pytest.mark.parametrize("day", [date(2025, 1, 1), START - timedelta(days=1)])
def test_a_dose_outside_every_course_is_left_out(diary, course, day):
    run = look(diary, found(day))
    assert results(run) == [LEFT_OUT]
    assert run.rows[0].why == "no course was going on that day"


def test_a_dose_of_a_day_to_come_is_unreadable(diary, course):
    tomorrow = EVENING.date() + timedelta(days=1)
    assert results(look(diary, found(tomorrow))) == [UNREADABLE]


def test_doses_from_before_the_diary_start_move_it_back(diary):
    kept = DAY + timedelta(days=3)
    course = keep_from(diary, kept, opening_ug=mg(300))
    write(diary, dose(kept, 1), at=EVENING)
    days = [START + timedelta(days=n) for n in range(10)]
    rows = [found(day, clock) for day in days for clock in (MORNING, NIGHT)]
    rows[3] = found(days[1], NIGHT, State.SKIPPED)
    run = look(diary, *rows)
    assert set(results(run)) == {NEW}
    assert run.moved.after.diary_start == START
    assert (run.moved.after.opening_ug, run.moved.after.kept_from) == (0, None)
    assert (run.moved.taken, run.moved.left_out, run.moved.amount_ug) == (19, 1, mg(380))
    assert moved_words(run.moved) == (
        "The diary then begins on 9\N{NO-BREAK SPACE}Nov\N{NO-BREAK SPACE}2026 instead of"
        " 19\N{NO-BREAK SPACE}Nov\N{NO-BREAK SPACE}2026: 19\N{NO-BREAK SPACE}doses taken,"
        " 1\N{NO-BREAK SPACE}not taken.",
        "Their 380\N{NO-BREAK SPACE}mg stand in the place of the 300\N{NO-BREAK SPACE}mg noted as"
        " taken before.",
    )
    before = everything(diary)
    diary.apply(run.change, at=EVENING)
    held = read_held(diary)
    assert held.courses[0].diary_start == START
    [moved] = held.phases[course.id]
    assert moved.start == START
    assert all(each.phase == moved.id for each in came(run) if isinstance(each, Dose))
    undo_last(diary, now=EVENING)
    assert everything(diary) == before, "one undo takes all of it back"


def test_what_is_left_of_the_amount_before_stays_noted(diary):
    keep_from(diary, DAY, opening_ug=mg(300))
    day = DAY - timedelta(days=2)
    run = look(diary, found(day), found(day, NIGHT))
    assert run.moved.after.diary_start == day
    assert run.moved.after.opening_ug == mg(260)
    assert "260" in moved_words(run.moved)[1]


@pytest.mark.parametrize("opening", [Opening.PLANNED, Opening.UNKNOWN])
def test_an_opening_without_mg_stays_what_it_is_for_the_days_before(diary, opening):
    keep_from(diary, DAY, opening=opening)
    run = look(diary, found(DAY - timedelta(days=2)))
    assert run.moved.after.opening is opening
    assert look(diary, found(START)).moved.after.opening is Opening.MG


def test_a_cycle_is_counted_back_whole(diary):
    keep_from(diary, DAY, "every 3 days: dinner 20 / - / -")
    run = look(diary, found(DAY - timedelta(days=3), NIGHT), found(DAY - timedelta(days=6), NIGHT))
    assert [each.found.slot for each in run.rows] == [1, 1]
    assert run.moved.after.diary_start == DAY - timedelta(days=6)


def test_the_morning_of_the_first_day_comes_in_too(diary):
    begin(diary, start=DAY, kept_from=DAY, kept_at=NIGHT, opening_ug=mg(20))
    run = look(diary, found(DAY))
    assert results(run) == [NEW]
    assert run.rows[0].found.slot == 1
    assert (run.moved.after.kept_at, run.moved.after.opening_ug) == (None, 0)


def test_symptoms_go_by_their_names_or_become_own_ones(diary, course):
    write(diary, symptom(DAY, 2), at=EVENING)
    rows = [
        FoundSymptom(day=DAY, name="headache", severity=2),
        FoundSymptom(day=DAY, name="Itchy scalp", severity=1),
        FoundSymptom(day=DAY + timedelta(days=1), name="itchy scalp", severity=3),
        FoundSymptom(day=DAY, name="Headache", severity=0),
        FoundSymptom(day=DAY, name="", severity=1),
        FoundSymptom(day=DAY, name="headache", severity=9),
    ]
    held = read_held(diary, symptoms={"headache": "headache"})
    run = said(rows, held)
    assert results(run) == [SAME, NEW, NEW, CONFLICT, UNREADABLE, UNREADABLE]
    own = [each for each in came(run) if isinstance(each, OwnSymptom)]
    assert [each.label for each in own] == ["Itchy scalp"]
    mine = [each for each in came(run) if isinstance(each, SymptomEntry)]
    assert {each.symptom for each in mine} == {own[0].id}


def test_entries_come_in_as_they_stand_once(diary, course):
    held = Weight(day=DAY, grams=64_000)
    write(diary, held, at=EVENING)
    rows = [
        FoundEntry(entry=Weight(day=DAY, grams=64_000)),
        FoundEntry(entry=Weight(day=DAY, grams=65_000)),
        FoundEntry(entry=Weight(day=START, grams=63_000)),
        FoundEntry(entry=Weight(day=START, grams=63_000)),
        FoundEntry(entry=DayNote(day=DAY, text="a\0b")),
        FoundEntry(entry=DayNote(day=date(1066, 10, 14), text="long ago")),
        FoundEntry(entry=DayNote(day=DAY, text="half \ud800")),
        NotKept("a colour"),
        Unreadable("no day"),
    ]
    assert results(look(diary, *rows)) == [
        *(SAME, CONFLICT, NEW, SAME),
        *(UNREADABLE, UNREADABLE, UNREADABLE, LEFT_OUT, UNREADABLE),
    ]


def test_what_a_second_look_finds_is_all_the_same(diary, course):
    rows = [found(), found(clock=NIGHT, state=State.SKIPPED), found(START, amount="10")]
    diary.apply(look(diary, *rows).change, at=EVENING)
    again = look(diary, *rows)
    assert results(again) == [SAME] * 3
    assert again.change is None


CLOCKS = st.builds(time, st.integers(0, 23), st.sampled_from([0, 4, 30]))
FOUND = st.builds(
    found,
    day=st.dates(START - timedelta(days=3), EVENING.date() + timedelta(days=1)),
    clock=CLOCKS,
    state=st.sampled_from(State),
    amount=st.sampled_from(["20", "10", "0", None, "2"]),
    unit=st.sampled_from(["mg", "capsule"]),
    medicine=st.sampled_from(["Isotretinoin", "Vitamin D"]),
    one_of_several=st.booleans(),
)


@given(st.lists(FOUND, max_size=30), st.booleans())
def test_the_counts_add_up_and_whatever_comes_in_is_there_the_next_time(rows, prefer):
    with closing(open_diary(None, now=EVENING)) as diary:
        keep_from(diary, DAY, opening_ug=mg(100))
        write(diary, dose(DAY, 1), dose(DAY, 2, outcome=Outcome.SKIPPED), at=EVENING)
        run = look(diary, *rows, prefer_file=prefer)
        assert sum(run.counts.values()) == len(rows) == run.count
        assert str(len(rows)) in counts_words(run)
        if run.change is not None:
            diary.apply(run.change, at=EVENING)
            again = look(diary, *rows, prefer_file=prefer)
            new = [each.row for each in again.rows if each.result is NEW]
            assert not new
        slots = sorted(
            (each.day, each.slot)
            for each in everything(diary).values()
            if isinstance(each, Dose) and each.slot
        )
        assert all(len(list(same)) == 1 for _place, same in groupby(slots))
