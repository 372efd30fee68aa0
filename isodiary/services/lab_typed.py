"""Values and ranges of lab results as people type them and labs print them."""

from __future__ import annotations

import re
from decimal import Decimal

from isodiary.domain.catalogue.labs import Presence
from isodiary.domain.errors import Refused
from isodiary.domain.lab import Comparator
from isodiary.domain.lab_history import Ends

NUMBER = r"\d{1,9}(?:[.,]\d{1,6})?"
DASH = r"(?:-|–|—|−|to|bis)"
TWO_WAYS = "{typed} can be read in two ways. Type it without the comma."
NO_RESULT = "“{typed}” is not a result such as 52, 1.9 or <5."
NO_RANGE = "“{typed}” is not a range such as 7-45, <1.7 or >=40."

WORDS = {
    "positive": Presence.POSITIVE,
    "positiv": Presence.POSITIVE,
    "pos": Presence.POSITIVE,
    "negative": Presence.NEGATIVE,
    "negativ": Presence.NEGATIVE,
    "neg": Presence.NEGATIVE,
    "invalid": Presence.INVALID,
}


def is_number(typed: str) -> bool:
    """Return whether `typed` is meant as a number, readable or not."""
    return typed.strip()[:1] in set("<>≤≥-.,0123456789") - {""}


def value(typed: str) -> tuple[Comparator, Decimal]:
    """Return the comparator and number of "52", "1,90", "< 5" or ">=5".

    Raises:
        Refused: It is no number, or one such as 1,200 that may be a thousand times another.
    """
    found = _RESULT.fullmatch(typed.strip())
    if found is None:
        raise Refused(NO_RESULT.format(typed=typed))
    comparator = _COMPARATORS[found["comparator"] or ""]
    return comparator, number(found["number"])


def presence(typed: str) -> Presence | None:
    """Return the answer that "Negative" or "neg." means; None if it is none."""
    return WORDS.get(typed.strip().casefold().rstrip("."))


def ends(typed: str) -> Ends:
    """Return the ends of "7-45", "(7 – 45)", "< 1.7" or ">= 40"; nothing at all has none.

    Raises:
        Refused: It is no range, or goes downwards.
    """
    plain = re.sub(r"^[(\[]\s*|\s*[)\]]$", "", typed.strip())
    if not plain:
        return None, None
    for pattern in _RANGES:
        if found := pattern.fullmatch(plain):
            parts = found.groupdict()
            low, high = (number(parts[end]) if parts.get(end) else None for end in ("low", "high"))
            if low is not None and high is not None and low > high:
                break
            return low, high
    raise Refused(NO_RANGE.format(typed=typed))


def ends_text(low: Decimal | None, high: Decimal | None) -> str:
    """Return a range as `ends` reads it: "7–45", "≤ 1.7", "≥ 40", or empty."""
    if low is None:
        return "" if high is None else f"≤ {high:f}"
    return f"≥ {low:f}" if high is None else f"{low:f}–{high:f}"


def number(typed: str) -> Decimal:
    """Return the number of "52" or "1,90".

    Raises:
        Refused: It is none, or one such as 1,200 that may be a thousand times another.
    """
    plain = typed.strip()
    if re.fullmatch(r"[1-9]\d{0,2}(,\d{3})+", plain):
        raise Refused(TWO_WAYS.format(typed=plain))
    if not re.fullmatch(NUMBER, plain):
        raise Refused(NO_RESULT.format(typed=typed))
    return Decimal(plain.replace(",", "."))


_RESULT = re.compile(rf"(?P<comparator>[<>]=?|[≤≥])?\s*(?P<number>{NUMBER})")
_COMPARATORS = {
    "": Comparator.EXACTLY,
    "<": Comparator.BELOW,
    "<=": Comparator.BELOW,
    "≤": Comparator.BELOW,
    ">": Comparator.ABOVE,
    ">=": Comparator.ABOVE,
    "≥": Comparator.ABOVE,
}
_RANGES = (
    re.compile(rf"(?P<low>{NUMBER})\s*{DASH}\s*(?P<high>{NUMBER})"),
    re.compile(rf"(?:<=?|≤|up to|bis)\s*(?P<high>{NUMBER})"),
    re.compile(rf"(?:>=?|≥|from|ab)\s*(?P<low>{NUMBER})"),
)
