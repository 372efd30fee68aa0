"""What the diary holds about days: doses, symptoms, notes."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Sequence
from datetime import date

from isodiary.domain.change import Dated, Entry
from isodiary.domain.day_entries import DayEntries
from isodiary.domain.dose import Dose
from isodiary.domain.period import Period
from isodiary.domain.record import DayNote, Weight
from isodiary.domain.symptom import OwnSymptom, SymptomEntry, Tracked
from isodiary.domain.timeline import phase_on, slots_on
from isodiary.storage.diary import Diary
from isodiary.storage.reads.course import course_going_on, phases_of
from isodiary.storage.reads.newest import only
from isodiary.storage.rows import E, SqlValue, table_of


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


def doses_from(diary: Diary, day: date) -> tuple[Dose, ...]:
    """Return the doses of `day` and of every later day."""
    return tuple(diary.where(Dose, "day >= ?", [day.isoformat()]))


def doses_after(diary: Diary, day: date) -> tuple[Dose, ...]:
    """Return the doses of the days after `day`."""
    return tuple(diary.where(Dose, "day > ?", [day.isoformat()]))


def first_dose_day(diary: Diary, day: date) -> date | None:
    """Return the first day from `day` on that a dose is recorded of."""
    return _day(diary, "select min(day) from sound_dose where day >= ?", [day.isoformat()])


def last_swallowed_day(diary: Diary) -> date | None:
    """Return the last day on which something was swallowed."""
    return _day(diary, "select max(day) from sound_dose where amount_ug > 0")


def symptoms_on(diary: Diary, day: date) -> dict[str, SymptomEntry]:
    """Return what was answered on a day, by symptom id."""
    answered = diary.where(SymptomEntry, "day = ?", [day.isoformat()], order="symptom")
    return {entry.symptom: entry for entry in answered}


def severities_between(diary: Diary, first: date, last: date) -> dict[str, dict[date, int]]:
    """Return what was answered on some days, both ends counted, by symptom id and day."""
    sql = "select symptom, day, severity from sound_symptom where day between ? and ?"
    found: dict[str, dict[date, int]] = {}
    for symptom, day, severity in diary.rows(sql, [first.isoformat(), last.isoformat()]):
        found.setdefault(symptom, {})[date.fromisoformat(day)] = severity
    return found


def last_answered_day(diary: Diary, before: date) -> date | None:
    """Return the last day before `before` on which any symptom was answered."""
    sql = "select max(day) from sound_symptom where day < ?"
    return _day(diary, sql, [before.isoformat()])


def symptoms_present(diary: Diary, period: Period) -> tuple[tuple[date, str, int], ...]:
    """Return (day, id, severity) of the symptoms that were present on days of a period."""
    sql = (
        "select day, symptom, severity from sound_symptom"
        " where day between ? and ? and severity > 0"
    )
    rows = diary.rows(sql, _ends(period))
    return tuple((date.fromisoformat(day), symptom, severity) for day, symptom, severity in rows)


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
    return by_day(diary.between(Dose, first, last))


def by_day(doses: Iterable[Dose]) -> dict[date, tuple[Dose, ...]]:
    """Return doses by their day, in their order."""
    found: dict[date, tuple[Dose, ...]] = {}
    for dose in doses:
        found[dose.day] = (*found.get(dose.day, ()), dose)
    return found


def days_with(diary: Diary, kind: type[Dated], period: Period) -> tuple[date, ...]:
    """Return the days of a period with an entry of a kind, in order."""
    table = table_of(kind).name
    sql = f"select distinct day from sound_{table} where day between ? and ? order by day"
    return tuple(date.fromisoformat(day) for (day,) in diary.rows(sql, _ends(period)))


def entries_between(
    diary: Diary, kind: type[E], first: date | None, last: date | None
) -> tuple[E, ...]:
    """Return the entries of a kind from `first` to `last`; None leaves an end open.

    What has no day is among them only where both ends are open.
    """
    column = table_of(kind).day_column
    if first is None and last is None:
        return tuple(diary.all(kind))
    if column is None:
        return ()
    return tuple(diary.between(kind, first or date.min, last or date.max, column=column))


def holds_any(diary: Diary, kinds: Collection[type[Entry]]) -> bool:
    """Whether the diary holds an entry of one of the kinds."""
    some = (f"exists (select 1 from sound_{table_of(kind).name})" for kind in kinds)
    [(found,)] = diary.rows(f"select {' or '.join(some)}")
    return bool(found)


def _day(diary: Diary, sql: str, values: Sequence[SqlValue] = ()) -> date | None:
    """Return the one day that a query asks for."""
    [(day,)] = diary.rows(sql, values)
    return None if day is None else date.fromisoformat(day)


def _ends(period: Period) -> list[SqlValue]:
    return [period.first.isoformat(), period.last.isoformat()]


def swallowed_ug(diary: Diary, first: date, last: date) -> int:
    """Return the micrograms swallowed on some days, both ends counted."""
    sql = "select coalesce(sum(amount_ug), 0) from sound_dose where day between ? and ?"
    [(total_ug,)] = diary.rows(sql, [first.isoformat(), last.isoformat()])
    return int(total_ug)
