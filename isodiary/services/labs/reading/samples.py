"""The samples of a report: each result under the day it is of, once."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import date

from isodiary.domain.catalogue.report_words import ReportWords
from isodiary.services.labs.reading.days import ReportDays
from isodiary.services.labs.reading.laid import LaidLine, LaidValue
from isodiary.services.labs.reading.names import Phrases, folded
from isodiary.services.labs.reading.report import ReadResult, ReportSample
from isodiary.services.labs.reading.tokens import ScannedLine

_Key = tuple[date | None, str]
"""The day of a sample, or how the report writes it where it can be read in two ways."""


class Samples:
    """Results by day."""

    def __init__(
        self,
        days: ReportDays,
        sampled_on: Sequence[date],
        reported_on: Sequence[date],
        sections: Sequence[tuple[int, date]],
    ) -> None:
        self._days = days
        self._sampled_on = tuple(sampled_on)
        self._reported_on = tuple(reported_on)
        self._sections = tuple(sections)
        self._doubtful: list[tuple[str, tuple[date, ...]]] = []
        self._results: dict[_Key, list[ReadResult]] = {}

    @property
    def lines(self) -> list[int]:
        """The lines that have results."""
        return [each.line for results in self._results.values() for each in results]

    @property
    def undecided(self) -> tuple[str, tuple[date, ...]]:
        """A day that can be read in two ways, and these; its text is empty if several are read."""
        if self._doubtful:
            return self._doubtful[0]
        dateless = any(day is None for day, _ in self._results)
        if not dateless or len(self._sampled_on) == 1:
            return "", ()
        return "", self._sampled_on or self._reported_on

    def keep(self, result: ReadResult, laid: LaidLine, value: LaidValue) -> bool:
        """Add a result to the sample of its day; return whether another one is there."""
        text = value.day_text or ("" if value.day else laid.day_text)
        read = self._days.read(text)
        if len(read) > 1:
            self._doubtful.append((text, read))
        day = value.day or (read[0] if len(read) == 1 else None)
        if value.earlier and day is None:
            return False  # nobody knows of which day it is
        if day is None and not text:
            day = self._sampled(result.line)
        sample = self._results.setdefault((day, text if day is None else ""), [])
        if result.analyte is None:
            sample.append(result)
            return False
        same = [each for each in sample if each.analyte == result.analyte]
        if not same:
            sample.append(result)
        return bool(same) and not _equal(same[0], result)

    def drop_doubles(self) -> list[ReadResult]:
        """Take the near misses of tests that are there for sure away, and return them."""
        dropped = []
        for key, sample in self._results.items():
            seen = {each.analyte for each in sample}
            kept = []
            for each in sample:
                if each.analyte is None and each.proposed in seen:
                    dropped.append(each)
                else:
                    kept.append(each)
                    seen.add(each.analyte or each.proposed)
            self._results[key] = kept
        return dropped

    def _sampled(self, line: int) -> date | None:
        """Return the day of a line without one: the report's, or of the part that it stands in."""
        if len(self._sampled_on) == 1:
            return self._sampled_on[0]
        before = [day for start, day in self._sections if start < line]
        return before[-1] if before else None

    def told(self, others: Iterable[ScannedLine], words: ReportWords) -> tuple[ReportSample, ...]:
        """Return the samples, newest first; what is said about fasting is said of the newest."""
        fasting = _fasting(others, words)
        days = [day for day, _ in self._results if day is not None]
        main = self._sampled_on[0] if len(self._sampled_on) == 1 else None
        newest = main if main in days else max(days, default=None)
        samples = (
            ReportSample(
                day=day, fasting=fasting if day == newest else None, results=tuple(results)
            )
            for (day, _), results in self._results.items()
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
