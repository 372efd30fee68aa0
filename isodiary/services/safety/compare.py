"""What two diaries have that the other has not, and the change that makes one like the other."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable

from isodiary.domain.change import Act, Change, Edit, Entry, change_of
from isodiary.domain.values import dataclass
from isodiary.services.words.entries import KIND_NAMES, kinds_counted
from isodiary.storage.diary import Diary
from isodiary.storage.rows import TABLES, table_of


@dataclass(frozen=True, slots=True, kw_only=True)
class TwoDiaries:
    """Two diaries beside each other.

    Attributes:
        here: Entries that only this one has.
        there: Entries that only the other one has.
        changed: Entries that both have, as they are here and as they are there.
    """

    here: tuple[Entry, ...]
    there: tuple[Entry, ...]
    changed: tuple[tuple[Entry, Entry], ...]

    @property
    def same(self) -> bool:
        """Whether both hold the same entries."""
        return not (self.here or self.there or self.changed)

    @property
    def lacking_there(self) -> tuple[Entry, ...]:
        """What the other one lacks, or has otherwise."""
        return self.here + tuple(here for here, _ in self.changed)

    @property
    def lacking_here(self) -> tuple[Entry, ...]:
        """What this one lacks, or has otherwise."""
        return self.there + tuple(there for _, there in self.changed)


def entries_of(diary: Diary) -> dict[str, Entry]:
    """Return all sound entries of a diary by id, in an order in which they can be written."""
    with diary.reading():
        return {entry.id: entry for table in TABLES for entry in diary.all(table.kind)}


def compare(here: dict[str, Entry], there: dict[str, Entry]) -> TwoDiaries:
    """Compare the entries of two diaries."""
    return TwoDiaries(
        here=tuple(entry for id_, entry in here.items() if id_ not in there),
        there=tuple(entry for id_, entry in there.items() if id_ not in here),
        changed=tuple(
            (entry, there[id_]) for id_, entry in here.items() if there.get(id_, entry) != entry
        ),
    )


def change_to_there(compared: TwoDiaries, act: Act) -> Change | None:
    """Return the change that makes this diary hold what the other one does; None if it does."""
    # what goes makes room first, as two entries never stand in one place, not even for a moment
    gone = [*compared.here, *(here for here, _ in compared.changed)]
    come = [*compared.there, *(there for _, there in compared.changed)]
    edits = [Edit(before=entry) for entry in reversed(_in_order(gone))]
    edits += [Edit(after=entry) for entry in _in_order(come)]
    return change_of(act, *edits)


def counted(entries: Iterable[Entry]) -> tuple[str, ...]:
    """Return how many entries of each kind there are, in words: "14 symptom entries", "1 dose"."""
    counts = Counter(type(entry) for entry in entries)
    return tuple(kinds_counted(kind, counts[kind]) for kind in KIND_NAMES if counts[kind])


def _in_order(entries: Iterable[Entry]) -> list[Entry]:
    """Sort entries so that what others lean on comes first."""
    place = {table.name: number for number, table in enumerate(TABLES)}
    return sorted(entries, key=lambda entry: place[table_of(type(entry)).name])
