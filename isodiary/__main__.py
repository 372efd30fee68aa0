"""Starts isodiary: a command, or the window if none is named."""

from __future__ import annotations

import builtins
import gc
import os
import sys
from collections.abc import Callable, Mapping, Sequence
from pathlib import Path
from typing import NamedTuple

from isodiary.language import _, language_from, marked, speak

NO_DISPLAY = marked("""\
There is no display here, so the window cannot be opened. These commands need none:
  isodiary dose, symptom, note, lab, weigh    note something
  isodiary summary, report OUT.pdf            read and print
  isodiary --help                             all of them""")

WRONG_USAGE = 2
COMPLETE = "_ISODIARY_COMPLETE"
"""Set by a shell that wants to complete what was typed, which the commands do."""


def main() -> None:
    """Run what the command line asks for, and leave with its exit code."""
    _print_what_can_be_printed()
    speak(language_from(os.environ))
    try:
        asked = asked_window(sys.argv[1:], os.environ)
        if asked is not None:
            sys.exit(open_window(asked.diary, asked.sample))
        from isodiary.cli.commands import commands

        commands(prog_name="isodiary", obj=open_window)
    except KeyboardInterrupt:  # while the program was still being loaded
        sys.exit(130)


class AskedWindow(NamedTuple):
    """The window that a command line asks for: on a diary, or on a made-up course."""

    diary: Path | None
    sample: bool


def asked_window(words: Sequence[str], environment: Mapping[str, str]) -> AskedWindow | None:
    """Return the window that a command line without a command asks for.

    None for everything else, whatever is wrong with it: the commands read it and say so. So the
    window, which is opened far more often than it is misspelt, need not load them.
    """
    from isodiary.clock import clock_from
    from isodiary.domain.errors import Refused
    from isodiary.places import diary_file

    if COMPLETE in environment:
        return None
    try:
        clock_from(environment)
    except Refused:
        return None
    match words:
        case []:
            named: str | Path = diary_file(environment)
        case ["--sample"]:
            return AskedWindow(None, sample=True)
        case ["--diary", named]:
            pass
        case [word] if word.startswith("--diary="):
            named = word.partition("=")[2]
        case _:
            return None
    return None if "\0" in str(named) else AskedWindow(Path(named), sample=False)


def open_window(diary: Path | None, sample: bool) -> int:
    """Open the window, or say why that cannot be; return the exit code."""
    if not has_display(os.environ, sys.platform):
        from isodiary.cli.common import remark

        remark(_(NO_DISPLAY))
        return WRONG_USAGE
    gc.disable()  # what a start makes stays; `run` collects again once there is a window
    try:
        run = loaded_window()
    except ImportError as error:
        gc.enable()
        if (error.name or "").partition(".")[0] == "isodiary":
            raise
        from isodiary.cli.common import QT_NEEDS, remark

        remark(_(QT_NEEDS).format(error=error))
        return WRONG_USAGE
    return run(diary, sample=sample)


def loaded_window() -> Callable[..., int]:
    """Load what a start needs, and return what opens the window."""
    from isodiary.enums import make_enums_quickly

    make_enums_quickly()
    import PySide6.QtCore  # noqa: F401

    take_import_back()
    from isodiary.app import run

    return run


def take_import_back() -> None:
    """Let Python import by itself again.

    PySide puts its own `__import__` in the place of Python's, which reads and keeps the source of
    every module that is loaded from then on, to find those that want a `__feature__`. None does.
    """
    own = getattr(builtins, "__orig_import__", None)
    if own is not None:
        vars(builtins)["__import__"] = own


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
