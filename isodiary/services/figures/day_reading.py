"""A day of the table-chart read out in two lines: its doses, and what was felt on it."""

from __future__ import annotations

from collections.abc import Mapping

from isodiary.domain.day_entries import DayEntries
from isodiary.domain.symptom import Signs, is_sign
from isodiary.domain.values import dataclass
from isodiary.language import _, marked
from isodiary.services.figures.words import name_of
from isodiary.services.habits import PLAIN, Habits
from isodiary.services.words.days import day_name, short_day
from isodiary.services.words.entries import outcome_words
from isodiary.services.words.names import MEALS, SLOT_NAMES
from isodiary.services.words.units import amount_text, mg_text, number_text

BETWEEN = " · "
OF_PLANNED = marked("{taken} of {planned}")
SLOT = "{meal} {amount}: {outcome}"
NOT_RECORDED = marked("not recorded")
EXTRA = marked("extra dose: {outcome}")
PAUSE = marked("pause")
NO_COURSE = marked("no course")
NO_DOSE = marked("no dose planned")
SIGN = marked("warning sign: {symptom}")
WITH_NONE = marked("{count} with none")
NOT_ANSWERED = marked("symptoms not answered")
COURSE_DAY = marked("day {day} of {whole}")
COURSE_DAY_ALONE = marked("day {day}")


@dataclass(frozen=True, slots=True, kw_only=True)
class DayReading:
    """What is said of a day.

    Attributes:
        day: "Sat 14 Nov".
        place: "day 70 of 168"; empty outside a course.
        doses: What was taken of what was planned, dose by dose, and warning signs.
        symptoms: From the worst down; those with none are counted.
    """

    day: str
    place: str
    doses: str
    symptoms: str

    @property
    def sentence(self) -> str:
        """All of it, for a screen reader."""
        said = (self.day, self.place, self.doses, self.symptoms)
        return f"{'; '.join(part for part in said if part)}."


def read_out(
    entries: DayEntries,
    names: Mapping[str, str],
    warning_signs: Signs,
    habits: Habits = PLAIN,
) -> DayReading:
    """Return a day in words.

    Args:
        entries: What the diary holds about it.
        names: Words for symptom ids.
        warning_signs: From which severity on a symptom is a sign, by id.
        habits: How amounts and times are read.
    """
    signs = [
        _(SIGN).format(symptom=name_of(names, entry.symptom))
        for entry in entries.symptoms
        if is_sign(warning_signs, entry.symptom, entry.severity)
    ]
    return DayReading(
        day=f"{day_name(entries.day)[:3]} {short_day(entries.day)}",
        place=_place(entries),
        doses=BETWEEN.join([*_doses(entries, habits), *signs]),
        symptoms=_symptoms(entries, names),
    )


def _place(entries: DayEntries) -> str:
    course = entries.course
    if course is None:
        return ""
    day = number_text(course.day_number(entries.day))
    if course.planned_weeks is None:
        return _(COURSE_DAY_ALONE).format(day=day)
    return _(COURSE_DAY).format(day=day, whole=number_text(7 * course.planned_weeks))


def _doses(entries: DayEntries, habits: Habits) -> list[str]:
    if entries.course is None:
        return [_(NO_COURSE)]
    planned_ug = sum(slot.amount_ug for slot in entries.plan or ())
    taken_ug = sum(dose.amount_ug for dose in entries.doses)
    said = [_(PAUSE)] if entries.paused else []
    if planned_ug or taken_ug:
        planned = mg_text(planned_ug, habits)
        said.append(_(OF_PLANNED).format(taken=amount_text(taken_ug, habits), planned=planned))
    elif not entries.paused:
        said.append(_(NO_DOSE))
    said += [_slot(entries, number, habits) for number in _numbers(entries)]
    return [*said, *(_(EXTRA).format(outcome=outcome_words(one, habits)) for one in entries.extras)]


def _numbers(entries: DayEntries) -> list[int]:
    planned = {slot.number for slot in entries.plan or ()}
    return sorted(planned | {dose.slot for dose in entries.doses if dose.slot is not None})


def _slot(entries: DayEntries, number: int, habits: Habits) -> str:
    slot, dose = entries.slot(number), entries.dose_of(number)
    meal = _(MEALS[slot.meal]) if slot else _(SLOT_NAMES[number - 1])
    amount = amount_text(slot.amount_ug, habits) if slot else ""
    outcome = _(NOT_RECORDED) if dose is None else outcome_words(dose, habits)
    return SLOT.format(meal=meal, amount=amount, outcome=outcome).replace(" :", ":")


def _symptoms(entries: DayEntries, names: Mapping[str, str]) -> str:
    if not entries.symptoms:
        return _(NOT_ANSWERED)
    present = sorted(
        (-entry.severity, name_of(names, entry.symptom))
        for entry in entries.symptoms
        if entry.present
    )
    none = len(entries.symptoms) - len(present)
    said = [f"{name} {-severity}" for severity, name in present]
    said += [_(WITH_NONE).format(count=number_text(none))] if none else []
    return BETWEEN.join(said)
