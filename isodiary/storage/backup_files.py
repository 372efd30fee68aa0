"""Where the backups of a diary lie, how their files are named, and which of them are kept."""

from __future__ import annotations

import json
import os
import re
from collections.abc import Callable, Iterable, Sequence
from contextlib import suppress
from datetime import date, datetime
from enum import StrEnum
from pathlib import Path

from isodiary.domain.values import dataclass
from isodiary.storage.private import make_folder, open_private

FOLDER = "backups"
PLACES = "places.json"
SUFFIX = ".sqlite"
STAMP = "%Y%m%d-%H%M%S"

DAYS_WHOLE, DAILY, WEEKLY, MONTHLY = 2, 12, 9, 12
"""All of so many days are kept, then the last of so many days, weeks and months."""


class Why(StrEnum):
    """What a backup was made before, or none of it. The words stand in the names of files."""

    CHANGE = ""
    MIGRATION = "before-migration"
    IMPORT = "before-import"
    RESTORE = "before-restore"


@dataclass(frozen=True, slots=True, kw_only=True)
class Places:
    """Where the backups of a diary go.

    Attributes:
        here: The folder beside the diary, or where the patient moved it.
        second: Another place, such as a stick; None if there is none.
        reached: When the second place last took one; None if it never did.
    """

    here: Path
    second: Path | None = None
    reached: datetime | None = None

    @property
    def all(self) -> tuple[Path, ...]:
        """Return the folders, the near one first."""
        return (self.here,) if self.second is None else (self.here, self.second)

    @property
    def second_is_away(self) -> bool:
        """Whether there is a second place that cannot be reached now."""
        return self.second is not None and not self.second.is_dir()


@dataclass(frozen=True, slots=True, kw_only=True)
class BackupFile:
    """A backup, by its name.

    Attributes:
        path: The file; the near one if it lies in two places.
        at: When it was made, by the clock on the wall.
        why: What it was made before.
        places: The folders in which it lies.
    """

    path: Path
    at: datetime
    why: Why
    places: tuple[Path, ...]


def backup_folder(path: Path) -> Path:
    """Return the folder of backups beside a diary."""
    return path.resolve().parent / FOLDER


def places_of(path: Path) -> Places:
    """Return where the backups of a diary go."""
    here = backup_folder(path)
    try:
        kept = json.loads((here / PLACES).read_text("utf-8")).get(path.resolve().name, {})
        second, reached = kept.get("second"), kept.get("reached")
        return Places(
            here=Path(kept.get("folder") or here),
            second=Path(second) if second else None,
            reached=datetime.fromisoformat(reached) if reached else None,
        )
    except (OSError, ValueError, TypeError, AttributeError):
        return Places(here=here)


def keep_places(path: Path, places: Places) -> None:
    """Note where the backups of a diary go, in the folder beside it."""
    folder = backup_folder(path)
    make_folder(folder)
    file = folder / PLACES
    try:
        kept = json.loads(file.read_text("utf-8"))
    except (OSError, ValueError):
        kept = {}
    kept = kept if isinstance(kept, dict) else {}
    kept[path.resolve().name] = {
        "folder": None if places.here == folder else str(places.here),
        "second": None if places.second is None else str(places.second),
        "reached": None if places.reached is None else places.reached.isoformat(),
    }
    new = folder / f".isodiary-{os.urandom(8).hex()}.new"
    try:
        with os.fdopen(open_private(new, os.O_EXCL), "w", encoding="utf-8") as written:
            json.dump(kept, written, indent=1)
        os.replace(new, file)
    finally:
        new.unlink(missing_ok=True)


def backup_name(path: Path, now: datetime, why: Why) -> str:
    """Return the name of a backup that is made now."""
    reason = f"-{why}" if why else ""
    return f"{path.resolve().stem}-{now.strftime(STAMP)}{reason}{SUFFIX}"


def backup_files(path: Path, places: Places | None = None) -> tuple[BackupFile, ...]:
    """Return the backups of a diary that can be reached, the newest first."""
    found: dict[str, list[Path]] = {}
    for folder in (places or places_of(path)).all:
        with suppress(OSError):  # a place that is away
            for each in sorted(folder.iterdir()):
                found.setdefault(each.name, []).append(each)
    files = (_file(path, name, at) for name, at in found.items())
    return tuple(sorted(filter(None, files), key=lambda file: (file.at, file.path), reverse=True))


def made_on(path: Path, day: date) -> bool:
    """Whether a backup of a diary was made on a day, by the clock on the wall."""
    return any(file.at.date() == day for file in backup_files(path))


def kept_of(moments: Iterable[datetime]) -> frozenset[datetime]:
    """Return which backups are kept, by the moments they were made at.

    Counted from the newest: all of the last two days that have one, then the last of each of 12
    days, 9 weeks and 12 months. The newest is always among them.
    """
    newest_first = sorted(set(moments), reverse=True)
    days = sorted({moment.date() for moment in newest_first}, reverse=True)
    kept = {moment for moment in newest_first if moment.date() in days[:DAYS_WHOLE]}
    for most, span in ((DAILY, _day), (WEEKLY, _week), (MONTHLY, _month)):
        kept.update(_last_of_each(newest_first, span)[:most])
    return frozenset(kept)


def _last_of_each(
    newest_first: Sequence[datetime], span: Callable[[datetime], object]
) -> list[datetime]:
    last: dict[object, datetime] = {}
    for moment in newest_first:
        last.setdefault(span(moment), moment)
    return list(last.values())


def _day(moment: datetime) -> object:
    return moment.date()


def _week(moment: datetime) -> object:
    return moment.isocalendar()[:2]


def _month(moment: datetime) -> object:
    return moment.year, moment.month


def _file(path: Path, name: str, at: Sequence[Path]) -> BackupFile | None:
    stem = re.escape(path.resolve().stem)
    reasons = "|".join(re.escape(f"-{why}") for why in Why if why)
    match = re.fullmatch(rf"{stem}-(\d{{8}}-\d{{6}})({reasons})?(?:-\d+)?{re.escape(SUFFIX)}", name)
    if match is None:
        return None
    try:
        made = datetime.fromisoformat(match[1].replace("-", "T"))  # by the clock on the wall
    except ValueError:
        return None
    return BackupFile(
        path=at[0],
        at=made,
        why=Why((match[2] or "").removeprefix("-")),
        places=tuple(each.parent for each in at),
    )
