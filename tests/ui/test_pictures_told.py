"""Whoever cannot see a picture gets all of its numbers: in a table, or in its words."""

from __future__ import annotations

from decimal import Decimal
from functools import partial

import pytest
from PySide6.QtGui import QAccessible
from PySide6.QtWidgets import QWidget

from isodiary.domain.acne import AcneCheck
from isodiary.domain.change import Act, Change, Edit
from isodiary.domain.day import ONE_DAY
from isodiary.domain.lab import LabResult
from isodiary.services.course.strip import stop_words
from isodiary.services.words.days import full_day, long_day
from isodiary.ui.kit.accessible import ROLES, Roles
from isodiary.ui.kit.in_turn import FilledInTurn
from isodiary.ui.trends.trend import TrendCard
from isodiary.ui.window.page import PAGES
from tests.ui.windows import window_on

PAINTED = {QAccessible.Role.Graphic, QAccessible.Role.Chart, QAccessible.Role.Slider}
IN_DIALOGS = {"PlanStrip", "LightSign"}
"""Those have their own tests, `test_plan_strip` and `test_light`."""


def is_picture(widget):
    kind = type(widget).__name__
    return ROLES.get(kind) in PAINTED or kind.endswith("ChartView")


def told(widget):
    """Return what a screen reader gets to know of it, its name and its description."""
    found = Roles().tell(type(widget).__name__, widget)
    asked = found or QAccessible.queryAccessibleInterface(widget)
    text = QAccessible.Text
    return f"{asked.text(text.Name)} {asked.text(text.Description)}"


def numbers(widget):
    """Return what a picture shows, as its words have to say it; None for one with a table."""
    match type(widget).__name__:
        case "TableChartView":
            return None
        case "StillChartView":
            return [row.name for row in widget.rows.symptoms]
        case "AcneChartView":
            return [full_day(point.day) for point in widget.chart.points]
        case "ChartView" if widget.chart is None:
            return []  # nothing is painted
        case "ChartView" if hasattr(widget.chart, "points"):
            return [f"{full_day(each.day)}: {each.said}" for each in widget.chart.points]
        case "ChartView":
            shown = widget.chart
            days = [shown.first + n * ONE_DAY for n in range((shown.last - shown.first).days)]
            ends = [day for day in days if (day + ONE_DAY).day == 1 and shown.held.on(day)]
            return [shown.values_on(day) for day in ends]
        case "SymptomMonthsView":
            return widget._shown.words.split("; ")
        case "CourseStrip":
            return [stop_words(widget._strip, day) for day in widget._strip.stops]
        case "DaySquares":
            return [long_day(each.day) for each in widget.days if not each.outside]
        case "SymptomRow":
            before = ["not recorded" if each is None else str(each) for each in widget._view.recent]
            return [", ".join(before)] if set(before) - {"not recorded"} else []
    return pytest.fail(f"nothing is known of {type(widget).__name__}")


@pytest.fixture
def window(qtbot, course_desk):
    day = course_desk.today
    for back in (2, 40):
        before = day - back * ONE_DAY
        course_desk.diary.apply(
            Change(
                act=Act.LOG_LAB,
                edits=(
                    Edit(after=LabResult(day=before, analyte="alt", value=Decimal(41), unit="U/L")),
                    Edit(after=AcneCheck(day=before, iga=2)),
                ),
            ),
            at=course_desk.now,
        )
    course_desk.editor.look_again()
    return window_on(qtbot, course_desk)


def test_every_picture_has_its_table_or_says_all_of_its_numbers(window):
    seen, silent = set(), []
    shows = [partial(window.show_page, page.load()) for page in PAGES]
    for show in (*shows, window.show_visit):
        show()
        for waiting in window.findChildren(FilledInTurn):
            waiting.fill_all()
        for widget in filter(is_picture, window.findChildren(QWidget)):
            if not widget.isVisible():
                continue
            kind = type(widget).__name__
            seen.add(kind)
            wanted = numbers(widget)
            if wanted is None:
                card = window.findChild(TrendCard)
                assert card.numbers.isVisible()
                card.numbers.click()
                assert card.table.model().rowCount() == widget.rows.days.days
                continue
            said = told(widget)
            silent += [f"{kind}: {each}" for each in wanted if each not in said]
    assert silent == []
    assert seen == {
        "AcneChartView",
        "ChartView",
        "CourseStrip",
        "DaySquares",
        "StillChartView",
        "SymptomMonthsView",
        "SymptomRow",
        "TableChartView",
    }
