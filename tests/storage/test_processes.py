"""Several programs on one diary, and programs that end without a word."""

from __future__ import annotations

import multiprocessing
import os
import subprocess
import sys
from concurrent.futures import ThreadPoolExecutor
from contextlib import closing
from pathlib import Path

import pytest

from isodiary.domain.record import Weight
from isodiary.storage.opening import open_diary
from tests.clock import EVENING
from tests.storage.writing import add, folder, weight


def open_and_add(path: Path, day: int) -> str:
    """Open a diary that may not be there yet, add one weight and return its id."""
    kept = weight(day)
    with closing(open_diary(path, now=EVENING)) as diary:
        add(diary, kept)
    return kept.id


def ids_in(path: Path) -> set[str]:
    with closing(open_diary(path, now=EVENING)) as diary:
        assert (diary.problems(), diary.damaged()) == ([], [])
        return {entry.id for entry in diary.all(Weight)}


def test_programs_that_make_the_same_new_diary_at_once_all_keep_their_entries(path):
    with multiprocessing.get_context("spawn").Pool(4) as pool:
        written = pool.starmap(open_and_add, [(path, day) for day in range(8)], chunksize=1)
    assert ids_in(path) == set(written)
    assert list(folder(path)) == [path.name]


@pytest.mark.parametrize("_", range(3))
def test_threads_that_make_the_same_new_diary_at_once_all_keep_their_entries(path, _):
    with ThreadPoolExecutor(15) as pool:
        written = list(pool.map(open_and_add, [path] * 15, range(15)))
    assert ids_in(path) == set(written)
    assert list(folder(path)) == [path.name]


READ = """
import sys
from pathlib import Path
from isodiary.domain.record import Weight
from isodiary.storage.opening import open_diary
from tests.clock import EVENING
diary = open_diary(Path(sys.argv[1]), now=EVENING)
print(len(diary.all(Weight)))
diary.close()
"""


def read_elsewhere(path: Path) -> int:
    """Return how many weights another program finds in a diary that it opens and closes."""
    command = [sys.executable, "-c", READ, str(path)]
    root = Path(__file__).parents[2]
    done = subprocess.run(command, cwd=root, capture_output=True, check=True, text=True)
    return int(done.stdout)


KILLED = """
import os, sys
from pathlib import Path
from isodiary.storage.opening import open_diary
from tests.clock import EVENING
from tests.storage.writing import add, weight
diary = open_diary(Path(sys.argv[1]), now=EVENING)
for day in range(5):
    kept = weight(day)
    add(diary, kept)
    print(kept.id, flush=True)
diary._db.execute("begin immediate")
diary._db.execute("delete from weight")
os._exit(9)
"""


def killed_while_writing(path: Path) -> set[str]:
    """Let another program write a diary and die; return the ids it said are written."""
    root = Path(__file__).parents[2]
    ended = subprocess.run(
        [sys.executable, "-c", KILLED, str(path)],
        cwd=root,
        env={**os.environ, "PYTHONPATH": str(root)},
        capture_output=True,
        text=True,
        check=False,
    )
    assert (ended.returncode, ended.stderr) == (9, "")
    return set(ended.stdout.split())


def test_what_was_acknowledged_before_the_program_died_is_there(path):
    written = killed_while_writing(path)
    assert len(written) == 5
    assert path.with_name(f"{path.name}-wal").stat().st_size > 0
    assert ids_in(path) == written


@pytest.mark.parametrize("writable", [True, False])
def test_file_half_overwritten_by_its_log_of_writes_when_power_failed_is_made_whole(
    tmp_path, path, monkeypatch, writable
):
    torn = tmp_path / "after" / path.name
    torn.parent.mkdir()
    with closing(open_diary(path, now=EVENING)) as diary:
        add(diary, kept := weight())
        diary.rows("vacuum")  # now every page stands in the log as well
        log = path.with_name(f"{path.name}-wal").read_bytes()
        whole = path.read_bytes()
    torn.write_bytes(whole[:4_096] + bytes(len(whole) - 4_096))
    torn.with_name(f"{torn.name}-wal").write_bytes(log)
    monkeypatch.setattr("isodiary.storage.opening._writable", lambda path: writable)
    assert ids_in(torn) == {kept.id}


def test_what_was_acknowledged_is_there_for_a_reader_too(path, monkeypatch):
    written = killed_while_writing(path)
    monkeypatch.setattr("isodiary.storage.opening._writable", lambda path: False)
    assert ids_in(path) == written


def test_what_is_written_after_another_program_closed_the_diary_is_kept(path):
    """To look at the content drops no lock: else the other one would take the log for its own."""
    with closing(open_diary(path, now=EVENING)) as diary:
        add(diary, weight(0))
        diary.settle()
        assert read_elsewhere(path) == 1
        add(diary, weight(1))
        assert read_elsewhere(path) == 2
