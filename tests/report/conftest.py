"""Sheets and pages of the made-up diaries."""

from __future__ import annotations

import io
from collections.abc import Callable, Mapping

import pypdf
import pytest

from isodiary.domain.summary import Summary
from isodiary.fonts import load_fonts
from isodiary.report.press.pages import Pages
from isodiary.report.press.paper import Paper
from isodiary.report.sheet.content import Sheet
from isodiary.report.sheet.sheet import visit_sheet
from tests.report.diaries import CHARTED, GRADES, NAMES, PRINTED, charted

MakePages = Callable[..., Pages]


def sheet_of(summary: Summary, names: Mapping[str, str] = NAMES) -> Sheet:
    return visit_sheet(
        summary,
        charted(summary),
        names,
        printed=PRINTED,
        version="1.0",
        tracked=CHARTED,
        acne_grades=GRADES,
    )


def flat(text: str) -> str:
    """Return text with every run of white space as one space, and without break places."""
    return " ".join(text.replace("\u200b", "").split())


def reader(pages: Pages) -> pypdf.PdfReader:
    return pypdf.PdfReader(io.BytesIO(pages.pdf()))


def words_of(pages: Pages) -> str:
    """Return what can be copied from the PDF."""
    return flat(" ".join(page.extract_text() for page in reader(pages).pages))


@pytest.fixture
def make_pages(qapp) -> MakePages:
    load_fonts()

    def made(summary: Summary, paper: Paper = Paper.A4, names: Mapping[str, str] = NAMES) -> Pages:
        return Pages(sheet_of(summary, names), paper)

    return made
