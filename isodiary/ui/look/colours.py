"""The colours of the screen, as data: light, dark, and high contrast of either kind.

Every text on the ground it is meant for reaches 4.5:1, in high contrast 7:1; lines, bars and
marks that carry a meaning reach 3:1. A test computes all of them.
"""

from __future__ import annotations

from PySide6.QtGui import QColor

from isodiary.domain.values import dataclass


@dataclass(frozen=True, slots=True, kw_only=True)
class Colours:
    """One palette.

    `x_text` is written on `x_fill`; `text`, `muted`, `ok_text` and `warning_text` also on `window`
    and `surface`. `line` only separates and may be faint; `outline` shows where a field ends.
    `spark`, `ok`, `warning`, `bar` and `quiet_bar` are drawn on `surface`, the bars on `track`.
    `none`, `mild`, `moderate` and `severe` are the chosen severity, `chip` what is not chosen.
    In the table-chart `lane` shades the period, `taken` is under the outline of the plan, `tick` is
    an answer of none, and `bar_edge` stands on bars whose fill alone is too pale.
    """

    window: QColor
    surface: QColor
    line: QColor
    outline: QColor
    text: QColor
    muted: QColor
    disabled: QColor
    focus: QColor

    accent: QColor
    on_accent: QColor
    accent_fill: QColor
    accent_text: QColor

    ok: QColor
    ok_fill: QColor
    ok_text: QColor

    warning: QColor
    warning_fill: QColor
    warning_text: QColor

    chip_fill: QColor
    chip_text: QColor
    none_fill: QColor
    none_text: QColor
    mild_fill: QColor
    mild_text: QColor
    moderate_fill: QColor
    moderate_text: QColor
    severe_fill: QColor
    severe_text: QColor

    track: QColor
    bar: QColor
    quiet_bar: QColor
    spark: QColor

    lane: QColor
    taken: QColor
    tick: QColor
    bar_edge: QColor


def light() -> Colours:
    """Dark writing on paper white, with one teal accent."""
    return Colours(
        window=QColor("#f5f7f9"),
        surface=QColor("#ffffff"),
        line=QColor("#e1e6eb"),
        outline=QColor("#84909c"),
        text=QColor("#17202a"),
        muted=QColor("#586674"),
        disabled=QColor("#9aa5b0"),
        focus=QColor("#0f6b83"),
        accent=QColor("#0f6b83"),
        on_accent=QColor("#ffffff"),
        accent_fill=QColor("#dff1f4"),
        accent_text=QColor("#0b5a6e"),
        ok=QColor("#3f9560"),
        ok_fill=QColor("#f3faf5"),
        ok_text=QColor("#216b3d"),
        warning=QColor("#c0392b"),
        warning_fill=QColor("#fdecea"),
        warning_text=QColor("#94231a"),
        chip_fill=QColor("#f0f2f5"),
        chip_text=QColor("#4f5c6a"),
        none_fill=QColor("#dde5e9"),
        none_text=QColor("#17202a"),
        mild_fill=QColor("#f8dba6"),
        mild_text=QColor("#4a3206"),
        moderate_fill=QColor("#eca651"),
        moderate_text=QColor("#3b2303"),
        severe_fill=QColor("#b4441a"),
        severe_text=QColor("#ffffff"),
        track=QColor("#e4e9ee"),
        bar=QColor("#0f6b83"),
        quiet_bar=QColor("#737f92"),
        spark=QColor("#b4551d"),
        lane=QColor("#eff4f7"),
        taken=QColor("#a9d5de"),
        tick=QColor("#7d8995"),
        bar_edge=QColor("#c2641f"),
    )


def dark() -> Colours:
    """Light writing on slate; the same accent, lifted."""
    return Colours(
        window=QColor("#14191e"),
        surface=QColor("#1d242b"),
        line=QColor("#323c46"),
        outline=QColor("#76838f"),
        text=QColor("#e8edf1"),
        muted=QColor("#a6b2bd"),
        disabled=QColor("#66727d"),
        focus=QColor("#5cc3da"),
        accent=QColor("#5cc3da"),
        on_accent=QColor("#06222b"),
        accent_fill=QColor("#173d47"),
        accent_text=QColor("#8fdbec"),
        ok=QColor("#5fb883"),
        ok_fill=QColor("#1a2e23"),
        ok_text=QColor("#8bd6a8"),
        warning=QColor("#f0776a"),
        warning_fill=QColor("#41201d"),
        warning_text=QColor("#ffb9b1"),
        chip_fill=QColor("#29323b"),
        chip_text=QColor("#b3bec8"),
        none_fill=QColor("#43505c"),
        none_text=QColor("#f2f5f7"),
        mild_fill=QColor("#5f4a1f"),
        mild_text=QColor("#fbe3b4"),
        moderate_fill=QColor("#d18a37"),
        moderate_text=QColor("#231402"),
        severe_fill=QColor("#ff8f5c"),
        severe_text=QColor("#2b0d00"),
        track=QColor("#323c46"),
        bar=QColor("#5cc3da"),
        quiet_bar=QColor("#8e9bab"),
        spark=QColor("#f0955a"),
        lane=QColor("#262f38"),
        taken=QColor("#2b6674"),
        tick=QColor("#8e9bab"),
        bar_edge=QColor("#e0a050"),
    )


def light_contrast() -> Colours:
    """Black on white, every edge drawn."""
    return Colours(
        window=QColor("#ffffff"),
        surface=QColor("#ffffff"),
        line=QColor("#000000"),
        outline=QColor("#000000"),
        text=QColor("#000000"),
        muted=QColor("#26303a"),
        disabled=QColor("#5a6570"),
        focus=QColor("#00404f"),
        accent=QColor("#00404f"),
        on_accent=QColor("#ffffff"),
        accent_fill=QColor("#d3f0f6"),
        accent_text=QColor("#00343f"),
        ok=QColor("#0b5a2b"),
        ok_fill=QColor("#eefbf2"),
        ok_text=QColor("#06431f"),
        warning=QColor("#8f0f06"),
        warning_fill=QColor("#fff0ee"),
        warning_text=QColor("#760a03"),
        chip_fill=QColor("#ffffff"),
        chip_text=QColor("#000000"),
        none_fill=QColor("#d5dce1"),
        none_text=QColor("#000000"),
        mild_fill=QColor("#fde3b0"),
        mild_text=QColor("#000000"),
        moderate_fill=QColor("#f5b25e"),
        moderate_text=QColor("#000000"),
        severe_fill=QColor("#7a2200"),
        severe_text=QColor("#ffffff"),
        track=QColor("#d5dce1"),
        bar=QColor("#00404f"),
        quiet_bar=QColor("#3b4652"),
        spark=QColor("#7a2200"),
        lane=QColor("#eceff1"),
        taken=QColor("#9fd3de"),
        tick=QColor("#3b4652"),
        bar_edge=QColor("#7a2200"),
    )


def dark_contrast() -> Colours:
    """White on black, every edge drawn."""
    return Colours(
        window=QColor("#000000"),
        surface=QColor("#000000"),
        line=QColor("#ffffff"),
        outline=QColor("#ffffff"),
        text=QColor("#ffffff"),
        muted=QColor("#dbe2e8"),
        disabled=QColor("#9aa5b0"),
        focus=QColor("#7fe3f7"),
        accent=QColor("#7fe3f7"),
        on_accent=QColor("#000000"),
        accent_fill=QColor("#00303b"),
        accent_text=QColor("#c4f4fe"),
        ok=QColor("#8ff0b4"),
        ok_fill=QColor("#00240f"),
        ok_text=QColor("#b5f7cd"),
        warning=QColor("#ff9d93"),
        warning_fill=QColor("#380500"),
        warning_text=QColor("#ffcdc8"),
        chip_fill=QColor("#000000"),
        chip_text=QColor("#ffffff"),
        none_fill=QColor("#39444e"),
        none_text=QColor("#ffffff"),
        mild_fill=QColor("#4a3406"),
        mild_text=QColor("#ffedc8"),
        moderate_fill=QColor("#f0a64a"),
        moderate_text=QColor("#000000"),
        severe_fill=QColor("#ffb694"),
        severe_text=QColor("#000000"),
        track=QColor("#39444e"),
        bar=QColor("#7fe3f7"),
        quiet_bar=QColor("#c4ced7"),
        spark=QColor("#ffb694"),
        lane=QColor("#1f1f1f"),
        taken=QColor("#00596b"),
        tick=QColor("#c4ced7"),
        bar_edge=QColor("#ffb694"),
    )
