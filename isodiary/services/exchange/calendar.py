"""What is ahead as iCalendar (RFC 5545): doses of the plan in their rhythm, visits, blood tests.

Times are floating, so that a dose of 19:00 stays at 19:00 where the clocks change and on a journey.
Titles say nothing of what it is about, unless that is asked for: calendars are seen by others.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import UTC, date, datetime, timedelta
from io import TextIOWrapper
from typing import IO

from isodiary.domain.course import DAYS_IN_A_WEEK, Course, Phase, Slot
from isodiary.domain.day import DAY_TURNS, ONE_DAY, diary_day, wall
from isodiary.domain.lab import PlannedTest
from isodiary.domain.record import Visit
from isodiary.domain.timeline import Stretch, plan_on, stretches
from isodiary.domain.values import dataclass
from isodiary.language import _
from isodiary.services.exchange.choice import ExportChoice
from isodiary.services.words.names import meal_typed
from isodiary.services.words.units import mg_text
from isodiary.storage.diary import Diary
from isodiary.storage.reads.course import course_going_on, phases_of
from isodiary.storage.reads.labs import planned_tests
from isodiary.storage.reads.visits import all_visits

HORIZON = timedelta(weeks=26)
"""So far ahead a plan without an end is written."""

LONGEST_LINE = 75
"""Octets of a line; longer ones are folded."""

WEEKDAYS = ("MO", "TU", "WE", "TH", "FR", "SA", "SU")
AT_ONCE, DAY_BEFORE, EVE = "PT0S", "-P1D", "-PT15H"


@dataclass(frozen=True, slots=True, kw_only=True)
class CalendarEvent:
    """Something in a calendar.

    Attributes:
        uid: Its name for life, so that a calendar that is imported again holds it once.
        begins: When it begins, as the clock on the wall reads; a day alone is all of it.
        title: What is read in the calendar.
        place: Where; may be empty.
        alarm: When it reminds, against its beginning.
        rule: How it comes again; empty for once.
        but: Beginnings that the rule gives and the plan does not.
    """

    uid: str
    begins: datetime | date
    title: str
    place: str = ""
    alarm: str = AT_ONCE
    rule: str = ""
    but: tuple[datetime, ...] = ()


def write(diary: Diary, out: IO[bytes], choice: ExportChoice) -> int:
    """Write what is ahead; return how many events that is."""
    events = list(events_ahead(diary, choice))
    text = TextIOWrapper(out, encoding="utf-8", newline="")
    text.write(calendar(events, choice.now))
    text.flush()
    text.detach()
    return len(events)


def events_ahead(diary: Diary, choice: ExportChoice) -> Iterator[CalendarEvent]:
    """Yield what is ahead: doses first, then visits, then blood tests."""
    today = diary_day(choice.now)
    course = course_going_on(diary, today)
    if course is not None and "dose" in choice.kinds:
        phases = phases_of(diary, course)
        last = _last_day(course, today)
        for run in stretches(course, phases, today, last):
            yield from _doses(course, phases, run, choice)
    for visit in all_visits(diary):
        if visit.day >= today and "visit" in choice.kinds:
            yield _visit(visit, choice)
    for test in planned_tests(diary):
        if test.day >= today and "planned_test" in choice.kinds:
            yield _test(test, choice)


def calendar(events: Sequence[CalendarEvent], now: datetime) -> str:
    """Return events as the text of a calendar."""
    lines = ["BEGIN:VCALENDAR", "VERSION:2.0", "PRODID:-//isodiary//isodiary//EN"]
    stamp = f"{now.astimezone(UTC):%Y%m%dT%H%M%SZ}"
    for event in events:
        lines += _lines(event, stamp)
    lines.append("END:VCALENDAR")
    return "".join(f"{folded}\r\n" for line in lines for folded in _folded(line))


def _doses(
    course: Course, phases: Sequence[Phase], run: Stretch, choice: ExportChoice
) -> Iterator[CalendarEvent]:
    """Yield an event for each dose of the cycle of a phase, in its rhythm."""
    plan = run.phase.plan
    if plan is None:
        return
    days = [run.first + ONE_DAY * number for number in range(run.days)]
    for place, slots in enumerate(plan.days):
        for slot in slots:
            given = [day for day in days if _falls_on(run.phase, place, day)]
            due = {day for day in given if _is_planned(course, phases, day, slot)}
            if due:
                first, last = min(due), max(due)
                but = [day for day in given if first <= day <= last and day not in due]
                yield CalendarEvent(
                    uid=f"{run.phase.id}-{run.first.isoformat()}-{place}-{slot.number}@isodiary",
                    begins=wall(first, slot.planned),
                    title=_dose_title(slot, choice),
                    rule=_rule(run.phase, slot, wall(last, slot.planned)),
                    but=tuple(wall(day, slot.planned) for day in but),
                )


def _falls_on(phase: Phase, place: int, day: date) -> bool:
    """Whether a day is that of the cycle of a phase."""
    plan = phase.plan
    assert plan is not None
    if plan.weekdays:
        return day.weekday() in plan.weekdays
    return (day - phase.start).days % len(plan.days) == place


def _is_planned(course: Course, phases: Sequence[Phase], day: date, slot: Slot) -> bool:
    planned = plan_on(course, phases, day) or ()
    return any((each.meal, each.planned) == (slot.meal, slot.planned) for each in planned)


def _rule(phase: Phase, slot: Slot, until: datetime) -> str:
    plan = phase.plan
    assert plan is not None
    ends = f";UNTIL={_moment(until)}"
    if plan.weekdays:
        night = slot.planned < DAY_TURNS  # it is of the day before
        days = ",".join(WEEKDAYS[(each + night) % DAYS_IN_A_WEEK] for each in plan.weekdays)
        return f"FREQ=WEEKLY;BYDAY={days}{ends}"
    return f"FREQ=DAILY;INTERVAL={len(plan.days)}{ends}"


def _visit(visit: Visit, choice: ExportChoice) -> CalendarEvent:
    title = _("Appointment")
    if choice.titled and visit.clinician:
        title = _("Visit: {clinician}").format(clinician=visit.clinician)
    return CalendarEvent(
        uid=f"{visit.id}@isodiary",
        begins=visit.day if visit.at is None else datetime.combine(visit.day, visit.at),
        title=title,
        place=visit.place if choice.titled else "",
        alarm=EVE if visit.at is None else DAY_BEFORE,
    )


def _test(test: PlannedTest, choice: ExportChoice) -> CalendarEvent:
    title = _("Appointment")
    if choice.titled:
        title = _("Blood test {what}").format(what=test.what).strip()
    return CalendarEvent(uid=f"{test.id}@isodiary", begins=test.day, title=title, alarm=EVE)


def _dose_title(slot: Slot, choice: ExportChoice) -> str:
    if not choice.titled:
        return _("Reminder")
    amount = mg_text(slot.amount_ug, choice.habits)
    return _("{amount}, {meal}").format(amount=amount, meal=meal_typed(slot.meal))


def _last_day(course: Course, today: date) -> date:
    """Return the last day of which doses are written."""
    if course.ended_on is not None:
        return course.ended_on
    planned = course.start
    if course.planned_weeks is not None:
        planned += timedelta(weeks=course.planned_weeks) - ONE_DAY
    return planned if planned > today else today + HORIZON


def _lines(event: CalendarEvent, stamp: str) -> Iterator[str]:
    yield "BEGIN:VEVENT"
    yield f"UID:{event.uid}"
    yield f"DTSTAMP:{stamp}"
    if isinstance(event.begins, datetime):
        yield f"DTSTART:{_moment(event.begins)}"
    else:
        yield f"DTSTART;VALUE=DATE:{event.begins:%Y%m%d}"
    if event.rule:
        yield f"RRULE:{event.rule}"
    for each in event.but:
        yield f"EXDATE:{_moment(each)}"
    yield f"SUMMARY:{_escaped(event.title)}"
    if event.place:
        yield f"LOCATION:{_escaped(event.place)}"
    yield "CLASS:PRIVATE"
    yield "TRANSP:TRANSPARENT"
    yield from ("BEGIN:VALARM", "ACTION:DISPLAY", f"TRIGGER:{event.alarm}")
    yield f"DESCRIPTION:{_escaped(event.title)}"
    yield from ("END:VALARM", "END:VEVENT")


def _moment(at: datetime) -> str:
    return f"{at:%Y%m%dT%H%M%S}"


def _escaped(text: str) -> str:
    plain = text.replace("\\", "\\\\").replace(";", "\\;").replace(",", "\\,")
    return plain.replace("\r\n", "\\n").replace("\n", "\\n").replace("\r", "\\n")


def _folded(line: str) -> Iterator[str]:
    """Yield a line in pieces of at most 75 octets, each but the first after a space."""
    rest = line
    room = LONGEST_LINE
    before = ""
    while len(rest.encode()) > room:
        cut = min(len(rest), room)
        while len(rest[:cut].encode()) > room:
            cut -= 1
        yield f"{before}{rest[:cut]}"
        rest, before, room = rest[cut:], " ", LONGEST_LINE - 1
    yield f"{before}{rest}"
