"""The HTML file says what the paper says, in a form that can be read aloud."""

from __future__ import annotations

import re
from html.parser import HTMLParser
from xml.etree import ElementTree

import pytest

from isodiary.fonts import load_fonts
from isodiary.report.output import html_file, inline_svg
from isodiary.report.table_chart.layout import laid_out
from tests.report import diaries
from tests.report.conftest import flat, sheet_of, words_of


class Reader(HTMLParser):
    """Collects what a screen reader would walk through."""

    def __init__(self, markup: str) -> None:
        super().__init__()
        self.tags: list[tuple[str, dict[str, str | None]]] = []
        self.words: list[str] = []
        self.feed(markup)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.append((tag, dict(attrs)))

    def handle_data(self, data: str) -> None:
        self.words.append(data)

    def named(self, *tags: str) -> list[dict[str, str | None]]:
        return [attributes for tag, attributes in self.tags if tag in tags]

    def text(self) -> str:
        return flat(" ".join(self.words))


@pytest.fixture(autouse=True)
def _fonts(qapp):
    load_fonts()


@pytest.fixture
def rich() -> Reader:
    return Reader(html_file(sheet_of(diaries.rich())))


def test_it_has_a_language_a_title_and_headings(rich):
    assert rich.named("html") == [{"lang": "en"}]
    assert len(rich.named("h1")) == 1
    assert len(rich.named("h2")) == 7


def test_every_head_of_a_table_says_what_it_heads(rich):
    heads = rich.named("th")
    assert {head.get("scope") for head in heads} == {"col", "row"}
    assert len(rich.named("table")) == 2


def test_the_chart_is_drawn_in_the_file_and_said_in_words(rich):
    chart, acne = rich.named("svg")
    assert chart["role"] == "img"
    said = flat(str(chart["aria-label"]))
    assert "40 mg from 5 Oct." in said
    assert "Dry lips: worst 2, present on 26 of 26 answered days, Since the last visit." in said
    assert "week 11: 1" in flat(str(acne["aria-label"]))
    assert rich.named("img", "script", "link", "iframe", "object") == []


def test_the_chart_is_well_formed_and_has_no_picture_in_it():
    drawing = laid_out(sheet_of(diaries.rich()).chart.rows, 182)
    chart = ElementTree.fromstring(inline_svg(drawing, "A <chart>"))
    assert not [element for element in chart.iter() if element.tag.endswith("image")]


def test_it_holds_every_figure_that_the_paper_holds(rich, make_pages):
    sheet = sheet_of(diaries.rich())
    paper, file = words_of(make_pages(diaries.rich())), rich.text()
    said = [part for box in sheet.boxes for part in (box.figure, box.unit, *box.lines)]
    tables = [table for table in (sheet.steps, sheet.labs) if table]
    said += [cell for table in tables for row in table.rows for cell in row]
    said += [table.note for table in tables] + [sheet.who, sheet.signs.asked, sheet.reliability]
    assert [text for text in said if flat(text) not in file] == []
    assert [text for text in said if flat(text) not in paper] == []


def test_it_holds_every_row_and_note_of_the_longest_diary():
    sheet = sheet_of(diaries.extreme())
    markup = html_file(sheet)
    assert len({int(n) for n in re.findall(r"own symptom number (\d+)", markup)}) == 40
    read = Reader(markup).text()
    assert all(flat(sign.note) in read for sign in sheet.signs.signs)


def test_what_was_typed_is_shown_and_does_nothing():
    markup = html_file(sheet_of(diaries.hostile(), diaries.hostile_names()))
    read = Reader(markup)
    assert '<b>bold</b> & <img src="file:///etc/passwd"> =HYPERLINK("x")' in read.text()
    assert read.named("b", "img") == []
    assert "\u202e" not in markup


@pytest.mark.parametrize("diary", [diaries.sparse, diaries.empty])
def test_a_table_without_rows_is_a_sentence(diary):
    read = Reader(html_file(sheet_of(diary())))
    assert "No symptom was answered in this period." in read.text()


def test_all_between_its_head_and_its_foot_is_the_main_part():
    text = html_file(sheet_of(diaries.rich()))
    inner = text[text.index("<body>") + 6 : text.index("</body>")].strip()
    assert inner.startswith("<header>")
    assert inner.endswith("</footer>")
    between = inner[inner.index("</header>") + 9 : inner.index("<footer")].strip()
    assert between.startswith("<main>")
    assert between.endswith("</main>")
    assert text.count("<main>") == 1
