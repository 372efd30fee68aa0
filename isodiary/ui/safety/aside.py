"""Reads the whole diary beside the window, in a thread of its own, so that no key waits for it."""

from __future__ import annotations

from collections.abc import Callable
from concurrent.futures import Future, ThreadPoolExecutor
from typing import TypeVar

from PySide6.QtCore import QObject, Signal, Slot

from isodiary.storage.beside import DiaryBeside
from isodiary.storage.diary import Diary

Found = TypeVar("Found")


class Aside(QObject):
    """Does one thing at a time with a diary, over a connection of its own.

    Signals:
        came: What was asked for is done, or failed: a `Future`. It is told on the window's thread.
    """

    came = Signal(object)
    _ended = Signal(object)

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._threads = ThreadPoolExecutor(max_workers=1)
        self._busy = self._left = False
        self._ended.connect(self._tell)

    def ask(self, diary: Diary, work: Callable[[Diary], object]) -> bool:
        """Begin with `work`; return False if something else is still being done.

        Raises:
            DiaryError: The file cannot be opened once more.
        """
        if self._busy:
            return False
        beside = DiaryBeside.of(diary)
        self._busy = True
        self._threads.submit(_done, work, beside).add_done_callback(self._ended.emit)
        return True

    def leave(self) -> None:
        """Wait for what is being done, and tell nothing any more."""
        self._left = True
        self._threads.shutdown()

    @Slot(object)
    def _tell(self, future: Future[object]) -> None:
        self._busy = False
        if not self._left:
            self.came.emit(future)


def _done(work: Callable[[Diary], Found], diary: Diary) -> Found:
    try:
        return work(diary)
    finally:
        diary.close()
