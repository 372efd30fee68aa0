"""The table of Daylio: mood, activities and words, which become the note of their day.

Several entries of a day become one note. What was written for oneself stays off paper until the
patient says otherwise.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from functools import partial
from itertools import groupby

from isodiary.domain.record import DayNote
from isodiary.services.exchange.found import FoundEntry, FoundRow, Says
from isodiary.services.exchange.readers.cells import Cells, has_heads, rows_of_table
from isodiary.services.exchange.readers.values import day_of, note_of, or_why
from isodiary.services.exchange.source import Source

HEADS = frozenset({"full_date", "time", "mood", "activities", "note"})


def looks(source: Source) -> bool:
    """Whether a file is a table of Daylio."""
    return has_heads(source, HEADS)


def read(source: Source) -> Iterator[FoundRow]:
    """Yield what its rows say; those of a day say the same note."""
    for note, rows in groupby(rows_of_table(source, _says), key=_note):
        of_day = list(rows)
        if note is None or len(of_day) == 1:
            yield from of_day
            continue
        texts = [each.text for row in of_day if (each := _entry(row)) is not None]
        says = or_why(partial(note_of, note, off_paper=True), "\n\n".join(texts))
        for row in of_day:
            yield FoundRow(row.row, row.raw, says)


def _entry(found: FoundRow) -> DayNote | None:
    entry = found.says.entry if isinstance(found.says, FoundEntry) else None
    return entry if isinstance(entry, DayNote) else None


def _note(found: FoundRow) -> date | None:
    entry = _entry(found)
    return None if entry is None else entry.day


def _says(_row: int, cells: Cells) -> Says:
    activities = ", ".join(part.strip() for part in cells["activities"].split("|"))
    mood = " ".join((cells["time"], cells["mood"])).strip()
    lines = (mood, activities, cells["note_title"], cells["note"])
    words = "\n".join(line.replace("<br>", "\n") for line in lines if line)
    return note_of(day_of(cells["full_date"]), words, off_paper=True)
