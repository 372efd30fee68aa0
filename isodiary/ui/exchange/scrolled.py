"""How the dialogs of this room are laid out: what scrolls, and a foot that stays in sight."""

from __future__ import annotations

from PySide6.QtWidgets import QBoxLayout, QVBoxLayout, QWidget

from isodiary.ui.kit.layouts import Scroll


def scrolling_column() -> tuple[QWidget, QVBoxLayout]:
    """Return what is to scroll, and the column in it."""
    sheet = QWidget()
    sheet.setMinimumHeight(1)
    column = QVBoxLayout(sheet)
    column.setContentsMargins(16, 12, 16, 8)
    return sheet, column


def scroll_above(dialog: QWidget, sheet: QWidget, foot: QBoxLayout) -> None:
    """Let a sheet scroll in a dialog, above a foot that stays."""
    foot.setContentsMargins(16, 0, 16, 12)
    whole = QVBoxLayout(dialog)
    whole.setContentsMargins(0, 0, 0, 0)
    whole.addWidget(Scroll(sheet), 1)
    whole.addLayout(foot)
