"""Opening a diary: made anew for its owner only, and never at the cost of another file."""

from __future__ import annotations

import errno
import os
import sqlite3
from contextlib import closing, contextmanager
from pathlib import Path
from urllib.parse import quote

import pytest
from hypothesis import given
from hypothesis import strategies as st
from sqlite_utils import Database

from isodiary.domain.errors import (
    DiaryBusy,
    DiaryDamaged,
    DiaryError,
    DiaryReadOnly,
    DiaryTooNew,
    DiskTrouble,
    NotADiary,
)
from isodiary.domain.record import Weight
from isodiary.storage import opening
from isodiary.storage.backup import file_uri
from isodiary.storage.connecting import APPLICATION_ID
from isodiary.storage.opening import open_diary
from isodiary.storage.rows import TABLES
from isodiary.storage.troubles import spoken
from tests.clock import EVENING
from tests.storage.writing import add, everything, folder, meddle, weight


def write_and_close(path: Path) -> Weight:
    kept = weight()
    with closing(open_diary(path, now=EVENING)) as diary:
        add(diary, kept)
    return kept


def read(path: Path) -> list[Weight]:
    with closing(open_diary(path, now=EVENING)) as diary:
        return diary.all(Weight)


def read_only(monkeypatch) -> None:
    monkeypatch.setattr(opening, "_writable", lambda path: False)


def test_what_was_written_is_there_after_a_restart(path):
    kept = write_and_close(path)
    assert read(path) == [kept]


def test_new_diary_is_the_owners_alone(tmp_path):
    path = tmp_path / "isodiary" / "isodiary.sqlite"
    with closing(open_diary(path, now=EVENING)) as diary:
        add(diary, weight())
        assert {found.stat().st_mode & 0o777 for found in path.parent.iterdir()} == {0o600}
    assert path.parent.stat().st_mode & 0o777 == 0o700


def test_closed_diary_is_one_file(path):
    write_and_close(path)
    assert list(folder(path)) == [path.name]


def test_new_diary_has_exactly_these_tables(diary):
    names = {name for (name,) in diary.rows("select name from sqlite_master where type = 'table'")}
    ours = {table.name for table in TABLES}
    assert names == ours | {"history", "history_edit", "_sqlite_migrations"}


def test_tables_have_the_columns_that_are_read_and_a_checksum(diary):
    for table in TABLES:
        found = diary.rows(f"select name from pragma_table_info('{table.name}')")
        assert tuple(name for (name,) in found) == (*table.columns, "checksum")


def test_file_says_what_it_is_and_is_written_safely(path, diary):
    settings = ("application_id", "journal_mode", "synchronous", "foreign_keys", "trusted_schema")
    found = [diary.rows(f"pragma {name}")[0][0] for name in settings]
    assert found == [APPLICATION_ID, "wal", 2, 1, 0]
    # sorted in memory, so that nothing of a diary lies in another file; settled by the diary itself
    found = [diary.rows(f"pragma {name}")[0][0] for name in ("temp_store", "wal_autocheckpoint")]
    assert found == [2, 0]
    assert path.read_bytes()[68:72] == b"ISOD"


def test_scratch_diary_needs_no_file():
    with closing(open_diary(None, now=EVENING)) as diary:
        add(diary, weight())
        assert diary.path is None
        assert len(everything(diary)) == 1


@pytest.mark.parametrize(
    "name",
    [
        "a b.sqlite",
        "what?.sqlite",
        "#1.sqlite",
        "100 %41.sqlite",
        "żółć 日記.sqlite",
        "no suffix",
        "'\";.sqlite",
    ],
)
def test_diary_may_have_any_name(tmp_path, name):
    path = tmp_path / f"folder of {name}" / name
    kept = write_and_close(path)
    assert read(path) == [kept]
    assert list(folder(path)) == [name]


@pytest.mark.skipif(os.name != "posix", reason="elsewhere all names are text")
def test_diary_may_have_a_name_that_is_no_text(tmp_path):
    path = Path(os.fsdecode(os.fsencode(tmp_path) + b"/\xff.sqlite"))
    kept = write_and_close(path)
    assert read(path) == [kept]


@pytest.mark.skipif(os.name != "posix", reason="two slashes are a computer elsewhere")
def test_path_may_begin_with_two_slashes(path):
    kept = write_and_close(Path(f"/{path}"))
    assert read(path) == [kept]


def test_every_byte_of_a_name_is_quoted_so_that_windows_paths_stay_whole():
    name = file_uri("C:\\Users\\Ana Łyk\\iso?diary.sqlite")
    assert name == "file:C%3A%5CUsers%5CAna%20%C5%81yk%5Ciso%3Fdiary.sqlite"


@pytest.mark.skipif(os.name != "posix", reason="links need rights elsewhere")
def test_link_leads_to_the_diary(tmp_path, path):
    kept = write_and_close(path)
    link = tmp_path / "elsewhere" / "link.sqlite"
    link.parent.mkdir()
    link.symlink_to(path)
    assert read(link) == [kept]


def foreign_sqlite(path: Path) -> None:
    meddle(path, "create table bookmark (url)")


def foreign_wal(path: Path) -> None:
    with closing(sqlite3.connect(path)) as other:
        other.execute("pragma journal_mode = wal")
        other.execute("create table bookmark (url)")


def long_text(path: Path) -> None:
    path.write_text("Dear diary, " * 1_000)


def short_text(path: Path) -> None:
    path.write_text("x")


def header_only(path: Path) -> None:
    path.write_bytes(b"SQLite format 3\0")


def empty(path: Path) -> None:
    path.touch()


def sealed(path: Path) -> None:
    write_and_close(path)
    path.write_bytes(bytes(byte ^ 0x55 for byte in path.read_bytes()))


@pytest.mark.parametrize(
    "made", [foreign_sqlite, foreign_wal, long_text, short_text, header_only, empty, sealed]
)
def test_file_that_is_no_diary_is_refused_untouched(path, made, monkeypatch):
    made(path)
    before = folder(path)
    with pytest.raises(NotADiary, match="not touched"):
        open_diary(path, now=EVENING)
    assert folder(path) == before
    read_only(monkeypatch)
    with pytest.raises(NotADiary, match="not touched"):
        open_diary(path, now=EVENING)
    assert folder(path) == before


def test_folder_is_no_diary(tmp_path):
    with pytest.raises(NotADiary, match="A diary is a file"):
        open_diary(tmp_path, now=EVENING)


@pytest.mark.skipif(os.name != "posix", reason="links need rights elsewhere")
def test_link_that_leads_nowhere_is_no_diary(path):
    path.symlink_to(path.with_name("gone.sqlite"))
    with pytest.raises(NotADiary):
        open_diary(path, now=EVENING)
    assert [found.name for found in path.parent.iterdir()] == [path.name]


FUTURE = (
    "insert into _sqlite_migrations (migration_set, name, applied_at)"
    " values ('isodiary', 'm999_from_the_future', '')"
)


def test_diary_of_a_newer_isodiary_is_refused_untouched(path, monkeypatch):
    write_and_close(path)
    meddle(path, FUTURE)
    before = folder(path)
    with pytest.raises(DiaryTooNew, match="newer isodiary"):
        open_diary(path, now=EVENING)
    read_only(monkeypatch)
    with pytest.raises(DiaryTooNew, match="newer isodiary"):
        open_diary(path, now=EVENING)
    assert folder(path) == before


def test_newer_step_that_stands_only_in_the_log_of_writes_is_seen(path, monkeypatch):
    write_and_close(path)
    with closing(Database(path)) as newer:
        newer.execute(FUTURE)
        with pytest.raises(DiaryTooNew):
            open_diary(path, now=EVENING)
        read_only(monkeypatch)
        with pytest.raises(DiaryTooNew):
            open_diary(path, now=EVENING)


def test_diary_that_may_not_be_written_is_read_and_refuses_changes(path, monkeypatch):
    kept = write_and_close(path)
    before = folder(path)
    read_only(monkeypatch)
    with closing(open_diary(path, now=EVENING)) as diary:
        assert diary.read_only
        assert diary.all(Weight) == [kept]
        assert not diary.changed_elsewhere()
        with pytest.raises(DiaryReadOnly, match="read but not written"):
            add(diary, weight(1))
        with pytest.raises(DiaryReadOnly), diary.writing():
            diary.rows("delete from weight")
        assert diary.all(Weight) == [kept]
        assert (diary.problems(), diary.damaged()) == ([], [])
    assert folder(path) == before


def test_reader_sees_what_is_still_in_the_log_of_writes(path, diary, monkeypatch):
    kept = weight()
    add(diary, kept)
    read_only(monkeypatch)
    assert read(path) == [kept]


@pytest.mark.parametrize("code", [sqlite3.SQLITE_FULL, sqlite3.SQLITE_IOERR_SHMSIZE])
def test_diary_on_a_disk_too_full_to_open_it_for_writing_is_read(path, monkeypatch, code):
    kept = write_and_close(path)

    def full(path, now, key):
        error = sqlite3.OperationalError("disk I/O error")
        error.sqlite_errorcode = code
        raise error

    with monkeypatch.context() as patch:
        patch.setattr(opening, "_connected", full)
        diary = open_diary(path, now=EVENING)
        with pytest.raises(DiskTrouble, match="disk is full"):
            add(diary, weight(1))
        assert (diary.read_only, diary.all(Weight)) == (True, [kept])
        assert (diary.waits_for_room, diary.try_again()) == (True, False)
    with closing(diary):  # room was made
        assert diary.try_again()
        assert (diary.read_only, diary.waits_for_room, diary.try_again()) == (False, False, False)
        add(diary, more := weight(1))
        assert diary.all(Weight, order="day") == [kept, more]
        assert not diary.read_only


def test_other_trouble_in_opening_is_said(path, monkeypatch):
    write_and_close(path)

    def failed(path, now, key):
        error = sqlite3.OperationalError("disk I/O error")
        error.sqlite_errorcode = sqlite3.SQLITE_IOERR_READ
        raise error

    monkeypatch.setattr(opening, "_connected", failed)
    with pytest.raises(DiskTrouble, match="The disk failed"):
        open_diary(path, now=EVENING)


def test_diary_that_another_program_writes_is_busy_and_not_lost(path, diary):
    kept = weight()
    add(diary, kept)
    diary.rows("pragma busy_timeout = 1")
    with closing(sqlite3.connect(path, isolation_level=None)) as other:
        other.execute("begin immediate")
        with pytest.raises(DiaryBusy, match="Another program"):
            add(diary, weight(1))
        assert diary.all(Weight) == [kept]
    add(diary, weight(1))


def test_full_disk_takes_nothing_and_says_so(path, diary):
    add(diary, weight())
    [(pages,)] = diary.rows("pragma page_count")
    diary.rows(f"pragma max_page_count = {pages}")
    before = everything(diary)
    with pytest.raises(DiskTrouble, match="disk is full, so nothing was written"):
        add(diary, *(weight(day) for day in range(1, 3_000)))  # the free pages are filled first
    assert everything(diary) == before
    assert len(diary.history.stacks().undo) == 1
    assert diary.problems() == []


@pytest.mark.parametrize(
    ("code", "kind"),
    [
        (errno.ENOSPC, DiskTrouble),
        (errno.EIO, DiskTrouble),
        (errno.EROFS, DiaryReadOnly),
        (errno.EACCES, DiaryReadOnly),
        (errno.ENOTDIR, DiskTrouble),
    ],
)
@pytest.mark.parametrize("step", ["open", "link", "fsync"])
def test_disk_that_fails_while_a_diary_is_made_leaves_nothing_half_done(
    path, monkeypatch, code, kind, step
):
    def fail(*args, **how):
        raise OSError(code, os.strerror(code))

    with monkeypatch.context() as patch:
        patch.setattr(os, step, fail)
        if step == "link":
            patch.setattr(os, "replace", fail)
        with pytest.raises(kind):
            open_diary(path, now=EVENING)
    assert [name for name in folder(path) if name != path.name] == []
    if step == "fsync":
        assert read(path) == []


def no_links(*args):
    raise PermissionError(errno.EPERM, "no links on this file system")


def test_diary_is_made_where_files_cannot_have_two_names(path, monkeypatch):
    monkeypatch.setattr(os, "link", no_links)
    kept = write_and_close(path)
    assert read(path) == [kept]
    assert list(folder(path)) == [path.name]


@pytest.mark.parametrize("links", [True, False])
def test_diary_made_meanwhile_by_another_program_is_kept(path, monkeypatch, links):
    kept = write_and_close(path)
    if not links:
        monkeypatch.setattr(os, "link", no_links)
    opening._create(path)
    assert read(path) == [kept]
    assert list(folder(path)) == [path.name]


def test_folder_that_cannot_be_made_is_said(tmp_path):
    (tmp_path / "file").touch()
    with pytest.raises(DiskTrouble, match="cannot be opened"):
        open_diary(tmp_path / "file" / "isodiary.sqlite", now=EVENING)


def test_name_too_long_for_the_disk_is_said(tmp_path):
    with pytest.raises(DiskTrouble, match="cannot be opened"):
        open_diary(tmp_path / ("long" * 100), now=EVENING)


def test_copy_made_by_sqlite_is_a_diary_as_good_as_any(tmp_path, diary):
    kept = weight()
    add(diary, kept)
    copy = tmp_path / "copy.sqlite"
    diary.rows("vacuum into ?", [str(copy)])
    with closing(open_diary(copy, now=EVENING)) as opened:
        assert opened.all(Weight) == [kept]
        assert opened.rows("pragma journal_mode") == [("wal",)]


@pytest.mark.parametrize(
    "harm",
    [
        "update _sqlite_migrations set migration_set = 'isodiars'",
        "update _sqlite_migrations set name = 'm001_first_tablfs' where name like 'm001%'",
        "alter table history rename column act to acu",
        "alter table history_edit rename column before to befors",
        "alter table dose rename column amount_ug to amount_uf",
        "drop table lab_result",
        "alter table tracked drop column checksum",
    ],
)
def test_diary_whose_tables_are_not_as_we_made_them_is_damaged(path, monkeypatch, harm):
    write_and_close(path)
    meddle(path, harm)
    with pytest.raises(DiaryDamaged, match="keep the file"):
        open_diary(path, now=EVENING)
    read_only(monkeypatch)
    with pytest.raises(DiaryDamaged, match="keep the file"):
        open_diary(path, now=EVENING)


@contextmanager
def nothing_open(monkeypatch):
    """Count the connections that are opened and closed."""
    opened: list[sqlite3.Connection] = []
    real = sqlite3.connect

    class Counted(sqlite3.Connection):
        def close(self):
            opened.remove(self)
            super().close()

    def connect(*args, **how):
        connection = real(*args, **how, factory=Counted)
        opened.append(connection)
        return connection

    monkeypatch.setattr(sqlite3, "connect", connect)
    yield
    assert opened == []


@pytest.mark.parametrize("writable", [True, False])
def test_refused_diary_is_not_left_open(path, monkeypatch, writable):
    write_and_close(path)
    meddle(path, "drop table lab_result")
    if not writable:
        read_only(monkeypatch)
    with nothing_open(monkeypatch), pytest.raises(DiaryDamaged):
        open_diary(path, now=EVENING)


def test_misuse_of_ours_is_not_said_to_be_the_files_fault(diary):
    with pytest.raises(sqlite3.OperationalError, match="no such table"):
        diary.rows("select * from dosse")
    diary.close()
    with pytest.raises(sqlite3.ProgrammingError, match="closed"):
        diary.all(Weight)


def test_trouble_without_a_number_is_the_disks():
    with pytest.raises(DiskTrouble), spoken():
        raise OSError("gone")
    with pytest.raises(DiaryError), spoken():
        raise DiaryError("said already")


@given(st.binary(min_size=1, max_size=40).filter(lambda name: b"\0" not in name))
def test_name_of_a_file_is_quoted_as_a_uri(name):
    path = os.fsdecode(name)
    assert file_uri(path) == f"file:{quote(os.fsencode(path), safe='')}"
