"""The face we ship, for the screen and for paper."""

from __future__ import annotations

from PySide6.QtGui import QFont, QFontDatabase

from isodiary.resources import resources

FAMILY = "Inter"


def load_fonts() -> None:
    """Give Qt our face: regular, semi-bold and bold."""
    for path in sorted((resources() / "fonts").glob("*.otf")):
        QFontDatabase.addApplicationFont(str(path))


def face(weight: QFont.Weight = QFont.Weight.Normal) -> QFont:
    """Our face, once loaded; the size is the caller's.

    Its contextual alternates are off: they set a "–" or "≥" beside a figure as a shape that stands
    for no character, and in a PDF it could then neither be found nor copied.
    """
    font = QFont(FAMILY)
    font.setWeight(weight)
    font.setFeature(QFont.Tag("calt"), 0)
    return font
