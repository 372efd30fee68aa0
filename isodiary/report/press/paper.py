"""Sizes of paper, and what of a page is for the text; lengths in 1/96 inch."""

from __future__ import annotations

from enum import StrEnum
from typing import TYPE_CHECKING

from PySide6.QtCore import QMarginsF, QRectF

if TYPE_CHECKING:  # a start asks only for the name of a paper
    from PySide6.QtGui import QPageLayout, QPageSize

PX_PER_INCH = 96
SIDE = 53.0
HEAD = 47.0
FOOT = 37.0
FOOT_HEIGHT = 36.0
ABOVE_FOOT = 8.0


class Paper(StrEnum):
    """A size of paper. The values are stored in settings and typed in commands."""

    A4 = "a4"
    LETTER = "letter"

    def page_size(self) -> QPageSize:
        """Return it as Qt knows it."""
        from PySide6.QtGui import QPageSize

        known = {Paper.A4: QPageSize.PageSizeId.A4, Paper.LETTER: QPageSize.PageSizeId.Letter}
        return QPageSize(known[self])

    def layout(self) -> QPageLayout:
        """Return it upright, without margins, as the page has its own."""
        from PySide6.QtGui import QPageLayout

        upright = QPageLayout.Orientation.Portrait
        return QPageLayout(self.page_size(), upright, QMarginsF(0, 0, 0, 0))

    def page(self) -> QRectF:
        """Return the whole page."""
        from PySide6.QtGui import QPageSize

        inches = self.page_size().size(QPageSize.Unit.Inch)
        return QRectF(0, 0, inches.width() * PX_PER_INCH, inches.height() * PX_PER_INCH)

    def body(self) -> QRectF:
        """Return where the text stands, the foot apart."""
        return self.page().adjusted(SIDE, HEAD, -SIDE, -FOOT - FOOT_HEIGHT - ABOVE_FOOT)

    def foot(self) -> QRectF:
        """Return the strip at the bottom of each page."""
        page = self.page()
        return QRectF(
            SIDE, page.height() - FOOT - FOOT_HEIGHT, page.width() - 2 * SIDE, FOOT_HEIGHT
        )
