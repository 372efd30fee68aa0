"""The mark beside a damaged diary: whoever found it, nobody writes the file any more."""

from __future__ import annotations

import json
import os
from collections.abc import Callable
from contextlib import suppress
from dataclasses import asdict
from pathlib import Path
from zlib import crc32

from isodiary.language import marked
from isodiary.storage.private import open_private
from isodiary.storage.stamp import Identity, identity

MARKED = marked(
    "A part of this diary is damaged, so nothing more is written to its "
    "file. Restore a backup, or save what is sound: isodiary backups, "
    "isodiary salvage."
)


def mark_file(path: Path) -> Path:
    """Return the name of the mark of a diary."""
    real = path.resolve()
    return real.with_name(f"{real.name}-damaged")


def mark_damaged(path: Path, read: Callable[[], bytes] | None = None) -> None:
    """Say beside a diary that it is damaged, as far as the disk takes it.

    Args:
        path: The diary.
        read: How to read it if it is open here.
    """
    with suppress(OSError):
        said = {"isodiary": "this diary is damaged", **asdict(identity(path))}
        content = json.dumps({**said, "content": crc32((read or path.read_bytes)())})
        handle = open_private(mark_file(path), os.O_TRUNC)
        try:
            os.write(handle, content.encode())
        finally:
            os.close(handle)


def is_marked(path: Path, read: Callable[[], bytes] | None = None) -> bool:
    """Whether a diary is known to be damaged. A file that was put in its place is not.

    Args:
        path: The diary.
        read: How to read it if it is open here.
    """
    try:
        kept = json.loads(mark_file(path).read_bytes())
        found = Identity(**{name: kept[name] for name in Identity.__slots__})
        # a new date, as a copy or a sync program gives, makes no damaged file a sound one
        return found == identity(path) or kept.get("content") == crc32((read or path.read_bytes)())
    except FileNotFoundError:
        return False
    except (OSError, ValueError, TypeError, KeyError):
        return True  # a mark that cannot be read is one


def take_mark_away(path: Path) -> None:
    """Forget the damage of a file that is no longer there."""
    with suppress(OSError):
        mark_file(path).unlink()
