"""Day by day what was answered and swallowed, read through the checksums and remembered.

The spans do not depend on what is asked for, so what is remembered of them serves every period:
whole years, and of the last one its months.
"""

from __future__ import annotations

import json
from collections import defaultdict
from collections.abc import Mapping, Sequence
from datetime import date
from functools import partial

from isodiary.domain.day import ONE_DAY, add_months
from isodiary.domain.period import Period
from isodiary.domain.symptom import NOT_ANSWERED, Signs, SymptomEntry, is_sign
from isodiary.storage.diary import Diary
from isodiary.storage.sums.sums import OF_A_DAY, DaySum, day_sum

DOSES = f"""
select {OF_A_DAY} from sound_dose where day between ? and ? group by day order by day
"""


def severities(diary: Diary, period: Period) -> dict[str, bytes]:
    """Return by symptom id a byte for each day of the period: the severity, or `NOT_ANSWERED`.

    Symptoms not answered on any of the days are absent. Called inside `Diary.reading`.
    """
    spans = _years_and_months(period)
    held = diary.memo.of_spans("severities", spans, partial(_load, diary))
    skipped = (period.first - spans[0].first).days
    found: dict[str, bytes] = {}
    for symptom in dict.fromkeys(symptom for given in held for symptom in given):
        days = b"".join(
            [given.get(symptom) or _blank(span) for span, given in zip(spans, held, strict=True)]
        )
        of_period = days[skipped : skipped + period.days]
        if of_period.count(NOT_ANSWERED) < len(of_period):
            found[symptom] = of_period
    return found


def doses_by_day(diary: Diary, period: Period) -> dict[date, DaySum]:
    """Return the doses of each day of the period that the diary holds one of, in order.

    Called inside `Diary.reading`.
    """
    spans = _years_and_months(period)
    found = diary.memo.of_spans("doses by day", spans, partial(_load_doses, diary))
    held = (one for of_span in found for one in of_span)
    return {one.day: one for one in held if period.first <= one.day <= period.last}


def sign_answers(diary: Diary, period: Period, signs: Signs) -> tuple[SymptomEntry, ...]:
    """Return the answers of a period that are warning signs.

    The newest day comes first, and of a day the worst. Called inside `Diary.reading`.
    """
    spans = _years_and_months(period)
    name = f"signs {sorted(signs.items())!r}"
    held = diary.memo.of_spans(name, spans, partial(_load_signs, diary, signs))
    return tuple(
        answer
        for of_span in reversed(held)
        for answer in of_span
        if period.first <= answer.day <= period.last
    )


def _years_and_months(period: Period) -> list[Period]:
    """Return the years of a period, the last one by months.

    What is written is mostly of these days, and makes only its own span be read again.
    """
    numbers = range(period.first.year, period.last.year + 1)
    *years, last = [Period(first=date(n, 1, 1), last=date(n, 12, 31)) for n in numbers]
    firsts = [add_months(last.first, number) for number in range(period.last.month)]
    months = [Period(first=day, last=_end_of_month(day)) for day in firsts]
    return [*years, *months]


def _end_of_month(first: date) -> date:
    if first.month == 12:
        return first.replace(day=31)
    return add_months(first, 1) - ONE_DAY


def _load_signs(
    diary: Diary, signs: Signs, spans: Sequence[Period]
) -> list[tuple[SymptomEntry, ...]]:
    asked = json.dumps(sorted(signs))
    answers = (
        diary.where(
            SymptomEntry,
            "day between ? and ? and severity > 0 and symptom in (select value from json_each(?))",
            [span.first.isoformat(), span.last.isoformat(), asked],
            order="day desc, severity desc, symptom",
        )
        for span in spans
    )
    return [
        tuple(one for one in of_span if is_sign(signs, one.symptom, one.severity))
        for of_span in answers
    ]


def _blank(span: Period) -> bytes:
    return bytes([NOT_ANSWERED]) * span.days


def _load(diary: Diary, spans: Sequence[Period]) -> list[Mapping[str, bytes]]:
    return [_load_span(diary, span) for span in spans]


def _load_span(diary: Diary, span: Period) -> Mapping[str, bytes]:
    rows = diary.rows(
        "select symptom, julianday(day) - julianday(?), severity from sound_symptom"
        " where day between ? and ?",
        [span.first.isoformat(), span.first.isoformat(), span.last.isoformat()],
    )
    found: defaultdict[str, bytearray] = defaultdict(partial(bytearray, _blank(span)))
    for symptom, place, severity in rows:
        found[symptom][int(place)] = severity
    return {symptom: bytes(days) for symptom, days in found.items()}


def _load_doses(diary: Diary, spans: Sequence[Period]) -> list[tuple[DaySum, ...]]:
    loaded: list[tuple[DaySum, ...]] = []
    for span in spans:
        rows = diary.rows(DOSES, [span.first.isoformat(), span.last.isoformat()])
        loaded.append(tuple(day_sum(*row) for row in rows))
    return loaded
