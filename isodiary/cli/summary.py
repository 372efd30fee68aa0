"""`isodiary summary`: the figures of a period, as a short table or as JSON."""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping, Sequence
from datetime import date

from isodiary.cli.common import Session, catalogue_folder, command, option, show
from isodiary.cli.values import DAY, pass_session
from isodiary.domain.summary import DoseFigures, Summary
from isodiary.domain.units import rounded
from isodiary.language import _, marked, pgettext, plural
from isodiary.services.catalogues import Catalogues
from isodiary.services.check import refuse_broken
from isodiary.services.exchange.summary_json import as_json
from isodiary.services.figures.summarise import summarise
from isodiary.services.words.amounts import before_words, reached_words
from isodiary.services.words.days import full_day, short_day
from isodiary.services.words.entries import lab_words
from isodiary.services.words.names import severity_name
from isodiary.services.words.units import (
    grouped,
    mg_text,
    per_kg_text,
    percent_text,
    range_text,
    weight_text,
)
from isodiary.storage.reads.days import own_symptoms

Line = tuple[str, str]


@command(epilog=marked("Examples: isodiary summary, or isodiary summary --from 2026-10-01 --json"))
@option("--from", "first", type=DAY, help=marked("First day; else the day after the last visit."))
@option("--to", "last", type=DAY, help=marked("Last day; else today."))
@option("--json", "machine", is_flag=True, help=marked("One object, numbers unrounded."))
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
        *_part(_("Dose"), _aligned(_dose(found))),
        *_part(_("Warning signs"), _signs(found, names)),
        *_part(_("Symptoms"), _symptoms(found, names)),
        *_part(_("Dose steps"), _steps(found)),
        *_part(_("Labs"), _labs(found, names)),
        "",
        _reliability(found),
        *_damaged(found),
    ]


def _heading(found: Summary) -> str:
    period = found.period
    course = found.course
    said = plural(
        period.days, "{first} to {last} ({count} day)", "{first} to {last} ({count} days)"
    )
    days = said.format(first=full_day(period.first), last=full_day(period.last))
    ended = course.ended_on
    if ended is not None and ended < period.last:
        where = _("last capsule on {end}, day {day} of the course")
    elif course.planned_weeks:
        where = _("day {day} of the course, week {week} of {weeks}")
    else:
        where = _("day {day} of the course, week {week}")
    where = where.format(
        end=full_day(ended) if ended else "",
        day=found.course_day,
        week=found.course_week,
        weeks=course.planned_weeks,
    )
    return f"{days}, {where}"


def _part(title: str, lines: Iterable[str]) -> list[str]:
    return ["", title, *(f"  {line}" for line in lines)]


def _dose(found: Summary) -> list[Line]:
    dose = found.dose
    by_mg = _("{amount} of {planned}").format(
        amount=mg_text(dose.taken_ug), planned=mg_text(dose.scheduled_ug)
    )
    return [
        (
            _("Planned"),
            _("{amount} a day, {per_kg}").format(
                amount=mg_text(dose.planned_ug),
                per_kg=f"{per_kg_text(dose.planned_mg_per_kg, 2)} mg/kg",
            ),
        ),
        (_("Taken"), _taken(dose)),
        (_("Not taken"), _not_taken(dose)),
        (_("By amount"), f"{by_mg} ({percent_text(dose.adherence_by_mg)})"),
        (
            _("Full days"),
            _("{number} of {due}").format(number=dose.full_days, due=dose.due_days),
        ),
        (
            _("With a meal"),
            _("{percent} of {number} noted").format(
                percent=percent_text(found.meals.with_meal_percent), number=found.meals.noted
            ),
        ),
        (_("Cumulative"), _cumulative(dose)),
        *_target(found),
    ]


def _taken(dose: DoseFigures) -> str:
    said = [
        _("{number} of {due} due doses ({percent})").format(
            number=dose.taken + dose.partial, due=dose.due, percent=percent_text(dose.adherence)
        )
    ]
    if dose.partial:
        said.append(_("{number} of them in part").format(number=dose.partial))
    if dose.extra:
        said.append(plural(dose.extra, "and {count} extra dose", "and {count} extra doses"))
    return ", ".join(said)


def _not_taken(dose: DoseFigures) -> str:
    return _(
        "{skipped} skipped, {missed} missed, {unknown} not known, {not_recorded} not recorded"
    ).format(
        skipped=dose.skipped,
        missed=dose.missed,
        unknown=dose.unknown,
        not_recorded=dose.not_recorded,
    )


def _cumulative(dose: DoseFigures) -> str:
    lowest, highest = per_kg_text(dose.lowest_mg_per_kg), per_kg_text(dose.highest_mg_per_kg)
    per_kg = _("{low} to {high}").format(low=lowest, high=highest) if dose.open_ug else lowest
    before = f", {before_words(dose)}" if before_words(dose) else ""
    said = _("{amount}, {per_kg} (weight {weight})").format(
        amount=mg_text(dose.cumulative_ug),
        per_kg=f"{per_kg} mg/kg",
        weight=weight_text(dose.weight_g),
    )
    return f"{said}{before}"


def _target(found: Summary) -> list[Line]:
    dose = found.dose
    if dose.target_ug is None:
        return [(_("Target"), pgettext("target", "none"))]
    target = mg_text(dose.target_ug)
    if dose.reached is not None:
        return [(_("Target"), f"{target}, {reached_words(dose.reached)}")]
    if dose.remaining_ug is None:
        return [(_("Target"), _("{target}; how much is left is not known").format(target=target))]
    left = _("{target}, {amount} left").format(target=target, amount=mg_text(dose.remaining_ug))
    if found.expected_on is None:
        return [(_("Target"), left)]
    said = plural(
        dose.days_left or 0,
        "{left}: {count} day as planned, {day}",
        "{left}: {count} days as planned, {day}",
    )
    return [(_("Target"), said.format(left=left, day=full_day(found.expected_on)))]


def _signs(found: Summary, names: Mapping[str, str]) -> list[str]:
    if not found.warning_signs:
        said = _("none noted; symptoms answered on {number} of {days} days")
        return [said.format(number=found.answered_days, days=found.period.days)]
    return [
        f"{short_day(sign.day)}: {names.get(sign.symptom, sign.symptom)} {sign.severity} "
        f"({severity_name(sign.severity)})"
        for sign in found.warning_signs
    ]


def _symptoms(found: Summary, names: Mapping[str, str]) -> list[str]:
    if not found.symptoms:
        return [_("none answered")]
    rows = [
        (
            names.get(each.symptom, each.symptom),
            str(each.worst),
            _("{number} of {days}").format(number=each.days_present, days=each.days_answered),
            f"{rounded(each.mean, 1)}",
        )
        for each in found.symptoms
    ]
    return _table(("", _("worst"), _("days"), _("mean")), rows)


def _steps(found: Summary) -> list[str]:
    rows = [
        (
            range_text(full_day(step.first), full_day(step.last)),
            mg_text(step.daily_ug),
            grouped(step.days),
            percent_text(step.adherence),
        )
        for step in found.steps
    ]
    return _table(("", _("a day"), _("days"), _("taken")), rows)


def _labs(found: Summary, names: Mapping[str, str]) -> list[str]:
    by_day: dict[date, list[str]] = {}
    for result in found.labs:
        by_day.setdefault(result.day, []).append(lab_words(result, names))
    lines = [f"{full_day(day)}: {', '.join(sorted(said))}" for day, said in by_day.items()]
    return lines or [_("none noted")]


def _reliability(found: Summary) -> str:
    made = found.reliability
    return _("{percent} of {entries} entries made the same day, {number} edited later.").format(
        percent=percent_text(made.same_day_percent),
        entries=grouped(made.entries),
        number=grouped(made.edited_later),
    )


def _damaged(found: Summary) -> list[str]:
    if not found.damaged:
        return []
    return [
        plural(
            found.damaged,
            "{count} entry is damaged in the file and left out. isodiary check names it.",
            "{count} entries are damaged in the file and left out. isodiary check names them.",
        )
    ]


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
