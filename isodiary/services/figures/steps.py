"""The rows of the dose-step table: what was taken, felt and tested at each dose."""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Collection, Mapping, Sequence
from datetime import date, timedelta
from fractions import Fraction
from itertools import accumulate

from isodiary.domain.period import Period
from isodiary.domain.summary import DoseStep, Summary
from isodiary.domain.symptom import NOT_ANSWERED
from isodiary.domain.timeline import Stretch, stretches
from isodiary.domain.values import dataclass
from isodiary.storage.diary import Diary
from isodiary.storage.sums.series import doses_by_day, severities
from isodiary.storage.sums.sums import DaySum

LOWEST, HIGHEST = "l", "h"
"""The letters at the lowest and the highest mean of a symptom. Neither is called good."""

BEGUN = re.compile(rb"(?:\A|\x00)%b*([\x01-\x03])" % re.escape(bytes([NOT_ANSWERED])))
"""Something present that is the first answer ever, or the first one after "none"."""


@dataclass(frozen=True, slots=True, kw_only=True)
class StepRow:
    """A dose step with what the table says beside it.

    Attributes:
        step: Its days, doses and symptoms.
        taken_ug: Micrograms swallowed on its days, pauses left out.
        onsets: By symptom id the day of the step, 1 for its first, on which the symptom was there
            after it had not been: the first answer ever or one after "none". Symptoms that did
            not begin in the step are absent.
        letters: By symptom id `LOWEST` or `HIGHEST`, where the means of the steps differ.
        labs: Days of blood tests between its first and last day.
    """

    step: DoseStep
    taken_ug: int
    onsets: Mapping[str, int]
    letters: Mapping[str, str]
    labs: tuple[date, ...]


def read_steps(diary: Diary, summary: Summary, symptoms: Collection[str]) -> tuple[StepRow, ...]:
    """Return the dose steps of a summary's course up to its last day, with some symptoms."""
    if not summary.steps:
        return ()
    whole = Period(first=summary.course.start, last=summary.steps[-1].last)
    with diary.reading():
        doses = doses_by_day(diary, whole)
        answers = severities(diary, whole)
    began = {
        symptom: onsets(whole.first, given)
        for symptom, given in answers.items()
        if symptom in symptoms
    }
    letters = _letters(summary.steps, symptoms)
    labs = sorted({result.day for result in summary.labs})
    swallowed = _Swallowed(doses)
    rows: list[StepRow] = []
    for place, step in enumerate(summary.steps):
        runs = stretches(summary.course, summary.phases, step.first, step.last)
        rows.append(
            StepRow(
                step=step,
                taken_ug=sum(swallowed.between(run) for run in runs if not run.phase.pause),
                onsets=_first_in(began, step),
                letters={symptom: of[place] for symptom, of in letters.items() if of[place]},
                labs=tuple(day for day in labs if step.first <= day <= step.last),
            )
        )
    return tuple(rows)


class _Swallowed:
    """Adds up what was swallowed between two days, without going through them."""

    def __init__(self, doses: Mapping[date, DaySum]) -> None:
        self._days = tuple(doses)
        self._totals = (0, *accumulate(one.amount_ug for one in doses.values()))

    def between(self, run: Stretch) -> int:
        """Return the micrograms of the days of a stretch."""
        first, after = bisect_left(self._days, run.first), bisect_right(self._days, run.last)
        return self._totals[after] - self._totals[first]


def onsets(first: date, answers: bytes) -> list[date]:
    """Return the days on which a symptom began, from a byte for each day from `first` on.

    It begins where it is present and was answered with none before, or never before; days without
    an answer in between do not count.
    """
    return [first + timedelta(days=found.start(1)) for found in BEGUN.finditer(answers)]


def _first_in(began: Mapping[str, Sequence[date]], step: DoseStep) -> dict[str, int]:
    firsts = {
        symptom: next((day for day in days if step.first <= day <= step.last), None)
        for symptom, days in began.items()
    }
    return {
        symptom: (day - step.first).days + 1 for symptom, day in firsts.items() if day is not None
    }


def _letters(steps: Sequence[DoseStep], symptoms: Collection[str]) -> dict[str, list[str]]:
    """Return by symptom a letter, or nothing, for each step."""
    found: dict[str, list[str]] = {}
    for symptom in symptoms:
        means = [
            step.symptoms[symptom].mean if symptom in step.symptoms else None for step in steps
        ]
        answered = [mean for mean in means if mean is not None]
        if len(set(answered)) > 1:
            lowest, highest = min(answered), max(answered)
            found[symptom] = [_letter(mean, lowest, highest) for mean in means]
    return found


def _letter(mean: Fraction | None, lowest: Fraction, highest: Fraction) -> str:
    if mean == lowest:
        return LOWEST
    return HIGHEST if mean == highest else ""
