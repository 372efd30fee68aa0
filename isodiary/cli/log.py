"""`isodiary note`, `weigh` and `undo`."""

from __future__ import annotations

from datetime import date

import click

from isodiary.cli.common import (
    Session,
    catalogue_folder,
    change_line,
    command,
    option,
    plain,
    remark,
    say,
)
from isodiary.cli.values import DAY, pass_session, read
from isodiary.domain.change import Change
from isodiary.domain.course import Phase
from isodiary.domain.errors import Refused
from isodiary.domain.lab import LabResult
from isodiary.domain.symptom import OwnSymptom, SymptomEntry, Tracked
from isodiary.domain.text import NOTE_LIMIT
from isodiary.language import _, marked
from isodiary.services import typed
from isodiary.services import weights as log_record
from isodiary.services.catalogues import Catalogues
from isodiary.services.days.notes import add_to_note
from isodiary.services.undo import undo_last
from isodiary.services.words.days import full_day
from isodiary.services.words.entries import change_words
from isodiary.services.words.names import dose_names
from isodiary.services.words.units import weight_text
from isodiary.storage.diary import Diary
from isodiary.storage.reads.days import own_symptoms, read_day


@command(epilog=marked("Example: isodiary note Lips better with the new balm"))
@click.argument("text", nargs=-1, required=True)
@option("--day", type=DAY, help=marked("The day it is about; else today."))
@pass_session
def note(session: Session, text: tuple[str, ...], day: date | None) -> None:
    """Add a line to the day's note."""
    about = day or session.today
    words = " ".join(text)
    if len(words) <= NOTE_LIMIT and not plain(words).strip():
        raise Refused(_("A note needs words."))

    def make(diary: Diary) -> Change | None:
        return add_to_note(read_day(diary, about), words)

    change = session.write(make)
    assert change is not None
    say(change_line(change))
    _remark_future(session, about)


@command(epilog=marked("Examples: isodiary weigh 63.5, or isodiary weigh 140 lb"))
@click.argument("weight", nargs=-1, required=True)
@option("--day", type=DAY, help=marked("The day of weighing; else today."))
@pass_session
def weigh(session: Session, weight: tuple[str, ...], day: date | None) -> None:
    """Note your weight, in kg unless you say lb."""
    weighed_on = day or session.today
    grams = read(typed.weight, " ".join(weight))

    def make(diary: Diary) -> Change | None:
        return log_record.weigh(read_day(diary, weighed_on), grams)

    change = session.write(make)
    if change is None:
        say(
            _("Already there: {day}, {weight}").format(
                day=full_day(weighed_on), weight=weight_text(grams)
            )
        )
        return
    say(change_line(change))
    for doubt in log_record.weight_doubts(grams):
        remark(doubt)
    _remark_future(session, weighed_on)


@command(epilog=marked("Example: isodiary undo"))
@pass_session
def undo(session: Session) -> None:
    """Take the last change back and say which it was."""
    with session.reading() as diary:
        with diary.writing():
            change = undo_last(diary, now=session.now)
        names = _names(diary, change)
    say(_("Taken back: {change}").format(change=change_words(change, names)))


def _names(diary: Diary, change: Change) -> dict[str, str]:
    """Return the words a change needs; most changes need none, and the catalogue stays closed."""
    doses = dose_names(diary.all(Phase))
    if not change.touches(SymptomEntry, Tracked, OwnSymptom, LabResult):
        return doses
    return doses | Catalogues(catalogue_folder()).names(own_symptoms(diary))


def _remark_future(session: Session, day: date) -> None:
    if day > session.today:
        remark(_("{day} has not come yet.").format(day=full_day(day)))
