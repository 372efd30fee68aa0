"""The numbers of Trends in words, for the line beside the chart and for a screen reader."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date

from isodiary.domain.timeline import Stretch
from isodiary.services.figures.trends import Trends, open_slots
from isodiary.services.habits import PLAIN, Habits
from isodiary.services.words.days import day_name, full_day
from isodiary.services.words.entries import SEVERITIES
from isodiary.services.words.units import counted_words, mg_text


def name_of(names: Mapping[str, str], symptom: str) -> str:
    """Return the name of a symptom on one line; its id if it has none."""
    return " ".join(names.get(symptom, symptom).split())


def day_values(trends: Trends, names: Mapping[str, str], day: date, habits: Habits = PLAIN) -> str:
    """Return everything the chart shows of a day."""
    said = [dose_words(trends, day, habits)]
    for line in trends.lines:
        said.append(f"{name_of(names, line.symptom)} {severity_words(line.on(day))}")
    said += ["visit"] * (day in trends.visits) + ["blood test"] * (day in trends.labs)
    return f"{day_name(day)[:3]} {full_day(day)}: {'; '.join(said)}."


def dose_words(trends: Trends, day: date, habits: Habits = PLAIN) -> str:
    """Return "40 mg taken of 40 mg planned"."""
    run = trends.stretch_on(day)
    doses = trends.doses.get(day)
    if run is None:
        planned = "no course"
    elif run.phase.pause:
        planned = "pause"
    elif not run.phase.slots_on(day):
        planned = "no dose planned"
    else:
        planned = f"{mg_text(planned_on(run, day), habits)} planned"
    if doses is None:
        slots = run.phase.slots_on(day) if run is not None else ()
        return f"dose not recorded, {planned}" if slots else planned
    if not doses.known and not doses.amount_ug:
        return f"dose not known, {planned}"
    taken = f"{mg_text(doses.amount_ug, habits)} taken, {planned}"
    still_open = open_slots(run, doses)
    return f"{taken}, {counted_words(still_open, 'dose')} open" if still_open else taken


def severity_words(severity: int | None) -> str:
    """Return "2 moderate", or "not recorded"."""
    return "not recorded" if severity is None else f"{severity} {SEVERITIES[severity]}"


def planned_on(run: Stretch, day: date) -> int:
    """Return the micrograms planned for a day of a stretch."""
    return sum(slot.amount_ug for slot in run.phase.slots_on(day))
