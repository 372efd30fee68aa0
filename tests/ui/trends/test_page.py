"""The page Trends with the keyboard: periods, symptoms, values, numbers, and giving them away."""

from __future__ import annotations

from datetime import timedelta

import pytest
from PySide6.QtCore import QRectF, Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QFileDialog

from isodiary.domain.change import Act, Change, Edit
from isodiary.domain.period import Period
from isodiary.domain.symptom import SymptomEntry
from isodiary.services.figures.periods import Span
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
    assert plain(page.trend.covers.text()).endswith(", 84 days")


def test_a_letter_chooses_a_period(page):
    press(Key.Key_3)
    assert page.trend.when is Span.DAYS_30
    assert page.trend.chart.chart.first == TODAY - timedelta(days=29)
    press(Key.Key_C)
    assert page.trend.chart.chart.first == START


def test_days_chosen_with_the_keyboard_are_shown_and_named(page):
    press(Key.Key_Home)
    hold(Qt.KeyboardModifier.ShiftModifier, Key.Key_PageDown)
    press(Key.Key_Return)
    assert page.trend.when == Period(first=START, last=START + timedelta(days=7))
    assert plain(page.trend.covers.text()).endswith(", 8 days")
    press(Key.Key_C)
    assert page.trend.when is Span.COURSE


def test_the_values_of_a_day_stand_beside_the_chart(page):
    press(Key.Key_End)
    said = plain(page.trend.values.text())
    assert "20 mg taken, 40 mg planned, 1 dose open" in said
    assert "not recorded" in said


def test_symptoms_are_chosen_with_space_up_to_four(page, course_desk):
    entries = [
        SymptomEntry(day=TODAY, symptom=name, severity=1)
        for name in ("eyes_dry", "skin_dry", "nose_dry", "tiredness")
    ]
    edits = tuple(Edit(after=entry) for entry in entries)
    course_desk.editor.do(Change(act=Act.LOG_SYMPTOMS, edits=edits))
    checks = page.trend.checks
    assert checks.values == ("lips_dry", "eyes_dry", "headache")
    checks._chips[0].setFocus()
    press(Key.Key_Right, Key.Key_Right, Key.Key_Right, Key.Key_Space)
    assert len(page.trend.chart.chart.trends.lines) == 4
    press(Key.Key_Right, Key.Key_Space)
    assert len(checks.values) == 4
    assert "Up to 4" in page.trend.said.text()


def test_a_symptom_let_go_of_is_no_longer_drawn_nor_in_the_steps(page):
    page.trend.checks._chips[0].setFocus()
    press(Key.Key_Space)
    assert [line.symptom for line in page.trend.chart.chart.trends.lines] == ["headache"]
    assert len(page.steps.steps.heads) == 6


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
    before = page.trend.chart.chart.trends
    edit = Edit(after=SymptomEntry(day=TODAY, symptom="headache", severity=3))
    course_desk.editor.do(Change(act=Act.LOG_SYMPTOMS, edits=(edit,)))
    assert page.trend.chart.chart.trends != before


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
    assert f"<title>Dose and symptoms, {page.trend.covers.text()}</title>" in saved
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
    assert chart.chart.plot(QRectF(chart.rect()), chart.unit_px).width() > 150


def test_without_an_answer_there_is_no_symptom_to_choose(qtbot, tools):
    tools.diary.apply(next(course_changes()), at=EVENING - timedelta(days=1))
    tools.editor.look_again()
    page = in_front(qtbot, TrendsPage(tools))
    assert page.trend.chart.isVisible()
    assert not page.trend.checks.isVisible()
