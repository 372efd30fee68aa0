"""Visits, questions and what was agreed, asked for with the keyboard."""

from __future__ import annotations

from dataclasses import replace
from datetime import time, timedelta

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLabel

from isodiary.domain.course import Phase
from isodiary.domain.day import ONE_DAY
from isodiary.domain.lab import PlannedTest
from isodiary.domain.record import Question
from isodiary.services.course import plan as plan_course
from isodiary.services.course.view import read_course
from isodiary.services.visits import plan as plan_visit
from isodiary.services.visits.sentences import NOTHING
from isodiary.storage.reads.visits import all_visits, open_questions, visit_on
from isodiary.ui.entries.visit import QuestionDialog, VisitDialog
from isodiary.ui.visits.agreed import AgreedDialog
from tests.ui.conftest import TODAY

PAST = TODAY - timedelta(days=26)
AHEAD = TODAY + timedelta(days=9)
SHIFT = Qt.KeyboardModifier.ShiftModifier
CTRL = Qt.KeyboardModifier.ControlModifier
ENTER = Qt.Key.Key_Return


@pytest.fixture
def ask(qtbot):
    """Show a dialog and return it."""

    def ask(dialog):
        qtbot.addWidget(dialog)
        with qtbot.waitExposed(dialog):
            dialog.show()
        dialog.activateWindow()
        return dialog

    return ask


@pytest.fixture
def visit(course_desk):
    """A visit of today, with a clinician and a place."""
    change = plan_visit.plan_visit([], TODAY, at=time(10), clinician="Dr Ash", place="Clinic")
    course_desk.editor.do(change)
    return visit_on(course_desk.diary, TODAY)


@pytest.fixture
def agreed(ask, course_desk, visit):
    return ask(AgreedDialog(course_desk, visit))


def type_over(qtbot, field, text):
    field.take_focus()
    qtbot.keyClicks(field.edit, text)


def question(course_desk, text):
    dialog = QuestionDialog(course_desk)
    dialog.question.words.setPlainText(text)
    dialog.accept()
    return open_questions(course_desk.diary)[-1]


def fill(qtbot, agreed):
    agreed.words.words.setPlainText("Balm at night")
    type_over(qtbot, agreed.dose_from, "24 Nov")
    type_over(qtbot, agreed.plan_fields.rows[1].capsules, "40")
    type_over(qtbot, agreed.test_on, "15 Dec")
    type_over(qtbot, agreed.test_what, "lipids")
    type_over(qtbot, agreed.next_on, "21 Dec")
    type_over(qtbot, agreed.next_at, "9:15")


def press_save(agreed):
    """Save, past the question about the other visit that is planned."""
    agreed.accept()
    if agreed.isVisible():
        agreed.accept()
    assert not agreed.isVisible()


# visits


def test_visit_has_day_time_clinician_and_place(qtbot, course_desk, ask):
    dialog = ask(VisitDialog(course_desk, TODAY))
    type_over(qtbot, dialog.at, "10.40")
    type_over(qtbot, dialog.clinician, "Dr Ash")
    type_over(qtbot, dialog.place, "Skin clinic")
    qtbot.keyClick(dialog.place.edit, ENTER)
    visit = visit_on(course_desk.diary, TODAY)
    assert (visit.at, visit.clinician, visit.place) == (time(10, 40), "Dr Ash", "Skin clinic")


def test_a_new_visit_begins_with_the_clinician_of_the_last(course_desk, ask, visit):
    dialog = ask(VisitDialog(course_desk, TODAY + timedelta(days=30)))
    assert (dialog.clinician.text, dialog.place.text) == ("Dr Ash", "Clinic")
    assert dialog.at.value() is None


def test_changing_a_visit_keeps_what_was_agreed(qtbot, course_desk, ask, visit):
    noted = plan_visit.Agreement(words="Balm")
    standing = plan_visit.Standing(course=None, phases=(), planned=(), visits=())
    course_desk.editor.do(plan_visit.note_agreed(visit, noted, standing))
    dialog = ask(VisitDialog(course_desk, TODAY, visit_on(course_desk.diary, TODAY)))
    assert dialog.at.value() == time(10)
    type_over(qtbot, dialog.clinician, "Dr Elm")
    dialog.accept()
    after = visit_on(course_desk.diary, TODAY)
    assert (after.clinician, after.agreed, after.id) == ("Dr Elm", "Balm", visit.id)


def test_a_visit_years_away_is_asked_about_once(course_desk, ask):
    dialog = ask(VisitDialog(course_desk, TODAY + timedelta(days=800)))
    dialog.accept()
    assert "more than a year away" in dialog.problem.text()
    dialog.accept()
    assert not dialog.isVisible()


# questions


def test_question_is_typed_and_saved_with_enter(qtbot, course_desk, ask):
    dialog = ask(QuestionDialog(course_desk))
    qtbot.keyClicks(dialog.question.words, "Swim in the sea?")
    with qtbot.waitSignal(dialog.accepted):
        qtbot.keyClick(dialog.question.words, ENTER)
    [noted] = course_desk.diary.all(Question)
    assert (noted.text, noted.noted_on, noted.visit) == ("Swim in the sea?", TODAY, "")


def test_shift_and_enter_begins_a_new_line(qtbot, course_desk, ask):
    dialog = ask(QuestionDialog(course_desk))
    qtbot.keyClicks(dialog.question.words, "Balm?")
    qtbot.keyClick(dialog.question.words, ENTER, SHIFT)
    qtbot.keyClicks(dialog.question.words, "I tried two.")
    qtbot.keyClick(dialog.question.words, ENTER, CTRL)
    assert [each.text for each in open_questions(course_desk.diary)] == ["Balm?\nI tried two."]


def test_a_question_without_words_is_told_beside_the_field(qtbot, course_desk, ask):
    dialog = ask(QuestionDialog(course_desk))
    qtbot.keyClick(dialog.question.words, ENTER)
    assert dialog.isVisible()
    assert "what you want to ask" in dialog.question.problem.text()


def test_the_same_question_again_stays_in_the_dialog(course_desk, ask):
    question(course_desk, "Swim?")
    dialog = ask(QuestionDialog(course_desk))
    dialog.question.words.setPlainText("swim?")
    dialog.accept()
    assert dialog.isVisible()
    assert "already" in dialog.problem.text()


def test_dialog_says_for_which_visit_and_how_many_are_noted(course_desk, ask):
    question(course_desk, "Swim?")
    dialog = ask(QuestionDialog(course_desk))
    said = [label.text() for label in dialog.findChildren(QLabel)]
    assert "For the visit on 2\xa0Dec · 1\xa0question noted" in said


def test_a_question_is_reworded(course_desk, ask):
    before = question(course_desk, "Swim?")
    dialog = ask(QuestionDialog(course_desk, before))
    assert dialog.question.words.toPlainText() == "Swim?"
    dialog.question.words.setPlainText("Dive?")
    dialog.accept()
    assert open_questions(course_desk.diary) == (replace(before, text="Dive?"),)


# what was agreed


def test_at_first_nothing_will_change_and_only_the_days_are_asked(agreed):
    assert agreed.preview.text() == NOTHING
    assert agreed.dose_from.isVisible()
    assert not agreed.plan_fields.rows[0].isVisible()
    assert not agreed.test_what.isVisible()
    assert not agreed.next_at.isVisible()


def test_a_day_opens_the_fields_that_belong_to_it(qtbot, agreed):
    type_over(qtbot, agreed.dose_from, "24 Nov")
    assert [row.isVisible() for row in agreed.plan_fields.rows] == [True] * 3
    assert agreed.plan_fields.rows[0].capsules.text == "20"
    type_over(qtbot, agreed.test_on, "15 Dec")
    assert agreed.test_what.isVisible()
    type_over(qtbot, agreed.next_on, "21 Dec")
    assert agreed.next_at.isVisible()


def test_what_will_change_is_read_before_it_is_saved(qtbot, agreed):
    fill(qtbot, agreed)
    said = agreed.preview.text().replace("\xa0", " ").splitlines()
    assert said[0] == "Noted at the visit of 23 Nov 2026: Balm at night"
    assert said[1] == "From 24 Nov 2026: 40 mg a day (0.63 mg/kg) → 60 mg a day (0.94 mg/kg)"
    assert "Blood test on Tuesday 15 December 2026: lipids" in said
    assert said[-1] == "Next visit on Monday 21 December 2026, 09:15 · Dr Ash, Clinic"


def test_all_of_it_is_written_as_one_change_and_taken_back_as_one(qtbot, agreed, course_desk):
    fill(qtbot, agreed)
    steps = course_desk.editor.undo_stack.count()
    press_save(agreed)
    diary = course_desk.diary
    assert course_desk.editor.undo_stack.count() == steps + 1
    phase = diary.all(Phase, order="number")[-1]
    assert (phase.start, phase.daily_ug, phase.why) == (
        TODAY + ONE_DAY,
        60_000,
        "Dr Ash, visit on 23 Nov 2026",
    )
    assert [test.what for test in diary.all(PlannedTest)] == ["lipids"]
    assert [visit.at for visit in all_visits(diary)] == [None, time(10), None, time(9, 15)]
    assert visit_on(diary, TODAY).agreed == "Balm at night"
    course_desk.editor.undo_stack.undo()
    assert (len(diary.all(Phase)), diary.all(PlannedTest), len(all_visits(diary))) == (1, [], 3)
    assert visit_on(diary, TODAY).agreed == ""


def test_words_alone_are_enough(course_desk, agreed):
    agreed.words.words.setPlainText("As before")
    agreed.accept()
    assert visit_on(course_desk.diary, TODAY).agreed == "As before"
    assert len(course_desk.diary.all(Phase)) == 1


def test_nothing_filled_in_writes_nothing(course_desk, agreed):
    steps = course_desk.editor.undo_stack.count()
    agreed.accept()
    assert not agreed.isVisible()
    assert course_desk.editor.undo_stack.count() == steps


@pytest.mark.parametrize(
    ("field", "typed", "said"),
    [
        ("dose_from", "soon", "Type a day"),
        ("test_on", "32 Dec", "no such day"),
        ("next_on", "mon 2 Dec", "2 Dec 2026 is a Wednesday"),
    ],
)
def test_a_day_that_is_none_is_told_beside_its_field(qtbot, agreed, field, typed, said):
    asked = getattr(agreed, field)
    type_over(qtbot, asked, typed)
    agreed.accept()
    assert agreed.isVisible()
    assert said in asked.problem.text()
    assert asked.text == typed


def test_a_time_that_is_none_is_told_beside_its_field(qtbot, agreed):
    type_over(qtbot, agreed.next_on, "21 Dec")
    type_over(qtbot, agreed.next_at, "25:00")
    agreed.accept()
    assert "Type a time" in agreed.next_at.problem.text()


def test_the_plan_already_in_force_is_refused_in_the_preview_and_at_saving(qtbot, agreed):
    type_over(qtbot, agreed.dose_from, "24 Nov")
    assert "already in force" in agreed.preview.text()
    agreed.accept()
    assert agreed.isVisible()
    assert "already in force" in agreed.problem.text()


def test_a_next_visit_before_this_one_is_refused(qtbot, agreed):
    type_over(qtbot, agreed.next_on, "1 Nov 2026")
    agreed.accept()
    assert "after this one" in agreed.problem.text()


def test_another_visit_that_is_planned_is_asked_about_once(qtbot, agreed, course_desk):
    type_over(qtbot, agreed.next_on, "21 Dec")
    agreed.accept()
    assert "planned already" in agreed.problem.text()
    agreed.accept()
    assert not agreed.isVisible()
    assert len(all_visits(course_desk.diary)) == 4


def test_a_visit_to_come_is_asked_about_once(course_desk, ask):
    ahead = visit_on(course_desk.diary, AHEAD)
    assert ahead is not None
    dialog = ask(AgreedDialog(course_desk, ahead))
    dialog.words.words.setPlainText("As before")
    dialog.accept()
    assert "has not come yet" in dialog.problem.text()


def test_words_of_a_visit_are_shown_to_be_changed(course_desk, ask, visit):
    dialog = ask(AgreedDialog(course_desk, replace(visit, agreed="Balm")))
    assert dialog.words.value() == "Balm"
    assert dialog.preview.text() == NOTHING
    dialog.words.words.setPlainText("")
    assert dialog.preview.text() == "What was noted at the visit is deleted."


def test_after_the_course_no_dose_is_asked(course_desk, ask, visit):
    view = read_course(course_desk.diary, TODAY)
    course_desk.editor.do(plan_course.end(view.course, TODAY))
    dialog = ask(AgreedDialog(course_desk, visit))
    assert not dialog.dose_from.isVisible()
    dialog.words.words.setPlainText("All done")
    dialog.accept()
    assert visit_on(course_desk.diary, TODAY).agreed == "All done"


def test_without_a_course_words_test_and_visit_can_be_noted(qtbot, tools, ask):
    tools.editor.do(plan_visit.plan_visit([], TODAY))
    visit = visit_on(tools.diary, TODAY)
    assert visit is not None
    dialog = ask(AgreedDialog(tools, visit))
    type_over(qtbot, dialog.test_on, "15 Dec")
    dialog.accept()
    assert len(tools.diary.all(PlannedTest)) == 1


@pytest.mark.parametrize("kind", [AgreedDialog, QuestionDialog, VisitDialog])
def test_every_field_has_a_name_and_a_key_of_its_own(course_desk, ask, visit, kind):
    made = {
        AgreedDialog: lambda: AgreedDialog(course_desk, visit),
        QuestionDialog: lambda: QuestionDialog(course_desk),
        VisitDialog: lambda: VisitDialog(course_desk, TODAY, visit),
    }
    dialog = ask(made[kind]())
    buttons = [dialog.save, dialog.cancel]
    labels = [label for label in dialog.findChildren(QLabel) if label.buddy()]
    keys = [each.text().partition("&")[2][:1].lower() for each in (*labels, *buttons)]
    keys = [key for key in keys if key]
    assert len(set(keys)) == len(keys)
    for label in labels:
        assert label.buddy().accessibleName() or label.buddy().lineEdit().accessibleName()


def test_the_dialog_stays_on_the_screen_at_twice_the_font(qtbot, course_desk, ask, visit):
    course_desk.theme.set_text_factor(2.0)
    dialog = ask(AgreedDialog(course_desk, visit))
    fill(qtbot, dialog)
    room = dialog.screen().availableSize()
    assert dialog.height() <= room.height()
    assert dialog.width() <= room.width()


def test_the_dialog_grows_with_the_fields_that_are_opened(qtbot, agreed):
    fill(qtbot, agreed)
    fields = agreed.form.parentWidget()
    room = agreed.screen().availableSize().height() * 0.9
    assert fields.parentWidget().height() >= fields.height() or agreed.height() >= room - 1
