"""The recovery key on a page of its own, to be put away."""

from __future__ import annotations

from PySide6.QtCore import QRectF, Qt
from PySide6.QtGui import QFont, QPainter

from isodiary.domain.values import dataclass
from isodiary.fonts import face
from isodiary.language import _, marked
from isodiary.report.press.leaves import Leaves
from isodiary.report.press.paper import Paper
from isodiary.services.words.units import apart

TITLE = marked("isodiary: recovery key")
WHAT = (
    marked(
        "This key opens the diary named below, and each backup and copy of it, like the passphrase."
    ),
    marked(
        "Whoever has it and the file can read the diary. Keep it where you keep what must not be"
        " lost, and not beside the computer."
    ),
    marked(
        "To use it, type it where isodiary asks for the passphrase. Spaces do not matter; 0 and O,"
        " 1, I and L are taken for the same."
    ),
    marked("A new passphrase makes a new key. This one then opens only what was copied before."),
)
IN_A_ROW = 4


@dataclass(frozen=True, slots=True, kw_only=True)
class RecoveryPage:
    """What stands on the page.

    Attributes:
        key: The groups of letters, with spaces between them.
        diary: The name of the diary's file.
        day: The day it was made, in words.
    """

    key: str
    diary: str
    day: str

    def leaves(self, paper: Paper) -> Leaves:
        """Return it as a page of that paper."""
        return Leaves(_(TITLE), "", paper, [[_Mark(self, paper.body())]])


@dataclass(frozen=True, slots=True)
class _Mark:
    page: RecoveryPage
    body: QRectF

    def paint(self, painter: QPainter) -> None:
        """Paint everything, one below the other."""
        painter.setPen(Qt.GlobalColor.black)
        top = self._write(painter, _(TITLE), 25, QFont.Weight.Bold, self.body.top()) + 16
        for sentence in WHAT:
            top = self._write(painter, _(sentence), 14, QFont.Weight.Normal, top) + 8
        top += 24
        groups = self.page.key.split()
        width = self.body.width() / IN_A_ROW
        for place, group in enumerate(groups):
            row, column = divmod(place, IN_A_ROW)
            box = QRectF(self.body.left() + column * width, top + row * 62, width - 14, 46)
            painter.setFont(_font(27, QFont.Weight.DemiBold))
            painter.drawText(box, Qt.AlignmentFlag.AlignCenter, group)
            painter.drawRect(box)
        top += 62 * -(-len(groups) // IN_A_ROW) + 24
        named = _("Diary: {name}").format(name=apart(self.page.diary))
        made = _("Made on {day}").format(day=self.page.day)
        for line in (named, made):
            top = self._write(painter, line, 14, QFont.Weight.Normal, top) + 4

    def _write(
        self, painter: QPainter, text: str, size_px: int, weight: QFont.Weight, top: float
    ) -> float:
        """Write a text across the page, and return where it ends."""
        painter.setFont(_font(size_px, weight))
        room = QRectF(self.body.left(), top, self.body.width(), self.body.bottom() - top)
        how = Qt.AlignmentFlag.AlignLeft | Qt.TextFlag.TextWrapAnywhere
        if " " in text:
            how = Qt.AlignmentFlag.AlignLeft | Qt.TextFlag.TextWordWrap
        return painter.drawText(room, how, text).bottom()


def _font(size_px: int, weight: QFont.Weight) -> QFont:
    font = face(weight)
    font.setPixelSize(size_px)
    return font
