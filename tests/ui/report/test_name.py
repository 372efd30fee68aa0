"""The patient's name: in the name of the file, and asked once where the diary has none."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta

import pytest
from PySide6.QtCore import Qt
from PySide6.QtPrintSupport import QPrintDialog

from isodiary.domain.change import Act, Change, Edit
from isodiary.domain.record import Patient
from isodiary.report.layout import USUAL
from isodiary.report.sheet.options import NameShown
from isodiary.ui.kit.files import NAME_BYTES, safe_name
from isodiary.ui.report.page import ReportPage
from tests.clock import EVENING
from tests.ui.conftest import TODAY
from tests.ui.keys import CTRL, ENTER, fill_day, hold, press, write
from tests.ui.windows import asked, window_on


def named(tools, name, **more):
    held = tools.diary.get(Patient, Patient().id)
    edit = Edit(before=held, after=replace(held or Patient(), name=name, **more))
    tools.diary.apply(Change(act=Act.CHANGE_PATIENT, edits=(edit,)), at=EVENING)
    tools.editor.look_again()


@pytest.fixture
def tools(course_desk):
    return course_desk


@pytest.fixture
def page(qtbot, tools, monkeypatch):
    """The page; Enter in the field must not reach its printer."""
    monkeypatch.setattr(QPrintDialog, "exec", lambda dialog: pytest.fail("Enter printed"))
    window = window_on(qtbot, tools)
    hold(CTRL, Qt.Key.Key_P)
    return window.page(ReportPage)


def patient(page):
    return page.tools.diary.get(Patient, Patient().id)


@pytest.mark.parametrize(("button", "ending"), [("save_pdf", "pdf"), ("save_html", "html")])
def test_the_file_is_named_after_the_patient_and_the_day(page, monkeypatch, button, ending):
    named(page.tools, "Ada Byron")
    page.reload()
    offered = asked(monkeypatch, "")
    getattr(page, button).click()
    assert offered[0].name == f"isodiary Ada Byron 2026-11-23.{ending}"


@pytest.mark.parametrize("shown", [NameShown.INITIALS, NameShown.NONE])
def test_the_file_says_no_more_than_the_paper(page, monkeypatch, shown):
    named(page.tools, "Ada Byron")
    page.reload()
    page.choose_layout(replace(USUAL, shown=shown))
    offered = asked(monkeypatch, "")
    page.save_pdf.click()
    assert offered[0].name == "isodiary 2026-11-23.pdf"


def test_a_name_with_a_point_gets_an_ending_where_none_was_typed(page, monkeypatch, tmp_path):
    asked(monkeypatch, tmp_path / "isodiary A. Byron 2026-11-23")
    page.save_pdf.click()
    assert [each.name for each in tmp_path.glob("isodiary A*")] == [
        "isodiary A. Byron 2026-11-23.pdf"
    ]


@pytest.mark.parametrize(
    ("typed", "safe"),
    [
        ("Ada Byron", "Ada Byron"),
        ("Zoë Łęcka-O’Neil", "Zoë Łęcka-O’Neil"),
        ("Zoe\N{COMBINING DIAERESIS}", "Zoë"),
        ("../../etc/passwd", "etc passwd"),
        ('a<b>c:d"e/f\\g|h?i*j', "a b c d e f g h i j"),
        ("A. B.", "A. B"),
        ("Ada\tB\nC\N{LINE SEPARATOR}D", "Ada B C D"),
        ("Ada\N{RIGHT-TO-LEFT OVERRIDE}fdp.exe", "Adafdp.exe"),
        ("...", ""),
        ("Ω" * 200, "Ω" * (NAME_BYTES // 2)),
        ("x" + "😀" * 200, "x" + "😀" * 24),
    ],
)
def test_a_name_is_safe_on_every_file_system(typed, safe):
    assert safe_name(typed) == safe
    assert len(safe_name(typed).encode()) <= NAME_BYTES


def test_the_answer_is_the_name_of_the_patient_by_one_change(page):
    named(page.tools, "", birth_year=2004)
    page.reload()
    assert page.preview.name.isVisible()
    before = page.tools.diary.history.last_number()
    page.preview.name.field.take_focus()
    write(" Ada  Byron ")
    press(ENTER)
    assert (patient(page).name, patient(page).birth_year) == ("Ada Byron", 2004)
    assert page.tools.diary.history.last_number() == before + 1
    assert not page.preview.name.isVisible()
    assert "Ada Byron" in page.pages.author


def test_a_name_taken_back_is_not_asked_for_again(page):
    page.preview.name.field.take_focus()
    write("Ada")
    press(ENTER)
    page.tools.editor.undo_stack.undo()
    assert patient(page) is None
    assert not page.preview.name.isVisible()


def test_an_empty_line_is_no_name(page):
    page.preview.name.field.take_focus()
    write("  ")
    press(ENTER)
    assert page.preview.name.field.problem.text() == "Type a name."
    assert page.preview.name.isVisible()
    assert patient(page) is None


def test_not_now_is_remembered(qtbot, page):
    page.preview.name.later.click()
    page.reload()
    assert not page.preview.name.isVisible()
    again = ReportPage(page.tools)
    qtbot.addWidget(again)
    again.reload()
    assert again.preview.name.isHidden()
    assert patient(page) is None


def test_nobody_is_asked_whose_name_is_known_or_not_printed(page):
    page.choose_layout(replace(USUAL, shown=NameShown.NONE))
    assert not page.preview.name.isVisible()
    page.choose_layout(USUAL)
    assert page.preview.name.isVisible()
    named(page.tools, "Ada")
    page.reload()
    assert not page.preview.name.isVisible()


def test_nobody_is_asked_where_there_are_no_pages(page):
    assert page.preview.name.isVisible()
    press("o")
    fill_day(page.options.first, TODAY + timedelta(days=1))
    assert page.pages is None
    assert not page.preview.name.isVisible()
