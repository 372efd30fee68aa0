"""How dark a part of a picture is."""

from __future__ import annotations

from PySide6.QtCore import QRect, Qt
from PySide6.QtGui import QImage


def ink(page: QImage, strip: tuple[float, float], *, across: tuple[float, float] = (0, 1)) -> float:
    """Return how dark a strip of a picture is: 0 is white, 1 is black.

    Both ends of the strip, from the top, and across it, from the left, are shares of the picture.
    """
    top, bottom = (round(page.height() * edge) for edge in strip)
    left, right = (round(page.width() * edge) for edge in across)
    part = page.copy(QRect(left, top, right - left, bottom - top))
    grey = part.scaled(100, 100, mode=Qt.TransformationMode.SmoothTransformation)
    shades = grey.convertToFormat(QImage.Format.Format_Grayscale8)
    return 1 - sum(bytes(shades.constBits())) / 100 / 100 / 255


def images(pages, dpi):
    """Yield every page as a picture."""
    for page in range(pages.count):
        yield pages.image(page, dpi)
