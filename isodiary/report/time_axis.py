"""The days at the foot of a chart: from a single day to ten years, never overlapping."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date, timedelta

from isodiary.report.chart_axes import MONTH_STEPS, Axes, Label, apart, month_label, months
from isodiary.report.pencil import Pencil
from isodiary.report.words import MONTHS, NO_BREAK

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
        text = f"{day.day}{NO_BREAK}{MONTHS[day.month - 1]}"
        new_year = named is not None and named.year != day.year
        yield day, f"{text}{NO_BREAK}{day.year}" if new_year else text
        named = day
        day += timedelta(days=step)
