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
        chosen: Whether kinds of entries are chosen for it when it goes out.
        tables: Whether it has tables, of which columns are chosen.
        titles: Whether it has titles, which say nothing unless that is asked for.
    """

    id: str
    name: str
    endings: tuple[str, ...]
    module: str
    comes_in: bool = False
    goes_out: bool = False
    not_carried: str = ""
    extra: str = ""
    chosen: bool = False
    tables: bool = False
    titles: bool = False

    @property
    def said(self) -> str:
        """Its name in the language that is spoken."""
        return _(self.name)

    @property
    def said_not_carried(self) -> str:
        """What does not come through, in the language that is spoken."""
        return _(self.not_carried) if self.not_carried else ""

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
        chosen=True,
        tables=True,
        comes_in=True,
        goes_out=True,
        not_carried=NO_HISTORY,
    ),
    Format(
        id="isodiary-json",
        name=marked("isodiary, JSON"),
        endings=("json",),
        module="own_json",
        chosen=True,
        comes_in=True,
        goes_out=True,
        not_carried=NO_HISTORY,
    ),
    Format(
        id="isodiary-csv",
        name=marked("isodiary, a table of one kind"),
        endings=("csv",),
        module="own_csv",
        chosen=True,
        tables=True,
        comes_in=True,
        goes_out=True,
        not_carried=marked("A table holds entries of one kind."),
    ),
    Format(
        id="isodiary-xlsx",
        name=marked("isodiary, a workbook"),
        endings=("xlsx",),
        module="own_xlsx",
        goes_out=True,
        not_carried=marked("It is for reading: isodiary does not read it back."),
        extra="openpyxl",
        chosen=True,
        tables=True,
    ),
    Format(
        id="calendar",
        name=marked("iCalendar, what is ahead"),
        endings=("ics",),
        module="calendar",
        goes_out=True,
        titles=True,
        not_carried=marked("Only doses of the plan, visits and blood tests that are ahead."),
    ),
    Format(
        id="fhir",
        name=marked("FHIR R4, everything as one bundle"),
        endings=("fhir.json",),
        module="fhir.bundle",
        goes_out=True,
        chosen=True,
        not_carried=marked("Notes of days, visits, questions, contacts."),
    ),
    Format(
        id="ips",
        name=marked("FHIR R4, patient summary (IPS)"),
        endings=("ips.json",),
        module="fhir.ips",
        goes_out=True,
        not_carried=marked("Only medicines, blood tests, weights, allergies."),
    ),
    Format(
        id="medtimer",
        name="MedTimer, JSON",
        endings=("json",),
        module="readers.medtimer",
        comes_in=True,
        not_carried=marked("Medicines, reminders and their supply; what was deleted there."),
    ),
    Format(
        id="mytherapy",
        name="MyTherapy, CSV",
        endings=("csv",),
        module="readers.mytherapy",
        comes_in=True,
        not_carried=marked("Activities, and measurements other than weight."),
    ),
    Format(
        id="medisafe",
        name="Medisafe, CSV",
        endings=("csv",),
        module="readers.medisafe",
        comes_in=True,
        not_carried=marked("Whatever is no medicine."),
    ),
    Format(
        id="health-auto-export",
        name="Health Auto Export, JSON",
        endings=("json",),
        module="readers.health_auto_export",
        comes_in=True,
        not_carried=marked("Measurements other than weight."),
    ),
    Format(
        id="health-auto-export-csv",
        name="Health Auto Export, CSV",
        endings=("csv",),
        module="readers.health_auto_export_csv",
        comes_in=True,
        not_carried=marked("What was planned."),
    ),
    Format(
        id="dosage",
        name="Dosage, JSON",
        endings=("json",),
        module="readers.dosage",
        comes_in=True,
        not_carried=marked("Treatments and their supply."),
    ),
    Format(
        id="fujita",
        name="isotretinoin-dose-tracker (Fujita), JSON",
        endings=("json",),
        module="readers.fujita",
        comes_in=True,
        not_carried=marked("Target and settings. Its days are only assumed to be taken."),
    ),
    Format(
        id="palp1ix",
        name="isotretinoin-tracker (palp1ix), JSON",
        endings=("json",),
        module="readers.palp1ix",
        comes_in=True,
        not_carried=marked(
            "Grams of fat, the one weight, supply, attached files. Blood tests come as notes."
        ),
    ),
    Format(
        id="bearable",
        name="Bearable, CSV",
        endings=("csv",),
        module="readers.bearable",
        comes_in=True,
        not_carried=marked(
            "Mood, energy, sleep, factors; of a symptom all but the worst of a day."
        ),
    ),
    Format(
        id="daylio",
        name="Daylio, CSV",
        endings=("csv",),
        module="readers.daylio",
        comes_in=True,
        not_carried=marked("Mood and activities come as words of the note, kept off paper."),
    ),
    Format(
        id="openscale",
        name="openScale, CSV",
        endings=("csv",),
        module="readers.openscale",
        comes_in=True,
        not_carried=marked("All but the weight, which is read as kg; one a day."),
    ),
    Format(
        id="libra",
        name="Libra, CSV",
        endings=("csv",),
        module="readers.libra",
        comes_in=True,
        not_carried=marked("All but the weight; one a day."),
    ),
    Format(
        id="apple-health",
        name="Apple Health, export.xml",
        endings=("xml", "zip"),
        module="readers.apple_health",
        comes_in=True,
        not_carried=marked("All but the weight, which alone counts as a row; one a day."),
    ),
)
"""In the order in which a file is tried: the surest first."""

UNKNOWN = marked("isodiary does not know this kind of file. Nothing was changed.")
NO_SUCH = marked("There is no format “{name}”. There are: {names}.")
WRONG_ENCODING = marked("This file is not written in {encoding}. Nothing was changed.")
NOT_OF = marked("This file is not one of {name}. Nothing was changed.")


class UnknownFile(Refused):
    """A file is of no format; it may still be a table."""


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
        UnknownFile: It is of none.
        Refused: It is damaged.
    """
    for each in FORMATS:
        if each.comes_in and each.reader.looks(source):
            return each
    raise UnknownFile(_(UNKNOWN))


def rows_of_file(format_: Format, source: Source) -> Iterator[FoundRow]:
    """Yield what the rows of a file say.

    Raises:
        Refused: The file is damaged, harmful, too large, or none of that format.
        DiaryError: It cannot be read.
    """
    yield from bounded(format_.reader.read(source))


def bounded(rows: Iterator[FoundRow], encoding: str = "") -> Iterator[FoundRow]:
    """Yield rows, no more of them than a diary takes.

    Raises:
        Refused: There are more, or the file is not in the encoding that was said.
    """
    try:
        for found in rows:
            if found.row > MOST_ROWS:
                raise Refused(_(TOO_MANY).format(most=whole(MOST_ROWS)))
            yield found
    except UnicodeError as error:
        wrong = _(WRONG_ENCODING).format(encoding=encoding) if encoding else _(NOT_TEXT)
        raise Refused(wrong) from error
