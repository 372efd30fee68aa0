"""A box for words of several lines that takes no more at once than it can show at once."""

from __future__ import annotations

from PySide6.QtCore import QMimeData, Signal
from PySide6.QtWidgets import QPlainTextEdit

from isodiary.language import _, marked
from isodiary.services.words.units import grouped

TOO_LONG = marked("Not pasted: {count} characters are too many. There is room for {room}.")


class WordsBox(QPlainTextEdit):
    """What is pasted or dropped goes in whole, or not at all.

    Qt breaks lines before it shows them, and with a million characters without a blank that takes
    a minute. So the box is bounded where they come in, and says so.

    Signals: `too_long` tells a sentence about what was not pasted.

    Attributes:
        most: So many characters it holds.
    """

    too_long = Signal(str)
    most = 10_000

    def insertFromMimeData(self, source: QMimeData) -> None:
        text = source.text()
        chosen = self.textCursor()
        stays = self.document().characterCount() - 1
        stays -= abs(chosen.selectionEnd() - chosen.selectionStart())
        if stays + len(text) > self.most:
            room = grouped(max(0, self.most - stays))
            self.too_long.emit(_(TOO_LONG).format(count=grouped(len(text)), room=room))
        else:
            super().insertFromMimeData(source)
