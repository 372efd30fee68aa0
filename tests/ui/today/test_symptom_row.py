"""A symptom's line: where its parts stand at any width, what it paints, says and answers to."""

from __future__ import annotations

from dataclasses import replace

import pytest
from PySide6.QtCore import QPoint, QRectF, QSize, Qt
from PySide6.QtGui import QFontMetrics
from PySide6.QtWidgets import QSizePolicy

from isodiary.ui.kit.layouts import turned
from isodiary.ui.today.row_shape import NAME, SeverityHead, cell_px, shape_of
from isodiary.ui.today.symptom_row import RowView, SymptomRow
from tests.ui.keys import in_front, press
from tests.ui.pictures import shapes_of, texts_of

LABELS = ("none", "mild", "moderate", "severe")
ANCHORS = ("nothing", "a little", "much", "all the time")
VIEW = RowView(
    symptom="lips_dry",
    name="Dry lips",
    letter="d",
    severity=2,
    anchors=ANCHORS,
    note="",
    recent=(0, 1, None, 3),
)


@pytest.fixture
def row(qtbot, tools):
    row = SymptomRow(tools.theme, LABELS)
    qtbot.addWidget(row)
    row.show_view(VIEW)
    return row


@pytest.fixture
def head(qtbot, tools):
    head = SeverityHead(tools.theme, LABELS)
    qtbot.addWidget(head)
    head.show_days("14 days before")
    return head


def words_px(row):
    metrics = QFontMetrics(row.cell_font(chosen=True))
    return max(map(metrics.horizontalAdvance, LABELS))


def widths(row):
    """Return the widths from which on the name is beside the answers, and the last days too."""
    name = row.fontMetrics().horizontalAdvance(NAME)
    least = words_px(row) + 18
    return name, least, name + 4 * least, name + 4 * least + least + 14


def test_the_name_stands_beside_the_answers_as_soon_as_there_is_room(row):
    metrics, words = row.fontMetrics(), words_px(row)
    name, least, beside, whole = widths(row)
    line = metrics.height()

    stacked = shape_of(beside - 1, metrics, words)
    assert (stacked.stacked, stacked.name) == (True, 0)
    assert stacked.top == round(1.3 * line)
    bare = shape_of(beside, metrics, words)
    assert (bare.stacked, bare.name, bare.spark, bare.top) == (False, name, 0, 2)
    assert shape_of(whole - 1, metrics, words).spark == 0
    full = shape_of(whole, metrics, words)
    assert (full.name, full.spark, full.cell) == (name, least + 14, least)
    for shape in (stacked, bare, full):
        assert shape.width == shape.name + 4 * shape.cell + shape.spark
        assert shape.line == line
        assert shape.height == shape.top + round(1.25 * line) + 2


def test_without_room_for_the_name_there_may_be_room_for_the_last_days(row):
    name, least, _, _ = widths(row)
    assert name > least + 14
    shape = shape_of(5 * least + 14, row.fontMetrics(), words_px(row))
    assert (shape.stacked, shape.spark) == (True, least + 14)


def test_answers_stand_side_by_side_and_the_last_days_after_them(row):
    *_, whole = widths(row)
    shape = shape_of(whole + 80, row.fontMetrics(), words_px(row))
    for severity in range(4):
        assert shape.cell_of(severity) == QRectF(
            shape.name + severity * shape.cell, 2, shape.cell - 4, cell_px(shape.line)
        )
    recent = shape.recent
    assert (recent.left(), recent.right()) == (whole + 80 - shape.spark + 5, whole + 80 - 3)
    assert (recent.top(), recent.height()) == (5, shape.line)


def test_it_asks_for_the_room_of_its_words(row):
    line, least = row.fontMetrics().height(), words_px(row) + 18
    least_px = round(1.25 * line) + 4
    assert row.sizeHint() == QSize(6 * least, least_px)
    assert row.minimumSizeHint() == QSize(4 * least, least_px)
    assert row.hasHeightForWidth()
    policy = row.sizePolicy()
    assert (policy.horizontalPolicy(), policy.verticalPolicy(), policy.hasHeightForWidth()) == (
        QSizePolicy.Policy.Expanding,
        QSizePolicy.Policy.Minimum,
        True,
    )
    _, _, beside, _ = widths(row)
    assert row.heightForWidth(beside) == least_px
    assert row.heightForWidth(beside - 1) == least_px - 2 + round(1.3 * line)


def test_words_about_it_take_a_line_more(row):
    before = row.sizeHint().height(), row.heightForWidth(1000)
    row.show_view(replace(VIEW, note="in the\ncold"))
    line = row.fontMetrics().height()
    assert row.sizeHint().height() == before[0] + line
    assert row.heightForWidth(1000) == before[1] + line


def test_a_larger_text_is_measured_anew(row, tools):
    before = row.sizeHint(), row.heightForWidth(1000)
    tools.theme.set_text_factor(2.0)
    row.setFont(tools.theme.font())
    assert row.sizeHint().width() > 1.7 * before[0].width()
    assert row.heightForWidth(1000) > 1.5 * before[1]


def painted(monkeypatch, widget, width, height=None):
    widget.resize(width, height or max(1, widget.heightForWidth(width)))
    return shapes_of(monkeypatch, widget.grab), texts_of(monkeypatch, widget)


def test_the_answer_given_is_filled_and_named_and_the_others_are_blank(row, monkeypatch, tools):
    colours, (*_, whole) = tools.theme.colours, widths(row)
    shapes, texts = painted(monkeypatch, row, whole)
    cells = [shape for shape in shapes if shape.kind == "round"]
    shape = row.shape_now
    assert [cell.area for cell in cells] == [shape.cell_of(severity) for severity in range(4)]
    chip = colours.chip_fill.name()
    assert [cell.fill for cell in cells] == [chip, chip, colours.moderate_fill.name(), chip]
    assert [(said.text, said.area) for said in texts] == [
        ("&Dry lips", QRectF(6, 0, shape.name - 10, shape.height)),
        ("moderate", shape.cell_of(2)),
    ]


@pytest.mark.parametrize("severity", [0, 1, 3, None])
def test_each_severity_has_its_fill(row, monkeypatch, tools, severity):
    row.show_view(replace(VIEW, severity=severity))
    shapes, texts = painted(monkeypatch, row, 700)
    colours = tools.theme.colours
    fills = [colours.none_fill, colours.mild_fill, colours.moderate_fill, colours.severe_fill]
    expected = [
        (fills[place] if place == severity else colours.chip_fill).name() for place in range(4)
    ]
    assert [shape.fill for shape in shapes if shape.kind == "round"] == expected
    assert [said.text for said in texts[1:]] == ([] if severity is None else [LABELS[severity]])


def test_a_line_with_the_focus_has_a_ring_and_names_all_answers(qtbot, tools, monkeypatch):
    row = in_front(qtbot, SymptomRow(tools.theme, LABELS))
    row.show_view(VIEW)
    row.setFocus()
    qtbot.waitUntil(row.hasFocus)
    shapes, texts = painted(monkeypatch, row, 700)
    assert [said.text for said in texts[1:]] == list(LABELS)
    ring = shapes[-1]
    assert ring.place == (1, 1, 699, row.height() - 1)
    assert (ring.pen, ring.pen_px, ring.fill) == (tools.theme.colours.focus.name(), 2, None)
    assert row.lit
    row.setEnabled(False)
    assert not row.lit


def test_stacked_the_name_has_the_whole_width_above_the_answers(row, monkeypatch):
    _, _, beside, _ = widths(row)
    _, texts = painted(monkeypatch, row, beside - 1)
    assert texts[0].area == QRectF(6, 0, beside - 11, row.shape_now.top)


def test_a_long_name_is_cut(row, monkeypatch):
    row.show_view(replace(VIEW, name="A name of a great many words", letter=""))
    _, texts = painted(monkeypatch, row, 700)
    assert texts[0].text.endswith("…")


def test_words_about_it_stand_below_the_answers_in_one_line(row, monkeypatch):
    row.show_view(replace(VIEW, note="in the\n  cold"))
    _, texts = painted(monkeypatch, row, 700)
    cell = row.shape_now.cell_of(0)
    assert texts[-1].text == "in the cold"
    area = QRectF(cell.left() + 2, cell.bottom(), 700 - cell.left() - 8, row.shape_now.line)
    assert texts[-1].area == area
    row.show_view(replace(VIEW, note="in the cold " * 40))
    _, texts = painted(monkeypatch, row, 700)
    assert texts[-1].text.endswith("…")


def test_read_from_the_right_all_of_it_is_turned(row, monkeypatch):
    row.setLayoutDirection(Qt.LayoutDirection.RightToLeft)
    shapes, texts = painted(monkeypatch, row, 700)
    cells = [shape.area for shape in shapes if shape.kind == "round"]
    assert cells == [turned(row, row.shape_now.cell_of(severity)) for severity in range(4)]
    assert cells[0].left() > cells[3].left()
    assert texts[0].area.right() == 694


def test_the_head_names_the_answers_once_above_them_and_says_which_days(head, monkeypatch):
    *_, whole = widths(head)
    head.resize(whole, 30)
    texts = texts_of(monkeypatch, head)
    shape = head.shape_now
    expected = [
        (f"{severity} {name}", QRectF(shape.cell_of(severity).left(), 0, shape.cell - 4, 30))
        for severity, name in enumerate(LABELS)
    ]
    days = QRectF(shape.recent.left(), 0, shape.spark, 30)
    assert [(said.text, said.area) for said in texts] == [*expected, ("14 days before", days)]
    head.resize(whole - 1, 30)
    assert len(texts_of(monkeypatch, head)) == 4
    assert head.heightForWidth(whole) == head.least_height() == head.fontMetrics().height()


@pytest.mark.parametrize(
    ("view", "spoken"),
    [
        (replace(VIEW, severity=None), "Dry lips: not recorded"),
        (replace(VIEW, severity=0), "Dry lips: none, 0 of 3"),
        (VIEW, "Dry lips: moderate, 2 of 3. much"),
        (replace(VIEW, note="in the\ncold."), "Dry lips: moderate, 2 of 3. much. in the cold"),
        (replace(VIEW, severity=0, note="gone"), "Dry lips: none, 0 of 3. gone"),
    ],
)
def test_it_is_told_with_its_answer_what_that_means_and_the_words(row, view, spoken):
    row.show_view(view)
    assert row.accessibleName() == spoken
    before = "The 4 days before, oldest first: 0, 1, not recorded, 3."
    assert row.accessibleDescription() == f"Keys 0 to 3 answer. {view.sentence()}. {before}"


def test_days_before_that_nobody_noted_are_not_told(row):
    view = replace(VIEW, recent=(None, None))
    row.show_view(view)
    assert row.accessibleDescription() == f"Keys 0 to 3 answer. {view.sentence()}"


def test_it_says_what_its_answer_means_or_all_that_can_be_answered(row):
    assert row.sentence == "Dry lips: 2 much"
    assert VIEW.sentence(0) == "Dry lips: 0 nothing"
    blank = replace(VIEW, severity=None)
    assert blank.sentence() == "Dry lips: 1 a little · 2 much · 3 all the time"


def test_its_tip_is_the_whole_name_and_the_words(row):
    assert row.toolTip() == "Dry lips"
    row.show_view(replace(VIEW, note="in the cold"))
    assert row.toolTip() == "Dry lips\nin the cold"


@pytest.mark.parametrize("place", range(4))
def test_a_click_answers_and_the_gaps_belong_to_the_nearer_answer(qtbot, row, place):
    row.resize(700, row.heightForWidth(700))
    cell = row.shape_now.cell_of(place)
    inside = [cell.center(), cell.topLeft(), cell.bottomRight() + QPoint(1, 1)]
    for at in inside:
        with qtbot.waitSignal(row.answered) as heard:
            qtbot.mouseClick(row, Qt.MouseButton.LeftButton, pos=at.toPoint())
        assert heard.args == ["lips_dry", place]


def test_a_click_beside_the_answers_or_with_the_other_button_answers_nothing(qtbot, row):
    row.resize(700, row.heightForWidth(700))
    cell = row.shape_now.cell_of(1).center().toPoint()
    with qtbot.assertNotEmitted(row.answered):
        qtbot.mouseClick(row, Qt.MouseButton.LeftButton, pos=QPoint(8, 8))
        qtbot.mouseClick(row, Qt.MouseButton.RightButton, pos=cell)


def test_the_pointer_shows_what_an_answer_means_and_edges_it(qtbot, row, monkeypatch, tools):
    row.resize(700, row.heightForWidth(700))
    row.show()
    qtbot.waitExposed(row)
    with qtbot.waitSignal(row.looked_at):
        qtbot.mouseMove(row, row.shape_now.cell_of(3).center().toPoint())
    assert row.sentence == "Dry lips: 3 all the time"
    cells = [shape for shape in shapes_of(monkeypatch, row.grab) if shape.kind == "round"][:4]
    assert [cell.pen for cell in cells] == [None, None, None, tools.theme.colours.accent.name()]


def test_keys_answer_and_take_back_and_others_go_on(qtbot, tools):
    row = in_front(qtbot, SymptomRow(tools.theme, LABELS))
    row.show_view(VIEW)
    row.setFocus()
    for key, severity in ((Qt.Key.Key_0, 0), (Qt.Key.Key_3, 3)):
        with qtbot.waitSignal(row.answered) as heard:
            press(key)
        assert heard.args == ["lips_dry", severity]
    for key in (Qt.Key.Key_Delete, Qt.Key.Key_Backspace):
        with qtbot.waitSignal(row.cleared) as heard:
            press(key)
        assert heard.args == ["lips_dry"]
    with qtbot.assertNotEmitted(row.answered), qtbot.assertNotEmitted(row.cleared):
        press(Qt.Key.Key_4)
        qtbot.keyClick(row, Qt.Key.Key_1, Qt.KeyboardModifier.ControlModifier)
        qtbot.keyClick(row, Qt.Key.Key_Delete, Qt.KeyboardModifier.ShiftModifier)
