"""The first page of a sheet, set as roomily as it is told; what does not fit is handed on."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QPointF, QRectF

from isodiary.domain.values import dataclass
from isodiary.language import _, marked, ngettext
from isodiary.report.press import html
from isodiary.report.press.column import (
    Left,
    Places,
    columns_of,
    fill_columns,
    page_of,
)
from isodiary.report.press.marks import MM, Bar, Drawn, Mark, frame, words_at
from isodiary.report.press.type_setter import TypeSetter, height
from isodiary.report.sheet.content import Agreed, Chart, Passage, Saying, Sheet, Sign, Signs
from isodiary.report.table_chart.layout import chart_title, laid_out
from isodiary.report.table_chart.marks import Face, shortened_to
from isodiary.report.table_chart.measures import (
    DENSEST,
    NAME_ROOM,
    NAMES,
    RowHeights,
)
from isodiary.report.table_chart.rows import ChartRows

HAIR = 0.75
AGREED_LINE, CLOSE_LINE = 8.2 * MM, 6.8 * MM
"""From one line to write on to the next."""

GAP, CLOSE_GAP = 12.0, 5.0
IN_BOX, IN_CLOSE_BOX = 14.0, 8.0
"""Above and below the words of a box together."""

RULE = 1.5
INSET = 9.0
BETWEEN_BOXES = 2.6 * MM
BOX_SHARES = (0.242, 0.270, 0.264, 0.224)
"""The boxes in the order of their words; the longest lines stand in the second."""

NAME_IS = marked("{short} is {name}.")
NAMES_TITLE = marked("Names in full")
LONGEST_NAMES = 200

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
        parted: Whether some stand on a later page however tightly this one is set.
    """

    marks: tuple[Mark, ...]
    rest: tuple[Left, ...]
    overfull: bool
    parted: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class _Strip:
    """Something over the whole width, and where it ends."""

    marks: list[Mark]
    bottom: float


@dataclass(frozen=True, slots=True, kw_only=True)
class Type:
    """How roomy a page is set: its tables, the rows of its chart, what lies between its parts.

    Attributes:
        setter: Sets its words and tables.
        heights: Of the rows of its chart.
        gap: Between its strips.
        in_box: Above and below the words of a box together.
        line: From one line to write on to the next.
        lines: How many of these there are.
    """

    setter: TypeSetter
    heights: RowHeights
    gap: float = GAP
    in_box: float = IN_BOX
    line: float = AGREED_LINE
    lines: int = 2


def first_page(sheet: Sheet, kind: Type, body: QRectF, places: Places) -> FirstPage:
    """Lay out the first page in `body`; `places` says where that which does not fit begins."""
    setter = kind.setter
    strips = [_header(sheet, kind, body)]
    rest: tuple[Left, ...] = ()
    more: tuple[Left, ...] = ()
    if sheet.signs is not None:
        shown = _signs_that_fit(sheet.signs, setter, body.width(), places)
        strips.append(_signs(sheet.signs, shown, kind, _below(body, strips[-1]), places))
        rest = _unfinished(sheet.signs, shown)
    if sheet.caution:
        strips.append(_caution(sheet, setter, _below(body, strips[-1])))
    if sheet.boxes:
        strips.append(_boxes(sheet, kind, _below(body, strips[-1])))
    if sheet.chart is not None:
        strips.append(_chart(sheet.chart, kind, _below(body, strips[-1]), places))
        rest += _names_behind(sheet.chart)
        more = _more_symptoms(sheet.chart, kind, body)
    free = _below(body, strips[-1])
    if sheet.agreed is not None:
        foot = _agreed(sheet.agreed, kind, body)
        strips.append(foot)
        free.setBottom(foot.bottom)
    plan = columns_of(sheet.felt, sheet.asked, setter, free.width(), free.height())
    columns = fill_columns(plan, setter, free, places)
    return FirstPage(
        marks=tuple(mark for strip in strips for mark in strip.marks) + columns.marks,
        rest=more + rest + columns.rest,
        overfull=bool(columns.rest),
        parted=bool(rest) or _symptoms(sheet) > DENSEST.most,
    )


def _symptoms(sheet: Sheet) -> int:
    return len(sheet.chart.rows.symptoms) if sheet.chart else 0


def _below(body: QRectF, strip: _Strip) -> QRectF:
    return body.adjusted(0, strip.bottom - body.top(), 0, 0)


def _header(sheet: Sheet, kind: Type, body: QRectF) -> _Strip:
    setter = kind.setter
    right = setter.set(html.when(sheet), body.width() * 0.45)
    right.setTextWidth(min(right.idealWidth() + 1, right.textWidth()))
    left = setter.set(html.who(sheet), body.width() - right.textWidth() - INSET)
    y = body.top() + max(height(left), height(right) + 3) + 8
    marks: list[Mark] = [
        words_at(left, body.left(), body.top()),
        words_at(right, body.right() - right.textWidth(), body.top() + 3),
        *frame(QRectF(body.left(), y, body.width(), RULE), RULE, html.INK),
    ]
    return _Strip(marks=marks, bottom=y + RULE + kind.gap)


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


def _signs(box: Signs, shown: tuple[Sign, ...], kind: Type, body: QRectF, places: Places) -> _Strip:
    """Frame the warning signs; only a frame around something noted is black."""
    page = page_of(places, _(SIGNS_IN_FULL))
    words = kind.setter.hold(html.signs(box, shown, page), body.width() - 2 * INSET)
    rect = QRectF(body.left(), body.top(), body.width(), height(words) + kind.in_box)
    around = frame(rect, RULE, html.INK) if shown else frame(rect, 1, html.HAIRLINE)
    marks = [*around, words_at(words, rect.left() + INSET, rect.top() + kind.in_box / 2)]
    return _Strip(marks=marks, bottom=rect.bottom() + BETWEEN_BOXES)


def _caution(sheet: Sheet, setter: TypeSetter, body: QRectF) -> _Strip:
    words = setter.set(html.caution(sheet), body.width())
    marks: list[Mark] = [words_at(words, body.left(), body.top())]
    return _Strip(marks=marks, bottom=body.top() + height(words) + BETWEEN_BOXES)


def _boxes(sheet: Sheet, kind: Type, body: QRectF) -> _Strip:
    room = body.width() - BETWEEN_BOXES * (len(sheet.boxes) - 1)
    words = [
        kind.setter.set(html.box(box), room * share - 2 * INSET)
        for box, share in zip(sheet.boxes, BOX_SHARES, strict=True)
    ]
    tall = max(map(height, words)) + kind.in_box
    marks: list[Mark] = []
    x = body.left()
    for document in words:
        width = document.textWidth() + 2 * INSET
        marks += frame(QRectF(x, body.top(), width, tall), 1, html.HAIRLINE)
        marks.append(words_at(document, x + INSET, body.top() + kind.in_box / 2))
        x += width + BETWEEN_BOXES
    return _Strip(marks=marks, bottom=body.top() + tall + kind.gap + 2)


def _chart(content: Chart, kind: Type, body: QRectF, places: Places) -> _Strip:
    """Draw the chart with its first rows; a line beneath says where the others are."""
    width = body.width() / MM
    title = chart_title(content.rows, width)
    rows = content.rows.part(0, _shown(content, kind))
    drawing = laid_out(rows, width, heights=kind.heights, title=title)
    drawn = Drawn(drawing=drawing, at=body.topLeft())
    marks: list[Mark] = [drawn]
    bottom = drawn.rect.bottom()
    left = len(content.rows.symptoms) - len(rows.symptoms)
    more = _more_line(left, page_of(places, title)) if left else ""
    small = " ".join(part for part in (more, content.note, _names_note(content, places)) if part)
    if small:
        note = kind.setter.hold(html.small(small), body.width())
        marks.append(words_at(note, body.left(), bottom + NOTE))
        bottom += NOTE + height(note)
    return _Strip(marks=marks, bottom=bottom + kind.gap)


def _more_line(left: int, page: int) -> str:
    said = ngettext("{count} more on page {page}.", "{count} more on page {page}.", left)
    return said.format(count=left, page=page)


NOTE = 2.0


def _shown(content: Chart, kind: Type) -> int:
    """Return how many symptoms stand on the first page."""
    symptoms, heights = len(content.rows.symptoms), kind.heights
    return symptoms if symptoms <= heights.most else heights.cut_to


def names_in_full(rows: ChartRows) -> tuple[Saying, ...]:
    """Return the names that are cut beside the lanes, so that none is lost."""
    cut = ((shortened_to(row.name, Face.NAME, NAME_ROOM), row.name) for row in rows.symptoms)
    return tuple(Saying(headline=short, words=name) for short, name in cut if short != name)


def _names_note(content: Chart, places: Places) -> str:
    """Return the names that are cut in full, or where they are."""
    names = names_in_full(content.rows)
    whole = _all_names(names)
    if len(whole) <= LONGEST_NAMES:
        return whole
    page = page_of(places, _(NAMES_TITLE))
    return _("Longer names in full on page {page}.").format(page=page)


def _all_names(names: Sequence[Saying]) -> str:
    return " ".join(_(NAME_IS).format(short=one.headline, name=one.words) for one in names)


def _names_behind(content: Chart) -> tuple[Left, ...]:
    names = names_in_full(content.rows)
    if len(_all_names(names)) <= LONGEST_NAMES:
        return ()
    lines = "\n".join(_(NAME_IS).format(short=one.headline, name=one.words) for one in names)
    part = Passage(title=_(NAMES_TITLE), sayings=(Saying(headline="", words=lines),))
    return (Left(of=_(NAMES_TITLE), part=part),)


def _more_symptoms(content: Chart, kind: Type, body: QRectF) -> tuple[Left, ...]:
    title = chart_title(content.rows, body.width() / MM)
    rows = content.rows.part(_shown(content, kind))
    if not rows.symptoms:
        return ()
    part = Chart(title=_("{title}, continued").format(title=title), rows=rows, note="")
    return (Left(of=title, part=part),)


AGREED_ROOM = 6.0
AGREED_WEIGHTS = (0.8, 1.0, 1.0, 1.2)
"""How wide the lines to write on are, to each other."""


def _agreed(content: Agreed, kind: Type, body: QRectF) -> _Strip:
    """Put room for what is agreed at the foot of the page; its bottom is where that begins."""
    setter, left = kind.setter, body.left() + NAMES * MM
    before = setter.hold(html.line(content.before), body.right() - left) if content.before else None
    tall = AGREED_ROOM + kind.lines * kind.line + (height(before) + 4 if before else 0.0)
    y = body.bottom() - tall + AGREED_ROOM
    heading = setter.hold(html.heading(content.title), left - body.left())
    marks: list[Mark] = []
    if before is not None:
        marks.append(words_at(before, left, y))
        y += height(before) + 4
    marks.append(words_at(heading, body.left(), y))
    words = [setter.set(html.line(blank.before), body.width()) for blank in content.blanks]
    widths = [document.idealWidth() for document in words]
    room = body.right() - left - sum(widths) - 14 * len(words) + 8
    x = left
    for document, width, weight in zip(words, widths, AGREED_WEIGHTS, strict=True):
        document.setTextWidth(width + 1)
        marks.append(words_at(document, x, y + 2))
        x += width + 6
        share = room * weight / sum(AGREED_WEIGHTS)
        marks.append(_line_to_write(x, share, y + 2 + height(document)))
        x += share + 8
    for number in range(1, kind.lines):
        free = QPointF(left, y + number * kind.line + 2 + height(words[0]))
        marks.append(_line_to_write(free.x(), body.right() - free.x(), free.y()))
    return _Strip(marks=marks, bottom=body.bottom() - tall)


def _line_to_write(x: float, width: float, y: float) -> Bar:
    return Bar(rect=QRectF(x, y, width, HAIR), colour=html.INK)
