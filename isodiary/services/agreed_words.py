"""What was agreed at a visit, in plain English: what it will change, and what is asked once."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from isodiary.domain.lab import PlannedTest
from isodiary.domain.record import Visit
from isodiary.services import words
from isodiary.services.course_words import from_day_doubts, plan_doubts
from isodiary.services.plan_visit import Agreed
from isodiary.services.visit_words import cut, visit_doubts, when_words, who_words

NOTHING = "Nothing yet. Fill in what was agreed; each part may be left out."


def noted_words(visit: Visit) -> str:
    """Return what is noted at the visit itself."""
    if not visit.agreed:
        return "What was noted at the visit is deleted."
    return f"Noted at the visit of {words.full_day(visit.day)}: {cut(visit.agreed)}"


def blood_words(test: PlannedTest) -> str:
    """Return "Blood test on Monday 14 December 2026: lipids"."""
    what = f": {test.what}" if test.what else ""
    return f"Blood test on {_dated(test.day)}{what}"


def next_words(visit: Visit) -> str:
    """Return "Next visit on Monday 21 December 2026, 09:15 · Dr Ash, Skin clinic"."""
    at = f", {visit.at:%H:%M}" if visit.at else ""
    who = f" · {who_words(visit)}" if who_words(visit) else ""
    return f"Next visit on {_dated(visit.day)}{at}{who}"


def agreed_doubts(
    visit: Visit, agreed: Agreed, visits: Sequence[Visit], today: date
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
        *_dose_doubts(agreed, today),
        *_next_doubts(visit, agreed, visits, today),
    )


def _early_doubts(visit: Visit, agreed: Agreed, today: date) -> tuple[str, ...]:
    to_come = (f"The visit of {words.full_day(visit.day)} has not come yet.",)
    days = [each.start for each in (agreed.dose,) if each]
    days += [each.day for each in (agreed.test,) if each]
    before = (f"{words.full_day(day)} is before the visit." for day in days if day < visit.day)
    return (*(to_come if visit.day > today else ()), *before)


def _dose_doubts(agreed: Agreed, today: date) -> tuple[str, ...]:
    if agreed.dose is None:
        return ()
    return (*from_day_doubts(agreed.dose.start, today), *plan_doubts(agreed.dose.plan))


def _next_doubts(
    visit: Visit, agreed: Agreed, visits: Sequence[Visit], today: date
) -> tuple[str, ...]:
    if agreed.visit is None:
        return ()
    ahead = sorted((each for each in visits if each.day > visit.day), key=_day_of)
    planned = (f"{when_words(each)} is planned already; this is one more." for each in ahead)
    return (*visit_doubts(agreed.visit.day, today), *planned)


def _dated(day: date) -> str:
    return f"{words.long_day(day)} {day.year}"


def _day_of(visit: Visit) -> date:
    return visit.day
