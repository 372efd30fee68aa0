"""A window and another program on one diary, in any order of their acts.

Each sees what the other did, and the window takes back what was done in it, never the other's.
"""

from __future__ import annotations

import tempfile
from contextlib import closing, suppress
from itertools import count
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from isodiary.domain.errors import DiaryError
from isodiary.domain.record import DayNote
from isodiary.services.check import check
from isodiary.services.undo import redo_change, undo_last
from isodiary.storage.opening import open_diary
from isodiary.ui.editor import OVERTAKEN, DiaryEditor
from tests.clock import EVENING
from tests.storage.writing import everything, new, note

ACTS = ("do", "undo", "redo", "look", "other_does", "other_undoes", "other_redoes")


class Both:
    """A window and another program at one file; what is to be expected is kept beside."""

    def __init__(self, path, clock):
        self.diary = open_diary(path, now=EVENING)
        self.other = open_diary(path, now=EVENING)
        self.days = count()
        with suppress(DiaryError):
            self.other.apply(new(note(next(self.days), "before")), at=EVENING)
        self.editor = DiaryEditor(self.diary, clock)
        self.refused: list[str] = []
        self.editor.refused.connect(lambda error: self.refused.append(error.sentence))
        self.in_force = [1]
        """What can be taken back in the window, by anybody, the last one last."""
        self.taken_back = []

    def close(self):
        self.diary.close()
        self.other.close()

    def do(self):
        assert self.editor.do(new(note(next(self.days), "window")))
        self.in_force.append(self.diary.history.last_number())
        self.taken_back.clear()

    def undo(self):
        self._step(self.editor.undo_stack.undo, self.in_force, self.taken_back)

    def redo(self):
        self._step(self.editor.undo_stack.redo, self.taken_back, self.in_force)

    def _step(self, step, from_, to):
        before = everything(self.diary)
        seen = self._shown() == (self.in_force, self.taken_back)
        step()
        if seen and from_:
            to.append(from_.pop())
        else:
            assert everything(self.diary) == before

    def look(self):
        self.editor.look_again()

    def other_does(self):
        self.other.apply(new(note(next(self.days), "other")), at=EVENING)

    def other_undoes(self):
        undo = self.other.history.stacks().undo
        if undo:
            undo_last(self.other, now=EVENING)
            if undo[-1].number in self.in_force:
                self.in_force.remove(undo[-1].number)
                self.taken_back.append(undo[-1].number)

    def other_redoes(self):
        redo = self.other.history.stacks().redo
        if redo:
            redo_change(self.other, redo[-1].number, now=EVENING)
            if redo[-1].number in self.taken_back:
                self.taken_back.remove(redo[-1].number)
                self.in_force.append(redo[-1].number)

    def _shown(self):
        stack = self.editor.undo_stack
        numbers = [getattr(stack.command(place), "number", 0) for place in range(stack.count())]
        return numbers[: stack.index()], numbers[stack.index() :][::-1]

    def agree(self):
        self.look()
        assert everything(self.diary) == everything(self.other)
        assert self._shown() == (self.in_force, self.taken_back)


@settings(max_examples=30, deadline=None)
@given(acts=st.lists(st.sampled_from(ACTS), max_size=12))
def test_whatever_order_their_acts_come_in(qapp, clock_of_evening, acts):
    with tempfile.TemporaryDirectory() as folder:
        both = Both(Path(folder) / "isodiary.sqlite", clock_of_evening)
        with closing(both):
            for act in acts:
                getattr(both, act)()
            both.agree()
            assert check(both.other).sound


@pytest.fixture(scope="session")
def clock_of_evening():
    return lambda: EVENING


@pytest.fixture
def both(qapp, clock, tmp_path):
    with closing(Both(tmp_path / "isodiary.sqlite", clock)) as both:
        yield both


def test_undo_here_leaves_what_another_program_did_last(both):
    both.do()
    both.other_does()
    both.look()
    both.editor.undo_stack.undo()
    assert [each.text for each in both.diary.all(DayNote, order="day")] == ["before", "other"]


def test_what_another_program_wrote_does_not_end_what_can_be_made_again(both):
    both.do()
    both.undo()
    both.other_does()
    both.look()
    both.editor.undo_stack.redo()
    texts = [each.text for each in both.diary.all(DayNote, order="day")]
    assert texts == ["before", "window", "other"]


def test_what_another_program_took_back_a_moment_ago_is_not_taken_back_twice(both):
    both.do()
    both.do()
    both.other_undoes()
    both.editor.undo_stack.undo()
    assert both.refused == [OVERTAKEN]
    assert len(both.diary.all(DayNote)) == 2


def test_an_act_here_shows_what_another_program_did_before(qtbot, both):
    both.other_does()
    with qtbot.waitSignal(both.editor.replaced):
        both.do()


def test_after_a_restart_everything_can_be_taken_back(both, clock):
    both.do()
    both.other_does()
    again = DiaryEditor(both.diary, clock)
    assert again.undo_stack.index() == 3
