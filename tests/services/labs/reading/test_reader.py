"""Single lines of reports: what is sure is read, what is not is asked, and nothing is made up."""

from __future__ import annotations

import re
from datetime import date
from decimal import Decimal

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from isodiary.domain.errors import Refused
from isodiary.services.labs.reading.reader import LONGEST, ReportReader
from isodiary.services.labs.reading.report import OWN_NAME, Answers, Ask, LeftOut, Role
from tests.services.labs.diaries import LABS, history, result

TODAY = date(2026, 11, 28)
READER = ReportReader(LABS, history())


def read(text, answers=None, **more):
    return READER.read(text, TODAY, answers or Answers(), **more)


def results(text, answers=None, **more):
    return [each for sample in read(text, answers, **more).samples for each in sample.results]


def fields(text, answers=None):
    """Return the only result as "alt 52 U/L 7-45"."""
    [found] = results(text, answers)
    ends = found.ends
    if ends.low is None:
        low_high = "" if ends.high is None else f"{'<' if ends.high_strict else '<='}{ends.high}"
    elif ends.high is None:
        low_high = f"{'>' if ends.low_strict else '>='}{ends.low}"
    else:
        low_high = f"{ends.low}-{ends.high}"
    value = found.word or f"{found.comparator}{found.value}"
    return " ".join(part for part in (found.analyte or "", value, found.unit, low_high) if part)


@pytest.mark.parametrize(
    ("line", "expected"),
    [
        ("ALT\t52\tU/L\t7-45", "alt 52 U/L 7-45"),
        ("GPT (ALAT)  0,95  µkat/l  < 0,75", "alt 0.95 µkat/L <0.75"),
        ("SGPT 52 IU/L (7 - 45)", "alt 52 U/L 7-45"),
        ("GOT 31 U/l (8 – 43)", "ast 31 U/L 8-43"),
        ("Triglyceride;  1,90 ; mmol/L ; < 1.7", "triglycerides 1.90 mmol/L <1.7"),
        ("TG: 168 mg/dl [<150]", "triglycerides 168 mg/dL <150"),
        ("Hgb 13.8 L 11.6 - 15.0 g/dL", "hb 13.8 g/dL 11.6-15.0"),
        ("CRP <5 mg/L <5", "crp <5 mg/L <5"),
        ("CRP < 0.6 mg/dl (ref. < 0.5)", "crp <0.6 mg/dL <0.5"),
        ("Leukozyten 6,2 G/l 4,0 - 11,0", "wbc 6.2 10⁹/L 4.0-11.0"),
        ("Platelets 250 10^3/uL 150 to 400", "platelets 250 10³/µL 150-400"),
        ("WBC 6.1 x10^9/L (4.0-11.0)", "wbc 6.1 10⁹/L 4.0-11.0"),
        ("ALT | U/L | 7-45 | 52", "alt 52 U/L 7-45"),
        ("S-ALAT 22 U/L 7-45", "alt 22 U/L 7-45"),
        ("CK 850* U/L 39-308", "ck 850 U/L 39-308"),
        ("GGT 45U/L 5-36", "ggt 45 U/L 5-36"),
        ("Glucose 99 mg/dL* (70-99 mg/dL)", "glucose_random 99 mg/dL 70-99"),
        ("ESR 12 mm/h up to 20", "esr 12 mm/h <=20"),
        ("Pregnancy test, urine: negative", "hcg_urine negative"),
        ("Leucocytes 6 350 /mm3 (4 000 - 10 000)", "wbc 6350 /µL 4000-10000"),
        ("alt >=45 U/L 7-45", "alt >=45 U/L 7-45"),
        ("ALT <45 31 U/L", "alt 31 U/L <45"),
        ("ALT 58 U/L (10 U/L - 49 U/L)", "alt 58 U/L 10-49"),
        ("ALT\nNormal range: 10 - 49 U/L\n58\nHigh", "alt 58 U/L 10-49"),
        ("ALT........52....U/L....7-45", "alt 52 U/L 7-45"),
        ("Leukozyten 6.350 /µl", "wbc 6350 /µL"),
        ("CRP 0,4 mg/100 ml", "crp 0.4 mg/dL"),
        ("Triglycerides 1.9 mmol/L (168 mg/dL)", "triglycerides 1.9 mmol/L"),
        ("FW 1 hod: 4 mm (2 - 15)", "esr 4 mm/h 2-15"),
        ("Plaquettes 248 000 /mm3 150 000 à 400 000", "platelets 248000 /µL 150000-400000"),
        ('"Test","Result","Units","Ref"\n"ALT","52","U/L","7-45"', "alt 52 U/L 7-45"),
        ("Test Previous Current Range Unit\nALT 20 52 7-45 U/L", "alt 52 U/L 7-45"),
        ("LDL-Cholesterin berechnet 112 mg/dl", "ldl_calc 112 mg/dL"),
        ("Glukose nüchtern 88 mg/dl 70-99", "glucose_fasting 88 mg/dL 70-99"),
        ("SGPT(ALT)33U/L7-45", "alt 33 U/L 7-45"),
        ("Hemoglobin13.4g/dL12.0-15.5", "hb 13.4 g/dL 12.0-15.5"),
        ("HDL 55mg/dL>40", "hdl 55 mg/dL >40"),
        ("ALT (H) 58 U/L 9-46", "alt 58 U/L 9-46"),
        ("ALT H58 U/L 9-46", "alt 58 U/L 9-46"),
        ("S_Hematokrit 0,398 0,350 - 0,470", "hct 0.398 L/L 0.350-0.470"),
        ("Beta-HCG inferior a 2,0 mUI/mL inferior a 5,0", "hcg_quant <2.0 mIU/mL <5.0"),
        ("ALT\nNormal range: 9 - 46 U/L\n9\n46\n52\nHigh", "alt 52 U/L 9-46"),
        ("ALT\nNormal range: 9 - 46 U/L\n9\n46\n46", "alt 46 U/L 9-46"),
        ("Test Value Unit Low High\nALP 64 U/L 35 105", "alp 64 U/L 35-105"),
    ],
)
def test_a_line_is_read_whole(line, expected):
    assert fields(line) == expected
    assert not read(line).left


@pytest.mark.parametrize(
    ("line", "about", "choices"),
    [
        ("CK 1.204 U/l < 190", Ask.NUMBER, ("1204", "1.204")),
        ("CK 148 236 30-170 U/L", Ask.NUMBER, ("148236", "148", "236")),
        ("Leukozyten 25 /µl", Ask.NUMBER, ("25",)),
        ("Bilirubin 0.9", Ask.UNIT, ("µmol/L", "mg/dL", "mg/L")),
        ("ALT 52 (7-45)", Ask.UNIT, ("U/L", "µkat/L")),
        ("ALT 52 48 U/L 7-45", Ask.WHICH, ("52", "48")),
        ("ALT 52 U/L 7 45", Ask.WHICH, ("52", "7", "45")),
        ("ALT;52;48;45;U/L", Ask.WHICH, ("52", "48", "45")),
        ("Triglycerides 1.9 mmol/L (200 mg/dL)", Ask.WHICH, ("1.9", "200")),
    ],
)
def test_what_can_be_read_in_two_ways_is_asked(line, about, choices):
    found = read(line)
    assert not found.samples
    [question] = found.questions
    assert (question.about, question.choices) == (about, choices)


def test_points_before_decimals_part_no_thousands():
    text = "Hb 13.1 g/dL 12.0-15.5\nCK 1,204 U/L 30-170"
    assert [str(each.value) for each in results(text)] == ["13.1", "1204"]


def test_answers_settle_what_was_asked():
    assert fields("CK 1.204 U/l < 190", Answers(numbers={(1, 0): "1204"})) == "ck 1204 U/L <190"
    assert fields("Bilirubin 0.9", Answers(units={1: "mg/dL"})) == "bilirubin_total 0.9 mg/dL"
    assert fields("GPTX 24 U/l", Answers(names={1: "alt"})) == "alt 24 U/L"
    assert fields("Ferritin 40 µg/L", Answers(names={1: OWN_NAME})) == "Ferritin 40 µg/L"
    assert fields("ALT 52 48 U/L", Answers(numbers={(1, 0): "48"})) == "alt 48 U/L"
    [unread] = read("ALT 52 U/L", Answers(names={1: ""})).unread
    assert unread.why is LeftOut.LEFT_OUT


@pytest.mark.parametrize(
    ("line", "proposed"),
    [
        ("Platlets 240 x10^9/L", "platelets"),
        ("Triglcerides 150 mg/dL <150", "triglycerides"),
        ("GPT extra 24 U/l", "alt"),
    ],
)
def test_a_near_miss_is_proposed_and_never_taken(line, proposed):
    [found] = results(line)
    assert (found.analyte, found.proposed) == (None, proposed)


@pytest.mark.parametrize(
    "line",
    [
        "HDL 28 %",
        "HDL % 28 %",
        "LDL/HDL ratio 2.4 < 3.5",
        "Cholesterol : HDL 3.1 ratio <5",
        "CK-MB 14 U/L <25",
        "Bilirubin direct 0.2 mg/dL 0-0.3",
        "Conjugated bilirubin 3 umol/L",
        "Glucose (urine) 15 mg/dL",
        "U-Glukos 0.5 mmol/L",
        "Neutrophils 58 % 40-75",
        "HbA1c 5.4 %",
        "MCH 29 pg 27-33",
        "Mean platelet volume 9 fL",
        "Albumin/Creatinine ratio 2.1 mg/g",
        "Non-HDL-Cholesterin 144 mg/dl",
        "Vitamin B12\t350\tpg/mL\t197-771",
        "Harnsediment\nLeukozyten 250 /µl <10",
    ],
)
def test_another_test_is_named_and_not_taken(line):
    found = read(line)
    assert not found.samples
    assert len(found.unread) == 1


def test_columns_of_earlier_days_are_samples_of_their_own():
    text = "Test  12.10.2026  14.09.2026  Unit\nALT   24   19   U/L"
    found = read(text)
    assert [sample.day for sample in found.samples] == [date(2026, 10, 12), date(2026, 9, 14)]


def test_an_older_value_without_a_day_is_not_taken():
    [sample] = read("Test  Vorwert  Wert  Einheit\nGPT   19   24   U/l").samples
    assert [str(each.value) for each in sample.results] == ["24"]


def test_a_column_can_be_said_to_be_another():
    text = "Test  A  Ergebnis  Einheit  Norm\nGPT  19  24  U/l  7-45"
    assert fields(text, Answers(roles={1: Role.VALUE, 2: Role.OTHER})) == "alt 19 U/L 7-45"


@pytest.mark.parametrize(
    ("text", "month_first", "days"),
    [
        ("Collected: 10/12/2026 Labcorp\nALT 52 U/L", False, [date(2026, 10, 12)]),
        ("Collected: 10/12/2026, printed 10/13/2026\nALT 52 U/L", False, [date(2026, 10, 12)]),
        ("Sample 09/10/2026, serum, µmol/L\nALT 52 U/L", False, [date(2026, 10, 9)]),
        ("Sample 10/12/2026, serum, µmol/L\nALT 52 U/L", False, [date(2026, 10, 12)]),
        ("Collected 10/12/2026\nALT 52 U/L", True, [date(2026, 10, 12)]),
        ("Abnahme 12.10.2026\nALT 52 U/L", True, [date(2026, 10, 12)]),
        ("geb. 01.02.2003\nALT 52 U/L", False, [None]),
    ],
)
def test_a_day_is_read_as_the_report_writes_it(text, month_first, days):
    assert [sample.day for sample in read(text, month_first=month_first).samples] == days


def test_a_day_that_can_be_two_is_asked():
    found = read("Collected: 09/10/2026\nALT 52 U/L 7-45")
    assert [sample.day for sample in found.samples] == [None]
    [question] = found.questions
    assert (question.about, question.choices) == (Ask.DAY, ("2026-10-09", "2026-09-10"))


def test_fasting_is_what_the_report_says():
    assert read("Abnahme 12.10.2026, nüchtern\nALT 5 U/L").samples[0].fasting is True
    assert read("Fasting: no\nALT 5 U/L").samples[0].fasting is False
    assert read("ALT 5 U/L").samples[0].fasting is None


def test_the_same_result_twice_is_one_and_another_is_named():
    assert len(results("ALT 52 U/L 7-45\nGPT 52 U/L 7-45")) == 1
    [unread] = read("ALT 52 U/L 7-45\nGPT 53 U/L 7-45").unread
    assert unread.why is LeftOut.TWICE


def test_a_test_of_the_patients_own_is_known_again():
    reader = ReportReader(LABS, history(result("Ferritin", "35", "µg/L")))
    [sample] = reader.read("FERRITIN 40 µg/L 15-150", TODAY).samples
    assert [each.analyte for each in sample.results] == ["Ferritin"]


def test_a_text_longer_than_any_report_is_refused():
    with pytest.raises(Refused):
        read("x" * (LONGEST + 1))


WORDS = """
ALT GPT Cholesterin HDL CK-MB Leukozyten Bilirubin direkt Kreatinin 52 1.204 6 350 0,9 < > <= ≤
7-45 4.000 - 10.000 U/l mg/dl /µl Gpt/l % mmol/L H * 12.10.2026 10/12/2026 Referenz Ergebnis
Vorwert Einheit ( ) [ ] : ; | ... bis up to Normal range
"""
PIECES = st.sampled_from([*WORDS.split(), "\t", "\n", "\n", "  "])
TEXTS = st.text(max_size=300) | st.lists(PIECES, max_size=40).map(" ".join)


@settings(max_examples=300)
@example("0\u2028", False)
@example("1/1/0000:REFERENZ\n0-", False)
@given(TEXTS, st.booleans())
def test_any_text_is_read_and_nothing_is_taken_that_is_not_in_it(text, month_first):
    found = read(text, month_first=month_first)
    digits = re.sub(r"\D", "", text)
    for sample in found.samples:
        for each in sample.results:
            assert each.value is None or f"{each.value:f}".replace(".", "").lstrip("0") in digits
            for end in (each.ends.low, each.ends.high):
                assert end is None or re.sub(r"\D", "", str(end)) in digits
            assert each.value is None or isinstance(each.value, Decimal)
            assert 1 <= each.line <= len(found.lines)


@pytest.mark.parametrize(
    "piece", ["1 ", "9", "a-", "< ", "1.", "(", "/", "1-", "12.", "1 000 ", "ALT 5 ", "x\n", "5 %"]
)
def test_a_hostile_text_is_read(piece):
    whole = (piece * LONGEST)[:LONGEST]
    read(whole)
    lines = "\n".join(whole[start : start + 990] for start in range(0, 9900, 990))
    read(lines)
