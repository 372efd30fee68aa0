"""One lab result as it is typed or printed, read field by field: value, unit, range, note."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import replace
from decimal import Decimal
from fractions import Fraction
from typing import TypeVar

from isodiary.domain.catalogue.labs import Analyte, LabCatalogue, Presence
from isodiary.domain.errors import Refused
from isodiary.domain.lab import Comparator, LabRange, LabResult, Number
from isodiary.language import _, marked
from isodiary.services import typed
from isodiary.services.labs.rows import Checked, LabField, Sample, TypedResult

NUMBER = r"\d{1,9}(?:[.,]\d{1,6})?"
DASH = r"(?:-|–|—|−|to|bis)"
TWO_WAYS = marked("{typed} can be read in two ways. Type it without the comma.")
NO_RESULT = marked("“{typed}” is not a result such as 52, 1.9 or <5.")
NO_RANGE = marked("“{typed}” is not a range such as 7-45, <1.7 or >=40.")

_SAID = {
    Presence.POSITIVE: (
        "positive positiv pos positivo positiva positif positief dodatni dodatnia pozitivní"
    ),
    Presence.NEGATIVE: (
        "negative negativ neg negativo negativa négatif négative negatief ujemny ujemna negatywny "
        "negatywna negativní"
    ),
    Presence.INVALID: "invalid",
    Presence.TRACE: "trace traces",
}
WORDS = {word: said for said, words in _SAID.items() for word in words.split()}


def is_number(typed: str) -> bool:
    """Return whether `typed` is meant as a number, readable or not."""
    return typed.strip()[:1] in set("<>≤≥-.,0123456789") - {""}


def typed_value(typed: str) -> tuple[Comparator, Decimal]:
    """Return the comparator and number of "52", "1,90", "< 5" or ">=5".

    Raises:
        Refused: It is no number, or one such as 1,200 that may be a thousand times another.
    """
    found = _RESULT.fullmatch(typed.strip())
    if found is None:
        raise Refused(_(NO_RESULT).format(typed=typed))
    comparator = _COMPARATORS[found["comparator"] or ""]
    return comparator, number(found["number"])


def presence(typed: str) -> Presence | None:
    """Return the answer that "Negative" or "neg." means; None if it is none."""
    return WORDS.get(typed.strip().casefold().rstrip("."))


def ends(typed: str) -> LabRange:
    """Return the range "7-45", "(7 – 45)", "< 1.7" or ">= 40"; nothing at all has no ends.

    Raises:
        Refused: It is no range, or goes downwards.
    """
    plain = re.sub(r"^[(\[]\s*|\s*[)\]]$", "", typed.strip())
    if not plain:
        return LabRange()
    for pattern in _RANGES:
        if found := pattern.fullmatch(plain):
            parts = found.groupdict()
            low, high = (number(parts[end]) if parts.get(end) else None for end in ("low", "high"))
            if low is not None and high is not None and low > high:
                break
            strict = plain[0] in "<>" and plain[1:2] != "="
            return LabRange(low, high, strict and low is not None, strict and high is not None)
    raise Refused(_(NO_RANGE).format(typed=typed))


def ends_text(known: LabRange) -> str:
    """Return a range as `ends` reads it: "7–45", "< 1.7", "≥ 40", or empty."""
    if known.low is None:
        return "" if known.high is None else f"{known.at_most} {_typed(known.high):f}"
    low = f"{_typed(known.low):f}"
    return f"{known.at_least} {low}" if known.high is None else f"{low}–{_typed(known.high):f}"


def number(typed: str) -> Decimal:
    """Return the number of "52" or "1,90".

    Raises:
        Refused: It is none, or one such as 1,200 that may be a thousand times another.
    """
    plain = typed.strip()
    if re.fullmatch(r"[1-9]\d{0,2}(,\d{3})+", plain):
        raise Refused(_(TWO_WAYS).format(typed=plain))
    if not re.fullmatch(NUMBER, plain):
        raise Refused(_(NO_RESULT).format(typed=typed))
    return Decimal(plain.replace(",", "."))


_RESULT = re.compile(rf"(?P<comparator>[<>]=?|[≤≥])?\s*(?P<number>{NUMBER})")
_COMPARATORS = {
    "": Comparator.EXACTLY,
    "<": Comparator.BELOW,
    "<=": Comparator.AT_MOST,
    "≤": Comparator.AT_MOST,
    ">": Comparator.ABOVE,
    ">=": Comparator.AT_LEAST,
    "≥": Comparator.AT_LEAST,
}
_RANGES = (
    re.compile(rf"(?P<low>{NUMBER})\s*{DASH}\s*(?P<high>{NUMBER})"),
    re.compile(rf"(?:<=?|≤|up to|bis)\s*(?P<high>{NUMBER})"),
    re.compile(rf"(?:>=?|≥|from|ab)\s*(?P<low>{NUMBER})"),
)


NEEDS_NAME = marked("Type the name of the test.")
NEEDS_UNIT = marked("Choose the unit that the lab printed.")
OTHER_TEST = marked(
    "{name} in {unit} is another test. Add it as a test of your own: “{name} ({unit})”."
)
NOT_A_WORD = marked("{name} is {words}, not “{typed}”.")
UNUSUAL = marked("{name} {value} {unit} is unusual.")
UNKNOWN_UNIT = marked("The catalogue does not know {name} in {unit}.")
NOT_FASTING = marked("{name} belongs to a fasting sample; this one is noted as not fasting.")
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
        known = self._read(LabField.RANGE, ends, row.range) or LabRange()
        note = self._read(LabField.NOTE, typed.note, row.note) or ""
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
            low=_typed(known.low),
            high=_typed(known.high),
            low_strict=known.low_strict,
            high_strict=known.high_strict,
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
            answer = presence(value)
            if answer not in self._analyte.values:
                words = ", ".join(self._analyte.values)
                raise Refused(_(NOT_A_WORD).format(name=self._name, words=words, typed=value))
            return Comparator.EXACTLY, None, answer.value
        if self._analyte is not None or is_number(value):
            return *typed_value(value), ""
        return Comparator.EXACTLY, None, typed.line(value)

    def _unit(self, unit: str) -> str:
        """Return the unit as the catalogue writes it, so that one unit is one word."""
        plain = typed.line(unit)
        if self._analyte is None:
            return plain
        if self._analyte.is_other_test_in(plain):
            raise Refused(_(OTHER_TEST).format(name=self._name, unit=plain))
        if not plain and self._analyte.units:
            raise Refused(_(NEEDS_UNIT))
        known = self._analyte.unit(plain)
        return known.name if known else plain


def _typed(end: Number | None) -> Decimal | None:
    """Return an end as the decimal that it is."""
    assert not isinstance(end, Fraction)  # a range that was typed is in decimals
    return end


def _own_name(name: str) -> str:
    return typed.needed_line(name, _(NEEDS_NAME))


def _doubts(result: LabResult, analyte: Analyte) -> tuple[str, ...]:
    if result.value is None:
        return ()
    unit = analyte.unit(result.unit)
    found = []
    if unit is None:
        found.append(_(UNKNOWN_UNIT).format(name=analyte.short, unit=result.unit))
    elif not analyte.plausible(result.value, unit):
        value = f"{result.comparator}{result.value:f}"
        found.append(_(UNUSUAL).format(name=analyte.short, value=value, unit=unit.name))
    if analyte.id == FASTING_ID and result.fasting is False:
        found.append(_(NOT_FASTING).format(name=analyte.short))
    return tuple(found)
