"""What the swallowed doses were taken with, summed by SQL and remembered span by span."""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial

from isodiary.domain.errors import DiaryDamaged
from isodiary.domain.meal import Fat, Meal
from isodiary.domain.period import Period
from isodiary.domain.values import dataclass
from isodiary.language import _
from isodiary.storage.diary import Diary
from isodiary.storage.troubles import DAMAGED

SWALLOWED = """
select slot, meal, fat, count(*), sum(amount_ug) from sound_dose
where day between ? and ? and outcome in ('taken', 'partial')
group by slot, meal, fat
"""


@dataclass(frozen=True, slots=True, kw_only=True)
class MealSum:
    """The swallowed doses that share a slot, a meal and how rich it was.

    Attributes:
        slot: 1 to 3; None for extra doses.
        meal: What they were taken with; None if not noted.
        fat: How rich in fat it was; None if not noted.
        count: How many they are.
        amount_ug: Micrograms swallowed.
    """

    slot: int | None
    meal: Meal | None
    fat: Fat | None
    count: int
    amount_ug: int


def meal_sums(diary: Diary, spans: Sequence[Period]) -> list[MealSum]:
    """Return the sums of the spans, one after the other. Called inside `Diary.reading`."""
    found = diary.memo.of_spans("meals", spans, partial(_load, diary))
    return [one for of_span in found for one in of_span]


def _load(diary: Diary, spans: Sequence[Period]) -> list[tuple[MealSum, ...]]:
    try:
        return [_of_span(diary, span) for span in spans]
    except ValueError as error:  # the checksums hold, but it is nothing we would write
        raise DiaryDamaged(_(DAMAGED[1])) from error


def _of_span(diary: Diary, span: Period) -> tuple[MealSum, ...]:
    rows = diary.rows(SWALLOWED, [span.first.isoformat(), span.last.isoformat()])
    return tuple(
        MealSum(
            slot=slot,
            meal=None if meal is None else Meal(meal),
            fat=None if fat is None else Fat(fat),
            count=count,
            amount_ug=amount_ug,
        )
        for slot, meal, fat, count, amount_ug in rows
    )
