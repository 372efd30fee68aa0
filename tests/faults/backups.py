"""Backups and restores: each equals the diary it was made of, whatever state the diary is in."""

from __future__ import annotations

import random
import shutil
from contextlib import closing, suppress
from datetime import timedelta
from pathlib import Path

from isodiary.domain.errors import DiaryError
from isodiary.services.safety.backups import back_up, look_into
from isodiary.services.safety.restore import restore
from isodiary.services.undo import undo_last
from isodiary.storage.backup_files import backup_files
from isodiary.storage.opening import open_diary
from tests.clock import EVENING
from tests.faults.diaries import dies_writing, evening, held, made
from tests.faults.fault import Fault, Outcome
from tests.storage.writing import add, everything, gone, weight


def _lived(path: Path, chance: random.Random) -> None:
    """Write, delete and undo in a diary, as life goes on."""
    with closing(open_diary(path, now=EVENING)) as diary:
        for day in range(50, 50 + chance.randrange(1, 8)):
            with suppress(DiaryError):
                add(diary, *evening(day))
        held_now = [entry for entry in everything(diary).values() if hasattr(entry, "day")]
        for entry in chance.sample(held_now, k=min(4, len(held_now))):
            diary.apply(gone(entry), at=EVENING)
        undo_last(diary, now=EVENING)


def _damaged(path: Path, chance: random.Random) -> None:
    content = bytearray(path.read_bytes())
    start = chance.randrange(0, len(content))
    content[start : start + 4_096] = bytes(len(content[start : start + 4_096]))
    path.write_bytes(content)


def _emptied(path: Path, chance: random.Random) -> None:
    path.write_bytes(b"")


def _deleted(path: Path, chance: random.Random) -> None:
    path.unlink()


def _dead(path: Path, chance: random.Random) -> None:
    dies_writing(path, first=200, count=chance.randrange(1, 4))


FATES = (_lived, _lived, _damaged, _emptied, _deleted, _dead)


def restored(folder: Path, tries: int, seed: int) -> Outcome:
    """Restore a backup over a diary that lived on, was damaged, emptied or deleted."""
    chance = random.Random(seed)
    lost = 0
    for number in range(tries):
        path = folder / str(number) / "isodiary.sqlite"
        made(path, days=chance.randrange(1, 6))
        _lived(path, chance)
        then = held(path)
        with closing(open_diary(path, now=EVENING)) as diary:
            backup = back_up(diary, now=EVENING).path
        fate = FATES[number % len(FATES)]
        fate(path, chance)
        before = path.read_bytes() if path.exists() else b""
        lived = held(path) if fate in (_lived, _dead) else None
        done = restore(path, backup, now=EVENING + timedelta(minutes=1))
        equal = held(path) == then and done.entries == len(then)
        if lived is not None:
            with closing(open_diary(path, now=EVENING)) as diary:
                undo_last(diary, now=EVENING)
            equal = equal and held(path) == lived
        else:
            # a page that was empty, and of which nothing is lost, leaves the diary sound; then it
            # is changed as any other, or not at all where it holds what the backup does
            sound = done.undoable or done.came == done.went == 0
            kept = done.kept is None or sound or done.kept.read_bytes() == before
            equal = equal and kept and (done.kept is not None or fate is _deleted)
        lost += not equal
        shutil.rmtree(path.parent)
    return Outcome(tried=tries, lost=lost, seen="the backup, and where the diary of before is")


def restored_while_open(folder: Path, tries: int, seed: int) -> Outcome:
    """Restore by another program while a window has the diary open; both go on writing."""
    chance = random.Random(seed)
    lost = 0
    for number in range(tries):
        path = folder / str(number) / "isodiary.sqlite"
        made(path, days=3)
        then = held(path)
        with closing(open_diary(path, now=EVENING)) as window:
            backup = back_up(window, now=EVENING).path
            add(window, weight(50))
            if chance.random() < 0.5:
                window.settle()
            restore(path, backup, now=EVENING)
            equal = everything(window) == then
            add(window, weight(51))
        lost += not (equal and len(held(path)) == len(then) + 1)
    return Outcome(tried=tries, lost=lost, seen="the window shows what was restored")


def rotated(folder: Path, tries: int, seed: int) -> Outcome:
    """Keep a diary for so many days, with a backup a day; some of them are damaged later."""
    path = folder / "isodiary.sqlite"
    made(path, days=1)
    lost = 0
    with closing(open_diary(path, now=EVENING)) as diary:
        for day in range(tries):
            add(diary, weight(300 + day))
            made_now = back_up(diary, now=EVENING + timedelta(days=day))
            files = backup_files(path)
            newest = look_into(files[0])
            lost += not (newest.sound and files[0].path == made_now.path and len(files) <= 40)
    return Outcome(tried=tries, lost=lost, seen=f"{len(backup_files(path))} backups, newest good")


FAULTS = (
    Fault(what="a backup restored", short=6, long=100, run=restored),
    Fault(
        what="a backup restored while a window is open", short=2, long=50, run=restored_while_open
    ),
    Fault(what="days with a backup each", short=8, long=200, run=rotated),
)
