"""Which visit is being held, or was held a few days ago, and what is asked at it."""

from __future__ import annotations

from isodiary.domain.day import days_between
from isodiary.domain.record import Question, Visit
from isodiary.storage.reads.visits import VisitBook

NEAR_DAYS = 7
"""A visit of so many days, today included, can still be written down as it was held."""


def held_visit(book: VisitBook) -> Visit | None:
    """Return the visit of today, or the last one if that is a few days ago only."""
    last = book.last
    return last if last and days_between(last.day, book.today) <= NEAR_DAYS else None


def shown_questions(book: VisitBook, visit: Visit | None) -> tuple[Question, ...]:
    """Return the questions asked at a visit and those still open, in the patient's order."""
    kept = {"", visit.id} if visit else {""}
    return tuple(each for each in book.questions if each.visit in kept)
