"""Acne checks in words."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from fractions import Fraction

from isodiary.domain.acne import AcneCheck, GagsBand, gags_band
from isodiary.domain.catalogue.acne import AcneCatalogue
from isodiary.domain.units import rounded
from isodiary.language import _, marked, nmarked, plural
from isodiary.services.acne.log import Measure, change_percent, value_of
from isodiary.services.habits import PLAIN, Habits
from isodiary.services.words.days import full_day
from isodiary.services.words.units import HARD, THIN, apart, per_kg_text

MINUS = "\N{MINUS SIGN}"
MEASURES: Mapping[Measure, str] = {
    Measure.OVERALL: marked("Overall"),
    Measure.SCORE: marked("Score (GAGS)"),
    Measure.INFLAMMATORY: marked("Inflammatory"),
    Measure.NON_INFLAMMATORY: marked("Non-inflammatory"),
    Measure.NODULES: marked("Nodules"),
}
COUNTED = {
    Measure.INFLAMMATORY: nmarked("{count} inflammatory", "{count} inflammatory"),
    Measure.NON_INFLAMMATORY: nmarked("{count} non-inflammatory", "{count} non-inflammatory"),
    Measure.NODULES: nmarked("{count} nodules and cysts", "{count} nodules and cysts"),
}


def score_words(score: int, bands: Mapping[GagsBand, str]) -> str:
    """Return "19 of 44 (moderate)"."""
    return _("{value} of {most} ({name})").format(
        value=score, most=Measure.SCORE.most, name=bands[gags_band(score)]
    )


def value_words(measure: Measure, value: int, catalogue: AcneCatalogue) -> str:
    """Return a value of a measure: "2 of 4 (mild)", "19 of 44 (moderate)", "12 nodules"."""
    if measure is Measure.SCORE:
        return score_words(value, catalogue.bands)
    if measure is Measure.OVERALL:
        label = catalogue.overall[value].label
        return _("{value} of {most} ({name})").format(
            value=value, most=measure.most, name=label.lower()
        )
    return plural(value, *COUNTED[measure])


def check_lines(check: AcneCheck, first: AcneCheck, catalogue: AcneCatalogue) -> list[str]:
    """Return what a check says, a line each; counts with their change since the first check."""
    lines = []
    if check.iga is not None:
        lines.append(
            _("overall {value}").format(value=value_words(Measure.OVERALL, check.iga, catalogue))
        )
    if check.gags_total is not None:
        lines.append(
            _("score {score}").format(score=score_words(check.gags_total, catalogue.bands))
        )
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
        said = value_words(measure, value, catalogue)
        if change and check != first:
            said = _("{counted} ({change} since {day})").format(
                counted=said, change=change, day=full_day(first.day)
            )
        yield said
