"""The box of the cumulative dose says how much of it was before the diary."""

from __future__ import annotations

from contextlib import closing
from datetime import timedelta

import pytest

from isodiary.domain.course import Opening
from isodiary.domain.units import mg
from isodiary.report.sheet.figures import boxes
from tests.scratch import scratch_diary
from tests.services.courses import END, begin, dose, of, write

KEPT = END - timedelta(days=2)
BEFORE = "3\u202f560\u202fmg before the diary"


@pytest.mark.parametrize(
    ("more", "said"),
    [
        ({"opening_ug": mg(3560)}, True),
        ({"opening": Opening.UNKNOWN}, False),
        ({}, False),
    ],
)
def test_the_cumulative_box_says_what_was_before_the_diary(more, said):
    with closing(scratch_diary()) as diary:
        begin(diary, kept_from=KEPT, **more)
        write(diary, dose(KEPT, 1), dose(KEPT, 2))
        box = boxes(of(diary))[1]
    assert (BEFORE in box.lines) == said
    assert not said or any(line.startswith("3\u202f600\u202fmg") for line in box.lines)
    assert any("before the diary" in line for line in box.lines) == said
