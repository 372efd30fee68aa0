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

from isodiary.domain.errors import Refused
from isodiary.domain.record import Weight
from isodiary.storage.opening import open_diary
from isodiary.storage.saving import saved_whole
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
    return set(run_elsewhere(KILLED, path, code=9).split())


def run_elsewhere(program: str, path: Path, *, code: int) -> str:
    """Let another process do something with a diary; return what it printed."""
    root = Path(__file__).parents[2]
    ended = subprocess.run(
        [sys.executable, "-c", program, str(path)],
        cwd=root,
        env={**os.environ, "PYTHONPATH": str(root)},
        capture_output=True,
        text=True,
        check=False,
    )
    assert (ended.returncode, ended.stderr) == (code, "")
    return ended.stdout


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


OPENED_AND_CLOSED = """
import sys
from contextlib import closing
from pathlib import Path
from isodiary.storage.opening import open_diary
from tests.clock import EVENING
from tests.storage.writing import everything
with closing(open_diary(Path(sys.argv[1]), now=EVENING)) as diary:
    print(*everything(diary))
"""


def ids_elsewhere(path: Path) -> set[str]:
    """Return what a program finds that opens the diary and closes it again."""
    return set(run_elsewhere(OPENED_AND_CLOSED, path, code=0).split())


def test_a_program_that_closes_the_diary_leaves_the_log_to_the_one_that_has_it_open(path, diary):
    log = path.with_name(f"{path.name}-wal")
    add(diary, first := weight())
    diary.settle()
    assert ids_elsewhere(path) == {first.id}
    assert log.exists()
    add(diary, second := weight(1))
    assert ids_elsewhere(path) == {first.id, second.id}
    diary.settle()
    add(diary, third := weight(2))
    assert ids_elsewhere(path) == {first.id, second.id, third.id}


def test_a_diary_that_only_got_another_date_keeps_its_locks_while_that_is_looked_at(path, diary):
    add(diary, first := weight())
    diary.settle()
    os.utime(path, ns=(1, 1))
    assert not diary.is_replaced()
    assert ids_elsewhere(path) == {first.id}
    assert path.with_name(f"{path.name}-wal").exists()


def test_a_report_that_is_to_replace_the_open_diary_is_refused_and_its_locks_are_kept(path, diary):
    add(diary, first := weight())
    with pytest.raises(Refused), saved_whole(path):
        pass
    assert ids_elsewhere(path) == {first.id}
    assert path.with_name(f"{path.name}-wal").exists()
