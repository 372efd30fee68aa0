"""The numbers of Trends in words, for the line beside the chart and for a screen reader."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date

from isodiary.domain.timeline import Stretch
from isodiary.language import _, plural
from isodiary.services.figures.trends import Trends, open_slots
from isodiary.services.habits import PLAIN, Habits
from isodiary.services.words.days import full_day_of_week
from isodiary.services.words.names import severity_name
from isodiary.services.words.units import mg_text


def name_of(names: Mapping[str, str], symptom: str) -> str:
    """Return the name of a symptom on one line; its id if it has none."""
    return " ".join(names.get(symptom, symptom).split())


def day_values(trends: Trends, names: Mapping[str, str], day: date, habits: Habits = PLAIN) -> str:
    """Return everything the chart shows of a day."""
    said = [dose_words(trends, day, habits)]
    for line in trends.lines:
        said.append(f"{name_of(names, line.symptom)} {severity_words(line.on(day))}")
    said += [_("visit")] * (day in trends.visits) + [_("blood test")] * (day in trends.labs)
    return f"{full_day_of_week(day)}: {'; '.join(said)}."


def dose_words(trends: Trends, day: date, habits: Habits = PLAIN) -> str:
    """Return "40 mg taken, 40 mg planned"."""
    run = trends.stretch_on(day)
    doses = trends.doses.get(day)
    planned = _planned_words(run, day, habits)
    if doses is None:
        slots = run.phase.slots_on(day) if run is not None else ()
        return _("dose not recorded, {planned}").format(planned=planned) if slots else planned
    if not doses.known and not doses.amount_ug:
        return _("dose not known, {planned}").format(planned=planned)
    amount = mg_text(doses.amount_ug, habits)
    if still_open := open_slots(run, doses):
        said = plural(
            still_open,
            "{amount} taken, {planned}, {count} dose open",
            "{amount} taken, {planned}, {count} doses open",
        )
    else:
        said = _("{amount} taken, {planned}")
    return said.format(amount=amount, planned=planned)


def _planned_words(run: Stretch | None, day: date, habits: Habits) -> str:
    if run is None:
        return _("no course")
    if run.phase.pause:
        return _("pause")
    if not run.phase.slots_on(day):
        return _("no dose planned")
    return _("{amount} planned").format(amount=mg_text(planned_on(run, day), habits))


def severity_words(severity: int | None) -> str:
    """Return "2 moderate", or "not recorded"."""
    return _("not recorded") if severity is None else f"{severity} {severity_name(severity)}"


def planned_on(run: Stretch, day: date) -> int:
    """Return the micrograms planned for a day of a stretch."""
    return sum(slot.amount_ug for slot in run.phase.slots_on(day))
