"""Asking for a passphrase: at the terminal, or from a descriptor that a script opened."""

from __future__ import annotations

import os
import sys
from getpass import getpass
from pathlib import Path

import click

from isodiary.domain.errors import Refused
from isodiary.domain.values import dataclass
from isodiary.language import _, marked
from isodiary.storage.database import Key, begins_encrypted
from isodiary.storage.troubles import spoken
from isodiary.storage.unlocking import unlock

LONGEST = 10_000
NO_TERMINAL = marked(
    "A passphrase is wanted, and there is no terminal to ask at. Give it on a descriptor:"
    " isodiary --passphrase-fd 3 COMMAND 3<FILE"
)
TWICE = marked("The two are not the same, so nothing was changed.")


@dataclass(frozen=True, slots=True)
class Asking:
    """Where passphrases come from.

    Attributes:
        descriptor: It gives one a line, in the order in which they are wanted; None asks at the
            terminal.
    """

    descriptor: int | None = None

    def key(self, path: Path) -> Key | None:
        """Return what opens the file at a path; None if it has no passphrase.

        Raises:
            DiaryError: What was typed does not open it.
        """
        with spoken():
            if not begins_encrypted(path):
                return None
        return unlock(
            path, self.typed(_("Passphrase or recovery key of {file}:").format(file=path.name))
        )

    def new(self) -> str:
        """Return a new passphrase, which at a terminal is typed twice.

        Raises:
            Refused: They are not the same.
        """
        first = self.typed(_("New passphrase:"))
        if self.descriptor is None and self.typed(_("The same again:")) != first:
            raise Refused(_(TWICE))
        return first

    def typed(self, prompt: str) -> str:
        """Return what is typed in answer, or the next line of the descriptor."""
        if self.descriptor is not None:
            return _line(self.descriptor)
        if not (sys.stdin and sys.stdin.isatty()):
            raise Refused(_(NO_TERMINAL))
        return getpass(f"{prompt} ")


def _line(descriptor: int) -> str:
    """Read up to the end of a line and no further, as the next one may be wanted later."""
    line = bytearray()
    try:
        while (sign := os.read(descriptor, 1)) not in (b"", b"\n") and len(line) < LONGEST:
            line += sign
    except OSError as error:
        said = _("The descriptor {number} cannot be read: {reason}.")
        found = said.format(number=descriptor, reason=error.strerror)
        raise click.UsageError(found) from error
    try:
        return line.removesuffix(b"\r").decode()
    except UnicodeDecodeError as error:
        raise click.UsageError(_("A passphrase is written in UTF-8.")) from error
