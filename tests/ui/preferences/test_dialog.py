"""Preferences: each choice holds at once, and is there again in the next start."""

from __future__ import annotations

import pytest
from PySide6.QtCore import QLocale, Qt
from PySide6.QtWidgets import QApplication

from isodiary.domain.record import Patient
from isodiary.report.press.paper import Paper
from isodiary.services.habits import LabUnits, WeightUnit
from isodiary.ui.course.begin import BeginFields
from isodiary.ui.habits import COUNTRIES, HabitsInUse
from isodiary.ui.look.theme import TEXT_FACTORS, ThemeChoice
from isodiary.ui.preferences.dialog import PreferencesDialog
from isodiary.ui.settings import Clock, DecimalSign, Settings
from tests.ui.keys import DOWN, ESCAPE, RIGHT, TAB, hold, press

ALT = Qt.KeyboardModifier.AltModifier


@pytest.fixture
def dialog(qtbot, course_desk):
    dialog = PreferencesDialog(course_desk)
    qtbot.addWidget(dialog)
    with qtbot.waitActive(dialog):
        dialog.show()
        dialog.activateWindow()
    return dialog


def again(dialog):
    """Return the habits of the next start."""
    dialog.tools.settings.save()
    path = dialog.tools.settings.store.fileName()
    return HabitsInUse(Settings(path), QLocale.c())


def test_it_begins_with_the_theme_and_the_arrows_choose_at_once(dialog):
    assert QApplication.focusWidget() in dialog.themes.children()

    press(RIGHT)

    assert dialog.tools.theme.choice is ThemeChoice.DARK
    assert dialog.tools.settings.theme is ThemeChoice.DARK


@pytest.mark.parametrize(
    ("chips", "letter", "fact", "value"),
    [
        ("clocks", "1", "twelve_hours", True),
        ("signs", ",", "comma", True),
        ("weights", "l", "weight_unit", WeightUnit.LB),
        ("labs", "g", "lab_units", LabUnits.MASS),
        ("labs", "o", "lab_units", LabUnits.AMOUNT),
    ],
)
def test_a_letter_chooses_and_the_next_start_has_it(dialog, chips, letter, fact, value):
    told = []
    dialog.tools.habits_in_use.changed.connect(lambda: told.append(1))

    getattr(dialog, chips).take_letter(letter)

    assert getattr(dialog.tools.habits, fact) == value
    assert getattr(again(dialog).habits, fact) == value
    assert told == [1]


@pytest.mark.parametrize(
    ("letter", "part"),
    [("t", "themes"), ("c", "clocks"), ("d", "signs"), ("w", "weights"), ("v", "labs")],
)
def test_the_letter_of_a_name_leads_to_its_choice(dialog, letter, part):
    hold(ALT, getattr(Qt.Key, f"Key_{letter.upper()}"))

    assert QApplication.focusWidget() in getattr(dialog, part).children()


def test_the_week_begins_as_chosen(dialog):
    dialog.weeks.setCurrentIndex(6)

    assert again(dialog).habits.first_weekday == 6


def test_the_text_grows_by_steps_up_to_twice_its_size(dialog):
    for _ in range(12):
        dialog.larger.click()

    assert dialog.percent.text() == "200\N{NO-BREAK SPACE}%"
    assert not dialog.larger.isEnabled()
    assert dialog.tools.settings.text_factor == 2


def test_the_paper_is_kept(dialog):
    dialog.papers.take_letter("l")

    assert again(dialog).paper is Paper.LETTER


def test_the_country_is_kept_in_the_diary_and_can_be_taken_back(dialog):
    dialog.country.setFocus()
    press(DOWN)

    assert dialog.tools.diary.get(Patient, Patient().id).country == "eu"
    dialog.tools.editor.undo_stack.undo()
    assert dialog.tools.diary.get(Patient, Patient().id) is None


def test_there_is_no_ok_and_escape_closes_what_is_done_already(dialog):
    dialog.weights.take_letter("l")

    press(ESCAPE)

    assert not dialog.isVisible()
    assert dialog.tools.habits.weight_unit is WeightUnit.LB


def test_tab_goes_through_every_choice(dialog):
    seen = set()
    for _ in range(14):
        held = QApplication.focusWidget()
        seen |= {name for name, part in vars(dialog).items() if held is part}
        seen.add(held.parentWidget().accessibleName())
        press(TAB)

    assert {"Theme", "Clock", "Decimals", "Weight", "Lab values", "Paper size"} <= seen
    assert {"weeks", "country", "larger"} <= seen


@pytest.mark.parametrize(
    ("locale", "twelve", "comma", "first", "unit", "paper"),
    [
        ("en_US", True, False, 6, WeightUnit.LB, Paper.LETTER),
        ("en_GB", False, False, 0, WeightUnit.KG, Paper.A4),
        ("de_DE", False, True, 0, WeightUnit.KG, Paper.A4),
        ("pl_PL", False, True, 0, WeightUnit.KG, Paper.A4),
        ("sv_SE", False, True, 0, WeightUnit.KG, Paper.A4),
        ("ar_EG", True, False, 5, WeightUnit.KG, Paper.A4),
        ("C", False, False, 0, WeightUnit.KG, Paper.A4),
    ],
)
def test_at_first_everything_is_as_the_systems_locale_has_it(
    tmp_path, locale, twelve, comma, first, unit, paper
):
    in_use = HabitsInUse(Settings(tmp_path / "new.ini"), QLocale(locale))

    habits = in_use.habits

    assert (habits.twelve_hours, habits.comma, habits.first_weekday) == (twelve, comma, first)
    assert (habits.weight_unit, habits.lab_units, in_use.paper) == (unit, None, paper)


def test_what_is_chosen_goes_before_the_locale(tmp_path):
    settings = Settings(tmp_path / "new.ini")
    in_use = HabitsInUse(settings, QLocale("en_US"))

    in_use.choose_clock(Clock.TWENTY_FOUR)
    in_use.choose_decimal_sign(DecimalSign.COMMA)
    in_use.choose_weight_unit(WeightUnit.KG)
    in_use.choose_first_weekday(0)

    habits = HabitsInUse(settings, QLocale("en_US")).habits
    assert (habits.twelve_hours, habits.comma, habits.first_weekday) == (False, True, 0)
    assert habits.weight_unit is WeightUnit.KG


@pytest.mark.parametrize(
    ("locale", "country"),
    [("en_US", "us"), ("en_CA", "ca"), ("en_GB", "uk"), ("de_DE", "eu"), ("C", "")],
)
def test_a_course_begins_with_the_country_of_the_system(tools, locale, country):
    object.__setattr__(tools, "habits_in_use", HabitsInUse(tools.settings, QLocale(locale)))
    fields = BeginFields(tools, tools.editor)
    fields.product.set_text("Isotroin")
    fields.plan_fields.rows[0].capsules.set_text("20")
    fields.weight.set_text("140 lb")

    tools.editor.do(fields.change())

    known = tools.diary.get(Patient, Patient().id)
    assert (known.country if known else "") == country


def test_every_country_of_a_system_has_its_leaflets(tools):
    assert set(COUNTRIES.values()) <= set(tools.catalogues.leaflet.countries)


def test_the_text_is_made_smaller_by_the_same_steps_down_to_its_usual_size(dialog):
    assert not dialog.smaller.isEnabled()
    grown = [dialog.tools.settings.text_factor]
    while dialog.larger.isEnabled():
        dialog.larger.click()
        grown.append(dialog.tools.settings.text_factor)
    shrunk = [grown[-1]]
    while dialog.smaller.isEnabled():
        dialog.smaller.click()
        shrunk.append(dialog.tools.settings.text_factor)
    assert (grown[0], grown[-1]) == TEXT_FACTORS
    assert shrunk == pytest.approx(grown[::-1])
    assert dialog.percent.text() == "100\N{NO-BREAK SPACE}%"
