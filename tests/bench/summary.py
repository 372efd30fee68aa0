"""The figures of a period, once the diary is open and was summed before."""

from __future__ import annotations

from contextlib import closing
from datetime import timedelta
from functools import partial

from isodiary.domain.summary import Summary
from isodiary.domain.symptom import Signs
from isodiary.resources import resources
from isodiary.services.catalogues import Catalogues
from isodiary.services.figures.summarise import summarise
from isodiary.storage.diary import Diary
from tests.bench.diaries import Diaries
from tests.bench.measure import Measure, Table, in_turn, ms_of
from tests.clock import EVENING

ROUNDS = 31
FIRST = EVENING.date() - timedelta(weeks=24) + timedelta(days=1)


def measured(diaries: Diaries) -> Table:
    """Measure 24 weeks of the usual and of the long diary, warm, and cold after each dose."""
    signs = Catalogues(resources() / "catalogue").warning_signs
    usual, long = diaries.copy(diaries.weeks_24), diaries.copy(diaries.years_10)
    with closing(usual), closing(long):
        ours, floor = (partial(_summary, diary, signs) for diary in (usual, long))
        usual_ms, long_ms = in_turn(partial(ms_of, ours), partial(ms_of, floor), ROUNDS)
        yield Measure(what="summary, 24 weeks", ours=usual_ms, most=10)
        what = "summary of 24 weeks, ten years / 24 weeks"
        yield Measure(what=what, ours=long_ms, floor=usual_ms, most=2)


def _summary(diary: Diary, signs: Signs) -> Summary:
    return summarise(diary, now=EVENING, first=FIRST, warning_signs=signs)
