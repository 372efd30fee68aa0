"""Short ways to write a diary out, and to bring a file in."""

from __future__ import annotations

import zipfile
from collections.abc import Iterable
from datetime import datetime
from pathlib import Path

from isodiary.services.exchange.bring import dry_run, read_file
from isodiary.services.exchange.choice import ExportChoice
from isodiary.services.exchange.dry_run import look
from isodiary.services.exchange.formats import format_named
from isodiary.services.exchange.found import FoundRow, Says
from isodiary.services.exchange.held import Held, read_held
from isodiary.services.exchange.out import write_file
from isodiary.services.exchange.results import DryRun, FileAnswers, Result
from isodiary.storage.diary import Diary
from tests.clock import EVENING

NEW, SAME, CONFLICT = Result.NEW, Result.SAME, Result.CONFLICT
UNREADABLE, LEFT_OUT = Result.UNREADABLE, Result.LEFT_OUT
CHOICE = ExportChoice(now=EVENING)


def written(diary: Diary, path: Path, format_id: str, choice: ExportChoice = CHOICE) -> Path:
    """Write a diary in a format; return the file."""
    write_file(diary, path, format_named(format_id), choice)
    return path


def looked(path: Path, diary: Diary, *, now: datetime = EVENING, **answers) -> DryRun:
    """Return what a file would do to a diary."""
    return dry_run(read_file(path, now=now), read_held(diary), FileAnswers(**answers), now=now)


def brought(path: Path, diary: Diary, *, now: datetime = EVENING, **answers) -> DryRun:
    """Bring a file into a diary."""
    run = looked(path, diary, now=now, **answers)
    if run.change is not None:
        diary.apply(run.change, at=now)
    return run


def said(says: Iterable[Says], held: Held, *, now: datetime = EVENING, **answers) -> DryRun:
    """Return what rows would do that say these things, one each."""
    found = [FoundRow(number, f"row {number}", each) for number, each in enumerate(says, start=1)]
    return look("test", found, held, FileAnswers(**answers), now=now)


def results(run: DryRun) -> list[Result]:
    """Return what becomes of the rows."""
    return [each.result for each in run.rows]


def without(archive: Path, *names: str) -> Path:
    """Return a copy of an archive that lacks some files."""
    copy = archive.with_name(f"less-{archive.name}")
    with zipfile.ZipFile(archive) as whole, zipfile.ZipFile(copy, "w") as less:
        for name in whole.namelist():
            if name not in names:
                less.writestr(name, whole.read(name))
    return copy
