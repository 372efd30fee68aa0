"""A visit, told through the window with the keyboard alone."""

from __future__ import annotations

from datetime import time, timedelta

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication

from isodiary.domain.course import Phase
from isodiary.domain.lab import PlannedTest
from isodiary.domain.record import Question, Visit
from isodiary.storage.reads.visits import all_visits, open_questions, visit_on
from isodiary.ui.course.page import CoursePage
from isodiary.ui.history.page import HistoryPage
from isodiary.ui.kit.text import Text
from isodiary.ui.labs.page import LabsPage
from isodiary.ui.today.page import TodayPage
from isodiary.ui.trends.page import TrendsPage
from tests.ui.conftest import TODAY
from tests.ui.keys import CTRL, ENTER, hold, press, write
from tests.ui.windows import Answers, desk_on, put_away, window_on

Key = Qt.Key
ALT = Qt.KeyboardModifier.AltModifier
AHEAD = TODAY + timedelta(days=9)


@pytest.fixture
def window(qtbot, qapp, clock, tmp_path):
    window = window_on(qtbot, desk_on(tmp_path / "diary.sqlite", clock, qapp, course=True))
    yield window
    put_away(window)


@pytest.fixture
def answers(qtbot, monkeypatch):
    return Answers(qtbot, monkeypatch)


def typing(text):
    """Return an answer that types `text` and presses Enter."""

    def answer(dialog):
        write(text)
        press(ENTER)

    return answer


def agree(dialog):
    """Type all that was agreed, going from field to field by their letters."""
    for letter, text in (
        (Key.Key_A, "Balm at night"),
        (Key.Key_D, "24 Nov"),
        (Key.Key_N, "40"),
        (Key.Key_B, "15 Dec"),
        (Key.Key_W, "lipids"),
        (Key.Key_V, "21 Dec"),
        (Key.Key_T, "9:15"),
    ):
        hold(ALT, letter)
        write(text)
    press(ENTER)
    assert "planned already" in dialog.problem.text()
    press(ENTER)


@pytest.mark.parametrize("page", [CoursePage, HistoryPage, LabsPage, TodayPage, TrendsPage])
def test_a_question_is_noted_from_every_page_and_the_page_stays(window, answers, page):
    window.show_page(page)
    QApplication.processEvents()
    answers.give(typing("Swim in the sea?"))
    hold(CTRL, Key.Key_J)
    assert [each.text for each in open_questions(window.tools.diary)] == ["Swim in the sea?"]
    assert type(window.stack.currentWidget()) is page


def test_today_tells_of_the_visit_to_come_and_its_questions(window, answers):
    page = window.show_page(TodayPage)
    for text in ("Swim?", "Sun?"):
        answers.give(typing(text))
        hold(CTRL, Key.Key_J)
    said = [each.text().replace("\xa0", " ") for each in page.side.coming_up.findChildren(Text)]
    assert said[said.index("Visit") : said.index("Visit") + 3] == [
        "Visit",
        "2 Dec",
        "2 questions noted",
    ]


def test_what_was_agreed_becomes_dose_test_and_visit_and_one_undo_takes_all_back(window, answers):
    diary = window.tools.diary
    answers.give(typing(""))
    hold(CTRL, Key.Key_M)
    visit = visit_on(diary, TODAY)
    answers.give(agree)
    window.menus.actions["agreed"].trigger()
    QApplication.processEvents()
    phase = diary.all(Phase, order="number")[-1]
    assert (phase.start, phase.daily_ug) == (TODAY + timedelta(days=1), 60_000)
    assert [(test.day.day, test.what) for test in diary.all(PlannedTest)] == [(15, "lipids")]
    assert visit_on(diary, TODAY + timedelta(days=28)).at == time(9, 15)
    assert diary.get(Visit, visit.id).agreed == "Balm at night"
    hold(CTRL, Key.Key_Z)
    assert len(diary.all(Phase)) == 1
    assert diary.all(PlannedTest) == []
    assert [each.day for each in all_visits(diary)] == [TODAY - timedelta(days=26), TODAY, AHEAD]
    assert diary.get(Visit, visit.id) == visit


def test_a_question_is_asked_at_the_visit_and_the_other_one_goes_on_to_the_next(
    window, answers, clock
):
    for text in ("Swim?", "Sun?"):
        answers.give(typing(text))
        hold(CTRL, Key.Key_J)
    clock.advance(days=9)
    window.show_page(CoursePage)
    card = window.page(CoursePage).visits
    card.reload()
    card.questions.rows.setFocus()
    press(Key.Key_Space)
    visit = visit_on(window.tools.diary, AHEAD)
    assert {each.text: each.visit for each in window.tools.diary.all(Question)} == {
        "Swim?": visit.id,
        "Sun?": "",
    }
    clock.advance(days=5)
    card.reload()
    assert card.questions.heading.text() == "Questions for the next visit, once it is planned"
    assert card.questions.rows.rows[0].title == "1. Sun?"


def test_history_tells_of_the_visit_and_finds_what_was_agreed(window, answers):
    answers.give(typing(""))
    hold(CTRL, Key.Key_M)
    answers.give(agree)
    window.menus.actions["agreed"].trigger()
    page = window.show_page(HistoryPage)
    page.show_day(TODAY)
    said = "\n".join(f"{row.title}\n{row.detail}" for row in page.day_card.list.rows)
    assert "Visit to the doctor" in said
    assert "Agreed: Balm at night" in said
