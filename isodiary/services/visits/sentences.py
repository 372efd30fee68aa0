"""Plain sentences about a visit: what changed since the last one, and what was agreed at it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date

from isodiary.domain.lab import LabResult, PlannedTest
from isodiary.domain.record import Visit
from isodiary.domain.summary import DoseFigures, SymptomFigures
from isodiary.language import _
from isodiary.services.course.words import from_day_doubts, plan_doubts
from isodiary.services.figures.words import name_of
from isodiary.services.habits import PLAIN, Habits
from isodiary.services.labs.units import range_text
from isodiary.services.visits.changes import (
    DosesChange,
    Finding,
    FindingKind,
    LabChange,
    Side,
    SymptomChange,
    WhatChanged,
    side,
)
from isodiary.services.visits.plan import Agreement
from isodiary.services.visits.words import cut, visit_doubts, when_words, who_words
from isodiary.services.words.days import clock_time, full_day, long_day, short_day
from isodiary.services.words.units import HARD, apart, counted_words, grouped, percent_text

NOTHING = "Nothing yet. Fill in what was agreed; each part may be left out."


def noted_words(visit: Visit) -> str:
    """Return what is noted at the visit itself."""
    if not visit.agreed:
        return "What was noted at the visit is deleted."
    return f"Noted at the visit of {full_day(visit.day)}: {cut(visit.agreed)}"


def blood_words(test: PlannedTest) -> str:
    """Return "Blood test on Monday 14 December 2026: lipids"."""
    what = f": {apart(test.what)}" if test.what else ""
    return f"Blood test on {_dated(test.day)}{what}"


def next_words(visit: Visit, habits: Habits = PLAIN) -> str:
    """Return "Next visit on Monday 21 December 2026, 09:15 · Dr Ash, Skin clinic"."""
    at = f", {clock_time(visit.at, habits)}" if visit.at else ""
    who = f" · {who_words(visit)}" if who_words(visit) else ""
    return f"Next visit on {_dated(visit.day)}{at}{who}"


def agreed_doubts(
    visit: Visit, agreed: Agreement, visits: Sequence[Visit], today: date, habits: Habits = PLAIN
) -> tuple[str, ...]:
    """Return what to ask once before it is kept.

    Args:
        visit: At which it was agreed.
        agreed: What was.
        visits: All visits.
        today: The diary's day.
    """
    return (
        *_early_doubts(visit, agreed, today),
        *_dose_doubts(agreed, today, habits),
        *_next_doubts(visit, agreed, visits, today),
    )


def _early_doubts(visit: Visit, agreed: Agreement, today: date) -> tuple[str, ...]:
    to_come = (f"The visit of {full_day(visit.day)} has not come yet.",)
    days = [each.start for each in (agreed.dose,) if each]
    days += [each.day for each in (agreed.test,) if each]
    before = (f"{full_day(day)} is before the visit." for day in days if day < visit.day)
    return (*(to_come if visit.day > today else ()), *before)


def _dose_doubts(agreed: Agreement, today: date, habits: Habits = PLAIN) -> tuple[str, ...]:
    if agreed.dose is None:
        return ()
    return (
        *from_day_doubts(agreed.dose.start, today),
        *plan_doubts(agreed.dose.plan, habits),
    )


def _next_doubts(
    visit: Visit, agreed: Agreement, visits: Sequence[Visit], today: date
) -> tuple[str, ...]:
    if agreed.visit is None:
        return ()
    ahead = sorted((each for each in visits if each.day > visit.day), key=_day_of)
    planned = (f"{when_words(each)} is planned already; this is one more." for each in ahead)
    return (*visit_doubts(agreed.visit.day, today), *planned)


def _dated(day: date) -> str:
    return f"{long_day(day)} {day.year}"


def _day_of(visit: Visit) -> date:
    return visit.day


SIDES = {Side.BELOW: "below", Side.WITHIN: "within", Side.ABOVE: "above"}

RULES = (
    "The time since the last visit is compared with the time between the two visits before; another"
    " period, and one after the first visit, with as many days directly before it.",
    "A symptom answered in both: it began, is not present any more, or its worst grade is one or"
    " more higher or lower.",
    "A blood test: the newest result of the period lies on another side of the range its lab"
    " printed than the newest result before the period.",
    "Doses taken of those due: a difference of more than ten percentage points.",
    "What was not answered, tested or recorded is not counted as a change.",
    "Warning signs first, then by size, then by name; five at most.",
)
"""How the sentences are chosen, for whoever reads them."""

NOTHING_CHANGED = (
    "By these rules nothing changed, or too little was recorded in one of the two periods."
)


def title(changed: WhatChanged) -> str:
    """Return "What changed since the last visit", or since a day."""
    if changed.since_visit:
        return "What changed since the last visit"
    return f"What changed since {full_day(changed.period.first)}"


def compared(changed: WhatChanged) -> str:
    """Return "Compared with the 29 days before, 27 Sep 2026 to 25 Oct 2026."."""
    first, last = full_day(changed.before.first), full_day(changed.before.last)
    days = counted_words(changed.before.days, "day")
    said = _("Compared with the {days} before, {first} to {last}.")
    return said.format(days=days, first=first, last=last)


def sentence(finding: Finding, names: Mapping[str, str], near: date, habits: Habits = PLAIN) -> str:
    """Return a finding in one sentence; days of the year of `near` stand without theirs."""
    match finding:
        case SymptomChange():
            name = _capital(name_of(names, finding.subject))
            return f"{name}: {_symptom(finding, near)}."
        case LabChange():
            name = _capital(name_of(names, finding.subject))
            now, before = (_result(each, near, habits) for each in (finding.now, finding.before))
            return f"{name}: {now}; {before}."
        case DosesChange():
            now, before = _doses(finding.now), _doses(finding.before)
            return f"Doses taken: {now}; in the period before {before}."


def _symptom(change: SymptomChange, near: date) -> str:
    day = _day(change.day, near)
    match change.kind:
        case FindingKind.BEGAN:
            began = f"began on {day}, worst grade {change.now.worst}"
            return f"{began}; in the period before {_days_present(change.before)}"
        case FindingKind.GONE:
            return f"last present on {day}; in this period {_days_present(change.now)}"
        case _:
            worst = f"worst grade {change.now.worst}, first on {day}"
            return f"{worst}; in the period before {change.before.worst}"


def _days_present(figures: SymptomFigures) -> str:
    days = counted_words(figures.days_answered, "answered day")
    return f"present on {grouped(figures.days_present)} of {days}"


def _result(result: LabResult, near: date, habits: Habits) -> str:
    """Return "52 U/L on 2 Nov, above the lab’s range 7–45"."""
    assert result.value is not None
    value = f"{result.comparator}{grouped(result.value, habits)}{HARD}{result.unit}".rstrip()
    lies = side(result)
    assert lies is not None
    ends = ("" if end is None else grouped(end, habits) for end in (result.low, result.high))
    return f"{value} on {_day(result.day, near)}, {SIDES[lies]} the lab’s range {range_text(*ends)}"


def _doses(doses: DoseFigures) -> str:
    """Return "89 % (51 of 57, 3 not recorded)"."""
    done = grouped(doses.taken + doses.partial)
    parts = [f"{done} of {grouped(doses.due)}"]
    left = ((doses.unknown, "unknown"), (doses.not_recorded, "not recorded"))
    parts += [f"{grouped(count)} {what}" for count, what in left if count]
    return f"{percent_text(doses.adherence)} ({', '.join(parts)})"


def _day(day: date, near: date) -> str:
    return short_day(day) if day.year == near.year else full_day(day)


def _capital(name: str) -> str:
    return name[:1].upper() + name[1:]
