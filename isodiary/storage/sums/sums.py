"""Sums by SQL over spans of days, read through the checksums and remembered.

Days are summed once, whatever is asked of them later: a span's figures depend
on the entries of its days and on nothing else, neither on a plan nor on the
clock. Who asks cuts the time where the plan, a week or a period begins and
adds up what lies between.
"""

from __future__ import annotations

import json
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from datetime import date
from functools import partial
from typing import Any

from isodiary.domain.dose import Outcome
from isodiary.domain.errors import DiaryDamaged
from isodiary.domain.meal import Meal
from isodiary.domain.period import Period
from isodiary.domain.summary import Reliability, SymptomFigures
from isodiary.domain.values import dataclass
from isodiary.language import _
from isodiary.storage.diary import Diary
from isodiary.storage.rows import E, table_of
from isodiary.storage.troubles import DAMAGED

Row = tuple[Any, ...]

SPANS = """
with span as materialized (
    select key as number, json_extract(value, '$[0]') as first, json_extract(value, '$[1]') as last
    from json_each(?)
)
"""

OF_A_DAY = """day, sum(amount_ug), sum(1 << slot) filter (where outcome = 'taken'),
    sum(1 << slot) filter (where outcome <> 'unknown'), sum(1 << slot),
    sum(planned_ug), sum(planned_ug) filter (where outcome = 'unknown'),
    iif(min(phase_id) filter (where slot) = max(phase_id), max(phase_id), null),
    sum(amount_ug) filter (where slot is null)
"""
"""The columns of a `DaySum`."""

DOSES = f"""{SPANS}, held as materialized (
    select number, day, slot, outcome, meal, amount_ug, planned_ug, phase_id
    from span cross join sound_dose on day between first and last
)
select number, null, slot, outcome, meal, count(*), sum(amount_ug), null, null, null
from held group by number, slot, outcome, meal
union all
select number, {OF_A_DAY} from held group by number, day
"""

SYMPTOMS = f"""{SPANS}
select number, symptom, max(severity), sum(severity > 0), count(*), sum(severity)
from span cross join sound_symptom on day between first and last
group by number, symptom
"""

# What follows is asked of the indexes alone, which is many times faster, where as many rows are
# sound as there are; `sound` is the prefix of the views where they are not.
ROWS = f"""{SPANS}
select number, (select count(*) from {{sound}}dose where day between first and last)
    + (select count(*) from {{sound}}symptom where day between first and last),
    (select count(distinct day) from {{sound}}symptom where day between first and last)
from span
"""

# An entry's first edit recorded it, and undo and redo bring back the same id. The diary's day
# turns at four by the clock on the wall, which `at` begins with.
RECORDINGS = f"""{SPANS}, entry as (
    select number, id, day from span cross join {{sound}}dose on day between first and last
    union all
    select number, id, day from span cross join {{sound}}symptom on day between first and last
), edited as materialized (
    select number, id, day, (select min(number) from history_edit where entry_id = id) as first,
        (select max(number) from history_edit where entry_id = id) as latest
    from entry
), recorded as (
    select number, day, first, count(*) as entries from edited group by number, day, first
)
select recorded.number, entries, entries * (date(substr(at, 1, 19), '-4 hours') = day), 0
from recorded join history on history.number = first
union all
select edited.number, 0, 0, exists (
    select 1 from history_edit join history using (number)
    where entry_id = id and before is not null and after is not null
        and date(substr(at, 1, 19), '-4 hours') > date(substr(begun.at, 1, 19), '-4 hours')
)
from edited join history as begun on begun.number = first where latest > first
"""


@dataclass(frozen=True, slots=True, kw_only=True)
class DoseSum:
    """The doses of a span that share a slot, an outcome and a meal.

    Attributes:
        slot: 1 to 3; None for extra doses.
        outcome: What became of them.
        meal: What they were taken with; None if not noted.
        count: How many they are.
        amount_ug: Micrograms swallowed.
    """

    slot: int | None
    outcome: Outcome
    meal: Meal | None
    count: int
    amount_ug: int


@dataclass(frozen=True, slots=True, kw_only=True)
class DaySum:
    """The doses of a day that the diary holds one of.

    Attributes:
        day: The day.
        amount_ug: Micrograms swallowed.
        whole: The slots wholly taken, each a bit.
        known: The slots of which it is known what became of them, each a bit.
        recorded: The slots of which anything is recorded, each a bit.
        planned_ug: Micrograms planned for them, as far as they say it.
        unknown_ug: Micrograms planned for those of which it is not known what became of them.
        phase: Id of the phase by which all of them were planned; empty if it is not one.
        extra_ug: Of the micrograms swallowed, those of extra doses.
    """

    day: date
    amount_ug: int
    whole: int
    known: int
    recorded: int = 0
    planned_ug: int = 0
    unknown_ug: int = 0
    phase: str = ""
    extra_ug: int = 0


@dataclass(frozen=True, slots=True, kw_only=True)
class Sums:
    """What the diary holds about a span of days.

    Attributes:
        doses: Its doses, summed.
        days: The same by day; days without a dose in the diary are absent.
        symptoms: Its symptoms, the worst first.
        answered_days: Days on which any symptom was answered.
        damaged: Doses and symptom entries that were left out because they are damaged.
    """

    doses: tuple[DoseSum, ...]
    days: tuple[DaySum, ...]
    symptoms: tuple[SymptomFigures, ...]
    answered_days: int
    damaged: int


def sums(diary: Diary, spans: Sequence[Period]) -> list[Sums]:
    """Return the sums of each span. Called inside `Diary.reading`."""
    return diary.memo.of_spans("sums", spans, partial(_load_sums, diary))


def reliability(diary: Diary, spans: Sequence[Period]) -> Reliability:
    """Return how the entries of all the spans were made. Called inside `Diary.reading`."""
    damaged = any(held.damaged for held in sums(diary, spans))
    load = partial(_load_recordings, diary, RECORDINGS.format(sound="sound_" if damaged else ""))
    found = diary.memo.of_spans("recordings", spans, load)
    entries, same_day, edited_later = map(sum, zip((0, 0, 0), *found, strict=True))
    return Reliability(entries=entries, same_day=same_day, edited_later=edited_later)


def entries(diary: Diary, kind: type[E], spans: Sequence[Period]) -> tuple[tuple[E, ...], int]:
    """Return the entries of the spans, oldest first, and how many more of them are damaged.

    Called inside `Diary.reading`.
    """
    table = table_of(kind).name
    found = diary.memo.of_spans(table, spans, partial(_load_entries, diary, kind))
    sound = tuple(entry for of_span, _ in found for entry in of_span)
    return sound, sum(rows for _, rows in found) - len(sound)


def symptom_totals(parts: Iterable[Sums]) -> dict[str, SymptomFigures]:
    """Return the symptoms of several spans together, by symptom id, the worst first."""
    kept: dict[str, list[int]] = {}
    held = [part for part in parts if part.symptoms]
    if len(held) == 1:  # as most weeks are
        return {one.symptom: one for one in held[0].symptoms}
    for part in held:
        for one in part.symptoms:
            total = kept.setdefault(one.symptom, [0, 0, 0, 0])
            total[0] = max(total[0], one.worst)
            total[1] += one.days_present
            total[2] += one.days_answered
            total[3] += one.severity_sum
    figures = (_figures(symptom, *total) for symptom, total in kept.items())
    return {one.symptom: one for one in sorted(figures, key=_worst_first)}


def damaged_rows(diary: Diary, *tables: str) -> int:
    """Return how many rows of these tables are damaged; meant for the small ones."""
    counts = (f"(select count(*) from {t}) - (select count(*) from sound_{t})" for t in tables)
    [(damaged,)] = diary.rows(f"select {' + '.join(counts)}")
    return int(damaged)


def _load_sums(diary: Diary, spans: Sequence[Period]) -> list[Sums]:
    doses = _by_span(diary, DOSES, spans)
    symptoms = _by_span(diary, SYMPTOMS, spans)
    rows = _by_span(diary, ROWS.format(sound=""), spans)
    try:
        loaded = [_sums(doses[place], symptoms[place], rows[place]) for place in range(len(spans))]
    except ValueError as error:  # the checksums hold, but it is nothing we would write
        raise DiaryDamaged(_(DAMAGED[1])) from error
    return [
        _without_damage(diary, span, held) if held.damaged else held
        for span, held in zip(spans, loaded, strict=True)
    ]


def _sums(doses: Sequence[Row], symptoms: Sequence[Row], rows: Sequence[Row]) -> Sums:
    [(count, answered_days)] = rows
    by_outcome = [row[1:6] for row in doses if row[0] is None]
    by_day = [row for row in doses if row[0] is not None]
    sound = sum(row[3] for row in (*by_outcome, *symptoms))
    return Sums(
        doses=tuple(_dose_sum(*row) for row in by_outcome),
        days=tuple(day_sum(*row) for row in by_day),
        symptoms=tuple(sorted((_figures(*row) for row in symptoms), key=_worst_first)),
        answered_days=answered_days,
        damaged=count - sound,
    )


def day_sum(
    day: str,
    amount_ug: int,
    whole: int | None,
    known: int | None,
    recorded: int | None,
    planned_ug: int,
    unknown_ug: int | None,
    phase: str | None,
    extra_ug: int | None,
) -> DaySum:
    """Return the row of `OF_A_DAY`."""
    return DaySum(
        day=date.fromisoformat(day),
        amount_ug=amount_ug,
        whole=whole or 0,
        known=known or 0,
        recorded=recorded or 0,
        planned_ug=planned_ug,
        unknown_ug=unknown_ug or 0,
        phase=phase or "",
        extra_ug=extra_ug or 0,
    )


def _without_damage(diary: Diary, span: Period, held: Sums) -> Sums:
    [(_, answered_days)] = _by_span(diary, ROWS.format(sound="sound_"), [span])[0]
    return replace(held, answered_days=answered_days)


def _dose_sum(slot: int | None, outcome: str, meal: str | None, count: int, ug: int) -> DoseSum:
    return DoseSum(
        slot=slot,
        outcome=Outcome(outcome),
        meal=None if meal is None else Meal(meal),
        count=count,
        amount_ug=ug,
    )


def _figures(symptom: str, worst: int, present: int, answered: int, total: int) -> SymptomFigures:
    return SymptomFigures(
        symptom=symptom,
        worst=worst,
        days_present=present,
        days_answered=answered,
        severity_sum=total,
    )


def _worst_first(figures: SymptomFigures) -> tuple[int, int, float, str]:
    mean = figures.severity_sum / figures.days_answered  # ten times as fast as the fraction
    return -figures.worst, -figures.days_present, -mean, figures.symptom


def _load_recordings(diary: Diary, sql: str, spans: Sequence[Period]) -> list[tuple[int, int, int]]:
    found = _by_span(diary, sql, spans)
    columns = (zip((0, 0, 0), *found[place], strict=True) for place in range(len(spans)))
    return [(sum(entries), sum(same), sum(later)) for entries, same, later in columns]


def _load_entries(
    diary: Diary, kind: type[E], spans: Sequence[Period]
) -> list[tuple[list[E], int]]:
    counting = f"select count(*) from {table_of(kind).name} where day between ? and ?"
    loaded: list[tuple[list[E], int]] = []
    for span in spans:
        [(rows,)] = diary.rows(counting, [span.first.isoformat(), span.last.isoformat()])
        loaded.append((diary.between(kind, span.first, span.last), rows))
    return loaded


def _by_span(diary: Diary, sql: str, spans: Sequence[Period]) -> Mapping[int, list[Row]]:
    """Return the rows that `sql` gives for each of the spans, by the span's place in the list."""
    days = json.dumps([(span.first.isoformat(), span.last.isoformat()) for span in spans])
    found: defaultdict[int, list[Row]] = defaultdict(list)
    for number, *row in diary.rows(sql, [days]):
        found[number].append(tuple(row))
    return found
