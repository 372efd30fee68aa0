"""`isodiary visit`, `question` and `test`: dates with the doctor, and what is for them."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, time

import click

from isodiary.cli.common import Session, change_line, command, option, remark, say
from isodiary.cli.values import DAY, TIME, pass_session
from isodiary.domain.change import Change, Edit
from isodiary.domain.errors import AlreadyLogged, Refused
from isodiary.domain.lab import PlannedTest
from isodiary.domain.record import Visit
from isodiary.language import _, marked
from isodiary.services import typed
from isodiary.services.labs.plan import plan_test
from isodiary.services.visits.plan import Agreement, Standing, note_agreed, plan_visit
from isodiary.services.visits.questions import ask
from isodiary.services.words.days import full_day
from isodiary.storage.diary import Diary
from isodiary.storage.reads.visits import all_visits, open_questions, visit_on

NOT_YET = marked("That visit has not come yet, so nothing can have been agreed at it.")


@command(epilog=marked("Example: isodiary visit 2026-12-02 --at 09:15 --with “Dr Ash”"))
@click.argument("day", type=DAY)
@option("--at", type=TIME, help=marked("When it begins."))
@option("--with", "clinician", default="", help=marked("Whom you see."))
@option("--agreed", default="", help=marked("What was agreed at it."))
@pass_session
def visit(session: Session, day: date, at: time | None, clinician: str, agreed: str) -> None:
    """Note a visit, past or to come, or what was agreed at one."""
    words = typed.note(agreed)
    if words and day > session.today:
        raise Refused(_(NOT_YET))

    def make(diary: Diary) -> Change:
        there = visit_on(diary, day)
        if there is not None and words and at is None and not clinician:
            return _agreed(there, words)
        planned = plan_visit(all_visits(diary), day, at=at, clinician=clinician)
        noted = planned.edits[0].after
        assert isinstance(noted, Visit)
        return Change(act=planned.act, edits=(Edit(after=replace(noted, agreed=words)),))

    change = session.write(make)
    assert change is not None
    say(change_line(change))


@command(epilog=marked("Example: isodiary question May I swim?"))
@click.argument("text", nargs=-1, required=True)
@pass_session
def question(session: Session, text: tuple[str, ...]) -> None:
    """Note a question for the next visit."""
    words = " ".join(text)
    change = session.write(lambda diary: ask(open_questions(diary), words, session.today))
    assert change is not None
    say(change_line(change))


@command(epilog=marked("Example: isodiary test 2026-12-02 liver and lipids, fasting"))
@click.argument("day", type=DAY)
@click.argument("what", nargs=-1)
@pass_session
def test(session: Session, day: date, what: tuple[str, ...]) -> None:
    """Note a day on which blood is to be taken."""
    words = " ".join(what)
    change = session.write(lambda diary: plan_test(diary.all(PlannedTest), day, words))
    assert change is not None
    say(change_line(change))
    if day < session.today:
        remark(_("{day} is over; results are noted with: isodiary lab").format(day=full_day(day)))


def _agreed(there: Visit, words: str) -> Change:
    standing = Standing(course=None, phases=(), planned=(), visits=())
    change = note_agreed(there, Agreement(words=words), standing)
    if change is None:
        raise AlreadyLogged(_("That is what the diary says already."))
    return change
