"""The typeface of the paper, which comes with isodiary so that lines break alike everywhere."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtGui import QFont, QFontDatabase, QGuiApplication

FACES = ("Inter-Regular.otf", "Inter-SemiBold.otf", "Inter-Bold.otf")
LOADED = "isodiary_paper_family"
"""The application remembers under this name that the typeface is loaded."""


def paper_font(folder: Path, *, pixels: int) -> QFont:
    """Return the typeface of the paper at a size in pixels of 1/96 inch.

    Raises:
        FileNotFoundError: The folder does not hold the typeface, which is a fault of the
            installation.
    """
    font = QFont(_family(folder))
    font.setPixelSize(pixels)
    font.setHintingPreference(QFont.HintingPreference.PreferNoHinting)
    return font


def _family(folder: Path) -> str:
    application = QGuiApplication.instance()
    if application is None:
        raise RuntimeError("fonts need a QGuiApplication")
    family = application.property(LOADED)
    if not family:
        family = _loaded(folder)
        application.setProperty(LOADED, family)
    return str(family)


def _loaded(folder: Path) -> str:
    found = [QFontDatabase.addApplicationFont(str(folder / face)) for face in FACES]
    if -1 in found:
        raise FileNotFoundError(f"no typeface for the paper in {folder}")
    return QFontDatabase.applicationFontFamilies(found[0])[0]
