"""The cumulative dose and what it would come to, in words: sums, and never a promise."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import timedelta
from fractions import Fraction

from isodiary.domain.course import Opening
from isodiary.domain.day import ONE_DAY
from isodiary.domain.timeline import phase_on
from isodiary.domain.units import rounded
from isodiary.language import _, marked, plural
from isodiary.services.doses.cumulative import Cumulative
from isodiary.services.doses.projection import DayRange, Obstacle, Rate, Scenario
from isodiary.services.habits import PLAIN, Habits
from isodiary.services.words.amounts import goal_text, reached_words, weight_used
from isodiary.services.words.days import full_day
from isodiary.services.words.names import a_day
from isodiary.services.words.units import (
    HARD,
    grouped,
    mg_text,
    per_kg_text,
    range_text,
)

NOT_COMPUTABLE = marked("not computable")
LETTERS: Mapping[Scenario, str] = {
    Scenario.AS_PLANNED: "A",
    Scenario.ACTUAL_RATE: "B",
    Scenario.WITH_PAUSE: "C",
}
"""What the scenarios are called in the chart and beside it."""

NAMES: Mapping[Scenario, str] = {
    Scenario.AS_PLANNED: marked("{letter} as planned"),
    Scenario.ACTUAL_RATE: marked("{letter} as swallowed of late"),
    Scenario.WITH_PAUSE: marked("{letter} with a pause"),
}
"""What they are called where they end."""


def so_far_words(held: Cumulative, habits: Habits = PLAIN) -> str:
    """Return "82.9 mg/kg (5 310 mg, start weight 64 kg)", with the upper end if there is a band."""
    last = held.end
    said = _("{per_kg} mg/kg ({amount} swallowed, {weight})")
    amount = mg_text(last.lowest_ug, habits)
    if held.course.opening is Opening.UNKNOWN:
        amount = _("{amount} or more").format(amount=amount)
    return said.format(
        per_kg=span_words(held.per_kg(last.lowest_ug), held.per_kg(last.highest_ug), habits),
        amount=amount,
        weight=weight_used(held.course.weight_basis, held.weight_g, habits),
    )


def span_words(lowest: Fraction, highest: Fraction, habits: Habits = PLAIN) -> str:
    """Return "82.9", or "82.9 to 84.1" where the two differ as they are shown."""
    return range_text(per_kg_text(lowest, 1, habits), per_kg_text(highest, 1, habits))


def range_words(found: DayRange | None) -> str:
    """Return "on 11 Jul 2026" or "11 Jul 2026 to 3 Aug 2026"."""
    if found is None:
        return _(NOT_COMPUTABLE)
    first = full_day(found.earliest)
    if found.latest is None:
        return _("from {day} on, or not within ten years").format(day=first)
    if found.latest == found.earliest:
        return _("on {day}").format(day=first)
    return range_text(first, full_day(found.latest))


def scenario_words(
    scenario: Scenario, held: Cumulative, pause_weeks: int, habits: Habits = PLAIN
) -> str:
    """Return what is supposed in a scenario."""
    tomorrow = held.so_far.last + ONE_DAY
    match scenario:
        case Scenario.AS_PLANNED:
            return _as_planned(held, habits)
        case Scenario.ACTUAL_RATE:
            return _rate_words(held.so_far.rate, habits)
        case Scenario.WITH_PAUSE:
            return plural(
                pause_weeks,
                "With a pause of {count} week from {day}, then as planned",
                "With a pause of {count} weeks from {day}, then as planned",
            ).format(day=full_day(tomorrow))


def obstacle_words(obstacle: Obstacle, held: Cumulative, habits: Habits = PLAIN) -> str:
    """Return why nothing is worked out."""
    match obstacle:
        case Obstacle.NO_TARGET:
            return _("No target was named, so no day is worked out.")
        case Obstacle.REACHED:
            return _reached_words(held, habits)
        case Obstacle.ENDED:
            ended = held.course.ended_on or held.so_far.last
            return _("The last capsule was on {day}, so no day is worked out.").format(
                day=full_day(ended)
            )


def target_words(held: Cumulative, habits: Habits = PLAIN) -> str:
    """Return "120 mg/kg"; nothing without a target."""
    return goal_text(held.course.target_ug_per_kg, habits)


def _reached_words(held: Cumulative, habits: Habits) -> str:
    target, found = target_words(held, habits), held.reached
    if found is None:
        return _("The target of {target} is reached.").format(target=target)
    said = _("The target of {target} was {reached}.")
    return said.format(target=target, reached=reached_words(found))


def _as_planned(held: Cumulative, habits: Habits = PLAIN) -> str:
    last = held.so_far.last
    if any(phase.start > last for phase in held.phases):
        return _("As planned, with what is recorded for the days ahead")
    phase = phase_on(held.phases, last + timedelta(days=1))
    if phase is None or phase.plan is None:
        return _("As planned")
    return _("As planned, {dose}").format(dose=a_day(phase.plan, habits))


def _rate_words(rate: Rate | None, habits: Habits) -> str:
    if rate is None:
        return _("As swallowed of late")
    low, high = (_trimmed(ug / 1000, habits) for ug in (rate.lowest_ug, rate.highest_ug))
    return plural(
        rate.days,
        "As swallowed on the last {count} due day, {amount} a day",
        "As swallowed on the last {count} due days, {amount} a day",
    ).format(amount=f"{range_text(low, high)}{HARD}mg")


def _trimmed(value: Fraction, habits: Habits) -> str:
    """Return a number with at most one decimal."""
    return grouped(rounded(value, 1).normalize() + 0, habits)
