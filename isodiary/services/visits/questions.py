"""Questions for a visit: noting, ordering and ticking them off, and which visit is being held."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import date

from isodiary.domain.change import Act, Change, Edit, change_of, edit_to
from isodiary.domain.day import days_between
from isodiary.domain.errors import AlreadyLogged, Refused
from isodiary.domain.record import Question, Visit
from isodiary.language import _, marked
from isodiary.services import typed
from isodiary.storage.reads.visits import VisitBook

EMPTY = marked("Type what you want to ask.")
ALREADY = marked("That question is noted already.")
NO_VISIT = marked("There is no visit yet. Note the visit first, then tick off what was asked.")
TOO_EARLY = marked(
    "The visit on that day has not come yet. A question is ticked off once it was asked."
)


def question_text(words: str) -> str:
    """Return the words of a question, tidied.

    Raises:
        Refused: There are none, or more than can be kept.
    """
    found = typed.note(words)
    if not found:
        raise Refused(_(EMPTY))
    return found


def ask(open_questions: Sequence[Question], typed: str, today: date) -> Change:
    """Return the change that notes a question for the next visit, after the others.

    Raises:
        AlreadyLogged: The same question is open already.
        Refused: There are no words, or too many.
    """
    words = question_text(typed)
    _check_new(open_questions, words)
    place = max((each.position for each in open_questions), default=-1) + 1
    question = Question(text=words, noted_on=today, position=place)
    return Change(act=Act.ASK_QUESTION, edits=(Edit(after=question),))


def reword(open_questions: Sequence[Question], question: Question, typed: str) -> Change | None:
    """Return the change of a question's words; None where they are the same.

    Raises:
        AlreadyLogged: Another open question has the same words.
        Refused: There are no words, or too many.
    """
    words = question_text(typed)
    _check_new([each for each in open_questions if each.id != question.id], words)
    return change_of(Act.CHANGE_QUESTION, edit_to(question, replace(question, text=words)))


def remove_question(question: Question) -> Change:
    """Return the change that takes a question out of the diary."""
    return Change(act=Act.REMOVE_QUESTION, edits=(Edit(before=question),))


def move_question(open_questions: Sequence[Question], question: Question, by: int) -> Change | None:
    """Return the change that asks a question earlier (-1) or later (1); None at an end.

    Args:
        open_questions: All open ones, in their order.
        question: One of them.
        by: How many places it moves.
    """
    order = [each for each in open_questions if each.id != question.id]
    was = [each.id for each in open_questions].index(question.id)
    order.insert(min(max(was + by, 0), len(order)), question)
    edits = [edit_to(each, replace(each, position=n)) for n, each in enumerate(order)]
    if [each.id for each in order] == [each.id for each in open_questions]:
        return None
    return change_of(Act.CHANGE_QUESTION, *edits)


def tick_off(questions: Sequence[Question], visit: Visit | None, today: date) -> Change | None:
    """Return the change that ticks questions off as asked at a visit.

    None where all of them were ticked off at it before.

    Raises:
        Refused: There is no visit, or it has not come yet.
    """
    if visit is None:
        raise Refused(_(NO_VISIT))
    if visit.day > today:
        raise Refused(_(TOO_EARLY))
    edits = [edit_to(each, replace(each, visit=visit.id)) for each in questions]
    return change_of(Act.TICK_QUESTION, *edits)


def carry_over(questions: Sequence[Question]) -> Change | None:
    """Return the change that opens questions again, for the next visit."""
    edits = [edit_to(each, replace(each, visit="")) for each in questions]
    return change_of(Act.CARRY_QUESTION, *edits)


def _check_new(open_questions: Sequence[Question], words: str) -> None:
    if any(each.text.casefold() == words.casefold() for each in open_questions):
        raise AlreadyLogged(_(ALREADY))


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
