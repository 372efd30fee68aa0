"""The file that is open is the file that is there: copies put back, and files replaced."""

from __future__ import annotations

import os
import random
import shutil
from collections.abc import Callable
from contextlib import closing
from pathlib import Path

from isodiary.domain.errors import DiaryError, FileReplaced
from isodiary.services.check import check
from isodiary.storage.opening import open_diary
from tests.clock import EVENING
from tests.faults.diaries import dies_writing, evening, held, made
from tests.faults.fault import Fault, Outcome
from tests.storage.writing import add, everything, weight


def _written_over(copy: Path, path: Path) -> None:
    path.write_bytes(copy.read_bytes())


def _moved_over(copy: Path, path: Path) -> None:
    beside = path.with_name("put-back.tmp")
    shutil.copyfile(copy, beside)
    beside.replace(path)


WAYS: tuple[Callable[[Path, Path], object], ...] = (
    shutil.copyfile,
    shutil.copy2,
    _written_over,
    _moved_over,
)


def put_back(folder: Path, tries: int, seed: int) -> Outcome:
    """Copy a diary away, let a program die at it, and put the copy back."""
    chance = random.Random(seed)
    lost = 0
    for number in range(tries):
        path = folder / str(number) / "isodiary.sqlite"
        copy = path.with_name("copy.sqlite")
        entries = made(path, days=chance.randrange(1, 10))
        shutil.copy2(path, copy)
        # sometimes the copy is older than what the log was written upon
        if chance.random() < 0.6:
            with closing(open_diary(path, now=EVENING)) as diary:
                for day in range(20, 20 + chance.randrange(1, 30)):
                    add(diary, *evening(day))
        count, settling = chance.randrange(1, 6), chance.randrange(3)
        dies_writing(path, first=100, count=count, settling=settling)
        chance.choice(WAYS)(copy, path)
        with closing(open_diary(path, now=EVENING)) as diary:
            sound, there = check(diary).sound, everything(diary)
        same = path.read_bytes() == copy.read_bytes()
        apart = list(path.parent.glob("*of-another-file*"))
        lost += not (sound and same and there == entries and len(apart) == (count > settling))
        shutil.rmtree(path.parent)
    return Outcome(tried=tries, lost=lost, seen="the copy as it was; the rest lies beside it")


def died(folder: Path, tries: int, seed: int) -> Outcome:
    """Let a program die at a diary, and open it again, here or in the folder it was taken to."""
    chance = random.Random(seed)
    lost = 0
    for number in range(tries):
        path = folder / str(number) / "isodiary.sqlite"
        entries = made(path, days=3)
        count = chance.randrange(1, 6)
        dies_writing(path, first=100, count=count, settling=chance.randrange(count + 1))
        if chance.random() < 0.5:
            path = shutil.copytree(path.parent, folder / f"{number}-elsewhere") / path.name
        if chance.random() < 0.3:
            path.chmod(0o640)
        there = held(path)
        weights = [entry for id_, entry in there.items() if id_ not in entries]
        lost += not (entries.items() <= there.items() and len(weights) == count)
    return Outcome(tried=tries, lost=lost, seen="every entry that was said to be logged")


def _emptied(path: Path, other: Path) -> None:
    path.write_bytes(b"")


def _deleted(path: Path, other: Path) -> None:
    path.unlink()


def _moved(path: Path, other: Path) -> None:
    path.rename(path.with_name("moved.sqlite"))


def _replaced(path: Path, other: Path) -> None:
    other.replace(path)


def _overwritten(path: Path, other: Path) -> None:
    path.write_bytes(other.read_bytes())


HARMS = (_emptied, _deleted, _moved, _replaced, _overwritten)


def replaced(folder: Path, tries: int, seed: int) -> Outcome:
    """Replace, empty, move or delete the file of an open diary, and go on writing."""
    chance = random.Random(seed)
    lost = 0
    said = ""
    for number in range(tries):
        path = folder / str(number) / "isodiary.sqlite"
        other = path.with_name("other.sqlite")
        made(path, days=chance.randrange(1, 6))
        made(other, days=chance.randrange(7, 9))
        diary = open_diary(path, now=EVENING)
        try:
            add(diary, kept := weight(50))
            if chance.random() < 0.7:
                diary.settle()
            HARMS[number % len(HARMS)](path, other)
            before = path.read_bytes() if path.exists() else None
            noticed = diary.is_replaced()
            try:
                add(diary, weight(51))
            except FileReplaced as error:
                said = error.sentence
            else:
                lost += 1
            remembered = [edit.after for act in diary.acknowledged for edit in act.change.edits]
        finally:
            diary.close()
        after = path.read_bytes() if path.exists() else None
        lost += not (noticed and after == before and remembered == [kept])
    return Outcome(tried=tries, lost=lost, seen=said)


def copied_while_open(folder: Path, tries: int, seed: int) -> Outcome:
    """Copy the file, as a person or a sync program does, while it is open and settled."""
    lost = 0
    path = folder / "isodiary.sqlite"
    made(path, days=2)
    with closing(open_diary(path, now=EVENING)) as diary:
        for day in range(100, 100 + tries):
            add(diary, weight(day))
            diary.settle()
            copy = folder / f"{day}.sqlite"
            shutil.copyfile(path, copy)
            lost += held(copy) != everything(diary)
            os.unlink(copy)
    return Outcome(tried=tries, lost=lost, seen="the copy holds every entry")


def deleted_with_its_log_left(folder: Path, tries: int, seed: int) -> Outcome:
    """Delete the diary of a program that died, but not its log; begin a new one there."""
    lost = 0
    for number in range(tries):
        path = folder / str(number) / "isodiary.sqlite"
        made(path, days=2)
        dies_writing(path, first=100, count=3)
        path.unlink()
        try:
            lost += held(path) != {}
        except DiaryError:
            lost += 1
    return Outcome(tried=tries, lost=lost, seen="a new diary; the log lies beside it")


FAULTS = (
    Fault(what="an older copy put back after a kill", short=8, long=100, run=put_back),
    Fault(what="a kill, opened again, here or elsewhere", short=6, long=100, run=died),
    Fault(what="the open file replaced, emptied, moved, deleted", short=10, long=100, run=replaced),
    Fault(what="the open file copied", short=5, long=100, run=copied_while_open),
    Fault(what="deleted, but for its log", short=1, long=10, run=deleted_with_its_log_left),
)
