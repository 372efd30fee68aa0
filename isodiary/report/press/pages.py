"""The pages of a sheet, laid out once: what fits goes on the first, the rest on by whole rows."""

from __future__ import annotations

from PySide6.QtCore import QRectF

from isodiary.domain.values import dataclass
from isodiary.language import _, marked
from isodiary.report.press import html
from isodiary.report.press.column import Filled, Left, Places, columns_of, fill_columns, page_of
from isodiary.report.press.following import following_pages
from isodiary.report.press.leaves import Leaves
from isodiary.report.press.marks import Bar, Drawn, Mark, frame, words_at
from isodiary.report.press.paper import Paper
from isodiary.report.press.type_setter import TypeSetter, height
from isodiary.report.sheet.content import Chart, Passage, Saying, Sheet, Sign, Signs

GAP = 12.0
CHART_HEIGHT = 190.0
LOWEST_CHART = 118.0
"""A full page has a lower chart before it leaves a line to the next page."""

RULE = 1.5
INSET = 9.0
BETWEEN_BOXES = 9.0
BOX_SHARES = (0.205, 0.285, 0.275, 0.235)
"""The boxes in the order of their words; the longest lines stand in the second."""

MOST_SIGNS = 5
SIGNS_HEIGHT = 150.0
SIGNS_IN_FULL = marked("Warning signs, in full")


@dataclass(frozen=True, slots=True, kw_only=True)
class FirstPage:
    """What is on the page, and what is left for the pages after it.

    Attributes:
        marks: The page.
        rest: Parts, or their rows, that did not fit.
        overfull: Whether some of them would have stood in the columns.
    """

    marks: tuple[Mark, ...]
    rest: tuple[Left, ...]
    overfull: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class _Strip:
    """Something over the whole width, and where it ends."""

    marks: list[Mark]
    bottom: float


def first_page(sheet: Sheet, setter: TypeSetter, body: QRectF, places: Places) -> FirstPage:
    """Lay out the first page in `body`; `places` says where that which does not fit begins."""
    strips = [_header(sheet, setter, body)]
    rest: tuple[Left, ...] = ()
    if sheet.signs is not None:
        shown = _signs_that_fit(sheet.signs, setter, body.width(), places)
        strips.append(_signs(sheet.signs, shown, setter, _below(body, strips[-1]), places))
        rest = _unfinished(sheet.signs, shown)
    if sheet.caution:
        strips.append(_caution(sheet, setter, _below(body, strips[-1])))
    if sheet.boxes:
        strips.append(_boxes(sheet, setter, _below(body, strips[-1])))
    columns, under = _under(sheet, setter, _below(body, strips[-1]), places)
    return FirstPage(
        marks=tuple(mark for strip in (*strips, *under) for mark in strip.marks) + columns.marks,
        rest=rest + columns.rest,
        overfull=bool(columns.rest),
    )


def _under(
    sheet: Sheet, setter: TypeSetter, body: QRectF, places: Places
) -> tuple[Filled, list[_Strip]]:
    """Return the columns, and the chart above them as high as they leave it."""
    strips: list[_Strip] = []
    if sheet.chart is None:
        plan = columns_of(sheet.felt, sheet.asked, setter, body.width(), body.height())
    else:
        around = _chart(sheet.chart, setter, body, 0.0).bottom - body.top()
        room = body.height() - around
        parts = (sheet.felt, sheet.asked)
        plan = columns_of(*parts, setter, body.width(), room - CHART_HEIGHT)
        tall = max(LOWEST_CHART, min(CHART_HEIGHT, room - plan.height))
        strips.append(_chart(sheet.chart, setter, body, tall))
    rect = _below(body, strips[-1]) if strips else body
    return fill_columns(plan, setter, rect, places), strips


def _below(body: QRectF, strip: _Strip) -> QRectF:
    return body.adjusted(0, strip.bottom - body.top(), 0, 0)


def _header(sheet: Sheet, setter: TypeSetter, body: QRectF) -> _Strip:
    left = setter.set(html.who(sheet), body.width() * 0.66)
    right = setter.set(html.when(sheet), body.width() * 0.32)
    y = body.top() + max(height(left), height(right) + 3) + 8
    marks: list[Mark] = [
        words_at(left, body.left(), body.top()),
        words_at(right, body.right() - right.textWidth(), body.top() + 3),
        *frame(QRectF(body.left(), y, body.width(), RULE), RULE, html.INK),
    ]
    return _Strip(marks=marks, bottom=y + RULE + GAP)


def _signs_that_fit(
    box: Signs, setter: TypeSetter, width: float, places: Places
) -> tuple[Sign, ...]:
    """Return the newest warning signs that keep their box small; one in any case."""
    page = page_of(places, _(SIGNS_IN_FULL))
    for count in range(min(MOST_SIGNS, len(box.signs)), 1, -1):
        shown = box.signs[:count]
        if height(setter.hold(html.signs(box, shown, page), width - 2 * INSET)) <= SIGNS_HEIGHT:
            return shown
    return box.signs[:1]


def _unfinished(box: Signs, shown: tuple[Sign, ...]) -> tuple[Left, ...]:
    """Return the signs of which something is missing on the page."""
    cut = tuple(sign for sign in shown if html.is_shortened(sign))
    unfinished = cut + box.signs[len(shown) :]
    if not unfinished:
        return ()
    sayings = tuple(Saying(headline=sign.headline, words=sign.note) for sign in unfinished)
    part = Passage(title=_(SIGNS_IN_FULL), sayings=sayings)
    return (Left(of=_(SIGNS_IN_FULL), part=part),)


def _signs(
    box: Signs, shown: tuple[Sign, ...], setter: TypeSetter, body: QRectF, places: Places
) -> _Strip:
    """Frame the warning signs; only a frame around something noted is black."""
    page = page_of(places, _(SIGNS_IN_FULL))
    words = setter.hold(html.signs(box, shown, page), body.width() - 2 * INSET)
    rect = QRectF(body.left(), body.top(), body.width(), height(words) + 14)
    around = frame(rect, RULE, html.INK) if shown else frame(rect, 1, html.HAIRLINE)
    marks = [*around, words_at(words, rect.left() + INSET, rect.top() + 7)]
    return _Strip(marks=marks, bottom=rect.bottom() + BETWEEN_BOXES)


def _caution(sheet: Sheet, setter: TypeSetter, body: QRectF) -> _Strip:
    words = setter.set(html.caution(sheet), body.width())
    marks: list[Mark] = [words_at(words, body.left(), body.top())]
    return _Strip(marks=marks, bottom=body.top() + height(words) + BETWEEN_BOXES)


def _boxes(sheet: Sheet, setter: TypeSetter, body: QRectF) -> _Strip:
    room = body.width() - BETWEEN_BOXES * (len(sheet.boxes) - 1)
    words = [
        setter.set(html.box(box), room * share - 2 * INSET)
        for box, share in zip(sheet.boxes, BOX_SHARES, strict=True)
    ]
    tall = max(map(height, words)) + 14
    marks: list[Mark] = []
    x = body.left()
    for document in words:
        width = document.textWidth() + 2 * INSET
        marks += frame(QRectF(x, body.top(), width, tall), 1, html.HAIRLINE)
        marks.append(words_at(document, x + INSET, body.top() + 7))
        x += width + BETWEEN_BOXES
    return _Strip(marks=marks, bottom=body.top() + tall + GAP + 2)


def _chart(content: Chart, setter: TypeSetter, body: QRectF, tall: float) -> _Strip:
    heading = setter.hold(html.heading(content.title), body.width())
    top = body.top() + height(heading)
    rect = QRectF(body.left(), top, body.width(), tall)
    note = setter.hold(html.small(content.note), body.width())
    marks: list[Mark] = [
        words_at(heading, body.left(), body.top()),
        Drawn(chart=content.chart, rect=rect, font=setter.font),
        words_at(note, body.left(), rect.bottom() + 2),
    ]
    return _Strip(marks=marks, bottom=rect.bottom() + 2 + height(note) + GAP)


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
