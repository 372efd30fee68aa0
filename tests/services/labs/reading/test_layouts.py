"""How reports are laid out: several results of a line, ranges below, columns without heads."""

from __future__ import annotations

from datetime import date

import pytest

from isodiary.domain.lab_history import LabHistory
from isodiary.services.labs.reading.reader import MOST_LINES, ReportReader
from isodiary.services.labs.reading.report import Answers, Ask, LeftOut, Role
from isodiary.services.labs.reading.session import PasteSession
from tests.services.labs.diaries import LABS
from tests.services.labs.reading.corpus import report_fields

TODAY = date(2026, 11, 28)
READER = ReportReader(LABS, LabHistory())
WITHOUT_HEADS = "Labor vom 12.10.2026\nGPT 58 31 U/l < 50\nGOT 31 22 U/l < 50\nGGT 22 19 U/l < 60"
IN_A_LINE = "Labor vom 17.11.2026: Leukozyten 6,4/nl, Hb 14,9 g/dl, GPT 62 U/l (< 50), Quick 98 %."


def read(text, answers=None):
    return READER.read(text, TODAY, answers or Answers())


def taken(text, answers=None):
    """Return the results as "alt 52 U/L 7-45"."""
    samples = read(text, answers).samples
    return [report_fields(each) for sample in samples for each in sample.results]


def test_results_one_behind_the_other_are_all_read():
    report = read(IN_A_LINE)
    assert [sample.day for sample in report.samples] == [date(2026, 11, 17)]
    assert taken(IN_A_LINE) == ["wbc 6.4 10⁹/L -", "hb 14.9 g/dL -", "alt 62 U/L <50"]
    assert [each.text for each in report.unread] == ["Quick 98 %."]


def test_one_of_several_results_of_a_line_is_left_out_alone():
    session = PasteSession(LABS, LabHistory(), TODAY)
    session.read(IN_A_LINE, month_first=False)
    assert [each.part for each in session.lines] == [1, 2, 3]
    session.want(session.lines[1], wanted=False)
    assert [each.after.analyte for each in session.change().edits] == ["wbc", "alt"]


def test_what_is_open_of_several_results_is_left_out_and_named():
    report = read("ALT 52 U/L, AST 31 U/L, bilirubin 0.9, CK 1.204 U/l")
    assert {each.analyte for each in report.samples[0].results} == {"alt", "ast"}
    assert {each.why for each in report.unread} == {LeftOut.NOT_SURE}
    assert report.questions == ()


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (
            "Sex: Female\nHb 13,3 g/dl Male: 13,5 - 17,5 Female: 12,0 - 16,0",
            "hb 13.3 g/dL 12.0-16.0",
        ),
        ("Sex: Male\nALT 42 U/L Male: 10-50\n   Female: 10-35", "alt 42 U/L 10-50"),
        ("Sex: Female\nALT 42 U/L Male: 10-50\n   Female: 10-35", "alt 42 U/L 10-35"),
        ("ALT 42 U/L Male: 10-50\n   Female: 10-35", "alt 42 U/L -"),
        ("Hb 13,3 g/dl m: 13,5 - 17,5 w: 12,0 - 16,0", "hb 13.3 g/dL -"),
        ("Sexe : F\nALT 42 U/L H : < 50 F : < 35", "alt 42 U/L <35"),
        ("Sexo: M\nALT 42 U/L H: < 50 M: < 35", "alt 42 U/L -"),
    ],
)
def test_a_range_of_one_sex_is_taken_if_the_report_names_the_sex(text, expected):
    assert taken(text) == [expected]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("GOT: 22 U/L\n   V.R.: Hasta 32 U/L", "ast 22 U/L <=32"),
        (
            "ALT 55 U/L\n  Méthode IFCC - Cobas   Intervalle de référence : inférieur à 35",
            "alt 55 U/L <35",
        ),
        ("HDL 49 mg/dL   Low: <40", "hdl 49 mg/dL -"),
        ("HDL 38 mg/dL Low   < 40", "hdl 38 mg/dL -"),
        ("CK 1\u202f204 U/L   \u2264168", "ck 1204 U/L <=168"),
        ("ALT 52 U/L 7\u201145", "alt 52 U/L 7-45"),
        ("ALT 33U/L(7-45)", "alt 33 U/L 7-45"),
        ("GPT 39 U/l (-50)", "alt 39 U/L <=50"),
        ("HDL 47 mg/dl (40-)", "hdl 47 mg/dL >=40"),
        ("ALT **66** U/l <50", "alt 66 U/L <50"),
        ("ALT 01   52   U/L   7-45", "alt 52 U/L 7-45"),
        ("GPT   71 U/l   < 58   2)", "alt 71 U/L <58"),
        ("Triglycerides (mg/dL)   1,104   <150", "triglycerides 1104 mg/dL <150"),
        ("TPK 251 165-387 10⁹/L", "platelets 251 10⁹/L 165-387"),
        ("Neutrófilos 56,0 % 3.629 /µL 1.600 a 7.000", "neutrophils 3629 /µL 1600-7000"),
    ],
)
def test_what_stands_around_a_value_is_read(text, expected):
    assert taken(text) == [expected]


def test_an_end_whose_other_column_nobody_knows_is_no_range():
    assert taken("Badanie  Wynik  Jm.  Min.  Xyz\nALT  40  U/l  7  35") == ["alt 40 U/L -"]


@pytest.mark.parametrize(
    "text",
    [
        "Bilirubin\ndirect\n3.1 µmol/L",
        "Rapport CT/HDL 3,27 mmol/l",
    ],
)
def test_half_a_name_is_not_the_test(text):
    assert taken(text) == []


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Low density lipoprotein\ncholesterol\n3.2 mmol/L", ["ldl 3.2 mmol/L -"]),
        ("Low density lipoprotein\ncholesterol   3.2 mmol/L", ["ldl 3.2 mmol/L -"]),
        ("Bilirubin   3.1 µmol/L   < 5\n(direct)", []),
        ("Cholesterol   52 mg/dL   > 40\n(HDL)", ["hdl 52 mg/dL >40"]),
        ("HDL cholesterol   52 mg/dL   > 40\n(direct)", ["hdl 52 mg/dL >40"]),
    ],
)
def test_a_name_on_two_lines_is_one(text, expected):
    assert taken(text) == expected


def test_a_method_below_a_name_is_passed_over():
    assert taken("SGPT (ALT)\nIFCC without P5P\n48\nU/L\n5 - 41") == ["alt 48 U/L 5-41"]


def test_a_day_at_the_end_is_of_all_blocks():
    text = "ALT\n58\nU/L\n10 - 50\nAST\n31\nU/L\n10 - 50\nSample date: 10.11.2026"
    assert [sample.day for sample in read(text).samples] == [date(2026, 11, 10)]


def test_a_day_in_a_sentence_is_not_that_of_the_result():
    text = "Drawn 11/16/2026\nTriglycerides 189 mg/dL (nl <150), up from 112 mg/dL on 10/19/2026"
    report = read(text)
    assert report.samples == ()
    assert [each.about for each in report.questions] == [Ask.WHICH]


def test_a_report_with_the_day_of_its_print_alone_asks_for_that_of_the_sample():
    report = read("Born 03.05.2003   Reported: 12.10.2026\nALT 52 U/L")
    assert report.samples[0].day is None
    assert [each.choices for each in report.questions] == [("2026-10-12",)]


def test_columns_without_heads_are_shown_and_can_be_said():
    report = read(WITHOUT_HEADS)
    assert [each.role for each in report.columns] == [
        Role.TEST, Role.VALUE, Role.OTHER, Role.RANGE,
    ]  # fmt: skip
    assert len(report.questions) == 3
    said = Answers(roles={1: Role.OTHER, 2: Role.VALUE})
    assert taken(WITHOUT_HEADS, said) == ["alt 31 U/L <50", "ast 22 U/L <50", "ggt 19 U/L <60"]
    assert [each.label for each in read(WITHOUT_HEADS, said).columns] == ["GPT", "58", "31", "< 50"]


def test_cells_without_heads_are_columns():
    text = "GPT;58;31;U/l;< 50\nGOT;31;22;U/l;< 50\nGGT;22;19;U/l;< 60"
    assert [each.role for each in read(text).columns] == [
        Role.TEST, Role.VALUE, Role.OTHER, Role.UNIT, Role.RANGE,
    ]  # fmt: skip
    said = Answers(roles={2: Role.OTHER})
    assert taken(text, said) == ["alt 58 U/L <50", "ast 31 U/L <50", "ggt 22 U/L <60"]


def test_lines_behind_those_of_any_report_are_named():
    report = read("ALT 52 U/L\n" + "x\n" * 2 * MOST_LINES)
    assert len(report.samples[0].results) == 1
    assert [(each.line, each.why) for each in report.unread] == [(MOST_LINES + 1, LeftOut.TOO_LONG)]


@pytest.mark.parametrize(
    ("text", "day"),
    [
        ("Collected 11/05/2026\nTest  Result  Units\nALT  48  U/L\nGlucose  88  mg/dL", 11),
        ("Collected 11/05/2026\nTest  Result  Units\nSGPT  48  U/L\nGlucose  88  mg/dL", None),
        ("Collected 11/05/2026\nTest  Result  Units\nALT  48  U/L\nGlucose  5.1  mmol/L", 5),
        ("Collected 05/11/2026\nTest  Result  Units\nALT  48  U/L\nGlucose  88  mg/dL", None),
    ],
)
def test_an_english_report_in_mg_is_of_the_united_states_if_that_day_is_the_nearer(text, day):
    [sample] = read(text).samples
    assert (sample.day and sample.day.month) == day


def test_two_days_that_can_be_two_stay_apart():
    text = (
        "Test\tUnits\tRange\t10/05/2026\t11/05/2026\nALT\tU/L\t0-45\t21\t47\nAST\tU/L\t0-40\t19\t33"
    )
    report = read(text)
    assert [sample.day for sample in report.samples] == [None, None]
    assert [each.about for each in report.questions] == [Ask.DAY]
    answered = read(text, Answers(month_first=True))
    assert [sample.day for sample in answered.samples] == [date(2026, 11, 5), date(2026, 10, 5)]


def test_a_result_that_sticks_to_other_letters_is_named():
    (unread,) = read("Collected 2026-11-10\nALT (SGPT)46High0-32IU/L").unread
    assert (unread.line, unread.why) == (2, LeftOut.NO_VALUE)


@pytest.mark.parametrize(
    ("text", "day"),
    [
        (
            "Data prelievo: 05/11/2026\nEsame  Risultato\nEmoglobina (HGB)  13,1  g/dL",
            date(2026, 11, 5),
        ),
        (
            "CP 28001 Madrid\nFecha: 05/11/2026\nPaciente: Gil\nALT  31  U/L",
            date(2026, 11, 5),
        ),
        ("Fecha de toma: 05/11/2026\nTGP 46 U/L 0-40\nBUN 12 mg/dL", date(2026, 11, 5)),
        ("Sample Date: 08/11/2026\nInvestigation Result\nBUN 12 mg/dL\nSGPT 46 U/L", None),
        ("Springfield, IL 62701\nCollected: 05/11/2026\nALT  31  U/L", date(2026, 5, 11)),
    ],
)
def test_words_of_another_country_tell_that_the_day_stands_first(text, day):
    assert [sample.day for sample in read(text).samples] == [day]
