"""What an open diary holds about visits and the questions for them."""

from __future__ import annotations

from datetime import date

from isodiary.domain.day import ONE_DAY
from isodiary.domain.record import Question, Visit
from isodiary.domain.values import dataclass
from isodiary.storage.diary import Diary
from isodiary.storage.reads.newest import newest, only

BY_PLACE = "position, noted_on, id"


@dataclass(frozen=True, slots=True, kw_only=True)
class VisitBook:
    """All visits, and the questions for them, as they are on a day.

    Attributes:
        today: The diary's day.
        visits: All visits, the first one first.
        questions: All questions, open and ticked off, in their order.
    """

    today: date
    visits: tuple[Visit, ...]
    questions: tuple[Question, ...]

    @property
    def next(self) -> Visit | None:
        """The first visit today or later; one of today is over once the agreed is noted."""
        ahead = (visit for visit in self.visits if visit.day >= self.today)
        return next((each for each in ahead if each.day > self.today or not each.agreed), None)

    @property
    def last(self) -> Visit | None:
        """The last visit up to and including today."""
        past = (visit for visit in reversed(self.visits) if visit.day <= self.today)
        return next(past, None)

    @property
    def open(self) -> tuple[Question, ...]:
        """The questions for the next visit, in the order in which they are asked."""
        return tuple(each for each in self.questions if not each.visit)

    def asked_at(self, visit: Visit) -> tuple[Question, ...]:
        """Return the questions that were ticked off at a visit."""
        return tuple(each for each in self.questions if each.visit == visit.id)


def visit_book(diary: Diary, today: date) -> VisitBook:
    """Return all visits and questions of a diary."""
    with diary.reading():
        return VisitBook(
            today=today,
            visits=all_visits(diary),
            questions=tuple(diary.all(Question, order=BY_PLACE)),
        )


def all_visits(diary: Diary) -> tuple[Visit, ...]:
    """Return all visits, past and planned, the first one first."""
    return tuple(diary.all(Visit, order="day, id"))


def visit_on(diary: Diary, day: date) -> Visit | None:
    """Return the visit of a day."""
    found = diary.between(Visit, day, day)
    return found[0] if found else None


def next_visit(diary: Diary, today: date) -> Visit | None:
    """Return the first visit on `today` or later; one of today is over once the agreed is noted."""
    first = next_visit_from(diary, today)
    over = first is not None and first.day == today and bool(first.agreed)
    return next_visit_from(diary, today + ONE_DAY) if over else first


def last_visit(diary: Diary, today: date) -> Visit | None:
    """Return the last visit up to and including `today`."""
    newest = "day = (select max(day) from sound_visit where day <= ?)"
    found = diary.where(Visit, newest, [today.isoformat()])
    return found[0] if found else None


def open_questions(diary: Diary) -> tuple[Question, ...]:
    """Return the questions for the next visit, in the order in which they are asked."""
    return tuple(diary.where(Question, "visit = ''", order=BY_PLACE))


def questions_asked(diary: Diary, visit: Visit) -> tuple[Question, ...]:
    """Return the questions that were ticked off at a visit, in their order."""
    return tuple(diary.where(Question, "visit = ?", [visit.id], order=BY_PLACE))


def last_visit_before(diary: Diary, day: date) -> Visit | None:
    """Return the last visit on a day before `day`."""
    return newest(diary, Visit, "day", "day < ?", day)


def next_visit_from(diary: Diary, day: date) -> Visit | None:
    """Return the first visit on `day` or later."""
    first = "day = (select min(day) from sound_visit where day >= ?)"
    return only(diary.where(Visit, first, [day.isoformat()]))


def visits_since(diary: Diary, day: date) -> tuple[Visit, ...]:
    """Return the visits on `day` or later, the first one first."""
    return tuple(diary.where(Visit, "day >= ?", [day.isoformat()], order="day, id"))
