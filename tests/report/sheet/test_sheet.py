"""What the sheet says is what the summary holds, rounded half up, and nothing else."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from decimal import Decimal
from fractions import Fraction

import pytest

from isodiary.domain.course import Phase, WeightBasis
from isodiary.domain.lab import Comparator
from isodiary.domain.summary import MealFigures, Reliability
from isodiary.domain.units import mg
from isodiary.report.press.markup import paragraphs, text
from isodiary.report.sheet.labs import printed_range
from tests.report import diaries
from tests.report.conftest import flat, sheet_of


def said(summary) -> list[tuple[str, ...]]:
    boxes = sheet_of(summary).boxes
    return [tuple(filter(None, map(flat, (box.figure, box.unit, *box.lines)))) for box in boxes]


def rows(table) -> list[tuple[str, ...]]:
    return [tuple(map(flat, row)) for row in table.rows]


def test_the_head_says_who_and_when():
    sheet = sheet_of(diaries.rich())
    assert sheet.who == "Anna K., born 2004 · prescriber Dr Nowak"
    assert sheet.medicine == "Izotek 20 mg, classic formulation"
    assert flat(sheet.period) == "26 Oct – 23 Nov 2026"
    assert sheet.length == "29 days"
    assert sheet.course == "Course day 82 · week 12 of 24"


def test_the_boxes_say_plan_cumulative_dose_doses_and_meals():
    assert said(diaries.rich()) == [
        ("40 mg", "a day", "since 5 Oct; 30 before", "0.63 mg/kg a day", "breakfast 20, dinner 20"),
        (
            "61.4 mg/kg",
            "so far",
            "51 % of the target, 120 mg/kg",
            "3 930 mg, start weight 64 kg",
            "63.3 with unrecorded doses",
        ),
        (
            "51 of 57",
            "doses taken",
            "89 % · 1 020 of 1 140 mg",
            "2 in part, 3 skipped,",
            "3 not recorded",
        ),
        ("94 %", "with a meal", "48 of 51 doses taken", "3 with a snack"),
    ]


@pytest.mark.parametrize(("extra", "counted"), [(0, False), (1, True), (3, True)])
def test_extra_doses_are_counted_only_where_there_are_any(extra, counted):
    full = diaries.rich()
    none_due = replace(full.dose, due=0, taken=0, partial=0, skipped=0)
    for doses in (full.dose, none_due):
        lines = said(replace(full, dose=replace(doses, extra=extra)))[2]
        assert any("extra" in line for line in lines) == counted


def test_meals_that_were_not_noted_are_no_meals():
    meals = MealFigures(by_meal={}, not_noted=5)
    assert said(replace(diaries.rich(), meals=meals))[3] == ("–", "with a meal", "meals not noted")


def test_a_pause_is_no_dose_of_nothing():
    pause = Phase(course="c", number=3, start=date(2026, 11, 20), until=date(2026, 11, 30))
    full = diaries.rich()
    summary = replace(
        full, phases=(*full.phases, pause), dose=replace(full.dose, planned_ug=Fraction(0))
    )
    assert said(summary)[0] == ("Pause", "since 20 Nov", "until 30 Nov")
    assert "Paused: 20 Nov – 30 Nov 2026." in flat(sheet_of(summary).steps.note)


def test_an_ended_course_says_so():
    full = diaries.rich()
    course = replace(full.course, ended_on=date(2026, 11, 20))
    summary = replace(full, course=course)
    assert said(summary)[0] == ("Ended", "last capsule 20 Nov 2026")
    assert flat(sheet_of(summary).course) == "Course of 3 Sep – 20 Nov 2026"


def test_the_weight_that_mg_per_kg_divides_by_is_named():
    full = diaries.rich()
    summary = replace(full, course=replace(full.course, weight_basis=WeightBasis.LATEST))
    assert "3 930 mg, latest weight 64 kg" in said(summary)[1]


def test_dose_steps_stand_with_days_share_and_means():
    assert rows(sheet_of(diaries.rich()).steps) == [
        ("30 mg from 3 Sep", "32", "97 %", "1.1", "0.1"),
        ("40 mg from 5 Oct", "50", "91 %", "1.7", "0.5"),
    ]


def test_blood_tests_stand_as_typed_with_the_range_of_the_lab():
    table = sheet_of(diaries.rich()).labs
    assert table is not None
    assert [flat(column.label) for column in table.columns[1:4]] == ["1 Sep", "1 Oct", "2 Nov"]
    assert rows(table)[0] == ("ALT", "18", "24", "52 H", "7–45 U/L")
    assert rows(table)[2] == ("Triglycerides", "0.9", "1.3", "1.9 H", "≤ 1.7 mmol/L")
    assert table.note.startswith("All fasting.")


def test_a_result_in_another_unit_stands_apart_and_is_not_converted():
    full = diaries.rich()
    other = replace(full.labs[2], value=Decimal("0.50"), unit="µkat/L", low=None, high=None)
    table = sheet_of(replace(full, labs=(*full.labs[:2], other))).labs
    assert table is not None
    assert rows(table) == [
        ("ALT", "18", "24", "–", "7–45 U/L"),
        ("ALT", "–", "–", "0.50", "– µkat/L"),
    ]


def test_a_comparator_and_a_word_stand_as_printed_by_the_lab():
    full = diaries.rich()
    low = replace(full.labs[2], value=Decimal("5"), comparator=Comparator.BELOW)
    word = replace(full.labs[2], analyte="hcg", value=None, word="negative", unit="")
    table = sheet_of(replace(full, labs=(low, word))).labs
    assert table is not None
    assert rows(table) == [("ALT", "< 5 L", "7–45 U/L"), ("hcg", "negative", "7–45")]


def test_of_many_days_the_first_and_the_last_three_stand_and_other_results_are_counted():
    full = diaries.rich()
    days = [date(2026, 8, 1), date(2026, 8, 15)]
    early = tuple(replace(full.labs[0], day=day) for day in days)
    table = sheet_of(replace(full, labs=(*early, *full.labs))).labs
    assert table is not None
    assert [flat(column.label) for column in table.columns[1:5]] == [
        "1 Aug",
        "1 Sep",
        "1 Oct",
        "2 Nov",
    ]
    assert rows(table)[0] == ("ALT", "18", "18", "24", "52 H", "7–45 U/L")
    assert rows(table)[1][1] == "–"
    assert "1 more result is in the diary." in table.note


def test_a_test_of_none_of_the_days_shows_its_latest_result_with_its_day():
    full = diaries.rich()
    between = tuple(diaries.lab(date(2026, 8, day), "ck", f"12{day}", "U/L") for day in (10, 20))
    early = (diaries.lab(date(2026, 8, 1), "alt", "20", "U/L"),)
    table = sheet_of(replace(full, labs=(*early, *between, *full.labs))).labs
    assert table is not None
    assert rows(table)[-1] == ("ck", "–", "–", "–", "1220, 20 Aug", "– U/L")


def test_the_range_of_a_test_is_the_one_printed_last():
    early, late = date(2026, 9, 1), date(2026, 10, 1)
    ranged = [
        diaries.lab(late, "ck", "120", "U/L", "20", "200"),
        diaries.lab(early, "ck", "110", "U/L", "10", "190"),
        diaries.lab(date(2026, 11, 1), "ck", "90", "U/L"),
    ]
    assert printed_range(ranged) == printed_range(reversed(ranged)) == "20–200"


def test_without_results_there_is_no_table_of_them():
    assert sheet_of(diaries.sparse()).labs is None


def test_warning_signs_stand_with_day_severity_and_note():
    (sign,) = sheet_of(diaries.rich()).signs.signs
    assert flat(sign.headline) == "14 Nov – Headache, severe (3 of 3)"
    assert sign.note == "stopped screen work, rang the clinic"


def test_no_warning_sign_is_said_together_with_how_often_was_answered():
    sheet = sheet_of(diaries.sparse())
    assert (sheet.signs.title, sheet.signs.asked) == (
        "No warning signs noted",
        "Symptoms answered: 0 of 3 days.",
    )


def test_damaged_entries_are_named_before_any_figure():
    caution = sheet_of(replace(diaries.rich(), damaged=1)).caution
    assert caution.startswith("1 entry of the diary’s file cannot be read")
    assert sheet_of(diaries.rich()).caution == ""


def test_the_foot_says_how_entries_were_made():
    assert flat(sheet_of(diaries.rich()).reliability) == (
        "Recorded by the patient, not verified, not checked by a health professional. "
        "84 % of entries made the same day, 53 late, 4 edited later."
    )


def test_a_diary_without_entries_has_no_share_of_them():
    nothing = Reliability(entries=0, same_day=0, edited_later=0)
    sheet = sheet_of(replace(diaries.rich(), reliability=nothing))
    assert sheet.reliability == (
        "Recorded by the patient, not verified, not checked by a health professional."
    )


def test_the_foot_says_what_the_percentages_are_of():
    meaning = sheet_of(diaries.rich()).meaning
    assert meaning.startswith("Taken %: taken or in part, of doses due, unrecorded included.")


def test_half_a_unit_is_rounded_up():
    full = diaries.rich()
    figures = replace(full.symptoms[0], days_answered=20, severity_sum=1)
    assert figures.mean == Fraction(1, 20)
    step = replace(full.steps[0], symptoms={"lips_dry": figures})
    assert rows(sheet_of(replace(full, steps=(step,))).steps)[0][3] == "0.1"


def test_odd_capsules_keep_their_decimals():
    full = diaries.rich()
    summary = replace(full, dose=replace(full.dose, planned_ug=Fraction(mg("12.5"))))
    assert said(summary)[0][0] == "12.5 mg"


def test_markup_shows_what_was_typed():
    assert text("<b> & \"'") == "&lt;b&gt; &amp; &quot;&#x27;"
    assert paragraphs("one\r\ntwo\x07") == "one<br/>two"


def test_a_long_word_gets_places_to_break_and_keeps_its_marks():
    broken = text("e\u0301" * 100)
    assert "\u200b" in broken
    assert "\u200b\u0301" not in broken
    assert broken.replace("\u200b", "") == "e\u0301" * 100
