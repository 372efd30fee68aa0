"""`isodiary summary`, `report`, `sample`, `check`, and what the program says of itself."""

from __future__ import annotations

import io
import json
import os
import re
import stat
import zipfile

import pytest
from click.testing import CliRunner
from pypdf import PdfReader

from isodiary import __version__
from isodiary.cli.commands import MODULES, commands
from tests.journeys.commands import Terminal, empty


@pytest.fixture
def course(new, tmp_path) -> Terminal:
    """Twelve made-up weeks."""
    new.line("sample", str(tmp_path / "sample.sqlite"))
    return Terminal(tmp_path / "sample.sqlite")


def test_a_summary_begins_after_the_last_visit(course):
    found = json.loads(course.line("summary", "--json"))
    assert found["to"] == "2026-11-23"
    assert found["from"] == "2026-10-31"
    assert found["course"]["day"] == 84


def test_a_summary_is_of_the_days_that_are_named(course):
    found = json.loads(course.line("summary", "--json", "--from", "2026-10-01", "--to", "7 Oct"))
    assert (found["from"], found["to"]) == ("2026-10-01", "2026-10-07")
    assert found["dose"]["due"] == 13  # 40 and 20 mg in turn up to 2 Oct, then two doses a day


def test_a_summary_in_words_has_every_part(course):
    text = course.line("summary")
    parts = [line for line in text.splitlines() if line and not line.startswith(" ")]
    assert parts[1:-1] == ["Dose", "Warning signs", "Symptoms", "Dose steps", "Labs"]
    assert "due doses" in text
    assert "mg/kg" in text
    assert "\N{NO-BREAK SPACE}" not in text, "what cannot be found with grep"


def test_a_summary_of_a_course_without_entries_says_so(terminal):
    text = terminal.line("summary")
    assert "0 of 163 due doses (0 %)" in text
    assert "none answered" in text
    assert "none noted" in text


def test_a_summary_needs_a_course(new):
    empty(new)
    assert "no course" in new.refusal("summary")


def test_a_period_that_ends_before_it_begins_is_refused(course):
    course.refusal("summary", "--from", "2026-11-02", "--to", "2026-11-01")


def test_the_sheet_is_a_pdf_whose_words_can_be_read(course, tmp_path):
    line = course.line("report", str(tmp_path / "visit.pdf"), "--paper", "letter")
    assert line.startswith("Visit sheet written: 31 Oct 2026 to 23 Nov 2026, 1 page, in ")
    page = PdfReader(tmp_path / "visit.pdf").pages[0]
    assert "visit summary" in " ".join(page.extract_text().split())
    assert [round(float(side)) for side in page.mediabox[2:]] == [612, 792]


def test_the_sheet_is_an_html_file_too(course, tmp_path):
    course.line("report", str(tmp_path / "visit.HTML"))
    assert "Dry lips" in (tmp_path / "visit.HTML").read_text("utf-8")


def test_all_for_a_visit_by_video_is_one_archive(course, tmp_path):
    path = tmp_path / "visit.zip"
    line = course.line("report", str(path))
    assert "Visit sheet written" in line
    with zipfile.ZipFile(path) as archive:
        names = archive.namelist()
        held = {name: archive.read(name) for name in names}
    assert names[:4] == ["visit.pdf", "visit.html", "visit.txt", "labs.csv"]
    pages = PdfReader(io.BytesIO(held["visit.pdf"])).pages
    assert len(pages) > 2, "with its appendix"
    assert held["visit.html"].startswith(b"<!DOCTYPE html>")
    assert b"analyte" in held["labs.csv"]
    assert len(held["visit.txt"].decode()) <= 701


def test_a_report_has_an_appendix_if_it_is_asked_for(course, tmp_path):
    course.line("report", str(tmp_path / "visit.pdf"))
    line = course.line("report", str(tmp_path / "long.pdf"), "--appendix")
    pages = PdfReader(tmp_path / "long.pdf").pages
    assert len(PdfReader(tmp_path / "visit.pdf").pages) == 1
    assert f"{len(pages)} pages" in line
    assert "Day by day" in " ".join(pages[1].extract_text().split())
    assert "What the figures mean" in " ".join(pages[-1].extract_text().split())


def test_a_sheet_of_another_kind_is_wrong_usage(course, tmp_path):
    course.refusal("report", str(tmp_path / "visit.docx"), code=2)
    course.refusal("report", str(tmp_path / "visit.pdf"), "--paper", "a5", code=2)
    assert list(tmp_path.iterdir()) == [course.path]


def test_a_sheet_in_no_folder_is_refused(course, tmp_path):
    assert "no folder" in course.refusal("report", str(tmp_path / "away" / "visit.pdf"))


def test_a_sample_is_never_written_into_a_file_that_is_there(course, tmp_path):
    other = tmp_path / "thesis.txt"
    other.write_text("mine")
    for path in (other, course.path):
        before = path.read_bytes()
        assert "already" in course.refusal("sample", str(path))
        assert path.read_bytes() == before


def test_a_sample_leaves_the_own_diary_alone(new, tmp_path):
    path = tmp_path / "sample.sqlite"
    said = new.line("sample", str(path), "--weeks", "2", "--until", "2026-11-22")
    assert re.fullmatch(
        r"Made-up diary written: 2 weeks up to 22 Nov 2026, \d+ changes, in (.*)", said
    )
    assert said.endswith(f", in {path}")
    assert not new.path.exists()
    assert [path.name for path in tmp_path.iterdir()] == ["sample.sqlite"]


@pytest.mark.skipif(os.name != "posix", reason="rights are otherwise elsewhere")
def test_a_sample_is_readable_for_its_owner_only(course):
    assert stat.S_IMODE(course.path.stat().st_mode) == 0o600


@pytest.mark.parametrize("words", [("--weeks", "0"), ("--until", "then"), ("--seed", "x")])
def test_a_sample_of_nothing_is_wrong_usage(new, tmp_path, words):
    new.refusal("sample", str(tmp_path / "sample.sqlite"), *words, code=2)


def test_a_sample_in_no_folder_is_refused(new, tmp_path):
    assert "folder" in new.refusal("sample", str(tmp_path / "away" / "sample.sqlite"))


def test_the_evening_of_a_sample_is_still_to_come(course):
    assert "23 Nov 2026, second dose" in course.line("dose")


def test_a_sound_diary_is_said_to_be_sound(course):
    counted, verdict = course.line("check").splitlines()
    assert "150 doses" in counted
    assert verdict == "Everything is as it was written."


def test_a_damaged_row_is_named(course):
    content = course.path.read_bytes()
    note = b"with a shimmer before the eyes"
    assert content.count(note) == 2, "once as it is, once in the history"
    course.path.write_bytes(content.replace(note, b"With a shimmer before the eyes", 1))
    result = course("check")
    assert result.exit_code == 1
    assert "Damaged: the " in result.stderr
    assert "(table " in result.stderr


@pytest.mark.parametrize("content", [b"", b"not a diary", b"SQLite format 3\0" + bytes(4096)])
@pytest.mark.parametrize("words", [("check",), ("dose",), ("note", "words"), ("summary",)])
def test_a_file_that_is_no_diary_is_refused_untouched(new, content, words):
    new.path.write_bytes(content)
    new.refusal(*words)
    assert new.path.read_bytes() == content


def test_a_folder_is_no_diary(tmp_path):
    Terminal(tmp_path).refusal("note", "words")


def test_the_file_cannot_have_an_impossible_name(tmp_path):
    Terminal(tmp_path / "a\0b").refusal("check", code=2)
    Terminal(tmp_path / ("x" * 5000)).refusal("check")
    Terminal(tmp_path / ("x" * 5000)).refusal("note", "words")


def test_the_version_is_said(new):
    assert new.line("--version") == f"isodiary, version {__version__}"


@pytest.mark.parametrize("name", MODULES)
def test_every_command_has_help_with_an_example(new, name):
    text = new.line(name, "--help")
    assert "Example" in text
    assert f"isodiary {name}" in text.partition("Example")[2]


def test_the_help_lists_every_command(new):
    text = new.line("--help")
    assert all(f"\n  {name} " in text for name in MODULES)


def test_an_unknown_command_is_wrong_usage(new):
    assert "No such command" in new.refusal("dance", code=2)


@pytest.mark.parametrize("now", ["yesterday", "2026-11-23T19:04:00"])
def test_a_clock_that_cannot_be_read_is_wrong_usage(new, now):
    assert "ISODIARY_NOW" in new.at(now).refusal("note", "words", code=2)


def opened(words, obj):
    return CliRunner().invoke(commands, words, obj=obj)


def test_without_a_command_the_window_is_opened(tmp_path):
    asked = []

    def open_window(diary, sample):
        asked.append((diary, sample))
        return 7

    assert opened(["--diary", str(tmp_path / "a")], open_window).exit_code == 7
    assert opened(["--sample"], open_window).exit_code == 7
    assert asked == [(tmp_path / "a", False), (None, True)]


@pytest.mark.parametrize("words", [["--sample", "--diary", "a"], ["--sample", "check"], []])
def test_what_makes_no_sense_together_is_wrong_usage(words):
    assert opened(words, None).exit_code == 2
