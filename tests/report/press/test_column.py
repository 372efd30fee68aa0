"""Columns of the first page: what goes where, what is cut, and how much room each part keeps."""

from __future__ import annotations

from itertools import pairwise

import pytest
from PySide6.QtCore import QRectF

from isodiary.fonts import load_fonts
from isodiary.language import HARD
from isodiary.report.press import html
from isodiary.report.press.column import (
    BETWEEN_COLUMNS,
    HEADING_GAP,
    LEFT_SHARE,
    NOTE_GAP,
    ROWS_AT_ONCE,
    USUAL_ROW,
    columns_of,
    fill,
    fill_columns,
    more_line,
    parted,
    rows_that_fit,
    stack_of,
    whole_height,
)
from isodiary.report.press.type_setter import TypeSetter
from isodiary.report.sheet.content import Column, Passage, Saying, SheetTable

WIDTH = 300.0
COLUMNS = (Column(label="what", share=70, number=False), Column(label="days", share=30))


@pytest.fixture(scope="module")
def setter(qapp):
    load_fonts()
    return TypeSetter()


def table(count, title="A table", **more):
    rows = tuple((f"row {number}", str(number)) for number in range(count))
    return SheetTable(title=title, columns=COLUMNS, rows=rows, **more)


def block(words, title="A block"):
    """Return something that stays together."""
    return Passage(title=title, sayings=(Saying(headline="", words=words),))


def rect(height):
    return QRectF(40, 30, WIDTH, height)


def words_of(marks):
    return [" ".join(mark.document.toPlainText().split()) for mark in marks]


def numbers_in(marks, title):
    """Return which rows of the table with this title stand in a column."""
    said = words_of(marks)
    rows = said[said.index(title) + 1]
    return [int(word) for word in rows.replace("what days", "").replace("row", "").split()[::2]]


def test_parts_of_a_table_stand_beneath_each_other_with_their_gaps(setter):
    stack = stack_of(table(3, note="Small print."), setter, WIDTH, "2 more on page 2.")
    assert [gap for gap, _ in stack.pieces] == [0, HEADING_GAP, NOTE_GAP]
    marks = stack.marks(40, 30)
    assert words_of(marks) == [
        "A table",
        "what days row 0 0 row 1 1 row 2 2",
        "2 more on page 2. Small print.",
    ]
    assert marks[0].rect.topLeft() == rect(0).topLeft()
    assert [below.rect.top() - above.rect.bottom() for above, below in pairwise(marks)] == [3, 3]
    assert marks[-1].rect.bottom() - 30 == pytest.approx(stack.height)


def test_a_table_without_rows_says_so_or_has_only_its_heading(setter):
    said = stack_of(table(0, empty="None were noted."), setter, WIDTH).marks(0, 0)
    assert words_of(said) == ["A table", "None were noted."]
    assert words_of(stack_of(table(0), setter, WIDTH).marks(0, 0)) == ["A table"]


@pytest.mark.parametrize(
    ("rest", "places", "newest_last", "words"),
    [
        (3, {}, False, "3 more on page 2."),
        (3, {"A table": 4}, True, "3 earlier on page 4."),
        (1, {"Another": 4}, False, "1 more on page 2."),
        (0, {"A table": 4}, False, ""),
    ],
)
def test_how_many_rows_are_elsewhere_is_said_with_their_page(rest, places, newest_last, words):
    said = more_line(table(9, newest_last=newest_last), rest, places)
    assert said.replace(HARD, " ") == words


@pytest.mark.parametrize(
    ("more", "here", "title"),
    [
        ({}, ["0", "1"], "A table, continued"),
        ({"newest_last": True}, ["3", "4"], "A table, earlier"),
        ({"urgent": frozenset({1, 4})}, ["1", "4"], "A table, continued"),
    ],
)
def test_a_table_is_parted_by_what_is_kept_longest(more, here, title):
    one, other = parted(table(5, note="Small print.", **more), 2)
    assert [row[1] for row in one.rows] == here
    assert [row[1] for row in other.rows] == [n for n in "01234" if n not in here]
    assert (one.title, other.title) == ("A table", title)
    assert (one.note, other.note) == ("Small print.", "")
    assert one.urgent == other.urgent == frozenset()


@pytest.mark.parametrize("numbered", [False, True])
@pytest.mark.parametrize("count", [1, 2, 5, 9])
def test_as_many_rows_fit_as_have_room_with_heading_and_small_print(setter, numbered, count):
    whole = table(10, numbered=numbered, note="Small print.")
    here, there = parted(whole, count)
    more = more_line(whole, len(there.rows), {})
    tall = stack_of(here, setter, WIDTH, more).height
    assert rows_that_fit(whole, setter, WIDTH, tall + 1) == count
    assert rows_that_fit(whole, setter, WIDTH, tall - 2) == count - 1


def test_a_part_that_just_fits_is_whole_and_one_that_does_not_goes_on(setter):
    lines = block("one, two")
    tall = stack_of(lines, setter, WIDTH).height
    assert fill([lines], setter, rect(tall), {}).rest == ()
    cut = fill([lines], setter, rect(tall - 1), {"A block": 3})
    assert words_of(cut.marks) == ["A block: on page 3."]
    assert [(left.of, left.part) for left in cut.rest] == [("A block", lines)]
    assert fill([lines], setter, rect(5), {}).marks == ()


def test_parts_stand_beneath_each_other_in_a_column(setter):
    parts = [table(2, "One"), table(3, "Two")]
    tall = whole_height(parts, setter, WIDTH)
    marks = fill(parts, setter, rect(tall), {}).marks
    assert {mark.rect.left() for mark in marks} == {40}
    assert marks[2].rect.top() - marks[1].rect.bottom() == pytest.approx(setter.between)
    assert marks[-1].rect.bottom() - 30 == pytest.approx(tall)
    assert marks[0].rect.top() == 30


def test_an_earlier_part_leaves_room_for_the_first_rows_of_a_later_one(setter):
    parts = [table(20, "One"), table(20, "Two")]
    tall = whole_height([table(20, "One")], setter, WIDTH)
    filled = fill(parts, setter, rect(tall), {"One": 3, "Two": 4})
    one, two = numbers_in(filled.marks, "One"), numbers_in(filled.marks, "Two")
    assert two == [0, 1]
    assert one == [*range(len(one))]
    assert 10 < len(one) < 20
    said = words_of(filled.marks)
    assert f"{20 - len(one)} more on page 3." in said
    assert "18 more on page 4." in said
    assert [left.part.title for left in filled.rest] == ["One, continued", "Two, continued"]
    rows = [len(left.part.rows) for left in filled.rest if isinstance(left.part, SheetTable)]
    assert rows == [20 - len(one), 18]
    assert filled.marks[-1].rect.bottom() <= rect(tall).bottom() + 0.01
    # another row of the first would take that room
    row = stack_of(table(3), setter, WIDTH).height - stack_of(table(2), setter, WIDTH).height
    assert rect(tall).bottom() - filled.marks[-1].rect.bottom() < row


def test_where_only_one_of_two_parts_fits_it_is_the_earlier(setter):
    parts = [table(2, "One"), table(2, "Two")]
    tall = whole_height([table(2, "One")], setter, WIDTH)
    small = stack_of(table(2, "One"), setter, WIDTH, "2 more on page 2.").height - tall
    pointer = setter.between + setter.hold(html.small("Two: on page 2."), WIDTH).size().height()
    filled = fill(parts, setter, rect(tall + small + pointer), {})
    assert numbers_in(filled.marks, "One") == [0, 1]
    assert [left.of for left in filled.rest] == ["Two"]
    assert words_of(filled.marks)[-1] == "Two: on page 2."


def test_a_heading_stands_above_two_rows_or_not_at_all(setter):
    here, _ = parted(table(9), 2)
    tall = stack_of(here, setter, WIDTH, "7 more on page 2.").height
    assert numbers_in(fill([table(9)], setter, rect(tall + 1), {}).marks, "A table") == [0, 1]
    assert words_of(fill([table(9)], setter, rect(tall - 2), {}).marks) == ["A table: on page 2."]
    alone = stack_of(table(1), setter, WIDTH).height
    assert numbers_in(fill([table(1)], setter, rect(alone), {}).marks, "A table") == [0]


def test_a_note_that_does_not_fit_goes_on_as_a_whole(setter):
    note = Passage(title="Notes", sayings=(Saying(headline="one", words="dry " * 200),))
    filled = fill([note, table(2)], setter, rect(120), {})
    assert words_of(filled.marks)[:2] == ["Notes: on page 2.", "A table"]
    assert [left.part for left in filled.rest] == [note]


def test_a_very_long_table_is_measured_by_its_usual_row(setter):
    assert whole_height([table(ROWS_AT_ONCE + 1)], setter, WIDTH) == USUAL_ROW * (ROWS_AT_ONCE + 1)
    exact = stack_of(table(ROWS_AT_ONCE), setter, WIDTH).height
    assert whole_height([table(ROWS_AT_ONCE)], setter, WIDTH) == exact
    assert whole_height([], setter, WIDTH) == 0
    assert pytest.approx(exact / ROWS_AT_ONCE, rel=0.2) == USUAL_ROW


def test_the_columns_share_the_width_with_a_gap_between_them(setter):
    plan = columns_of((block("a", "One"),), (block("b", "Two"),), setter, 524, 500)
    left, _, right, _ = fill_columns(plan, setter, QRectF(10, 20, 524, 500), {}).marks
    assert left.rect.topLeft() == QRectF(10, 20, 0, 0).topLeft()
    assert left.rect.width() == pytest.approx((524 - BETWEEN_COLUMNS) * LEFT_SHARE, abs=0.6)
    assert right.rect.left() - left.rect.right() == pytest.approx(BETWEEN_COLUMNS, abs=0.1)
    assert right.rect.right() == pytest.approx(534, abs=0.1)
    assert right.rect.top() == 20


def test_what_was_felt_stands_left_and_what_is_asked_right_where_that_fits(setter):
    felt, asked = (table(12, "One"), table(2, "Two")), (table(2, "Three"),)
    usual = columns_of(felt, asked, setter, 524, 600)
    assert (usual.left, usual.right) == (felt, asked)
    made = columns_of(felt, asked, setter, 524, usual.height - 1)
    assert (made.left, made.right) == (felt[:1], (*felt[1:], *asked))
    assert made.height < usual.height
    assert usual.height == whole_height(felt, setter, round((524 - BETWEEN_COLUMNS) * LEFT_SHARE))
    none = columns_of(felt, asked, setter, 524, 100)  # then each side keeps its own first rows
    assert (none.left, none.right) == (felt, asked)


def test_no_column_stays_empty_where_there_is_something_for_both(setter):
    parts = (table(4, "One"), table(4, "Two"), table(4, "Three"))
    for felt, asked in ((parts, ()), ((), parts)):
        made = columns_of(felt, asked, setter, 524, 600)
        assert made.left + made.right == parts
        assert made.left
        assert made.right
    assert columns_of((), (), setter, 524, 600).height == 0
