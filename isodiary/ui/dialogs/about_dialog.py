"""What isodiary is, whose words it uses, and where the diary is kept."""

from __future__ import annotations

from PySide6.QtCore import Qt, qVersion
from PySide6.QtWidgets import QDialog, QVBoxLayout, QWidget

from isodiary import __version__
from isodiary.ui.desk import Desk
from isodiary.ui.widgets.button import Button, Look
from isodiary.ui.widgets.text import Text, Tone

STANDING = (
    "A diary, never a doctor: it records, sums, shows and prints. It was not checked by a health "
    "professional. For anything about your treatment, ask your prescriber."
)
CREDITS = (
    "isodiary is free software under the MIT licence. It is made with Qt for Python (LGPL), "
    "sqlite-utils (Apache 2.0) and the typeface Inter (OFL). This material contains content from "
    "LOINC (loinc.org), copyright Regenstrief Institute, available at no cost under its licence. "
    "It uses identifiers of SNOMED CT, used by permission of SNOMED International."
)


class AboutDialog(QDialog):
    """About isodiary."""

    def __init__(self, desk: Desk, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setWindowTitle("About isodiary")
        where = desk.diary.path
        kept = f"Your diary is kept in {where}" if where else "This diary is made up and not kept."
        erase = "To erase it, delete that file and the two beside it." if where else ""
        texts = (
            Text(desk.theme, f"isodiary {__version__}", Tone.TITLE),
            Text(desk.theme, STANDING, wrap=True),
            Text(desk.theme, f"{kept}. {erase}".replace("..", "."), wrap=True),
            Text(desk.theme, CREDITS, Tone.SMALL, wrap=True),
            Text(desk.theme, f"Qt {qVersion()}", Tone.SMALL),
        )
        column = QVBoxLayout(self)
        for text in texts:
            text.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
            column.addWidget(text)
        self.close_it = Button(desk.theme, "Close", Look.PRIMARY, hint="⏎")
        self.close_it.setDefault(True)
        self.close_it.clicked.connect(self.accept)
        column.addStretch(1)
        column.addWidget(self.close_it, 0, Qt.AlignmentFlag.AlignRight)
        width_px = 70 * self.fontMetrics().averageCharWidth()
        self.resize(width_px, column.totalHeightForWidth(width_px))
        self.close_it.setFocus()
