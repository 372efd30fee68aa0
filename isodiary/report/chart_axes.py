"""Where days and amounts stand in a chart, and labels that never overlap."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from fractions import Fraction

from PySide6.QtCore import QRectF

from isodiary.domain.day import add_months
from isodiary.domain.symptom import WORST
from isodiary.report.words import MONTHS

HEADROOM = 1.2
"""How much higher than the largest dose the plot is."""

MONTH_STEPS = (1, 2, 3, 6, 12, 24, 60)


@dataclass(frozen=True, slots=True, kw_only=True)
class Axes:
    """Turns days, amounts and severities into places in the plot."""

    plot: QRectF
    first: date
    days: int
    top_ug: int | Fraction

    @property
    def day_width(self) -> float:
        """How wide a day is."""
        return self.plot.width() / self.days

    def x(self, day: date) -> float:
        """Return where a day begins."""
        return self.plot.left() + (day - self.first).days * self.day_width

    def y_of_dose(self, amount_ug: int | Fraction) -> float:
        """Return how high an amount stands."""
        share = float(amount_ug) / (float(self.top_ug) * HEADROOM) if self.top_ug else 0.0
        return self.plot.bottom() - share * self.plot.height()

    def y_of_severity(self, severity: Fraction | int) -> float:
        """Return how high a severity stands; the worst is at the top."""
        return self.plot.bottom() - float(severity) / WORST * self.plot.height()


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
    name = MONTHS[day.month - 1]
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
