"""Erasing for good what was deleted, and what entries held before they were changed."""

from __future__ import annotations

from collections.abc import Collection
from pathlib import Path

from isodiary.domain.change import Entry
from isodiary.domain.errors import NothingThere
from isodiary.language import _, marked, nmarked, plural
from isodiary.services.safety.erase import laid_aside, remains
from isodiary.storage.backup_files import backup_files, places_of
from isodiary.storage.diary import Diary
from isodiary.storage.forgetting import Former, former

NOTHING = marked("The history tells of nothing that was deleted or changed.")
HELD = nmarked(
    "{count} backup in {folder} holds the diary as it was, with what is erased here. It goes as"
    " newer ones come, at the latest after a year; to be rid of it sooner, delete it there.",
    "{count} backups in {folder} hold the diary as it was, with what is erased here. They go as"
    " newer ones come, the last after a year; to be rid of it sooner, delete them there.",
)
ASIDE = marked("So may these files beside the diary: {names}.")


def erasable(diary: Diary) -> tuple[Former, ...]:
    """Return what can be erased for good, the last deleted or changed first."""
    return tuple(former(diary))


def erasable_of(diary: Diary, entry: Entry) -> Former | None:
    """Return what the history tells of an entry beyond what it holds now; None if nothing."""
    return next((each for each in former(diary) if each.entry.id == entry.id), None)


def erase_for_good(diary: Diary, ids: Collection[str]) -> None:
    """Erase what entries held before, or all they held if they are deleted.

    Raises:
        NothingThere: There is nothing to erase.
        DiaryError: The file or the disk refused.
    """
    if not ids:
        raise NothingThere(_(NOTHING))
    diary.erase_for_good(ids)


def still_held(path: Path | None) -> tuple[str, ...]:
    """Return where what is erased from the history still is, in sentences."""
    if path is None:
        return ()
    said: list[str] = []
    files = backup_files(path)
    if files:
        said.append(plural(len(files), *HELD).format(folder=places_of(path).here))
    aside = [file.name for file in laid_aside(path.resolve())]
    if aside:
        said.append(_(ASIDE).format(names=", ".join(aside)))
    return (*said, *remains(path))
