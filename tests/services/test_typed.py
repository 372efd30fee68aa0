"""What people type becomes exactly one value, or a sentence that says what to type."""

from __future__ import annotations

from contextlib import suppress
from datetime import date, time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from isodiary.domain.dose import MOST_CAPSULES, capsules_of, capsules_text
from isodiary.domain.errors import Refused
from isodiary.domain.meal import Meal
from isodiary.domain.units import kg, mg
from isodiary.services import typed
from isodiary.services.course.words import meal_and_time
from isodiary.services.words.units import mg_text, weight_text

TODAY = date(2026, 11, 23)


@pytest.mark.parametrize(
    ("written", "amount_ug"),
    [("20", 20_000), ("20 mg", 20_000), ("12,5mg", 12_500), ("0", 0), (" 1 200 MG ", 1_200_000)],
)
def test_an_amount_is_read_with_comma_point_and_unit(written, amount_ug):
    assert typed.amount(written) == amount_ug


@pytest.mark.parametrize(
    "written", ["", "mg", "twenty", "-5", "1e3", "20 g", "0.0001", "999999", "٢٠ mg x"]
)
def test_what_is_no_amount_is_refused_with_an_example(written):
    with pytest.raises(Refused, match=r"such as 20 or 12\.5"):
        typed.amount(written)


def test_a_comma_that_may_part_thousands_is_asked_again():
    with pytest.raises(Refused, match="1,200 can be read in two ways"):
        typed.amount("1,200 mg")


@given(st.integers(0, mg(200_000)))
def test_every_amount_is_read_back_as_it_is_shown(amount_ug):
    assert typed.amount(mg_text(amount_ug)) == amount_ug


@pytest.mark.parametrize(
    ("written", "capsules"),
    [
        ("20", (20_000,)),
        ("20+10", (20_000, 10_000)),
        ("10 mg + 20 mg", (20_000, 10_000)),
        ("2x20", (20_000, 20_000)),
        ("2 × 20 mg + 1*2,5", (20_000, 20_000, 2_500)),
    ],
)
def test_capsules_are_read_strongest_first(written, capsules):
    assert typed.capsules(written) == capsules


@pytest.mark.parametrize(
    "written", ["", "+", "20+", "0", "x20", "0x20", "2x", "99x20", "2000", "20-10", "20 20"]
)
def test_what_is_no_capsules_is_refused_with_an_example(written):
    with pytest.raises(Refused, match=r"joined by \+, such as 20 or 20\+10"):
        typed.capsules(written)


@given(st.lists(st.integers(1, 25_000), min_size=1, max_size=MOST_CAPSULES))
def test_capsules_are_read_back_as_they_are_offered(strengths_ug):
    capsules = capsules_of(strengths_ug)
    assert typed.capsules(capsules_text(capsules)) == capsules


@pytest.mark.parametrize(
    ("written", "grams"),
    [
        ("63,5", 63_500),
        ("63.5 kg", 63_500),
        ("140 lb", 63_503),
        ("140lbs", 63_503),
        ("64KG", 64_000),
    ],
)
def test_a_weight_is_read_in_kg_or_lb(written, grams):
    assert typed.weight(written) == grams


def test_a_weight_without_unit_is_in_the_patients_unit():
    assert typed.weight("140", "lb") == typed.weight("140 lb")


@pytest.mark.parametrize("written", ["", "kg", "heavy", "64 st", "-64", "64.1234 kg"])
def test_what_is_no_weight_is_refused_with_an_example(written):
    with pytest.raises(Refused, match=r"63\.5 kg or 140 lb"):
        typed.weight(written)


@pytest.mark.parametrize("written", ["9.9", "701", "5 lb"])
def test_a_weight_no_patient_has_is_refused(written):
    with pytest.raises(Refused, match="between 10 and 700 kg"):
        typed.weight(written)


@given(st.integers(kg(10), kg(700)))
def test_every_weight_is_read_back_as_it_is_shown(grams):
    assert typed.weight(weight_text(grams)) == grams


@pytest.mark.parametrize(
    ("written", "weeks"), [("24", 24), ("24 weeks", 24), ("1 week", 1), ("", None), ("None", None)]
)
def test_weeks_may_be_left_out(written, weeks):
    assert typed.weeks(written) == weeks


@pytest.mark.parametrize("written", ["0", "521", "6 months", "24.5", "-1"])
def test_what_is_no_number_of_weeks_is_refused(written):
    with pytest.raises(Refused, match="number of weeks from 1 to 520"):
        typed.weeks(written)


@pytest.mark.parametrize(
    ("written", "target"),
    [("120", 120_000), ("120 mg/kg", 120_000), ("135,5", 135_500), ("", None), ("none", None)],
)
def test_a_target_may_be_none(written, target):
    assert typed.target(written) == target


@pytest.mark.parametrize("written", ["0", "1001", "a lot", "120 mg", "-120"])
def test_what_is_no_target_is_refused(written):
    with pytest.raises(Refused, match="Type the target in mg/kg"):
        typed.target(written)


@pytest.mark.parametrize(
    ("written", "meal", "at"),
    [
        ("breakfast 08:00", Meal.BREAKFAST, time(8)),
        ("Dinner, 7 pm", Meal.DINNER, time(19)),
        ("dinner at 19:30", Meal.DINNER, time(19, 30)),
        ("lunch", Meal.LUNCH, time(13)),
        ("d 20", Meal.DINNER, time(20)),
        ("a snack 16:00", Meal.SNACK, time(16)),
        ("no food 22:00", Meal.NONE, time(22)),
        ("none", Meal.NONE, time(22)),
    ],
)
def test_a_meal_is_read_with_its_time(written, meal, at):
    assert typed.meal_time(written) == (meal, at)


@pytest.mark.parametrize("written", ["", "08:00", "supper 19:00", "dinner & more"])
def test_what_is_no_meal_is_refused_with_the_meals(written):
    with pytest.raises(Refused, match="breakfast, lunch, dinner, snack, no food"):
        typed.meal_time(written)


def test_a_meal_at_no_time_of_day_is_refused_with_a_time():
    with pytest.raises(Refused, match="Type a time"):
        typed.meal_time("dinner 25:00")


@given(st.sampled_from(Meal), st.integers(0, 24 * 60 - 1))
def test_a_meal_is_read_back_as_it_is_offered(meal, minute):
    at = time(minute // 60, minute % 60)
    assert typed.meal_time(meal_and_time(meal, at)) == (meal, at)


@pytest.mark.parametrize(("written", "year"), [("2004", 2004), ("", None)])
def test_a_year_of_birth_may_be_left_out(written, year):
    assert typed.birth_year(written, TODAY) == year


@pytest.mark.parametrize("written", ["04", "1899", "2027", "two thousand"])
def test_what_is_no_year_of_birth_is_refused(written):
    with pytest.raises(Refused, match="four digits"):
        typed.birth_year(written, TODAY)


def test_a_line_keeps_markup_as_it_is_typed():
    assert typed.line("  <b>Dr  Who</b>\n ") == "<b>Dr Who</b>"


def test_a_line_that_is_too_long_is_refused_with_its_length():
    with pytest.raises(Refused, match="200 characters"):
        typed.line("x" * 201)


def test_a_needed_line_says_what_is_needed():
    with pytest.raises(Refused, match="Name the product"):
        typed.needed_line("  ", "Name the product.")


READERS = (
    *(typed.amount, typed.capsules, typed.weight, typed.weeks, typed.target),
    *(typed.meal_time, typed.line),
)


@pytest.mark.parametrize("read", READERS)
@given(written=st.text(max_size=40) | st.text("0123456789. ,:-+xX×mgkglbapm/", max_size=12))
def test_nothing_typed_breaks_a_reader(read, written):
    with suppress(Refused):
        read(written)


@pytest.mark.parametrize(
    ("words", "capsules"),
    [("20", ()), ("12,5 mg", ()), ("20+10", (mg(20), mg(10))), ("2 X 20", (mg(20), mg(20)))],
)
def test_a_dose_is_an_amount_or_capsules_with_their_sum(words, capsules):
    found, amount_ug = typed.dose(words)
    assert found == capsules
    assert amount_ug == (sum(capsules) or typed.amount(words))


def test_a_note_that_is_too_long_is_refused_in_words():
    assert typed.note(" one\r\ntwo ") == "one\ntwo"
    with pytest.raises(Refused, match="10\u202f000"):
        typed.note("a" * 10_001)
