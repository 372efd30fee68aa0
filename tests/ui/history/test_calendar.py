"""The calendar is gone through with the keyboard, and can be read without seeing a colour."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QAccessible, QHelpEvent, QImage
from PySide6.QtWidgets import QToolTip

from isodiary.domain.day_marks import DayMarks, Mark
from isodiary.services.days.month import DaySign, MonthDay
from isodiary.ui.history.calendar import MonthCalendar
from isodiary.ui.history.signs import DayLegend
from isodiary.ui.look.theme import Theme, ThemeChoice
from tests.ui.keys import in_front

TODAY = date(2026, 11, 23)
Key = Qt.Key


@pytest.fixture
def theme(qapp):
    theme = Theme(ThemeChoice.LIGHT)
    theme.apply(qapp)
    return theme


@pytest.fixture
def calendar(qtbot, theme):
    calendar = MonthCalendar(theme, TODAY)
    qtbot.addWidget(calendar)
    calendar.resize(calendar.sizeHint())
    days = [calendar.first + timedelta(days=n) for n in range(42)]
    marks = (Mark.TAKEN, Mark.NOT_RECORDED)
    calendar.show_days(
        {day: MonthDay(DayMarks(day, marks), frozenset({DaySign.NOTE})) for day in days}, TODAY
    )
    with qtbot.waitExposed(calendar):
        calendar.show()
    return calendar


@pytest.mark.parametrize(
    ("key", "day"),
    [
        (Key.Key_Left, date(2026, 11, 22)),
        (Key.Key_Right, date(2026, 11, 24)),
        (Key.Key_Up, date(2026, 11, 16)),
        (Key.Key_Down, date(2026, 11, 30)),
        (Key.Key_PageUp, date(2026, 10, 23)),
        (Key.Key_PageDown, date(2026, 12, 23)),
        (Key.Key_Home, date(2026, 11, 1)),
        (Key.Key_End, date(2026, 11, 30)),
    ],
)
def test_keys_choose_a_day(qtbot, calendar, key, day):
    with qtbot.waitSignal(calendar.day_chosen) as chosen:
        qtbot.keyClick(calendar, key)
    assert chosen.args == [day]
    assert calendar.day == day


def test_t_comes_back_to_today(qtbot, calendar):
    calendar.choose(date(2020, 2, 29))
    qtbot.keyClick(calendar, Key.Key_T)
    assert calendar.day == TODAY


def test_a_month_later_is_its_last_day_if_it_is_shorter(qtbot, calendar):
    calendar.choose(date(2027, 1, 31))
    qtbot.keyClick(calendar, Key.Key_PageDown)
    assert calendar.day == date(2027, 2, 28)


def test_turning_the_month_asks_for_its_days_and_staying_does_not(qtbot, calendar):
    with qtbot.waitSignal(calendar.month_turned):
        qtbot.keyClick(calendar, Key.Key_PageUp)
    with qtbot.assertNotEmitted(calendar.month_turned):
        qtbot.keyClick(calendar, Key.Key_Left)


def test_from_right_to_left_the_arrows_follow_the_eye(qtbot, calendar):
    calendar.setLayoutDirection(Qt.LayoutDirection.RightToLeft)
    qtbot.keyClick(calendar, Key.Key_Left)
    assert calendar.day == TODAY + timedelta(days=1)
    left_of_today = calendar.cell_of(TODAY + timedelta(days=1)).left()
    assert left_of_today < calendar.cell_of(TODAY).left()


def test_a_click_chooses_the_day_under_it(qtbot, calendar):
    place = calendar.cell_of(date(2026, 11, 5)).center().toPoint()
    qtbot.mouseClick(calendar.viewport(), Qt.MouseButton.LeftButton, pos=place)
    assert calendar.day == date(2026, 11, 5)


def test_enter_asks_for_the_entries(qtbot, calendar):
    with qtbot.waitSignal(calendar.entries_asked):
        qtbot.keyClick(calendar, Key.Key_Return)


def test_keys_it_does_not_know_are_left_to_others(qtbot, calendar):
    with qtbot.assertNotEmitted(calendar.day_chosen):
        qtbot.keyClick(calendar, Key.Key_Left, Qt.KeyboardModifier.ControlModifier)
        qtbot.keyClick(calendar, Key.Key_X)


@pytest.mark.parametrize(
    ("weekday", "first"), [(0, date(2026, 10, 26)), (5, date(2026, 10, 31)), (6, date(2026, 11, 1))]
)
def test_the_week_begins_as_the_patient_is_used_to(calendar, weekday, first):
    calendar.begin_weeks_on(weekday)
    assert calendar.first == first


def told(calendar):
    """Return the table that a screen reader finds, and its cells of days in their order."""
    table = QAccessible.queryAccessibleInterface(calendar)
    parts = [table.child(n) for n in range(table.childCount())]
    return table, [part for part in parts if part.role() is QAccessible.Role.Cell]


def test_the_month_is_a_table_whose_cells_are_days(qtbot, calendar):
    said = "First dose taken, second dose not recorded. Note."
    table, cells = told(calendar)
    assert table.role() is QAccessible.Role.Table
    assert table.text(QAccessible.Text.Name) == "November 2026"
    assert "Arrow keys" in table.text(QAccessible.Text.Description)
    assert len(cells) == 42
    names = [cell.text(QAccessible.Text.Name) for cell in cells]
    assert names[0] == f"Monday 26 October. {said}"
    assert names[28] == f"Monday 23 November, today. {said}"
    place = cells[28].tableCellInterface()
    assert (place.rowIndex(), place.columnIndex()) == (4, 0)
    head, *_others = place.columnHeaderCells()
    assert head.text(QAccessible.Text.Name) == "Monday"


@pytest.fixture
def listening():
    """Something listens, so that what changed is asked for anew."""
    QAccessible.setActive(True)
    yield
    QAccessible.setActive(False)


@pytest.mark.usefixtures("listening")
def test_the_chosen_day_is_the_selected_cell_and_has_the_focus_with_the_calendar(qtbot, calendar):
    def marked(flag):
        cells = told(calendar)[1]
        return [n for n, cell in enumerate(cells) if getattr(cell.state(), flag)]

    assert marked("selected") == [28]
    in_front(qtbot, calendar)
    calendar.clearFocus()
    assert marked("focused") == []
    calendar.setFocus()
    assert marked("focused") == [28]
    qtbot.keyClick(calendar, Key.Key_Left)
    assert (marked("selected"), marked("focused")) == ([27], [27])
    qtbot.keyClick(calendar, Key.Key_PageDown)
    assert told(calendar)[0].text(QAccessible.Text.Name) == "December 2026"
    assert (marked("selected"), marked("focused")) == ([22], [22])


def test_a_cell_stands_where_its_day_is_painted(calendar):
    cells = told(calendar)[1]
    for n in (0, 28, 41):
        day = calendar.cell_of(calendar.first + timedelta(days=n)).toRect()
        place = calendar.viewport().mapToGlobal(day.topLeft())
        assert cells[n].rect().topLeft() == place
        assert calendar.indexAt(day.center()).row() == n // 7


@pytest.mark.parametrize(
    ("place", "day"), [(20, date(2026, 11, 15)), (2, date(2026, 10, 28)), (41, date(2026, 12, 6))]
)
def test_a_screen_reader_chooses_a_day(qtbot, calendar, monkeypatch, place, day):
    monkeypatch.setattr(QAccessible, "isActive", lambda: True)
    told(calendar)[1][place].actionInterface().doAction("Toggle")
    qtbot.waitUntil(lambda: calendar.day == day)
    [chosen] = calendar.selectedIndexes()
    assert calendar.first + timedelta(days=chosen.row() * 7 + chosen.column()) == day


def test_a_day_of_which_nothing_is_known_has_its_date(calendar):
    calendar.show_days({}, TODAY)
    assert told(calendar)[1][28].text(QAccessible.Text.Name) == "Mon 23\xa0Nov\xa02026"


def test_pointing_at_a_day_says_it_too(calendar, monkeypatch):
    shown = []
    monkeypatch.setattr(QToolTip, "showText", lambda place, text, widget: shown.append(text))
    day = date(2026, 11, 5)
    calendar.mark_hits(frozenset({day}))
    place = calendar.cell_of(day).center().toPoint()
    calendar.viewportEvent(QHelpEvent(QHelpEvent.Type.ToolTip, place, QPoint()))
    [said] = shown
    assert said.startswith("Thursday 5 November. First dose taken")
    assert said.endswith("Found here.")


def test_no_day_before_anyone_lived_is_chosen(calendar):
    calendar.choose(date(1900, 1, 1))
    calendar.turn(-1)
    assert calendar.day == date(1900, 1, 1)


def picture(calendar, theme, day):
    calendar.show_days({TODAY: day}, TODAY)
    calendar.choose(TODAY)
    image = calendar.grab(calendar.cell_of(TODAY).toAlignedRect()).toImage()
    return bytes(image.convertToFormat(QImage.Format.Format_Grayscale8).constBits())


def test_each_outcome_and_each_sign_looks_different_in_grey(calendar, theme):
    days = [MonthDay(DayMarks(TODAY, (mark,)), frozenset()) for mark in Mark]
    days += [MonthDay(DayMarks(TODAY, ()), frozenset({sign})) for sign in DaySign]
    days += [MonthDay(DayMarks(TODAY, (), paused=True), frozenset())]
    days += [MonthDay(DayMarks(TODAY, (), outside=True), frozenset())]
    pictures = [picture(calendar, theme, day) for day in days]
    assert len(set(pictures)) == len(pictures) == len(Mark) + len(DaySign) + 2


def test_today_the_chosen_day_and_hits_are_seen(calendar):
    plain = calendar.grab().toImage()
    calendar.mark_hits(frozenset({date(2026, 11, 5)}))
    assert calendar.grab().toImage() != plain


def test_the_legend_explains_what_is_in_sight_and_nothing_else(qtbot, theme):
    legend = DayLegend(theme)
    qtbot.addWidget(legend)
    marks = DayMarks(TODAY, (Mark.TAKEN, Mark.MISSED))
    paused = MonthDay(DayMarks(TODAY, (), paused=True), frozenset())
    legend.explain([MonthDay(marks, frozenset({DaySign.VISIT})), paused])
    assert legend.shown == (Mark.TAKEN, Mark.MISSED, None, DaySign.VISIT)
