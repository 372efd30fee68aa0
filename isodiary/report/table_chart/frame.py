"""What stands around the lanes: heads and columns, names and key, visits, the axis of days."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date

from PySide6.QtCore import QRectF

from isodiary.domain.day import ONE_DAY, add_months
from isodiary.domain.symptom import WORST
from isodiary.language import _, pgettext, pmarked
from isodiary.report.table_chart.lanes import CAP
from isodiary.report.table_chart.marks import (
    SEVERITY_TONES,
    Boxes,
    Dotted,
    Face,
    Hatched,
    Mark,
    Paint,
    Strokes,
    TextMark,
    shortened_to,
    width_of,
)
from isodiary.report.table_chart.measures import HEADS, MOST_DARK_VISITS, NAME_ROOM, Grid
from isodiary.report.table_chart.rows import ChartRows, LaneRow, PeriodColumn, Tally
from isodiary.services.words.days import full_day, short_day, short_month_name
from isodiary.services.words.names import severity_name
from isodiary.services.words.units import NOTHING, number_text

FIRST_HEAD, SECOND_HEAD, VISIT_LABEL = 3.1, 6.6, 6.1
VISIT_TOP = 4.0
"""A visit with a label begins there, one without it at the dose row."""

AXIS, VISIT = 0.16, 0.13
BESIDE, APART = 0.7, 1.0
TICK, MONTH_AT, MONTH_BESIDE = 1.1, 3.4, 0.6

SPACE = 0.75

LEVELS = WORST + 1
KEY = 1.9
LEVEL, TICK_TALL = 1.16, 0.26
KEY_BOX = (2.5, 1.8)
KEY_TEXT = 4.0
TAKEN, NOT_TAKEN, OPEN, UNKNOWN, EXTRA = (
    pmarked("dose", "taken"),
    pmarked("dose", "missed, skipped"),
    pmarked("dose", "not recorded"),
    pmarked("dose", "not known"),
    pmarked("dose", "extra, on top"),
)


def heads(grid: Grid, rows: ChartRows) -> Iterator[TextMark]:
    """Yield the heads of the columns beside the lane."""
    beneath = _("days present")
    if grid.since is not None:
        worst = grid.right if grid.worst is None else grid.worst
        beside = grid.right - BESIDE  # nothing of the lane stands so high
        yield _right(rows.since.title, grid.since, FIRST_HEAD, Face.HEAD, after=beside)
        yield _grey(beneath, grid.since, SECOND_HEAD, after=worst)
    if grid.before is not None and rows.before is not None:
        since = grid.right if grid.since is None else grid.since
        yield _right(rows.before.title, grid.before, FIRST_HEAD, Face.HEAD, after=since)
        yield _grey(beneath, grid.before, SECOND_HEAD, after=since)
    if grid.worst is not None:
        yield _grey(pgettext("severity", "worst"), grid.worst, SECOND_HEAD, after=grid.right)


def _grey(text: str, right: float, baseline: float, *, after: float) -> TextMark:
    return _right(text, right, baseline, Face.SMALL, Paint.GREY, after=after)


def _right(
    text: str,
    right: float,
    baseline: float,
    face: Face,
    tone: Paint = Paint.TEXT,
    *,
    after: float = 0.0,
) -> TextMark:
    """Return a text that ends at `right`, cut where it would reach what ends at `after`."""
    shown = shortened_to(text, face, right - after - BESIDE)
    x = right - width_of(shown, face)
    return TextMark(text=shown, x=x, baseline=baseline, face=face, tone=tone)


class Columns:
    """Writes the figures beside the rows, so that their digits and words line up."""

    def __init__(self, grid: Grid, rows: ChartRows) -> None:
        self._grid = grid
        self._rows = rows
        since = [rows.since.doses, *(row.since for row in rows.symptoms)]
        before = [row.before for row in rows.symptoms]
        before += [rows.before.doses] if rows.before else []
        self._of = {"since": _widest(since), "before": _widest(before)}

    def doses(self, baseline: float) -> Iterator[TextMark]:
        """Yield the doses taken of those due."""
        head, after = pgettext("behind a count", "doses taken"), self._grid.right
        for right, name, column in self._shown():
            yield _grey(head, right, baseline - 3.6, after=after)
            after = right
            yield from self._tally(column.doses, right, name, baseline, bold=name == "since")

    def signs(self, baseline: float) -> Iterator[TextMark]:
        """Yield how many warning signs there were."""
        for right, name, column in self._shown():
            bold = name == "since" and column.signs > 0
            at = right - self._of[name] - SPACE
            yield _right(number_text(column.signs), at, baseline, _face(bold=bold))

    def symptom(self, row: LaneRow, baseline: float) -> Iterator[TextMark]:
        """Yield worst and days present of a symptom."""
        if self._grid.worst is not None:
            worst = NOTHING if row.worst is None else str(row.worst)
            yield _right(worst, self._grid.worst, baseline, _face(bold=bool(row.worst)))
        for right, name, _column in self._shown():
            tally = row.since if name == "since" else row.before
            if tally is None:
                at = right - self._of[name] - SPACE
                yield _right(NOTHING, at, baseline, Face.NAME)
            else:
                bold = name == "since" and tally.count > 0
                yield from self._tally(tally, right, name, baseline, bold=bold)

    def _shown(self) -> Iterator[tuple[float, str, PeriodColumn]]:
        if self._grid.since is not None:
            yield self._grid.since, "since", self._rows.since
        if self._grid.before is not None and self._rows.before is not None:
            yield self._grid.before, "before", self._rows.before

    def _tally(
        self, tally: Tally, right: float, name: str, baseline: float, *, bold: bool
    ) -> Iterator[TextMark]:
        of = _of(tally)
        x = right - self._of[name]
        yield TextMark(text=of, x=x, baseline=baseline, face=Face.NAME, tone=Paint.GREY)
        at = right - self._of[name] - SPACE
        yield _right(number_text(tally.count), at, baseline, _face(bold=bold))


def _face(*, bold: bool) -> Face:
    return Face.STRONG if bold else Face.NAME


def _of(tally: Tally) -> str:
    return _("of {number}").format(number=number_text(tally.of))


def _widest(tallies: Sequence[Tally | None]) -> float:
    """Return how wide the widest "of 27" is: where all of them begin, so that "of" lines up."""
    widths = [width_of(_of(one), Face.NAME) for one in tallies if one]
    return max(widths, default=0.0)


def name(text: str, baseline: float, face: Face = Face.NAME) -> TextMark:
    """Return the name of a row, cut where it would reach the lane."""
    return TextMark(text=shortened_to(text, face, NAME_ROOM), x=0.0, baseline=baseline, face=face)


def key(rows: ChartRows, ground: float) -> Iterator[Mark]:
    """Yield the name of the dose row and what its fills mean, the last one on its ground."""
    said = [(TAKEN, Paint.TAKEN), (NOT_TAKEN, Paint.WHITE), (OPEN, Paint.DOTS)]
    if any(day.unknown_ug for day in rows.doses):
        said.append((UNKNOWN, Paint.DOTS))
    if any(day.extra_ug for day in rows.doses):
        said.append((EXTRA, Paint.TAKEN))
    pitch = 3.05 if len(said) == 3 else 2.55
    yield name(_("Dose"), ground - len(said) * pitch - 0.35, Face.STRONG)
    width, height = KEY_BOX
    boxes, dotted = [], []
    for place, (text, tone) in enumerate(said, start=1):
        baseline = ground - (len(said) - place) * pitch
        box = QRectF(0.05, baseline - height, width, height)
        boxes.append(box)
        if tone is Paint.DOTS:
            dotted.append(box)
        elif text != EXTRA:
            yield Boxes(rects=(box,), tone=tone)
        else:
            yield Boxes(rects=(box.adjusted(0, 0, 0, -height / 2),), tone=tone)
        shown = shortened_to(pgettext("dose", text), Face.SMALL, NAME_ROOM - KEY_TEXT)
        yield TextMark(text=shown, x=KEY_TEXT, baseline=baseline, face=Face.SMALL, tone=Paint.GREY)
    yield Dotted(rects=tuple(dotted))
    yield Strokes(runs=tuple(map(_around, boxes)), width=0.16, tone=Paint.OUTLINE)


def _around(box: QRectF) -> tuple[tuple[float, float], ...]:
    left, top, right, foot = box.left(), box.top(), box.right(), box.bottom()
    return (left, top), (right, top), (right, foot), (left, foot), (left, top)


def visits(grid: Grid, rows: ChartRows, bottom: float) -> Iterator[Mark]:
    """Yield a line at the end of each day with the doctor, and labels from right to left."""
    free = grid.right
    tops: dict[date, float] = {}
    labels: list[TextMark] = []
    for place, day in enumerate(reversed(rows.visits)):
        x = grid.x(day + ONE_DAY)
        label = _visit_label(grid, day, x, free, last=place == 0)
        tops[day] = VISIT_TOP if label else HEADS
        if label is not None:
            labels.append(label)
            free = min(x, label.x) - APART
    yield from _visit_lines(grid, rows, tops, bottom)
    yield from labels
    taken = [said.rect for said in labels] + [
        QRectF(grid.x(day + ONE_DAY) - BESIDE, VISIT_TOP, 2 * BESIDE, HEADS)
        for day in rows.visits
        if tops[day] == VISIT_TOP
    ]
    text = _("pause")
    for pause in rows.pauses:
        left, right = grid.x(pause.first), grid.x(pause.last + ONE_DAY)
        x = (left + right - width_of(text, Face.SMALL)) / 2
        said = TextMark(text=text, x=x, baseline=VISIT_LABEL, face=Face.SMALL, tone=Paint.GREY)
        around = said.rect.adjusted(-APART / 2, 0, APART / 2, 0)
        inside = said.x >= grid.names and said.rect.right() <= grid.right
        if inside and not any(around.intersects(one) for one in taken):
            yield said
            taken.append(around)


def _visit_lines(
    grid: Grid, rows: ChartRows, tops: dict[date, float], bottom: float
) -> Iterator[Strokes]:
    many = len(rows.visits) > MOST_DARK_VISITS
    old = rows.visits[:-1] if many else ()
    for tone, days in ((Paint.OLD_VISIT, old), (Paint.VISIT, rows.visits[len(old) :])):
        ends = [(grid.x(day + ONE_DAY), tops[day]) for day in days]
        if ends:
            runs = tuple(((x, top), (x, bottom)) for x, top in ends)
            yield Strokes(runs=runs, width=VISIT, tone=tone)


def _visit_label(grid: Grid, day: date, x: float, free: float, *, last: bool) -> TextMark | None:
    """Return the longest label of a visit that fits right of its line, the last one's also left."""
    near = short_day(day)
    wordings = [_("visit {day}").format(day=near), near]
    if last:
        wordings.insert(0, _("last visit {day}").format(day=near))
    for text in wordings:
        width = width_of(text, Face.SMALL)
        places = [x + BESIDE, x - BESIDE - width] if last else [x + BESIDE]
        for place in places:
            if place >= grid.names and place + width <= free:
                return TextMark(text=text, x=place, baseline=VISIT_LABEL, face=Face.SMALL)
    return None


def pauses(grid: Grid, rows: ChartRows, bottom: float) -> Iterator[Mark]:
    """Yield the shade of the days on which nothing was to be taken."""
    for pause in rows.pauses:
        left, right = grid.x(pause.first), grid.x(pause.last + ONE_DAY)
        yield Hatched(rect=QRectF(left, HEADS, right - left, bottom - HEADS))


def axis(grid: Grid, rows: ChartRows, bottom: float) -> Iterator[Mark]:
    """Yield the axis, a tick at each month, and the names of first day, months and last day."""
    last = rows.days.last
    end = grid.x(last + ONE_DAY)
    months = list(_months(rows.days.first, last))
    ticks = [rows.days.first, *months]
    yield Strokes(
        runs=(
            ((grid.names, bottom), (grid.right, bottom)),
            *(((grid.x(day), bottom), (grid.x(day), bottom + TICK)) for day in ticks),
        ),
        width=AXIS,
        tone=Paint.AXIS,
    )
    yield from _names_of_days(grid, rows.days.first, months, (last, end), bottom + MONTH_AT)


def _names_of_days(
    grid: Grid, first: date, months: Sequence[date], last: tuple[date, float], baseline: float
) -> Iterator[TextMark]:
    """Yield the names that leave each other room; the first and the last day's come first."""

    def said(text: str, x: float) -> TextMark:
        return TextMark(text=text, x=x, baseline=baseline, face=Face.SMALL, tone=Paint.GREY)

    last_day, end = last
    other_year = first.year != last_day.year
    begins = said(full_day(first) if other_year else short_day(first), grid.names)
    free, stop = begins.rect.right() + APART, grid.right
    yield begins
    if last_day != first:
        text = full_day(last_day) if other_year else short_day(last_day)
        ends = said(text, max(grid.names, end - width_of(text, Face.SMALL)))
        if ends.x >= free:
            yield ends
            stop = ends.x - APART
    for month in months:
        name = short_month_name(month.month)
        dated = _("{month} {year}").format(month=name, year=month.year)
        for text in (dated, name) if month.month == 1 else (name,):
            label = said(text, grid.x(month) + MONTH_BESIDE)
            if label.x >= free and label.rect.right() <= stop:
                yield label
                free = label.rect.right() + APART
                break


def _months(first: date, last: date) -> Iterator[date]:
    month = add_months(first.replace(day=1), 1)
    while month <= last:
        yield month
        month = add_months(month, 1)


BETWEEN, LINE, LEGEND_AT = 2.2, 4.2, 3.8


def legend(width: float, baseline: float, *, to_the_right: bool) -> Iterator[Mark]:
    """Yield what the bars mean, on as many lines as it takes; at the right it is one."""
    x = width - legend_width() if to_the_right else 0.0
    for severity, text in enumerate(_legend_texts()):
        room = width_of(text, Face.SMALL) + (KEY if severity < LEVELS else 0.0)
        if x + room > width + 0.01:
            x, baseline = 0.0, baseline + LINE
        if severity < LEVELS:
            yield from _legend_bar(severity, x, baseline)
            x, room = x + KEY, room - KEY
        yield TextMark(text=text, x=x, baseline=baseline, face=Face.SMALL, tone=Paint.GREY)
        x += room + BETWEEN


def legend_height(width: float) -> float:
    """Return how high the legend is where it stands below a chart."""
    said = (
        mark for mark in legend(width, LEGEND_AT, to_the_right=False) if isinstance(mark, TextMark)
    )
    return max(mark.baseline for mark in said) + 1.4


def legend_width() -> float:
    """Return how wide the legend is on one line."""
    texts = _legend_texts()
    widths = (width_of(text, Face.SMALL) for text in texts)
    return sum(widths) + BETWEEN * (len(texts) - 1) + KEY * LEVELS


def _legend_bar(severity: int, x: float, baseline: float) -> Iterator[Boxes]:
    tall = LEVEL * severity or TICK_TALL
    box = QRectF(x, baseline - tall, KEY - 0.7, tall)
    yield Boxes(rects=(box,), tone=SEVERITY_TONES[severity], snapped=True)
    if severity in (1, 2):
        edge = QRectF(box.left(), box.top(), box.width(), CAP)
        yield Boxes(rects=(edge,), tone=Paint.CAP, snapped=True)


def _legend_texts() -> list[str]:
    levels = (f"{number} {severity_name(number)}" for number in range(LEVELS))
    return [*levels, _("blank: not answered")]
