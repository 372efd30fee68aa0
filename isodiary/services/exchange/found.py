"""What a file of another program says, row by row: one stream of values for all readers.

A reader turns its file into `FoundRow` values and knows nothing of the diary. What they would do to
a diary is worked out by `dry_run`, which knows nothing of files.
"""

from __future__ import annotations

from datetime import date, datetime
from decimal import Decimal
from enum import StrEnum

from isodiary.domain.change import Entry
from isodiary.domain.dose import Reason
from isodiary.domain.values import dataclass

LONGEST_RAW = 500
"""So many characters of a row are kept to be shown."""


class State(StrEnum):
    """What another program says of a dose. Each maps to one thing in a diary, or to nothing."""

    TAKEN = "taken"
    SKIPPED = "skipped"
    MISSED = "missed"
    UNKNOWN = "unknown"
    ASSUMED = "assumed"
    """Meant as the program supposes; nobody said so."""
    NOT_LOGGED = "not-logged"
    """Nothing is recorded of it."""


@dataclass(frozen=True, slots=True, kw_only=True)
class FoundDose:
    """A dose as another program kept it.

    One of `planned`, `taken_at` and `day` says which day it belongs to. A moment without an
    offset is one of the clock on the wall.

    Attributes:
        medicine: Its name in the file; empty where the file knows of one medicine only.
        state: What became of it.
        planned: When it was due; None if the file does not say.
        taken_at: When it was swallowed; None if it was not, or if that is not known.
        day: Its day, where the file gives no time at all.
        amount: How much, in `unit`; None if the file does not say. Of what was not taken it is
            never looked at.
        unit: "mg", "g", "µg", or anything else for what is counted, such as capsules.
        reason: Why it was skipped; None if the file has no word that says the same.
        note: The patient's own words.
        one_of_several: Whether the file has a row for each capsule, so that rows of one time are
            one dose.
        part: Its part of the day, as the file calls it where it gives no time; rows of different
            parts are different doses.
        whole_day: Whether it tells of all doses of its day together.
    """

    medicine: str = ""
    state: State
    planned: datetime | None = None
    taken_at: datetime | None = None
    day: date | None = None
    amount: Decimal | None = None
    unit: str = ""
    reason: Reason | None = None
    note: str = ""
    one_of_several: bool = False
    part: str = ""
    whole_day: bool = False

    def __post_init__(self) -> None:
        if self.planned is None and self.taken_at is None and self.day is None:
            raise ValueError("a dose stands on some day")


@dataclass(frozen=True, slots=True, kw_only=True)
class FoundSymptom:
    """A symptom as another program kept it.

    Attributes:
        day: The diary's day.
        name: Its name in the file, or its id in the catalogue.
        severity: 0 none to 3 severe, as the reader maps the scale of its file.
        note: The patient's own words.
        only_known: Whether it is left out unless the diary knows its name.
    """

    day: date
    name: str
    severity: int
    note: str = ""
    only_known: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class FoundEntry:
    """Something that is an entry as it stands: a weight, a note, a result, a visit, acne.

    Attributes:
        entry: The entry.
        own: Whether isodiary wrote it, so that its id names it for life.
    """

    entry: Entry
    own: bool = False


@dataclass(frozen=True, slots=True)
class Unreadable:
    """A row that should say something and does not; `why` ends "left out: …"."""

    why: str


@dataclass(frozen=True, slots=True)
class NotKept:
    """A row that says nothing a diary keeps; `why` is a sentence."""

    why: str


Says = FoundDose | FoundSymptom | FoundEntry | Unreadable | NotKept


@dataclass(frozen=True, slots=True)
class FoundRow:
    """One thing that a row says. Several may have the number of one row.

    Attributes:
        row: Number of the row in the file, from 1, without the line of heads.
        raw: The row as it stands in the file, shortened.
        says: What it says.
    """

    row: int
    raw: str
    says: Says


def shortened(raw: str) -> str:
    """Return a row as it is kept to be shown."""
    return raw if len(raw) <= LONGEST_RAW else raw[: LONGEST_RAW - 1] + "…"
