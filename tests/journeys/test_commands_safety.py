"""Backups, restore, salvage and erase as commands, and what no command ever replaces."""

from __future__ import annotations

import json
import os
import shutil
import subprocess
import sys
from io import BytesIO

import pytest

from isodiary.cli.common import Refusal
from isodiary.cli.labs import _text_of
from isodiary.storage.diary import Diary
from tests.journeys.commands import BEGIN, ROOT, Terminal
from tests.storage.writing import meddle

COMMANDS_ON_A_DIARY = (
    ("dose",),
    ("note", "x"),
    ("undo",),
    ("summary",),
    ("check",),
    ("backup",),
    ("backups",),
    ("backups", "--json"),
    ("erase", "--yes"),
)


def backups(terminal):
    return json.loads(terminal.line("backups", "--json"))


def names(folder):
    return sorted(each.name for each in folder.iterdir())


def test_the_first_change_of_a_day_leaves_a_backup_and_no_other_does(terminal):
    [first] = backups(terminal)
    assert first["checked"] is True
    assert first["at"] == "2026-11-23T19:04:00"
    terminal.line("note", "once more")
    assert backups(terminal) == [first]
    terminal.at("2026-11-24T08:00:00+01:00").line("note", "the next morning")
    assert [each["entries"] for each in backups(terminal)] == [
        first["entries"] + 2,
        first["entries"],
    ]


def test_a_backup_that_fails_is_said_beside_what_was_logged(new):
    (new.path.parent / "backups").touch()
    result = new(*BEGIN)
    assert (result.exit_code, result.stdout.startswith("Course begun")) == (0, True)
    assert result.stderr.startswith("No backup could be made: ")


def test_a_backup_is_listed_in_words_too(terminal):
    said = terminal.line("backup")
    assert said.startswith("Backup written and read back: ")
    assert said.endswith("isodiary-20261123-190400-2.sqlite".replace("isodiary", "diary"))
    lines = terminal.line("backups").splitlines()
    assert len(lines) == 2
    assert all("checked" in line for line in lines)


def test_a_backup_to_a_file_replaces_nothing(terminal, tmp_path):
    copy = tmp_path / "stick.sqlite"
    terminal.line("backup", str(copy))
    content = copy.read_bytes()
    assert "There is a file of that name" in terminal.refusal("backup", str(copy))
    assert copy.read_bytes() == content
    assert Terminal(copy).line("check").endswith("Everything is as it was written.")


def test_a_restore_is_taken_back_by_undo(terminal):
    [backup] = backups(terminal)
    terminal.line("note", "of today")
    lived = terminal.line("summary", "--json")
    done = terminal("restore", backup["path"])
    assert done.stdout.startswith(
        f"Restored: {backup['entries']} entries in the diary now; 1 entry"
    )
    assert "before-restore" in done.stderr
    assert "Backup restored" in terminal.line("undo")
    assert terminal.line("summary", "--json") == lived
    assert terminal("check").exit_code == 0


def test_a_damaged_diary_is_refused_kept_and_restored(terminal):
    terminal.line("dose")
    [backup] = backups(terminal)
    meddle(terminal.path, "update dose set amount_ug = 99")
    harmed = terminal.path.read_bytes()
    assert "Damaged: the dose" in terminal("check").stderr
    for words in (("dose", "--slot", "1"), ("note", "x"), ("undo",), ("backup",)):
        assert "damaged" in terminal.refusal(*words)
    assert terminal.path.read_bytes() == harmed
    done = terminal("restore", backup["path"])
    assert done.exit_code == 0
    [kept] = terminal.path.parent.glob("diary, damaged *")
    assert str(kept) in done.stderr
    assert kept.read_bytes() == harmed
    assert terminal("check").exit_code == 0
    terminal.line("dose")


def test_a_diary_that_is_gone_comes_back_from_its_backup(terminal):
    [backup] = backups(terminal)
    terminal.path.unlink()
    assert "isodiary restore FILE" in terminal.refusal("backups")
    terminal.line("restore", backup["path"])
    assert terminal("check").exit_code == 0


@pytest.mark.parametrize("what", ["gone.sqlite", "words.txt"])
def test_what_is_no_backup_is_not_restored(terminal, tmp_path, what):
    (tmp_path / "words.txt").write_text("dear diary")
    before = terminal.path.read_bytes()
    terminal.refusal("restore", str(tmp_path / what))
    assert "the diary itself" in terminal.refusal("restore", str(terminal.path))
    assert terminal.path.read_bytes() == before


def test_a_file_that_is_no_diary_is_not_replaced_by_a_restore(terminal, tmp_path):
    [backup] = backups(terminal)
    (tmp_path / "thesis.txt").write_text("chapter one")
    other = Terminal(tmp_path / "thesis.txt")
    assert "no diary" in other.refusal("restore", backup["path"])
    assert (tmp_path / "thesis.txt").read_text() == "chapter one"


def test_salvage_writes_what_is_sound_and_says_what_is_not(terminal, tmp_path):
    terminal.line("dose")
    terminal.line("note", "kept")
    meddle(terminal.path, "update dose set amount_ug = 99")
    meddle(terminal.path, "delete from day_note")
    out = tmp_path / "saved.sqlite"
    done = terminal("salvage", str(terminal.path), str(out))
    assert done.exit_code == 0
    assert "Given back by the history: 2 entries." in done.stderr
    assert Terminal(out)("check").exit_code == 0
    assert "There is a file" in terminal.refusal("salvage", str(terminal.path), str(out))


def test_erase_takes_everything_of_this_diary_and_nothing_else(terminal, tmp_path):
    terminal.line("backup")
    (tmp_path / "photo.jpg").touch()
    for folder in (tmp_path, tmp_path / "backups"):  # of a program that died
        (folder / ".isodiary-0123456789abcdef.new").write_bytes(terminal.path.read_bytes())
    other = Terminal(tmp_path / "other.sqlite")
    other.line(*BEGIN)
    assert "add --yes" in terminal.refusal("erase")
    assert terminal.path.exists()
    said = terminal("erase", "--yes")
    assert (said.exit_code, said.stdout.startswith("Erased: 5 files")) == (0, True)
    assert "exported" in said.stderr
    assert names(tmp_path) == ["backups", "other.sqlite", "photo.jpg"]
    assert len(backups(other)) == 1


def test_erase_takes_no_file_that_is_no_diary(tmp_path):
    (tmp_path / "photo.jpg").write_bytes(b"jpg")
    assert "nothing was erased" in Terminal(tmp_path / "photo.jpg").refusal("erase", "--yes")
    assert (tmp_path / "photo.jpg").read_bytes() == b"jpg"


@pytest.mark.parametrize("words", COMMANDS_ON_A_DIARY, ids=" ".join)
def test_a_path_without_a_diary_is_refused_and_stays_empty(tmp_path, words):
    Terminal(tmp_path / "none" / "diary.sqlite").refusal(*words)
    assert names(tmp_path) == []


@pytest.mark.parametrize("name", ["visit.pdf", "visit.html"])
def test_a_report_never_replaces_a_diary_whatever_its_name(terminal, tmp_path, name):
    mine = shutil.copy(terminal.path, tmp_path / name)
    before = (tmp_path / name).read_bytes()
    assert "is a diary" in terminal.refusal("report", str(mine))
    assert (tmp_path / name).read_bytes() == before


def test_an_endless_note_is_refused_at_once(terminal):
    assert "10 000" in terminal.refusal("note", "x" * 1_000_000)


@pytest.mark.skipif(os.name != "posix", reason="there is no umask elsewhere")
@pytest.mark.parametrize("umask", [0o000, 0o077, 0o277])
def test_files_are_the_owners_alone_under_any_umask(new, umask):
    new = Terminal(new.path.parent / "folder" / "diary.sqlite")
    script = f"import os; os.umask({umask}); from isodiary.__main__ import main; main()"
    done = subprocess.run(
        [sys.executable, "-c", script, *BEGIN],
        cwd=ROOT,
        env=new.environment(),
        capture_output=True,
        check=False,
        text=True,
    )
    assert (done.returncode, done.stderr) == (0, "")
    folder = new.path.parent
    assert {each.stat().st_mode & 0o777 for each in (folder, folder / "backups")} == {0o700}
    files = [each for each in folder.rglob("*") if each.is_file()]
    assert {each.stat().st_mode & 0o777 for each in files} == {0o600}
    assert len(files) == 2


def test_what_was_deleted_is_erased_for_good_and_the_diary_stays(terminal):
    assert terminal("erase", "--deleted").exit_code == 1
    terminal.line("note", "Zornwort")
    terminal.line("undo")
    terminal.line("note", "kept")
    assert "of 1 entry" in terminal.refusal("erase", "--deleted")
    content = terminal.path.read_bytes()
    assert b"Zornwort" in content
    said = terminal("erase", "--deleted", "--yes")
    assert said.exit_code == 0
    assert said.stdout == (
        "Erased for good: what the history told of 1 entry, deleted or changed since\n"
    )
    assert "1 backup in" in said.stderr
    assert b"Zornwort" not in terminal.path.read_bytes()
    assert terminal("check").exit_code == 0
    assert "kept" in terminal.line("list", "--kind", "day_note", "--json")
    assert "nothing that was deleted" in terminal.refusal("erase", "--deleted", "--yes")


@pytest.mark.parametrize("words", [("summary",), ("summary", "--json"), ("report", "{path}")])
def test_of_a_file_in_which_rows_cannot_be_found_nothing_is_summed(
    terminal, tmp_path, monkeypatch, words
):
    monkeypatch.setattr(Diary, "problems", lambda diary: ("row 3 missing from index",))
    paper = tmp_path / "visit.pdf"
    words = [word.format(path=paper) for word in words]
    assert "damaged" in terminal.refusal(*words)
    assert [path for path in tmp_path.iterdir() if path.name.startswith("visit")] == []


@pytest.mark.parametrize(
    "content",
    [
        "ALT 18 µkat/L".encode(),
        b"\xef\xbb\xbf" + "ALT 18 µkat/L".encode(),
        "ALT 18 µkat/L".encode("utf-16"),
        "\ufeffALT 18 µkat/L".encode("utf-16-be"),
        "ALT 18 µkat/L".encode("cp1252"),
    ],
)
def test_a_report_of_any_usual_encoding_is_read_as_it_was_written(content):
    assert _text_of(BytesIO(content)).lstrip("\ufeff") == "ALT 18 µkat/L"


def test_what_no_windows_could_write_is_a_sign_in_its_place_and_no_end():
    assert _text_of(BytesIO(b"ALT 18 \xb5kat/L \x81")) == "ALT 18 µkat/L \N{REPLACEMENT CHARACTER}"
    assert _text_of(BytesIO(b"\xff\xfeA\x00x")) == "A\N{REPLACEMENT CHARACTER}"


def test_a_file_that_is_no_text_is_refused():
    with pytest.raises(Refusal):
        _text_of(BytesIO(b"%PDF\0\1\2"))
