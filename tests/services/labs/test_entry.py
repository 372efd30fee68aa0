"""A panel as it is typed: read, questioned once, kept, amended and removed."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta
from decimal import Decimal

import pytest

from isodiary.domain.change import Act
from isodiary.domain.errors import Refused
from isodiary.domain.lab import LabLimit
from isodiary.services.labs.entry import (
    LabField,
    Sample,
    TypedResult,
    amend_result,
    amend_sample,
    check,
    log_panel,
    offered,
    panel_doubts,
    remembered_range,
    remove_results,
    sample_of,
    typed_of,
    unit_changed,
)
from isodiary.services.labs.plan import set_limit
from isodiary.storage.reads.labs import lab_history
from tests.clock import EVENING
from tests.scratch import scratch_diary
from tests.services.labs.diaries import DAY, LABS, LATER, entries_after, history, result


@pytest.fixture
def diary():
    opened = scratch_diary()
    yield opened
    opened.close()


SAMPLE = Sample(day=DAY, fasting=True, exercise=False, lab="Lab  A")


def typed(analyte="alt", value="52", unit="U/L", range_="", **more):
    return TypedResult(analyte=analyte, value=value, unit=unit, range=range_, **more)


def checked(*fields, sample=SAMPLE, **more):
    return check(typed(*fields, **more), sample, LABS)


def problems(*fields, **more):
    return dict(checked(*fields, **more).problems)


def test_a_result_keeps_what_was_typed_and_its_sample():
    found = checked("triglycerides", "<1,90", "mmol/l", "< 1.7", note=" twice ").result
    assert (found.comparator, str(found.value), found.unit) == ("<", "1.90", "mmol/L")
    assert (found.low, found.high, found.note) == (None, Decimal("1.7"), "twice")
    assert (found.day, found.fasting, found.exercise, found.lab) == (DAY, True, False, "Lab A")


@pytest.mark.parametrize(
    ("value", "comparator", "number"),
    [
        ("52", "", "52"),
        (" 1,90 ", "", "1.90"),
        ("< 5", "<", "5"),
        ("<=5", "<=", "5"),
        ("≥ 5", ">=", "5"),
        (">1000", ">", "1000"),
        ("0", "", "0"),
    ],
)
def test_a_value_has_a_comma_or_a_point_and_perhaps_a_comparator(value, comparator, number):
    found = checked("alt", value).result
    assert (found.comparator, str(found.value)) == (comparator, number)


@pytest.mark.parametrize("value", ["high", "-5", "1e9", "NaN", "5 5", "1.2.3", "1,200", "<", "5-6"])
def test_what_is_no_value_is_said_beside_it(value):
    found = checked("alt", value)
    assert found.result is None
    assert [field for field, _ in found.problems] == [LabField.VALUE]


@pytest.mark.parametrize(
    ("range_", "low", "high"),
    [
        ("7-45", "7", "45"),
        ("7 – 45", "7", "45"),
        ("(7 - 45)", "7", "45"),
        ("[0,5-1,2]", "0.5", "1.2"),
        ("< 1.7", None, "1.7"),
        ("≤1.7", None, "1.7"),
        ("up to 20", None, "20"),
        (">= 40", "40", None),
        ("", None, None),
    ],
)
def test_a_range_is_read_as_labs_print_it(range_, low, high):
    found = checked("alt", "20", "U/L", range_).result
    assert (found.low and str(found.low), found.high and str(found.high)) == (low, high)


@pytest.mark.parametrize(
    ("range_", "kept", "shown"),
    [
        ("<150", (False, True), "< 150"),
        ("<=150", (False, False), "≤ 150"),
        ("> 40", (True, False), "> 40"),
        ("≥40", (False, False), "≥ 40"),
        ("up to 45", (False, False), "≤ 45"),
        ("7 - 45", (False, False), "7–45"),
    ],
)
def test_a_range_keeps_whether_its_end_lies_inside(range_, kept, shown):
    found = checked("alt", "20", "U/L", range_).result
    assert (found.low_strict, found.high_strict) == kept
    assert typed_of(found).range == shown


@pytest.mark.parametrize("range_", ["45-7", "wide", "7-", "-", "7-45-90"])
def test_what_is_no_range_is_said_beside_it(range_):
    assert list(problems("alt", "20", "U/L", range_)) == [LabField.RANGE]


def test_every_mistake_of_a_row_is_said_at_once():
    assert list(problems("alt", "high", "", "wide")) == [
        LabField.VALUE,
        LabField.UNIT,
        LabField.RANGE,
    ]


def test_a_test_of_the_catalogue_needs_a_unit_and_an_own_one_does_not():
    assert problems("alt", "20", "")[LabField.UNIT] == "Choose the unit that the lab printed."
    assert checked("INR", "1,0", "").result.unit == ""


def test_a_percentage_is_refused_in_the_absolute_neutrophils():
    assert "another test" in problems("neutrophils", "58", " % ")[LabField.UNIT]
    assert checked("Neutrophils (%)", "58", "%").result.analyte == "Neutrophils (%)"


def test_a_row_without_a_value_is_neither_a_result_nor_a_mistake():
    found = checked("alt", " ", "", "wide")
    assert (found.result, found.problems, found.doubts) == (None, (), ())


@pytest.mark.parametrize(("word", "kept"), [("Negative", "negative"), ("pos.", "positive")])
def test_a_test_of_presence_is_answered_in_words(word, kept):
    assert checked("hcg_urine", word, "").result.word == kept
    assert list(problems("hcg_urine", "maybe", "")) == [LabField.VALUE]


@pytest.mark.parametrize(
    ("analyte", "value", "unit", "said"),
    [
        ("alt", "52000", "U/L", "ALT 52000 U/L is unusual."),
        ("triglycerides", "150", "mmol/L", "is unusual."),
        ("hb", "138", "g/dL", "is unusual."),
        ("alt", "20", "stones", "does not know ALT in stones."),
    ],
)
def test_an_unusual_result_is_asked_about_and_never_blocked(analyte, value, unit, said):
    found = checked(analyte, value, unit)
    assert found.result is not None
    assert [doubt for doubt in found.doubts if said in doubt]
    assert log_panel([found]).edits


def test_fasting_glucose_of_a_sample_that_was_not_fasting_is_asked_about():
    sample = replace(SAMPLE, fasting=False)
    assert checked("glucose_fasting", "5.5", "mmol/L", sample=sample).doubts
    assert not checked("glucose_fasting", "5.5", "mmol/L").doubts


def test_all_questions_of_a_panel_come_together():
    held = history(result("alt", "40"))
    rows = [checked("alt", "52000"), checked("ast", "30")]
    assert panel_doubts(rows, SAMPLE, held, DAY - timedelta(days=1)) == (
        "2\N{NO-BREAK SPACE}Mar\N{NO-BREAK SPACE}2026 has not come yet.",
        "ALT 52000 U/L is unusual.",
        "The diary already has a result of ALT on 2\N{NO-BREAK SPACE}Mar\N{NO-BREAK SPACE}2026.",
    )
    assert panel_doubts([checked("ast", "30")], SAMPLE, held, DAY) == ()


def test_a_panel_is_one_change_of_the_rows_with_a_value():
    change = log_panel([checked("alt", "52"), checked("ast", ""), checked("crp", "4", "mg/L")])
    assert change.act is Act.LOG_LAB
    assert [each.analyte for each in entries_after(change)] == ["alt", "crp"]


@pytest.mark.parametrize(
    ("rows", "said"),
    [
        ([], "at least one"),
        ([("alt", "")], "at least one"),
        ([("alt", "high")], "ALT: “high” is not a result"),
        ([("alt", "1"), ("alt", "2")], "ALT is there twice"),
        ([("Own", "1", ""), ("own", "2", "")], "is there twice"),
    ],
)
def test_a_panel_that_cannot_be_kept_is_refused(rows, said):
    with pytest.raises(Refused, match=said):
        log_panel([checked(*row) for row in rows])


def test_a_panel_offers_the_tests_of_the_last_one_first_with_unit_and_range():
    held = history(
        result("alt", "0.9", "µkat/L", high="0.75", lab="Lab A", day=LATER),
        result("Ferritin", "40", "µg/L", day=LATER),
        result("crp", "4", "mg/L"),
        result("Zinc", "12", "µmol/L"),
    )
    rows = offered(held, LABS, lab="lab a")
    assert [row.typed.analyte for row in rows[:3]] == ["alt", "Ferritin", "ast"]
    assert rows[-1].typed.analyte == "Zinc"
    assert [row.in_last_panel for row in rows[:3]] == [True, True, False]
    assert (rows[0].typed.unit, rows[0].typed.range) == ("µkat/L", "≤ 0.75")
    assert rows[0].units == ("µkat/L", "U/L")
    assert (rows[1].units, rows[2].typed.unit) == (("µg/L",), "U/L")


def test_tests_of_a_part_that_is_off_are_offered_once_they_have_results():
    def of(held, **more):
        return {row.typed.analyte for row in offered(held, LABS, **more)}

    assert "hcg_urine" not in of(history())
    assert "hcg_urine" in of(history(), modules=frozenset({"pregnancy"}))
    assert "hcg_urine" in of(history(result("hcg_urine", "negative", "")))


def test_a_range_is_remembered_for_the_same_lab_and_unit_only():
    held = history(
        result("alt", "50", low="7", high="45", lab="Lab A"),
        result("alt", "40", lab="Lab A", day=LATER),
    )
    assert remembered_range(held, "alt", " lab a ", "U/L") == "7–45"
    assert remembered_range(held, "alt", "Lab B", "U/L") == ""
    assert remembered_range(held, "alt", "Lab A", "µkat/L") == ""


@pytest.mark.parametrize(
    ("value", "old", "new", "converted"),
    [
        ("2.10", "mmol/L", "mg/dL", "186"),
        ("<2.10", "mmol/L", "mg/dL", "<186"),
        ("150", "mg/dl", "mmol/L", "1.69"),
        ("2.10", "mmol/L", "stones", None),
    ],
)
def test_a_unit_changed_after_the_value_is_asked_about(value, old, new, converted):
    question = unit_changed(value, "triglycerides", old, new, LABS)
    assert question is not None
    assert (question.kept, question.converted) == (value, converted)
    assert value in question.sentence


@pytest.mark.parametrize(
    ("value", "analyte", "old", "new"),
    [
        ("", "alt", "U/L", "µkat/L"),
        ("high", "alt", "U/L", "µkat/L"),
        ("52", "alt", "", "U/L"),
        ("52", "alt", "U/L", "u/l"),
        ("6.2", "wbc", "10⁹/L", "10³/µL"),
        ("6", "Own", "mg", "mg"),
    ],
)
def test_a_unit_that_changes_no_number_is_not_asked_about(value, analyte, old, new):
    assert unit_changed(value, analyte, old, new, LABS) is None


def test_a_result_goes_through_the_fields_of_its_row_unchanged():
    kept = result("alt", "<5.10", low="7", high="45", fasting=False, lab="Lab A", note="n")
    found = check(typed_of(kept), sample_of(kept), LABS, before=kept)
    assert repr(found.result) == repr(kept)
    assert amend_result(kept, found) is None


def test_a_result_is_amended_and_removed(diary):
    kept = result("alt", "1.9", low="7", high="45")
    other = result("ast", "30")
    diary.apply(
        log_panel([check(typed_of(each), SAMPLE, LABS, before=each) for each in (kept, other)]),
        at=EVENING,
    )
    [before, _] = sorted(lab_history(diary).results, key=lambda each: each.analyte)
    change = amend_result(before, check(typed("alt", "1.90"), SAMPLE, LABS))
    assert change is not None
    diary.apply(change, at=EVENING)
    [after] = lab_history(diary).of("alt")
    assert (after.id, str(after.value)) == (kept.id, "1.90")
    diary.apply(change.inverse(), at=EVENING)
    assert str(lab_history(diary).of("alt")[0].value) == "1.9"
    diary.apply(remove_results(lab_history(diary).results), at=EVENING)
    assert lab_history(diary).results == ()


def test_only_the_digits_of_a_result_can_be_amended():
    kept = result("alt", "1.9")
    change = amend_result(kept, check(typed("alt", "1.90"), sample_of(kept), LABS))
    assert change is not None
    assert [edit.before for edit in change.edits] == [kept, None]
    assert str(entries_after(change)[-1].value) == "1.90"


def test_an_amended_result_needs_a_value():
    with pytest.raises(Refused):
        amend_result(result("alt", "5"), checked("alt", ""))


def test_a_whole_sample_moves_to_another_day():
    held = [result("alt", "50"), result("ast", "30")]
    change = amend_sample(held, Sample(day=LATER, lab=" Lab  B "))
    assert {(each.day, each.lab) for each in entries_after(change)} == {(LATER, "Lab B")}
    assert amend_sample(held, Sample(day=DAY)) is None


def limit(before=None, analyte="alt", low="", high="100", unit="u/l"):
    change = set_limit(before, analyte, low=low, high=high, unit=unit, labs=LABS)
    return change and entries_after(change)


def test_a_limit_is_noted_changed_and_taken_away():
    [noted] = limit()
    assert (noted.analyte, noted.low, noted.high, noted.unit) == ("alt", None, 100, "U/L")
    assert limit(before=noted) is None
    assert [each.id for each in limit(before=noted, high="90")] == [noted.id]
    assert limit(before=noted, high="") == [None]
    assert limit(high="") is None


@pytest.mark.parametrize(
    "more",
    [{"high": "x"}, {"low": "200"}, {"unit": ""}, {"analyte": "hcg_urine"}],
)
def test_a_limit_that_cannot_be_is_refused(more):
    with pytest.raises(Refused):
        limit(**more)


def test_an_own_test_has_a_limit_without_a_unit():
    [noted] = limit(analyte="INR", unit="")
    assert noted == LabLimit(analyte="INR", high=Decimal(100), id=noted.id)
