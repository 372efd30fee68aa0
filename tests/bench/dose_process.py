"""How long `isodiary dose` takes as a process, beside the import it cannot do without.

    python -m tests.bench.dose_process [--rounds 15]

Both are run in turn; the ratio is what counts (at most 2.5), as machines differ.
"""

from __future__ import annotations

import argparse
import os
import subprocess
import sys
import tempfile
import time
from datetime import timedelta
from pathlib import Path
from statistics import median

from tests.clock import EVENING

ROOT = Path(__file__).parents[2]
BUDGET = 2.5
BEGIN = ("begin", "--start", "2026-01-01", "--weight", "64", "--plan", "breakfast 20, dinner 20")


def seconds(*command: str) -> float:
    """Return how long a command of Python takes from start to end."""
    environment = {**os.environ, "ISODIARY_NOW": EVENING.isoformat()}
    begun = time.perf_counter()
    subprocess.run(
        [sys.executable, *command], cwd=ROOT, env=environment, check=True, capture_output=True
    )
    return time.perf_counter() - begun


def main() -> int:
    """Print both sides and their ratio; return 1 if it is over the budget."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0] if __doc__ else None)
    parser.add_argument("--rounds", type=int, default=15)
    rounds = parser.parse_args().rounds
    floor, ours = [], []
    with tempfile.TemporaryDirectory() as folder:
        isodiary = ("-m", "isodiary", "--diary", str(Path(folder) / "diary.sqlite"))
        seconds(*isodiary, *BEGIN)
        for each in range(rounds):
            day = EVENING.date() - timedelta(days=each)
            floor.append(seconds("-c", "import sqlite_utils"))
            ours.append(seconds(*isodiary, "dose", "--day", day.isoformat()))
    ratio = median(ours) / median(floor)
    print(f"import sqlite_utils {1000 * median(floor):.0f} ms, isodiary dose", end=" ")
    print(f"{1000 * median(ours):.0f} ms: x {ratio:.2f} (at most {BUDGET})")
    return int(ratio > BUDGET)


if __name__ == "__main__":
    sys.exit(main())
