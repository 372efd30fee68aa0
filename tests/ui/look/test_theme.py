"""What is written can be read, in every palette, and the look follows the user and the desktop."""

from __future__ import annotations

import dataclasses

import pytest
from PySide6.QtGui import QFont, QFontInfo, QGuiApplication, QPalette
from PySide6.QtWidgets import QLabel

from isodiary.fonts import FAMILY
from isodiary.ui.look import colours as palettes
from isodiary.ui.look.style import Style
from isodiary.ui.look.theme import Theme, ThemeChoice, colours_for, palette
from tests.ui.pictures import share_of
from tests.ui.windows import window_on

WRITTEN_ON = {
    "text": (
        "window",
        "surface",
        "ok_fill",
        "warning_fill",
        "accent_fill",
        "chip_fill",
    ),
    "muted": ("window", "surface", "ok_fill", "warning_fill", "accent_fill"),
    "on_accent": ("accent",),
    "accent_text": ("accent_fill", "window", "surface"),
    "ok_text": ("ok_fill", "window", "surface"),
    "warning_text": ("warning_fill", "window", "surface"),
    "chip_text": ("chip_fill",),
    "none_text": ("none_fill",),
    "mild_text": ("mild_fill",),
    "moderate_text": ("moderate_fill",),
    "severe_text": ("severe_fill",),
}
DRAWN_ON = {
    "outline": ("window", "surface"),
    "focus": ("window", "surface", "ok_fill"),
    "accent": ("window", "surface"),
    "ok": ("surface", "ok_fill"),
    "warning": ("surface", "warning_fill"),
    "bar": ("surface", "track"),
    "quiet_bar": ("surface", "track"),
    "spark": ("surface",),
    "tick": ("surface", "lane"),
    "bar_edge": ("surface", "lane"),
}
PALETTES = {
    "light": (palettes.light, 4.5),
    "dark": (palettes.dark, 4.5),
    "light contrast": (palettes.light_contrast, 7.0),
    "dark contrast": (palettes.dark_contrast, 7.0),
}


def luminance(colour):
    def linear(part):
        return part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4

    red, green, blue = map(linear, (colour.redF(), colour.greenF(), colour.blueF()))
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def contrast(one, other):
    darker, lighter = sorted((luminance(one), luminance(other)))
    return (lighter + 0.05) / (darker + 0.05)


def pairs(table):
    return [(mark, ground) for mark, grounds in table.items() for ground in grounds]


def too_faint(colours, table, least):
    found = {
        f"{mark} on {ground}": round(contrast(getattr(colours, mark), getattr(colours, ground)), 2)
        for mark, ground in pairs(table)
    }
    return {pair: ratio for pair, ratio in found.items() if ratio < least}


def test_black_on_white_is_21_to_1():
    contrasts = palettes.light_contrast()
    assert contrast(contrasts.text, contrasts.window) == pytest.approx(21)


@pytest.mark.parametrize("name", PALETTES)
def test_every_text_can_be_read(name):
    make, least = PALETTES[name]
    assert not too_faint(make(), WRITTEN_ON, least)


@pytest.mark.parametrize("name", PALETTES)
def test_every_mark_that_means_something_can_be_seen(name):
    make, _ = PALETTES[name]
    assert not too_faint(make(), DRAWN_ON, 3.0)


def test_every_colour_is_in_these_tables():
    tabled = {name for table in (WRITTEN_ON, DRAWN_ON) for pair in pairs(table) for name in pair}
    only_decoration = {"line", "disabled", "taken"}  # what was taken has the plan's outline
    assert {
        field.name for field in dataclasses.fields(palettes.Colours)
    } - tabled == only_decoration


@pytest.mark.parametrize("name", PALETTES)
def test_the_palette_of_qt_has_readable_pairs_too(name):
    make, least = PALETTES[name]
    qt = palette(make())
    role = QPalette.ColorRole
    for text, ground in (
        (role.WindowText, role.Window),
        (role.Text, role.Base),
        (role.Text, role.AlternateBase),
        (role.PlaceholderText, role.Base),
        (role.ButtonText, role.Button),
        (role.ToolTipText, role.ToolTipBase),
        (role.HighlightedText, role.Highlight),
        (role.Link, role.Window),
    ):
        assert contrast(qt.color(text), qt.color(ground)) >= least, (text, ground)


@pytest.mark.parametrize(
    ("choice", "dark", "high", "expected"),
    [
        (ThemeChoice.SYSTEM, False, False, palettes.light),
        (ThemeChoice.SYSTEM, True, False, palettes.dark),
        (ThemeChoice.SYSTEM, False, True, palettes.light_contrast),
        (ThemeChoice.SYSTEM, True, True, palettes.dark_contrast),
        (ThemeChoice.LIGHT, True, True, palettes.light),
        (ThemeChoice.DARK, False, False, palettes.dark),
        (ThemeChoice.CONTRAST, False, False, palettes.light_contrast),
        (ThemeChoice.CONTRAST, True, False, palettes.dark_contrast),
    ],
)
def test_the_choice_comes_before_the_desktop(choice, dark, high, expected):
    assert colours_for(choice, dark=dark, contrast=high) == expected()


@pytest.fixture
def theme(qapp):
    """A theme that dresses the application, which is undressed again afterwards."""
    colours, font = qapp.palette(), qapp.font()
    theme = Theme()
    theme.apply(qapp)
    yield theme
    theme.deleteLater()
    qapp.setStyle("fusion")
    qapp.setPalette(colours)
    qapp.setFont(font)


def test_the_application_wears_our_style_and_our_colours(theme, qapp):
    assert isinstance(qapp.style(), Style)
    assert qapp.palette().color(QPalette.ColorRole.Window) == theme.colours.window


def test_another_choice_dresses_the_application_and_tells(theme, qapp, qtbot):
    with qtbot.waitSignal(theme.changed):
        theme.choose(ThemeChoice.DARK)
    assert theme.colours == palettes.dark()
    assert qapp.palette().color(QPalette.ColorRole.Window) == palettes.dark().window


def test_the_same_colours_are_not_told_again(theme, qtbot):
    with qtbot.assertNotEmitted(theme.changed):
        theme.choose(ThemeChoice.LIGHT)


def test_the_theme_looks_again_when_the_desktop_changes(theme, qapp, qtbot, monkeypatch):
    monkeypatch.setattr("isodiary.ui.look.theme.desktop_is_dark", lambda: True)
    hints = QGuiApplication.styleHints()
    with qtbot.waitSignal(theme.changed):
        hints.colorSchemeChanged.emit(hints.colorScheme())
    assert theme.colours == palettes.dark()


def test_the_theme_looks_again_when_more_contrast_is_asked_for(theme, qtbot, monkeypatch):
    monkeypatch.setattr("isodiary.ui.look.theme.desktop_wants_contrast", lambda: True)
    hints = QGuiApplication.styleHints()
    accessibility = hints.accessibility()
    with qtbot.waitSignal(theme.changed):
        accessibility.contrastPreferenceChanged.emit(accessibility.contrastPreference())
    assert theme.colours == palettes.light_contrast()


def test_more_contrast_reaches_a_window_that_is_open_and_goes_again(
    qtbot, course_desk, monkeypatch, qapp
):
    window = window_on(qtbot, course_desk)
    theme = course_desk.theme
    theme.choose(ThemeChoice.SYSTEM)
    before = window.grab().toImage()
    accessibility = QGuiApplication.styleHints().accessibility()
    shown = []
    for wanted in (True, False):
        monkeypatch.setattr("isodiary.ui.look.theme.desktop_wants_contrast", lambda on=wanted: on)
        with qtbot.waitSignal(theme.changed):
            accessibility.contrastPreferenceChanged.emit(accessibility.contrastPreference())
        assert qapp.palette().color(QPalette.ColorRole.Window) == theme.colours.window
        shown.append(window.grab().toImage())
    more, again = shown
    black = palettes.light_contrast().text
    blacks = [share_of(each, black, most=4) for each in (before, more, again)]
    assert blacks[1] > 2 * blacks[0]
    assert blacks[2] == pytest.approx(blacks[0], abs=0.002)


def test_larger_text_reaches_a_window_that_is_open(theme, qtbot):
    label = QLabel("20 mg")
    qtbot.addWidget(label)
    before = label.font().pointSizeF()
    with qtbot.waitSignal(theme.changed):
        theme.set_text_factor(2.0)
    qtbot.waitUntil(lambda: label.font().pointSizeF() == pytest.approx(2 * before))


@pytest.mark.parametrize(("asked", "given"), [(0.1, 1.0), (9, 2.0), (1.25, 1.25)])
def test_the_text_size_stays_within_its_limits(qapp, asked, given):
    assert Theme(text_factor=asked).text_factor == given


@pytest.mark.parametrize("weight", [QFont.Weight.Normal, QFont.Weight.DemiBold, QFont.Weight.Bold])
def test_our_face_comes_in_three_weights(theme, weight):
    info = QFontInfo(theme.font(1.5, weight))
    assert info.family() == FAMILY
    assert info.weight() == weight
