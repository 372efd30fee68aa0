"""The open diary for the screen: do, undo, and tell the pages."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from functools import partial

from PySide6.QtCore import QObject, Signal, Slot
from PySide6.QtGui import QUndoCommand, QUndoStack

from isodiary.domain.change import Change
from isodiary.domain.day import Clock
from isodiary.domain.errors import DiaryError
from isodiary.services.undo import redo_change, undo_change
from isodiary.services.words.entries import act_words
from isodiary.storage.diary import Diary
from isodiary.storage.history import UNDO_LIMIT


class DiaryEditor(QObject):
    """Applies every change that the screen makes, so that every change can be undone.

    Signals:
        changed: A `Change` was made, undone or redone; undone, it arrives as its inverse.
        done: A `Change` was made for the first time.
        undone: A `Change` was taken back; it arrives as it was made.
        redone: A `Change` was made again.
        refused: A `DiaryError` stopped a change; nothing was written.
        replaced: Another program wrote the diary; read everything again.
    """

    changed = Signal(object)
    done = Signal(object)
    undone = Signal(object)
    redone = Signal(object)
    refused = Signal(object)
    replaced = Signal()

    def __init__(self, diary: Diary, clock: Clock, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.diary = diary
        self.clock = clock
        self.undo_stack = QUndoStack(self)
        self.undo_stack.setUndoLimit(UNDO_LIMIT)
        self._only_noting = False
        self._fill_stack()

    def write(self, change: Change | None) -> None:
        """Write `change`; None changes nothing.

        Raises:
            DiaryError: The diary did not take it; whoever asked tells it.
        """
        if change is None:
            return
        number = self.diary.apply(change, at=self.clock())
        with self._noting():
            self.undo_stack.push(_Step(self, number, act_words(change.act)))
        self.changed.emit(change)
        self.done.emit(change)

    def do(self, change: Change | None) -> bool:
        """Write `change`; return whether the diary took it. A refusal is told here."""
        try:
            self.write(change)
        except DiaryError as error:
            self.refused.emit(error)
            return False
        return True

    def attempt(self, make: Callable[[], Change | None]) -> bool:
        """Write the change that `make` returns; a refusal to make it is told like any other."""
        try:
            change = make()
        except DiaryError as error:
            self.refused.emit(error)
            return False
        return self.do(change)

    @Slot()
    def look_again(self) -> None:
        """Read the diary again if another program wrote it meanwhile."""
        if self.diary.changed_elsewhere():
            self._fill_stack()
            self.replaced.emit()

    def _run(self, step: _Step, write: Callable[[], Change], *, undone: bool) -> None:
        try:
            change = write()
        except DiaryError as error:
            step.setObsolete(True)  # what cannot be done leaves the stack
            self.refused.emit(error)
        else:
            self.changed.emit(change.inverse() if undone else change)
            (self.undone if undone else self.redone).emit(change)

    def _fill_stack(self) -> None:
        """Make the stack what the history says, also after a restart."""
        stacks = self.diary.history.stacks()
        with self._noting():
            self.undo_stack.clear()
            for record in (*stacks.undo, *reversed(stacks.redo)):
                self.undo_stack.push(_Step(self, record.number, act_words(record.act)))
            self.undo_stack.setIndex(len(stacks.undo))

    @contextmanager
    def _noting(self) -> Iterator[None]:
        """Let the stack take up steps that are made already, without making them again."""
        self._only_noting = True
        try:
            yield
        finally:
            self._only_noting = False

    def _take_back(self, step: _Step) -> None:
        if not self._only_noting:
            write = partial(undo_change, self.diary, step.number, now=self.clock())
            self._run(step, write, undone=True)

    def _make_again(self, step: _Step) -> None:
        if not self._only_noting:
            write = partial(redo_change, self.diary, step.number, now=self.clock())
            self._run(step, write, undone=False)


class _Step(QUndoCommand):
    """One change of the history."""

    def __init__(self, editor: DiaryEditor, number: int, text: str) -> None:
        super().__init__(text)
        self._editor = editor
        self.number = number

    def undo(self) -> None:
        self._editor._take_back(self)

    def redo(self) -> None:
        self._editor._make_again(self)
