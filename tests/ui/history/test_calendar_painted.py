"""What the calendar paints of a day: number, square, signs and rings, each in its place."""

from __future__ import annotations

from datetime import date, timedelta
from itertools import combinations

import pytest
from PySide6.QtCore import QRectF, Qt
from PySide6.QtGui import QImage, QPainter

from isodiary.domain.day_marks import DayMarks, Mark
from isodiary.services.days.month import DaySign, MonthDay
from isodiary.ui.history import signs
from isodiary.ui.history.calendar import MonthCalendar
from isodiary.ui.history.signs import DayLegend
from isodiary.ui.kit.legend import LegendEntry
from isodiary.ui.look.theme import Theme, ThemeChoice
from tests.ui.keys import in_front
from tests.ui.pictures import grabbed, share_of, texts_of

TODAY = date(2026, 11, 23)
OTHER = date(2026, 11, 11)
BEFORE = date(2026, 10, 28)


@pytest.fixture
def theme(qapp):
    theme = Theme(ThemeChoice.LIGHT)
    theme.apply(qapp)
    return theme


@pytest.fixture
def calendar(qtbot, theme):
    calendar = in_front(qtbot, MonthCalendar(theme, TODAY))
    calendar.resize(calendar.sizeHint())
    calendar.setFocus()
    return calendar


def all_days(calendar):
    return [calendar.first + timedelta(days=n) for n in range(42)]


def show(calendar, day, *marks, with_signs=()):
    calendar.show_days({day: MonthDay(DayMarks(day, marks), frozenset(with_signs))}, TODAY)


def has_ring(calendar, picture, day, colour):
    cell = calendar.cell_of(day).adjusted(8, 0.5, -8, 0)
    cell.setHeight(3)
    return share_of(picture, colour, cell) > 0.3


def test_the_cells_fill_the_width_and_the_height_below_the_names(calendar):
    cells = [calendar.cell_of(day) for day in all_days(calendar)]
    for one, other in combinations(cells, 2):
        assert not one.adjusted(0.01, 0.01, -0.01, -0.01).intersects(other)
    assert sum(cell.width() for cell in cells[:7]) == pytest.approx(calendar.width())
    top = cells[0].top()
    assert calendar.fontMetrics().height() < top < 1.5 * calendar.fontMetrics().height()
    assert top + sum(cell.height() for cell in cells[::7]) == pytest.approx(
        calendar.height(), abs=2
    )
    assert cells[-1].bottom() <= calendar.height()


def test_each_day_has_its_number_above_and_each_column_its_name(calendar, monkeypatch):
    said = texts_of(monkeypatch, calendar)
    names, numbers = said[:7], said[7:]
    assert [name.text for name in names] == ["Mo", "Tu", "We", "Th", "Fr", "Sa", "Su"]
    for name, day in zip(names, all_days(calendar), strict=False):
        cell = calendar.cell_of(day)
        assert name.area.center().x() == pytest.approx(cell.center().x())
        assert name.area.bottom() <= cell.top()
    assert [number.text for number in numbers] == [str(day.day) for day in all_days(calendar)]
    for number, day in zip(numbers, all_days(calendar), strict=True):
        cell = calendar.cell_of(day)
        assert cell.contains(number.area)
        assert number.area.bottom() < cell.center().y()


def test_the_square_of_a_day_stands_between_its_number_and_its_signs(calendar, theme, monkeypatch):
    show(calendar, OTHER, Mark.TAKEN)
    picture, cell = grabbed(calendar), calendar.cell_of(OTHER)
    green = theme.colours.ok
    found = [
        (x, y)
        for x in range(picture.width())
        for y in range(picture.height())
        if picture.pixelColor(x, y) == green
    ]
    place = QRectF(min(x for x, _ in found), min(y for _, y in found), 1, 1) | QRectF(
        max(x for x, _ in found), max(y for _, y in found), 1, 1
    )
    assert cell.contains(place)
    assert place.width() == pytest.approx(place.height(), abs=2)
    assert place.center().x() == pytest.approx(cell.center().x(), abs=1.5)
    [number] = [s.area for s in texts_of(monkeypatch, calendar) if cell.contains(s.area)]
    assert number.bottom() <= place.top()
    assert place.width() > 0.8 * calendar.fontMetrics().height()
    assert cell.bottom() - place.bottom() > 0.5 * calendar.fontMetrics().height()


@pytest.mark.parametrize("count", [1, 2, len(DaySign)])
def test_signs_stand_in_a_row_at_the_foot_of_the_day(calendar, theme, monkeypatch, count):
    painted = []

    def paint(painter, area, sign, colours):
        painted.append((painter.transform().mapRect(area), sign))

    monkeypatch.setattr("isodiary.ui.history.calendar.paint_sign", paint)
    show(calendar, OTHER, with_signs=list(DaySign)[:count])
    calendar.grab()
    places, shown = zip(*painted, strict=True)
    assert list(shown) == list(DaySign)[:count]
    cell = calendar.cell_of(OTHER)
    middles = [place.center().x() for place in places]
    assert middles == sorted(middles)
    assert (middles[0] + middles[-1]) / 2 == pytest.approx(cell.center().x())
    for place in places:
        assert cell.contains(place)
        assert place.width() == place.height()
        assert 0 < cell.bottom() - place.bottom() < place.height()
        assert place.top() > cell.center().y()
    if count == 2:
        assert not places[0].intersects(places[1])


def test_the_chosen_day_has_a_ring_and_a_ground_and_no_other(calendar, theme):
    calendar.choose(OTHER)
    picture, colours = grabbed(calendar), theme.colours
    ringed = [day for day in all_days(calendar) if has_ring(calendar, picture, day, colours.focus)]
    assert ringed == [OTHER]
    grounds = [
        day
        for day in all_days(calendar)
        if share_of(picture, colours.accent_fill, calendar.cell_of(day).adjusted(4, 4, -4, -4))
        > 0.5
        and picture.pixelColor(calendar.cell_of(day).center().toPoint()) == colours.accent_fill
    ]
    assert grounds == [OTHER]
    calendar.clearFocus()
    picture = grabbed(calendar)
    assert has_ring(calendar, picture, OTHER, colours.outline)
    assert not has_ring(calendar, picture, OTHER, colours.focus)


def test_today_has_a_frame_round_its_number(calendar, theme):
    calendar.choose(OTHER)
    picture = grabbed(calendar)

    def framed(day):
        cell = calendar.cell_of(day)
        cell.setHeight(cell.height() * 0.45)
        return share_of(picture, theme.colours.accent, cell.adjusted(5, 2, -5, 0)) > 0.03

    assert [day for day in all_days(calendar) if framed(day)] == [TODAY]


def test_a_day_on_which_something_was_found_has_a_ground(calendar, theme):
    calendar.mark_hits(frozenset({OTHER}))
    picture = grabbed(calendar)
    ground = theme.colours.chip_fill
    found = [
        day
        for day in all_days(calendar)
        if picture.pixelColor(calendar.cell_of(day).center().toPoint()) == ground
    ]
    assert found == [OTHER]
    assert calendar.words_of(OTHER) == " Found here."
    assert calendar.words_of(TODAY) == ""


def test_days_of_another_month_are_paler(calendar, theme):
    show(calendar, BEFORE, Mark.TAKEN)
    assert share_of(grabbed(calendar), theme.colours.ok, calendar.cell_of(BEFORE)) < 0.01
    calendar.choose(date(2026, 10, 5))
    show(calendar, BEFORE, Mark.TAKEN)
    assert share_of(grabbed(calendar), theme.colours.ok, calendar.cell_of(BEFORE)) > 0.1


def test_a_row_has_room_for_all_of_a_day_at_every_width(calendar):
    for width in (calendar.minimumSizeHint().width(), 400, 900):
        calendar.resize(width, calendar.heightForWidth(width))
        cell = calendar.cell_of(OTHER)
        side = calendar._cells.square(cell).width()
        line = calendar.fontMetrics().height()
        assert line <= side <= 1.8 * line
        assert cell.height() < 5 * line
    least, usual = calendar.minimumSizeHint(), calendar.sizeHint()
    assert least.width() < usual.width() < 2 * least.width()


@pytest.mark.parametrize("sign", list(DaySign))
def test_a_sign_fills_its_square_and_stays_in_it(qtbot, theme, sign):
    picture = QImage(60, 60, QImage.Format.Format_RGB32)
    picture.fill("white")
    with QPainter(picture) as painter:
        before = painter.pen(), painter.brush()
        signs.paint_sign(painter, QRectF(20, 20, 20, 20), sign, theme.colours)
        assert (painter.pen(), painter.brush()) == before
    white = theme.colours.surface
    inside, all_of = QRectF(18, 18, 24, 24), share_of(picture, white)
    assert share_of(picture, white, inside) < 0.9
    outside = 60 * 60 * (1 - all_of) - inside.width() * inside.height() * (
        1 - share_of(picture, white, inside)
    )
    assert outside == pytest.approx(0, abs=1)
    for half in (QRectF(18, 18, 12, 24), QRectF(30, 18, 12, 24), QRectF(18, 30, 24, 12)):
        assert share_of(picture, white, half) < 0.97


@pytest.mark.parametrize("direction", list(Qt.LayoutDirection)[:2])
def test_the_legend_has_each_sign_beside_its_words(qtbot, theme, monkeypatch, direction):
    legend = DayLegend(theme)
    legend.setLayoutDirection(direction)
    days = [MonthDay(DayMarks(TODAY, (Mark.TAKEN,)), frozenset({DaySign.WARNING}))]
    in_front(qtbot, legend)
    legend.explain(days)
    qtbot.waitUntil(lambda: legend.findChildren(LegendEntry)[0].width() > 20)
    for meaning, colour in zip(
        legend.findChildren(LegendEntry), (theme.colours.ok, theme.colours.warning), strict=True
    ):
        [said] = texts_of(monkeypatch, meaning)
        assert said.text == meaning.accessibleName()
        assert said.area.width() >= meaning.fontMetrics().horizontalAdvance(said.text)
        picture = grabbed(meaning)
        line = meaning.fontMetrics().height()
        left = direction is Qt.LayoutDirection.LeftToRight
        beside = QRectF(0 if left else meaning.width() - line, 0, line, meaning.height())
        assert share_of(picture, colour, beside) > 0.1
        assert not beside.adjusted(1, 0, -1, 0).intersects(said.area)


def test_days_of_other_months_are_paler_and_in_high_contrast_still_to_be_seen(calendar, theme):
    other = date(2026, 10, 27)
    darkness = []
    for choice in (ThemeChoice.LIGHT, ThemeChoice.CONTRAST):
        theme.choose(choice)
        show(calendar, other, Mark.TAKEN)
        at = calendar.cell_of(other).center().toPoint()
        darkness.append(255 - grabbed(calendar).pixelColor(at).lightness())
    paler, seen = darkness
    assert paler < 100 < seen
