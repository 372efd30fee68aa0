"""A lab report that was pasted as text, read whole: its table first, then line by line.

Never wrong is the first rule. A figure of which it is not sure that it is the result, in which
unit it is and of which test, is asked for; a line that is no result of a known test is named.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace
from datetime import date

from isodiary.domain.catalogue.labs import LabCatalogue
from isodiary.domain.errors import Refused
from isodiary.domain.lab_history import LabHistory
from isodiary.domain.text import tidy
from isodiary.language import _, marked
from isodiary.services.labs.reading.days import (
    ReportDays,
    days_of,
    reported_days,
    sample_days,
    sections_of,
)
from isodiary.services.labs.reading.heads import (
    HeadWords,
    delimiter_of,
)
from isodiary.services.labs.reading.inline import glued, loosened, plain_message
from isodiary.services.labs.reading.names import TestNames
from isodiary.services.labs.reading.numbers import DecimalStyle, style_of
from isodiary.services.labs.reading.parting import LineParter, PartedReport
from isodiary.services.labs.reading.report import Answers, LabReport, LeftOut, Unread
from isodiary.services.labs.reading.results import ResultReader
from isodiary.services.labs.reading.scan import LONGEST_LINE, Scanner
from isodiary.services.labs.reading.sexes import SexWords
from isodiary.services.labs.reading.tokens import Kind, ScannedLine

LONGEST = 50_000
TOO_LONG = marked("This is longer than a lab report. Copy the lines with the results only.")
NO_ANSWERS = Answers()
FEWEST_COMMAS = 3
LONGEST_HEAD = 4
"""Words of the head of a column."""
_PLAIN = dict.fromkeys(map(ord, "\u00a0\u2007\u2009\u202f"), " ")
_PLAIN |= dict.fromkeys(map(ord, "\u2010\u2011\u2012"), "-")
"""Other spaces, and hyphens of other widths."""
_THIN = re.compile("(?<=\\d)[\u2009\u202f](?=\\d{3})")
"""A thin space parts the figures of one number, and nothing else."""
MOST_LINES = 5_000
"""No report has more lines with words; those behind them are not read."""


class ReportReader:
    """Reads reports of one diary; made once, as all names are folded for it."""

    def __init__(self, labs: LabCatalogue, history: LabHistory) -> None:
        self._labs = labs
        self._history = history
        self._names = TestNames(labs, history)
        self._scanner = Scanner(labs)
        self._heads = HeadWords(labs.report)
        self._sexes = SexWords(labs.report)
        self._parter = LineParter(labs.report, self._names, self._scanner, self._heads)

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
        found = self._parter.parted(rows, days, answers)
        known = (answers.day,) if answers.day else sample_days(found.others, days, words)
        report = self._report(found, days, style_of(text), answers, known)
        stuck = (
            Unread(line=row.line, text=" ".join(row.text.split()), why=LeftOut.NO_VALUE)
            for row in found.others
            if glued(row, self._names)
        )
        unread = sorted((*report.unread, *too_long, *stuck), key=lambda each: each.line)
        return replace(
            report,
            lines=tuple(lines),
            columns=found.columns,
            unread=tuple(unread),
            told=tuple(_told(found, days, known)),
        )

    def _report(
        self,
        found: PartedReport,
        days: ReportDays,
        style: DecimalStyle,
        answers: Answers,
        known: Sequence[date],
    ) -> LabReport:
        words = self._labs.report
        reader = ResultReader(
            labs=self._labs,
            history=self._history,
            names=self._names,
            days=days,
            style=style,
            answers=answers,
            sexes=self._sexes,
            sex=self._sexes.of_report(found.others),
            sampled_on=known,
            reported_on=() if known else reported_days(found.others, days, words),
            sections=sections_of(found.others, days, words) if len(known) > 1 else (),
        )
        return reader.report(found.lines, found.others)

    def _rows(self, lines: Sequence[str]) -> tuple[list[ScannedLine], list[Unread]]:
        """Return the lines with their words, and those that are too long to be any."""
        rows: list[ScannedLine] = []
        too_long: list[Unread] = []
        commas = False
        for number, line in enumerate(lines, start=1):
            if not line.strip():
                continue
            if len(rows) >= MOST_LINES:
                too_long.append(Unread(line=number, text=line, why=LeftOut.TOO_LONG))
                break
            if len(line) > LONGEST_LINE:
                too_long.append(Unread(line=number, text=line, why=LeftOut.TOO_LONG))
                continue
            line = plain_message(_THIN.sub("'", line).translate(_PLAIN))
            line = loosened(line, self._names)
            delimiter = delimiter_of(line)
            if delimiter == ",":
                commas = commas or self._is_comma_head(line)
                delimiter = delimiter if commas else ""
            rows.append(self._scanner.row(number, line, delimiter))
        return rows, too_long

    def _is_comma_head(self, line: str) -> bool:
        cells = (cell.strip(' "') for cell in line.split(","))
        heads = [cell for cell in cells if 0 < len(cell.split()) <= LONGEST_HEAD]
        return sum(self._heads.role(cell) is not None for cell in heads) >= FEWEST_COMMAS


def _told(found: PartedReport, days: ReportDays, known: Sequence[date]) -> Iterator[int]:
    """Yield the lines that have heads, or the day of the sample."""
    yield from (table.line for table in found.tables if table.line)
    for row in found.others:
        texts = (token.text for token in row.tokens if token.kind is Kind.DAY)
        if any(day in known for text in texts for day in days.read(text)):
            yield row.line
