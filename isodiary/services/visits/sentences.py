"""Plain sentences about a visit: what changed since the last one, and what was agreed at it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date

from isodiary.domain.lab import LabResult, PlannedTest
from isodiary.domain.record import Visit
from isodiary.domain.summary import DoseFigures, SymptomFigures
from isodiary.language import _, marked, plural
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
from isodiary.services.words.units import HARD, apart, capital, grouped, percent_text

NOTHING = marked("Nothing yet. Fill in what was agreed; each part may be left out.")


def noted_words(visit: Visit) -> str:
    """Return what is noted at the visit itself."""
    if not visit.agreed:
        return _("What was noted at the visit is deleted.")
    return _("Noted at the visit of {day}: {words}").format(
        day=full_day(visit.day), words=cut(visit.agreed)
    )


def blood_words(test: PlannedTest) -> str:
    """Return "Blood test on Monday 14 December 2026: lipids"."""
    said = _("Blood test on {day}").format(day=_dated(test.day))
    return f"{said}: {apart(test.what)}" if test.what else said


def next_words(visit: Visit, habits: Habits = PLAIN) -> str:
    """Return "Next visit on Monday 21 December 2026, 09:15 · Dr Ash, Skin clinic"."""
    at = f", {clock_time(visit.at, habits)}" if visit.at else ""
    who = f" · {who_words(visit)}" if who_words(visit) else ""
    return f"{_('Next visit on {day}').format(day=_dated(visit.day))}{at}{who}"


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
    to_come = (_("The visit of {day} has not come yet.").format(day=full_day(visit.day)),)
    days = [each.start for each in (agreed.dose,) if each]
    days += [each.day for each in (agreed.test,) if each]
    before = (
        _("{day} is before the visit.").format(day=full_day(day)) for day in days if day < visit.day
    )
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
    planned = (
        _("{when} is planned already; this is one more.").format(when=when_words(each))
        for each in ahead
    )
    return (*visit_doubts(agreed.visit.day, today), *planned)


def _dated(day: date) -> str:
    return _("{day} {year}").format(day=long_day(day), year=day.year)


def _day_of(visit: Visit) -> date:
    return visit.day


SIDES = {
    Side.BELOW: marked("{value} on {day}, below the lab’s range {range}"),
    Side.WITHIN: marked("{value} on {day}, within the lab’s range {range}"),
    Side.ABOVE: marked("{value} on {day}, above the lab’s range {range}"),
}

RULES = (
    marked(
        "The time since the last visit is compared with the time between the two "
        "visits before; another period, and one after the first visit, with as "
        "many days directly before it."
    ),
    marked(
        "A symptom answered in both: it began, is not present any more, or its "
        "worst grade is one or more higher or lower."
    ),
    marked(
        "A blood test: the newest result of the period lies on another side of "
        "the range its lab printed than the newest result before the period."
    ),
    marked("Doses taken of those due: a difference of more than ten percentage points."),
    marked("What was not answered, tested or recorded is not counted as a change."),
    marked("Warning signs first, then by size, then by name; five at most."),
)
"""How the sentences are chosen, for whoever reads them."""

NOTHING_CHANGED = marked(
    "By these rules nothing changed, or too little was recorded in one of the two periods."
)


def title(changed: WhatChanged) -> str:
    """Return "What changed since the last visit", or since a day."""
    if changed.since_visit:
        return _("What changed since the last visit")
    return _("What changed since {day}").format(day=full_day(changed.period.first))


def compared(changed: WhatChanged) -> str:
    """Return "Compared with the 29 days before, 27 Sep 2026 to 25 Oct 2026."."""
    first, last = full_day(changed.before.first), full_day(changed.before.last)
    said = plural(
        changed.before.days,
        "Compared with the {count} day before, {first} to {last}.",
        "Compared with the {count} days before, {first} to {last}.",
    )
    return said.format(first=first, last=last)


def sentence(finding: Finding, names: Mapping[str, str], near: date, habits: Habits = PLAIN) -> str:
    """Return a finding in one sentence; days of the year of `near` stand without theirs."""
    match finding:
        case SymptomChange():
            name = capital(name_of(names, finding.subject))
            return f"{name}: {_symptom(finding, near)}."
        case LabChange():
            name = capital(name_of(names, finding.subject))
            now, before = (_result(each, near, habits) for each in (finding.now, finding.before))
            return f"{name}: {now}; {before}."
        case DosesChange():
            now, before = _doses(finding.now), _doses(finding.before)
            return _("Doses taken: {now}; in the period before {before}.").format(
                now=now, before=before
            )


def _symptom(change: SymptomChange, near: date) -> str:
    match change.kind:
        case FindingKind.BEGAN:
            said = _("began on {day}, worst grade {worst}; in the period before {before}")
            before = _days_present(change.before)
        case FindingKind.GONE:
            said = _("last present on {day}; in this period {now}")
            before = ""
        case _:
            said = _("worst grade {worst}, first on {day}; in the period before {before}")
            before = str(change.before.worst)
    return said.format(
        day=_day(change.day, near),
        worst=change.now.worst,
        before=before,
        now=_days_present(change.now),
    )


def _days_present(figures: SymptomFigures) -> str:
    said = plural(
        figures.days_answered,
        "present on {days} of {count} answered day",
        "present on {days} of {count} answered days",
    )
    return said.format(days=grouped(figures.days_present))


def _result(result: LabResult, near: date, habits: Habits) -> str:
    """Return "52 U/L on 2 Nov, above the lab’s range 7–45"."""
    assert result.value is not None
    value = f"{result.comparator.sign}{grouped(result.value, habits)}{HARD}{result.unit}".rstrip()
    lies = side(result)
    assert lies is not None
    low, high = ("" if end is None else grouped(end, habits) for end in (result.low, result.high))
    printed = range_text(low, high, result.range)
    said = _(SIDES[lies])
    return said.format(value=value, day=_day(result.day, near), range=printed)


def _doses(doses: DoseFigures) -> str:
    """Return "89 % (51 of 57, 3 not recorded)"."""
    done = grouped(doses.taken + doses.partial)
    parts = [_("{number} of {due}").format(number=done, due=grouped(doses.due))]
    if doses.unknown:
        parts.append(_("{number} unknown").format(number=grouped(doses.unknown)))
    if doses.not_recorded:
        parts.append(_("{number} not recorded").format(number=grouped(doses.not_recorded)))
    return f"{percent_text(doses.adherence)} ({', '.join(parts)})"


def _day(day: date, near: date) -> str:
    return short_day(day) if day.year == near.year else full_day(day)
