"""Amounts, weights and counts in plain English, for the screen, the paper and the commands.

Every figure is rounded here and nowhere else, half up, from the exact numbers. Paper alone sets
another `space` between a number and its unit, a narrow one.
"""

from __future__ import annotations

from collections.abc import Sequence
from decimal import Decimal
from fractions import Fraction

from isodiary.domain.dose import Capsules, counted
from isodiary.domain.units import GRAMS_IN_A_POUND, rounded, thousandth
from isodiary.language import HARD, THIN, _, marked, ngettext, whole
from isodiary.services.habits import PLAIN, Habits, WeightUnit

__all__ = ["HARD", "THIN"]

NOT_KNOWN = marked("not known")
NOTHING = "–"
"""Stands where there is no figure."""
TURNING = dict.fromkeys([*range(0x202A, 0x202F), *range(0x2066, 0x206A)])
"""Marks that turn round what follows them, each to be left out."""
FROM_THE_RIGHT = (
    ("\u0590", "\u08ff"),
    ("\u200f", "\u200f"),
    ("\ufb1d", "\ufdff"),
    ("\ufe70", "\ufeff"),
    ("\U00010800", "\U00010fff"),
    ("\U0001e800", "\U0001efff"),
)
"""Where the letters of scripts are that are read from the right; `unicodedata` no start loads."""
APART, APART_ENDS = "\u2068", "\u2069"
"""Set a text apart from the direction of what stands beside it."""


def number_text(value: int | Fraction | Decimal, decimals: int = 0, habits: Habits = PLAIN) -> str:
    """Return a number with that many decimals, half rounded up, its thousands apart."""
    return grouped(rounded(value, decimals), habits)


def amount_text(amount_ug: int | Fraction, habits: Habits = PLAIN) -> str:
    """Return milligrams as they are, "112.5"; of a mean that has no end, two decimals."""
    exact = amount_ug.denominator == 1
    shown = thousandth(int(amount_ug)) if exact else rounded(Fraction(amount_ug, 1000), 2)
    return grouped(shown.normalize(), habits)


def mg_text(amount_ug: int | Fraction | None, habits: Habits = PLAIN, *, space: str = HARD) -> str:
    """Return "40 mg", with decimals only where the amount has some; "not known" for None."""
    return _(NOT_KNOWN) if amount_ug is None else f"{amount_text(amount_ug, habits)}{space}mg"


def weight_text(grams: int, habits: Habits = PLAIN, *, space: str = HARD) -> str:
    """Return a weight as it is typed: "63.5 kg" or "140 lb".

    Kilograms to the gram, pounds to a tenth: what was typed in either comes back so.
    """
    if habits.weight_unit is WeightUnit.KG:
        number = thousandth(grams)
    else:
        number = rounded(grams / GRAMS_IN_A_POUND, 1)
    return f"{grouped(number.normalize(), habits)}{space}{habits.weight_unit}"


def per_kg_text(value: Fraction | None, decimals: int = 1, habits: Habits = PLAIN) -> str:
    """Return "61.4" for mg/kg, half rounded up; "not known" for None."""
    return _(NOT_KNOWN) if value is None else number_text(value, decimals, habits)


def percent_text(value: Fraction | None, *, space: str = HARD) -> str:
    """Return "94 %", or a dash where there is nothing to take a share of."""
    return NOTHING if value is None else f"{number_text(value)}{space}%"


def grouped(number: int | Decimal, habits: Habits = PLAIN) -> str:
    """Return a number with its thousands set apart."""
    if not isinstance(number, Decimal):
        return whole(number)
    return habits.figure(f"{number:,f}".replace(",", THIN))


def capsules_words(capsules: Capsules, habits: Habits = PLAIN) -> str:
    """Return "1 × 20 mg + 2 × 10 mg capsules"."""
    parts = [
        f"{count}{HARD}×{HARD}{mg_text(strength, habits)}" for strength, count in counted(capsules)
    ]
    said = ngettext("{capsules} capsule", "{capsules} capsules", len(capsules))
    return said.format(capsules=" + ".join(parts))


def joined(parts: Sequence[str]) -> str:
    """Return "a, b and c"."""
    if len(parts) < 2:
        return "".join(parts)
    return _("{list} and {last}").format(list=", ".join(parts[:-1]), last=parts[-1])


def capital(text: str) -> str:
    """Return a text with a capital letter at its beginning, as where a sentence begins."""
    return text[:1].upper() + text[1:]


def range_text(low: str, high: str) -> str:
    """Return "1.5 to 2"; one figure where both are shown alike."""
    return low if low == high else _("{low} to {high}").format(low=low, high=high)


def apart(typed: str) -> str:
    """Return a typed text as it may stand among other words: it turns none of them round.

    Marks that turn round what follows them are left out, and what is read from the right is set
    apart from what stands before and after it.
    """
    if typed.isascii():
        return typed
    kept = typed.translate(TURNING)
    turned = any(first <= each <= last for each in kept for first, last in FROM_THE_RIGHT)
    return f"{APART}{kept}{APART_ENDS}" if turned else kept
