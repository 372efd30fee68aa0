"""The visit report: two keys to paper, the same pages as a file, and what stands in the way."""

from __future__ import annotations

import re
from datetime import timedelta

import pytest
from PySide6.QtCore import Qt
from PySide6.QtPrintSupport import QPrintDialog, QPrinter
from PySide6.QtWidgets import QAbstractButton, QLabel

from isodiary.report.press.paper import Paper
from isodiary.ui.report.page import ReportPage
from tests.ui.conftest import TODAY
from tests.ui.keys import CTRL, ENTER, fill_day, hold, press
from tests.ui.windows import asked, printing, said, window_on

SPACE = Qt.Key.Key_Space


@pytest.fixture
def window(qtbot, course_desk):
    window = window_on(qtbot, course_desk)
    hold(CTRL, Qt.Key.Key_P)
    return window


@pytest.fixture
def page(window):
    return window.page(ReportPage)


@pytest.fixture
def printed(monkeypatch):
    return printing(monkeypatch)


def test_two_keys_lead_to_paper(window, printed):
    assert press(ENTER) == 1
    [(title, count, _)] = printed
    assert count == 1
    assert "visit" in title.lower()
    assert said(window) == "The visit report was given to the printer."


def test_given_up_printing_prints_and_says_nothing(window, monkeypatch, printed):
    monkeypatch.setattr(QPrintDialog, "exec", lambda dialog: QPrintDialog.DialogCode.Rejected)
    press(ENTER)
    assert printed == []
    assert not window.undo_bar.isVisible()


def test_paper_is_chosen_by_its_letter_kept_and_printed_on(window, page, printed):
    press("l", ENTER)
    assert window.tools.settings.paper == "letter"
    assert printed[0][2] == Paper.LETTER.layout().pageSize().id()
    press("a")
    assert window.tools.settings.paper == "a4"


def test_paper_of_last_time_is_chosen_at_the_start(qtbot, course_desk):
    course_desk.settings.paper = "letter"
    assert ReportPage(course_desk).options.papers.value is Paper.LETTER


@pytest.mark.parametrize(
    ("letter", "days"),
    [("v", 26), ("1", 14), ("2", 28), ("5", 56), ("9", 90), ("c", 84), ("o", 28)],
)
def test_periods_are_chosen_by_their_letters(page, letter, days):
    press("1", letter)
    assert page.covers.text().endswith(f" {days}\N{NO-BREAK SPACE}days")


def test_own_days_are_asked_for_only_where_they_are_chosen(page):
    assert not page.options.first.isVisible()
    press("o")
    assert page.options.first.isVisible()
    fill_day(page.options.first, TODAY - timedelta(days=4))
    assert page.covers.text().endswith(" 5\N{NO-BREAK SPACE}days")
    press("v")
    assert not page.options.first.isVisible()


def test_own_days_that_end_before_they_begin_are_said_and_not_printed(page, printed):
    press("o")
    fill_day(page.options.first, TODAY + timedelta(days=1))
    assert "before" in page.covers.text()
    assert not page.print.isEnabled()
    fill_day(page.options.first, TODAY)
    assert page.print.isEnabled()


@pytest.mark.parametrize(
    ("button", "ending", "begins"),
    [("save_pdf", "pdf", b"%PDF"), ("save_html", "html", b"<!"), ("save_pack", "zip", b"PK")],
)
def test_file_is_saved_under_the_name_that_was_chosen(
    window, page, monkeypatch, tmp_path, button, ending, begins
):
    path = tmp_path / f"for the doctor.{ending}"
    offered = asked(monkeypatch, path)
    getattr(page, button).click()
    assert path.read_bytes().startswith(begins)
    assert offered[0].name == f"isodiary 2026-11-23.{ending}"
    assert said(window) == f"Saved as {path}"


def test_ending_is_added_where_none_was_typed(page, monkeypatch, tmp_path):
    asked(monkeypatch, tmp_path / "report")
    page.save_pdf.click()
    assert [each.name for each in tmp_path.glob("report*")] == ["report.pdf"]


def test_file_that_was_not_asked_about_is_not_replaced(page, monkeypatch, tmp_path):
    held = tmp_path / "report.pdf"
    held.write_text("mine")
    offered = asked(monkeypatch, tmp_path / "report", "")
    page.save_pdf.click()
    assert offered[1] == held
    assert held.read_text() == "mine"


def test_given_up_saving_writes_and_says_nothing(window, page, monkeypatch):
    asked(monkeypatch, "")
    page.save_html.click()
    assert not window.undo_bar.isVisible()


def test_folder_that_is_gone_is_said_and_the_page_stays(window, page, monkeypatch, tmp_path):
    asked(monkeypatch, tmp_path / "gone" / "report.pdf")
    page.save_pdf.click()
    assert window.undo_bar.isVisible()
    assert "folder" in said(window)
    assert page.print.isEnabled()


def test_pages_are_zoomed_by_key_and_fitted(page):
    view, paper = page.preview.view, page.preview.view.widget()
    width_px = paper.width()
    press("+")
    assert paper.width() > width_px
    press("-", "-")
    assert paper.width() < width_px
    press("f")
    assert paper.width() == width_px
    press("g")
    assert paper.height() <= view.viewport().height()
    whole_px = paper.width()
    press("+")
    assert paper.width() > whole_px
    view.setFocus()
    press("-", "f")
    assert paper.width() == width_px


def test_what_is_in_the_middle_stays_there_while_pages_are_zoomed(page):
    def middle():
        return (view.verticalScrollBar().value() + view.viewport().height() / 2) / paper.height()

    view, paper = page.preview.view, page.preview.view.widget()
    press("+", "+")
    view.verticalScrollBar().setValue(view.verticalScrollBar().maximum() // 2 + 60)
    before = middle()
    press("+")
    assert middle() == pytest.approx(before, abs=0.01)


@pytest.mark.parametrize(("width", "height", "factor"), [(760, 560, 1.0), (760, 560, 2.0)])
def test_the_page_fits_a_small_window_and_large_text(window, page, width, height, factor):
    window.tools.theme.set_text_factor(factor)
    try:
        window.resize(width, height)
        assert window.minimumSizeHint().width() <= width
        assert page.preview.view.width() > 100
    finally:
        window.tools.theme.set_text_factor(1.0)


def test_a_letter_with_alt_does_one_thing(window, page):
    texts = [action.text() for action in window.menuBar().actions()]
    buttons = [each for each in window.findChildren(QAbstractButton) if each.isVisible()]
    texts += [each.text() for each in buttons if not each.shortcut().isEmpty()]
    texts += [each.text() for each in window.findChildren(QLabel) if each.buddy()]
    letters = [found[1].lower() for text in texts if (found := re.search("&([^&])", text))]
    assert len(letters) == len(set(letters)) > 12, sorted(letters)


def test_without_a_course_nothing_can_be_printed(qtbot, tools):
    page = ReportPage(tools)
    qtbot.addWidget(page)
    page.show()
    assert page.covers.text()
    assert not page.print.isEnabled()
    assert not page.save_pdf.isEnabled()


def test_printer_is_told_the_paper_and_the_name(page, monkeypatch):
    seen = []

    def look(dialog):
        printer = dialog.printer()
        seen.append((printer.docName(), printer.pageLayout().pageSize().id(), dialog.maxPage()))
        return QPrintDialog.DialogCode.Rejected

    monkeypatch.setattr(QPrintDialog, "exec", look)
    press(ENTER)
    [(name, size, pages)] = seen
    assert (size, pages) == (Paper.A4.layout().pageSize().id(), 1)
    assert name
    assert isinstance(QPrinter().docName(), str)


def test_the_paper_chosen_in_preferences_is_taken(page):
    page.tools.habits_in_use.choose_paper(Paper.LETTER)

    assert page.pages.paper is Paper.LETTER
    assert page.options.papers.value is Paper.LETTER
