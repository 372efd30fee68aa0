"""The samples of a report: each result under the day it is of, once."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import date

from isodiary.domain.catalogue.report_words import ReportWords
from isodiary.services.labs.reading.days import ReportDays
from isodiary.services.labs.reading.lines import LaidLine, LaidValue
from isodiary.services.labs.reading.names import Phrases, folded
from isodiary.services.labs.reading.report import ReadResult, ReportSample
from isodiary.services.labs.reading.scan import ScannedLine


class Samples:
    """Results by day."""

    def __init__(self, days: ReportDays, sampled_on: Sequence[date]) -> None:
        self._days = days
        self._sampled_on = tuple(sampled_on)
        self._results: dict[date | None, list[ReadResult]] = {}

    @property
    def lines(self) -> list[int]:
        """The lines that have results."""
        return [each.line for results in self._results.values() for each in results]

    @property
    def undecided(self) -> tuple[date, ...]:
        """The days of which one is that of the newest sample, where nobody can tell which."""
        asked = len(self._sampled_on) > 1 and self._results.get(None)
        return self._sampled_on if asked else ()

    def keep(self, result: ReadResult, laid: LaidLine, value: LaidValue) -> bool:
        """Add a result to the sample of its day; return whether another one is there."""
        read = self._days.read(value.day_text or ("" if value.day else laid.day_text))
        day = value.day or (read[0] if len(read) == 1 else None)
        if value.earlier and day is None:
            return False  # nobody knows of which day it is
        if day is None and len(self._sampled_on) == 1:
            day = self._sampled_on[0]
        sample = self._results.setdefault(day, [])
        meant = result.analyte or result.proposed
        same = [each for each in sample if (each.analyte or each.proposed) == meant]
        if not same:
            sample.append(result)
        return bool(same) and not _equal(same[0], result)

    def told(self, others: Iterable[ScannedLine], words: ReportWords) -> tuple[ReportSample, ...]:
        """Return the samples, newest first; what is said about fasting is said of the newest."""
        fasting = _fasting(others, words)
        days = [day for day in self._results if day is not None]
        main = self._sampled_on[0] if len(self._sampled_on) == 1 else None
        newest = main if main in self._results else max(days, default=None)
        samples = (
            ReportSample(
                day=day, fasting=fasting if day == newest else None, results=tuple(results)
            )
            for day, results in self._results.items()
        )
        return tuple(sorted(samples, key=_newest_first))


def _fasting(others: Iterable[ScannedLine], words: ReportWords) -> bool | None:
    """Return whether the patient had fasted, if the report says so outside its table."""
    yes, no = Phrases(words.fasting), Phrases(words.not_fasting)
    fasting: bool | None = None
    for row in others:
        said = folded(row.text).replace(":", " ").split()
        if no.within(said):
            return False
        if yes.within(said):
            fasting = True
    return fasting


def _equal(one: ReadResult, other: ReadResult) -> bool:
    said = ((each.value, each.word, each.comparator, each.unit) for each in (one, other))
    return next(said) == next(said)


def _newest_first(sample: ReportSample) -> tuple[bool, int]:
    return (sample.day is not None, -sample.day.toordinal() if sample.day else 0)
