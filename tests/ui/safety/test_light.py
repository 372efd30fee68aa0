"""The light that says how the backups stand: its sign, its words and the room it takes."""

from __future__ import annotations

from datetime import timedelta
from pathlib import Path

import pytest
from PySide6.QtCore import QRectF, QSize, Qt
from PySide6.QtGui import QColor, QImage, QPainter

from isodiary.services.habits import PLAIN
from isodiary.services.safety.backups import BackupState, Light
from isodiary.storage.backup_files import BackupFile, Places, Why
from isodiary.ui.safety.light import (
    LightButton,
    LightSign,
    light_words,
    paint_light,
    whole_words,
)
from tests.clock import EVENING
from tests.ui.pictures import shapes_of, texts_of

HERE, AWAY = Path("/somewhere/backups"), Path("/media/stick/backups")
AREA = QRectF(10, 20, 44, 44)


def backup(days=0):
    at = EVENING - timedelta(days=days)
    return BackupFile(path=HERE / "one.sqlite", at=at, why=Why.CHANGE, places=(HERE,))


def state(light=Light.GOOD, newest=None, places=None):
    return BackupState(
        light=light, newest=newest, places=places or Places(here=HERE), count=1, size=1
    )


@pytest.fixture
def picture(tools):
    def paint(light):
        image = QImage(70, 80, QImage.Format.Format_RGB32)
        image.fill("yellow")
        with QPainter(image) as painter:
            paint_light(painter, tools.theme.colours, light, AREA)
        return lambda x, y: image.pixelColor(round(10 + 44 * x), round(20 + 44 * y))

    return paint


YELLOW = QColor("yellow").name()
OUTSIDE = [(-0.05, 0.5), (1.05, 0.5), (0.5, -0.05), (0.5, 1.05), (0.1, 0.1), (0.9, 0.9)]
EDGE = [(0.045, 0.5), (0.94, 0.5), (0.5, 0.045), (0.5, 0.94)]
TICK = [(0.28, 0.52), (0.36, 0.6), (0.44, 0.68), (0.585, 0.52), (0.73, 0.36)]
BESIDE = [(0.3, 0.3), (0.5, 0.4), (0.7, 0.65), (0.25, 0.75)]


def test_a_good_light_is_full_with_a_tick(picture, tools):
    at, colours = picture(Light.GOOD), tools.theme.colours
    assert {at(*place).name() for place in (*EDGE, *BESIDE)} == {colours.ok.name()}
    assert {at(*place).name() for place in TICK} == {colours.surface.name()}
    assert {at(*place).name() for place in OUTSIDE} == {YELLOW}


def test_an_old_light_is_full_on_its_left_half(picture, tools):
    at, muted = picture(Light.OLD), tools.theme.colours.muted.name()
    assert {at(*place).name() for place in EDGE} == {muted}
    assert {at(x, y).name() for x in (0.15, 0.3, 0.45) for y in (0.4, 0.5, 0.6)} == {muted}
    assert {at(x, y).name() for x in (0.55, 0.7, 0.85) for y in (0.4, 0.5, 0.6)} == {YELLOW}


def test_no_light_is_an_empty_circle(picture, tools):
    at = picture(Light.NONE)
    assert {at(*place).name() for place in EDGE} == {tools.theme.colours.muted.name()}
    assert {at(*place).name() for place in (*TICK, *BESIDE, *OUTSIDE, (0.15, 0.5))} == {YELLOW}


@pytest.mark.parametrize(
    ("shown", "said"),
    [
        (state(Light.NONE), "No backup yet"),
        (state(Light.GOOD, backup()), "Backup today, 19:04"),
        (state(Light.OLD, backup(9)), "Last backup 14 Nov"),
        (state(Light.OLD, backup(), Places(here=HERE, second=AWAY)), "Backup today, 19:04"),
    ],
)
def test_one_short_sentence_says_when_the_last_one_was(shown, said):
    assert light_words(shown, EVENING, PLAIN).replace("\xa0", " ") == said


@pytest.mark.parametrize("away", [False, True])
def test_the_whole_of_it_says_where_they_are(tmp_path, away):
    second = tmp_path / "second"
    if not away:
        second.mkdir()
    said = whole_words(state(Light.OLD, backup(9), Places(here=HERE, second=second)))
    assert said.startswith(
        "Backups: older than seven days, or a place is away. They are in /somewhere/backups."
    )
    assert said.endswith(
        f"{second} cannot be reached now; it is used again by itself."
        if away
        else f"They go to {second} as well."
    )


def test_without_a_backup_it_says_when_the_first_is_made():
    assert whole_words(state(Light.NONE)) == (
        "There is no backup that can be read. The first backup is made after the next entry. "
        "They are in /somewhere/backups."
    )


@pytest.fixture
def button(qtbot, tools):
    button = LightButton(tools.theme)
    qtbot.addWidget(button)
    button.show_state(state(Light.GOOD, backup()), EVENING, PLAIN)
    return button


def test_the_button_says_how_they_stand_to_eye_and_ear(button):
    words = "Backup today, 19:04"
    assert (button.light, button.text()) == (Light.GOOD, words)
    assert button.accessibleName() == f"Backups: {words}"
    assert button.toolTip() == button.accessibleDescription()
    assert "They are in /somewhere/backups." in button.toolTip()
    assert not button.autoDefault()


def test_the_button_has_room_for_its_words_or_for_the_sign_alone(button):
    metrics = button.fontMetrics()
    sign = metrics.height() + 20
    words = metrics.horizontalAdvance(button.text()) + 8
    assert button.sizeHint() == QSize(sign + words, round(metrics.height() * 1.7))
    assert button.minimumSizeHint() == button.sizeHint()
    button.set_narrow(True)
    assert button.sizeHint().width() == sign


@pytest.mark.parametrize("turned", [False, True])
def test_the_sign_stands_before_the_words_in_the_middle(button, monkeypatch, turned):
    if turned:
        button.setLayoutDirection(Qt.LayoutDirection.RightToLeft)
    button.resize(button.sizeHint())
    wide, high = button.width(), button.height()
    side = button.fontMetrics().height() * 0.9
    circle = next(shape for shape in shapes_of(monkeypatch, button.grab) if shape.kind == "ellipse")
    middle = 10 + side / 2
    assert circle.area.center().x() == pytest.approx(wide - middle if turned else middle)
    assert circle.area.center().y() == pytest.approx(high / 2)
    assert circle.area.width() == pytest.approx(side - circle.pen_px)
    [said] = texts_of(monkeypatch, button)
    assert said.text == "Backup today, 19:04"
    ends = (2, wide - (10 + side + 7)) if turned else (10 + side + 7, wide - 2)
    assert (said.area.left(), said.area.right()) == pytest.approx(ends)


def test_narrow_the_sign_stands_alone_in_the_middle(button, monkeypatch):
    button.set_narrow(True)
    button.resize(60, 30)
    circle = next(shape for shape in shapes_of(monkeypatch, button.grab) if shape.kind == "ellipse")
    assert circle.area.center().x() == pytest.approx(30)
    assert texts_of(monkeypatch, button) == []


def test_the_focus_is_a_ring_round_all_of_it(qtbot, button, monkeypatch, tools):
    rings = [shape for shape in shapes_of(monkeypatch, button.grab) if shape.kind == "round"]
    assert rings == []
    button.show()
    qtbot.waitExposed(button)
    button.activateWindow()
    button.setFocus()
    qtbot.waitUntil(button.hasFocus)
    rings = [
        shape
        for shape in shapes_of(monkeypatch, button.grab)
        if shape.kind == "round" and shape.pen  # without, it is what is under the pointer
    ]
    assert [(ring.place, ring.pen, ring.pen_px, ring.fill) for ring in rings] == [
        ((1, 1, button.width() - 1, button.height() - 1), tools.theme.colours.focus.name(), 2, None)
    ]


def test_a_sign_alone_is_as_high_as_a_line_and_says_its_light(qtbot, tools, monkeypatch):
    sign = LightSign(tools.theme, Light.NONE, factor=1.5)
    qtbot.addWidget(sign)
    side = round(sign.fontMetrics().height() * 1.5)
    assert sign.sizeHint() == QSize(side, side)
    sign.show_light(Light.GOOD)
    assert sign.accessibleName() == "checked by reading it back, at most seven days old"
    sign.resize(side, side + 20)
    circle, *_ = shapes_of(monkeypatch, sign.grab)
    assert circle.fill == tools.theme.colours.ok.name()
    assert circle.area.center().x() == pytest.approx(side / 2)
    assert circle.area.center().y() == pytest.approx(side / 2 + 10)
    assert circle.area.width() == pytest.approx(side - 2 - circle.pen_px)
