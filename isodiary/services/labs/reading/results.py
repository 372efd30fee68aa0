"""Which results the laid out lines of a report are: test, unit and number, each sure or asked."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from datetime import date
from decimal import Decimal

from isodiary.domain.catalogue.labs import Analyte, LabCatalogue, LabUnit
from isodiary.domain.lab import Comparator, LabRange
from isodiary.domain.lab_history import LabHistory
from isodiary.domain.record import Sex
from isodiary.domain.values import dataclass
from isodiary.services.labs.check import presence
from isodiary.services.labs.reading.days import ReportDays
from isodiary.services.labs.reading.doubts import (
    InUnit,
    contradicts,
    figures,
    has_possible_range,
    is_possible,
    is_whole,
    own_result,
    same_value,
    twin_agrees,
)
from isodiary.services.labs.reading.laid import LaidLine, LaidValue
from isodiary.services.labs.reading.names import Meant, TestNames, folded
from isodiary.services.labs.reading.numbers import (
    DecimalStyle,
    Printed,
    Reading,
    plain,
    readings,
)
from isodiary.services.labs.reading.report import (
    LEAVE_OUT,
    OWN_NAME,
    Answers,
    Ask,
    LabReport,
    LeftOut,
    OpenQuestion,
    ReadResult,
    Unread,
)
from isodiary.services.labs.reading.samples import Samples
from isodiary.services.labs.reading.sexes import SexWords
from isodiary.services.labs.reading.tokens import Kind, ScannedLine

NO_ENDS = LabRange()
FRACTION = "L/L"


@dataclass(frozen=True, slots=True, kw_only=True)
class Line:
    """A line with a figure.

    Attributes:
        laid: The line, laid out.
        not_blood: Whether it stands in a part of the report whose tests are not of the blood.
        in_table: Whether it stands under the heads of a table.
        part: Its place among the results of the line, from 1; 0 for the only one.
    """

    laid: LaidLine
    not_blood: bool
    in_table: bool
    part: int = 0


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
    part: int

    @property
    def known(self) -> tuple[Analyte, LabUnit] | None:
        """The test with its unit, if both are known."""
        return (self.analyte, self.unit) if self.analyte and self.unit else None

    def result(
        self,
        value: Decimal | None,
        comparator: Comparator = Comparator.EXACTLY,
        ends: LabRange = NO_ENDS,
    ) -> ReadResult:
        """Return a result of it; a word is still to be added."""
        return ReadResult(
            line=self.line,
            name=self.name,
            analyte=self.meant.analyte,
            proposed=self.meant.proposed,
            value=value,
            comparator=comparator,
            unit=self.unit.name if self.unit else self.unit_text,
            ends=ends,
            part=self.part,
        )


class ResultReader:
    """Makes results, questions and unread lines of the lines of one report."""

    def __init__(
        self,
        *,
        labs: LabCatalogue,
        history: LabHistory,
        names: TestNames,
        days: ReportDays,
        style: DecimalStyle,
        answers: Answers,
        sexes: SexWords,
        sex: Sex | None,
        sampled_on: Sequence[date],
        reported_on: Sequence[date],
        sections: Sequence[tuple[int, date]] = (),
    ) -> None:
        self._labs = labs
        self._history = history
        self._names = names
        self._style = style
        self._answers = answers
        self._sexes = sexes
        self._sex = sex
        self._questions: list[OpenQuestion] = []
        self._unread: list[Unread] = []
        self._samples = Samples(days, sampled_on, reported_on, sections)
        self._before: ReadResult | None = None
        self._above: LaidLine | None = None
        self._part = 0
        self._again = frozenset(map(folded, labs.report.again))
        self._units_seen: dict[tuple[str, str], LabUnit | None] = {}

    def report(self, lines: Iterable[Line], others: Sequence[ScannedLine]) -> LabReport:
        """Return the results; the lines of the text and its columns are still to be added."""
        found = tuple(lines)
        for line in found:
            self._take(line)
        texts = {line.laid.row.line: line.laid.row.text for line in found}
        for each in self._samples.drop_doubles():
            text = " ".join(texts[each.line].split())
            self._unread.append(Unread(line=each.line, text=text, why=LeftOut.OTHER_TEST))
        if numbers := self._samples.lines:
            last = max((*numbers, *(each.line for each in self._unread)))
            self._unread += _remarks(others, min(numbers), last)
        printed, readings_of_day = self._samples.undecided
        if choices := tuple(day.isoformat() for day in readings_of_day):
            self._questions.append(
                OpenQuestion(line=0, text="", about=Ask.DAY, printed=printed, choices=choices)
            )
        return LabReport(
            lines=(),
            samples=self._samples.told(others, self._labs.report),
            questions=tuple(sorted(self._questions, key=lambda each: (each.line, each.sample))),
            unread=tuple(self._unread),
        )

    def _take(self, line: Line) -> None:
        laid, above = line.laid, self._above
        if laid.by_sex:
            laid = replace(laid, range=self._sexes.range_of(laid.by_sex, self._sex))
            line = replace(line, laid=laid)
        says_again = not laid.name or folded(laid.name) in self._again
        if says_again and above is not None and above.unit == "%" != laid.unit:
            line = replace(line, laid=replace(laid, name=above.name))
            laid = line.laid
        self._above = laid
        if not laid.name or (says_again and self._before is not None):
            return self._goes_on(laid)
        self._before, self._part = None, line.part
        meant, out = self._meaning(line)
        if line.part and meant.analyte is None:
            meant = replace(meant, proposed=None)
        if out is not None:
            named = out is LeftOut.OTHER_TEST and line.in_table and bool(laid.unit)
            return self._leave(laid, out) if named or _is_result(line) else None
        if meant.analyte is None and meant.proposed is None:
            why = LeftOut.OTHER_TEST if meant.other else LeftOut.UNKNOWN_TEST
            named = meant.other and bool(laid.values or (line.in_table and laid.unit))
            return self._leave(laid, why) if named or _is_result(line) else None
        test = self._test(laid, meant)
        if laid.which:
            chosen = _chosen(laid, self._answers.numbers.get((test.line, 0)))
            if chosen is None:
                return self._ask(test, Ask.WHICH, figures(laid))
            laid = replace(laid, values=(chosen,), which=False, twin=None)
        if not laid.values:
            return self._leave(laid, LeftOut.NO_VALUE)
        if test.analyte is not None and test.analyte.values:
            return self._take_words(test, laid)
        return self._take_numbers(test, laid)

    def _meaning(self, line: Line) -> tuple[Meant, LeftOut | None]:
        """Return what a line is about, or why it is left out."""
        laid, answer = line.laid, self._answers.names.get(line.laid.row.line)
        meant = self._names.meant(laid.name)
        if answer == LEAVE_OUT:
            return meant, LeftOut.LEFT_OUT
        if answer == OWN_NAME:
            return Meant(analyte=laid.name), None
        if answer is not None:
            return Meant(analyte=answer), None
        if meant.analyte is not None:
            words = [token.text for token in laid.row.tokens if token.kind is Kind.WORD]
            meant = replace(meant, analyte=self._names.calculated(meant.analyte, words))
        known = self._labs.get(meant.analyte) if meant.analyte else None
        named_so = known is not None and bool(known.values)
        if line.not_blood and not named_so:
            return meant, LeftOut.NOT_BLOOD
        if known is not None and known.is_other_test_in(laid.unit):
            return meant, LeftOut.OTHER_TEST
        return meant, None

    def _leave(self, laid: LaidLine, why: LeftOut) -> None:
        text = " ".join(laid.row.text.split())
        own = None if self._part else own_result(laid, self._style)
        self._unread.append(Unread(line=laid.row.line, text=text, why=why, own=own))

    def _test(self, laid: LaidLine, meant: Meant) -> _Test:
        analyte = self._labs.get(meant.analyte or meant.proposed or "")
        answered = self._answers.units.get(laid.row.line, "")
        printed = answered or laid.unit
        unit = self._unit(analyte, printed) if analyte and printed else None
        if analyte is not None and not printed and analyte.units:
            unit = _only_unit(analyte) or _fraction(analyte, laid)
        return _Test(
            line=laid.row.line,
            text=" ".join(laid.row.text.split()),
            name=laid.name,
            meant=meant,
            analyte=analyte,
            unit=unit,
            unit_text=printed,
            part=self._part,
        )

    def _unit(self, analyte: Analyte, printed: str) -> LabUnit | None:
        """Return a unit of a test; each is looked for once."""
        if (analyte.id, printed) not in self._units_seen:
            self._units_seen[analyte.id, printed] = analyte.unit(printed)
        return self._units_seen[analyte.id, printed]

    def _take_words(self, test: _Test, laid: LaidLine) -> None:
        assert test.analyte is not None
        words = [(value, presence(value.token.text)) for value in laid.values]
        if any(word not in test.analyte.values for _, word in words):
            return self._leave(laid, LeftOut.NO_VALUE)
        result = test.result(None)
        for value, word in words:
            if word is not None:
                self._keep(replace(result, word=word.value), laid, value)
        return None

    def _take_numbers(self, test: _Test, laid: LaidLine) -> None:
        values = [each for each in laid.values if each.token.number is not None]
        if not values:
            return self._leave(laid, LeftOut.NO_VALUE)
        if test.analyte is not None and test.unit is None:
            if test.unit_text:
                return self._leave(laid, LeftOut.OTHER_UNIT)
            return self._ask(test, Ask.UNIT, self._units(test.analyte))
        number = values[0].token.number
        known = test.known
        if known and number and not twin_agrees(*known, number, laid, self._style):
            return self._ask(test, Ask.WHICH, figures(laid))
        for place, value in enumerate(values):
            self._take_number(test, laid, value, place)
        return None

    def _take_number(self, test: _Test, laid: LaidLine, value: LaidValue, place: int) -> None:
        number = value.token.number
        assert number is not None
        known = test.known
        found = readings(number, laid.range, known, self._style)
        answer = self._answers.numbers.get((test.line, place))
        choices = tuple(dict.fromkeys(str(each.value) for each in found))
        if answer is not None:
            chosen = Decimal(answer)
            ends = [each.ends for each in found if each.value == chosen]
            found = (Reading(chosen, ends[0] if len(ends) == 1 else NO_ENDS),)
        elif found and not is_whole(value.token, found[0], laid, known):
            return self._ask_number(test, number, (*choices, *number.digits.split()), place)
        elif len(choices) > 1 or (
            known is not None and found and not is_possible(found[0], number, *known)
        ):
            return self._ask_number(test, number, choices, place)
        if len(found) != 1 or (known is not None and not has_possible_range(found[0], *known)):
            return self._ask(test, Ask.WHICH, figures(laid))
        known_ends = found[0].ends
        if contradicts(laid, found[0].value, number.comparator, known_ends):
            known_ends = NO_ENDS
        result = test.result(found[0].value, number.comparator, known_ends)
        return self._keep(result, laid, value)

    def _keep(self, result: ReadResult, laid: LaidLine, value: LaidValue) -> None:
        if self._before is None:
            self._before = result
        if self._samples.keep(result, laid, value):
            self._leave(laid, LeftOut.TWICE)

    def _goes_on(self, laid: LaidLine) -> None:
        """Pass a line without a name, if it is the value above it in another unit."""
        before = self._before
        if before is None or not laid.values or before.value is None:
            return
        analyte = self._labs.get(before.analyte or "")
        number = laid.values[0].token.number
        if analyte is None or number is None:
            return
        unit = analyte.unit(before.unit)
        known = InUnit(before.value, unit) if unit else None
        if known is None or not same_value(analyte, known, number, laid.unit, self._style):
            self._leave(laid, LeftOut.NO_VALUE)

    def _units(self, analyte: Analyte) -> tuple[str, ...]:
        last = self._history.last_unit(analyte.id)
        names = [unit.name for unit in analyte.units]
        return tuple(dict.fromkeys([last, *names] if last in names else names))

    def _ask_number(self, test: _Test, number: Printed, choices: Sequence[str], place: int) -> None:
        printed = f"{number.comparator}{number.digits}"
        self._ask(test, Ask.NUMBER, choices, printed=printed, place=place)

    def _ask(
        self,
        test: _Test,
        about: Ask,
        choices: Sequence[str] = (),
        *,
        printed: str = "",
        place: int = 0,
    ) -> None:
        """Ask about a line; one of several results of a line is left out instead."""
        if test.part:
            self._unread.append(Unread(line=test.line, text=test.text, why=LeftOut.NOT_SURE))
            return
        self._questions.append(
            OpenQuestion(
                line=test.line, text=test.text, about=about, name=test.name,
                printed=printed, choices=tuple(choices), sample=place,
            )
        )  # fmt: skip


def _remarks(others: Iterable[ScannedLine], first: int, last: int) -> Iterator[Unread]:
    """Yield the sentences that stand among the results, which nobody reads."""
    for row in others:
        remark = row.text.rstrip().endswith((".", "!")) and not row.has(Kind.DAY)
        if first < row.line <= last + 1 and remark:
            text = " ".join(row.text.split())
            yield Unread(line=row.line, text=text, why=LeftOut.NO_VALUE)


def _chosen(laid: LaidLine, answer: str | None) -> LaidValue | None:
    """Return the figure that the patient said is the result."""
    for token in laid.row.tokens:
        if token.number is not None and str(plain(token.number.digits)) == answer:
            return LaidValue(token=token)
    return None


def _is_result(line: Line) -> bool:
    """Whether an unknown name with a figure is a result at all, and no address."""
    laid = line.laid
    ranged = bool(laid.range.low or laid.range.high)
    return bool(laid.values or laid.which) and (line.in_table or bool(laid.unit) or ranged)


def _only_unit(analyte: Analyte) -> LabUnit | None:
    """Return the unit of a test whose numbers are the same in all of its units."""
    first = analyte.units[0]
    return first if all(unit.worth == first.worth for unit in analyte.units) else None


def _fraction(analyte: Analyte, laid: LaidLine) -> LabUnit | None:
    """Return litres in a litre, which is no unit at all, where value and range are below 1."""
    ends = [plain(end) for end in (laid.range.low, laid.range.high) if end]
    values = [plain(each.token.number.digits) for each in laid.values if each.token.number]
    below = all(number is not None and number < 1 for number in (*ends, *values))
    return analyte.unit(FRACTION) if below and ends and values else None
