"""A report on the screen: its text, what was answered, and what would be taken of it now."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from decimal import Decimal

from isodiary.domain.catalogue.labs import LabCatalogue
from isodiary.domain.change import Change
from isodiary.domain.errors import Refused
from isodiary.domain.lab import mark
from isodiary.domain.lab_history import LabHistory
from isodiary.domain.values import dataclass
from isodiary.language import _
from isodiary.services.labs.reading.reader import ReportReader
from isodiary.services.labs.reading.report import (
    LEAVE_OUT,
    OWN_NAME,
    Answers,
    Ask,
    LabReport,
    OpenQuestion,
    ReadResult,
    ReportSample,
    Role,
    Unread,
)
from isodiary.services.labs.reading.taking import Taken, take

NO_REPORT = LabReport(lines=())


@dataclass(frozen=True, slots=True, kw_only=True)
class TakenLine:
    """One line of what will be taken.

    Attributes:
        line: Its number in the report.
        part: Its place among the results of the line, from 1; 0 for the only one.
        name: The test, in words.
        results: For each sample its result; None where it has none.
        wanted: Whether the patient wants it.
        asked: Whether something of it is still open.
        printed: The figure that is asked for; empty if none is.
        sample: Of which sample that is.
    """

    line: int
    part: int
    name: str
    results: tuple[ReadResult | None, ...]
    wanted: bool
    asked: bool
    printed: str = ""
    sample: int = 0


def _figure_asked(question: OpenQuestion | None) -> str:
    return question.printed if question is not None and question.about is Ask.NUMBER else ""


def _dated(known: Answers, question: OpenQuestion, day: date) -> Answers:
    """Return the answers with the day that was chosen, or with how all days are written."""
    first, _sign, _end = question.printed.replace("-", "/").partition("/")
    if not first.isdigit():
        return replace(known, day=day)
    return replace(known, month_first=int(first) == day.month)


class PasteSession:
    """Reads the report anew with every answer.

    Attributes:
        report: As it is read now.
        problem: Why it cannot be read; empty if it can.
    """

    def __init__(self, labs: LabCatalogue, history: LabHistory, today: date) -> None:
        self._labs = labs
        self._history = history
        self._today = today
        self._reader = ReportReader(labs, history)
        self._text = ""
        self._month_first = False
        self._answers = Answers()
        self._unwanted: set[tuple[int, int]] = set()
        self._notes: list[int] = []
        self.report = NO_REPORT
        self.problem = ""

    def read(self, text: str, *, month_first: bool) -> None:
        """Read another text; the answers to lines that are no longer the same are forgotten."""
        old, new = self._text.split("\n"), text.split("\n")
        if old != new:
            same = {
                n for n, pair in enumerate(zip(old, new, strict=False), 1) if pair[0] == pair[1]
            }
            self._forget_but(same if len(old) == len(new) else set())
        self._text, self._month_first = text, month_first
        self._read()

    def answer(self, question: OpenQuestion, answer: str) -> None:
        """Take an answer: one of its choices, an id, `OWN_NAME` or `LEAVE_OUT`."""
        known, line = self._answers, question.line
        if answer == LEAVE_OUT or question.about is Ask.NAME:
            known = replace(known, names={**known.names, line: answer})
        elif question.about is Ask.UNIT:
            known = replace(known, units={**known.units, line: answer})
        elif question.about is Ask.DAY:
            known = _dated(known, question, date.fromisoformat(answer))
        else:
            numbers = {**known.numbers, (line, question.sample): answer}
            known = replace(known, numbers=numbers)
        self._answers = known
        self._read()

    def keep_own(self, unread: Unread) -> None:
        """Take a line under its own name."""
        names = {**self._answers.names, unread.line: OWN_NAME}
        self._answers = replace(self._answers, names=names)
        self._read()

    def note(self, unread: Unread) -> None:
        """Keep a line as a note of the newest sample."""
        self._notes.append(unread.line)

    def say_role(self, column: int, role: Role) -> None:
        """Say what stands in a column."""
        self._answers = replace(self._answers, roles={**self._answers.roles, column: role})
        self._read()

    def want(self, line: TakenLine, *, wanted: bool) -> None:
        """Take a line or not."""
        (self._unwanted.discard if wanted else self._unwanted.add)((line.line, line.part))

    @property
    def noted(self) -> frozenset[int]:
        """The lines that are kept as a note."""
        return frozenset(self._notes)

    @property
    def questions(self) -> tuple[OpenQuestion, ...]:
        """All that is open: near misses as well, in the order of the lines."""
        near: dict[int, OpenQuestion] = {}
        for sample in self.report.samples:
            for result in sample.results:
                if result.proposed is not None and result.line not in near:
                    near[result.line] = OpenQuestion(
                        line=result.line,
                        text=self._line(result.line),
                        about=Ask.NAME,
                        name=result.name,
                        printed=result.name,
                        choices=(result.proposed,),
                    )
        return tuple(sorted((*near.values(), *self.report.questions), key=lambda each: each.line))

    @property
    def samples(self) -> tuple[ReportSample, ...]:
        """The samples; one without a day is of today."""
        asked = any(each.about is Ask.DAY for each in self.report.questions)
        if asked:
            return self.report.samples
        return tuple(replace(each, day=each.day or self._today) for each in self.report.samples)

    @property
    def lines(self) -> tuple[TakenLine, ...]:
        """What would be taken, in the order of the report."""
        found: dict[tuple[int, int], list[ReadResult | None]] = {}
        count = len(self.report.samples)
        for place, sample in enumerate(self.report.samples):
            for result in sample.results:
                key = (result.line, result.part)
                found.setdefault(key, [None] * count)[place] = result
        open_lines = {each.line: each for each in self.questions}
        for line in open_lines:
            if line:
                found.setdefault((line, 0), [None] * count)
        return tuple(
            TakenLine(
                line=line,
                part=part,
                name=self._name(results, open_lines.get(line)),
                results=tuple(results),
                wanted=(line, part) not in self._unwanted,
                asked=line in open_lines and not part,
                printed=_figure_asked(open_lines.get(line)),
                sample=open_lines[line].sample if line in open_lines else 0,
            )
            for (line, part), results in sorted(found.items())
        )

    def taken(self) -> Taken:
        """Return what would be kept now."""
        sure = tuple(sample for sample in self.samples if sample.day is not None)
        report = replace(self.report, samples=sure)
        left_out = {(each.day, *line) for each in sure for line in self._unwanted}
        note = "\n".join(" ".join(self._line(line).split()) for line in self._notes)
        return take(report, self._history, day=self._today, left_out=left_out, note=note)

    def change(self) -> Change:
        """Return what is kept as one change.

        Raises:
            Refused: There is nothing to keep.
        """
        taken = self.taken()
        if taken.change is not None:
            return taken.change
        if taken.already:
            raise Refused(_("The diary has all of these results."))
        raise Refused(_("Nothing can be taken yet. Paste lines with a test, a value and a unit."))

    def would_be(self, question: OpenQuestion, choice: str) -> str:
        """Return "H" or "L" if a reading of a number would be marked so, else nothing."""
        for line in self._with(question, choice):
            return mark(line.value, line.comparator, line.ends) or "" if line.value else ""
        return ""

    def _with(self, question: OpenQuestion, choice: str) -> list[ReadResult]:
        numbers = {**self._answers.numbers, (question.line, question.sample): str(Decimal(choice))}
        answers = replace(self._answers, numbers=numbers)
        report = self._reader.read(self._text, self._today, answers, month_first=self._month_first)
        results = (each for sample in report.samples for each in sample.results)
        return [each for each in results if each.line == question.line][:1]

    def _name(self, results: list[ReadResult | None], question: OpenQuestion | None) -> str:
        result = next((each for each in results if each is not None), None)
        if result is None:
            return question.name if question else ""
        test = self._labs.get(result.analyte or result.proposed or "")
        return test.name if test else result.name

    def _line(self, number: int) -> str:
        lines = self.report.lines
        return lines[number - 1] if 0 < number <= len(lines) else ""

    def _forget_but(self, same: set[int]) -> None:
        known = self._answers
        self._answers = Answers(
            roles=known.roles if same else {},
            names={line: each for line, each in known.names.items() if line in same},
            numbers={key: each for key, each in known.numbers.items() if key[0] in same},
            units={line: each for line, each in known.units.items() if line in same},
            day=known.day,
            month_first=known.month_first,
        )
        self._unwanted = {each for each in self._unwanted if each[0] in same}
        self._notes = [line for line in self._notes if line in same]

    def _read(self) -> None:
        try:
            self.report = self._reader.read(
                self._text, self._today, self._answers, month_first=self._month_first
            )
            self.problem = ""
        except Refused as refused:
            self.report, self.problem = NO_REPORT, refused.sentence
