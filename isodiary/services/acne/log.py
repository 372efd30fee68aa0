"""Acne checks: noting one, correcting or removing it, and what has changed since the first."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import date
from enum import Enum
from fractions import Fraction

from isodiary.domain.acne import GAGS_FACTORS, MOST_LESIONS, WORST_IGA, WORST_LESION, AcneCheck
from isodiary.domain.change import Act, Change, Edit, change_of, edit_to
from isodiary.domain.errors import AlreadyLogged, Refused
from isodiary.domain.units import percent
from isodiary.domain.values import dataclass
from isodiary.language import _, marked

TAKEN = marked("The diary already has an acne check on that day. Correct that one.")
TO_COME = marked("That day has not come yet.")
COUNT = marked("Type a whole number from 0 to {most}, or leave it empty.")
EMPTY = marked("Fill in a grade or a count.")
AREAS_MISSING = marked("A score needs all six areas. Grade the others too, or none.")


class Measure(Enum):
    """What can be read off an acne check: its name, and the largest it can be if it has one."""

    OVERALL = ("overall", WORST_IGA)
    SCORE = ("score", WORST_LESION * sum(GAGS_FACTORS))
    INFLAMMATORY = ("inflammatory", None)
    NON_INFLAMMATORY = ("non_inflammatory", None)
    NODULES = ("nodules", None)

    @property
    def most(self) -> int | None:
        """The largest value; None for a count."""
        most: int | None = self.value[1]
        return most

    @property
    def counted(self) -> bool:
        """Whether it is a count, of which a change in percent can be told."""
        return self.most is None


@dataclass(frozen=True, slots=True, kw_only=True)
class AskedAcne:
    """An acne check as the patient fills it in; None is what was not estimated.

    Attributes:
        day: The diary's day.
        overall: 0 clear to 4 severe.
        areas: The worst lesion of each of the six areas; None for one that was not graded.
        non_inflammatory, inflammatory, nodules: Counts.
        note: The patient's own words.
    """

    day: date
    overall: int | None = None
    areas: tuple[int | None, ...] = (None,) * len(GAGS_FACTORS)
    non_inflammatory: int | None = None
    inflammatory: int | None = None
    nodules: int | None = None
    note: str = ""


def write_check(
    before: AcneCheck | None, of_day: Sequence[AcneCheck], asked: AskedAcne, *, today: date
) -> Change | None:
    """Return the change that notes a check, or makes `before` that check.

    Args:
        before: The check to correct; None for a new one.
        of_day: The checks of the day asked for.
        asked: What is filled in.
        today: The diary's day.

    Raises:
        AlreadyLogged: The day has another check.
        Refused: Nothing is filled in, only some areas are, or the day has not come yet.
    """
    if asked.day > today:
        raise Refused(_(TO_COME))
    if any(before is None or held.id != before.id for held in of_day):
        raise AlreadyLogged(_(TAKEN))
    made = _made(asked)
    after = made if before is None else replace(made, id=before.id)
    return change_of(Act.LOG_ACNE, edit_to(before, after))


def remove_check(check: AcneCheck) -> Change:
    """Return the change that takes a check out of the diary."""
    return Change(act=Act.REMOVE_ACNE, edits=(Edit(before=check),))


def areas_of(areas: Sequence[int | None]) -> tuple[int, ...] | None:
    """Return the grades of all six areas; None if none was graded.

    Raises:
        Refused: Only some were.
    """
    graded = tuple(grade for grade in areas if grade is not None)
    if graded and len(graded) < len(GAGS_FACTORS):
        raise Refused(_(AREAS_MISSING))
    return graded or None


def value_of(check: AcneCheck, measure: Measure) -> int | None:
    """Return what a check says of a measure; None if that was not estimated."""
    match measure:
        case Measure.OVERALL:
            return check.iga
        case Measure.SCORE:
            return check.gags_total
        case Measure.INFLAMMATORY:
            return check.inflammatory
        case Measure.NON_INFLAMMATORY:
            return check.non_inflammatory
        case Measure.NODULES:
            return check.nodules


def measured(checks: Sequence[AcneCheck], measure: Measure) -> list[tuple[date, int]]:
    """Return (day, value) of the checks in which something was measured, oldest first."""
    by_day = {check.day: value_of(check, measure) for check in checks}
    return [(day, value) for day in sorted(by_day) if (value := by_day[day]) is not None]


def change_percent(baseline: int | None, now: int | None) -> Fraction | None:
    """Return how much a count has changed since the baseline, in percent (clinical.md 3.3).

    It is negative where there are fewer; None where the baseline is 0 or a count is missing.
    """
    if baseline is None or now is None:
        return None
    return percent(now - baseline, baseline)


def typed_count(typed: str) -> int | None:
    """Return the count that is typed; None for nothing.

    Raises:
        Refused: It is no whole number from 0 to 999.
    """
    plain = typed.strip()
    if not plain:
        return None
    if not (plain.isascii() and plain.isdecimal() and int(plain[:9]) <= MOST_LESIONS):
        raise Refused(_(COUNT).format(most=MOST_LESIONS))
    return int(plain)


def _made(asked: AskedAcne) -> AcneCheck:
    counts = (asked.non_inflammatory, asked.inflammatory, asked.nodules)
    gags = areas_of(asked.areas)
    if asked.overall is None and gags is None and counts == (None, None, None):
        raise Refused(_(EMPTY))
    return AcneCheck(
        day=asked.day,
        iga=asked.overall,
        gags=gags,
        non_inflammatory=asked.non_inflammatory,
        inflammatory=asked.inflammatory,
        nodules=asked.nodules,
        note=asked.note,
    )
