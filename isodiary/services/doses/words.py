"""The cumulative dose and what it would come to, in words: sums, and never a promise."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import timedelta
from fractions import Fraction

from isodiary.domain.course import Opening, WeightBasis
from isodiary.domain.day import ONE_DAY
from isodiary.domain.timeline import phase_on
from isodiary.domain.units import rounded
from isodiary.services.doses.cumulative import Cumulative
from isodiary.services.doses.projection import DayRange, Obstacle, Rate, Scenario
from isodiary.services.habits import PLAIN, Habits
from isodiary.services.words.amounts import goal_text, reached_words
from isodiary.services.words.days import full_day
from isodiary.services.words.names import a_day
from isodiary.services.words.units import (
    HARD,
    counted_words,
    grouped,
    mg_text,
    per_kg_text,
    weight_text,
)

NOT_COMPUTABLE = "not computable"
LETTERS: Mapping[Scenario, str] = {
    Scenario.AS_PLANNED: "A",
    Scenario.ACTUAL_RATE: "B",
    Scenario.WITH_PAUSE: "C",
}
"""What the scenarios are called in the chart and beside it."""


def so_far_words(held: Cumulative, habits: Habits = PLAIN) -> str:
    """Return "82.9 mg/kg (5 310 mg, start weight 64 kg)", with the upper end if there is a band."""
    last = held.end
    basis = "start" if held.course.weight_basis is WeightBasis.START else "latest"
    dose = span_words(held.per_kg(last.lowest_ug), held.per_kg(last.highest_ug), habits)
    amount = mg_text(last.lowest_ug, habits)
    if held.course.opening is Opening.UNKNOWN:
        amount = f"{amount} or more"
    return f"{dose} mg/kg ({amount} swallowed, {basis} weight {weight_text(held.weight_g, habits)})"


def span_words(lowest: Fraction, highest: Fraction, habits: Habits = PLAIN) -> str:
    """Return "82.9", or "82.9 to 84.1" where the two differ as they are shown."""
    low, high = per_kg_text(lowest, 1, habits), per_kg_text(highest, 1, habits)
    return low if low == high else f"{low} to {high}"


def range_words(found: DayRange | None) -> str:
    """Return "on 11 Jul 2026" or "11 Jul 2026 to 3 Aug 2026"."""
    if found is None:
        return NOT_COMPUTABLE
    first = full_day(found.earliest)
    if found.latest is None:
        return f"from {first} on, or not within ten years"
    return (
        f"on {first}" if found.latest == found.earliest else f"{first} to {full_day(found.latest)}"
    )


def scenario_words(
    scenario: Scenario, held: Cumulative, pause_weeks: int, habits: Habits = PLAIN
) -> str:
    """Return what is supposed in a scenario."""
    tomorrow = held.so_far.last + ONE_DAY
    match scenario:
        case Scenario.AS_PLANNED:
            return f"As planned{_planned(held, habits)}"
        case Scenario.ACTUAL_RATE:
            return _rate_words(held.so_far.rate, habits)
        case Scenario.WITH_PAUSE:
            weeks = counted_words(pause_weeks, "week")
            return f"With a pause of {weeks} from {full_day(tomorrow)}, then as planned"


def obstacle_words(obstacle: Obstacle, held: Cumulative, habits: Habits = PLAIN) -> str:
    """Return why nothing is worked out."""
    match obstacle:
        case Obstacle.NO_TARGET:
            return "No target was named, so no day is worked out."
        case Obstacle.REACHED:
            return _reached_words(held, habits)
        case Obstacle.ENDED:
            ended = held.course.ended_on or held.so_far.last
            return f"The last capsule was on {full_day(ended)}, so no day is worked out."


def target_words(held: Cumulative, habits: Habits = PLAIN) -> str:
    """Return "120 mg/kg"; nothing without a target."""
    return goal_text(held.course.target_ug_per_kg, habits)


def _reached_words(held: Cumulative, habits: Habits) -> str:
    target = f"The target of {target_words(held, habits)}"
    found = held.reached
    return f"{target} was {reached_words(found)}." if found else f"{target} is reached."


def _planned(held: Cumulative, habits: Habits = PLAIN) -> str:
    last = held.so_far.last
    if any(phase.start > last for phase in held.phases):
        return ", with what is recorded for the days ahead"
    phase = phase_on(held.phases, last + timedelta(days=1))
    return f", {a_day(phase.plan, habits)}" if phase and phase.plan else ""


def _rate_words(rate: Rate | None, habits: Habits) -> str:
    if rate is None:
        return "As swallowed of late"
    days = counted_words(rate.days, "due day")
    low, high = (_trimmed(ug / 1000, habits) for ug in (rate.lowest_ug, rate.highest_ug))
    amount = low if low == high else f"{low} to {high}"
    return f"As swallowed on the last {days}, {amount}{HARD}mg a day"


def _trimmed(value: Fraction, habits: Habits) -> str:
    """Return a number with at most one decimal."""
    return grouped(rounded(value, 1).normalize() + 0, habits)
