"""The pages after the first: no page is blank, nothing is lost, nothing leaves its page."""

from __future__ import annotations

from itertools import pairwise

import pytest
from PySide6.QtCore import QRectF

from isodiary.fonts import load_fonts
from isodiary.report.press.column import Left
from isodiary.report.press.following import BETWEEN, following_pages
from isodiary.report.press.marks import Drawn
from isodiary.report.press.type_setter import TypeSetter
from isodiary.report.sheet.content import Column, Passage, Saying, SheetTable, WeekBars
from isodiary.report.table_chart.marks import TextMark

BODY = QRectF(50, 40, 500, 300)
COLUMNS = (Column(label="what", share=70, number=False), Column(label="days", share=30))


@pytest.fixture(scope="module")
def setter(qapp):
    load_fonts()
    return TypeSetter()


def table(count, title="A table", *, cell="row", **more):
    rows = tuple((f"{cell} {number}", str(number)) for number in range(count))
    return SheetTable(title=title, columns=COLUMNS, rows=rows, **more)


def passage(words, title="Notes", *, count=1, small=False):
    text = " ".join(f"word{number}" for number in range(words))
    sayings = tuple(Saying(headline=f"note {n}", words=text) for n in range(count))
    return Passage(title=title, sayings=sayings, small=small)


def lines(count, title="Lines"):
    """Return something that stays together: `count` is how many lines of small print it has."""
    return WeekBars(
        title=title,
        name="Overall",
        first_week=1,
        values=(3, 2),
        most=4,
        change="3 → 2",
        note="Fine words. " * 8 * count,
    )


PARTS = {
    "a short table": [table(3)],
    "a long table": [table(60)],
    "a table after a page that is nearly full": [table(9), table(40, "Another")],
    "many tables": [table(5, f"Table {n}") for n in range(12)],
    "rows that are higher than a page": [table(4, cell="word " * 900)],
    "a numbered list": [table(50, numbered=True)],
    "a table with small print": [table(11, note="Small print. " * 20)],
    "a note": [passage(30)],
    "a note of many pages": [passage(2500)],
    "many notes": [passage(60, count=30)],
    "small print": [passage(80, small=True), passage(80, "More", small=True)],
    "lines": [lines(8, f"Lines {n}") for n in range(8)],
    "a part that just fills a page": [lines(15)],
    "all kinds": [
        table(14),
        passage(300),
        lines(6),
        table(30, "Last"),
        passage(40, "Small", small=True),
    ],
}


@pytest.fixture(params=PARTS.values(), ids=[*PARTS])
def parts(request):
    return [Left(of=part.title, part=part) for part in request.param]


def laid_out(setter, parts):
    return following_pages(parts, setter, BODY)


def words_on(page):
    """Return the words of a page, those of drawings too."""
    return " ".join(" ".join(_words(mark).split()) for mark in page)


def _words(mark):
    if isinstance(mark, Drawn):
        said = (each.text for each in mark.drawing.marks if isinstance(each, TextMark))
        return " ".join(said)
    return mark.document.toPlainText()


def test_nothing_is_no_page(setter):
    assert laid_out(setter, []).pages == ()


def test_no_page_is_blank_and_each_begins_at_its_top(setter, parts):
    for page in laid_out(setter, parts).pages:
        assert words_on(page)
        assert page[0].rect.top() == BODY.top()
        assert {mark.rect.left() for mark in page} == {BODY.left()}


def test_what_is_on_a_page_stands_beneath_each_other_inside_it(setter, parts):
    for page in laid_out(setter, parts).pages:
        for above, below in pairwise(page):
            assert above.rect.bottom() <= below.rect.top() + 0.01
        assert all(mark.rect.right() <= BODY.right() + 0.5 for mark in page)
        assert page[-1].rect.bottom() <= BODY.bottom() + 0.01


def test_each_part_begins_on_the_page_that_is_named(setter, parts):
    found = laid_out(setter, parts)
    assert list(found.places) == [left.of for left in parts]
    first = {left.of: left.part for left in parts}
    for title, number in found.places.items():
        on = [n for n, page in enumerate(found.pages, start=2) if title in words_on(page)]
        if not isinstance(first[title], WeekBars):
            assert on[0] == number
        assert 2 <= number <= len(found.pages) + 1


def test_nothing_is_lost_or_said_twice(setter, parts):
    said = [word for page in laid_out(setter, parts).pages for word in words_on(page).split()]
    for left in parts:
        if isinstance(left.part, SheetTable):
            for number in range(len(left.part.rows)):
                assert said.count(str(number)) >= 1
        if isinstance(left.part, Passage):
            for saying in left.part.sayings:
                wanted = saying.words.split()
                assert all(said.count(word) >= len(left.part.sayings) for word in wanted)
    long = [word for word in said if word == "word"]
    assert len(long) == sum(
        cell.split().count("word")
        for left in parts
        if isinstance(left.part, SheetTable)
        for row in left.part.rows
        for cell in row
    )


def test_a_table_fills_its_pages_and_has_its_heads_on_each(setter):
    pages = laid_out(setter, [Left(of="A table", part=table(60))]).pages
    for page in pages:
        heading, body = page
        assert heading.document.toPlainText() == "A table"
        assert words_on([body]).startswith("what days")
        assert 0 < body.rect.top() - heading.rect.bottom() <= 3.01
    row = pages[0][1].rect.height() / 14
    assert all(BODY.bottom() - page[-1].rect.bottom() < 2 * row for page in pages[:-1])


def test_a_page_is_turned_only_where_there_is_no_room(setter):
    together = laid_out(setter, [Left(of=n, part=table(3, n)) for n in ("One", "Two")])
    assert together.places == {"One": 2, "Two": 2}
    one, _, two, _ = together.pages[0]
    first_table = together.pages[0][1]
    assert two.rect.top() - first_table.rect.bottom() == pytest.approx(BETWEEN)
    assert one.rect.top() == BODY.top()


def test_a_heading_does_not_stand_alone_at_the_foot(setter):
    for rows in range(6, 14):
        found = laid_out(
            setter,
            [Left(of="One", part=table(rows, "One")), Left(of="Two", part=table(20, "Two"))],
        )
        for page in found.pages:
            assert page[-1].document.toPlainText() not in {"One", "Two"}
            assert len(words_on([page[-1]]).split()) >= 2 + 3 * 2 or page is found.pages[-1]


def test_small_print_of_a_table_follows_it(setter):
    page = laid_out(setter, [Left(of="A", part=table(3, "A", note="Small print."))]).pages[0]
    assert [words_on([mark]).split()[0] for mark in page] == ["A", "what", "Small"]


def test_a_note_is_cut_between_lines_with_some_on_each_page(setter):
    pages = laid_out(setter, [Left(of="Notes", part=passage(2500))]).pages
    assert len(pages) > 3
    for page in pages[:-1]:
        assert BODY.bottom() - page[-1].rect.bottom() < 20
    said = " ".join(map(words_on, pages)).split()
    numbers = [int(word[4:]) for word in said if word.startswith("word")]
    assert numbers == list(range(2500))
