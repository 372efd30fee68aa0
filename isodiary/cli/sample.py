"""`isodiary sample`: a made-up diary to look round in, and to test with."""

from __future__ import annotations

from contextlib import closing
from datetime import date
from pathlib import Path

import click

from isodiary.cli.common import Misused, Session, catalogue_folder, command, option, say
from isodiary.cli.values import DAY, pass_session
from isodiary.domain.course import MOST_WEEKS
from isodiary.language import _, marked, plural
from isodiary.services.catalogues import Catalogues
from isodiary.services.sample.fill import fill
from isodiary.services.words.days import full_day
from isodiary.storage.copying import refuse_existing, write_new
from isodiary.storage.opening import open_diary


@command(epilog=marked("Example: isodiary sample sample.sqlite --weeks 24"))
@click.argument("file")
@option("--weeks", type=click.IntRange(1, MOST_WEEKS), default=12, show_default=True)
@option("--until", type=DAY, help=marked("Its last day, whose evening is still open; else today."))
@option(
    "--seed",
    type=int,
    default=1,
    show_default=True,
    help=marked("Another number makes another diary."),
)
@pass_session
def sample(session: Session, file: str, weeks: int, until: date | None, seed: int) -> None:
    """Write a made-up diary to a new file.

    It is never written into a file that is there.
    """
    if "\0" in file:
        raise Misused(_("This cannot be the name of a file."))
    path = Path(file)
    refuse_existing(path)
    last = until or session.today
    daily = Catalogues(catalogue_folder()).symptoms.daily
    with closing(open_diary(None, now=session.now)) as diary:
        changes = fill(diary, weeks=weeks, until=last, seed=seed, daily=daily)
        write_new(diary, path)
    said = _("Made-up diary written: {weeks} up to {day}, {changes}, in {path}")
    say(
        said.format(
            weeks=plural(weeks, "{count} week", "{count} weeks"),
            day=full_day(last),
            changes=plural(changes, "{count} change", "{count} changes"),
            path=path,
        )
    )
