"""A call to the disk fails, or a program is killed at it, as a passphrase is set or taken away."""

from __future__ import annotations

import shutil
from contextlib import closing
from datetime import timedelta
from pathlib import Path

from isodiary.domain.change import Entry
from isodiary.services.check import check
from isodiary.services.safety.backups import back_up, look_into
from isodiary.services.safety.passphrase import finish, followed, take_passphrase_away
from isodiary.storage.backup_files import backup_files
from isodiary.storage.database import Key, begins_encrypted
from isodiary.storage.opening import open_diary
from isodiary.storage.rekeying import rewrite
from tests.clock import EVENING
from tests.faults.diaries import made
from tests.faults.fault import Fault, Outcome
from tests.faults.sweeps import Acts, MakeReady, Ready, kill_in, let_fail
from tests.storage.writing import add, everything, weight

BEFORE = Key(bytes(range(32)), b"ISOD before 1234")
AFTER = Key(bytes(range(1, 33)), b"ISOD after 12345")
LATER = EVENING + timedelta(minutes=1)


def _on(path: Path) -> None:
    rewrite(path, LATER, before=None, after=BEFORE)
    followed(path, BEFORE)


def _change(path: Path) -> None:
    rewrite(path, LATER, before=BEFORE, after=AFTER)
    followed(path, AFTER)


def _off(path: Path) -> None:
    take_passphrase_away(path, now=LATER, key=BEFORE)


def _finish(path: Path) -> None:
    finish(path, BEFORE)


ACTS: Acts = {
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
    """Whether diary and backups are all there, and opened by what opens the diary, or readable."""
    if _held(path) != entries:
        return False
    salt = path.read_bytes()[:16]
    key = next((key for key in (BEFORE, AFTER) if key.salt == salt), None)
    if key is not None:
        finish(path, key)
    sound = [look_into(file, key).sound for file in backup_files(path)]
    files = path.parent.rglob("*" if key is not None else "*.sqlite")
    written = [each for each in files if each.is_file() and each.stat().st_size]
    return sound == [True] and all(begins_encrypted(each) == (key is not None) for each in written)


def _tries(folder: Path) -> tuple[Path, MakeReady]:
    """Make the diaries to begin with; return where the tries go, and what makes one ready."""
    templates = _templates(folder)
    entries = {name: _held(templates[name] / "isodiary.sqlite") for name in ACTS}

    def ready(name: str, home: Path) -> Ready:
        shutil.copytree(templates[name], home, dirs_exist_ok=True)
        path = home / "isodiary.sqlite"
        return path, lambda: _whole(path, entries[name])

    tries = folder / "tries"
    tries.mkdir()
    return tries, ready


def failing(folder: Path, tries: int, seed: int) -> Outcome:
    """Let one call to the disk after the other fail, in each act, to the last of its calls."""
    home, ready = _tries(folder)
    return let_fail(ACTS, ready, home, tries, seed)


def killed(folder: Path, tries: int, seed: int) -> Outcome:
    """Kill a program at one call to the disk after the other, in each act, to the last."""
    home, ready = _tries(folder)
    return kill_in("tests.faults.passphrase", list(ACTS), ready, home, tries, seed)


FAULTS = (
    Fault(
        what="a call fails as a passphrase is set or taken away", short=12, long=240, run=failing
    ),
    Fault(what="killed as a passphrase is set or taken away", short=4, long=100, run=killed),
)
