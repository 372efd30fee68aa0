"""What the visit report is told: sections, name, appendix, what stays off, layouts; all by keys."""

from __future__ import annotations

from datetime import timedelta
from io import BytesIO

import pytest
from pypdf import PdfReader
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QAbstractButton

from isodiary.domain.change import Act, Change, Edit
from isodiary.domain.lab import LabResult
from isodiary.domain.record import DayNote, KeptKind, KeptOff, Patient
from isodiary.domain.symptom import SymptomEntry
from isodiary.report.sheet.options import NameShown, Section
from isodiary.services.figures.periods import Span
from isodiary.services.figures.summarise import summarise
from isodiary.services.kept_off import PRINTED, Module
from isodiary.ui.report import source as report_source
from isodiary.ui.report.kept_off import KeptOffDialog
from isodiary.ui.report.layouts import LayoutDialog
from isodiary.ui.report.page import ReportPage
from tests.ui.conftest import TODAY
from tests.ui.keys import CTRL, DOWN, ENTER, RIGHT, hold, press, write
from tests.ui.windows import Answers, asked, printing, said, window_on

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


def test_period_is_chosen_by_arrows_on_its_chips(page):
    focus_chip(page.options.periods)
    chosen = []
    for _ in range(2):
        press(RIGHT)
        chosen.append(page.options.periods.value)
    assert chosen == [Span.DAYS_14, Span.DAYS_28]


def focus_chip(row):
    """Give the focus to the first chip of a row that the Tab key stops at."""
    chips = row.findChildren(QAbstractButton)
    next(each for each in chips if each.focusPolicy() & Qt.FocusPolicy.TabFocus).setFocus()


def text_of(page):
    """Return what stands on the pages, as a reader of the PDF finds it."""
    reader = PdfReader(BytesIO(page.pages.pdf()))
    return " ".join(" ".join(each.extract_text() for each in reader.pages).split())


def add(page, *entries):
    edits = tuple(Edit(after=entry) for entry in entries)
    page.tools.editor.do(Change(act=Act.LOG_SYMPTOMS, edits=edits))


def answered(symptom, severity=2):
    return SymptomEntry(day=TODAY - timedelta(days=3), symptom=symptom, severity=severity)


def test_sections_go_and_come_by_keys(page):
    assert "By dose step" in text_of(page)
    focus_chip(page.options.sections)
    press(*[RIGHT] * list(Section).index(Section.STEPS), SPACE)
    assert "By dose step" not in text_of(page)
    press(SPACE)
    assert "By dose step" in text_of(page)


def test_every_section_can_be_left_out_and_the_page_stays(page):
    focus_chip(page.options.sections)
    for _ in Section:
        press(SPACE, RIGHT)
    assert page.options.sections.values == ()
    assert page.pages.count == 1


def test_name_is_printed_whole_as_initials_or_not_at_all(page):
    add(page, Patient(name="Anna Kowalska", birth_year=2004))
    assert "Anna Kowalska" in text_of(page)
    press("i")
    assert "Kowalska" not in text_of(page)
    assert "A. K." in text_of(page)
    press("w")
    assert "A. K." not in text_of(page)
    press("n")
    assert "Anna Kowalska" in text_of(page)


def test_the_appendix_follows_by_keys_and_the_number_of_pages_is_told(page):
    add(page, DayNote(day=TODAY - timedelta(days=2), text="Zebra crossing"))
    assert page.preview.count.text() == "1\N{NO-BREAK SPACE}page"
    assert "Zebra" not in text_of(page)
    focus_chip(page.options.more)
    press(SPACE)
    assert page.pages.count > 1
    pages = f"{page.pages.count}\N{NO-BREAK SPACE}pages"
    assert page.preview.count.text() == pages
    assert "Zebra" in text_of(page)


def test_a_note_kept_off_paper_is_on_no_page_and_only_the_screen_says_so(page):
    focus_chip(page.options.more)
    press(SPACE)
    add(page, DayNote(day=TODAY - timedelta(days=2), text="Zebra crossing", off_paper=True))
    assert "Zebra" not in text_of(page)
    assert "left out" in page.preview.left_out.text()
    assert page.preview.left_out.isVisible()
    assert "left out" not in text_of(page)


def test_mood_has_its_switch_beside_the_preview(page):
    add(page, answered("mood_low"), answered("anxiety"))
    assert "Low mood" in text_of(page)
    press("m")
    assert not page.preview.mood.isChecked()
    for word in ("Low mood", "Anx", "mood"):
        assert word not in text_of(page)
    assert page.preview.left_out.isVisible()
    press("m")
    assert "Low mood" in text_of(page)


def test_nothing_is_said_to_be_left_out_where_nothing_is(page):
    assert not page.preview.left_out.isVisible()


def test_intimacy_and_pregnancy_are_off_until_they_are_asked_for(page):
    day = TODAY - timedelta(days=3)
    add(
        page,
        answered("libido_reduced"),
        LabResult(day=day, analyte="hcg_urine", value=None, word="negative"),
    )
    for word in ("libido", "Pregnancy"):
        assert word not in text_of(page)
    assert page.preview.left_out.isVisible()
    focus_chip(page.options.more)
    press(RIGHT, SPACE)
    assert "libido" in text_of(page)
    press(RIGHT, SPACE)
    assert "Pregnancy" in text_of(page)
    assert not page.preview.left_out.isVisible()


def test_what_is_kept_off_paper_is_chosen_by_keys_and_undone(qtbot, monkeypatch, page):
    answers = Answers(qtbot, monkeypatch)

    def choose(dialog):
        dialog.list.setFocus()
        write("Headache")
        press(SPACE, ENTER)

    answers.give(choose)
    assert "Headache" in text_of(page)
    page.kept_off.click()
    assert answers.seen == [KeptOffDialog]
    assert [each.what for each in page.tools.diary.all(KeptOff)] == ["headache"]
    assert "Headache" not in text_of(page)
    page.tools.editor.undo_stack.undo()
    assert page.tools.diary.all(KeptOff) == []
    assert "Headache" in text_of(page)


def test_a_mark_on_mood_cannot_be_switched_over(qtbot, monkeypatch, page):
    answers = Answers(qtbot, monkeypatch)

    def tick_first(dialog):
        dialog.list.setFocus()
        press(SPACE, ENTER)

    answers.give(tick_first)
    add(page, answered("mood_low"))
    page.kept_off.click()
    assert not page.preview.mood.isEnabled()
    press("m")
    assert "Low mood" not in text_of(page)


def test_what_a_mark_keeps_off_cannot_be_asked_for(page):
    add(page, KeptOff(kind=KeptKind.MODULE, what="intimacy"), answered("libido_reduced"))
    focus_chip(page.options.more)
    press(RIGHT, SPACE)  # the chip beside is that for pregnancy tests now
    assert "libido" not in text_of(page)


def test_the_html_file_says_what_the_pages_say(page, monkeypatch, tmp_path):
    add(page, answered("mood_low"))
    press("m", "w")
    asked(monkeypatch, tmp_path / "visit.html")
    page.save_html.click()
    html = (tmp_path / "visit.html").read_text("utf-8")
    assert "mood" not in html.lower()
    assert "Headache" in html


def test_a_saved_pdf_says_what_the_preview_shows(page, monkeypatch, tmp_path):
    press("m", "5", "l")
    asked(monkeypatch, tmp_path / "visit.pdf")
    page.save_pdf.click()
    reader = PdfReader(tmp_path / "visit.pdf")
    said = " ".join(" ".join(each.extract_text() for each in reader.pages).split())
    assert said == text_of(page)
    assert len(reader.pages) == page.pages.count


def saves_as(name):
    def save(dialog):
        dialog.name.set_text(name)
        dialog.accept()

    return save


def test_a_layout_is_saved_chosen_and_deleted(qtbot, monkeypatch, window, page):
    answers = Answers(qtbot, monkeypatch)
    answers.give(saves_as("  For the   clinic "))
    press("i", "2", "m")
    assert page.layouts.box.currentText() == "Not saved"
    page.layouts.save.click()
    assert answers.seen == [LayoutDialog]
    assert said(window) == "Layout “For the clinic” saved."
    assert page.layouts.box.currentText() == "For the clinic"
    choose_layout(page, "The usual sheet")
    shown = [page.options.whose.value]
    assert page.preview.mood.isChecked()
    choose_layout(page, "For the clinic")
    shown.append(page.options.whose.value)
    assert shown == [NameShown.WHOLE, NameShown.INITIALS]
    assert page.options.periods.value is Span.DAYS_28
    assert not page.preview.mood.isChecked()
    page.layouts.delete.click()
    assert page.tools.settings.layouts == ()
    assert page.options.whose.value is NameShown.INITIALS
    assert page.layouts.box.currentText() == "Not saved"


def choose_layout(page, name):
    """Choose a layout from the list by its keys."""
    page.layouts.box.setFocus()
    place = page.layouts.box.findText(name)
    press(*[Qt.Key.Key_Home], *[DOWN] * place)
    assert page.layouts.box.currentText() == name


def test_a_layout_of_a_name_that_is_taken_is_asked_about_once(qtbot, monkeypatch, page):
    answers = Answers(qtbot, monkeypatch)

    def twice(dialog):
        dialog.name.set_text("Short")
        dialog.accept()
        assert dialog.isVisible()
        assert "replaces" in dialog.problem.text()
        dialog.accept()

    answers.give(saves_as("Short"))
    answers.give(twice)
    press("2")
    page.layouts.save.click()
    press("5")
    page.layouts.save.click()
    [layout] = page.tools.settings.layouts
    assert (layout.name, layout.span) == ("Short", Span.DAYS_56)


@pytest.mark.parametrize(("typed", "told"), [("   ", "Type a name"), ("x" * 41, "40 characters")])
def test_a_layout_needs_a_name_that_fits(qtbot, course_desk, typed, told):
    dialog = LayoutDialog(course_desk, ())
    qtbot.addWidget(dialog)
    dialog.show()
    dialog.name.set_text(typed)
    dialog.accept()
    assert dialog.isVisible()
    assert told in dialog.name.problem.text()


def test_the_next_start_remembers_the_choices_but_not_the_period(qtbot, page):
    press("i", "2", "m")
    again = ReportPage(page.tools)
    qtbot.addWidget(again)
    assert again.options.whose.value is NameShown.INITIALS
    assert again.options.periods.value is Span.SINCE_VISIT
    again.show()
    assert not again.preview.mood.isChecked()


def test_what_is_off_first_is_off_again_in_the_next_start(page):
    focus_chip(page.options.more)
    press(RIGHT, SPACE)
    assert page.tools.settings.report.printed == PRINTED
    assert Module.INTIMACY not in page.tools.settings.report.printed


def test_enter_prints_from_wherever_nothing_else_takes_it(page, printed):
    page.preview.view.setFocus()
    press(ENTER)
    assert len(printed) == 1


def test_a_choice_reads_the_diary_again_only_where_the_days_change(page, monkeypatch):
    read: list[object] = []
    monkeypatch.setattr(report_source, "summarise", counting(summarise, read))
    press("i", "l", "m", "a")
    assert read == []
    press("5")
    assert len(read) == 1


def counting(function, calls):
    def counted(*args, **options):
        calls.append(options)
        return function(*args, **options)

    return counted
