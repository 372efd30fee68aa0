"""Pressing keys as a patient does: on whatever has the focus."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication


def press(*keys):
    """Press keys one after another; return how many presses it took."""
    for key in keys:
        held = QApplication.focusWidget()
        assert held is not None, "nothing has the focus"
        QTest.keyClick(held, key)
    return len(keys)


def hold(modifier, key):
    """Press a key while another is held; shortcuts of the window hear it too."""
    held = QApplication.focusWidget()
    assert held is not None, "nothing has the focus"
    QTest.keyClick(held, key, modifier)
    return 1


def write(text):
    """Type a text into whatever has the focus."""
    held = QApplication.focusWidget()
    assert held is not None, "nothing has the focus"
    QTest.keyClicks(held, text)


def fill_day(field, day):
    """Type a day into its field, and leave the line."""
    field.set_text(day.isoformat())
    field.settle()


def in_front(qtbot, widget):
    """Show a widget as the active window."""
    qtbot.addWidget(widget)
    widget.resize(1000, 760)
    with qtbot.waitActive(widget):
        widget.show()
        widget.activateWindow()
    return widget


ENTER = Qt.Key.Key_Return
DOWN, UP = Qt.Key.Key_Down, Qt.Key.Key_Up
LEFT, RIGHT = Qt.Key.Key_Left, Qt.Key.Key_Right
ESCAPE = Qt.Key.Key_Escape
DELETE = Qt.Key.Key_Delete
TAB = Qt.Key.Key_Tab
CTRL = Qt.KeyboardModifier.ControlModifier
