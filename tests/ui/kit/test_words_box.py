"""Far too much is not pasted, at once, and with words at the field; what was typed stays."""

from __future__ import annotations

import pytest
from PySide6.QtCore import QMimeData
from PySide6.QtGui import QGuiApplication, QTextCursor

from isodiary.ui.kit.fields.chosen import NoteField
from isodiary.ui.kit.words_box import WordsBox
from tests.ui.keys import in_front

MILLION = "x" * 1_000_000


def mime(text):
    data = QMimeData()
    data.setText(text)
    return data


@pytest.mark.parametrize("size", [10_001, 1_000_000, 10_000_000])
def test_too_much_is_not_pasted_and_what_is_there_stays(qtbot, size):
    box = in_front(qtbot, WordsBox("Seaside "))
    with qtbot.waitSignal(box.too_long) as told:
        box.insertFromMimeData(mime("x" * size))
    assert box.toPlainText() == "Seaside "
    assert "room for" in told.args[0]


def test_what_just_fits_is_pasted(qtbot):
    box = in_front(qtbot, WordsBox("12345"))
    box.moveCursor(QTextCursor.MoveOperation.End)
    box.insertFromMimeData(mime("x" * 9_995))
    assert len(box.toPlainText()) == 10_000
    box.insertFromMimeData(mime("x"))
    assert len(box.toPlainText()) == 10_000


def test_what_is_chosen_makes_room(qtbot):
    box = in_front(qtbot, WordsBox("y" * 10_000))
    box.selectAll()
    box.insertFromMimeData(mime("x" * 10_000))
    assert box.toPlainText() == "x" * 10_000


def test_the_note_says_so_until_something_is_typed(qtbot, tools):
    field = in_front(qtbot, NoteField(tools.theme, "&Note", "Seaside"))
    QGuiApplication.clipboard().setText(MILLION)
    field.words.paste()
    assert "Not pasted" in field.problem.text()
    qtbot.keyClicks(field.words, "!")
    assert not field.wrong
