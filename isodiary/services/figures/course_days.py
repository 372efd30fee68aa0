"""Reads the days of a summary's course for its chart."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from datetime import date, timedelta
from functools import partial

from isodiary.domain.acne import AcneCheck
from isodiary.domain.course import Course
from isodiary.domain.course_days import CourseDays, DayDoses
from isodiary.domain.day import ONE_DAY
from isodiary.domain.period import Period
from isodiary.domain.summary import Summary, WarningSign
from isodiary.domain.symptom import NOT_ANSWERED, Signs
from isodiary.services.figures.due import DueDay, settled_before
from isodiary.services.figures.pieces import WEEK, Piece, pieces_of, years_of
from isodiary.storage.diary import Diary
from isodiary.storage.sums.series import severities, sign_answers
from isodiary.storage.sums.sums import DaySum, entries

MOST_WEEKS = 104
"""So many weeks of a course are charted unless others are asked for; few last half as long."""

NO_DOSES = DayDoses()


def chart_days(course: Course, last: date) -> Period:
    """Return the days that are charted, from the diary start or the first day of a week on."""
    weeks = (last - course.start) // WEEK + 1
    first = max(course.start + max(0, weeks - MOST_WEEKS) * WEEK, course.diary_start)
    return Period(first=min(first, last), last=last)


def read_course_days(
    diary: Diary,
    summary: Summary,
    *,
    warning_signs: Signs,
    days: Period | None = None,
) -> CourseDays:
    """Return the days of a summary's course.

    Args:
        diary: Where the summary comes from.
        summary: The figures; its last day is the last one here at most.
        warning_signs: From which severity on a symptom is a sign, by id.
        days: The days; None for those of the course, of a long one the last.
    """
    course, period, before = summary.course, summary.period, summary.before
    wanted = days or chart_days(course, period.last)
    first = min(max(wanted.first, course.diary_start), period.last)
    shown = Period(first=first, last=max(first, min(wanted.last, period.last)))
    signs_from = Period(first=min(before.first, shown.first), last=period.last)
    whole = Period(first=min(course.diary_start, shown.first), last=shown.last)
    with diary.reading():
        pieces = pieces_of(
            diary, course, summary.phases, period, summary.as_of, before=summary.before
        )
        answers = severities(diary, whole)
        present = sign_answers(diary, signs_from, warning_signs)
        checks, _damaged = entries(diary, AcneCheck, years_of(course, shown.last))
        doses = _doses(diary, summary, pieces, shown)
    skipped = (shown.first - whole.first).days
    here = {symptom: given[skipped:] for symptom, given in answers.items()}
    return CourseDays(
        days=shown,
        doses=doses,
        answers={symptom: given for symptom, given in here.items() if any_answer(given)},
        first_answers={symptom: _first(whole.first, given) for symptom, given in answers.items()},
        signs=tuple(
            WarningSign(symptom=e.symptom, day=e.day, severity=e.severity, note=e.note)
            for e in present
        ),
        acne=tuple(check for check in checks if shown.first <= check.day),
        cut=shown.first > course.diary_start,
    )


def any_answer(given: bytes) -> bool:
    """Whether a symptom was answered on any of the days."""
    return given.count(NOT_ANSWERED) < len(given)


def _first(first: date, given: bytes) -> date:
    place = next(place for place, severity in enumerate(given) if severity != NOT_ANSWERED)
    return first + timedelta(days=place)


def _doses(
    diary: Diary, summary: Summary, pieces: Iterable[Piece], days: Period
) -> tuple[DayDoses, ...]:
    """Return the doses of the days; those of pieces that have wholly come due are remembered."""
    shown = {
        piece.days: piece
        for piece in pieces
        if piece.in_course and piece.days.first <= days.last and piece.days.last >= days.first
    }
    name = diary.memo.name_of("doses", summary.course, summary.phases)
    spans, load = tuple(shown), partial(_load, shown)
    before = settled_before(summary.as_of)
    found = diary.memo.of_settled(name, spans, load, before=before)
    doses = [NO_DOSES] * days.days
    for span, of_piece in zip(spans, found, strict=True):
        at, end = (span.first - days.first).days, (span.last - days.first).days + 1
        doses[max(at, 0) : end] = of_piece[max(-at, 0) : len(of_piece) - max(end - days.days, 0)]
    return tuple(doses)


def _load(pieces: Mapping[Period, Piece], spans: Sequence[Period]) -> list[tuple[DayDoses, ...]]:
    return [_of_piece(pieces[span]) for span in spans]


def _of_piece(piece: Piece) -> tuple[DayDoses, ...]:
    alike: dict[tuple[int, int, int], DayDoses] = {}  # most days are as many others
    logged = {one.day: one for one in piece.sums.days}
    found: list[DayDoses] = []
    for number, due in enumerate(piece.due.days):
        one = logged.get(piece.days.first + number * ONE_DAY)
        key = (id(due), one.amount_ug, one.extra_ug) if one else (id(due), 0, 0)
        if key not in alike:
            alike[key] = _day(due, one)
        found.append(alike[key])
    return tuple(found)


def _day(due: DueDay, one: DaySum | None) -> DayDoses:
    swallowed_ug, extra_ug = (one.amount_ug, one.extra_ug) if one else (0, 0)
    return DayDoses(
        planned_ug=due.planned_ug + due.missing_ug,
        taken_ug=swallowed_ug - extra_ug,
        open_ug=due.missing_ug,
        unknown_ug=due.unknown_ug,
        extra_ug=extra_ug,
        coming_ug=due.coming_ug,
    )
