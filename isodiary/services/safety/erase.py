"""Erasing a diary with everything that isodiary made of it, and what remains elsewhere."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from contextlib import suppress
from pathlib import Path

from isodiary.domain.errors import NotADiary, NothingThere
from isodiary.language import _, marked
from isodiary.storage.backup_files import PLACES, backup_files, backup_folder, places_of
from isodiary.storage.damage_mark import mark_file
from isodiary.storage.database import is_encrypted
from isodiary.storage.drafts import drafts_file
from isodiary.storage.former_keys import former_files
from isodiary.storage.leftover import glob_safe
from isodiary.storage.rekeying import UNFINISHED
from isodiary.storage.stamp import stamp_file
from isodiary.storage.troubles import spoken
from isodiary.storage.wal import shm_of, wal_of

NO_DIARY = marked("There is no diary at {path}, so nothing was erased.")
FOREIGN = marked("The file {path} is no diary of isodiary, so nothing was erased.")
ASIDE = (
    "{stem}.of-another-file-*.wal",
    "{stem}, damaged *",
    "{stem}, kept *",
    "{stem}, other *",
    "{stem}.before-*.sqlite",
)
"""What isodiary put beside a diary rather than lose it."""
MAGIC = b"SQLite format 3\0"


def erase_diary(path: Path, others: Iterable[Path] = ()) -> tuple[Path, ...]:
    """Remove a diary, what lies beside it, and its backups; return what is gone.

    Args:
        path: The diary.
        others: More files that go, such as settings and logs.

    Raises:
        NothingThere: There is no diary.
        NotADiary: The file is something else; it was not touched.
        DiaryError: The disk refused; what was not removed is there.
    """
    real = path.resolve()
    with spoken():
        if not real.is_file():
            raise NothingThere(_(NO_DIARY).format(path=path))
        content = real.read_bytes()[:72]
        ours = content.startswith(MAGIC) and content.endswith(b"ISOD")
        if content and not (ours or is_encrypted(content)):
            raise NotADiary(_(FOREIGN).format(path=path))
        # the diary goes last, so that what was cut short can be done again
        doomed = [*_backups(path), *_beside(real), *_unfinished(path), *others, real]
        gone = [each for each in doomed if _remove(each)]
        with suppress(OSError):  # other diaries may have backups there
            (backup_folder(path) / PLACES).unlink(missing_ok=True)
            backup_folder(path).rmdir()
    return tuple(gone)


def remains(path: Path) -> tuple[str, ...]:
    """Return what erasing cannot reach, in sentences."""
    places = places_of(path)
    said = [
        _("What you exported, printed or copied yourself is still where you put it."),
        _("A disk may keep traces of erased files; an encrypted disk does not give them away."),
    ]
    if places.second_is_away:
        said.insert(
            0,
            _("Backups in {folder} could not be reached, and are still there.").format(
                folder=places.second
            ),
        )
    return tuple(said)


def laid_aside(real: Path) -> Iterator[Path]:
    """Return what isodiary put beside a diary rather than lose it."""
    for pattern in ASIDE:
        yield from sorted(real.parent.glob(pattern.format(stem=glob_safe(real.stem))))


def _backups(path: Path) -> Iterator[Path]:
    for file in backup_files(path):
        for place in file.places:
            yield place / file.path.name


def _unfinished(path: Path) -> Iterator[Path]:
    """Return copies that programs were about to write when they died."""
    for folder in {path.resolve().parent, *places_of(path).all}:
        yield from folder.glob(UNFINISHED)


def _beside(real: Path) -> Iterator[Path]:
    yield from (stamp_file(real), mark_file(real), drafts_file(real), shm_of(real), wal_of(real))
    yield from former_files(real)
    yield from laid_aside(real)


def _remove(file: Path) -> bool:
    try:
        file.unlink()
    except FileNotFoundError:
        return False
    return True
