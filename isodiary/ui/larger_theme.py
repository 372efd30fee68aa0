"""The look of the application in larger type, for what is read at arm's length."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject
from PySide6.QtGui import QFont

from isodiary.ui.theme import TEXT_FACTORS, Theme

if TYPE_CHECKING:
    from isodiary.ui.colours import Colours

LARGER = 1.4


class LargerTheme(Theme):
    """The colours of another theme, and its text 1.4 times as large; never beyond the limit.

    Who chose the largest text reads it in that size.
    """

    def __init__(self, usual: Theme, parent: QObject | None = None) -> None:
        self._usual = usual
        super().__init__(usual.choice, usual.text_factor, parent)
        usual.changed.connect(self.changed)

    @property
    def colours(self) -> Colours:
        """Those of the usual theme."""
        return self._usual.colours

    @property
    def text_factor(self) -> float:
        """The size of the text as a multiple of the system's."""
        return min(self._usual.text_factor * LARGER, TEXT_FACTORS[1])

    def font(self, factor: float = 1.0, weight: QFont.Weight = QFont.Weight.Normal) -> QFont:
        """Our face, `factor` times the size of the larger running text."""
        return self._usual.font(factor * self.text_factor / self._usual.text_factor, weight)

    def _follow(self) -> None:
        """Leave it to the usual theme to follow the desktop."""
