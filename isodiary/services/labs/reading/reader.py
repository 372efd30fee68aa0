"""A lab report that was pasted as text, read whole: its table first, then line by line.

Never wrong is the first rule. A figure of which it is not sure that it is the result, in which
unit it is and of which test, is asked for; a line that is no result of a known test is named.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import date

from isodiary.domain.catalogue.labs import LabCatalogue
from isodiary.domain.errors import Refused
from isodiary.domain.lab_history import LabHistory
from isodiary.domain.text import tidy
from isodiary.domain.values import dataclass
from isodiary.language import _, marked
from isodiary.services.labs.check import presence
from isodiary.services.labs.reading.blocks import blocks_of, is_name, label_of
from isodiary.services.labs.reading.days import ReportDays, days_of, sample_days, sections_of
from isodiary.services.labs.reading.heads import (
    HeadWords,
    ReportTable,
    begins_with_day,
    delimiter_of,
    is_days,
    table_of,
)
from isodiary.services.labs.reading.inline import plain_message, results_of
from isodiary.services.labs.reading.laid import LaidLine, is_range_below, with_range_below
from isodiary.services.labs.reading.lines import lay_out
from isodiary.services.labs.reading.names import NOTHING, Phrases, TestNames, folded
from isodiary.services.labs.reading.naming import Order, name_text, name_tokens, order_of
from isodiary.services.labs.reading.numbers import style_of
from isodiary.services.labs.reading.report import Answers, LabReport, LeftOut, Role, Unread
from isodiary.services.labs.reading.results import Line, ResultReader
from isodiary.services.labs.reading.scan import LONGEST_LINE, Kind, ScannedLine, Scanner, Token
from isodiary.services.labs.reading.sexes import SexWords

LONGEST = 50_000
TOO_LONG = marked("This is longer than a lab report. Copy the lines with the results only.")
NO_ANSWERS = Answers()
FEWEST_COMMAS = 3
MOST_NAME_WORDS = 8
LONGEST_LABEL = 4


@dataclass(frozen=True, slots=True, kw_only=True)
class PartedReport:
    """What the lines of a report are.

    Attributes:
        lines: Those with a figure that may be a result.
        others: The rest, which may name the day of the sample.
        tables: The tables, in their order.
    """

    lines: tuple[Line, ...]
    others: tuple[ScannedLine, ...]
    tables: tuple[ReportTable, ...]


class ReportReader:
    """Reads reports of one diary; made once, as all names are folded for it."""

    def __init__(self, labs: LabCatalogue, history: LabHistory) -> None:
        self._labs = labs
        self._history = history
        self._names = TestNames(labs, history)
        self._scanner = Scanner(labs)
        self._heads = HeadWords(labs.report)
        self._urine = Phrases(labs.report.urine)
        self._sexes = SexWords(labs.report)
        self._not_sampled = Phrases(labs.report.not_sampled)

    def read(
        self,
        text: str,
        today: date,
        answers: Answers = NO_ANSWERS,
        *,
        month_first: bool = False,
    ) -> LabReport:
        """Return what a report says.

        Args:
            text: Any text.
            today: The diary's day.
            answers: What the patient said about it.
            month_first: Whether the person's own place writes the month first.

        Raises:
            Refused: The text is longer than any lab report.
        """
        if len(text) > LONGEST:
            raise Refused(_(TOO_LONG))
        lines = tidy(text).split("\n")
        rows, too_long = self._rows(lines)
        words = self._labs.report
        days = days_of(
            text, rows, words, today, month_first=month_first, answered=answers.month_first
        )
        found = self._found(rows, days, answers)
        known = (answers.day,) if answers.day else sample_days(found.others, days, words)
        reader = ResultReader(
            labs=self._labs,
            history=self._history,
            names=self._names,
            days=days,
            style=style_of(text),
            answers=answers,
            sexes=self._sexes,
            sex=self._sexes.of_report(found.others),
            sampled_on=known,
            sections=sections_of(found.others, days, words) if len(known) > 1 else (),
        )
        report = reader.report(found.lines, found.others)
        columns = found.tables[0].columns if found.tables else ()
        unread = sorted((*report.unread, *too_long), key=lambda each: each.line)
        return replace(report, lines=tuple(lines), columns=columns, unread=tuple(unread))

    def _rows(self, lines: Sequence[str]) -> tuple[list[ScannedLine], list[Unread]]:
        """Return the lines with their words, and those that are too long to be any."""
        rows, too_long, commas = [], [], False
        for number, line in enumerate(lines, start=1):
            if not line.strip():
                continue
            if len(line) > LONGEST_LINE:
                too_long.append(Unread(line=number, text=line, why=LeftOut.TOO_LONG))
                continue
            line = plain_message(line)
            delimiter = delimiter_of(line)
            if delimiter == ",":
                commas = commas or self._is_comma_head(number, line)
                delimiter = delimiter if commas else ""
            rows.append(self._scanner.row(number, line, delimiter))
        return rows, too_long

    def _is_comma_head(self, number: int, line: str) -> bool:
        row = self._scanner.row(number, line, ",")
        roles = [self._heads.role(token.text) for token in row.tokens]
        return sum(role is not None for role in roles) >= FEWEST_COMMAS

    def _found(
        self, rows: Sequence[ScannedLine], days: ReportDays, answers: Answers
    ) -> PartedReport:
        """Part the lines into those with a figure of a test, and all others."""
        lines: list[Line] = []
        others: list[ScannedLine] = []
        tables: list[ReportTable] = []
        blocks, taken = blocks_of(rows, self._heads, self._names)
        order = order_of([row for row in rows if row.line not in taken])
        main = next(iter(sample_days(rows, days, self._labs.report)), None)
        part = _Part(self._urine, self._names)
        for before, row in zip((None, *rows), rows, strict=False):
            if (block := blocks.get(row.line)) is not None:
                lines.append(Line(laid=block, not_blood=part.not_blood, in_table=True))
            elif row.line in taken:
                continue
            elif (table := table_of(row, self._heads, days, main)) is not None:
                if before is not None and is_days(before):
                    table = table.with_days(before, days, main)
                tables.append(table.with_roles(answers.roles))
                others += [row] if begins_with_day(row) else []
                part.begin(row)
            elif is_days(row) and tables and before is not None and before.line == tables[-1].line:
                tables[-1] = tables[-1].with_days(row, days, main)
            elif lines and is_range_below(row, lines[-1].laid, labelled=self._range_label(row)):
                lines[-1] = replace(lines[-1], laid=with_range_below(lines[-1].laid, row))
            elif parts := results_of(row, self._scanner, self._names):
                not_blood = part.not_blood or self._says_urine(row)
                day = self._day_before(row)
                lines += [
                    Line(
                        laid=replace(each, day_text=day), not_blood=not_blood, in_table=True, part=n
                    )
                    for n, each in enumerate(parts, start=1)
                ]
                others += [row] if row.has(Kind.DAY) else []
            elif (laid := self._laid(row, tables[-1] if tables else None, order)) is not None:
                not_blood = part.not_blood or self._says_urine(row)
                lines.append(Line(laid=laid, not_blood=not_blood, in_table=bool(tables)))
                if row.has(Kind.DAY) and self._names.meant(laid.name) == NOTHING:
                    others.append(row)
            else:
                if is_name(row, self._heads):
                    part.begin(row)
                others.append(row)
        return PartedReport(lines=tuple(lines), others=tuple(others), tables=tuple(tables))

    def _range_label(self, row: ScannedLine) -> bool:
        """Whether the words before the range of a line say that it is one."""
        ranges = (
            n for n, token in enumerate(row.tokens) if token.kind is Kind.RANGE or token.compared
        )
        place = next(ranges, 0)
        return label_of(row, self._heads) is Role.RANGE or any(
            self._heads.whole(name_text(row, row.tokens[place - length : place])) is Role.RANGE
            for length in range(1, min(LONGEST_LABEL, place) + 1)
        )

    def _day_before(self, row: ScannedLine) -> str:
        """Return the only day of a line with several results, if it is of these."""
        days = [token for token in row.tokens if token.kind is Kind.DAY]
        figures = [token for token in row.tokens if token.kind is Kind.NUMBER]
        if len(days) != 1 or days[0].start > figures[0].start:
            return ""
        label = folded(row.text[: days[0].start]).split()
        return "" if self._not_sampled.within(label) else days[0].text

    def _says_urine(self, row: ScannedLine) -> bool:
        words = [folded(token.text) for token in row.tokens if token.kind is Kind.WORD]
        return any(self._urine.length_at(words, place) for place in range(len(words)))

    def _laid(self, row: ScannedLine, table: ReportTable | None, order: Order) -> LaidLine | None:
        """Return a line laid out; None for one without a figure."""
        figures = any(token.kind in (Kind.NUMBER, Kind.RANGE) for token in row.tokens)
        if table is not None and table.delimiter and not row.delimited:
            table = None
        name = self._name(row, table)
        worded = bool(name) and self._names.meant(name_text(row, name)) != NOTHING
        if not figures and not (self._is_worded(row, name) and (worded or self._says_urine(row))):
            return None
        measured = row.has(Kind.UNIT) or row.has(Kind.RANGE)
        if len(name) > MOST_NAME_WORDS and not worded and not measured:
            return None
        return lay_out(row, name, table, order)

    def _is_worded(self, row: ScannedLine, name: Sequence[Token]) -> bool:
        """Whether a line without a figure may have a word as its result."""
        return bool(name) and (row.cells > 1 or presence(row.tokens[-1].text) is not None)

    def _named_cell(self, row: ScannedLine, table: ReportTable) -> tuple[Token, ...]:
        """Return the words of the cell that names the test, without the unit behind them.

        Of two cells ("Lipids | HDL") the last is the name if it is known, else both together.
        """
        cells = []
        for place in table.places(Role.TEST):
            words = [token for token in row.tokens if token.cell == place]
            while words and words[-1].kind is Kind.UNIT and "/" in words[-1].text:
                words.pop()
            if any(token.kind is Kind.WORD for token in words):
                cells.append(tuple(words))
        if not cells or self._names.meant(name_text(row, cells[-1])) != NOTHING:
            return cells[-1] if cells else ()
        return tuple(token for cell in cells for token in cell)

    def _without_label(self, row: ScannedLine, name: tuple[Token, ...]) -> tuple[Token, ...]:
        """Return a name without the answer or the words such as "normal range" at its end."""
        if len(name) > 1 and presence(name[-1].text) is not None:
            return name[:-1]
        for length in range(min(LONGEST_LABEL, len(name) - 1), 0, -1):
            role = self._heads.whole(name_text(row, name[-length:]))
            if role in (Role.RANGE, Role.VALUE):
                return name[:-length]
        return name

    def _name(self, row: ScannedLine, table: ReportTable | None) -> tuple[Token, ...]:
        """Return the words of the name; a figure belongs to it where the catalogue says so."""
        if table is not None and row.delimited and (words := self._named_cell(row, table)):
            return words
        name = self._without_label(row, name_tokens(row))
        if not name or not self._names.may_have_figure(name[0].text):
            return name
        start = row.tokens.index(name[0])
        for end in range(min(len(row.tokens), start + len(name) + 3), start + len(name), -1):
            words = row.tokens[start:end]
            if any(token.kind is Kind.NUMBER for token in words) and self._names.exact(
                name_text(row, words)
            ):
                return words
        return name


class _Part:
    """The part of a report that a line stands in.

    Attributes:
        not_blood: Whether its tests are not of the blood.
    """

    def __init__(self, urine: Phrases, names: TestNames) -> None:
        self._urine = urine
        self._names = names
        self.not_blood = False

    def begin(self, row: ScannedLine) -> None:
        """Note the heading of a part; the name of a test is none."""
        words = folded(row.text).replace("/", " ").split()
        if any(self._urine.length_at(words, place) for place in range(len(words))):
            self.not_blood = True
        elif self._names.exact(row.text) is None:
            self.not_blood = False
