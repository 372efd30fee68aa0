"""How far something is that takes more than a second, and a way to give it up."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QProgressDialog, QWidget

from isodiary.language import _
from isodiary.services.exchange.source import Step

PARTS = 1000
PATIENCE_MS = 1000
"""What is done sooner shows nothing."""


class GivenUp(Exception):
    """The patient gave it up; nothing was changed."""


@contextmanager
def progress(words: str, parent: QWidget) -> Iterator[Step]:
    """Show how far something is; inside, call what is given with its share, 0 to 1.

    Raises:
        GivenUp: By that call, when it was given up.
    """
    dialog = QProgressDialog(words, _("Cancel"), 0, PARTS, parent)
    dialog.setWindowTitle(words)
    dialog.setWindowModality(Qt.WindowModality.WindowModal)
    dialog.setMinimumDuration(PATIENCE_MS)

    def step(share: float) -> None:
        dialog.setValue(min(PARTS - 1, round(share * PARTS)))
        if dialog.wasCanceled():
            raise GivenUp

    try:
        yield step
    finally:
        dialog.close()
        dialog.deleteLater()
