"""The acne chart on the screen: its role, its ring, its keys."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, timedelta
from fractions import Fraction
from typing import Any

import pytest
from PySide6.QtCore import QPoint, QPointF, Qt
from PySide6.QtGui import QAccessible
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QWidget

from isodiary.report.charts.acne_chart import AcneChart, AcnePoint
from isodiary.ui.kit import charts
from isodiary.ui.look.theme import Theme, ThemeChoice
from isodiary.ui.trends.acne import RING, AcneChartView
from tests.ui.keys import DELETE, ESCAPE, LEFT, RIGHT, in_front, press
from tests.ui.pictures import around, grabbed, share_of

HOME, END = Qt.Key.Key_Home, Qt.Key.Key_End
WORDS = ("first", "second", "third")
CHART = AcneChart(
    points=tuple(
        AcnePoint(day=date(2026, 9, 1) + timedelta(weeks=n), per_kg=Fraction(20 * n), value=value)
        for n, value in enumerate((4, 1, 3))
    ),
    title="Overall, 0 to 4",
    most=4,
)


class Page(QWidget):
    """Hears the keys that nothing on it took."""

    def __init__(self):
        super().__init__()
        self.got: list[int] = []

    def keyPressEvent(self, event):
        self.got.append(event.key())


@pytest.fixture
def theme(qapp):
    theme = Theme(ThemeChoice.LIGHT)
    theme.apply(qapp)
    return theme


@pytest.fixture
def view(qtbot, theme):
    view = in_front(qtbot, AcneChartView(theme, "Acne"))
    view.show_chart(CHART, WORDS)
    view.setFocus()
    return view


@pytest.fixture
def heard(view):
    said: list[str] = []
    view.read.connect(said.append)
    return said


def place(view, number):
    """Return where a point of the chart stands in the widget."""
    area = view._area()
    return CHART.place(CHART.points[number], CHART.plot(area, view._unit_px()))


def test_a_screen_reader_knows_that_it_is_a_chart_even_if_there_is_no_other(
    qtbot, theme, monkeypatch
):
    installed: list[Callable[[str, QWidget], Any]] = []
    charts.tell_role.cache_clear()
    monkeypatch.setattr(QAccessible, "installFactory", installed.append)
    view = AcneChartView(theme, "Acne")
    qtbot.addWidget(view)
    charts.tell_role.cache_clear()
    [make] = installed
    told = make("AcneChartView", view)
    assert told.role() == QAccessible.Role.Chart
    assert told.text(QAccessible.Text.Name) == "Acne"
    assert make("QWidget", QWidget(view)) is None


@pytest.mark.parametrize(
    ("keys", "read"),
    [
        ([LEFT], "third"),
        ([RIGHT], "third"),
        ([LEFT, LEFT], "second"),
        ([LEFT, LEFT, RIGHT], "third"),
        ([HOME], "first"),
        ([HOME, LEFT], "first"),
        ([HOME, END], "third"),
        ([END, RIGHT], "third"),
        ([HOME, ESCAPE], ""),
    ],
)
def test_keys_go_from_check_to_check(view, heard, keys, read):
    press(*keys)
    assert heard[-1] == read
    assert view.accessibleDescription() == (read or "first; second; third")


def test_what_it_does_not_know_is_left_to_the_page(qtbot, theme):
    page = Page()
    view = AcneChartView(theme, "Acne")
    view.setParent(page)
    in_front(qtbot, page)
    view.setFocus()
    press(LEFT, ESCAPE)
    view.show_chart(CHART, WORDS)
    press(DELETE, ESCAPE, HOME)
    assert page.got == [LEFT, ESCAPE, DELETE, ESCAPE]


@pytest.mark.parametrize("number", range(3))
def test_a_click_reads_the_nearest_check_out(view, heard, number):
    near = (place(view, number) + QPointF(9, 6)).toPoint()
    QTest.mouseClick(view, Qt.MouseButton.LeftButton, pos=near)
    assert heard == [WORDS[number]]


def test_a_click_where_nothing_is_shown_does_nothing(qtbot, theme):
    view = in_front(qtbot, AcneChartView(theme, "Acne"))
    said: list[str] = []
    view.read.connect(said.append)
    QTest.mouseClick(view, Qt.MouseButton.LeftButton, pos=QPoint(50, 50))
    assert said == []


def test_a_ring_stands_round_the_check_that_is_read_out_and_round_no_other(view, theme):
    press(HOME, RIGHT)
    picture, focus = grabbed(view), theme.colours.focus
    ring = RING * view._unit_px()
    for number in range(3):
        middle = place(view, number)
        shares = [
            share_of(picture, focus, around(middle + offset, 2))
            for offset in (QPointF(ring, 0), QPointF(0, ring), QPointF(-ring, 0))
        ]
        assert (min(shares) > 0.2) == (number == 1)
        assert share_of(picture, focus, around(middle, 1.5)) == 0


def test_another_chart_lets_go_of_the_check(view, heard, theme):
    press(HOME)
    view.show_chart(CHART, ("a", "b", "c"))
    assert heard == ["first", ""]
    assert view.accessibleDescription() == "a; b; c"
    picture = grabbed(view)
    area = around(place(view, 0), RING * view._unit_px() + 2)
    assert share_of(picture, theme.colours.focus, area) == 0


def test_a_frame_stands_round_the_whole_while_it_has_the_focus(view, theme):
    def frame(picture):
        wide, high = picture.width(), picture.height()
        middles = [(1, high / 2), (wide - 2, high / 2), (wide / 2, 1), (wide / 2, high - 2)]
        return [
            share_of(picture, theme.colours.focus, around(QPointF(x, y), 1)) for x, y in middles
        ]

    assert min(frame(grabbed(view))) > 0.4
    view.clearFocus()
    assert max(frame(grabbed(view))) == 0


def test_it_is_painted_in_the_colours_of_the_theme(view, theme):
    before = grabbed(view)
    assert share_of(before, theme.colours.text) > 0
    theme.choose(ThemeChoice.DARK)
    after = grabbed(view)
    assert share_of(after, theme.colours.text) > 0
    assert before != after
    theme.choose(ThemeChoice.LIGHT)


def test_it_grows_with_the_font(view, theme):
    before, least = view.sizeHint(), view.minimumSizeHint()
    assert before.width() > 2 * least.width()
    assert before.height() == least.height() > 10 * view.fontMetrics().height()
    theme.set_text_factor(2.0)
    try:
        assert view.sizeHint().height() > 1.7 * before.height()
        assert view.minimumSizeHint().width() < 560
    finally:
        theme.set_text_factor(1.0)
