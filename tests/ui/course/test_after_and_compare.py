"""The page Course after the last capsule, and where there is more than one course."""

from __future__ import annotations

from datetime import timedelta

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLabel

from isodiary.domain.change import Act, Change, Edit
from isodiary.domain.course import Course, Phase
from isodiary.domain.plan import parse_plan
from isodiary.domain.record import Patient
from isodiary.domain.screening import Answer, Said
from isodiary.services.course import plan as plan_course
from isodiary.services.course.compare import UpTo
from isodiary.services.course.plan import amend_details
from isodiary.ui.course.page import CoursePage
from tests.ui.conftest import START, TODAY
from tests.ui.keys import RIGHT, in_front, press


@pytest.fixture
def page(qtbot, course_desk):
    return in_front(qtbot, CoursePage(course_desk))


def end_course(page):
    assert page.tools.editor.do(plan_course.end(page.view.course, TODAY))


def second_course(page, clock, days=90):
    end_course(page)
    clock.advance(days=days)
    start = TODAY + timedelta(days=days - 10)
    course = Course(start=start, product="Epuris", reference_weight_g=62_000)
    phase = Phase(course=course.id, number=1, start=start, plan=parse_plan("dinner 20"))
    change = Change(act=Act.BEGIN_COURSE, edits=(Edit(after=course), Edit(after=phase)))
    assert page.tools.editor.do(change)
    return course


def said(widget):
    return "\n".join(label.text() for label in widget.findChildren(QLabel) if label.isVisible())


def test_while_the_course_goes_on_there_is_no_clock(page):
    assert not page.after.isVisible()


def test_after_the_last_capsule_the_days_since_are_counted(page, clock):
    end_course(page)
    clock.advance(days=30)
    page.reload()
    assert page.after.since.text() == "Last capsule 23\xa0Nov\xa02026, 30\xa0days ago"
    assert "goes on until 23\xa0Dec\xa02026" not in said(page.after.waits)
    ends = "The time this label names ends today, 23\xa0Dec\xa02026 (1\xa0month)."
    assert ends in said(page.after.waits)


def test_pregnancy_stands_there_only_once_it_was_chosen_and_undo_puts_it_away(page):
    end_course(page)
    assert "Pregnancy\n" not in said(page.after.waits)
    page.after.chips["pr_pregnancy"].setFocus()
    press(Qt.Key.Key_Space)
    assert "Pregnancy\n" in said(page.after.waits)
    assert page.after.chips["pr_pregnancy"].hasFocus()
    page.tools.editor.undo_stack.undo()
    assert "Pregnancy\n" not in said(page.after.waits)
    assert not page.after.chips["pr_pregnancy"].isChecked()


def test_the_makers_page_wins_over_the_country_and_it_is_said_whose_it_is(page):
    view = page.view
    before = view.course
    kept = {name: getattr(before, name) for name in Course.__dataclass_fields__}
    named = Course(**kept | {"product": "Isotroin 20 mg"})
    page.tools.editor.do(amend_details(before, named, view.phases, None))
    end_course(page)
    want_pregnancy(page)
    live_in(page, "eu")
    words = said(page.after.waits)
    assert "until 23\xa0May\xa02027 (6\xa0months, the page of the maker of Isotroin)" in words
    assert "Named too: 1\xa0month, European Union, 23\xa0Dec\xa02026" in words


def want_pregnancy(page):
    yes = Answer(key="pr_pregnancy_after", said=Said.YES, day=TODAY)
    page.tools.editor.do(Change(act=Act.ANSWER_QUESTIONS, edits=(Edit(after=yes),)))


def live_in(page, country):
    edit = Edit(after=Patient(country=country))
    page.tools.editor.do(Change(act=Act.CHANGE_PATIENT, edits=(edit,)))


def test_without_a_country_no_day_that_depends_on_it_is_named(page):  # red before: Europe's
    end_course(page)
    want_pregnancy(page)
    assert "none is chosen yet" in said(page.after.waits)
    assert "pregnancy test" not in said(page.after.waits)
    live_in(page, "in")
    assert "none is chosen yet" not in said(page.after.waits)
    assert "until 23\xa0May\xa02027 (6\xa0months, India)" in said(page.after.waits)


def test_with_one_course_there_is_nothing_to_choose_or_compare(page):
    assert not page.chooser.isVisible()
    assert not page.compare.isVisible()


def test_an_earlier_course_can_be_looked_at_by_the_keyboard(qtbot, page, clock):
    second_course(page, clock)
    assert page.facts.heading.text() == "Epuris"
    chip = page.chooser.findChild(type(page.begin_button))
    qtbot.waitUntil(chip.isVisible)
    chip.setFocus()
    press(RIGHT)
    assert page.facts.heading.text() == "Isotretinoin 20 mg"
    assert page.phases.rows.rows[0].title.startswith("From 1\xa0Sep\xa02026")
    assert not page.new_dose.isVisible()
    assert not page.begin_row.isVisible()
    assert not page.after.isVisible()
    assert page.chooser.isAncestorOf(page.focusWidget())


def test_two_courses_are_compared_as_the_patient_chooses(page, clock):
    second_course(page, clock)
    assert page.compare.table[1] == ("Days", "11", "84")
    page.compare.up_to.findChildren(type(page.begin_button))[0].setFocus()
    press(RIGHT)
    assert page.compare.up_to.value is UpTo.SAME_DAY
    assert page.compare.table[1] == ("Days", "11", "11")
    assert page.compare.compared.text() == "Both up to their day 11."


def test_of_three_courses_two_are_chosen(page, clock):
    second_course(page, clock)
    course = page.view.course
    assert page.tools.editor.do(plan_course.end(course, course.start + timedelta(days=5)))
    third = Course(start=course.start + timedelta(days=9), product="C", reference_weight_g=60_000)
    phase = Phase(course=third.id, number=1, start=third.start, plan=parse_plan("dinner 20"))
    change = Change(act=Act.BEGIN_COURSE, edits=(Edit(after=third), Edit(after=phase)))
    assert page.tools.editor.do(change)
    assert page.compare.other.isVisible()
    page.compare.other.findChildren(type(page.begin_button))[0].setFocus()
    press(RIGHT)
    assert page.compare.table[1] == ("Days", "2", "84")


def test_the_three_weights_stand_side_by_side_with_the_one_used_marked(page):
    words = said(page.per_kg)
    assert "Start weight · used" in words
    assert "with the weight of 1\xa0Sep\xa02026, 64\xa0kg" in words
    assert "with the weight of 28\xa0Oct\xa02026, 63.5\xa0kg" in words
    assert "Weight of each day" in words


def test_the_excipients_of_the_product_are_shown(page):
    assert "Soya oil" in said(page.facts)
    assert "Sorbitol" in said(page.facts)


@pytest.mark.parametrize("factor", [1.0, 2.0])
def test_nothing_is_cut_off_at_the_side(page, clock, factor):
    second_course(page, clock)
    page.tools.theme.set_text_factor(factor)
    page.resize(560, 520)
    content = page.column.area.widget()
    assert content.minimumSizeHint().width() <= page.column.area.viewport().width()


def test_a_mark_of_the_strip_asks_for_its_day_in_history(qtbot, page):
    page.strip.strip.setFocus()
    with qtbot.waitSignal(page.history_asked) as asked:
        press(Qt.Key.Key_Home, Qt.Key.Key_Return)
    assert asked.args == [START]
