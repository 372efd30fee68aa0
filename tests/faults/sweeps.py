"""Calls to the disk fail, and programs are killed at them: in a backup, a restore, a salvage.

What the calls of SQLite itself do when they fail is tried elsewhere; these are ours.
"""

from __future__ import annotations

import errno
import os
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import closing, contextmanager
from datetime import timedelta
from functools import cache
from pathlib import Path
from typing import Any

from isodiary.domain.change import Entry
from isodiary.domain.errors import DiaryError
from isodiary.services.safety.backups import back_up, bad_backups
from isodiary.services.safety.restore import restore
from isodiary.services.safety.salvage import salvage
from isodiary.storage.backup_files import backup_files
from isodiary.storage.opening import open_diary
from tests.clock import EVENING
from tests.faults.diaries import ROOT, held, made
from tests.faults.fault import Fault, Outcome
from tests.storage.writing import add, everything, weight

RELEASED = ROOT / "tests" / "files" / "diary-2026-11-23.sqlite"
CALLS = ("open", "write", "fsync", "link", "rename", "replace", "unlink", "mkdir")
LATER = EVENING + timedelta(minutes=1)


def _back_up(path: Path) -> None:
    with closing(open_diary(path, now=LATER)) as diary:
        add(diary, weight(100))
        back_up(diary, now=LATER)


def _restore(path: Path) -> None:
    restore(path, backup_files(path)[-1].path, now=LATER)


def _restore_over_damage(path: Path) -> None:
    content = bytearray(path.read_bytes())
    content[20_000:24_096] = bytes(4_096)
    path.write_bytes(content)
    _restore(path)


def _salvage(path: Path) -> None:
    salvage(path, path.with_name("saved.sqlite"), now=LATER)


def _migrate(path: Path) -> None:
    with closing(open_diary(_old(path), now=LATER)):
        pass


def _old(path: Path) -> Path:
    """Return where a diary of the last release lies, if there is one."""
    return path.with_name("old") / "isodiary.sqlite"


def _begin(path: Path) -> None:
    made(path.with_name("new") / "isodiary.sqlite", days=1)


Acts = Mapping[str, Callable[[Path], None]]
"""What is done to a diary, by a name."""
Ready = tuple[Path, Callable[[], bool]]
"""A diary, and what says afterwards whether nothing is lost."""
MakeReady = Callable[[str, Path], Ready]
"""Makes the diary for an act in an empty folder."""

ACTS: Acts = {
    "back_up": _back_up,
    "restore": _restore,
    "restore_over_damage": _restore_over_damage,
    "salvage": _salvage,
    "begin": _begin,
    "migrate": _migrate,
}


@contextmanager
def calls_failing(at: int, end: Callable[[], None]) -> Iterator[list[str]]:
    """Let the call of that number to the disk end otherwise; give the names of all calls."""
    made_calls: list[str] = []
    real = {name: getattr(os, name) for name in CALLS}

    def counted(name: str) -> Callable[..., Any]:
        def call(*args: Any, **how: Any) -> Any:
            made_calls.append(name)
            if len(made_calls) == at:
                end()
            return real[name](*args, **how)

        return call

    for name in CALLS:
        setattr(os, name, counted(name))
    try:
        yield made_calls
    finally:
        for name, function in real.items():
            setattr(os, name, function)


def _prepared(folder: Path) -> tuple[Path, dict[str, Entry], dict[str, Entry]]:
    """Make a diary with a backup that it has outlived; return both."""
    path = folder / "isodiary.sqlite"
    made(path, days=4)
    with closing(open_diary(path, now=EVENING)) as diary:
        back_up(diary, now=EVENING)
        then = everything(diary)
        add(diary, weight(50), weight(51))
        return path, everything(diary), then


@cache
def _released() -> dict[str, Entry]:
    """Return what a diary of the last release holds today."""
    with tempfile.TemporaryDirectory() as folder:
        copy = Path(folder) / "isodiary.sqlite"
        shutil.copyfile(RELEASED, copy)
        return held(copy)


def _nothing_lost(path: Path, now: dict[str, Entry], then: dict[str, Entry]) -> bool:
    """Whether the path holds the diary of now or of then, or what harmed it, and no bad backup."""
    if bad_backups(path):
        return False
    old = _old(path)
    if old.exists() and (bad_backups(old) or held(old) != _released()):
        return False
    begun, saved = path.with_name("new") / "isodiary.sqlite", path.with_name("saved.sqlite")
    if begun.exists():
        held(begun)  # it can be opened, though perhaps nothing is in it yet
    if saved.exists() and not held(saved):
        return False
    try:
        with closing(open_diary(path, now=LATER)) as diary:
            if diary.problems() or diary.damaged():
                raise DiaryError("damaged, as it was made")
            found = {id_: one for id_, one in everything(diary).items() if one != weight(100)}
    except DiaryError:
        # still the damaged one: then the backup can still be restored
        restore(path, backup_files(path)[-1].path, now=LATER)
        return held(path) == then
    known = [entry for entry in found.values() if entry not in [*now.values(), *then.values()]]
    return len(known) <= 1 and (now.items() <= found.items() or then.items() <= found.items())


def _ready(name: str, home: Path) -> Ready:
    path, now, then = _prepared(home)
    if name == "migrate":
        _old(path).parent.mkdir()
        shutil.copyfile(RELEASED, _old(path))
    return path, lambda: _nothing_lost(path, now, then)


def failing(folder: Path, tries: int, seed: int) -> Outcome:
    """Let one call to the disk fail, with no room or a broken disk, at each step of each act."""
    return let_fail(ACTS, _ready, folder, tries, seed)


def killed(folder: Path, tries: int, seed: int) -> Outcome:
    """Kill a program at a call to the disk in each act."""
    return kill_in("tests.faults.sweeps", list(ACTS), _ready, folder, tries, seed)


def let_fail(acts: Acts, ready: MakeReady, folder: Path, tries: int, seed: int) -> Outcome:
    """Let one call to the disk after the other fail, in each act in turn, to the last of each."""
    at = dict.fromkeys(acts, seed)
    lost = 0
    said: set[str] = set()
    for number in range(tries):
        name = list(acts)[number % len(acts)]
        code = (errno.ENOSPC, errno.EIO, errno.EROFS)[number % 3]

        def fail(code: int = code) -> None:
            raise OSError(code, os.strerror(code))

        home = folder / f"try{number}"
        home.mkdir()
        path, whole = ready(name, home)
        with calls_failing(at[name], fail) as calls:
            try:
                acts[name](path)
            except DiaryError as error:
                said.add(error.sentence)
        at[name] = at[name] + 1 if at[name] <= len(calls) else 1
        lost += not whole()
        shutil.rmtree(home)
    return Outcome(tried=tries, lost=lost, seen=min(said, default="done all the same"))


KILLED = """
import os, sys
from importlib import import_module
from pathlib import Path
from tests.faults.sweeps import calls_failing
act = import_module(sys.argv[1]).ACTS[sys.argv[2]]
with calls_failing(int(sys.argv[4]), lambda: os.kill(os.getpid(), 9)):
    act(Path(sys.argv[3]))
"""


def kill_in(
    module: str, acts: Sequence[str], ready: MakeReady, folder: Path, tries: int, seed: int
) -> Outcome:
    """Kill a program at one call to the disk after the other, in each act of a module in turn."""
    at = dict.fromkeys(acts, seed)
    lost = died = 0
    for number in range(tries):
        name = acts[number % len(acts)]
        home = folder / f"try{number}"
        home.mkdir()
        path, whole = ready(name, home)
        ended = subprocess.run(
            [sys.executable, "-c", KILLED, module, name, str(path), str(at[name])],
            cwd=ROOT,
            env={**os.environ, "PYTHONPATH": str(ROOT)},
            capture_output=True,
            check=False,
        )
        died += ended.returncode == -9
        at[name] = at[name] + 1 if ended.returncode == -9 else 1
        lost += ended.returncode not in (0, -9) or not whole()
        shutil.rmtree(home)
    return Outcome(tried=tries, lost=lost, seen=f"{died} died; the diary of before or after")


FAULTS = (
    Fault(what="a call to the disk fails", short=12, long=300, run=failing),
    Fault(what="killed in a backup, restore, migration, salvage", short=6, long=200, run=killed),
)
