"""Starts isodiary: a command, or the window if none is named."""

from __future__ import annotations

import gc
import os
import sys
from collections.abc import Mapping
from pathlib import Path

NO_DISPLAY = """\
There is no display here, so the window cannot be opened. These commands need none:
  isodiary dose, symptom, note, lab, weigh    note something
  isodiary summary, report OUT.pdf            read and print
  isodiary --help                             all of them"""

WRONG_USAGE = 2


def main() -> None:
    """Run what the command line asks for, and leave with its exit code."""
    _print_what_can_be_printed()
    try:
        from isodiary.cli.commands import commands

        commands(prog_name="isodiary", obj=open_window)
    except KeyboardInterrupt:  # while the program was still being loaded
        sys.exit(130)


def open_window(diary: Path | None, sample: bool) -> int:
    """Open the window, or say why that cannot be; return the exit code."""
    from isodiary.cli.common import QT_NEEDS, remark

    if not has_display(os.environ, sys.platform):
        remark(NO_DISPLAY)
        return WRONG_USAGE
    gc.disable()  # what a start makes stays; `run` collects again once there is a window
    try:
        from isodiary.app import run
    except ImportError as error:
        gc.enable()
        if (error.name or "").partition(".")[0] == "isodiary":
            raise
        remark(QT_NEEDS.format(error=error))
        return WRONG_USAGE
    return run(diary, sample=sample)


def has_display(environment: Mapping[str, str], system: str) -> bool:
    """Whether Qt finds a display; on Linux it would abort the program without one."""
    names = ("DISPLAY", "WAYLAND_DISPLAY", "QT_QPA_PLATFORM")
    return not system.startswith("linux") or any(environment.get(name) for name in names)


def _print_what_can_be_printed() -> None:
    """Let signs that the terminal's encoding lacks become question marks, not errors."""
    for stream in (sys.stdout, sys.stderr):
        # pythonw has no streams at all
        reconfigure = getattr(stream, "reconfigure", None)
        if reconfigure is not None:
            reconfigure(errors="replace")


if __name__ == "__main__":
    main()
