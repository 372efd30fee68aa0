"""Fields read what is typed, say what is wrong beside it, and keep it."""

from __future__ import annotations

import pytest
from PySide6.QtCore import Qt

from isodiary.domain.errors import Refused
from isodiary.domain.units import kg, mg, pounds
from isodiary.services.habits import PLAIN, Habits, WeightUnit
from isodiary.services.words.units import weight_text
from isodiary.ui.kit.fields.chosen import (
    AmountField,
    NoteField,
    WeightField,
)
from isodiary.ui.look.theme import Theme, ThemeChoice

POUNDS = Habits(weight_unit=WeightUnit.LB)
COMMA = Habits(comma=True)


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


def test_an_amount_that_is_filled_in_has_the_decimal_sign_of_the_person(theme, shown):
    field = shown(AmountField(theme, "&Amount", COMMA))
    field.show_amount((), mg("12.5"))
    assert field.text == "12,5"
    assert field.value() == ((), mg("12.5"))
    field.show_amount((mg(20), mg("12.5")), mg("32.5"))
    assert field.text == "20+12,5"
    assert field.value() == ((mg(20), mg("12.5")), mg("32.5"))


@pytest.mark.parametrize("typed", ["", "0", "much", "20+", "-5", "1e9", "1,000"])
def test_an_amount_that_is_none_is_said_beside_the_field_and_kept(theme, shown, typed):
    field = shown(AmountField(theme, "&Amount"))
    field.set_text(typed)
    assert field.look() is None
    assert field.problem.isVisible()
    assert field.text == typed


def test_a_weight_is_kg_or_lb_whatever_is_usual(theme, shown):
    field = shown(WeightField(theme, "&Weight", PLAIN))
    field.set_text("63,5")
    assert field.value() == kg("63.5")
    field.set_text("140 lb")
    assert field.value() == pounds(140)


def test_a_weight_in_pounds_that_is_not_touched_stays_to_the_gram(theme, shown):
    field = shown(WeightField(theme, "&Weight", POUNDS, kg("63.512")))
    assert field.text == weight_text(kg("63.512"), POUNDS)
    assert field.value() == kg("63.512")


def test_a_note_says_how_long_it_may_be_and_refuses_what_is_longer(theme, shown):
    field = shown(NoteField(theme, "&Note"))
    assert "10" in field.room.text()
    field.words.setPlainText("x" * 10_001)
    with pytest.raises(Refused, match="10\u202f001"):
        field.value()
    assert len(field.words.toPlainText()) == 10_001


def test_tab_leaves_a_note(qtbot, theme, shown):
    field = shown(NoteField(theme, "&Note"))
    qtbot.keyClick(field.words, Qt.Key.Key_Tab)
    assert field.value() == ""
