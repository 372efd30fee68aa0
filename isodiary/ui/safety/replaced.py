"""Another file is where the open diary was: what each of the two has, and which goes on."""

from __future__ import annotations

from enum import Enum, auto
from functools import partial
from pathlib import Path

from PySide6.QtCore import QSize, Qt, Signal, Slot
from PySide6.QtWidgets import QDialog, QVBoxLayout, QWidget

from isodiary.language import _, marked, plural
from isodiary.services.safety.compare import counted
from isodiary.services.safety.replaced import Both
from isodiary.ui.kit.button import Button
from isodiary.ui.kit.card import Card
from isodiary.ui.kit.layouts import Beside, Scroll
from isodiary.ui.kit.text import Text, Tone, breakable
from isodiary.ui.tools import Tools

STOPPED = marked(
    "Another file is in the place of this diary, so nothing more is written. "
    "What you entered is kept; choose which of the two goes on."
)
GONE = marked(
    "The diary’s file was moved or deleted, so nothing more is written. What "
    "you entered is kept; choose how to go on."
)
NOT_WHOLE = marked(
    "The file was written over, so this is the newest backup and everything "
    "entered since this window was opened."
)
NOT_SAVED = marked(
    "It could not be saved as a file of its own, and is kept as long as isodiary is open:"
)
STAYS = marked("The other one stays beside it, under a name of its own. Nothing is thrown away.")
LETTERS = 36


class Which(Enum):
    """Which of the two goes on."""

    OURS = auto()
    THEIRS = auto()


class ReplacedDialog(QDialog):
    """Both diaries side by side.

    Signals: `chosen` tells `Which` goes on.

    Attributes:
        ours: Goes on with what was open here.
        theirs: Goes on with what is there now.
    """

    chosen = Signal(object)

    def __init__(
        self, tools: Tools, both: Both, kept: Path | str, parent: QWidget | None = None
    ) -> None:
        """Args: `kept` is where the open diary was saved, or the sentence why it was not."""
        super().__init__(parent)
        theme = tools.theme
        self.setWindowTitle("isodiary")
        self.ours = Button(theme, _("Go on with what was &open here"))
        self.theirs = Button(theme, _("Go on with what is there &now"))
        self.theirs.setEnabled(both.there is not None)
        self.later = Button(theme, _("&Later"))
        self.ours.clicked.connect(partial(self._choose, Which.OURS))
        self.theirs.clicked.connect(partial(self._choose, Which.THEIRS))
        self.later.clicked.connect(self.reject)
        title = _("Another file is in the place of this diary")
        if both.there is None and not (tools.diary.path and tools.diary.path.exists()):
            title = _("The file of this diary is gone")
        cards = Beside(LETTERS)
        cards.add(self._our_card(tools, both, kept))
        cards.add(self._their_card(tools, both))
        sheet = QWidget()
        sheet.setMinimumHeight(1)  # else as high as its texts are where they are narrow
        column = QVBoxLayout(sheet)
        column.addWidget(Text(theme, title, Tone.TITLE, wrap=True))
        where = breakable(str(tools.diary.path))
        column.addWidget(Text(theme, where, Tone.SMALL, wrap=True))
        column.addWidget(cards)
        column.addWidget(Text(theme, _(STAYS), Tone.MUTED, wrap=True))
        column.addWidget(self.later, 0, Qt.AlignmentFlag.AlignLeft)
        column.addStretch(1)
        layout = QVBoxLayout(self)
        layout.addWidget(Scroll(sheet))
        room = self.screen().availableSize() * 0.92
        width_px = min(100 * self.fontMetrics().averageCharWidth(), room.width())
        high_px = max(sheet.heightForWidth(width_px), sheet.sizeHint().height())
        spare_px = 2 * self.fontMetrics().height()
        self.resize(QSize(width_px, high_px + spare_px).boundedTo(room))
        self.ours.setFocus()

    @Slot(object)
    def _choose(self, which: Which) -> None:
        self.accept()
        self.chosen.emit(which)

    def _our_card(self, tools: Tools, both: Both, kept: Path | str) -> Card:
        said = [] if both.whole else [_(NOT_WHOLE)]
        if isinstance(kept, Path):
            said.append(_("Saved as {file}").format(file=breakable(kept.name)))
        else:
            said.append(f"{_(NOT_SAVED)} {kept}")
        has = counted(both.compared.lacking_there)
        return _card(tools, _("What was open here"), len(both.ours), has, said, self.ours)

    def _their_card(self, tools: Tools, both: Both) -> Card:
        if both.there is None:
            gone = tools.diary.path is None or not tools.diary.path.exists()
            said = (
                _("There is no file any more.") if gone else _("It is no diary that can be read.")
            )
            return _card(tools, _("What is there now"), None, (), [said], self.theirs)
        has = counted(both.compared.lacking_here)
        return _card(tools, _("What is there now"), len(both.there), has, [], self.theirs)


def _card(
    tools: Tools,
    title: str,
    entries: int | None,
    has: tuple[str, ...],
    said: list[str],
    button: Button,
) -> Card:
    card = Card(tools.theme)
    card.body.addWidget(Text(tools.theme, title, Tone.HEADING))
    if entries is not None:
        words = plural(entries, "{count} entry", "{count} entries")
        card.body.addWidget(Text(tools.theme, words, Tone.STRONG))
        only = (
            _("The other has not: {kinds}.").format(kinds=", ".join(has))
            if has
            else _("Nothing that the other has not.")
        )
        card.body.addWidget(Text(tools.theme, only, wrap=True))
    for sentence in said:
        card.body.addWidget(Text(tools.theme, sentence, Tone.MUTED, wrap=True))
    card.body.addStretch(1)
    card.body.addWidget(button)
    return card
