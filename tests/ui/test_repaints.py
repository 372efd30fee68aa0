"""Painting lets go of nothing that others hold, and holds nothing that it made.

One release of Qt's bindings let go of None with every call that returns nothing, and after some
thousand calls the interpreter aborted. Python 3.11 counts who holds None. From 3.12 on None cannot
be freed and the interpreter does not count it everywhere; there the page itself is watched, as on
3.11 too, and how many objects there are.
"""

from __future__ import annotations

import gc
import sys
from dataclasses import dataclass

import pytest
from PySide6.QtWidgets import QWidget

from isodiary.ui.warnings.page import WarningPage
from isodiary.ui.window.first_start import FirstStart
from isodiary.ui.window.page import PAGES

REPAINTS = 250
"""Of each page, 2,000 together. A single painting makes dozens of calls that return nothing."""
SLACK = REPAINTS // 2
"""So much may come and go with what the program makes meanwhile; not one for each painting."""

KINDS = [*(page.load() for page in PAGES), WarningPage, FirstStart]


@dataclass(frozen=True)
class Held:
    """How many hold None, where that is counted, and the page; and how many objects there are."""

    none: int
    page: int
    objects: int


def held(page: QWidget) -> Held:
    gc.collect()
    none = sys.getrefcount(None) if sys.version_info < (3, 12) else 0
    return Held(none=none, page=sys.getrefcount(page), objects=len(gc.get_objects()))


@pytest.mark.parametrize("kind", KINDS, ids=[kind.__name__ for kind in KINDS])
def test_painting_a_page_often_loses_and_keeps_nothing(qtbot, course_desk, kind):
    page = kind(course_desk)
    qtbot.addWidget(page)
    page.resize(480, 360)
    with qtbot.waitExposed(page):
        page.show()
    page.grab()
    before = held(page)
    for _ in range(REPAINTS):
        page.grab()  # with all that stands on it
    after = held(page)
    assert after.none >= before.none - SLACK
    assert after.page == before.page
    assert after.objects <= before.objects + SLACK
