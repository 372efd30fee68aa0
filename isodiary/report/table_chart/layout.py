"""The table-chart laid out to a width: one drawing for paper, HTML file and screen."""

from __future__ import annotations

from collections.abc import Iterator
from enum import Enum

from PySide6.QtCore import QRectF

from isodiary.language import _, ngettext
from isodiary.report.table_chart import frame
from isodiary.report.table_chart.dose import DoseLane
from isodiary.report.table_chart.lanes import Lanes, blood_test_marks, sign_marks
from isodiary.report.table_chart.marks import (
    Boxes,
    Drawing,
    Face,
    Mark,
    Paint,
    Sight,
    Strokes,
    TextMark,
    shortened_to,
    width_of,
)
from isodiary.report.table_chart.measures import (
    GROUND_AT,
    HEADS,
    LEAST_DAY,
    MONTHS,
    RULE_GAP,
    SIGNS,
    TESTS,
    TITLE,
    USUAL,
    Grid,
    RowHeights,
    grid_of,
    grouped,
)
from isodiary.report.table_chart.rows import ChartRows

TITLE_AT = 3.4
RULE = 0.15
LEAST_ROW = 0.55


class LegendPlace(Enum):
    """Where the meaning of the bars stands."""

    ABOVE = "above"
    BELOW = "below"
    NONE = "none"


def chart_title(rows: ChartRows, width: float) -> str:
    """Return the title of a chart of that width, which says how many days stand together."""
    days = _grouped_days(_grid(rows, width))
    if days == 1:
        return _("Dose and symptoms, day by day")
    if days == 7:
        return _("Dose and symptoms, week by week")
    said = ngettext(
        "Dose and symptoms, in steps of {weeks} weeks",
        "Dose and symptoms, in steps of {weeks} weeks",
        days // 7,
    )
    return said.format(weeks=days // 7)


def laid_out(
    rows: ChartRows,
    width: float,
    *,
    heights: RowHeights = USUAL,
    legend: LegendPlace = LegendPlace.ABOVE,
    title: str = "",
) -> Drawing:
    """Return a chart in a width of so many units, as high as its rows make it.

    Args:
        rows: What to show.
        width: Of all of it.
        heights: Of its rows.
        legend: Where to say what the bars mean.
        title: Stands beside a legend above; may be empty.
    """
    grid = _grid(rows, width)
    top = TITLE if legend is LegendPlace.ABOVE else 0.0
    chart = _Chart(rows, grid, heights)
    marks, foot = list(chart.marks), chart.bottom + MONTHS
    if legend is LegendPlace.ABOVE:
        marks += _above(width, title)
    elif legend is LegendPlace.BELOW:
        marks += frame.legend(width, foot + frame.LEGEND_AT, to_the_right=False)
        foot += frame.legend_height(width)
    return Drawing(
        marks=tuple(marks),
        width=width,
        height=top + foot,
        above=top,
        sight=Sight(
            left=grid.names,
            day_width=grid.day_width,
            top=top + HEADS,
            bottom=top + chart.bottom,
            rows=tuple((top + upper, top + lower) for upper, lower in chart.row_edges),
        ),
        weekly=_grouped_days(grid) > 1,
    )


def height_of(
    rows: ChartRows,
    width: float,
    *,
    heights: RowHeights = USUAL,
    legend: LegendPlace = LegendPlace.ABOVE,
) -> float:
    """Return how high a chart would be, without laying it out."""
    bottom = _Places(rows, heights).bottom + MONTHS
    if legend is LegendPlace.ABOVE:
        return bottom + TITLE
    return bottom + frame.legend_height(width) if legend is LegendPlace.BELOW else bottom


def _above(width: float, title: str) -> Iterator[Mark]:
    """Yield the title, and the legend beside it where there is room, else alone."""
    if title:
        shown = shortened_to(title, Face.TITLE, width)
        yield TextMark(text=shown, x=0.0, baseline=TITLE_AT - TITLE, face=Face.TITLE)
    if width - frame.legend_width() > (width_of(title, Face.TITLE) + 2 if title else 0.0):
        yield from frame.legend(width, TITLE_AT - TITLE, to_the_right=True)


def _grid(rows: ChartRows, width: float) -> Grid:
    return grid_of(width, rows.days.first, rows.days.days, before=rows.before is not None)


def _grouped_days(grid: Grid) -> int:
    return grouped(grid.day_width, LEAST_DAY)


class _Places:
    """How high the rows stand from the heads to the axis."""

    def __init__(self, rows: ChartRows, heights: RowHeights) -> None:
        self._rows = rows
        self._dose_ground = HEADS + heights.dose
        self._row = heights.of(len(rows.symptoms))
        self._signs_at = self._dose_ground + RULE_GAP
        first = self._signs_at + (SIGNS if self._any_signs else 0.0)
        self.row_edges = [
            (first + place * self._row, first + (place + 1) * self._row)
            for place in range(len(rows.symptoms))
        ]
        self._tests_at = first + len(rows.symptoms) * self._row
        self.bottom = self._tests_at + (TESTS if rows.tests else LEAST_ROW)

    @property
    def _any_signs(self) -> bool:
        rows = self._rows
        earlier = rows.before.signs if rows.before else 0
        return bool(rows.signs or rows.since.signs or earlier)


class _Chart(_Places):
    """The rows, drawn."""

    def __init__(self, rows: ChartRows, grid: Grid, heights: RowHeights) -> None:
        super().__init__(rows, heights)
        self._grid = grid
        self._columns = frame.Columns(grid, rows)
        self.marks = list(self._marks())

    def _marks(self) -> Iterator[Mark]:
        """Yield everything, from the ground up: the shade of pauses is beneath bars."""
        rows, grid = self._rows, self._grid
        left = max(grid.x(rows.since.first), grid.names)
        ground = QRectF(left, 0.0, grid.ground - left, self.bottom)
        yield Boxes(rects=(ground,), tone=Paint.GROUND)
        yield from frame.pauses(grid, rows, self.bottom)
        dose = DoseLane(rows, grid, HEADS, self._dose_ground)
        yield from dose.marks()
        yield from frame.key(rows, self._dose_ground)
        yield from self._columns.doses(self._dose_ground)
        rule = self._dose_ground + RULE_GAP * 0.95
        yield Strokes(runs=(((0.0, rule), (grid.width, rule)),), width=RULE, tone=Paint.RULE)
        yield from frame.heads(grid, rows)
        yield from frame.visits(grid, rows, self.bottom)
        yield from self._lanes()
        if self._any_signs:
            yield from self._signs()
        if rows.tests:
            baseline = self._tests_at + GROUND_AT * 4.7
            yield frame.name(_("Blood tests"), baseline)
            yield blood_test_marks(grid, rows.tests, baseline)
        yield from frame.axis(grid, rows, self.bottom)

    def _lanes(self) -> Iterator[Mark]:
        lanes = Lanes(self._grid, self._rows.days, self._rows.weeks_from)
        for row, (upper, _lower) in zip(self._rows.symptoms, self.row_edges, strict=True):
            ground = upper + GROUND_AT * self._row
            yield frame.name(row.name, ground)
            yield from lanes.marks(row.severities, ground, self._row)
            yield from self._columns.symptom(row, ground)

    def _signs(self) -> Iterator[Mark]:
        baseline = self._signs_at + GROUND_AT * SIGNS
        yield frame.name(_("Warning signs"), baseline)
        yield from self._columns.signs(baseline)
        yield from sign_marks(self._grid, self._rows.signs, self._signs_at + SIGNS / 2)
