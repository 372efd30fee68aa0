"""Planned blood tests: days the patient enters, or takes over from a template."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from isodiary.domain.catalogue_lab_schedules import Schedule
from isodiary.domain.change import Change
from isodiary.domain.course import Course, Phase
from isodiary.domain.lab import PlannedTest


def proposed(
    schedule: Schedule, course: Course, phases: Sequence[Phase], today: date
) -> tuple[PlannedTest, ...]:
    """Return the tests of a template for a course, from `today` on; for the patient to edit."""
    raise NotImplementedError


def plan_test(planned: Sequence[PlannedTest], day: date, what: str = "") -> Change:
    """Return the change that plans a test.

    Raises:
        AlreadyLogged: The same test is planned on that day.
        Refused: The words are too long.
    """
    raise NotImplementedError


def plan_all(planned: Sequence[PlannedTest], tests: Sequence[PlannedTest]) -> Change | None:
    """Return the change that plans several tests as one step; those already planned are left out.

    None where all of them are.
    """
    raise NotImplementedError


def amend_test(
    planned: Sequence[PlannedTest], before: PlannedTest, day: date, what: str
) -> Change | None:
    """Return the change of a planned test; None where nothing changes.

    Raises:
        AlreadyLogged: The same test is planned on that day.
        Refused: The words are too long.
    """
    raise NotImplementedError


def remove_tests(tests: Sequence[PlannedTest]) -> Change:
    """Return the change that takes planned tests out of the diary."""
    raise NotImplementedError
