"""The lanes: a bar for each day, or for some days together, and the marks of signs and tests."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date, timedelta

from PySide6.QtCore import QRectF

from isodiary.domain.day import ONE_DAY
from isodiary.domain.period import Period
from isodiary.domain.symptom import WORST
from isodiary.domain.values import dataclass
from isodiary.report.table_chart.marks import (
    SEVERITY_TONES,
    Areas,
    Bars,
    Box,
    Discs,
    Face,
    Heaps,
    Mark,
    Paint,
    TextMark,
    width_of,
)
from isodiary.report.table_chart.measures import FULL_BAR, LEAST_DAY, Grid, grouped
from isodiary.report.table_chart.rows import SignDay

PALE = frozenset({Paint.MILD, Paint.MODERATE})

LEAST_GAP, GAP_SHARE, WIDEST = 0.13, 0.18, 1.5
TICK, STEM = 0.26, 0.3
CAP = 0.25
"""How high the edge on a pale bar is, on a screen."""

RADIUS = 1.72
BETWEEN_DISCS = 0.3
TRIANGLE = 1.6


@dataclass(frozen=True, slots=True)
class _Span:
    """Days drawn together: where their bar stands, and where they are among the bytes."""

    x: float
    width: float
    days: slice


class Lanes:
    """Lays lanes of one grid out; all of them have their bars at the same places."""

    def __init__(self, grid: Grid, days: Period, weeks_from: date) -> None:
        self._grid = grid
        self._days = days
        self.group_days = grouped(grid.day_width, LEAST_DAY)
        self._spans = tuple(self._found_spans(weeks_from))
        self._lefts = tuple(span.x for span in self._spans)

    def marks(self, severities: bytes, ground: float, height: float) -> Iterator[Mark]:
        """Yield the bars of a symptom, standing on `ground` in a row of a height."""
        level = FULL_BAR * height / WORST
        if self.group_days == 1:
            yield from self._days_of(severities, ground, level)
            return
        pale: list[Box] = []
        groups = self._groups(severities, ground, level)
        for tone, boxes in zip(SEVERITY_TONES, groups, strict=True):
            if boxes:
                yield Heaps(boxes=tuple(boxes), tone=tone)
            pale += boxes if tone in PALE else []
        if pale:
            caps = tuple([(left, top, width, CAP) for left, top, width, _tall in pale])
            yield Heaps(boxes=caps, tone=Paint.CAP)

    def _days_of(self, severities: bytes, ground: float, level: float) -> Iterator[Bars]:
        width = self._spans[0].width
        for severity, tone in enumerate(SEVERITY_TONES):
            if severity not in severities:
                continue
            tall = severity * level or TICK
            places = zip(self._lefts, severities, strict=True)
            lefts = tuple([x for x, given in places if given == severity])
            top = ground - tall
            yield Bars(lefts=lefts, width=width, top=top, height=tall, tone=tone)
            if tone in PALE:
                yield Bars(lefts=lefts, width=width, top=top, height=CAP, tone=Paint.CAP)

    def _groups(self, severities: bytes, ground: float, level: float) -> list[list[Box]]:
        """Return by severity the bars up to the mean of each span, and stems up to its worst day.

        Stems stand upon their bar.
        """
        bars: list[list[Box]] = [[] for _tone in SEVERITY_TONES]
        for span in self._spans:
            count = severities[span.days].count
            none, mild, moderate, severe = count(0), count(1), count(2), count(3)
            answered = none + mild + moderate + severe
            if not answered:
                continue
            mean = (mild + 2 * moderate + 3 * severe) / answered
            tall = mean * level or TICK
            bars[int(mean + 0.5)].append((span.x, ground - tall, span.width, tall))
            worst = 3 if severe else 2 if moderate else 1 if mild else 0
            if worst > mean:
                x = span.x + (span.width - STEM) / 2
                bars[worst].append((x, ground - worst * level, STEM, worst * level - tall))
        return bars

    def _found_spans(self, weeks_from: date) -> Iterator[_Span]:
        size = self.group_days
        first, days = self._days.first, self._days.days
        begins = (weeks_from - first).days % size - size if size > 1 else 0
        while begins < days:
            left, right = max(begins, 0), min(begins + size, days)
            if left < right:
                yield self._span(left, right, size)
            begins += size

    def _span(self, left: int, right: int, size: int) -> _Span:
        room = (right - left) * self._grid.day_width
        gap = max(LEAST_GAP, GAP_SHARE * self._grid.day_width * size)
        width = max(min(room - gap, WIDEST), LEAST_GAP)
        first = self._grid.x(self._days.first + timedelta(days=left))
        return _Span(first + (room - width) / 2, width, slice(left, right))


def sign_marks(grid: Grid, signs: Sequence[SignDay], middle: float) -> Iterator[Mark]:
    """Yield a disc for each sign with its number, one for several that would touch."""
    by_day = sorted(signs, key=_by_day)
    groups: list[list[SignDay]] = []
    for sign in by_day:
        if groups and _middle(grid, sign) - _middle(grid, groups[-1][-1]) < _apart(groups[-1]):
            groups[-1].append(sign)
        else:
            groups.append([sign])
    for group in groups:
        yield from _disc(grid, group, middle)


def _apart(group: Sequence[SignDay]) -> float:
    return 2 * RADIUS + BETWEEN_DISCS + width_of(_numbers(group), Face.HEAD) * (len(group) > 1)


def _disc(grid: Grid, group: Sequence[SignDay], middle: float) -> Iterator[Mark]:
    text = _numbers(group)
    wide = width_of(text, Face.HEAD)
    x = (_middle(grid, group[0]) + _middle(grid, group[-1])) / 2
    half = max(RADIUS, wide / 2 + 0.7)
    x = min(max(x, grid.names + half), grid.right - half)
    yield Discs(rects=(QRectF(x - half, middle - RADIUS, 2 * half, 2 * RADIUS),), tone=Paint.SIGN)
    if text:
        baseline = middle + Face.HEAD.units * 0.36
        yield TextMark(
            text=text, x=x - wide / 2, baseline=baseline, face=Face.HEAD, tone=Paint.ON_SIGN
        )


def _numbers(group: Sequence[SignDay]) -> str:
    numbers = sorted(sign.number for sign in group if sign.number is not None)
    if len(numbers) < 2:
        return "".join(map(str, numbers))
    return f"{numbers[0]}–{numbers[-1]}"


def _middle(grid: Grid, sign: SignDay) -> float:
    return (grid.x(sign.day) + grid.x(sign.day + ONE_DAY)) / 2


def _by_day(sign: SignDay) -> tuple[date, int]:
    return sign.day, -(sign.number or 0)


def blood_test_marks(grid: Grid, days: Sequence[date], ground: float) -> Areas:
    """Return a triangle for each day of a blood test."""
    triangles = []
    for day in days:
        x = (grid.x(day) + grid.x(day + ONE_DAY)) / 2
        half = TRIANGLE / 2
        triangles.append(((x - half, ground), (x, ground - TRIANGLE), (x + half, ground)))
    return Areas(polygons=tuple(triangles), tone=Paint.TEXT)
