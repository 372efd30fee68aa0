"""What charts are drawn with: colours and line styles for paper and for the screen."""

from __future__ import annotations

from dataclasses import dataclass

from PySide6.QtCore import Qt
from PySide6.QtGui import QColor


@dataclass(frozen=True, slots=True, kw_only=True)
class Ink:
    """Colours of a chart; lines differ in their dashes too, never in colour alone.

    Attributes:
        text: Labels.
        muted: Labels of less weight.
        grid: Lines that only guide the eye.
        dose: Outline of the dose as taken.
        fill: What is under it.
        lines: Colours of the symptoms, by their order.
    """

    text: QColor
    muted: QColor
    grid: QColor
    dose: QColor
    fill: QColor
    lines: tuple[QColor, ...]


DASHES: tuple[tuple[float, ...], ...] = ((5, 3), (1, 2.4), (9, 3, 1.5, 3), (2.5, 2.5))
"""Dash and gap lengths of the symptoms' lines in units of the line's width, by their order."""


def paper_ink() -> Ink:
    """Return black and greys."""
    black = QColor(Qt.GlobalColor.black)
    return Ink(
        text=black,
        muted=QColor("#4a4a4a"),
        grid=QColor("#c4c4c4"),
        dose=black,
        fill=QColor("#ececec"),
        lines=(black,),
    )
