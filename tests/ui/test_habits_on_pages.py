"""Times, weights, decimals and weeks stand on every page as the person is used to."""

from __future__ import annotations

import re
from dataclasses import replace
from datetime import time
from fractions import Fraction
from itertools import product

import pytest
from hypothesis import given
from hypothesis import strategies as st
from PySide6.QtCore import QLocale
from PySide6.QtWidgets import QAbstractButton, QLabel, QLineEdit, QTableView, QWidget

from isodiary.domain.acne import AcneCheck
from isodiary.domain.change import Act, Change, Edit
from isodiary.domain.course import Course
from isodiary.domain.dose import Dose
from isodiary.domain.plan import parse_plan
from isodiary.domain.record import HEAVIEST_G, LIGHTEST_G, Visit, Weight
from isodiary.domain.summary import Period
from isodiary.domain.units import mg, pounds
from isodiary.services import typed
from isodiary.services.course.view import read_course
from isodiary.services.doses.catch_up import OpenSlot
from isodiary.services.habits import Habits, WeightUnit
from isodiary.services.words.days import clock_time
from isodiary.services.words.units import mg_text, per_kg_text, weight_text
from isodiary.ui.course.details import CourseDialog
from isodiary.ui.course.page import CoursePage
from isodiary.ui.course.plan import PlanDialog
from isodiary.ui.course.rhythm import RhythmWays
from isodiary.ui.entries.dose import DoseDialog
from isodiary.ui.habits import HabitsInUse
from isodiary.ui.history.page import HistoryPage
from isodiary.ui.kit.lists import EntryList
from isodiary.ui.labs.page import LabsPage
from isodiary.ui.paper.type_in import TypeInDialog
from isodiary.ui.settings import Clock, DecimalSign
from isodiary.ui.today.catch_up import CatchUpDialog
from isodiary.ui.today.page import TodayPage
from isodiary.ui.trends.acne import AcneCard
from isodiary.ui.trends.page import TrendsPage
from tests.ui.conftest import TODAY
from tests.ui.windows import window_on

PAGES = (TodayPage, HistoryPage, TrendsPage, LabsPage, CoursePage)
AFTER_NOON = re.compile(r"\b(1[3-9]|2[0-3]):[0-5]\d")
KILOGRAMS = re.compile(r"\d[\d.,]*\s?kg")
POINT = re.compile(r"\d\.\d")
POUNDS = Habits(weight_unit=WeightUnit.LB)


def told(widget: QWidget) -> list[str]:
    """Return everything that stands on a widget."""
    said = [each.text() for each in widget.findChildren(QLabel)]
    said += [each.text() for each in widget.findChildren(QAbstractButton)]
    said += [each.text() for each in widget.findChildren(QLineEdit)]
    said += [each.accessibleDescription() for each in widget.findChildren(QWidget)]
    for table in widget.findChildren(QTableView):
        model = table.model()
        places = product(range(model.rowCount()), range(model.columnCount()))
        said += [str(model.index(row, column).data() or "") for row, column in places]
    for entries in widget.findChildren(EntryList):
        said += [f"{row.title} {row.detail}" for row in entries.rows]
    return [text for text in said if text]


@pytest.fixture
def window_of(qtbot, course_desk):
    """Return the window of somebody of a locale, with a visit and a weight of today."""

    def window_of(locale):
        object.__setattr__(
            course_desk, "habits_in_use", HabitsInUse(course_desk.settings, QLocale(locale))
        )
        added = (Visit(day=TODAY, at=time(16, 40)), Weight(day=TODAY, grams=pounds(140)))
        edits = tuple(Edit(after=entry) for entry in added)
        course_desk.editor.do(Change(act=Act.LOG_WEIGHT, edits=edits))
        return window_on(qtbot, course_desk)

    return window_of


@pytest.mark.parametrize("kind", PAGES)
def test_an_american_reads_pounds_and_a_clock_of_twelve_hours(window_of, kind):
    window = window_of("en_US")
    page = window.show_page(kind)

    said = told(page) + told(window.sidebar)

    assert [text for text in said if AFTER_NOON.search(text)] == []
    assert [text for text in said if KILOGRAMS.search(text) and "mg/kg" not in text] == []


@pytest.mark.parametrize("kind", PAGES)
def test_a_german_reads_commas_and_a_clock_of_twenty_four_hours(window_of, kind):
    page = window_of("de_DE").show_page(kind)

    said = told(page)

    assert [text for text in said if POINT.search(text)] == []
    assert [text for text in said if re.search(r"\d\s?[ap]m\b", text)] == []


@pytest.fixture
def with_commas(course_desk):
    """A course of doses with a half, for whoever chose the comma in Preferences."""
    [course] = course_desk.diary.all(Course)
    half = replace(course, target_ug_per_kg=mg("120.5"), opening_ug=mg("12.5"))
    dose = morning(course_desk)
    check = AcneCheck(day=TODAY, inflammatory=3)
    edits = (
        Edit(before=course, after=half),
        Edit(before=dose, after=replace(dose, capsules=(), amount_ug=mg("12.5"))),
        Edit(after=check),
    )
    course_desk.editor.do(Change(act=Act.CHANGE_COURSE, edits=edits))
    course_desk.habits_in_use.choose_decimal_sign(DecimalSign.COMMA)
    return course_desk


def morning(tools):
    [dose] = tools.diary.between(Dose, TODAY, TODAY)
    return dose


def details(tools):
    return CourseDialog(tools, read_course(tools.diary, TODAY))


def open_doses(tools):
    slots = [OpenSlot(TODAY, slot) for slot in parse_plan("dinner 12.5").slots]
    return CatchUpDialog(tools.theme, slots, None, tools.habits)


def half_capsule(tools):
    dose = morning(tools)
    half = replace(dose, capsules=(mg("12.5"),))
    tools.editor.do(Change(act=Act.AMEND_DOSE, edits=(Edit(before=dose, after=half),)))
    page = TodayPage(tools)
    page.reload()
    return page


def plan_in_turn(tools):
    dialog = PlanDialog(tools, read_course(tools.diary, TODAY))
    fields = dialog.plan_fields
    fields.rhythm.ways[RhythmWays.IN_TURN].click()
    fields.rows[0].cells[0].field.set_text("12,5")
    return dialog


def acne_card(tools):
    card = AcneCard(tools)
    card.show_period(Period(first=TODAY, last=TODAY))
    return card


@pytest.mark.parametrize(
    ("make", "figure"),
    [
        (TypeInDialog, "12,5\xa0mg"),
        (open_doses, "12,5\xa0mg"),
        (lambda tools: DoseDialog(tools, TODAY, morning(tools)), "12,5"),
        (details, "^120,5$"),
        (details, "^12,5$"),
        (half_capsule, "1\xa0×\xa012,5\xa0mg capsule"),
        (plan_in_turn, "^A days: 32,5\xa0mg"),
        (plan_in_turn, "\\w{3} \\d.*32,5\xa0mg"),
        (acne_card, ",\\d\u202fmg/kg"),
    ],
)
def test_what_is_filled_in_has_the_decimal_sign_of_preferences(qtbot, with_commas, make, figure):
    made = make(with_commas)
    qtbot.addWidget(made)

    said = told(made)

    assert [text for text in said if re.search(figure, text)]
    assert [text for text in said if POINT.search(text)] == []


def test_140_lb_stay_140_lb(window_of):
    window = window_of("en_US")

    assert any("140\xa0lb" in text for text in told(window.show_page(LabsPage)))


def test_a_choice_is_seen_at_once_on_the_page_in_sight(window_of, course_desk):
    window = window_of("C")
    page = window.show_page(TodayPage)
    assert any("19:00" in text for text in told(page))

    course_desk.habits_in_use.choose_clock(Clock.TWELVE)
    course_desk.habits_in_use.choose_decimal_sign(DecimalSign.COMMA)

    assert any("7:00\xa0pm" in text for text in told(page))
    assert not any(POINT.search(text) for text in told(page))


def test_a_page_out_of_sight_follows_when_it_is_looked_at(window_of, course_desk):
    window = window_of("C")
    page = window.show_page(HistoryPage)
    before = page.calendar.first
    window.show_page(TodayPage)

    course_desk.habits_in_use.choose_first_weekday(6)

    assert window.show_page(HistoryPage).calendar.first != before
    assert page.calendar.first.weekday() == 6


@given(st.integers(250, 9_999))
def test_a_weight_in_tenths_of_a_pound_comes_back_as_it_was_typed(tenths):
    written = f"{tenths / 10:g}"

    assert weight_text(typed.weight(f"{written} lb"), POUNDS) == f"{written}\xa0lb"


@given(st.integers(LIGHTEST_G, HEAVIEST_G), st.booleans())
def test_a_weight_in_kilograms_is_kept_to_the_gram(grams, comma):
    shown = weight_text(grams, Habits(comma=comma))

    if not re.fullmatch(r"[1-9]\d{0,2},\d{3}\s?kg", shown):  # asked again, as it may be thousands
        assert typed.weight(shown) == grams


def test_words_go_by_the_habits():
    german = Habits(comma=True)

    assert mg_text(12_500, german) == "12,5\xa0mg"
    assert per_kg_text(Fraction(1229, 20), 1, german) == "61,5"
    assert clock_time(time(0, 5), Habits(twelve_hours=True)) == "12:05\xa0am"
    assert clock_time(time(12), Habits(twelve_hours=True)) == "12:00\xa0pm"
