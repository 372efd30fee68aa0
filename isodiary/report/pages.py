"""The pages of a sheet: laid out once, with a foot on each."""

from __future__ import annotations

from PySide6.QtCore import QRectF

from isodiary.report import paper_html as html
from isodiary.report.column import Left
from isodiary.report.content import Sheet
from isodiary.report.first_page import FirstPage, first_page
from isodiary.report.following import following_pages
from isodiary.report.leaves import Leaves
from isodiary.report.marks import Bar, Mark, words_at
from isodiary.report.paper import Paper
from isodiary.report.parts import Places, page_of
from isodiary.report.type_setter import TypeSetter, height

HAIR = 0.75
FOOT_GAP = 5.0
MOST_TRIES = 3


class Pages(Leaves):
    """A sheet on paper of a size."""

    def __init__(self, sheet: Sheet, paper: Paper) -> None:
        """Lay the pages out; needs a running QGuiApplication."""
        self._sheet = sheet
        self._setter, self._tight = TypeSetter(), TypeSetter(html.TIGHT_PADDING)
        self.paper = paper
        bodies = self._bodies()
        self.count = len(bodies)
        pages = [(*body, *self._foot(number)) for number, body in enumerate(bodies, start=1)]
        super().__init__(sheet.title, sheet.author, paper, pages)

    def _bodies(self) -> list[tuple[Mark, ...]]:
        """Lay out all pages; again where the first one names a page that became another."""
        sheet, body = self._sheet, self.paper.body()
        behind = tuple(Left(of=part.title, part=part) for part in sheet.following)
        first = self._first({})
        rest = following_pages((*first.rest, *behind), self._setter, body)
        for _ in range(MOST_TRIES):
            places = rest.places
            if all(places[left.of] == page_of({}, left.of) for left in first.rest):
                break
            before, first = first, self._first(places)
            if first.rest == before.rest:
                break
            rest = following_pages((*first.rest, *behind), self._setter, body)
        return [first.marks, *rest.pages]

    def _first(self, places: Places) -> FirstPage:
        """Lay out the first page; if it is too full, with less room in the tables."""
        sheet, body = self._sheet, self.paper.body()
        first = first_page(sheet, self._setter, body, places)
        return first_page(sheet, self._tight, body, places) if first.overfull else first

    def _foot(self, number: int) -> list[Mark]:
        foot = self.paper.foot()
        trust = self._setter.hold(html.small(self._sheet.reliability), foot.width())
        left = self._setter.hold(html.small(self._sheet.standing), foot.width() / 2)
        right = self._setter.set(html.foot_right(self._sheet, number, self.count), foot.width() / 2)
        y = foot.top() + FOOT_GAP
        return [
            Bar(rect=QRectF(foot.left(), foot.top(), foot.width(), HAIR), colour=html.HAIRLINE),
            words_at(trust, foot.left(), y),
            words_at(left, foot.left(), y + height(trust)),
            words_at(right, foot.right() - right.textWidth(), y + height(trust)),
        ]
