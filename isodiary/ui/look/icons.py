"""The icons: line drawings in `currentColor`, tinted when asked for.

One drawing serves light, dark and high contrast.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QByteArray, QRectF, Qt
from PySide6.QtGui import QColor, QPainter, QPixmap
from PySide6.QtSvg import QSvgRenderer

if TYPE_CHECKING:
    from pathlib import Path

    from PySide6.QtGui import QIcon


WIDTHS_PX = (16, 20, 24, 32, 40, 48, 64)


class Icons:
    """The drawings of one folder; each tint is made once.

    `tinted("skip", colours.muted)` draws `skip.svg`. An unknown name is a `FileNotFoundError`.
    """

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        self._made: dict[tuple[str, str, str], QIcon] = {}
        self._drawings: dict[tuple[str, str], QSvgRenderer] = {}

    def tinted(self, name: str, colour: QColor, *, selected: QColor | None = None) -> QIcon:
        """The icon `name` in `colour`; in `selected` where its row or button is selected."""
        second = selected or colour
        key = (name, colour.name(QColor.NameFormat.HexArgb), second.name(QColor.NameFormat.HexArgb))
        if key not in self._made:
            self._made[key] = self._draw(name, colour, second)
        return self._made[key]

    def paint(self, painter: QPainter, name: str, colour: QColor, area: QRectF) -> None:
        """Draw the icon `name` in `colour` into an area, without the sizes that an icon has."""
        self._drawing(name, colour.name()).render(painter, area)

    def app_icon(self) -> QIcon:
        """The icon of the window, in its own colours."""
        from PySide6.QtGui import QIcon  # no start makes one

        icon = QIcon()
        renderer = QSvgRenderer(str(self._folder / "isodiary.svg"))
        for width_px in (*WIDTHS_PX, 128, 256):
            icon.addPixmap(_rendered(renderer, width_px))
        return icon

    def _draw(self, name: str, colour: QColor, selected: QColor) -> QIcon:
        drawn = {
            tint: [_rendered(self._drawing(name, tint), width_px) for width_px in WIDTHS_PX]
            for tint in {colour.name(), selected.name()}
        }
        from PySide6.QtGui import QIcon  # no start makes one

        icon = QIcon()
        for mode, tint in ((QIcon.Mode.Normal, colour), (QIcon.Mode.Selected, selected)):
            for pixmap in drawn[tint.name()]:
                icon.addPixmap(pixmap, mode)
        return icon

    def _drawing(self, name: str, tint: str) -> QSvgRenderer:
        if (name, tint) not in self._drawings:
            drawing = (self._folder / f"{name}.svg").read_text("utf-8")
            data = QByteArray(drawing.replace("currentColor", tint).encode())
            self._drawings[name, tint] = QSvgRenderer(data)
        return self._drawings[name, tint]


def _rendered(renderer: QSvgRenderer, width_px: int) -> QPixmap:
    pixmap = QPixmap(width_px, width_px)
    pixmap.fill(Qt.GlobalColor.transparent)
    with QPainter(pixmap) as painter:
        renderer.render(painter, QRectF(0, 0, width_px, width_px))
    return pixmap
