"""Which lines of a report have a result: in blocks, under heads, behind one another, or alone."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace

from isodiary.domain.catalogue.report_words import ReportWords
from isodiary.domain.values import dataclass
from isodiary.services.labs.check import presence
from isodiary.services.labs.reading.blocks import blocks_of, is_name, label_of, looks_named
from isodiary.services.labs.reading.days import ReportDays, sample_days
from isodiary.services.labs.reading.heads import (
    HeadWords,
    ReportTable,
    begins_with_day,
    is_days,
    table_of,
)
from isodiary.services.labs.reading.inline import results_of
from isodiary.services.labs.reading.laid import LaidLine, is_range_below, with_range_below
from isodiary.services.labs.reading.lines import lay_out
from isodiary.services.labs.reading.names import NOTHING, Phrases, TestNames, folded
from isodiary.services.labs.reading.naming import Order, name_text, name_tokens, order_of
from isodiary.services.labs.reading.report import Answers, ReportColumn, Role
from isodiary.services.labs.reading.results import Line
from isodiary.services.labs.reading.scan import Scanner
from isodiary.services.labs.reading.shapes import shape_of
from isodiary.services.labs.reading.tokens import Kind, ScannedLine, Token

MOST_NAME_WORDS = 8
LONGEST_LABEL = 4
LONGEST_HALF = 3
"""Words of the second half of a name, on the line below."""


@dataclass(frozen=True, slots=True, kw_only=True)
class PartedReport:
    """What the lines of a report are.

    Attributes:
        lines: Those with a figure that may be a result.
        others: The rest, which may name the day of the sample.
        tables: The tables, in their order.
        columns: Those of the first table, or by the shapes of the cells where none has heads.
    """

    lines: tuple[Line, ...]
    others: tuple[ScannedLine, ...]
    tables: tuple[ReportTable, ...]
    columns: tuple[ReportColumn, ...] = ()


class LineParter:
    """Parts the lines of reports."""

    def __init__(
        self, words: ReportWords, names: TestNames, scanner: Scanner, heads: HeadWords
    ) -> None:
        self._words = words
        self._names = names
        self._scanner = scanner
        self._heads = heads
        self._urine = Phrases(words.urine)
        self._not_sampled = Phrases(words.not_sampled)

    def parted(
        self, rows: Sequence[ScannedLine], days: ReportDays, answers: Answers
    ) -> PartedReport:
        """Part the lines into those with a figure of a test, and all others.

        Where no line has heads, and the patient said what a column is, the shapes of the cells
        are the columns.
        """
        found = self._parted(rows, days, answers)
        if found.tables:
            return replace(found, columns=found.tables[0].columns)
        shape = shape_of([line.laid.row for line in found.lines if not line.part])
        if shape is None:
            return found
        shape = shape.with_roles(answers.roles)
        if answers.roles:
            found = self._parted(rows, days, answers, shape)
        return replace(found, columns=shape.columns)

    def _parted(
        self,
        rows: Sequence[ScannedLine],
        days: ReportDays,
        answers: Answers,
        shape: ReportTable | None = None,
    ) -> PartedReport:
        lines: list[Line] = []
        others: list[ScannedLine] = []
        tables: list[ReportTable] = [shape] if shape else []
        blocks, taken = blocks_of(rows, self._heads, self._names)
        order = order_of([row for row in rows if row.line not in taken])
        main = next(iter(sample_days(rows, days, self._words)), None)
        part = _Part(self._urine, self._names)
        for before, row, after in zip((None, *rows), rows, (*rows[1:], None), strict=False):
            if (block := blocks.get(row.line)) is not None:
                lines.append(Line(laid=block, not_blood=part.not_blood, in_table=True))
            elif row.line in taken:
                others += [row] if row.has(Kind.DAY) else []
            elif (table := table_of(row, self._heads, days, main)) is not None:
                if before is not None and is_days(before):
                    table = table.with_days(before, days, main)
                alike = not tables or tables[0].is_like(table)
                table = table.with_roles(answers.roles) if alike else table
                tables.append(table)
                others += [row] if begins_with_day(row) else []
                part.begin(row)
            elif is_days(row) and tables and before is not None and before.line == tables[-1].line:
                tables[-1] = tables[-1].with_days(row, days, main)
            elif lines and is_range_below(row, lines[-1].laid, labelled=self._range_label(row)):
                lines[-1] = replace(lines[-1], laid=with_range_below(lines[-1].laid, row))
            elif parts := results_of(row, self._scanner, self._names):
                lines += self._several(row, parts, part)
                others += [row] if row.has(Kind.DAY) else []
            elif (laid := self._laid(row, tables[-1] if tables else None, order)) is not None:
                not_blood = part.not_blood or self._says_urine(row)
                in_table = bool(tables) and tables[-1].by_head
                laid = replace(laid, name=self._whole_name(laid, before, after))
                lines.append(Line(laid=laid, not_blood=not_blood, in_table=in_table))
                if row.has(Kind.DAY) and self._names.meant(laid.name) == NOTHING:
                    others.append(row)
            else:
                if is_name(row, self._heads):
                    part.begin(row)
                others.append(row)
        return PartedReport(lines=tuple(lines), others=tuple(others), tables=tuple(tables))

    def _whole_name(
        self, laid: LaidLine, before: ScannedLine | None, after: ScannedLine | None
    ) -> str:
        """Return a name with its half above or below it, if that makes it another test's."""
        names = [laid.name]
        if before is not None and laid.name[:1].islower() and is_name(before, self._heads):
            names.append(f"{before.text.strip()} {laid.name}")
        below = after.text.strip() if after is not None and looks_named(after) else ""
        one = after is not None and after.cells == 1 and len(after.tokens) <= LONGEST_HALF
        if one and (below[:1].islower() or below[:1] == "("):
            names.append(f"{laid.name} {below}")
        for name in names[1:]:
            whole = self._names.meant(name)
            if whole.other or whole.analyte not in (None, self._names.meant(laid.name).analyte):
                return name
        return laid.name

    def _several(self, row: ScannedLine, parts: Sequence[LaidLine], part: _Part) -> Iterator[Line]:
        """Yield each of several results of a line."""
        not_blood, day = part.not_blood or self._says_urine(row), self._day_before(row)
        for place, each in enumerate(parts, start=1):
            laid = replace(each, day_text=day)
            yield Line(laid=laid, not_blood=not_blood, in_table=True, part=place)

    def _range_label(self, row: ScannedLine) -> bool:
        """Whether the words before the range of a line say that it is one."""
        ranges = (
            n for n, token in enumerate(row.tokens) if token.kind is Kind.RANGE or token.compared
        )
        place = next(ranges, 0)
        return place > 0 and (
            label_of(row, self._heads) is Role.RANGE
            or any(
                self._heads.whole(name_text(row, row.tokens[place - length : place])) is Role.RANGE
                for length in range(1, min(LONGEST_LABEL, place) + 1)
            )
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
        if not figures and row.cells == 1 and presence(row.tokens[-1].text) is None:
            return None
        name = self._name(row, table)
        worded = bool(name) and self._names.meant(name_text(row, name)) != NOTHING
        if not figures and not (name and (worded or self._says_urine(row))):
            return None
        measured = row.has(Kind.UNIT) or row.has(Kind.RANGE)
        if len(name) > MOST_NAME_WORDS and not worded and not measured:
            return None
        return lay_out(row, name, table, order)

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
        marked = len(name) > 1 and name[-1].text.strip("()[]").upper() in _MARKS_BEFORE
        if marked and self._names.meant(name_text(row, name[:-1])).analyte is not None:
            return name[:-1]  # "ALT H 58"
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


_MARKS_BEFORE = frozenset({"H", "L", "HH", "LL", "HIGH", "LOW"})


class _Part:
    """The part of a report that a line stands in.

    Attributes:
        not_blood: Whether its tests are not of the blood.
    """

    def __init__(self, urine: Phrases, names: TestNames) -> None:
        self._urine = urine
        self._names = names
        self.not_blood = False
        self._seen: dict[str, bool | None] = {}

    def begin(self, row: ScannedLine) -> None:
        """Note the heading of a part; the name of a test is none."""
        if row.text not in self._seen:
            self._seen[row.text] = self._begins(row)
        begins = self._seen[row.text]
        self.not_blood = self.not_blood if begins is None else begins

    def _begins(self, row: ScannedLine) -> bool | None:
        """Return whether what begins is not of the blood; None if nothing begins."""
        words = folded(row.text).replace("/", " ").split()
        if any(self._urine.length_at(words, place) for place in range(len(words))):
            return True
        return False if self._names.exact(row.text) is None else None
