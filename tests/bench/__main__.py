"""Measures how fast and how small isodiary is, as ratios in one run.

    python -m tests.bench              all of it, in less than three minutes
    python -m tests.bench start enter  some of it

The machines differ, the ratios hardly do; nothing here is an assertion of the test suite. What
must not be lost is tried by `python -m tests.bench.kill_doses`, which is no measurement.
"""

from __future__ import annotations

import argparse
import sys
import tempfile
import time
from importlib import import_module
from pathlib import Path

from tests.bench.diaries import Diaries
from tests.bench.measure import Measure
from tests.bench.processes import display

NAMES = (
    "start",
    "memory",
    "idle",
    "logged_dose",
    "enter",
    "pages",
    "summary",
    "sheet",
    "dose_process",
    "exchange",
    "disk",
)
HEAD = ("what", "ours", "floor", "ratio", "budget", "")
WIDTHS = (44, 12, 12, 8, 10, 4)


def main() -> int:
    """Print the table; return 1 if a budget is not kept."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("names", nargs="*", metavar="NAME", help=f"of {', '.join(NAMES)}")
    parser.add_argument("--offscreen", action="store_true", help="even where Xvfb is installed")
    asked = parser.parse_args()
    unknown = [name for name in asked.names if name not in NAMES]
    if unknown:
        parser.error(f"there is no {', '.join(unknown)}; there are {', '.join(NAMES)}")
    begun = time.monotonic()
    with (
        tempfile.TemporaryDirectory() as folder,
        display(Path(folder), offscreen=asked.offscreen) as where,
    ):
        taken = _table(Diaries(Path(folder)), asked.names or NAMES)
    over = sum(not each.kept for each in taken)
    print(f"{where}, {time.monotonic() - begun:.0f} s: {over} of {len(taken)} over the budget")
    return int(over > 0)


def _table(diaries: Diaries, names: tuple[str, ...] | list[str]) -> list[Measure]:
    taken: list[Measure] = []
    _print(HEAD)
    for name in names:
        for measure in import_module(f"tests.bench.{name}").measured(diaries):
            _print(measure.cells())
            taken.append(measure)
    return taken


def _print(cells: tuple[str, ...]) -> None:
    padded = [cell.ljust(width) for cell, width in zip(cells, WIDTHS, strict=True)]
    print("  ".join(padded).rstrip(), flush=True)


if __name__ == "__main__":
    sys.exit(main())
