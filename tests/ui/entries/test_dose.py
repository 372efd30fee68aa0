"""Doses of any day are added, corrected and moved; the plan fills in what it can."""

from __future__ import annotations

from datetime import date, time, timedelta

import pytest
from PySide6.QtCore import Qt

from isodiary.domain.dose import Outcome, Reason
from isodiary.domain.meal import Fat, Meal
from isodiary.domain.units import mg
from isodiary.storage.reads.days import read_day
from isodiary.ui.entries.dose import EXTRA, DoseDialog
from tests.clock import EVENING
from tests.ui.keys import fill_day

TODAY = EVENING.date()
OPEN_DAY = TODAY - timedelta(days=5)  # its second dose is not recorded


@pytest.fixture
def ask(qtbot, course_desk):
    def ask(day, dose=None, **options):
        dialog = DoseDialog(course_desk, day, dose, **options)
        qtbot.addWidget(dialog)
        with qtbot.waitExposed(dialog):
            dialog.show()
        return dialog

    return ask


@pytest.fixture
def dose_of(course_desk):
    return lambda day, slot: read_day(course_desk.diary, day).dose_of(slot)


def test_the_open_slot_is_filled_in_as_planned(qtbot, ask, dose_of):
    dialog = ask(OPEN_DAY)
    with qtbot.waitSignal(dialog.accepted):
        qtbot.keyClick(dialog, Qt.Key.Key_Return)
    dose = dose_of(OPEN_DAY, 2)
    assert (dose.outcome, dose.amount_ug) == (Outcome.TAKEN, mg(20))
    assert (dose.meal, dose.capsules) == (Meal.DINNER, (mg(20),))
    assert dose.taken_at.time() == time(19)


def test_todays_dose_is_timed_now(ask):
    assert ask(TODAY).time.value() == time(19, 4)


def test_a_time_may_be_left_unknown(ask, dose_of):
    dialog = ask(OPEN_DAY)
    dialog.time.set_text("")
    dialog.accept()
    assert dose_of(OPEN_DAY, 2).taken_at is None


def test_skipping_asks_for_a_reason_and_for_no_amount(qtbot, ask, dose_of):
    dialog = ask(OPEN_DAY)
    dialog.outcome.choose(Outcome.SKIPPED)
    assert not dialog.amount.isVisible()
    assert not dialog.time.isVisible()
    assert dialog.reason.isVisible()
    dialog.reason.choose(Reason.AWAY)
    dialog.accept()
    assert dose_of(OPEN_DAY, 2).reason is Reason.AWAY


def test_what_was_filled_in_for_another_outcome_does_not_come_along(ask, dose_of):
    dialog = ask(OPEN_DAY)
    dialog.amount.set_text("nonsense")
    dialog.outcome.choose(Outcome.SKIPPED)
    dialog.reason.choose(Reason.AWAY)
    dialog.outcome.choose(Outcome.MISSED)
    dialog.accept()
    assert dose_of(OPEN_DAY, 2).reason is None


def test_an_extra_dose_is_one_that_was_taken(course_desk, ask):
    dialog = ask(TODAY - timedelta(days=1))
    assert dialog.slot.value() == EXTRA
    assert not dialog.outcome.isVisible()
    dialog.amount.set_text("10")
    dialog.accept()
    [extra] = read_day(course_desk.diary, TODAY - timedelta(days=1)).extras
    assert extra.amount_ug == mg(10)
    assert extra.meal is None


def test_a_dose_is_corrected_and_keeps_what_was_not_touched(ask, dose_of):
    day = TODAY - timedelta(days=3)
    before = dose_of(day, 1)
    dialog = ask(day, before)
    dialog.amount.set_text("10")
    dialog.fat.choose(Fat.RICH)
    dialog.accept()
    after = dose_of(day, 1)
    assert (after.outcome, after.amount_ug, after.fat) == (Outcome.PARTIAL, mg(10), Fat.RICH)
    assert (after.id, after.taken_at, after.meal) == (before.id, before.taken_at, before.meal)


def test_saving_untouched_changes_nothing(course_desk, ask, dose_of):
    day = TODAY - timedelta(days=3)
    before = course_desk.editor.undo_stack.count()
    dialog = ask(day, dose_of(day, 1))
    dialog.accept()
    assert not dialog.isVisible()
    assert course_desk.editor.undo_stack.count() == before


def test_a_skipped_dose_turns_out_taken_with_the_plan_filled_in(ask, dose_of):
    day = TODAY - timedelta(days=20)
    dialog = ask(day, dose_of(day, 2))
    assert dialog.outcome.value() is Outcome.SKIPPED
    dialog.outcome.choose(Outcome.TAKEN)
    dialog.accept()
    assert (dose_of(day, 2).amount_ug, dose_of(day, 2).meal) == (mg(20), Meal.DINNER)


def test_a_dose_moves_to_the_day_it_belongs_to(ask, dose_of):
    day = OPEN_DAY + timedelta(days=1)
    before = dose_of(day, 2)
    dialog = ask(day, before)
    fill_day(dialog.day, OPEN_DAY)
    dialog.accept()
    assert dose_of(day, 2) is None
    assert dose_of(OPEN_DAY, 2).id == before.id


def test_a_dose_is_not_moved_onto_another(ask, dose_of):
    day = TODAY - timedelta(days=3)
    dialog = ask(day, dose_of(day, 1))
    fill_day(dialog.day, day - timedelta(days=20))
    assert dialog.slot.value() == EXTRA  # both places are taken there
    dialog.slot.offer({1: "First dose"})
    dialog.accept()
    assert dialog.isVisible()
    assert "already in the diary" in dialog.problem.text()


def test_much_at_once_is_asked_once(ask, dose_of):
    dialog = ask(OPEN_DAY)
    dialog.amount.set_text("120")
    dialog.accept()
    assert "120\N{NO-BREAK SPACE}mg at once is unusual" in dialog.problem.text()
    dialog.accept()
    assert dose_of(OPEN_DAY, 2).amount_ug == mg(120)


@pytest.mark.parametrize("typed", ["", "two", "0"])
def test_an_amount_that_is_none_is_said_and_kept(ask, typed):
    dialog = ask(OPEN_DAY)
    dialog.amount.set_text(typed)
    dialog.accept()
    assert dialog.isVisible()
    assert dialog.amount.problem.isVisible()
    assert dialog.amount.text == typed


def test_a_day_to_come_can_only_be_skipped(ask, dose_of):
    day = TODAY + timedelta(days=2)
    dialog = ask(day)
    assert dialog.outcome.value() is Outcome.SKIPPED
    dialog.outcome.choose(Outcome.TAKEN)
    dialog.accept()
    assert "not come yet" in dialog.problem.text()
    dialog.outcome.choose(Outcome.SKIPPED)
    dialog.accept()
    assert dose_of(day, 2) is None
    assert dose_of(day, 1).outcome is Outcome.SKIPPED


def test_outside_the_course_it_says_so(ask):
    dialog = ask(date(2020, 1, 1))
    dialog.amount.set_text("20")
    dialog.accept()
    assert "No course was going on" in dialog.problem.text()
