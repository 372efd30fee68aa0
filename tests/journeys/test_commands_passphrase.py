"""A passphrase by commands: asked at the terminal or read from a descriptor, never an argument."""

from __future__ import annotations

import json
import os
import pty
import select
import shutil
import subprocess
import sys
from collections.abc import Sequence
from pathlib import Path

import pytest

from isodiary.storage.database import begins_encrypted
from tests.journeys.commands import BEGIN, ROOT

NOW = {"ISODIARY_NOW": "2026-11-23T19:04:00+01:00"}
WORDS, OTHERS = "four quiet green apples", "and five more of them"


class Script:
    """Commands as processes, with passphrases on a descriptor."""

    def __init__(self, path: Path) -> None:
        self.path = path

    def __call__(self, *words: str, lines: Sequence[str] = (), ok: bool = True) -> str:
        reading, writing = os.pipe()
        os.write(writing, "".join(f"{line}\n" for line in lines).encode())
        os.close(writing)
        asked = ["--passphrase-fd", str(reading)] if lines else []
        done = subprocess.run(
            [sys.executable, "-m", "isodiary", "--diary", str(self.path), *asked, *words],
            cwd=ROOT,
            env={**os.environ, **NOW, "HOME": str(self.path.parent)},
            pass_fds=[reading],
            stdin=subprocess.DEVNULL,
            capture_output=True,
            text=True,
            check=False,
        )
        os.close(reading)
        assert done.returncode == (0 if ok else 1), done.stderr
        return done.stdout.strip() if ok else done.stderr.strip()


@pytest.fixture
def run(tmp_path):
    script = Script(tmp_path / "diary.sqlite")
    script(*BEGIN)
    return script


def recovery_key(said):
    return said.partition("Recovery key: ")[2].strip()


def test_on_used_changed_and_off(run):
    said = run("passphrase", lines=[WORDS])
    assert "the diary and 1 backup are encrypted" in said
    key = recovery_key(said)
    assert len(key.split()) == 14
    assert begins_encrypted(run.path)
    run("note", "with words", lines=[WORDS])
    run("note", "with the key", lines=[key])
    assert "Everything is as it was written" in run("check", lines=[WORDS])
    changed = recovery_key(run("passphrase", lines=[WORDS, OTHERS]))
    assert changed != key
    assert "does not open the diary" in run("dose", lines=[WORDS], ok=False)
    assert "does not open the diary" in run("dose", lines=[key], ok=False)
    assert run("passphrase", "--off", lines=[OTHERS]).startswith("No passphrase any more")
    notes = json.loads(run("list", "--kind", "day_note", "--json"))
    assert "with words" in str(notes)
    assert "with the key" in str(notes)


def test_without_a_terminal_and_a_descriptor_it_says_how(run):
    run("passphrase", lines=[WORDS])
    before = run.path.read_bytes()
    assert "--passphrase-fd" in run("dose", ok=False)
    assert run.path.read_bytes() == before


def test_what_has_none_cannot_lose_it(run):
    assert "no passphrase" in run("passphrase", "--off", lines=[WORDS], ok=False)


def test_a_short_one_is_refused(run):
    assert "8 characters" in run("passphrase", lines=["apples"], ok=False)
    assert not begins_encrypted(run.path)


def test_a_command_without_a_diary_asks_for_nothing(run):
    run.path.unlink()
    assert "There is no diary" in run("passphrase", ok=False)


def test_backups_restore_and_salvage_ask_as_well(run, tmp_path):
    run("passphrase", lines=[WORDS])
    [backup] = (tmp_path / "backups").glob("*.sqlite")
    older = tmp_path / "older.sqlite"
    shutil.copy(backup, older)
    run("note", "newer", lines=[WORDS])
    [listed] = json.loads(run("backups", "--json", lines=[WORDS]))
    assert (listed["checked"], listed["locked"]) == (True, False)
    assert run("restore", str(backup), lines=[WORDS]).startswith("Restored")
    assert "newer" not in run("list", "--json", lines=[WORDS])
    run("undo", lines=[WORDS])
    assert "newer" in run("list", "--json", lines=[WORDS])
    run("passphrase", lines=[WORDS, OTHERS])
    assert run("restore", str(older), lines=[OTHERS, WORDS]).startswith("Restored")
    out = tmp_path / "saved.sqlite"
    assert run("salvage", str(run.path), str(out), lines=[OTHERS]).startswith("Saved")
    assert begins_encrypted(out)
    run("backup", str(tmp_path / "copy.sqlite"), lines=[OTHERS])
    assert begins_encrypted(tmp_path / "copy.sqlite")


def test_a_diary_whose_beginning_is_damaged_is_restored(run, tmp_path):
    run("passphrase", lines=[WORDS])
    [backup] = (tmp_path / "backups").glob("*.sqlite")
    content = bytearray(run.path.read_bytes())
    content[300] ^= 1
    run.path.write_bytes(content)
    assert "the beginning of the diary" in run("check", lines=[WORDS], ok=False)
    assert run("restore", str(backup), lines=[WORDS]).startswith("Restored")
    assert "Everything is as it was written" in run("check", lines=[WORDS])


def test_it_is_erased_without_asking(run):
    run("passphrase", lines=[WORDS])
    assert run("erase", "--yes").startswith("Erased")
    assert not run.path.exists()


def at_a_terminal(path: Path, *words: str, typed: list[str]) -> tuple[int, str]:
    """Run a command at a terminal of its own, and answer what it asks."""
    ours, its = pty.openpty()
    process = subprocess.Popen(
        [sys.executable, "-m", "isodiary", "--diary", str(path), *words],
        cwd=ROOT,
        env={**os.environ, **NOW},
        stdin=its,
        stdout=its,
        stderr=its,
        start_new_session=True,
    )
    os.close(its)
    said = b""
    try:
        while select.select([ours], [], [], 60)[0]:
            try:
                part = os.read(ours, 4096)
            except OSError:  # the end of it, on Linux
                break
            if not part:
                break
            said += part
            if typed and part.endswith(b": "):
                os.write(ours, f"{typed.pop(0)}\n".encode())
        return process.wait(60), said.decode()
    finally:
        process.kill()
        process.wait()
        os.close(ours)


def test_at_a_terminal_it_is_asked_for_and_not_shown(run):
    code, said = at_a_terminal(run.path, "passphrase", typed=[WORDS, OTHERS])
    assert (code, "not the same" in said) == (1, True)
    assert not begins_encrypted(run.path)
    code, said = at_a_terminal(run.path, "passphrase", typed=[WORDS, WORDS])
    assert (code, "Recovery key: " in said) == (0, True)
    assert WORDS not in said
    code, said = at_a_terminal(run.path, "note", "from a terminal", typed=[WORDS])
    assert (code, WORDS in said, "from a terminal" in said) == (0, False, True)


def test_check_names_a_backup_of_another_passphrase(run, tmp_path):
    run("note", "Seaside")
    run("passphrase", lines=[WORDS])
    [backup] = (tmp_path / "backups").glob("*.sqlite")
    run("check", lines=[WORDS])
    strange = backup.with_name("diary-20261101-120000.sqlite")
    strange.write_bytes(b"ISOD" + bytes(12) + backup.read_bytes()[16:])
    said = run("check", lines=[WORDS], ok=False)
    assert f"{strange} was not read: it has another passphrase" in " ".join(said.split())
