"""Pasted lab reports: what is read is said, and what is not is said too."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from isodiary.domain.errors import Refused
from isodiary.services.labs.entry import Sample, check
from isodiary.services.labs.paste import LONGEST, read_labs
from tests.services.labs.diaries import DAY, LABS, history, result

NOTHING = history()


def rows(text, held=NOTHING):
    return read_labs(text, LABS, held).rows


def read(line, held=NOTHING):
    [row] = rows(line, held)
    return row


def fields(line):
    typed = read(line).typed
    return typed and (typed.analyte, typed.value, typed.unit, typed.range)


@pytest.mark.parametrize(
    ("line", "expected"),
    [
        ("ALT\t52\tU/L\t7-45", ("alt", "52", "U/L", "7-45")),
        ("GPT (ALAT)  0,95  µkat/l  < 0,75", ("alt", "0,95", "µkat/L", "< 0,75")),
        ("SGPT 52 IU/L (7 - 45)", ("alt", "52", "U/L", "7 - 45")),
        ("GOT 31 U/l (8 – 43)", ("ast", "31", "U/L", "8 – 43")),
        ("Triglyceride;  1,90 ; mmol/L ; < 1.7", ("triglycerides", "1,90", "mmol/L", "< 1.7")),
        ("TG: 168 mg/dl [<150]", ("triglycerides", "168", "mg/dL", "<150")),
        ("HDL Cholesterol  48 mg/dL  >= 40", ("hdl", "48", "mg/dL", ">= 40")),
        ("Hgb 13.8 L 11.6 - 15.0 g/dL", ("hb", "13.8", "g/dL", "11.6 - 15.0")),
        ("CRP <5 mg/L <5", ("crp", "<5", "mg/L", "<5")),
        ("CRP < 0.6 mg/dl (ref. < 0.5)", ("crp", "< 0.6", "mg/dL", "< 0.5")),
        ("WBC 6.2 x10^9/L 4.0-11.0", ("wbc", "6.2", "10⁹/L", "4.0-11.0")),
        ("Leukozyten 6,2 G/l 4,0 - 11,0", ("wbc", "6,2", "10⁹/L", "4,0 - 11,0")),
        ("Platelets 250 10^3/uL 150 to 400", ("platelets", "250", "10³/µL", "150 to 400")),
        ("ALT | U/L | 7-45 | 52", ("alt", "52", "U/L", "7-45")),
        ("S-ALAT 22 U/L 7-45", ("alt", "22", "U/L", "7-45")),
        ("CK 850* U/L 39-308", ("ck", "850", "U/L", "39-308")),
        ("GGT 45U/L 5-36", ("ggt", "45", "U/L", "5-36")),
        ("Glucose 99 mg/dL* (70-99 mg/dL)", ("glucose_random", "99", "mg/dL", "70-99")),
        ("ESR 12 mm/h up to 20", ("esr", "12", "mm/h", "up to 20")),
        ("Haematocrit 0.42 L/L 0.355 - 0.449", ("hct", "0.42", "L/L", "0.355 - 0.449")),
        ("Pregnancy test, urine: negative", ("hcg_urine", "negative", "", "")),
        ("alt 52 u/l 7-45", ("alt", "52", "U/L", "7-45")),
    ],
)
def test_a_line_of_a_report_is_read_whole(line, expected):
    assert fields(line) == expected
    assert read(line).remarks == ()
    checked = check(read(line).typed, Sample(day=DAY), LABS)
    assert checked.problems == ()


@pytest.mark.parametrize(
    ("line", "name", "value", "unit"),
    [
        ("25-OH Vitamin D 32 ng/mL 30-100", "25-OH Vitamin D", "32", "ng/mL"),
        ("Vitamin B12\t350\tpg/mL\t197-771", "Vitamin B12", "350", "pg/mL"),
        ("LDL/HDL ratio 2.4 < 3.5", "LDL/HDL ratio", "2.4", ""),
        ("Bilirubin direct 0.2 mg/dL 0-0.3", "Bilirubin direct", "0.2", "mg/dL"),
        ("Cholesterol/HDL 3.1 ratio <5", "Cholesterol/HDL", "3.1", "ratio"),
        ("Cholesterol : HDL 3.1 ratio <5", "Cholesterol : HDL", "3.1", "ratio"),
        ("INR;1,0", "INR", "1,0", ""),
    ],
)
def test_a_name_that_is_not_known_is_proposed_as_an_own_test(line, name, value, unit):
    row = read(line)
    assert (row.typed.analyte, row.typed.value, row.typed.unit) == (name, value, unit)
    assert row.own
    assert f"“{name}” is not in the list of tests" in row.remarks[0]


def test_an_own_test_of_the_diary_is_known_again():
    row = read("FERRITIN 40 µg/L 15-150", history(result("Ferritin", "35", "µg/L")))
    assert (row.typed.analyte, row.own, row.remarks) == ("Ferritin", False, ())


def test_a_percentage_of_neutrophils_is_another_test():
    row = read("Neutrophils 58 % 40-75")
    assert (row.typed.analyte, row.typed.unit, row.own) == ("Neutrophils (%)", "%", True)
    assert row.remarks[0] == "Neutrophils in % is another test."


def test_a_missing_unit_is_said_and_not_filled_in():
    assert "No unit was read." in read("Cholesterol, total 200 <200").remarks
    row = read("Cholesterol 200 <200", history(result("chol_total", "190", "mg/dL")))
    assert row.typed.unit == ""
    assert "No unit was read. You used mg/dL last." in row.remarks


def test_a_missing_range_and_the_labs_own_mark_are_said():
    remarks = read("ALT 52 H U/L").remarks
    assert remarks[0] == "No range was read."
    assert "“H” is not kept" in remarks[1]


@pytest.mark.parametrize(
    ("line", "left"),
    [
        ("ALT;52;48;45;U/L", "48 45"),
        ("12.03.2026; Bilirubin total; 0.8; mg/dL; 0.1-1.2", "12.03.2026"),
        ("ALT 52 U/L 7-45 see comment", "see comment"),
    ],
)
def test_what_is_left_over_is_said(line, left):
    assert read(line).remarks[-1] == f"Not read: “{left}”."


def test_a_second_result_of_a_test_is_said():
    first, second = rows("ALT 52 U/L 7-45\nGPT 0.9 µkat/L <0.75")
    assert first.remarks == ()
    assert second.remarks == ("This text has another result of ALT (GPT).",)


@pytest.mark.parametrize(
    "line",
    [
        "Laboratory report 12.03.2026",
        "Patient: Anna K., born 04.05.2004   Page 1 of 2",
        "Test\tResult\tUnit\tReference",
        "2026-03-12",
        "fasting: yes",
        "Ferritin 40",
        "52",
        "-----",
        "7-45",
        "\x00\ud800",
        "😀 😀",
        "ALT: see next page",
    ],
)
def test_a_line_without_a_result_is_kept_apart_with_its_reason(line):
    found = rows(line)
    assert [row.typed for row in found] in ([None], [])
    assert all(row.remarks for row in found)


def test_every_line_is_there_with_its_number():
    found = read_labs("Report\r\n\r\nALT 52 U/L 7-45\rCRP <5 mg/L <5", LABS, NOTHING)
    assert [(row.number, row.typed is None) for row in found.rows] == [
        (1, True),
        (3, False),
        (4, False),
    ]
    assert (len(found.results), len(found.unread)) == (2, 1)


def test_a_number_that_can_be_read_in_two_ways_is_left_for_the_patient():
    row = read("Creatinine 1,200 mg/dL 0.6-1.1")
    assert row.typed.value == "1,200"
    [(_, sentence)] = check(row.typed, Sample(day=DAY), LABS).problems
    assert "can be read in two ways" in sentence


def test_a_text_longer_than_any_report_is_refused():
    with pytest.raises(Refused):
        read_labs("x" * (LONGEST + 1), LABS, NOTHING)


@given(st.text(max_size=400))
def test_any_text_at_all_is_read_without_a_fault(text):
    for row in read_labs(text, LABS, NOTHING).rows:
        if row.typed is not None:
            check(row.typed, Sample(day=DAY), LABS)


@pytest.mark.parametrize("text", ["1 " * 10_000, "9" * 40_000, "a-" * 20_000, "< " * 20_000])
def test_a_hostile_line_is_read_at_once(text):
    assert len(rows(f"ALT {text}")) == 1
