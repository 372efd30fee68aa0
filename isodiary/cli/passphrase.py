"""`isodiary passphrase`."""

from __future__ import annotations

from isodiary.cli.common import Session, command, option, remark, say, show
from isodiary.cli.values import pass_session
from isodiary.domain.errors import NothingThere
from isodiary.language import _, marked, plural
from isodiary.services.safety.passphrase import (
    NO_WAY_BACK,
    PROTECTS_NOT,
    Switched,
    set_passphrase,
    take_passphrase_away,
)
from isodiary.storage.cipher import refuse_missing
from isodiary.storage.drafts import drafts_file
from isodiary.storage.keys import on_paper

NONE = marked("This diary has no passphrase.")
DRAFTS = marked("What was typed into the window and not saved is not kept.")


@command(epilog=marked("Example: isodiary passphrase"))
@option("--off", is_flag=True, help=marked("Take it away."))
@pass_session
def passphrase(session: Session, off: bool) -> None:
    """Give the diary a passphrase, or another one.

    It is asked for at the terminal. The diary and its backups are encrypted with it, and a
    recovery key is printed, which opens them as well: keep it on paper.
    """
    session.refuse_none()
    if off:
        _take_away(session)
    else:
        _set(session)


def _take_away(session: Session) -> None:
    key = session.key
    if key is None:
        raise NothingThere(_(NONE))
    done = take_passphrase_away(session.path, now=session.now, key=key)
    said = _("No passphrase any more: the diary and {backups} can be read by anybody")
    say(said.format(backups=_backups(done)))
    for file in done.left:
        remark(_("{path} could not be opened, and stays as it is.").format(path=file))


def _set(session: Session) -> None:
    refuse_missing()
    key, new = session.key, session.asking.new()
    if drafts_file(session.path).exists():
        remark(_(DRAFTS))
    done = set_passphrase(session.path, new, now=session.now, key=key)
    said = _("The passphrase is set: the diary and {backups} are encrypted")
    say(said.format(backups=_backups(done)))
    assert done.key is not None
    show(_("Recovery key: {key}").format(key=on_paper(done.key)))
    remark(_(NO_WAY_BACK))
    remark(_(PROTECTS_NOT))
    for file in done.left:
        said = _("{path} is not encrypted with it; delete it if it is not needed.")
        remark(said.format(path=file))
    if done.away is not None:
        said = _("Backups in {place} are encrypted as soon as that place can be reached.")
        remark(said.format(place=done.away))


def _backups(done: Switched) -> str:
    return plural(done.backups, "{count} backup", "{count} backups")
