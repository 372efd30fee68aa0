"""What every chart draws with: inks for paper and screen, a painter, and the two axes.

Days stand at the foot, from a single day to ten years, round numbers at the side; labels never
overlap.
"""

from __future__ import annotations

import math
from collections.abc import Iterable, Iterator, Sequence
from datetime import date, timedelta
from fractions import Fraction

from PySide6.QtCore import QLineF, QPointF, QRectF, Qt
from PySide6.QtGui import QColor, QFont, QFontMetricsF, QPainter, QPen

from isodiary.domain.day import add_months
from isodiary.domain.values import dataclass
from isodiary.services.words.days import full_day, short_day, short_month_name

MONTH_STEPS = (1, 2, 3, 6, 12, 24, 60)


@dataclass(frozen=True, slots=True, kw_only=True)
class Axes:
    """Turns days into places in the plot."""

    plot: QRectF
    first: date
    days: int

    @property
    def day_width(self) -> float:
        """How wide a day is."""
        return self.plot.width() / self.days

    def x(self, day: date) -> float:
        """Return where a day begins."""
        return self.plot.left() + (day - self.first).days * self.day_width


@dataclass(frozen=True, slots=True, kw_only=True)
class Label:
    """A text from `x` on, or at the height `y`."""

    text: str
    x: float
    width: float


def months(first: date, last: date, step: int) -> Iterator[date]:
    """Yield the first days of every `step`-th month from January on, after `first`."""
    month = add_months(first.replace(day=1), 1)
    while month <= last:
        if (month.year * 12 + month.month - 1) % step == 0:
            yield month
        month = add_months(month, 1)


def month_label(day: date, *, with_year: bool) -> str:
    """Return "Oct", or "Jan 2027" where the year has to be said."""
    name = short_month_name(day.month)
    return f"{name} {day.year}" if with_year else name


def apart(labels: Iterable[Label], gap: float) -> list[Label]:
    """Return the labels from left to right that leave `gap` to the one before."""
    kept: list[Label] = []
    for label in labels:
        if not kept or label.x >= kept[-1].x + kept[-1].width + gap:
            kept.append(label)
    return kept


def spread(places: Sequence[float], distance: float, lowest: float) -> list[float]:
    """Return heights at least `distance` apart, in the order given, none below `lowest`.

    Each stays where it is where that is possible; y grows downwards, as on the screen.
    """
    order = sorted(range(len(places)), key=places.__getitem__)
    moved = [places[index] for index in order]
    for i in range(1, len(moved)):
        moved[i] = max(moved[i], moved[i - 1] + distance)
    limit = lowest
    for i in reversed(range(len(moved))):
        moved[i] = min(moved[i], limit)
        limit = moved[i] - distance
    back = dict(zip(order, moved, strict=True))
    return [back[index] for index in range(len(places))]


@dataclass(frozen=True, slots=True, kw_only=True)
class Ink:
    """Colours of a chart; lines differ in their dashes too, never in colour alone.

    Attributes:
        text: Labels.
        muted: Labels of less weight.
        grid: Lines that only guide the eye.
        dose: Outline of the dose as taken.
        fill: What is under it.
        lines: Colours of the symptoms, by their order.
    """

    text: QColor
    muted: QColor
    grid: QColor
    dose: QColor
    fill: QColor
    lines: tuple[QColor, ...]


DASHES: tuple[tuple[float, ...], ...] = ((5, 3), (1, 2.4), (9, 3, 1.5, 3), (2.5, 2.5))
"""Dash and gap lengths of the symptoms' lines in units of the line's width, by their order."""


def paper_ink() -> Ink:
    """Return black and greys."""
    black = QColor(Qt.GlobalColor.black)
    return Ink(
        text=black,
        muted=QColor("#4a4a4a"),
        grid=QColor("#c4c4c4"),
        dose=black,
        fill=QColor("#ececec"),
        lines=(black,),
    )


TEXT_UNITS = 10
LINE_HEIGHT = 12.5
"""Height of a text, and of a line of text, in units."""


class Pencil:
    """Draws in units. Sets the painter's font to 10 units; who makes it saves and restores.

    Attributes:
        painter: What it draws with.
        ink: The colours.
        unit: A unit in the painter's coordinates.
        metrics: The measures of its font.
    """

    def __init__(self, painter: QPainter, ink: Ink, unit_px: float) -> None:
        font = QFont(painter.font())
        font.setPixelSize(max(1, round(TEXT_UNITS * unit_px)))
        painter.setFont(font)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        self.painter = painter
        self.ink = ink
        self.unit = unit_px
        self.metrics = QFontMetricsF(font)

    @property
    def line_px(self) -> float:
        """How far apart lines of text are."""
        return LINE_HEIGHT * self.unit

    @property
    def drop_px(self) -> float:
        """How far below its middle a text stands."""
        return self.metrics.capHeight() / 2

    def pen(self, colour: QColor, width: float, dashes: Sequence[float] = ()) -> None:
        """Take a pen; the width is in units, the dashes in widths."""
        pen = QPen(colour, width * self.unit)
        pen.setCapStyle(Qt.PenCapStyle.FlatCap)
        pen.setJoinStyle(Qt.PenJoinStyle.MiterJoin)
        if dashes:
            pen.setDashPattern(dashes)
        self.painter.setPen(pen)

    def line(self, x1: float, y1: float, x2: float, y2: float) -> None:
        """Draw a line with the pen taken last."""
        self.painter.drawLine(QLineF(x1, y1, x2, y2))

    def say(self, x: float, baseline: float, text: str, colour: QColor) -> None:
        """Write a text from `x` on."""
        self.painter.setPen(colour)
        self.painter.drawText(QPointF(x, baseline), text)

    def label(self, text: str, x: float) -> Label:
        """Return a text with its width."""
        return Label(text=text, x=x, width=self.metrics.horizontalAdvance(text))

    def cut(self, text: str, room_px: float) -> str:
        """Return a text as it fits, with an ellipsis where it does not."""
        return self.metrics.elidedText(text, Qt.TextElideMode.ElideRight, room_px)


DAY_STEPS: Sequence[tuple[int, Sequence[int]]] = ((10, (1, 2, 7)), (62, (7, 14)))
"""Up to so many days single days are named, every so many of them; above that months."""

GAP = 6
TICK = 4
BASELINE = 32
"""Units between two names, of a tick's height, and from the plot to the names' baseline."""


def paint_days(pencil: Pencil, axes: Axes, right: float) -> None:
    """Paint ticks and names of days below the plot; no name goes beyond `right`."""
    bottom, unit = axes.plot.bottom(), pencil.unit
    for label in day_labels(pencil, axes, right):
        pencil.pen(pencil.ink.muted, 0.8)
        pencil.line(label.x, bottom, label.x, bottom + TICK * unit)
        pencil.say(label.x, bottom + BASELINE * unit, label.text, pencil.ink.muted)


def day_labels(pencil: Pencil, axes: Axes, right: float) -> list[Label]:
    """Return the names of the closest days or months that fit beside each other."""
    gap = GAP * pencil.unit
    labels: list[Label] = []
    for names in _ways(axes):
        labels = [pencil.label(text, axes.x(day)) for day, text in names]
        labels = [label for label in labels if label.x + label.width <= right]
        if labels == apart(labels, gap):
            break
    return apart(labels, gap)


def _ways(axes: Axes) -> Iterator[list[tuple[date, str]]]:
    """Yield the days to name with their names, from many to few."""
    last = axes.first + timedelta(days=axes.days - 1)
    steps = next((steps for most, steps in DAY_STEPS if axes.days <= most), ())
    for step in steps:
        yield list(_days(axes.first, last, step))
    for step in MONTH_STEPS:
        begun = [(axes.first, month_label(axes.first, with_year=step >= 12))]
        later = [
            (month, month_label(month, with_year=month.month == 1 or step >= 12))
            for month in months(axes.first, last, step)
        ]
        yield begun + later
        yield later or begun


def _days(first: date, last: date, step: int) -> Iterator[tuple[date, str]]:
    named: date | None = None
    day = first
    while day <= last:
        new_year = named is not None and named.year != day.year
        yield day, full_day(day) if new_year else short_day(day)
        named = day
        day += timedelta(days=step)


MOST_TICKS = 6
ROUND = (1, 2, 5, 10)


@dataclass(frozen=True, slots=True, kw_only=True)
class ValueAxis:
    """The numbers from the foot of a chart to its head, `step` apart.

    Attributes:
        low: The number at the foot.
        high: The number at the head.
        step: From one named number to the next.
    """

    low: Fraction
    high: Fraction
    step: Fraction

    @property
    def ticks(self) -> tuple[Fraction, ...]:
        """The named numbers, upwards."""
        count = int((self.high - self.low) / self.step)
        return tuple(self.low + place * self.step for place in range(count + 1))

    @property
    def decimals(self) -> int:
        """How many decimals its numbers need."""
        return max(0, -math.floor(math.log10(self.step)))

    def share(self, value: Fraction) -> float:
        """Return how high a value stands, from 0 at the foot to 1 at the head."""
        return float((value - self.low) / (self.high - self.low))


def value_axis(values: Iterable[Fraction]) -> ValueAxis:
    """Return the axis that holds all values, at least one; from zero where that is not far."""
    known = sorted(values)
    low, high = known[0], known[-1]
    if 0 <= low <= high / 2:
        low = Fraction(0)
    if low == high:
        room = max(Fraction(1), abs(low) / 20)
        low, high = low - room, high + room
    step = _step((high - low) / (MOST_TICKS - 1))
    foot, head = step * math.floor(low / step), step * math.ceil(high / step)
    if high > head - step / 4:
        head += step  # room for the letter above the highest point
    return ValueAxis(low=foot, high=head, step=step)


def _step(least: Fraction) -> Fraction:
    """Return the smallest of 1, 2, 5, 10 … that is not below `least`."""
    power = Fraction(10) ** math.floor(math.log10(least))
    return next(power * times for times in ROUND if power * times >= least)
