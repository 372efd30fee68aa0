"""What changed since the last visit, in plain sentences: numbers and days, nothing else."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date

from isodiary.domain.lab import LabResult
from isodiary.domain.summary import DoseFigures, SymptomFigures
from isodiary.services import words
from isodiary.services.findings import (
    DosesChange,
    Finding,
    Kind,
    LabChange,
    Side,
    SymptomChange,
    WhatChanged,
    side,
)
from isodiary.services.lab_units import range_text
from isodiary.services.trend_words import name_of

SIDES = {Side.BELOW: "below", Side.WITHIN: "within", Side.ABOVE: "above"}

RULES = (
    "The period is held against the period of the same length before it.",
    "A symptom answered in both: it began, is not present any more, or its worst grade is one or"
    " more higher or lower.",
    "A blood test: the newest result of the period lies on another side of the range its lab"
    " printed than the newest result before the period.",
    "Doses taken of those due: a difference of more than ten percentage points.",
    "What was not answered, tested or recorded is not counted as a change.",
    "Warning signs first, then by size, then by name; five at most.",
)
"""How the sentences are chosen, for whoever reads them."""

NOTHING = "By these rules nothing changed, or too little was recorded in one of the two periods."


def title(changed: WhatChanged) -> str:
    """Return "What changed since the last visit", or since a day."""
    if changed.since_visit:
        return "What changed since the last visit"
    return f"What changed since {words.full_day(changed.period.first)}"


def compared(changed: WhatChanged) -> str:
    """Return "Held against the 29 days before, 27 Sep 2026 to 25 Oct 2026."."""
    first, last = words.full_day(changed.before.first), words.full_day(changed.before.last)
    days = words.counted_words(changed.before.days, "day")
    return f"Held against the {days} before, {first} to {last}."


def sentence(finding: Finding, names: Mapping[str, str], near: date) -> str:
    """Return a finding in one sentence; days of the year of `near` stand without theirs."""
    match finding:
        case SymptomChange():
            name = _capital(name_of(names, finding.subject))
            return f"{name}: {_symptom(finding, near)}."
        case LabChange():
            name = _capital(name_of(names, finding.subject))
            return f"{name}: {_result(finding.now, near)}; {_result(finding.before, near)}."
        case DosesChange():
            now, before = _doses(finding.now), _doses(finding.before)
            return f"Doses taken: {now}; in the period before {before}."


def _symptom(change: SymptomChange, near: date) -> str:
    day = _day(change.day, near)
    match change.kind:
        case Kind.BEGAN:
            began = f"began on {day}, worst grade {change.now.worst}"
            return f"{began}; in the period before {_days_present(change.before)}"
        case Kind.GONE:
            return f"last present on {day}; in this period {_days_present(change.now)}"
        case _:
            worst = f"worst grade {change.now.worst}, first on {day}"
            return f"{worst}; in the period before {change.before.worst}"


def _days_present(figures: SymptomFigures) -> str:
    days = words.counted_words(figures.days_answered, "answered day")
    return f"present on {words.grouped(figures.days_present)} of {days}"


def _result(result: LabResult, near: date) -> str:
    """Return "52 U/L on 2 Nov, above the lab’s range 7–45"."""
    assert result.value is not None
    value = f"{result.comparator}{words.grouped(result.value)}{words.HARD}{result.unit}".rstrip()
    lies = side(result)
    assert lies is not None
    ends = ("" if end is None else words.grouped(end) for end in (result.low, result.high))
    return f"{value} on {_day(result.day, near)}, {SIDES[lies]} the lab’s range {range_text(*ends)}"


def _doses(doses: DoseFigures) -> str:
    """Return "89 % (51 of 57, 3 not recorded)"."""
    done = words.grouped(doses.taken + doses.partial)
    parts = [f"{done} of {words.grouped(doses.due)}"]
    left = ((doses.unknown, "unknown"), (doses.not_recorded, "not recorded"))
    parts += [f"{words.grouped(count)} {what}" for count, what in left if count]
    return f"{words.percent_text(doses.adherence)} ({', '.join(parts)})"


def _day(day: date, near: date) -> str:
    return words.short_day(day) if day.year == near.year else words.full_day(day)


def _capital(name: str) -> str:
    return name[:1].upper() + name[1:]
