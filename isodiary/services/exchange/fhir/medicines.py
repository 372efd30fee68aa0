"""The patient, the medicine, what was planned of it and what became of each dose, as FHIR R4."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Sequence
from datetime import date, datetime, tzinfo

from isodiary.domain.course import Course, Phase, Plan, Slot
from isodiary.domain.day import ONE_DAY, wall
from isodiary.domain.dose import Dose, Outcome
from isodiary.domain.meal import Meal
from isodiary.domain.record import Patient
from isodiary.domain.timeline import phase_on, stretches
from isodiary.domain.values import dataclass
from isodiary.language import _, marked
from isodiary.services.exchange.fhir.parts import (
    ATC,
    ORAL,
    RXNORM,
    SNOMED,
    Ref,
    Resource,
    coded,
    days,
    mg_quantity,
    missing,
    moment,
    note,
)
from isodiary.services.habits import PLAIN, Habits
from isodiary.services.words.entries import not_taken_words, outcome_words
from isodiary.services.words.names import meal_typed, slot_words
from isodiary.services.words.units import mg_text

ISOTRETINOIN = (
    (RXNORM, "6064", "isotretinoin"),
    (ATC, "D10BA01", "isotretinoin"),
    (SNOMED, "387208003", "Isotretinoin"),
)
"""Sources: clinical.md 8.4."""

WHEN = {Meal.BREAKFAST: "CM", Meal.LUNCH: "CD", Meal.DINNER: "CV"}
"""A snack, and no meal, have no code; their time is said instead."""

WEEKDAYS = ("mon", "tue", "wed", "thu", "fri", "sat", "sun")
STATUS = {
    Outcome.TAKEN: "completed",
    Outcome.PARTIAL: "completed",
    Outcome.SKIPPED: "not-done",
    Outcome.MISSED: "not-done",
    Outcome.UNKNOWN: "unknown",
}
AS_PLANNED = marked("{amount} were planned")


@dataclass(frozen=True, slots=True, kw_only=True)
class Subject:
    """Whom resources are about, and when and how they are written.

    Attributes:
        patient: Whom.
        now: The present moment.
        habits: How numbers and times are written where words are.
    """

    patient: Ref
    now: datetime
    habits: Habits = PLAIN

    @property
    def today(self) -> date:
        """The day of `now`."""
        return self.now.date()


def patient_resource(patient: Patient, ref: Ref) -> Resource:
    """Return the patient: a name and a year of birth, where the diary has them."""
    name = {"text": patient.name} if patient.name else missing()
    born: Resource = {"_birthDate": missing()}
    if patient.birth_year is not None:
        born = {"birthDate": f"{patient.birth_year:04}"}
    sex = {"gender": patient.sex.value} if patient.sex.value else {}
    return {**ref.begun(), "name": [name], **sex, **born}


def medication(course: Course) -> Ref:
    """Return what the medicine of a course is called by others."""
    return Ref("Medication", course.id)


def medication_resource(course: Course) -> Resource:
    """Return the medicine of a course: the product as the patient named it."""
    return {
        **medication(course).begun(),
        "code": coded(course.product, *ISOTRETINOIN),
        "ingredient": [
            {"itemCodeableConcept": coded("Isotretinoin", *ISOTRETINOIN), "isActive": True}
        ],
    }


def statement_resource(
    course: Course, phases: Sequence[Phase], about: Subject, *, swallowed: bool
) -> Resource:
    """Return whether the medicine of a course is being taken.

    Args:
        course: The course.
        phases: Its phases.
        about: Whom it is about.
        swallowed: Whether a dose of it was logged as taken; without one nobody knows.
    """
    status = "active"
    if course.ended_on is not None and course.ended_on < about.today:
        status = "completed"
    elif course.start > about.today:
        status = "intended"
    elif not swallowed:
        status = "unknown"
    elif (phase := phase_on(phases, about.today)) is not None and phase.plan is None:
        status = "on-hold"
    return {
        **Ref("MedicationStatement", course.id).begun(),
        "status": status,
        "category": {
            "coding": [
                {
                    "system": "http://terminology.hl7.org/CodeSystem/medication-statement-category",
                    "code": "patientspecified",
                }
            ]
        },
        "medicationReference": medication(course).pointer(),
        "subject": about.patient.pointer(),
        "effectivePeriod": days(course.start, course.ended_on),
        "dateAsserted": moment(about.now),
        "informationSource": about.patient.pointer(),
    }


def request_resources(
    course: Course, phases: Sequence[Phase], about: Subject
) -> Iterator[Resource]:
    """Yield what was planned: a request for each phase that plans doses, with its rhythm."""
    horizon = max(about.today, *(phase.start for phase in phases)) if phases else about.today
    runs = stretches(course, phases, course.start, horizon + ONE_DAY)
    for phase in phases:
        own = [run for run in runs if run.phase.id == phase.id]
        if phase.plan is None or not own:
            continue
        # the last run goes on beyond the days that were looked at, unless something ends it
        last = None if own[-1].last > horizon and course.ended_on is None else own[-1].last
        over = last is not None and last < about.today
        yield {
            **Ref("MedicationRequest", phase.id).begun(),
            "status": "completed" if over else "active",
            "intent": "order" if phase.visit else "plan",
            "reportedBoolean": True,
            "medicationReference": medication(course).pointer(),
            "subject": about.patient.pointer(),
            "authoredOn": phase.start.isoformat(),
            "dosageInstruction": [
                {"sequence": number, **dosage}
                for number, dosage in enumerate(
                    _dosages(phase, phase.plan, last, about.habits), start=1
                )
            ],
            **note(phase.why),
        }


def _dosages(phase: Phase, plan: Plan, last: date | None, habits: Habits) -> Iterator[Resource]:
    for place, slots in enumerate(plan.days):
        for slot in slots:
            yield {
                "text": slot_words(slot, habits),
                "timing": {"repeat": _repeat(phase, plan, place, slot, last)},
                "route": ORAL,
                "doseAndRate": [{"doseQuantity": mg_quantity(slot.amount_ug)}],
            }


def _repeat(phase: Phase, plan: Plan, place: int, slot: Slot, last: date | None) -> Resource:
    """Return how a dose comes again. A time and a meal exclude each other: FHIR's tim-10."""
    first = phase.start + ONE_DAY * place
    bounds = days(first, max(first, last) if last else None)
    when: Resource = {"when": [WHEN[slot.meal]]} if slot.meal in WHEN else _time_of_day(slot)
    if plan.weekdays:
        named = [WEEKDAYS[each] for each in plan.weekdays]
        rhythm: Resource = {"frequency": len(named), "period": 1, "periodUnit": "wk"}
        rhythm["dayOfWeek"] = named
    else:
        rhythm = {"frequency": 1, "period": len(plan.days), "periodUnit": "d"}
    return {"boundsPeriod": bounds, **rhythm, **when}


def _time_of_day(slot: Slot) -> Resource:
    return {"timeOfDay": [slot.planned.isoformat(timespec="seconds")]}


def dose_resource(
    dose: Dose, course: Course | None, about: Subject, *, plans: Collection[str] = ()
) -> Resource:
    """Return what became of a dose; none is made of a dose that nobody answered.

    Args:
        dose: The dose.
        course: The course it is of; None outside of any.
        about: Whom it is about.
        plans: Ids of the requests that go along, which it may point at.
    """
    medicine: Resource = {"medicationCodeableConcept": coded("Isotretinoin", *ISOTRETINOIN)}
    if course is not None:
        medicine = {"medicationReference": medication(course).pointer()}
    made: Resource = {
        **Ref("MedicationAdministration", dose.id).begun(),
        "status": STATUS[dose.outcome],
        **medicine,
        "subject": about.patient.pointer(),
        "effectiveDateTime": _effective(dose, about.now.tzinfo),
        "performer": [{"actor": about.patient.pointer()}],
    }
    if dose.outcome in (Outcome.SKIPPED, Outcome.MISSED):
        made["statusReason"] = [{"text": not_taken_words(dose)}]
    request = Ref("MedicationRequest", dose.phase)
    if request.id in plans:
        made["request"] = request.pointer()
    if dose.outcome.swallowed:
        made["dosage"] = {
            "text": outcome_words(dose, about.habits),
            "route": ORAL,
            "dose": mg_quantity(dose.amount_ug),
        }
    return {**made, **note(_part(dose, about.habits), _with(dose), dose.note)}


def _effective(dose: Dose, zone: tzinfo | None) -> str:
    """Return when it was swallowed, or, of one that was not, when it was planned."""
    if dose.taken_at is not None:
        return moment(dose.taken_at)
    if dose.outcome.swallowed or dose.planned_at is None:
        return dose.day.isoformat()  # the hour is not known
    return moment(wall(dose.day, dose.planned_at).replace(tzinfo=zone))


def _part(dose: Dose, habits: Habits) -> str:
    if dose.outcome is not Outcome.PARTIAL or not dose.planned_ug:
        return ""
    return _(AS_PLANNED).format(amount=mg_text(dose.planned_ug, habits))


def _with(dose: Dose) -> str:
    return "" if dose.meal is None else meal_typed(dose.meal)
