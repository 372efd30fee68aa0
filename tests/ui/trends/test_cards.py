"""The cards below the chart of Trends: with the keyboard alone, read out, and calm when empty."""

from __future__ import annotations

from datetime import timedelta

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication, qGray
from PySide6.QtWidgets import QWidget

from isodiary.domain.acne import AcneCheck
from isodiary.domain.change import Act, Change, Edit
from isodiary.domain.period import Period
from isodiary.services.acne.log import Measure
from isodiary.services.doses.projection import Scenario
from isodiary.ui.entries.acne import AcneDialog
from isodiary.ui.kit.text import Text
from isodiary.ui.trends.acne import AcneCard
from isodiary.ui.trends.cumulative import CumulativeCard
from isodiary.ui.trends.months import SymptomCalendarCard
from isodiary.ui.trends.steps import MealsCard
from tests.clock import EVENING
from tests.ui.conftest import START, TODAY
from tests.ui.keys import DELETE, DOWN, ENTER, ESCAPE, LEFT, RIGHT, UP, in_front, press

COURSE = Period(first=START, last=TODAY)
CARDS = (CumulativeCard, MealsCard, AcneCard, SymptomCalendarCard)
CHECKS = (
    AcneCheck(day=START, iga=3, inflammatory=20),
    AcneCheck(day=TODAY - timedelta(days=28), iga=2, inflammatory=10, gags=(1,) * 6),
    AcneCheck(day=TODAY - timedelta(days=1), inflammatory=5),
)


@pytest.fixture
def show(qtbot):
    """Show a card with the days of the course; return it."""

    def show(kind, tools):
        card = kind(tools)
        card.show_period(COURSE)
        return in_front(qtbot, card)

    return show


@pytest.fixture
def acne_desk(course_desk):
    """The tools of a course with three acne checks."""
    edits = tuple(Edit(after=check) for check in CHECKS)
    course_desk.diary.apply(Change(act=Act.LOG_ACNE, edits=edits), at=EVENING)
    return course_desk


def said(card):
    """Return the words in sight on a card, with plain spaces."""
    texts = [each.text() for each in card.findChildren(Text) if each.isVisibleTo(card)]
    return plain("\n".join(texts))


def plain(words):
    return words.replace("\u00a0", " ").replace("\u202f", " ")


@pytest.mark.parametrize("kind", CARDS)
def test_without_a_course_a_card_says_so_calmly(tools, show, kind):
    card = show(kind, tools)
    assert card.accessibleName()
    assert card.accessibleDescription().endswith(".")
    assert plain(card.accessibleDescription()) in said(card)


@pytest.mark.parametrize("kind", CARDS)
@pytest.mark.parametrize("factor", [1.0, 2.0])
def test_a_card_fits_a_small_window_at_every_font_size(acne_desk, show, kind, factor):
    acne_desk.theme.set_text_factor(factor)
    try:
        card = show(kind, acne_desk)
        assert card.minimumSizeHint().width() <= 560
    finally:
        acne_desk.theme.set_text_factor(1.0)


@pytest.mark.parametrize("kind", CARDS)
def test_a_card_says_what_it_shows_to_a_screen_reader(acne_desk, show, kind):
    card = show(kind, acne_desk)
    assert card.accessibleName()
    assert any(letter.isdigit() for letter in card.accessibleDescription())
    stops = [each for each in card.findChildren(QWidget) if takes_tab(each, card)]
    assert stops
    assert all(each.accessibleName() or getattr(each, "text", str)() for each in stops)


def takes_tab(widget, card):
    strong = widget.focusPolicy() & Qt.FocusPolicy.TabFocus
    return bool(strong) and widget.isVisibleTo(card) and widget.focusProxy() is None


def test_the_curve_is_read_out_day_by_day(course_desk, show):
    card = show(CumulativeCard, course_desk)
    card.chart.setFocus()
    press(Qt.Key.Key_Home)
    assert "Tue 1 Sep 2026: 0.6 mg/kg, 40 mg swallowed" in said(card)
    press(ESCAPE)
    assert "Left and right arrow" in said(card)


def test_the_length_of_the_pause_is_chosen_with_a_digit(course_desk, show):
    card = show(CumulativeCard, course_desk)
    one_week = card.chart.chart.ranges[Scenario.WITH_PAUSE]
    card.pause_weeks.take_focus()
    press(Qt.Key.Key_4)
    assert "With a pause of 4 weeks from 24 Nov 2026, then as planned" in said(card)
    four_weeks = card.chart.chart.ranges[Scenario.WITH_PAUSE]
    assert four_weeks.latest == one_week.latest + timedelta(weeks=3)


def test_the_target_is_a_range_of_days_for_each_scenario(course_desk, show):
    card = show(CumulativeCard, course_desk)
    words = said(card)
    assert "120 mg/kg would be reached:" in words
    assert "As planned, 40 mg a day" in words
    assert "not a promise" in words
    assert plain(card.accessibleDescription()).startswith("So far 5")


def test_meals_are_walked_with_the_arrows_and_copied(qtbot, course_desk, show):
    card = show(MealsCard, course_desk)
    card.table.setFocus()
    press(DOWN, DOWN)
    qtbot.keyClick(card.table, Qt.Key.Key_C, Qt.KeyboardModifier.ControlModifier)
    heads, row = plain(QGuiApplication.clipboard().text()).splitlines()
    assert heads == "Meal\tFirst dose\tSecond dose"
    assert row.startswith("Dinner\t–\t1 ")
    assert "100 % of the mg with breakfast, lunch or dinner" in said(card)
    assert "Nowhere was it noted whether with fat." in said(card)


def test_a_cell_of_the_meals_says_mg_and_doses(course_desk, show):
    cells = show(MealsCard, course_desk).table.cells
    # 84 mornings: one missed, one of 10 mg
    assert plain(cells.cell(0, 1).whole) == "1 650 mg, 83 doses"
    assert cells.cell(0, 2).whole == "–"


def test_acne_is_told_with_its_dose_and_its_change(acne_desk, show):
    card = show(AcneCard, acne_desk)
    told = [plain(row.spoken) for row in card.rows.rows]
    assert told[0].startswith("22 Nov 2026 · ")
    assert told[0].endswith("5 inflammatory (−75 % since 1 Sep 2026)")
    assert "score 11 of 44 (mild)" in told[1]
    assert told[2].endswith("20 inflammatory")


def test_the_measures_that_were_estimated_are_offered_and_chosen_with_arrows(acne_desk, show):
    card = show(AcneCard, acne_desk)
    assert values(card) == (Measure.OVERALL, [3, 2])
    card.measure.step(1)
    assert values(card) == (Measure.SCORE, [11])
    card.measure.step(1)
    assert values(card) == (Measure.INFLAMMATORY, [20, 10, 5])
    card.show_period(COURSE)
    assert values(card) == (Measure.INFLAMMATORY, [20, 10, 5])


def values(card):
    return card.measure.value, [point.value for point in card.chart.chart.points]


def test_the_checks_of_the_chart_are_read_out(acne_desk, show):
    card = show(AcneCard, acne_desk)
    card.chart.setFocus()
    press(LEFT)
    assert "26 Oct 2026, " in said(card)
    assert "2 of 4 (mild)" in said(card)
    press(LEFT, LEFT)
    assert "1 Sep 2026, 0.6 mg/kg: 3 of 4 (moderate)" in said(card)
    press(RIGHT)
    assert "26 Oct 2026, " in said(card)
    press(ESCAPE)
    assert "Left and right arrow" in said(card)


def test_a_check_is_deleted_with_delete_and_can_be_undone(acne_desk, show):
    card = show(AcneCard, acne_desk)
    card.rows.setFocus()
    press(DELETE)
    assert len(acne_desk.diary.all(AcneCheck)) == 2
    acne_desk.editor.undo_stack.undo()
    assert len(acne_desk.diary.all(AcneCheck)) == 3


def test_enter_asks_for_the_check_to_be_corrected(acne_desk, show, monkeypatch):
    asked: list[AcneDialog] = []
    card = show(AcneCard, acne_desk)
    monkeypatch.setattr(AcneDialog, "open", lambda dialog: asked.append(dialog))
    card.rows.setFocus()
    press(ENTER)
    assert asked[0].inflammatory.text == "5"
    card.add.setFocus()
    press(ENTER)
    assert asked[1].inflammatory.text == ""
    for dialog in asked:
        dialog.deleteLater()


def test_the_days_of_a_symptom_are_walked_and_read_out(course_desk, show):
    card = show(SymptomCalendarCard, course_desk)
    card.months.setFocus()
    press(LEFT)
    assert "Monday 23 Nov 2026: not recorded" in said(card)
    press(LEFT)
    assert "Sunday 22 Nov 2026: moderate, 2 of 3" in said(card)
    press(UP)
    assert card.months.day == TODAY - timedelta(days=8)
    press(Qt.Key.Key_Home)
    assert "Tuesday 1 Sep 2026: mild, 1 of 3" in said(card)
    press(LEFT, UP)
    assert card.months.day == START
    press(Qt.Key.Key_End, RIGHT)
    assert card.months.day == TODAY


def test_another_symptom_is_chosen_by_its_letter(course_desk, show):
    card = show(SymptomCalendarCard, course_desk)
    assert "Dry lips: " in said(card)
    card.symptom.take_focus()
    press(Qt.Key.Key_H)
    assert "Headache: " in said(card)
    card.show_period(COURSE)
    assert "Headache: " in said(card)


def test_answers_differ_without_colour_and_a_day_without_one_is_empty(course_desk, show):
    card = show(SymptomCalendarCard, course_desk)
    months = card.months
    picture = months.grab().toImage()

    def greys(day):
        """Return the greys inside the square of a day, without its outline."""
        area = months.square_of(day).toRect().adjusted(3, 3, -3, -3)
        return [
            qGray(picture.pixel(x, y))
            for y in range(area.top(), area.bottom())
            for x in range(area.left(), area.right())
        ]

    mild, moderate = greys(START), greys(TODAY - timedelta(days=1))
    assert len(set(greys(TODAY))) == 1
    assert len(set(mild)) > 2
    assert mild != moderate


def test_a_click_reads_a_day_out(qtbot, course_desk, show):
    card = show(SymptomCalendarCard, course_desk)
    place = card.months.square_of(TODAY - timedelta(days=2)).center().toPoint()
    qtbot.mouseClick(card.months, Qt.MouseButton.LeftButton, pos=place)
    assert card.months.day == TODAY - timedelta(days=2)
