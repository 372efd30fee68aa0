"""What is asked once about a file of another program, and what is taken if it is not answered."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from datetime import date, time
from decimal import Decimal

from isodiary.domain.course import Phase
from isodiary.domain.day import wall
from isodiary.domain.text import tidy
from isodiary.domain.units import mg, thousandth
from isodiary.domain.values import dataclass
from isodiary.services.exchange.found import FoundDose, State
from isodiary.services.exchange.held import Held
from isodiary.services.exchange.results import AskedAbout, FileAnswers, FileQuestion

TIMES_ASKED = 12
"""A file with more planned times than these has no fixed ones; each dose goes to the nearest."""

FAR_MINUTES = 4 * 60
"""A planned time farther than this from every dose of the plan is asked for."""

UNITS: Mapping[str, Decimal] = {
    "mg": Decimal(1),
    "milligram": Decimal(1),
    "milligrams": Decimal(1),
    "g": Decimal(1000),
    "µg": Decimal("0.001"),
    "ug": Decimal("0.001"),
    "mcg": Decimal("0.001"),
}
"""Milligrams of a unit; anything else is counted."""

SURE = ("isotret", "accutan", "roaccut")
_STRENGTH = re.compile(r"(\d{1,3}(?:[.,]\d)?)\s*mg\b", re.IGNORECASE)


@dataclass(frozen=True, slots=True, kw_only=True)
class AnswersTaken:
    """The answers that hold: given, or taken for given.

    Attributes:
        medicines: Names of the medicine of the course; None as long as that must be answered.
        slots: The number of the slot of a planned time, 0 for none; a time that must be answered
            is not in it.
        nearest: Whether times are not asked for, so that a dose goes to the nearest slot.
        one_ug: Micrograms of one of what is counted; None for the capsule that is planned.
    """

    medicines: frozenset[str] | None
    slots: Mapping[time, int]
    nearest: bool
    one_ug: int | None


def questions(
    doses: Sequence[FoundDose], held: Held, answers: FileAnswers
) -> tuple[tuple[FileQuestion, ...], AnswersTaken]:
    """Return what is asked about the doses of a file, and the answers that hold meanwhile."""
    if not doses:
        return (), AnswersTaken(medicines=frozenset(), slots={}, nearest=True, one_ug=None)
    asked: list[FileQuestion] = []
    names = Counter(dose.medicine for dose in doses)
    medicines = _medicines(names, held, answers)
    if set(names) != {""}:
        chosen = None if medicines is None else tuple(sorted(medicines & set(names)))
        asked.append(
            FileQuestion(
                what=AskedAbout.MEDICINE, choices=tuple(names.most_common()), answer=chosen
            )
        )
    meant = [dose for dose in doses if medicines is not None and dose.medicine in medicines]
    times = Counter(
        dose.planned.time().replace(second=0, microsecond=0) for dose in meant if dose.planned
    )
    nearest = len(times) > TIMES_ASKED
    slots = {} if nearest else _slots(times, held, answers)
    for at, rows in sorted(times.items()) if not nearest else ():
        choices = tuple((str(number), rows) for number in sorted(_planned(held)))
        number = slots.get(at)
        given = None if number is None else (str(number),)
        asked.append(
            FileQuestion(
                what=AskedAbout.SLOT,
                of=at.isoformat(timespec="minutes"),
                choices=choices,
                answer=given,
            )
        )
    one_ug, of_one = _one(meant, held, answers)
    asked += of_one
    assumed = sum(dose.state is State.ASSUMED for dose in meant)
    if assumed:
        said = ("yes",) if answers.assumed else ("no",)
        choices = (("no", assumed), ("yes", assumed))
        asked.append(FileQuestion(what=AskedAbout.ASSUMED, choices=choices, answer=said))
    return tuple(asked), AnswersTaken(
        medicines=medicines, slots=slots, nearest=nearest, one_ug=one_ug
    )


def milligrams(dose: FoundDose) -> Decimal | None:
    """Return how many mg a dose of a file says it was; None if it counts something, or nothing."""
    factor = UNITS.get(dose.unit.strip().casefold())
    return None if factor is None or dose.amount is None else dose.amount * factor


def distance(at: time, planned: time) -> int:
    """Return the minutes between two times of one of the diary's days."""
    span = wall(date(2000, 1, 2), at) - wall(date(2000, 1, 2), planned)
    return abs(int(span.total_seconds())) // 60


def _medicines(names: Mapping[str, int], held: Held, answers: FileAnswers) -> frozenset[str] | None:
    if answers.medicines is not None:
        wanted = {each.casefold() for each in answers.medicines}
        found = frozenset(name for name in names if name.casefold() in wanted)
        return found or None
    if len(names) == 1:
        return frozenset(names)
    products = {*held.products, *(course.product.casefold() for course in held.courses)} - {""}
    sure = frozenset(
        name
        for name in names
        if any(each in _simple(name) for each in SURE)
        or any(each in name.casefold() for each in products)
    )
    return sure or None


def _simple(name: str) -> str:
    return tidy(name).casefold().replace("é", "e").replace("í", "i")


def _planned(held: Held) -> dict[int, list[time]]:
    """Return the times that each slot of the plans was ever planned for."""
    found: dict[int, list[time]] = {}
    for phases in held.phases.values():
        for slot in (slot for phase in phases if phase.plan for slot in phase.plan.slots):
            found.setdefault(slot.number, []).append(slot.planned)
    return found


def _slots(times: Counter[time], held: Held, answers: FileAnswers) -> dict[time, int]:
    planned = _planned(held)
    slots: dict[time, int] = {}
    for at in times:
        near = {
            number: min(distance(at, each) for each in known) for number, known in planned.items()
        }
        if not near:
            continue
        best = min(near, key=lambda number: near[number])
        if near[best] <= FAR_MINUTES or len(planned) == 1:
            slots[at] = best
    if len(times) <= len(planned) and len(set(slots.values())) < len(slots):
        slots = dict(zip(sorted(times, key=_clock), sorted(planned), strict=False))
    given = {at: number for at, number in answers.slots.items() if at in times}
    return {**slots, **given}


def _clock(at: time) -> int:
    return distance(at, time(4))


def _one(
    doses: Iterable[FoundDose], held: Held, answers: FileAnswers
) -> tuple[int | None, list[FileQuestion]]:
    """Return what one of the things that are counted is, and the question for it."""
    counting = [
        dose
        for dose in doses
        if dose.amount is not None and milligrams(dose) is None and dose.state is State.TAKEN
    ]
    if not counting:
        return answers.one_ug, []
    named = {strength for dose in counting for strength in strengths(dose.medicine)}
    planned = _strengths_planned(held)
    likely = named or planned
    one_ug = answers.one_ug or (likely.copy().pop() if len(likely) == 1 else None)
    choices = tuple(
        (f"{thousandth(each).normalize():f}", len(counting)) for each in sorted(named | planned)
    )
    given = None if one_ug is None else (f"{thousandth(one_ug).normalize():f}",)
    return one_ug, [FileQuestion(what=AskedAbout.ONE, choices=choices, answer=given)]


def strengths(medicine: str) -> set[int]:
    """Return the strengths in µg that the name of a medicine tells: of "Isotretinoin 20 mg"."""
    return {mg(each.replace(",", ".")) for each in _STRENGTH.findall(medicine)} - {0}


def _strengths_planned(held: Held) -> set[int]:
    phases: Iterable[Phase] = (phase for all_ in held.phases.values() for phase in all_)
    return {
        strength
        for phase in phases
        if phase.plan
        for slot in phase.plan.slots
        for strength in slot.capsules
    }
