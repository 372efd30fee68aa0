"""`isodiary begin`, `plan` and `pause`: what was agreed with the doctor."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date

import click

from isodiary.cli.common import Misused, Session, catalogue_folder, change_line, remark, say
from isodiary.cli.values import AMOUNT, DAY, DAY_AHEAD, PLAN, TARGET, WEIGHT, pass_session, read
from isodiary.domain import text
from isodiary.domain.change import Act, Change
from isodiary.domain.course import MOST_WEEKS, Course, Formulation, Phase, Plan, WeightBasis
from isodiary.domain.dose import Dose
from isodiary.domain.errors import Refused
from isodiary.services import typed
from isodiary.services.catalogues import Catalogues
from isodiary.services.course import plan as plan_course
from isodiary.services.course import words as course_words
from isodiary.services.course.preview import preview
from isodiary.services.words.entries import act_words, entry_words
from isodiary.storage.diary import Diary
from isodiary.storage.reads.course import courses, phases_of
from isodiary.storage.reads.days import read_day, tracked
from isodiary.storage.reads.labs import latest_weight

PRODUCT = "Isotretinoin"
LAST_DAY = date(9999, 12, 31)


@dataclass(frozen=True, slots=True, kw_only=True)
class BeginOptions:
    """What was typed behind `begin`."""

    start: date
    weight: int
    plan: Plan
    weeks: int | None
    target: int | None
    opening: int
    product: str

    def course(self, catalogues: Catalogues) -> Course:
        """Return the course; a product of the catalogue says how the capsules are made."""
        known = catalogues.products.named(self.product)
        return Course(
            start=self.start,
            product=known.name if known else self.product,
            formulation=Formulation(known.formulation) if known else Formulation.CLASSIC,
            planned_weeks=self.weeks,
            target_ug_per_kg=self.target,
            reference_weight_g=self.weight,
            opening_ug=self.opening,
        )

    def doubts(self, today: date) -> tuple[str, ...]:
        """Return what is unusual about it."""
        return (
            *course_words.start_doubts(self.start, today),
            *course_words.plan_doubts(self.plan),
            *course_words.weeks_doubts(self.weeks),
            *course_words.target_doubts(self.target),
            *course_words.opening_doubts(self.opening),
        )


@click.command(
    epilog="\b\nExample:\n  isodiary begin --start 2026-09-03 --weight 64 "
    '--plan "breakfast 20+10, dinner 20" --weeks 24 --target 120'
)
@click.option("--start", type=DAY, required=True, help="Day of the first capsule.")
@click.option("--weight", type=WEIGHT, required=True, help="Your weight; in kg unless it says lb.")
@click.option("--plan", type=PLAN, required=True, help="Capsules in mg, by meal.")
@click.option("--weeks", type=click.IntRange(1, MOST_WEEKS), help="How long it is to last.")
@click.option("--target", type=TARGET, help="Cumulative target in mg/kg, if you were told one.")
@click.option("--opening", type=AMOUNT, default="0", help="mg taken before the diary began.")
@click.option("--product", default=PRODUCT, help="Name on the box.")
@pass_session
def begin(session: Session, /, **options: object) -> None:
    """Begin a course."""
    options["product"] = read(typed.line, str(options["product"])) or PRODUCT
    beginning = BeginOptions(**options)  # type: ignore[arg-type]  # click has read each by its type
    catalogues = Catalogues(catalogue_folder())

    def make(diary: Diary) -> Change:
        return plan_course.begin(
            courses(diary),
            beginning.course(catalogues),
            beginning.plan,
            tracked=tracked(diary),
            daily=catalogues.symptoms.daily,
            weighed=read_day(diary, beginning.start).weight,
        )

    change = session.write_anew(make)
    assert change is not None
    say(_begun(change))
    for doubt in beginning.doubts(session.today):
        remark(doubt)


@click.command(
    epilog="\b\nExample:\n  isodiary plan --from 2026-10-05 "
    '"breakfast 20, dinner 20" --why "agreed at the visit"'
)
@click.argument("slots", metavar="PLAN", type=PLAN)
@click.option("--from", "first", type=DAY_AHEAD, required=True, help="First day of it.")
@click.option("--why", default="", help="Who ordered it and why.")
@pass_session
def plan(session: Session, slots: Plan, first: date, why: str) -> None:
    """Plan another dose from a day on. What was before stays as it was."""
    reason = _why(why)

    def make(diary: Diary) -> Change:
        course, phases = _course_of(diary, first)
        return plan_course.new_phase(course, phases, start=first, plan=slots, why=reason)

    doubts = course_words.plan_doubts(slots)
    _write_phase(session, first, make, doubts)


@click.command(epilog='Example: isodiary pause --from 2026-10-05 --until 2026-10-11 --why "a cold"')
@click.option("--from", "first", type=DAY_AHEAD, required=True, help="First day without a dose.")
@click.option("--until", "last", type=DAY_AHEAD, help="Last day of it; else until a new plan.")
@click.option("--why", default="", help="Who ordered it and why.")
@pass_session
def pause(session: Session, first: date, last: date | None, why: str) -> None:
    """Note that the course is paused. Nothing is due in a pause."""
    if last is not None and last < first:
        raise Misused("A pause cannot end before it begins.")
    reason = _why(why)

    def make(diary: Diary) -> Change:
        course, phases = _course_of(diary, first)
        return plan_course.pause(course, phases, start=first, until=last, why=reason)

    _write_phase(session, first, make, ())


def _course_of(diary: Diary, day: date) -> tuple[Course | None, tuple[Phase, ...]]:
    """Return the course that holds a day, or else the one that is going on, with its phases."""
    known = courses(diary)
    holding = [course for course in known if course.holds(day)]
    going_on = [course for course in known if course.ended_on is None]
    course = next(iter(holding or going_on), None)
    return course, phases_of(diary, course) if course else ()


def _write_phase(
    session: Session, first: date, make: Callable[[Diary], Change], doubts: tuple[str, ...]
) -> None:
    beside: list[str] = []

    def make_and_look(diary: Diary) -> Change:
        change = make(diary)
        beside[:] = _preview(diary, change, first)
        return change

    change = session.write(make_and_look)
    assert change is not None
    say(change_line(change))
    far = course_words.from_day_doubts(first, session.today)
    for sentence in (*beside, *doubts, *far):
        remark(sentence)


def _preview(diary: Diary, change: Change, first: date) -> tuple[str, ...]:
    course, phases = _course_of(diary, first)
    assert course is not None
    later = diary.between(Dose, first, LAST_DAY)
    shown = preview(course, phases, change, later)
    return course_words.preview_words(shown, course, phases, _weight_g(diary, course, first))


def _weight_g(diary: Diary, course: Course, day: date) -> int:
    """Return the weight that the course's mg/kg divide by."""
    latest = latest_weight(diary, day)
    if course.weight_basis is WeightBasis.START or latest is None:
        return course.reference_weight_g
    return latest.grams


def _begun(change: Change) -> str:
    """Return the course and its first plan; the weight and the symptoms go without saying."""
    shown = [e.entry for e in change.edits if isinstance(e.entry, Course | Phase)]
    return f"{act_words(Act.BEGIN_COURSE)}: {'; '.join(entry_words(e, {}) for e in shown)}"


def _why(typed_words: str) -> str:
    try:
        return text.line(typed_words)
    except ValueError as error:
        raise Refused(str(error)) from error
