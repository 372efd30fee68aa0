"""What the cards of the page Course say: facts, phases, weights, people."""

from __future__ import annotations

from isodiary.domain.catalogue.products import Product
from isodiary.domain.change import Entry
from isodiary.domain.course import Course
from isodiary.language import _
from isodiary.services import weights as weight_words
from isodiary.services.course import screening
from isodiary.services.course import words as course_words
from isodiary.services.course.view import CourseView, PhaseState, read_conventions, read_reached
from isodiary.services.symptoms import warning_signs
from isodiary.services.words.amounts import reached_words
from isodiary.services.words.days import full_day
from isodiary.services.words.units import weight_text
from isodiary.ui.kit.rows import Row
from isodiary.ui.tools import Tools


def course_facts(tools: Tools, view: CourseView, product: Product | None) -> list[tuple[str, str]]:
    """Return what is noted about the course, and what is in its capsules."""
    course, habits = view.course, tools.habits
    assert course is not None
    kind = tools.catalogues.products.formulations[course.formulation]
    facts = [
        (_("Made as"), kind.name),
        (_("First capsule"), full_day(course.start)),
        (_("Time"), course_words.time_words(course, view.today)),
        (
            _("Weight for mg/kg"),
            course_words.weight_basis_words(course, view.used_weight_g, habits),
        ),
        (_("Target"), _target(tools, view, course)),
    ]
    if taken_before := course_words.opening_words(course, habits):
        facts.append((_("Taken before"), taken_before))
    facts += screening.ingredient_facts(product)
    return [*facts, (_("Note"), kind.note)] if kind.note else facts


def _target(tools: Tools, view: CourseView, course: Course) -> str:
    said = course_words.target_words(course, tools.habits)
    found = read_reached(tools.diary, view)
    return f"{said}, {reached_words(found)}" if found else said


def convention_facts(tools: Tools, view: CourseView) -> list[tuple[str, str]]:
    """Return the mg/kg of the course by the three weights that it can be divided by."""
    assert view.course is not None
    found = read_conventions(tools.diary, view)
    return weight_words.convention_facts(found, view.course.weight_basis, tools.habits)


def phase_rows(tools: Tools, view: CourseView) -> list[Row]:
    """Return the phases, the first one first."""
    return [
        Row(
            key=phase,
            title=course_words.phase_heading(
                phase, view.state(phase), view.used_weight_g, tools.habits
            ),
            detail="\n".join(course_words.phase_details(phase, tools.habits)),
            strong=view.state(phase) is PhaseState.IN_FORCE,
        )
        for phase in view.phases
    ]


def weight_rows(tools: Tools, view: CourseView) -> list[Row]:
    """Return the weights, the newest first."""
    return [
        _dated(each, f"{full_day(each.day)}: {weight_text(each.grams, tools.habits)}")
        for each in view.weights
    ]


def person_facts(tools: Tools, view: CourseView) -> list[tuple[str, str]]:
    """Return the patient and whom to call."""
    country = warning_signs.country_set(tools.catalogues.leaflet, view.patient)
    born = str(view.patient.birth_year) if view.patient.birth_year else _("not noted")
    calls = warning_signs.calls(country, view.contacts)
    return [
        (_("Name"), view.patient.name or _("not noted")),
        (_("Year of birth"), born),
        *((call.label, call.words) for call in calls),
    ]


def _dated(entry: Entry, heading: str) -> Row:
    return Row(key=entry, title=heading)
