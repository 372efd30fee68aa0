"""A course in plain English: its phases, what a new one changes, and what is asked once."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, time, timedelta
from fractions import Fraction

from isodiary.domain.course import Course, Opening, Phase, Plan, Slot, Slots, WeightBasis
from isodiary.domain.day import DAY_TURNS, ONE_DAY, add_months
from isodiary.domain.dose import capsules_text
from isodiary.domain.meal import Meal
from isodiary.domain.timeline import phase_on
from isodiary.domain.units import mg, mg_per_kg
from isodiary.language import _, marked, pgettext, plural
from isodiary.services.course.preview import PhasePreview
from isodiary.services.course.view import PhaseState
from isodiary.services.doses.log import UNUSUAL_DOSE_UG
from isodiary.services.habits import PLAIN, Habits
from isodiary.services.words.days import (
    clock_time,
    full_day,
    near_day,
    short_day,
    short_weekday,
)
from isodiary.services.words.names import MEALS, meal_typed, rhythm_words
from isodiary.services.words.units import (
    HARD,
    amount_text,
    apart,
    capital,
    mg_text,
    per_kg_text,
    weight_text,
)

UNUSUAL_TARGETS_UG_PER_KG = (mg(30), mg(300))
UNUSUAL_WEEKS = 60
SLIP = 6
LONG_AGO = timedelta(days=3 * 365)
EVENING_FROM = time(17)

STATES = {
    PhaseState.PAST: "",
    PhaseState.IN_FORCE: marked("in force now"),
    PhaseState.TO_COME: marked("to come"),
}


def meal_and_time(meal: Meal, at: time, habits: Habits = PLAIN) -> str:
    """Return a meal and time as they are typed: "breakfast 08:00"."""
    return f"{meal_typed(meal)} {clock_time(at, habits)}"


def plan_line(plan: Plan, habits: Habits = PLAIN) -> str:
    """Return "breakfast 08:00: 20+10 mg, dinner 19:00: 20 mg".

    In a rhythm "Every 2 days: dinner 19:00: 20 mg / no dose".
    """
    days = " / ".join(_slots_line(slots, habits) for slots in plan.days)
    rhythm = rhythm_words(plan)
    return days if plan.every_day else f"{capital(rhythm)}: {days}"


def _slots_line(slots: Slots, habits: Habits) -> str:
    doses = (
        f"{meal_and_time(slot.meal, slot.planned, habits)}:"
        f"{HARD}{capsules_text(slot.capsules)}{HARD}mg"
        for slot in slots
    )
    return ", ".join(doses) or _("no dose")


def daily_words(amount_ug: int | Fraction | None, weight_g: int, habits: Habits = PLAIN) -> str:
    """Return "40 mg a day (0.63 mg/kg)"; "pause" for None."""
    if amount_ug is None:
        return _("pause")
    per_kg = per_kg_text(mg_per_kg(amount_ug, weight_g=weight_g), 2, habits)
    return _("{amount} a day ({per_kg})").format(
        amount=mg_text(amount_ug, habits),
        per_kg=f"{per_kg}{HARD}mg/kg",
    )


def phase_heading(phase: Phase, state: PhaseState, weight_g: int, habits: Habits = PLAIN) -> str:
    """Return the first line of a phase: from when on, what, and where it stands."""
    dose = daily_words(None if phase.pause else phase.daily_ug, weight_g, habits)
    said = _("From {day} to {until}: {dose}") if phase.until else _("From {day}: {dose}")
    until = full_day(phase.until) if phase.until else ""
    heading = said.format(day=full_day(phase.start), until=until, dose=dose)
    return f"{heading} · {_(STATES[state])}" if STATES[state] else heading


def phase_details(phase: Phase, habits: Habits = PLAIN) -> tuple[str, ...]:
    """Return the lines below: capsules by meal, and why."""
    planned = "" if phase.plan is None else plan_line(phase.plan, habits)
    return tuple(part for part in (planned, apart(phase.why)) if part)


def weight_basis_words(course: Course, weight_g: int, habits: Habits = PLAIN) -> str:
    """Return the weight that mg/kg divide by: "64 kg, the weight at the start"."""
    if course.weight_basis is WeightBasis.START:
        said = _("{weight}, the weight at the start")
    else:
        said = _("{weight}, the weight measured last")
    return said.format(weight=weight_text(weight_g, habits))


def target_words(course: Course, habits: Habits = PLAIN) -> str:
    """Return "120 mg/kg, as your doctor named it", or that there is none."""
    if course.target_ug_per_kg is None:
        return pgettext("target", "none")
    return f"{mg_text(course.target_ug_per_kg, habits)}/kg"


def time_words(course: Course, today: date) -> str:
    """Return "day 82 · week 12 of 24", or when it ended or begins."""
    if course.ended_on is not None:
        return _("ended on {day}").format(day=full_day(course.ended_on))
    if today < course.start:
        return _("begins on {day}").format(day=full_day(course.start))
    planned = course.planned_weeks
    said = _("day {day} · week {week} of {weeks}") if planned else _("day {day} · week {week}")
    return said.format(day=course.day_number(today), week=course.week_number(today), weeks=planned)


def course_line(course: Course, phases: Sequence[Phase], habits: Habits = PLAIN) -> str:
    """Return an earlier course in one line, with the plans it had."""
    if course.ended_on:
        said = _("{product}, {day} to {end}: {plans} a day")
    else:
        said = _("{product}, {day}: {plans} a day")
    plans = ", ".join(mg_text(phase.daily_ug, habits) for phase in phases if not phase.pause)
    end = full_day(course.ended_on) if course.ended_on else ""
    return said.format(
        product=apart(course.product), day=full_day(course.start), end=end, plans=plans
    )


def preview_words(
    shown: PhasePreview,
    course: Course,
    phases: Sequence[Phase],
    weight_g: int,
    habits: Habits = PLAIN,
) -> tuple[str, ...]:
    """Return what a new phase or pause will change, line by line."""
    phase = shown.phase
    before = daily_words(shown.before_ug, weight_g, habits)
    after = daily_words(None if phase.pause else phase.daily_ug, weight_g, habits)
    return (
        _("From {day}: {before} → {after}").format(
            day=full_day(phase.start), before=before, after=after
        ),
        _("For mg/kg: {weight}").format(weight=weight_basis_words(course, weight_g, habits)),
        *_back_again(phase, phases, weight_g, habits),
        *_meanwhile(shown, phases, habits),
        *_expected(shown),
        *_replanned(shown.replanned),
        *_logged(shown.logged),
    )


def plan_change_words(
    shown: PhasePreview, course: Course, phases: Sequence[Phase], habits: Habits = PLAIN
) -> tuple[str, ...]:
    """Return what a plan changes, in sentences: sums, and never advice.

    Args:
        shown: What it changes; its mg/kg and days are by the weight that the course divides by.
        course: The course.
        phases: Its phases until now.
        habits: How figures are shown.
    """
    return (
        _from_to(shown, habits),
        *_target_day(shown, course, habits),
        *_sentences(_meanwhile(shown, phases, habits)),
        *_sentences(_replanned(shown.replanned)),
        *_sentences(_logged(shown.logged)),
    )


def next_dose_words(day: date, slot: Slot | None, today: date) -> str:
    """Return which dose is the next one not logged: "tonight, Sat 28 Nov, dinner"."""
    near = near_day(day, today)
    evening = slot is not None and (slot.planned >= EVENING_FROM or slot.planned < DAY_TURNS)
    if day == today and evening:
        near = _("tonight")
    said = f"{near}, {short_weekday(day)} {short_day(day)}"
    return said if slot is None else f"{said}, {_(MEALS[slot.meal])}"


def plan_doubts(plan: Plan, habits: Habits = PLAIN) -> tuple[str, ...]:
    """Return what to ask once before a plan is kept."""
    if plan.highest_ug <= UNUSUAL_DOSE_UG:
        return ()
    return (_("{amount} a day is unusual.").format(amount=mg_text(plan.highest_ug, habits)),)


def target_doubts(target_ug_per_kg: int | None, habits: Habits = PLAIN) -> tuple[str, ...]:
    """Return what to ask once before a target is kept."""
    lowest, highest = UNUSUAL_TARGETS_UG_PER_KG
    if target_ug_per_kg is None or lowest <= target_ug_per_kg <= highest:
        return ()
    return (
        _("A target of {amount}/kg is unusual.").format(amount=mg_text(target_ug_per_kg, habits)),
    )


def weeks_doubts(weeks: int | None) -> tuple[str, ...]:
    """Return what to ask once before a length is kept."""
    if weeks is None or weeks <= UNUSUAL_WEEKS:
        return ()
    return (plural(weeks, "{count} week is unusual.", "{count} weeks is unusual."),)


def opening_words(course: Course, habits: Habits = PLAIN) -> str:
    """Return what was taken before the diary start, "600 mg"; nothing where it was nothing."""
    match course.opening:
        case Opening.PLANNED:
            return _("as planned, until {day}").format(day=full_day(course.diary_start))
        case Opening.UNKNOWN:
            return _("not known, until {day}").format(day=full_day(course.diary_start))
        case Opening.MG:
            return mg_text(course.opening_ug, habits) if course.opening_ug else ""


def opening_doubts(opening_ug: int, habits: Habits = PLAIN) -> tuple[str, ...]:
    """Return what to ask once before an amount taken before the diary start is kept."""
    if opening_ug == 0 or opening_ug >= mg(5):
        return ()
    return (_("{amount} is less than any capsule.").format(amount=mg_text(opening_ug, habits)),)


def six_times_doubts(target_ug: Fraction | None, total_ug: int | Fraction) -> tuple[str, ...]:
    """Return what to ask once before an amount is kept that makes six times the target.

    Args:
        target_ug: The cumulative target; None if the doctor named none.
        total_ug: Everything swallowed in the course with that amount.
    """
    if target_ug is None or total_ug < SLIP * target_ug:
        return ()
    return (
        _("That makes {amount}, {times} times the target or more.").format(
            amount=mg_text(total_ug), times=SLIP
        ),
    )


def start_doubts(start: date, today: date) -> tuple[str, ...]:
    """Return what to ask once before a first day is kept."""
    if start > today:
        return (_("{day} has not come yet.").format(day=full_day(start)),)
    if start < today - LONG_AGO:
        return (_("{day} is more than three years ago.").format(day=full_day(start)),)
    return ()


def from_day_doubts(day: date, today: date) -> tuple[str, ...]:
    """Return what to ask once before a plan is kept that begins far from today."""
    if add_months(today, -1) <= day <= add_months(today, 6):
        return ()
    return (_("{day} is far from today.").format(day=full_day(day)),)


def _from_to(shown: PhasePreview, habits: Habits) -> str:
    plan, before_ug = shown.phase.plan, shown.before_ug
    assert plan is not None
    mean = not plan.every_day
    if before_ug is None:
        said = (
            _("From a pause to {after} a day on average, {per_kg}.")
            if mean
            else _("From a pause to {after} a day, {per_kg}.")
        )
    elif before_ug == plan.daily_ug:
        said = (
            _("{after} a day on average as before, {per_kg}.")
            if mean
            else _("{after} a day as before, {per_kg}.")
        )
    else:
        said = (
            _("From {before} to {after} a day on average, {per_kg} instead of {was}.")
            if mean
            else _("From {before} to {after} a day, {per_kg} instead of {was}.")
        )
    return said.format(
        before=amount_text(before_ug or 0, habits),
        after=mg_text(plan.daily_ug, habits),
        per_kg=f"{_per_kg(shown.after_mg_per_kg, habits)}{HARD}mg/kg",
        was=_per_kg(shown.before_mg_per_kg, habits),
    )


def _per_kg(value: Fraction | None, habits: Habits) -> str:
    return per_kg_text(value, 2, habits)


def _target_day(shown: PhasePreview, course: Course, habits: Habits) -> tuple[str, ...]:
    if shown.expected is None or course.target_ug_per_kg is None:
        return ()
    target = target_words(course, habits)
    before = shown.expected_before
    if before == shown.expected:
        said = _("{target} on {day} as before.")
    else:
        said = _("{target} on {day} instead of {before}.") if before else _("{target} on {day}.")
    was = full_day(before) if before else ""
    return (said.format(target=target, day=full_day(shown.expected), before=was),)


def _sentences(lines: Sequence[str]) -> tuple[str, ...]:
    return tuple(f"{line}." for line in lines)


def _back_again(
    phase: Phase, phases: Sequence[Phase], weight_g: int, habits: Habits = PLAIN
) -> tuple[str, ...]:
    if phase.until is None:
        return (_("The pause lasts until a new dose is planned."),) if phase.pause else ()
    after = phase.until + ONE_DAY
    back = phase_on(phases, after)
    if back is None or back.pause:
        return ()
    return (
        _("From {day}: {daily} again").format(
            day=full_day(after), daily=daily_words(back.daily_ug, weight_g, habits)
        ),
    )


def _meanwhile(
    shown: PhasePreview, phases: Sequence[Phase], habits: Habits = PLAIN
) -> tuple[str, ...]:
    same = [each for each in phases if each.start == shown.phase.start]
    covered = [_takes_the_place(each, habits) for each in same[-1:]]
    return (*covered, *(_begins_later(each, habits) for each in shown.replaced))


def _takes_the_place(phase: Phase, habits: Habits) -> str:
    if phase.pause:
        return _("Takes the place of the pause of the same day")
    amount = mg_text(phase.daily_ug, habits)
    return _("Takes the place of the plan of {amount} of the same day").format(amount=amount)


def _begins_later(phase: Phase, habits: Habits) -> str:
    if phase.pause:
        said = _("On {day} the pause begins, as recorded before")
    else:
        said = _("On {day} the plan of {amount} begins, as recorded before")
    return said.format(day=full_day(phase.start), amount=mg_text(phase.daily_ug, habits))


def _expected(shown: PhasePreview) -> tuple[str, ...]:
    if shown.expected is None or shown.expected == shown.expected_before:
        return ()
    before = shown.expected_before
    if before:
        said = _("Target reached on {day} instead of {before}")
    else:
        said = _("Target reached on {day}")
    was = full_day(before) if before else ""
    return (said.format(day=full_day(shown.expected), before=was),)


def _replanned(count: int) -> tuple[str, ...]:
    if not count:
        return ()
    return (
        plural(
            count,
            "{count} logged dose is planned anew; what was taken stays",
            "{count} logged doses are planned anew; what was taken stays",
        ),
    )


def _logged(count: int) -> tuple[str, ...]:
    if not count:
        return ()
    return (
        plural(
            count,
            "{count} dose already logged from that day on stays as it is",
            "{count} doses already logged from that day on stay as they are",
        ),
    )
