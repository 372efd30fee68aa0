"""The commands: everything the window does that a script, or a machine without a display, needs.

Each command's module is loaded when it is called and no sooner, and none of them loads Qt but
the one that writes the visit sheet.
"""

from __future__ import annotations

import os
from collections.abc import Callable
from importlib import import_module
from pathlib import Path

import click

from isodiary import __version__
from isodiary.cli.common import (
    INTERRUPTED,
    Misused,
    Refusal,
    Session,
    SpokenCommand,
    option,
    shortened,
)
from isodiary.clock import clock_from
from isodiary.domain.day import Clock
from isodiary.domain.errors import DiaryError, Refused
from isodiary.language import _, marked
from isodiary.places import diary_file

OpenWindow = Callable[[Path | None, bool], int]
"""Opens the window on a diary, or on a scratch copy of a made-up course; returns the exit code."""

MODULES = {
    "begin": "course",
    "plan": "course",
    "pause": "course",
    "end": "course",
    "dose": "dose",
    "symptom": "symptoms",
    "note": "log",
    "lab": "labs",
    "weigh": "log",
    "acne": "acne",
    "visit": "visits",
    "question": "visits",
    "test": "visits",
    "undo": "log",
    "summary": "summary",
    "list": "entries.list_entries",
    "report": "report",
    "sample": "sample",
    "export": "exchange",
    "import": "exchange.bring",
    "backup": "safety",
    "backups": "safety",
    "restore": "safety",
    "salvage": "safety",
    "erase": "safety",
    "passphrase": "passphrase",
    "check": "check",
}
"""The commands in the order of the help, and where each is: its module, and its name if it is
another there."""


class Commands(SpokenCommand, click.Group):
    """The group of commands, found by name, with one way to end for each kind of trouble."""

    def list_commands(self, ctx: click.Context) -> list[str]:
        """Return the names in the order of the help."""
        return list(MODULES)

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:
        """Load a command."""
        if cmd_name not in MODULES:
            return None
        module, _, name = MODULES[cmd_name].partition(".")
        command = getattr(import_module(f"isodiary.cli.{module}"), name or cmd_name)
        assert isinstance(command, click.Command)
        return command

    def invoke(self, ctx: click.Context) -> object:
        """Run the command; a refusal of the diary ends it with its sentence."""
        try:
            result = super().invoke(ctx)
            if isinstance(ctx.obj, Session):
                ctx.obj.afterwards()
            return result
        except DiaryError as error:
            raise Refusal(shortened(error.sentence)) from error
        except KeyboardInterrupt:
            ctx.exit(INTERRUPTED)


EPILOG = marked(
    "\b\nExit codes: 0 done and on the disk; 1 refused, nothing written; 2 "
    "wrong usage.\nISODIARY_NOW (such as 2026-11-23T19:04:00+01:00) sets the "
    "clock for scripts.\nExamples:\n  isodiary begin --start 2026-09-03 "
    '--weight 64 --plan "breakfast 20, dinner 20"\n  isodiary dose\n  isodiary '
    "summary --json\n"
)


@click.group(
    cls=Commands,
    invoke_without_command=True,
    epilog=EPILOG,
    context_settings={"help_option_names": ["-h", "--help"], "max_content_width": 100},
)
@option("--diary", metavar="FILE", help=marked("The diary; else ISODIARY_DIARY or your own."))
@option(
    "--passphrase-fd",
    metavar="N",
    type=click.IntRange(min=0),
    help=marked("Read passphrases from this descriptor, one a line."),
)
@option("--sample", is_flag=True, help=marked("Open the window on a copy of a made-up course."))
@click.version_option(__version__, prog_name="isodiary")
@click.pass_context
def commands(
    context: click.Context, diary: str | None, passphrase_fd: int | None, sample: bool
) -> None:
    """Keep a diary of an isotretinoin course. Without a command, open the window.

    It is a diary, not a doctor: it records, sums, shows and prints, and never advises.
    """
    open_window: OpenWindow | None = context.obj
    path = _path(diary)
    if context.invoked_subcommand is not None:
        if sample:
            raise Misused(_("--sample opens the window; with a command, name a sample’s --diary."))
        context.obj = Session(path=path, clock=_clock(), passphrase_fd=passphrase_fd)
        return
    if open_window is None:
        raise Misused(_("Name a command."))
    if passphrase_fd is not None:
        raise Misused(_("--passphrase-fd is for a command; the window asks by itself."))
    if sample and diary is not None:
        raise Misused(_("--sample opens a diary of its own; leave --diary out."))
    _clock()  # so that a wrong one is said here as well
    context.exit(open_window(None if sample else path, sample))


def _path(named: str | None) -> Path:
    path = diary_file(os.environ) if named is None else Path(named)
    if "\0" in str(path):
        raise Misused(_("This cannot be the name of a file."))
    return path


def _clock() -> Clock:
    try:
        return clock_from(os.environ)
    except Refused as error:
        raise Misused(error.sentence) from error
