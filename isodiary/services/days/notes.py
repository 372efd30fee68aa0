"""Writing the note of a day."""

from __future__ import annotations

from dataclasses import replace

from isodiary.domain.change import Act, Change, change_of, edit_to
from isodiary.domain.day_entries import DayEntries
from isodiary.domain.record import DayNote
from isodiary.services import typed


def write_note(entries: DayEntries, words: str, *, off_paper: bool | None = None) -> Change | None:
    """Return the change that makes `words` the note of the day; empty takes it away.

    Args:
        entries: Those of the day.
        words: What is written.
        off_paper: Whether the note stays off paper; None as it was.

    Raises:
        Refused: The note is too long.
    """
    said = typed.note(words)
    before = entries.note
    if not said:
        after = None
    elif before is None:
        after = DayNote(day=entries.day, text=said, off_paper=bool(off_paper))
    else:
        after = replace(before, text=said)
        after = after if off_paper is None else replace(after, off_paper=off_paper)
    return change_of(Act.WRITE_NOTE, edit_to(before, after))


def add_to_note(entries: DayEntries, words: str) -> Change | None:
    """Return the change that adds a line to the note of the day."""
    return write_note(entries, f"{entries.note.text}\n{words}" if entries.note else words)
