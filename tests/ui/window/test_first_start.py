"""The first start: eight fields, by keyboard alone, and no number filled in beforehand."""

from __future__ import annotations

from datetime import date, time

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QAbstractButton, QComboBox, QLabel, QLineEdit

from isodiary.domain.course import Course, Formulation, Opening, Phase
from isodiary.domain.meal import Meal
from isodiary.domain.plan import plan_text
from isodiary.domain.record import Weight
from isodiary.domain.symptom import Tracked
from isodiary.domain.timeline import slots_on
from isodiary.domain.units import kg, mg
from isodiary.services.figures.summarise import summarise
from isodiary.ui.course.rhythm import RhythmWays
from isodiary.ui.window.first_start import FirstStart
from tests.ui.conftest import TODAY


@pytest.fixture
def first(qtbot, tools):
    first = FirstStart(tools)
    qtbot.addWidget(first)
    first.resize(560, 520)
    with qtbot.waitExposed(first):
        first.show()
    first.activateWindow()
    first.focus_first()
    return first


def type_on(qtbot, first, *texts):
    """Type each text where the focus is, with Tab after it; None leaves the field as it is."""
    for text in texts:
        if text is not None:
            qtbot.keyClicks(first.focusWidget(), text)
        qtbot.keyClick(first.focusWidget(), Qt.Key.Key_Tab)


def lines(first):
    """Return the lines to type in, two in the row of a dose."""
    fields = first.fields
    rows = [line for row in fields.plan_fields.rows for line in (row.capsules, row.meal)]
    return [fields.start, fields.product, *rows, fields.weight, fields.target]


def press_enter(qtbot, first):
    qtbot.keyClick(first.focusWidget(), Qt.Key.Key_Return)


def fill(qtbot, first, *, start="3 nov", dose="20", weight="63,5", target=""):
    begun = [start, "as planned", None] if first_asks_more(start) else [start]
    type_on(qtbot, first, *begun, "Isotroin", dose, None, "20", None, weight, target or None)


def first_asks_more(start):
    """Whether a first day is earlier than today, so that two more fields are asked."""
    return start not in (None, "24 nov 2026")


def test_it_asks_for_eight_fields_at_most(first):
    asked = [line for line in first.findChildren(QLineEdit) if line.isVisible()]
    assert len(asked) == len(lines(first)) == 8


def test_tab_walks_the_fields_in_their_order_and_comes_to_the_button(qtbot, first):
    walked = []
    for _ in range(8):
        walked.append(first.focusWidget())
        qtbot.keyClick(first.focusWidget(), Qt.Key.Key_Tab)
    assert walked == [field.line for field in lines(first)]
    assert first.focusWidget() is first.begin_button


def test_typing_and_enter_begin_the_course(qtbot, first, tools):
    type_on(qtbot, first, "3 nov", "not known", None, "Isotroin")
    type_on(qtbot, first, "20+10", None, "20", "dinner 7:30 pm", "63,5", None)
    with qtbot.waitSignal(first.began):
        press_enter(qtbot, first)
    (course,), (phase,) = tools.diary.all(Course), tools.diary.all(Phase)
    assert (course.start, course.product) == (date(2026, 11, 3), "Isotroin")
    assert (course.reference_weight_g, course.target_ug_per_kg) == (kg("63.5"), None)
    assert [(slot.meal, slot.planned, slot.capsules) for slot in phase.plan.slots] == [
        (Meal.BREAKFAST, time(8), (mg(20), mg(10))),
        (Meal.DINNER, time(19, 30), (mg(20),)),
    ]


@pytest.mark.parametrize("place", range(8))
def test_enter_begins_from_every_field(qtbot, first, tools, place):
    fill(qtbot, first)
    lines(first)[place].line.setFocus()
    press_enter(qtbot, first)
    assert len(tools.diary.all(Course)) == 1


def test_beginning_notes_the_weight_and_the_daily_symptoms(qtbot, first, tools):
    fill(qtbot, first)
    press_enter(qtbot, first)
    (weight,) = tools.diary.all(Weight)
    assert (weight.day, weight.grams) == (date(2026, 11, 3), kg("63.5"))
    asked = {tracked.symptom for tracked in tools.diary.all(Tracked)}
    assert asked == set(tools.catalogues.symptoms.daily)


def test_one_undo_takes_the_whole_beginning_back(qtbot, first, tools):
    fill(qtbot, first)
    press_enter(qtbot, first)
    tools.editor.undo_stack.undo()
    assert not [*tools.diary.all(Course), *tools.diary.all(Weight), *tools.diary.all(Tracked)]


def test_no_second_dose_is_once_a_day(qtbot, first, tools):
    type_on(qtbot, first, None, "Isotroin", "20", None, None, None, "64")
    press_enter(qtbot, first)
    (phase,) = tools.diary.all(Phase)
    assert len(phase.plan.slots) == 1


def test_nothing_but_the_day_and_the_meals_is_filled_in(first):
    shown = [field.text for field in lines(first)]
    assert shown == ["23\xa0Nov\xa02026", "", "", "breakfast 08:00", "", "dinner 19:00", "", ""]


def test_the_formulation_follows_the_product(qtbot, first, tools):
    type_on(qtbot, first, None, "absorica ld", "16", None, None, None, "64")
    assert "Micronised" in first.fields.product.aid.text()
    press_enter(qtbot, first)
    (course,) = tools.diary.all(Course)
    assert course.formulation is Formulation.MICRONISED


def test_a_name_of_ones_own_is_kept_as_it_is_typed(qtbot, first, tools):
    type_on(qtbot, first, None, "<b>Iso</b> & Co", "20", None, None, None, "64")
    press_enter(qtbot, first)
    (course,) = tools.diary.all(Course)
    assert course.product == "<b>Iso</b> & Co"


def test_what_is_wrong_is_said_beside_each_field_and_the_first_one_has_the_focus(
    qtbot, first, tools
):
    type_on(qtbot, first, "soon", "Isotroin", "twenty", None, None, None, "64 stone", "much")
    press_enter(qtbot, first)
    form = first.fields
    wrong = [field for field in lines(first) if field.problem.isVisible()]
    assert wrong == [form.start, form.plan_fields.rows[0].capsules, form.weight, form.target]
    assert first.focusWidget() is form.start.edit
    assert not tools.diary.all(Course)


def test_what_was_typed_wrongly_stays(qtbot, first):
    type_on(qtbot, first, None, None, "twenty")
    press_enter(qtbot, first)
    assert first.fields.plan_fields.rows[0].capsules.text == "twenty"


def test_typing_on_takes_the_sentence_away(qtbot, first):
    press_enter(qtbot, first)
    assert first.fields.product.wrong
    qtbot.keyClicks(first.fields.product.line, "I")
    assert not first.fields.product.wrong


def test_two_doses_at_one_meal_are_said_beside_the_second(qtbot, first):
    type_on(qtbot, first, None, "Isotroin", "20", None, "20", "breakfast 9", "64")
    press_enter(qtbot, first)
    assert "same meal" in first.fields.plan_fields.rows[1].meal.problem.text()


@pytest.mark.parametrize(
    ("typed", "said"),
    [
        ({"target": "400"}, "A target of 400"),
        ({"weight": "400 kg"}, "400\xa0kg is unusual"),
        ({"dose": "120"}, "140\xa0mg a day is unusual"),
        ({"start": "24 nov 2026"}, "has not come yet"),
        ({"start": "1 nov 2023"}, "more than three years ago"),
    ],
)
def test_what_is_doubtful_is_asked_once_and_never_blocked(qtbot, first, tools, typed, said):
    fill(qtbot, first, **typed)
    press_enter(qtbot, first)
    assert said in first.problem.text()
    assert not tools.diary.all(Course)
    press_enter(qtbot, first)
    assert tools.diary.all(Course)


def test_another_doubt_is_asked_again(qtbot, first, tools):
    fill(qtbot, first, target="400")
    press_enter(qtbot, first)
    first.fields.target.set_text("500")
    press_enter(qtbot, first)
    assert "500" in first.problem.text()
    assert not tools.diary.all(Course)


def test_a_weight_in_pounds_is_remembered_as_the_unit(qtbot, first, tools):
    fill(qtbot, first, weight="140 lb")
    press_enter(qtbot, first)
    (course,) = tools.diary.all(Course)
    assert course.reference_weight_g == 63_503
    assert tools.settings.weight_unit == "lb"


def test_a_course_going_on_is_refused_with_a_sentence(qtbot, first, course_desk):
    fill(qtbot, first)
    press_enter(qtbot, first)
    assert "going on already" in first.problem.text()
    assert len(course_desk.diary.all(Course)) == 1


@pytest.mark.parametrize("name", ["open", "sample"])
def test_enter_on_another_button_presses_that_one(qtbot, first, tools, name):
    button = getattr(first, f"{name}_button")
    button.setFocus()
    with qtbot.waitSignal(getattr(first, f"{name}_asked")):
        qtbot.keyClick(first, Qt.Key.Key_Return)  # where the button itself leaves Enter alone
    assert not tools.diary.all(Course)


def test_it_says_that_it_is_a_diary_and_where_it_is_kept(first):
    said = " ".join(label.text() for label in first.findChildren(QLabel))
    assert "a diary, not a doctor" in said
    assert "in memory only" in said


def test_whatever_can_have_the_focus_has_a_name_or_a_label(first):
    labelled = {label.buddy() for label in first.findChildren(QLabel)}
    for widget in [*first.findChildren(QLineEdit), *first.findChildren(QAbstractButton)]:
        inside_list = isinstance(widget.parent(), QComboBox) and widget.parent() in labelled
        named = widget.accessibleName() or getattr(widget, "text", str)()
        assert widget in labelled or inside_list or named, widget


def test_every_key_of_the_page_is_used_once(first):
    texts = [label.text() for label in first.findChildren(QLabel) if label.buddy()]
    texts += [button.text() for button in first.findChildren(QAbstractButton)]
    keys = [text.partition("&")[2][0].lower() for text in texts if "&" in text]
    assert len(set(keys)) == len(keys) == 12


@pytest.mark.parametrize("factor", [1.0, 2.0])
def test_it_can_be_filled_in_without_scrolling_sideways(first, tools, factor):
    tools.theme.set_text_factor(factor)
    content = first.column.area.widget()
    assert content.minimumSizeHint().width() <= first.column.area.viewport().width()


def test_today_is_offered_as_the_first_day(qtbot, first, tools):
    fill(qtbot, first, start=None)
    press_enter(qtbot, first)
    assert tools.diary.all(Course)[0].start == TODAY


def begun(tools):
    (course,) = tools.diary.all(Course)
    return course


def test_a_first_capsule_earlier_than_today_asks_two_more(qtbot, first):
    def asked():
        return [first.fields.opening.isVisible(), first.fields.kept.isVisible()]

    assert asked() == [False, False]
    first.fields.start.set_text("3 nov")
    assert asked() == [True, True]
    first.fields.start.set_text("today")
    assert asked() == [False, False]


def test_a_course_in_its_middle_owes_nothing_of_before_the_diary(qtbot, first, tools):
    fill(qtbot, first, start="1 sep")
    press_enter(qtbot, first)
    course, phases = begun(tools), tools.diary.all(Phase)
    assert (course.kept_from, course.kept_at) == (TODAY, time(19))  # it is the evening
    assert course.opening is Opening.PLANNED
    assert [slot.meal for slot in slots_on(course, phases, TODAY, ())] == [Meal.DINNER]
    summary = summarise(tools.diary, now=tools.now, warning_signs={})
    assert (summary.dose.due, summary.dose.not_recorded) == (0, 0)
    assert summary.dose.cumulative_ug == 83 * mg(40) + mg(20)


def test_what_was_taken_before_has_to_be_said(qtbot, first, tools):
    fill(qtbot, first)
    first.fields.opening.set_text("")
    press_enter(qtbot, first)
    assert "as planned or not known" in first.fields.opening.problem.text()
    assert first.focusWidget() is first.fields.opening.line
    assert not tools.diary.all(Course)


def test_the_diary_may_be_kept_from_the_first_capsule(qtbot, first, tools):
    fill(qtbot, first)
    first.fields.opening.set_text("")
    first.fields.kept.set_text("")
    press_enter(qtbot, first)
    assert (begun(tools).diary_start, begun(tools).opening_ug) == (date(2026, 11, 3), 0)


def test_a_diary_before_the_first_capsule_is_refused(qtbot, first, tools):
    fill(qtbot, first)
    first.fields.kept.set_text("1 nov 2026")
    press_enter(qtbot, first)
    assert "cannot begin before its first capsule" in first.fields.kept.problem.text()
    assert not tools.diary.all(Course)


def test_begun_in_the_evening_the_morning_is_not_owed(qtbot, first, tools):
    fill(qtbot, first, start=None)
    press_enter(qtbot, first)
    assert (begun(tools).start, begun(tools).kept_at) == (TODAY, time(19))


def test_a_slip_of_the_amount_before_is_asked_once(qtbot, first, tools):
    fill(qtbot, first, target="120")
    first.fields.opening.set_text("120000")
    press_enter(qtbot, first)
    assert "6 times the target or more" in first.problem.text()
    assert not tools.diary.all(Course)


def test_the_rhythm_is_asked_where_it_is_wanted(qtbot, first, tools):
    assert not first.fields.plan_fields.rhythm.isVisible()
    fill(qtbot, first, start=None)
    first.fields.not_daily.click()
    first.fields.plan_fields.rhythm.ways[RhythmWays.IN_TURN].click()
    first.fields.plan_fields.rows[0].cells[1].field.set_text("40")
    press_enter(qtbot, first)
    (phase,) = tools.diary.all(Phase)
    assert plan_text(phase.plan) == (
        "every 2 days: breakfast 08:00 20, dinner 19:00 20 / breakfast 08:00 40"
    )
