"""Every length of a report on every paper: one page, whole, apart, and readable in grey."""

from __future__ import annotations

import re
from functools import cache
from itertools import combinations
from typing import Any

import pytest
from PySide6.QtCore import QRectF

from isodiary.fonts import load_fonts
from isodiary.report.press.marks import Bar, Drawn, Words
from isodiary.report.press.pages import Pages
from isodiary.report.press.paper import Paper
from isodiary.report.sheet.content import Chart, Part, Passage, Sheet, SheetTable
from isodiary.report.sheet.options import SheetOptions
from tests.report import written
from tests.report.conftest import flat, reader

DAYS = (14, 28, 56, 90)
WHOLE = SheetOptions(appendix=True)
LEAST_CONTRAST = 4.5
LONG = 200


@cache
def diary(name: str) -> written.Written:
    made: written.Written = getattr(written, name)()
    return made


@cache
def sheet(name: str, days: int, appendix: bool) -> Sheet:
    return diary(name).sheet(days, SheetOptions(appendix=appendix))


@cache
def laid_out(name: str, days: int, paper: Paper, appendix: bool = False) -> Pages:
    load_fonts()
    return Pages(sheet(name, days, appendix), paper)


MATRIX = pytest.mark.parametrize(
    ("name", "days", "paper"),
    [(n, d, p) for n in ("sparse", "rich", "extreme") for d in DAYS for p in Paper],
)
ENDS = pytest.mark.parametrize(
    ("name", "days", "paper", "appendix"),
    [
        ("sparse", 14, Paper.A4, True),
        ("rich", 28, Paper.LETTER, False),
        ("rich", 90, Paper.LETTER, True),
        ("extreme", 90, Paper.A4, True),
    ],
)


@pytest.mark.parametrize("paper", list(Paper))
@pytest.mark.parametrize("days", DAYS)
@pytest.mark.parametrize("name", ["sparse", "rich"])
def test_a_report_is_one_page(qapp, name, days, paper):
    assert laid_out(name, days, paper).count == 1


@pytest.mark.parametrize("paper", list(Paper))
@pytest.mark.parametrize("days", DAYS)
def test_what_is_too_much_for_a_page_says_on_it_where_it_goes_on(qapp, days, paper):
    pages = laid_out("extreme", days, paper)
    first = " ".join(words_on(pages, 0))
    told = [int(page) for page in re.findall(r"\d+ (?:more|earlier) on page (\d+)", first)]
    assert pages.count > 1
    assert len(told) >= 2
    assert max(told) <= pages.count


@MATRIX
def test_nothing_stands_on_something_else_or_off_the_paper(qapp, name, days, paper):
    check_places(laid_out(name, days, paper))


@ENDS
def test_no_page_of_the_appendix_has_anything_on_something_else(qapp, name, days, paper, appendix):
    check_places(laid_out(name, days, paper, appendix))


@MATRIX
def test_no_heading_stands_alone_at_the_foot(qapp, name, days, paper):
    check_headings(laid_out(name, days, paper), sheet(name, days, False))


@ENDS
def test_no_heading_of_the_appendix_stands_alone(qapp, name, days, paper, appendix):
    check_headings(laid_out(name, days, paper, appendix), sheet(name, days, appendix))


@ENDS
def test_all_that_the_sheet_says_can_be_copied_from_the_pdf(qapp, name, days, paper, appendix):
    made = reader(laid_out(name, days, paper, appendix))
    copied = letters(" ".join(page.extract_text() for page in made.pages))
    said = said_by(sheet(name, days, appendix))
    assert [word for word in said if letters(word)[:LONG] not in copied] == []
    long = sum(len(word) for word in said if len(word) > LONG and set(word) == {"w"})
    assert copied.count("w") >= long  # it runs over pages, so it does not stand in one piece


@ENDS
def test_typefaces_are_in_the_pdf_and_pictures_are_not(qapp, name, days, paper, appendix):
    pdf = laid_out(name, days, paper, appendix).pdf()
    assert pdf.count(b"/Type /FontDescriptor") == pdf.count(b"/FontFile2") >= 2
    assert b"/Subtype /Image" not in pdf


@pytest.mark.parametrize(("name", "page"), [("rich", 0), ("rich", 1), ("extreme", 0)])
def test_every_word_is_dark_enough_on_a_printer_without_colours(qapp, name, page):
    pages = laid_out(name, 28, Paper.A4, True)
    dpi = 192
    image = pages.image(page, dpi)
    assert image.allGray()
    pale = []
    for mark in pages.marks(page):
        if isinstance(mark, Words) and mark.document.toPlainText().strip():
            rect = QRectF(mark.rect.topLeft() * dpi / 96, mark.rect.size() * dpi / 96)
            part = image.copy(rect.toRect()).convertToFormat(image.Format.Format_Grayscale8)
            if contrast(min(bytes(part.constBits()))) < LEAST_CONTRAST:
                pale.append(mark.document.toPlainText())
    assert pale == []


@pytest.mark.parametrize("days", DAYS)
def test_a_hostile_diary_of_two_hundred_symptoms_is_printed_without_loss(qapp, days):
    pages = laid_out("extreme", days, Paper.A4)
    everything = " ".join(word for page in range(pages.count) for word in words_on(pages, page))
    for number in range(200):
        assert re.search(rf"end {number}\b", everything), number
    assert everything.replace("\u200b", "").count("w" * 400) >= 1
    assert "<b>bold</b> & <img" in everything


def test_the_appendix_repeats_its_heads_and_counts_its_pages(qapp):
    pages = laid_out("rich", 90, Paper.A4, True)
    for page in range(1, pages.count):
        words = words_on(pages, page)
        assert any(f"page {page + 1} of {pages.count}" in each for each in words)
        if any(each.startswith("Day by day") for each in words):
            assert any(each.startswith("Day First dose Second dose Symptoms") for each in words)


def words_on(pages: Pages, page: int) -> list[str]:
    return [
        flat(mark.document.toPlainText()) for mark in pages.marks(page) if isinstance(mark, Words)
    ]


def check_places(pages: Pages) -> None:
    for page in range(pages.count):
        marks: list[Any] = [mark for mark in pages.marks(page) if not isinstance(mark, Bar)]
        for mark in marks:
            assert pages.size().adjusted(40, 30, -40, -20).contains(mark.rect)
            if isinstance(mark, Words):
                # A table rounds each of its columns.
                assert mark.document.idealWidth() <= mark.document.textWidth() + 3
        for one, other in combinations(marks, 2):
            shared = one.rect.intersected(other.rect)
            assert shared.isEmpty() or min(shared.width(), shared.height()) < 1.5


def check_headings(pages: Pages, content: Sheet) -> None:
    titles = {part.title for part in (*content.felt, *content.asked, *content.following)}
    for page in range(pages.count):
        marks = [mark for mark in pages.marks(page) if isinstance(mark, (Words, Drawn))]
        for mark in marks:
            if isinstance(mark, Words) and mark.document.toPlainText() in titles:
                beneath = mark.rect.translated(0, mark.rect.height() + 4)
                assert any(
                    other.rect.intersects(beneath) and other.rect.height() >= 11
                    for other in marks
                    if other is not mark
                )


def contrast(grey: int) -> float:
    """Return the contrast of a grey on white as WCAG counts it."""
    share = grey / 255
    light = share / 12.92 if share <= 0.04045 else ((share + 0.055) / 1.055) ** 2.4
    return 1.05 / (light + 0.05)


def letters(text: str) -> str:
    """Return the letters and figures that every reader of a PDF sees alike."""
    return re.sub(r"[^A-Za-z0-9%]", "", text)


def said_by(content: Sheet) -> list[str]:
    """Return every word of a sheet, cells and notes by themselves."""
    said = [content.title, content.who, content.medicine, content.period, content.course]
    said += [content.reliability, content.meaning, content.made]
    assert content.signs is not None
    assert content.chart is not None
    said += [content.signs.asked, content.chart.note]
    said += [row.name for row in content.chart.rows.symptoms]
    said += [word for sign in content.signs.signs for word in (sign.headline, *sign.note.split())]
    said += [text for box in content.boxes for text in (box.figure, box.unit, *box.lines)]
    assert content.agreed is not None
    said += [content.agreed.title, content.agreed.before]
    said += [blank.before for blank in content.agreed.blanks]
    for part in (*content.felt, *content.asked, *content.following):
        said += words_of_part(part)
    return said


def words_of_part(part: Part) -> list[str]:
    if isinstance(part, SheetTable):
        cells = [word for row in part.rows for cell in row for word in cell.split()]
        return [part.title, *(c.label for c in part.columns if not part.numbered), *cells]
    if isinstance(part, Passage):
        return [part.title, *(w for s in part.sayings for w in (s.headline, *s.words.split()))]
    if isinstance(part, Chart):
        return [part.title]
    return [part.title, part.name, part.change, part.note]
