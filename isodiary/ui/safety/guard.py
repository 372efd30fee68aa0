"""Looks after the file of the open diary, off the path of every key."""

from __future__ import annotations

from concurrent.futures import Future
from contextlib import suppress
from functools import partial

from PySide6.QtCore import QFileSystemWatcher, QObject, QTimer, Signal, Slot

from isodiary.domain.errors import DiaryDamaged, DiaryError, FileReplaced
from isodiary.services.safety.backups import Made, back_up, back_up_if_due, backup_is_due
from isodiary.ui.safety.aside import Aside
from isodiary.ui.tools import Tools

SETTLE_MS = 150
"""So long after an act the file itself holds it, and what a person copies is whole."""
BACKUP_MS = 4_000
"""So long nothing is done before the backup of the day is made."""
ROOM_MS = 5_000
"""So often a disk that was full is tried again."""
NOTICED_MS = 120
"""A program that writes a file is given so long to be done with it."""


class FileGuard(QObject):
    """Settles what was written, backs it up, and notices another file in the place of the diary.

    Attributes:
        tools: Those of its window.

    Signals:
        replaced: Another file is where the open one was, or none; nothing is written any more.
        damaged: The file is damaged; nothing is written any more.
        backed_up: A backup was made.
        not_backed_up: A `DiaryError` that kept the backup of the day from being made.
        has_room: A diary that a full disk let only be read can be written again.
    """

    replaced = Signal()
    damaged = Signal()
    backed_up = Signal()
    not_backed_up = Signal(object)
    has_room = Signal()

    def __init__(self, tools: Tools, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.tools = tools
        self._stopped = self._resting = False
        self._aside = Aside(self)
        self._aside.came.connect(self.hear_backed_up)
        self._settling = self._timer(SETTLE_MS, self.settle)
        self._backing_up = self._timer(BACKUP_MS, self.back_up)
        self._looking = self._timer(NOTICED_MS, self.look)
        self._room = self._timer(ROOM_MS, self.look_for_room)
        self._watcher = QFileSystemWatcher(self)
        self._watcher.fileChanged.connect(self._looking.start)
        self._watcher.directoryChanged.connect(self._looking.start)
        tools.editor.changed.connect(self.hear_changed)
        tools.editor.refused.connect(self.hear_error)
        self._watch()
        if tools.diary.waits_for_room:
            self._room.start()
        self._settling.start()  # which also notes what is in the file
        if tools.diary.acknowledged:
            self._backing_up.start()

    @property
    def stopped(self) -> bool:
        """Whether another file was found in the place of the diary."""
        return self._stopped

    @Slot()
    def rest(self) -> None:
        """Do what was put off, and leave the file alone until the passphrase is typed again."""
        if self._backing_up.isActive():
            self.back_up()
        for timer in (self._settling, self._backing_up, self._looking):
            timer.stop()
        self._resting = True

    @Slot()
    def wake(self) -> None:
        """Look after the file again."""
        self._resting = False
        self._settling.start()
        if self.tools.diary.acknowledged:
            self._backing_up.start()

    @Slot()
    def hear_changed(self) -> None:
        """Settle soon, and back up once nothing is done for a while."""
        if not self._settling.isActive():
            self._settling.start()
        self._backing_up.start()

    @Slot(object)
    def hear_error(self, error: DiaryError) -> None:
        """Notice what a refusal says of the file."""
        if isinstance(error, FileReplaced):
            self._stop()
        elif isinstance(error, DiaryDamaged):
            self.damaged.emit()

    @Slot()
    def look(self) -> bool:
        """Whether the file is still the one that was opened; if it is, read what others wrote."""
        if self._stopped or self._resting:
            return False
        try:
            if self.tools.diary.is_replaced():
                self._stop()
                return False
            self._watch()
            self.tools.editor.look_again()
        except DiaryError as error:
            self.hear_error(error)
            return not isinstance(error, DiaryDamaged)
        return True

    @Slot()
    def settle(self) -> None:
        """Move what was written into the file itself, so that a copy of it is whole."""
        if self._stopped or self._resting:
            return
        self._settling.stop()
        try:
            whole = self.tools.diary.settle()
        except DiaryError as error:
            self.hear_error(error)
        else:
            if not whole and not self.tools.diary.read_only:
                self._settling.start()  # another program reads; what is in the log is safe there

    @Slot()
    def back_up(self) -> None:
        """Make the backup after the first change of a day."""
        if self._stopped or self._resting:
            return
        self._backing_up.stop()
        diary, now = self.tools.diary, self.tools.now
        if not backup_is_due(diary, now=now):
            return
        try:
            if not self._aside.ask(diary, partial(back_up, now=now)):
                self._backing_up.start()
        except DiaryError as error:
            self._tell_failed(error)

    @Slot(object)
    def hear_backed_up(self, future: Future[Made]) -> None:
        """Say what became of the backup."""
        try:
            future.result()
        except DiaryError as error:
            self._tell_failed(error)
        else:
            self.backed_up.emit()

    @Slot()
    def look_for_room(self) -> None:
        """Go on writing once there is room on the disk again."""
        if self.tools.diary.try_again():
            self._room.stop()
            self.has_room.emit()
        elif self.tools.diary.waits_for_room:
            self._room.start()

    def leave(self) -> None:
        """Do what was put off, as the window closes; nothing is looked after any more."""
        pending = self._backing_up.isActive()
        for timer in (self._settling, self._backing_up, self._looking, self._room):
            timer.stop()
        self._aside.leave()
        with suppress(DiaryError):  # what is in the diary is safe; the light says the rest
            if pending and not self._stopped:
                back_up_if_due(self.tools.diary, now=self.tools.now)
        self._stopped = True

    def _tell_failed(self, error: DiaryError) -> None:
        self.hear_error(error)
        self.not_backed_up.emit(error)

    def _stop(self) -> None:
        if not self._stopped:
            self._stopped = True
            self.replaced.emit()

    def _watch(self) -> None:
        """Watch the file and its folder; a file that was put in its place is another one to Qt."""
        path = self.tools.diary.path
        if path is None:
            return
        real = path.resolve()
        watched = {*self._watcher.files(), *self._watcher.directories()}
        missing = [str(each) for each in (real, real.parent) if str(each) not in watched]
        if missing:
            self._watcher.addPaths([each for each in missing if each])

    def _timer(self, wait_ms: int, does: object) -> QTimer:
        timer = QTimer(self, singleShot=True)
        timer.setInterval(wait_ms)
        timer.timeout.connect(does)
        return timer
