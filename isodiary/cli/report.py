"""`isodiary report`: the visit sheet as a file. The only command that loads Qt, without windows."""

from __future__ import annotations

import os
from collections.abc import Mapping
from datetime import date
from pathlib import Path

import click

from isodiary import __version__
from isodiary.cli.common import (
    QT_NEEDS,
    Misused,
    Refusal,
    Session,
    catalogue_folder,
    command,
    option,
    say,
)
from isodiary.cli.values import DAY, pass_session
from isodiary.domain.appendix import Appendix
from isodiary.domain.course_days import CourseDays
from isodiary.domain.record import KeptOff
from isodiary.domain.summary import Summary
from isodiary.domain.values import dataclass
from isodiary.language import _, marked, plural
from isodiary.services.catalogues import Catalogues
from isodiary.services.check import refuse_broken
from isodiary.services.exchange.choice import ExportChoice
from isodiary.services.exchange.out import for_a_visit
from isodiary.services.figures.appendix import read_appendix
from isodiary.services.figures.course_days import read_course_days
from isodiary.services.figures.summarise import summarise
from isodiary.services.kept_off import off_paper
from isodiary.services.words.days import full_day
from isodiary.services.words.units import range_text
from isodiary.storage.reads.days import own_symptoms, tracked

PACK = ".zip"
SUFFIXES = (".pdf", ".html", ".txt", PACK)
PAPERS = ("a4", "letter")


@dataclass(frozen=True, slots=True, kw_only=True)
class Printing:
    """What the sheet is made of, read before Qt is loaded.

    Attributes:
        summary: The figures.
        names: Labels by id.
        off: Ids that stay off paper.
        charted: The days of the course.
        tracked: Ids of the symptoms asked every day.
        grades: What the overall grades of acne are called.
        days: Each day; None without an appendix.
        tables: What goes along in an archive, by name.
    """

    summary: Summary
    names: Mapping[str, str]
    off: frozenset[str]
    charted: CourseDays
    tracked: tuple[str, ...]
    grades: tuple[str, ...]
    days: Appendix | None
    tables: Mapping[str, bytes]


@command(epilog=marked("Example: isodiary report visit.pdf --from 2026-10-26 --paper letter"))
@click.argument("out", metavar="OUT.pdf|OUT.html|OUT.txt|OUT.zip")
@option("--from", "first", type=DAY, help=marked("First day; else the day after the last visit."))
@option("--to", "last", type=DAY, help=marked("Last day; else today."))
@option("--paper", type=click.Choice(PAPERS), default="a4", show_default=True)
@option("--appendix/--no-appendix", help=marked("Add pages with every day; else there are none."))
@pass_session
def report(
    session: Session, out: str, first: date | None, last: date | None, paper: str, appendix: bool
) -> None:
    """Write the visit sheet of a period; OUT.zip holds all for a visit by video.

    A file of that name is replaced. What is kept off paper in the diary is kept off here too.
    """
    path = _path(out)
    printing = _read(session, first, last, appendix=appendix, packed=path.suffix.lower() == PACK)
    try:
        pages = _write(session, printing, path, paper)
    except ImportError as error:
        raise Refusal(_(QT_NEEDS).format(error=error)) from error
    found = printing.summary.period
    period = range_text(full_day(found.first), full_day(found.last))
    said = _("Visit sheet written: {period}{pages}, in {path}")
    say(said.format(period=period, pages=pages, path=path))


def _read(
    session: Session, first: date | None, last: date | None, *, appendix: bool, packed: bool
) -> Printing:
    """Read what the sheet is made of, and for an archive what stands beside it."""
    catalogues = Catalogues(catalogue_folder())
    with session.reading() as diary:
        refuse_broken(diary)
        found = summarise(
            diary, now=session.now, first=first, last=last, warning_signs=catalogues.warning_signs
        )
        off = off_paper(diary.all(KeptOff), catalogues.symptoms, catalogues.labs)
        names = catalogues.names(own_symptoms(diary))
        choice = ExportChoice(now=session.now, off=off, without_marked=True, names=names)
        return Printing(
            summary=found,
            names=names,
            off=off,
            charted=read_course_days(diary, found, warning_signs=catalogues.warning_signs),
            tracked=tuple(each.symptom for each in tracked(diary)),
            grades=tuple(grade.label for grade in catalogues.acne.overall),
            days=read_appendix(diary, found) if appendix or packed else None,
            tables=for_a_visit(diary, choice) if packed else {},
        )


def _path(out: str) -> Path:
    path = Path(out)
    if "\0" in out or path.suffix.lower() not in SUFFIXES:
        raise Misused(_("The file to write is named OUT.pdf, OUT.html, OUT.txt or OUT.zip."))
    return path


def _write(session: Session, printing: Printing, path: Path, paper: str) -> str:
    """Write the sheet; return how many pages it has, in words."""
    from isodiary.report.output import offscreen_application, save_html, save_pdf, save_plain
    from isodiary.report.pack import save_pack
    from isodiary.report.press.pages import Pages
    from isodiary.report.press.paper import Paper
    from isodiary.report.sheet.options import SheetOptions
    from isodiary.report.sheet.sheet import visit_sheet

    # whatever the environment names: Qt would abort the program where there is no display
    os.environ["QT_QPA_PLATFORM"] = "offscreen"
    application = offscreen_application()
    sheet = visit_sheet(
        printing.summary,
        printing.charted,
        printing.names,
        printed=session.now,
        version=__version__,
        tracked=printing.tracked,
        options=SheetOptions(keep_off=printing.off, appendix=printing.days is not None),
        acne_grades=printing.grades,
        days=printing.days,
    )
    if path.suffix.lower() == ".txt":
        save_plain(sheet, path)
        return ""
    if path.suffix.lower() == ".html":
        save_html(sheet, path)
        return ""
    pages = Pages(sheet, Paper(paper))
    if path.suffix.lower() == PACK:
        save_pack(pages, sheet, printing.tables, path)
    else:
        save_pdf(pages, path)
    del application  # Qt has to live until the last page is painted
    return f", {plural(pages.count, '{count} page', '{count} pages')}"
