"""`isodiary lab`: results of a sample, as the lab printed them."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

import click

from isodiary.cli_common import Misused, Session, catalogue_folder, change_line, remark, say
from isodiary.cli_names import Names, meant, refuse_twice, similar, split_once_named
from isodiary.cli_values import DAY, pass_session
from isodiary.domain.catalogue_labs import Analyte, LabCatalogue
from isodiary.domain.change import Change
from isodiary.domain.lab import Comparator, LabResult
from isodiary.services import log_record
from isodiary.services.shelf import Shelf
from isodiary.services.words import full_day
from isodiary.storage.diary import Diary

NUMBER = r"\d{1,9}(?:[.,]\d{1,6})?"
RESULT = re.compile(rf"([<>]?)=?\s*({NUMBER})")
RANGES = (
    re.compile(rf"(?P<low>{NUMBER})\s*[-–]\s*(?P<high>{NUMBER})"),
    re.compile(rf"[<≤]=?\s*(?P<high>{NUMBER})"),
    re.compile(rf"[>≥]=?\s*(?P<low>{NUMBER})"),
)

Range = tuple[Decimal | None, Decimal | None]


@dataclass(frozen=True, slots=True)
class Typed:
    """A result as it was typed; the unit is empty if none was."""

    name: str
    value: str
    unit: str


@click.command(
    epilog='\b\nExample:\n  isodiary lab alt=52 triglycerides=1.9:mmol/L "crp=<5" --range alt=7-45'
)
@click.argument("results", nargs=-1, required=True, metavar="NAME=VALUE[:UNIT]...")
@click.option("--day", type=DAY, help="The day of the sample; else today.")
@click.option("--fasting", is_flag=True, help="The sample was taken fasting.")
@click.option("--range", "ranges", multiple=True, metavar="NAME=LOW-HIGH", help="The lab’s range.")
@pass_session
def lab(
    session: Session,
    results: tuple[str, ...],
    day: date | None,
    fasting: bool,
    ranges: tuple[str, ...],
) -> None:
    """Note lab results, as the lab printed them.

    A unit that is left out is the one you used last for that test.
    """
    labs = Shelf(catalogue_folder()).labs
    typed = [_typed(*pair) for pair in split_once_named(results, "alt=52:U/L")]
    typed_ranges = {name: _range(text) for name, text in split_once_named(ranges, "alt=7-45")}
    sampled_on = day or session.today
    beside: list[str] = []

    def make(diary: Diary) -> Change:
        panel = _Panel(diary, labs, sampled_on, fasting)
        made = panel.results(typed, typed_ranges)
        beside[:] = [sentence for each in made for sentence in panel.remarks(each)]
        return log_record.log_labs(made)

    change = session.write_anew(make)
    assert change is not None
    say(change_line(change, {each.id: each.short for each in labs.analytes.values()}))
    for sentence in beside:
        remark(sentence)
    if sampled_on > session.today:
        remark(f"{full_day(sampled_on)} has not come yet.")


def _typed(name: str, text: str) -> Typed:
    value, _, unit = text.partition(":")
    return Typed(name, value.strip(), unit.strip())


class _Panel:
    """The results of one sample, read against the catalogue and what the diary holds."""

    def __init__(self, diary: Diary, labs: LabCatalogue, day: date, fasting: bool) -> None:
        self._diary = diary
        self._labs = labs
        self._day = day
        self._fasting = fasting
        self._known = _called(diary, labs)

    def results(self, typed: Iterable[Typed], ranges: Mapping[str, Range]) -> list[LabResult]:
        """Return the results; a range goes to the test of its name.

        Raises:
            Misused: One cannot be read, stands twice, or a range has no result.
        """
        by_id = {self._id(name): kept for name, kept in ranges.items()}
        made = [self._result(each, by_id) for each in typed]
        refuse_twice(each.analyte for each in made)
        for name in by_id.keys() - {each.analyte for each in made}:
            raise Misused(f"The range of {name} needs a result of {name} beside it.")
        return made

    def remarks(self, result: LabResult) -> list[str]:
        """Return what is unusual about a result that is not in the diary yet."""
        found = []
        if result.analyte not in self._known:
            close = similar(result.analyte, self._known)
            perhaps = f" Did you mean {' or '.join(close)}?" if close else ""
            found.append(f"“{result.analyte}” is kept as a test of your own.{perhaps}")
        analyte = self._labs.get(result.analyte)
        if analyte is not None and result.value is not None:
            found += _unusual(analyte, result.value, result.unit)
        same = [result.day.isoformat(), result.analyte]
        if self._diary.where(LabResult, "day = ? and analyte = ?", same):
            found.append(f"The diary already had a result of {result.analyte} on that day.")
        return found

    def _id(self, name: str) -> str:
        return meant(name, self._known) or name

    def _result(self, typed: Typed, ranges: Mapping[str, Range]) -> LabResult:
        name = self._id(typed.name)
        comparator, value, word = _value(self._labs.get(name), typed)
        low, high = ranges.get(name, (None, None))
        return LabResult(
            day=self._day,
            analyte=name,
            value=value,
            word=word,
            comparator=comparator,
            unit=self._unit(name, typed.unit) if value is not None else typed.unit,
            low=low,
            high=high,
            fasting=True if self._fasting else None,
        )

    def _unit(self, name: str, typed: str) -> str:
        """Return the unit as the catalogue writes it; if none was typed, the one used last."""
        analyte = self._labs.get(name)
        if typed:
            known = analyte.unit(typed) if analyte else None
            return known.name if known else typed
        order = "day desc, id limit 1"
        last = self._diary.where(LabResult, "analyte = ? and unit <> ''", [name], order=order)
        if last:
            return last[0].unit
        return analyte.units[0].name if analyte and analyte.units else ""


def _called(diary: Diary, labs: LabCatalogue) -> Names:
    """Return the tests of the catalogue, and those the patient named."""
    used = diary.rows("select distinct analyte from sound_lab_result order by analyte")
    known: dict[str, Iterable[str]] = {analyte: () for (analyte,) in used}
    return known | {each.id: (each.name, each.short) for each in labs.analytes.values()}


def _value(analyte: Analyte | None, typed: Typed) -> tuple[Comparator, Decimal | None, str]:
    number = RESULT.fullmatch(typed.value)
    if analyte is not None and analyte.values:
        answers = [answer.value for answer in analyte.values]
        if typed.value.casefold() not in answers:
            raise Misused(f"{typed.name} is {', '.join(answers)}, not “{typed.value}”.")
        return Comparator.EXACTLY, None, typed.value.casefold()
    if number:
        return Comparator(number[1]), _decimal(number[2]), ""
    if analyte is not None or typed.value[0] in "<>-.,0123456789":
        raise Misused(f"“{typed.value}” is not a result such as 52, 1.9 or <5.")
    return Comparator.EXACTLY, None, typed.value


def _unusual(analyte: Analyte, value: Decimal, unit_name: str) -> list[str]:
    unit = analyte.unit(unit_name)
    if unit is None:
        return [f"The catalogue does not know {analyte.short} in {unit_name}."]
    if not analyte.plausible(value, unit):
        return [f"{analyte.short} {value} {unit.name} is unusual."]
    return []


def _range(text: str) -> Range:
    for pattern in RANGES:
        if found := pattern.fullmatch(text.strip()):
            ends = found.groupdict()
            low, high = (_decimal(ends[end]) if ends.get(end) else None for end in ("low", "high"))
            if low is not None and high is not None and low > high:
                break
            return low, high
    raise Misused(f"“{text}” is not a range such as 7-45, <1.7 or >=40.")


def _decimal(text: str) -> Decimal:
    return Decimal(text.replace(",", "."))
