"""Today: what each key does, and how many of them it takes (design.md 5)."""

from __future__ import annotations

from datetime import datetime, time, timedelta

import pytest
from PySide6.QtCore import QEvent, QPoint, Qt
from PySide6.QtGui import QFontMetrics, QKeyEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from isodiary.domain.change import Act, Change, Edit
from isodiary.domain.dose import Dose, Outcome, Reason
from isodiary.domain.meal import Meal
from isodiary.domain.symptom import OwnSymptom, SymptomEntry, Tracked
from isodiary.domain.units import mg
from isodiary.services.course.plan import pause
from isodiary.services.days.today import open_before
from isodiary.services.doses.log import remove
from isodiary.storage.reads.course import course_on, phases_of
from isodiary.ui.kit.card import Card, Ground
from isodiary.ui.today.page import TodayPage
from tests.clock import EVENING
from tests.ui.keys import DELETE, DOWN, ENTER, ESCAPE, LEFT, RIGHT, UP, in_front, press
from tests.ui.pictures import texts_of

TODAY = EVENING.date()


@pytest.fixture
def page(qtbot, course_desk):
    page = in_front(qtbot, TodayPage(course_desk))
    qtbot.waitUntil(page.side.coming_up.isVisible)
    page.focus_first()
    return page


def dose(page, slot, day=TODAY):
    found = [each for each in page.tools.diary.between(Dose, day, day) if each.slot == slot]
    assert len(found) <= 1
    return found[0] if found else None


def severities(page, day=TODAY):
    entries = page.tools.diary.between(SymptomEntry, day, day)
    return {entry.symptom: entry.severity for entry in entries}


def left(page):
    return [page.header, *page.doses.cards, *page.symptoms.rows]


def cards(page):
    return {card.slot.number: card for card in page.doses.cards if card.day == page.day}


def test_it_opens_with_the_focus_on_the_due_dose(page):
    assert cards(page)[2].take.hasFocus()
    assert cards(page)[2].ground is Ground.DUE
    assert cards(page)[1].ground is Ground.DONE


def test_due_dose_as_planned_with_the_usual_meal_takes_one_key(page):
    assert press(ENTER) == 1
    logged = dose(page, 2)
    assert (logged.outcome, logged.amount_ug) == (Outcome.TAKEN, mg(20))
    assert (logged.meal, logged.taken_at) == (Meal.DINNER, EVENING)


def test_second_press_never_logs_twice(page):
    before = len(page.tools.diary.all(Dose))
    press(ENTER, ENTER, ENTER)
    assert len(page.tools.diary.all(Dose)) == before + 1


def test_second_press_does_not_log_the_other_dose_of_the_day(page):
    page.tools.editor.do(remove(dose(page, 1)))
    page.focus_first()
    press(ENTER, ENTER)
    assert dose(page, 2) is not None
    assert dose(page, 1) is None


def test_key_held_down_logs_once(page):
    before = len(page.tools.diary.all(Dose))
    take = cards(page)[2].take
    for _ in range(5):
        held = QKeyEvent(
            QEvent.Type.KeyPress, ENTER, Qt.KeyboardModifier.NoModifier, "\r", autorep=True
        )
        QApplication.sendEvent(take, held)
    assert len(page.tools.diary.all(Dose)) == before


@pytest.mark.parametrize(
    ("keys", "meal"),
    [("u", Meal.LUNCH), ("k", Meal.SNACK), ("f", Meal.NONE)],
)
def test_other_meal_by_its_letter_takes_two_keys(page, keys, meal):
    assert press(keys, ENTER) == 2
    assert dose(page, 2).meal is meal


def test_other_meal_by_arrows_takes_two_or_three_keys(page):
    assert press(RIGHT, RIGHT, LEFT, ENTER) == 4
    assert dose(page, 2).meal is Meal.LUNCH


def test_planned_time_takes_two_keys(page):
    assert press("p", ENTER) == 2
    assert dose(page, 2).taken_at == EVENING.replace(hour=19, minute=0)


def test_time_that_has_not_come_is_asked_about_once_and_never_blocked(page, clock):
    clock.now = EVENING.replace(hour=18, minute=0)
    page.mark_stale()
    press("p", ENTER)
    assert dose(page, 2) is None
    press(ENTER)
    assert dose(page, 2).taken_at.time() == time(19)


def test_skipping_with_a_reason_takes_two_keys(page):
    assert press("s", "5") == 2
    skipped = dose(page, 2)
    assert (skipped.outcome, skipped.reason) == (Outcome.SKIPPED, Reason.NO_MEAL)
    assert skipped.amount_ug == 0


def test_escape_takes_the_question_for_the_reason_back(page):
    press("s", ESCAPE, ENTER)
    assert dose(page, 2).outcome is Outcome.TAKEN


def test_symptoms_as_last_time_take_one_key_and_the_button_says_of_which_day(page):
    assert "22" in page.symptoms.same.text()
    assert press("y") == 1
    assert severities(page) == {"lips_dry": 2, "headache": 0}


def test_symptoms_as_last_time_leave_what_is_answered_already(page):
    press(DOWN, "3", "y")
    assert severities(page) == {"lips_dry": 3, "headache": 0}


def test_no_symptoms_takes_one_key_and_is_an_answer_for_each(page):
    assert press("n") == 1
    assert severities(page) == {"lips_dry": 0, "eyes_dry": 0, "headache": 0}


def test_one_symptom_takes_an_arrow_and_a_digit(page):
    assert press(DOWN, "2") == 2
    assert severities(page) == {"lips_dry": 2}


def test_letter_jumps_to_a_symptom_and_a_digit_answers_it(page):
    press(DOWN)
    assert press("h", "1") == 2
    assert severities(page) == {"headache": 1}


def test_chosen_severity_shows_its_anchor_beneath(page):
    press(DOWN, "2")
    row = page.symptoms.rows[0]
    anchor = page.tools.catalogues.symptoms.anchors_of("lips_dry")[2]
    assert page.symptoms.meaning.text() == f"Dry lips: 2 {anchor}"
    assert "Moderate" in row.accessibleName()
    assert anchor in row.accessibleName()


def test_answer_can_be_taken_away_so_that_nothing_is_recorded(page):
    press(DOWN, "2", DELETE)
    assert severities(page) == {}


def test_whole_evening_takes_two_keys(page):
    assert press(ENTER, "y") == 2
    assert dose(page, 2).outcome is Outcome.TAKEN
    assert severities(page) == {"lips_dry": 2, "headache": 0}


def test_after_the_last_dose_the_focus_is_on_the_first_open_symptom(page):
    press(ENTER)
    assert page.symptoms.rows[0].hasFocus()


def test_last_nights_dose_is_offered_in_the_morning_on_its_own_day(page, clock):
    clock.now = EVENING + timedelta(hours=13)
    page.look_at_clock()
    assert page.day == TODAY + timedelta(days=1)
    last_night = page.doses.cards[0]
    assert (last_night.day, last_night.slot.number) == (TODAY, 2)
    assert page.doses.cards[1].take.hasFocus()

    assert not last_night.take.isVisible()
    assert press(UP, ENTER) == 2
    assert dose(page, 2, TODAY).taken_at == EVENING.replace(minute=0)
    assert dose(page, 1, page.day) is None


def test_peer_uhabits_1709_open_window_goes_on_to_the_new_day(page, clock):
    clock.now = EVENING.replace(hour=23, minute=59)
    page.look_at_clock()
    assert page.day == TODAY
    clock.now = EVENING.replace(hour=3, minute=59) + timedelta(days=1)
    page.look_at_clock()
    assert page.day == TODAY
    clock.now += timedelta(minutes=1)
    page.look_at_clock()
    assert page.day == TODAY + timedelta(days=1)
    assert "Tuesday 24 November" in page.header.title.text()


def test_peer_dosage_78_dose_after_midnight_counts_for_the_evening(page, clock):
    clock.now = EVENING.replace(hour=0, minute=40) + timedelta(days=1)
    page.mark_stale()
    page.focus_first()
    press(ENTER)
    assert dose(page, 2, TODAY).taken_at == clock.now


def test_what_another_program_wrote_overnight_keeps_no_page_on_yesterday(page, clock):
    clock.advance(hours=12)
    page.tools.editor.replaced.emit()
    assert page.day == TODAY + timedelta(days=1)
    page.look_at_clock()
    assert "Tuesday 24 November" in page.header.title.text()


def test_other_day_that_is_looked_at_stays_when_the_day_turns(page, clock):
    page.show_day(TODAY - timedelta(days=3))
    clock.advance(days=1)
    page.look_at_clock()
    assert page.day == TODAY - timedelta(days=3)


def test_peer_medtimer_690_tomorrows_dose_cannot_be_taken_today(page):
    page.go_on()
    assert page.day == TODAY + timedelta(days=1)
    assert not any(card.take.isVisible() for card in page.doses.cards)
    press("s", "3")
    assert dose(page, 1, page.day).outcome is Outcome.SKIPPED


def test_days_away_are_offered_together(page, clock):
    clock.advance(days=3)
    page.look_at_clock()
    assert page.doses.catch_up.isVisible()
    assert page.doses._behind_words.text().startswith("6\xa0doses")
    assert len(open_before(page.tools.diary, page.tools.now)) == 6


def test_paused_day_asks_for_no_dose(page):
    course = course_on(page.tools.diary, TODAY)
    assert course is not None
    phases = phases_of(page.tools.diary, course)
    page.tools.editor.do(pause(course, phases, start=TODAY, until=None))
    assert page.doses.cards == []
    assert "paused" in page.header.place.text()


def test_breakfast_left_open_does_not_stand_before_dinner_in_the_evening(page):
    page.tools.editor.do(remove(dose(page, 1)))
    page.focus_first()
    press(ENTER)
    assert dose(page, 2) is not None
    assert dose(page, 1) is None


def test_up_leads_back_from_the_symptoms_to_the_dose(page):
    press(DOWN, UP)
    assert cards(page)[2].take.hasFocus()


def test_figures_are_those_of_the_summary(page):
    dose_words = page.side.so_far._dose_words.text()
    assert "start weight 64" in dose_words
    assert "84 of 168 days" in page.side.so_far._time_words.text()
    assert "51 of 55" in page.side.last_days._counts.text()


def test_first_paint_waits_for_no_figures_and_they_move_nothing(qtbot, course_desk, monkeypatch):
    page = TodayPage(course_desk)
    qtbot.addWidget(page)
    page.resize(1000, 760)
    with monkeypatch.context() as patch:
        patch.setattr("isodiary.ui.today.side.read_figures", None)  # whoever reads them fails
        page.show()
        QApplication.sendPostedEvents()  # what is still to be laid out
        page.grab()
        assert not page.side.findChildren(Card)
        before = [(card.geometry(), card.mapTo(page, QPoint())) for card in left(page)]
    qtbot.waitUntil(lambda: page.side.so_far.isVisible())
    page.grab()
    assert len([card for card in page.side.findChildren(Card) if card.isVisible()]) == 3
    assert [(card.geometry(), card.mapTo(page, QPoint())) for card in left(page)] == before


def test_a_row_has_the_name_that_its_symptom_has_everywhere(page):
    own = OwnSymptom(label="\u05d7\u05d5\u05dd (am)")
    edits = (Edit(after=own), Edit(after=Tracked(symptom=own.id, position=99)))
    assert page.tools.editor.do(Change(act=Act.TRACK_SYMPTOMS, edits=edits))
    names = page.tools.symptom_names()
    shown = {row.view.symptom: row.view.name for row in page.symptoms.rows}
    assert own.id in shown
    assert shown == {symptom: names[symptom] for symptom in shown}


def test_change_before_the_first_paint_is_among_the_figures(qtbot, course_desk):
    page = TodayPage(course_desk)
    page.get_ready()
    page.tools.editor.do(remove(dose(page, 1)))
    in_front(qtbot, page)
    qtbot.waitUntil(lambda: page.side.so_far.isVisible())
    assert "50 of 55" in page.side.last_days._counts.text()


def test_focus_stays_on_the_symptom_that_was_answered(page):
    press(DOWN, DOWN, "1")
    assert page.symptoms.rows[1].hasFocus()
    press("2")
    assert severities(page) == {"eyes_dry": 2}


def test_click_answers_a_symptom(qtbot, page):
    row = page.symptoms.rows[2]
    where = row.shape_now.cell_of(3).center().toPoint()
    QTest.mouseClick(row, Qt.MouseButton.LeftButton, pos=where)
    assert severities(page) == {"headache": 3}


def test_every_stop_of_the_tab_key_has_a_name(page):
    stops = [
        widget
        for widget in page.findChildren(type(page.doses).__mro__[1])
        if widget.focusPolicy() & Qt.FocusPolicy.TabFocus and widget.isVisibleTo(page)
    ]
    assert len(stops) > 5
    unnamed = [w for w in stops if not (w.accessibleName() or getattr(w, "text", str)())]
    assert unnamed == []


def test_now_chip_tells_the_time(page, clock):
    clock.now = datetime(2026, 11, 23, 19, 31, tzinfo=EVENING.tzinfo)
    page.look_at_clock()
    press(ENTER)
    assert dose(page, 2).taken_at == clock.now


def test_the_line_of_the_note_says_whose_day_it_is(page):
    assert page.symptoms.note.placeholderText() == "Note for today…"
    page.show_day(TODAY - timedelta(days=3))
    assert page.symptoms.note.placeholderText() == "Note for the day…"


def test_what_an_answer_means_has_its_two_lines_at_every_size(page):
    meaning = page.symptoms.meaning
    before = meaning.minimumHeight()
    assert before == 2 * meaning.fontMetrics().lineSpacing()
    page.tools.theme.set_text_factor(2.0)
    assert meaning.minimumHeight() == 2 * meaning.fontMetrics().lineSpacing() > 1.5 * before


def test_a_long_note_of_an_answer_is_cut_at_the_edge_of_its_row(page, monkeypatch):
    symptom = page.symptoms.rows[0].view.symptom
    entry = SymptomEntry(day=TODAY, symptom=symptom, severity=1, note="sore and red " * 40)
    page.tools.editor.do(Change(act=Act.LOG_SYMPTOMS, edits=(Edit(after=entry),)))
    row = page.symptoms.rows[0]
    [said] = [each for each in texts_of(monkeypatch, row) if "sore" in each.text]
    assert said.text.endswith("…")
    font = QFontMetrics(page.tools.theme.font(0.9))
    assert 0.8 * said.area.width() < font.horizontalAdvance(said.text) <= said.area.width()
    assert 0 < said.area.left() < said.area.right() <= row.width()


@pytest.mark.parametrize(
    ("letter", "kept"),
    [("h", True), ("H", True), ("y", True), ("s", True), ("d", True), ("q", False), ("%", False)],
)
def test_a_letter_that_acts_here_goes_no_further(page, letter, kept):
    key = Qt.Key(ord(letter.upper()))
    event = QKeyEvent(QEvent.Type.KeyPress, key, Qt.KeyboardModifier.NoModifier, letter)
    page.keyPressEvent(event)
    assert event.isAccepted() == kept


@pytest.mark.parametrize("key", [UP, DOWN, Qt.Key.Key_7])
def test_arrows_and_digits_that_are_kept_here_go_no_further(page, key):
    text = "7" if key is Qt.Key.Key_7 else ""
    event = QKeyEvent(QEvent.Type.KeyPress, key, Qt.KeyboardModifier.NoModifier, text)
    page.keyPressEvent(event)
    assert event.isAccepted()


@pytest.mark.parametrize(
    ("key", "modifier"),
    [
        (ENTER, Qt.KeyboardModifier.NoModifier),
        (ESCAPE, Qt.KeyboardModifier.NoModifier),
        (Qt.Key.Key_H, Qt.KeyboardModifier.ControlModifier),
        (Qt.Key.Key_H, Qt.KeyboardModifier.AltModifier),
    ],
)
def test_what_belongs_to_a_button_or_the_menus_goes_on(page, key, modifier):
    event = QKeyEvent(QEvent.Type.KeyPress, key, modifier, "h")
    before = QApplication.focusWidget()
    page.keyPressEvent(event)
    assert not event.isAccepted()
    assert QApplication.focusWidget() is before
