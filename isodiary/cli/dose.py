"""`isodiary dose`: what became of a dose."""

from __future__ import annotations

from dataclasses import fields
from datetime import date, datetime, time

import click

from isodiary.cli.common import Misused, Session, change_line, command, option, remark, say
from isodiary.cli.values import DAY, DOSE, FAT, MEAL, TIME, pass_session, reason_and_note
from isodiary.domain.change import Change
from isodiary.domain.course import Phase
from isodiary.domain.day import DAY_TURNS, ONE_DAY, moment, wall
from isodiary.domain.day_entries import DayEntries
from isodiary.domain.dose import Capsules, Dose, Outcome
from isodiary.domain.meal import Fat, Meal
from isodiary.domain.timeline import GRACE
from isodiary.domain.values import dataclass
from isodiary.language import _, marked
from isodiary.services import typed
from isodiary.services.doses import log as log_dose
from isodiary.services.doses.cumulative import slip_doubts
from isodiary.services.words.days import clock_time
from isodiary.services.words.names import dose_names, slot_within
from isodiary.storage.diary import Diary
from isodiary.storage.reads.course import phases_of
from isodiary.storage.reads.days import read_day

EXTRA = "extra"
OF_A_SWALLOWED_DOSE = ("mg", "meal", "fat", "at")


@dataclass(frozen=True, slots=True, kw_only=True)
class DoseOptions:
    """What was typed; None is what was not."""

    mg: tuple[Capsules, int] | None
    slot: str | None
    meal: str | None
    fat: str | None
    day: date | None
    at: time | None
    outcome: str | None
    reason: str | None
    note: str | None

    def __post_init__(self) -> None:
        if self.swallowed and self.reason is not None:
            raise Misused(_("A reason goes with --outcome skipped."))
        if not self.swallowed:
            self._refuse(*OF_A_SWALLOWED_DOSE)
        if self.slot == EXTRA and (self.mg is None or not self.swallowed):
            raise Misused(_("Say how many mg the extra dose was, such as: isodiary dose 20"))
        if self.outcome == Outcome.PARTIAL and self.mg is None:
            raise Misused(_("Say how many mg of it were taken, such as: isodiary dose 10"))

    @property
    def swallowed(self) -> bool:
        """Whether any of it was swallowed."""
        return self.outcome is None or Outcome(self.outcome).swallowed

    def _refuse(self, *names: str) -> None:
        given = [field.name for field in fields(self) if getattr(self, field.name) is not None]
        for name in set(names).intersection(given):
            if name == "mg":
                said = _("A dose that is {outcome} has no amount.")
            else:
                said = _("A dose that is {outcome} has no --{option}.")
            raise Misused(said.format(outcome=self.outcome, option=name))


@command(
    epilog=marked(
        "\b\nExamples:\n  isodiary dose\n  isodiary dose 20+10 --meal lunch --at "
        "13:05\n  isodiary dose --slot 2 --day yesterday --outcome skipped "
        '--reason "no meal"'
    )
)
@click.argument("mg", type=DOSE, required=False, metavar="[MG]")
@option("--slot", type=click.Choice(["1", "2", "3", EXTRA]), help=marked("Which dose of the day."))
@option("--meal", type=MEAL, help=marked("What it was taken with."))
@option("--fat", type=FAT, help=marked("How rich in fat that was."))
@option("--day", type=DAY, help=marked("The day it counts for; a day turns at 04:00."))
@option("--at", type=TIME, help=marked("When it was taken."))
@option("--outcome", type=click.Choice([each.value for each in Outcome]))
@option("--reason", help=marked("Why it was skipped."))
@option("--note", help=marked("Your own words."))
@pass_session
def dose(session: Session, /, **typed: object) -> None:
    """Note what became of a dose.

    Without anything it is the due one, taken as planned, now.
    """
    asked = DoseOptions(**typed)  # type: ignore[arg-type]  # click has read each by its own type
    day = asked.day or _day(session, asked.at)
    taken_at = _taken_at(session, asked, day)
    found: list[DayEntries] = []
    slips: list[str] = []
    names: dict[str, str] = {}

    def make(diary: Diary) -> Change:
        found.append(read_day(diary, day))
        change = _change(found[-1], asked, taken_at, session.now)
        slips[:] = _slips(diary, found[-1], change)
        names.update(dose_names(diary.all(Phase)))
        return change

    change = session.write(make)
    assert change is not None
    say(change_line(change, names))
    logged = change.edits[0].after
    assert isinstance(logged, Dose)
    for sentence in (*_remarks(found[-1], asked, logged, session.now), *slips):
        remark(sentence)


def _day(session: Session, at: time | None) -> date:
    """Return the day that a dose counts for if none was named.

    At 19:00, "01:30" was last night, and that belongs to the day before.
    """
    ahead = at is not None and wall(session.today, at) > session.now.replace(tzinfo=None)
    return session.today - ONE_DAY if ahead and at and at < DAY_TURNS else session.today


def _taken_at(session: Session, asked: DoseOptions, day: date) -> datetime | None:
    if not asked.swallowed:
        return None
    if asked.at is not None:
        return moment(day, asked.at, session.now)
    return session.now.replace(second=0, microsecond=0) if day == session.today else None


def _change(
    entries: DayEntries, asked: DoseOptions, taken_at: datetime | None, now: datetime
) -> Change:
    if asked.slot == EXTRA:
        return _extra(entries, asked, taken_at, now)
    number = int(asked.slot) if asked.slot else log_dose.due_slot(entries, taken_at or now).number
    if asked.swallowed:
        return _taken(entries, number, asked, taken_at, now)
    return _left_out(entries, number, asked, now)


def _taken(
    entries: DayEntries, number: int, asked: DoseOptions, taken_at: datetime | None, now: datetime
) -> Change:
    capsules, amount_ug = asked.mg or ((), None)
    return log_dose.take(
        entries,
        number,
        now=now,
        taken_at=taken_at,
        amount_ug=amount_ug,
        capsules=capsules,
        meal=Meal(asked.meal) if asked.meal else None,
        fat=Fat(asked.fat) if asked.fat else None,
        note=typed.note(asked.note or ""),
    )


def _extra(
    entries: DayEntries, asked: DoseOptions, taken_at: datetime | None, now: datetime
) -> Change:
    assert asked.mg is not None
    capsules, amount_ug = asked.mg
    return log_dose.take_extra(
        entries,
        now=now,
        amount_ug=amount_ug,
        taken_at=taken_at,
        capsules=capsules,
        meal=Meal(asked.meal) if asked.meal else None,
        fat=Fat(asked.fat) if asked.fat else None,
        note=typed.note(asked.note or ""),
    )


def _left_out(entries: DayEntries, number: int, asked: DoseOptions, now: datetime) -> Change:
    reason, words = reason_and_note(asked.reason) if asked.reason else (None, "")
    note = typed.note("\n".join(part for part in (words, asked.note) if part))
    outcome = Outcome(asked.outcome or Outcome.SKIPPED)
    return log_dose.leave_out(entries, number, outcome, now=now, reason=reason, note=note)


def _remarks(entries: DayEntries, asked: DoseOptions, logged: Dose, now: datetime) -> list[str]:
    if not logged.outcome.swallowed:
        return []
    found = list(log_dose.doubts(logged.amount_ug, logged.taken_at, now))
    if logged.taken_at is None:
        found.append(_("The time it was taken is not noted; --at says it."))
    if asked.outcome is not None and asked.outcome != logged.outcome:
        found.append(_("Whether a dose is whole or a part goes by the amount that was planned."))
    if asked.slot is None:
        found += _perhaps_another(entries, logged)
    return found


def _slips(diary: Diary, entries: DayEntries, change: Change) -> tuple[str, ...]:
    dose = change.edits[0].after
    assert isinstance(dose, Dose)
    if entries.course is None or not dose.amount_ug:
        return ()
    phases = phases_of(diary, entries.course)
    return slip_doubts(diary, entries.course, phases, entries.day, dose.amount_ug)


def _perhaps_another(entries: DayEntries, logged: Dose) -> list[str]:
    """Return a remark if a dose that was not named was taken hours from its time."""
    slot = entries.slot(logged.slot or 0)
    if slot is None or logged.taken_at is None:
        return []
    away = logged.taken_at.replace(tzinfo=None) - wall(entries.day, slot.planned)
    if abs(away) <= GRACE:
        return []
    name = slot_within(slot.number, len(entries.plan or ()))
    said = _("That is the {dose}, planned for {time}. If not: isodiary undo")
    return [said.format(dose=name, time=clock_time(slot.planned))]
