"""Results of a blood test: what a panel offers, and the changes that keep, amend and remove them.

Stored as typed. What cannot be a result is said in words beside its field; what is only
unusual is asked once and never blocked.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import date
from fractions import Fraction

from isodiary.domain.catalogue.labs import LabCatalogue
from isodiary.domain.change import Act, Change, Edit, change_of, edit_to
from isodiary.domain.errors import Refused
from isodiary.domain.lab import LabResult
from isodiary.domain.lab_history import LabHistory
from isodiary.domain.units import rounded
from isodiary.language import _, marked
from isodiary.services import typed
from isodiary.services.labs import check as lab_typed
from isodiary.services.labs.check import check
from isodiary.services.labs.rows import (
    Checked,
    LabField,
    Offered,
    Sample,
    TypedResult,
    UnitQuestion,
)
from isodiary.services.words.days import full_day

# The rows and their reading are asked for here, wherever they are defined.
__all__ = [
    "Checked",
    "LabField",
    "Offered",
    "Sample",
    "TypedResult",
    "UnitQuestion",
    "amend_result",
    "amend_sample",
    "check",
    "log_panel",
    "offered",
    "panel_doubts",
    "remembered_range",
    "remove_results",
    "sample_doubts",
    "sample_of",
    "typed_of",
    "unit_changed",
]

NO_RESULT = marked("Type at least one result.")
NO_VALUE = marked("Type the result, or delete it.")
TWICE = marked("{name} is there twice. Give it one value.")
TO_COME = marked("{day} has not come yet.")
ALREADY = marked("The diary already has a result of {name} on {day}.")
KEEP_OR_CONVERT = marked(
    "{value} was typed in {old}. Keep the number {value} in {new}, or write {converted} {new}?"
)
NOT_CONVERTED = marked("{value} was typed in {old}. Keep the number {value} in {new}?")


def offered(
    history: LabHistory, labs: LabCatalogue, *, lab: str = "", modules: frozenset[str] = frozenset()
) -> tuple[Offered, ...]:
    """Return the rows of an empty panel: tests of the newest sample first, then the others.

    Args:
        history: What the diary holds.
        labs: The catalogue.
        lab: The laboratory typed for this sample, whose ranges are remembered.
        modules: Parts of the diary the patient turned on ("pregnancy"); a test of one that
            is off is offered only if it has results.
    """
    used, last = set(history.analytes), set(history.last_panel())
    ids = [
        each.id
        for each in labs.offered
        if each.module is None or each.module in modules or each.id in used
    ]
    known = set(ids)
    ids += sorted(used - known)
    rows = [_offered(each, history, labs, lab, each in last) for each in ids]
    return tuple(sorted(rows, key=lambda row: not row.in_last_panel))


def sample_doubts(sample: Sample, today: date) -> tuple[str, ...]:
    """Return what to ask once about the sample: a day that has not come."""
    return (_(TO_COME).format(day=full_day(sample.day)),) if sample.day > today else ()


def panel_doubts(
    checked: Sequence[Checked], sample: Sample, history: LabHistory, today: date
) -> tuple[str, ...]:
    """Return all there is to ask once before a panel is kept, results of that day included."""
    there = {result.analyte for result in history.on(sample.day)}
    already = (
        _(ALREADY).format(name=row.name, day=full_day(sample.day))
        for row in checked
        if row.result is not None and row.result.analyte in there
    )
    doubts = (doubt for row in checked for doubt in row.doubts)
    return (*sample_doubts(sample, today), *doubts, *already)


def log_panel(checked: Sequence[Checked]) -> Change:
    """Return the change that adds the results of a sample; rows without a value are left out.

    Raises:
        Refused: A row cannot be read, a test stands twice, or there is no result at all.
    """
    results: dict[str, LabResult] = {}
    for row in checked:
        _refuse_problems(row)
        if row.result is not None:
            key = row.result.analyte.casefold()
            if key in results:
                raise Refused(_(TWICE).format(name=row.name))
            results[key] = row.result
    if not results:
        raise Refused(_(NO_RESULT))
    return Change(act=Act.LOG_LAB, edits=tuple(Edit(after=each) for each in results.values()))


def amend_result(before: LabResult, checked: Checked) -> Change | None:
    """Return the change of one result; None where nothing changes.

    Raises:
        Refused: The row cannot be read, or has no value.
    """
    _refuse_problems(checked)
    if checked.result is None:
        raise Refused(_(NO_VALUE))
    after = replace(checked.result, id=before.id)
    if after == before and repr(after) != repr(before):
        # 1.9 and 1.90 are one number, of which no edit can be made, but the report says one of them
        return Change(act=Act.LOG_LAB, edits=(Edit(before=before), Edit(after=after)))
    return change_of(Act.LOG_LAB, edit_to(before, after))


def amend_sample(results: Sequence[LabResult], sample: Sample) -> Change | None:
    """Return the change that gives results another day, fasting, exercise or laboratory.

    Raises:
        Refused: The laboratory's name is too long.
    """
    lab = typed.line(sample.lab)
    edits = (
        edit_to(
            each,
            replace(
                each, day=sample.day, fasting=sample.fasting, exercise=sample.exercise, lab=lab
            ),
        )
        for each in results
    )
    return change_of(Act.LOG_LAB, *edits)


def remove_results(results: Sequence[LabResult]) -> Change:
    """Return the change that takes results out of the diary, as one step to undo."""
    return Change(act=Act.REMOVE_LAB, edits=tuple(Edit(before=each) for each in results))


def typed_of(result: LabResult) -> TypedResult:
    """Return a stored result as the fields of its row."""
    value = result.word if result.value is None else f"{result.comparator}{result.value:f}"
    return TypedResult(
        analyte=result.analyte,
        value=value,
        unit=result.unit,
        range=lab_typed.ends_text(result.range),
        note=result.note,
    )


def sample_of(result: LabResult) -> Sample:
    """Return the sample that a stored result belongs to."""
    return Sample(day=result.day, fasting=result.fasting, exercise=result.exercise, lab=result.lab)


def remembered_range(history: LabHistory, analyte: str, lab: str, unit: str) -> str:
    """Return the range this lab printed last for a test in this unit, as typed; else empty."""
    known = history.last_range(analyte, " ".join(lab.split()), unit)
    return lab_typed.ends_text(known) if known else ""


def unit_changed(
    value: str, analyte: str, old: str, new: str, labs: LabCatalogue
) -> UnitQuestion | None:
    """Return what to ask when `old` becomes `new` after `value` was typed.

    None where there is nothing to ask: no number, no unit before, or the same number in both.
    """
    try:
        comparator, number = lab_typed.typed_value(value)
    except Refused:
        return None
    if not old.strip() or " ".join(old.split()) == " ".join(new.split()):
        return None
    test = labs.get(analyte)
    before, after = (test.unit(old), test.unit(new)) if test else (None, None)
    exact = test.converted(number, before, after) if test and before and after else None
    if exact == Fraction(number):
        return None
    if exact is None or after is None:
        sentence = _(NOT_CONVERTED).format(value=value, old=old, new=new or _("no unit"))
        return UnitQuestion(sentence=sentence, kept=value, converted=None)
    converted = f"{comparator}{rounded(exact, after.decimals):f}"
    sentence = _(KEEP_OR_CONVERT).format(value=value, old=old, new=new, converted=converted)
    return UnitQuestion(sentence=sentence, kept=value, converted=converted)


def _refuse_problems(row: Checked) -> None:
    for _field, sentence in row.problems:
        raise Refused(f"{row.name}: {sentence}")


def _offered(
    analyte_id: str, history: LabHistory, labs: LabCatalogue, lab: str, in_last: bool
) -> Offered:
    analyte = labs.get(analyte_id)
    known = analyte.units if analyte else ()
    last = history.last_unit(analyte_id)
    unit = last or (known[0].name if known else "")
    others = [each.name for each in known if each.name != unit]
    row = TypedResult(
        analyte=analyte_id,
        unit=unit,
        range=remembered_range(history, analyte_id, lab, unit),
    )
    return Offered(
        typed=row,
        name=analyte.name if analyte else analyte_id,
        units=(unit, *others) if unit else (),
        words=analyte.values if analyte else (),
        in_last_panel=in_last,
        fasting=analyte.fasting if analyte else False,
    )
