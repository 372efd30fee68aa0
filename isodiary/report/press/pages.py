"""The pages of a sheet, laid out once: what fits goes on the first, the rest on by whole rows."""

from __future__ import annotations

from functools import cache

from PySide6.QtCore import QRectF

from isodiary.report.press import html
from isodiary.report.press.column import Left, Places, page_of
from isodiary.report.press.first_page import (
    CLOSE_GAP,
    CLOSE_LINE,
    HAIR,
    IN_CLOSE_BOX,
    FirstPage,
    Type,
    first_page,
)
from isodiary.report.press.following import following_pages
from isodiary.report.press.leaves import Leaves
from isodiary.report.press.marks import Bar, Mark, words_at
from isodiary.report.press.paper import Paper
from isodiary.report.press.type_setter import CLOSE_BETWEEN, TypeSetter, height
from isodiary.report.sheet.content import Sheet
from isodiary.report.table_chart.measures import DENSE, DENSEST, LOW, LOWER, USUAL

FOOT_GAP = 5.0
MOST_TRIES = 3


def _kinds(setter: TypeSetter, paper: Paper) -> tuple[Type, ...]:
    """Return how a page may be set, the roomiest way first; a shorter paper has low rows.

    What gives way first is the room in the tables, then the rows of the chart and its dose, last
    what lies between the parts, and the second line to write on.
    """
    tight, close = TypeSetter(html.TIGHT_PADDING), TypeSetter(html.CLOSE_PADDING)
    closest = TypeSetter(html.CLOSE_PADDING, CLOSE_BETWEEN)
    usual = USUAL if paper is Paper.A4 else LOW
    return (
        Type(setter=setter, heights=usual),
        Type(setter=tight, heights=usual),
        Type(setter=tight, heights=LOW),
        Type(setter=tight, heights=LOWER),
        Type(setter=tight, heights=DENSE),
        Type(setter=close, heights=DENSE),
        Type(setter=close, heights=DENSEST),
        Type(
            setter=closest,
            heights=DENSEST,
            gap=CLOSE_GAP,
            in_box=IN_CLOSE_BOX,
            line=CLOSE_LINE,
            lines=1,
        ),
    )


class Pages(Leaves):
    """A sheet on paper of a size."""

    def __init__(self, sheet: Sheet, paper: Paper) -> None:
        """Lay the pages out; needs a running QGuiApplication."""
        self._setter = TypeSetter()
        self._sheet = sheet
        self._kinds = _kinds(self._setter, paper)
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
        for _again in range(MOST_TRIES):
            places = rest.places
            if all(places[left.of] == page_of({}, left.of) for left in first.rest):
                break
            before, first = first, self._first(places)
            if first.rest == before.rest:
                break
            rest = following_pages((*first.rest, *behind), self._setter, body)
        return [first.marks, *rest.pages]

    def _first(self, places: Places) -> FirstPage:
        """Lay out the first page in the roomiest way in which nothing begins another page.

        Where none does, its chart has the symptoms of a page, and it is set in the roomiest way in
        which its columns hold what they should. What the tightest way does not do, none does.
        """

        @cache
        def page(kind: Type) -> FirstPage:
            return first_page(self._sheet, kind, self.paper.body(), places)

        kinds = self._kinds
        usual = [kind for kind in kinds if not kind.heights.dense]
        if not page(kinds[0]).rest:
            return page(kinds[0])
        if not page(kinds[0]).parted and not page(kinds[-1]).rest:
            return next(found for found in map(page, kinds) if not found.rest)
        if page(usual[-1]).overfull:
            return page(usual[-1])
        return next(found for found in map(page, usual) if not found.overfull)

    def _foot(self, number: int) -> list[Mark]:
        foot = self.paper.foot()
        trust = self._setter.hold(html.small(self._sheet.reliability), foot.width())
        left = self._setter.hold(html.small(self._sheet.meaning), foot.width() * 0.62)
        right = self._setter.set(
            html.foot_right(self._sheet, number, self.count), foot.width() * 0.38
        )
        y = foot.top() + FOOT_GAP
        return [
            Bar(rect=QRectF(foot.left(), foot.top(), foot.width(), HAIR), colour=html.HAIRLINE),
            words_at(trust, foot.left(), y),
            words_at(left, foot.left(), y + height(trust)),
            words_at(right, foot.right() - right.textWidth(), y + height(trust)),
        ]
