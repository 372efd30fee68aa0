"""What the style draws, part by part, on a picture: where an edge, a tick or a dot is, and not."""

from __future__ import annotations

from typing import Any

import pytest
from PySide6.QtCore import QRect
from PySide6.QtGui import QImage, QPainter, QPalette
from PySide6.QtWidgets import (
    QComboBox,
    QScrollBar,
    QSpinBox,
    QStyle,
    QStyleOption,
    QStyleOptionButton,
    QStyleOptionComboBox,
    QStyleOptionFocusRect,
    QStyleOptionSlider,
    QStyleOptionSpinBox,
)

from isodiary.ui.look import colours as palettes
from isodiary.ui.look.style import Style
from isodiary.ui.look.theme import palette

Primitive, State, Role = QStyle.PrimitiveElement, QStyle.StateFlag, QPalette.ColorRole
GROUND = 0xFF00FF00
RECT = QRect(10, 20, 60, 40)
COLOURS = palettes.light()
PALETTE = palette(COLOURS)


@pytest.fixture
def style(qapp):
    return Style()


def drawn(style, element, option=None, *states, rect=RECT):
    option = option or QStyleOption()
    option.rect = rect
    option.palette = PALETTE
    option.state = State.State_Enabled
    for state in states:
        option.state |= state
    image = QImage(90, 90, QImage.Format.Format_ARGB32)
    image.fill(GROUND)
    with QPainter(image) as painter:
        before = (painter.pen(), painter.brush(), painter.renderHints())
        style.drawPrimitive(element, option, painter, None)
        assert (painter.pen(), painter.brush(), painter.renderHints()) == before
    return image


def run(image, *, row=None, column=None):
    """Return the colours along a row or a column, each with how many pixels it is seen in a row."""
    length = image.width() if column is None else image.height()
    found: list[list[Any]] = []
    for at in range(length):
        pixel = image.pixelColor(at, row) if column is None else image.pixelColor(column, at)
        if found and found[-1][0] == pixel:
            found[-1][1] += 1
        else:
            found.append([pixel, 1])
    return [(pixel.name(), count) for pixel, count in found]


def name(role):
    return PALETTE.color(role).name()


OUTSIDE = "#00ff00"
MIDDLE = RECT.center()


def framed(image, edge, width, inside=OUTSIDE):
    """Whether a frame stands just inside of the rectangle, on all four of its sides."""
    across, down = run(image, row=MIDDLE.y()), run(image, column=MIDDLE.x())
    assert across == [
        (OUTSIDE, 10),
        (edge, width),
        *([(inside, 60 - 2 * width)]),
        (edge, width),
        (OUTSIDE, 20),
    ]
    assert down == [
        (OUTSIDE, 20),
        (edge, width),
        (inside, 40 - 2 * width),
        (edge, width),
        (OUTSIDE, 30),
    ]


def cut_corner(image):
    """Return how many pixels of the top row are bare before the edge begins, at both its ends."""
    row = [image.pixelColor(x, RECT.top()).name() for x in range(10, 70)]
    full = row[30]
    return row.index(full), row[::-1].index(full)


def test_a_line_edit_has_a_thin_edge_and_a_thick_one_with_the_focus(style):
    plain = drawn(style, Primitive.PE_FrameLineEdit)
    framed(plain, name(Role.Dark), 1)
    framed(
        drawn(style, Primitive.PE_FrameLineEdit, None, State.State_HasFocus), name(Role.Accent), 2
    )
    assert cut_corner(plain) == (6, 6)


def test_what_cannot_be_used_has_no_edge_of_the_focus(style):
    option = QStyleOption()
    image = QImage(90, 90, QImage.Format.Format_ARGB32)
    image.fill(GROUND)
    option.rect, option.palette, option.state = RECT, PALETTE, State.State_HasFocus
    with QPainter(image) as painter:
        style.drawPrimitive(Primitive.PE_FrameLineEdit, option, painter, None)
    framed(image, name(Role.Dark), 1)


def test_a_frame_has_sharper_corners_and_a_box_a_paler_edge(style):
    frame = drawn(style, Primitive.PE_Frame)
    framed(frame, name(Role.Dark), 1)
    assert cut_corner(frame) == (3, 3)
    framed(drawn(style, Primitive.PE_FrameGroupBox), name(Role.Mid), 1)


def test_the_ring_of_the_focus_is_in_the_accent_or_on_it_in_the_colour_of_writing(style):
    option = QStyleOptionFocusRect()
    framed(drawn(style, Primitive.PE_FrameFocusRect, option), name(Role.Accent), 2)
    option.backgroundColor = PALETTE.color(Role.Accent)
    framed(drawn(style, Primitive.PE_FrameFocusRect, option), name(Role.HighlightedText), 2)
    framed(drawn(style, Primitive.PE_FrameFocusRect, QStyleOption()), name(Role.Accent), 2)
    assert cut_corner(drawn(style, Primitive.PE_FrameFocusRect, option)) == (4, 4)


@pytest.mark.parametrize(
    ("default", "state", "fill", "edge", "width"),
    [
        (False, State.State_None, Role.Button, Role.Dark, 1),
        (True, State.State_None, Role.Button, Role.Accent, 2),
        (False, State.State_Sunken, Role.Midlight, Role.Dark, 1),
        (False, State.State_On, Role.Midlight, Role.Dark, 1),
    ],
)
def test_a_button_is_filled_and_deeper_while_it_is_down(style, default, state, fill, edge, width):
    option = QStyleOptionButton()
    if default:
        option.features = QStyleOptionButton.ButtonFeature.DefaultButton
    image = drawn(style, Primitive.PE_PanelButtonCommand, option, state)
    framed(image, name(edge), width, name(fill))


BOX = QRect(20, 20, 28, 28)


def at(image, x, y):
    """Return the colour at a share of the box."""
    return image.pixelColor(round(20 + 28 * x), round(20 + 28 * y)).name()


def test_a_check_box_is_empty_ticked_or_dashed(style):
    text, base = name(Role.Text), name(Role.Base)

    def box(*states):
        return drawn(style, Primitive.PE_IndicatorCheckBox, None, *states, rect=BOX)

    empty, ticked, some = box(), box(State.State_On), box(State.State_NoChange)
    places = [(0.34, 0.62), (0.43, 0.7), (0.6, 0.51), (0.4, 0.5), (0.32, 0.48), (0.68, 0.52)]
    assert {at(empty, *place) for place in places} == {base}
    assert [at(ticked, *place) for place in places] == [text] * 3 + [base] * 3
    assert [at(some, *place) for place in places[3:]] == [text] * 3
    for image in (empty, ticked, some):
        assert at(image, 0.5, 0.2) == at(image, 0.5, 0.85) == at(image, 0.12, 0.4) == base
        assert image.pixelColor(34, 20).name() == name(Role.Dark)
    # four pixels thick, a seventh of the box
    column = [some.pixelColor(34, y).name() for y in range(20, 48)]
    assert column.count(text) == 4
    assert (
        drawn(
            style,
            Primitive.PE_IndicatorCheckBox,
            None,
            State.State_NoChange,
            rect=QRect(20, 20, 8, 8),
        )
        .pixelColor(24, 23)
        .name()
        == text
    )


def test_a_radio_button_is_round_with_a_dot_while_it_is_on(style):
    off = drawn(style, Primitive.PE_IndicatorRadioButton, rect=BOX)
    on = drawn(style, Primitive.PE_IndicatorRadioButton, None, State.State_On, rect=BOX)
    text, base = name(Role.Text), name(Role.Base)
    assert (at(off, 0.5, 0.5), at(on, 0.5, 0.5)) == (base, text)
    for image in (off, on):
        assert at(image, 0.03, 0.03) == OUTSIDE
        assert at(image, 0.2, 0.5) == at(image, 0.5, 0.8) == base
    row = [on.pixelColor(x, 34).name() for x in range(20, 48)]
    # the dot leaves 0.28 of the box at each side
    assert row.count(text) == pytest.approx(28 * (1 - 2 * 0.28), abs=1)
    assert row.index(text) == pytest.approx(28 * 0.28, abs=1)
    assert at(on, 0.3, 0.3) == base
    # an edge of more than a pixel and less than two
    dark = PALETTE.color(Role.Dark)
    edge = [off.pixelColor(34, y) for y in range(20, 24)]
    assert abs(edge[0].red() - dark.red()) < 16
    assert dark.red() + 16 < edge[1].red() < PALETTE.color(Role.Base).red()
    assert edge[2].name() == base


def complex_drawn(style, control, option, widget):
    option.initFrom(widget)
    option.palette = PALETTE
    image = QImage(widget.size(), QImage.Format.Format_ARGB32)
    image.fill(GROUND)
    with QPainter(image) as painter:
        style.drawComplexControl(control, option, painter, widget)
    return image


@pytest.mark.parametrize(
    ("kind", "control"),
    [
        (QComboBox, QStyle.ComplexControl.CC_ComboBox),
        (QSpinBox, QStyle.ComplexControl.CC_SpinBox),
    ],
)
def test_boxes_to_choose_from_have_our_edge_over_that_of_fusion(qtbot, style, kind, control):
    widget = kind()
    qtbot.addWidget(widget)
    widget.resize(120, 30)
    option = widget_option(widget)
    image = complex_drawn(style, control, option, widget)
    for x, y in ((60, 0), (60, 29), (0, 15), (119, 15)):
        assert image.pixelColor(x, y).name() == name(Role.Dark)


def widget_option(widget):
    return QStyleOptionComboBox() if isinstance(widget, QComboBox) else QStyleOptionSpinBox()


def test_the_thumb_of_a_scroll_bar_stands_out_and_leaves_its_rims(qtbot, style):
    bar = QScrollBar()
    qtbot.addWidget(bar)
    bar.setStyle(style)
    bar.setRange(0, 100)
    bar.setPageStep(50)
    bar.resize(bar.sizeHint().width(), 200)
    option = QStyleOptionSlider()
    bar.initStyleOption(option)
    option.palette = PALETTE
    slider = style.subControlRect(
        QStyle.ComplexControl.CC_ScrollBar,
        option,
        QStyle.SubControl.SC_ScrollBarSlider,
        bar,
    )
    image = QImage(bar.size(), QImage.Format.Format_ARGB32)
    image.fill(GROUND)
    with QPainter(image) as painter:
        style.drawComplexControl(QStyle.ComplexControl.CC_ScrollBar, option, painter, bar)
    dark, middle = name(Role.Dark), slider.center()
    assert image.pixelColor(middle).name() == dark
    column = [image.pixelColor(middle.x(), y).name() for y in range(slider.top(), slider.bottom())]
    assert column.index(dark) == column[::-1].index(dark) + 1 == 4
    row = [image.pixelColor(x, middle.y()).name() for x in range(slider.left(), slider.right() + 1)]
    assert row.count(dark) == slider.width() - 6
