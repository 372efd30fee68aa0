"""From one passphrase to another, or to none, while the window is closed for a moment."""

from __future__ import annotations

from isodiary.domain.errors import DiaryError
from isodiary.language import _, marked, plural
from isodiary.services.safety.passphrase import Switched, set_passphrase, take_passphrase_away
from isodiary.storage.database import Key
from isodiary.ui.kit.forms import ask
from isodiary.ui.kit.text import breakable
from isodiary.ui.passphrase.recovery import RecoveryDialog
from isodiary.ui.tools import Tools
from isodiary.ui.window.main_window import MainWindow

OFF = marked(
    "No passphrase any more: the diary and {backups} can be read by anybody who has the file."
)


NOT_OPENED = marked("Could not be opened, and stay as they are: {names}.")


class Switching:
    """One such change: begun with the window of before, told in the one after it."""

    def __init__(self, tools: Tools, new: str) -> None:
        """Args: `new` is the new passphrase; empty for none."""
        path = tools.diary.path
        assert path is not None, "a made-up diary has no file"
        self._path, self._new, self._now = path, new, tools.now
        self._key = tools.diary.key
        self._drafts = dict(tools.drafts.all)
        self._done: Switched | None = None
        self._refused = ""

    def switch(self) -> Key | None:
        """Do it, with the diary closed; return what opens the diary now.

        What is refused is told later: the diary is as it was.
        """
        try:
            if self._new:
                self._done = set_passphrase(self._path, self._new, now=self._now, key=self._key)
            elif self._key is not None:
                self._done = take_passphrase_away(self._path, now=self._now, key=self._key)
        except DiaryError as error:
            self._refused = error.sentence
        return self._key if self._done is None else self._done.key

    def tell(self, window: MainWindow, tools: Tools) -> None:
        """Say what came of it, and bring back what was typed and not saved."""
        for key, draft in self._drafts.items():
            tools.drafts.keep(key, draft)
        if self._done is None:
            window.undo_bar.warn(self._refused)
        elif self._done.key is None:
            backups = plural(self._done.backups, "{count} backup", "{count} backups")
            said = [_(OFF).format(backups=backups)]
            if self._done.left:
                names = ", ".join(breakable(file.name) for file in self._done.left)
                said.append(_(NOT_OPENED).format(names=names))
            window.acts.notice.emit(" ".join(said))
        else:
            ask(RecoveryDialog(tools, self._path, self._done, window))
