"""What can be found to have changed about a period: values with their numbers, without words."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from enum import Enum, StrEnum
from fractions import Fraction

from isodiary.domain.lab import Comparator, LabResult
from isodiary.domain.period import Period
from isodiary.domain.summary import DoseFigures, SymptomFigures

POINTS = 10
"""The share of doses taken has to differ by more percentage points than this."""

DOSES = "doses"
"""What stands for the doses where others have the id of a symptom or a test."""


class Kind(StrEnum):
    """The rule that found a change."""

    BEGAN = "began"
    GONE = "gone"
    UP = "up"
    DOWN = "down"
    LAB = "lab"
    DOSES = "doses"


class Side(Enum):
    """Where a result lies, as the place from the lower to the upper end of its range."""

    BELOW = 0
    WITHIN = 1
    ABOVE = 2


class Where(Enum):
    """The page with the numbers of a finding."""

    DAY = "day"
    TRENDS = "trends"
    LABS = "labs"


@dataclass(frozen=True, slots=True, kw_only=True)
class Link:
    """Where the numbers are: a page, and its day if that is what tells them."""

    where: Where
    day: date | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class SymptomChange:
    """A symptom that began, is gone, or whose worst grade is another.

    Attributes:
        kind: BEGAN, GONE, UP or DOWN.
        now: Its figures in the period.
        before: Those of the period before.
        day: Its first day in the period if it began, the last one before it if it is gone, else
            the first day in the period with the worst grade.
    """

    kind: Kind
    now: SymptomFigures
    before: SymptomFigures
    day: date

    @property
    def subject(self) -> str:
        """Id of the symptom."""
        return self.now.symptom

    @property
    def size(self) -> int:
        """Difference of the worst grades."""
        return abs(self.now.worst - self.before.worst)

    @property
    def link(self) -> Link:
        """The day; the trend of what became less."""
        if self.kind is Kind.DOWN:
            return Link(where=Where.TRENDS)
        return Link(where=Where.DAY, day=self.day)


@dataclass(frozen=True, slots=True, kw_only=True)
class LabChange:
    """A test whose newest result lies on another side of its range than the one before."""

    now: LabResult
    before: LabResult

    kind = Kind.LAB
    link = Link(where=Where.LABS)

    @property
    def subject(self) -> str:
        """Id of the test."""
        return self.now.analyte

    @property
    def size(self) -> int:
        """Ends of the range that lie between them."""
        sides = side(self.now), side(self.before)
        places = [each.value for each in sides if each is not None]
        return max(places) - min(places)


@dataclass(frozen=True, slots=True, kw_only=True)
class DosesChange:
    """The doses taken of those due, in the period and in the one before; both have some due."""

    now: DoseFigures
    before: DoseFigures

    kind = Kind.DOSES
    link = Link(where=Where.TRENDS)
    subject = DOSES

    @property
    def points(self) -> Fraction:
        """Percentage points between them, below 0 if it is less now."""
        return (self.now.adherence or Fraction()) - (self.before.adherence or Fraction())

    @property
    def size(self) -> int:
        """Full tens of points."""
        return int(abs(self.points) // POINTS)


Finding = SymptomChange | LabChange | DosesChange


@dataclass(frozen=True, slots=True, kw_only=True)
class WhatChanged:
    """Up to five findings about a period.

    Attributes:
        period: The period.
        before: The one it is held against.
        since_visit: Whether the period begins on the day after a visit.
        findings: The first to be told first.
    """

    period: Period
    before: Period
    since_visit: bool
    findings: tuple[Finding, ...]


def side(result: LabResult) -> Side | None:
    """Return where a result lies in its own range; None where that cannot be said."""
    value, low, high = result.value, result.low, result.high
    if value is None or (low is None and high is None):
        return None
    if result.flag is not None:
        return Side.ABOVE if result.flag == "H" else Side.BELOW
    sure_of_low = low is None or result.comparator is not Comparator.BELOW
    sure_of_high = high is None or result.comparator is not Comparator.ABOVE
    return Side.WITHIN if sure_of_low and sure_of_high else None
