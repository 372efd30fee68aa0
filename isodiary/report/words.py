"""How numbers, days and names stand on paper: as `services.words` says them, spaced for print.

Paper speaks alike to everybody; the sheet on the screen has the habits of whoever reads it.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date
from fractions import Fraction

from isodiary.domain.course import Formulation
from isodiary.domain.summary import Period
from isodiary.language import _, marked, ngettext
from isodiary.services.habits import PLAIN, Habits
from isodiary.services.words.days import full_day, short_day
from isodiary.services.words.names import severity_name
from isodiary.services.words.units import (
    NOTHING,
    THIN,
    apart,
    mg_text,
    number_text,
    percent_text,
    weight_text,
)

FORMULATIONS: Mapping[Formulation, str] = {
    Formulation.CLASSIC: marked("classic formulation"),
    Formulation.LIDOSE: marked("Lidose formulation"),
    Formulation.MICRONISED: marked("micronised formulation"),
}


def mg(amount_ug: int | Fraction | None, habits: Habits = PLAIN) -> str:
    """Return micrograms as milligrams, as exact as they are: "40 mg"; "not known" for None."""
    return mg_text(amount_ug, habits, space=THIN)


def weight(weight_g: int, habits: Habits = PLAIN) -> str:
    """Return a weight as exact as it was typed: "64 kg", "63.55 kg", "140 lb"."""
    return weight_text(weight_g, habits, space=THIN)


def per_kg(value: Fraction | None, decimals: int = 1, habits: Habits = PLAIN) -> str:
    """Return a dose by weight: "61.4 mg/kg"; "mg/kg not known" for None."""
    if value is None:
        return _("mg/kg not known")
    return f"{number_text(value, decimals, habits)}{THIN}mg/kg"


def percent(value: Fraction | None) -> str:
    """Return a share in whole percent: "89 %"; a dash of nothing."""
    return percent_text(value, space=THIN)


def mean(value: Fraction | None, habits: Habits = PLAIN) -> str:
    """Return a mean severity with one decimal; a dash where nothing was answered."""
    return NOTHING if value is None else number_text(value, 1, habits)


def day(value: date, *, near: date | None = None) -> str:
    """Return "5 Oct", or "5 Oct 2025" unless the year is that of `near`."""
    same_year = near is not None and near.year == value.year
    return short_day(value) if same_year else full_day(value)


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
    said = ngettext("{count} day", "{count} days", value.days)
    return said.format(count=number_text(value.days))


def severity(value: int) -> str:
    """Return a severity in words and as a number: "severe (3 of 3)"."""
    return _("{name} ({severity} of 3)").format(name=severity_name(value), severity=value)


def label(names: Mapping[str, str], name: str) -> str:
    """Return the label of a symptom or lab test; its own name if there is none."""
    return names.get(name) or apart(name)


def list_of(parts: Sequence[str]) -> str:
    """Return parts joined by commas, without empty ones."""
    return ", ".join(part for part in parts if part)


def shortened(text: str, most: int) -> str:
    """Return `text` on one line, cut between words to `most` characters and an ellipsis."""
    line = " ".join(text.split())
    if len(line) <= most:
        return line
    head, _space, tail = line[: most + 1].rpartition(" ")
    whole_words = head if len(head) > len(tail) else line[:most]
    return f"{whole_words.rstrip(' ,;:.')} …"
