"""A bar is filled as far as something has come, its band beyond it, and the track is the rest."""

from __future__ import annotations

import pytest
from PySide6.QtCore import QRectF, Qt

from isodiary.ui.kit.bar import ShareBar
from isodiary.ui.look.theme import Theme, ThemeChoice
from tests.ui.pictures import grabbed, share_of

WIDE, HIGH = 200, 12


@pytest.fixture
def theme(qapp):
    theme = Theme(ThemeChoice.LIGHT)
    theme.apply(qapp)
    return theme


def shown(qtbot, theme, *shares, **more):
    bar = ShareBar(theme, "Dose so far", **more)
    qtbot.addWidget(bar)
    bar.resize(WIDE, HIGH)
    bar.show_share(*shares)
    return bar


def part(first, last):
    return QRectF(first * WIDE + 3, 3, (last - first) * WIDE - 6, HIGH - 6)


@pytest.mark.parametrize("quiet", [False, True])
@pytest.mark.parametrize(("share", "upto"), [(0.25, 0.5), (0.5, 0.75), (0.3, 0.3)])
def test_it_is_filled_up_to_its_share_and_its_band_stands_beyond(qtbot, theme, share, upto, quiet):
    picture = grabbed(shown(qtbot, theme, share, upto, quiet=quiet))
    colours = theme.colours
    fill = colours.quiet_bar if quiet else colours.bar
    assert share_of(picture, fill, part(0, share)) == 1
    assert share_of(picture, colours.track, part(upto, 1)) == 1
    if upto > share:
        assert 0.2 < share_of(picture, fill, part(share, upto)) < 0.8


@pytest.mark.parametrize(("share", "filled"), [(-1, 0), (0, 0), (1, 1), (7, 1)])
def test_nothing_and_more_than_all_stay_in_the_bar(qtbot, theme, share, filled):
    picture = grabbed(shown(qtbot, theme, share))
    assert share_of(picture, theme.colours.bar, part(0, 1)) == filled


def test_a_band_never_ends_before_the_share(qtbot, theme):
    picture = grabbed(shown(qtbot, theme, 0.5, 0.2))
    assert share_of(picture, theme.colours.bar, part(0, 0.5)) == 1
    assert share_of(picture, theme.colours.track, part(0.5, 1)) == 1


def test_from_right_to_left_it_fills_from_the_right(qtbot, theme):
    bar = shown(qtbot, theme, 0.25)
    bar.setLayoutDirection(Qt.LayoutDirection.RightToLeft)
    picture = grabbed(bar)
    assert share_of(picture, theme.colours.bar, part(0.75, 1)) == 1
    assert share_of(picture, theme.colours.track, part(0, 0.75)) == 1


def test_its_corners_are_round(qtbot, theme):
    picture = grabbed(shown(qtbot, theme, 1))
    assert picture.pixelColor(0, 0) != theme.colours.bar
    assert picture.pixelColor(0, HIGH // 2) == theme.colours.bar


def test_it_is_as_high_as_half_a_line_and_never_too_thin(qtbot, theme):
    bar = shown(qtbot, theme, 1)
    half = bar.fontMetrics().height() // 2
    assert bar.sizeHint().height() == max(8, half)
    font = bar.font()
    font.setPixelSize(60)
    bar.setFont(font)
    assert bar.sizeHint().height() == bar.fontMetrics().height() // 2 > 20
