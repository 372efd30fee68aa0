"""The months of a symptom: each day in the column of its weekday, each answer in its colour."""

from __future__ import annotations

from datetime import date, timedelta
from itertools import combinations

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QHelpEvent
from PySide6.QtWidgets import QToolTip

from isodiary.domain.period import Period
from isodiary.services.symptoms.months import SymptomMonths
from isodiary.ui.look.theme import Theme, ThemeChoice
from isodiary.ui.trends.months import SymptomMonthsView
from tests.ui.keys import DOWN, ESCAPE, LEFT, RIGHT, UP, in_front, press
from tests.ui.pictures import grabbed, share_of, texts_of

FIRST, LAST = date(2026, 9, 17), date(2026, 11, 23)
ALL = [FIRST + timedelta(days=n) for n in range((LAST - FIRST).days + 1)]
SHOWN = SymptomMonths(
    symptom="headache",
    days=Period(first=FIRST, last=LAST),
    severities={day: n % 5 for n, day in enumerate(ALL) if n % 5 < 4},
)


@pytest.fixture
def theme(qapp):
    theme = Theme(ThemeChoice.LIGHT)
    theme.apply(qapp)
    return theme


@pytest.fixture
def view(qtbot, theme):
    view = in_front(qtbot, SymptomMonthsView(theme, "Symptom calendar"))
    view.show_months(SHOWN)
    view.setFocus()
    return view


def middle_of(view, day):
    return view.square_of(day).center()


def test_days_stand_below_their_weekday_and_weeks_beneath_each_other(view):
    november = [day for day in ALL if day.month == 11]
    for one, other in combinations(november, 2):
        a, b = middle_of(view, one), middle_of(view, other)
        assert (a.x() == b.x()) == (one.weekday() == other.weekday())
        same_week = one.isocalendar()[:2] == other.isocalendar()[:2]
        assert (a.y() == b.y()) == same_week
        assert same_week or a.y() < b.y()


def test_no_square_covers_another_and_all_are_inside(view):
    squares = [view.square_of(day) for day in ALL]
    assert not any(one.intersects(other) for one, other in combinations(squares, 2))
    side = {(square.width(), square.height()) for square in squares}
    assert len(side) == 1
    height = view.heightForWidth(view.width())
    for square in squares:
        assert square.left() >= 0
        assert square.right() <= view.width()
        assert square.top() > 0
        assert square.bottom() <= height


@pytest.mark.parametrize(("months", "rows"), [(4, 1), (3, 1), (2.9, 2), (2, 2), (1.9, 3), (0.1, 3)])
def test_months_stand_beside_each_other_where_there_is_room(view, months, rows):
    month = view.minimumSizeHint().width()
    width = round(months * month)
    view.resize(width, 900)
    tops = {view.square_of(date(2026, number, 1)).top() for number in (9, 10, 11)}
    assert len(tops) == rows
    assert view.heightForWidth(width) == rows * view.heightForWidth(3 * month)
    assert view.sizeHint().width() == 3 * month


def test_the_week_begins_where_it_does_for_the_patient(view):
    sunday, monday = date(2026, 11, 1), date(2026, 11, 2)
    assert middle_of(view, sunday).x() > middle_of(view, monday).x()
    view.begin_weeks_on(6)
    assert middle_of(view, sunday).x() < middle_of(view, monday).x()


def test_a_month_and_its_weekdays_are_named_above_it(view, monkeypatch):
    said = texts_of(monkeypatch, view)
    names = [each for each in said if "2026" in each.text]
    assert [each.text.split()[0] for each in names] == ["September", "October", "November"]
    days = [each for each in said if each.text.isalpha() and len(each.text) == 1]
    assert "".join(each.text for each in days) == "MTWTFSS" * 3
    for place, monday in ((0, date(2026, 9, 21)), (7, date(2026, 10, 19)), (14, date(2026, 11, 2))):
        for column in range(7):
            letter = days[place + column].area
            square = view.square_of(monday + timedelta(days=column))
            assert letter.center().x() == pytest.approx(square.center().x(), abs=1)
            assert letter.bottom() <= view.square_of(monday.replace(day=1)).top() + 0.01
            assert letter.top() >= names[place // 7].area.bottom() - 0.01


@pytest.mark.parametrize("severity", range(4))
def test_an_answer_has_its_colour_its_digit_and_its_frame(view, theme, severity):
    view.clearFocus()
    day = next(day for day in ALL[10:] if SHOWN.severities.get(day) == severity)
    picture, square = grabbed(view), view.square_of(day)
    name = ("none", "mild", "moderate", "severe")[severity]
    inside = square.adjusted(3, 3, -3, -3)
    fill, text = (getattr(theme.colours, f"{name}_{part}") for part in ("fill", "text"))
    assert share_of(picture, fill, inside) > 0.35
    assert share_of(picture, text, inside) > 0.01
    for edge in (
        square.adjusted(4, 0, -4, 1 - square.height()),
        square.adjusted(0, 4, 1 - square.width(), -4),
    ):
        assert share_of(picture, theme.colours.outline, edge) > 0.5


def test_a_day_without_an_answer_is_an_outline_and_outside_the_course_is_nothing(view, theme):
    view.clearFocus()
    picture = grabbed(view)
    open_day = next(day for day in ALL[10:] if day not in SHOWN.severities)
    square, ground = view.square_of(open_day), picture.pixelColor(view.width() - 3, 3)
    assert share_of(picture, ground, square.adjusted(2, 2, -2, -2)) == 1
    assert share_of(picture, theme.colours.outline, square) > 0.1
    for outside in (date(2026, 9, 16), date(2026, 11, 24)):
        assert share_of(picture, ground, view.square_of(outside)) == 1


def test_the_day_that_is_read_out_has_a_ring_and_no_other(view, theme):
    press(LEFT, LEFT)
    picture, focus = grabbed(view), theme.colours.focus
    ringed = []
    for day in ALL:
        square = view.square_of(day)
        edge = square.adjusted(3, -2, -3, 1 - square.height())
        if share_of(picture, focus, edge) > 0.3:
            ringed.append(day)
    assert ringed == [LAST - timedelta(days=1)]


def test_without_a_day_the_whole_has_a_ring_while_it_has_the_focus(view, theme):
    focus = theme.colours.focus
    assert share_of(grabbed(view), focus) > 0
    view.clearFocus()
    assert share_of(grabbed(view), focus) == 0


@pytest.mark.parametrize(
    ("keys", "day"),
    [
        ([LEFT], LAST),
        ([LEFT, LEFT], LAST - timedelta(days=1)),
        ([LEFT, UP], LAST - timedelta(days=7)),
        ([LEFT, UP, DOWN, DOWN], LAST),
        ([Qt.Key.Key_Home], FIRST),
        ([Qt.Key.Key_Home, LEFT, UP], FIRST),
        ([Qt.Key.Key_Home, RIGHT], FIRST + timedelta(days=1)),
        ([Qt.Key.Key_End, RIGHT], LAST),
        ([ESCAPE], None),
    ],
)
def test_keys_walk_the_days(view, keys, day):
    press(*keys)
    assert view.day == day


def test_from_right_to_left_it_is_mirrored_and_the_arrows_follow(view):
    before = view.square_of(date(2026, 11, 3))
    view.setLayoutDirection(Qt.LayoutDirection.RightToLeft)
    after = view.square_of(date(2026, 11, 3))
    assert after.left() == pytest.approx(view.width() - before.right())
    press(LEFT, RIGHT)
    assert view.day == LAST - timedelta(days=1)


def test_pointing_at_a_day_says_it(view, monkeypatch):
    shown = []
    monkeypatch.setattr(QToolTip, "showText", lambda place, text, widget: shown.append(text))
    for point in (middle_of(view, FIRST).toPoint(), QPoint(view.width() - 2, 2)):
        assert view.event(QHelpEvent(QHelpEvent.Type.ToolTip, point, QPoint()))
    assert shown == ["Thursday 17\u00a0Sep\u00a02026: none, 0 of 3", ""]


def test_a_day_that_is_no_longer_shown_is_let_go_of(view):
    said: list[str] = []
    view.choose(FIRST)
    view.read.connect(said.append)
    view.choose(FIRST - timedelta(days=1))
    assert (view.day, said) == (FIRST, [])
    days = Period(first=FIRST + timedelta(days=1), last=LAST)
    view.show_months(SymptomMonths(symptom="x", days=days, severities={}))
    assert (view.day, said) == (None, [""])
    assert view.accessibleDescription() == "67\u00a0days not recorded"


def test_another_theme_paints_every_square_anew(view, theme):
    before = grabbed(view).copy(view.square_of(FIRST).toRect())
    theme.choose(ThemeChoice.DARK)
    assert grabbed(view).copy(view.square_of(FIRST).toRect()) != before
    theme.choose(ThemeChoice.LIGHT)
