"""How everything looks: Fusion with our edges, one of our palettes, our font in the user's size.

What is read at arm's length has a larger one of its own.
"""

from __future__ import annotations

from enum import StrEnum
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Qt, Signal
from PySide6.QtGui import QFont, QFontDatabase, QGuiApplication, QPalette

from isodiary.fonts import face, load_fonts
from isodiary.ui.look import colours as palettes
from isodiary.ui.look.style import Style

if TYPE_CHECKING:
    from PySide6.QtGui import QColor
    from PySide6.QtWidgets import QApplication

    from isodiary.ui.look.colours import Colours


TEXT_FACTORS = (1.0, 2.0)
"""The smallest and the largest text, as multiples of the system's."""

TEXT_STEP = 0.1
"""How much larger or smaller the text becomes at a time."""


class ThemeChoice(StrEnum):
    """What the user may choose; `SYSTEM` follows the desktop, contrast included."""

    SYSTEM = "system"
    LIGHT = "light"
    DARK = "dark"
    CONTRAST = "contrast"


def colours_for(choice: ThemeChoice, *, dark: bool, contrast: bool) -> Colours:
    """The palette of a choice on a desktop that is dark or not and asks for contrast or not."""
    match choice:
        case ThemeChoice.LIGHT:
            return palettes.light()
        case ThemeChoice.DARK:
            return palettes.dark()
        case ThemeChoice.SYSTEM if not contrast:
            return palettes.dark() if dark else palettes.light()
        case _:
            return palettes.dark_contrast() if dark else palettes.light_contrast()


class Theme(QObject):
    """The look of the application, handed to whatever paints.

    Signals: `changed` when colours or font are no longer what they were. Widgets that take their
    colours from the palette need not listen.
    """

    changed = Signal()

    def __init__(
        self,
        choice: ThemeChoice = ThemeChoice.SYSTEM,
        text_factor: float = 1.0,
        parent: QObject | None = None,
    ) -> None:
        super().__init__(parent)
        self._choice = choice
        self._text_factor = _within(text_factor)
        self._app: QApplication | None = None
        self._fonts: dict[tuple[float, QFont.Weight], QFont] = {}
        self._colours = self._wanted()
        self._hints = QGuiApplication.styleHints()
        self._hints.colorSchemeChanged.connect(self._follow)
        self._accessibility = self._hints.accessibility()
        self._accessibility.contrastPreferenceChanged.connect(self._follow)

    @property
    def colours(self) -> Colours:
        """The palette in use. Ask again after `changed`."""
        return self._colours

    @property
    def choice(self) -> ThemeChoice:
        """What the user chose."""
        return self._choice

    @property
    def text_factor(self) -> float:
        """The size of the text as a multiple of the system's, from 1.0 to 2.0."""
        return self._text_factor

    def font(self, factor: float = 1.0, weight: QFont.Weight = QFont.Weight.Normal) -> QFont:
        """Our face, `factor` times the size of running text."""
        made = self._fonts.get((factor, weight))
        if made is None:  # whatever paints asks for it again and again
            made = self._fonts[factor, weight] = face(weight)
            made.setPointSizeF(_system_points() * self._text_factor * factor)
        return QFont(made)

    def apply(self, app: QApplication) -> None:
        """Dress the application, now and after every change."""
        self._app = app
        load_fonts()
        if not isinstance(app.style(), Style):  # another would dress every widget anew
            app.setStyle(Style())
        self._dress()

    def choose(self, choice: ThemeChoice) -> None:
        """Take another palette."""
        self._choice = choice
        self._follow()

    def set_text_factor(self, text_factor: float) -> None:
        """Take another size of text; what is beyond the limits becomes the limit."""
        if _within(text_factor) != self._text_factor:
            self._text_factor = _within(text_factor)
            self._dress()
            self.changed.emit()

    def _follow(self) -> None:
        wanted = self._wanted()
        if wanted != self._colours:
            self._colours = wanted
            self._dress()
            self.changed.emit()

    def _wanted(self) -> Colours:
        return colours_for(self._choice, dark=desktop_is_dark(), contrast=desktop_wants_contrast())

    def _dress(self) -> None:
        self._fonts.clear()
        if self._app is not None:
            self._app.setPalette(palette(self._colours))
            self._app.setFont(self.font())


def desktop_is_dark() -> bool:
    """Whether the desktop says it is dark; many say nothing."""
    return QGuiApplication.styleHints().colorScheme() is Qt.ColorScheme.Dark


def desktop_wants_contrast() -> bool:
    """Whether the desktop asks for high contrast."""
    hints = QGuiApplication.styleHints()  # named, because its parts do not outlive it
    return hints.accessibility().contrastPreference() is Qt.ContrastPreference.HighContrast


def palette(colours: Colours) -> QPalette:
    """The palette Fusion paints its widgets with."""
    result = QPalette()
    for role, colour in _roles(colours).items():
        result.setColor(role, colour)
    for role in (
        QPalette.ColorRole.WindowText,
        QPalette.ColorRole.Text,
        QPalette.ColorRole.ButtonText,
    ):
        result.setColor(QPalette.ColorGroup.Disabled, role, colours.disabled)
    result.setColor(QPalette.ColorGroup.Disabled, QPalette.ColorRole.Highlight, colours.disabled)
    result.setColor(QPalette.ColorGroup.Disabled, QPalette.ColorRole.Dark, colours.line)
    return result


def _roles(colours: Colours) -> dict[QPalette.ColorRole, QColor]:
    role = QPalette.ColorRole
    return {
        role.Window: colours.window,
        role.WindowText: colours.text,
        role.Base: colours.surface,
        role.AlternateBase: colours.chip_fill,
        role.Text: colours.text,
        role.PlaceholderText: colours.muted,
        role.Button: colours.surface,
        role.ButtonText: colours.text,
        role.BrightText: colours.warning_text,
        role.ToolTipBase: colours.surface,
        role.ToolTipText: colours.text,
        role.Highlight: colours.accent,
        role.HighlightedText: colours.on_accent,
        role.Accent: colours.accent,
        role.Link: colours.accent_text,
        role.LinkVisited: colours.accent_text,
        role.Light: colours.surface,
        role.Midlight: colours.chip_fill,
        role.Mid: colours.line,
        role.Dark: colours.outline,
        role.Shadow: colours.outline,
    }


def _system_points() -> float:
    return QFontDatabase.systemFont(QFontDatabase.SystemFont.GeneralFont).pointSizeF()


def _within(text_factor: float) -> float:
    smallest, largest = TEXT_FACTORS
    return min(max(text_factor, smallest), largest)


LARGER = 1.4


class LargerTheme(Theme):
    """The colours of another theme, and its text 1.4 times as large; never beyond the limit.

    Who chose the largest text reads it in that size.
    """

    def __init__(self, usual: Theme, parent: QObject | None = None) -> None:
        self._usual = usual
        super().__init__(usual.choice, usual.text_factor, parent)
        usual.changed.connect(self.changed)

    @property
    def colours(self) -> Colours:
        """Those of the usual theme."""
        return self._usual.colours

    @property
    def text_factor(self) -> float:
        """The size of the text as a multiple of the system's."""
        return min(self._usual.text_factor * LARGER, TEXT_FACTORS[1])

    def font(self, factor: float = 1.0, weight: QFont.Weight = QFont.Weight.Normal) -> QFont:
        """Our face, `factor` times the size of the larger running text."""
        return self._usual.font(factor * self.text_factor / self._usual.text_factor, weight)

    def _follow(self) -> None:
        """Leave it to the usual theme to follow the desktop."""
