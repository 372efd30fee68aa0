"""From the diary to a `Summary`: which course, which period, and their figures."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, datetime

from isodiary.domain.course import Course, Phase
from isodiary.domain.day import ONE_DAY, diary_day
from isodiary.domain.errors import DiaryDamaged, NothingThere, Refused
from isodiary.domain.period import Period
from isodiary.domain.summary import DoseStep, Summary, WarningSign
from isodiary.domain.symptom import Signs, SymptomEntry
from isodiary.language import _, marked
from isodiary.services.course.screening import TELLING
from isodiary.services.figures import figures
from isodiary.services.figures.due import settled_before
from isodiary.services.figures.periods import period_before
from isodiary.services.figures.pieces import Piece, pieces_of, years_of
from isodiary.services.weights import used_weight_g
from isodiary.storage.diary import Diary
from isodiary.storage.reads.course import course_on, phases_of
from isodiary.storage.reads.summary import SummaryEntries, summary_entries
from isodiary.storage.reads.visits import last_visit_before
from isodiary.storage.sums.sums import damaged_rows

NO_COURSE = marked("The diary has no course that had begun by {day}. Begin one first.")
NOT_KEPT = marked("The diary of the course is kept from {day} on.")
BACKWARDS = marked("The period would begin on {first} and end on {last}, which is before.")
PLAN_DAMAGED = marked(
    "What the diary says about a course or its plan is damaged in the file, "
    "so no figures can be given. Keep the file and use a backup of it."
)


def summarise(
    diary: Diary,
    *,
    now: datetime,
    first: date | None = None,
    last: date | None = None,
    warning_signs: Signs,
) -> Summary:
    """Return the figures of a period.

    Args:
        diary: Where they come from.
        now: The present moment, with its offset; doses due later are not counted.
        first: First day; None for the day after the last visit, or the diary start of the course.
        last: Last day; None for today.
        warning_signs: From which severity on a symptom is one.

    Raises:
        NothingThere: No course had begun by the last day.
        Refused: The last day is before the first.
        DiaryDamaged: A course or a phase cannot be read as it was written.
    """
    with diary.reading():
        if damaged_rows(diary, "course", "phase"):
            raise DiaryDamaged(_(PLAN_DAMAGED))
        course = _course(diary, last or diary_day(now))
        period = _period(diary, course, now, first, last)
        phases = phases_of(diary, course)
        before = period_before(diary, course, period)
        pieces = pieces_of(diary, course, phases, period, now, before=before)
        steps = _steps(diary, course, phases, pieces, now)
        held = summary_entries(
            diary,
            course,
            period,
            years=years_of(course, period.last),
            recorded=[piece.days for piece in figures.within(pieces, period)],
            signs=warning_signs,
        )
    return _summary(course, phases, pieces, held, (period, before), now, steps)


def _course(diary: Diary, day: date) -> Course:
    course = course_on(diary, day)
    if course is None:
        raise NothingThere(_(NO_COURSE).format(day=day))
    if day < course.diary_start:
        raise NothingThere(_(NOT_KEPT).format(day=course.diary_start))
    return course


def _period(
    diary: Diary, course: Course, now: datetime, first: date | None, last: date | None
) -> Period:
    if last is None:
        last = diary_day(now)
    if first is None:
        visit = last_visit_before(diary, last)
        first = max(course.diary_start, visit.day + ONE_DAY) if visit else course.diary_start
    if first > last:
        raise Refused(_(BACKWARDS).format(first=first, last=last))
    return Period(first=first, last=last)


def _steps(
    diary: Diary,
    course: Course,
    phases: tuple[Phase, ...],
    pieces: Sequence[Piece],
    now: datetime,
) -> tuple[DoseStep, ...]:
    """Return the dose steps; those that are over are remembered like the days they are of."""
    found = figures.steps_of(pieces)
    name = diary.memo.name_of("steps", course, phases)

    def load(spans: Sequence[Period]) -> list[DoseStep]:
        return [figures.dose_step(found[span]) for span in spans]

    steps = diary.memo.of_settled(name, tuple(found), load, before=settled_before(now))
    return tuple(steps)


def _summary(
    course: Course,
    phases: tuple[Phase, ...],
    pieces: Sequence[Piece],
    held: SummaryEntries,
    periods: tuple[Period, Period],
    now: datetime,
    steps: tuple[DoseStep, ...],
) -> Summary:
    """Return the summary of what was read."""
    period, before = periods
    of_period, of_before = figures.within(pieces, period), figures.within(pieces, before)
    done_before, due_before = figures.doses_done(of_before)
    return Summary(
        period=period,
        before=before,
        as_of=now,
        patient=held.patient,
        contacts=held.contacts,
        course=course,
        phases=phases,
        dose=figures.dose_figures(
            course,
            phases,
            pieces,
            period,
            planned_ug=figures.planned_ug(course, phases, period.last),
            weight_g=used_weight_g(course, held.latest_weight),
        ),
        meals=figures.meal_figures(of_period),
        symptoms=tuple(figures.symptom_figures(of_period).values()),
        symptoms_before=figures.symptom_figures(of_before),
        done_before=done_before,
        due_before=due_before,
        answered_days=sum(piece.sums.answered_days for piece in of_period),
        warning_signs=tuple(map(_warning_sign, held.signs)),
        steps=steps,
        labs=held.labs,
        weights=held.weights,
        answers=tuple(one for one in held.answers if one.said in TELLING),
        visits=tuple(visit.day for visit in held.visits),
        last_visit=held.last_visit,
        questions=held.questions,
        reliability=held.reliability,
        damaged=held.damaged + sum(piece.sums.damaged for piece in pieces),
    )


def _warning_sign(entry: SymptomEntry) -> WarningSign:
    return WarningSign(
        symptom=entry.symptom, day=entry.day, severity=entry.severity, note=entry.note
    )
