"""A file brought in: looked at first, then written as one change, which one undo takes back."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime
from pathlib import Path

from isodiary.domain.errors import Refused
from isodiary.domain.values import dataclass
from isodiary.language import _, marked
from isodiary.services.catalogues import Catalogues
from isodiary.services.exchange.dry_run import look
from isodiary.services.exchange.formats import (
    Format,
    bounded,
    format_named,
    recognised,
    rows_of_file,
)
from isodiary.services.exchange.found import FoundRow
from isodiary.services.exchange.held import Held, read_held
from isodiary.services.exchange.mapped import read_mapped
from isodiary.services.exchange.mapping import TableMapping
from isodiary.services.exchange.results import AskedAbout, DryRun, FileAnswers, FileQuestion
from isodiary.services.exchange.source import STEP, Source, Step
from isodiary.services.safety.backups import back_up
from isodiary.storage.backup_files import Why
from isodiary.storage.diary import Diary

MAPPED = "table"
"""What a file that is read by a mapping is called, as a format."""

WHICH_MEDICINE = marked("Which of these is the medicine of the course: {choices}?")
WHICH_SLOT = marked("Which dose of the day is that of {of}: {choices}?")
WHAT_IS_ONE = marked("How many mg is one of what the file counts, such as {choices}?")
HOW = {
    AskedAbout.MEDICINE: marked("Say it with --medicine NAME."),
    AskedAbout.SLOT: marked("Say it with --slot {of}=1, or =0 for none."),
    AskedAbout.ONE: marked("Say it with --one MG."),
}


@dataclass(frozen=True, slots=True)
class Opened:
    """A file that was read.

    Attributes:
        path: The file.
        format: Its format.
        found: What its rows say.
    """

    path: Path
    format: Format
    found: tuple[FoundRow, ...]


def read_file(
    path: Path,
    *,
    now: datetime,
    format_id: str = "",
    mapping: TableMapping | None = None,
    step: Step | None = None,
) -> Opened:
    """Read a file, as a mapping says, or of a format that is named, or that it is seen to be of.

    Raises:
        Refused: It is of no format, damaged, harmful or too large.
        DiaryError: It cannot be read.
    """
    source = Source(path, now=now)
    if mapping is not None:
        format_ = Format(
            id=MAPPED, name=mapping.name, endings=("csv",), module="mapped", comes_in=True
        )
        rows = bounded(read_mapped(source, mapping), mapping.encoding)
        return Opened(path, format_, tuple(_counting(source, rows, step)))
    format_ = format_named(format_id) if format_id else recognised(source)
    return Opened(path, format_, tuple(_counting(source, rows_of_file(format_, source), step)))


def dry_run(
    opened: Opened,
    held: Held,
    answers: FileAnswers,
    *,
    now: datetime,
    step: Step | None = None,
) -> DryRun:
    """Return what a file would do to a diary."""
    return look(opened.format.id, opened.found, held, answers, now=now, step=step)


def held_by(diary: Diary, catalogues: Catalogues) -> Held:
    """Read what a diary holds, and the names that symptoms and products are known under."""
    names: dict[str, str] = {}
    for symptom in catalogues.symptoms.symptoms.values():
        for name in (symptom.term, symptom.short, symptom.label, symptom.id):
            names[name.casefold()] = symptom.id
    products = (product.name for product in catalogues.products.products.values())
    return read_held(diary, symptoms=names, products=products)


def refuse_unanswered(run: DryRun) -> None:
    """Refuse to bring in a file about which something must be answered first.

    Raises:
        Refused: Something must; the sentence says what.
    """
    if run.unanswered:
        raise Refused(" ".join(question(each, command=True) for each in run.unanswered))


def question(asked: FileQuestion, *, command: bool = False) -> str:
    """Return what is asked, in a sentence; for a command with the option that answers it."""
    said = {
        AskedAbout.MEDICINE: WHICH_MEDICINE,
        AskedAbout.SLOT: WHICH_SLOT,
        AskedAbout.ONE: WHAT_IS_ONE,
    }[asked.what]
    choices = ", ".join(choice for choice, _rows in asked.choices[:12])
    sentence = _(said).format(of=asked.of, choices=choices)
    return f"{sentence} {_(HOW[asked.what]).format(of=asked.of)}" if command else sentence


def back_up_before(diary: Diary, *, now: datetime) -> None:
    """Make the backup before an import, read back; a scratch diary has none.

    Raises:
        DiaryError: It was not good, or the disk refused; then nothing may be brought in.
    """
    if diary.path is not None:
        back_up(diary, now=now, why=Why.IMPORT)


def _counting(source: Source, found: Iterator[FoundRow], step: Step | None) -> Iterator[FoundRow]:
    for number, each in enumerate(found):
        if step is not None and not number % STEP:
            step(source.share)
        yield each
