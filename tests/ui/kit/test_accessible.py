"""What a screen reader finds: a name for whatever takes the focus, plain texts, fitting roles."""

from __future__ import annotations

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QAccessible
from PySide6.QtWidgets import (
    QAbstractButton,
    QAbstractScrollArea,
    QAbstractSpinBox,
    QComboBox,
    QLabel,
    QLineEdit,
    QWidget,
)

from isodiary.ui.course.plan import StartField
from isodiary.ui.course.plan_strip import PlanSign, PlanStrip
from isodiary.ui.course.rhythm import RhythmField
from isodiary.ui.course.strip import CourseStrip
from isodiary.ui.kit import accessible
from isodiary.ui.kit.bar import ShareBar
from isodiary.ui.kit.chips import CheckChips, Chips
from isodiary.ui.kit.day_square import DaySquares
from isodiary.ui.kit.legend import LegendEntry
from isodiary.ui.kit.severity import SeverityChips
from isodiary.ui.report.preview import PageView
from isodiary.ui.safety.light import LightSign
from isodiary.ui.today.catch_up import CatchUpDialog, OpenRow
from isodiary.ui.today.doses import DoseCards
from isodiary.ui.today.page import TodayPage
from isodiary.ui.today.symptom_row import SymptomRow
from isodiary.ui.today.symptoms import SymptomList
from isodiary.ui.today.tracked import TrackedDialog
from isodiary.ui.trends.chart import Readout
from isodiary.ui.trends.months import SymptomMonthsView
from isodiary.ui.warnings.page import WarningPage
from isodiary.ui.window.about import AboutDialog, KeysDialog
from isodiary.ui.window.first_start import FirstStart
from isodiary.ui.window.page import PAGES
from isodiary.ui.window.sidebar import NavButton, PageList
from tests.ui.today.test_catch_up import SLOTS
from tests.ui.windows import window_on

OURS = (
    Chips,
    CheckChips,
    CourseStrip,
    DaySquares,
    DoseCards,
    LegendEntry,
    LightSign,
    NavButton,
    OpenRow,
    PageList,
    PageView,
    PlanSign,
    PlanStrip,
    Readout,
    RhythmField,
    SeverityChips,
    ShareBar,
    StartField,
    SymptomList,
    SymptomMonthsView,
    SymptomRow,
)


@pytest.fixture
def window(qtbot, course_desk):
    return window_on(qtbot, course_desk)


def named(widget):
    """Whether a widget says by itself, or by its label, what it is."""
    buddies = [label for label in widget.window().findChildren(QLabel) if label.buddy() is widget]
    own = widget.accessibleName()
    if isinstance(widget, QAbstractButton):
        own = own or widget.text().replace("&", "")
    return bool(own.strip() or buddies)


def inside(widget):
    """Whether it is a part of a field of Qt, which speaks for it."""
    parent = widget.parentWidget()
    fields = QComboBox | QAbstractSpinBox | QAbstractScrollArea
    return isinstance(widget, QLineEdit) and isinstance(parent, fields)


def nameless(top):
    return [
        f"{type(widget).__name__} in {type(widget.parentWidget()).__name__}"
        for widget in top.findChildren(QWidget)
        if widget.isVisible()
        and widget.focusPolicy() & Qt.FocusPolicy.TabFocus
        and not inside(widget)
        and not named(widget)
    ]


def marked_up(top):
    """Return the labels that would take what was typed for markup."""
    return [
        label.text()
        for label in top.findChildren(QLabel)
        if label.textFormat() is not Qt.TextFormat.PlainText and not label.buddy()
    ]


@pytest.mark.parametrize("kind", [*(page.load() for page in PAGES), WarningPage])
def test_whatever_takes_the_focus_on_a_page_has_a_name(window, kind):
    if kind is WarningPage:
        window.show_warnings("night_vision_reduced")
    else:
        window.show_page(kind)
    assert nameless(window) == []
    assert marked_up(window) == []


def test_whatever_takes_the_focus_at_the_first_start_has_a_name(qtbot, tools):
    window = window_on(qtbot, tools)
    assert isinstance(window.stack.currentWidget(), FirstStart)
    assert nameless(window) == []


@pytest.mark.parametrize("kind", ["about", "keys", "catch up", "tracked"])
def test_whatever_takes_the_focus_in_a_dialog_has_a_name(qtbot, tools, kind):
    dialog = {
        "about": lambda: AboutDialog(tools),
        "keys": lambda: KeysDialog(tools.theme),
        "catch up": lambda: CatchUpDialog(tools.theme, SLOTS),
        "tracked": lambda: TrackedDialog(tools, ["headache"]),
    }[kind]()
    qtbot.addWidget(dialog)
    dialog.show()
    assert nameless(dialog) == []
    assert marked_up(dialog) == []


def test_roles_are_for_classes_that_there_are():
    assert {kind.__name__ for kind in OURS} == set(accessible.ROLES)


def test_row_of_a_symptom_tells_name_answer_and_keys(window):
    row = window.findChildren(SymptomRow)[0]
    told = accessible.Roles().tell("SymptomRow", row)
    assert told is not None
    assert told.role() is QAccessible.Role.Slider
    assert told.text(QAccessible.Text.Name) == "Dry lips: not recorded"
    assert "0 to 3" in told.text(QAccessible.Text.Description)
    window.page(TodayPage).symptoms.answer_none()
    assert told.text(QAccessible.Text.Name) == "Dry lips: None, 0 of 3"


def test_what_is_not_ours_is_left_to_qt(window):
    roles = accessible.Roles()
    assert roles.tell("QLabel", QLabel(window)) is None
    assert roles.tell("SymptomRow", window.menus) is None
