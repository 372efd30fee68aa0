"""The page History shows every day, and lets every entry of any age be mended and found."""

from __future__ import annotations

from datetime import date, timedelta, timezone
from decimal import Decimal

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QAbstractButton, QDialog, QMenu, QWidget
from shiboken6 import isValid

from isodiary.domain.acne import AcneCheck
from isodiary.domain.change import Act, Change, Edit, Entry
from isodiary.domain.course import Slot
from isodiary.domain.dose import Dose, Outcome
from isodiary.domain.lab import LabResult, PlannedTest
from isodiary.domain.plan import parse_plan
from isodiary.domain.record import DayNote, Visit, Weight
from isodiary.domain.symptom import SymptomEntry
from isodiary.services.course import plan as plan_course
from isodiary.services.course.view import read_course
from isodiary.services.days.month import DaySign
from isodiary.services.days.search import SearchKind
from isodiary.storage.reads.days import read_day
from isodiary.ui.entries.acne import AcneDialog
from isodiary.ui.entries.dose import DoseDialog
from isodiary.ui.entries.symptom import AddSymptomDialog, SymptomDialog
from isodiary.ui.entries.visit import VisitDialog
from isodiary.ui.entries.weight import NoteDialog, WeightDialog
from isodiary.ui.history.page import HistoryPage
from isodiary.ui.history.search import JumpDialog
from isodiary.ui.history.story import EntryHistoryDialog
from isodiary.ui.labs.plan import TestDateDialog
from isodiary.ui.labs.result import ResultDialog
from tests.clock import EVENING
from tests.ui.conftest import START

TODAY = EVENING.date()
NOTE_DAY = TODAY - timedelta(days=12)
Key = Qt.Key


def shown(qtbot, tools):
    page = HistoryPage(tools)
    qtbot.addWidget(page)
    page.resize(800, 640)
    with qtbot.waitExposed(page):
        page.show()
    page.focus_first()
    return page


@pytest.fixture
def page(qtbot, course_desk):
    return shown(qtbot, course_desk)


def titles(page):
    return [row.title for row in page.day_card.list.rows]


def choose(page, kind):
    """Make the first row of a kind of entry the current one."""
    for row in page.day_card.list.rows:
        if isinstance(row.key, kind):
            page.day_card.list.choose(row.key)
            page.day_card.list.setFocus()
            return row.key
    raise AssertionError(f"no row of {kind}")


def opened(page):
    [dialog] = [each for each in page.findChildren(QDialog) if each.isVisible()]
    return dialog


def test_it_opens_on_today_with_the_calendar_in_focus(page):
    assert page.calendar.hasFocus()
    assert titles(page) == ["Doses", "First dose · taken", "Second dose · not recorded"]
    assert page.day_card.heading.text() == "Monday 23 November · today"
    assert page.day_card.course.text().startswith("Day 84 · week 12 · 40")


def test_the_arrows_go_from_day_to_day(qtbot, page):
    for _ in range(12):
        qtbot.keyClick(page.calendar, Key.Key_Left)
    assert page.day_card.day == NOTE_DAY
    assert titles(page) == [
        "Doses",
        "First dose · partly taken",
        "Second dose · taken",
        "Symptoms",
        "Dry lips · moderate 2",
        "Headache · none 0",
        "Note",
        "Long day",
    ]


def test_a_month_that_is_turned_to_is_read(qtbot, page):
    qtbot.keyClick(page.calendar, Key.Key_PageUp)
    assert page.month.text() == "October 2026"
    assert DaySign.SYMPTOM in page.calendar._days[date(2026, 10, 15)].signs


def test_enter_goes_on_to_the_entries_and_escape_back(qtbot, page):
    qtbot.keyClick(page.calendar, Key.Key_Return)
    assert page.day_card.list.hasFocus()
    assert isinstance(page.day_card.list.current_key, Dose)
    qtbot.keyClick(page.day_card.list, Key.Key_Escape)
    assert page.calendar.hasFocus()


@pytest.mark.parametrize("key", [Key.Key_Return, Key.Key_E])
@pytest.mark.parametrize(
    ("kind", "days_ago", "dialog"),
    [
        (Dose, 12, DoseDialog),
        (Slot, 0, DoseDialog),
        (SymptomEntry, 12, SymptomDialog),
        (DayNote, 12, NoteDialog),
        (Weight, 26, WeightDialog),
        (Visit, 26, VisitDialog),
    ],
)
def test_every_entry_opens_for_editing(qtbot, page, key, kind, days_ago, dialog):
    page.show_day(TODAY - timedelta(days=days_ago))
    choose(page, kind)
    qtbot.keyClick(page.day_card.list, key)
    assert isinstance(opened(page), dialog)


def test_an_entry_edited_shows_at_once_and_says_so(qtbot, page):
    page.show_day(NOTE_DAY)
    choose(page, DayNote)
    qtbot.keyClick(page.day_card.list, Key.Key_Return)
    dialog = opened(page)
    qtbot.keyClicks(dialog.note.words, "Very ")
    dialog.accept()
    [row] = [row for row in page.day_card.list.rows if isinstance(row.key, DayNote)]
    assert row.title == "Very Long day"
    assert row.badges == ("edited",)


@pytest.mark.parametrize(
    ("kind", "days_ago"),
    [(Dose, 12), (SymptomEntry, 12), (DayNote, 12), (Weight, 26), (Visit, 26)],
)
def test_delete_deletes_and_undo_brings_it_back(qtbot, page, course_desk, kind, days_ago):
    page.show_day(TODAY - timedelta(days=days_ago))
    before = page.day_card.list.rows
    choose(page, kind)
    qtbot.keyClick(page.day_card.list, Key.Key_Delete)
    assert page.day_card.list.rows != before
    assert page.day_card.list.current_key is not None
    course_desk.editor.undo_stack.undo()
    assert page.day_card.list.rows == before


def test_f2_tells_the_history(qtbot, page):
    page.show_day(NOTE_DAY)
    choose(page, Dose)
    page.entries.tell(page.current_entry)
    assert isinstance(opened(page), EntryHistoryDialog)


@pytest.mark.qt_log_ignore("This plugin does not support", extend=True)
def test_the_menu_of_a_row_does_the_same(qtbot, page, course_desk):
    page.show_day(NOTE_DAY)
    note = choose(page, DayNote)
    page.day_card.list.menu_asked.emit(note, page.pos())
    [menu] = page.findChildren(QMenu)
    texts = {action.text().replace("&", ""): action for action in menu.actions()}
    assert list(texts) == ["Edit…", "Delete", "History of this entry…"]
    texts["Delete"].trigger()
    assert read_day(course_desk.diary, NOTE_DAY).note is None
    menu.close()


@pytest.mark.parametrize(
    ("button", "dialog"),
    [
        ("add_dose", DoseDialog),
        ("add_symptom", AddSymptomDialog),
        ("note", NoteDialog),
        ("weight", WeightDialog),
        ("visit", VisitDialog),
    ],
)
def test_anything_can_be_added_to_a_day_of_any_age(qtbot, page, button, dialog):
    page.show_day(TODAY - timedelta(days=70))
    qtbot.keyClick(getattr(page.day_card, button), Key.Key_Space)
    assert isinstance(opened(page), dialog)


def test_what_is_added_is_seen_in_the_calendar(qtbot, page):
    page.show_day(TODAY - timedelta(days=3))
    page.entries.write_note()
    dialog = opened(page)
    qtbot.keyClicks(dialog.note.words, "Party")
    dialog.accept()
    assert DaySign.NOTE in page.calendar._days[page.day_card.day].signs
    assert "Party" in titles(page)


def test_a_day_to_come_takes_a_skipped_dose_and_a_visit_only(qtbot, page):
    page.show_day(TODAY + timedelta(days=1))
    card = page.day_card
    assert card.add_dose.text() == "Skip &a dose…"
    seen = [button for button in card._adding if button.isVisible()]
    assert seen == [card.add_dose, card.visit]
    assert "not come yet" in card.hint.text()


def test_a_day_outside_every_course_takes_no_dose(page):
    page.show_day(date(2020, 1, 1))
    assert not page.day_card.add_dose.isVisible()
    assert page.day_card.hint.text() == "Nothing is recorded on this day."
    assert page.day_card.heading.text() == "Wednesday 1 January 2020"


RARER: dict[str, Entry] = {
    "ALT 52 U/L": LabResult(day=NOTE_DAY, analyte="alt", value=Decimal(52), unit="U/L"),
    "lipids": PlannedTest(day=NOTE_DAY, what="lipids"),
    "Acne 2 of 4": AcneCheck(day=NOTE_DAY, iga=2),
}


@pytest.fixture(params=RARER)
def rarer(request, page, course_desk):
    """An entry few days have, with its row."""
    entry = RARER[request.param]
    course_desk.editor.do(Change(act=Act.LOG_LAB, edits=(Edit(after=entry),)))
    page.show_day(NOTE_DAY)
    assert request.param in titles(page)
    return choose(page, type(entry))


def test_enter_opens_the_dialog_of_what_few_days_have(qtbot, page, rarer):
    dialogs = {LabResult: ResultDialog, PlannedTest: TestDateDialog, AcneCheck: AcneDialog}
    qtbot.keyClick(page.day_card.list, Key.Key_Return)
    assert isinstance(opened(page), dialogs[type(rarer)])


def test_delete_takes_it_out_and_undo_brings_it_back(qtbot, page, course_desk, rarer):
    qtbot.keyClick(page.day_card.list, Key.Key_Delete)
    assert course_desk.diary.get(type(rarer), rarer.id) is None
    course_desk.editor.undo_stack.undo()
    assert course_desk.diary.get(type(rarer), rarer.id) == rarer


def test_it_has_a_sign_in_the_calendar_and_a_history(qtbot, page, rarer):
    signs = {LabResult: DaySign.LAB, PlannedTest: DaySign.TEST, AcneCheck: DaySign.ACNE}
    assert signs[type(rarer)] in page.calendar._days[NOTE_DAY].signs
    page.entries.tell(page.current_entry)
    assert isinstance(opened(page), EntryHistoryDialog)


def test_a_search_is_narrowed_to_a_kind_by_the_arrows(qtbot, page, course_desk):
    result = LabResult(day=NOTE_DAY, analyte="alt", value=Decimal(52), unit="U/L", note="long")
    course_desk.editor.do(Change(act=Act.LOG_LAB, edits=(Edit(after=result),)))
    page.begin_search()
    qtbot.keyClicks(page.search, "long")
    assert [hit.day for hit in page.found.hits] == [NOTE_DAY] * 2
    chip = page.found.kinds.findChildren(QAbstractButton)[0]
    qtbot.waitUntil(chip.isVisible)
    chip.setFocus()
    for _ in range(5):
        qtbot.keyClick(page.focusWidget(), Key.Key_Right)
    assert page.found.kinds.value is SearchKind.LABS
    assert [hit.entry for hit in page.found.hits] == [result.id]
    assert page.found.isVisible()


def test_a_search_is_narrowed_to_the_course_and_so_are_the_marks(qtbot, page, course_desk):
    before = DayNote(day=START - timedelta(days=40), text="long before")
    course_desk.editor.do(Change(act=Act.WRITE_NOTE, edits=(Edit(after=before),)))
    page.show_day(before.day)
    page.begin_search()
    qtbot.keyClicks(page.search, "long")
    assert len(page.found.hits) == 2
    assert page.calendar._hits == {before.day}
    page.found.times.step(1)
    assert [hit.day for hit in page.found.hits] == [NOTE_DAY]
    assert page.calendar._hits == frozenset()


def test_a_lab_test_is_found_by_its_name(qtbot, page, course_desk):
    result = LabResult(day=NOTE_DAY, analyte="triglycerides", value=Decimal(2), unit="mmol/L")
    course_desk.editor.do(Change(act=Act.LOG_LAB, edits=(Edit(after=result),)))
    page.begin_search()
    qtbot.keyClicks(page.search, "triglyc")
    assert [hit.entry for hit in page.found.hits] == [result.id]


def test_the_day_can_be_opened_on_today(qtbot, page):
    page.show_day(NOTE_DAY)
    with qtbot.waitSignal(page.day_asked) as asked:
        qtbot.keyClick(page.day_card.open_today, Key.Key_Space)
    assert asked.args == [NOTE_DAY]


def test_a_stroke_begins_a_search(qtbot, page):
    qtbot.keyClick(page.calendar, Key.Key_Slash)
    assert page.search.hasFocus()
    qtbot.keyClicks(page.search, "a/b")
    assert page.search.text() == "a/b"


def test_a_hit_leads_to_its_day_and_row(qtbot, page):
    page.begin_search()
    qtbot.keyClicks(page.search, "long day")
    assert page.found.isVisible()
    assert not page.day_card.isVisible()
    assert page.found.count.text().startswith("Found 1")
    qtbot.keyClick(page.search, Key.Key_Return)
    qtbot.keyClick(page.found.list, Key.Key_Return)
    assert page.day_card.isVisible()
    assert page.day_card.day == NOTE_DAY
    assert isinstance(page.day_card.list.current_key, DayNote)


def test_hits_are_marked_in_the_calendar(qtbot, page):
    page.begin_search()
    qtbot.keyClicks(page.search, "long day")
    assert page.calendar._hits == {NOTE_DAY}
    qtbot.keyClick(page.search, Key.Key_Escape)
    assert page.calendar._hits == frozenset()
    assert page.calendar.hasFocus()
    assert page.day_card.isVisible()


def test_finding_goes_on_from_hit_to_hit_and_round(qtbot, page):
    page.begin_search()
    qtbot.keyClicks(page.search, "skipped")
    [skipped] = page.found.hits
    page.find_next()
    assert page.day_card.day == skipped.day
    page.begin_search()
    page.search.setText("headache")
    days = [hit.day for hit in page.found.hits]
    visited = []
    for _ in range(len(days) + 1):
        page.find_next()
        visited.append(page.day_card.day)
    assert visited == [*days, days[0]]
    page.find_previous()
    assert page.day_card.day == days[-1]


def test_nothing_found_says_so_and_stays_in_the_field(qtbot, page):
    page.begin_search()
    qtbot.keyClicks(page.search, "xyzzy")
    assert page.found.count.text() == "Nothing found"
    qtbot.keyClick(page.search, Key.Key_Return)
    assert page.search.hasFocus()


def test_an_empty_diary_says_what_goes_here_and_the_one_thing_to_do(qtbot, tools):
    page = shown(qtbot, tools)
    assert page.empty.isVisible()
    assert not page.day_card.isVisible()
    assert page.begin.hasFocus()
    with qtbot.waitSignal(page.day_asked):
        qtbot.keyClick(page.begin, Key.Key_Return)
    note = DayNote(day=TODAY, text="first")
    tools.editor.do(Change(act=Act.WRITE_NOTE, edits=(Edit(after=note),)))
    assert page.day_card.isVisible()
    assert not page.empty.isVisible()


def test_an_offset_of_another_place_stands_beside_the_time(page, course_desk):
    taken_at = EVENING.astimezone(timezone(timedelta(hours=8)))
    dose = Dose(day=TODAY, slot=2, outcome=Outcome.TAKEN, amount_ug=20_000, taken_at=taken_at)
    course_desk.editor.do(Change(act=Act.LOG_DOSE, edits=(Edit(after=dose),)))
    assert page.day_card.list.rows[2].badges == ("UTC+8",)


def test_after_midnight_the_calendar_knows_the_new_day(page, course_desk, clock):
    clock.advance(days=1)
    page.mark_stale()
    page._go_to_today()
    assert page.day_card.day == TODAY + timedelta(days=1)
    assert page.day_card.heading.text().endswith("today")


@pytest.mark.parametrize(("width", "height", "factor"), [(560, 500, 1.0), (560, 500, 2.0)])
def test_it_fits_a_small_window_and_large_text(qtbot, page, course_desk, width, height, factor):
    course_desk.theme.set_text_factor(factor)
    try:
        page.resize(width, height)
        qtbot.waitUntil(lambda: page._area.widget().width() <= page._area.viewport().width())
        assert page.minimumSizeHint().width() <= width
        assert page.minimumSizeHint().height() <= height
    finally:
        course_desk.theme.set_text_factor(1.0)


def test_everything_that_takes_the_focus_has_a_name(page):
    page.begin_search()
    page.search.setText("long")
    for widget in page.findChildren(QWidget):
        if widget.focusPolicy() & Qt.FocusPolicy.TabFocus and widget.isVisible():
            named = widget.text() if isinstance(widget, QAbstractButton) else ""
            assert widget.accessibleName() or named, widget


def test_a_day_without_a_dose_is_not_called_a_pause(qtbot, page, course_desk):
    view = read_course(course_desk.diary, TODAY)
    tomorrow, plan = TODAY + timedelta(days=1), parse_plan("every 2 days: dinner 20 / -")
    change = plan_course.new_phase(view.course, view.phases, start=tomorrow, plan=plan)
    course_desk.editor.do(change)
    page.calendar.setFocus()
    qtbot.keyClick(page.calendar, Key.Key_Right)
    assert page.day_card.course.text() == "Day 85 · week 13 · 20\xa0mg planned"
    qtbot.keyClick(page.calendar, Key.Key_Right)
    assert page.day_card.course.text() == "Day 86 · week 13 · no dose planned"


def test_a_day_is_typed_to_go_there(qtbot, page):  # red before: only arrows led there
    page.calendar.setFocus()
    qtbot.keyClick(page.calendar, Qt.Key.Key_G)
    [dialog] = page.findChildren(JumpDialog)
    try:
        dialog.day.edit.selectAll()
        qtbot.keyClicks(dialog.day.edit, "2 Sep 2024")
        assert dialog.save.text() == "&Go"
        qtbot.keyClick(dialog, Qt.Key.Key_Return)
    finally:
        if isValid(dialog):
            dialog.close()
    assert page.calendar.day == date(2024, 9, 2)
    assert page.day_card.isVisible()
