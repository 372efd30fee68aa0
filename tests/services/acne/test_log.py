"""Noting, correcting and removing acne checks, and what has changed since the first."""

from __future__ import annotations

from datetime import timedelta
from fractions import Fraction

import pytest

from isodiary.domain.acne import AcneCheck
from isodiary.domain.change import Act
from isodiary.domain.errors import AlreadyLogged, Refused
from isodiary.services.acne.log import (
    AskedAcne,
    Measure,
    change_percent,
    measured,
    remove_check,
    typed_count,
    write_check,
)
from isodiary.storage.opening import open_diary
from tests.services.courses import DAY_AFTER, END

NONE = (None,) * 6
YESTERDAY = END - timedelta(days=1)
HELD = AcneCheck(day=END, iga=3)


def noted(before, of_day, asked):
    return write_check(before, of_day, asked, today=END)


def test_a_check_is_noted_and_what_was_not_estimated_stays_open():
    change = noted(None, [], AskedAcne(day=END, overall=2))
    [edit] = change.edits
    assert change.act is Act.LOG_ACNE
    assert edit.before is None
    check = edit.after
    assert (check.iga, check.gags, check.inflammatory, check.note) == (2, None, None, "")


def test_zero_is_an_estimate():
    change = noted(None, [], AskedAcne(day=END, inflammatory=0, areas=(0,) * 6))
    check = change.edits[0].after
    assert (check.iga, check.inflammatory, check.gags_total) == (None, 0, 0)


def test_a_corrected_check_keeps_its_id_and_may_move():
    change = noted(HELD, [], AskedAcne(day=YESTERDAY, overall=3, nodules=1))
    [edit] = change.edits
    assert edit.before == HELD
    assert edit.after == AcneCheck(day=YESTERDAY, iga=3, nodules=1, id=HELD.id)


def test_a_check_that_stays_as_it_was_changes_nothing():
    assert noted(HELD, [HELD], AskedAcne(day=END, overall=3)) is None


@pytest.mark.parametrize("before", [None, AcneCheck(day=YESTERDAY, iga=1)])
def test_a_day_has_one_check(before):
    with pytest.raises(AlreadyLogged, match="already"):
        noted(before, [HELD], AskedAcne(day=END, overall=1))


@pytest.mark.parametrize(
    ("asked", "said"),
    [
        (AskedAcne(day=END), "Fill in"),
        (AskedAcne(day=END, note="only words"), "Fill in"),
        (AskedAcne(day=END, overall=1, areas=(0, 1, 2, None, 0, 0)), "all six"),
        (AskedAcne(day=END + timedelta(days=1), overall=1), "not come yet"),
    ],
)
def test_what_cannot_be_noted_is_refused(asked, said):
    with pytest.raises(Refused, match=said):
        noted(None, [], asked)


def test_a_check_goes_through_the_file_and_out_of_it(tmp_path):
    diary = open_diary(tmp_path / "isodiary.sqlite", now=DAY_AFTER)
    asked = AskedAcne(day=END, overall=2, areas=(2, 2, 2, 2, 2, 1), non_inflammatory=30, note="sun")
    diary.apply(noted(None, [], asked), at=DAY_AFTER)
    [held] = diary.all(AcneCheck)
    assert (held.gags_total, held.non_inflammatory, held.note) == (19, 30, "sun")
    diary.apply(remove_check(held), at=DAY_AFTER)
    assert diary.all(AcneCheck) == []
    diary.close()


@pytest.mark.parametrize(
    ("baseline", "now", "percent"),
    [
        (40, 10, -75),
        (30, 40, Fraction(100, 3)),
        (12, 12, 0),
        (12, 0, -100),
        (0, 5, None),
        (0, 0, None),
        (None, 5, None),
        (5, None, None),
    ],
)
def test_a_change_in_percent_has_no_value_where_the_baseline_is_none_or_nought(
    baseline, now, percent
):
    assert change_percent(baseline, now) == percent


def test_a_measure_is_read_off_the_checks_that_have_it():
    checks = [HELD, AcneCheck(day=YESTERDAY, inflammatory=4, gags=(1,) * 6)]
    assert measured(checks, Measure.OVERALL) == [(END, 3)]
    assert measured(checks, Measure.SCORE) == [(YESTERDAY, 11)]
    assert measured(checks, Measure.INFLAMMATORY) == [(YESTERDAY, 4)]
    assert measured(checks, Measure.NODULES) == []


def test_scales_end_where_the_score_ends():
    assert [measure.most for measure in Measure] == [4, 44, None, None, None]
    assert [measure.counted for measure in Measure] == [False, False, True, True, True]


@pytest.mark.parametrize(
    ("typed", "count"), [("", None), (" ", None), ("0", 0), (" 12 ", 12), ("007", 7), ("999", 999)]
)
def test_a_count_may_be_left_empty(typed, count):
    assert typed_count(typed) == count


@pytest.mark.parametrize("typed", ["1000", "-1", "1.5", "many", "²", "1" * 40])
def test_what_is_no_count_is_refused(typed):
    with pytest.raises(Refused, match="0 to 999"):
        typed_count(typed)
