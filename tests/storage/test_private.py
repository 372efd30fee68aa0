"""Files and folders that are their owner's alone, as the disk has them."""

from __future__ import annotations

import os
import stat

import pytest

from isodiary.storage.private import make_folder, open_private

pytestmark = pytest.mark.skipif(os.name != "posix", reason="there are no such rights elsewhere")


def rights(path) -> int:
    return stat.S_IMODE(path.stat().st_mode)


@pytest.fixture(params=[0o000, 0o022, 0o277])
def umask(request):
    before = os.umask(request.param)
    yield
    os.umask(before)


def test_a_new_file_is_its_owners_whatever_the_umask_says(tmp_path, umask):
    file = tmp_path / "new"
    os.close(open_private(file, 0))
    assert rights(file) == 0o600


def test_a_file_that_is_there_keeps_its_rights_and_its_content(tmp_path):
    file = tmp_path / "there"
    file.write_bytes(b"content")
    file.chmod(0o640)
    os.close(open_private(file, 0))
    assert (rights(file), file.read_bytes()) == (0o640, b"content")


def test_the_handle_writes_as_it_is_asked_to(tmp_path):
    file = tmp_path / "there"
    file.write_bytes(b"content")
    for how, expected in ((os.O_APPEND, b"content+"), (0, b"+ontent+"), (os.O_TRUNC, b"+")):
        handle = open_private(file, how)
        os.write(handle, b"+")
        os.close(handle)
        assert file.read_bytes() == expected
    with pytest.raises(FileExistsError):
        open_private(file, os.O_EXCL)


def test_folders_that_are_missing_are_made_their_owners_and_others_stay(tmp_path, umask):
    there = tmp_path / "there"
    there.mkdir()
    there.chmod(0o755)
    make_folder(there / "one" / "two")
    assert rights(there) == 0o755
    assert [rights(there / "one"), rights(there / "one" / "two")] == [0o700, 0o700]
    make_folder(there / "one" / "two")
