"""What every command does alike: it waits for its turn, and speaks to whoever still listens."""

from __future__ import annotations

import errno

import click
import pytest
from click.testing import CliRunner

from isodiary.cli import common
from isodiary.cli.commands import commands
from isodiary.cli.common import LONGEST_ECHO, TIMES_BUSY, Refusal, Session, say, shortened, show
from isodiary.domain.change import Act, Change, Edit
from isodiary.domain.errors import DiaryBusy, Refused
from isodiary.domain.record import Weight
from isodiary.storage.opening import open_diary
from tests.clock import EVENING
from tests.journeys.commands import empty

WEIGHT = Weight(day=EVENING.date(), grams=64_000)


class Turn:
    """A change that can be made only when other programs have written so often."""

    def __init__(self, others: int) -> None:
        self.others = others

    def __call__(self, diary):
        self.others -= 1
        if self.others >= 0:
            raise DiaryBusy("Another program is writing the diary.")
        return Change(act=Act.LOG_WEIGHT, edits=(Edit(after=WEIGHT),))


@pytest.fixture
def session(new):
    empty(new)
    return Session(new.path, lambda: EVENING)


@pytest.mark.parametrize("others", [0, 1, TIMES_BUSY])
def test_a_command_waits_for_its_turn(session, others):
    change = session.write(Turn(others))
    assert change is not None
    with session.reading() as diary:
        assert diary.all(Weight) == [WEIGHT]


def test_a_command_gives_up_after_some_turns(session):
    turn = Turn(TIMES_BUSY + 1)
    with pytest.raises(DiaryBusy):
        session.write(turn)
    assert turn.others == 0
    with session.reading() as diary:
        assert diary.all(Weight) == []


@pytest.mark.parametrize("others", [1, TIMES_BUSY])
def test_a_command_waits_for_its_turn_to_open_the_diary_too(session, monkeypatch, others):
    waits = iter(range(others))

    def opened(*args, **how):
        if next(waits, None) is not None:
            raise DiaryBusy("Another program is writing the diary.")
        return open_diary(*args, **how)

    monkeypatch.setattr(common, "open_diary", opened)
    with session.reading() as diary:
        assert diary.all(Weight) == []
    assert next(waits, None) is None


def test_what_is_refused_makes_no_diary(new):
    def refused(diary):
        raise Refused("This cannot be.")

    anew = Session(new.path, lambda: EVENING)
    with pytest.raises(Refused):
        anew.write_anew(refused)
    assert not new.path.exists()
    assert anew.write_anew(Turn(0)) is not None
    with pytest.raises(Refused):
        anew.write_anew(refused)
    with anew.reading() as diary:
        assert diary.all(Weight) == [WEIGHT]


@pytest.fixture
def unheard(monkeypatch):
    """Lets printing fail, and tells what was said on the error stream instead."""
    said: list[str] = []
    hushed: list[bool] = []

    def fails(code: int) -> list[str]:
        def echo(text, err=False):
            if err:
                said.append(text)
            else:
                raise OSError(code, "cannot be printed")

        monkeypatch.setattr(click, "echo", echo)
        monkeypatch.setattr("isodiary.cli.common._hush", lambda: hushed.append(True))
        return said

    yield fails
    assert hushed == [True]


def test_a_result_nobody_reads_is_no_trouble(unheard):
    said = unheard(errno.EPIPE)
    say("Dose logged")
    assert said == []


def test_a_result_that_cannot_be_printed_is_in_the_diary(unheard):
    said = unheard(errno.ENOSPC)
    say("Dose logged")
    assert said == ["It is in the diary, but could not be printed."]


def test_what_was_asked_for_and_nobody_reads_is_no_trouble(unheard):
    unheard(errno.EPIPE)
    show("Summary")


def test_what_was_asked_for_and_cannot_be_printed_is_a_refusal(unheard):
    unheard(errno.ENOSPC)
    with pytest.raises(Refusal, match=r"It could not be printed: cannot be printed\."):
        show("Summary")


def test_what_was_typed_is_repeated_up_to_a_length():
    whole = "x" * LONGEST_ECHO
    assert shortened(whole) == whole
    assert shortened(whole + "yz") == "x" * (LONGEST_ECHO - 1) + "…"
    assert shortened("a\x00b") == "ab"


@pytest.mark.parametrize(("now", "code"), [("never", 2), (EVENING.isoformat(), 0)])
def test_the_window_opens_on_a_right_clock_only(new, now, code):
    opened: list[object] = []

    def open_window(path, sample):
        opened.append((path, sample))
        return 0

    environment = {"ISODIARY_NOW": now, "LC_ALL": "C"}
    asked = ["--diary", str(new.path)]
    result = CliRunner().invoke(commands, asked, env=environment, obj=open_window)
    assert result.exit_code == code
    assert ("ISODIARY_NOW" in result.stderr) == bool(code)
    assert opened == ([] if code else [(new.path, False)])
