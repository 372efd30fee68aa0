"""One typed lab result, read field by field."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from decimal import Decimal
from typing import TypeVar

from isodiary.domain import text
from isodiary.domain.catalogue.labs import Analyte, LabCatalogue
from isodiary.domain.errors import Refused
from isodiary.domain.lab import Comparator, LabResult
from isodiary.services import lab_typed, typed
from isodiary.services.lab_rows import Checked, LabField, Sample, TypedResult

NEEDS_NAME = "Type the name of the test."
NEEDS_UNIT = "Choose the unit that the lab printed."
OTHER_TEST = "{name} in {unit} is another test. Add it as a test of your own: “{name} ({unit})”."
NOT_A_WORD = "{name} is {words}, not “{typed}”."
UNUSUAL = "{name} {value} {unit} is unusual."
UNKNOWN_UNIT = "The catalogue does not know {name} in {unit}."
NOT_FASTING = "{name} belongs to a fasting sample; this one is noted as not fasting."
FASTING_ID = "glucose_fasting"

T = TypeVar("T")
Value = tuple[Comparator, Decimal | None, str]


def check(
    row: TypedResult, sample: Sample, labs: LabCatalogue, *, before: LabResult | None = None
) -> Checked:
    """Read one row, all its fields; a row without a value is no result and no mistake.

    Args:
        row: What was typed.
        sample: The sample it belongs to.
        labs: The catalogue.
        before: The result that it amends, whose id it keeps.
    """
    analyte = labs.get(row.analyte)
    name = analyte.short if analyte else row.analyte
    if not row.value.strip():
        return Checked(typed=row, name=name, result=None)
    reader = _Reader(row, analyte, name)
    result = reader.result(sample)
    if result is None:
        return Checked(typed=row, name=name, result=None, problems=tuple(reader.problems))
    kept = replace(result, id=before.id) if before else result
    doubts = _doubts(kept, analyte) if analyte else ()
    return Checked(typed=row, name=name, result=kept, doubts=doubts)


class _Reader:
    """Reads the fields of one row, and collects what is wrong with them."""

    def __init__(self, row: TypedResult, analyte: Analyte | None, name: str) -> None:
        self._row = row
        self._analyte = analyte
        self._name = name
        self.problems: list[tuple[LabField, str]] = []

    def result(self, sample: Sample) -> LabResult | None:
        """Return the result; None if a field cannot be read, which `problems` then has."""
        row, nothing = self._row, (Comparator.EXACTLY, None, "")
        comparator, value, word = self._read(LabField.VALUE, self._value, row.value) or nothing
        named = self._read(LabField.NAME, _own_name, row.analyte) or ""
        unit = self._read(LabField.UNIT, self._unit, row.unit) or ""
        low, high = self._read(LabField.RANGE, lab_typed.ends, row.range) or (None, None)
        note = self._read(LabField.NOTE, _note, row.note) or ""
        lab = self._read(LabField.LAB, typed.line, sample.lab) or ""
        if self.problems:
            return None
        return LabResult(
            day=sample.day,
            analyte=named,
            value=value,
            word=word,
            comparator=comparator,
            unit=unit,
            low=low,
            high=high,
            fasting=sample.fasting,
            exercise=sample.exercise,
            lab=lab,
            note=note,
        )

    def _read(self, field: LabField, read: Callable[[str], T], field_text: str) -> T | None:
        try:
            return read(field_text)
        except Refused as refusal:
            self.problems.append((field, refusal.sentence))
            return None

    def _value(self, value: str) -> Value:
        if self._analyte is not None and self._analyte.values:
            answer = lab_typed.presence(value)
            if answer not in self._analyte.values:
                words = ", ".join(self._analyte.values)
                raise Refused(NOT_A_WORD.format(name=self._name, words=words, typed=value))
            return Comparator.EXACTLY, None, answer.value
        if self._analyte is not None or lab_typed.is_number(value):
            return *lab_typed.value(value), ""
        return Comparator.EXACTLY, None, typed.line(value)

    def _unit(self, unit: str) -> str:
        """Return the unit as the catalogue writes it, so that one unit is one word."""
        plain = typed.line(unit)
        if self._analyte is None:
            return plain
        if self._analyte.is_other_test_in(plain):
            raise Refused(OTHER_TEST.format(name=self._name, unit=plain))
        if not plain and self._analyte.units:
            raise Refused(NEEDS_UNIT)
        known = self._analyte.unit(plain)
        return known.name if known else plain


def _own_name(name: str) -> str:
    return typed.needed_line(name, NEEDS_NAME)


def _note(note: str) -> str:
    try:
        return text.note(note)
    except ValueError as error:
        raise Refused(str(error)) from error


def _doubts(result: LabResult, analyte: Analyte) -> tuple[str, ...]:
    if result.value is None:
        return ()
    unit = analyte.unit(result.unit)
    found = []
    if unit is None:
        found.append(UNKNOWN_UNIT.format(name=analyte.short, unit=result.unit))
    elif not analyte.plausible(result.value, unit):
        value = f"{result.comparator}{result.value:f}"
        found.append(UNUSUAL.format(name=analyte.short, value=value, unit=unit.name))
    if analyte.id == FASTING_ID and result.fasting is False:
        found.append(NOT_FASTING.format(name=analyte.short))
    return tuple(found)
