"""Acne as the patient estimates it: the worked examples of clinical.md 9.6."""

from __future__ import annotations

from datetime import date

import pytest

from isodiary.domain.acne import AcneCheck, GagsBand, gags_band, gags_score

TODAY = date(2026, 11, 23)


@pytest.mark.parametrize(
    ("grades", "total", "band"),
    [
        ((0, 0, 0, 0, 0, 0), 0, GagsBand.NONE),
        ((0, 0, 0, 1, 0, 0), 1, GagsBand.MILD),
        ((0, 0, 0, 0, 0, 1), 3, GagsBand.MILD),
        ((1, 1, 1, 1, 1, 1), 11, GagsBand.MILD),
        ((2, 2, 2, 1, 2, 1), 18, GagsBand.MILD),
        ((2, 2, 2, 2, 2, 1), 19, GagsBand.MODERATE),
        ((2, 3, 4, 1, 2, 3), 30, GagsBand.MODERATE),
        ((2, 3, 4, 1, 3, 3), 31, GagsBand.SEVERE),
        ((3, 3, 3, 3, 3, 3), 33, GagsBand.SEVERE),
        ((4, 4, 4, 2, 3, 3), 38, GagsBand.SEVERE),
        ((4, 4, 4, 3, 3, 3), 39, GagsBand.VERY_SEVERE),
        ((4, 4, 4, 4, 4, 4), 44, GagsBand.VERY_SEVERE),
    ],
)
def test_global_score_and_its_band(grades, total, band):
    assert gags_score(grades) == total
    assert gags_band(total) is band
    assert AcneCheck(day=TODAY, gags=grades).gags_total == total


@pytest.mark.parametrize("grades", [(1, 1, 1, 1, 1), (5, 0, 0, 0, 0, 0), (-1, 0, 0, 0, 0, 0)])
def test_missing_area_or_impossible_grade_has_no_score(grades):
    with pytest.raises(ValueError, match=r"areas|grade"):
        gags_score(grades)
    with pytest.raises(ValueError, match=r"areas|grade"):
        AcneCheck(day=TODAY, gags=grades)


def test_areas_that_were_not_graded_have_no_total():
    assert AcneCheck(day=TODAY, iga=2).gags_total is None


@pytest.mark.parametrize("what", [{}, {"iga": 5}, {"inflammatory": -1}, {"nodules": 1_000}])
def test_check_that_cannot_be_is_refused(what):
    with pytest.raises(ValueError, match=r"needs|grade|count"):
        AcneCheck(day=TODAY, **what)
