"""What the keys do, in one list.

What isodiary is, whose words it uses, and where the diary is kept.
"""

from __future__ import annotations

from PySide6.QtCore import Qt, qVersion
from PySide6.QtWidgets import QDialog, QGridLayout, QVBoxLayout, QWidget

from isodiary import __version__
from isodiary.language import _, marked
from isodiary.ui.kit.button import Button, Look
from isodiary.ui.kit.layouts import Scroll
from isodiary.ui.kit.text import Text, Tone
from isodiary.ui.look.theme import Theme
from isodiary.ui.tools import Tools
from isodiary.ui.window.commands import COMMANDS, PAGE_KEYS, page_commands
from isodiary.ui.window.page import PAGES

STANDING = marked(
    "A diary, never a doctor: it records, sums, shows and prints. It was not "
    "checked by a health professional. For anything about your treatment, "
    "ask your prescriber."
)
CREDITS = marked(
    "isodiary is free software under the MIT licence. It is made with Qt for "
    "Python (LGPL), sqlite-utils (Apache 2.0) and the typeface Inter (OFL). "
    "This material contains content from LOINC (loinc.org), copyright "
    "Regenstrief Institute, available at no cost under its licence. It uses "
    "identifiers of SNOMED CT, used by permission of SNOMED International."
)


class AboutDialog(QDialog):
    """About isodiary."""

    def __init__(self, tools: Tools, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setWindowTitle(_("About isodiary"))
        where = tools.diary.path
        if where:
            kept = _(
                "Your diary is kept in {path}. Erase… in the Diary menu removes it, with its"
                " backups."
            ).format(path=where)
        else:
            kept = _("This diary is made up and not kept.")
        texts = (
            Text(tools.theme, f"isodiary {__version__}", Tone.TITLE),
            Text(tools.theme, _(STANDING), wrap=True),
            Text(tools.theme, kept, wrap=True),
            Text(tools.theme, _(CREDITS), Tone.SMALL, wrap=True),
            Text(tools.theme, f"Qt {qVersion()}", Tone.SMALL),
        )
        column = QVBoxLayout(self)
        for text in texts:
            text.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
            column.addWidget(text)
        self.close_it = Button(tools.theme, _("Close"), Look.PRIMARY, hint="⏎")
        self.close_it.setDefault(True)
        self.close_it.clicked.connect(self.accept)
        column.addStretch(1)
        column.addWidget(self.close_it, 0, Qt.AlignmentFlag.AlignRight)
        width_px = 70 * self.fontMetrics().averageCharWidth()
        self.resize(width_px, column.totalHeightForWidth(width_px))
        self.close_it.setFocus()


EVERYWHERE = marked("Everywhere")


def key_list() -> list[tuple[str, str]]:
    """Return headings (with nothing beside them) and keys with what they do, page by page."""
    listed: list[tuple[str, str]] = []
    for page in dict.fromkeys(each[0] for each in PAGE_KEYS):
        listed.append((_(page), ""))
        listed += [(_(keys), _(does)) for where, keys, does in PAGE_KEYS if where == page]
        listed += [(each.letter, each.plain) for each in COMMANDS if each.page == page]
    listed.append((_(EVERYWHERE), ""))
    commands = (*page_commands([page.title for page in PAGES]), *COMMANDS)
    listed += [(", ".join(each.keys), each.plain) for each in commands if each.keys]
    return listed


class KeysDialog(QDialog):
    """Lists the keys."""

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setWindowTitle(_("Keys"))
        listed = key_list()
        sheet = QWidget()
        grid = QGridLayout(sheet)
        grid.setHorizontalSpacing(24)
        grid.setVerticalSpacing(6)
        for row, (keys, does) in enumerate(listed):
            if not does:
                heading = Text(theme, keys, Tone.TITLE)
                grid.addWidget(heading, row, 0, 1, 2)
                continue
            grid.addWidget(Text(theme, keys, Tone.STRONG), row, 0, Qt.AlignmentFlag.AlignTop)
            grid.addWidget(Text(theme, does, wrap=True), row, 1, Qt.AlignmentFlag.AlignTop)
        grid.setColumnStretch(1, 1)
        grid.setRowStretch(len(listed), 1)
        self.close_it = Button(theme, _("Close"), Look.PRIMARY, hint="⏎")
        self.close_it.setDefault(True)
        self.close_it.clicked.connect(self.accept)
        column = QVBoxLayout(self)
        column.addWidget(Scroll(sheet), 1)
        column.addWidget(self.close_it, 0, Qt.AlignmentFlag.AlignRight)
        letter_px = self.fontMetrics().averageCharWidth()
        self.resize(90 * letter_px, 34 * self.fontMetrics().height())
        self.close_it.setFocus()
