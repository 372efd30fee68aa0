"""Amounts, weights and counts in plain English."""

from __future__ import annotations

from collections.abc import Sequence
from decimal import Decimal
from fractions import Fraction

from isodiary.domain.dose import Capsules, counted
from isodiary.domain.units import GRAMS_IN_A_POUND, rounded, thousandth

THIN = "\N{NARROW NO-BREAK SPACE}"


HARD = "\N{NO-BREAK SPACE}"


def mg_text(amount_ug: int) -> str:
    """Return "40 mg", with decimals only where the amount has some."""
    return f"{grouped(thousandth(amount_ug).normalize())}{HARD}mg"


def kg_text(grams: int) -> str:
    """Return "63.5 kg", with decimals only where the weight has some."""
    return f"{grouped(thousandth(grams).normalize())}{HARD}kg"


def weight_text(grams: int, unit: str) -> str:
    """Return a weight as it is typed: "63.5 kg" or "140 lb"."""
    if unit == "kg":
        return f"{thousandth(grams).normalize():f}{HARD}kg"
    return f"{rounded(grams / GRAMS_IN_A_POUND, 1).normalize():f}{HARD}lb"


def per_kg_text(value: Fraction, decimals: int = 1) -> str:
    """Return "61.4" for mg/kg, half rounded up."""
    return grouped(rounded(value, decimals))


def percent_text(value: Fraction | None, decimals: int = 0) -> str:
    """Return "94 %", or a dash where there is nothing to take a share of."""
    return "–" if value is None else f"{rounded(value, decimals)}{HARD}%"


def grouped(number: int | Decimal) -> str:
    """Return a number with its thousands set apart."""
    return f"{number:,f}".replace(",", THIN) if isinstance(number, Decimal) else _whole(number)


def capsules_words(capsules: Capsules) -> str:
    """Return "1 × 20 mg + 2 × 10 mg capsules"."""
    parts = [f"{count}{HARD}×{HARD}{mg_text(strength)}" for strength, count in counted(capsules)]
    return " + ".join(parts) + (" capsule" if len(capsules) == 1 else " capsules")


def counted_words(count: int, one: str, many: str = "") -> str:
    """Return "1 dose" or "2 doses"."""
    return f"{grouped(count)}{HARD}{one if count == 1 else many or one + 's'}"


def joined(parts: Sequence[str]) -> str:
    """Return "a, b and c"."""
    if len(parts) < 2:
        return "".join(parts)
    return f"{', '.join(parts[:-1])} and {parts[-1]}"


def _whole(number: int) -> str:
    return f"{number:,}".replace(",", THIN)
