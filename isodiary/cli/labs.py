"""`isodiary lab`: results of a sample, as the lab printed them."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import date

import click

from isodiary.cli.common import (
    Misused,
    Session,
    catalogue_folder,
    change_line,
    command,
    option,
    remark,
    say,
)
from isodiary.cli.names import Names, meant, refuse_twice, similar, split_once_named, with_perhaps
from isodiary.cli.values import DAY, pass_session
from isodiary.domain.catalogue.labs import LabCatalogue
from isodiary.domain.change import Change
from isodiary.domain.values import dataclass
from isodiary.language import _, marked
from isodiary.services.catalogues import Catalogues
from isodiary.services.labs.check import check, is_number
from isodiary.services.labs.entry import log_panel
from isodiary.services.labs.rows import Checked, Sample, TypedResult
from isodiary.services.words.days import full_day
from isodiary.storage.diary import Diary
from isodiary.storage.reads.labs import analytes_held, last_with_unit, results_on


@dataclass(frozen=True, slots=True)
class TypedLab:
    """A result as it was typed; the unit is empty if none was."""

    name: str
    value: str
    unit: str


@command(
    epilog=marked(
        '\b\nExample:\n  isodiary lab alt=52 triglycerides=1.9:mmol/L "crp=<5" --range alt=7-45'
    )
)
@click.argument("results", nargs=-1, required=True, metavar="NAME=VALUE[:UNIT]...")
@option("--day", type=DAY, help=marked("The day of the sample; else today."))
@option("--fasting", is_flag=True, help=marked("The sample was taken fasting."))
@option(
    "--range", "ranges", multiple=True, metavar="NAME=LOW-HIGH", help=marked("The lab’s range.")
)
@pass_session
def lab(
    session: Session,
    results: tuple[str, ...],
    day: date | None,
    fasting: bool,
    ranges: tuple[str, ...],
) -> None:
    """Note lab results, as the lab printed them.

    A unit that is left out is the one you used last for that test.
    """
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
            unit=self._unit(name, typed.unit) if is_number(typed.value) else typed.unit,
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

    def _unit(self, name: str, typed: str) -> str:
        """Return the unit; if none was typed, the one used last."""
        if typed:
            return typed
        last = last_with_unit(self._diary, name)
        if last is not None:
            return last.unit
        analyte = self._labs.get(name)
        return analyte.units[0].name if analyte and analyte.units else ""


def _called(diary: Diary, labs: LabCatalogue) -> Names:
    """Return the tests of the catalogue, and those the patient named."""
    known: dict[str, Iterable[str]] = dict.fromkeys(analytes_held(diary), ())
    return known | {
        each.id: (each.name, each.short, *each.aliases) for each in labs.analytes.values()
    }
