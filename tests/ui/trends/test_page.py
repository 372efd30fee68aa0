"""The page Trends with the keyboard: periods, symptoms, values, numbers, and giving them away."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from PySide6.QtCore import QEvent, QPoint, QPointF, Qt
from PySide6.QtGui import QGuiApplication, QMouseEvent
from PySide6.QtWidgets import QApplication, QFileDialog

from isodiary.domain.change import Act, Change, Edit
from isodiary.domain.period import Period
from isodiary.domain.symptom import SymptomEntry
from isodiary.services.figures.periods import Span
from isodiary.services.figures.summarise import summarise
from isodiary.ui.trends import page as trends_page
from isodiary.ui.trends.page import TrendsPage
from tests.clock import EVENING
from tests.ui.conftest import START, TODAY, course_changes
from tests.ui.keys import hold, in_front, press

Key = Qt.Key


def plain(text):
    return text.replace("\N{NO-BREAK SPACE}", " ")


@pytest.fixture
def page(qtbot, course_desk):
    page = in_front(qtbot, TrendsPage(course_desk))
    page.focus_first()
    return page


def test_an_empty_diary_says_what_will_stand_here(qtbot, tools):
    page = in_front(qtbot, TrendsPage(tools))
    assert page.empty.isVisible()
    assert not page.trend.isVisible()
    assert not page.steps.isVisible()


def test_it_opens_with_the_course_and_the_focus_on_the_chart(page):
    assert page.trend.chart.hasFocus()
    assert page.trend.when is Span.COURSE
    assert page.trend.chart.rows.days == Period(first=START, last=TODAY)
    assert "84 days" in plain(page.trend.readout.text)


def test_a_letter_chooses_a_period(page):
    columns = page.trend.chart.rows.since
    press(Key.Key_3)
    assert page.trend.when is Span.DAYS_30
    assert page.trend.chart.rows.days.first == TODAY - timedelta(days=29)
    assert page.trend.chart.rows.since == columns
    press(Key.Key_C)
    assert page.trend.chart.rows.days.first == START


def test_days_chosen_with_the_keyboard_are_shown_and_named(page):
    press(Key.Key_Home)
    hold(Qt.KeyboardModifier.ShiftModifier, Key.Key_PageDown)
    assert "8 days" in plain(page.trend.readout.text)
    press(Key.Key_Return)
    assert page.trend.when == Period(first=START, last=START + timedelta(days=7))
    assert page.trend.chart.rows.days.days == 8
    press(Key.Key_C)
    assert page.trend.when is Span.COURSE


def test_days_are_chosen_by_dragging(qtbot, page):
    chart = page.trend.chart
    left, right = (QPoint(x, chart.height() // 2) for x in (chart.width() // 3, chart.width() // 2))
    qtbot.mousePress(chart, Qt.MouseButton.LeftButton, pos=left)
    move = QMouseEvent(
        QEvent.Type.MouseMove,
        QPointF(right),
        chart.mapToGlobal(QPointF(right)),
        Qt.MouseButton.NoButton,
        Qt.MouseButton.LeftButton,
        Qt.KeyboardModifier.NoModifier,
    )
    QApplication.sendEvent(chart, move)
    assert chart.chosen is not None
    wanted = chart.chosen
    qtbot.mouseRelease(chart, Qt.MouseButton.LeftButton, pos=right)
    assert page.trend.when == wanted
    assert chart.rows.days == wanted


def test_other_days_are_typed_and_what_is_wrong_is_said(page):
    own = page.trend.own_days
    press(Key.Key_O)
    assert own.isVisible()
    assert own.first.known() == START
    own.first.set_text("2026-10-10")
    own.last.set_text("2026-10-01")
    own.show_days.click()
    assert own.problem.isVisible()
    own.last.set_text("2026-10-20")
    own.show_days.click()
    assert page.trend.chart.rows.days == Period(first=date(2026, 10, 10), last=date(2026, 10, 20))
    assert not own.isVisible()


def test_a_day_is_read_out_in_two_lines_and_to_a_screen_reader(page):
    before = page.trend.readout.height()
    press(Key.Key_End)
    said = plain(page.trend.readout.text)
    assert "20 of 40 mg" in said
    assert "not recorded" in said
    assert page.trend.readout.height() == before
    assert "20 of 40" in plain(page.trend.chart.accessibleDescription())
    press(Key.Key_Escape)
    assert "84 days" in plain(page.trend.readout.text)


def test_up_and_down_read_the_rows_out(page):
    press(Key.Key_Down)
    first = page.trend.chart.rows.symptoms[0].name
    assert page.trend.chart.accessibleDescription().startswith(f"{first}: worst")
    press(Key.Key_Down, Key.Key_Up)
    assert page.trend.readout.text.strip().startswith(f"{first}: worst")


def test_enter_opens_the_day_in_history(page):
    opened: list[date] = []
    page.history_asked.connect(opened.append)
    press(Key.Key_Home, Key.Key_Return)
    assert opened == [START]


def test_the_cursor_is_painted_over_its_day_and_nowhere_else(page):
    chart = page.trend.chart
    bare = chart.grab().toImage()
    press(Key.Key_Home, Key.Key_Right)
    marked = chart.grab().toImage()
    ratio = chart.devicePixelRatioF()
    changed = [
        x
        for x in range(bare.width())
        if bare.pixelColor(x, bare.height() // 2) != marked.pixelColor(x, bare.height() // 2)
    ]
    assert changed
    sight = chart._sight()
    unit = chart._drawing.unit_px * ratio
    left = 6 * ratio + (sight.left + sight.day_width) * unit
    assert min(changed) >= left - 3
    assert max(changed) <= left + sight.day_width * unit + 3


def test_the_summary_is_made_once_for_all_cards(page, monkeypatch):
    read: list[int] = []

    def counted(*args, **more):
        read.append(1)
        return summarise(*args, **more)

    monkeypatch.setattr(trends_page, "summarise", counted)
    page.reload()
    assert len(read) == 1


def test_the_steps_say_days_share_mg_means_and_onset(page):
    cells = [plain(page.steps.steps.cell(0, column).whole) for column in range(7)]
    assert cells[:2] == ["40 mg a day, from 1 Sep 2026", "84"]
    assert cells[2] == "98 %, 163 of 167"
    assert cells[3] == "3\N{NARROW NO-BREAK SPACE}250 mg"
    assert cells[4] == "1.6, worst 2, began day 1"
    assert cells[5].endswith("worst 1, began day 4")


def test_the_numbers_are_a_row_for_each_day_and_move_the_cursor(page):
    assert not page.trend.table.isVisible()
    page.trend.numbers.click()
    table = page.trend.table
    assert table.isVisible()
    assert table.days.rowCount() == 84
    table.setCurrentIndex(table.days.index(0, 0))
    assert page.trend.chart.cursor_day == START
    page.trend.numbers.click()
    assert not table.isVisible()


def test_a_new_dose_is_drawn_at_once(page, course_desk):
    before = page.trend.chart.rows
    edit = Edit(after=SymptomEntry(day=TODAY, symptom="headache", severity=3))
    course_desk.editor.do(Change(act=Act.LOG_SYMPTOMS, edits=(edit,)))
    assert page.trend.chart.rows != before


def test_the_chart_is_copied_as_a_picture_and_as_numbers(page):
    page.trend.copy_picture.click()
    assert QGuiApplication.clipboard().image().width() > 1000
    assert page.trend.said.isVisible()
    page.trend.copy_csv.click()
    assert QGuiApplication.clipboard().text().startswith("day,planned_mg")


def test_files_are_saved_under_the_name_that_is_given(page, monkeypatch, tmp_path):
    names = iter([str(tmp_path / "chart"), str(tmp_path / "numbers"), ""])
    monkeypatch.setattr(
        QFileDialog,
        "getSaveFileName",
        staticmethod(lambda *args: (next(names), args[3].partition(";;")[0])),
    )
    told: list[str] = []
    page.saved.connect(told.append)
    page.trend.save_picture.click()
    page.trend.save_csv.click()
    saved = (tmp_path / "chart.svg").read_text("utf-8")
    assert saved.startswith("<?xml")
    assert "<title>Dose and symptoms, day by day, 1" in saved
    assert (tmp_path / "numbers.csv").read_bytes().startswith(b"\xef\xbb\xbfday,")
    page.trend.save_csv.click()  # no name was given
    assert told == [tmp_path / "chart.svg", tmp_path / "numbers.csv"]
    assert len(list(tmp_path.iterdir())) == 2


def test_twice_the_text_fits_a_small_window(page, course_desk, qtbot):
    course_desk.theme.set_text_factor(2.0)
    page.resize(640, 480)
    assert page.minimumSizeHint().width() <= 640
    page.grab()
    chart = page.trend.chart
    sight = chart._sight()
    assert sight.day_width * 84 * chart._drawing.unit_px > 150


def test_without_an_answer_there_is_no_symptom_to_choose(qtbot, tools):
    tools.diary.apply(next(course_changes()), at=EVENING - timedelta(days=1))
    tools.editor.look_again()
    page = in_front(qtbot, TrendsPage(tools))
    assert page.trend.chart.isVisible()
    assert page.trend.notes.text() == "No symptom was answered in this period."
