"""What all commands share: the diary's file, the clock, and how they speak."""

from __future__ import annotations

import errno
import os
import sys
from collections.abc import Callable, Iterator
from contextlib import closing, contextmanager, nullcontext, suppress
from copy import copy
from dataclasses import field
from datetime import date, datetime
from functools import cached_property, partial
from pathlib import Path
from typing import IO, TYPE_CHECKING, Any, TypeVar

import click

from isodiary.domain.change import Change
from isodiary.domain.day import Clock, diary_day
from isodiary.domain.errors import DiaryBusy, DiaryError, NothingThere
from isodiary.domain.text import tidy
from isodiary.domain.values import dataclass
from isodiary.language import _, marked
from isodiary.resources import resources
from isodiary.services.words.entries import act_words, entry_words
from isodiary.services.words.units import HARD, THIN
from isodiary.storage.backup_files import made_on
from isodiary.storage.database import Key, begins_encrypted
from isodiary.storage.diary import Acknowledged, Diary
from isodiary.storage.opening import open_diary
from isodiary.storage.troubles import spoken

if TYPE_CHECKING:
    from isodiary.cli.secrets import Asking

Done = TypeVar("Done")

TIMES_BUSY = 5
"""So often a command waits again for its turn; each time some seconds."""

INTERRUPTED = 130
"""What a shell expects of a program that Ctrl+C ended."""

LONGEST_ECHO = 300
"""What was typed is repeated up to here, be it ten million signs."""

NO_DIARY = marked("There is no diary at {path}. Begin one with: isodiary begin")

QT_NEEDS = marked(
    "Qt cannot be loaded: {error}\nOn Debian and Ubuntu it needs these "
    "packages:\n  apt-get install -y --no-install-recommends libegl1 libgl1 "
    "libglib2.0-0 libdbus-1-3 libfontconfig1 libxkbcommon0\nand for windows "
    "also:\n  apt-get install -y --no-install-recommends libxcb-cursor0 "
    "libxcb-icccm4 libxcb-keysyms1 libxcb-shape0 libxkbcommon-x11-0"
)


class Refusal(click.ClickException):
    """The diary refused: its sentence on the error stream, exit 1."""

    exit_code = 1

    def show(self, file: IO[Any] | None = None) -> None:
        """Print the sentence as it is."""
        remark(self.message)


class Misused(click.UsageError):
    """Something typed that cannot be read: exit 2."""

    def __init__(self, message: str) -> None:
        super().__init__(shortened(message))


class SpokenCommand(click.Command):
    """A command whose help is looked up in the moment it is asked for."""

    def _said(self) -> click.Command:
        said = copy(self)
        said.help = self.help and _(self.help)
        said.epilog = self.epilog and _(self.epilog)
        return said

    def format_help_text(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        """Write what it does."""
        click.Command.format_help_text(self._said(), ctx, formatter)

    def format_epilog(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        """Write its examples."""
        click.Command.format_epilog(self._said(), ctx, formatter)

    def get_short_help_str(self, limit: int = 45) -> str:
        """Return what it does in a line."""
        return click.Command.get_short_help_str(self._said(), limit)


class SpokenOption(click.Option):
    """An option whose help is looked up in the moment it is asked for."""

    def get_help_record(self, ctx: click.Context) -> tuple[str, str] | None:
        """Return how it is written, and what it is for."""
        said = copy(self)
        said.help = self.help and _(self.help)
        return click.Option.get_help_record(said, ctx)


command = partial(click.command, cls=SpokenCommand)
option = partial(click.option, cls=SpokenOption)


@dataclass(frozen=True)
class Session:
    """One command's file and clock."""

    path: Path
    clock: Clock
    passphrase_fd: int | None = None
    _wrote: list[Acknowledged] = field(default_factory=list)

    @cached_property
    def asking(self) -> Asking:
        """Where passphrases come from."""
        from isodiary.cli.secrets import Asking

        return Asking(self.passphrase_fd)

    @cached_property
    def key(self) -> Key | None:
        """What opens the diary, which is asked for once; None if it has no passphrase."""
        with spoken():
            locked = begins_encrypted(self.path)
        return self.asking.key(self.path) if locked else None

    @cached_property
    def now(self) -> datetime:
        """The moment the command began."""
        return self.clock()

    @property
    def today(self) -> date:
        """The diary's day."""
        return diary_day(self.now)

    @contextmanager
    def reading(self) -> Iterator[Diary]:
        """Open a diary that is there.

        Raises:
            NothingThere: It is not; none is made.
        """
        self.refuse_none()
        with self._open() as diary:
            yield diary

    def refuse_none(self) -> None:
        """Refuse a path without a diary.

        Raises:
            NothingThere: There is none.
        """
        with spoken():
            there = self.path.exists()
        if not there:
            raise NothingThere(shortened(_(NO_DIARY).format(path=self.path)))

    def afterwards(self) -> None:
        """Make the backup after the first change of a day, now that its line is printed.

        What was logged is logged: a backup that fails is said beside it.
        """
        if not self._wrote or made_on(self.path, self.now.date()):
            return
        from isodiary.services.safety.backups import back_up

        try:
            with closing(self._opened()) as diary:
                back_up(diary, now=self.now)
        except DiaryError as error:
            remark(_("No backup could be made: {sentence}").format(sentence=error.sentence))

    @contextmanager
    def _open(self) -> Iterator[Diary]:
        with closing(self._opened()) as diary:
            yield diary
            self._wrote.extend(diary.acknowledged[:1])

    def _opened(self) -> Diary:
        return patiently(partial(open_diary, self.path, now=self.now, key=self.key))

    def write(self, make: Callable[[Diary], Change | None]) -> Change | None:
        """Write the change that `make` returns of a diary that is there."""
        with self.reading() as diary:
            return self._apply(diary, make)

    def write_anew(self, make: Callable[[Diary], Change | None]) -> Change | None:
        """The same, but a diary is made if there is none; not for a change that is refused."""
        with spoken():
            there = self.path.exists()
        if not there:
            with closing(open_diary(None, now=self.now)) as scratch:
                make(scratch)
        with self._open() as diary:
            return self._apply(diary, make)

    def _apply(self, diary: Diary, make: Callable[[Diary], Change | None]) -> Change | None:
        """Read and write under one lock, so that what other programs write is never in between."""
        return patiently(partial(self._apply_once, diary, make))

    def _apply_once(self, diary: Diary, make: Callable[[Diary], Change | None]) -> Change | None:
        # of a diary that may only be read, what is wrong with the words is said first
        with nullcontext() if diary.read_only else diary.writing():
            change = make(diary)
            if change is not None:
                diary.apply(change, at=self.now)
            return change


def patiently(do: Callable[[], Done]) -> Done:
    """Do something with a diary, and wait again for its turn while other programs write it.

    Raises:
        DiaryBusy: They go on and on.
    """
    for _again in range(TIMES_BUSY):
        with suppress(DiaryBusy):
            return do()
    return do()


def catalogue_folder() -> Path:
    """Return where the catalogues are."""
    return resources() / "catalogue"


def say(line: str) -> None:
    """Print what is in the diary now; it is, even if nobody can be told."""
    try:
        click.echo(plain(line))
    except OSError as error:
        _hush()
        if error.errno != errno.EPIPE:
            remark(_("It is in the diary, but could not be printed."))


def show(text: str) -> None:
    """Print what was asked for.

    Raises:
        Refusal: It cannot be printed; a reader that went away is no such case.
    """
    try:
        click.echo(plain(text))
    except OSError as error:
        _hush()
        if error.errno != errno.EPIPE:
            raise Refusal(
                _("It could not be printed: {trouble}.").format(trouble=error.strerror)
            ) from error


def remark(sentence: str) -> None:
    """Print something beside the result, on the error stream."""
    try:
        click.echo(plain(sentence), err=True)
    except OSError:  # there is nowhere left to say so
        return


def plain(text: str) -> str:
    """Return text for a terminal: ordinary spaces, which can be searched for, and no controls."""
    return tidy(text).replace(HARD, " ").replace(THIN, " ")


def shortened(text: str) -> str:
    """Return the beginning of a text that repeats what was typed."""
    kept = tidy(text[: 10 * LONGEST_ECHO])
    return kept if len(kept) <= LONGEST_ECHO else kept[: LONGEST_ECHO - 1] + "…"


def change_line(change: Change, names: dict[str, str] | None = None) -> str:
    """Return a change in one line with all its entries."""
    entries = [entry_words(edit.entry, names or {}) for edit in change.edits]
    return f"{act_words(change.act)}: {'; '.join(entries)}"


def _hush() -> None:
    """Let what is still to be flushed go nowhere, so that the end of the program is quiet."""
    nowhere = os.open(os.devnull, os.O_WRONLY)
    os.dup2(nowhere, sys.stdout.fileno())
    os.close(nowhere)
