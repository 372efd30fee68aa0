"""Amounts as whole numbers: micrograms of medicine, grams of patient.

A microgram per gram is a milligram per kilogram, so the two divide into the
doctor's own figure without a factor. And a number in the wrong unit is a
thousand times off, which no one overlooks.
"""

from __future__ import annotations

from decimal import ROUND_HALF_UP, Decimal, InvalidOperation
from fractions import Fraction

GRAMS_IN_A_POUND = Decimal("453.59237")

MOST_DIGITS = 9
"""Before the point. "1e999999999" is a number too, but as an int it would fill the memory."""


def mg(amount: int | str | Decimal) -> int:
    """Return `amount` milligrams in micrograms.

    Raises:
        ValueError: The amount is no number, too large, or finer than a microgram.
    """
    return _whole(_number(amount) * 1000, f"{amount} mg is finer than a microgram")


def kg(amount: int | str | Decimal) -> int:
    """Return `amount` kilograms in grams.

    Raises:
        ValueError: The weight is no number, too large, or finer than a gram.
    """
    return _whole(_number(amount) * 1000, f"{amount} kg is finer than a gram")


def pounds(amount: int | str | Decimal) -> int:
    """Return `amount` pounds in grams, rounded half up to a whole gram.

    Raises:
        ValueError: The weight is no number, or too large.
    """
    return int((_number(amount) * GRAMS_IN_A_POUND).to_integral_value(ROUND_HALF_UP))


def thousandth(amount: int) -> Decimal:
    """Return micrograms as milligrams, or grams as kilograms, exactly."""
    return Decimal(amount) / 1000


def mg_per_kg(amount_ug: int | Fraction, *, weight_g: int) -> Fraction:
    """Return milligrams per kilogram of body weight, exactly.

    Raises:
        ValueError: The weight is not above zero.
    """
    if weight_g <= 0:
        raise ValueError(f"a weight must be above zero: {weight_g} g")
    return Fraction(amount_ug, weight_g)


def rounded(value: int | Fraction | Decimal, decimals: int) -> Decimal:
    """Return `value` for the eye, half rounded up; never calculate with it."""
    numerator, denominator = value.as_integer_ratio()
    # floor(x + 1/2) on whole numbers, as a division in Decimal would round once already
    whole = (2 * numerator * 10**decimals + denominator) // (2 * denominator)
    return Decimal(whole).scaleb(-decimals)


def percent(part: int, whole: int) -> Fraction | None:
    """Return `part` of `whole` in percent, exactly; None of nothing."""
    return Fraction(100 * part, whole) if whole else None


def _number(amount: int | str | Decimal) -> Decimal:
    try:
        number = Decimal(amount)
    except InvalidOperation as error:
        raise ValueError(f"{amount} is not a number") from error
    if not number.is_finite() or number.adjusted() >= MOST_DIGITS:
        raise ValueError(f"{amount} is not a number of up to {MOST_DIGITS} digits")
    return number


def _whole(amount: Decimal, problem: str) -> int:
    if amount != amount.to_integral_value():
        raise ValueError(problem)
    return int(amount)
