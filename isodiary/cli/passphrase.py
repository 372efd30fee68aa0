"""`isodiary passphrase`."""

from __future__ import annotations

import click

from isodiary.cli.common import Session, remark, say, show
from isodiary.cli.values import pass_session
from isodiary.domain.errors import NothingThere
from isodiary.services.safety.passphrase import (
    NO_WAY_BACK,
    PROTECTS_NOT,
    Switched,
    set_passphrase,
    take_passphrase_away,
)
from isodiary.services.words.units import counted_words
from isodiary.storage.cipher import refuse_missing
from isodiary.storage.drafts import drafts_file
from isodiary.storage.keys import on_paper

NONE = "This diary has no passphrase."
DRAFTS = "What was typed into the window and not saved is not kept."


@click.command(epilog="Example: isodiary passphrase")
@click.option("--off", is_flag=True, help="Take it away.")
@pass_session
def passphrase(session: Session, off: bool) -> None:
    """Give the diary a passphrase, or another one.

    It is asked for at the terminal. The diary and its backups are encrypted with it, and a
    recovery key is printed, which opens them as well: keep it on paper.
    """
    session.refuse_none()
    if off:
        key = session.key
        if key is None:
            raise NothingThere(NONE)
        done = take_passphrase_away(session.path, now=session.now, key=key)
        say(f"No passphrase any more: the diary and {_backups(done)} can be read by anybody")
        _tell_left(done, "could not be opened, and stays as it is")
        return
    refuse_missing()
    key, new = session.key, session.asking.new()
    if drafts_file(session.path).exists():
        remark(DRAFTS)
    done = set_passphrase(session.path, new, now=session.now, key=key)
    say(f"The passphrase is set: the diary and {_backups(done)} are encrypted")
    assert done.key is not None
    show(f"Recovery key: {on_paper(done.key)}")
    remark(NO_WAY_BACK)
    remark(PROTECTS_NOT)
    _tell_left(done, "is not encrypted with it; delete it if it is not needed")
    if done.away is not None:
        remark(f"Backups in {done.away} are encrypted as soon as that place can be reached.")


def _backups(done: Switched) -> str:
    return counted_words(done.backups, "backup")


def _tell_left(done: Switched, what: str) -> None:
    for file in done.left:
        remark(f"{file} {what}.")
