"""The drawings are sound, take any colour, and are there when the code names them."""

from __future__ import annotations

import ast
from pathlib import Path
from xml.etree import ElementTree

import pytest
from PySide6.QtCore import QSize
from PySide6.QtGui import QColor, QIcon

import isodiary
from isodiary.resources import resources
from isodiary.ui.look.icons import Icons

FOLDER = resources() / "icons"
DRAWINGS = sorted(path.stem for path in FOLDER.glob("*.svg") if path.stem != "isodiary")
RED, BLUE = QColor("#c00000"), QColor("#0000c0")


def inks(icon, width_px, mode=QIcon.Mode.Normal):
    """The colours of the pixels that are covered wholly."""
    image = icon.pixmap(QSize(width_px, width_px), mode).toImage()
    pixels = (image.pixelColor(x, y) for x in range(image.width()) for y in range(image.height()))
    return {pixel.name() for pixel in pixels if pixel.alpha() == 255}


@pytest.fixture
def icons(qapp):
    return Icons(FOLDER)


@pytest.mark.parametrize("name", DRAWINGS)
def test_a_drawing_is_on_the_grid_and_has_no_colour_of_its_own(name):
    root = ElementTree.parse(FOLDER / f"{name}.svg").getroot()
    assert root.get("viewBox") == "0 0 24 24"
    colours = {element.get(part) for element in root.iter() for part in ("fill", "stroke")}
    assert colours <= {None, "none", "currentColor"}
    assert "currentColor" in colours


@pytest.mark.parametrize("name", DRAWINGS)
def test_a_drawing_is_painted_in_the_colour_asked_for_and_no_other(icons, name):
    assert inks(icons.tinted(name, RED), 48) == {RED.name()}


def test_a_selected_row_has_its_icon_in_the_other_colour(icons):
    icon = icons.tinted("today", RED, selected=BLUE)
    assert inks(icon, 24) == {RED.name()}
    assert inks(icon, 24, QIcon.Mode.Selected) == {BLUE.name()}


def test_an_icon_is_drawn_once(icons):
    first = icons.tinted("today", RED)
    assert icons.tinted("today", RED).cacheKey() == first.cacheKey()
    assert icons.tinted("today", BLUE).cacheKey() != first.cacheKey()


def test_an_icon_nobody_drew_is_an_error(icons):
    with pytest.raises(FileNotFoundError):
        icons.tinted("unicorn", RED)


def test_the_window_has_its_icon_in_every_size(icons):
    assert {16, 32, 48, 256} <= {size.width() for size in icons.app_icon().availableSizes()}


def test_every_icon_the_code_names_is_drawn():
    named = set()
    for path in Path(isodiary.__file__).parent.rglob("*.py"):
        for node in ast.walk(ast.parse(path.read_text("utf-8"))):
            match node:
                case ast.Call(
                    func=ast.Attribute(attr="tinted"), args=[ast.Constant(value=name), *_]
                ):
                    named.add(name)
                case ast.Call(
                    func=ast.Attribute(attr="set_drawing"), args=[_, ast.Constant(value=name)]
                ):
                    named.add(name)
    assert named <= set(DRAWINGS)
