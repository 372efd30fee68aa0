"""The pages on the screen: their size, their place, the zoom, and what is said of them."""

from __future__ import annotations

import pytest
from PySide6.QtCore import QSize, QSizeF, Qt

from isodiary.ui.look.theme import Theme, ThemeChoice
from isodiary.ui.report.preview import (
    GAP_PX,
    LARGEST_ZOOM,
    SMALLEST_ZOOM,
    ZOOM_STEP,
    PageView,
    ReportPreview,
)
from tests.ui.keys import in_front, press
from tests.ui.pictures import grabbed

PAGE = QSizeF(100, 200)
COLOURS = ("red", "green", "blue")


class Sheets:
    """Three pages, each filled with a colour."""

    count = 3

    def size(self):
        return PAGE

    def paint(self, painter, page):
        painter.fillRect(0, 0, 100, 200, COLOURS[page])


@pytest.fixture
def view(qtbot, qapp):
    theme = Theme(ThemeChoice.LIGHT)
    theme.apply(qapp)
    view = in_front(qtbot, PageView(theme))
    view.resize(QSize(400, 500))
    view.show_pages(Sheets())
    view.setFocus()
    return view


def paper(view):
    return view.widget()


def zoom(view):
    return paper(view).width() / (view.viewport().width() - 2)


def test_pages_are_as_wide_as_there_is_room_and_stand_beneath_each_other(view):
    assert zoom(view) == 1
    wide = paper(view).width()
    assert paper(view).height() == pytest.approx(3 * (2 * wide + GAP_PX), abs=1)
    picture = grabbed(paper(view))
    for page, colour in enumerate(COLOURS):
        top = page * (2 * wide + GAP_PX)
        for x, y in ((5, 5), (wide - 6, 5), (5, 2 * wide - 6), (wide - 6, 2 * wide - 6)):
            assert (
                picture.pixelColor(x, round(top + y)).name()
                == {
                    "red": "#ff0000",
                    "green": "#008000",
                    "blue": "#0000ff",
                }[colour]
            )
        gap = picture.pixelColor(wide // 2, round(top + 2 * wide + GAP_PX / 2))
        assert gap.name() not in {"#ff0000", "#008000", "#0000ff"}


def test_narrow_pages_stand_in_the_middle(view):
    press("-", "-", "-")
    left = paper(view).geometry().left()
    right = view.viewport().width() - paper(view).geometry().right()
    assert left > 20
    assert left == pytest.approx(right, abs=3)


def test_a_page_has_an_edge(view):
    picture = grabbed(paper(view))
    assert picture.pixelColor(0, 100) != picture.pixelColor(5, 100)


def test_plus_and_minus_zoom_by_a_step_and_not_beyond_the_ends(view):
    press("+")
    assert zoom(view) == pytest.approx(ZOOM_STEP, rel=0.01)
    press("-", "-")
    assert zoom(view) == pytest.approx(1 / ZOOM_STEP, rel=0.01)
    press(*"+" * 20)
    assert zoom(view) == pytest.approx(LARGEST_ZOOM, rel=0.01)
    press(*"-" * 40)
    assert zoom(view) == pytest.approx(max(SMALLEST_ZOOM, 0.25), rel=0.02)


def test_a_whole_page_comes_into_sight(view):
    view.fit_page()
    page = 2 * paper(view).width()
    assert view.viewport().height() - 2 * GAP_PX <= page <= view.viewport().height()
    view.fit_width()
    assert zoom(view) == 1


def test_a_low_page_is_no_wider_than_there_is_room(view):
    view.resize(QSize(300, 2000))
    view.fit_page()
    assert zoom(view) == 1


def test_after_a_whole_page_zooming_goes_on_from_there(view):
    view.fit_page()
    before = zoom(view)
    press("+")
    assert zoom(view) == pytest.approx(before * ZOOM_STEP, rel=0.02)


def test_what_is_in_the_middle_stays_there(view):
    bar = view.verticalScrollBar()
    bar.setValue(600)
    middle = (600 + view.viewport().height() / 2) / paper(view).height()
    press("+")
    after = (bar.value() + view.viewport().height() / 2) / paper(view).height()
    assert after == pytest.approx(middle, abs=0.01)


def test_at_the_top_it_stays_at_the_top(view):
    press("+", "+")
    assert view.verticalScrollBar().value() == 0


def test_other_keys_scroll(view):
    press(Qt.Key.Key_PageDown)
    assert view.verticalScrollBar().value() > 100


def test_another_width_fits_anew(view):
    view.resize(QSize(600, 500))
    assert zoom(view) == 1


def test_no_pages_are_nothing(view):
    view.show_pages(None)
    assert paper(view).height() == 0
    view.fit_page()
    view.grab()
    assert paper(view).height() == 0


@pytest.fixture
def preview(qtbot, course_desk):
    return in_front(qtbot, ReportPreview(course_desk))


@pytest.mark.parametrize(
    ("left_out", "words"),
    [(1, "1\u00a0symptom, test, answer or note"), (3, "3\u00a0symptoms, tests, answers or notes")],
)
def test_what_is_on_no_page_is_counted(preview, left_out, words):
    preview.show_pages(Sheets(), left_out=left_out)
    assert preview.count.text() == "3\u00a0pages"
    assert preview.left_out.isVisible()
    assert preview.left_out.text() == f"Something was left out: {words}."
    assert not preview._eye.pixmap().isNull()
    assert not preview.damaged.isVisible()
    preview.show_pages(None)
    assert preview.count.text() == ""
    assert not preview.left_out.isVisible()


@pytest.mark.parametrize(
    ("damaged", "words"), [(1, "1\u00a0damaged entry"), (2, "2\u00a0damaged entries")]
)
def test_what_is_damaged_is_counted(preview, damaged, words):
    preview.show_pages(Sheets(), damaged=damaged)
    assert preview.damaged.isVisible()
    assert preview.damaged.text() == f"{words} of the diary’s file left out."


def test_a_mark_on_mood_cannot_be_switched_over_and_says_why(qtbot, preview):
    with qtbot.assertNotEmitted(preview.mood_switched):
        preview.show_mood(printed=True, marked=True)
        assert not preview.mood.isEnabled()
        assert preview.mood.accessibleDescription() == "Kept off paper by a mark of yours"
        assert not preview.mood.isChecked()
        preview.show_mood(printed=True, marked=False)
    assert (preview.mood.isEnabled(), preview.mood.isChecked()) == (True, True)
    assert preview.mood.toolTip() == ""
    with qtbot.waitSignal(preview.mood_switched):
        preview.mood.click()


def test_letters_zoom_and_switch(preview):
    preview.show_pages(Sheets())
    for letter in ("g", "f", "+", "-", "m"):
        assert preview.take_letter(letter)
    assert preview.mood.isChecked()
    assert not preview.take_letter("x")


@pytest.mark.parametrize(
    ("button", "wider"), [("larger", True), ("smaller", False), ("fit_page", False)]
)
def test_each_button_does_what_it_says(preview, button, wider):
    preview.show_pages(Sheets())
    before = paper(preview.view).width()
    pressed = getattr(preview, button)
    pressed.click()
    assert not pressed.isCheckable()
    assert (paper(preview.view).width() > before) == wider
    preview.fit_width.click()
    assert paper(preview.view).width() == before
