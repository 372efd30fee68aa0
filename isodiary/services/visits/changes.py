"""What changed since the last visit: up to five findings, each by a rule and with its numbers.

The period of a summary is held against the period of the same length before it:

* A symptom was answered in both. It began if it was present in the period and on none of the
  answered days before; it is gone if the other way round; else its worst grade rose or fell by one
  or more. Each symptom yields one finding at most.
* A blood test crossed the range that the lab printed: the newest result of the period lies on
  another side of its own range than the newest result before the period did of its own. Words,
  results without a range, and results that may lie on either side say nothing.
* The share of due doses taken differs by more than ten percentage points. It is counted as
  everywhere, with what is not recorded beside it; where nothing at all is known of the doses of
  one of the two, it says nothing.

What was not answered, not tested or not recorded is unknown and never a change. Warning signs
stand first, then the larger size, then the name: the size is the difference in grades, the ends of
the range that were crossed (one or two), each full ten points of doses. No rule looks for causes.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterator, Mapping, Sequence
from datetime import date, timedelta
from enum import Enum, StrEnum
from fractions import Fraction
from itertools import groupby
from operator import attrgetter

from isodiary.domain.lab import Comparator, LabResult
from isodiary.domain.period import Period
from isodiary.domain.summary import DoseFigures, Summary, SymptomFigures
from isodiary.domain.symptom import NO_SIGNS, Signs, is_sign
from isodiary.domain.values import dataclass
from isodiary.services.figures.summarise import summarise
from isodiary.storage.diary import Diary
from isodiary.storage.sums.series import NOT_ANSWERED, severities

POINTS = 10
"""The share of doses taken has to differ by more percentage points than this."""

DOSES = "doses"
"""What stands for the doses where others have the id of a symptom or a test."""


class FindingKind(StrEnum):
    """The rule that found a change."""

    BEGAN = "began"
    GONE = "gone"
    UP = "up"
    DOWN = "down"
    LAB = "lab"
    DOSES = "doses"


class Side(Enum):
    """Where a result lies, as the place from the lower to the upper end of its range."""

    BELOW = 0
    WITHIN = 1
    ABOVE = 2


class FindingPlace(Enum):
    """The page with the numbers of a finding."""

    DAY = "day"
    TRENDS = "trends"
    LABS = "labs"


@dataclass(frozen=True, slots=True, kw_only=True)
class Link:
    """Where the numbers are: a page, and its day if that is what tells them."""

    where: FindingPlace
    day: date | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class SymptomChange:
    """A symptom that began, is gone, or whose worst grade is another.

    Attributes:
        kind: BEGAN, GONE, UP or DOWN.
        now: Its figures in the period.
        before: Those of the period before.
        day: Its first day in the period if it began, the last one before it if it is gone, else
            the first day in the period with the worst grade.
    """

    kind: FindingKind
    now: SymptomFigures
    before: SymptomFigures
    day: date

    @property
    def subject(self) -> str:
        """Id of the symptom."""
        return self.now.symptom

    @property
    def size(self) -> int:
        """Difference of the worst grades."""
        return abs(self.now.worst - self.before.worst)

    @property
    def link(self) -> Link:
        """The day; the trend of what became less."""
        if self.kind is FindingKind.DOWN:
            return Link(where=FindingPlace.TRENDS)
        return Link(where=FindingPlace.DAY, day=self.day)


@dataclass(frozen=True, slots=True, kw_only=True)
class LabChange:
    """A test whose newest result lies on another side of its range than the one before."""

    now: LabResult
    before: LabResult

    kind = FindingKind.LAB
    link = Link(where=FindingPlace.LABS)

    @property
    def subject(self) -> str:
        """Id of the test."""
        return self.now.analyte

    @property
    def size(self) -> int:
        """Ends of the range that lie between them."""
        sides = side(self.now), side(self.before)
        places = [each.value for each in sides if each is not None]
        return max(places) - min(places)


@dataclass(frozen=True, slots=True, kw_only=True)
class DosesChange:
    """The doses taken of those due, in the period and in the one before; both have some due."""

    now: DoseFigures
    before: DoseFigures

    kind = FindingKind.DOSES
    link = Link(where=FindingPlace.TRENDS)
    subject = DOSES

    @property
    def points(self) -> Fraction:
        """Percentage points between them, below 0 if it is less now."""
        return (self.now.adherence or Fraction()) - (self.before.adherence or Fraction())

    @property
    def size(self) -> int:
        """Full tens of points."""
        return int(abs(self.points) // POINTS)


Finding = SymptomChange | LabChange | DosesChange


@dataclass(frozen=True, slots=True, kw_only=True)
class WhatChanged:
    """Up to five findings about a period.

    Attributes:
        period: The period.
        before: The one it is held against.
        since_visit: Whether the period begins on the day after a visit.
        findings: The first to be told first.
    """

    period: Period
    before: Period
    since_visit: bool
    findings: tuple[Finding, ...]


def side(result: LabResult) -> Side | None:
    """Return where a result lies in its own range; None where that cannot be said."""
    low, high = result.low, result.high
    if result.value is None or not result.range:
        return None
    if result.flag is not None:
        return Side.ABOVE if result.flag == "H" else Side.BELOW
    sure_of_low = low is None or result.comparator not in (Comparator.BELOW, Comparator.AT_MOST)
    sure_of_high = high is None or result.comparator not in (Comparator.ABOVE, Comparator.AT_LEAST)
    return Side.WITHIN if sure_of_low and sure_of_high else None


MOST = 5
"""So many findings are told."""


def read_what_changed(
    diary: Diary,
    summary: Summary,
    names: Mapping[str, str],
    *,
    warning_signs: Signs,
    left_out: Collection[str] = (),
) -> WhatChanged:
    """Return what changed between a summary's period and the one before it.

    Args:
        diary: The diary of the summary.
        summary: The figures of the period.
        names: Words for the ids of symptoms and tests; findings of one size stand by them.
        warning_signs: From which severity on a symptom stands first.
        left_out: Ids of symptoms and tests that are not to be told.

    Raises:
        DiaryDamaged: A course or a phase cannot be read as it was written.
    """
    period, before = summary.period, summary.before
    with diary.reading():
        days = severities(diary, Period(first=before.first, last=period.last))
        doses = _doses_before(diary, summary, before)
    found: list[Finding] = [
        change
        for symptom, answers in days.items()
        if (change := _symptom(summary, symptom, before.first, answers)) is not None
    ]
    found += lab_changes(summary.labs, period)
    found += doses_changes(summary.dose, doses)
    told = [one for one in found if one.subject not in left_out]
    return WhatChanged(
        period=period,
        before=before,
        since_visit=period.first - timedelta(days=1) in summary.visits,
        findings=tuple(sorted(told, key=_order(names, warning_signs))[:MOST]),
    )


def symptom_change(
    now: SymptomFigures, before: SymptomFigures, first: date, days_before: int, answers: bytes
) -> SymptomChange | None:
    """Return what changed about a symptom that was answered in both periods.

    Args:
        now: Its figures in the period.
        before: Those of the period before.
        first: First day of the period before.
        days_before: How many days that has.
        answers: A byte for each day of both, the severity or `NOT_ANSWERED`.
    """
    if now.worst == before.worst:
        return None
    earlier, later = answers[:days_before], answers[days_before:]
    if not now.days_present:
        kind, place = FindingKind.GONE, max(_present(earlier))
    elif not before.days_present:
        kind, place = FindingKind.BEGAN, days_before + min(_present(later))
    else:
        kind = FindingKind.UP if now.worst > before.worst else FindingKind.DOWN
        place = days_before + later.index(now.worst)
    return SymptomChange(kind=kind, now=now, before=before, day=first + timedelta(days=place))


def lab_changes(results: Sequence[LabResult], period: Period) -> Iterator[LabChange]:
    """Yield the tests that crossed their range between the period and all the time before it."""
    by_test = attrgetter("analyte")
    for _, of_test in groupby(sorted(results, key=by_test), key=by_test):
        own = list(of_test)
        now = _newest([one for one in own if period.first <= one.day <= period.last])
        before = _newest([one for one in own if one.day < period.first])
        if now is not None and before is not None and side(now) is not side(before):
            yield LabChange(now=now, before=before)


def doses_changes(now: DoseFigures, before: DoseFigures | None) -> Iterator[DosesChange]:
    """Yield what changed about the doses taken, if it did; None before a course."""
    if before is not None and _is_known(now) and _is_known(before):
        change = DosesChange(now=now, before=before)
        if abs(change.points) > POINTS:
            yield change


def _symptom(summary: Summary, symptom: str, first: date, answers: bytes) -> SymptomChange | None:
    now = next((one for one in summary.symptoms if one.symptom == symptom), None)
    before = summary.symptoms_before.get(symptom)
    if now is None or before is None:
        return None
    return symptom_change(now, before, first, summary.period.days, answers)


def _present(answers: bytes) -> list[int]:
    """Return the places of the days on which it was present."""
    return [place for place, one in enumerate(answers) if one not in (0, NOT_ANSWERED)]


def _newest(results: Sequence[LabResult]) -> LabResult | None:
    """Return a result of the newest day; None if those of that day lie on several sides."""
    last = max((one.day for one in results), default=None)
    of_day = [one for one in results if one.day == last]
    sides = {side(one) for one in of_day}
    if len(sides) != 1 or None in sides:
        return None
    return min(of_day, key=attrgetter("id"))


def _doses_before(diary: Diary, summary: Summary, before: Period) -> DoseFigures | None:
    """Return the doses of the course in the period before; None if it had not begun."""
    if before.last < summary.course.start:
        return None
    of_before = summarise(
        diary, now=summary.as_of, first=before.first, last=before.last, warning_signs=NO_SIGNS
    )
    return of_before.dose


def _is_known(doses: DoseFigures) -> bool:
    """Whether anything is known of what was due."""
    return doses.due > doses.not_recorded + doses.unknown


def _order(
    names: Mapping[str, str], warning_signs: Signs
) -> Callable[[Finding], tuple[bool, int, str, str]]:
    def place(finding: Finding) -> tuple[bool, int, str, str]:
        subject = finding.subject
        name = names.get(subject, subject).casefold()
        return not _warns(finding, warning_signs), -finding.size, name, subject

    return place


def _warns(finding: Finding, warning_signs: Signs) -> bool:
    """Whether a finding is about a symptom that was a warning sign, now or before."""
    if not isinstance(finding, SymptomChange):
        return False
    worst = max(finding.now.worst, finding.before.worst)
    return is_sign(warning_signs, finding.subject, worst)
