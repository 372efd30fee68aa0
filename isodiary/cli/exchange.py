"""`isodiary export` and `isodiary import`: a diary as other files, and other files in a diary."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator
from contextlib import closing, contextmanager
from dataclasses import replace
from datetime import time
from pathlib import Path

import click

from isodiary.cli.common import (
    Misused,
    Session,
    catalogue_folder,
    command,
    option,
    remark,
    say,
    show,
)
from isodiary.cli.values import pass_session, read
from isodiary.domain.change import Change
from isodiary.domain.record import KeptOff
from isodiary.language import _, marked, plural
from isodiary.resources import resources
from isodiary.services import typed
from isodiary.services.catalogues import Catalogues
from isodiary.services.days.typed_time import read_time
from isodiary.services.exchange.bring import (
    Opened,
    back_up_before,
    dry_run,
    held_by,
    read_file,
    refuse_unanswered,
)
from isodiary.services.exchange.choice import KINDS, ExportChoice
from isodiary.services.exchange.formats import FORMATS
from isodiary.services.exchange.mapping import TableMapping, mapping_named, meaning_of
from isodiary.services.exchange.out import format_of_name, write_file
from isodiary.services.exchange.results import CheckedRow, DryRun, FileAnswers, FileQuestion, Result
from isodiary.services.exchange.words import counts_words, moved_words, result_name
from isodiary.services.kept_off import off_paper
from isodiary.services.words.entries import entry_words
from isodiary.storage.diary import Diary
from isodiary.storage.opening import open_diary
from isodiary.storage.reads.days import own_symptoms
from isodiary.storage.reads.everything import ids_used, keeps_notes_off

COMES_IN = [each.id for each in FORMATS if each.comes_in]
MEANINGS = marked(
    "A thing and its meaning are such as “Lips=symptom lips_dry”, “Pill=dose mg”, “Scale=weight"
    " kg”, “Diary=note” or “Steps=leave”."
)
MOST_NAMED = 20
NAMED = (Result.CONFLICT, Result.UNREADABLE)
"""Rows that are named one by one."""
HOLDS_KEPT_OFF = marked("It holds what you keep off paper too. --without-kept-off leaves that out.")


@command(epilog=marked("Examples: isodiary export all.zip, or isodiary export d.csv --kind dose"))
@click.argument("out", metavar="OUT")
@option("--kind", "kinds", type=click.Choice(KINDS), multiple=True, help=marked("Only this kind."))
@option("--column", "columns", multiple=True, help=marked("Only this column, of one kind."))
@option("--history", is_flag=True, help=marked("Every change too (JSON and archive)."))
@option("--bom", is_flag=True, help=marked("Begin tables as spreadsheets want UTF-8."))
@option("--titles", is_flag=True, help=marked("Say in a calendar what it is about."))
@option("--without-kept-off", is_flag=True, help=marked("Leave out what is kept off paper."))
@pass_session
def export(
    session: Session,
    out: str,
    kinds: tuple[str, ...],
    columns: tuple[str, ...],
    history: bool,
    bom: bool,
    titles: bool,
    without_kept_off: bool,
) -> None:
    """Write the diary to another file, as its name says: everything, for yourself.

    A file of that name is replaced, but never a diary.
    """
    if columns and len(kinds) != 1:
        raise Misused(_("--column needs one --kind."))
    path = _path(out)
    format_ = format_of_name(path)
    catalogues = Catalogues(catalogue_folder())
    with session.reading() as diary:
        off = off_paper(diary.all(KeptOff), catalogues.symptoms, catalogues.labs)
        choice = ExportChoice(
            now=session.now,
            kinds=kinds or KINDS,
            columns={kinds[0]: columns} if columns else {},
            history=history,
            bom=bom,
            off=off if without_kept_off else frozenset(),
            without_marked=without_kept_off,
            titled=titles,
            names=catalogues.names(own_symptoms(diary)),
            codes=catalogues,
        )
        count = write_file(diary, path, format_, choice)
        kept_off = bool(off & ids_used(diary)) or keeps_notes_off(diary)
    entries = plural(count, "{count} entry", "{count} entries")
    say(_("Written: {entries}, in {path}").format(entries=entries, path=path))
    if kept_off and format_.chosen and not without_kept_off:
        remark(_(HOLDS_KEPT_OFF))


@command("import", epilog=marked("Example: isodiary import all.zip --dry-run"))
@click.argument("file")
@option("--from", "format_id", type=click.Choice(COMES_IN), help=marked("The format of the file."))
@option("--mapping", metavar="NAME|FILE", help=marked("How any other table is to be read."))
@option(
    "--as", "as_", multiple=True, metavar="THING=MEANING", help=marked("What a thing of it is.")
)
@option("--medicine", "medicines", multiple=True, help=marked("The medicine that is meant."))
@option("--slot", "slots", multiple=True, metavar="HH:MM=N", help=marked("A time’s dose of a day."))
@option("--one", metavar="MG", help=marked("How many mg one of what is counted has."))
@option("--assumed-taken", is_flag=True, help=marked("What is only assumed to be taken was."))
@option(
    "--prefer",
    type=click.Choice(["diary", "file"]),
    default="diary",
    help=marked("Which of the two wins where they differ; else the diary."),
)
@option("--dry-run", "dry", is_flag=True, help=marked("Only say what it would do."))
@option("--json", "machine", is_flag=True, help=marked("Say it as one object."))
@pass_session
def bring(
    session: Session,
    file: str,
    format_id: str | None,
    mapping: str | None,
    as_: tuple[str, ...],
    medicines: tuple[str, ...],
    slots: tuple[str, ...],
    one: str | None,
    assumed_taken: bool,
    prefer: str,
    dry: bool,
    machine: bool,
) -> None:
    """Bring another program’s file, or one of isodiary, into the diary.

    It is one change, which undo takes back, and the diary is backed up before.
    """
    if as_ and mapping is None:
        raise Misused(_("--as needs a --mapping."))
    answers = FileAnswers(
        medicines=frozenset(medicines) or None,
        slots=dict(_slot(each) for each in slots),
        one_ug=None if one is None else read(typed.amount, one),
        assumed=assumed_taken,
        prefer_file=prefer == "file",
    )
    opened = read_file(
        _path(file),
        now=session.now,
        format_id=format_id or "",
        mapping=None if mapping is None else _mapping(mapping, as_),
    )
    run = _looked(session, opened, answers) if dry else _written(session, opened, answers)
    if machine:
        show(json.dumps(_object(run), ensure_ascii=False, indent=2))
    elif dry:
        _tell(run, show)
        show(counts_words(run))
    else:
        _tell(run, remark)
        say(_brought_words(run))


def _looked(session: Session, opened: Opened, answers: FileAnswers) -> DryRun:
    """Return what a file would do; where there is no diary yet, to an empty one."""
    with _diary_or_none(session) as diary:
        held = held_by(diary, Catalogues(catalogue_folder()))
    return dry_run(opened, held, answers, now=session.now)


def _written(session: Session, opened: Opened, answers: FileAnswers) -> DryRun:
    """Bring a file in, unless something must be answered first, or nothing would change."""
    run = _looked(session, opened, answers)
    refuse_unanswered(run)
    if run.change is None:
        return run
    catalogues = Catalogues(catalogue_folder())
    runs: list[DryRun] = []

    def make(diary: Diary) -> Change | None:
        runs.append(dry_run(opened, held_by(diary, catalogues), answers, now=session.now))
        refuse_unanswered(runs[-1])
        return runs[-1].change

    with _diary_or_none(session) as diary:
        back_up_before(diary, now=session.now)
    session.write_anew(make)
    return runs[-1]


@contextmanager
def _diary_or_none(session: Session) -> Iterator[Diary]:
    """Open the diary, or an empty one that is kept nowhere."""
    if session.path.exists():
        with session.reading() as diary:
            yield diary
    else:
        with closing(open_diary(None, now=session.now)) as scratch:
            yield scratch


def _brought_words(run: DryRun) -> str:
    """Return what is in the diary now."""
    if run.change is None:
        return _("Nothing was brought in: {counts}").format(counts=counts_words(run))
    said = plural(
        len(run.change.edits),
        "Brought in, {count} entry: {counts}",
        "Brought in, {count} entries: {counts}",
    )
    return said.format(counts=counts_words(run))


def _tell(run: DryRun, tell: Callable[[str], None]) -> None:
    """Say what wants a look: conflicts, rows that cannot be read, and what is asked."""
    for each in run.rows:
        if each.result in NAMED:
            tell(_row_words(each))
    if run.moved is not None:
        for sentence in moved_words(run.moved):
            tell(sentence)
    for asked in run.asked:
        tell(_asked_words(asked))


def _row_words(checked: CheckedRow) -> str:
    """Return a row in a line: what becomes of it, its number, what it says, and why."""
    row = _("row {number}").format(number=checked.row)
    held = "" if checked.held is None else entry_words(checked.held, {})
    parts = (result_name(checked.result), row, checked.raw, checked.why or held)
    return "  ".join(part for part in parts if part)


def _asked_words(asked: FileQuestion) -> str:
    choices = ", ".join(
        f"{choice} ({plural(rows, '{count} row', '{count} rows')})"
        for choice, rows in asked.choices[:MOST_NAMED]
    )
    answer = _("not answered") if asked.answer is None else ", ".join(asked.answer)
    said = _("Asked: {what} {of} of {choices}; taken: {answer}")
    return said.format(what=asked.what.value, of=asked.of, choices=choices, answer=answer)


def _object(run: DryRun) -> dict[str, object]:
    """Return the object that scripts read; its keys and their order are a promise."""
    return {
        "format": run.format,
        "rows": run.count,
        **{result.value: run.counts[result] for result in Result},
        "asked": [
            {
                "what": each.what.value,
                "of": each.of,
                "choices": [choice for choice, _rows in each.choices],
                "answer": None if each.answer is None else list(each.answer),
            }
            for each in run.asked
        ],
    }


def _slot(typed_slot: str) -> tuple[time, int]:
    at, _equals, number = typed_slot.partition("=")
    if number not in {"0", "1", "2", "3"}:
        raise Misused(_("A slot is such as 08:00=1, 2 or 3, or =0 for none."))
    return read(read_time, at), int(number)


def _mapping(name: str, as_: tuple[str, ...]) -> TableMapping:
    """Return a ready mapping, or that of a file, in which some things mean something else."""
    _path(name)
    found = mapping_named(name, resources() / "mappings")
    things = dict(found.things)
    for each in as_:
        thing, equals, said = each.rpartition("=")
        try:
            things[" ".join(thing.split()).casefold()] = meaning_of(said.strip())
        except ValueError as error:
            raise Misused(_(MEANINGS)) from error
        if not equals:
            raise Misused(_(MEANINGS))
    return replace(found, things=things)


def _path(name: str) -> Path:
    if "\0" in name:
        raise Misused(_("This cannot be the name of a file."))
    return Path(name)
