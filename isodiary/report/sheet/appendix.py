"""The pages behind the sheet: every day, what was not taken and why, all tests, notes."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from datetime import date

from isodiary.domain.appendix import Appendix, DayRow
from isodiary.domain.dose import Dose, Outcome
from isodiary.domain.lab import LabResult
from isodiary.domain.summary import Summary
from isodiary.domain.symptom import SymptomEntry
from isodiary.language import _, marked, pgettext, plural
from isodiary.report import words
from isodiary.report.sheet.content import Column, Part, Passage, Saying, SheetTable
from isodiary.report.sheet.labs import by_test, printed_range, said_on
from isodiary.services.words.names import (
    MEALS,
    REASONS,
    SLOT_NAMES,
    SLOTS_WITHIN,
    outcome_name,
    slot_name,
)
from isodiary.services.words.units import HARD, NOTHING, apart, number_text

DAY_SHARE = 12
DOSE_SHARE = 18
NOT_WHOLE = frozenset({Outcome.PARTIAL, Outcome.SKIPPED, Outcome.MISSED, Outcome.UNKNOWN})

DEFINITIONS = (
    (
        marked("Doses taken"),
        marked(
            "taken wholly or in part, of the doses due. A dose is due four hours after its planned"
            " time, outside pauses; one that is not recorded counts as due."
        ),
    ),
    (
        marked("Milligrams taken"),
        marked(
            "swallowed in the doses due, of those planned for them. Extra doses count in the"
            " cumulative dose only."
        ),
    ),
    (
        marked("Cumulative dose"),
        marked(
            "everything recorded as swallowed, with the amount taken before the diary began. “If"
            " all open were taken” adds every dose due that is unknown or not recorded, as planned."
        ),
    ),
    (marked("mg/kg"), marked("milligrams divided by the weight named beside them.")),
    (
        marked("Taken with a meal"),
        marked("with breakfast, lunch or dinner, of the doses swallowed whose meal was noted."),
    ),
    (
        marked("Days present"),
        marked(
            "days with a severity of 1 to 3, of the days on which that symptom was answered. A day"
            " without an answer counts in neither. 1 mild, 2 moderate, 3 severe."
        ),
    ),
    (
        marked("Made the same day"),
        marked(
            "doses and symptoms first recorded on their own day, which ends at 04:00, of all of"
            " the period."
        ),
    ),
)


def appendix_parts(summary: Summary, days: Appendix, names: Mapping[str, str]) -> list[Part]:
    """Return the parts of the appendix; those with nothing in them are left out."""
    period = words.period(summary.period)
    parts: list[Part | None] = [
        _days(days, names, period),
        _not_whole(days, period),
        *_labs(summary, names),
        _notes(summary, days, names),
        _definitions(),
    ]
    return [part for part in parts if part is not None]


def _days(days: Appendix, names: Mapping[str, str], period: str) -> SheetTable | None:
    if not days.days:
        return None
    slots = range(1, max((max(_slots(row), default=0) for row in days.days), default=0) + 1)
    extra = any(row.extra for row in days.days)
    doses = len(slots) + extra
    return SheetTable(
        title=_("Day by day, {period}").format(period=period),
        columns=(
            Column(label=_("Day"), share=DAY_SHARE, number=False),
            *(
                Column(label=slot_name(s, len(slots)), share=DOSE_SHARE, number=False)
                for s in slots
            ),
            *([Column(label=_("Extra dose"), share=DOSE_SHARE, number=False)] if extra else []),
            Column(label=_("Symptoms"), share=100 - DAY_SHARE - doses * DOSE_SHARE, number=False),
        ),
        rows=tuple(
            (
                words.day(row.day),
                *(_slot(row, slot) for slot in slots),
                *([_extra(row)] if extra else []),
                _symptoms(row, names),
            )
            for row in days.days
        ),
        note=_("0–3: severity as answered. –: nothing due."),
    )


def _slots(row: DayRow) -> list[int]:
    return [*row.due, *(dose.slot for dose in row.doses if dose.slot is not None)]


def _slot(row: DayRow, slot: int) -> str:
    dose = row.dose_of(slot)
    if dose is not None:
        return _dose(dose)
    return pgettext("dose", "not recorded") if slot in row.due else NOTHING


def _extra(row: DayRow) -> str:
    return words.list_of([_dose(dose) for dose in row.extra]) or NOTHING


def _dose(dose: Dose) -> str:
    """Return "20 mg, breakfast", "10 mg in part, dinner" or "skipped"."""
    if not dose.outcome.swallowed:
        return outcome_name(dose.outcome)
    amount = words.mg(dose.amount_ug)
    if dose.outcome is Outcome.PARTIAL:
        amount = _("{amount} in part").format(amount=amount)
    meal = _(MEALS[dose.meal]) if dose.meal else ""
    return words.list_of([amount, meal])


def _symptoms(row: DayRow, names: Mapping[str, str]) -> str:
    """Return "Dry lips 2, Headache 1; 10 with 0"."""
    present = [
        f"{words.label(names, one.symptom)}{HARD}{one.severity}"
        for one in row.symptoms
        if one.present
    ]
    none = len(row.symptoms) - len(present)
    said = [
        ", ".join(present),
        plural(none, "{count} with 0", "{count} with 0").replace(" ", HARD) if none else "",
    ]
    return "; ".join(part for part in said if part) or pgettext("symptoms", "not answered")


def _not_whole(days: Appendix, period: str) -> SheetTable | None:
    rows = tuple(
        (
            words.day(row.day),
            _which(dose),
            outcome_name(dose.outcome),
            words.mg(dose.amount_ug) if dose.amount_ug else NOTHING,
            _(REASONS[dose.reason]) if dose.reason else pgettext("reason", "not noted"),
        )
        for row in days.days
        for dose in row.doses
        if dose.outcome in NOT_WHOLE
    )
    if not rows:
        return None
    return SheetTable(
        title=_("Doses not taken as planned, {period}").format(period=period),
        columns=(
            Column(label=_("Day"), share=16, number=False),
            Column(label=_("Dose"), share=20, number=False),
            Column(label=_("What became of it"), share=22, number=False),
            Column(label=pgettext("column", "Taken"), share=12, number=False),
            Column(label=_("Reason"), share=30, number=False),
        ),
        rows=rows,
        note=_reasons([cells[-1] for cells in rows]),
    )


def _reasons(reasons: Sequence[str]) -> str:
    """Return how often each reason was given, the most frequent first."""
    counted = Counter(reasons).most_common()
    said = words.list_of([f"{reason} {number_text(count)}" for reason, count in counted])
    return _("Reasons: {reasons}.").format(reasons=said)


def _which(dose: Dose) -> str:
    return _("Extra dose") if dose.slot is None else _(SLOT_NAMES[dose.slot - 1])


def _which_within(dose: Dose) -> str:
    return _("extra dose") if dose.slot is None else _(SLOTS_WITHIN[dose.slot - 1])


DAYS_A_TABLE = 5
TEST_SHARE, RANGE_SHARE = 20, 20
ALL_TESTS = marked("All blood tests")
ALL_TESTS_OF = marked("All blood tests, {first} – {last}")
NOTED = "{day}: {noted}."


def _labs(summary: Summary, names: Mapping[str, str]) -> list[SheetTable]:
    """Return every result as a table of tests and days, so many days in each."""
    days = sorted({result.day for result in summary.labs})
    return [
        _labs_of(summary, names, days[place : place + DAYS_A_TABLE], whole=len(days))
        for place in range(0, len(days), DAYS_A_TABLE)
    ]


def _labs_of(
    summary: Summary, names: Mapping[str, str], days: Sequence[date], *, whole: int
) -> SheetTable:
    of_days = [result for result in summary.labs if result.day in days]
    share = (100 - TEST_SHARE - RANGE_SHARE) // len(days)
    one = whole <= DAYS_A_TABLE
    first, last = words.day(days[0]), words.day(days[-1])
    return SheetTable(
        title=_(ALL_TESTS) if one else _(ALL_TESTS_OF).format(first=first, last=last),
        columns=(
            Column(label=_("Test"), share=100 - RANGE_SHARE - share * len(days), number=False),
            *(Column(label=words.day(day), share=share, flagged=True) for day in days),
            Column(label=_("lab’s range"), share=RANGE_SHARE, unit=True),
        ),
        rows=tuple(
            (
                words.label(names, test[0].analyte),
                *(said_on(test, day) for day in days),
                f"{printed_range(test)} {apart(test[0].unit)}".strip(),
            )
            for test in by_test(of_days, names)
        ),
        note=" ".join(filter(None, (_noted_on(of_days, names, day) for day in days))),
    )


def _noted_on(results: Sequence[LabResult], names: Mapping[str, str], day: date) -> str:
    """Return what was noted with the results of a day: "5 Oct 2026: fasting, Lab Nord."."""
    noted: dict[str, list[str]] = {}
    for result in results:
        if result.day == day:
            noted.setdefault(_noted(result), []).append(words.label(names, result.analyte))
    said = [
        text if len(noted) == 1 else f"{words.list_of(sorted(tests))} {text}"
        for text, tests in noted.items()
        if text
    ]
    return NOTED.format(day=words.day(day), noted="; ".join(sorted(said))) if said else ""


def _noted(result: LabResult) -> str:
    fasting = {True: _("fasting"), False: _("not fasting"), None: ""}[result.fasting]
    exercise = _("after exercise") if result.exercise else ""
    return words.list_of([fasting, exercise, apart(result.lab)])


def _notes(summary: Summary, days: Appendix, names: Mapping[str, str]) -> Passage | None:
    sayings = [saying for row in days.days for saying in _notes_of(row, summary, names)]
    sayings += [
        Saying(
            headline=f"{words.day(result.day)} – {words.label(names, result.analyte)}",
            words=result.note,
        )
        for result in summary.labs
        if result.note
    ]
    return Passage(title=_("Notes"), sayings=tuple(sayings)) if sayings else None


def _notes_of(row: DayRow, summary: Summary, names: Mapping[str, str]) -> Iterator[Saying]:
    """Yield what was noted about a day; what stands with the warning signs is not repeated."""
    day = words.day(row.day)
    if row.note:
        yield Saying(headline=day, words=row.note)
    for dose in row.doses:
        if dose.note:
            about = f"{_which_within(dose)}, {outcome_name(dose.outcome)}"
            yield Saying(headline=f"{day} – {about}", words=dose.note)
    signs = {(sign.symptom, sign.day) for sign in summary.warning_signs}
    for entry in row.symptoms:
        if entry.note and (entry.symptom, entry.day) not in signs:
            yield Saying(headline=f"{day} – {_answer(entry, names)}", words=entry.note)


def _answer(entry: SymptomEntry, names: Mapping[str, str]) -> str:
    return f"{words.label(names, entry.symptom)}, {words.severity(entry.severity)}"


def _definitions() -> Passage:
    sayings = tuple(Saying(headline=_(name), words=_(meaning)) for name, meaning in DEFINITIONS)
    return Passage(title=_("What the figures mean"), sayings=sayings, small=True)
