"""A diary to print: what is chosen is what the pages show, are printed with and saved as."""

from __future__ import annotations

import io
from datetime import timedelta

import pypdf
import pytest
from PySide6.QtCore import QLocale
from PySide6.QtGui import QAccessible
from PySide6.QtPrintSupport import QPrintDialog, QPrinter
from PySide6.QtWidgets import QApplication, QDialog, QFileDialog

from isodiary.domain.change import Act, Change, Edit
from isodiary.domain.record import KeptKind, KeptOff, Patient
from isodiary.report.press.paper import Paper
from isodiary.services.symptoms.log import track
from isodiary.storage.reads.days import tracked
from isodiary.ui.paper.print import PaperDiaryDialog
from tests.ui.conftest import TODAY
from tests.ui.keys import ENTER, ESCAPE, fill_day, in_front, press


@pytest.fixture
def dialog(qtbot, course_desk):
    patient = Patient(name="Anna K.")
    course_desk.editor.do(Change(act=Act.CHANGE_PATIENT, edits=(Edit(after=patient),)))
    return in_front(qtbot, PaperDiaryDialog(course_desk))


def said(dialog):
    pages = pypdf.PdfReader(io.BytesIO(dialog.pages.pdf())).pages
    return " ".join(" ".join(page.extract_text().split()) for page in pages)


def test_it_opens_with_two_weeks_from_tomorrow_ready_to_print(dialog):
    assert dialog.print.hasFocus()
    assert dialog.pages.count == 2
    assert "Tue 24 Nov" in said(dialog)
    assert "Anna K." in said(dialog)


def test_a_screen_reader_is_told_what_the_pages_say(dialog):  # red before: it was told nothing
    reader = QAccessible.queryAccessibleInterface(dialog.view.focusProxy()).textInterface()
    said = reader.text(0, reader.characterCount()).replace("\u00a0", " ")
    assert "Dry lips" in said
    assert "dinner" in said
    assert "not recorded" in said
    assert "Anna K." in said


def test_a_letter_chooses_and_weeks_are_counted(dialog):
    press("b")
    assert "Week from ____" in said(dialog)
    assert not dialog.first.isEnabled()
    dialog.weeks.setValue(8)
    assert dialog.pages.count == 8
    assert dialog.count.text() == "8\u00a0pages"
    press("t")
    assert dialog.pages.count == 4


def test_its_digits_are_those_of_the_words_around(qtbot, course_desk, settled_in):
    settled_in(QLocale(QLocale.Language.Arabic, QLocale.Country.Egypt))
    dialog = in_front(qtbot, PaperDiaryDialog(course_desk))
    assert dialog.weeks.text() == "2"
    assert dialog.first.understood.text() == "Tue 24 Nov 2026"


def test_the_paper_chosen_is_remembered(dialog):
    press("l")
    assert dialog.pages.paper is Paper.LETTER
    assert dialog.tools.settings.paper == "letter"


def test_another_first_day_is_taken(dialog):
    day = TODAY + timedelta(days=30)
    fill_day(dialog.first, day)
    assert f"{day.day} Dec" in said(dialog)


def test_the_name_can_be_left_off(dialog):
    dialog.name.setChecked(False)
    assert "Anna K." not in said(dialog)


def test_what_is_kept_off_paper_is_not_on_it(qtbot, course_desk):
    mark = KeptOff(kind=KeptKind.SYMPTOM, what="lips_dry")
    course_desk.editor.do(Change(act=Act.KEEP_OFF_PAPER, edits=(Edit(after=mark),)))
    words = said(in_front(qtbot, PaperDiaryDialog(course_desk)))
    assert "Dry lips" not in words
    assert "Dry eyes" in words


def test_it_is_saved_as_pdf(dialog, monkeypatch, tmp_path):
    path = tmp_path / "paper.pdf"
    asked = []

    def choose(parent, title, likely, kinds):
        asked.append(likely)
        return str(path), kinds

    monkeypatch.setattr(QFileDialog, "getSaveFileName", choose)
    dialog.save_pdf.click()
    assert path.read_bytes().startswith(b"%PDF")
    assert "paper diary 2026-11-23.pdf" in asked[0]
    assert dialog.told.text() == f"Saved as {path}"


def test_a_file_that_cannot_be_written_is_told_here(dialog, monkeypatch, tmp_path):
    path = tmp_path / "nowhere" / "paper.pdf"
    monkeypatch.setattr(QFileDialog, "getSaveFileName", lambda *_: (str(path), ""))
    dialog.save_pdf.click()
    assert dialog.told.text().startswith("There is no folder")


def test_enter_prints(dialog, monkeypatch, tmp_path):
    def accept(print_dialog):
        printer = print_dialog.printer()
        printer.setOutputFormat(QPrinter.OutputFormat.PdfFormat)
        printer.setOutputFileName(str(tmp_path / "printed.pdf"))
        return QDialog.DialogCode.Accepted

    monkeypatch.setattr(QPrintDialog, "exec", accept)
    press(ENTER)
    printed = (tmp_path / "printed.pdf").read_bytes()
    assert printed.count(b"/Type /Page\n") == 2
    assert dialog.told.text() == f"Saved as {tmp_path / 'printed.pdf'}"
    assert dialog.file.isVisible()


def test_it_says_where_two_weeks_do_not_fit(dialog):
    press("t")
    assert dialog.count.text() == "1\u00a0page"
    many = [each.id for each in dialog.tools.catalogues.symptoms.symptoms.values()][:20]
    dialog.tools.editor.do(track(tracked(dialog.tools.diary), many))
    press("l")
    assert dialog.count.text() == "2\u00a0pages. Two weeks do not fit on one."


def test_escape_closes_it(dialog):
    press(ESCAPE)
    assert not dialog.isVisible()


def test_it_fits_a_small_window_at_twice_the_font(qtbot, course_desk):
    course_desk.theme.set_text_factor(2.0)
    dialog = in_front(qtbot, PaperDiaryDialog(course_desk))
    dialog.resize(760, 560)
    QApplication.processEvents()
    least = dialog.minimumSizeHint()
    assert (least.width() <= 760, least.height() <= 560) == (True, True)
