"""Charts of one measured thing over days, a lab test or the weight: points, a range, limits."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, timedelta
from fractions import Fraction

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QPainter, QPolygonF

from isodiary.domain.day import ONE_DAY
from isodiary.domain.lab import Comparator
from isodiary.domain.record import Weight
from isodiary.domain.units import GRAMS_IN_A_POUND, rounded
from isodiary.domain.values import dataclass
from isodiary.language import _, marked, plural
from isodiary.report.charts.pencil import (
    Axes,
    Ink,
    Pencil,
    ValueAxis,
    paint_days,
    spread,
    value_axis,
)
from isodiary.services.habits import PLAIN, Habits, WeightUnit
from isodiary.services.labs.table import LabTrend, TrendPoint, Whose
from isodiary.services.labs.words import cell_mark, mark_words, range_words, with_unit
from isodiary.services.words.days import full_day
from isodiary.services.words.units import grouped, weight_text

LEFT, RIGHT, TOP, BOTTOM = 44, 11, 20, 40
"""Room around the plot, in units: for numbers, beside names, for the unit, for days."""

LETTER = 5.6
"""Room for a letter of a name beside the plot, in units."""

DOT = 3
"""Half of a point's width, in units."""
LIMIT_DASHES = (9, 3, 1.5, 3)
EDGE_DASHES = (2, 2)


@dataclass(frozen=True, slots=True, kw_only=True)
class ValuePoint:
    """A number on a day.

    Attributes:
        day: The day.
        value: Exact.
        letter: What stands above it: "H", "L*" or nothing.
        exact: Whether it was measured exactly; an open dot where it was not.
        said: The same in words.
    """

    day: date
    value: Fraction
    letter: str = ""
    exact: bool = True
    said: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Band:
    """A range that held from `first` to `last`; an end that is None is open."""

    first: date
    last: date
    low: Fraction | None
    high: Fraction | None


@dataclass(frozen=True, slots=True, kw_only=True)
class ValueChart:
    """A chart of values; a `DayChart`. It has at least one point.

    Attributes:
        first: First day of its axis.
        last: Last day of its axis.
        unit: Of all its numbers; stands above them.
        points: By day.
        bands: The ranges.
        band_name: What a range is called beside it; empty if there is none.
        limits: What else is drawn across, with its name.
        summary: How many there are, and the newest, in a sentence.
        habits: How its numbers are shown.
    """

    first: date
    last: date
    unit: str
    points: tuple[ValuePoint, ...]
    bands: tuple[Band, ...] = ()
    band_name: str = ""
    limits: tuple[tuple[Fraction, str], ...] = ()
    summary: str = ""
    habits: Habits = PLAIN

    @property
    def description(self) -> str:
        """The same in words: the summary, then each value with its day."""
        said = [f"{full_day(point.day)}: {point.said}." for point in self.points]
        return " ".join([f"{self.summary} {_(READ)}".strip(), *said])

    def paint(self, painter: QPainter, rect: QRectF, ink: Ink, unit_px: float) -> None:
        """Paint it into `rect`."""
        painter.save()
        plot = self.plot(rect, unit_px)
        days = (self.last - self.first).days + 1
        axes = Axes(plot=plot, first=self.first, days=days)
        _Drawing(Pencil(painter, ink, unit_px), axes, self, rect).paint()
        painter.restore()

    def plot(self, rect: QRectF, unit_px: float) -> QRectF:
        """Return where the days stand."""
        names = [name for _, name in self.limits] + [self.band_name] * bool(self.bands)
        right = RIGHT + LETTER * max(map(len, names), default=0)
        return rect.adjusted(LEFT * unit_px, TOP * unit_px, -right * unit_px, -BOTTOM * unit_px)

    def values_on(self, day: date) -> str:
        """Return the values of a day in words."""
        said = [point.said for point in self.points if point.day == day]
        return f"{full_day(day)}: {'; '.join(said) or _('nothing noted')}."

    def axis(self) -> ValueAxis:
        """Return the numbers at its side."""
        values = [point.value for point in self.points]
        values += [end for band in self.bands for end in (band.low, band.high) if end is not None]
        return value_axis([*values, *(value for value, _ in self.limits)])


class _Drawing:
    """The chart while it is being painted."""

    def __init__(self, pencil: Pencil, axes: Axes, chart: ValueChart, rect: QRectF) -> None:
        self._pencil = pencil
        self._axes = axes
        self._plot = axes.plot
        self._chart = chart
        self._values = chart.axis()
        self._right = rect.right()

    def paint(self) -> None:
        self._bands()
        self._numbers()
        self._limits()
        self._line()
        self._points()
        self._names()
        paint_days(self._pencil, self._axes, self._right)

    def _y(self, value: Fraction) -> float:
        return self._plot.bottom() - self._values.share(value) * self._plot.height()

    def _x(self, day: date) -> float:
        return self._axes.x(day) + self._axes.day_width / 2

    def _bands(self) -> None:
        pencil = self._pencil
        for band in self._chart.bands:
            left = max(self._axes.x(band.first), self._plot.left())
            right = min(self._axes.x(band.last + ONE_DAY), self._plot.right())
            top = self._plot.top() if band.high is None else self._y(band.high)
            bottom = self._plot.bottom() if band.low is None else self._y(band.low)
            area = QRectF(QPointF(left, top), QPointF(right, bottom))
            pencil.painter.fillRect(area, pencil.ink.fill)
            pencil.pen(pencil.ink.muted, 0.8, EDGE_DASHES)
            for end, y in ((band.high, top), (band.low, bottom)):
                if end is not None:
                    pencil.line(left, y, right, y)

    def _numbers(self) -> None:
        """Paint a line at each round number, the numbers at the left, and the unit above them."""
        pencil, plot = self._pencil, self._plot
        for tick in self._values.ticks:
            y = self._y(tick)
            pencil.pen(pencil.ink.grid, 0.8)
            pencil.line(plot.left(), y, plot.right(), y)
            text = grouped(rounded(tick, self._values.decimals), self._chart.habits)
            label = pencil.label(text, 0)
            x = plot.left() - label.width - 7 * pencil.unit
            pencil.say(x, y + pencil.drop_px, text, pencil.ink.text)
        baseline = plot.top() - 9 * pencil.unit
        pencil.say(
            plot.left() - LEFT * pencil.unit + 2, baseline, self._chart.unit, pencil.ink.muted
        )

    def _limits(self) -> None:
        for value, _name in self._chart.limits:
            self._pencil.pen(self._pencil.ink.text, 1.2, LIMIT_DASHES)
            y = self._y(value)
            self._pencil.line(self._plot.left(), y, self._plot.right(), y)

    def _line(self) -> None:
        points = [QPointF(self._x(each.day), self._y(each.value)) for each in self._chart.points]
        self._pencil.pen(self._pencil.ink.dose, 1.6)
        self._pencil.painter.setBrush(Qt.BrushStyle.NoBrush)
        self._pencil.painter.drawPolyline(QPolygonF(points))

    def _points(self) -> None:
        """Paint a dot for each number, open where it was not measured exactly, and its letter."""
        pencil = self._pencil
        free = float("-inf")
        for point in self._chart.points:
            x, y = self._x(point.day), self._y(point.value)
            pencil.pen(pencil.ink.dose, 1.6)
            if point.exact:
                pencil.painter.setBrush(pencil.ink.dose)
            else:
                pencil.painter.setBrush(Qt.BrushStyle.NoBrush)
            pencil.painter.drawEllipse(QPointF(x, y), DOT * pencil.unit, DOT * pencil.unit)
            label = pencil.label(point.letter, 0)
            left = x - label.width / 2
            if point.letter and left > free:
                pencil.say(left, y - 6 * pencil.unit, point.letter, pencil.ink.text)
                free = left + label.width
        pencil.painter.setBrush(Qt.BrushStyle.NoBrush)

    def _names(self) -> None:
        """Write what the range and the limits are called, at their heights."""
        named = [
            *self._band_names(),
            *((self._y(value), name) for value, name in self._chart.limits),
        ]
        pencil = self._pencil
        places = spread([y for y, _name in named], pencil.line_px, self._plot.bottom())
        x = self._plot.right() + 6 * pencil.unit
        for place, (_y, name) in zip(places, named, strict=True):
            said = pencil.cut(name, self._right - x)
            pencil.say(x, place + pencil.drop_px, said, pencil.ink.text)

    def _band_names(self) -> Sequence[tuple[float, str]]:
        if not self._chart.bands:
            return ()
        band = self._chart.bands[-1]
        if band.high is not None:
            return ((self._y(band.high), self._chart.band_name),)
        assert band.low is not None
        return ((self._y(band.low), self._chart.band_name),)


READ = marked("Left and Right read the days.")
MARGIN = 24
"""The days before the first and after the last point are a part of the whole so small."""


def lab_chart(trend: LabTrend) -> ValueChart | None:
    """Return the chart of a test; None if it has no number that can be drawn."""
    if not trend.points:
        return None
    first, last = _ends([point.day for point in trend.points])
    ranges = {band.whose for band in trend.bands}
    limits = () if trend.limit is None else (trend.limit.low, trend.limit.high)
    return ValueChart(
        first=first,
        last=last,
        unit=trend.unit,
        points=tuple(_lab_point(trend, point) for point in trend.points),
        bands=tuple(
            Band(first=band.first, last=band.last, low=band.low, high=band.high)
            for band in trend.bands
        ),
        band_name=_("default range") if ranges == {Whose.DEFAULT} else _("range"),
        limits=tuple((limit, _("my limit")) for limit in limits if limit is not None),
        summary=_lab_summary(trend),
    )


def weight_chart(weights: Sequence[Weight], habits: Habits) -> ValueChart | None:
    """Return the chart of weights, oldest first, in kg or lb; None if there is none."""
    if not weights:
        return None
    first, last = _ends([weight.day for weight in weights])
    newest = weights[-1]
    said = plural(
        len(weights),
        "{count} weight, {first} to {last}, newest {weight}.",
        "{count} weights, {first} to {last}, newest {weight}.",
    ).format(
        first=full_day(weights[0].day),
        last=full_day(newest.day),
        weight=weight_text(newest.grams, habits),
    )
    return ValueChart(
        first=first,
        last=last,
        unit=habits.weight_unit,
        points=tuple(
            ValuePoint(
                day=weight.day,
                value=_in_unit(weight.grams, habits.weight_unit),
                said=weight_text(weight.grams, habits),
            )
            for weight in weights
        ),
        summary=said,
        habits=habits,
    )


def _in_unit(grams: int, unit: WeightUnit) -> Fraction:
    return Fraction(grams) / (1000 if unit is WeightUnit.KG else Fraction(GRAMS_IN_A_POUND))


def _ends(days: Sequence[date]) -> tuple[date, date]:
    """Return the days of the axis, with a little room before the first and after the last."""
    room = timedelta(days=max(3, (days[-1] - days[0]).days // MARGIN))
    return days[0] - room, days[-1] + room


def _lab_point(trend: LabTrend, point: TrendPoint) -> ValuePoint:
    cell = point.cell
    mark = f", {mark_words(cell)}" if cell.mark else ""
    ranged = range_words(cell.range, trend.unit)
    return ValuePoint(
        day=point.day,
        value=point.value,
        letter=cell_mark(cell),
        exact=point.comparator is Comparator.EXACTLY,
        said=f"{with_unit(cell.text, trend.unit)}{mark}, {ranged}",
    )


def _lab_summary(trend: LabTrend) -> str:
    newest = trend.points[-1]
    value = with_unit(newest.cell.text, trend.unit)
    first, last = full_day(trend.points[0].day), full_day(newest.day)
    return plural(
        len(trend.points),
        "{test}: {count} result, {first} to {last}, newest {value}.",
        "{test}: {count} results, {first} to {last}, newest {value}.",
    ).format(test=trend.name, first=first, last=last, value=value)
