"""One estimate a week as bars, drawn with the same marks as the table-chart."""

from __future__ import annotations

from collections.abc import Iterator

from PySide6.QtCore import QRectF

from isodiary.language import _, marked
from isodiary.report.sheet.content import WeekBars
from isodiary.report.table_chart.marks import (
    Boxes,
    Drawing,
    Face,
    Mark,
    Paint,
    Sight,
    TextMark,
    shortened_to,
    width_of,
)
from isodiary.report.table_chart.measures import NAME_ROOM, NAMES
from isodiary.services.words.units import number_text

GROUND, LINE = 7.6, 3.6
"""Where the bars stand, and how far below it the weeks are named."""

HIGHEST = 4.64
PITCH, WIDEST, SHARE = 3.6, 2.0, 0.6
ABOVE = 0.7
WEEK = marked("week of the course")
EVERY = 4


def weeks_laid_out(weeks: WeekBars, width: float) -> Drawing:
    """Return the bars in a width of so many units."""
    marks = tuple(_Weeks(weeks, width).marks())
    sight = Sight(left=NAMES, day_width=PITCH / 7, top=0.0, bottom=GROUND, rows=())
    return Drawing(
        marks=marks, width=width, height=GROUND + LINE + 0.8, above=0.0, sight=sight, weekly=True
    )


class _Weeks:
    def __init__(self, weeks: WeekBars, width: float) -> None:
        self._weeks = weeks
        self._width = width
        room = width - NAMES - width_of(weeks.change, Face.STRONG) - 3
        self._pitch = min(PITCH, room / max(1, len(weeks.values)))
        self._bar = min(WIDEST, SHARE * self._pitch)

    def marks(self) -> Iterator[Mark]:
        weeks = self._weeks
        name = shortened_to(weeks.name, Face.NAME, NAME_ROOM)
        yield TextMark(text=name, x=0.0, baseline=GROUND, face=Face.NAME)
        week = shortened_to(_(WEEK), Face.SMALL, NAME_ROOM)
        yield TextMark(text=week, x=0.0, baseline=GROUND + LINE, face=Face.SMALL, tone=Paint.GREY)
        x = self._width - width_of(weeks.change, Face.STRONG)
        yield TextMark(text=weeks.change, x=x, baseline=GROUND, face=Face.STRONG)
        known = [(place, value) for place, value in enumerate(weeks.values) if value is not None]
        bars = tuple(self._box(place, value) for place, value in known)
        yield Boxes(rects=bars, tone=Paint.MILD, snapped=True)
        yield from self._values(known)
        yield from self._numbers()

    def _box(self, place: int, value: int) -> QRectF:
        tall = max(0.26, value / self._weeks.most * HIGHEST)
        left = NAMES + place * self._pitch
        return QRectF(left, GROUND - tall, self._bar, tall)

    def _values(self, known: list[tuple[int, int]]) -> Iterator[TextMark]:
        """Yield the value above the first bar and above each that differs from the one before."""
        before, free = None, 0.0
        for place, value in known:
            box = self._box(place, value)
            text = number_text(value)
            x = box.center().x() - width_of(text, Face.SMALL) / 2
            if value != before and x >= free:
                yield TextMark(text=text, x=x, baseline=box.top() - ABOVE, face=Face.SMALL)
                free = x + width_of(text, Face.SMALL) + 0.5
            before = value

    def _numbers(self) -> Iterator[TextMark]:
        """Yield the first week, every fourth, and the last, as far as there is room."""
        first = self._weeks.first_week
        last = first + len(self._weeks.values) - 1
        wanted = [first, *(week for week in range(first + 1, last) if week % EVERY == 0)]
        free = 0.0
        for week in [*wanted, last] if last > first else wanted:
            text = number_text(week)
            x = NAMES + (week - first) * self._pitch + self._bar / 2
            x -= width_of(text, Face.SMALL) / 2
            if x >= free:
                yield TextMark(
                    text=text, x=x, baseline=GROUND + LINE, face=Face.SMALL, tone=Paint.GREY
                )
                free = x + width_of(text, Face.SMALL) + 0.8
