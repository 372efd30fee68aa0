"""What a visit sheet says, as plain text in its parts.

The paper and the HTML file are made of the same parts, so they cannot say
different numbers. Nothing here is marked up: whoever makes markup escapes it.
"""

from __future__ import annotations

from isodiary.domain.values import dataclass
from isodiary.report.table_chart.rows import ChartRows


@dataclass(frozen=True, slots=True, kw_only=True)
class Box:
    """A large figure with its unit on one line, and lines beneath that do not wrap."""

    figure: str
    unit: str
    lines: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Column:
    """A column of a table.

    Attributes:
        label: Its head.
        share: Its width in percent of the table.
        number: Whether it holds figures, which stand to the right.
        flagged: Whether a letter may follow a figure, which has a place of its own.
        unit: Whether a unit follows the last space, in small print.
    """

    label: str
    share: float
    number: bool = True
    flagged: bool = False
    unit: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class SheetTable:
    """A table with its heading.

    Attributes:
        title: The heading.
        columns: At least one; the first names the row.
        rows: As many cells each as there are columns.
        note: Small print beneath; may be empty.
        empty: Said in place of the table if it has no rows.
        newest_last: Whether the last rows are the ones to keep on the first page.
        urgent: Places of the rows to keep there before the others, unless `newest_last`.
        numbered: Whether it is a list: its first column counts, its heads are not shown.
    """

    title: str
    columns: tuple[Column, ...]
    rows: tuple[tuple[str, ...], ...]
    note: str = ""
    empty: str = ""
    newest_last: bool = False
    urgent: frozenset[int] = frozenset()
    numbered: bool = False

    @property
    def kept_first(self) -> list[int]:
        """Places of the rows, the one to keep on the first page longest first."""
        places = range(len(self.rows))
        if self.newest_last:
            return list(reversed(places))
        return sorted(places, key=lambda place: (place not in self.urgent, place))


@dataclass(frozen=True, slots=True, kw_only=True)
class Saying:
    """Something said in full: what it is, and the words, as many as they are."""

    headline: str
    words: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Passage:
    """A heading with what is said in full beneath it; it may run over pages.

    Attributes:
        title: The heading.
        sayings: In their order.
        small: Whether it is small print.
    """

    title: str
    sayings: tuple[Saying, ...]
    small: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Sign:
    """A warning sign: what was noted when, and the patient's own words about it."""

    headline: str
    note: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Blank:
    """Something to write in by hand: the words before its line."""

    before: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Agreed:
    """What is agreed at the visit, to be written in by hand.

    Attributes:
        title: The heading.
        before: What was agreed at the last visit; may be empty.
        blanks: Those on the first line; a second line is free.
    """

    title: str
    before: str
    blanks: tuple[Blank, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Signs:
    """Warning signs of the period.

    Attributes:
        title: Said before them, or that there are none; may be empty.
        asked: On how many days they were asked about.
        signs: The newest first.
    """

    title: str
    asked: str
    signs: tuple[Sign, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Chart:
    """Dose and symptoms as rows over one time axis.

    Attributes:
        title: Its heading, empty where the drawing says how many days stand together.
        rows: What is drawn.
        note: Small print beneath it.
    """

    title: str
    rows: ChartRows
    note: str


@dataclass(frozen=True, slots=True, kw_only=True)
class WeekBars:
    """One estimate a week, as bars.

    Attributes:
        title: The heading.
        name: What is estimated, and its scale.
        first_week: The week of the course of the first bar.
        values: One for each week; None where nothing was estimated.
        most: The largest value of the scale.
        change: "3 → 2".
        note: Small print beneath.
    """

    title: str
    name: str
    first_week: int
    values: tuple[int | None, ...]
    most: int
    change: str
    note: str


Part = SheetTable | WeekBars | Chart | Passage


@dataclass(frozen=True, slots=True, kw_only=True)
class Sheet:
    """A visit sheet. What the patient does not want on it is None or empty.

    Attributes:
        title: The heading of the page.
        who: Name, year of birth, prescriber.
        author: Whose sheet it is, for the file.
        medicine: Product and formulation.
        answers: What leaflets ask and the patient answered with yes or unsure.
        period: The days it covers.
        length: How many days those are.
        course: Day and week of the course.
        caution: Something the reader must know about the figures.
        signs: Warning signs of the period.
        boxes: Plan, cumulative dose, doses taken, meals.
        chart: Dose and symptoms.
        steps: The titration table.
        acne: The patient's own estimate.
        labs: Blood tests.
        questions: What the patient wants to ask.
        agreed: What is written in by hand.
        following: What stands on the pages after the sheet in any case.
        reliability: What the sheet is and how the entries were made, for the foot of each page.
        meaning: What its percentages are of, for the foot of each page.
        made: Version and date of printing.
        left_out: How much of the period is in the diary and on no page; never printed.
    """

    title: str
    who: str
    author: str
    medicine: str
    answers: str
    period: str
    length: str
    course: str
    caution: str
    signs: Signs | None
    boxes: tuple[Box, ...]
    chart: Chart | None
    steps: SheetTable | None
    acne: WeekBars | None
    labs: SheetTable | None
    questions: SheetTable | None
    agreed: Agreed | None
    following: tuple[Part, ...]
    reliability: str
    meaning: str
    made: str
    left_out: int

    @property
    def felt(self) -> tuple[Part, ...]:
        """The parts about what was taken and seen, which may be cut between rows."""
        return tuple(part for part in (self.steps, self.acne) if part)

    @property
    def asked(self) -> tuple[Part, ...]:
        """The parts about tests and questions."""
        return tuple(part for part in (self.labs, self.questions) if part)
