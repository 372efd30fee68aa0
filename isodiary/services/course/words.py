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
from isodiary.language import _
from isodiary.services.course.preview import PhasePreview
from isodiary.services.course.view import PhaseState
from isodiary.services.doses.log import UNUSUAL_DOSE_UG
from isodiary.services.habits import PLAIN, Habits
from isodiary.services.words.days import clock_time, day_name, full_day, near_day, short_day
from isodiary.services.words.names import MEAL_NAMES, MEALS, rhythm_words
from isodiary.services.words.units import (
    HARD,
    amount_text,
    apart,
    counted_words,
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
    PhaseState.IN_FORCE: "in force now",
    PhaseState.TO_COME: "to come",
}


def meal_typed(meal: Meal, at: time, habits: Habits = PLAIN) -> str:
    """Return a meal and time as they are typed: "breakfast 08:00"."""
    return f"{MEAL_NAMES[meal].lower()} {clock_time(at, habits)}"


def plan_line(plan: Plan, habits: Habits = PLAIN) -> str:
    """Return "breakfast 08:00: 20+10 mg, dinner 19:00: 20 mg".

    In a rhythm "Every 2 days: dinner 19:00: 20 mg / no dose".
    """
    days = " / ".join(_slots_line(slots, habits) for slots in plan.days)
    rhythm = rhythm_words(plan)
    return days if plan.every_day else f"{rhythm[0].upper()}{rhythm[1:]}: {days}"


def _slots_line(slots: Slots, habits: Habits) -> str:
    doses = (
        f"{meal_typed(slot.meal, slot.planned, habits)}:"
        f"{HARD}{capsules_text(slot.capsules)}{HARD}mg"
        for slot in slots
    )
    return ", ".join(doses) or "no dose"


def daily_words(amount_ug: int | Fraction | None, weight_g: int, habits: Habits = PLAIN) -> str:
    """Return "40 mg a day (0.63 mg/kg)"; "pause" for None."""
    if amount_ug is None:
        return "pause"
    per_kg = per_kg_text(mg_per_kg(amount_ug, weight_g=weight_g), 2, habits)
    return f"{mg_text(amount_ug, habits)} a day ({per_kg}{HARD}mg/kg)"


def phase_heading(phase: Phase, state: PhaseState, weight_g: int, habits: Habits = PLAIN) -> str:
    """Return the first line of a phase: from when on, what, and where it stands."""
    until = f" to {full_day(phase.until)}" if phase.until else ""
    dose = daily_words(None if phase.pause else phase.daily_ug, weight_g, habits)
    stands = f" · {STATES[state]}" if STATES[state] else ""
    return f"From {full_day(phase.start)}{until}: {dose}{stands}"


def phase_details(phase: Phase, habits: Habits = PLAIN) -> tuple[str, ...]:
    """Return the lines below: capsules by meal, and why."""
    planned = "" if phase.plan is None else plan_line(phase.plan, habits)
    return tuple(part for part in (planned, apart(phase.why)) if part)


def weight_basis_words(course: Course, weight_g: int, habits: Habits = PLAIN) -> str:
    """Return the weight that mg/kg divide by: "64 kg, the weight at the start"."""
    which = "at the start" if course.weight_basis is WeightBasis.START else "measured last"
    return f"{weight_text(weight_g, habits)}, the weight {which}"


def target_words(course: Course, habits: Habits = PLAIN) -> str:
    """Return "120 mg/kg, as your doctor named it", or that there is none."""
    if course.target_ug_per_kg is None:
        return "none"
    return f"{mg_text(course.target_ug_per_kg, habits)}/kg"


def time_words(course: Course, today: date) -> str:
    """Return "day 82 · week 12 of 24", or when it ended or begins."""
    if course.ended_on is not None:
        return f"ended on {full_day(course.ended_on)}"
    if today < course.start:
        return f"begins on {full_day(course.start)}"
    planned = f" of {course.planned_weeks}" if course.planned_weeks else ""
    return f"day {course.day_number(today)} · week {course.week_number(today)}{planned}"


def course_line(course: Course, phases: Sequence[Phase], habits: Habits = PLAIN) -> str:
    """Return an earlier course in one line, with the plans it had."""
    end = f" to {full_day(course.ended_on)}" if course.ended_on else ""
    plans = ", ".join(mg_text(phase.daily_ug, habits) for phase in phases if not phase.pause)
    return f"{apart(course.product)}, {full_day(course.start)}{end}: {plans} a day"


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
        f"From {full_day(phase.start)}: {before} → {after}",
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
        near = "tonight"
    said = f"{near}, {day_name(day)[:3]} {short_day(day)}"
    return said if slot is None else f"{said}, {MEALS[slot.meal]}"


def plan_doubts(plan: Plan, habits: Habits = PLAIN) -> tuple[str, ...]:
    """Return what to ask once before a plan is kept."""
    if plan.highest_ug <= UNUSUAL_DOSE_UG:
        return ()
    return (f"{mg_text(plan.highest_ug, habits)} a day is unusual.",)


def target_doubts(target_ug_per_kg: int | None, habits: Habits = PLAIN) -> tuple[str, ...]:
    """Return what to ask once before a target is kept."""
    lowest, highest = UNUSUAL_TARGETS_UG_PER_KG
    if target_ug_per_kg is None or lowest <= target_ug_per_kg <= highest:
        return ()
    return (f"A target of {mg_text(target_ug_per_kg, habits)}/kg is unusual.",)


def weeks_doubts(weeks: int | None) -> tuple[str, ...]:
    """Return what to ask once before a length is kept."""
    if weeks is None or weeks <= UNUSUAL_WEEKS:
        return ()
    return (f"{weeks} weeks is unusual.",)


def opening_words(course: Course, habits: Habits = PLAIN) -> str:
    """Return what was taken before the diary start, "600 mg"; nothing where it was nothing."""
    match course.opening:
        case Opening.PLANNED:
            return f"as planned, until {full_day(course.diary_start)}"
        case Opening.UNKNOWN:
            return f"not known, until {full_day(course.diary_start)}"
        case Opening.MG:
            return mg_text(course.opening_ug, habits) if course.opening_ug else ""


def opening_doubts(opening_ug: int, habits: Habits = PLAIN) -> tuple[str, ...]:
    """Return what to ask once before an amount taken before the diary start is kept."""
    if opening_ug == 0 or opening_ug >= mg(5):
        return ()
    return (f"{mg_text(opening_ug, habits)} is less than any capsule.",)


def six_times_doubts(target_ug: Fraction | None, total_ug: int | Fraction) -> tuple[str, ...]:
    """Return what to ask once before an amount is kept that makes six times the target.

    Args:
        target_ug: The cumulative target; None if the doctor named none.
        total_ug: Everything swallowed in the course with that amount.
    """
    if target_ug is None or total_ug < SLIP * target_ug:
        return ()
    return (f"That makes {mg_text(total_ug)}, {SLIP} times the target or more.",)


def start_doubts(start: date, today: date) -> tuple[str, ...]:
    """Return what to ask once before a first day is kept."""
    if start > today:
        return (f"{full_day(start)} has not come yet.",)
    if start < today - LONG_AGO:
        return (f"{full_day(start)} is more than three years ago.",)
    return ()


def from_day_doubts(day: date, today: date) -> tuple[str, ...]:
    """Return what to ask once before a plan is kept that begins far from today."""
    if add_months(today, -1) <= day <= add_months(today, 6):
        return ()
    return (f"{full_day(day)} is far from today.",)


def _from_to(shown: PhasePreview, habits: Habits) -> str:
    plan, before_ug = shown.phase.plan, shown.before_ug
    assert plan is not None
    after = mg_text(plan.daily_ug, habits)
    a_day = "a day" if plan.every_day else "a day on average"
    per_kg = _per_kg(shown.after_mg_per_kg, habits)
    if before_ug is None:
        return f"From a pause to {after} {a_day}, {per_kg}{HARD}mg/kg."
    if before_ug == plan.daily_ug:
        return f"{after} {a_day} as before, {per_kg}{HARD}mg/kg."
    was = _per_kg(shown.before_mg_per_kg, habits)
    before = amount_text(before_ug, habits)
    return f"From {before} to {after} {a_day}, {per_kg}{HARD}mg/kg instead of {was}."


def _per_kg(value: Fraction | None, habits: Habits) -> str:
    return per_kg_text(value, 2, habits)


def _target_day(shown: PhasePreview, course: Course, habits: Habits) -> tuple[str, ...]:
    if shown.expected is None or course.target_ug_per_kg is None:
        return ()
    target = target_words(course, habits)
    before = shown.expected_before
    if before == shown.expected:
        return (f"{target} on {full_day(shown.expected)} as before.",)
    instead = f" instead of {full_day(before)}" if before else ""
    return (f"{target} on {full_day(shown.expected)}{instead}.",)


def _sentences(lines: Sequence[str]) -> tuple[str, ...]:
    return tuple(f"{line}." for line in lines)


def _back_again(
    phase: Phase, phases: Sequence[Phase], weight_g: int, habits: Habits = PLAIN
) -> tuple[str, ...]:
    if phase.until is None:
        return ("The pause lasts until a new dose is planned.",) if phase.pause else ()
    after = phase.until + ONE_DAY
    back = phase_on(phases, after)
    if back is None or back.pause:
        return ()
    return (f"From {full_day(after)}: {daily_words(back.daily_ug, weight_g, habits)} again",)


def _meanwhile(
    shown: PhasePreview, phases: Sequence[Phase], habits: Habits = PLAIN
) -> tuple[str, ...]:
    same = [each for each in phases if each.start == shown.phase.start]
    covered = [
        f"Takes the place of the {_named(each, habits)} of the same day" for each in same[-1:]
    ]
    later = [
        f"On {full_day(each.start)} the {_named(each, habits)} begins, as recorded before"
        for each in shown.replaced
    ]
    return (*covered, *later)


def _expected(shown: PhasePreview) -> tuple[str, ...]:
    if shown.expected is None or shown.expected == shown.expected_before:
        return ()
    before = shown.expected_before
    instead = f" instead of {full_day(before)}" if before else ""
    return (f"Target reached on {full_day(shown.expected)}{instead}",)


def _replanned(count: int) -> tuple[str, ...]:
    if not count:
        return ()
    is_planned = "is" if count == 1 else "are"
    doses = counted_words(count, "logged dose")
    return (f"{doses} {is_planned} planned anew; what was taken stays",)


def _named(phase: Phase, habits: Habits = PLAIN) -> str:
    return "pause" if phase.pause else f"plan of {mg_text(phase.daily_ug, habits)}"


def _logged(count: int) -> tuple[str, ...]:
    if not count:
        return ()
    stays = "stays as it is" if count == 1 else "stay as they are"
    return (f"{counted_words(count, 'dose')} already logged from that day on {stays}",)
