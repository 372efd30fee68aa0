"""`isodiary check`: reads the whole file and says what it found."""

from __future__ import annotations

import click

from isodiary.cli.common import Refusal, Session, shortened, show
from isodiary.cli.values import pass_session
from isodiary.services.check import Findings, named
from isodiary.services.check import check as read_everything
from isodiary.services.safety.backups import bad_backups
from isodiary.services.words.units import counted_words, joined

MOST_NAMED = 200
ADVICE = (
    "Nothing was changed, and nothing more is written to the file. isodiary backups lists what can"
    " be restored; isodiary salvage saves what is sound."
)


@click.command(epilog="Example: isodiary check")
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
        raise Refusal("\n".join([*_wrong(found), ADVICE]))
    show("Everything is as it was written.")
    if bad:
        raise Refusal("\n".join(f"The backup {file.path} is not good." for file in bad))


def _counted(found: Findings) -> str:
    counts = [counted_words(count, one, many) for one, many, count in found.counts if count]
    changes = counted_words(found.changes, "change")
    return f"{joined(counts) or 'no entries'}; {changes} in the history"


def _wrong(found: Findings) -> list[str]:
    lines = [shortened(f"Damaged: {named(row)}.") for row in found.damaged[:MOST_NAMED]]
    if len(found.damaged) > MOST_NAMED:
        lines.append(f"And {len(found.damaged) - MOST_NAMED} more damaged rows.")
    return [*lines, *(shortened(f"The file: {problem}") for problem in found.problems)]
