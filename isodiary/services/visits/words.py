"""Visits, questions and what was agreed, in plain English."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from isodiary.domain.day import add_months
from isodiary.domain.record import Question, Visit
from isodiary.language import _, plural
from isodiary.services.habits import PLAIN, Habits
from isodiary.services.words.days import clock_time, full_day, near_day, on_day
from isodiary.services.words.units import apart

LONGEST = 600
"""Characters of a text that a list shows; its dialog shows all of it."""


def when_words(visit: Visit, habits: Habits = PLAIN) -> str:
    """Return "2 Dec 2026, 10:40"."""
    at = f", {clock_time(visit.at, habits)}" if visit.at else ""
    return f"{full_day(visit.day)}{at}"


def who_words(visit: Visit) -> str:
    """Return "Dr Ash, Skin clinic"; nothing if neither was noted."""
    return ", ".join(apart(part) for part in (visit.clinician, visit.place) if part)


def visit_heading(visit: Visit, today: date, habits: Habits = PLAIN) -> str:
    """Return "2 Dec 2026, 10:40 · Dr Ash, Skin clinic · to come"."""
    state = _("today") if visit.day == today else _("to come") if visit.day > today else ""
    return " · ".join(part for part in (when_words(visit, habits), who_words(visit), state) if part)


def visit_details(visit: Visit, asked: Sequence[Question]) -> tuple[str, ...]:
    """Return the lines below: what was agreed, and what was asked."""
    agreed = (_("Agreed: {words}").format(words=cut(visit.agreed)),) if visit.agreed else ()
    return (*agreed, *(_("Asked: {words}").format(words=cut(each.text)) for each in asked))


def visit_time(visit: Visit, today: date, habits: Habits = PLAIN) -> str:
    """Return "2 Dec, 10:40", or "tomorrow"."""
    at = f", {clock_time(visit.at, habits)}" if visit.at else ""
    return f"{near_day(visit.day, today)}{at}"


def noted_words(questions: int) -> str:
    """Return "1 question noted"."""
    return plural(questions, "{count} question noted", "{count} questions noted")


def for_next_words(visit: Visit | None, today: date, habits: Habits = PLAIN) -> str:
    """Return which visit the open questions are for."""
    if visit is None:
        return _("For the next visit, once it is planned")
    return _("For the visit {when}").format(when=_when(visit, today, habits))


def questions_for_words(visit: Visit | None, today: date, habits: Habits = PLAIN) -> str:
    """Return the same as the heading of the questions."""
    if visit is None:
        return _("Questions for the next visit, once it is planned")
    return _("Questions for the visit {when}").format(when=_when(visit, today, habits))


def visit_doubts(day: date, today: date) -> tuple[str, ...]:
    """Return what to ask once before a visit is kept that is far from today."""
    if add_months(today, -12) <= day <= add_months(today, 12):
        return ()
    return (_("{day} is more than a year away.").format(day=full_day(day)),)


def cut(text: str) -> str:
    """Return a text as a list shows it."""
    return apart(text if len(text) <= LONGEST else text[: LONGEST - 1] + "…")


def _when(visit: Visit, today: date, habits: Habits) -> str:
    at = f", {clock_time(visit.at, habits)}" if visit.at else ""
    return f"{on_day(visit.day, today)}{at}"
