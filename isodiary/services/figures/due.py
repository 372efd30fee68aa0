"""Which doses of some days have come due, and what was planned for them when they were logged."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import date, datetime
from functools import partial

from isodiary.domain.course import Course, Phase, Slots
from isodiary.domain.day import ONE_DAY, diary_day
from isodiary.domain.dose import Dose, Outcome
from isodiary.domain.period import Period
from isodiary.domain.timeline import is_due, phase_on, plan_on, planned_slot, slots_on
from isodiary.domain.values import dataclass
from isodiary.storage.diary import Diary
from isodiary.storage.reads.days import doses_between
from isodiary.storage.sums.sums import DaySum, Sums, sums


@dataclass(frozen=True, slots=True, kw_only=True)
class DueDay:
    """The slots of a day: a slot is due once it is recorded, or once its time has passed.

    Attributes:
        due: How many have come due.
        planned_ug: Micrograms planned for those recorded.
        unknown_ug: Of them, for those of which it is not known what became of them.
        missing_ug: Micrograms planned for those that have come due and are not recorded.
        coming_ug: Micrograms planned for those still to come.
        full: Whether all that came due were wholly taken.
    """

    due: int = 0
    planned_ug: int = 0
    unknown_ug: int = 0
    missing_ug: int = 0
    coming_ug: int = 0
    full: bool = False

    @property
    def open_ug(self) -> int:
        """Micrograms planned for those that came due and may or may not have been swallowed."""
        return self.unknown_ug + self.missing_ug


@dataclass(frozen=True, slots=True, kw_only=True)
class DueSpan:
    """The days of a span, with what they come to, which is asked for far more often.

    Attributes:
        days: One by one.
        due: How many doses came due.
        scheduled_ug: Micrograms planned for them.
        open_ug: Of them, for those that may or may not have been swallowed.
        due_days: Days on which a dose came due.
        full_days: Days on which every dose due was wholly taken.
    """

    days: tuple[DueDay, ...] = ()
    due: int = 0
    scheduled_ug: int = 0
    open_ug: int = 0
    due_days: int = 0
    full_days: int = 0

    @classmethod
    def of(cls, days: tuple[DueDay, ...]) -> DueSpan:
        """Return the span of these days."""
        return cls(
            days=days,
            due=sum(day.due for day in days),
            scheduled_ug=sum(day.planned_ug + day.missing_ug for day in days),
            open_ug=sum(day.open_ug for day in days),
            due_days=sum(day.due > 0 for day in days),
            full_days=sum(day.full for day in days),
        )


NOTHING_DUE = DueSpan()


def due_days(
    diary: Diary,
    course: Course,
    phases: Sequence[Phase],
    spans: Sequence[Period],
    now: datetime,
) -> list[DueSpan]:
    """Return the days of each span, in each of which one phase, or none, is in force.

    Spans that have wholly come due are remembered: they follow from the entries of their days,
    the course and its phases. Called inside `Diary.reading`.
    """
    held = dict(zip(spans, sums(diary, spans), strict=True))
    days = _Days(diary=diary, course=course, phases=phases, now=now)
    name = diary.memo.name_of("due", course, tuple(phases))
    load = partial(_load, days, held)
    return diary.memo.of_settled(name, spans, load, before=settled_before(now))


def settled_before(now: datetime) -> date:
    """Return the day before which all that was planned has come due.

    The last dose of a day is planned for before four in the night after it.
    """
    return diary_day(now) - ONE_DAY


def _load(days: _Days, held: Mapping[Period, Sums], spans: Sequence[Period]) -> list[DueSpan]:
    return [days.of(span, held[span].days) for span in spans]


@dataclass(frozen=True, slots=True, kw_only=True)
class _Days:
    """Looks at days one by one; those on which all is as the phase in force plans it are quick."""

    diary: Diary
    course: Course
    phases: Sequence[Phase]
    now: datetime

    def of(self, span: Period, held: Sequence[DaySum]) -> DueSpan:
        """Return the days of a span, in each of which one phase, or none, is in force."""
        by_day = {one.day: one for one in held if one.recorded}
        phase = phase_on(self.phases, span.first)
        odd = {day for day, one in by_day.items() if self._odd(one, phase)}
        doses = doses_between(self.diary, min(odd), max(odd)) if odd else {}
        plain = phase if phase is not None and self._settled(span) else None
        cut = self._cut_days(phase)
        alike: dict[tuple[object, ...], DueDay] = {}  # most days are as many others
        found: list[DueDay] = []
        for count in range(span.days):
            day = span.first + count * ONE_DAY
            one = by_day.get(day)
            if one is not None and day in odd:
                found.append(self._odd_day(day, doses[day], one))
            elif plain is None or day in cut:
                found.append(self._plain_day(day, self._slots(day, phase), one))
            else:
                slots = plain.slots_on(day)  # the plan's own, so that one name says which
                key = (id(slots), one and (one.recorded, one.whole, one.planned_ug, one.unknown_ug))
                if key not in alike:
                    alike[key] = self._plain_day(day, slots, one)
                found.append(alike[key])
        return DueSpan.of(tuple(found))

    def _plain_day(self, day: date, slots: Slots, one: DaySum | None) -> DueDay:
        if one is None:
            return self._open(day, slots)
        left = tuple(slot for slot in slots if not one.recorded >> slot.number & 1)
        return _with_recorded(self._open(day, left), one, one.planned_ug)

    def _odd(self, one: DaySum, phase: Phase | None) -> bool:
        """Whether a dose of the day was not planned by the phase in force, or by two of them."""
        cut = phase is not None and phase.at is not None and phase.start == one.day
        return phase is None or one.phase != phase.id or cut

    def _settled(self, span: Period) -> bool:
        """Whether all that is planned for days of the course has come due."""
        kept = self.course.keeps(span.first) and self.course.keeps(span.last)
        return kept and span.last < settled_before(self.now)

    def _cut_days(self, phase: Phase | None) -> set[date]:
        """Return the days that begin with another plan than the one in force, or none."""
        at_start = {self.course.diary_start} if self.course.kept_at is not None else set()
        return at_start | ({phase.start} if phase is not None and phase.at is not None else set())

    def _slots(self, day: date, phase: Phase | None) -> Slots:
        if phase is None or not self.course.keeps(day):
            return ()
        if day in self._cut_days(phase):
            return plan_on(self.course, self.phases, day) or ()
        return phase.slots_on(day)

    def _open(self, day: date, slots: Slots) -> DueDay:
        due = [slot for slot in slots if is_due(slot, day, self.now)]
        missing_ug = sum(slot.amount_ug for slot in due)
        planned_ug = sum(slot.amount_ug for slot in slots)
        return DueDay(due=len(due), missing_ug=missing_ug, coming_ug=planned_ug - missing_ug)

    def _odd_day(self, day: date, doses: Sequence[Dose], one: DaySum) -> DueDay:
        planned = plan_on(self.course, self.phases, day) or ()
        logged = {dose.slot: _planned_ug(dose, planned) for dose in doses if not dose.extra}
        slots = slots_on(self.course, self.phases, day, doses) or ()
        left = tuple(slot for slot in slots if slot.number not in logged)
        unknown = [dose.slot for dose in doses if dose.outcome is Outcome.UNKNOWN]
        unknown_ug = sum(logged[slot] for slot in unknown)
        return _with_recorded(
            self._open(day, left), replace(one, unknown_ug=unknown_ug), sum(logged.values())
        )


def _with_recorded(left: DueDay, one: DaySum, planned_ug: int) -> DueDay:
    return replace(
        left,
        due=left.due + one.recorded.bit_count(),
        planned_ug=planned_ug,
        unknown_ug=one.unknown_ug,
        full=not left.due and one.whole == one.recorded,
    )


def _planned_ug(dose: Dose, planned: Slots) -> int:
    """Return what was planned for a dose; what was swallowed of it where that is not known."""
    slot = planned_slot(dose, planned)
    return dose.amount_ug if slot is None else slot.amount_ug
