"""What the report is made of and its pages: side by side, or one at a time where it is narrow."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QSize, Slot
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QApplication, QHBoxLayout, QVBoxLayout, QWidget

from isodiary.language import _
from isodiary.ui.kit.button import Button
from isodiary.ui.look.theme import Theme

ROOM = 90
"""Fewer letters than this across leave pages that stand beside the choices too small to read."""


class Folding(QWidget):
    """Choices beside pages; where it is narrow a button brings the choices in place of the pages.

    Attributes:
        folded: Whether only one of them is shown.
        back: Leads from the choices to the pages.
    """

    def __init__(self, theme: Theme, choices: QWidget, pages: QWidget, opens: Button) -> None:
        """Args: `opens` stands on the pages and brings the choices."""
        super().__init__()
        self.folded = False
        self._open = False
        self._pages, self._opens = pages, opens
        self.back = Button(theme, _("Back to the page"))
        self._choices = QWidget()
        column = QVBoxLayout(self._choices)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(self.back)
        column.addWidget(choices, 1)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.addWidget(self._choices, 3)
        row.addWidget(pages, 7)
        opens.clicked.connect(self.show_choices)
        self.back.clicked.connect(self.show_pages)
        self._show()

    def minimumSizeHint(self) -> QSize:
        """Return the room for the wider of both, so that it can be made narrow enough to fold."""
        widths = [each.minimumSizeHint().width() for each in (self._choices, self._pages)]
        return QSize(max(widths), super().minimumSizeHint().height())

    def resizeEvent(self, event: QResizeEvent) -> None:
        self._fold()
        super().resizeEvent(event)

    @Slot()
    def show_choices(self) -> None:
        """Show the choices, where they are folded away."""
        self._open = True
        self._show()

    @Slot()
    def show_pages(self) -> None:
        """Show the pages, where the choices are in their place."""
        self._open = False
        self._show()

    def changeEvent(self, event: QEvent) -> None:
        if event.type() is QEvent.Type.FontChange:
            self._fold()
        super().changeEvent(event)

    def _fold(self) -> None:
        folded = self.width() < ROOM * self.fontMetrics().averageCharWidth()
        if folded != self.folded:
            self.folded = folded
            self._show()

    def _show(self) -> None:
        """Show what is wanted; the focus goes along."""
        held = QApplication.focusWidget()
        inside = held is not None and self.isAncestorOf(held)
        chosen = not self.folded or self._open
        self._choices.setVisible(chosen)
        self._pages.setVisible(not self.folded or not self._open)
        self._opens.setVisible(self.folded)
        self.back.setVisible(self.folded)
        if inside and held is not None and not held.isVisible():
            after = self.back if chosen and self.folded else self._opens
            (after if self.folded else self._pages).setFocus()
