"""The sidebar tells what is on the disk, and nothing else."""

from __future__ import annotations

from datetime import timedelta

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QColor, QPalette

from isodiary.domain.change import Act, Change, Edit
from isodiary.domain.record import DayNote
from isodiary.storage.opening import open_diary
from isodiary.ui.window.page import PAGES
from isodiary.ui.window.sidebar import Sidebar
from tests.ui.conftest import TODAY
from tests.ui.pictures import grabbed
from tests.ui.windows import desk_on

Direction = Qt.LayoutDirection
NOTE = Change(act=Act.WRITE_NOTE, edits=(Edit(after=DayNote(day=TODAY, text="x")),))


@pytest.fixture
def path(tmp_path):
    return tmp_path / "diary.sqlite"


@pytest.fixture
def file_desk(path, clock, qapp):
    file_desk = desk_on(path, clock, qapp)
    yield file_desk
    file_desk.diary.close()


@pytest.fixture
def state(qtbot):
    """Make a sidebar on a tools; return its text."""
    held = []

    def of(file_desk):
        held.append(Sidebar(file_desk, PAGES))
        qtbot.addWidget(held[-1])
        return held[-1].state

    return of


def test_new_file_has_nothing_in_it_yet(state, file_desk):
    assert state(file_desk).text() == "Nothing is written yet."


def test_time_of_the_last_change_is_told_at_once(state, file_desk):
    told = state(file_desk)
    file_desk.editor.do(NOTE)
    assert told.text() == "✓ Saved 19:04"
    assert told.toolTip() == str(file_desk.diary.path)


def test_refused_change_is_not_told_as_saved(state, file_desk):
    told = state(file_desk)
    assert not file_desk.editor.do(NOTE.inverse())
    assert told.text() == "Nothing is written yet."


def test_undo_is_something_saved_too(state, file_desk, clock):
    told = state(file_desk)
    file_desk.editor.do(NOTE)
    clock.advance(minutes=3)
    file_desk.editor.undo_stack.undo()
    assert told.text() == "✓ Saved 19:07"


def test_change_of_another_day_is_told_with_its_day(state, file_desk, clock):
    file_desk.editor.do(NOTE)
    clock.advance(days=1)
    assert state(file_desk).text() == "✓ Saved yesterday, 19:04"
    clock.advance(days=5)
    assert state(file_desk).text() == "✓ Saved 23\N{NO-BREAK SPACE}Nov, 19:04"


def test_what_another_program_wrote_counts(state, file_desk, path, clock):
    told = state(file_desk)
    other = open_diary(path, now=clock())
    other.apply(NOTE, at=clock() + timedelta(minutes=1))
    other.close()
    file_desk.editor.look_again()
    assert told.text() == "✓ Saved 19:05"


def test_diary_in_memory_is_told_to_be_made_up(state, course_desk):
    assert "nothing of it is kept" in state(course_desk).text()


@pytest.fixture
def sidebar(qtbot, course_desk):
    sidebar = Sidebar(course_desk, PAGES)
    qtbot.addWidget(sidebar)
    sidebar.setPalette(QPalette(QColor("red")))  # whatever the window under it is
    sidebar.resize(200, 600)
    return sidebar


@pytest.mark.parametrize("direction", [Direction.LeftToRight, Direction.RightToLeft])
def test_it_is_a_sheet_with_a_line_towards_the_page(sidebar, direction, tools):
    sidebar.setLayoutDirection(direction)
    picture, colours = grabbed(sidebar), tools.theme.colours
    columns = [picture.pixelColor(x, 4).name() for x in range(200)]
    edge, far = (199, 0) if direction is Direction.LeftToRight else (0, 199)
    assert columns[edge] == colours.line.name()
    assert columns[far] == colours.surface.name()
    assert set(columns) - {columns[edge]} == {colours.surface.name()}
    assert picture.pixelColor(edge, 599).name() == colours.line.name()
