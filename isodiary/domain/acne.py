"""The patient's own estimate of the acne: overall, by area, or counted."""

from __future__ import annotations

from dataclasses import field
from datetime import date
from enum import Enum

from isodiary.domain.entry import new_id
from isodiary.domain.values import dataclass

GAGS_FACTORS = (2, 2, 2, 1, 1, 3)
"""Forehead, right cheek, left cheek, nose, chin, chest and upper back (clinical.md 3.3)."""

WORST_LESION = 4
CLEAREST, WORST_IGA = 0, 4
MOST_LESIONS = 999


class GagsBand(Enum):
    """What a global score is called; its value is the largest score of the band."""

    NONE = 0
    MILD = 18
    MODERATE = 30
    SEVERE = 38
    VERY_SEVERE = 44


@dataclass(frozen=True, slots=True, kw_only=True)
class AcneCheck:
    """The acne on a day, as the patient saw it; what was not estimated is None.

    Attributes:
        day: The diary's day.
        iga: Overall, 0 clear to 4 severe (clinical.md 3.3).
        gags: The worst lesion of each of the six areas, 0 none to 4 nodule.
        non_inflammatory: Open and closed comedones counted.
        inflammatory: Papules and pustules counted.
        nodules: Nodules and cysts counted.
        note: The patient's own words.
        id: The entry's name for life.
    """

    day: date
    iga: int | None = None
    gags: tuple[int, ...] | None = None
    non_inflammatory: int | None = None
    inflammatory: int | None = None
    nodules: int | None = None
    note: str = ""
    id: str = field(default_factory=new_id)

    def __post_init__(self) -> None:
        if self.iga is not None and not CLEAREST <= self.iga <= WORST_IGA:
            raise ValueError(f"an overall grade is 0 to 4, not {self.iga}")
        if self.gags is not None:
            gags_score(self.gags)
        counts = (self.non_inflammatory, self.inflammatory, self.nodules)
        for count in counts:
            if count is not None and not 0 <= count <= MOST_LESIONS:
                raise ValueError(f"a count is 0 to {MOST_LESIONS}, not {count}")
        if self.iga is None and self.gags is None and counts == (None, None, None):
            raise ValueError("an acne check needs a grade or a count")

    @property
    def gags_total(self) -> int | None:
        """The global score; None if the areas were not graded."""
        return None if self.gags is None else gags_score(self.gags)


def gags_score(grades: tuple[int, ...]) -> int:
    """Return the global score of the six areas, 0 to 44.

    Raises:
        ValueError: An area is missing, or a grade is not 0 to 4.
    """
    if len(grades) != len(GAGS_FACTORS):
        raise ValueError("a global score needs all six areas")
    if not all(0 <= grade <= WORST_LESION for grade in grades):
        raise ValueError(f"a lesion grade is 0 to {WORST_LESION}")
    return sum(factor * grade for factor, grade in zip(GAGS_FACTORS, grades, strict=True))


def gags_band(score: int) -> GagsBand:
    """Return what a global score is called."""
    return next(band for band in GagsBand if score <= band.value)
