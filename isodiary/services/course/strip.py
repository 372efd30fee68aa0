"""A course as one strip: its doses and pauses, what happened in it, its expected end."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from datetime import date, datetime, timedelta
from enum import Enum, auto
from fractions import Fraction

from isodiary.domain.course import Course, Phase
from isodiary.domain.day import ONE_DAY, diary_day
from isodiary.domain.lab import PlannedTest
from isodiary.domain.period import Period
from isodiary.domain.record import Visit
from isodiary.domain.summary import DoseFigures
from isodiary.domain.timeline import stretches
from isodiary.domain.values import dataclass
from isodiary.language import _, marked, plural
from isodiary.services.figures import figures as summary_figures
from isodiary.services.figures.pieces import pieces_of
from isodiary.services.habits import PLAIN, Habits
from isodiary.services.weights import used_weight_g
from isodiary.services.words.amounts import goal_text
from isodiary.services.words.days import full_day
from isodiary.services.words.units import apart, joined, mg_text
from isodiary.storage.diary import Diary
from isodiary.storage.reads.labs import latest_weight, samples_since, tests_since
from isodiary.storage.reads.visits import visits_since

AHEAD = timedelta(weeks=4)
"""So much of an open course is shown beyond today where no end is planned."""

MOST_AHEAD = timedelta(days=3650)


class StripMark(Enum):
    """What stands on a day of the strip."""

    PHASE = auto()
    VISIT = auto()
    LAB = auto()
    TEST = auto()
    TODAY = auto()
    END = auto()


MARK_WORDS = {
    StripMark.PHASE: marked("dose or pause begins"),
    StripMark.VISIT: marked("visit"),
    StripMark.LAB: marked("blood test"),
    StripMark.TEST: marked("planned blood test"),
    StripMark.TODAY: marked("today"),
    StripMark.END: marked("expected end"),
}


def mark_words(mark: StripMark) -> str:
    """Return what stands on a day in words: "planned blood test"."""
    return _(MARK_WORDS[mark])


@dataclass(frozen=True, slots=True, kw_only=True)
class StripBlock:
    """Days in a row with one dose a day, the mean of the rhythm; `daily_ug` is None in a pause."""

    first: date
    last: date
    daily_ug: Fraction | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Flag:
    """A mark on a day.

    Attributes:
        day: The day.
        mark: What it is.
        label: What stands beside it; may be empty.
        words: The same as a sentence, without the day.
    """

    day: date
    mark: StripMark
    label: str
    words: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Strip:
    """The course from its first day to the last one shown.

    Attributes:
        first: First day.
        last: Last day.
        today: The diary's day; None outside the strip.
        blocks: The plans and pauses.
        flags: What stands on its days, in order.
    """

    first: date
    last: date
    today: date | None
    blocks: tuple[StripBlock, ...]
    flags: tuple[Flag, ...]

    @property
    def days(self) -> int:
        """How many days it has."""
        return (self.last - self.first).days + 1

    @property
    def stops(self) -> tuple[date, ...]:
        """The days with a mark, each once."""
        return tuple(sorted({flag.day for flag in self.flags}))

    @property
    def marks(self) -> tuple[StripMark, ...]:
        """The kinds of marks that are on it."""
        shown = {flag.mark for flag in self.flags}
        return tuple(mark for mark in StripMark if mark in shown)

    @property
    def paused(self) -> bool:
        """Whether there is a pause in it."""
        return any(block.daily_ug is None for block in self.blocks)

    def on(self, day: date) -> tuple[Flag, ...]:
        """Return the marks of a day."""
        return tuple(flag for flag in self.flags if flag.day == day)


def read_strip(
    diary: Diary, course: Course, phases: Sequence[Phase], *, now: datetime, habits: Habits = PLAIN
) -> Strip:
    """Return the strip of a course as it is at `now`."""
    today = diary_day(now)
    with diary.reading():
        flags = [
            *_visits(visits_since(diary, course.start), today),
            *_labs(samples_since(diary, course.start)),
            *_tests(tests_since(diary, course.start), today),
        ]
        reached = expected_on(diary, course, phases, now)
    return make_strip(course, phases, flags, today=today, reached=reached, habits=habits)


def make_strip(
    course: Course,
    phases: Sequence[Phase],
    flags: Iterable[Flag],
    *,
    today: date,
    reached: date | None,
    habits: Habits = PLAIN,
) -> Strip:
    """Return the strip of a course.

    Args:
        course: The course.
        phases: Its phases.
        flags: Visits and blood tests of any day.
        today: The diary's day.
        reached: Day on which the target is reached at the planned dose; None if not known.
    """
    ends = list(_ends(course, reached, habits))
    last = _last(course, phases, [*flags_ahead(flags, today), *ends], today)
    blocks = _blocks(course, phases, last)
    shown = [*_begins(blocks, habits), *flags, *_todays(course, today), *ends]
    return Strip(
        first=course.start,
        last=last,
        today=today if course.start <= today <= last else None,
        blocks=blocks,
        flags=tuple(sorted((f for f in shown if course.start <= f.day <= last), key=_by_day)),
    )


def expected_on(
    diary: Diary, course: Course, phases: Sequence[Phase], now: datetime
) -> date | None:
    """Return the day on which the target is reached as it is planned.

    None where there is no target, nothing is planned, the course has ended or not begun, or the
    day is years away. Called inside `Diary.reading`.
    """
    figures = _figures(diary, course, phases, now)
    left = figures.days_left if figures else None
    return None if left is None or left > MOST_AHEAD.days else diary_day(now) + left * ONE_DAY


def missing_on(
    diary: Diary, course: Course, phases: Sequence[Phase], now: datetime
) -> tuple[Fraction, date] | None:
    """Return the micrograms missing to the target, and the last day that is counted in that.

    None where there is no target, the course has ended or not begun, or it is not known what was
    taken before. Called inside `Diary.reading`.
    """
    figures = _figures(diary, course, phases, now)
    remaining_ug = figures.remaining_ug if figures else None
    return None if remaining_ug is None else (remaining_ug, diary_day(now))


def _figures(
    diary: Diary, course: Course, phases: Sequence[Phase], now: datetime
) -> DoseFigures | None:
    today = diary_day(now)
    if course.target_ug_per_kg is None or not course.keeps(today) or course.ended_on is not None:
        return None
    period = Period(first=course.start, last=today)
    pieces = pieces_of(diary, course, phases, period, now)
    return summary_figures.dose_figures(
        course,
        phases,
        pieces,
        period,
        planned_ug=pieces[-1].daily_ug,
        weight_g=used_weight_g(course, latest_weight(diary, today)),
    )


def stop_words(strip: Strip, day: date) -> str:
    """Return what stands on a day: "12 Oct 2026: visit, blood test of 6 results"."""
    said = joined([flag.words for flag in strip.on(day)])
    return f"{full_day(day)}: {said}" if said else full_day(day)


def strip_words(strip: Strip) -> str:
    """Return the whole strip in words, each day with a mark, for someone who cannot see it."""
    return ". ".join(stop_words(strip, day) for day in strip.stops)


def flags_ahead(flags: Iterable[Flag], today: date) -> list[Flag]:
    """Return the marks after today."""
    return [flag for flag in flags if flag.day > today]


def _last(course: Course, phases: Sequence[Phase], ahead: Iterable[Flag], today: date) -> date:
    if course.ended_on is not None:
        return course.ended_on
    days = [flag.day for flag in ahead if flag.day <= today + MOST_AHEAD]
    begun = [phase.start for phase in phases if phase.start > today]
    shown = max(today, course.start)
    return max([shown, *days, *begun]) if days else max([shown + AHEAD, *begun])


def _blocks(course: Course, phases: Sequence[Phase], last: date) -> tuple[StripBlock, ...]:
    blocks: list[StripBlock] = []
    for run in stretches(course, phases, course.start, last):
        daily_ug = None if run.phase.pause else run.phase.daily_ug
        first = run.first
        if blocks and blocks[-1].daily_ug == daily_ug and blocks[-1].last + ONE_DAY == first:
            first = blocks.pop().first  # the capsules changed, and not what they add up to
        blocks.append(StripBlock(first=first, last=run.last, daily_ug=daily_ug))
    return tuple(blocks)


def _begins(blocks: Iterable[StripBlock], habits: Habits = PLAIN) -> Iterator[Flag]:
    for block in blocks:
        yield Flag(
            day=block.first, mark=StripMark.PHASE, label="", words=_dose_words(block, habits)
        )


def _dose_words(block: StripBlock, habits: Habits = PLAIN) -> str:
    if block.daily_ug is None:
        return _("a pause begins")
    return _("{amount} a day begins").format(amount=mg_text(block.daily_ug, habits))


def _visits(visits: Iterable[Visit], today: date) -> Iterator[Flag]:
    for visit in visits:
        said = _("visit to come") if visit.day > today else _("visit")
        yield Flag(day=visit.day, mark=StripMark.VISIT, label="", words=said)


def _labs(samples: Iterable[tuple[date, int]]) -> Iterator[Flag]:
    for day, count in samples:
        said = plural(count, "blood test of {count} result", "blood test of {count} results")
        yield Flag(day=day, mark=StripMark.LAB, label="", words=said)


def _tests(tests: Iterable[PlannedTest], today: date) -> Iterator[Flag]:
    for test in tests:
        said = _("planned blood test") if test.day >= today else _("blood test that was planned")
        named = f"{said}, {apart(test.what)}" if test.what else said
        yield Flag(day=test.day, mark=StripMark.TEST, label="", words=named)


def _todays(course: Course, today: date) -> Iterator[Flag]:
    said = _("today, day {number}").format(number=course.day_number(today))
    yield Flag(day=today, mark=StripMark.TODAY, label=_("today"), words=said)


def _ends(course: Course, reached: date | None, habits: Habits = PLAIN) -> Iterator[Flag]:
    if course.ended_on is not None:
        said = _("the last capsule")
        yield Flag(day=course.ended_on, mark=StripMark.END, label=_("end"), words=said)
        return
    if course.planned_weeks is not None:
        day = course.start + timedelta(weeks=course.planned_weeks) - ONE_DAY
        weeks = plural(course.planned_weeks, "{count} week", "{count} weeks")
        yield Flag(
            day=day,
            mark=StripMark.END,
            label=weeks,
            words=plural(
                course.planned_weeks,
                "end of {count} week as planned",
                "end of {count} weeks as planned",
            ),
        )
    if reached is not None and course.target_ug_per_kg is not None:
        target = goal_text(course.target_ug_per_kg, habits)
        said = _("{target} reached as planned").format(target=target)
        yield Flag(day=reached, mark=StripMark.END, label=target, words=said)


_ORDER = tuple(StripMark)


def _by_day(flag: Flag) -> tuple[date, int]:
    return flag.day, _ORDER.index(flag.mark)
