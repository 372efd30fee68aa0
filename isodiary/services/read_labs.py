"""A lab report that was pasted as text, read line by line; nothing is guessed silently.

Each line becomes a row of the panel with what was read and what was not. The patient looks
at all of them before anything is kept.
"""

from __future__ import annotations

from dataclasses import dataclass

from isodiary.domain.catalogue_labs import LabCatalogue
from isodiary.domain.lab_history import LabHistory
from isodiary.services.lab_entry import TypedResult


@dataclass(frozen=True, slots=True, kw_only=True)
class PastedRow:
    """One line of the text.

    Attributes:
        number: Of the line, from 1.
        line: The line itself, tidied.
        typed: What was read from it; None if it is no result (a heading, a remark).
        name: The test's name: of the catalogue if it is known, else as it stands in the line.
        own: Whether the name is unknown, so that it would become a test of the patient's own.
        remarks: What was not read or is to be looked at, in sentences; empty if all is read.
    """

    number: int
    line: str
    typed: TypedResult | None
    name: str = ""
    own: bool = False
    remarks: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Pasted:
    """A pasted text, read; empty lines are left out."""

    rows: tuple[PastedRow, ...]

    @property
    def results(self) -> tuple[PastedRow, ...]:
        """The lines that are results."""
        return tuple(row for row in self.rows if row.typed is not None)

    @property
    def unread(self) -> tuple[PastedRow, ...]:
        """The lines that are none."""
        return tuple(row for row in self.rows if row.typed is None)


def read_labs(text: str, labs: LabCatalogue, history: LabHistory) -> Pasted:
    """Read a pasted lab report.

    Args:
        text: Any text; one result a line.
        labs: The catalogue, by whose ids, names and aliases tests are known.
        history: What the diary holds; the patient's own tests are known by their names.

    Raises:
        Refused: The text is longer than any lab report.
    """
    raise NotImplementedError
