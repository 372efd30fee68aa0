"""Which results the laid out lines of a report are: test, unit and number, each sure or asked."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import replace
from datetime import date
from decimal import Decimal
from fractions import Fraction

from isodiary.domain.catalogue.labs import Analyte, LabCatalogue, LabUnit
from isodiary.domain.lab import Comparator, LabRange
from isodiary.domain.lab_history import LabHistory
from isodiary.domain.values import dataclass
from isodiary.services.labs.check import presence
from isodiary.services.labs.reading.days import Days
from isodiary.services.labs.reading.lines import NO_RANGE, LaidLine, LaidValue
from isodiary.services.labs.reading.names import Meant, Phrases, TestNames, folded
from isodiary.services.labs.reading.numbers import Printed, Reading, Style, readings
from isodiary.services.labs.reading.report import (
    LEAVE_OUT,
    OWN_NAME,
    Answers,
    Ask,
    LabReport,
    Question,
    ReadResult,
    ReportSample,
    Unread,
    Why,
)
from isodiary.services.labs.reading.scan import Kind, Row

NO_ENDS = LabRange()
SAME = Fraction(1, 50)
"""Two values in two units are one if they differ by less than this part of them."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Line:
    """A line with a figure.

    Attributes:
        laid: The line, laid out.
        not_blood: Whether it stands in a part of the report whose tests are not of the blood.
        in_table: Whether it stands under the heads of a table.
    """

    laid: LaidLine
    not_blood: bool
    in_table: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class _Test:
    """What a line is about, and the unit of its numbers."""

    line: int
    text: str
    name: str
    meant: Meant
    analyte: Analyte | None
    unit: LabUnit | None
    unit_text: str


class ResultReader:
    """Makes results, questions and unread lines of the lines of one report."""

    def __init__(
        self,
        *,
        labs: LabCatalogue,
        history: LabHistory,
        names: TestNames,
        days: Days,
        style: Style,
        answers: Answers,
        sampled_on: Sequence[date],
    ) -> None:
        self._labs = labs
        self._history = history
        self._names = names
        self._days = days
        self._style = style
        self._answers = answers
        self._sampled_on = tuple(sampled_on)
        self._questions: list[Question] = []
        self._unread: list[Unread] = []
        self._samples: dict[date | None, list[ReadResult]] = {}
        self._before: ReadResult | None = None
        self._units_seen: dict[tuple[str, str], LabUnit | None] = {}

    def report(self, lines: Iterable[Line], others: Sequence[Row]) -> LabReport:
        """Return the results; the lines of the text and its columns are still to be added."""
        found = tuple(lines)
        for line in found:
            self._take(line)
        self._name_remarks(others)
        if len(self._sampled_on) > 1 and self._samples.get(None):
            choices = tuple(day.isoformat() for day in self._sampled_on)
            self._questions.append(Question(line=0, text="", about=Ask.DAY, choices=choices))
        samples = self._fasting(others)
        return LabReport(
            lines=(),
            samples=tuple(sorted(samples, key=_newest_first)),
            questions=tuple(sorted(self._questions, key=lambda each: (each.line, each.sample))),
            unread=tuple(self._unread),
        )

    def _take(self, line: Line) -> None:
        laid = line.laid
        if not laid.name:
            return self._goes_on(laid)
        self._before = None
        meant, out = self._meaning(line)
        if out is not None:
            return self._leave(laid, out) if self._is_result(line) else None
        if meant.analyte is None and meant.proposed is None:
            why = Why.OTHER_TEST if meant.other else Why.UNKNOWN_TEST
            return self._leave(laid, why) if self._is_result(line) else None
        test = self._test(laid, meant)
        if laid.which:
            return self._ask(test, Ask.WHICH)
        if not laid.values:
            return self._leave(laid, Why.NO_VALUE)
        if test.analyte is not None and test.analyte.values:
            return self._take_word(test, laid)
        return self._take_numbers(test, laid)

    def _meaning(self, line: Line) -> tuple[Meant, Why | None]:
        """Return what a line is about, or why it is left out."""
        laid, answer = line.laid, self._answers.names.get(line.laid.row.line)
        meant = self._names.meant(laid.name)
        if answer == LEAVE_OUT:
            return meant, Why.LEFT_OUT
        if answer == OWN_NAME:
            return Meant(analyte=laid.name), None
        if answer is not None:
            return Meant(analyte=answer), None
        known = self._labs.get(meant.analyte) if meant.analyte else None
        named_so = known is not None and bool(known.values)
        if line.not_blood and not named_so:
            return meant, Why.NOT_BLOOD
        if known is not None and known.is_other_test_in(laid.unit):
            return meant, Why.OTHER_TEST
        return meant, None

    def _is_result(self, line: Line) -> bool:
        """Whether an unknown name with a figure is a result at all, and not a heading or an address."""
        laid = line.laid
        ranged = bool(laid.range.low or laid.range.high)
        return bool(laid.values or laid.which) and (line.in_table or bool(laid.unit) or ranged)

    def _leave(self, laid: LaidLine, why: Why) -> None:
        text = " ".join(laid.row.text.split())
        self._unread.append(
            Unread(line=laid.row.line, text=text, why=why, own=self._own_result(laid))
        )

    def _own_result(self, laid: LaidLine) -> ReadResult | None:
        """Return what a line is under its own name, where its number is sure."""
        number = laid.values[0].token.number if laid.values else None
        if number is None or laid.which or not laid.name:
            return None
        found = readings(number, laid.range, None, self._style)
        if len(found) != 1:
            return None
        return ReadResult(
            line=laid.row.line,
            name=laid.name,
            analyte=laid.name,
            value=found[0].value,
            comparator=number.comparator,
            unit=laid.unit,
            ends=found[0].ends,
        )

    def _test(self, laid: LaidLine, meant: Meant) -> _Test:
        analyte = self._labs.get(meant.analyte or meant.proposed or "")
        answered = self._answers.units.get(laid.row.line, "")
        printed = answered or laid.unit
        unit = self._unit(analyte, printed) if analyte and printed else None
        if analyte is not None and not printed and analyte.units:
            unit = _only_unit(analyte)
        return _Test(
            line=laid.row.line,
            text=" ".join(laid.row.text.split()),
            name=laid.name,
            meant=meant,
            analyte=analyte,
            unit=unit,
            unit_text=printed,
        )

    def _unit(self, analyte: Analyte, printed: str) -> LabUnit | None:
        """Return a unit of a test; each is looked for once."""
        if (analyte.id, printed) not in self._units_seen:
            self._units_seen[analyte.id, printed] = analyte.unit(printed)
        return self._units_seen[analyte.id, printed]

    def _take_word(self, test: _Test, laid: LaidLine) -> None:
        assert test.analyte is not None
        word = presence(laid.values[0].token.text)
        if word not in test.analyte.values:
            return self._leave(laid, Why.NO_VALUE)
        result = self._result(test, None)
        return self._keep(replace(result, word=word.value), laid, laid.values[0])

    def _take_numbers(self, test: _Test, laid: LaidLine) -> None:
        values = [each for each in laid.values if each.token.number is not None]
        if not values:
            return self._leave(laid, Why.NO_VALUE)
        if test.analyte is not None and test.unit is None:
            if test.unit_text:
                return self._leave(laid, Why.OTHER_UNIT)
            return self._ask(test, Ask.UNIT, self._units(test.analyte))
        if not self._twin_agrees(test, laid):
            return self._ask(test, Ask.WHICH)
        for place, value in enumerate(values):
            self._take_number(test, laid, value, place)
        return None

    def _take_number(self, test: _Test, laid: LaidLine, value: LaidValue, place: int) -> None:
        number = value.token.number
        assert number is not None
        known = (test.analyte, test.unit) if test.analyte and test.unit else None
        found = readings(number, laid.range, known, self._style)
        answer = self._answers.numbers.get((test.line, place))
        choices = tuple(dict.fromkeys(str(each.value) for each in found))
        if answer is not None:
            chosen = Decimal(answer)
            ends = [each.ends for each in found if each.value == chosen]
            found = (Reading(chosen, ends[0] if len(ends) == 1 else NO_ENDS),)
        elif found and " " in number.digits and not self._surely_whole(found[0], laid, known):
            return self._ask_number(test, number, (*choices, *number.digits.split()), place)
        elif len(choices) > 1:
            return self._ask_number(test, number, choices, place)
        elif known is not None and found and not _possible(found[0], number, *known):
            return self._ask_number(test, number, choices, place)
        if len(found) != 1 or (known is not None and not _possible_range(found[0], *known)):
            return self._ask(test, Ask.WHICH)
        result = self._result(test, found[0].value, number.comparator, found[0].ends)
        return self._keep(result, laid, value)

    def _result(
        self,
        test: _Test,
        value: Decimal | None,
        comparator: Comparator = Comparator.EXACTLY,
        ends: LabRange = NO_ENDS,
    ) -> ReadResult:
        return ReadResult(
            line=test.line,
            name=test.name,
            analyte=test.meant.analyte,
            proposed=test.meant.proposed,
            value=value,
            comparator=comparator,
            unit=test.unit.name if test.unit else test.unit_text,
            ends=ends,
        )

    def _keep(self, result: ReadResult, laid: LaidLine, value: LaidValue) -> None:
        """Add a result to the sample of its day, once."""
        read = self._days.read(value.day_text or ("" if value.day else laid.day_text))
        day = value.day or (read[0] if len(read) == 1 else None)
        if value.earlier and day is None:
            return  # nobody knows of which day it is
        if day is None and len(self._sampled_on) == 1:
            day = self._sampled_on[0]
        sample = self._samples.setdefault(day, [])
        meant = result.analyte or result.proposed
        same = [each for each in sample if (each.analyte or each.proposed) == meant]
        self._before = result
        if not same:
            sample.append(result)
        elif not _equal(same[0], result):
            self._leave(laid, Why.TWICE)

    def _goes_on(self, laid: LaidLine) -> None:
        """Pass a line without a name, if it is the value above it in another unit."""
        before = self._before
        if before is None or not laid.values or before.value is None:
            return
        analyte = self._labs.get(before.analyte or "")
        number = laid.values[0].token.number
        if analyte is None or number is None:
            return
        if not self._agrees(analyte, before, number, laid.unit):
            self._leave(laid, Why.NO_VALUE)

    def _agrees(
        self, analyte: Analyte, result: ReadResult, number: Printed, unit_text: str
    ) -> bool:
        """Whether a number in another unit is the same value."""
        unit, other = analyte.unit(result.unit), analyte.unit(unit_text)
        if unit is None or other is None or result.value is None:
            return False
        converted = analyte.converted(result.value, unit, other)
        found = readings(Printed(number.digits), NO_RANGE, (analyte, other), self._style)
        return converted is not None and any(
            abs(converted - Fraction(each.value)) <= SAME * abs(converted) for each in found
        )

    def _twin_agrees(self, test: _Test, laid: LaidLine) -> bool:
        if laid.twin is None or test.analyte is None:
            return True
        number = laid.values[0].token.number
        assert number is not None
        known = (test.analyte, test.unit) if test.unit else None
        values = readings(number, laid.range, known, self._style)
        return any(
            self._agrees(test.analyte, self._result(test, each.value), *laid.twin)
            for each in values
        )

    def _surely_whole(
        self, reading: Reading, laid: LaidLine, known: tuple[Analyte, LabUnit] | None
    ) -> bool:
        """Whether "6 350" is one number: alone in its cell, or as the range and the unit are."""
        token = laid.values[0].token
        if laid.row.cells > 1 and all(
            other is token or other.cell != token.cell or other.kind is Kind.UNIT
            for other in laid.row.tokens
        ):
            return True
        spaced_range = " " in laid.range.low or " " in laid.range.high
        if spaced_range:
            return True
        first = Decimal(token.number.digits.split(" ")[0]) if token.number else Decimal(0)
        if known is None:
            return False
        analyte, unit = known
        return analyte.plausible(reading.value, unit) and not analyte.plausible(first, unit)

    def _units(self, analyte: Analyte) -> tuple[str, ...]:
        last = self._history.last_unit(analyte.id)
        names = [unit.name for unit in analyte.units]
        return tuple(dict.fromkeys([last, *names] if last in names else names))  # type: ignore[list-item]

    def _ask_number(
        self, test: _Test, number: Printed, choices: Sequence[str], place: int
    ) -> None:
        printed = f"{number.comparator}{number.digits}"
        self._questions.append(
            Question(
                line=test.line, text=test.text, about=Ask.NUMBER, name=test.name,
                printed=printed, choices=tuple(choices), sample=place,
            )
        )  # fmt: skip

    def _ask(self, test: _Test, about: Ask, choices: Sequence[str] = ()) -> None:
        self._questions.append(
            Question(
                line=test.line, text=test.text, about=about, name=test.name, choices=tuple(choices)
            )
        )

    def _name_remarks(self, others: Iterable[Row]) -> None:
        """Name the sentences that stand among the results, which nobody reads."""
        numbers = [each.line for results in self._samples.values() for each in results]
        if not numbers:
            return
        first, last = min(numbers), max((*numbers, *(each.line for each in self._unread)))
        for row in others:
            remark = row.text.rstrip().endswith((".", "!")) and not row.has(Kind.DAY)
            if first < row.line <= last + 1 and remark:
                text = " ".join(row.text.split())
                self._unread.append(Unread(line=row.line, text=text, why=Why.NO_VALUE))

    def _fasting(self, others: Iterable[Row]) -> list[ReportSample]:
        """Return the samples; what the report says about fasting is said of the newest."""
        words = self._labs.report
        yes, no = Phrases(words.fasting), Phrases(words.not_fasting)
        fasting: bool | None = None
        for row in others:
            said = folded(row.text).replace(":", " ").split()
            if no.within(said):
                fasting = False
            elif yes.within(said) and fasting is None:
                fasting = True
        main = self._sampled_on[0] if len(self._sampled_on) == 1 else None
        newest = main if main in self._samples else max((d for d in self._samples if d), default=None)
        return [
            ReportSample(day=day, fasting=fasting if day == newest else None, results=tuple(found))
            for day, found in self._samples.items()
        ]


def _only_unit(analyte: Analyte) -> LabUnit | None:
    """Return the unit of a test whose numbers are the same in all of its units."""
    first = analyte.units[0]
    return first if all(unit.worth == first.worth for unit in analyte.units) else None


def _possible(reading: Reading, number: Printed, analyte: Analyte, unit: LabUnit) -> bool:
    """Whether a result can be one of this test; what a lab could not measure always can."""
    exact = number.comparator is Comparator.EXACTLY
    return not exact or analyte.plausible(reading.value, unit)


def _possible_range(reading: Reading, analyte: Analyte, unit: LabUnit) -> bool:
    """Whether the upper end of a range can be one of this test."""
    high = reading.ends.high
    return not isinstance(high, Decimal) or analyte.plausible(high, unit)


def _equal(one: ReadResult, other: ReadResult) -> bool:
    said = ((each.value, each.word, each.comparator, each.unit) for each in (one, other))
    return next(said) == next(said)


def _newest_first(sample: ReportSample) -> tuple[bool, int]:
    return (sample.day is not None, -sample.day.toordinal() if sample.day else 0)

