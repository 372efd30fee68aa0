"""Diaries with a passphrase: the same diary, but nobody reads it without the key."""

from __future__ import annotations

import os
import shutil
import sqlite3
from contextlib import closing
from importlib import import_module
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from isodiary.domain.errors import (
    DiaryBusy,
    DiaryDamaged,
    DiaryError,
    FileReplaced,
    Locked,
    NoCipher,
    NotADiary,
    Refused,
    WrongPassphrase,
)
from isodiary.services.check import check
from isodiary.storage import cipher
from isodiary.storage.copying import write_new
from isodiary.storage.database import Key, begins_encrypted
from isodiary.storage.keys import key_of, new_key, new_salt, on_paper
from isodiary.storage.leftover import logs_apart
from isodiary.storage.opening import open_diary
from isodiary.storage.rekeying import recode, rewrite
from isodiary.storage.salvage import salvage
from isodiary.storage.unlocking import unlock
from tests.clock import EVENING
from tests.faults.diaries import made
from tests.storage.writing import add, everything, note, weight

sqlcipher = import_module(
    "sqlcipher3.dbapi2"
)  # the list of the tests has it; no types come with it
FILES = Path(__file__).parents[1] / "files"
WORDS = "Grüne Äpfel im Mai"


@pytest.fixture(scope="module")
def template(tmp_path_factory):
    """A plain diary, the same encrypted, and its key; made once, as both take their time."""
    folder = tmp_path_factory.mktemp("passphrase")
    plain, encrypted = folder / "plain.sqlite", folder / "encrypted.sqlite"
    key = Key(os.urandom(32), new_salt())
    made(plain)
    shutil.copy(plain, encrypted)
    rewrite(encrypted, EVENING, before=None, after=key)
    return plain, encrypted, key


@pytest.fixture
def key(template):
    return template[2]


@pytest.fixture
def other():
    return Key(os.urandom(32), new_salt())


@pytest.fixture
def plain(path, template):
    return Path(shutil.copy(template[0], path))


@pytest.fixture
def encrypted(path, template):
    return Path(shutil.copy(template[1], path))


@pytest.fixture
def diary(encrypted, key):
    with closing(open_diary(encrypted, now=EVENING, key=key)) as opened:
        yield opened


def held(path, key=None):
    with closing(open_diary(path, now=EVENING, key=key)) as opened:
        assert check(opened).sound
        return everything(opened)


@given(secret=st.binary(min_size=32, max_size=32))
def test_the_recovery_key_gives_the_key_back(secret):
    key = Key(secret, new_salt())
    groups = on_paper(key).split()
    assert (len(groups), {len(group) for group in groups}) == (14, {4})
    assert key_of(on_paper(key), key.salt) == key
    assert key_of(" - ".join(groups).lower().replace("0", "o").replace("1", "l"), key.salt) == key


@pytest.mark.parametrize("place", [0, 31, 68])
def test_a_slip_in_the_recovery_key_is_no_key(key, place):
    typed = on_paper(key)
    slip = typed[:place] + ("7" if typed[place] != "7" else "8") + typed[place + 1 :]
    assert key_of(slip, key.salt) != key


def test_a_passphrase_is_the_same_however_the_keyboard_composes_it():
    key = new_key("Grüne Äpfel")
    assert key_of("Gru\u0308ne A\u0308pfel", key.salt) == key


def test_a_short_passphrase_is_refused():
    with pytest.raises(Refused, match="8 characters"):
        new_key("apples7")


def test_nothing_of_a_key_gets_into_a_log(key):
    assert key.secret.hex() not in repr(key)
    assert str(key.secret) not in f"{key!r} {key} {[key]}"


def test_the_file_opens_by_the_passphrase_alone_and_by_the_recovery_key_alone(plain, tmp_path):
    entries = held(plain)
    key = new_key(WORDS)
    rewrite(plain, EVENING, before=None, after=key)
    copy = tmp_path / "elsewhere" / "copy.sqlite"
    copy.parent.mkdir()
    shutil.copy(plain, copy)
    for typed in (WORDS, on_paper(key)):
        assert held(copy, unlock(copy, typed)) == entries


def test_any_tool_of_sqlcipher_opens_it_by_the_passphrase(plain):
    rewrite(plain, EVENING, before=None, after=new_key(WORDS))
    with closing(sqlcipher.connect(str(plain))) as db:
        db.execute(f"pragma key = '{WORDS}'")
        assert db.execute("select count(*) from day_note").fetchall() == [(14,)]


def test_nothing_of_the_diary_can_be_read_in_the_file(plain, key):
    assert b"day 3" in plain.read_bytes()
    rewrite(plain, EVENING, before=None, after=key)
    beside = [each for each in plain.parent.iterdir() if each.is_file()]
    assert beside == [plain]
    assert not any(word in plain.read_bytes() for word in (b"day 3", b"create table", b"SQLite"))
    assert plain.stat().st_mode & 0o777 == 0o600


def test_without_the_key_it_is_locked_and_stays_as_it_is(encrypted, other):
    before = encrypted.read_bytes()
    with pytest.raises(Locked, match="has a passphrase"):
        open_diary(encrypted, now=EVENING)
    for wrong in (other, Key(other.secret, before[:16])):
        with pytest.raises(WrongPassphrase):
            open_diary(encrypted, now=EVENING, key=wrong)
    with pytest.raises(WrongPassphrase):
        unlock(encrypted, "not this one")
    assert encrypted.read_bytes() == before


def test_a_wrong_key_is_quiet(encrypted, other, capfd):
    with pytest.raises(WrongPassphrase):
        open_diary(encrypted, now=EVENING, key=Key(other.secret, encrypted.read_bytes()[:16]))
    assert capfd.readouterr() == ("", "")


def test_it_is_written_as_any_other(diary, encrypted, key):
    add(diary, weight(100))
    assert b"grams" not in (encrypted.parent / f"{encrypted.name}-wal").read_bytes()
    assert diary.settle()
    assert not diary.is_replaced()
    kept = everything(diary)
    diary.close()
    assert held(encrypted, key) == kept


def test_what_sqlite_refuses_is_refused_in_the_same_words(diary):
    add(diary, weight(100))
    with pytest.raises(Refused, match="already holds"):
        add(diary, weight(100, 65_000))
    with pytest.raises(DiaryError, match="2199"):
        add(diary, weight(99_999))


def test_two_windows_of_one_diary_see_each_other(diary, encrypted, key):
    with closing(open_diary(encrypted, now=EVENING, key=key)) as second:
        add(second, weight(100))
        assert diary.changed_elsewhere()
        add(diary, weight(101))
        assert everything(second) == everything(diary)


def test_what_a_dead_program_left_is_read(encrypted, key, tmp_path):
    with closing(open_diary(encrypted, now=EVENING, key=key)) as opened:
        add(opened, weight(100))
        there = tmp_path / "dead"
        there.mkdir()
        for each in (encrypted, Path(f"{encrypted}-wal")):
            shutil.copy(each, there / each.name)
        kept = everything(opened)
    assert held(there / encrypted.name, key) == kept


def test_a_log_of_another_key_beside_it_is_set_apart(encrypted, key, other, tmp_path):
    entries = held(encrypted, key)
    foreign = Path(shutil.copy(encrypted, tmp_path / "foreign.sqlite"))
    rewrite(foreign, EVENING, before=key, after=other)
    with closing(open_diary(foreign, now=EVENING, key=other)) as opened:
        add(opened, weight(100))
        shutil.copy(f"{foreign}-wal", f"{encrypted}-wal")
    assert held(encrypted, key) == entries
    assert logs_apart(encrypted)


def test_another_file_in_its_place_is_noticed(diary, encrypted, tmp_path):
    made(tmp_path / "plain.sqlite", days=1)
    os.replace(tmp_path / "plain.sqlite", encrypted)
    with pytest.raises(FileReplaced):
        add(diary, weight(100))


def test_backups_and_copies_open_with_the_same_key(diary, key, tmp_path):
    backup = diary.back_up(now=EVENING)
    write_new(diary, tmp_path / "copy.sqlite")
    for each in (backup, tmp_path / "copy.sqlite"):
        assert each.read_bytes()[:16] == key.salt
        assert held(each, key) == everything(diary)


def test_changed_and_off_again(encrypted, key, other):
    entries = held(encrypted, key)
    rewrite(encrypted, EVENING, before=key, after=other)
    with pytest.raises(WrongPassphrase):
        open_diary(encrypted, now=EVENING, key=key)
    assert held(encrypted, other) == entries
    rewrite(encrypted, EVENING, before=other, after=None)
    assert not begins_encrypted(encrypted)
    assert held(encrypted) == entries
    with closing(sqlite3.connect(encrypted)) as db:
        assert db.execute("pragma integrity_check").fetchall() == [("ok",)]


def test_history_and_undo_go_along(plain, key):
    with closing(open_diary(plain, now=EVENING)) as opened:
        before = opened.history.stacks()
    rewrite(plain, EVENING, before=None, after=key)
    with closing(open_diary(plain, now=EVENING, key=key)) as opened:
        assert opened.history.stacks() == before


@pytest.mark.parametrize("how", ["plain", "encrypted"])
def test_a_diary_that_is_open_keeps_its_passphrase(request, key, other, how):
    path, own = request.getfixturevalue(how), key if how == "encrypted" else None
    with closing(open_diary(path, now=EVENING, key=own)) as opened:
        before = path.read_bytes()[:16]
        with pytest.raises(DiaryBusy, match="open in another window"):
            rewrite(path, EVENING, before=own, after=other)
        assert path.read_bytes()[:16] == before
        add(opened, weight(100))
        kept = everything(opened)
    assert held(path, own) == kept


def test_a_copy_that_is_not_good_does_not_take_its_place(plain, key, monkeypatch):
    entries = held(plain)
    monkeypatch.setattr("isodiary.storage.backup._equal", lambda *_: False)
    with pytest.raises(DiaryError, match="not good"):
        rewrite(plain, EVENING, before=None, after=key)
    assert held(plain) == entries
    assert [each.name for each in plain.parent.iterdir()] == [plain.name]


def test_a_damaged_diary_keeps_its_passphrase(plain, key):
    content = bytearray(plain.read_bytes())
    content[20_000:24_096] = bytes(4_096)
    plain.write_bytes(content)
    with pytest.raises(DiaryDamaged):
        rewrite(plain, EVENING, before=None, after=key)
    assert not begins_encrypted(plain)


def test_an_older_diary_is_brought_up_to_date_and_backed_up_encrypted(tmp_path, key):
    old = tmp_path / "isodiary.sqlite"
    shutil.copy(FILES / "diary-2026-11-23.sqlite", old)
    with closing(open_diary(shutil.copy(old, tmp_path / "like.sqlite"), now=EVENING)) as like:
        entries = everything(like)
    assert recode(old, before=None, after=key)
    with closing(open_diary(old, now=EVENING, key=key)) as opened:
        assert everything(opened) == entries
        assert check(opened).sound
    [backup] = (tmp_path / "backups").glob("isodiary-*")
    assert begins_encrypted(backup)


def test_an_older_diary_that_can_only_be_read(tmp_path, key, monkeypatch):
    old = tmp_path / "isodiary.sqlite"
    shutil.copy(FILES / "diary-2026-11-23.sqlite", old)
    recode(old, before=None, after=key)
    monkeypatch.setattr("isodiary.storage.opening._writable", lambda _: False)
    before = old.read_bytes()
    with closing(open_diary(old, now=EVENING, key=key)) as opened:
        assert opened.read_only
        assert check(opened).sound
    assert old.read_bytes() == before


def test_a_damaged_page_is_found_and_nothing_more_is_written(encrypted, key):
    held(encrypted, key)
    content = bytearray(encrypted.read_bytes())
    content[len(content) // 2] ^= 1
    encrypted.write_bytes(content)
    with (
        pytest.raises(DiaryDamaged),
        closing(open_diary(encrypted, now=EVENING, key=key)) as opened,
    ):
        add(opened, weight(100))
    assert encrypted.read_bytes() == bytes(content)


@pytest.mark.parametrize("place", [0.2, 0.5, 0.8])
def test_salvage_reads_around_damaged_pages(encrypted, key, place):
    entries = held(encrypted, key)
    content = bytearray(encrypted.read_bytes())
    content[int(len(content) * place)] ^= 1
    encrypted.write_bytes(content)
    found = {entry.id: entry for entry in salvage(encrypted, key).entries}
    assert found.items() <= entries.items()
    assert len(found) > 0.9 * len(entries)


def test_salvage_of_a_locked_diary_wants_the_key(encrypted, other):
    for wrong in (None, other):
        with pytest.raises(Locked):
            salvage(encrypted, wrong)


def test_a_damaged_beginning_is_not_called_a_wrong_passphrase(plain):
    key = new_key(WORDS)
    rewrite(plain, EVENING, before=None, after=key)
    with closing(open_diary(plain, now=EVENING, key=key)) as opened:
        opened.back_up(now=EVENING)
    content = bytearray(plain.read_bytes())
    content[300] ^= 1
    plain.write_bytes(content)
    with pytest.raises(DiaryDamaged, match="passphrase is right"):
        open_diary(plain, now=EVENING, key=unlock(plain, WORDS))
    with pytest.raises(WrongPassphrase):
        unlock(plain, "not this one")


def test_without_sqlcipher_it_says_how_to_get_it(encrypted, key, monkeypatch):
    def missing(name):
        raise ImportError(name)

    cipher._cipher.cache_clear()
    monkeypatch.setattr(cipher, "import_module", missing)
    before = encrypted.read_bytes()
    for own in (None, key):
        with pytest.raises(NoCipher, match="pip install sqlcipher3"):
            open_diary(encrypted, now=EVENING, key=own)
    assert encrypted.read_bytes() == before


def test_a_file_that_only_begins_like_one_is_not_opened(path):
    path.write_bytes(new_salt() + os.urandom(5_000))
    with pytest.raises(WrongPassphrase):
        unlock(path, WORDS)


def test_what_is_no_diary_inside_is_none(path, key):
    with closing(sqlite3.connect(path)) as db:
        db.execute("create table mine (a)")
    recode(path, before=None, after=key)
    with pytest.raises(NotADiary):
        open_diary(path, now=EVENING, key=key)


def test_a_scratch_diary_can_be_meant_for_a_key(path, key):
    with closing(open_diary(None, now=EVENING, key=key)) as scratch:
        add(scratch, note())
        scratch.copy_to(path)
        assert held(path, key) == everything(scratch)


def test_a_plain_diary_is_written_to_an_encrypted_copy_without_a_plain_trace(plain, key, tmp_path):
    with closing(open_diary(plain, now=EVENING)) as opened:
        there = tmp_path / "there"
        there.mkdir()
        opened.copy_to(there / "copy.sqlite", key)
        assert held(there / "copy.sqlite", key) == everything(opened)
    assert [each.name for each in there.iterdir()] == ["copy.sqlite"]
