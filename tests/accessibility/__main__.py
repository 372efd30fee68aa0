"""Uses isodiary by the accessibility interface alone, and walks over every page and dialog.

    python3 -m tests.accessibility [--python .venv/bin/python] [tasks|walk]
    python3 -m tests.accessibility --axe node_modules/axe-core/axe.min.js axe

For Linux; needs Xvfb, openbox, dbus-daemon, at-spi2-core, and `gi` (Debian: python3-gi) in the
Python that runs it, which need not be that of isodiary; for axe `chromium`. Exit 1: something does
not hold.
"""

from __future__ import annotations

import argparse
import sys
import time
from itertools import chain
from pathlib import Path

from tests.accessibility.desk import ROOT, Program, desk, program, sample
from tests.accessibility.sheet import look_through, sheets
from tests.accessibility.tasks import TASKS, Desk
from tests.accessibility.walk import imports, pages_and_dialogs


def main() -> int:
    """Print what was done and found; return 1 if there are faults."""
    assert __doc__ is not None
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--python", default=str(ROOT / ".venv/bin/python"))
    parser.add_argument("--axe", type=Path, help="axe.min.js of axe-core")
    parser.add_argument("part", nargs="?", choices=["tasks", "walk", "axe"])
    asked = parser.parse_args()
    faults = 0
    with desk() as folder:
        diary = sample(asked.python, folder)
        if asked.part == "axe":
            return int(_look_through_sheets(asked.python, diary, folder, asked.axe) > 0)
        with program(asked.python, diary) as opened:
            if asked.part != "walk":
                _do_tasks(Desk(opened, asked.python, diary, folder))
            if asked.part != "tasks":
                faults += _walk(opened, folder)
    return int(faults > 0)


def _do_tasks(at: Desk) -> None:
    for task in TASKS:
        began = time.monotonic()
        assert task.__doc__ is not None
        print(task.__doc__)
        for said in task(at):
            print(f"    {said}")
        print(f"    done in {time.monotonic() - began:.1f} s", flush=True)


def _look_through_sheets(python: str, diary: Path, folder: Path, axe: Path) -> int:
    """Print what axe-core says of the HTML sheet; return how many faults it finds."""
    faults = 0
    for sheet in sheets(python, diary, folder):
        kept, broken = look_through(sheet, axe)
        print(f"{sheet.name}: {kept} rules kept, {len(broken)} broken")
        for fault in broken:
            print(f"FAULT {fault}")
        faults += len(broken)
    return faults


def _walk(opened: Program, folder: Path) -> int:
    """Print how many nodes, roles and names there are on each page; return how many faults."""
    faults = 0
    print("| page or dialog | nodes | with a name | that take the focus | roles | faults |")
    print("|---|---|---|---|---|---|")
    for walked in chain(imports(opened, folder), pages_and_dialogs(opened)):
        named = sum(bool(each.name) for each in walked.nodes)
        focusable = sum("focusable" in each.states for each in walked.nodes)
        roles = ", ".join(f"{count} {role}" for role, count in walked.roles().most_common())
        row = (walked.title, len(walked.nodes), named, focusable, roles, len(walked.faults))
        print(f"| {' | '.join(str(each) for each in row)} |", flush=True)
        for fault in walked.faults:
            print(f"FAULT {fault}", flush=True)
        faults += len(walked.faults)
    return faults


if __name__ == "__main__":
    sys.exit(main())
