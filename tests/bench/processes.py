"""Programs to be measured from outside: they run as when installed, with compiled modules."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import NamedTuple

from tests.clock import EVENING

ROOT = Path(__file__).parents[2]
XVFB = ("Xvfb", "-displayfd", "1", "-screen", "0", "1280x1024x24", "-nolisten", "tcp")


@contextmanager
def display(folder: Path, *, offscreen: bool) -> Iterator[str]:
    """Set up this program and those it starts for a display of their own; say which it is.

    They keep what is theirs in `folder`, compiled modules included.
    """
    server = None if offscreen or shutil.which("Xvfb") is None else _server()
    os.environ |= {name: str(folder) for name in ("HOME", "XDG_CONFIG_HOME", "XDG_STATE_HOME")}
    os.environ |= {"PYTHONPYCACHEPREFIX": str(folder / "compiled"), "PYTHONPATH": str(ROOT)}
    os.environ["ISODIARY_NOW"] = EVENING.isoformat()
    os.environ["QT_QPA_PLATFORM"] = "xcb" if server else "offscreen"
    os.environ.pop("PYTHONDONTWRITEBYTECODE", None)
    try:
        yield "under Xvfb" if server else "offscreen"
    finally:
        if server is not None:
            server.terminate()
            server.wait()


def _server() -> subprocess.Popen[str]:
    server = subprocess.Popen(XVFB, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, text=True)
    assert server.stdout is not None
    os.environ["DISPLAY"] = f":{server.stdout.readline().strip()}"
    return server


class Started(NamedTuple):
    """A program that printed its first line, the milliseconds it took, and the line."""

    process: int
    took_ms: float
    line: str


@contextmanager
def ready(*words: str) -> Iterator[Started]:
    """Start Python with these words, wait until it prints a line, and end it afterwards."""
    begun = time.perf_counter()
    process = subprocess.Popen(
        [sys.executable, *words], stdout=subprocess.PIPE, text=True, cwd=ROOT
    )
    assert process.stdout is not None
    try:
        line = process.stdout.readline()
        took_ms = 1000 * (time.perf_counter() - begun)
        if not line:
            raise RuntimeError(f"{' '.join(words)} ended before it was ready")
        yield Started(process.pid, took_ms, line)
    finally:
        process.kill()
        process.wait()
        process.stdout.close()


def whole_ms(*words: str) -> float:
    """Return how many milliseconds Python takes with these words, from start to end."""
    begun = time.perf_counter()
    subprocess.run([sys.executable, *words], cwd=ROOT, check=True, capture_output=True)
    return 1000 * (time.perf_counter() - begun)
