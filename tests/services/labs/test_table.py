"""The table and the trend of lab results: converted for the eye, marked by their own range."""

from __future__ import annotations

from decimal import Decimal
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from isodiary.domain.lab import LabLimit, LabResult
from isodiary.domain.units import kg, pounds, rounded
from isodiary.services.labs.table import Whose, lab_table, lab_trend
from tests.services.labs.diaries import DAY, LABS, LATER, LATEST, MAN, WOMAN, history, result


def cell(*results, unit="", number=-1, **more):
    held = history(*results, **more)
    analyte = results[0].analyte
    table = lab_table(held, LABS, {analyte: unit})
    return [each for day in table.rows[0].cells for each in day][number]


# clinical.md 9.5; U15 is weights
@pytest.mark.parametrize(
    ("name", "analyte", "value", "unit", "to", "exact", "shown"),
    [
        ("U1", "triglycerides", "2.10", "mmol/L", "mg/dL", "185.997", "186"),
        ("U2", "triglycerides", "500", "mg/dL", "mmol/L", None, "5.65"),
        ("U2", "triglycerides", "800", "mg/dL", "mmol/L", None, "9.03"),
        ("U2", "triglycerides", "150", "mg/dL", "mmol/L", None, "1.69"),
        ("U2", "triglycerides", "400", "mg/dL", "mmol/L", None, "4.52"),
        ("U3", "triglycerides", "5", "mmol/L", "mg/dL", "442.85", "443"),
        ("U3", "triglycerides", "9", "mmol/L", "mg/dL", "797.13", "797"),
        ("U3", "triglycerides", "10", "mmol/L", "mg/dL", "885.70", "886"),
        ("U4", "chol_total", "5.2", "mmol/L", "mg/dL", "201.084", "201"),
        ("U4", "chol_total", "200", "mg/dL", "mmol/L", None, "5.17"),
        ("U5", "ldl", "130", "mg/dL", "mmol/L", None, "3.36"),
        ("U5", "hdl", "1.3", "mmol/L", "mg/dL", "50.271", "50"),
        ("U5", "hdl", "40", "mg/dL", "mmol/L", None, "1.03"),
        ("U6", "bilirubin_total", "1.0", "mg/dL", "µmol/L", "17.104", "17.1"),
        ("U6", "bilirubin_total", "21", "µmol/L", "mg/dL", None, "1.23"),
        ("U7", "glucose_fasting", "5.5", "mmol/L", "mg/dL", "99.088", "99"),
        ("U7", "glucose_fasting", "99", "mg/dL", "mmol/L", None, "5.5"),
        ("U8", "creatinine", "0.9", "mg/dL", "µmol/L", "79.56", "80"),
        ("U8", "creatinine", "80", "µmol/L", "mg/dL", None, "0.90"),
        ("U9", "hb", "13.8", "g/dL", "g/L", "138", "138"),
        ("U9", "hb", "13.8", "g/dL", "mmol/L", "8.56428", "8.56"),
        ("U10", "alt", "48", "U/L", "µkat/L", "0.8", "0.80"),
        ("U10", "alt", "0.95", "µkat/L", "U/L", "57", "57"),
        ("U11", "crp", "5", "mg/L", "mg/dL", "0.5", "0.5"),
        ("U12", "hct", "0.42", "L/L", "%", "42", "42"),
        ("U13", "wbc", "6.2", "10⁹/L", "10³/µL", "6.2", "6.2"),
        ("U13", "wbc", "6.2", "10⁹/L", "/µL", "6200", "6 200"),
        ("U16", "hcg_quant", "25", "mIU/mL", "IU/L", "25", "25"),
    ],
)
def test_a_result_is_shown_in_another_unit(name, analyte, value, unit, to, exact, shown):
    found = cell(result(analyte, value, unit), unit=to)
    assert found.text.replace("\N{NARROW NO-BREAK SPACE}", " ") == shown
    assert found.converted
    assert exact is None or found.value == Fraction(exact)


@pytest.mark.parametrize(
    ("value", "times", "shown"), [("96", "2.4", "2.40"), ("121", "3.025", "3.03")]
)
def test_u14_an_enzyme_is_shown_in_multiples_of_the_upper_limit(value, times, shown):
    found = cell(result("alt", value, high="40"))
    assert (found.times_upper, found.times_text) == (Fraction(times), shown)


def test_u15_pounds_and_kilograms():
    assert rounded(Decimal(pounds(150)) / 1000, 1) == Decimal("68.0")
    assert rounded(Fraction(kg(68)) / Fraction("453.59237"), 1) == Decimal("149.9")


def test_u17_what_is_stored_is_what_was_typed():
    typed = result("triglycerides", "500", "mg/dL")
    there = cell(typed, unit="mmol/L").result
    back = cell(there, unit="mg/dL")
    assert (back.text, back.value, back.converted) == ("500", 500, False)
    assert repr(there) == repr(typed)


@given(
    analyte=st.sampled_from([each for each in LABS.analytes.values() if each.units]),
    value=st.decimals(min_value=0, max_value=100_000, places=2),
    choice=st.data(),
)
def test_showing_a_result_in_any_unit_never_touches_what_is_stored(analyte, value, choice):
    names = st.sampled_from([unit.name for unit in analyte.units])
    unit, to = choice.draw(names), choice.draw(names)
    typed = LabResult(day=DAY, analyte=analyte.id, value=value, unit=unit, high=value)
    before = repr(typed)
    found = cell(typed, unit=to)
    assert repr(found.result) == before
    again = cell(found.result, unit=unit)
    assert (again.value, again.converted, again.mark) == (Fraction(value), False, "")


def test_times_upper_stands_beside_enzymes_and_exact_numbers_only():
    assert cell(result("crp", "10", "mg/L", high="5")).times_text == ""
    assert cell(result("alt", "<5", high="40")).times_text == ""
    assert cell(result("alt", "52")).times_text == ""


def test_times_upper_is_the_same_in_every_unit():
    one = cell(result("alt", "96", high="40"), unit="µkat/L")
    assert (one.times_upper, one.range.text) == (Fraction("2.4"), "≤\N{NARROW NO-BREAK SPACE}0.67")


def test_the_labs_own_range_comes_before_a_default_one():
    found = cell(result("alt", "50", low="7", high="60"), patient=WOMAN)
    assert (found.mark, found.range.whose, found.range.text) == ("", Whose.LAB, "7–60")


def test_a_default_range_is_called_one():
    held = history(result("alt", "50"), patient=WOMAN)
    table = lab_table(held, LABS)
    [[found]] = table.rows[0].cells
    assert found.range is not None
    assert (found.mark, found.range.whose, found.range.text) == ("H", Whose.DEFAULT, "7–45")
    assert table.with_defaults
    assert cell(result("alt", "50"), patient=MAN).mark == ""
    assert cell(result("alt", "50")).range is None


def test_the_digits_of_a_default_range_are_those_of_the_catalogue():
    assert cell(result("hb", "14", "g/dL"), patient=WOMAN).range.text == "11.6–15.0"
    assert cell(result("hct", "40", "%"), patient=WOMAN).range.text == "35.5–44.9"


def test_a_mark_is_made_in_the_unit_that_was_typed():
    typed = result("triglycerides", "1.7", "mmol/L", fasting=True)
    found = cell(typed, unit="mg/dL", patient=WOMAN)
    assert (found.text, found.mark) == ("151", "")  # 1.7 mmol/L is more than 150 mg/dL
    typed = result("triglycerides", "150.5", "mg/dL", fasting=True)
    found = cell(typed, unit="mmol/L", patient=WOMAN)
    assert (found.text, found.mark) == ("1.70", "H")  # and 150.5 mg/dL less than 1.7 mmol/L
    assert found.range.text == "≤\N{NARROW NO-BREAK SPACE}1.69"


@pytest.mark.parametrize(("value", "mark"), [("6", "L"), ("7", ""), ("45", ""), ("46", "H")])
def test_a_mark_stands_outside_the_range_only(value, mark):
    assert cell(result("alt", value, low="7", high="45")).mark == mark


def test_a_unit_that_does_not_convert_is_shown_as_typed():
    molar = result("crp", "60", "nmol/L", high="48", day=DAY)
    found = cell(molar, result("crp", "4", "mg/L", day=LATER), number=0)
    assert found.value is None
    assert found.text == "60\N{NO-BREAK SPACE}nmol/L"
    assert found.mark == "H"
    assert found.range.text.endswith("48\N{NO-BREAK SPACE}nmol/L")


def test_a_test_of_presence_is_shown_as_its_word():
    found = cell(result("hcg_urine", "negative", ""))
    assert (found.text, found.value, found.mark, found.range) == ("negative", None, "", None)


def test_the_change_counts_from_the_first_result_in_the_digits_typed():
    held = [
        result("alt", "22", day=DAY),
        result("alt", "52.5", day=LATER),
        result("alt", "20", day=LATEST),
    ]
    row = lab_table(history(*held), LABS).rows[0]
    assert [one.change_text for day in row.cells for one in day] == ["", "+30.5", "−2"]
    assert row.cells[1][0].change == Fraction("30.5")


def test_a_change_across_units_is_counted_exactly():
    first = result("triglycerides", "150", "mg/dL", day=DAY)
    second = result("triglycerides", "2.10", "mmol/L", day=LATER)
    found = cell(first, second, unit="mg/dL")
    assert (found.change, found.change_text) == (Fraction("35.997"), "+36")


@pytest.mark.parametrize(("first", "second"), [("<5", "7"), ("7", "<5")])
def test_no_change_is_counted_from_or_to_what_could_not_be_measured(first, second):
    found = cell(result("crp", first, "mg/L"), result("crp", second, "mg/L", day=LATER))
    assert (found.change, found.change_text) == (None, "")


@pytest.mark.parametrize(
    ("value", "unit", "beyond"),
    [("100", "U/L", ""), ("101", "U/L", "H"), ("1.67", "µkat/L", "H"), ("101", "stones", "")],
)
def test_a_crossing_of_the_doctors_limit_is_marked(value, unit, beyond):
    limit = LabLimit(analyte="alt", unit="U/L", high=Decimal(100))
    assert cell(result("alt", value, unit), limits=(limit,)).beyond_limit == beyond


def test_the_doctors_limit_stands_in_its_own_words_and_the_rows_unit():
    limit = LabLimit(analyte="alt", unit="U/L", low=Decimal(6), high=Decimal(120))
    held = history(result("alt", "50"), limits=(limit,))
    shown = lab_table(held, LABS, {"alt": "µkat/L"}).rows[0].limit
    assert shown is not None
    assert shown.text == "at least 6 and at most 120\N{NO-BREAK SPACE}U/L"
    assert (shown.low, shown.high) == (Fraction("0.1"), Fraction(2))


def test_a_row_is_in_the_unit_typed_last():
    held = history(result("alt", "50", day=DAY), result("alt", "0.8", "µkat/L", day=LATER))
    row = lab_table(held, LABS).rows[0]
    assert (row.unit, row.cells[0][0].text) == ("µkat/L", "0.83")


def test_rows_stand_in_the_catalogues_order_and_own_tests_last():
    held = history(
        result("vitamin d", "32", "ng/mL"), result("crp", "4", "mg/L"), result("alt", "22")
    )
    rows = lab_table(held, LABS).rows
    assert [(row.analyte, row.own) for row in rows] == [
        ("alt", False),
        ("crp", False),
        ("vitamin d", True),
    ]


def test_two_results_of_a_day_are_both_there():
    row = lab_table(history(result("alt", "50"), result("alt", "51")), LABS).rows[0]
    assert sorted(one.text for one in row.cells[0]) == ["50", "51"]


def test_fasting_heads_a_column_only_if_it_is_noted_of_every_result():
    held = history(
        result("alt", "50", fasting=True, lab="Lab A"),
        result("crp", "4", "mg/L", fasting=True),
        result("alt", "40", day=LATER, fasting=True),
        result("crp", "3", "mg/L", day=LATER),
    )
    days = lab_table(held, LABS).days
    assert [(day.fasting, day.labs) for day in days] == [(True, ("Lab A",)), (None, ())]


def test_nothing_makes_an_empty_table():
    table = lab_table(history(), LABS)
    assert (table.days, table.rows, table.with_defaults) == ((), (), False)


def test_a_trend_has_its_numbers_and_the_range_of_each():
    held = history(
        result("alt", "50", low="7", high="45", day=DAY),
        result("alt", "0.8", "µkat/L", low="0.1", high="0.75", day=LATER),
        result("alt", "40", low="7", high="45", day=LATEST),
        result("alt", "41", "stones", day=LATEST),
    )
    trend = lab_trend(held, LABS, "alt", "U/L")
    assert [point.value for point in trend.points] == [50, 48, 40]
    assert [(band.first, band.last) for band in trend.bands] == [
        (DAY, LATER),
        (LATER, LATEST),
        (LATEST, LATEST),
    ]
    assert [band.low for band in trend.bands] == [7, 6, 7]
    assert (trend.left_out, trend.decimals, trend.unit) == (1, 0, "U/L")


def test_a_range_that_stays_is_one_band():
    days = (DAY, LATER, LATEST)
    held = history(*(result("alt", "50", high="45", day=day) for day in days))
    [band] = lab_trend(held, LABS, "alt").bands
    assert (band.first, band.last, band.whose) == (DAY, LATEST, Whose.LAB)
