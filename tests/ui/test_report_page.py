"""The visit report: two keys to paper, the same pages as a file, and what stands in the way."""

from __future__ import annotations

from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtPrintSupport import QPrintDialog, QPrinter
from PySide6.QtWidgets import QFileDialog

from isodiary.report.pages import Pages
from isodiary.report.paper import Paper
from isodiary.ui.report_page import SINCE_VISIT, WHOLE_COURSE, ReportPage
from tests.ui.keys import CTRL, ENTER, RIGHT, hold, press
from tests.ui.windows import window_on


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
    """Say yes to the printer's dialog, and keep what is printed."""
    found = []

    def keep(pages, printer):
        found.append((pages.title, pages.count, printer.pageLayout().pageSize().id()))

    monkeypatch.setattr(QPrintDialog, "exec", lambda dialog: QPrintDialog.DialogCode.Accepted)
    monkeypatch.setattr(Pages, "print_to", keep)
    return found


def asked(monkeypatch, *names):
    """Answer the questions for a file, one after the other; return what was offered."""
    offered, left = [], list(names)

    def answer(parent, title, likely, kinds):
        offered.append(Path(likely))
        return str(left.pop(0)), kinds

    monkeypatch.setattr(QFileDialog, "getSaveFileName", answer)
    return offered


def said(window):
    return window.undo_bar.said.text()


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
    assert window.desk.settings.paper == "letter"
    assert printed[0][2] == Paper.LETTER.layout().pageSize().id()
    press("a")
    assert window.desk.settings.paper == "a4"


def test_paper_of_last_time_is_chosen_at_the_start(qtbot, course_desk):
    course_desk.settings.paper = "letter"
    assert ReportPage(course_desk).papers.value is Paper.LETTER


def test_periods_are_chosen_by_their_letters(page):
    assert page.periods.value == SINCE_VISIT
    assert page.covers.text().endswith("26\N{NO-BREAK SPACE}days")
    press("5")
    assert page.covers.text().endswith("56\N{NO-BREAK SPACE}days")
    press("2")
    assert page.covers.text().endswith("28\N{NO-BREAK SPACE}days")
    press("c")
    assert page.periods.value == WHOLE_COURSE
    assert page.covers.text().endswith("84\N{NO-BREAK SPACE}days")


def test_period_is_chosen_by_arrows_on_its_chips(page):
    page.periods.choose(28)
    chip = next(
        each for each in page.periods.findChildren(object) if getattr(each, "isChecked", bool)()
    )
    chip.setFocus()
    press(RIGHT)
    assert page.periods.value == 56


@pytest.mark.parametrize(
    ("button", "ending", "begins"), [("save_pdf", "pdf", b"%PDF"), ("save_html", "html", b"<!")]
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


def test_pages_are_zoomed_by_key(page):
    paper = page.view.widget()
    width_px = paper.width()
    page.view.setFocus()
    press("+")
    assert paper.width() > width_px
    press("-", "-")
    assert paper.width() < width_px


def test_without_a_course_nothing_can_be_printed(qtbot, desk):
    page = ReportPage(desk)
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
