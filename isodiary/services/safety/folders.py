"""What kind of folder a diary lies in: one of this computer, of a network, or of a sync program.

SQLite's log of writes needs locks and shared memory that network drives do not keep, and a sync
program may copy a file while it is written, or put an older one back.
"""

from __future__ import annotations

import os
import sys
from collections.abc import Callable, Iterable
from pathlib import Path, PurePath

from isodiary.domain.values import dataclass
from isodiary.language import _, marked

MARKS = {
    ".dropbox.cache": "Dropbox",
    ".stfolder": "Syncthing",
    ".stignore": "Syncthing",
    ".sync_journal.db": "Nextcloud",
    ".nextcloudsync.log": "Nextcloud",
    ".owncloudsync.log": "ownCloud",
    ".849C9593-D756-4E56-8D6E-42412F2A707B": "OneDrive",
    ".megaignore": "MEGA",
}
"""What sync programs put into the folders that they keep, and nowhere else, such as at home."""

BEGINNINGS = {"._sync_": "Nextcloud", ".sync_": "Nextcloud"}
"""What the names of some of them begin with."""

NAMES = {
    "dropbox": "Dropbox",
    "onedrive": "OneDrive",
    "nextcloud": "Nextcloud",
    "owncloud": "ownCloud",
    "google drive": "Google Drive",
    "googledrive": "Google Drive",
    "icloud drive": "iCloud",
    "iclouddrive": "iCloud",
    "mobile documents": "iCloud",
    "com~apple~clouddocs": "iCloud",
    "cloudstorage": marked("a cloud"),
    "syncthing": "Syncthing",
    "pclouddrive": "pCloud",
    "megasync": "MEGA",
    "seafile": "Seafile",
}
"""Folders as these programs name them; OneDrive adds the name of a company."""

NETWORK = frozenset(
    {
        *("nfs", "nfs4", "cifs", "smb", "smb2", "smb3", "smbfs", "afpfs", "afp", "webdav"),
        *("davfs", "9p", "ncpfs", "afs", "ceph", "glusterfs", "lustre", "beegfs", "sshfs"),
        *("fuse.sshfs", "fuse.davfs2", "fuse.rclone", "fuse.gvfsd-fuse", "fuse.s3fs", "vboxsf"),
        *("fuse.glusterfs", "fuse.curlftpfs", "fuse.google-drive-ocamlfuse", "fuse.onedriver"),
    }
)
"""File systems that are somewhere else."""

MOUNTS = Path("/proc/mounts")


@dataclass(frozen=True, slots=True)
class Shared:
    """A folder that is not this computer's alone.

    Attributes:
        by: The program, or the file system.
        network: Whether it lies on another computer.
    """

    by: str
    network: bool

    @property
    def sentence(self) -> str:
        """What it means, and what to do."""
        if self.network:
            return _(
                "The diary is on a network drive ({by}), where two computers can damage "
                "it. Keep it on this computer, and let the backups go to the drive."
            ).format(by=_(self.by))
        return _(
            "The diary is in a folder that {by} copies to other computers. Use it on "
            "one computer at a time, or keep it elsewhere and let only the backups "
            "go there."
        ).format(by=_(self.by))


def shared_by(path: Path) -> Shared | None:
    """Return what shares the folder of a diary; None if it is this computer's alone."""
    real = path.resolve()
    mounts = _read(MOUNTS) if sys.platform.startswith("linux") else ""
    network = network_of(real, mounts)
    if network is not None:
        return Shared(network, network=True)
    program = program_of(real, _names_in)
    return None if program is None else Shared(program, network=False)


def network_of(path: PurePath, mounts: str) -> str | None:
    """Return the file system of a network that a path lies on.

    Args:
        path: Absolute, without links.
        mounts: The lines of `/proc/mounts`; empty where there are none.
    """
    if str(path).startswith("\\\\"):
        return marked("Windows network")
    best, kind = PurePath(), ""
    for line in mounts.splitlines():
        _device, place, found, *_rest = [*line.split(" "), "", "", ""]
        at = PurePath(_spelt(place)) if place else PurePath("?")
        # of mounts over each other the last one is seen
        if path.is_relative_to(at) and len(at.parts) >= len(best.parts):
            best, kind = at, found
    return kind if kind.lower() in NETWORK else None


def program_of(path: PurePath, names_in: Callable[[PurePath], Iterable[str]]) -> str | None:
    """Return the sync program that keeps one of the folders above a path.

    Args:
        path: Absolute, without links.
        names_in: Gives the names in a folder; none if it cannot be read.
    """
    for folder in path.parents:
        named = folder.name.casefold()
        for name, program in NAMES.items():
            if named == name or named.startswith((f"{name} -", f"{name} (")):
                return program
        for name in names_in(folder):
            if name in MARKS:
                return MARKS[name]
            for beginning, program in BEGINNINGS.items():
                if name.startswith(beginning) and name.endswith(".db"):
                    return program
    return None


def _names_in(folder: PurePath) -> Iterable[str]:
    """Return which of the marks are in a folder, without listing all of it."""
    found = [name for name in MARKS if os.path.lexists(folder / name)]
    return [*found, *(each.name for each in Path(folder).glob(".*sync_*.db"))]


def _spelt(place: str) -> str:
    """Return the name of a place, in which the system spells blanks by their numbers."""
    for code, sign in (("\\040", " "), ("\\011", "\t"), ("\\012", "\n"), ("\\134", "\\")):
        place = place.replace(code, sign)
    return place


def _read(file: Path) -> str:
    try:
        return file.read_text("utf-8", errors="surrogateescape")
    except OSError:
        return ""
