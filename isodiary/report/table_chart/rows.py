"""What the table-chart of a course says, as a value: days, amounts, severities and words."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import replace
from datetime import date, timedelta

from isodiary.domain.course import Plan
from isodiary.domain.course_days import CourseDays, DayDoses
from isodiary.domain.day import ONE_DAY
from isodiary.domain.period import Period
from isodiary.domain.summary import Summary, SymptomFigures
from isodiary.domain.symptom import NOT_ANSWERED
from isodiary.domain.timeline import Stretch, stretches
from isodiary.domain.values import dataclass
from isodiary.language import _, marked, ngettext
from isodiary.report import words
from isodiary.report.press.markup import plain
from isodiary.services.habits import PLAIN, Habits
from isodiary.services.words.names import turns_words
from isodiary.services.words.units import amount_text, number_text

SINCE_VISIT = marked("Since the last visit")
SINCE_START = marked("Since the start")
SINCE_KEPT = marked("Since the diary began")
BEFORE = marked("Period before")
NEVER = marked("Never present in the course: {symptoms}.")
ASKED_SINCE = marked("{symptom} asked since {day}.")
NOTHING_ANSWERED = marked("No symptom was answered in this period.")
NOTE_LATER = timedelta(days=7)
"""A symptom asked for the first time so long after the first day has its day named."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Tally:
    """So many of so many: days present of those answered, doses taken of those due."""

    count: int
    of: int


@dataclass(frozen=True, slots=True, kw_only=True)
class LaneRow:
    """A symptom.

    Attributes:
        name: Its short label.
        severities: A byte for each day: 0 to 3, or `NOT_ANSWERED`.
        worst: Of the period; None if it was not answered in it.
        since: Days present of those answered in the period; None if none was.
        before: The same of the period before.
    """

    name: str
    severities: bytes
    worst: int | None
    since: Tally | None
    before: Tally | None


@dataclass(frozen=True, slots=True, kw_only=True)
class PlanStep:
    """Days of one planned dose, pauses among them; what was taken does not change it.

    Attributes:
        first: Its first day.
        last: Its last day.
        tops_ug: Micrograms of the days of its cycle from `first` on; one alone is every day.
        labels: What it may be called, the longest first.
    """

    first: date
    last: date
    tops_ug: tuple[int, ...]
    labels: tuple[str, ...]

    @property
    def rhythm(self) -> bool:
        """Whether its days differ."""
        return len(self.tops_ug) > 1

    @property
    def highest_ug(self) -> int:
        """Micrograms of its highest day."""
        return max(self.tops_ug)

    def top_ug(self, day: date) -> int:
        """Return the micrograms planned for one of its days."""
        return self.tops_ug[(day - self.first).days % len(self.tops_ug)]


@dataclass(frozen=True, slots=True, kw_only=True)
class SignDay:
    """A warning sign; `number` is that of the box above, None for one before the period."""

    day: date
    number: int | None


@dataclass(frozen=True, slots=True, kw_only=True)
class PeriodColumn:
    """What stands beside the lanes about a period.

    Attributes:
        title: Its head.
        first: Its first day.
        doses: Taken of due.
        signs: How many warning signs.
    """

    title: str
    first: date
    doses: Tally
    signs: int


@dataclass(frozen=True, slots=True, kw_only=True)
class ChartRows:
    """Dose and symptoms of a course as rows over one time axis.

    Attributes:
        days: The first and the last day.
        weeks_from: The day from which weeks are counted.
        doses: One for each day.
        plan: The dose as planned, oldest first.
        pauses: Days on which nothing was to be taken.
        visits: Days with the doctor, before the last day.
        tests: Days of blood tests.
        signs: Warning signs, newest first.
        since: The period; its ground is shaded.
        before: The period before; None before the first visit.
        symptoms: Those present, the worst first.
        notes: Sentences to stand beneath: what never was present, what was not asked at first.
        description: All of it in sentences, for those who do not see it.
    """

    days: Period
    weeks_from: date
    doses: tuple[DayDoses, ...]
    plan: tuple[PlanStep, ...]
    pauses: tuple[Period, ...]
    visits: tuple[date, ...]
    tests: tuple[date, ...]
    signs: tuple[SignDay, ...]
    since: PeriodColumn
    before: PeriodColumn | None
    symptoms: tuple[LaneRow, ...]
    notes: tuple[str, ...]
    description: str

    def part(self, first: int, last: int | None = None) -> ChartRows:
        """Return it with some of the symptoms, from place `first` to before `last`."""
        return replace(self, symptoms=self.symptoms[first:last])

    def without_signs(self) -> ChartRows:
        """Return it without the row of warning signs."""
        before = self.before and replace(self.before, signs=0)
        return replace(self, signs=(), since=replace(self.since, signs=0), before=before)


def chart_rows(
    summary: Summary,
    charted: CourseDays,
    names: Mapping[str, str],
    tracked: Sequence[str] = (),
    habits: Habits = PLAIN,
) -> ChartRows:
    """Return the rows of a course.

    Args:
        summary: The figures that stand beside the lanes.
        charted: The days of the lanes.
        names: Short labels by id.
        tracked: Ids of symptoms in the patient's order.
        habits: How amounts are read.
    """
    days, course = charted.days, summary.course
    runs = stretches(course, summary.phases, days.first, days.last)
    shown = _shown(summary, charted, tracked)
    rows = tuple(_row(symptom, summary, charted, names) for symptom in shown)
    since, before = _since(summary), _before(summary, charted)
    plan = tuple(_plan(runs, habits))
    return ChartRows(
        days=days,
        weeks_from=course.start,
        doses=charted.doses,
        plan=plan,
        pauses=tuple(Period(first=run.first, last=run.last) for run in runs if run.phase.pause),
        visits=tuple(sorted(day for day in set(summary.visits) if days.first <= day < days.last)),
        tests=tuple(sorted({r.day for r in summary.labs if days.first <= r.day <= days.last})),
        signs=_signs(summary, charted),
        since=since,
        before=before,
        symptoms=rows,
        notes=_notes(summary, charted, names, shown),
        description=_description(rows, plan, since, days),
    )


def row_sentence(row: LaneRow, since: PeriodColumn) -> str:
    """Return what a row says in words."""
    if row.since is None:
        return _("{symptom}: not answered, {period}.").format(symptom=row.name, period=since.title)
    said = ngettext(
        "{symptom}: worst {worst}, present on {count} of {of} answered days, {period}.",
        "{symptom}: worst {worst}, present on {count} of {of} answered days, {period}.",
        row.since.of,
    )
    return said.format(
        symptom=row.name,
        worst=row.worst,
        count=number_text(row.since.count),
        of=number_text(row.since.of),
        period=since.title,
    )


def _since(summary: Summary) -> PeriodColumn:
    first, course = summary.period.first, summary.course
    if first - ONE_DAY in summary.visits:
        title = _(SINCE_VISIT)
    elif first <= course.diary_start:
        title = _(SINCE_START if course.diary_start == course.start else SINCE_KEPT)
    else:
        near = summary.period.last
        title = f"{words.day(first, near=near)} – {words.day(near, near=near)}"
    dose = summary.dose
    return PeriodColumn(
        title=title,
        first=first,
        doses=Tally(count=dose.taken + dose.partial, of=dose.due),
        signs=len(summary.warning_signs),
    )


def _before(summary: Summary, charted: CourseDays) -> PeriodColumn | None:
    before = summary.before
    if summary.period.first <= summary.course.diary_start:
        return None
    return PeriodColumn(
        title=_(BEFORE),
        first=before.first,
        doses=Tally(count=summary.done_before, of=summary.due_before),
        signs=sum(before.first <= sign.day <= before.last for sign in charted.signs),
    )


def _signs(summary: Summary, charted: CourseDays) -> tuple[SignDay, ...]:
    """Return the signs of the charted days; those of the period are numbered as in their box."""
    numbered = [
        SignDay(day=sign.day, number=number)
        for number, sign in enumerate(summary.warning_signs, start=1)
    ]
    earlier = [
        SignDay(day=sign.day, number=None)
        for sign in charted.signs
        if sign.day < summary.period.first
    ]
    days = charted.days
    return tuple(sign for sign in (*numbered, *earlier) if days.first <= sign.day <= days.last)


def _present(given: bytes) -> int:
    return sum(given.count(severity) for severity in (1, 2, 3))


def _ever(symptom: str, summary: Summary, charted: CourseDays) -> bool:
    before = summary.symptoms_before.get(symptom)
    now = next((one for one in summary.symptoms if one.symptom == symptom), None)
    counted = (now.days_present if now else 0) + (before.days_present if before else 0)
    return bool(counted or _present(charted.answers.get(symptom, b"")))


def _answered(summary: Summary, charted: CourseDays) -> set[str]:
    of_periods = {one.symptom for one in summary.symptoms} | summary.symptoms_before.keys()
    return of_periods | charted.answers.keys()


def _shown(summary: Summary, charted: CourseDays, tracked: Sequence[str]) -> list[str]:
    """Return the symptoms that were present in the course, the worst of the period first."""
    found = {one.symptom: one for one in summary.symptoms}
    places = {symptom: place for place, symptom in enumerate(tracked)}

    def order(symptom: str) -> tuple[int, int, int, int, str]:
        now = found.get(symptom)
        of_course = _present(charted.answers.get(symptom, b""))
        place = places.get(symptom, len(places))
        worst, present = (now.worst, now.days_present) if now else (-1, 0)
        return -worst, -present, -of_course, place, symptom

    answered = _answered(summary, charted)
    return sorted((one for one in answered if _ever(one, summary, charted)), key=order)


def _row(symptom: str, summary: Summary, charted: CourseDays, names: Mapping[str, str]) -> LaneRow:
    now = next((one for one in summary.symptoms if one.symptom == symptom), None)
    blank = bytes([NOT_ANSWERED]) * charted.days.days
    return LaneRow(
        name=plain(words.label(names, symptom)),
        severities=charted.answers.get(symptom, blank),
        worst=now.worst if now else None,
        since=_tally(now),
        before=_tally(summary.symptoms_before.get(symptom)),
    )


def _tally(figures: SymptomFigures | None) -> Tally | None:
    return Tally(count=figures.days_present, of=figures.days_answered) if figures else None


def _notes(
    summary: Summary, charted: CourseDays, names: Mapping[str, str], shown: Collection[str]
) -> tuple[str, ...]:
    absent = sorted(
        plain(words.label(names, symptom))
        for symptom in _answered(summary, charted)
        if symptom not in shown
    )
    notes = [] if summary.answered_days else [_(NOTHING_ANSWERED)]
    notes += [_(NEVER).format(symptoms=words.list_of(absent))] if absent else []
    first, near = charted.days.first, charted.days.last
    since: dict[date, list[str]] = {}
    for symptom in shown:
        day = charted.first_answers.get(symptom)
        if day is not None and day - first >= NOTE_LATER and not charted.cut:
            since.setdefault(day, []).append(plain(words.label(names, symptom)))
    notes += [
        _(ASKED_SINCE).format(symptom=words.list_of(asked), day=words.day(day, near=near))
        for day, asked in since.items()
    ]
    return tuple(notes)


def _plan(runs: Sequence[Stretch], habits: Habits) -> Iterator[PlanStep]:
    """Yield the steps of the plan; a pause does not end one, nor does the same dose anew."""
    step: PlanStep | None = None
    for run in runs:
        plan = run.phase.plan
        if plan is None:
            continue
        begun = _step(run, plan, habits, first=step is None)
        if step is not None and not step.rhythm and begun.tops_ug == step.tops_ug:
            step = replace(step, last=begun.last)
            continue
        if step is not None:
            yield step
            if begun.labels[-1:] == step.labels[-1:]:  # a rhythm that goes on after a pause
                begun = replace(begun, labels=())
        step = begun
    if step is not None:
        yield step


def _step(run: Stretch, plan: Plan, habits: Habits, *, first: bool) -> PlanStep:
    cycle = 1 if plan.every_day else plan.rhythm_days
    tops = [
        sum(slot.amount_ug for slot in run.phase.slots_on(run.first + n * ONE_DAY))
        for n in range(cycle)
    ]
    return PlanStep(
        first=run.first,
        last=run.last,
        tops_ug=tuple(tops),
        labels=_labels(plan, habits, first=first),
    )


def _labels(plan: Plan, habits: Habits, *, first: bool) -> tuple[str, ...]:
    if plan.every_day:
        amount = amount_text(plan.daily_ug, habits)
        with_unit = words.mg(plan.daily_ug, habits)
        of_first = (_("{amount} a day").format(amount=with_unit),) if first else ()
        return (*of_first, with_unit, amount)
    turns = turns_words(plan, habits)
    short = turns.partition(",")[0]
    alternating = len(plan.days) == 2 and all(plan.days)
    return (short,) if alternating else (turns, short)


def _description(
    rows: Sequence[LaneRow], plan: Sequence[PlanStep], since: PeriodColumn, days: Period
) -> str:
    said = [f"{words.span(days.first, days.last)}."]
    said += [
        _("{dose} from {day}.").format(
            dose=step.labels[0], day=words.day(step.first, near=days.last)
        )
        for step in plan
        if step.labels
    ]
    taken = _("Doses taken, {period}: {count} of {of}.")
    count, of = number_text(since.doses.count), number_text(since.doses.of)
    said.append(taken.format(period=since.title, count=count, of=of))
    said += [row_sentence(row, since) for row in rows]
    return " ".join(said)
