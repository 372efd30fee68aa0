"""What paints itself is as high as it asks for and takes the width there is."""

from __future__ import annotations

import pytest
from PySide6.QtWidgets import QVBoxLayout, QWidget

from isodiary.domain.day_marks import DayMarks, Mark
from isodiary.ui.course.strip import CourseStrip
from isodiary.ui.history.calendar import MonthCalendar
from isodiary.ui.kit.bar import ShareBar
from isodiary.ui.kit.charts import ChartView
from isodiary.ui.kit.day_square import DaySquares
from isodiary.ui.kit.tick_row import TickRow
from isodiary.ui.look.theme import Theme, ThemeChoice
from isodiary.ui.trends.acne import AcneChartView
from isodiary.ui.trends.months import SymptomMonthsView
from tests.ui.conftest import TODAY
from tests.ui.keys import in_front
from tests.ui.trends.test_months import SHOWN


def squares(theme):
    shown = DaySquares(theme)
    shown.show_days([DayMarks(TODAY, (Mark.TAKEN,))] * 28, "28 days")
    return shown


def months(theme):
    shown = SymptomMonthsView(theme, "months")
    shown.show_months(SHOWN)
    return shown


WIDGETS = {
    "acne": lambda theme: AcneChartView(theme, "acne"),
    "chart": lambda theme: ChartView(theme, "chart"),
    "strip": CourseStrip,
    "bar": lambda theme: ShareBar(theme, "Dose so far"),
    "squares": squares,
    "calendar": lambda theme: MonthCalendar(theme, TODAY),
    "months": months,
    "tick row": lambda theme: TickRow(theme, "some words that are ticked " * 20),
}


@pytest.fixture
def theme(qapp):
    theme = Theme(ThemeChoice.LIGHT)
    theme.apply(qapp)
    return theme


@pytest.mark.parametrize("name", WIDGETS)
@pytest.mark.parametrize("width", [500, 900])
def test_it_is_as_high_as_it_asks_for_and_as_wide_as_there_is_room(qtbot, theme, name, width):
    page = QWidget()
    column = QVBoxLayout(page)
    column.setContentsMargins(0, 0, 0, 0)
    widget = WIDGETS[name](theme)
    column.addWidget(widget)
    column.addStretch(1)
    in_front(qtbot, page)
    page.resize(width, 1400)
    column.activate()
    assert widget.width() == width
    wanted = (
        widget.heightForWidth(width) if widget.hasHeightForWidth() else widget.sizeHint().height()
    )
    assert widget.height() == wanted
    if not widget.hasHeightForWidth():
        without_a_stretch = QWidget()
        rest = QVBoxLayout(without_a_stretch)
        rest.addWidget(widget)
        in_front(qtbot, without_a_stretch)
        assert widget.height() == wanted


@pytest.mark.parametrize("name", WIDGETS)
def test_it_grows_with_the_font_and_takes_the_new_colours(qtbot, theme, name):
    widget = WIDGETS[name](theme)
    in_front(qtbot, widget)
    before, light = widget.sizeHint().height(), widget.grab().toImage()
    theme.choose(ThemeChoice.DARK)
    if name not in {"chart", "strip", "acne"}:  # there is nothing on these yet
        assert widget.grab().toImage() != light
    theme.choose(ThemeChoice.LIGHT)
    theme.set_text_factor(2.0)
    try:
        if name not in {"bar", "squares"}:  # they are as high as the font of their page
            assert widget.sizeHint().height() > 1.5 * before
    finally:
        theme.set_text_factor(1.0)
