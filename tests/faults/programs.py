"""Several programs at once on one diary."""

from __future__ import annotations

import os
import subprocess
import sys
from concurrent.futures import ThreadPoolExecutor
from contextlib import closing
from pathlib import Path
from random import Random

from isodiary.domain.record import DayNote
from isodiary.services.check import check
from isodiary.storage.opening import open_diary
from tests.clock import EVENING
from tests.faults.diaries import ROOT, dies_after_a_reader, made, weight_days
from tests.faults.fault import Fault, Outcome
from tests.storage.writing import everything

AT_ONCE = 30


def notes(folder: Path, tries: int, seed: int) -> Outcome:
    """Note so many words at once, each by a program of its own."""
    path = folder / "isodiary.sqlite"
    made(path, days=1)
    environment = {**os.environ, "ISODIARY_DIARY": str(path), "ISODIARY_NOW": EVENING.isoformat()}

    def note(number: int) -> subprocess.CompletedProcess[str]:
        return subprocess.run(
            [sys.executable, "-m", "isodiary", "note", f"word{number}"],
            cwd=ROOT,
            env=environment,
            capture_output=True,
            check=False,
            text=True,
        )

    with ThreadPoolExecutor(AT_ONCE) as pool:
        done = list(pool.map(note, range(tries)))
    with closing(open_diary(path, now=EVENING)) as diary:
        words = " ".join(each.text for each in diary.all(DayNote)).split()
        sound = check(diary).sound
    missing = sum(f"word{number}" not in words for number in range(tries))
    refused = [each.stderr for each in done if each.returncode]
    lost = missing + len(refused) + (not sound)
    return Outcome(tried=tries, lost=lost, seen=min(refused, default="every note written"))


def read_meanwhile(folder: Path, tries: int, seed: int) -> Outcome:
    """Read a diary by a command while a program has it open, which then writes and is killed."""
    chance = Random(seed)
    lost = 0
    for number in range(tries):
        path = folder / f"{number}.sqlite"
        count = chance.randrange(1, 6)
        dies_after_a_reader(path, count=count)
        with closing(open_diary(path, now=EVENING)) as diary:
            days = weight_days(everything(diary))
            lost += len(days) != count + 1 or not check(diary).sound
    return Outcome(tried=tries, lost=lost, seen="every entry, also the last one")


FAULTS = (
    Fault(what="notes at once", short=6, long=300, run=notes),
    Fault(
        what="read by a command while open, then written and killed",
        short=2,
        long=100,
        run=read_meanwhile,
    ),
)
