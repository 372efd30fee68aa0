"""The dose row: what was planned as an outline, what became of each day stacked beneath it."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date

from PySide6.QtCore import QRectF

from isodiary.domain.course_days import DayDoses
from isodiary.domain.day import ONE_DAY
from isodiary.domain.period import Period
from isodiary.domain.values import dataclass
from isodiary.report.table_chart.marks import (
    Areas,
    Boxes,
    Dotted,
    Face,
    Mark,
    Paint,
    Points,
    Strokes,
    TextMark,
    width_of,
)
from isodiary.report.table_chart.measures import LABELS, LEAST_DOSE_DAY, Grid, grouped
from isodiary.report.table_chart.rows import ChartRows, PlanStep

OUTLINE, GROUND = 0.25, 0.18
TOP_SHARE = 0.82
"""The tops of a rhythm are so wide, of the day."""

ABOVE, BESIDE, APART = 1.25, 0.7, 0.5
"""A label stands so far above its outline and beside its step, and from what comes next."""

SEAM = 1e-6
OVER = 1.0
"""Extra doses reach so far into the room for the labels at most."""


@dataclass(frozen=True, slots=True, kw_only=True)
class DayStack:
    """A day, or some together: their place, and mean micrograms of each part from the ground up."""

    left: float
    right: float
    taken_ug: float
    dotted_ug: float
    planned_ug: float
    extra_ug: float

    @property
    def top_ug(self) -> float:
        """The top of all of it."""
        return max(self.planned_ug, self.taken_ug + self.dotted_ug) + self.extra_ug


class DoseLane:
    """Lays the row out between `top` and `ground`."""

    def __init__(self, rows: ChartRows, grid: Grid, top: float, ground: float) -> None:
        self._rows = rows
        self._grid = grid
        self._top = top
        self._ground = ground
        self.stacks = tuple(self._stacks())
        self._scale = self._units_of_ug()

    def marks(self) -> Iterator[Mark]:
        """Yield white, grey, dots, outline and labels."""
        polygons = [
            _outline_of(run, self._ground, [self._y(stack.planned_ug) for stack in run])
            for run in _runs(self.stacks)
        ]
        yield Areas(polygons=tuple(polygons), tone=Paint.WHITE)
        yield Areas(polygons=tuple(self._taken()), tone=Paint.TAKEN)
        yield Dotted(rects=tuple(self._dots()))
        yield Boxes(rects=tuple(self._extra()), tone=Paint.TAKEN)
        left, right = self._grid.names, self._grid.x(self._rows.days.last + ONE_DAY)
        ground = ((left, self._ground), (right, self._ground))
        yield Strokes(runs=(ground,), width=GROUND, tone=Paint.OUTLINE)
        yield Strokes(runs=tuple(self._outline()), width=OUTLINE, tone=Paint.OUTLINE)
        yield from self.labels()

    def labels(self) -> Iterator[TextMark]:
        """Yield the doses above the steps of the plan, as far as there is room."""
        steps = self._rows.plan
        for place, step in enumerate(steps):
            x = self._grid.x(step.first) + BESIDE
            room = self._end_of_label(step, steps[place + 1 :]) - x
            texts = [one for one in step.labels if width_of(one, Face.STRONG) <= room]
            if texts:
                until = x + width_of(texts[0], Face.STRONG)
                baseline = min(self._y(step.highest_ug), self._highest(x, until)) - ABOVE
                yield TextMark(text=texts[0], x=x, baseline=baseline, face=Face.STRONG)

    def _end_of_label(self, step: PlanStep, later: Sequence[PlanStep]) -> float:
        """Return how far a label may go: to what would cross it."""
        visit = next((day for day in self._rows.visits if day >= step.first), None)
        pause = next((one for one in self._rows.pauses if one.first > step.first), None)
        ends = [self._grid.x(visit + ONE_DAY)] if visit else []
        ends += [self._grid.x(pause.first)] if pause else []
        for one in later:
            lower = self._y(one.highest_ug) - self._y(step.highest_ug)
            # a lower step has its own label beneath, unless the two would touch
            if lower <= 0 or (one.labels and lower < Face.STRONG.units):
                ends.append(self._grid.x(one.first))
        return min([*ends, self._grid.right]) - APART

    def _highest(self, left: float, right: float) -> float:
        """Return the upper edge of what stands between two places."""
        tops = [stack.top_ug for stack in self.stacks if stack.right > left and stack.left < right]
        return self._y(max(tops, default=0.0))

    def _units_of_ug(self) -> float:
        """Return how many units a microgram is high."""
        room = self._ground - self._top - LABELS
        planned = [step.highest_ug for step in self._rows.plan]
        planned_ug = max([*planned, *(stack.planned_ug for stack in self.stacks)], default=0.0)
        top_ug = max((stack.top_ug for stack in self.stacks), default=0.0)
        heights = ((planned_ug, room), (top_ug, room + OVER))
        return min((tall / amount for amount, tall in heights if amount), default=0.0)

    def _y(self, amount_ug: float) -> float:
        return self._ground - amount_ug * self._scale

    def _stacks(self) -> Iterator[DayStack]:
        size = grouped(self._grid.day_width, LEAST_DOSE_DAY)
        doses, width = self._rows.doses, self._grid.day_width
        for place in range(0, len(doses), size):
            group = doses[place : place + size]
            if any(_counts(day) for day in group):
                left = self._grid.names + place * width
                yield _stack(group, left, left + len(group) * width)

    def _taken(self) -> Iterator[Points]:
        taken = [stack for stack in self.stacks if stack.taken_ug]
        for run in _runs(taken):
            yield _outline_of(run, self._ground, [self._y(stack.taken_ug) for stack in run])

    def _dots(self) -> Iterator[QRectF]:
        """Yield what is not known, days side by side as one, so that its dots lie on one grid."""
        found: QRectF | None = None
        for stack in self.stacks:
            if not stack.dotted_ug:
                continue
            top, foot = self._y(stack.taken_ug + stack.dotted_ug), self._y(stack.taken_ug)
            rect = QRectF(stack.left, top, stack.right - stack.left, foot - top)
            if found is not None and _goes_on(found, rect):
                found.setRight(rect.right())
                continue
            if found is not None:
                yield found
            found = rect
        if found is not None:
            yield found

    def _extra(self) -> Iterator[QRectF]:
        for stack in self.stacks:
            if stack.extra_ug:
                foot = self._y(max(stack.planned_ug, stack.taken_ug + stack.dotted_ug))
                top = self._y(stack.top_ug)
                yield QRectF(stack.left, top, stack.right - stack.left, foot - top)

    def _outline(self) -> Iterator[Points]:
        """Yield the plan: steps in one line from the ground up, of a rhythm only the tops."""
        run: list[tuple[float, float]] = []
        until: date | None = None
        for step in self._rows.plan:
            if step.rhythm:
                yield from self._tops(step)
            for days in [] if step.rhythm else list(self._unpaused(step)):
                if until != days.first:
                    yield from self._closed(run)
                    run = [(self._grid.x(days.first), self._ground)]
                top = self._y(step.highest_ug)
                run += [(self._grid.x(days.first), top), (self._grid.x(days.last + ONE_DAY), top)]
                until = days.last + ONE_DAY
        yield from self._closed(run)

    def _closed(self, run: Sequence[tuple[float, float]]) -> Iterator[Points]:
        if run:
            yield (*run, (run[-1][0], self._ground))

    def _unpaused(self, step: PlanStep) -> Iterator[Period]:
        """Yield the days of a step without pauses and without a day still to come."""
        first, last = step.first, min(step.last, self._last_settled())
        for pause in self._rows.pauses:
            if first <= pause.first <= last:
                if pause.first > first:
                    yield Period(first=first, last=pause.first - ONE_DAY)
                first = pause.last + ONE_DAY
        if first <= last:
            yield Period(first=first, last=last)

    def _last_settled(self) -> date:
        """Return the last day all of whose doses have come due: tonight has no outline."""
        last = self._rows.days.last
        return last - ONE_DAY if self._rows.doses and self._rows.doses[-1].coming_ug else last

    def _tops(self, step: PlanStep) -> Iterator[Points]:
        width = self._grid.day_width
        if width < LEAST_DOSE_DAY:  # the strokes would be one band: a line at their mean
            mean = self._y(sum(step.tops_ug) / len(step.tops_ug))
            for days in self._unpaused(step):
                yield (self._grid.x(days.first), mean), (self._grid.x(days.last + ONE_DAY), mean)
            return
        inset = width * (1 - TOP_SHARE) / 2
        for days in self._unpaused(step):
            for number in range(days.days):
                day = days.first + number * ONE_DAY
                if amount_ug := step.top_ug(day):
                    x, top = self._grid.x(day), self._y(amount_ug)
                    yield (x + inset, top), (x + width - inset, top)


def _goes_on(one: QRectF, other: QRectF) -> bool:
    """Whether a rectangle stands right beside another of its height."""
    apart = (one.right() - other.left(), one.top() - other.top(), one.bottom() - other.bottom())
    return all(abs(gap) < SEAM for gap in apart)


def _counts(day: DayDoses) -> bool:
    return bool(day.planned_ug or day.taken_ug or day.extra_ug)


def _stack(group: Sequence[DayDoses], left: float, right: float) -> DayStack:
    days = len(group)
    taken_ug = dotted_ug = planned_ug = extra_ug = 0
    for day in group:  # in one go: a course may have thousands of days
        taken_ug += day.taken_ug
        dotted_ug += day.open_ug + day.unknown_ug
        planned_ug += _settled_ug(day)
        extra_ug += day.extra_ug
    return DayStack(
        left=left,
        right=right,
        taken_ug=taken_ug / days,
        dotted_ug=dotted_ug / days,
        planned_ug=planned_ug / days,
        extra_ug=extra_ug / days,
    )


def _settled_ug(day: DayDoses) -> int:
    """Return how high a day is: what is still to come this evening has no white."""
    if not day.coming_ug:
        return day.planned_ug
    return min(day.planned_ug, day.taken_ug + day.open_ug + day.unknown_ug)


def _runs(stacks: Sequence[DayStack]) -> Iterator[list[DayStack]]:
    """Yield the stacks that stand side by side."""
    run: list[DayStack] = []
    for stack in stacks:
        if run and abs(run[-1].right - stack.left) > SEAM:
            yield run
            run = []
        run.append(stack)
    if run:
        yield run


def _outline_of(run: Sequence[DayStack], ground: float, tops: Sequence[float]) -> Points:
    """Return the polygon around columns side by side."""
    points = [(run[0].left, ground)]
    for stack, top in zip(run, tops, strict=True):
        if points[-1][1] == top:  # one line over columns of one height
            points[-1] = stack.right, top
        else:
            points += [(stack.left, top), (stack.right, top)]
    return (*points, (run[-1].right, ground))
