"""The days of a template before they are saved: more of them, fewer of them, and what is wrong."""

from __future__ import annotations

from datetime import timedelta

import pytest
from PySide6.QtWidgets import QApplication

from isodiary.domain.errors import Refused
from isodiary.domain.lab import PlannedTest
from isodiary.storage.reads.course import courses, phases_of
from isodiary.storage.reads.labs import planned_tests
from isodiary.ui.labs.plan import ScheduleDialog
from tests.ui.conftest import TODAY
from tests.ui.keys import in_front

DAYS = [TODAY + timedelta(days=7 * number) for number in (1, 2, 3)]
TESTS = [PlannedTest(day=day, what=f"test {number}") for number, day in enumerate(DAYS, start=1)]


@pytest.fixture
def dialog(qtbot, course_desk):
    course = courses(course_desk.diary)[-1]
    dialog = ScheduleDialog(course_desk, course, phases_of(course_desk.diary, course))
    in_front(qtbot, dialog)
    dialog.days.fill(TESTS)
    return dialog


def shown(dialog):
    return [(row.day.known(), row.what.text()) for row in dialog.days.rows]


def standing(dialog):
    """Return the rows from top to bottom, as they are laid out."""
    rows = [row for row in dialog.days.rows if row.isVisible()]
    return sorted(rows, key=lambda row: row.y())


def test_days_stand_below_each_other_in_their_order(dialog):
    assert shown(dialog) == [(test.day, test.what) for test in TESTS]
    assert standing(dialog) == dialog.days.rows
    names = [row.leave_out.accessibleName() for row in dialog.days.rows]
    assert len(set(names)) == 3
    assert names[0].startswith("Leave out ")


@pytest.mark.parametrize(("place", "next_one"), [(0, 0), (1, 1), (2, 1)])
def test_a_day_that_is_left_out_goes_and_the_next_one_has_the_focus(dialog, place, next_one):
    heard = []
    dialog.days.changed.connect(lambda: heard.append(True))
    dialog.days.rows[place].leave_out.click()
    kept = [test for number, test in enumerate(TESTS) if number != place]
    assert shown(dialog) == [(test.day, test.what) for test in kept]
    assert standing(dialog) == dialog.days.rows
    assert QApplication.focusWidget() is dialog.days.rows[next_one].leave_out
    assert heard
    dialog.accept()
    assert [test.what for test in planned_tests(dialog.tools.diary)] == [test.what for test in kept]


def test_with_the_last_day_none_is_left_and_that_is_said_when_it_is_saved(dialog):
    for _ in TESTS:
        dialog.days.rows[0].leave_out.click()
    assert shown(dialog) == []
    dialog.accept()
    assert dialog.isVisible()
    assert dialog.days.wrong
    assert dialog.days.problem.isVisible()
    with pytest.raises(Refused, match="Add the days"):
        dialog.days.value()


def test_a_day_that_is_added_is_today_at_the_end_and_has_the_focus(dialog):
    dialog.add_day.click()
    *_, last = dialog.days.rows
    assert len(dialog.days.rows) == 4
    assert (last.day.known(), last.what.text()) == (TODAY, "")
    assert standing(dialog)[-1] is last
    assert last.day.isAncestorOf(QApplication.focusWidget())


def test_what_was_wrong_is_no_longer_said_once_something_changes(dialog):
    dialog.days.say("Something is wrong.")
    assert dialog.days.problem.text() == "Something is wrong."
    dialog.days.rows[0].what.textEdited.emit("ALT")
    assert not dialog.days.wrong
    assert not dialog.days.problem.isVisible()


def test_a_day_that_cannot_be_read_is_said_and_has_the_focus(dialog):
    dialog.days.rows[1].day.set_text("never")
    with pytest.raises(Refused, match="Correct the day"):
        dialog.days.value()
    dialog.days.take_focus()
    assert dialog.days.rows[1].day.isAncestorOf(QApplication.focusWidget())


def test_another_template_replaces_the_days(dialog):
    dialog.template.choose("my_doctor")
    dialog.days.fill(TESTS)
    dialog.template.choose("eu")
    assert "test 1" not in [what for _, what in shown(dialog)]
    assert dialog.says.text()
