"""Acne checks in words."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from fractions import Fraction

from isodiary.domain.acne import AcneCheck, GagsBand, gags_band
from isodiary.domain.catalogue.acne import AcneCatalogue
from isodiary.domain.units import rounded
from isodiary.services.acne.log import Measure, change_percent, value_of
from isodiary.services.habits import PLAIN, Habits
from isodiary.services.words.days import full_day
from isodiary.services.words.units import HARD, THIN, apart, per_kg_text

MINUS = "\N{MINUS SIGN}"
MEASURES: Mapping[Measure, str] = {
    Measure.OVERALL: "Overall",
    Measure.SCORE: "Score (GAGS)",
    Measure.INFLAMMATORY: "Inflammatory",
    Measure.NON_INFLAMMATORY: "Non-inflammatory",
    Measure.NODULES: "Nodules",
}
COUNTED = {
    Measure.INFLAMMATORY: "inflammatory",
    Measure.NON_INFLAMMATORY: "non-inflammatory",
    Measure.NODULES: "nodules and cysts",
}


def score_words(score: int, bands: Mapping[GagsBand, str]) -> str:
    """Return "19 of 44 (moderate)"."""
    return f"{score} of {Measure.SCORE.most} ({bands[gags_band(score)]})"


def value_words(measure: Measure, value: int, catalogue: AcneCatalogue) -> str:
    """Return a value of a measure: "2 of 4 (mild)", "19 of 44 (moderate)", "12 nodules"."""
    if measure is Measure.SCORE:
        return score_words(value, catalogue.bands)
    if measure is Measure.OVERALL:
        return f"{value} of {measure.most} ({catalogue.overall[value].label.lower()})"
    return f"{value} {COUNTED[measure]}"


def check_lines(check: AcneCheck, first: AcneCheck, catalogue: AcneCatalogue) -> list[str]:
    """Return what a check says, a line each; counts with their change since the first check."""
    lines = []
    if check.iga is not None:
        lines.append(f"overall {value_words(Measure.OVERALL, check.iga, catalogue)}")
    if check.gags_total is not None:
        lines.append(f"score {score_words(check.gags_total, catalogue.bands)}")
    said = ", ".join(_counts(check, first, catalogue))
    notes = apart(" ".join(check.note.split()))
    return [*lines, *(part for part in (said, notes) if part)]


def change_words(change: Fraction | None) -> str:
    """Return "−75 %", "+33 %" or "0 %"; nothing where there is no change to tell."""
    if change is None:
        return ""
    whole = rounded(abs(change), 0)
    sign = "" if not whole else "+" if change > 0 else MINUS
    return f"{sign}{whole}{HARD}%"


def per_kg_words(value: Fraction, habits: Habits = PLAIN) -> str:
    """Return a cumulative dose by weight: "61.4 mg/kg"."""
    return f"{per_kg_text(value, 1, habits)}{THIN}mg/kg"


def _counts(check: AcneCheck, first: AcneCheck, catalogue: AcneCatalogue) -> Iterator[str]:
    for measure in COUNTED:
        value = value_of(check, measure)
        if value is None:
            continue
        change = change_words(change_percent(value_of(first, measure), value))
        since = f" ({change} since {full_day(first.day)})" if change and check != first else ""
        yield f"{value_words(measure, value, catalogue)}{since}"
