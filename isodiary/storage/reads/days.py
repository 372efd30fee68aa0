"""What the diary holds about days: doses, symptoms, notes."""

from __future__ import annotations

from datetime import date

from isodiary.domain.day_entries import DayEntries
from isodiary.domain.dose import Dose
from isodiary.domain.record import DayNote, Weight
from isodiary.domain.symptom import OwnSymptom, SymptomEntry, Tracked
from isodiary.domain.timeline import phase_on, slots_on
from isodiary.storage.diary import Diary
from isodiary.storage.reads.course import course_going_on, phases_of
from isodiary.storage.reads.newest import only


def tracked(diary: Diary) -> tuple[Tracked, ...]:
    """Return the symptoms that are asked every day, in their order."""
    return tuple(diary.all(Tracked, order="position, id"))


def own_symptoms(diary: Diary) -> tuple[OwnSymptom, ...]:
    """Return the symptoms that the patient named, by name."""
    return tuple(diary.all(OwnSymptom, order="label, id"))


def doses_on(diary: Diary, day: date) -> tuple[Dose, ...]:
    """Return what became of the doses of a day, by slot; extra doses last."""
    order = "slot is null, slot, taken_at, id"
    return tuple(diary.where(Dose, "day = ?", [day.isoformat()], order=order))


def symptoms_on(diary: Diary, day: date) -> dict[str, SymptomEntry]:
    """Return what was answered on a day, by symptom id."""
    answered = diary.where(SymptomEntry, "day = ?", [day.isoformat()], order="symptom")
    return {entry.symptom: entry for entry in answered}


def last_answered_day(diary: Diary, before: date) -> date | None:
    """Return the last day before `before` on which any symptom was answered."""
    sql = "select max(day) from sound_symptom where day < ?"
    [(day,)] = diary.rows(sql, [before.isoformat()])
    return None if day is None else date.fromisoformat(day)


def note_on(diary: Diary, day: date) -> DayNote | None:
    """Return the patient's words about a day."""
    return only(diary.where(DayNote, "day = ?", [day.isoformat()]))


def read_day(diary: Diary, day: date) -> DayEntries:
    """Return what the diary holds about a day."""
    going_on = course_going_on(diary, day)
    phases = phases_of(diary, going_on) if going_on else ()
    weights = diary.between(Weight, day, day)
    doses = doses_on(diary, day)
    phase = phase_on(phases, day)
    return DayEntries(
        day=day,
        course=going_on,
        phase=phase.id if phase else "",
        paused=phase is not None and phase.pause,
        plan=slots_on(going_on, phases, day, doses),
        doses=doses,
        symptoms=tuple(symptoms_on(diary, day).values()),
        note=note_on(diary, day),
        weight=weights[0] if weights else None,
    )


def doses_between(diary: Diary, first: date, last: date) -> dict[date, tuple[Dose, ...]]:
    """Return the doses of some days, by day; a day without one is absent."""
    found: dict[date, tuple[Dose, ...]] = {}
    for dose in diary.between(Dose, first, last):
        found[dose.day] = (*found.get(dose.day, ()), dose)
    return found
