"""Diaries to be harmed, and programs that die at them."""

from __future__ import annotations

import os
import subprocess
import sys
from contextlib import closing
from datetime import date, timedelta
from pathlib import Path

from isodiary.domain.change import Entry
from isodiary.domain.course import Course, Phase
from isodiary.domain.dose import Dose, Outcome
from isodiary.domain.plan import parse_plan
from isodiary.domain.symptom import SymptomEntry
from isodiary.domain.units import kg, mg
from isodiary.storage.opening import open_diary
from tests.clock import EVENING
from tests.storage.writing import MONDAY, add, everything, note, weight

ROOT = Path(__file__).parents[2]
COURSE = Course(start=MONDAY, product="Capsules 20 mg", reference_weight_g=kg(64), id="c0")
PHASE = Phase(
    course=COURSE.id,
    number=1,
    start=MONDAY,
    plan=parse_plan("breakfast 20, dinner 20"),
    id="p0",
)


def evening(day: int) -> tuple[Entry, ...]:
    """Return the entries of one day of a course."""
    on = MONDAY + timedelta(day)
    dose = Dose(day=on, slot=1, outcome=Outcome.TAKEN, amount_ug=mg(20))
    symptom = SymptomEntry(day=on, symptom="lips_dry", severity=day % 4)
    return dose, symptom, note(day, f"day {day} " * (1 + day % 40))


def made(path: Path, days: int = 14) -> dict[str, Entry]:
    """Make a closed diary of some days; return what it holds."""
    with closing(open_diary(path, now=EVENING)) as diary:
        add(diary, COURSE, PHASE)
        for day in range(days):
            add(diary, *evening(day))
        return everything(diary)


def held(path: Path) -> dict[str, Entry]:
    """Return what a diary holds that must be sound."""
    with closing(open_diary(path, now=EVENING)) as diary:
        assert (diary.problems(), diary.damaged()) == ([], [])
        return everything(diary)


DIES = """
import os, sys
from pathlib import Path
from isodiary.storage.opening import open_diary
from tests.clock import EVENING
from tests.storage.writing import add, weight
first, count, settling = map(int, sys.argv[2:])
diary = open_diary(Path(sys.argv[1]), now=EVENING)
for day in range(first, first + count):
    add(diary, weight(day))
    if day < first + settling:
        diary.settle()
os.kill(os.getpid(), 9)
"""


def dies_writing(path: Path, *, first: int, count: int, settling: int = 0) -> None:
    """Let another program write weights from a day on, and be killed; some it settled before."""
    numbers = map(str, (first, count, settling))
    ended = subprocess.run(
        [sys.executable, "-c", DIES, str(path), *numbers],
        cwd=ROOT,
        env={**os.environ, "PYTHONPATH": str(ROOT)},
        capture_output=True,
        text=True,
        check=False,
    )
    assert (ended.returncode, ended.stderr) == (-9, "")


READ_MEANWHILE = """
import os, subprocess, sys
from pathlib import Path
from isodiary.storage.opening import open_diary
from tests.clock import EVENING
from tests.storage.writing import add, weight
path, count = sys.argv[1], int(sys.argv[2])
diary = open_diary(Path(path), now=EVENING)
for day in range(count):
    add(diary, weight(day))
    diary.settle()
subprocess.run([sys.executable, "-m", "isodiary", "--diary", path, "list"], check=True,
               stdout=subprocess.DEVNULL)
add(diary, weight(count))
os.kill(os.getpid(), 9)
"""


def dies_after_a_reader(path: Path, *, count: int) -> None:
    """Let a program write weights, a command read the diary meanwhile, and the first be killed."""
    ended = subprocess.run(
        [sys.executable, "-c", READ_MEANWHILE, str(path), str(count)],
        cwd=ROOT,
        env={**os.environ, "PYTHONPATH": str(ROOT), "ISODIARY_NOW": EVENING.isoformat()},
        capture_output=True,
        text=True,
        check=False,
    )
    assert (ended.returncode, ended.stderr) == (-9, "")


def weight_days(entries: dict[str, Entry]) -> set[date]:
    """Return the days that a weight is noted on."""
    kind = type(weight())
    return {entry.day for entry in entries.values() if isinstance(entry, kind)}
