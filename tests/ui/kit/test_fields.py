"""Fields read what is typed, say what is wrong beside it, and keep it."""

from __future__ import annotations

from datetime import date, time

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QDateEdit, QTimeEdit

from isodiary.domain.errors import Refused
from isodiary.domain.units import kg, mg, pounds
from isodiary.services.words.units import weight_text
from isodiary.ui.kit.fields.chosen import (
    AmountField,
    ChoiceField,
    DayField,
    NoteField,
    TimeField,
    WeightField,
    date_edit,
    time_edit,
)
from isodiary.ui.kit.severity import SeverityField
from isodiary.ui.look.theme import Theme, ThemeChoice


@pytest.fixture
def theme(qapp):
    return Theme(ThemeChoice.LIGHT)


@pytest.fixture
def shown(qtbot):
    def shown(field):
        qtbot.addWidget(field)
        with qtbot.waitExposed(field):
            field.show()
        return field

    return shown


@pytest.mark.parametrize("direction", list(Qt.LayoutDirection)[:2])
def test_dates_and_times_read_the_same_in_every_direction(qapp, qtbot, direction):
    before = qapp.layoutDirection()
    qapp.setLayoutDirection(direction)
    try:
        at, day = time_edit(time(19, 5)), date_edit(date(2026, 11, 23))
        qtbot.addWidget(at)
        qtbot.addWidget(day)
        assert at.text() == "19:05"
        assert day.text() == "23 Nov 2026"
        assert at.sectionAt(0) is QTimeEdit.Section.HourSection
        assert day.sectionAt(0) is QDateEdit.Section.DaySection
    finally:
        qapp.setLayoutDirection(before)


@pytest.mark.parametrize(
    ("typed", "capsules", "amount"),
    [
        ("20+10", (20, 10), "30"),
        ("20 + 10,5", (20, "10.5"), "30.5"),
        ("40", (20, 20), "40"),
        ("12,5", (), "12.5"),
        ("12.5 mg", (), "12.5"),
        ("2x20", (20, 20), "40"),
    ],
)
def test_an_amount_is_milligrams_or_capsules(theme, shown, typed, capsules, amount):
    field = shown(AmountField(theme, "&Amount"))
    field.show_amount((mg(20), mg(20)), mg(40))
    field.set_text(typed)
    assert field.value() == (tuple(map(mg, capsules)), mg(amount))


@pytest.mark.parametrize("typed", ["", "0", "much", "20+", "-5", "1e9", "1,000"])
def test_an_amount_that_is_none_is_said_beside_the_field_and_kept(theme, shown, typed):
    field = shown(AmountField(theme, "&Amount"))
    field.set_text(typed)
    assert field.look() is None
    assert field.problem.isVisible()
    assert field.text == typed


def test_a_weight_is_kg_or_lb_whatever_is_usual(theme, shown):
    field = shown(WeightField(theme, "&Weight", "kg"))
    field.set_text("63,5")
    assert field.value() == kg("63.5")
    field.set_text("140 lb")
    assert field.value() == pounds(140)


def test_a_weight_in_pounds_that_is_not_touched_stays_to_the_gram(theme, shown):
    field = shown(WeightField(theme, "&Weight", "lb", kg("63.512")))
    assert field.text == weight_text(kg("63.512"), "lb")
    assert field.value() == kg("63.512")


def test_a_note_says_how_long_it_may_be_and_refuses_what_is_longer(theme, shown):
    field = shown(NoteField(theme, "&Note"))
    assert "10" in field.room.text()
    field.words.setPlainText("x" * 10_001)
    with pytest.raises(Refused, match="10,001"):
        field.value()
    assert len(field.words.toPlainText()) == 10_001


def test_tab_leaves_a_note(qtbot, theme, shown):
    field = shown(NoteField(theme, "&Note"))
    qtbot.keyClick(field.words, Qt.Key.Key_Tab)
    assert field.value() == ""


def test_a_time_may_be_not_known(qtbot, theme, shown):
    field = shown(TimeField(theme, "&Time", "Not &known"))
    field.show_time(None, time(19))
    assert field.value() is None
    qtbot.keyClick(field.not_known, Qt.Key.Key_Space)
    assert field.value() == time(19)


def test_a_day_is_typed_part_by_part(qtbot, theme, shown):
    field = shown(DayField(theme, "&Day", date(2026, 11, 23)))
    field.take_focus()
    with qtbot.waitSignal(field.changed):
        qtbot.keyClick(field.days, Qt.Key.Key_Up)
    assert field.value() == date(2026, 11, 24)


def test_other_choices_keep_what_is_chosen(theme, shown):
    field = shown(ChoiceField(theme, "&One", {1: "one", 2: "two"}))
    field.choose(2)
    field.offer({0: "zero", 2: "two"})
    assert field.value() == 2
    field.offer({5: "five"})
    assert field.value() == 5


@pytest.fixture
def severity(theme, shown):
    field = shown(SeverityField(theme, "&Severity", ("None", "Mild", "Moderate", "Severe")))
    field.explain(("gone", "a bit", "more", "most"))
    field.take_focus()
    return field


def test_a_severity_has_to_be_chosen(severity):
    with pytest.raises(Refused):
        severity.value()


@pytest.mark.parametrize("digit", range(4))
def test_digits_choose_and_the_sentence_of_the_level_is_shown(qtbot, severity, digit):
    qtbot.keyClick(severity.chips.group.button(0), str(digit))
    assert severity.value() == digit
    assert severity.anchor.text() == ("gone", "a bit", "more", "most")[digit]


def test_arrows_choose_and_stop_at_the_ends(qtbot, severity):
    first = severity.chips.group.button(0)
    qtbot.keyClick(first, "3")
    qtbot.keyClick(severity.chips.group.button(3), Qt.Key.Key_Right)
    assert severity.value() == 3
    qtbot.keyClick(severity.chips.group.button(3), Qt.Key.Key_Left)
    assert severity.value() == 2


def test_the_four_answers_are_one_stop_of_the_tab_key(qtbot, severity):
    severity.choose(2)
    stops = [
        number
        for number in range(4)
        if severity.chips.group.button(number).focusPolicy() & Qt.FocusPolicy.TabFocus
    ]
    assert stops == [2]
