"""A lab report that was pasted as text, read line by line; nothing is guessed silently.

Each line becomes a row of the panel with what was read and what was not. The patient looks
at all of them before anything is kept.
"""

from __future__ import annotations

from dataclasses import dataclass, replace

from isodiary.domain.catalogue.labs import LabCatalogue
from isodiary.domain.errors import Refused
from isodiary.domain.lab_history import LabHistory
from isodiary.domain.text import tidy
from isodiary.services.lab_lines import Line, Rest, read_rest, split_line
from isodiary.services.lab_names import names_of
from isodiary.services.lab_rows import TypedResult
from isodiary.services.lab_typed import is_number

LONGEST = 50_000

TOO_LONG = "This is longer than a lab report. Copy the lines with the results only."
NO_VALUE = "No result was found in this line."
NOTHING_KNOWN = "This line names no known test, no unit and no range."
OWN = "“{name}” is not in the list of tests. It would be kept as a test of your own."
OTHER_TEST = "{name} in {unit} is another test."
TWICE = "This text has another result of {name}."
NO_UNIT = "No unit was read."
LAST_UNIT = " You used {unit} last."
NO_RANGE = "No range was read."
FLAG = "The lab’s mark “{flag}” is not kept, as marks are made from the range."
LEFT = "Not read: “{left}”."


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
    if len(text) > LONGEST:
        raise Refused(TOO_LONG)
    reader = _Reader(labs, history)
    lines = enumerate(tidy(text).split("\n"), start=1)
    return Pasted(rows=tuple(reader.row(number, line) for number, line in lines if line.strip()))


class _Reader:
    """Reads line after line, and remembers which tests there were."""

    def __init__(self, labs: LabCatalogue, history: LabHistory) -> None:
        self._labs = labs
        self._history = history
        self._names = names_of(labs, history)
        self._seen: set[str] = set()

    def row(self, number: int, line: str) -> PastedRow:
        """Return what a line says."""
        shown = " ".join(line.split())
        found = split_line(line)
        if found is None:
            return PastedRow(number=number, line=shown, typed=None, remarks=(NO_VALUE,))
        known = self._names.meant(found.name)
        rest = read_rest(found.rest, self._labs.get(known) if known else None)
        if known is None and not (found.columns or rest.unit or rest.range):
            return PastedRow(number=number, line=shown, typed=None, remarks=(NOTHING_KNOWN,))
        return self._result(PastedRow(number=number, line=shown, typed=None), found, rest, known)

    def _result(self, row: PastedRow, found: Line, rest: Rest, known: str | None) -> PastedRow:
        analyte = self._labs.get(known) if known else None
        test, name, remarks = known or found.name, analyte.name if analyte else found.name, []
        if analyte is not None and analyte.is_other_test_in(rest.unit):
            test = name = f"{analyte.short} ({rest.unit})"
            remarks.append(OTHER_TEST.format(name=analyte.short, unit=rest.unit))
            known = self._names.meant(test)
        if known is None:
            remarks.append(OWN.format(name=name))
        unit = analyte.unit(rest.unit) if analyte else None
        typed = TypedResult(
            analyte=known or test,
            value=found.value,
            unit=unit.name if unit else rest.unit,
            range=rest.range,
        )
        remarks += self._twice(typed.analyte, name) + self._missing(typed, rest)
        return replace(row, typed=typed, name=name, own=known is None, remarks=tuple(remarks))

    def _twice(self, test: str, name: str) -> list[str]:
        seen = test.casefold() in self._seen
        self._seen.add(test.casefold())
        return [TWICE.format(name=name)] if seen else []

    def _missing(self, typed: TypedResult, rest: Rest) -> list[str]:
        """Return what could not be read of a result, and what was left over."""
        found = []
        if not typed.unit and is_number(typed.value):
            last = self._history.last_unit(typed.analyte)
            found.append(NO_UNIT + (LAST_UNIT.format(unit=last) if last else ""))
        if not typed.range and is_number(typed.value):
            found.append(NO_RANGE)
        if rest.flag and not typed.range:
            found.append(FLAG.format(flag=rest.flag))
        if rest.left:
            found.append(LEFT.format(left=rest.left))
        return found
