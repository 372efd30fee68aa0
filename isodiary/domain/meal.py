"""What a dose was taken with."""

from __future__ import annotations

from datetime import time
from enum import StrEnum


class Meal(StrEnum):
    """What was eaten with a dose. The values are stored in diaries."""

    BREAKFAST = "breakfast"
    LUNCH = "lunch"
    DINNER = "dinner"
    SNACK = "snack"
    NONE = "none"

    @property
    def main(self) -> bool:
        """Whether it is a meal, and not a snack or nothing."""
        return self in {Meal.BREAKFAST, Meal.LUNCH, Meal.DINNER}

    @property
    def usual_time(self) -> time:
        """The hour a plan starts from when none is given."""
        return _USUAL_TIMES[self]


class Fat(StrEnum):
    """How rich in fat the meal was, if noted. The values are stored in diaries."""

    LOW = "low"
    SOME = "some"
    RICH = "rich"


_USUAL_TIMES = {
    Meal.BREAKFAST: time(8),
    Meal.LUNCH: time(13),
    Meal.SNACK: time(16),
    Meal.DINNER: time(19),
    Meal.NONE: time(22),
}
