"""Kills `isodiary dose` at random moments, and looks whether anything it printed was lost.

    python -m tests.bench.kill_doses [--count 200]

What a command printed as logged must be in the diary. What it did not print may be there or not.
"""

from __future__ import annotations

import argparse
import os
import random
import subprocess
import sys
import tempfile
import time
from dataclasses import dataclass
from datetime import date, timedelta
from pathlib import Path

from isodiary.domain.dose import Dose
from isodiary.services.check import check
from isodiary.storage.opening import open_diary
from tests.clock import EVENING

ROOT = Path(__file__).parents[2]
FIRST = date(2025, 1, 1)
BEGIN = ("begin", "--start", "2025-01-01", "--weight", "64", "--plan", "breakfast 20, dinner 20")


@dataclass(frozen=True, slots=True)
class Counts:
    """What became of the commands.

    Attributes:
        finished: Ended by themselves before they were killed.
        printed: Had printed that the dose is logged, killed or not.
        silent: Killed before they printed, but the dose is in the diary.
        lost: Had printed, and the dose is not in the diary.
        sound: Whether the diary was sound at the end.
    """

    finished: int
    printed: int
    silent: int
    lost: int
    sound: bool


SOONER = 0.97
"""After a line that was printed the next kill comes by so much sooner, else later."""


def kill_doses(path: Path, count: int, seed: int) -> Counts:
    """Run `count` commands on a new diary, each killed at a random moment of its life."""
    chance = random.Random(seed)
    longest = _measured(path)
    printed, finished = set(), 0
    for number in range(count):
        day, slot = FIRST + timedelta(days=1 + number // 2), 1 + number % 2
        process = _start(path, "dose", "--day", day.isoformat(), "--slot", str(slot))
        # the moments of writing come late; the start of Python is of no interest
        finished += _killed(process, longest * chance.uniform(0.7, 1.3))
        assert process.stdout is not None
        said = process.stdout.read().startswith("Dose logged:")
        if said:
            printed.add((day, slot))
        # a machine with more or less to do takes longer or shorter than it was measured
        longest *= SOONER if said else 1 / SOONER
        process.stdout.close()
    there, sound = _read(path)
    silent = len(there - printed - {(FIRST, 1), (FIRST, 2)})
    return Counts(finished, len(printed), silent, len(printed - there), sound)


def _measured(path: Path) -> float:
    """Begin the course, log two doses, and return how many seconds one takes."""
    _done(path, *BEGIN)
    took = []
    for slot in ("1", "2"):
        begun = time.perf_counter()
        _done(path, "dose", "--day", FIRST.isoformat(), "--slot", slot)
        took.append(time.perf_counter() - begun)
    return min(took)


def _done(path: Path, *words: str) -> None:
    with _start(path, *words) as process:
        process.communicate()
    assert process.returncode == 0


def _start(path: Path, *words: str) -> subprocess.Popen[str]:
    return subprocess.Popen(
        [sys.executable, "-m", "isodiary", "--diary", str(path), *words],
        cwd=ROOT,
        env={**os.environ, "ISODIARY_NOW": EVENING.isoformat()},
        stdout=subprocess.PIPE,
        stderr=subprocess.DEVNULL,
        text=True,
    )


def _killed(process: subprocess.Popen[str], after: float) -> bool:
    """Kill a process after so many seconds; return whether it had ended by itself."""
    try:
        process.wait(after)
    except subprocess.TimeoutExpired:
        process.kill()
        process.wait()
        return False
    return True


def _read(path: Path) -> tuple[set[tuple[date, int | None]], bool]:
    diary = open_diary(path, now=EVENING)
    try:
        doses = {(dose.day, dose.slot) for dose in diary.all(Dose)}
        return doses, check(diary).sound
    finally:
        diary.close()


def main() -> int:
    """Print the counts; return 1 if something was lost."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0] if __doc__ else None)
    parser.add_argument("--count", type=int, default=200)
    parser.add_argument("--seed", type=int, default=random.SystemRandom().randrange(10_000))
    asked = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        counts = kill_doses(Path(folder) / "diary.sqlite", asked.count, asked.seed)
    print(f"{asked.count} doses, seed {asked.seed}: {asked.count - counts.finished} killed")
    print(f"printed {counts.printed}, of these lost {counts.lost}")
    print(f"killed before printing but there {counts.silent}")
    print(f"the diary is {'sound' if counts.sound else 'DAMAGED'}")
    return int(counts.lost > 0 or not counts.sound)


if __name__ == "__main__":
    sys.exit(main())
