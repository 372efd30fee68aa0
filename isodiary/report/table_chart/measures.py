"""The measures of the table-chart, in units: a millimetre on paper."""

from __future__ import annotations

from datetime import date

from isodiary.domain.values import dataclass

NAMES, GAP, WORST, SINCE, BEFORE = 26.0, 1.0, 9.0, 20.0, 20.0
NAME_ROOM = 25.0
"""A longer name is cut; the lane never moves."""

LEAST_LANE = 40.0
"""Columns beside the lane are left out before it is narrower."""

HEADS, LABELS, RULE_GAP, TESTS, MONTHS = 7.4, 4.6, 1.6, 5.3, 4.6
SIGNS = 4.7
TITLE = 6.4
GROUND_AT = 0.8
"""The ground of a row's bars, and the baseline of its words, of its height."""

FULL_BAR = 0.74
"""How high a bar of the worst severity is, of its row."""

LEAST_DAY, LEAST_DOSE_DAY = 0.55, 0.2
"""Narrower days are drawn several together."""

LEAST_DAYS = 14
GROUPS = (1, 7, 28, 91)
"""So many days are drawn together."""

MOST_DARK_VISITS = 8


@dataclass(frozen=True, slots=True, kw_only=True)
class RowHeights:
    """How high the rows are; `most` is how many symptoms one chart has."""

    dose: float
    symptom: float
    crowded: float = 4.3
    roomy: int = 12
    most: int = 14
    cut_to: int = 12

    @property
    def dense(self) -> bool:
        """Whether there are more symptoms than a page has as a rule."""
        return self.most > USUAL.most

    def of(self, symptoms: int) -> float:
        """Return the height of a row, with so many symptoms."""
        return self.crowded if symptoms > self.roomy else self.symptom


USUAL = RowHeights(dose=16.0, symptom=4.7)
LOW = RowHeights(dose=14.0, symptom=4.3)
"""For a shorter paper."""
LOWER = RowHeights(dose=12.0, symptom=4.3)
DENSE = RowHeights(dose=11.0, symptom=3.7, crowded=3.7, most=18)
DENSEST = RowHeights(dose=10.0, symptom=3.2, crowded=3.2, most=18)
"""For a page on which all stands that would otherwise begin another; type is 3.0 high."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Grid:
    """Where the columns of a chart stand, and its days.

    Attributes:
        names: Width of the column of names.
        lane: Width of the lane.
        worst: Right edge of the words of that column; None where it is left out.
        since: The same of the period.
        before: The same of the period before.
        ground: Right edge of the shaded ground.
        width: Of it all.
        first: The first day.
        days: How many days the lane has room for.
    """

    names: float
    lane: float
    worst: float | None
    since: float | None
    before: float | None
    ground: float
    width: float
    first: date
    days: int

    @property
    def day_width(self) -> float:
        """How wide a day is."""
        return self.lane / self.days

    @property
    def right(self) -> float:
        """Where the lane ends."""
        return self.names + self.lane

    def x(self, day: date) -> float:
        """Return where a day begins; of one outside the lane the nearer end."""
        number = min(max((day - self.first).days, 0), self.days)
        return self.names + number * self.day_width


def grid_of(width: float, first: date, days: int, *, before: bool) -> Grid:
    """Return the columns in a width; those that leave no room to the lane are left out."""
    ways = [(True, True, True)] if before else []
    ways += [(True, True, False), (True, False, False), (False, False, False)]
    for worst, since, earlier in ways:
        beside = GAP * worst + WORST * worst + SINCE * since + BEFORE * earlier
        lane = width - NAMES - beside
        if lane >= LEAST_LANE or not worst:
            break
    right = NAMES + lane
    ground = right + GAP * worst + WORST * worst + SINCE * since
    return Grid(
        names=NAMES,
        lane=lane,
        worst=right + GAP + WORST - 1.7 if worst else None,
        since=ground - 1.5 if since else None,
        before=width if earlier else None,
        ground=ground,
        width=width,
        first=first,
        days=max(days, LEAST_DAYS),
    )


def grouped(day_width: float, least: float) -> int:
    """Return how many days are drawn together so that they are wide enough."""
    return next((days for days in GROUPS if days * day_width >= least), GROUPS[-1])
