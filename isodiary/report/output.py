"""Pages and sheets as files: whole under their name, or not at all; also without a display.

The HTML file says the same as the paper, for screen readers and for mail. It needs nothing beside
it: style and chart are inside, and it loads nothing.
"""

from __future__ import annotations

import os
from collections.abc import Iterable
from html import escape
from pathlib import Path

from PySide6.QtCore import QCoreApplication
from PySide6.QtGui import QGuiApplication

from isodiary.fonts import load_fonts
from isodiary.language import _
from isodiary.report.press.leaves import Leaves
from isodiary.report.press.markup import plain
from isodiary.report.sheet.content import (
    Agreed,
    Blank,
    Box,
    Chart,
    Column,
    Part,
    Passage,
    Saying,
    Sheet,
    SheetTable,
    Sign,
    Signs,
    WeekBars,
)
from isodiary.report.sheet.plain_text import plain_text
from isodiary.report.table_chart.layout import chart_title, laid_out
from isodiary.report.table_chart.marks import Drawing
from isodiary.report.table_chart.paint import paper_table_ink, svg_of
from isodiary.report.table_chart.weeks import weeks_laid_out
from isodiary.services.words.units import apart
from isodiary.storage.saving import saved_whole


def offscreen_application() -> QCoreApplication:
    """Return the running application, or a new one that needs no display and has no widgets.

    The caller keeps it for as long as it paints.
    """
    running = QCoreApplication.instance()
    if running is not None:
        return running
    os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
    application = QGuiApplication(["isodiary"])
    load_fonts()
    return application


CHART_WIDTH, WEEKS_WIDTH = 182.0, 82.0
"""Of the drawings in the file, in their units."""

UNIT_PX = 3.8
NUMBER = ' class="number"'

STYLE = """
body { font: 1rem/1.4 Inter, system-ui, sans-serif; color: #000; background: #fff;
  max-width: 46rem; margin: 2rem auto; padding: 0 1rem; overflow-wrap: anywhere; }
h1 { font-size: 1.5rem; margin: 0; } h2 { font-size: 1.1rem; margin: 1.6rem 0 .3rem; }
h3 { font-size: 1rem; margin: .8rem 0 .1rem; }
p { margin: .2rem 0; } .small { font-size: .85rem; color: #4a4a4a; }
.signs { border: 2px solid #000; padding: .5rem .8rem; margin: 1rem 0; }
.signs h2 { margin-top: 0; } .note { white-space: pre-wrap; }
.boxes { display: grid; grid-template-columns: repeat(auto-fit, minmax(10rem, 1fr)); gap: .6rem;
  list-style: none; padding: 0; }
.boxes li { border: 1px solid #767676; padding: .5rem .7rem; }
.figure { font-size: 1.25rem; font-weight: bold; } .unit { font-size: .9rem; font-weight: 600; }
figure { margin: .5rem 0; }
table { border-collapse: collapse; width: 100%; }
th, td { text-align: left; padding: .2rem .5rem .2rem 0; border-bottom: 1px solid #a8a8a8;
  vertical-align: top; font-weight: normal; }
thead th { border-bottom-color: #000; font-weight: 600; }
.number { text-align: right; }
svg { max-width: 100%; height: auto; }
footer { border-top: 1px solid #a8a8a8; margin-top: 2rem; padding-top: .4rem; }
@media print { body { margin: 0; max-width: none; font-size: 9pt; }
  tr, .boxes li, figure { break-inside: avoid; } h2 { break-after: avoid; } }
""".strip()


def html_file(sheet: Sheet) -> str:
    """Return the file's text; needs a running QGuiApplication for the chart."""
    parts = (
        _header(sheet),
        "<main>",
        _signs(sheet.signs) if sheet.signs else "",
        f"<p><strong>{_text(sheet.caution)}</strong></p>" if sheet.caution else "",
        f'<ul class="boxes">{"".join(map(_box, sheet.boxes))}</ul>' if sheet.boxes else "",
        _chart(sheet.chart) if sheet.chart else "",
        *map(_part, (*sheet.felt, *sheet.asked)),
        _agreed(sheet.agreed) if sheet.agreed else "",
        *map(_part, sheet.following),
        "</main>",
        _footer(sheet),
    )
    body = "\n".join(part for part in parts if part)
    return (
        "<!DOCTYPE html>\n"
        '<html lang="en">\n<head>\n<meta charset="utf-8">\n'
        '<meta name="viewport" content="width=device-width">\n'
        f"<title>{_text(sheet.title)}</title>\n<style>\n{STYLE}\n</style>\n</head>\n"
        f"<body>\n{body}\n</body>\n</html>\n"
    )


def inline_svg(drawing: Drawing, description: str) -> str:
    """Return a drawing as an SVG element that says what it shows."""
    made = svg_of(drawing, paper_table_ink(), UNIT_PX).decode("utf-8")
    element = made[made.index("<svg") :].strip()
    return element.replace("<svg", f'<svg role="img" aria-label="{_text(description)}"', 1)


def _text(typed: str) -> str:
    return escape(plain(typed))


def _line(text: str, name: str = "") -> str:
    kind = f' class="{name}"' if name else ""
    return f"<p{kind}>{_text(text)}</p>" if text else ""


def _typed(note: str) -> str:
    """Return what the patient wrote, line by line, each in its own direction."""
    return _line("\n".join(map(apart, note.split("\n"))), "note")


def _header(sheet: Sheet) -> str:
    return (
        f"<header>\n<h1>{_text(sheet.title)}</h1>\n{_line(sheet.who)}{_line(sheet.medicine)}"
        f"{_line(sheet.answers)}"
        f"<p><strong>{_text(sheet.period)}</strong> ({_text(sheet.length)})</p>"
        f"{_line(sheet.course)}\n</header>"
    )


def _signs(box: Signs) -> str:
    title = f"<h2>{_text(box.title)}</h2>" if box.title else ""
    noted = "".join(map(_sign, box.signs))
    listed = f"<ol>{noted}</ol>" if noted else ""
    return f'<section class="signs">{title}{_line(box.asked)}{listed}</section>'


def _sign(sign: Sign) -> str:
    return f"<li>{_text(sign.headline)}{_typed(sign.note)}</li>"


def _box(box: Box) -> str:
    lines = "".join(map(_line, box.lines))
    unit = f' <span class="unit">{_text(box.unit)}</span>' if box.unit else ""
    return f'<li><p class="figure">{_text(box.figure)}{unit}</p>{lines}</li>'


def _chart(content: Chart) -> str:
    """Return all rows in one drawing, with the figures beside them."""
    rows = content.rows
    drawing = laid_out(rows, CHART_WIDTH)
    title = content.title or chart_title(rows, CHART_WIDTH)
    return (
        f"<section><h2>{_text(title)}</h2>\n<figure>{inline_svg(drawing, rows.description)}"
        f'<figcaption class="small">{_text(content.note)}</figcaption></figure></section>'
    )


def _weeks(content: WeekBars) -> str:
    week = content.first_week
    said = [
        _("week {week}: {value}").format(week=place, value="–" if value is None else value)
        for place, value in enumerate(content.values, start=week)
    ]
    drawing = weeks_laid_out(content, WEEKS_WIDTH)
    shown = inline_svg(drawing, f"{content.name}: {', '.join(said)}.")
    return _section(content.title, f"<figure>{shown}</figure>{_line(content.note, 'small')}")


def _part(part: Part) -> str:
    if isinstance(part, SheetTable):
        return _list(part) if part.numbered else _table(part)
    if isinstance(part, Chart):
        return _chart(part)
    if isinstance(part, WeekBars):
        return _weeks(part)
    return _passage(part)


def _section(title: str, content: str) -> str:
    return f"<section><h2>{_text(title)}</h2>{content}</section>"


def _list(table: SheetTable) -> str:
    items = "".join(f"<li>{_text(cells[-1])}</li>" for cells in table.rows)
    return _section(table.title, f"<ol>{items}</ol>")


def _passage(passage: Passage) -> str:
    if passage.small:
        terms = "".join(
            f"<dt>{_text(one.headline)}</dt><dd>{_text(one.words)}</dd>" for one in passage.sayings
        )
        return _section(passage.title, f'<dl class="small">{terms}</dl>')
    return _section(passage.title, "".join(map(_saying, passage.sayings)))


def _saying(content: Saying) -> str:
    headline = f"<h3>{_text(content.headline)}</h3>" if content.headline else ""
    return f"{headline}{_typed(content.words)}"


def _table(table: SheetTable) -> str:
    heading = f"<section><h2>{_text(table.title)}</h2>"
    if not table.rows:
        return f"{heading}{_line(table.empty)}{_line(table.note, 'small')}</section>"
    heads = _cells("th", ' scope="col"', table.columns, [column.label for column in table.columns])
    rows = "\n".join(_row(table.columns, row) for row in table.rows)
    return (
        f"{heading}\n<table>\n<thead><tr>{heads}</tr></thead>\n<tbody>\n{rows}\n</tbody>\n</table>"
        f"{_line(table.note, 'small')}</section>"
    )


def _row(columns: tuple[Column, ...], cells: tuple[str, ...]) -> str:
    head = _cells("th", ' scope="row"', columns[:1], cells[:1])
    return f"<tr>{head}{_cells('td', '', columns[1:], cells[1:])}</tr>"


def _cells(tag: str, scope: str, columns: Iterable[Column], cells: Iterable[str]) -> str:
    return "".join(
        f"<{tag}{scope}{NUMBER if column.number else ''}>{_text(cell)}</{tag}>"
        for column, cell in zip(columns, cells, strict=True)
    )


def _agreed(content: Agreed) -> str:
    blanks = " ".join(map(_blank, content.blanks))
    return _section(content.title, f"{_line(content.before)}<p>{blanks}</p>")


def _blank(blank: Blank) -> str:
    return f"{_text(blank.before)} {'_' * 13}"


def _footer(sheet: Sheet) -> str:
    lines = (sheet.reliability, sheet.meaning, sheet.made)
    return f'<footer class="small">{"".join(map(_line, lines))}</footer>'


def save_pdf(pages: Leaves, path: Path) -> None:
    """Save pages as a PDF; a file of that name is replaced.

    Raises:
        DiaryError: The file could not be written; one that was there is as it was.
    """
    save_content(pages.pdf(), path)


def save_html(sheet: Sheet, path: Path) -> None:
    """Save a sheet as one HTML file; a file of that name is replaced.

    Raises:
        DiaryError: The file could not be written; one that was there is as it was.
    """
    save_content(html_file(sheet).encode("utf-8"), path)


def save_plain(sheet: Sheet, path: Path) -> None:
    """Save the figures of a sheet as a few lines of text; a file of that name is replaced.

    Raises:
        DiaryError: The file could not be written; one that was there is as it was.
    """
    save_content(f"{plain_text(sheet)}\n".encode(), path)


def save_content(content: bytes, path: Path) -> None:
    """Save a file whole or not at all; a file of that name is replaced, but never a diary.

    Raises:
        Refused: The file of that name is a diary, or another database, whatever its name.
        DiaryError: The file could not be written; one that was there is as it was.
    """
    with saved_whole(path) as unfinished:
        unfinished.write_bytes(content)
