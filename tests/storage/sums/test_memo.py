"""What is remembered of sums, and until when: by the loads it spares and those it must ask for."""

from __future__ import annotations

from datetime import date, timedelta

import pytest

from isodiary.domain.period import Period
from isodiary.storage.sums.memo import MOST_KEPT, Memo

FIRST = date(2026, 9, 1)


def span(first: int, last: int) -> Period:
    return Period(first=FIRST + timedelta(days=first), last=FIRST + timedelta(days=last))


WEEKS = [span(0, 6), span(7, 13), span(14, 20)]


class Loads:
    """Counts the days of each span, and notes for which it was asked."""

    def __init__(self) -> None:
        self.asked: list[list[Period]] = []

    def __call__(self, spans):
        self.asked.append(list(spans))
        return [each.days for each in spans]


@pytest.fixture
def memo():
    return Memo()


@pytest.fixture
def load():
    return Loads()


def test_what_is_known_is_not_loaded_again(memo, load):
    assert memo.of_spans("doses", WEEKS[:2], load) == [7, 7]
    assert memo.of_spans("doses", [span(0, 2), *WEEKS], load) == [3, 7, 7, 7]
    assert memo.of_spans("doses", WEEKS, load) == [7, 7, 7]
    assert load.asked == [WEEKS[:2], [span(0, 2), WEEKS[2]]]


def test_figures_of_another_name_are_others(memo, load):
    memo.of_spans("doses", WEEKS, load)
    memo.of_spans("meals", WEEKS, load)
    assert load.asked == [WEEKS, WEEKS]


@pytest.mark.parametrize(
    ("days", "forgotten"),
    [
        ([-1], []),
        ([0], [0]),
        ([6], [0]),
        ([7], [1]),
        ([13, 14], [1, 2]),
        ([21], []),
        ([-1, 21], []),
        ([20, 0], [0, 2]),
        ([], []),
    ],
)
def test_a_day_that_was_written_takes_its_spans_with_it(memo, load, days, forgotten):
    memo.of_spans("doses", WEEKS, load)
    memo.forget([FIRST + timedelta(days=day) for day in days])
    memo.of_spans("doses", WEEKS, load)
    assert load.asked[1:] == ([[WEEKS[place] for place in forgotten]] if forgotten else [])


def test_what_stands_at_the_version_a_connection_begins_with_is_kept(memo, load):
    for forget in (lambda: None, memo.forget_all):
        forget()
        memo.of_spans("doses", WEEKS, load)
        memo.at_version(0)
        memo.of_spans("doses", WEEKS, load)
    assert load.asked == [WEEKS, WEEKS]


def test_another_program_that_wrote_makes_all_of_it_unknown_once(memo, load):
    for version in (3, 3, 4, 4):
        memo.at_version(version)
        memo.of_spans("doses", WEEKS, load)
    assert load.asked == [WEEKS, WEEKS]


def test_it_is_full_with_the_last_span_and_not_before(memo, load):
    spans = [span(day, day) for day in range(MOST_KEPT)]
    memo.of_spans("doses", spans, load)
    memo.of_spans("doses", spans, load)
    assert len(load.asked) == 1
    memo.of_spans("doses", [spans[0], span(-9, -9)], load)
    assert load.asked[1] == [spans[0], span(-9, -9)]
