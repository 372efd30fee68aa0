"""Files and folders for their owner only, whatever the umask says."""

from __future__ import annotations

import os
from contextlib import suppress
from pathlib import Path

FILE, FOLDER = 0o600, 0o700


def open_private(file: Path, how: int) -> int:
    """Open a file for writing, and return its handle; if it is made, it is its owner's alone."""
    made = not os.path.lexists(file)
    handle = os.open(file, os.O_CREAT | os.O_WRONLY | how, FILE)
    # a umask may take away what the owner needs; it never gives what others must not have
    if made and hasattr(os, "fchmod"):
        os.fchmod(handle, FILE)
    return handle


def make_folder(folder: Path) -> None:
    """Make a folder, and those above it that are missing; one that is there stays as it is."""
    missing = [each for each in (folder, *folder.parents) if not each.exists()]
    for each in reversed(missing):
        with suppress(FileExistsError):
            each.mkdir(mode=FOLDER)
            each.chmod(FOLDER)
