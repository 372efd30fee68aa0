"""The lab tests a diary can record, their units, and how the units compare.

A result is kept as typed; comparing units serves the display only, and is exact.
"""

from __future__ import annotations

import unicodedata
from dataclasses import dataclass
from decimal import Decimal, InvalidOperation
from enum import StrEnum
from fractions import Fraction
from typing import TYPE_CHECKING

from isodiary.domain.catalogue_file import Block, by_id, read_file

if TYPE_CHECKING:
    from collections.abc import Mapping
    from importlib.resources.abc import Traversable
    from pathlib import Path


class Presence(StrEnum):
    """The results of a test that answers yes or no."""

    POSITIVE = "positive"
    NEGATIVE = "negative"
    INVALID = "invalid"


@dataclass(frozen=True, slots=True, kw_only=True)
class LabUnit:
    """A unit a test is reported in.

    Attributes:
        name: As shown ("mmol/L").
        ucum: The same in UCUM, for exports.
        loinc: The test's LOINC code in this unit, as mass and moles have different ones.
        worth: How many of this unit equal one of the test's first unit; None: not converted.
        decimals: Decimals of a converted value.
    """

    name: str
    ucum: str
    loinc: str
    worth: Fraction | None
    decimals: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Analyte:
    """One lab test of the catalogue.

    Attributes:
        id: Stored in diaries; never renamed.
        name: The patient's words.
        short: The same for a narrow table.
        units: The first is shown by default; none for a test that answers yes or no.
        values: The answers of such a test; empty for a number.
        loinc: The code of such a test; None for a number, whose units have their own.
        low: Below it (first unit) the diary asks whether the value was meant; None: never.
        high: Above it likewise. Neither is a reference range.
        enzyme: Whether doctors read it as multiples of the upper limit.
        fasting: Whether fasting matters and is asked for.
        module: Part of the diary it belongs to that is off by default; None if always there.
        retired: Kept for old results, no longer offered.
    """

    id: str
    name: str
    short: str
    units: tuple[LabUnit, ...]
    values: tuple[Presence, ...]
    loinc: str | None
    low: Decimal | None
    high: Decimal | None
    enzyme: bool
    fasting: bool
    module: str | None
    retired: bool

    def unit(self, typed: str) -> LabUnit | None:
        """Return the unit meant by `typed`, shown name or UCUM in any case; None if unknown."""
        wanted = _plain(typed)
        return next((u for u in self.units if wanted in (_plain(u.name), _plain(u.ucum))), None)

    def converted(self, value: Decimal, unit: LabUnit, to: LabUnit) -> Fraction | None:
        """Return `value` in another unit of this test, exactly; None if they do not convert."""
        if unit == to:
            return Fraction(value)
        if unit.worth is None or to.worth is None:
            return None
        return Fraction(value) * to.worth / unit.worth

    def plausible(self, value: Decimal, unit: LabUnit) -> bool:
        """Return whether `value` needs no question back; True where nothing is known."""
        in_first = self.converted(value, unit, self.units[0])
        if in_first is None:
            return True
        above = self.low is None or in_first >= Fraction(self.low)
        return above and (self.high is None or in_first <= Fraction(self.high))


@dataclass(frozen=True, slots=True, kw_only=True)
class LabCatalogue:
    """All lab tests by id, in the order of the file; retired ones too."""

    analytes: Mapping[str, Analyte]

    @property
    def offered(self) -> tuple[Analyte, ...]:
        """The tests to choose from, modules included."""
        return tuple(analyte for analyte in self.analytes.values() if not analyte.retired)

    def get(self, analyte_id: str) -> Analyte | None:
        """Return the test, or None for an id of a newer catalogue or the patient's own name."""
        return self.analytes.get(analyte_id)


def load_labs(folder: Path | Traversable, language: str = "en") -> LabCatalogue:
    """Read `labs.toml` of the catalogue's folder.

    Raises:
        CatalogueError: The file is missing or malformed.
    """
    root = read_file(folder, "labs.toml", language)
    root.allow("lab")
    return LabCatalogue(analytes=by_id(root.blocks("lab"), _analyte))


def _analyte(block: Block) -> Analyte:
    block.allow(
        *("id", "name", "short", "units", "values", "loinc", "low", "high"),
        *("enzyme", "fasting", "module", "retired"),
    )
    units, values, loinc = _units(block), _values(block), block.text_or_none("loinc")
    if bool(units) == bool(values) or bool(values) != bool(loinc):
        raise block.wrong("a test has either 'units', or 'values' and 'loinc'")
    low, high = _decimal_or_none(block, "low"), _decimal_or_none(block, "high")
    if low is not None and high is not None and low >= high:
        raise block.wrong("'low' must be below 'high'")
    name = block.words("name")
    return Analyte(
        id=block.text("id"),
        name=name,
        short=block.words_or_none("short") or name,
        units=units,
        values=values,
        loinc=loinc,
        low=low,
        high=high,
        enzyme=block.flag("enzyme"),
        fasting=block.flag("fasting"),
        module=block.text_or_none("module"),
        retired=block.flag("retired"),
    )


def _values(block: Block) -> tuple[Presence, ...]:
    return tuple(block.one_of(Presence, name, "values") for name in block.texts("values"))


def _units(block: Block) -> tuple[LabUnit, ...]:
    if "units" not in block.values:
        return ()
    units = tuple(_unit(unit) for unit in block.blocks("units"))
    if not units or units[0].worth != 1:
        raise block.wrong("the first unit's 'worth' must be 1")
    names = [_plain(unit.name) for unit in units]
    if len(set(names)) != len(names):
        raise block.wrong("a unit stands twice")
    return units


def _unit(block: Block) -> LabUnit:
    block.allow("name", "ucum", "loinc", "worth", "decimals")
    return LabUnit(
        name=block.text("name"),
        ucum=block.text("ucum"),
        loinc=block.text("loinc"),
        worth=_worth_or_none(block),
        decimals=block.count("decimals"),
    )


def _worth_or_none(block: Block) -> Fraction | None:
    text = block.text_or_none("worth")
    if text is None:
        return None
    inverted = text.startswith("1/")
    worth = Fraction(_decimal(block, "worth", text.removeprefix("1/")))
    if worth <= 0:
        raise block.wrong("'worth' must be above 0")
    return 1 / worth if inverted else worth


def _decimal_or_none(block: Block, key: str) -> Decimal | None:
    text = block.text_or_none(key)
    return None if text is None else _decimal(block, key, text)


def _decimal(block: Block, key: str, text: str) -> Decimal:
    try:
        number = Decimal(text)
    except InvalidOperation:
        number = Decimal("NaN")
    if not number.is_finite():
        raise block.wrong(f"{key!r} must be a decimal number in quotes, not {text!r}")
    return number


def _plain(text: str) -> str:
    """Return a unit as it compares: both signs for micro, and raised digits, are one."""
    return unicodedata.normalize("NFKC", text).casefold().replace(" ", "").replace("^", "")
