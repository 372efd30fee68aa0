"""What a visit sheet says, as plain text in its parts.

The paper and the HTML file are made of the same parts, so they cannot say
different numbers. Nothing here is marked up: whoever makes markup escapes it.
"""

from __future__ import annotations

from dataclasses import dataclass

from isodiary.report.course_chart import CourseChart


@dataclass(frozen=True, slots=True, kw_only=True)
class Box:
    """A large figure and the lines that say what it is."""

    figure: str
    lines: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Column:
    """A column of a table.

    Attributes:
        label: Its head.
        share: Its width in percent of the table.
        number: Whether it holds figures, which stand to the right.
    """

    label: str
    share: int
    number: bool = True


@dataclass(frozen=True, slots=True, kw_only=True)
class Table:
    """A table with its heading.

    Attributes:
        title: The heading.
        columns: At least one; the first names the row.
        rows: As many cells each as there are columns.
        note: Small print beneath; may be empty.
        empty: Said in place of the table if it has no rows.
        newest_last: Whether the last rows are the ones to keep on the first page.
    """

    title: str
    columns: tuple[Column, ...]
    rows: tuple[tuple[str, ...], ...]
    note: str = ""
    empty: str = ""
    newest_last: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Sign:
    """A warning sign: what was noted when, and the patient's own words about it."""

    headline: str
    note: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Blank:
    """Something to write in by hand: the word before the line and the one after it."""

    before: str
    after: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Sheet:
    """A visit sheet.

    Attributes:
        title: The heading of the page.
        who: Name, year of birth, prescriber.
        medicine: Product and formulation.
        answers: What leaflets ask and the patient answered with yes or unsure; may be empty.
        period: The days it covers.
        length: How many days those are.
        course: Day and week of the course.
        caution: Something the reader must know about the figures; may be empty.
        signs: Warning signs of the period, newest first.
        signs_title: Said before them, or that there are none.
        asked: On how many days they were asked about.
        boxes: Plan, cumulative dose, doses taken, meals.
        chart: The course.
        chart_title: Its heading.
        chart_note: Small print beneath it.
        symptoms: What was answered in the period.
        steps: The titration table.
        labs: Blood tests; None if there are no results.
        agreed_title: Heading of what is written in by hand.
        agreed: Lines of blanks to write in.
        reliability: How the entries were made, for the foot of each page.
        standing: What the sheet is and is not, for the foot of each page.
        made: Version and date of printing.
    """

    title: str
    who: str
    medicine: str
    answers: str
    period: str
    length: str
    course: str
    caution: str
    signs: tuple[Sign, ...]
    signs_title: str
    asked: str
    boxes: tuple[Box, ...]
    chart: CourseChart
    chart_title: str
    chart_note: str
    symptoms: Table
    steps: Table
    labs: Table | None
    agreed_title: str
    agreed: tuple[tuple[Blank, ...], ...]
    reliability: str
    standing: str
    made: str
