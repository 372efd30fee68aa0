"""What charts are drawn with on the screen: the colours of the theme."""

from __future__ import annotations

from isodiary.report.charts.pencil import Ink
from isodiary.ui.theme import Theme


def theme_ink(theme: Theme) -> Ink:
    """Return what charts are drawn with on a card of the screen."""
    colours = theme.colours
    return Ink(
        text=colours.text,
        muted=colours.muted,
        grid=colours.line,
        dose=colours.bar,
        fill=colours.accent_fill,
        lines=(colours.spark, colours.text, colours.quiet_bar, colours.warning),
    )
