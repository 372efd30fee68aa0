"""A call to the disk fails, or a program is killed at it, as a passphrase is set or taken away."""

from __future__ import annotations

import errno
import os
import shutil
import subprocess
import sys
from collections.abc import Callable, Mapping
from contextlib import closing
from datetime import timedelta
from pathlib import Path

from isodiary.domain.change import Entry
from isodiary.domain.errors import DiaryError
from isodiary.services.check import check
from isodiary.services.safety.backups import back_up, look_into
from isodiary.services.safety.passphrase import finish, followed, take_passphrase_away
from isodiary.storage.backup_files import backup_files
from isodiary.storage.database import Key, begins_encrypted
from isodiary.storage.opening import open_diary
from isodiary.storage.rekeying import rewrite
from tests.clock import EVENING
from tests.faults.diaries import ROOT, made
from tests.faults.fault import Fault, Outcome
from tests.faults.sweeps import calls_failing
from tests.storage.writing import add, everything, weight

BEFORE = Key(bytes(range(32)), b"ISOD before 1234")
AFTER = Key(bytes(range(1, 33)), b"ISOD after 12345")
LATER = EVENING + timedelta(minutes=1)


def _on(path: Path) -> None:
    rewrite(path, LATER, before=None, after=BEFORE)
    followed(path, before=None, after=BEFORE)


def _change(path: Path) -> None:
    rewrite(path, LATER, before=BEFORE, after=AFTER)
    followed(path, before=BEFORE, after=AFTER)


def _off(path: Path) -> None:
    take_passphrase_away(path, now=LATER, key=BEFORE)


def _finish(path: Path) -> None:
    finish(path, BEFORE)


ACTS: Mapping[str, Callable[[Path], None]] = {
    "on": _on,
    "change": _change,
    "off": _off,
    "finish": _finish,
}


def _templates(folder: Path) -> dict[str, Path]:
    """Make the diaries that the acts begin with, each in a folder with a backup."""
    plain = folder / "plain"
    path = plain / "isodiary.sqlite"
    made(path, days=3)
    with closing(open_diary(path, now=EVENING)) as diary:
        back_up(diary, now=EVENING)
        add(diary, weight(50))
    encrypted = folder / "encrypted"
    shutil.copytree(plain, encrypted)
    _on(encrypted / "isodiary.sqlite")
    half = folder / "half"
    shutil.copytree(plain, half)
    rewrite(half / "isodiary.sqlite", LATER, before=None, after=BEFORE)
    return {"on": plain, "change": encrypted, "off": encrypted, "finish": half}


def _held(path: Path) -> dict[str, Entry]:
    """Return what the diary holds, by whichever key opens it; it must be sound."""
    for key in (BEFORE, AFTER):
        if begins_encrypted(path) and path.read_bytes()[:16] != key.salt:
            continue
        with closing(open_diary(path, now=LATER, key=key)) as diary:
            assert check(diary).sound
            return everything(diary)
    raise AssertionError("no key opens it")


def _whole(path: Path, entries: dict[str, Entry]) -> bool:
    """Whether diary and backups are all there, and nothing of an encrypted diary is readable."""
    files = backup_files(path)
    sound = [any(look_into(file, key).sound for key in (BEFORE, AFTER)) for file in files]
    if _held(path) != entries or sound != [True]:
        return False
    if path.read_bytes()[:16] == BEFORE.salt:
        finish(path, BEFORE)
        written = [
            each for each in path.parent.rglob("*") if each.is_file() and each.stat().st_size
        ]
        return all(map(begins_encrypted, written))
    return True


def failing(folder: Path, tries: int, seed: int) -> Outcome:
    """Let one call to the disk after the other fail, in each act, to the last of its calls."""
    templates = _templates(folder)
    entries = {name: _held(templates[name] / "isodiary.sqlite") for name in ACTS}
    lost = tried = 0
    said: set[str] = set()
    at = dict.fromkeys(ACTS, seed)
    while tried < tries:
        name = list(ACTS)[tried % len(ACTS)]
        home = folder / f"try{tried}"
        shutil.copytree(templates[name], home)
        path = home / "isodiary.sqlite"
        code = (errno.ENOSPC, errno.EIO, errno.EROFS)[tried % 3]

        def fail(code: int = code) -> None:
            raise OSError(code, os.strerror(code))

        with calls_failing(at[name], fail) as calls:
            try:
                ACTS[name](path)
            except DiaryError as error:
                said.add(error.sentence)
        at[name] = at[name] + 1 if at[name] < len(calls) else 1
        lost += not _whole(path, entries[name])
        shutil.rmtree(home)
        tried += 1
    return Outcome(tried=tried, lost=lost, seen=min(said, default="done all the same"))


KILLED = """
import os, sys
from pathlib import Path
from tests.faults.passphrase import ACTS
from tests.faults.sweeps import calls_failing
with calls_failing(int(sys.argv[3]), lambda: os.kill(os.getpid(), 9)):
    ACTS[sys.argv[2]](Path(sys.argv[1]))
"""


def killed(folder: Path, tries: int, seed: int) -> Outcome:
    """Kill a program at one call to the disk after the other, in each act, to the last."""
    templates = _templates(folder)
    entries = {name: _held(templates[name] / "isodiary.sqlite") for name in ACTS}
    at = dict.fromkeys(ACTS, seed)
    lost = died = 0
    for number in range(tries):
        name = list(ACTS)[number % len(ACTS)]
        home = folder / f"try{number}"
        shutil.copytree(templates[name], home)
        path = home / "isodiary.sqlite"
        ended = subprocess.run(
            [sys.executable, "-c", KILLED, str(path), name, str(at[name])],
            cwd=ROOT,
            env={**os.environ, "PYTHONPATH": str(ROOT)},
            capture_output=True,
            check=False,
        )
        died += ended.returncode == -9
        at[name] = at[name] + 1 if ended.returncode == -9 else 1
        lost += ended.returncode not in (0, -9) or not _whole(path, entries[name])
        shutil.rmtree(home)
    return Outcome(
        tried=tries, lost=lost, seen=f"{died} died; the diary whole, and locked if before"
    )


FAULTS = (
    Fault(
        what="a call fails as a passphrase is set or taken away", short=12, long=240, run=failing
    ),
    Fault(what="killed as a passphrase is set or taken away", short=4, long=100, run=killed),
)
