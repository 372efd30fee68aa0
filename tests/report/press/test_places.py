"""Where the parts of the first page and of the foot stand, and how much room each of them has."""

from __future__ import annotations

from dataclasses import replace
from itertools import pairwise

import pytest
from PySide6.QtCore import QRectF

from isodiary.fonts import load_fonts
from isodiary.report.press import html
from isodiary.report.press.first_page import (
    BETWEEN_BOXES,
    GAP,
    INSET,
    RULE,
    Type,
    first_page,
)
from isodiary.report.press.marks import MM, Bar, Drawn, Words
from isodiary.report.press.pages import Pages
from isodiary.report.press.paper import Paper
from isodiary.report.press.type_setter import TypeSetter
from isodiary.report.table_chart.measures import NAMES, USUAL
from tests.report import diaries
from tests.report.conftest import flat, sheet_of

BODY, FOOT = Paper.A4.body(), Paper.A4.foot()


def usual_type():
    return Type(setter=TypeSetter(), heights=USUAL)


def near(length):
    """Letters have places of a 64th of a dot, and a document is some of them narrower."""
    return pytest.approx(length, abs=1 / 32)


def marks_of(sheet):
    load_fonts()
    return first_page(sheet, usual_type(), BODY, {}).marks


def word(marks, beginning):
    """Return the only words that begin so."""
    [found] = [
        mark
        for mark in marks
        if isinstance(mark, Words) and flat(mark.document.toPlainText()).startswith(beginning)
    ]
    return found.rect


def frames(marks, width):
    """Return the frames with lines of a width: each has four sides in a row."""
    bars = [mark.rect for mark in marks if isinstance(mark, Bar)]
    return [
        top.united(bottom)
        for top, bottom, left, right in zip(bars, bars[1:], bars[2:], bars[3:], strict=False)
        if top.height() == bottom.height() == left.width() == right.width() == width
        if top.topLeft() == left.topLeft() and bottom.bottomRight() == right.bottomRight()
        if bottom.top() > top.bottom()
    ]


@pytest.fixture
def sheet(qapp):
    return sheet_of(diaries.rich())


def test_who_stands_left_and_when_stands_right_above_a_rule(sheet):
    marks = marks_of(sheet)
    who, when = word(marks, sheet.title), word(marks, flat(sheet.period))
    assert who.topLeft() == BODY.topLeft()
    assert when.right() == near(BODY.right())
    assert who.width() == near(BODY.width() - when.width() - INSET)
    assert when.width() <= 0.45 * BODY.width()
    assert when.top() - who.top() == 3
    rule = next(mark for mark in marks if isinstance(mark, Bar))
    assert rule.colour == html.INK
    assert (rule.rect.left(), rule.rect.right()) == (BODY.left(), BODY.right())
    assert rule.rect.height() == RULE
    assert rule.rect.top() == max(who.bottom(), when.bottom()) + 8
    assert frames(marks, RULE)[0].top() - rule.rect.bottom() == GAP


def test_a_long_name_is_broken_before_it_reaches_the_period(sheet):
    marks = marks_of(replace(sheet, who="Annegret Katharina " * 12))
    who, when = word(marks, sheet.title), word(marks, flat(sheet.period))
    assert who.height() > word(marks_of(sheet), sheet.title).height()
    assert who.right() < when.left()
    rule = next(mark.rect for mark in marks if isinstance(mark, Bar))
    assert rule.top() > who.bottom()


def test_the_rule_is_below_the_longer_of_both(sheet):
    marks = marks_of(replace(sheet, course="Course day 82, week 12 of 24, " * 12))
    rule = next(mark.rect for mark in marks if isinstance(mark, Bar))
    assert rule.top() == word(marks, flat(sheet.period)).bottom() + 8


def test_the_boxes_stand_side_by_side_over_the_whole_width(sheet):
    marks = marks_of(sheet)
    boxes = frames(marks, 1)[-4:]
    assert boxes[0].left() == BODY.left()
    assert boxes[-1].right() == near(BODY.right())
    assert {(box.top(), box.height()) for box in boxes} == {(boxes[0].top(), boxes[0].height())}
    for before, after in pairwise(boxes):
        assert after.left() - before.right() == near(BETWEEN_BOXES)
    for box, content in zip(boxes, sheet.boxes, strict=True):
        words = word(marks, flat(content.figure))
        assert words.left() - box.left() == near(INSET)
        assert box.right() - words.right() == near(INSET)
        assert words.top() - box.top() == 7
        assert box.bottom() - words.bottom() >= 7 - 0.01
    tallest = max(word(marks, flat(content.figure)).height() for content in sheet.boxes)
    assert boxes[0].height() == near(tallest + 14)


def test_warning_signs_are_framed_in_black_and_none_in_grey(sheet):
    marks = marks_of(sheet)
    [framed] = frames(marks, RULE)
    words = word(marks, "Warning signs")
    assert (framed.left(), framed.right()) == (BODY.left(), BODY.right())
    assert (words.left(), words.right()) == (BODY.left() + INSET, near(BODY.right() - INSET))
    assert words.top() - framed.top() == framed.bottom() - words.bottom() == 7
    none = marks_of(replace(sheet, signs=replace(sheet.signs, signs=())))
    assert frames(none, RULE) == []
    assert len(frames(none, 1)) == 5


def test_the_parts_stand_below_each_other(sheet):
    marks = marks_of(sheet)
    chart, acne = [mark.rect for mark in marks if isinstance(mark, Drawn)]
    note = word(marks, flat(sheet.chart.note)[:20])
    [signs] = frames(marks, RULE)
    boxes = frames(marks, 1)[-1]
    order = [signs, boxes, chart, note]
    for above, below in pairwise(order):
        assert 0 <= below.top() - above.bottom() < 20
    assert (chart.left(), chart.right()) == (BODY.left(), near(BODY.right()))
    assert note.top() - chart.bottom() == near(2)
    for column in (word(marks, sheet.steps.title), word(marks, sheet.labs.title)):
        assert column.top() - note.bottom() == near(GAP)
    assert acne.top() > note.bottom()


def test_what_is_agreed_stands_at_the_foot_with_lines_to_write_on(sheet):
    marks = marks_of(sheet)
    lines = [mark.rect for mark in marks if isinstance(mark, Bar)][-5:]
    dose, start, test, visit, free = lines
    agreed, before = word(marks, "Agreed"), word(marks, flat(sheet.agreed.before)[:12])
    assert agreed.left() == BODY.left()
    assert before.left() == free.left() == BODY.left() + NAMES * MM
    assert dose.top() == start.top() == test.top() == visit.top()
    assert (visit.right(), free.right()) == (near(BODY.right()), near(BODY.right()))
    assert free.top() - dose.top() == near(8.2 * MM)
    assert 0 <= BODY.bottom() - free.bottom() < 20
    for blank, line in zip(sheet.agreed.blanks, lines, strict=False):
        words = word(marks, blank.before)
        assert 0 < line.left() - words.left() - words.width() < 8
        assert line.bottom() > words.bottom() - 1


def test_nothing_on_the_first_page_leaves_its_body(sheet):
    for paper in Paper:
        body = paper.body().adjusted(-1, -1, 1, 1)
        marks = first_page(sheet, usual_type(), paper.body(), {}).marks
        assert [mark.rect for mark in marks if not body.contains(mark.rect)] == []


def test_the_foot_has_a_hair_line_trust_and_the_page(sheet):
    pages = Pages(sheet, Paper.A4)
    [page] = pages._pages
    hair, *words = page[-4:]
    assert isinstance(hair, Bar)
    assert hair.rect == QRectF(FOOT.left(), FOOT.top(), FOOT.width(), 0.75)
    trust, meaning, right = [each.rect for each in words if isinstance(each, Words)]
    assert trust.left() == meaning.left() == FOOT.left()
    assert 0 < trust.top() - FOOT.top() < 8
    assert trust.width() == near(FOOT.width())
    assert right.right() == near(FOOT.right())
    assert meaning.width() + right.width() == near(FOOT.width())
    assert right.top() == meaning.top() == trust.bottom()
