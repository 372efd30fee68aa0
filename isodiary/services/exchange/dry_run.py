"""What a file would do to a diary, worked out before anything is written.

Each row is new, the same as what the diary holds, in conflict with it, unreadable, or left out.
The diary wins a conflict unless the patient chose otherwise.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import date, datetime

from isodiary.domain import text
from isodiary.domain.change import Act, Change, Edit, Entry
from isodiary.domain.course import Course, Phase
from isodiary.domain.dose import Dose
from isodiary.domain.record import Visit
from isodiary.domain.symptom import OwnSymptom, SymptomEntry
from isodiary.language import _, marked
from isodiary.services.exchange.asking import questions
from isodiary.services.exchange.doses import (
    DosePlaces,
    instead,
    is_before,
    joined,
    moved_back,
    same_dose,
    settled,
)
from isodiary.services.exchange.found import (
    FoundDose,
    FoundEntry,
    FoundRow,
    FoundSymptom,
    NotKept,
    Says,
    Unreadable,
)
from isodiary.services.exchange.held import Held
from isodiary.services.exchange.own_rows import refuse_unheld
from isodiary.services.exchange.places import (
    Place,
    overlap,
    place_of,
    renamed,
    stands_alone,
    with_id,
)
from isodiary.services.exchange.results import (
    CheckedRow,
    DryRun,
    FileAnswers,
    Moved,
    Result,
    counted,
)
from isodiary.services.exchange.source import STEP, Step
from isodiary.storage.rows import TABLES

NO_COURSE = marked("its course is not in the diary")
NO_SYMPTOM = marked("the diary knows no symptom of that name")
NO_DIARY_THEN = marked("the diary of the course begins later")
PART = marked("one dose together with row {row}")
NOT_HELD = marked("a diary cannot hold it")
TWICE = marked("another entry has its name already")

ORDER = {table.kind: number for number, table in enumerate(TABLES)}


def look(
    format_: str,
    found: Iterable[FoundRow],
    held: Held,
    answers: FileAnswers,
    *,
    now: datetime,
    step: Step | None = None,
) -> DryRun:
    """Return what the rows of a file would do to a diary.

    Args:
        format_: Id of the format.
        found: What the rows say.
        held: What the diary holds.
        answers: What was answered so far.
        now: The present moment.
        step: Is told now and then how much is done.
    """
    rows = list(found)
    doses = [each.says for each in rows if isinstance(each.says, FoundDose)]
    asked, taken = questions(doses, held, answers)
    run = _Run(held, answers, DosePlaces(held, taken, assumed=answers.assumed, now=now))
    run.begin(doses)
    if any(dose.whole_day for dose in doses):
        rows = run.spread(rows)
    checked = tuple(run.check(rows, step))
    return DryRun(
        format=format_,
        rows=checked,
        counts=counted(checked),
        asked=asked,
        moved=run.moved,
        change=run.change(),
    )


class _Run:
    """One look at a file: what stands where, with what came in so far."""

    def __init__(self, held: Held, answers: FileAnswers, doses: DosePlaces) -> None:
        self._held = held
        self._answers = answers
        self._doses = doses
        self._names: dict[str, str] = {}
        self._new: dict[Place, Entry] = {}
        self._beside: list[Entry] = []
        self._matched: set[str] = set()
        self._edits: dict[str, Edit] = {}
        self._earlier: list[tuple[Course, Course, Sequence[Phase]]] = []
        self._own: dict[str, str] = {}
        self._ids: set[str] = set()
        self._found: dict[int, CheckedRow] = {}
        self.moved: Moved | None = None

    def begin(self, doses: Sequence[FoundDose]) -> None:
        """Move the diary start of the courses back that have doses from before it."""
        first: dict[str, date] = {}
        for dose in doses:
            if self._doses.counts(dose):
                day = self._doses.day_of(dose)
                for course in self._held.courses:
                    if is_before(course, dose, day):
                        first[course.id] = min(day, first.get(course.id, day))
        for course in self._held.courses:
            if course.id in first:
                phases = self._held.phases.get(course.id, ())
                after, moved = moved_back(course, phases, first[course.id])
                self._earlier.append((course, after, moved))
                self._doses.begin_with(after, moved)

    def spread(self, rows: Iterable[FoundRow]) -> list[FoundRow]:
        """Return rows with one for each dose of a day that a row tells of together."""
        return [
            each if says is each.says else FoundRow(each.row, each.raw, says)
            for each in rows
            for says in (
                self._doses.spread(each.says) if isinstance(each.says, FoundDose) else (each.says,)
            )
        ]

    def check(self, rows: Sequence[FoundRow], step: Step | None) -> list[CheckedRow]:
        """Hold every row against the diary."""
        made = self._with_parts(rows)
        # what others refer to is known first, whatever its place in the file
        turns = sorted(range(len(rows)), key=lambda number: _turn(made[number]))
        for done, number in enumerate(turns):
            if step is not None and not done % STEP:
                step(done / len(rows))
            self._found[number] = self._checked(rows[number], made[number])
        self._settle()
        return [self._found[number] for number in range(len(rows))]

    def change(self) -> Change | None:
        """Return what is written; what others lean on comes first."""
        new = [*self._new.values(), *self._beside]
        new.sort(key=lambda entry: ORDER[type(entry)])
        edits = [*self._edits.values(), *(Edit(after=entry) for entry in new)]
        return Change(act=Act.BRING_OVER, edits=tuple(edits)) if edits else None

    def _with_parts(self, rows: Sequence[FoundRow]) -> list[Says | Dose | int]:
        """Place the doses; of a row that is a part of another's dose only say of which."""
        made: list[Says | Dose | int] = []
        by_slot: dict[tuple[date, int], int] = {}
        for number, each in enumerate(rows):
            says: Says | Dose | int = each.says
            if isinstance(says, FoundDose):
                found = says
                says = self._doses.place(found)
                if isinstance(says, Dose) and says.slot is not None:
                    key = (says.day, says.slot)
                    first = by_slot.setdefault(key, number)
                    whole = made[first] if first < number else None
                    if isinstance(whole, Dose) and self._doses.joins(found, says):
                        on = self._doses.on(says.day)
                        slots = on.slots if on else ()
                        slot = next((s for s in slots if s.number == key[1]), None)
                        made[first] = joined(whole, says, slot)
                        says = first
            made.append(says)
        return made

    def _checked(self, found: FoundRow, says: Says | Dose | int) -> CheckedRow:
        row, raw = found.row, found.raw
        match says:
            case Unreadable(why):
                return CheckedRow(row=row, raw=raw, result=Result.UNREADABLE, why=why)
            case NotKept(why):
                return CheckedRow(row=row, raw=raw, result=Result.LEFT_OUT, why=why)
            case int():
                return self._part(found, says)
            case Dose():
                return self._held_against(found, says, own=False)
            case FoundSymptom():
                return self._symptom(found, says)
            case FoundEntry():
                return self._entry(found, says)
            case _:
                raise AssertionError(f"{says} has no place")

    def _symptom(self, found: FoundRow, says: FoundSymptom) -> CheckedRow:
        name = says.name.casefold().strip()
        known = self._held.symptoms.get(name) or self._held.own_symptoms.get(name)
        if known is None and says.only_known:
            return self._left_out(found, NO_SYMPTOM)
        try:
            known = known or self._own_symptom(name, says.name)
            entry = SymptomEntry(
                day=says.day, symptom=known, severity=says.severity, note=text.note(says.note)
            )
        except ValueError:
            return CheckedRow(
                row=found.row, raw=found.raw, result=Result.UNREADABLE, why=_(NOT_HELD)
            )
        return self._held_against(found, entry, own=False)

    def _own_symptom(self, name: str, label: str) -> str:
        """Return the id of a symptom that the catalogue lacks; the first time it comes in too."""
        if name not in self._own:
            entry = OwnSymptom(label=text.line(label))
            self._own[name] = entry.id
            self._beside.append(entry)
        return self._own[name]

    def _entry(self, found: FoundRow, says: FoundEntry) -> CheckedRow:
        entry = renamed(says.entry, self._names)
        if isinstance(entry, Phase) and not self._knows_course(entry.course):
            return self._left_out(found, NO_COURSE)
        try:
            if not says.own:  # whoever read it looked already
                refuse_unheld(entry)
        except (ValueError, OverflowError):
            return CheckedRow(
                row=found.row, raw=found.raw, result=Result.UNREADABLE, why=_(NOT_HELD)
            )
        return self._held_against(found, entry, own=says.own)

    def _held_against(self, found: FoundRow, entry: Entry, *, own: bool) -> CheckedRow:
        """Hold an entry against the diary and the rows before it."""
        there = self._there(entry, own=own)
        if there is None:
            return self._comes(found, entry, own=own)
        if there.id != entry.id:
            self._names[entry.id] = there.id
        here = with_id(entry, there.id)
        self._matched.add(there.id)
        alike = here == there
        if not own and isinstance(here, Dose) and isinstance(there, Dose):
            alike = same_dose(here, there)
        if alike:
            return CheckedRow(
                row=found.row, raw=found.raw, result=Result.SAME, found=here, held=there
            )
        return self._conflict(found, here, there)

    def _there(self, entry: Entry, *, own: bool) -> Entry | None:
        """Return what stands in the place of an entry: in the diary, or from an earlier row."""
        by_id = self._held.entries.get(entry.id)
        if by_id is not None and type(by_id) is type(entry):
            return by_id
        if isinstance(entry, Course):
            courses = [each for each in self._beside if isinstance(each, Course) and not own]
            known = (*self._held.courses, *courses)
            return next((each for each in known if overlap(each, entry)), None)
        place = place_of(entry)
        held = iter(self._held.places.get(place, ()))
        if stands_alone(entry):
            return next(held, None) or self._new.get(place)
        free = next((each for each in held if each.id not in self._matched), None)
        if free is not None or own:
            return free
        return next((each for each in self._beside if place_of(each) == place), None)

    def _comes(self, found: FoundRow, entry: Entry, *, own: bool) -> CheckedRow:
        if own and isinstance(entry, Dose) and self._is_before(entry):
            return self._left_out(found, NO_DIARY_THEN)
        if entry.id in self._held.entries or entry.id in self._ids:
            return CheckedRow(row=found.row, raw=found.raw, result=Result.UNREADABLE, why=_(TWICE))
        self._ids.add(entry.id)
        if stands_alone(entry):
            self._new[place_of(entry)] = entry
        else:
            self._beside.append(entry)
        return CheckedRow(row=found.row, raw=found.raw, result=Result.NEW, found=entry)

    def _conflict(self, found: FoundRow, here: Entry, there: Entry) -> CheckedRow:
        if isinstance(here, Dose) and isinstance(there, Dose):
            here = instead(there, here)
        wins = self._answers.takes_file(found.row) and self._free(here, there)
        if wins and there.id in self._held.entries:
            self._edits[there.id] = Edit(before=there, after=here)
        elif wins:
            self._new[place_of(here)] = here
        return CheckedRow(
            row=found.row,
            raw=found.raw,
            result=Result.CONFLICT,
            found=here,
            held=there,
            takes_file=wins,
        )

    def _free(self, here: Entry, there: Entry) -> bool:
        """Whether an entry can stand where the file has it."""
        if not stands_alone(here) or place_of(here) == place_of(there):
            return True
        place = place_of(here)
        return not self._held.places.get(place) and place not in self._new

    def _part(self, found: FoundRow, first: int) -> CheckedRow:
        """Return what becomes of a row that is a part of the dose of an earlier one."""
        whole = self._found[first]
        why = _(PART).format(row=whole.row)
        return CheckedRow(row=found.row, raw=found.raw, result=whole.result, why=why)

    def _left_out(self, found: FoundRow, why: str) -> CheckedRow:
        return CheckedRow(row=found.row, raw=found.raw, result=Result.LEFT_OUT, why=_(why))

    def _knows_course(self, id_: str) -> bool:
        return isinstance(self._held.entries.get(id_), Course) or any(
            isinstance(each, Course) and each.id == id_ for each in self._beside
        )

    def _is_before(self, dose: Dose) -> bool:
        """Whether an own dose is from before the diary start of a course of the diary."""
        course = next((each for each in self._held.courses if each.holds(dose.day)), None)
        return course is not None and not course.keeps(dose.day)

    def _settle(self) -> None:
        """Write down the courses that begin earlier, now that it is known what came in."""
        new = [entry for entry in (*self._new.values(), *self._beside) if isinstance(entry, Dose)]
        for before, after, phases in self._earlier:
            of_course = [dose for dose in new if before.holds(dose.day)]
            course, self.moved = settled(after, before, of_course)
            entries: list[Course | Phase] = [course, *phases]
            for entry in entries:
                held = self._held.entries[entry.id]
                if held != entry:
                    self._edits[entry.id] = Edit(before=held, after=entry)


def _turn(says: Says | Dose | int) -> int:
    """Return when a row has its turn: a course before its phases, both before the rest."""
    entry = says.entry if isinstance(says, FoundEntry) else None
    if isinstance(entry, Course):
        return 0
    return 1 if isinstance(entry, Visit | OwnSymptom) else 2 if isinstance(entry, Phase) else 3
