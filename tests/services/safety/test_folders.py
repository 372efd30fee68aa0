"""Network drives and folders of sync programs are known by their marks."""

from __future__ import annotations

from pathlib import PurePosixPath

import pytest

from isodiary.services.safety.folders import network_of, program_of, shared_by

DIARY = PurePosixPath("/people/ana/.local/share/isodiary/isodiary.sqlite")
MOUNTS = """\
/dev/sda1 / ext4 rw 0 0
server:/people /people nfs4 rw 0 0
/dev/sdb1 /people/ben ext4 rw 0 0
//nas/docs /mnt/my\\040docs cifs rw 0 0
ana@host: /people/ben/far fuse.sshfs rw 0 0
tmpfs /run tmpfs rw 0 0
broken
"""


def nothing(folder):
    return ()


@pytest.mark.parametrize(
    ("path", "found"),
    [
        (DIARY, "nfs4"),
        (PurePosixPath("/people/ben/isodiary.sqlite"), None),
        (PurePosixPath("/people/ben/far/isodiary.sqlite"), "fuse.sshfs"),
        (PurePosixPath("/people/bent/isodiary.sqlite"), "nfs4"),
        (PurePosixPath("/mnt/my docs/isodiary.sqlite"), "cifs"),
        (PurePosixPath("/srv/isodiary.sqlite"), None),
    ],
)
def test_a_network_drive_is_known_by_the_nearest_mount(path, found):
    assert network_of(path, MOUNTS) == found


def test_without_mounts_only_a_name_of_windows_is_known():
    assert network_of(DIARY, "") is None
    assert network_of(PurePosixPath("\\\\server\\share"), "") == "Windows network"


def test_of_two_mounts_at_one_place_the_later_one_is_seen():
    twice = "server:/x /srv nfs rw 0 0\n/dev/sdc1 /srv ext4 rw 0 0\n"
    assert network_of(PurePosixPath("/srv/isodiary.sqlite"), twice) is None


@pytest.mark.parametrize(
    ("folder", "program"),
    [
        ("/people/ana/Dropbox", "Dropbox"),
        ("/people/ana/Dropbox (Personal)", "Dropbox"),
        ("/people/ana/OneDrive - Clinic Ltd", "OneDrive"),
        ("/people/ana/Nextcloud/health", "Nextcloud"),
        ("/persons/ana/Library/Mobile Documents/com~apple~CloudDocs", "iCloud"),
        ("/people/ana/dropbox-notes", None),
        ("/people/ana/.local/share/isodiary", None),
    ],
)
def test_a_sync_program_is_known_by_the_name_of_its_folder(folder, program):
    assert program_of(PurePosixPath(folder) / "isodiary.sqlite", nothing) == program


@pytest.mark.parametrize(
    ("mark", "program"),
    [
        (".stfolder", "Syncthing"),
        (".dropbox.cache", "Dropbox"),
        (".sync_3f2a.db", "Nextcloud"),
        ("._sync_3f2a.db", "Nextcloud"),
        (".sync_notes.txt", None),
        (".dropbox", None),
    ],
)
def test_a_sync_program_is_known_by_what_it_puts_into_a_folder(tmp_path, mark, program):
    (tmp_path / mark).touch()
    (tmp_path / "deep" / "er").mkdir(parents=True)
    found = shared_by(tmp_path / "deep" / "er" / "isodiary.sqlite")
    assert (found.by if found else None) == program
    assert found is None or program in found.sentence


def test_a_folder_of_this_computer_alone_is_no_trouble(tmp_path):
    assert shared_by(tmp_path / "isodiary.sqlite") is None
