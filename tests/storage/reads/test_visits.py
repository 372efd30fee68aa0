"""Visits and questions are read by day and by place."""

from __future__ import annotations

from datetime import date, timedelta

import pytest

from isodiary.domain.record import Question, Visit
from isodiary.storage.reads import visits as visit_reading
from tests.services.courses import write

TODAY = date(2026, 11, 23)
PAST = Visit(day=TODAY - timedelta(days=28))
NOW = Visit(day=TODAY)
AHEAD = Visit(day=TODAY + timedelta(days=28))


def question(text, position, visit=""):
    return Question(text=text, noted_on=TODAY, position=position, visit=visit)


SECOND, FIRST, ASKED = question("Sun?", 4), question("Swim?", 1), question("Gym?", 0, PAST.id)


@pytest.fixture
def filled(diary):
    write(diary, AHEAD, PAST, SECOND, ASKED, FIRST)
    return diary


def test_visits_stand_by_day(filled):
    assert visit_reading.all_visits(filled) == (PAST, AHEAD)
    assert visit_reading.visit_on(filled, AHEAD.day) == AHEAD
    assert visit_reading.visit_on(filled, TODAY) is None


def test_next_and_last_visit_both_include_the_day(filled):
    assert visit_reading.next_visit(filled, TODAY) == AHEAD
    assert visit_reading.last_visit(filled, TODAY) == PAST
    write(filled, NOW)
    assert visit_reading.next_visit(filled, TODAY) == NOW
    assert visit_reading.last_visit(filled, TODAY) == NOW


def test_without_visits_there_is_no_next_and_no_last(diary):
    assert visit_reading.next_visit(diary, TODAY) is None
    assert visit_reading.last_visit(diary, TODAY) is None


def test_open_questions_stand_in_their_order_and_asked_ones_at_their_visit(filled):
    assert visit_reading.open_questions(filled) == (FIRST, SECOND)
    assert visit_reading.questions_asked(filled, PAST) == (ASKED,)
    assert visit_reading.questions_asked(filled, AHEAD) == ()


def test_book_says_the_same_as_the_single_readers(filled):
    write(filled, NOW)
    book = visit_reading.visit_book(filled, TODAY)
    assert book.visits == visit_reading.all_visits(filled)
    assert book.next == visit_reading.next_visit(filled, TODAY)
    assert book.last == visit_reading.last_visit(filled, TODAY)
    assert book.open == visit_reading.open_questions(filled)
    assert book.asked_at(PAST) == visit_reading.questions_asked(filled, PAST)
