"""Questions are noted, ordered, ticked off and carried over."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta

import pytest

from isodiary.domain.change import Act
from isodiary.domain.errors import AlreadyLogged, Refused
from isodiary.domain.record import Question, Visit
from isodiary.services.visits import questions as ask_questions

DAY = date(2026, 11, 23)
VISIT = Visit(day=DAY)
FIRST, SECOND, THIRD = (
    Question(text=text, noted_on=DAY, position=place)
    for place, text in enumerate(("Swim?", "Sun?", "Gym?"))
)
OPEN = (FIRST, SECOND, THIRD)


def only(change):
    [edit] = change.edits
    return edit.before, edit.after


def order_after(change):
    after = {edit.after.id: edit.after for edit in change.edits}
    places = [after.get(each.id, each) for each in OPEN]
    return [each.text for each in sorted(places, key=lambda each: each.position)]


def test_question_is_noted_after_the_others():
    noted = only(ask_questions.ask(OPEN, " A balm\nfor the lips? ", DAY))[1]
    assert (noted.text, noted.noted_on, noted.position) == ("A balm\nfor the lips?", DAY, 3)
    assert noted.visit == ""
    assert only(ask_questions.ask([], "Sun?", DAY))[1].position == 0


@pytest.mark.parametrize("typed", ["", " \n ", "x" * 10_001])
def test_no_words_and_too_many_are_refused(typed):
    with pytest.raises(Refused):
        ask_questions.ask([], typed, DAY)


def test_the_same_question_is_not_noted_twice():
    with pytest.raises(AlreadyLogged):
        ask_questions.ask(OPEN, "SWIM?", DAY)
    with pytest.raises(AlreadyLogged):
        ask_questions.reword(OPEN, SECOND, "swim?")


def test_words_change_and_the_same_words_change_nothing():
    assert only(ask_questions.reword(OPEN, FIRST, "Dive?")) == (FIRST, replace(FIRST, text="Dive?"))
    assert ask_questions.reword(OPEN, FIRST, "Swim?") is None


def test_question_moves_by_places_and_stops_at_the_ends():
    assert order_after(ask_questions.move_question(OPEN, FIRST, 1)) == ["Sun?", "Swim?", "Gym?"]
    assert order_after(ask_questions.move_question(OPEN, THIRD, -1)) == ["Swim?", "Gym?", "Sun?"]
    assert order_after(ask_questions.move_question(OPEN, THIRD, -9)) == ["Gym?", "Swim?", "Sun?"]
    assert ask_questions.move_question(OPEN, FIRST, -1) is None
    assert ask_questions.move_question(OPEN, THIRD, 1) is None


def test_questions_with_the_same_place_can_be_put_in_order():
    level = tuple(replace(each, position=0) for each in OPEN)
    change = ask_questions.move_question(level, level[0], 1)
    after = {edit.after.text: edit.after.position for edit in change.edits}
    assert after == {"Swim?": 1, "Gym?": 2}


def test_what_was_asked_is_ticked_off_at_the_visit_and_can_be_opened_again():
    ticked = replace(FIRST, visit=VISIT.id)
    change = ask_questions.tick_off([FIRST], VISIT, DAY)
    assert (change.act, only(change)) == (Act.TICK_QUESTION, (FIRST, ticked))
    back = ask_questions.carry_over([ticked])
    assert (back.act, only(back)) == (Act.CARRY_QUESTION, (ticked, FIRST))
    assert ask_questions.tick_off([ticked], VISIT, DAY) is None
    assert ask_questions.carry_over([FIRST]) is None


def test_nothing_is_ticked_off_at_a_visit_to_come():
    with pytest.raises(Refused, match="not come yet"):
        ask_questions.tick_off([FIRST], Visit(day=DAY + timedelta(days=1)), DAY)


def test_question_is_deleted():
    assert only(ask_questions.remove_question(FIRST)) == (FIRST, None)
