"""What the keys do, in one list.

What isodiary is, whose words it uses, and where the diary is kept.
"""

from __future__ import annotations

from PySide6.QtCore import Qt, qVersion
from PySide6.QtWidgets import QDialog, QGridLayout, QVBoxLayout, QWidget

from isodiary import __version__
from isodiary.ui.kit.button import Button, Look
from isodiary.ui.kit.layouts import Scroll
from isodiary.ui.kit.text import Text, Tone
from isodiary.ui.look.theme import Theme
from isodiary.ui.tools import Tools

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

    def __init__(self, tools: Tools, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setWindowTitle("About isodiary")
        where = tools.diary.path
        kept = f"Your diary is kept in {where}" if where else "This diary is made up and not kept."
        erase = "To erase it, delete that file and the two beside it." if where else ""
        texts = (
            Text(tools.theme, f"isodiary {__version__}", Tone.TITLE),
            Text(tools.theme, STANDING, wrap=True),
            Text(tools.theme, f"{kept}. {erase}".replace("..", "."), wrap=True),
            Text(tools.theme, CREDITS, Tone.SMALL, wrap=True),
            Text(tools.theme, f"Qt {qVersion()}", Tone.SMALL),
        )
        column = QVBoxLayout(self)
        for text in texts:
            text.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
            column.addWidget(text)
        self.close_it = Button(tools.theme, "Close", Look.PRIMARY, hint="⏎")
        self.close_it.setDefault(True)
        self.close_it.clicked.connect(self.accept)
        column.addStretch(1)
        column.addWidget(self.close_it, 0, Qt.AlignmentFlag.AlignRight)
        width_px = 70 * self.fontMetrics().averageCharWidth()
        self.resize(width_px, column.totalHeightForWidth(width_px))
        self.close_it.setFocus()


KEYS = (
    ("On Today", ""),
    ("Enter", "Log the due dose as the chips say"),
    ("← →  or a letter", "Another meal or time"),
    ("S, then a digit", "Skip the dose, with a reason"),
    ("↓ ↑", "From the dose to the symptoms, from one to the next"),
    ("a letter", "The next symptom that begins with it"),
    ("0 1 2 3", "Answer a symptom: none, mild, moderate, severe"),
    ("Delete", "Take an answer away"),
    ("E", "Write about a symptom"),
    ("Y", "All symptoms as on the last answered day"),
    ("N", "No symptoms today"),
    ("/", "Another symptom"),
    ("Visit report", ""),
    ("Enter", "Print"),
    ("a letter", "The period, paper or name with that letter"),
    ("M", "Mood on paper, or off it"),
    ("+ −, F, G", "Larger, smaller, as wide as there is room, the whole page"),
    ("Everywhere", ""),
    ("Ctrl+Z, Ctrl+Y", "Take back, make again; also after a restart"),
    ("Ctrl+1 … Ctrl+6", "The pages"),
    ("Alt+← Alt+→, Ctrl+T", "The day before, the day after, today"),
    ("Ctrl+P", "The visit report"),
    ("F5", "The same in large type, for the consultation"),
    ("F4, Alt+↓", "The calendar of a day that is asked for"),
    ("Ctrl+,", "Preferences: look, clock, units, paper"),
    ("Ctrl+I", "Type in days that were kept on paper"),
    ("Ctrl+F", "Find an entry"),
    ("Ctrl+H", "Warning signs"),
    ("F2", "What happened to an entry, in History"),
)


class KeysDialog(QDialog):
    """Lists the keys."""

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setWindowTitle("Keys")
        sheet = QWidget()
        grid = QGridLayout(sheet)
        grid.setHorizontalSpacing(24)
        grid.setVerticalSpacing(6)
        for row, (keys, does) in enumerate(KEYS):
            if not does:
                heading = Text(theme, keys, Tone.TITLE)
                grid.addWidget(heading, row, 0, 1, 2)
                continue
            grid.addWidget(Text(theme, keys, Tone.STRONG), row, 0, Qt.AlignmentFlag.AlignTop)
            grid.addWidget(Text(theme, does, wrap=True), row, 1, Qt.AlignmentFlag.AlignTop)
        grid.setColumnStretch(1, 1)
        grid.setRowStretch(len(KEYS), 1)
        self.close_it = Button(theme, "Close", Look.PRIMARY, hint="⏎")
        self.close_it.setDefault(True)
        self.close_it.clicked.connect(self.accept)
        column = QVBoxLayout(self)
        column.addWidget(Scroll(sheet), 1)
        column.addWidget(self.close_it, 0, Qt.AlignmentFlag.AlignRight)
        letter_px = self.fontMetrics().averageCharWidth()
        self.resize(90 * letter_px, 34 * self.fontMetrics().height())
        self.close_it.setFocus()
