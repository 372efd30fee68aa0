"""`isodiary list`: every entry of the diary, one a line."""

from __future__ import annotations

import json
from datetime import date

import click

from isodiary.cli.common import Misused, Session, catalogue_folder, command, option, remark, show
from isodiary.cli.values import DAY, pass_session
from isodiary.domain.change import Entry
from isodiary.domain.course import Phase
from isodiary.language import _, marked, plural
from isodiary.services.catalogues import Catalogues
from isodiary.services.exchange.own_rows import row_object
from isodiary.services.words.entries import entry_words
from isodiary.services.words.names import dose_names
from isodiary.storage.diary import Diary
from isodiary.storage.reads.days import entries_between, own_symptoms
from isodiary.storage.rows import TABLES, Table

KINDS = [table.name for table in TABLES]


@command("list", epilog=marked("Examples: isodiary list --kind dose --from 2026-11-01 --json"))
@option("--kind", type=click.Choice(KINDS), help=marked("Entries of one kind only."))
@option("--from", "first", type=DAY, help=marked("First day; leaves out what has no day."))
@option("--to", "last", type=DAY, help=marked("Last day; leaves out what has no day."))
@option("--json", "machine", is_flag=True, help=marked("One array of objects."))
@pass_session
def list_entries(
    session: Session, kind: str | None, first: date | None, last: date | None, machine: bool
) -> None:
    """Print every entry, by its day."""
    if first is not None and last is not None and last < first:
        raise Misused(_("The last day is before the first."))
    with session.reading() as diary, diary.reading():
        found = [
            (table, entry)
            for table in TABLES
            if kind in (None, table.name)
            for entry in entries_between(diary, table.kind, first, last)
        ]
        damaged = sum(one.table in (kind or one.table) for one in diary.damaged())
        names = {} if machine else _names(diary)
    found.sort(key=_by_day)
    if machine:
        show(json.dumps([_object(*pair) for pair in found], indent=2, ensure_ascii=False))
    else:
        width = max(map(len, KINDS))
        for table, entry in found:
            show(f"{table.name.ljust(width)}  {entry_words(entry, names)}")
    if damaged:
        remark(
            plural(
                damaged,
                "{count} entry is damaged in the file and left out. isodiary check names it.",
                "{count} entries are damaged in the file and left out. isodiary check names them.",
            )
        )


def _names(diary: Diary) -> dict[str, str]:
    """Return the words for the ids of symptoms and tests, and of phases with one dose a day."""
    names = Catalogues(catalogue_folder()).names(own_symptoms(diary))
    return names | dose_names(diary.all(Phase))


def _by_day(pair: tuple[Table[Entry], Entry]) -> tuple[str, int, str]:
    table, entry = pair
    column = table.day_column
    day = getattr(entry, column).isoformat() if column else ""
    return day, KINDS.index(table.name), entry.id


def _object(table: Table[Entry], entry: Entry) -> dict[str, object]:
    return dict(row_object(table, table.row(entry)))
