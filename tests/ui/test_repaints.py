"""Painting keeps hold of None: one release of Qt's bindings let go of it with every call.

After some thousand calls that return nothing the interpreter aborted. Where None cannot be freed,
from Python 3.12 on, its count stands still, and the same holds.
"""

from __future__ import annotations

import gc
import sys

import pytest

from isodiary.ui.warnings.page import WarningPage
from isodiary.ui.window.first_start import FirstStart
from isodiary.ui.window.page import PAGES

REPAINTS = 250
"""Of each page, 2,000 together. A single painting makes dozens of calls that return nothing."""
SLACK = REPAINTS // 2
"""So many Nones may go with what the program lets go of meanwhile; not one for each painting."""

KINDS = [*(page.load() for page in PAGES), WarningPage, FirstStart]


@pytest.mark.parametrize("kind", KINDS, ids=[kind.__name__ for kind in KINDS])
def test_painting_a_page_often_loses_no_reference_to_none(qtbot, course_desk, kind):
    page = kind(course_desk)
    qtbot.addWidget(page)
    page.resize(480, 360)
    with qtbot.waitExposed(page):
        page.show()
    page.grab()
    gc.collect()
    before = sys.getrefcount(None)
    for _ in range(REPAINTS):
        page.grab()  # with all that stands on it
    assert sys.getrefcount(None) >= before - SLACK
