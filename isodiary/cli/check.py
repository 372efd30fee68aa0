"""`isodiary check`: reads the whole file and says what it found."""

from __future__ import annotations

from isodiary.cli.common import Refusal, Session, command, shortened, show
from isodiary.cli.values import pass_session
from isodiary.language import _, marked, plural
from isodiary.services.check import Findings, named
from isodiary.services.check import check as read_everything
from isodiary.services.safety.backups import Inside, bad_backups
from isodiary.services.words.entries import kinds_counted
from isodiary.services.words.units import joined
from isodiary.storage.damaged import Damaged

MOST_NAMED = 200
ADVICE = marked(
    "Nothing was changed, and nothing more is written to the file. isodiary backups lists what can"
    " be restored; isodiary salvage saves what is sound."
)
NOT_GOOD = marked("The backup {path} is not good.")
OTHER = marked(
    "The backup {path} was not read: it has another passphrase, or its beginning is damaged."
)


@command(epilog=marked("Example: isodiary check"))
@pass_session
def check(session: Session) -> None:
    """Read the whole diary and say what was found.

    The exit code is 1 if anything is wrong.
    """
    with session.reading() as diary:
        found = read_everything(diary)
    bad = bad_backups(session.path, session.key)
    show(f"{session.path}: {_counted(found)}.")
    if not found.sound:
        raise Refusal("\n".join([*_wrong(found), _(ADVICE)]))
    show(_("Everything is as it was written."))
    if bad:
        raise Refusal("\n".join(map(_bad, bad)))


def _bad(backup: Inside) -> str:
    return _(OTHER if backup.locked else NOT_GOOD).format(path=backup.file.path)


def _counted(found: Findings) -> str:
    counts = [kinds_counted(kind, count) for kind, count in found.counts if count]
    entries = joined(counts) or _("no entries")
    said = plural(
        found.changes,
        "{entries}; {count} change in the history",
        "{entries}; {count} changes in the history",
    )
    return said.format(entries=entries)


def _wrong(found: Findings) -> list[str]:
    lines = [shortened(_damaged(row)) for row in found.damaged[:MOST_NAMED]]
    if len(found.damaged) > MOST_NAMED:
        rest = len(found.damaged) - MOST_NAMED
        lines.append(
            plural(rest, "And {count} more damaged row.", "And {count} more damaged rows.")
        )
    return [*lines, *(shortened(_problem(each)) for each in found.problems)]


def _damaged(row: Damaged) -> str:
    return _("Damaged: {row}.").format(row=named(row))


def _problem(problem: str) -> str:
    return _("The file: {problem}").format(problem=problem)
