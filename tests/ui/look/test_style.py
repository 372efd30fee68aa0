"""Every field, button and box has an edge that can be seen, and shows the focus."""

from __future__ import annotations

import pytest
from PySide6.QtWidgets import (
    QCheckBox,
    QComboBox,
    QLineEdit,
    QPlainTextEdit,
    QPushButton,
    QRadioButton,
    QSpinBox,
)

from isodiary.ui.look import colours as palettes
from isodiary.ui.look.style import Style
from isodiary.ui.look.theme import palette

PALETTES = [palettes.light, palettes.dark, palettes.light_contrast, palettes.dark_contrast]
WIDGETS = [QLineEdit, QPlainTextEdit, QComboBox, QSpinBox, QPushButton, QCheckBox, QRadioButton]


@pytest.fixture(scope="module")
def style():
    return Style()


@pytest.fixture
def shown(qtbot, style):
    def show(widget, colours):
        qtbot.addWidget(widget)
        widget.setStyle(style)
        widget.setPalette(palette(colours))
        widget.show()
        qtbot.waitExposed(widget)
        return widget

    return show


def shows(widget, colour):
    """Whether some pixel of the widget is all but `colour`; a round edge has none quite of it."""
    image = widget.grab().toImage()
    return any(
        distance(image.pixelColor(x, y), colour) <= 24
        for x in range(image.width())
        for y in range(image.height())
    )


def distance(one, other):
    return max(
        abs(one.red() - other.red()),
        abs(one.green() - other.green()),
        abs(one.blue() - other.blue()),
    )


@pytest.mark.parametrize("kind", WIDGETS)
@pytest.mark.parametrize("make", PALETTES)
def test_what_can_be_used_has_an_edge(shown, kind, make):
    colours = make()
    widget = shown(kind(), colours)
    widget.clearFocus()
    assert shows(widget, colours.outline)


@pytest.mark.parametrize("kind", [QLineEdit, QPlainTextEdit, QComboBox, QSpinBox])
def test_the_focus_shows_at_the_edge(shown, kind, qtbot):
    colours = palettes.dark()
    widget = shown(kind(), colours)
    widget.clearFocus()
    assert not shows(widget, colours.focus)
    widget.activateWindow()
    widget.setFocus()
    qtbot.waitUntil(widget.hasFocus)
    assert shows(widget, colours.focus)


@pytest.mark.parametrize("kind", [QCheckBox, QRadioButton])
def test_a_tick_is_in_the_colour_of_text(shown, kind):
    colours = palettes.light()
    widget = shown(kind(), colours)
    assert not shows(widget, colours.text)
    widget.setChecked(True)
    assert shows(widget, colours.text)


def test_the_default_button_is_told_apart(shown):
    colours = palettes.light()
    button = QPushButton("Save")
    button.setDefault(True)
    assert shows(shown(button, colours), colours.accent)
