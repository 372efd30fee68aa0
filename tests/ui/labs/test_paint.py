"""How the table of blood tests is painted: values in line, letters beside them, heads in two."""

from __future__ import annotations

from decimal import Decimal

import pytest
from PySide6.QtCore import QRectF
from PySide6.QtGui import QFontMetrics

from isodiary.domain.change import Act, Change, Edit
from isodiary.domain.lab import LabLimit
from isodiary.ui.labs.page import LabsPage
from isodiary.ui.labs.paint import PAD_PX, WIDEST_HEAD
from tests.ui.keys import in_front
from tests.ui.labs.samples import FIRST, LATEST, MIDDLE, noted, samples
from tests.ui.pictures import grabbed, share_of, texts_of


@pytest.fixture
def grid(qtbot, course_desk):
    """The table, with the limit of the doctor below the newest ALT."""
    course_desk.editor.do(noted(samples()))
    limit = LabLimit(analyte="alt", unit="U/L", high=Decimal(50))
    course_desk.diary.apply(Change(act=Act.LOG_LAB, edits=(Edit(after=limit),)), at=course_desk.now)
    page = in_front(qtbot, LabsPage(course_desk))
    page.focus_first()
    yield page.results.grid
    page.close()


def area(grid, analyte, day):
    return QRectF(grid.visualRect(grid.labs.find(analyte, day)))


def texts(grid, monkeypatch):
    """Return what is painted by its words; more than one place for the same words."""
    found: dict[str, list[QRectF]] = {}
    for said in texts_of(monkeypatch, grid):
        found.setdefault(said.text.replace("\u00a0", " "), []).append(said.area)
    return found


def test_values_stand_in_line_with_room_for_the_letter(grid, monkeypatch):
    found = texts(grid, monkeypatch)
    bold = QFontMetrics(grid._theme.font(1.0))
    rights = []
    for text, day in (("18", FIRST), ("24", MIDDLE), ("52", LATEST)):
        [place] = found[text]
        cell = area(grid, "alt", day)
        assert cell.left() + PAD_PX == place.left()
        rights.append(cell.right() - place.right())
        assert cell.top() < place.top() < place.bottom() < cell.bottom()
    assert len(set(rights)) == 1
    assert rights[0] >= PAD_PX + bold.horizontalAdvance("H") - 1


def test_the_letter_stands_at_the_right_of_its_value_and_the_change_below(grid, monkeypatch):
    found = texts(grid, monkeypatch)
    cell = area(grid, "alt", LATEST)
    [letter] = [place for place in found["H"] if cell.contains(place.center())]
    [value] = found["52"]
    assert letter.right() > value.right()
    assert letter.top() == value.top()
    small = [text for text, places in found.items() if "+" in text or "×" in text]
    [below] = [place for text in small for place in found[text] if cell.contains(place.center())]
    assert below.top() >= value.bottom() - 1
    assert below.right() == letter.right()


def triangle(grid, analyte, day):
    """Return how much of the left of a cell is painted as text."""
    cell = area(grid, analyte, day)
    left = QRectF(cell.left() + PAD_PX, cell.top() + 2, 12, cell.height() * 0.55)
    return share_of(grabbed(grid.viewport()), grid._theme.colours.text, left)


def test_what_is_beyond_the_limit_has_a_triangle_and_nothing_else_has(grid):
    assert triangle(grid, "alt", LATEST) > 0.05
    assert triangle(grid, "alt", MIDDLE) == triangle(grid, "triglycerides", LATEST) == 0


def test_a_triangle_points_to_where_the_limit_was_crossed(grid):
    cell = area(grid, "alt", LATEST)
    picture = grabbed(grid.viewport())
    rows = []
    for y in range(round(cell.top()), round(cell.center().y() + 4)):
        row = QRectF(cell.left() + PAD_PX - 2, y, 14, 1)
        rows.append(share_of(picture, grid._theme.colours.text, row))
    dark = [share for share in rows if share > 0]
    assert dark[0] < dark[-1], "upward: narrow above"


def test_the_chosen_cell_has_a_ground_and_a_ring(grid):
    grid.setFocus()
    grid.setCurrentIndex(grid.labs.find("triglycerides", FIRST))
    picture, colours = grabbed(grid.viewport()), grid._theme.colours
    chosen, other = area(grid, "triglycerides", FIRST), area(grid, "alt", FIRST)
    foot = chosen.adjusted(6, chosen.height() - 5, -6, -1)
    assert share_of(picture, colours.focus, foot) > 0.15
    assert share_of(picture, colours.chip_fill, chosen.adjusted(5, 5, -5, -5)) > 0.3
    assert share_of(picture, colours.focus, other) == 0
    grid.clearFocus()
    assert share_of(grabbed(grid.viewport()), colours.focus, chosen) == 0


def test_a_line_stands_below_each_row(grid):
    picture = grabbed(grid.viewport())
    cell = area(grid, "alt", MIDDLE)
    line = QRectF(cell.left(), cell.bottom() - 2, cell.width(), 3)
    assert share_of(picture, grid._theme.colours.line, line) > 0.2


def test_tests_are_named_at_the_left_with_unit_and_range_below(grid, monkeypatch):
    heads = grid.verticalHeader()
    found = texts(heads, monkeypatch)
    [name], [below] = found["ALT"] if "ALT" in found else found["ALT (GPT)"], found["U/L, 7–45"]
    assert name.bottom() <= below.top() + 1
    assert name.left() == below.left()
    assert heads.sizeHint().width() <= WIDEST_HEAD * grid.width() + 1
    words = max(found, key=len)
    assert heads.sizeHint().width() > QFontMetrics(grid._theme.font(0.85)).horizontalAdvance(words)


def test_samples_are_named_above_their_values_with_fasting_below(grid, monkeypatch):
    heads = grid.horizontalHeader()
    found = texts_of(monkeypatch, heads)
    days = [said for said in found if any(letter.isdigit() for letter in said.text)]
    fasting = [said for said in found if said.text == "fasting"]
    assert len(days) == len(fasting) == 3
    for day, said, when in zip(days, fasting, (FIRST, MIDDLE, LATEST), strict=True):
        cell = area(grid, "alt", when)
        for each in (day, said):
            assert each.area.right() == pytest.approx(cell.right() - PAD_PX, abs=2)
        assert day.area.bottom() <= said.area.top() + 1
        assert str(when.day) in day.text


def test_a_cell_is_wide_enough_for_all_it_says(grid):
    for column in range(grid.labs.columnCount()):
        assert grid.columnWidth(column) >= grid.sizeHintForColumn(column)
    wide = grid.sizeHintForIndex(grid.labs.find("alt", LATEST)).width()
    narrow = grid.sizeHintForIndex(grid.labs.find("alt", FIRST)).width()
    assert wide > narrow > 2 * PAD_PX
    assert grid.sizeHintForIndex(grid.labs.find("triglycerides", MIDDLE)).width() == 0
