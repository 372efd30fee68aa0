"""The cumulative dose of a course, day by day, with its band and what comes next."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from fractions import Fraction
from itertools import accumulate, chain
from operator import add

from isodiary.domain.course import Course, Phase, Slot
from isodiary.domain.summary import Summary
from isodiary.domain.units import mg_per_kg
from isodiary.services.doses.projection import RATE_DAYS, Rate, SoFar
from isodiary.services.figures.pieces import Piece, pieces_of
from isodiary.services.figures.summarise import summarise
from isodiary.storage.diary import Diary


@dataclass(frozen=True, slots=True, kw_only=True)
class CumulativeDay:
    """The cumulative dose at the end of a day, the opening amount included.

    Attributes:
        day: The diary's day.
        lowest_ug: Micrograms, if what is unknown or not recorded was not swallowed.
        highest_ug: The same, if it was swallowed as planned.
    """

    day: date
    lowest_ug: int
    highest_ug: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Cumulative:
    """The cumulative dose of a course up to the last day of a period.

    Attributes:
        course: The course.
        phases: Its phases.
        weight_g: The weight that its mg/kg divide by, in grams.
        lowest_ug: By day of the course, micrograms at its end, if what is open was not swallowed.
        highest_ug: The same, if it was swallowed as planned.
        so_far: Where it stands at the end of the last of them.
    """

    course: Course
    phases: tuple[Phase, ...]
    weight_g: int
    lowest_ug: tuple[int, ...]
    highest_ug: tuple[int, ...]
    so_far: SoFar

    def on(self, day: date) -> CumulativeDay | None:
        """Return the cumulative dose at the end of a day; None outside the days."""
        place = (day - self.course.start).days
        return self.at(place) if 0 <= place < len(self.lowest_ug) else None

    def at(self, place: int) -> CumulativeDay:
        """Return the cumulative dose at the end of a day, counted from 0."""
        return CumulativeDay(
            day=self.course.start + timedelta(days=place),
            lowest_ug=self.lowest_ug[place],
            highest_ug=self.highest_ug[place],
        )

    @property
    def end(self) -> CumulativeDay:
        """The last day."""
        return self.at(len(self.lowest_ug) - 1)

    def per_kg(self, amount_ug: int) -> Fraction:
        """Return micrograms as mg/kg."""
        return mg_per_kg(amount_ug, weight_g=self.weight_g)


def cumulative_of(diary: Diary, last: date, *, now: datetime) -> Cumulative:
    """Return the cumulative dose of the course that a day belongs to, as of that day.

    Raises:
        DiaryError: No course had begun by then, or what is needed is damaged in the file.
    """
    with diary.reading():
        summary = summarise(diary, now=now, first=last, last=last, warning_signs=())
        return read_cumulative(diary, summary)


def read_cumulative(diary: Diary, summary: Summary) -> Cumulative:
    """Return the cumulative dose of the course of a summary, as of its last day.

    Its last day has the figures of `summary.dose`; both are summed from the same rows.
    """
    course, phases, period = summary.course, summary.phases, summary.period
    with diary.reading():
        pieces = pieces_of(diary, course, phases, period, summary.as_of)
    held = [piece for piece in pieces if piece.in_course]
    taken, open_ = zip(*map(_by_day, held), strict=True)
    lowest = tuple(accumulate(chain(*taken), initial=course.opening_ug))[1:]
    highest = tuple(map(add, lowest, accumulate(chain(*open_))))
    last = held[-1].days.last
    coming_ug = _coming_ug(held[-1]) if last == period.last else 0
    return Cumulative(
        course=course,
        phases=phases,
        weight_g=summary.dose.weight_g,
        lowest_ug=lowest,
        highest_ug=highest,
        so_far=SoFar(
            last=last,
            target_ug=summary.dose.target_ug,
            lowest_ug=lowest[-1],
            highest_ug=highest[-1] + coming_ug,
            rate=_rate(held),
        ),
    )


def _by_day(piece: Piece) -> tuple[list[int], list[int]]:
    """Return what was swallowed on each day of a piece, and what is open of it."""
    first, slots = piece.days.first, piece.due
    taken = [0] * piece.days.days
    open_ = [_unknown_ug(slots, 0)] * piece.days.days
    by_known: dict[int, int] = {}
    for one in piece.sums.days:
        place = (one.day - first).days
        if one.known not in by_known:
            by_known[one.known] = _unknown_ug(slots, one.known)
        taken[place], open_[place] = one.amount_ug, by_known[one.known]
    return taken, open_


def _unknown_ug(slots: Iterable[Slot], known: int) -> int:
    """Return what is planned in the slots whose bit is not set in `known`."""
    return sum(slot.amount_ug for slot in slots if not known >> slot.number & 1)


def _ahead(piece: Piece) -> list[Slot]:
    """Return the planned slots that have not come due on the days of a piece."""
    planned = piece.phase.slots if piece.phase else ()
    return [slot for slot in planned if slot not in piece.due]


def _coming_ug(piece: Piece) -> int:
    """Return what is planned for the rest of the last day and not recorded yet."""
    held = [one for one in piece.sums.days if one.day == piece.days.last]
    return _unknown_ug(_ahead(piece), held[0].known if held else 0)


def _rate(pieces: Sequence[Piece]) -> Rate | None:
    counted: list[tuple[int, int]] = []
    for piece in reversed(pieces):
        if piece.due and not _ahead(piece):
            counted += reversed(list(zip(*_by_day(piece), strict=True)))
        if len(counted) >= RATE_DAYS:
            break
    if not counted:
        return None
    days = counted[:RATE_DAYS]
    taken_ug, open_ug = map(sum, zip(*days, strict=True))
    return Rate(
        days=len(days),
        lowest_ug=Fraction(taken_ug, len(days)),
        highest_ug=Fraction(taken_ug + open_ug, len(days)),
    )
