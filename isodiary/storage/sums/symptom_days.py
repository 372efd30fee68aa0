"""How one symptom was answered day by day, read by SQL and remembered span by span."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date
from functools import partial

from isodiary.domain.period import Period
from isodiary.storage.diary import Diary

ANSWERS = "select day, severity from sound_symptom where day between ? and ? and symptom = ?"
ANSWERED = "select distinct symptom from sound_symptom where day between ? and ?"


def severities(diary: Diary, symptom: str, spans: Sequence[Period]) -> Mapping[date, int]:
    """Return the severities of a symptom by day. Called inside `Diary.reading`."""
    load = partial(_load_answers, diary, symptom)
    found = diary.memo.of_spans(f"severities of {symptom}", spans, load)
    return {day: severity for of_span in found for day, severity in of_span}


def answered(diary: Diary, spans: Sequence[Period]) -> frozenset[str]:
    """Return the ids of the symptoms answered in the spans. Called inside `Diary.reading`."""
    found = diary.memo.of_spans("answered", spans, partial(_load_answered, diary))
    return frozenset(symptom for of_span in found for symptom in of_span)


def _load_answers(
    diary: Diary, symptom: str, spans: Sequence[Period]
) -> list[tuple[tuple[date, int], ...]]:
    return [
        tuple(
            (date.fromisoformat(day), severity)
            for day, severity in diary.rows(ANSWERS, [*_days(span), symptom])
        )
        for span in spans
    ]


def _load_answered(diary: Diary, spans: Sequence[Period]) -> list[frozenset[str]]:
    rows = (diary.rows(ANSWERED, _days(span)) for span in spans)
    return [frozenset(symptom for (symptom,) in of_span) for of_span in rows]


def _days(span: Period) -> list[str | int | None]:
    return [span.first.isoformat(), span.last.isoformat()]
