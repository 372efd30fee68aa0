"""A row of the sidebar: its drawing, its name, and what shows that it is chosen."""

from __future__ import annotations

import pytest
from PySide6.QtCore import QRectF, Qt

from isodiary.ui.window.page import PAGES
from isodiary.ui.window.sidebar import NavButton, Sidebar
from tests.ui.keys import in_front
from tests.ui.pictures import grabbed, share_of, texts_of


@pytest.fixture
def button(qtbot, tools):
    button = in_front(qtbot, NavButton(tools.theme, tools.icons, "Labs & weight", "labs"))
    button.resize(220, button.sizeHint().height())
    button.clearFocus()
    return button


def test_the_name_stands_beside_the_drawing(button, monkeypatch):
    [said] = texts_of(monkeypatch, button)
    assert said.text == "Labs & weight"
    side = button.fontMetrics().height() + 2
    drawing = QRectF(12, (button.height() - side) / 2, side, side)
    assert drawing.right() < said.area.left() < drawing.right() + side
    assert said.area.right() == button.width()
    ground = grabbed(button).pixelColor(3, button.height() // 2)
    assert share_of(grabbed(button), ground, drawing) < 0.95
    assert share_of(grabbed(button), ground, QRectF(1, 4, 10, button.height() - 8)) == 1


def test_from_right_to_left_it_is_mirrored(button, monkeypatch):
    [before] = texts_of(monkeypatch, button)
    button.setLayoutDirection(Qt.LayoutDirection.RightToLeft)
    [after] = texts_of(monkeypatch, button)
    assert after.area.left() == 0
    assert after.area.width() == before.area.width()


def test_narrow_it_is_its_drawing_in_the_middle_and_says_its_name_when_pointed_at(
    button, monkeypatch
):
    wide = button.sizeHint()
    assert button.toolTip() == ""
    button.set_narrow(True)
    narrow = button.sizeHint()
    assert texts_of(monkeypatch, button) == []
    assert button.toolTip() == button.accessibleName() == "Labs & weight"
    assert wide.width() - narrow.width() > button.fontMetrics().horizontalAdvance("Labs & weight")
    assert wide.height() == narrow.height() > 1.5 * button.fontMetrics().height()
    button.resize(narrow)
    picture = grabbed(button)
    ground = picture.pixelColor(2, button.height() // 2)
    half = button.width() / 2
    left, right = (
        share_of(picture, ground, QRectF(x, 2, half, button.height() - 4)) for x in (0, half)
    )
    assert left == pytest.approx(right, abs=0.12)
    assert narrow.width() > button.fontMetrics().height() + 2
    button.set_narrow(False)
    assert button.toolTip() == ""


def test_chosen_it_has_a_ground_and_with_the_focus_a_ring(button, tools):
    colours = tools.theme.colours
    middle = QRectF(150, 8, 60, button.height() - 16)
    foot = QRectF(20, button.height() - 3, 180, 2)
    assert share_of(grabbed(button), colours.accent_fill, middle, most=2) == 0
    button.setChecked(True)
    assert share_of(grabbed(button), colours.accent_fill, middle, most=2) == 1
    assert share_of(grabbed(button), colours.focus, foot) == 0
    button.setFocus()
    assert share_of(grabbed(button), colours.focus, foot) > 0.4


def test_the_sidebar_stands_on_its_own_ground_with_an_edge(qtbot, tools):
    sidebar = in_front(qtbot, Sidebar(tools, PAGES))
    for direction in (Qt.LayoutDirection.LeftToRight, Qt.LayoutDirection.RightToLeft):
        sidebar.setLayoutDirection(direction)
        picture, colours = grabbed(sidebar), tools.theme.colours
        left = direction is Qt.LayoutDirection.RightToLeft
        edge = 0 if left else sidebar.width() - 1
        assert picture.pixelColor(edge, 5) == colours.line
        assert picture.pixelColor(sidebar.width() - 1 - edge, 5) == colours.surface
        assert picture.pixelColor(sidebar.width() // 2, 3) == colours.surface


def test_pages_stand_above_and_the_warning_signs_below(qtbot, tools):
    sidebar = in_front(qtbot, Sidebar(tools, PAGES))
    tops = [button.geometry().top() for button in sidebar.buttons]
    assert tops == sorted(tops)
    assert sidebar.warnings.geometry().top() > sidebar.buttons[-1].geometry().bottom() + 50
    assert sidebar.state.geometry().top() > sidebar.warnings.geometry().bottom()
    with qtbot.waitSignal(sidebar.page_chosen) as chosen:
        sidebar.buttons[2].click()
    assert chosen.args == [2]
    with qtbot.waitSignal(sidebar.warnings_asked), qtbot.assertNotEmitted(sidebar.page_chosen):
        sidebar.warnings.click()
    sidebar.choose(4)
    assert [button.isChecked() for button in sidebar.buttons].index(True) == 4
    assert not sidebar.warnings.isChecked()
    sidebar.choose_warnings()
    assert not any(button.isChecked() for button in sidebar.buttons)


def test_narrow_the_sidebar_shows_drawings_alone(qtbot, tools):
    sidebar = in_front(qtbot, Sidebar(tools, PAGES))
    wide = sidebar.sizeHint().width()
    sidebar.set_narrow(True)
    assert not sidebar.state.isVisible()
    assert not sidebar._name.isVisible()
    assert sidebar.sizeHint().width() < wide / 2
    sidebar.set_narrow(False)
    assert sidebar.state.isVisible()
    assert sidebar.sizeHint().width() == wide
