"""The pages are whole, clean, black on white, and alike on a screen, a printer and in a PDF."""

from __future__ import annotations

import re
from dataclasses import replace

import pytest
from PySide6.QtGui import QColor, QPalette
from PySide6.QtPrintSupport import QPrinter

from isodiary.fonts import load_fonts
from isodiary.report.press.leaves import with_language
from isodiary.report.press.pages import Pages
from isodiary.report.press.paper import Paper
from tests.report import diaries
from tests.report.conftest import flat, reader, sheet_of, words_of
from tests.report.ink import images, ink

HEAD, CHART, BODY, FOOT = (0.03, 0.12), (0.26, 0.46), (0.46, 0.75), (0.93, 0.97)
EVERY_DIARY = [
    diaries.rich,
    diaries.sparse,
    diaries.empty,
    diaries.hostile,
    diaries.extreme,
]


@pytest.fixture(scope="module")
def long_diary(qapp) -> list[str]:
    """What can be copied from each page of the longest diary."""
    load_fonts()
    pages = Pages(sheet_of(diaries.extreme()), Paper.LETTER)
    return [flat(page.extract_text()) for page in reader(pages).pages]


@pytest.mark.parametrize("paper", list(Paper))
@pytest.mark.parametrize("diary", [diaries.rich, diaries.sparse, diaries.empty])
def test_a_visit_is_one_page(make_pages, diary, paper):
    assert make_pages(diary(), paper).count == 1


@pytest.mark.parametrize("paper", list(Paper))
def test_the_pdf_has_the_pages_and_the_size_of_the_paper(make_pages, paper):
    pages = make_pages(diaries.extreme(), paper)
    made = reader(pages)
    width, height = {Paper.A4: (595, 842), Paper.LETTER: (612, 792)}[paper]
    assert len(made.pages) == pages.count
    assert [round(made.pages[0].mediabox.width), round(made.pages[0].mediabox.height)] == [
        width,
        height,
    ]


def test_every_figure_of_the_sheet_can_be_copied_from_the_pdf(make_pages):
    pages = make_pages(diaries.rich())
    sheet = sheet_of(diaries.rich())
    said = [sheet.title, sheet.who, sheet.period, sheet.reliability, sheet.meaning]
    said += [part for box in sheet.boxes for part in (box.figure, box.unit, *box.lines)]
    tables = [table for table in (sheet.steps, sheet.labs) if table]
    said += [cell for table in tables for row in table.rows for cell in row]
    copied = words_of(pages)
    assert [text for text in said if flat(text) not in copied] == []


def test_text_is_text_and_the_chart_is_lines(make_pages):
    pdf = make_pages(diaries.rich()).pdf()
    assert b"/Subtype /Image" not in pdf
    assert b"/FontFile2" in pdf


def test_all_typefaces_are_in_the_pdf(make_pages):
    pdf = make_pages(diaries.hostile()).pdf()
    assert pdf.count(b"/Type /FontDescriptor") == pdf.count(b"/FontFile2") >= 3


def test_the_pdf_says_what_it_is(make_pages):
    about = reader(make_pages(diaries.rich())).metadata
    assert about is not None
    assert (about.title, about.author) == (
        "Isotretinoin diary – visit summary",
        "Anna K., born 2004",
    )


def test_the_pdf_says_its_language_and_is_otherwise_as_it_was(make_pages):
    made = reader(make_pages(diaries.rich()))
    assert str(made.root_object["/Lang"]) == "en-GB"
    assert made.metadata is not None
    assert len(made.pages) == 1


def test_a_file_that_is_no_pdf_of_ours_stays_as_it_is():
    assert with_language(b"%PDF-1.7 something else") == b"%PDF-1.7 something else"


def test_what_was_typed_is_shown_and_does_nothing(make_pages):
    copied = words_of(make_pages(diaries.hostile(), names=diaries.hostile_names()))
    assert '<b>bold</b> & <img src="file:///etc/passwd"> =HYPERLINK("x") {{7*7}}' in copied
    assert "root:" not in copied


def test_a_typed_sign_of_direction_does_not_turn_what_stands_beside_it(make_pages):
    patient = replace(diaries.rich().patient, name="Eve \u202e")
    copied = words_of(make_pages(replace(diaries.rich(), patient=patient)))
    assert "Eve , born 2004" in copied


def test_what_does_not_fit_follows_once_and_whole(long_diary):
    copied = " ".join(long_diary)
    for number in range(40):
        assert len(re.findall(rf"own symptom number {number}\b", copied)) == 1
    for number in range(30):
        assert len(re.findall(rf"test {number}\b", copied)) == 1
    assert len(re.findall(r"\d0 mg from", copied)) == 101


def test_the_first_page_says_what_follows(long_diary):
    begun = {
        r"29 days\. \d+ more on page (\d+)\.": "Warning signs, in full",
        r"\d+ more on page (\d+)\.(?: [^.]*\.)* Longer": "week by week, continued",
        r"Longer names in full on page (\d+)\.": "Names in full",
        r"(?:\d+ earlier|By dose step:) on page (\d+)\.": "By dose step",
        r"(?:Blood tests:|\d+ more) on page (\d+)\.(?= All| My|$)": "Blood tests",
        r"(?:\d+ more|My questions:) on page (\d+)\. Recorded": "My questions",
    }
    for said, title in begun.items():
        found = re.search(said, long_diary[0])
        assert found, said
        number = int(found[1])
        assert title in long_diary[number - 1]
        rows = title == "Blood tests"  # which the charts before have too
        assert rows or not any(title in page for page in long_diary[1 : number - 1])


def test_long_notes_are_cut_on_the_first_page_only(long_diary):
    after = " ".join(long_diary[1:])
    assert after.count("w") > 5000
    assert all(f"note {number} " in after for number in range(7))


def test_a_note_of_one_paragraph_runs_over_pages_without_losing_a_line(make_pages):
    counted = " ".join(f"word{number}" for number in range(1200))
    sign = replace(diaries.rich().warning_signs[0], note=counted)
    copied = words_of(make_pages(replace(diaries.rich(), warning_signs=(sign,))))
    text = re.sub(r" Recorded by the patient.*?page \d of \d", "", copied)
    # the reader of the PDF sees spaces where figures stand wide
    assert counted.replace(" ", "") in text.replace(" ", "")


def test_every_page_has_its_foot(long_diary):
    for number, words in enumerate(long_diary, start=1):
        assert f"isodiary 1.0 · printed 23 Nov 2026 · page {number} of {len(long_diary)}" in words
        assert "Recorded by the patient, not verified" in words
        assert "not checked by a health professional" in words


@pytest.mark.parametrize("paper", list(Paper))
@pytest.mark.parametrize("diary", EVERY_DIARY)
def test_every_page_has_words_and_a_clean_margin(make_pages, diary, paper):
    for page in images(make_pages(diary(), paper), dpi=96):
        assert ink(page, (0.04, 0.9)) > 0.003
        assert ink(page, FOOT) > 0.001
        assert ink(page, (0, 0.03)) == ink(page, (0.98, 1)) == 0
        assert ink(page, (0, 1), across=(0, 0.06)) == ink(page, (0, 1), across=(0.94, 1)) == 0


@pytest.mark.parametrize("diary", EVERY_DIARY)
def test_nothing_stands_between_the_text_and_the_foot(make_pages, diary):
    pages = make_pages(diary())
    gap = (
        pages.paper.body().bottom() / pages.size().height(),
        pages.paper.foot().top() / pages.size().height(),
    )
    assert [ink(page, gap) for page in images(pages, dpi=192)] == [0] * pages.count


@pytest.mark.parametrize("strip", [HEAD, CHART, BODY, FOOT])
def test_a_page_looks_the_same_at_every_resolution(make_pages, strip):
    pages = make_pages(diaries.rich())
    screen, paper = pages.image(0, dpi=96), pages.image(0, dpi=300)
    assert ink(screen, strip) == pytest.approx(ink(paper, strip), rel=0.13)


def test_a_dark_theme_leaves_the_paper_white(make_pages, qapp):
    light = make_pages(diaries.rich()).image(0, dpi=96)
    before = qapp.palette()
    dark = QPalette(before)
    for role in (QPalette.ColorRole.Text, QPalette.ColorRole.WindowText):
        dark.setColor(role, QColor("white"))
    dark.setColor(QPalette.ColorRole.Base, QColor("black"))
    qapp.setPalette(dark)
    try:
        assert make_pages(diaries.rich()).image(0, dpi=96) == light
    finally:
        qapp.setPalette(before)


def test_the_paper_has_no_colours(make_pages):
    page = make_pages(diaries.rich()).image(0, dpi=48)
    assert page.allGray()


def test_a_printer_gets_the_same_pages(make_pages, tmp_path):
    pages = make_pages(diaries.extreme(), Paper.LETTER)
    printer = QPrinter(QPrinter.PrinterMode.HighResolution)
    printer.setOutputFormat(QPrinter.OutputFormat.PdfFormat)
    printer.setOutputFileName(str(tmp_path / "printed.pdf"))
    pages.print_to(printer)
    printed = (tmp_path / "printed.pdf").read_bytes()
    assert printed.count(b"/Type /Page\n") == pages.count


def test_a_printer_may_ask_for_some_pages(make_pages, tmp_path):
    printer = QPrinter(QPrinter.PrinterMode.HighResolution)
    printer.setOutputFormat(QPrinter.OutputFormat.PdfFormat)
    printer.setOutputFileName(str(tmp_path / "printed.pdf"))
    printer.setFromTo(2, 4)
    make_pages(diaries.extreme()).print_to(printer)
    assert (tmp_path / "printed.pdf").read_bytes().count(b"/Type /Page\n") == 3


def test_a_table_of_thousands_of_rows_is_laid_out_in_pieces(qapp):
    sheet = sheet_of(diaries.rich())
    rows = tuple((f"row {number}", "1", "2", "3", "4") for number in range(600))
    assert sheet.steps is not None
    long = replace(sheet.steps, rows=rows, newest_last=False)
    pages = Pages(replace(sheet, steps=long), Paper.A4)
    copied = words_of(pages)
    assert pages.count > 10
    assert [n for n in range(600) if len(re.findall(rf"row {n}\b", copied)) != 1] == []
