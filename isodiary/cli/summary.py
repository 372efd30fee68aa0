"""`isodiary summary`: the figures of a period, as a short table or as JSON."""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping, Sequence
from datetime import date

import click

from isodiary.cli.common import Session, catalogue_folder, show
from isodiary.cli.values import DAY, pass_session
from isodiary.domain.summary import DoseFigures, Summary
from isodiary.domain.units import rounded
from isodiary.services.catalogues import Catalogues
from isodiary.services.check import refuse_broken
from isodiary.services.exchange.summary_json import as_json
from isodiary.services.figures.summarise import summarise
from isodiary.services.words.amounts import before_words, reached_words
from isodiary.services.words.days import full_day, short_day
from isodiary.services.words.entries import lab_words
from isodiary.services.words.names import severity_name
from isodiary.services.words.units import (
    counted_words,
    grouped,
    mg_text,
    per_kg_text,
    percent_text,
    weight_text,
)
from isodiary.storage.reads.days import own_symptoms

Line = tuple[str, str]


@click.command(epilog="Examples: isodiary summary, or isodiary summary --from 2026-10-01 --json")
@click.option("--from", "first", type=DAY, help="First day; else the day after the last visit.")
@click.option("--to", "last", type=DAY, help="Last day; else today.")
@click.option("--json", "machine", is_flag=True, help="One object, numbers unrounded.")
@pass_session
def summary(session: Session, first: date | None, last: date | None, machine: bool) -> None:
    """Print the figures of a period."""
    catalogues = Catalogues(catalogue_folder())
    with session.reading() as diary:
        refuse_broken(diary)
        found = summarise(
            diary, now=session.now, first=first, last=last, warning_signs=catalogues.warning_signs
        )
        names = catalogues.names(own_symptoms(diary))
    if machine:
        show(json.dumps(as_json(found), indent=2))
    else:
        show("\n".join(_text(found, names)))


def _text(found: Summary, names: Mapping[str, str]) -> list[str]:
    return [
        _heading(found),
        *_part("Dose", _aligned(_dose(found))),
        *_part("Warning signs", _signs(found, names)),
        *_part("Symptoms", _symptoms(found, names)),
        *_part("Dose steps", _steps(found)),
        *_part("Labs", _labs(found, names)),
        "",
        _reliability(found),
        *_damaged(found),
    ]


def _heading(found: Summary) -> str:
    period = found.period
    days = (
        f"{full_day(period.first)} to {full_day(period.last)} ({counted_words(period.days, 'day')})"
    )
    ended = found.course.ended_on
    if ended is not None and ended < period.last:
        return f"{days}, last capsule on {full_day(ended)}, day {found.course_day} of the course"
    planned = f" of {found.course.planned_weeks}" if found.course.planned_weeks else ""
    return f"{days}, day {found.course_day} of the course, week {found.course_week}{planned}"


def _part(title: str, lines: Iterable[str]) -> list[str]:
    return ["", title, *(f"  {line}" for line in lines)]


def _dose(found: Summary) -> list[Line]:
    dose = found.dose
    by_mg = f"{mg_text(dose.taken_ug)} of {mg_text(dose.scheduled_ug)}"
    return [
        (
            "Planned",
            f"{mg_text(dose.planned_ug)} a day, {per_kg_text(dose.planned_mg_per_kg, 2)} mg/kg",
        ),
        ("Taken", _taken(dose)),
        ("Not taken", _not_taken(dose)),
        ("By amount", f"{by_mg} ({percent_text(dose.adherence_by_mg)})"),
        ("Full days", f"{dose.full_days} of {dose.due_days}"),
        (
            "With a meal",
            f"{percent_text(found.meals.with_meal_percent)} of {found.meals.noted} noted",
        ),
        ("Cumulative", _cumulative(dose)),
        *_target(found),
    ]


def _taken(dose: DoseFigures) -> str:
    extra = f", and {counted_words(dose.extra, 'extra dose')}" if dose.extra else ""
    part = f", {dose.partial} of them in part" if dose.partial else ""
    taken = dose.taken + dose.partial
    return f"{taken} of {dose.due} due doses ({percent_text(dose.adherence)}){part}{extra}"


def _not_taken(dose: DoseFigures) -> str:
    return (
        f"{dose.skipped} skipped, {dose.missed} missed, {dose.unknown} not known, "
        f"{dose.not_recorded} not recorded"
    )


def _cumulative(dose: DoseFigures) -> str:
    lowest = per_kg_text(dose.lowest_mg_per_kg)
    band = f" to {per_kg_text(dose.highest_mg_per_kg)}" if dose.open_ug else ""
    weight = weight_text(dose.weight_g)
    before = f", {before_words(dose)}" if before_words(dose) else ""
    return f"{mg_text(dose.cumulative_ug)}, {lowest}{band} mg/kg (weight {weight}){before}"


def _target(found: Summary) -> list[Line]:
    dose = found.dose
    if dose.target_ug is None:
        return [("Target", "none")]
    target = mg_text(dose.target_ug)
    if dose.reached is not None:
        return [("Target", f"{target}, {reached_words(dose.reached)}")]
    if dose.remaining_ug is None:
        return [("Target", f"{target}; how much is left is not known")]
    left = f"{target}, {mg_text(dose.remaining_ug)} left"
    if found.expected_on is None:
        return [("Target", left)]
    days = counted_words(dose.days_left or 0, "day")
    return [("Target", f"{left}: {days} as planned, {full_day(found.expected_on)}")]


def _signs(found: Summary, names: Mapping[str, str]) -> list[str]:
    answered = f"answered on {found.answered_days} of {found.period.days} days"
    if not found.warning_signs:
        return [f"none noted; symptoms {answered}"]
    return [
        f"{short_day(sign.day)}: {names.get(sign.symptom, sign.symptom)} {sign.severity} "
        f"({severity_name(sign.severity)})"
        for sign in found.warning_signs
    ]


def _symptoms(found: Summary, names: Mapping[str, str]) -> list[str]:
    if not found.symptoms:
        return ["none answered"]
    rows = [
        (
            names.get(each.symptom, each.symptom),
            str(each.worst),
            f"{each.days_present} of {each.days_answered}",
            f"{rounded(each.mean, 1)}",
        )
        for each in found.symptoms
    ]
    return _table(("", "worst", "days", "mean"), rows)


def _steps(found: Summary) -> list[str]:
    rows = [
        (
            f"{full_day(step.first)} to {full_day(step.last)}",
            mg_text(step.daily_ug),
            grouped(step.days),
            percent_text(step.adherence),
        )
        for step in found.steps
    ]
    return _table(("", "a day", "days", "taken"), rows)


def _labs(found: Summary, names: Mapping[str, str]) -> list[str]:
    by_day: dict[date, list[str]] = {}
    for result in found.labs:
        by_day.setdefault(result.day, []).append(lab_words(result, names))
    lines = [f"{full_day(day)}: {', '.join(sorted(said))}" for day, said in by_day.items()]
    return lines or ["none noted"]


def _reliability(found: Summary) -> str:
    made = found.reliability
    share = percent_text(made.same_day_percent)
    return f"{share} of {grouped(made.entries)} entries made the same day, " + (
        f"{grouped(made.edited_later)} edited later."
    )


def _damaged(found: Summary) -> list[str]:
    if not found.damaged:
        return []
    rows = counted_words(found.damaged, "entry is", "entries are")
    return [f"{rows} damaged in the file and left out. isodiary check names them."]


def _table(head: Sequence[str], rows: Sequence[Sequence[str]]) -> list[str]:
    """Return rows with the first column to the left and the others to the right."""
    all_rows = [head, *rows]
    widths = [max(len(row[place]) for row in all_rows) for place in range(len(head))]
    return [
        "  ".join(
            cell.rjust(width) if place else cell.ljust(width)
            for place, (cell, width) in enumerate(zip(row, widths, strict=True))
        ).rstrip()
        for row in all_rows
    ]


def _aligned(lines: Sequence[Line]) -> list[str]:
    width = max(len(label) for label, _ in lines)
    return [f"{label.ljust(width)}  {text}" for label, text in lines]
