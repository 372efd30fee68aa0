"""The lab tests a diary can record, their units, how these compare, and templates for test days.

A result is kept as typed; comparing units serves the display only, and is exact. A template only
fills in days that the patient edits.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Mapping
from decimal import Decimal
from enum import StrEnum
from fractions import Fraction
from functools import lru_cache, partial
from typing import TYPE_CHECKING

from isodiary.domain.catalogue.file import Block, by_id, read_file
from isodiary.domain.catalogue.ranges import DefaultRange, decimal, decimal_or_none, read_range
from isodiary.domain.catalogue.report_words import ReportWords, read_report_words
from isodiary.domain.lab import Number
from isodiary.domain.values import dataclass

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence
    from datetime import date
    from importlib.resources.abc import Traversable
    from pathlib import Path

    from isodiary.domain.record import Patient


@dataclass(frozen=True, slots=True, kw_only=True)
class Schedule:
    """One template.

    Attributes:
        id: Its name for life.
        name: In words.
        says: What its source says, in a sentence or two.
        what: What is tested, as it is written into each planned test; may be empty.
        months: Months after the start of the course; 0 is the day of the start.
        every_months: Goes on from the last of them every so many months; None: it does not.
        at_peak: Whether it also has the first day of the highest planned dose.
    """

    id: str
    name: str
    says: str
    what: str
    months: tuple[int, ...]
    every_months: int | None
    at_peak: bool


def read_schedules(root: Block) -> Mapping[str, Schedule]:
    """Return the templates under `schedule`, by id.

    Raises:
        CatalogueError: One is malformed.
    """
    return by_id(root.blocks("schedule"), _schedule)


def _schedule(block: Block) -> Schedule:
    block.allow("id", "name", "says", "what", "months", "every_months", "at_peak")
    return Schedule(
        id=block.text("id"),
        name=block.words("name"),
        says=block.words("says"),
        what=block.words_or_none("what") or "",
        months=block.counts("months"),
        every_months=block.count("every_months") if "every_months" in block.values else None,
        at_peak=block.flag("at_peak"),
    )


TIMES_BEYOND = 10


class Presence(StrEnum):
    """The results of a test that answers yes or no."""

    POSITIVE = "positive"
    NEGATIVE = "negative"
    INVALID = "invalid"
    TRACE = "trace"


@dataclass(frozen=True, slots=True, kw_only=True)
class LabUnit:
    """A unit a test is reported in.

    Attributes:
        name: As shown ("mmol/L").
        ucum: The same in UCUM, for exports.
        loinc: The test's LOINC code in this unit, as mass and moles have different ones.
        worth: How many of this unit equal one of the test's first unit; None: not converted.
        decimals: Decimals of a converted value.
        also: How else reports write it.
    """

    name: str
    ucum: str
    loinc: str
    worth: Fraction | None
    decimals: int
    also: tuple[str, ...]


class VariantSaid(StrEnum):
    """What a report says beside a test that makes it a variant of its own."""

    CALCULATED = "calculated"
    FASTING = "fasting"


@dataclass(frozen=True, slots=True, kw_only=True)
class Variant:
    """That a test is another one which was calculated, or taken fasting.

    Attributes:
        of: Id of the other.
        said: What says so.
    """

    of: str
    said: VariantSaid


@dataclass(frozen=True, slots=True, kw_only=True)
class Analyte:
    """One lab test of the catalogue.

    Attributes:
        id: Stored in diaries; never renamed.
        name: The patient's words.
        short: The same for a narrow table.
        aliases: What reports call it besides.
        units: The first is shown by default; none for a test that answers yes or no.
        values: The answers of such a test; empty for a number.
        loinc: The code of such a test; None for a number, whose units have their own.
        low: Below it (first unit) the diary asks whether the value was meant; None: never.
        high: Above it likewise. Neither is a reference range.
        enzyme: Whether doctors read it as multiples of the upper limit.
        fasting: Whether fasting matters and is asked for.
        ranges: Common ranges of adults, for results whose lab printed none.
        not_in: Units in which a result of that name is another test ("%").
        variant: Of which test it is a variant, and what says so; None if of none.
        module: Part of the diary it belongs to that is off by default; None if always there.
        retired: Kept for old results, no longer offered.
    """

    id: str
    name: str
    short: str
    aliases: tuple[str, ...]
    units: tuple[LabUnit, ...]
    values: tuple[Presence, ...]
    loinc: str | None
    low: Decimal | None
    high: Decimal | None
    enzyme: bool
    fasting: bool
    ranges: tuple[DefaultRange, ...]
    not_in: tuple[str, ...]
    variant: Variant | None
    module: str | None
    retired: bool

    def unit(self, typed: str) -> LabUnit | None:
        """Return the unit meant by `typed`, shown name or UCUM in any case; None if unknown."""
        for unit in self.units:
            if unit.name == typed:  # as nearly all are
                return unit
        wanted = plain_unit(typed)
        exact = (u for u in self.units if wanted in (plain_unit(u.name), plain_unit(u.ucum)))
        also = (u for u in self.units if wanted in map(plain_unit, u.also))
        return next(exact, None) or next(also, None)

    def is_other_test_in(self, typed: str) -> bool:
        """Whether a result of this name in that unit is one of another test."""
        return plain_unit(typed) in map(plain_unit, self.not_in)

    def converted(self, value: Number, unit: LabUnit, to: LabUnit) -> Fraction | None:
        """Return `value` in another unit of this test, exactly; None if they do not convert."""
        if unit == to:
            return Fraction(value)
        if unit.worth is None or to.worth is None:
            return None
        return Fraction(value) * to.worth / unit.worth

    def default_range(
        self, unit: LabUnit, patient: Patient, day: date, fasting: bool | None
    ) -> tuple[Number | None, Number | None] | None:
        """Return the common range of people like the patient in a unit; None if none is known.

        An end is a `Decimal` with its digits if the catalogue has it in that unit, else exact.

        Args:
            unit: The unit of the result.
            patient: Whose year of birth and sex it depends on.
            day: Day of the sample.
            fasting: Whether the patient had fasted; None if not noted.
        """
        fitting = [each for each in self.ranges if each.fits(patient, day, fasting)]
        for each in sorted(fitting, key=lambda each: each.unit != unit.name):
            found = self.unit(each.unit)
            assert found is not None
            low, high = (self._end(end, found, unit) for end in (each.low, each.high))
            if low is not None or high is not None:
                return low, high
        return None

    def _end(self, end: Decimal | None, unit: LabUnit, to: LabUnit) -> Number | None:
        return end if end is None or unit == to else self.converted(end, unit, to)

    def usual(self, value: Decimal, unit: LabUnit) -> bool:
        """Return whether `value` lies less than ten times beyond the common ranges.

        True where nothing is known. It only tells one unit from another.
        """
        in_first = self.converted(value, unit, self.units[0])
        if in_first is None:
            return True
        lows: list[Fraction] = []
        highs: list[Fraction] = []
        for each in self.ranges:
            found = self.unit(each.unit)
            assert found is not None
            ends = (self._end(end, found, self.units[0]) for end in (each.low, each.high))
            for known, end in zip((lows, highs), ends, strict=True):
                known += [] if end is None else [Fraction(end)]
        above = not lows or in_first * TIMES_BEYOND > min(lows)
        return above and (not highs or in_first < max(highs) * TIMES_BEYOND)

    def plausible(self, value: Decimal, unit: LabUnit) -> bool:
        """Return whether `value` needs no question back; True where nothing is known."""
        if unit is self.units[0]:  # as most are, and no fraction has to be made of them
            above = self.low is None or value >= self.low
            return above and (self.high is None or value <= self.high)
        in_first = self.converted(value, unit, self.units[0])
        if in_first is None:
            return True
        above = self.low is None or in_first >= Fraction(self.low)
        return above and (self.high is None or in_first <= Fraction(self.high))


@dataclass(frozen=True, slots=True, kw_only=True)
class LabCatalogue:
    """All lab tests by id, in the order of the file; retired ones too.

    Attributes:
        analytes: The tests.
        schedules: Templates for when blood is tested, by id.
        report: What laboratories print beside the tests.
    """

    analytes: Mapping[str, Analyte]
    schedules: Mapping[str, Schedule]
    report: ReportWords

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
    root.allow("lab", "schedule", "spellings", "ranges_from_age", "report")
    tests, spellings = root.blocks("lab"), root.table("spellings")
    analytes = by_id(tests, partial(_analyte, spellings, root.count("ranges_from_age")))
    spellings.allow(*(unit.name for each in analytes.values() for unit in each.units))
    for each in analytes.values():
        if each.variant is not None and each.variant.of not in analytes:
            raise root.wrong(f"{each.id} is a variant of {each.variant.of!r}, which is no test")
    return LabCatalogue(
        analytes=analytes,
        schedules=read_schedules(root),
        report=read_report_words(root.table("report")),
    )


def _analyte(spellings: Block, from_age: int, block: Block) -> Analyte:
    block.allow(
        *("id", "name", "short", "aliases", "units", "values", "loinc", "low", "high"),
        *("enzyme", "fasting", "ranges", "not_in", "variant", "module", "retired"),
    )
    units, values = _units(block, spellings), _values(block)
    loinc = block.text_or_none("loinc")
    if bool(units) == bool(values) or bool(values) != bool(loinc):
        raise block.wrong("a test has either 'units', or 'values' and 'loinc'")
    low, high = decimal_or_none(block, "low"), decimal_or_none(block, "high")
    if low is not None and high is not None and low >= high:
        raise block.wrong("'low' must be below 'high'")
    name = block.words("name")
    return Analyte(
        id=block.text("id"),
        name=name,
        short=block.words_or_none("short") or name,
        aliases=block.texts("aliases"),
        units=units,
        values=values,
        loinc=loinc,
        low=low,
        high=high,
        enzyme=block.flag("enzyme"),
        fasting=block.flag("fasting"),
        ranges=_ranges(block, units, from_age),
        not_in=block.texts("not_in"),
        variant=_variant(block),
        module=block.text_or_none("module"),
        retired=block.flag("retired"),
    )


def _variant(block: Block) -> Variant | None:
    if "variant" not in block.values:
        return None
    table = block.table("variant")
    table.allow("of", "said")
    return Variant(of=table.text("of"), said=table.member(VariantSaid, "said"))


def _values(block: Block) -> tuple[Presence, ...]:
    return tuple(block.one_of(Presence, name, "values") for name in block.texts("values"))


def _ranges(block: Block, units: Sequence[LabUnit], from_age: int) -> tuple[DefaultRange, ...]:
    if "ranges" not in block.values:
        return ()
    ranges = tuple(read_range(each, from_age) for each in block.blocks("ranges"))
    for each in ranges:
        if each.unit not in [unit.name for unit in units]:
            raise block.wrong(f"a range is in {each.unit!r}, which is no unit of it")
    return ranges


def _units(block: Block, spellings: Block) -> tuple[LabUnit, ...]:
    if "units" not in block.values:
        return ()
    units = tuple(_unit(unit, spellings) for unit in block.blocks("units"))
    if not units or units[0].worth != 1:
        raise block.wrong("the first unit's 'worth' must be 1")
    names = [plain_unit(unit.name) for unit in units]
    if len(set(names)) != len(names):
        raise block.wrong("a unit stands twice")
    return units


def _unit(block: Block, spellings: Block) -> LabUnit:
    block.allow("name", "ucum", "loinc", "worth", "decimals")
    return LabUnit(
        name=block.text("name"),
        ucum=block.text("ucum"),
        loinc=block.text("loinc"),
        worth=_worth_or_none(block),
        decimals=block.count("decimals"),
        also=spellings.texts(block.text("name")),
    )


def _worth_or_none(block: Block) -> Fraction | None:
    text = block.text_or_none("worth")
    if text is None:
        return None
    inverted = text.startswith("1/")
    worth = Fraction(decimal(block, "worth", text.removeprefix("1/")))
    if worth <= 0:
        raise block.wrong("'worth' must be above 0")
    return 1 / worth if inverted else worth


@lru_cache(maxsize=4096)
def plain_unit(text: str) -> str:
    """Return a unit as it compares: micro is u, raised digits are digits, no signs for times."""
    plain = "".join(unicodedata.normalize("NFKC", text).casefold().split()).translate(_SIGNS)
    plain = _CUBIC.sub("mm3", plain)
    return plain[1:] if _TIMES.match(plain) else plain


_TIMES = re.compile("[x×](?:1|e\\d)")
_CUBIC = re.compile(r"(?<=/)(?:cu\.?mm|c\.?mm|mmc)$")
"""Ways to write cubic millimetres."""
_SIGNS = {ord("μ"): "u", ord("^"): None, ord("*"): None, ord("~"): None}
