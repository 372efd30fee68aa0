"""What looks after the file while its window is open, and says what it finds.

It is made once the window was seen, so that no start waits for it; what it needs for a mishap is
loaded when there is one.
"""

from __future__ import annotations

import time
from concurrent.futures import Future
from contextlib import suppress
from datetime import datetime, timedelta
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Protocol

from PySide6.QtCore import QObject, QTimer, Signal, Slot
from PySide6.QtWidgets import QMainWindow, QVBoxLayout

from isodiary.domain.change import Entry
from isodiary.domain.errors import DiaryError, FileReplaced
from isodiary.language import _, marked, nmarked, plural
from isodiary.services.check import told
from isodiary.services.safety.backups import standing
from isodiary.services.safety.folders import shared_by
from isodiary.services.words.days import full_day
from isodiary.ui.kit.layouts import as_wide_as_cards
from isodiary.ui.safety.aside import Aside
from isodiary.ui.safety.guard import FileGuard
from isodiary.ui.safety.light import LightButton
from isodiary.ui.safety.notices import Notices, Offer
from isodiary.ui.tools import Tools
from isodiary.ui.window.menus import WindowActs
from isodiary.ui.window.sidebar import Sidebar
from isodiary.ui.window.undo_bar import UndoBar

if TYPE_CHECKING:
    from isodiary.ui.passphrase.lock import WindowLock
    from isodiary.ui.safety.replaced import Which

CHECK_AFTER_MS = 400
"""The file is read whole only once the window can be used."""
FAR_BACK = timedelta(days=30)

READ_ONLY = marked(
    "Nothing more is written to this diary until it is restored or what is sound is saved."
)
FULL = marked("The disk is full, so the diary is only read. isodiary tries again by itself.")
ROOM = marked("There is room on the disk again, and the diary is written as before.")
NOT_BACKED_UP = marked("The backup of today was not made. {reason}")
APART = nmarked(
    "A log of writes beside this diary belonged to another file, and lies now in {name}. It holds"
    " {count} entry that this diary has not: {kinds}.",
    "A log of writes beside this diary belonged to another file, and lies now in {name}. It holds"
    " {count} entries that this diary has not: {kinds}.",
)
APART_EMPTY = marked(
    "A log of writes beside this diary belonged to another file, and lies "
    "now in {name}. It holds nothing that this diary has not."
)
NEWER = nmarked(
    "{count} entry is newer than this backup and sound: {kinds}.",
    "{count} entries are newer than this backup and sound: {kinds}.",
)
YEAR = marked(
    "The clock of this computer says {now}, but the last entry was made on "
    "{last}. Is the year {year} right? If not, set the clock before you "
    "enter anything."
)


class KeptWindow(Protocol):
    """What it needs of the window."""

    @property
    def sidebar(self) -> Sidebar:
        """Where the light stands, and what is on the disk."""

    @property
    def acts(self) -> WindowActs:
        """What asks for another file."""

    @property
    def undo_bar(self) -> UndoBar:
        """What tells of refusals."""

    @property
    def right(self) -> QVBoxLayout:
        """The pages, with what stands above and below them."""

    def look_around(self) -> None:
        """Notice what other programs wrote, and the time that went by."""


class Keeper(QObject):
    """Guards the file of one window, and says what is to be said about it.

    Signals:
        checked: The whole file was read, and what is wrong is said.
    """

    checked = Signal()

    def __init__(self, window: KeptWindow, over: QMainWindow, tools: Tools) -> None:
        """Args: `over` is what dialogs stand over."""
        super().__init__(over)
        self._window = window
        self._over = over
        self._tools = tools
        self._offset = tools.now.utcoffset()
        self._kept: Path | str = ""
        self.guard = FileGuard(tools, self)
        self.notices = Notices(tools)
        self.light = LightButton(tools.theme)
        self.light.clicked.connect(self.show_backups)
        window.right.insertLayout(0, as_wide_as_cards(self.notices))
        window.sidebar.add_light(self.light)
        self.guard.replaced.connect(self.tell_replaced)
        self.guard.damaged.connect(self.tell_damaged)
        self.guard.backed_up.connect(self.tell_light)
        self.guard.not_backed_up.connect(self.tell_no_backup)
        self.guard.has_room.connect(self.tell_room)
        self.lock = _lock(over, self.guard, window) if tools.diary.key is not None else None
        self._aside = Aside(self)
        self._aside.came.connect(self.hear_checked)
        self._checking = QTimer(self, singleShot=True)
        self._checking.setInterval(CHECK_AFTER_MS)
        self._checking.timeout.connect(self.check)
        self._checking.start()
        self.tell_light()

    def look(self) -> bool:
        """Notice what happened to the file and to the time zone; return whether all goes on."""
        self._look_at_zone()
        return self.guard.look()

    def leave(self) -> None:
        """Do what was put off, as the window closes."""
        self._checking.stop()
        self._aside.leave()
        self.guard.leave()
        if self.lock is not None:
            self.lock.leave()

    def hear_error(self, error: DiaryError) -> None:
        """Say what the file refused where nobody could catch it."""
        self._window.undo_bar.warn(error.sentence)
        if self.look():
            self.guard.hear_error(error)

    @Slot()
    def check(self) -> None:
        """Read the whole file once, beside the window."""
        diary = self._tools.diary
        try:
            if diary.is_locked:  # then it is read once it is not
                self._checking.start()
            elif diary.read_only:  # it may be one that only this connection can read
                self._tell_checked(told(diary))
            else:
                self._aside.ask(diary, told)
        except FileReplaced as error:
            self.guard.hear_error(error)
        except DiaryError as error:
            self._tell_checked(error.sentence)

    @Slot(object)
    def hear_checked(self, future: Future[str]) -> None:
        """Hear what is wrong with the file."""
        try:
            said = future.result()
        except DiaryError as error:
            said = error.sentence
        self._tell_checked(said)

    def _tell_checked(self, said: str) -> None:
        """Say what is wrong with the file, or with where it lies."""
        diary = self._tools.diary
        if said or diary.known_damaged:
            self.tell_damaged(said)
        if diary.waits_for_room:
            self.notices.say("full", _(FULL), stays=True, wrong=True)
        for log in self._tools.found.logs:
            self._tell_apart(log)
        if self._tools.found.newer:
            self._offer("newer", NEWER, self._tools.found.newer)
        self._tell_folder()
        self._tell_clock()
        self.checked.emit()

    @Slot()
    def show_backups(self) -> None:
        """Show the backups."""
        from isodiary.ui.kit.forms import ask
        from isodiary.ui.safety.backups import BackupsDialog

        assert self._tools.diary.path is not None
        dialog = BackupsDialog(self._tools, self._tools.diary.path, self._over)
        dialog.finished.connect(self.tell_light)
        ask(dialog)

    @Slot()
    def tell_light(self) -> None:
        """Say how the backups stand."""
        path = self._tools.diary.path
        assert path is not None
        state = standing(path, now=self._tools.now)
        self.light.show_state(state, self._tools.now, self._tools.habits)

    @Slot()
    def tell_replaced(self) -> None:
        """Save what was acknowledged as a file of its own, and ask which of the two goes on."""
        from isodiary.services.safety.replaced import save_ours
        from isodiary.ui.safety.replaced import GONE, STOPPED

        path = self._tools.diary.path
        assert path is not None
        try:
            self._kept = save_ours(self._tools.diary, now=self._tools.now)
        except DiaryError as error:
            self._kept = error.sentence
        said = _(STOPPED) if path.exists() else _(GONE)
        choose = Offer(_("&Choose…"), self.ask_which)
        self.notices.say("replaced", said, choose, stays=True, wrong=True)
        self._tell_state()
        self.ask_which()

    @Slot()
    def ask_which(self) -> None:
        """Show both diaries with what each has, and let one of them go on."""
        from isodiary.services.safety.replaced import look_at_both
        from isodiary.ui.kit.forms import ask
        from isodiary.ui.safety.replaced import ReplacedDialog

        both = look_at_both(self._tools.diary)
        dialog = ReplacedDialog(self._tools, both, self._kept, self._over)
        dialog.chosen.connect(self._go_on)
        ask(dialog)

    @Slot()
    def tell_damaged(self, said: str = "") -> None:
        """Say that the file is damaged, as long as it is."""
        offer = Offer(_("&What can be done…"), self._window.acts.trouble_asked.emit)
        self.notices.say("damaged", f"{said} {_(READ_ONLY)}".strip(), offer, stays=True, wrong=True)
        self._tell_state()

    @Slot(object)
    def tell_no_backup(self, error: DiaryError) -> None:
        """Say why there is no backup of today."""
        self.notices.say("backup", _(NOT_BACKED_UP).format(reason=error.sentence), wrong=True)

    @Slot()
    def tell_room(self) -> None:
        """Say that the diary can be written again."""
        self.notices.drop("full")
        self.notices.say("room", _(ROOM))
        self._read_again()

    @Slot(object)
    def _go_on(self, which: Which) -> None:
        from isodiary.services.safety.replaced import save_ours
        from isodiary.ui.safety.replaced import Which

        kept = self._kept
        if which is Which.THEIRS:
            self._window.acts.go_on_asked.emit(None)
            return
        if not isinstance(kept, Path):  # the disk refused it before
            try:
                kept = self._kept = save_ours(self._tools.diary, now=self._tools.now)
            except DiaryError as error:
                self.notices.say("kept", error.sentence, wrong=True)
                return
        self._window.acts.go_on_asked.emit(kept)

    def _offer(
        self, about: str, words: tuple[str, str], entries: tuple[Entry, ...], name: str = ""
    ) -> None:
        from isodiary.services.safety.compare import counted

        said = plural(len(entries), *words).format(kinds=", ".join(counted(entries)), name=name)
        bring = Offer(_("&Bring them over"), partial(self._bring, about, entries))
        self.notices.say(about, said, bring)

    def _bring(self, about: str, entries: tuple[Entry, ...]) -> None:
        from isodiary.services.safety.harm import bring_over

        make = partial(bring_over, self._tools.diary, entries)
        if self._tools.editor.attempt(make):
            self.notices.drop(about)

    def _tell_apart(self, log: Path) -> None:
        from isodiary.services.safety.harm import held_apart

        with suppress(DiaryError):
            entries = held_apart(self._tools.diary, log)
            if entries:
                self._offer(str(log), APART, entries, log.name)
            else:
                self.notices.say(str(log), _(APART_EMPTY).format(name=log.name))

    def _tell_state(self) -> None:
        self._window.sidebar.stopped = self.guard.stopped
        self._window.sidebar.tell_state()

    def _read_again(self) -> None:
        """Read the diary again, all of it."""
        self._tools.habits_in_use.changed.emit()
        self._tell_state()

    def _tell_folder(self) -> None:
        """Name a shared folder once, with what to do."""
        path, settings = self._tools.diary.path, self._tools.settings
        assert path is not None
        shared = shared_by(path)
        if shared is not None and settings.shared_folder_told != shared.by:
            settings.shared_folder_told = shared.by
            self.notices.say("folder", shared.sentence)

    def _tell_clock(self) -> None:
        """Ask once about a clock that is far behind the last entry."""
        now = self._tools.now
        last = self._last()
        if last is not None and last - now > FAR_BACK:
            said = _(YEAR).format(
                now=full_day(now.date()), last=full_day(last.date()), year=now.year
            )
            right = Offer(
                _("&Yes, it is {year}").format(year=now.year), partial(self.notices.drop, "clock")
            )
            self.notices.say("clock", said, right, wrong=True)

    def _last(self) -> datetime | None:
        with suppress(DiaryError):
            return self._tools.diary.history.last_at()
        return None

    def _look_at_zone(self) -> None:
        """Show times anew once the computer is in another time zone."""
        if hasattr(time, "tzset"):
            time.tzset()  # Python reads the zone once, unless it is told
        before, self._offset = self._offset, self._tools.now.utcoffset()
        if before != self._offset:
            self._read_again()


def _lock(over: QMainWindow, guard: FileGuard, window: KeptWindow) -> WindowLock:
    """Let the window of a diary with a passphrase be locked; no other loads what that needs."""
    from isodiary.ui.passphrase.lock import lockable

    lock = lockable(over, guard.tools, window.acts)
    lock.locking.connect(guard.rest)
    lock.unlocked.connect(guard.wake)
    lock.unlocked.connect(window.look_around)  # it may be another day by now
    return lock
