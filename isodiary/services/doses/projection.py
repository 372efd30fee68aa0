"""When a cumulative target would be reached, if things went on in one of three ways.

Sums, never a promise and never a proposal: each answer is a range of days, because what is unknown
or not recorded may or may not have been swallowed (clinical.md 1.3, 9.3).
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from datetime import date, timedelta
from enum import Enum, auto
from fractions import Fraction
from functools import partial

from isodiary.domain.course import Course, Phase
from isodiary.domain.day import ONE_DAY
from isodiary.domain.timeline import FARTHEST, Stretch, stretches, walked
from isodiary.domain.values import dataclass

RATE_DAYS = 28
FEWEST_PAUSE_WEEKS, MOST_PAUSE_WEEKS = 1, 8

Walk = Callable[[Stretch, Fraction], tuple[int, int | Fraction]]
"""Of a stretch and a missing amount: after how many of its days it is there, and how much is."""

Way = tuple[tuple[date, int | Fraction], ...]
"""Days with the cumulative micrograms at their end; between two of them it rises evenly."""


class Scenario(Enum):
    """How things might go on."""

    AS_PLANNED = auto()
    ACTUAL_RATE = auto()
    WITH_PAUSE = auto()


class Obstacle(Enum):
    """Why there is nothing to work out."""

    NO_TARGET = auto()
    REACHED = auto()
    ENDED = auto()


@dataclass(frozen=True, slots=True, kw_only=True)
class Rate:
    """What was swallowed on a day, on the average of the last days on which all was due.

    A day counts if a plan is in force and all its doses have come due, be they none; days of a
    pause and a day whose evening is still to come do not. The last 28 such days are taken, or all
    if they are fewer. What was swallowed on them, extra doses included, is divided by their
    number.

    Attributes:
        days: How many days these were.
        lowest_ug: Micrograms a day, if what is unknown or not recorded was not swallowed.
        highest_ug: The same, if it was swallowed as planned.
    """

    days: int
    lowest_ug: Fraction
    highest_ug: Fraction


@dataclass(frozen=True, slots=True, kw_only=True)
class SoFar:
    """Where a course stands at the end of a day.

    Attributes:
        last: The day.
        target_ug: Cumulative target; None if the doctor named none.
        lowest_ug: Cumulative dose, if what is unknown or not recorded was not swallowed.
        highest_ug: The same, if it was, and if what is still to come on the day will be.
        rate: What was swallowed a day; None where no day has come due.
    """

    last: date
    target_ug: Fraction | None
    lowest_ug: int
    highest_ug: int
    rate: Rate | None


@dataclass(frozen=True, slots=True, kw_only=True)
class DayRange:
    """The first and the last day on which a target may be reached.

    Attributes:
        earliest: As if all that is open was swallowed.
        latest: As if none of it was; None if that is not within ten years.
    """

    earliest: date
    latest: date | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Projection:
    """The answers for each scenario.

    Attributes:
        obstacle: Why there is none at all; None if there may be some.
        ways: By scenario, the lowest and the highest way to the target, both from `so_far.last`
            on; none where it is not computable, as nothing is planned or swallowed.
        target_ug: The target; None if the doctor named none.
    """

    obstacle: Obstacle | None
    ways: Mapping[Scenario, tuple[Way, Way]]
    target_ug: Fraction | None

    @property
    def ranges(self) -> Mapping[Scenario, DayRange | None]:
        """When the target is reached, by scenario; None where it is not computable."""
        return {scenario: self._range(scenario) for scenario in Scenario}

    def _range(self, scenario: Scenario) -> DayRange | None:
        lowest, highest = self.ways.get(scenario, ((), ()))
        earliest = self._reached(highest)
        if earliest is None:
            return None
        return DayRange(earliest=earliest, latest=self._reached(lowest))

    def _reached(self, way: Way) -> date | None:
        if not way or self.target_ug is None:
            return None
        day, amount_ug = way[-1]
        return day if amount_ug >= self.target_ug else None


def project(
    course: Course, phases: Sequence[Phase], so_far: SoFar, *, pause_weeks: int
) -> Projection:
    """Return when the target would be reached in each of the scenarios.

    As planned: every day the phase in force on it, also one recorded ahead. At the actual rate: on
    each of these days but those of a pause, what was swallowed a day of late. With a pause:
    nothing from the day after `so_far.last` for so many weeks, then as planned.
    """
    obstacle = _obstacle(course, so_far)
    if obstacle is not None:
        return Projection(obstacle=obstacle, ways={}, target_ug=so_far.target_ug)
    first, end = so_far.last + ONE_DAY, _farthest(so_far.last)
    ahead = stretches(course, phases, first, end)
    after = stretches(course, phases, first + timedelta(weeks=pause_weeks), end)
    planned = partial(_as_planned, course, phases)
    ways = {
        Scenario.AS_PLANNED: _ways(so_far, ahead, planned, planned),
        Scenario.WITH_PAUSE: _ways(so_far, after, planned, planned),
    }
    if so_far.rate is not None:
        lowest = partial(_every_day, so_far.rate.lowest_ug)
        highest = partial(_every_day, so_far.rate.highest_ug)
        ways[Scenario.ACTUAL_RATE] = _ways(so_far, ahead, lowest, highest)
    return Projection(obstacle=None, ways=ways, target_ug=so_far.target_ug)


def _obstacle(course: Course, so_far: SoFar) -> Obstacle | None:
    if so_far.target_ug is None:
        return Obstacle.NO_TARGET
    if so_far.lowest_ug >= so_far.target_ug:
        return Obstacle.REACHED
    return Obstacle.ENDED if course.ended_on is not None else None


def _farthest(last: date) -> date:
    return last + min(FARTHEST, date.max - last)


def _ways(so_far: SoFar, ahead: Sequence[Stretch], lowest: Walk, highest: Walk) -> tuple[Way, Way]:
    if not any(highest(run, Fraction(1))[1] for run in ahead):
        return (), ()
    low = tuple(_way(so_far, so_far.lowest_ug, ahead, lowest))
    return low, tuple(_way(so_far, so_far.highest_ug, ahead, highest))


def _way(
    so_far: SoFar, amount_ug: int | Fraction, ahead: Sequence[Stretch], walk: Walk
) -> Iterator[tuple[date, int | Fraction]]:
    """Yield the ends of the stretches, and then the day on which the target is reached or passed.

    That is `so_far.last` where it is reached already. Whole days count.
    """
    assert so_far.target_ug is not None
    before = so_far.last
    yield before, amount_ug
    for run in ahead:
        missing_ug = so_far.target_ug - amount_ug
        if missing_ug <= 0:
            return
        if before + ONE_DAY < run.first:  # a pause
            yield run.first - ONE_DAY, amount_ug
        days, given_ug = walk(run, missing_ug)
        amount_ug += given_ug
        before = run.first + timedelta(days=days - 1)
        yield before, amount_ug


def _every_day(rate_ug: Fraction, run: Stretch, missing_ug: Fraction) -> tuple[int, Fraction]:
    """Walk with the same amount on every day but those of a pause."""
    if run.phase.pause or not rate_ug:
        return run.days, Fraction(0)
    days = min(run.days, -(-missing_ug // rate_ug))
    return days, days * rate_ug


def _as_planned(
    course: Course, phases: Sequence[Phase], run: Stretch, missing_ug: Fraction
) -> tuple[int, int]:
    return walked(run, course, phases, missing_ug)
