"""One window for a diary: the second start raises the first, a dead one is no hindrance."""

from __future__ import annotations

import pytest
from PySide6.QtCore import QDir
from PySide6.QtNetwork import QLocalServer

from isodiary.ui.single import SingleWindow


@pytest.fixture
def places(qapp, tmp_path, monkeypatch):
    """Return a function that makes the place of a diary; all are left at the end."""
    monkeypatch.setattr(QDir, "temp", lambda: QDir(str(tmp_path)))
    made = []

    def place(name="diary.sqlite"):
        made.append(SingleWindow(tmp_path / name))
        return made[-1]

    yield place
    for each in made:
        each.leave()


def test_first_has_the_place_and_hears_of_the_second(qtbot, places):
    first, second = places(), places()
    assert first.take()
    with qtbot.waitSignal(first.raise_asked):
        assert not second.take()


def test_other_diary_has_a_place_of_its_own(places):
    assert places().take()
    assert places("other.sqlite").take()


def test_place_that_was_left_is_free(places):
    first = places()
    first.take()
    first.leave()
    assert places().take()


def test_window_that_does_not_answer_is_no_hindrance(places, monkeypatch):
    monkeypatch.setattr("isodiary.ui.single.WAIT_MS", 50)
    first = places()
    first.take()
    first.findChild(QLocalServer).close()
    assert places().take()
