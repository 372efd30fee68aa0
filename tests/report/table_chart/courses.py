"""Table-charts of made-up courses: their rows by hand, and those of diaries written day by day."""

from __future__ import annotations

from datetime import date, timedelta

from isodiary.domain.course_days import DayDoses
from isodiary.domain.period import Period
from isodiary.domain.symptom import NOT_ANSWERED
from isodiary.domain.units import mg
from isodiary.report.table_chart.rows import (
    ChartRows,
    LaneRow,
    PeriodColumn,
    PlanStep,
    SignDay,
    Tally,
)

LAST = date(2026, 11, 28)
ONE = timedelta(days=1)
LONG = "Cracked mouth corners and worse"
NAMES = ("Dry lips", "Headache", "Dry eyes", "Dry skin", "Muscle pain", LONG)


def made(
    days: int,
    *,
    symptoms: int = 12,
    rhythm: tuple[int, ...] = (),
    visits: int | None = None,
    pause: int = 0,
    signs: int = 2,
    tests: bool = True,
    extra: bool = False,
    unknown: bool = False,
    steps: tuple[int, ...] = (30, 40, 50, 40),
) -> ChartRows:
    """Return a course of so many days that ends on `LAST`, with something of everything."""
    first = LAST - timedelta(days=days - 1)
    visited = _visits(first, days // 28 if visits is None else visits)
    since = visited[-1] + ONE if visited else first
    plan = _plan(first, days, steps, rhythm)
    begun = first + (days // 2 + 3) * ONE
    paused = Period(first=begun, last=begun + (pause - 1) * ONE)
    return ChartRows(
        days=Period(first=first, last=LAST),
        weeks_from=first,
        doses=tuple(
            _doses(plan, first + n * ONE, n, paused if pause else None, days, extra, unknown)
            for n in range(days)
        ),
        plan=plan,
        pauses=(paused,) if pause else (),
        visits=visited,
        tests=tuple(first + n * ONE for n in range(10, days, 28)) if tests else (),
        signs=tuple(
            SignDay(day=max(first, LAST - 2 * n * ONE), number=n + 1) for n in range(signs)
        ),
        since=PeriodColumn(
            title="Since the last visit" if visited else "Since the start",
            first=since,
            doses=Tally(count=53, of=57),
            signs=signs,
        ),
        before=PeriodColumn(
            title="Period before",
            first=since - 28 * ONE,
            doses=Tally(count=50, of=52),
            signs=0,
        )
        if visited
        else None,
        symptoms=tuple(_row(place, days) for place in range(symptoms)),
        notes=(),
        description="A course.",
    )


def _visits(first: date, count: int) -> tuple[date, ...]:
    days = [LAST - timedelta(days=28 * number + 29) for number in range(count)]
    return tuple(sorted(day for day in days if day > first))


def _plan(
    first: date, days: int, steps: tuple[int, ...], rhythm: tuple[int, ...]
) -> tuple[PlanStep, ...]:
    length = max(1, days // len(steps))
    found = []
    for place, amount in enumerate(steps):
        begun = first + place * length * ONE
        last = LAST if place == len(steps) - 1 else begun + (length - 1) * ONE
        if begun > LAST:
            break
        more = (f"{amount} mg a day",) if place == 0 else ()
        found.append(
            PlanStep(
                first=begun,
                last=min(last, LAST),
                tops_ug=(mg(amount),),
                labels=(*more, f"{amount} mg", str(amount)),
            )
        )
    if rhythm:
        turns = "/".join(str(each) if each else "–" for each in rhythm)
        tops = tuple(mg(each) for each in rhythm)
        found[-1] = PlanStep(
            first=found[-1].first, last=LAST, tops_ug=tops, labels=(f"{turns} mg", turns)
        )
    return tuple(found)


def _doses(
    plan: tuple[PlanStep, ...],
    day: date,
    number: int,
    pause: Period | None,
    days: int,
    extra: bool,
    unknown: bool,
) -> DayDoses:
    if pause is not None and pause.first <= day <= pause.last:
        return DayDoses()
    planned = next(step for step in plan if step.first <= day <= step.last).top_ug(day)
    half = planned // 2
    if number == days - 1:
        return DayDoses(planned_ug=half, taken_ug=half, coming_ug=planned - half)
    if extra and number % 11 == 5:
        return DayDoses(planned_ug=planned, taken_ug=planned, extra_ug=mg(20))
    if unknown and number % 9 == 4:
        return DayDoses(planned_ug=planned, taken_ug=half, unknown_ug=planned - half)
    if number % 13 == 6:
        return DayDoses(planned_ug=planned, open_ug=planned)
    return DayDoses(planned_ug=planned, taken_ug=half if number % 7 == 3 else planned)


def _row(place: int, days: int) -> LaneRow:
    given = bytes(_severity(place, number) for number in range(days))
    name = NAMES[place] if place < len(NAMES) else f"Symptom number {place}"
    of = Tally(count=27 - place, of=27) if place < 27 else Tally(count=0, of=27)
    return LaneRow(
        name=name,
        severities=given,
        worst=(3, 3, 2, 1)[min(place, 3)] if place < 11 else None,
        since=of if place < 11 else None,
        before=Tally(count=2, of=9) if place % 4 else None,
    )


def _severity(place: int, number: int) -> int:
    if number % 10 == 8:
        return NOT_ANSWERED
    return (0, 1, 1, 2, 0, 3, 0)[(number * (place + 1)) % 7]
