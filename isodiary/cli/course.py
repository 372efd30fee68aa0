"""`isodiary begin`, `plan`, `pause` and `end`: what was agreed with the doctor."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, time
from fractions import Fraction

import click

from isodiary.cli.common import (
    Misused,
    Session,
    catalogue_folder,
    change_line,
    command,
    option,
    remark,
    say,
)
from isodiary.cli.values import (
    DAY,
    DAY_AHEAD,
    KEPT_FROM,
    OPENING,
    PLAN,
    TARGET,
    TIME,
    WEIGHT,
    pass_session,
    read,
)
from isodiary.domain.change import Act, Change
from isodiary.domain.course import MOST_WEEKS, Course, Opening, Phase, Plan
from isodiary.domain.day import ONE_DAY
from isodiary.domain.dose import Dose
from isodiary.domain.errors import NothingThere
from isodiary.domain.values import dataclass
from isodiary.language import _, marked
from isodiary.services import typed
from isodiary.services.catalogues import Catalogues
from isodiary.services.course import plan as plan_course
from isodiary.services.course import words as course_words
from isodiary.services.course.correct import correct_plan
from isodiary.services.course.preview import preview
from isodiary.services.weights import used_weight_g
from isodiary.services.words.days import full_day
from isodiary.services.words.entries import act_words, change_words, entry_words
from isodiary.storage.diary import Diary
from isodiary.storage.reads.course import courses, phases_of
from isodiary.storage.reads.days import read_day, tracked
from isodiary.storage.reads.labs import latest_weight

PRODUCT = marked("Isotretinoin")
LAST_DAY = date(9999, 12, 31)
NOT_SAID = marked("What was taken before that is not known; --opening says it.")


@dataclass(frozen=True, slots=True, kw_only=True)
class BeginOptions:
    """What was typed behind `begin`."""

    start: date
    weight: int
    plan: Plan
    kept_from: tuple[date, time | None] | None
    opening: tuple[Opening, int] | None
    weeks: int | None
    target: int | None
    product: str

    def __post_init__(self) -> None:
        if self.kept_from is not None and self.kept_from[0] < self.start:
            raise Misused(_("A diary of a course cannot begin before its first capsule."))
        if not self.kept_later and self.opening and self.opening[0] is not Opening.MG:
            raise Misused(_("Say with --kept-from from which dose on the diary is kept."))

    @property
    def kept_later(self) -> bool:
        """Whether the diary is kept from a later dose than the first one on."""
        return self.kept_from not in (None, (self.start, None))

    def course(self, catalogues: Catalogues, before: Course | None) -> Course:
        """Return the course; a product of the catalogue says how the capsules are made.

        Without a product it is that of the course before.
        """
        product = self.product or (before.product if before else _(PRODUCT))
        known = catalogues.products.named(product)
        day, at = self.kept_from or (self.start, None)
        not_said = (Opening.UNKNOWN if self.kept_later else Opening.MG, 0)
        opening, opening_ug = self.opening or not_said
        return Course(
            start=self.start,
            product=known.name if known else product,
            formulation=catalogues.products.formulation_of(product),
            planned_weeks=self.weeks,
            target_ug_per_kg=self.target,
            reference_weight_g=self.weight,
            opening=opening,
            opening_ug=opening_ug,
            kept_from=day,
            kept_at=at,
        )

    def doubts(self, today: date) -> tuple[str, ...]:
        """Return what is unusual about it."""
        opening_ug = self.opening[1] if self.opening else 0
        target_ug = None if self.target is None else Fraction(self.target * self.weight, 1000)
        return (
            *course_words.start_doubts(self.start, today),
            *course_words.plan_doubts(self.plan),
            *course_words.weeks_doubts(self.weeks),
            *course_words.target_doubts(self.target),
            *course_words.opening_doubts(opening_ug),
            *course_words.six_times_doubts(target_ug, opening_ug),
            *((_(NOT_SAID),) if self.kept_later and self.opening is None else ()),
        )


@command(
    epilog=marked(
        "\b\nExample:\n  isodiary begin --start 2026-09-03 --weight 64 --plan "
        '"breakfast 20+10, dinner 20" --weeks 24 --target 120'
    )
)
@option("--start", type=DAY, required=True, help=marked("Day of the first capsule."))
@option(
    "--weight", type=WEIGHT, required=True, help=marked("Your weight; in kg unless it says lb.")
)
@option("--plan", type=PLAN, required=True, help=marked("Capsules in mg, by meal."))
@option("--weeks", type=click.IntRange(1, MOST_WEEKS), help=marked("How long it is to last."))
@option("--target", type=TARGET, help=marked("Cumulative target in mg/kg, if you were told one."))
@option(
    "--kept-from", type=KEPT_FROM, help=marked("First dose of this diary, if it is a later one.")
)
@option("--opening", type=OPENING, help=marked("What was taken before it: mg, planned or unknown."))
@option("--product", default="", help=marked("Name on the box; else that of the course before."))
@pass_session
def begin(session: Session, /, **options: object) -> None:
    """Begin a course."""
    options["product"] = read(typed.line, str(options["product"]))
    beginning = BeginOptions(**options)  # type: ignore[arg-type]  # click has read each by its type
    catalogues = Catalogues(catalogue_folder())

    def make(diary: Diary) -> Change:
        return plan_course.begin(
            courses(diary),
            beginning.course(catalogues, next(reversed(courses(diary)), None)),
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


@command(
    epilog=marked(
        '\b\nExample:\n  isodiary plan --from 2026-10-05 "breakfast 20, dinner 20" '
        '--why "agreed at the visit"'
    )
)
@click.argument("slots", metavar="PLAN", type=PLAN)
@option("--from", "first", type=DAY_AHEAD, required=True, help=marked("First day of it."))
@option("--at", type=TIME, help=marked("The first of that day's doses; else the next not logged."))
@option("--correct", is_flag=True, help=marked("The plan was typed wrongly: logged doses follow."))
@option("--why", default="", help=marked("Who ordered it and why."))
@pass_session
def plan(
    session: Session, slots: Plan, first: date, at: time | None, correct: bool, why: str
) -> None:
    """Plan another dose from a day on. What was before stays as it was.

    A plan may have a rhythm: "every 2 days: dinner 20 / dinner 40", or "Mon Wed Fri: dinner 20".
    """
    if correct and at is not None:
        raise Misused(_("--at begins a new plan; a corrected one begins when it was typed to."))
    reason = typed.line(why)

    def make(diary: Diary) -> Change:
        course, phases = _course_of(diary, first)
        later = diary.between(Dose, first, LAST_DAY)
        if correct:
            return correct_plan(course, phases, later, start=first, plan=slots, why=reason)
        return plan_course.new_phase(
            course, phases, start=first, plan=slots, doses=later, at=at, why=reason
        )

    doubts = course_words.plan_doubts(slots)
    _write_phase(session, first, make, doubts)


@command(
    epilog=marked('Example: isodiary pause --from 2026-10-05 --until 2026-10-11 --why "a cold"')
)
@option("--from", "first", type=DAY_AHEAD, required=True, help=marked("First day without a dose."))
@option("--until", "last", type=DAY_AHEAD, help=marked("Last day of it; else until a new plan."))
@option("--why", default="", help=marked("Who ordered it and why."))
@pass_session
def pause(session: Session, first: date, last: date | None, why: str) -> None:
    """Note that the course is paused. Nothing is due in a pause."""
    if last is not None and last < first:
        raise Misused(_("A pause cannot end before it begins."))
    reason = typed.line(why)

    def make(diary: Diary) -> Change:
        course, phases = _course_of(diary, first)
        return plan_course.pause(course, phases, start=first, until=last, why=reason)

    _write_phase(session, first, make, ())


@command(epilog=marked("Example: isodiary end --day 2026-11-22"))
@option("--day", type=DAY, help=marked("Day of the last capsule; else today."))
@pass_session
def end(session: Session, day: date | None) -> None:
    """End the course with its last capsule. Symptoms are still asked."""
    last = day or session.today

    def make(diary: Diary) -> Change:
        known = courses(diary)
        going_on = next((course for course in known if course.ended_on is None), None)
        if going_on is None and known:
            raise NothingThere(_("The course has ended already."))
        return plan_course.end(going_on, last, diary.between(Dose, last + ONE_DAY, LAST_DAY))

    change = session.write(make)
    assert change is not None
    say(_("{act}: last capsule on {day}").format(act=act_words(change.act), day=full_day(last)))
    if last > session.today:
        remark(_("{day} has not come yet.").format(day=full_day(last)))


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
    say(change_words(change, {}) if change.act is Act.CORRECT_PLAN else change_line(change))
    far = course_words.from_day_doubts(first, session.today)
    for sentence in (*beside, *doubts, *far):
        remark(sentence)


def _preview(diary: Diary, change: Change, first: date) -> tuple[str, ...]:
    course, phases = _course_of(diary, first)
    assert course is not None
    later = diary.between(Dose, first, LAST_DAY)
    shown = preview(course, phases, change, later)
    weight_g = used_weight_g(course, latest_weight(diary, first))
    return course_words.preview_words(shown, course, phases, weight_g)


def _begun(change: Change) -> str:
    """Return the course and its first plan; the weight and the symptoms go without saying."""
    shown = [e.entry for e in change.edits if isinstance(e.entry, Course | Phase)]
    return f"{act_words(Act.BEGIN_COURSE)}: {'; '.join(entry_words(e, {}) for e in shown)}"
