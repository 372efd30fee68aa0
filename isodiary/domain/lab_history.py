"""All the lab results of a diary together, and what they say about the next one."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import field
from datetime import date

from isodiary.domain.lab import LabLimit, LabRange, LabResult, PlannedTest
from isodiary.domain.record import Patient
from isodiary.domain.values import dataclass


@dataclass(frozen=True, slots=True, kw_only=True)
class LabHistory:
    """What a diary holds about blood tests.

    Attributes:
        results: Every sound result, oldest sample first; those of one day in no set order.
        limits: The limits the patient's doctor named, by analyte.
        planned: The planned blood tests, past ones too, by day.
        patient: Whose results they are; the default ranges depend on year of birth and sex.
    """

    results: tuple[LabResult, ...] = ()
    limits: tuple[LabLimit, ...] = ()
    planned: tuple[PlannedTest, ...] = ()
    patient: Patient = field(default_factory=Patient)

    @property
    def sample_days(self) -> tuple[date, ...]:
        """The days with results, oldest first."""
        return tuple(sorted({result.day for result in self.results}))

    @property
    def analytes(self) -> tuple[str, ...]:
        """Every test with a result."""
        return tuple(dict.fromkeys(result.analyte for result in self.results))

    @property
    def last_lab(self) -> str:
        """Name of the laboratory of the newest result that has one; may be empty."""
        return next((each.lab for each in self._newest_first() if each.lab), "")

    def of(self, analyte: str) -> tuple[LabResult, ...]:
        """Return the results of one test, oldest first."""
        return tuple(result for result in self.results if result.analyte == analyte)

    def on(self, day: date) -> tuple[LabResult, ...]:
        """Return the results of the samples of a day."""
        return tuple(result for result in self.results if result.day == day)

    def limit_of(self, analyte: str) -> LabLimit | None:
        """Return what the patient's doctor named as the limit of a test."""
        return next((limit for limit in self.limits if limit.analyte == analyte), None)

    def last_unit(self, analyte: str) -> str | None:
        """Return the unit typed last for a test; None if none ever was."""
        return next((each.unit for each in self._newest_first(analyte) if each.unit), None)

    def last_range(self, analyte: str, lab: str, unit: str) -> LabRange | None:
        """Return the range that this lab printed last for a test in this unit.

        Results without a laboratory's name share their ranges, as those of one lab do.
        """
        wanted = (lab.casefold(), unit)
        for each in self._newest_first(analyte):
            if each.range and (each.lab.casefold(), each.unit) == wanted:
                return each.range
        return None

    def last_panel(self, before: date | None = None) -> tuple[str, ...]:
        """Return the tests of the newest sample, or of the newest one before a day."""
        days = [day for day in self.sample_days if before is None or day < before]
        return tuple(dict.fromkeys(each.analyte for each in self.on(days[-1]))) if days else ()

    def _newest_first(self, analyte: str | None = None) -> Iterator[LabResult]:
        for result in reversed(self.results):
            if analyte is None or result.analyte == analyte:
                yield result
