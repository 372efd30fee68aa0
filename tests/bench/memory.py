"""What a window that was just opened takes of the memory.

Shared parts count divided by their users (PSS), and whole (RSS): beside other programs on Qt a bare
window seems to take almost nothing, while ours shares no more with them than it does.
"""

from __future__ import annotations

import re
import time
from pathlib import Path

from tests.bench.diaries import Diaries
from tests.bench.measure import Measure, Table
from tests.bench.processes import ready

SETTLE_S = 2
"""After that also the check of the whole file, which a start puts off, is done."""
WAYS = ("Pss", "Rss")


def measured(diaries: Diaries) -> Table:
    """Measure both diaries against a bare window; nothing where the system does not tell."""
    if not Path("/proc/self/smaps_rollup").exists():
        return
    floor = _mib("bare")
    for name, path in (("24 weeks", diaries.weeks_24), ("ten years", diaries.years_10)):
        ours = _mib("isodiary", str(path))
        for way in WAYS:
            what = f"memory ({way.upper()}), {name} / bare window"
            yield Measure(what=what, ours=ours[way], floor=floor[way], most=1.3, unit="MiB")


def _mib(*words: str) -> dict[str, float]:
    with ready("-m", "tests.bench.first_paint", *words) as started:
        time.sleep(SETTLE_S)
        told = Path(f"/proc/{started.process}/smaps_rollup").read_text()
    found = {way: re.search(rf"^{way}: +(\d+) kB$", told, re.MULTILINE) for way in WAYS}
    return {way: int(match[1]) / 1024 for way, match in found.items() if match is not None}
