"""How numbers, days and names stand on paper: English, and without Qt.

Every figure is rounded here and nowhere else, half up, from the exact numbers of a summary.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date
from decimal import Decimal
from fractions import Fraction

from isodiary.domain.course import Formulation
from isodiary.domain.summary import Period
from isodiary.domain.units import rounded, thousandth
from isodiary.services.words.units import NOT_KNOWN, amount_text

NO_BREAK = "\u00a0"
THIN = "\u202f"
"""A narrow space at which a line does not break: in 3 930, and between a number and its unit."""

NOTHING = "–"
"""Stands in a table where there is no figure."""

MONTHS = ("Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec")
SEVERITIES = ("none", "mild", "moderate", "severe")
FORMULATIONS: Mapping[Formulation, str] = {
    Formulation.CLASSIC: "classic formulation",
    Formulation.LIDOSE: "Lidose formulation",
    Formulation.MICRONISED: "micronised formulation",
}


def number(value: int | Fraction | Decimal, decimals: int = 0) -> str:
    """Return `value` with that many decimals, its thousands apart."""
    return f"{rounded(value, decimals):,f}".replace(",", THIN)


def _trimmed(value: Decimal) -> str:
    return f"{value.normalize():,f}".replace(",", THIN)


def mg(amount_ug: int | Fraction | None) -> str:
    """Return micrograms as milligrams, as exact as they are: "40 mg"; "not known" for None."""
    return NOT_KNOWN if amount_ug is None else f"{amount_text(amount_ug)}{THIN}mg"


def kg(weight_g: int) -> str:
    """Return grams as kilograms, as exact as they are: "64 kg", "63.55 kg"."""
    return f"{_trimmed(thousandth(weight_g))}{THIN}kg"


def per_kg(value: Fraction | None, decimals: int = 1) -> str:
    """Return a dose by weight: "61.4 mg/kg"; "mg/kg not known" for None."""
    return f"mg/kg {NOT_KNOWN}" if value is None else f"{number(value, decimals)}{THIN}mg/kg"


def percent(value: Fraction | None) -> str:
    """Return a share in whole percent: "89 %"; a dash of nothing."""
    return NOTHING if value is None else f"{number(value)}{THIN}%"


def mean(value: Fraction | None) -> str:
    """Return a mean severity with one decimal; a dash where nothing was answered."""
    return NOTHING if value is None else number(value, 1)


def counted(count: int, one: str, many: str) -> str:
    """Return a count with its noun: "1 day", "29 days"."""
    return f"{number(count)} {one if count == 1 else many}"


def day(value: date, *, near: date | None = None) -> str:
    """Return "5 Oct", or "5 Oct 2025" unless the year is that of `near`."""
    text = f"{value.day}{NO_BREAK}{MONTHS[value.month - 1]}"
    same_year = near is not None and near.year == value.year
    return text if same_year else f"{text}{NO_BREAK}{value.year}"


def span(first: date, last: date) -> str:
    """Return "26 Oct – 23 Nov 2026"; a single day alone."""
    if first == last:
        return day(last)
    return f"{day(first, near=last)} – {day(last)}"


def period(value: Period) -> str:
    """Return the days of a period: "26 Oct – 23 Nov 2026"."""
    return span(value.first, value.last)


def days(value: Period) -> str:
    """Return how long a period is: "29 days"."""
    return counted(value.days, "day", "days")


def severity(value: int) -> str:
    """Return a severity in words and as a number: "severe (3 of 3)"."""
    return f"{SEVERITIES[value]} ({value} of {len(SEVERITIES) - 1})"


def label(names: Mapping[str, str], name: str) -> str:
    """Return the label of a symptom or lab test; its own name if there is none."""
    return names.get(name) or name


def list_of(parts: Sequence[str]) -> str:
    """Return parts joined by commas, without empty ones."""
    return ", ".join(part for part in parts if part)


def shortened(text: str, most: int) -> str:
    """Return `text` on one line, cut between words to `most` characters and an ellipsis."""
    line = " ".join(text.split())
    if len(line) <= most:
        return line
    head, _, tail = line[: most + 1].rpartition(" ")
    whole_words = head if len(head) > len(tail) else line[:most]
    return f"{whole_words.rstrip(' ,;:.')} …"
