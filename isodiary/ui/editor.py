"""The open diary for the screen: do, undo, and tell the pages."""

from __future__ import annotations

from collections.abc import Callable, Collection
from functools import partial

from PySide6.QtCore import QObject, QTimer, Signal, Slot
from PySide6.QtGui import QUndoCommand, QUndoStack

from isodiary.domain.change import Change
from isodiary.domain.day import Clock
from isodiary.domain.errors import DiaryBusy, DiaryError, DiskFull, Refused, Stale
from isodiary.language import _, marked
from isodiary.services.undo import redo_change, undo_change
from isodiary.services.words.entries import act_words
from isodiary.storage.diary import Diary
from isodiary.storage.history import UNDO_LIMIT

PATIENCE_MS = 200
"""A window waits so long for another program's write before it says so."""
RETRY_MS = 1000
LAST_PATIENCE_MS = 5000
BUSY = marked("Another program is writing the diary. isodiary tries again by itself.")
FULL = marked("The disk is full. isodiary writes this by itself as soon as there is room.")
STILL_FULL = marked(
    "The disk is still full. What you did before is written first, as soon "
    "as there is room; then do this again."
)
STILL_BUSY = marked(
    "Another program is still writing the diary. What you did before is "
    "written first; then do this again."
)
OVERTAKEN = marked(
    "Another program changed the diary meanwhile. Nothing was taken back or made again."
)


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
        self._steps = UndoSteps(self)
        self._steps.setUndoLimit(UNDO_LIMIT)
        self._filled = False
        self._waiting: Callable[[], None] | None = None
        self._full = False
        self._retry = QTimer(self, singleShot=True)
        self._retry.timeout.connect(self.try_again)
        diary.wait_at_most(PATIENCE_MS)
        self._begun_after = diary.history.last_number()

    @property
    def undo_stack(self) -> UndoSteps:
        """What can be taken back and made again; read when it is first wanted, not by the start."""
        if not self._filled:
            self._fill_stack()
            self._filled = True
        return self._steps

    def write(self, change: Change | None) -> None:
        """Write `change`; None changes nothing.

        Raises:
            DiaryError: The diary did not take it; whoever asked tells it.
        """
        if change is None:
            return
        self.look_again()
        stack = self.undo_stack  # as it is without the change
        number = self.diary.apply(change, at=self.clock())
        stack.push(_Step(number, act_words(change.act)))
        self.changed.emit(change)
        self.done.emit(change)

    def do(self, change: Change | None) -> bool:
        """Write `change`; return whether the diary took it. A refusal is told here."""
        return self._attempt(partial(self.write, change))

    def attempt(self, make: Callable[[], Change | None]) -> bool:
        """Write the change that `make` returns; a refusal to make it is told like any other."""
        try:
            change = make()
        except DiaryError as error:
            self.refused.emit(error)
            return False
        return self.do(change)

    def erase_for_good(self, ids: Collection[str]) -> bool:
        """Erase what entries held before, or all that deleted ones held; return whether it is gone.

        A refusal is told here.
        """
        return self._attempt(partial(self._erase, ids))

    @property
    def waiting(self) -> bool:
        """Whether something waits until another program lets go of the file."""
        return self._waiting is not None

    @Slot()
    def try_again(self) -> None:
        """Try what waits for a program or for room; nothing is told while it goes on waiting."""
        if (act := self._waiting) is not None:
            self._waiting = None
            self._attempt(act, told=True)

    def finish(self) -> None:
        """Write what still waits, as the window closes; now the other program is waited for."""
        self.diary.wait_at_most(LAST_PATIENCE_MS)
        self.try_again()

    def _attempt(self, act: Callable[[], None], *, told: bool = False) -> bool:
        """Do something with the file, at once or as soon as another program lets go of it."""
        if self._waiting is not None:
            self.refused.emit(DiskFull(_(STILL_FULL)) if self._full else DiaryBusy(_(STILL_BUSY)))
            return False
        try:
            act()
        except (DiaryBusy, DiskFull) as error:
            self._waiting, self._full = act, isinstance(error, DiskFull)
            self._retry.start(RETRY_MS)
            if not told:
                self.refused.emit(DiskFull(_(FULL)) if self._full else DiaryBusy(_(BUSY)))
            return False
        except DiaryError as error:
            self.refused.emit(error)
            return False
        return True

    @Slot()
    def look_again(self) -> None:
        """Read the diary again if another program wrote it meanwhile."""
        if self.diary.changed_elsewhere():
            self.read_anew()

    def read_anew(self) -> None:
        """Read the diary again, whatever is in it by now."""
        self._fill_again()
        self.replaced.emit()

    def _erase(self, ids: Collection[str]) -> None:
        from isodiary.services.safety.forget import erase_for_good  # no start erases anything

        erase_for_good(self.diary, ids)
        self.read_anew()

    def _fill_again(self) -> None:
        if self._filled:
            self._fill_stack()

    def _fill_stack(self) -> None:
        """Make the stack what the history says, also after a restart.

        What another program did since is not taken back here, but what it took back of ours is.
        """
        here = {made.number for made in self.diary.acknowledged}
        stacks = self.diary.history.stacks(
            lambda number: number <= self._begun_after or number in here
        )
        self._steps.clear()
        for record in (*stacks.undo, *reversed(stacks.redo)):
            self._steps.push(_Step(record.number, act_words(record.act)))
        self._steps.setIndex(len(stacks.undo))

    def _take_back(self, step: _Step) -> None:
        self._attempt(partial(self._step, step.number, back=True))

    def _make_again(self, step: _Step) -> None:
        self._attempt(partial(self._step, step.number, back=False))

    def _step(self, number: int, *, back: bool) -> None:
        """Take a change back, or make it again, and the step on the stack with it.

        Raises:
            DiaryError: The diary did not take it; what can never be done leaves the stack, all
                else stays, so that the next try is for the same change.
        """
        self.look_again()
        step = self.undo_stack.next_step(back=back)
        if step is None or step.number != number:  # another program wrote while this waited
            raise Stale(_(OVERTAKEN))
        make = undo_change if back else redo_change
        try:
            change = make(self.diary, number, now=self.clock())
        except Refused:
            step.setObsolete(True)
            self.undo_stack.pass_over(back=back)
            raise
        self.undo_stack.pass_over(back=back)
        self.changed.emit(change.inverse() if back else change)
        (self.undone if back else self.redone).emit(change)


class UndoSteps(QUndoStack):
    """The changes that can be taken back or made again, by the editor, in the file."""

    def __init__(self, editor: DiaryEditor) -> None:
        super().__init__(editor)
        self._editor = editor

    def next_step(self, *, back: bool) -> _Step | None:
        """Return what is next to be taken back, or to be made again; None if nothing is."""
        step = self.command(self.index() - 1 if back else self.index())
        return step if isinstance(step, _Step) else None

    @Slot()
    def undo(self) -> None:
        """Take the last change back."""
        if (step := self.next_step(back=True)) is not None:
            self._editor._take_back(step)

    @Slot()
    def redo(self) -> None:
        """Make again what was taken back last."""
        if (step := self.next_step(back=False)) is not None:
            self._editor._make_again(step)

    def pass_over(self, *, back: bool) -> None:
        """Note that a step was made; an obsolete one goes."""
        super().undo() if back else super().redo()


class _Step(QUndoCommand):
    """One change of the history; it does nothing by itself."""

    def __init__(self, number: int, text: str) -> None:
        super().__init__(text)
        self.number = number
