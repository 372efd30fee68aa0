"""The parts of a sheet in the markup that QTextDocument understands (HTML 4, a little CSS).

Borders stand on the cells and no table collapses them, which would make long tables several
times slower to lay out. White space is kept as it is, or QTextDocument would make the narrow
spaces between figures wide ones at which a line may break.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from isodiary.language import _, plural
from isodiary.report.press.markup import paragraphs, text
from isodiary.report.sheet.content import (
    Box,
    Column,
    Passage,
    Saying,
    Sheet,
    SheetTable,
    Sign,
)
from isodiary.report.sheet.content import Signs as SignBox
from isodiary.report.words import shortened
from isodiary.services.words.units import HARD, apart

BODY_PX = 12
LINE_PX = 11
SMALL_PX = 10
APART_PX = 6
INK = "#000000"
GREY = "#4a4a4a"
HAIRLINE = "#a8a8a8"
CELL_PADDING, TIGHT_PADDING, CLOSE_PADDING = 2, 1, 0
"""Above and below the words of a cell, and the same on a page that is too full."""

RULE = "_" * 13
SHORT_NOTE = 160
FLAG_SHARE = 4


def style(cell_padding: int) -> str:
    """Return what everything looks like, with that room above and below the words of a cell."""
    return f"""
p {{ margin: 0; white-space: pre-wrap; }}
td, th {{ white-space: pre-wrap; }}
p.title {{ font-size: 20px; font-weight: bold; margin-bottom: 3px; }}
p.small, span.small {{ font-size: {SMALL_PX}px; color: {GREY}; }}
p.heading {{ font-size: 13px; font-weight: bold; }}
p.figure {{ font-size: 16px; font-weight: bold; margin-bottom: 2px; }}
span.number {{ font-weight: 600; color: white; background-color: {INK}; }}
span.unit {{ font-size: 11px; font-weight: 600; }}
p.line {{ font-size: {LINE_PX}px; }}
td, th {{ font-size: {LINE_PX}px; }}
td, th {{ padding-top: {cell_padding}px; padding-bottom: {cell_padding}px; }}
th {{ font-weight: 600; border-bottom: 1px solid {INK}; }}
td {{ border-bottom: 1px solid {HAIRLINE}; }}
.apart {{ padding-left: {APART_PX}px; }}
.item {{ border-bottom: 0px solid white; padding-top: 0px; padding-bottom: 1px; }}
"""


def who(sheet: Sheet) -> str:
    """Return the title and whom the sheet is about."""
    about = " · ".join(part for part in (sheet.who, sheet.medicine) if part)
    lines = "".join(f"<p>{text(line)}</p>" for line in (about, sheet.answers) if line)
    return f'<p class="title">{text(sheet.title)}</p>{lines}'


def when(sheet: Sheet) -> str:
    """Return the period and the place of its end in the course."""
    period = f"<b>{text(sheet.period)}</b> ({text(sheet.length)})"
    return f'<p align="right">{period}</p><p align="right">{text(sheet.course)}</p>'


def caution(sheet: Sheet) -> str:
    """Return what the reader must know about the figures."""
    return f"<p><b>{text(sheet.caution)}</b></p>"


def signs(box: SignBox, shown: Sequence[Sign], page: int) -> str:
    """Return the box of warning signs with the first ones, their notes shortened.

    Args:
        box: All of them.
        shown: The first ones.
        page: Where the others, and the whole notes, are.
    """
    asked = f'<span style="color:{GREY}">{text(box.asked)}</span>'
    if not box.signs:
        title = f"<b>{text(box.title)}.</b> " if box.title else ""
        return f"<p>{title}{asked}</p>"
    rest = len(box.signs) - len(shown)
    more = plural(rest, "{count} more on page {page}.", "{count} more on page {page}.")
    more = f" {more.format(page=page)}" if rest else ""
    lines = [_sign(number, sign, page) for number, sign in enumerate(shown, start=1)]
    if len(lines) == 1 and not rest:
        return f"<p><b>{text(box.title)}:</b> {lines[0]} {asked}</p>"
    head = f"<p><b>{text(box.title)}:</b> {asked}{text(more)}</p>"
    return head + "".join(f"<p>{line}</p>" for line in lines)


def is_shortened(sign: Sign) -> bool:
    """Whether the box of warning signs shows less than the whole note."""
    return " ".join(sign.note.split()) != shortened(sign.note, SHORT_NOTE)


def _sign(number: int, sign: Sign, page: int) -> str:
    note = text(apart(shortened(sign.note, SHORT_NOTE)))
    more = f" {_('(in full on page {page})').format(page=page)}" if is_shortened(sign) else ""
    said = f": {note}{more}" if note else ""
    end = "" if said.endswith((".", "!", "?")) else "."
    return f"{numbered_sign(number)} {text(sign.headline)}{said}{end}"


def numbered_sign(number: int) -> str:
    """Return the number of a sign, white on black as in the chart."""
    return f'<span class="number">{HARD}{number}{HARD}</span>'


def saying(content: Saying) -> str:
    """Return something said in full."""
    headline = f"<p><b>{text(content.headline)}</b></p>" if content.headline else ""
    return f"{headline}<p>{paragraphs(content.words)}</p>"


def small_passage(content: Passage) -> str:
    """Return a passage in small print, a line for each saying."""
    return "".join(
        f'<p class="small"><b>{text(one.headline)}</b>: {text(one.words)}</p>'
        for one in content.sayings
    )


def box(content: Box) -> str:
    """Return a figure with its lines."""
    lines = "".join(f'<p class="line">{text(line)}</p>' for line in content.lines if line)
    unit = f'{HARD}<span class="unit">{text(content.unit)}</span>' if content.unit else ""
    return f'<p class="figure">{text(content.figure)}{unit}</p>{lines}'


def heading(words: str) -> str:
    """Return the heading of a part."""
    return f'<p class="heading">{text(words)}</p>'


def small(words: str) -> str:
    """Return small print."""
    return f'<p class="small">{text(words)}</p>'


def table(columns: Sequence[Column], rows: Iterable[Sequence[str]]) -> str:
    """Return a table of those rows under its heads."""
    heads = _row("th", columns, [column.label for column in columns])
    body = "".join(_row("td", columns, row) for row in rows)
    return f'<table width="100%" cellspacing="0" cellpadding="0">{heads}{body}</table>'


def numbered(columns: Sequence[Column], rows: Iterable[Sequence[str]]) -> str:
    """Return rows as a list: without heads and lines."""
    body = "".join(_row("td", columns, row, "item") for row in rows)
    return f'<table width="100%" cellspacing="0" cellpadding="0">{body}</table>'


def empty(content: SheetTable) -> str:
    """Return what stands in place of a table without rows."""
    return f'<p class="line">{text(content.empty)}</p>'


def _row(tag: str, columns: Sequence[Column], cells: Sequence[str], kind: str = "") -> str:
    made = (
        _cell(tag, column, cell, _class(number, kind))
        for number, (column, cell) in enumerate(zip(columns, cells, strict=True))
    )
    return f"<tr>{''.join(made)}</tr>"


def _cell(tag: str, column: Column, cell: str, kind: str) -> str:
    """Return a cell; a letter after a figure stands in one of its own, so that digits line up."""
    side = "right" if column.number else "left"
    width = f'width="{column.share}%" align="{side}" valign="top"'
    if tag == "th" and column.flagged:
        return f'<th align="{side}" colspan="2"{kind}>{text(cell)}</th>'
    if column.flagged:
        value, _, letter = cell.partition(HARD)
        said = f"<b>{text(value)}</b>" if letter else text(value)
        place = f'<td width="{column.share - FLAG_SHARE}%" align="right" valign="top"{kind}>'
        return (
            f'{place}{said}</td><td width="{FLAG_SHARE}%" valign="top"><b>{text(letter)}</b></td>'
        )
    if column.unit and tag == "td":
        known, _, unit = cell.partition(" ")
        small = f' <span class="small">{text(unit)}</span>' if unit else ""
        return f"<td {width}{kind}>{text(known)}{small}</td>"
    return f"<{tag} {width}{kind}>{text(cell)}</{tag}>"


def _class(column: int, kind: str) -> str:
    """Keep a column apart from the one before it; a style here would undo the borders."""
    classes = f"{kind} apart" if column else kind
    return f' class="{classes.strip()}"' if classes else ""


def line(words: str) -> str:
    """Return a line of running text."""
    return f'<p class="line">{text(words)}</p>'


def foot_right(sheet: Sheet, page: int, pages: int) -> str:
    """Return what the foot says about the making of the sheet."""
    place = _("page {number} of {all}").format(number=page, all=pages)
    return f'<p class="small" align="right">{text(sheet.made)} · {place}</p>'
