"""Far too much is not pasted, at once, and with words at the field; what was typed stays."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from PySide6.QtCore import QMimeData
from PySide6.QtGui import QGuiApplication, QTextCursor

from isodiary.domain.errors import Refused
from isodiary.services import typed
from isodiary.ui.kit import words_box
from isodiary.ui.kit.fields.base import TypedField
from isodiary.ui.kit.fields.chosen import NoteField
from isodiary.ui.kit.text import MOST_TYPED
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


NEVER_SEEN = {"screening_dialog.py"}
"""Where a hidden line keeps a draft, and nobody types into it."""
SOURCES = [
    each
    for each in sorted(Path(words_box.__file__).parents[1].rglob("*.py"))
    if each.name not in NEVER_SEEN
]
MAKES_A_LINE = re.compile(r"QLineEdit\(|class \w+\(QLineEdit\)|setEditable\(True\)")


@pytest.mark.parametrize(
    "source",
    [each for each in SOURCES if MAKES_A_LINE.search(each.read_text("utf-8"))],
    ids=lambda source: source.name,
)
def test_a_line_to_type_in_takes_no_ten_million_signs(source):
    # an editable box whose line is bounded by the field that is made of it
    own = source.name != "base.py"
    text = source.read_text("utf-8")
    assert "setMaxLength(" in text
    if own:
        assert text.count("setMaxLength(") >= len(MAKES_A_LINE.findall(text))


def test_ten_million_signs_in_a_field_are_as_many_as_it_takes(qtbot, tools):
    field = TypedField(tools.theme, "Wh&y", typed.line)
    qtbot.addWidget(field.edit)
    QGuiApplication.clipboard().setText("1+" * 5_000_000)
    field.edit.paste()
    assert len(field.edit.text()) == MOST_TYPED
    with pytest.raises(Refused, match="200 characters long"):
        field.value()
