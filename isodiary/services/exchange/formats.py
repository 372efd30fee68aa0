"""Every format of in and out, once: from this table come dialogs, commands, README and tests.

A new format is one module in this room and one line here. The module of one that comes in has

    def looks(source: Source) -> bool         whether a file is one, by its first bytes
    def read(source: Source) -> Iterator[FoundRow]

and that of one that goes out

    def write(diary: Diary, out: IO[bytes], choice: ExportChoice) -> int   how many entries
"""

from __future__ import annotations

from collections.abc import Iterator
from importlib import import_module
from typing import IO, Protocol, cast

from isodiary.domain.errors import Refused
from isodiary.domain.values import dataclass
from isodiary.language import _, marked, whole
from isodiary.services.exchange.choice import ExportChoice
from isodiary.services.exchange.found import FoundRow
from isodiary.services.exchange.source import (
    MOST_ROWS,
    NOT_TEXT,
    TOO_MANY,
    Source,
)
from isodiary.storage.diary import Diary

ROOM = "isodiary.services.exchange"


class Reader(Protocol):
    """The module of a format that comes in."""

    def looks(self, source: Source) -> bool:
        """Whether a file is of this format, by its first bytes."""

    def read(self, source: Source) -> Iterator[FoundRow]:
        """Yield what its rows say."""


class Writer(Protocol):
    """The module of a format that goes out."""

    def write(self, diary: Diary, out: IO[bytes], choice: ExportChoice) -> int:
        """Write what was chosen of a diary; return how many entries that is."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Format:
    """A format.

    Attributes:
        id: What `--from` and the JSON of `import` call it.
        name: Its name, as its makers write it, or `marked`.
        endings: Of its files, without a point, the usual first.
        module: In this room.
        comes_in: Whether files of it are read.
        goes_out: Whether files of it are written.
        not_carried: What does not come through, in a sentence; empty if all does.
        extra: The package it needs that is not always there; empty for none.
    """

    id: str
    name: str
    endings: tuple[str, ...]
    module: str
    comes_in: bool = False
    goes_out: bool = False
    not_carried: str = ""
    extra: str = ""

    @property
    def said(self) -> str:
        """Its name in the language that is spoken."""
        return _(self.name)

    @property
    def reader(self) -> Reader:
        """Its module, which reads."""
        return cast("Reader", import_module(f"{ROOM}.{self.module}"))

    @property
    def writer(self) -> Writer:
        """Its module, which writes."""
        return cast("Writer", import_module(f"{ROOM}.{self.module}"))


NO_HISTORY = marked("The history stays with the diary that it tells of.")

FORMATS: tuple[Format, ...] = (
    Format(
        id="isodiary-zip",
        name=marked("isodiary, everything in one archive"),
        endings=("zip",),
        module="own_zip",
        comes_in=True,
        goes_out=True,
        not_carried=NO_HISTORY,
    ),
    Format(
        id="isodiary-json",
        name=marked("isodiary, JSON"),
        endings=("json",),
        module="own_json",
        comes_in=True,
        goes_out=True,
        not_carried=NO_HISTORY,
    ),
    Format(
        id="isodiary-csv",
        name=marked("isodiary, a table of one kind"),
        endings=("csv",),
        module="own_csv",
        comes_in=True,
        goes_out=True,
        not_carried=marked("A table holds entries of one kind."),
    ),
)
"""In the order in which a file is tried: the surest first."""

UNKNOWN = marked("isodiary does not know this kind of file. Nothing was changed.")
NO_SUCH = marked("There is no format “{name}”. There are: {names}.")
NOT_OF = marked("This file is not one of {name}. Nothing was changed.")


def format_named(name: str) -> Format:
    """Return the format with an id.

    Raises:
        Refused: There is none.
    """
    found = next((each for each in FORMATS if each.id == name), None)
    if found is None:
        names = ", ".join(each.id for each in FORMATS if each.comes_in)
        raise Refused(_(NO_SUCH).format(name=name, names=names))
    return found


def recognised(source: Source) -> Format:
    """Return which format a file is of, by what is in it, not by its name.

    Raises:
        Refused: It is of none, or damaged.
    """
    for each in FORMATS:
        if each.comes_in and each.reader.looks(source):
            return each
    raise Refused(_(UNKNOWN))


def rows_of_file(format_: Format, source: Source) -> Iterator[FoundRow]:
    """Yield what the rows of a file say.

    Raises:
        Refused: The file is damaged, harmful, too large, or none of that format.
        DiaryError: It cannot be read.
    """
    try:
        for found in format_.reader.read(source):
            if found.row > MOST_ROWS:
                raise Refused(_(TOO_MANY).format(most=whole(MOST_ROWS)))
            yield found
    except UnicodeError as error:
        raise Refused(_(NOT_TEXT)) from error
