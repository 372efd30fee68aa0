"""How the table of blood tests is painted: values in line, letters beside them, heads in two."""

from __future__ import annotations

from datetime import timedelta
from decimal import Decimal

import pytest
from PySide6.QtCore import QRectF
from PySide6.QtGui import QFont, QFontMetrics

from isodiary.domain.change import Act, Change, Edit
from isodiary.domain.lab import LabLimit, PlannedTest
from isodiary.ui.labs.heads import WIDEST_HEAD
from isodiary.ui.labs.page import LabsPage
from isodiary.ui.labs.paint import PAD_PX, parted
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


def width(grid, text, *, bold=False):
    weight = QFont.Weight.Bold if bold else QFont.Weight.Normal
    return QFontMetrics(grid._theme.font(1.0, weight)).horizontalAdvance(text)


def test_values_of_a_sample_have_their_points_in_line(grid, monkeypatch):
    found = texts(grid, monkeypatch)
    [whole], [broken] = found["18"], found["0.9"]
    assert whole.right() == pytest.approx(broken.right() - width(grid, ".9"), abs=1)
    for text, day in (("18", FIRST), ("24", MIDDLE), ("52", LATEST)):
        [place] = found[text]
        cell = area(grid, "alt", day)
        assert cell.left() < place.left() < place.right() < cell.right()
        assert abs(place.center().y() - cell.center().y()) <= 2


def test_ranges_have_their_points_in_line(grid, monkeypatch):
    found = texts(grid.verticalHeader(), monkeypatch)
    [whole] = found["7–45"]
    [broken] = [place for text, places in found.items() if "1.7" in text for place in places]
    assert whole.right() == pytest.approx(broken.right() - width(grid, ".7"), abs=1)


def test_the_letter_stands_behind_its_value_and_the_change_at_the_end(grid, monkeypatch):
    found = texts(grid, monkeypatch)
    cell = area(grid, "alt", LATEST)
    [letter] = [place for place in found["H"] if cell.contains(place.center())]
    [value], [change] = found["52"], found["+34"]
    assert value.right() <= letter.left() + 1
    assert letter.right() <= change.right() - width(grid, "+34") * 0.8
    assert change.right() == pytest.approx(cell.right() - PAD_PX, abs=1)
    assert abs(change.center().y() - value.center().y()) <= 2


@pytest.mark.parametrize(
    ("text", "before", "behind"),
    [
        ("52", "52", ""),
        ("1.90", "1", ".90"),
        ("< 0,6", "< 0", ",6"),
        ("1.90 mmol/L", "1", ".90 mmol/L"),
        ("12.0–15.5", "12.0–15", ".5"),
        ("7–45*", "7–45", "*"),
        ("negative", "negative", ""),
    ],
)
def test_a_text_is_parted_at_the_point_of_its_last_number(text, before, behind):
    assert parted(text) == (before, behind)


def triangle(grid, analyte, day):
    """Return how much of the left of a cell is painted as text."""
    cell = area(grid, analyte, day)
    left = QRectF(cell.left() + PAD_PX, cell.top() + 2, 12, cell.height() * 0.55)
    return share_of(grabbed(grid.viewport()), grid._theme.colours.text, left)


def test_what_is_beyond_the_limit_has_a_triangle_and_nothing_else_has(grid):
    assert triangle(grid, "alt", LATEST) > 0.05
    assert triangle(grid, "triglycerides", LATEST) == 0
    middle = grid.labs.find("alt", MIDDLE).column()
    assert grid.itemDelegate()._measure(middle).limit == 0


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


def test_tests_are_named_at_the_left_with_unit_range_and_limit(grid, monkeypatch):
    heads = grid.verticalHeader()
    found = texts(heads, monkeypatch)
    [name], [unit], [ends], [limit] = found["ALT"], found["U/L"], found["7–45"], found["≤\u202f50"]
    assert name.left() < unit.left() < ends.right() < limit.right()
    assert name.top() == unit.top() == ends.top()
    assert heads.sizeHint().width() <= WIDEST_HEAD * grid.width() + 1


def test_in_a_narrow_table_the_names_and_numbers_stay(grid, monkeypatch):
    grid.window().resize(560, 600)
    heads = grid.verticalHeader()
    name, unit, ends, limit = heads.widths()
    assert (ends, limit) != (0, 0) or grid.width() < 500
    assert name > 0
    assert unit > 0
    assert heads.sizeHint().width() <= WIDEST_HEAD * grid.width() + 1


def test_a_planned_test_has_the_last_column_with_boxes_to_fill(grid, course_desk, monkeypatch):
    planned = PlannedTest(day=course_desk.today + timedelta(days=9), what="lipids")
    course_desk.editor.do(Change(act=Act.LOG_LAB, edits=(Edit(after=planned),)))
    last = grid.labs.columnCount() - 1
    place = grid.labs.place(grid.labs.index(0, last))
    assert (place.planned, place.cell, place.expected) == (planned, None, True)
    cell = QRectF(grid.visualRect(grid.labs.index(0, last)))
    empty = share_of(grabbed(grid.viewport()), grid._theme.colours.outline, cell)
    assert empty > 0.02, "a dashed box"
    assert "planned" in texts(grid.horizontalHeader(), monkeypatch)


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
