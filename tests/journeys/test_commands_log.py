"""`isodiary symptom`, `note`, `weigh` and `lab`."""

from __future__ import annotations

import json
from datetime import date

import pytest

from isodiary.domain.lab import LabResult
from isodiary.domain.record import DayNote
from isodiary.storage.opening import open_diary
from tests.clock import EVENING
from tests.journeys.commands import empty

HOSTILE = "\x1b[31m<b>=1+1</b>\u202e\x07 & 'drop table dose'; --"


def entries(terminal, kind):
    diary = open_diary(terminal.path, now=EVENING)
    try:
        return diary.all(kind)
    finally:
        diary.close()


def test_symptoms_are_answered_by_id_or_by_label(terminal):
    line = terminal.line("symptom", "headache=2", "Dry lips=none", "EYES_DRY=1")
    assert line == (
        "Symptoms noted: 23 Nov 2026, Headache 2 (moderate); 23 Nov 2026, Dry lips 0 (none); "
        "23 Nov 2026, Dry eyes 1 (mild)"
    )


def test_an_answer_can_be_corrected_and_said_again(terminal):
    terminal.line("symptom", "headache=2")
    assert "Headache 3 (severe)" in terminal.line("symptom", "headache=3")
    assert terminal.line("symptom", "headache=3") == "Already there: 23 Nov 2026, Headache 3"


def test_a_symptom_needs_a_diary_but_no_course(new):
    assert "There is no diary" in new.refusal("symptom", "headache=1")
    assert not new.path.exists()
    empty(new)
    new.line("symptom", "headache=1", "--day", "yesterday")
    assert "1 symptom entry" in new.line("check")


def test_a_warning_sign_shows_the_leaflet_line_beside_the_result(terminal):
    result = terminal("symptom", "headache_severe=2", "lips_dry=1")
    assert len(result.stdout.splitlines()) == 1
    assert "Headache and other signs, moderate. Leaflets say: If severe or lasting" in result.stderr
    assert "Emergency number" in result.stderr
    assert "warning signs" in result.stderr


def test_a_warning_sign_shows_the_patients_own_contacts(tmp_path, new):
    new.line("sample", str(tmp_path / "s.sqlite"))
    result = type(new)(tmp_path / "s.sqlite")("symptom", "seizure=1")
    assert "Your prescriber: Dr Example (made up), 01632 960123" in result.stderr


def test_a_low_mood_of_one_has_one_quiet_line_and_is_no_sign(terminal):  # red before
    result = terminal("symptom", "mood_low=1")
    assert "Leaflets ask to tell the doctor about a low mood." in result.stderr
    assert "Leaflets say" not in result.stderr
    assert json.loads(terminal("summary", "--json").stdout)["warning_signs"] == []


def test_a_headache_of_three_is_a_sign_under_its_own_id(terminal):  # red before
    assert not terminal("symptom", "headache=2").stderr
    assert "Headache, severe. Leaflets say" in terminal("symptom", "headache=3").stderr
    [sign] = json.loads(terminal("summary", "--json").stdout)["warning_signs"]
    assert (sign["id"], sign["severity"]) == ("headache", 3)


def test_a_warning_sign_that_is_not_there_shows_nothing(terminal):
    assert not terminal("symptom", "headache_severe=0").stderr


def test_an_unknown_symptom_is_wrong_usage_with_suggestions(terminal):
    assert "Did you mean headache" in terminal.refusal("symptom", "hedache=1", code=2)
    assert "lips_dry" in terminal.refusal("symptom", "lips=1", code=2)


@pytest.mark.parametrize(
    "words",
    [
        (),
        ("headache",),
        ("headache=",),
        ("=2",),
        ("headache=4",),
        ("headache=-1",),
        ("headache=²",),
        ("headache=1", "Headache=2"),
        ("x" * 1_000_000 + "=1",),
        (f"{HOSTILE}=1",),
        ("headache=1", "--day", "someday"),
    ],
)
def test_an_answer_that_cannot_be_read_is_wrong_usage(terminal, words):
    said = terminal.refusal("symptom", *words, code=2)
    assert len(said) < 2_000
    assert "\x1b" not in said
    assert "Course begun" in terminal.line("undo")


def test_a_note_grows_line_by_line(terminal):
    assert terminal.line("note", "Lips", "better") == "Note written: 23 Nov 2026, Lips better"
    terminal.line("note", "New balm.")
    (note,) = entries(terminal, DayNote)
    assert note.text == "Lips better\nNew balm."


def test_hostile_text_is_kept_without_its_controls(terminal):
    line = terminal.line("note", HOSTILE)
    assert "\x1b" not in line
    (note,) = entries(terminal, DayNote)
    assert note.text == HOSTILE.replace("\x1b", "").replace("\x07", "")
    assert terminal.line("check").endswith("as it was written.")


def test_a_note_that_is_too_long_is_refused_and_the_old_one_stays(terminal):
    terminal.line("note", "kept")
    assert "10 000 characters" in terminal.refusal("note", "x" * 10_000_000)
    assert [note.text for note in entries(terminal, DayNote)] == ["kept"]


@pytest.mark.parametrize("text", ["", "  ", "\x07"])
def test_a_note_needs_words(new, text):
    assert "needs words" in new.refusal("note", text)
    assert not new.path.exists()


def test_a_refused_note_makes_no_diary(new):
    new.refusal("note", "x" * 10_001)
    assert not new.path.exists()


def test_a_weight_is_read_with_its_unit(terminal):
    assert terminal.line("weigh", "63,5") == "Weight noted: 23 Nov 2026, 63.5 kg"
    assert terminal.line("weigh", "140", "lb") == "Weight noted: 23 Nov 2026, 63.503 kg"
    assert terminal.line("weigh", "140 lb") == "Already there: 23 Nov 2026, 63.503 kg"


def test_an_unusual_weight_is_questioned_but_kept(terminal):
    result = terminal("weigh", "250")
    assert (result.exit_code, result.stderr) == (0, "250 kg is unusual.\n")


@pytest.mark.parametrize("typed", ["heavy", "5", "6000", "-60", "1e3", "9" * 10_000])
def test_a_weight_no_one_has_is_wrong_usage(terminal, typed):
    terminal.refusal("weigh", typed, code=2)


def test_a_day_to_come_is_questioned_but_kept(terminal):
    result = terminal("weigh", "64", "--day", "tomorrow")
    assert result.exit_code == 0
    assert "24 Nov 2026 has not come yet." in result.stderr


def labs(terminal):
    return {each.analyte: each for each in entries(terminal, LabResult)}


def test_results_are_kept_as_typed(terminal):
    line = terminal.line(
        *("lab", "alt=52", "Triglycerides=1,90:mmol/L", "crp=<5", "hcg_urine=Negative"),
        *("--fasting", "--range", "alt=7-45", "--range", "triglycerides=<1.7", "--day", "2 Nov"),
    )
    assert line.startswith(
        "Lab results noted: 2 Nov 2026, ALT 52 U/L (H); 2 Nov 2026, Triglycerides 1.90"
    )
    kept = labs(terminal)
    assert (str(kept["alt"].low), str(kept["alt"].high), kept["alt"].fasting) == ("7", "45", True)
    assert str(kept["triglycerides"].value) == "1.90"
    assert kept["triglycerides"].flag == "H"
    assert (kept["crp"].comparator, str(kept["crp"].value)) == ("<", "5")
    assert (kept["hcg_urine"].value, kept["hcg_urine"].word) == (None, "negative")


@pytest.mark.parametrize(
    ("typed", "low", "high"),
    [("7-45", "7", "45"), ("7,5–45", "7.5", "45"), ("<1.7", None, "1.7"), (">=40", "40", None)],
)
def test_a_range_is_read_as_labs_print_it(terminal, typed, low, high):
    terminal.line("lab", "alt=20", "--range", f"alt={typed}")
    found = labs(terminal)["alt"]
    assert (found.low and str(found.low), found.high and str(found.high)) == (low, high)


def test_a_unit_that_is_left_out_is_the_one_used_last(terminal):
    terminal.line("lab", "triglycerides=1.9:mmol/L", "--day", "2026-10-01")
    terminal.line("lab", "triglycerides=150:MG/DL", "--day", "2026-11-01")
    terminal.line("lab", "triglycerides=160")
    found = [each.unit for each in entries(terminal, LabResult)]
    assert sorted(found) == ["mg/dL", "mg/dL", "mmol/L"]


def test_a_sample_taken_today_has_come(terminal):
    assert "has not come yet" in terminal("lab", "alt=52", "--day", "tomorrow").stderr
    assert not terminal("lab", "alt=52").stderr


def test_a_test_of_ones_own_is_kept_and_said(terminal):
    result = terminal("lab", "Ferritin=40:µg/L")
    assert "“Ferritin” is kept as a test of your own." in result.stderr
    assert not terminal("lab", "ferritin=45", "--day", "yesterday").stderr
    assert [each.unit for each in entries(terminal, LabResult)] == ["µg/L", "µg/L"]
    assert "Did you mean alp or alt?" in terminal("lab", "alz=45").stderr


def test_a_test_of_ones_own_is_called_by_one_line(terminal):
    terminal.line("lab", "my\n\ttest\x00=4")
    assert list(labs(terminal)) == ["my test"]


def test_an_unusual_result_is_questioned_but_kept(terminal):
    result = terminal("lab", "alt=52000", "ast=20:stones")
    assert result.exit_code == 0
    assert "ALT 52000 U/L is unusual." in result.stderr
    assert "does not know AST in stones" in result.stderr


@pytest.mark.parametrize("typed", ["bilirubin_total=0.9", "triglycerides=1.9", "creatinine=0.9"])
def test_a_unit_that_decides_the_meaning_is_asked_for(terminal, typed):
    assert "In which unit" in terminal.refusal("lab", typed, code=2)
    name, _, value = typed.partition("=")
    terminal.line("lab", f"{typed}:mg/dL")
    terminal.line("lab", f"{name}={value}", "--day", "yesterday")
    assert {each.unit for each in entries(terminal, LabResult)} == {"mg/dL"}


def test_a_comparator_and_a_strict_end_are_kept(terminal):
    terminal.line("lab", "alt=>=45", "ast=50", "--range", "alt=7-45", "--range", "ast=<50")
    found = labs(terminal)
    assert (found["alt"].comparator, found["alt"].flag) == (">=", None)
    assert (found["ast"].high_strict, found["ast"].flag) == (True, "H")


REPORT = """Abnahme: 12.10.2026, nüchtern
GPT 52 U/l < 50
CK 1.204 U/l < 190
Ferritin 40 µg/l 15 - 150
Platlets 240 G/l
"""


def test_a_report_is_shown_and_then_taken(terminal, tmp_path):
    path = tmp_path / "report.txt"
    path.write_text(REPORT, "utf-8")
    said = json.loads(terminal.line("lab", "--paste", str(path), "--dry-run", "--json"))
    [sample] = said["samples"]
    assert sample["day"] == "2026-10-12"
    assert sample["results"] == [
        {
            **{"line": 2, "id": "alt", "name": "GPT", "comparator": "", "value": "52"},
            **{"unit": "U/L", "low": None, "high": "50", "low_strict": False},
            **{"high_strict": True, "proposed": None},
        },
        {
            **{"line": 5, "id": None, "name": "Platlets", "comparator": "", "value": "240"},
            **{"unit": "10⁹/L", "low": None, "high": None, "low_strict": False},
            **{"high_strict": False, "proposed": "platelets"},
        },
    ]
    assert [(each["line"], each["about"]) for each in said["asked"]] == [(3, "number")]
    assert [(each["line"], each["why"]) for each in said["unread"]] == [(4, "unknown test")]
    assert not labs(terminal)
    result = terminal("lab", "--paste", str(path))
    assert result.exit_code == 1
    assert "Line 4 is left out" in result.stderr
    [alt] = labs(terminal).values()
    assert (alt.day, str(alt.value), alt.fasting, alt.flag) == (date(2026, 10, 12), "52", True, "H")
    terminal.line("undo")
    assert not labs(terminal)


def test_a_report_that_is_all_sure_ends_well_and_is_taken_once(terminal, tmp_path):
    path = tmp_path / "report.txt"
    path.write_text("ALT 52 U/L 7-45\n", "utf-16")
    for _ in range(2):
        assert terminal("lab", "--paste", str(path), "--day", "2026-11-01").exit_code == 0
    [alt] = labs(terminal).values()
    assert alt.day == date(2026, 11, 1)
    path.write_text("ALT 53 U/L 7-45\n", "utf-8")
    result = terminal("lab", "--paste", str(path), "--day", "2026-11-01")
    assert (result.exit_code, len(labs(terminal))) == (1, 1)
    assert "another result of ALT" in result.stderr


def test_a_report_with_nothing_in_it_is_refused(terminal, tmp_path):
    path = tmp_path / "report.txt"
    for held in (b"", b"hello", b"\0\1\2", b"x" * 60_000):
        path.write_bytes(held)
        assert terminal("lab", "--paste", str(path)).exit_code == 1
    terminal.refusal("lab", "alt=5", "--paste", str(path), code=2)
    terminal.refusal("lab", "alt=5", "--json", code=2)


def test_a_second_result_of_a_day_is_said(terminal):
    terminal.line("lab", "alt=52")
    assert "already had a result" in terminal("lab", "alt=53").stderr


@pytest.mark.parametrize(
    "words",
    [
        (),
        ("alt",),
        ("alt=",),
        ("alt=high",),
        ("alt=:U/L",),
        ("alt=-5",),
        ("alt=1e9",),
        ("alt=NaN",),
        ("alt=1", "ALT=2"),
        ("hcg_urine=maybe",),
        ("alt=52", "--range", "alt=45-7"),
        ("alt=52", "--range", "alt=wide"),
        ("alt=52", "--range", "ast=7-45"),
        ("own=<",),
    ],
)
def test_a_result_that_cannot_be_read_is_wrong_usage(terminal, words):
    terminal.refusal("lab", *words, code=2)
    assert not labs(terminal)


def test_a_damaged_name_on_the_command_line_harms_nothing(terminal):
    terminal.line("note", "caf\udce9")  # not UTF-8: the shell hands over half a surrogate pair
    (note,) = entries(terminal, DayNote)
    assert note.text == "caf"
    assert json.loads(terminal.line("summary", "--json"))["dose"]["taken"] == 0


# days as they are typed, by the locale of the commands


@pytest.mark.parametrize(
    ("locale", "written"),
    [
        ("C", "2/11/2026"),
        ("C", "2 Nov"),
        ("en_US.UTF-8", "11/2/2026"),
        ("en_US.UTF-8", "11/2"),
        ("en_GB.UTF-8", "2/11/2026"),
        ("de_DE.UTF-8", "2.11.2026"),
        ("de_DE.UTF-8", "Mo 2. November"),
        ("pl_PL", "2 listopada"),
        ("sv_SE", "2026-11-02"),
        ("ar_EG", "٢ نوفمبر"),
    ],
)
def test_a_day_is_read_as_its_locale_writes_it(terminal, locale, written):
    assert "2 Nov 2026" in terminal.of(locale).line("weigh", "63.5", "--day", written)


def test_a_day_of_what_was_lies_back_and_one_of_what_is_planned_ahead(terminal):
    assert "1 Dec 2025" in terminal.line("weigh", "63.5", "--day", "1 Dec")
    assert "1 Dec 2026" in terminal.line("plan", "--from", "1 Dec", "dinner 20")


def test_a_weekday_that_does_not_fit_is_refused_and_nothing_written(terminal):
    said = terminal.refusal("weigh", "63.5", "--day", "mon 2026-11-03", code=2)

    assert "3 Nov 2026 is a Tuesday. Correct the day or the weekday." in said


@pytest.mark.parametrize(
    ("locale", "written"),
    [
        ("C", "19.30"),
        ("C", "1930"),
        ("en_US", "7:30 PM"),
        ("sv_SE", "kl. 7.30 em"),
        ("C", "7:30pm"),
    ],
)
def test_a_time_is_read_as_its_locale_writes_it(terminal, locale, written):
    terminal = terminal.at("2026-11-23T21:04:00+01:00").of(locale)

    assert "19:30" in terminal.line("dose", "--slot", "2", "--at", written)


@pytest.mark.parametrize(
    "words",
    [
        (),
        ("alt=52", "--paste", "{file}"),
        ("--paste", "{file}", "--fasting"),
        ("--paste", "{file}", "--range", "alt=7-45"),
        ("alt=52", "--dry-run"),
        ("alt=52", "--json"),
    ],
)
def test_options_that_do_not_go_together_are_a_misuse_and_nothing_is_kept(
    terminal, tmp_path, words
):
    file = tmp_path / "report.txt"
    file.write_text("ALT 24 U/L (7-45)", "utf-8")
    assert terminal.refusal("lab", *(word.format(file=file) for word in words), code=2)
    assert entries(terminal, LabResult) == []
