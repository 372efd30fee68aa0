"""`isodiary lab`: results of a sample, as the lab printed them."""

from __future__ import annotations

import codecs
import json
import os
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import replace
from datetime import date
from typing import IO

import click

from isodiary.cli.common import (
    Misused,
    Refusal,
    Session,
    catalogue_folder,
    change_line,
    command,
    option,
    remark,
    say,
    show,
)
from isodiary.cli.names import Names, meant, refuse_twice, similar, split_once_named, with_perhaps
from isodiary.cli.values import DAY, pass_session
from isodiary.domain.catalogue.labs import Analyte, LabCatalogue
from isodiary.domain.change import Change
from isodiary.domain.errors import Refused
from isodiary.domain.lab_history import LabHistory
from isodiary.domain.values import dataclass
from isodiary.language import _, marked
from isodiary.services.catalogues import Catalogues
from isodiary.services.days.writing import writing_of
from isodiary.services.labs.check import check, is_number, typed_value
from isodiary.services.labs.entry import log_panel
from isodiary.services.labs.reading.as_json import report_json
from isodiary.services.labs.reading.reader import LONGEST, ReportReader
from isodiary.services.labs.reading.report import Answers, Ask, LabReport
from isodiary.services.labs.reading.sentences import (
    proposed_sentence,
    question_sentence,
    unread_sentence,
)
from isodiary.services.labs.reading.taking import Taken, take
from isodiary.services.labs.rows import Checked, Sample, TypedResult
from isodiary.services.words.days import full_day
from isodiary.services.words.entries import entry_words
from isodiary.storage.diary import Diary
from isodiary.storage.reads.labs import analytes_held, lab_history, last_with_unit, results_on


@dataclass(frozen=True, slots=True)
class TypedLab:
    """A result as it was typed; the unit is empty if none was."""

    name: str
    value: str
    unit: str


MOST_BYTES = 4 * LONGEST
"""No text that a report may have is longer, whatever its letters take."""

PASTE_OR_RESULTS = marked("Give results, or a report with --paste, not both.")
ONLY_WITH_PASTE = marked("--dry-run and --json belong to --paste.")
ONLY_WITHOUT_PASTE = marked("A report says itself what --fasting and --range would say.")
NOT_TEXT = marked("{name} is no text. Save the report as plain text.")
ASK_UNIT = marked("In which unit is {name}: {units}? Type for instance {name}=…:{unit}.")
NOTHING_READ = marked("No result of a test was found in it.")
OTHER_THERE = marked("Line {line} is left out: the diary has another result of {name} on that day.")


@command(
    epilog=marked(
        '\b\nExamples:\n  isodiary lab alt=52 triglycerides=1.9:mmol/L "crp=<5" --range alt=7-45'
        "\n  isodiary lab --paste report.txt --dry-run"
    )
)
@click.argument("results", nargs=-1, metavar="NAME=VALUE[:UNIT]...")
@option("--day", type=DAY, help=marked("The day of the sample; else today."))
@option("--fasting", is_flag=True, help=marked("The sample was taken fasting."))
@option(
    "--range", "ranges", multiple=True, metavar="NAME=LOW-HIGH", help=marked("The lab’s range.")
)
@option(
    "--paste",
    type=click.File("rb"),
    metavar="FILE",
    help=marked("The text of a lab report; - for input."),
)
@option("--dry-run", is_flag=True, help=marked("Only say what would be taken of the report."))
@option("--json", "as_json", is_flag=True, help=marked("Say it as JSON."))
@pass_session
def lab(
    session: Session,
    results: tuple[str, ...],
    day: date | None,
    fasting: bool,
    ranges: tuple[str, ...],
    paste: IO[bytes] | None,
    dry_run: bool,
    as_json: bool,
) -> None:
    """Note lab results, as the lab printed them.

    A unit that is left out is the one you used last for that test. Of a pasted report only what is
    sure is taken; the rest is named, and the command then ends with 1.
    """
    if (paste is None) == (not results):
        raise Misused(_(PASTE_OR_RESULTS))
    if paste is not None:
        if fasting or ranges:
            raise Misused(_(ONLY_WITHOUT_PASTE))
        return paste_report(session, paste, day, dry_run=dry_run, as_json=as_json)
    if dry_run or as_json:
        raise Misused(_(ONLY_WITH_PASTE))
    return _log(session, results, day, fasting, ranges)


def _log(
    session: Session,
    results: tuple[str, ...],
    day: date | None,
    fasting: bool,
    ranges: tuple[str, ...],
) -> None:
    labs = Catalogues(catalogue_folder()).labs
    typed = [_typed(*pair) for pair in split_once_named(results, "alt=52:U/L")]
    typed_ranges = dict(split_once_named(ranges, "alt=7-45"))
    sampled_on = day or session.today
    beside: list[str] = []

    def make(diary: Diary) -> Change:
        panel = _Panel(diary, labs, sampled_on, fasting)
        made = panel.results(typed, typed_ranges)
        beside[:] = [sentence for each in made for sentence in panel.remarks(each)]
        return log_panel(made)

    change = session.write(make)
    assert change is not None
    say(change_line(change, {each.id: each.short for each in labs.analytes.values()}))
    for sentence in beside:
        remark(sentence)
    if sampled_on > session.today:
        remark(_("{day} has not come yet.").format(day=full_day(sampled_on)))


def paste_report(
    session: Session, file: IO[bytes], day: date | None, *, dry_run: bool, as_json: bool
) -> None:
    """Take the sure results of a report, or only say what they are."""
    labs = Catalogues(catalogue_folder()).labs
    text = _text_of(file)
    if dry_run:
        with session.reading() as diary:
            report = _report(session, text, day, labs, lab_history(diary))
        show(_said(report, labs, as_json=as_json))
        return
    reports: list[tuple[LabReport, Taken]] = []

    def make(diary: Diary) -> Change | None:
        history = lab_history(diary)
        report = _report(session, text, day, labs, history)
        dated = replace(report, samples=tuple(each for each in report.samples if each.day))
        reports[:] = [(report, take(dated, history, day=day or session.today))]
        return reports[0][1].change

    change = session.write(make)
    report, taken = reports[0]
    names = {each.id: each.short for each in labs.analytes.values()}
    if as_json:
        say(json.dumps(report_json(report), ensure_ascii=False))
    elif change is not None:
        say(change_line(change, names))
    left = [*_left(report, labs)]
    left += [
        _(OTHER_THERE).format(line=each.line, name=names.get(each.analyte or "", each.name))
        for each in taken.others
    ]
    for sentence in left:
        remark(sentence)
    nothing = change is None and not taken.already
    if nothing and not left:
        remark(_(NOTHING_READ))
    if left or nothing:
        raise click.exceptions.Exit(1)


def _text_of(file: IO[bytes]) -> str:
    """Return the text of a file, be it UTF-8, UTF-16 or of an old Windows."""
    held = file.read(MOST_BYTES + 1)
    if held[:2] in (codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE):
        return held.decode("utf-16", "replace")
    if b"\0" in held:
        raise Refusal(_(NOT_TEXT).format(name=getattr(file, "name", "It")))
    try:
        return held.decode("utf-8-sig")
    except UnicodeDecodeError:
        return held.decode("cp1252", "replace")


def _report(
    session: Session, text: str, day: date | None, labs: LabCatalogue, history: LabHistory
) -> LabReport:
    """Return the report; a sample of which it says no day is of today, or of the day given."""
    reader = ReportReader(labs, history)
    month_first = writing_of(os.environ).month_first
    report = reader.read(text, session.today, Answers(day=day), month_first=month_first)
    if any(each.about is Ask.DAY for each in report.questions):
        return report
    samples = tuple(
        replace(sample, day=sample.day or day or session.today) for sample in report.samples
    )
    return replace(report, samples=samples)


def _left(report: LabReport, labs: LabCatalogue) -> Iterator[str]:
    """Yield a sentence for everything that is not taken."""
    for sample in report.samples:
        for result in sample.results:
            if result.analyte is None:
                yield proposed_sentence(result, labs)
    yield from map(question_sentence, report.questions)
    yield from map(unread_sentence, report.unread)


def _said(report: LabReport, labs: LabCatalogue, *, as_json: bool) -> str:
    """Return what would be taken, as JSON or a line for each result."""
    if as_json:
        return json.dumps(report_json(report), ensure_ascii=False)
    names = {each.id: each.short for each in labs.analytes.values()}
    taken = take(report, LabHistory(), day=date.min)
    edits = taken.change.edits if taken.change else ()
    lines = (entry_words(edit.entry, names) for edit in edits)
    return "\n".join((*lines, *_left(report, labs)))


def _typed(name: str, text: str) -> TypedLab:
    value, _, unit = text.partition(":")
    return TypedLab(name, value.strip(), unit.strip())


class _Panel:
    """The results of one sample, read against the catalogue and what the diary holds."""

    def __init__(self, diary: Diary, labs: LabCatalogue, day: date, fasting: bool) -> None:
        self._diary = diary
        self._labs = labs
        self._sample = Sample(day=day, fasting=True if fasting else None)
        self._known = _called(diary, labs)

    def results(self, typed: Iterable[TypedLab], ranges: Mapping[str, str]) -> list[Checked]:
        """Return the results, read; a range goes to the test of its name.

        Raises:
            Misused: One cannot be read, stands twice, or a range has no result.
        """
        by_id = {self._id(name): kept for name, kept in ranges.items()}
        made = [self._result(each, by_id) for each in typed]
        refuse_twice(each.typed.analyte for each in made)
        for name in by_id.keys() - {each.typed.analyte for each in made}:
            raise Misused(
                _("The range of {name} needs a result of {name} beside it.").format(name=name)
            )
        return made

    def remarks(self, checked: Checked) -> list[str]:
        """Return what is unusual about a result that is not in the diary yet."""
        found, name = [], checked.typed.analyte
        if name not in self._known:
            close = similar(name, self._known)
            kept = _("“{name}” is kept as a test of your own.").format(name=name)
            found.append(with_perhaps(kept, close))
        found += checked.doubts
        if any(each.analyte == name for each in results_on(self._diary, self._sample.day)):
            found.append(
                _("The diary already had a result of {name} on that day.").format(name=name)
            )
        return found

    def _id(self, name: str) -> str:
        return meant(name, self._known) or name

    def _result(self, typed: TypedLab, ranges: Mapping[str, str]) -> Checked:
        name = self._id(typed.name)
        row = TypedResult(
            analyte=name,
            value=typed.value,
            unit=self._unit(name, typed) if is_number(typed.value) else typed.unit,
            range=ranges.get(name, ""),
        )
        checked = check(row, self._sample, self._labs)
        for _field, sentence in checked.problems:
            raise Misused(sentence)
        if checked.result is None:
            raise Misused(
                _("{name} has no result. Type one such as {name}=52.").format(name=typed.name)
            )
        return checked

    def _unit(self, name: str, typed: TypedLab) -> str:
        """Return the unit; if none was typed, the one used last."""
        if typed.unit:
            return typed.unit
        last = last_with_unit(self._diary, name)
        if last is not None:
            return last.unit
        analyte = self._labs.get(name)
        if analyte is None or not analyte.units:
            return ""
        first = analyte.units[0]
        if not _only_in_first(analyte, typed.value):
            units = ", ".join(unit.name for unit in analyte.units)
            raise Misused(_(ASK_UNIT).format(name=name, units=units, unit=first.name))
        return first.name


def _only_in_first(analyte: Analyte, value: str) -> bool:
    """Whether a value can be meant in the first unit of a test only, or means the same in all."""
    first, *others = analyte.units
    try:
        _, number = typed_value(value)
    except Refused:
        return True  # which is said of the value
    differ = [unit for unit in others if unit.worth not in (None, first.worth)]
    return not any(analyte.usual(number, unit) for unit in differ)


def _called(diary: Diary, labs: LabCatalogue) -> Names:
    """Return the tests of the catalogue, and those the patient named."""
    known: dict[str, Iterable[str]] = dict.fromkeys(analytes_held(diary), ())
    return known | {
        each.id: (each.name, each.short, *each.aliases) for each in labs.analytes.values()
    }
