"""The details of a course, and beginning another one."""

from __future__ import annotations

from datetime import time, timedelta

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QAbstractButton, QLabel

from isodiary.domain.course import Course, Formulation, Opening, Phase, WeightBasis
from isodiary.domain.units import kg, mg
from isodiary.services.course import plan as plan_course
from isodiary.services.course.view import read_course
from isodiary.ui.course.begin import BeginDialog
from isodiary.ui.course.details import CourseDialog
from tests.ui.conftest import START, TODAY
from tests.ui.keys import fill_day


@pytest.fixture
def dialog(qtbot, course_desk):
    dialog = CourseDialog(course_desk, read_course(course_desk.diary, TODAY))
    qtbot.addWidget(dialog)
    with qtbot.waitExposed(dialog):
        dialog.show()
    return dialog


def type_over(qtbot, field, text):
    field.take_focus()
    qtbot.keyClick(field.edit, Qt.Key.Key_Backspace)
    qtbot.keyClicks(field.edit, text)


def save(qtbot, dialog):
    qtbot.keyClick(dialog.opening.edit, Qt.Key.Key_Return)


def kept(tools):
    (course,) = tools.diary.all(Course)
    return course


def test_saving_untouched_changes_nothing(qtbot, dialog, course_desk):
    before = kept(course_desk)
    steps = course_desk.editor.undo_stack.count()
    save(qtbot, dialog)
    assert kept(course_desk) == before
    assert course_desk.editor.undo_stack.count() == steps


def test_every_detail_can_be_changed_and_one_undo_takes_all_back(qtbot, dialog, course_desk):
    before = kept(course_desk)
    type_over(qtbot, dialog.product, "<i>My</i> box")
    type_over(qtbot, dialog.weeks, "30 weeks")
    type_over(qtbot, dialog.target, "none")
    type_over(qtbot, dialog.weight, "65,5")
    type_over(qtbot, dialog.opening, "1 200 mg")
    dialog.formulation.choose(Formulation.LIDOSE)
    dialog.basis.choose(WeightBasis.LATEST)
    save(qtbot, dialog)
    after = kept(course_desk)
    assert (after.product, after.formulation) == ("<i>My</i> box", Formulation.LIDOSE)
    assert (after.planned_weeks, after.target_ug_per_kg) == (30, None)
    assert (after.reference_weight_g, after.weight_basis) == (kg("65.5"), WeightBasis.LATEST)
    assert after.opening_ug == mg(1_200)
    course_desk.editor.undo_stack.undo()
    assert kept(course_desk) == before


def test_the_formulation_follows_a_product_of_the_list(qtbot, dialog):
    type_over(qtbot, dialog.product, "absorica ld")
    assert dialog.formulation.value() is Formulation.MICRONISED


def test_a_formulation_chosen_by_hand_stays_with_a_name_of_ones_own(qtbot, dialog):
    dialog.formulation.choose(Formulation.LIDOSE)
    type_over(qtbot, dialog.product, "My box")
    assert dialog.formulation.value() is Formulation.LIDOSE


def test_an_earlier_first_day_moves_the_first_plan_with_it(qtbot, dialog, course_desk):
    day = START - timedelta(days=10)
    fill_day(dialog.start, day)
    save(qtbot, dialog)
    (phase,) = course_desk.diary.all(Phase)
    assert kept(course_desk).start == phase.start == day


def test_a_first_day_after_a_dose_is_refused_inside_the_dialog(qtbot, dialog, course_desk):
    fill_day(dialog.start, TODAY)
    save(qtbot, dialog)
    assert "began earlier" in dialog.problem.text()
    assert kept(course_desk).start == START


@pytest.mark.parametrize(
    ("name", "text", "said"),
    [
        ("target", "400", "A target of 400\xa0mg/kg is unusual."),
        ("weight", "400 kg", "400\xa0kg is unusual."),
        ("weeks", "100", "100\xa0weeks is unusual."),
        ("opening", "1.2", "1.2\xa0mg is less than any capsule."),
    ],
)
def test_what_is_doubtful_is_asked_once(qtbot, dialog, course_desk, name, text, said):
    before = kept(course_desk)
    type_over(qtbot, getattr(dialog, name), text)
    save(qtbot, dialog)
    assert said in dialog.problem.text()
    assert kept(course_desk) == before
    save(qtbot, dialog)
    assert kept(course_desk) != before


@pytest.mark.parametrize("name", ["product", "weeks", "target", "weight", "opening"])
def test_what_is_wrong_is_said_beside_the_field_and_stays(qtbot, dialog, course_desk, name):
    before = kept(course_desk)
    field = getattr(dialog, name)
    type_over(qtbot, field, "much" if name != "product" else "")
    save(qtbot, dialog)
    assert field.problem.isVisible()
    assert kept(course_desk) == before


def test_every_key_of_the_dialog_is_used_once(dialog):
    texts = [label.text() for label in dialog.findChildren(QLabel) if label.buddy()]
    texts += [button.text() for button in dialog.findChildren(QAbstractButton)]
    keys = [text.partition("&")[2][0].lower() for text in texts if "&" in text]
    assert len(set(keys)) == len(keys) == 11


def test_another_course_is_begun_after_the_end(qtbot, course_desk, clock):
    course_desk.editor.do(plan_course.end(kept(course_desk), TODAY))
    clock.advance(days=60)
    dialog = BeginDialog(course_desk)
    qtbot.addWidget(dialog)
    dialog.show()
    for field, text in (
        (dialog.fields.product, "Epuris"),
        (dialog.fields.plan_fields.rows[0].capsules, "20"),
        (dialog.fields.weight, "64"),
    ):
        type_over(qtbot, field, text)
    qtbot.keyClick(dialog.fields.weight.edit, Qt.Key.Key_Return)
    products = [course.product for course in course_desk.diary.all(Course, order="start")]
    assert products == ["Isotretinoin 20 mg", "Epuris"]


def test_a_course_that_overlaps_the_earlier_one_is_refused(qtbot, course_desk):
    course_desk.editor.do(plan_course.end(kept(course_desk), TODAY))
    dialog = BeginDialog(course_desk)
    qtbot.addWidget(dialog)
    dialog.fields.product.set_text("Epuris")
    dialog.fields.plan_fields.rows[0].capsules.set_text("20")
    dialog.fields.weight.set_text("64")
    dialog.accept()
    assert "lasted longer" in dialog.problem.text()
    assert len(course_desk.diary.all(Course)) == 1


@pytest.mark.parametrize(
    ("text", "opening"), [("as planned", Opening.PLANNED), ("Not known", Opening.UNKNOWN)]
)
def test_what_was_before_the_diary_can_be_changed(qtbot, dialog, course_desk, text, opening):
    dialog.start.set_text((START - timedelta(days=30)).isoformat())
    dialog.kept.set_text(f"{START.isoformat()}, 08:00")
    type_over(qtbot, dialog.opening, text)
    save(qtbot, dialog)
    after = kept(course_desk)
    assert (after.opening, after.kept_from, after.kept_at) == (opening, START, time(8))
    again = CourseDialog(course_desk, read_course(course_desk.diary, TODAY))
    qtbot.addWidget(again)
    assert again.opening.text == text.lower()
    assert again.change() is None


def test_another_course_is_proposed_with_what_is_known(qtbot, course_desk):
    course_desk.editor.do(plan_course.end(kept(course_desk), TODAY))
    dialog = BeginDialog(course_desk)
    qtbot.addWidget(dialog)
    assert dialog.fields.product.text == "Isotretinoin 20 mg"
    assert dialog.fields.weight.text == "63.5\xa0kg"
