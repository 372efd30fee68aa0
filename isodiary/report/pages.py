"""The pages of a sheet: laid out once, with a foot on each."""

from __future__ import annotations

from PySide6.QtCore import QRectF

from isodiary.report import paper_html as html
from isodiary.report.content import Sheet
from isodiary.report.first_page import first_page
from isodiary.report.following import following_pages
from isodiary.report.leaves import Leaves
from isodiary.report.marks import Bar, Mark, words_at
from isodiary.report.paper import Paper
from isodiary.report.type_setter import TypeSetter

HAIR = 0.75
FOOT_GAP = 5.0


class Pages(Leaves):
    """A sheet on paper of a size."""

    def __init__(self, sheet: Sheet, paper: Paper) -> None:
        """Lay the pages out; needs a running QGuiApplication."""
        self._sheet = sheet
        self._setter = TypeSetter()
        self.paper = paper
        first = first_page(sheet, self._setter, paper.body())
        rest = following_pages(first.signs, first.parts, self._setter, paper.body())
        bodies = [first.marks, *map(tuple, rest)]
        self.count = len(bodies)
        pages = [(*body, *self._foot(number)) for number, body in enumerate(bodies, start=1)]
        super().__init__(sheet.title, sheet.who, paper, pages)

    def _foot(self, number: int) -> list[Mark]:
        foot = self.paper.foot()
        left = self._setter.set(html.foot_left(self._sheet), foot.width() * 0.64)
        right = self._setter.set(
            html.foot_right(self._sheet, number, self.count), foot.width() * 0.34
        )
        y = foot.top() + FOOT_GAP
        return [
            Bar(rect=QRectF(foot.left(), foot.top(), foot.width(), HAIR), colour=html.HAIRLINE),
            words_at(left, foot.left(), y),
            words_at(right, foot.right() - right.textWidth(), y),
        ]
