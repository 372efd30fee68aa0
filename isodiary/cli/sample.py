"""`isodiary sample`: a made-up diary to look round in, and to test with."""

from __future__ import annotations

from contextlib import closing
from datetime import date
from pathlib import Path

import click

from isodiary.cli.common import Misused, Session, catalogue_folder, say
from isodiary.cli.values import DAY, pass_session
from isodiary.domain.course import MOST_WEEKS
from isodiary.services.catalogues import Catalogues
from isodiary.services.sample.fill import fill
from isodiary.services.words.days import full_day
from isodiary.services.words.units import counted_words
from isodiary.storage.copying import refuse_existing, write_new
from isodiary.storage.opening import open_diary


@click.command(epilog="Example: isodiary sample sample.sqlite --weeks 24")
@click.argument("file")
@click.option("--weeks", type=click.IntRange(1, MOST_WEEKS), default=12, show_default=True)
@click.option("--until", type=DAY, help="Its last day, whose evening is still open; else today.")
@click.option(
    "--seed",
    type=int,
    default=1,
    show_default=True,
    help="Another number makes another diary.",
)
@pass_session
def sample(session: Session, file: str, weeks: int, until: date | None, seed: int) -> None:
    """Write a made-up diary to a new file.

    It is never written into a file that is there.
    """
    if "\0" in file:
        raise Misused("This cannot be the name of a file.")
    path = Path(file)
    refuse_existing(path)
    last = until or session.today
    daily = Catalogues(catalogue_folder()).symptoms.daily
    with closing(open_diary(None, now=session.now)) as diary:
        changes = fill(diary, weeks=weeks, until=last, seed=seed, daily=daily)
        write_new(diary, path)
    what = f"{counted_words(weeks, 'week')} up to {full_day(last)}"
    say(f"Made-up diary written: {what}, {counted_words(changes, 'change')}, in {path}")
