"""What of a report goes into the diary: what is sure, once, and as one change."""

from __future__ import annotations

from collections.abc import Collection
from datetime import date
from decimal import Decimal

from isodiary.domain.change import Act, Change, Edit
from isodiary.domain.lab import LabRange, LabResult, Number
from isodiary.domain.lab_history import LabHistory
from isodiary.domain.values import dataclass
from isodiary.services.labs.reading.report import LabReport, ReadResult, ReportSample


@dataclass(frozen=True, slots=True, kw_only=True)
class Taken:
    """What would be kept of a report.

    Attributes:
        change: It; None if there is nothing to keep.
        already: Results that the diary has just so.
        others: Results of which the diary has another value on that day.
    """

    change: Change | None
    already: tuple[ReadResult, ...]
    others: tuple[ReadResult, ...]


def take(
    report: LabReport,
    history: LabHistory,
    *,
    day: date,
    left_out: Collection[tuple[date | None, int, int]] = (),
    lab: str = "",
    note: str = "",
) -> Taken:
    """Return the change that keeps the sure results of a report.

    Args:
        report: The report.
        history: What the diary has already.
        day: Day of a sample of which the report says none.
        left_out: What the patient does not want, by day of the sample as read, line and part.
        lab: Name of the laboratory.
        note: The patient's words, kept with the first result of the newest sample.
    """
    edits: list[Edit] = []
    already: list[ReadResult] = []
    others: list[ReadResult] = []
    for sample in report.samples:
        on = sample.day or day
        there = {result.analyte: result for result in history.on(on)}
        for result in sample.results:
            if result.analyte is None or (sample.day, result.line, result.part) in left_out:
                continue
            known = there.get(result.analyte)
            if known is None:
                kept = _result(result, sample, on, lab, note if not edits else "")
                edits.append(Edit(after=kept))
            else:
                (already if _same(known, result) else others).append(result)
    return Taken(
        change=Change(act=Act.LOG_LAB, edits=tuple(edits)) if edits else None,
        already=tuple(already),
        others=tuple(others),
    )


def _result(result: ReadResult, sample: ReportSample, day: date, lab: str, note: str) -> LabResult:
    assert result.analyte is not None
    ends: LabRange = result.ends if result.value is not None else LabRange()
    return LabResult(
        day=day,
        analyte=result.analyte,
        value=result.value,
        word=result.word,
        comparator=result.comparator,
        unit=result.unit,
        low=_decimal(ends.low),
        high=_decimal(ends.high),
        low_strict=ends.low_strict,
        high_strict=ends.high_strict,
        fasting=sample.fasting,
        lab=lab,
        note=note,
    )


def _decimal(end: Number | None) -> Decimal | None:
    assert end is None or isinstance(end, Decimal)  # as a report prints it
    return end


def _same(known: LabResult, result: ReadResult) -> bool:
    return (known.value, known.word, known.comparator, known.unit) == (
        result.value,
        result.word,
        result.comparator,
        result.unit,
    )
