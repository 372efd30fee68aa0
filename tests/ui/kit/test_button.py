"""Our buttons: the room they take, and where ground, words, icon and key hint are painted."""

from __future__ import annotations

import pytest
from PySide6.QtCore import QRect, QRectF, QSize, Qt
from PySide6.QtGui import QIcon, QPainter, QPixmap
from PySide6.QtWidgets import QSizePolicy

from isodiary.ui.kit.button import Button, Look, paint_chip
from isodiary.ui.kit.card import RADIUS_PX, Card, Ground, line
from isodiary.ui.kit.layouts import turned
from tests.ui.keys import in_front, press
from tests.ui.pictures import grabbed, shapes_of, texts_of

LOOKS = pytest.mark.parametrize("look", Look)
WORDS = "&Log"


@pytest.fixture
def made(qtbot, tools):
    def make(look=Look.PLAIN, text=WORDS, hint=""):
        button = Button(tools.theme, text, look, hint=hint)
        qtbot.addWidget(button)
        return button

    return make


def text_px(button, text="Log"):
    return button.fontMetrics().horizontalAdvance(text)


def key_px(button, hint):
    return max(button.fontMetrics().height(), text_px(button, hint) + 8)


@LOOKS
def test_it_is_as_wide_as_its_words_with_a_pad_at_both_sides(made, look):
    button = made(look)
    line_px = button.fontMetrics().height()
    chip = look is Look.CHIP
    pads, tall = 2 * line_px * (0.7 if chip else 0.9), line_px * (1.6 if chip else 1.9)
    assert button.sizeHint() == QSize(round(text_px(button) + pads), round(tall))
    assert button.minimumSizeHint() == button.sizeHint()
    assert button.isCheckable() == chip
    assert not button.autoDefault()
    policy = button.sizePolicy()
    assert (policy.horizontalPolicy(), policy.verticalPolicy()) == (
        QSizePolicy.Policy.Minimum,
        QSizePolicy.Policy.Fixed,
    )


def test_a_hint_an_icon_and_other_words_change_its_room(made):
    button = made()
    line_px, bare = button.fontMetrics().height(), button.sizeHint().width()
    pad = line_px * 0.9
    button.set_hint("S")
    assert button.hint == "S"
    short = key_px(button, "S")
    assert button.sizeHint().width() == pytest.approx(bare + short + pad / 2, abs=1)
    button.set_hint("Ctrl+Enter")
    wide = text_px(button, "Ctrl+Enter") + 8
    assert wide > line_px
    assert button.sizeHint().width() == pytest.approx(bare + wide + pad / 2, abs=1)
    button.set_hint("")
    picture = QPixmap(8, 8)
    button.setIcon(QIcon(picture))
    assert button.iconSize() == QSize(line_px, line_px)
    assert button.sizeHint().width() == pytest.approx(bare + line_px + pad / 2, abs=1)
    button.setText("")
    assert button.sizeHint().width() == pytest.approx(line_px + 2 * pad, abs=1)
    button.setIcon(QIcon())
    button.setText("Fish && chips")
    wide = text_px(button, "Fish & chips")
    assert button.sizeHint().width() == pytest.approx(wide + 2 * pad, abs=1)


@LOOKS
def test_words_and_hint_stand_in_the_middle_one_after_the_other(made, look, monkeypatch):
    button = made(look, hint="S")
    button.resize(300, 40)
    line_px = button.fontMetrics().height()
    gap, key = line_px * 0.4, key_px(button, "S")
    whole = text_px(button) + gap + key
    left = (300 - whole) / 2
    words, hint = texts_of(monkeypatch, button)
    assert words.text == WORDS
    assert words.area.left() == pytest.approx(left)
    assert (words.area.top(), words.area.bottom(), words.area.right()) == (0, 40, 300)
    box = QRectF(left + text_px(button) + gap, (40 - line_px) / 2, key, line_px)
    assert hint.text == "S"
    assert hint.area.getRect() == pytest.approx(box.getRect())
    framed = shapes_of(monkeypatch, button.grab)[-1]
    assert framed.area.getRect() == pytest.approx(box.getRect())
    assert framed.fill is None


def test_where_there_is_no_room_the_words_begin_at_the_edge(made, monkeypatch):
    button = made(text="Many words in a row")
    button.resize(40, 40)
    [words] = texts_of(monkeypatch, button)
    assert words.area.left() == 3


def test_an_icon_stands_before_the_words(made, monkeypatch):
    button = made()
    picture = QPixmap(32, 32)
    picture.fill("red")
    button.setIcon(QIcon(picture))
    button.resize(300, 40)
    side = button.fontMetrics().height()
    left = (300 - (text_px(button) + 1.4 * side)) / 2
    [words] = texts_of(monkeypatch, button)
    assert words.area.left() == pytest.approx(left + 1.4 * side)
    image = grabbed(button)
    red = [
        (x, y) for x in range(300) for y in range(40) if image.pixelColor(x, y).name() == "#ff0000"
    ]
    xs, ys = [x for x, _ in red], [y for _, y in red]
    assert (min(xs), max(xs)) == pytest.approx((left, left + side), abs=1.5)
    assert min(ys) + max(ys) == pytest.approx(39, abs=1)


def test_read_from_the_right_it_is_turned(made, monkeypatch):
    button = made(hint="S")
    button.resize(300, 40)
    before = [said.area for said in texts_of(monkeypatch, button)]
    button.setLayoutDirection(Qt.LayoutDirection.RightToLeft)
    after = [said.area for said in texts_of(monkeypatch, button)]
    assert after == [turned(button, area) for area in before]
    assert after[0] != before[0]


def ground(button, monkeypatch):
    return shapes_of(monkeypatch, button.grab)[0]


@LOOKS
@pytest.mark.parametrize("down", [False, True])
def test_its_ground_is_that_of_its_look_and_deeper_while_it_is_down(
    made, look, down, monkeypatch, tools
):
    button, colours = made(look), tools.theme.colours
    button.resize(100, 40)
    button.setDown(down)
    shape = ground(button, monkeypatch)
    assert shape.place == (1.5, 1.5, 98.5, 38.5)
    fills = {
        Look.PRIMARY: colours.accent_text if down else colours.accent,
        Look.QUIET: colours.chip_fill,
    }
    fill = fills.get(look, colours.chip_fill if down else colours.surface)
    if look is not Look.QUIET or down:
        assert shape.fill == fill.name()
    edges = {Look.PRIMARY: fill, Look.CHIP: colours.line, Look.QUIET: fill}
    if look is not Look.QUIET or down:
        assert shape.pen == edges.get(look, colours.outline).name()


def test_a_chosen_chip_is_filled_with_the_accent(made, monkeypatch, tools):
    chip, colours = made(Look.CHIP), tools.theme.colours
    chip.setChecked(True)
    shape = ground(chip, monkeypatch)
    assert (shape.fill, shape.pen) == (colours.accent_fill.name(), colours.accent.name())


@LOOKS
def test_what_cannot_be_pressed_is_pale(made, look, monkeypatch, tools):
    button, colours = made(look), tools.theme.colours
    button.setEnabled(False)
    shape = ground(button, monkeypatch)
    assert (shape.fill, shape.pen) == (colours.surface.name(), colours.line.name())


@LOOKS
def test_the_focus_is_a_ring_and_on_the_accent_a_second_one(qtbot, tools, look, monkeypatch):
    button = in_front(qtbot, Button(tools.theme, WORDS, look))
    button.resize(100, 40)
    button.setFocus()
    qtbot.waitUntil(button.hasFocus)
    colours = tools.theme.colours
    first, *rings = shapes_of(monkeypatch, button.grab)
    assert (rings[0].place, rings[0].pen, rings[0].pen_px, rings[0].fill) == (
        first.place,
        colours.focus.name(),
        2,
        None,
    )
    if look is Look.PRIMARY:
        assert (rings[1].place, rings[1].pen, rings[1].pen_px) == (
            (4, 4, 96, 36),
            colours.on_accent.name(),
            1.5,
        )
    assert len(rings) == (2 if look is Look.PRIMARY else 1)


def test_enter_presses_once_and_arrows_go_on_to_the_page(qtbot, tools):
    button = in_front(qtbot, Button(tools.theme, WORDS))
    button.setFocus()
    for key in (Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_Space):
        with qtbot.waitSignal(button.clicked):
            press(key)
    leaving = in_front(qtbot, Button(tools.theme, WORDS, leave_enter=True))
    leaving.setFocus()
    with qtbot.assertNotEmitted(leaving.clicked):
        press(Qt.Key.Key_Return)


def test_a_chip_is_chosen_without_the_key_of_the_menus(made):
    assert made(Look.CHIP).shortcut().isEmpty()
    assert made(Look.PLAIN).shortcut().toString() == "Alt+L"


@pytest.mark.parametrize("chosen", [False, True])
@pytest.mark.parametrize("focused", [False, True])
def test_a_chip_that_is_typed_in_has_the_ground_of_a_chip(tools, monkeypatch, chosen, focused):
    colours = tools.theme.colours

    def paint():
        picture = QPixmap(100, 40)
        with QPainter(picture) as painter:
            paint_chip(painter, QRect(0, 0, 100, 40), colours, chosen=chosen, focused=focused)

    [shape] = shapes_of(monkeypatch, paint)
    assert shape.place == (1.5, 1.5, 98.5, 38.5)
    assert shape.fill == (colours.accent_fill if chosen else colours.surface).name()
    edge = colours.focus if focused else colours.accent if chosen else colours.line
    assert (shape.pen, shape.pen_px) == (edge.name(), 2 if focused else 1)


@pytest.mark.parametrize("ground", Ground)
def test_a_card_is_a_round_sheet_with_the_edge_of_its_ground(qtbot, tools, ground, monkeypatch):
    card = Card(tools.theme, ground)
    qtbot.addWidget(card)
    card.resize(200, 100)
    fill, edge, width = ground.value
    [shape] = shapes_of(monkeypatch, card.grab)
    colours, half = tools.theme.colours, width / 2
    assert shape.place == (half, half, 200 - half, 100 - half)
    assert (shape.fill, shape.pen) == (
        getattr(colours, fill).name(),
        getattr(colours, edge).name(),
    )
    assert shape.pen_px == width
    assert RADIUS_PX == 10


def test_a_card_keeps_its_parts_a_line_from_its_edge_and_half_a_line_apart(qtbot, tools):
    card = Card(tools.theme)
    qtbot.addWidget(card)
    line_px = card.fontMetrics().height()
    margins = card.body.contentsMargins()
    assert (margins.left(), margins.right()) == (line_px, line_px)
    assert (margins.top(), margins.bottom()) == (line_px - 2, line_px - 2)
    assert card.body.spacing() == line_px // 2


def test_a_card_says_something_else_by_its_ground(qtbot, tools, monkeypatch):
    card = Card(tools.theme)
    qtbot.addWidget(card)
    card.set_ground(Ground.DONE)
    assert card.ground is Ground.DONE
    [shape] = shapes_of(monkeypatch, card.grab)
    assert shape.fill == tools.theme.colours.ok_fill.name()


def test_a_hairline_is_one_pixel_high_in_its_colour_and_lets_the_mouse_through(qtbot, tools):
    hair = line(tools.theme)
    qtbot.addWidget(hair)
    hair.resize(50, hair.height())
    assert (hair.minimumHeight(), hair.maximumHeight()) == (1, 1)
    image = grabbed(hair)
    assert {image.pixelColor(x, 0).name() for x in range(50)} == {tools.theme.colours.line.name()}
    assert hair.testAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
