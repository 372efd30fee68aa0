"""Common ranges of adults, for a result whose laboratory printed none; always called default."""

from __future__ import annotations

from datetime import date
from decimal import Decimal, InvalidOperation

from isodiary.domain.catalogue.file import Block
from isodiary.domain.record import Patient, Sex
from isodiary.domain.values import dataclass


@dataclass(frozen=True, slots=True, kw_only=True)
class DefaultRange:
    """One range and whom it fits; both ends lie inside it.

    Attributes:
        unit: Name of the unit it is in.
        low: Lower end; None if it is open.
        high: Upper end; None if it is open.
        sex: Whom it fits; `NOT_SAID`: everyone.
        from_age: Years of age on the sample day from which it fits.
        below_age: Years of age below which it fits; None: any.
        fasting: Whether it fits only a sample noted as fasting.
    """

    unit: str
    low: Decimal | None
    high: Decimal | None
    sex: Sex
    from_age: int
    below_age: int | None
    fasting: bool

    def fits(self, patient: Patient, day: date, fasting: bool | None) -> bool:
        """Return whether it fits a sample of `day`; what is not known never fits."""
        sex = self.sex in (Sex.NOT_SAID, patient.sex)
        return sex and self._fits_age(patient, day) and (not self.fasting or fasting is True)

    def _fits_age(self, patient: Patient, day: date) -> bool:
        """Whether it fits before the birthday of that year as well as after it."""
        if patient.birth_year is None:
            return not self.from_age and self.below_age is None
        oldest = day.year - patient.birth_year
        return self.from_age <= oldest - 1 and (self.below_age is None or oldest < self.below_age)


def read_range(block: Block, from_age: int) -> DefaultRange:
    """Read one range of a test; `from_age` is for a range that names none.

    Raises:
        CatalogueError: It is malformed.
    """
    block.allow("unit", "low", "high", "sex", "from_age", "below_age", "fasting")
    low, high = decimal_or_none(block, "low"), decimal_or_none(block, "high")
    if low is None and high is None:
        raise block.wrong("a range needs 'low' or 'high'")
    if low is not None and high is not None and low >= high:
        raise block.wrong("'low' must be below 'high'")
    return DefaultRange(
        unit=block.text("unit"),
        low=low,
        high=high,
        sex=block.member(Sex, "sex", Sex.NOT_SAID),
        from_age=block.count("from_age") if "from_age" in block.values else from_age,
        below_age=block.count("below_age") if "below_age" in block.values else None,
        fasting=block.flag("fasting"),
    )


def decimal_or_none(block: Block, key: str) -> Decimal | None:
    """Return the decimal number in quotes under `key`, or None if there is no such key."""
    text = block.text_or_none(key)
    return None if text is None else decimal(block, key, text)


def decimal(block: Block, key: str, text: str) -> Decimal:
    """Return `text`, which was found under `key`, as a decimal number.

    Raises:
        CatalogueError: It is none.
    """
    try:
        number = Decimal(text)
    except InvalidOperation:
        number = Decimal("NaN")
    if not number.is_finite():
        raise block.wrong(f"{key!r} must be a decimal number in quotes, not {text!r}")
    return number
