"""Another file where the open one was: told at once, nothing lost, and the patient chooses."""

from __future__ import annotations

import shutil
from datetime import timedelta

import pytest

from isodiary.storage.leftover import logs_apart
from isodiary.storage.opening import open_diary
from isodiary.storage.reads.days import read_day
from isodiary.storage.wal import wal_of
from isodiary.ui.kit.text import Text
from isodiary.ui.safety.replaced import ReplacedDialog
from tests.ui.conftest import TODAY
from tests.ui.safety.conftest import check, note, notes_in, said, the_dialog, write_in


def put_back(path):
    """Put the file in the place of the open one that was copied before."""
    other = path.with_name("came.sqlite")
    shutil.copyfile(path.parent.parent / "copy.sqlite", other)
    other.replace(path)


WAYS = {
    "replaced": put_back,
    "emptied": lambda path: path.write_bytes(b""),
    "moved": lambda path: path.rename(path.with_name("moved.sqlite")),
    "deleted": lambda path: path.unlink(),
}


@pytest.fixture
def noted(window, filled, tmp_path):
    """A note that only the open window has; a copy was made before it."""
    shutil.copyfile(filled, tmp_path / "copy.sqlite")
    assert note(window, "Seaside")
    return window


@pytest.mark.parametrize("way", WAYS)
def test_it_is_noticed_as_the_window_comes_to_the_front(noted, filled, clock, way):
    WAYS[way](filled)
    noted.look_around()
    dialog = the_dialog(ReplacedDialog)
    [kept] = filled.parent.glob("isodiary, kept *.sqlite")
    assert notes_in(kept, clock) == "Seaside"
    assert "nothing more is written" in said(noted)["replaced"]
    assert noted.sidebar.state.text() == "Nothing more is written here."
    words = " ".join(text.text() for text in dialog.findChildren(Text))
    assert kept.name in words
    assert dialog.theirs.isEnabled() == (way == "replaced")
    assert not note(noted, "Late"), "written into a file that nobody has"


def test_it_is_noticed_before_a_write_too(noted, filled):
    put_back(filled)
    assert not note(noted, "Late")
    the_dialog(ReplacedDialog)


def test_it_is_noticed_without_anybody_doing_anything(qtbot, noted, filled):
    noted.keeper.guard.settle()
    put_back(filled)
    qtbot.waitUntil(lambda: "replaced" in said(noted), timeout=3_000)


def test_a_file_that_another_program_of_ours_wrote_is_the_same_one(noted, filled, clock):
    assert notes_in(filled, clock) == "Seaside"
    noted.look_around()
    assert said(noted) == {}


def test_later_leaves_the_question_in_sight(noted, filled):
    put_back(filled)
    noted.look_around()
    the_dialog(ReplacedDialog).later.click()
    noted.keeper.notices.lines["replaced"].buttons[0].click()
    the_dialog(ReplacedDialog)


@pytest.mark.parametrize("way", WAYS)
def test_what_was_open_goes_on_and_the_other_stays(qtbot, program, filled, clock, tmp_path, way):
    shutil.copyfile(filled, tmp_path / "copy.sqlite")
    program.open_file(filled)
    qtbot.waitUntil(lambda: program.window.keeper is not None)
    note(program.window, "Seaside")
    WAYS[way](filled)
    program.window.look_around()
    before = program.window
    the_dialog(ReplacedDialog).ours.click()
    assert program.window is not before
    assert program.window.tools.diary.path == filled
    assert notes_in(filled, clock) == "Seaside"
    assert note(program.window, "Late")
    others = list(filled.parent.glob("isodiary, other *.sqlite"))
    assert len(others) == (way in {"replaced", "emptied"})
    if way == "replaced":
        assert notes_in(others[0], clock) is None


def test_what_is_there_goes_on_and_what_was_open_stays(qtbot, program, filled, clock, tmp_path):
    shutil.copyfile(filled, tmp_path / "copy.sqlite")
    program.open_file(filled)
    qtbot.waitUntil(lambda: program.window.keeper is not None)
    note(program.window, "Seaside")
    put_back(filled)
    program.window.look_around()
    the_dialog(ReplacedDialog).theirs.click()
    assert notes_in(filled, clock) is None
    [kept] = filled.parent.glob("isodiary, kept *.sqlite")
    assert notes_in(kept, clock) == "Seaside"


def test_a_log_of_another_file_is_told_with_what_it_holds(qtbot, program, filled, clock, tmp_path):
    before = shutil.copyfile(filled, tmp_path / "before.sqlite")
    diary = open_diary(filled, now=clock())
    write_in(diary, "Seaside", clock)
    log = wal_of(filled).read_bytes()
    diary.close()
    path = tmp_path / "other.sqlite"
    shutil.copyfile(before, path)
    other = open_diary(path, now=clock())
    for days in (1, 2, 3):
        write_in(other, "Elsewhere", clock, TODAY - timedelta(days=days))
    other.close()
    wal_of(path).write_bytes(log)
    program.open_file(path)
    qtbot.waitUntil(lambda: program.window.keeper is not None)
    check(qtbot, program.window)
    [(apart, words)] = said(program.window).items()
    assert apart == str(logs_apart(path)[0])
    assert "1\N{NO-BREAK SPACE}note" in words
    program.window.keeper.notices.lines[apart].buttons[0].click()
    assert read_day(program.window.tools.diary, TODAY).note.text == "Seaside"
    program.window.tools.editor.undo_stack.undo()
    assert read_day(program.window.tools.diary, TODAY).note is None
