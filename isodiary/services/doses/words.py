"""The cumulative dose and what it would come to, in words: sums, and never a promise."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import timedelta
from fractions import Fraction

from isodiary.domain.course import WeightBasis
from isodiary.domain.day import ONE_DAY
from isodiary.domain.timeline import phase_on
from isodiary.domain.units import rounded
from isodiary.services.doses.cumulative import Cumulative
from isodiary.services.doses.projection import DayRange, Obstacle, Rate, Scenario
from isodiary.services.words.days import full_day
from isodiary.services.words.units import (
    HARD,
    counted_words,
    grouped,
    kg_text,
    mg_text,
    per_kg_text,
)

NOT_COMPUTABLE = "not computable"
LETTERS: Mapping[Scenario, str] = {
    Scenario.AS_PLANNED: "A",
    Scenario.ACTUAL_RATE: "B",
    Scenario.WITH_PAUSE: "C",
}
"""What the scenarios are called in the chart and beside it."""


def so_far_words(held: Cumulative) -> str:
    """Return "82.9 mg/kg (5 310 mg, start weight 64 kg)", with the upper end if there is a band."""
    last = held.end
    basis = "start" if held.course.weight_basis is WeightBasis.START else "latest"
    dose = span_words(held.per_kg(last.lowest_ug), held.per_kg(last.highest_ug))
    amount = mg_text(last.lowest_ug)
    return f"{dose} mg/kg ({amount} swallowed, {basis} weight {kg_text(held.weight_g)})"


def span_words(lowest: Fraction, highest: Fraction) -> str:
    """Return "82.9", or "82.9 to 84.1" where the two differ as they are shown."""
    low, high = per_kg_text(lowest), per_kg_text(highest)
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


def scenario_words(scenario: Scenario, held: Cumulative, pause_weeks: int) -> str:
    """Return what is supposed in a scenario."""
    tomorrow = held.so_far.last + ONE_DAY
    match scenario:
        case Scenario.AS_PLANNED:
            return f"As planned{_planned(held)}"
        case Scenario.ACTUAL_RATE:
            return _rate_words(held.so_far.rate)
        case Scenario.WITH_PAUSE:
            weeks = counted_words(pause_weeks, "week")
            return f"With a pause of {weeks} from {full_day(tomorrow)}, then as planned"


def obstacle_words(obstacle: Obstacle, held: Cumulative) -> str:
    """Return why nothing is worked out."""
    match obstacle:
        case Obstacle.NO_TARGET:
            return "No target was named, so no day is worked out."
        case Obstacle.REACHED:
            return f"The target of {target_words(held)} is reached."
        case Obstacle.ENDED:
            ended = held.course.ended_on or held.so_far.last
            return f"The last capsule was on {full_day(ended)}, so no day is worked out."


def target_words(held: Cumulative) -> str:
    """Return "120 mg/kg"; nothing without a target."""
    target = held.course.target_ug_per_kg
    return "" if target is None else f"{_trimmed(Fraction(target, 1000))}{HARD}mg/kg"


def _planned(held: Cumulative) -> str:
    last = held.so_far.last
    if any(phase.start > last for phase in held.phases):
        return ", with what is recorded for the days ahead"
    phase = phase_on(held.phases, last + timedelta(days=1))
    return f", {mg_text(phase.daily_ug)} a day" if phase and not phase.pause else ""


def _rate_words(rate: Rate | None) -> str:
    if rate is None:
        return "As swallowed of late"
    days = counted_words(rate.days, "due day")
    low, high = (_trimmed(ug / 1000) for ug in (rate.lowest_ug, rate.highest_ug))
    amount = low if low == high else f"{low} to {high}"
    return f"As swallowed on the last {days}, {amount}{HARD}mg a day"


def _trimmed(value: Fraction) -> str:
    """Return a number with at most one decimal."""
    return grouped(rounded(value, 1).normalize() + 0)
