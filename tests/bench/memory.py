"""What a window that was just opened takes of the memory, shared parts divided by their users."""

from __future__ import annotations

import re
import time
from pathlib import Path

from tests.bench.diaries import Diaries
from tests.bench.measure import Measure, Table
from tests.bench.processes import ready

SETTLE_S = 2
"""After that also the check of the whole file, which a start puts off, is done."""


def measured(diaries: Diaries) -> Table:
    """Measure both diaries against a bare window; nothing where the system does not tell."""
    if not Path("/proc/self/smaps_rollup").exists():
        return
    floor = _mib("bare")
    for name, path in (("24 weeks", diaries.weeks_24), ("ten years", diaries.years_10)):
        ours = _mib("isodiary", str(path))
        what = f"memory (PSS), {name} / bare window"
        yield Measure(what=what, ours=ours, floor=floor, most=1.3, unit="MiB")


def _mib(*words: str) -> float:
    with ready("-m", "tests.bench.first_paint", *words) as (process, _):
        time.sleep(SETTLE_S)
        told = Path(f"/proc/{process}/smaps_rollup").read_text()
    found = re.search(r"^Pss: +(\d+) kB$", told, re.MULTILINE)
    assert found is not None
    return int(found[1]) / 1024
