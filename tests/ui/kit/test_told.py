"""What a screen reader can read and do without a key: values, chips, pages."""

from __future__ import annotations

import pytest
from PySide6.QtGui import QAccessible

from isodiary.storage.reads.days import read_day
from isodiary.ui.course.capsules import StrengthChip
from isodiary.ui.history.page import HistoryPage
from isodiary.ui.kit.accessible import Roles
from isodiary.ui.kit.bar import ShareBar
from isodiary.ui.kit.button import Button
from isodiary.ui.kit.chips import CheckChips, Chips, Choice
from isodiary.ui.kit.severity import SeverityField
from isodiary.ui.kit.text import Text, Tone
from isodiary.ui.look.theme import Theme, ThemeChoice
from isodiary.ui.today.page import TodayPage
from isodiary.ui.today.symptom_row import SymptomRow
from tests.ui.windows import window_on

MEALS = (Choice("dinner", "&Dinner"), Choice("lunch", "&Lunch"), Choice("none", "No &food"))


@pytest.fixture
def window(qtbot, course_desk):
    return window_on(qtbot, course_desk)


@pytest.fixture
def theme(qapp):
    theme = Theme(ThemeChoice.LIGHT)
    theme.apply(qapp)
    return theme


@pytest.fixture
def roles():
    return Roles()


def told(roles, widget):
    """Return what a screen reader asks about a widget, as the program answers it."""
    found = roles.tell(type(widget).__name__, widget)
    return found or QAccessible.queryAccessibleInterface(widget)


def act(roles, widget, name):
    told(roles, widget).actionInterface().doAction(name)


def answers(window):
    entries = read_day(window.tools.diary, window.tools.today)
    return {entry.symptom: entry.severity for entry in entries.symptoms}


def test_the_value_of_a_symptom_is_read_and_set(window, roles):
    row = window.findChildren(SymptomRow)[0]
    value = told(roles, row).valueInterface()
    assert (value.minimumValue(), value.maximumValue(), value.minimumStepSize()) == (0, 3, 1)
    assert value.currentValue() == -1, "a blank is never a 0"
    value.setCurrentValue(2.0)
    assert value.currentValue() == 2
    assert answers(window) == {row.view.symptom: 2}
    value.setCurrentValue(0)
    assert answers(window) == {row.view.symptom: 0}
    value.setCurrentValue(-1)
    assert value.currentValue() == -1
    assert answers(window) == {}


@pytest.mark.parametrize("wrong", [4, 100, 3.6])
def test_a_value_no_symptom_has_is_not_taken(window, roles, wrong):
    row = window.findChildren(SymptomRow)[0]
    told(roles, row).valueInterface().setCurrentValue(wrong)
    assert answers(window) == {}


def test_a_symptom_goes_up_and_down_step_by_step(window, roles):
    row = window.findChildren(SymptomRow)[0]
    seen = []
    for step in ("Decrease", *["Increase"] * 5, *["Decrease"] * 4):
        act(roles, row, step)
        seen.append(row.value)
    assert seen == [None, 0, 1, 2, 3, 3, 2, 1, 0, 0]


def test_the_symptoms_of_a_day_to_come_are_not_answered(window, roles):
    page = window.page(TodayPage)
    page.show_day(window.tools.today.replace(year=window.tools.today.year + 1))
    row = window.findChildren(SymptomRow)[0]
    told(roles, row).valueInterface().setCurrentValue(1)
    act(roles, row, "Increase")
    assert answers(window) == {}


def test_another_answer_is_told_as_another_value(window, roles, monkeypatch):
    heard = []
    monkeypatch.setattr(QAccessible, "isActive", lambda: True)
    monkeypatch.setattr(
        QAccessible, "updateAccessibility", lambda event: heard.append((event.type(), event))
    )
    row = window.findChildren(SymptomRow)[0]
    row.answered.emit(row.view.symptom, 3)
    values = [event.value() for kind, event in heard if kind is QAccessible.Event.ValueChanged]
    assert values == [3]


def test_what_a_widget_cannot_do_is_answered_with_nothing(window, roles):
    row = told(roles, window.findChildren(SymptomRow)[0])
    assert row.textInterface() is None
    assert row.tableCellInterface() is None
    tab = told(roles, window.sidebar.buttons[0])
    assert tab.textInterface() is None
    assert tab.valueInterface() is None


def test_how_far_something_has_come_is_read_in_percent(qtbot, theme, roles):
    bar = ShareBar(theme, "Dose so far")
    qtbot.addWidget(bar)
    bar.show_share(0.414)
    said = told(roles, bar)
    assert said.role() is QAccessible.Role.ProgressBar
    assert said.text(QAccessible.Text.Name) == "Dose so far"
    value = said.valueInterface()
    assert (value.minimumValue(), value.maximumValue(), value.minimumStepSize()) == (0, 100, 0)
    value.setCurrentValue(90)
    assert value.currentValue() == 41


def test_a_page_is_a_tab_that_can_be_pressed(window, roles):
    today, history = window.sidebar.buttons[:2]
    assert told(roles, today).role() is QAccessible.Role.PageTab
    assert told(roles, today.parentWidget()).role() is QAccessible.Role.PageTabList
    assert told(roles, today.parentWidget()).text(QAccessible.Text.Name) == "Pages"
    assert [bool(told(roles, each).state().selected) for each in (today, history)] == [True, False]
    act(roles, history, "Press")
    assert [bool(told(roles, each).state().selected) for each in (today, history)] == [False, True]
    assert isinstance(window.current, HistoryPage)
    act(roles, today, "SetFocus")
    assert isinstance(window.current, HistoryPage)


def test_one_of_several_is_a_radio_button_that_chooses_when_it_is_toggled(qtbot, theme, roles):
    chips: Chips[str] = Chips(theme, "Taken with")
    qtbot.addWidget(chips)
    chips.offer(MEALS, "dinner")
    chosen = []
    chips.chosen.connect(lambda: chosen.append(chips.value))
    buttons = chips.findChildren(Button)
    assert told(roles, chips).role() is QAccessible.Role.Grouping
    assert {told(roles, each).role() for each in buttons} == {QAccessible.Role.RadioButton}
    act(roles, buttons[1], "Toggle")
    assert chosen == ["lunch"]
    assert [bool(told(roles, each).state().checked) for each in buttons] == [False, True, False]
    act(roles, buttons[1], "Toggle")
    assert chosen == ["lunch"], "one is always chosen"


def test_several_of_many_are_check_boxes(qtbot, theme, roles):
    chips = CheckChips(theme, "Sections", most=2)
    qtbot.addWidget(chips)
    chips.offer([("a", "Labs"), ("b", "Doses"), ("c", "Acne")], ["a"])
    heard: list[object] = []
    chips.changed.connect(lambda: heard.append(chips.values))
    chips.too_many.connect(lambda: heard.append("too many"))
    buttons = chips._chips
    assert {told(roles, each).role() for each in buttons} == {QAccessible.Role.CheckBox}
    act(roles, buttons[1], "Toggle")
    act(roles, buttons[2], "Toggle")
    act(roles, buttons[0], "Toggle")
    assert heard == [("a", "b"), "too many", ("b",)]


def test_a_severity_is_chosen_without_a_click(qtbot, theme, roles):
    field = SeverityField(theme, "Severity", ["None", "Mild", "Moderate", "Severe"])
    qtbot.addWidget(field)
    heard = []
    field.changed.connect(lambda: heard.append(field.value()))
    chip = field.chips.group.button(2)
    assert told(roles, chip).role() is QAccessible.Role.RadioButton
    act(roles, chip, "Toggle")
    field.choose(1)
    assert heard == [2, 1]


def test_a_capsule_is_added_without_a_click(qtbot, theme, tools, roles):
    chip = StrengthChip(theme, 20_000, tools.habits)
    qtbot.addWidget(chip)
    steps = []
    chip.stepped.connect(lambda strength_ug, by: steps.append(by))
    act(roles, chip, "Toggle")
    chip.click()
    assert steps == [1, 1]
    chip.show_count(1)
    chip.show_count(0)
    assert steps == [1, 1]


def test_what_is_wrong_is_announced(qtbot, theme, monkeypatch):
    heard = []
    monkeypatch.setattr(QAccessible, "isActive", lambda: True)
    monkeypatch.setattr(
        QAccessible, "updateAccessibility", lambda event: heard.append(event.message())
    )
    problem, said = Text(theme, tone=Tone.WARNING), Text(theme)
    for text in (problem, said):
        qtbot.addWidget(text)
        text.setText("9 is no weight.")
        text.setText("")
    assert heard == ["9 is no weight."]
