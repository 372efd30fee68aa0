"""What each column of our tables means, for the README.txt of an archive."""

from __future__ import annotations

from collections.abc import Mapping
from textwrap import wrap

from isodiary.language import _, marked
from isodiary.services.exchange.choice import ExportChoice
from isodiary.services.exchange.own_csv import IN_WORDS, chosen_columns
from isodiary.services.words.days import clock_time, full_day
from isodiary.services.words.entries import kind_name
from isodiary.services.words.units import HARD, THIN

WIDTH = 92

INTRODUCTION = marked(
    "This archive holds a diary of isodiary, so that it can be read, kept and taken elsewhere"
    " without isodiary. diary.json holds everything; isodiary reads it back without a loss. The"
    " tables hold the same, a kind of entry each."
)
WRITING = marked(
    "The files are UTF-8. Tables have commas between cells, quotes around a cell that needs them,"
    " and a line of heads. Days are ISO dates; a day of the diary turns at four in the morning."
    " Moments are ISO with their offset. Amounts in µg and weights in g are whole numbers. An empty"
    " cell is not known, or not said; never nothing and never none. What a spreadsheet would run as"
    " a formula has a quote (') before it, which isodiary takes away again."
)

SHARED: Mapping[str, str] = {
    "id": marked("The entry’s name for life."),
    "day": marked("The diary’s day."),
    "note": marked("The patient’s own words."),
    "symptom": marked("Id of the symptom in the catalogue, or of one of the patient’s own."),
    "analyte": marked("Id of the test in the catalogue, or the patient’s own name for it."),
    "unit": marked("The unit as typed."),
    "position": marked("Its place in the list; the smallest comes first."),
    "visit": marked("Id of the visit."),
    "symptom_words": marked("The symptom in words."),
    "analyte_words": marked("The test in words."),
}
"""Columns that mean the same in several tables."""

MEANINGS: Mapping[str, Mapping[str, str]] = {
    "course": {
        "start": marked("Day of the first capsule."),
        "product": marked("Name as on the box."),
        "formulation": marked("How the capsules are made: classic, lidose or micronised."),
        "planned_weeks": marked("How many weeks it is meant to last."),
        "target_ug_per_kg": marked("Cumulative target in µg per kg of body weight."),
        "reference_weight_g": marked("Weight at the start, in grams."),
        "weight_basis": marked("Which weight mg/kg is shown with: start or latest."),
        "opening": marked("How it is known what was taken before: mg, planned or unknown."),
        "opening_ug": marked("Micrograms taken before the diary start, where they are known."),
        "kept_from": marked("Day from which on the diary is kept, if it is a later one."),
        "kept_at": marked("Time of the first dose of that day that the diary is kept of."),
        "ended_on": marked("Day of the last capsule; empty while it goes on."),
        "reference_weight_kg": marked("The same weight in kg."),
    },
    "phase": {
        "course_id": marked("Id of its course."),
        "number": marked("1 for the first phase recorded, 2 for the next."),
        "start": marked("First day, and day 1 of its cycle."),
        "at": marked("Time from which on the doses of the first day are its own."),
        "plan": marked("What to take, in mg a capsule; empty is a pause."),
        "until": marked("Last day of a pause."),
        "why": marked("Who ordered it and why."),
    },
    "dose": {
        "slot": marked("Number of the dose on its day; empty for an extra dose."),
        "outcome": marked("taken, partial, skipped, missed or unknown."),
        "capsules": marked("The capsules swallowed, in mg each."),
        "amount_ug": marked("Micrograms swallowed."),
        "meal": marked("What it was taken with: breakfast, lunch, dinner, snack or none."),
        "fat": marked("How rich the meal was: low, some or rich."),
        "taken_at": marked("When it was swallowed."),
        "reason": marked("Why it was skipped."),
        "planned_capsules": marked("What was planned for it, in mg a capsule."),
        "planned_ug": marked("Micrograms of that."),
        "planned_meal": marked("The meal it was planned with."),
        "planned_at": marked("The time it was planned for."),
        "phase_id": marked("Id of the phase that planned it."),
        "outcome_words": marked("What became of it, in words."),
        "amount_mg": marked("Milligrams swallowed."),
        "planned_mg": marked("Milligrams planned."),
        "meal_words": marked("The meal in words."),
        "reason_words": marked("The reason in words."),
    },
    "symptom": {
        "severity": marked("0 none, 1 mild, 2 moderate, 3 severe. No row: not recorded."),
        "severity_words": marked("The severity in words."),
    },
    "tracked": {},
    "own_symptom": {"label": marked("The patient’s name for a symptom.")},
    "day_note": {
        "text": marked("The patient’s words about the day."),
        "off_paper": marked("1 if they stay out of what is printed."),
    },
    "weight": {"grams": marked("Body weight in grams."), "kg": marked("The same in kg.")},
    "visit": {
        "at": marked("Time of day."),
        "clinician": marked("Whom the patient sees."),
        "place": marked("Where."),
        "agreed": marked("What was agreed."),
    },
    "lab_result": {
        "comparator": marked("What is printed before the value, such as <."),
        "value": marked("The number as typed."),
        "word": marked("A result in words."),
        "low": marked("Lower end of the range that the laboratory printed."),
        "high": marked("Upper end of it."),
        "low_strict": marked("1 if the lower end itself lies outside."),
        "high_strict": marked("1 if the upper end itself lies outside."),
        "fasting": marked("1 if the patient had fasted, 0 if not."),
        "exercise": marked("1 if there was hard exercise in the days before, 0 if not."),
        "lab": marked("Name of the laboratory."),
    },
    "lab_limit": {
        "low": marked("Lower limit that the doctor named."),
        "high": marked("Upper limit that the doctor named."),
    },
    "planned_test": {"what": marked("What is to be tested.")},
    "acne_check": {
        "iga": marked("Overall, 0 clear to 4 severe, as the patient saw it."),
        "gags": marked("The worst lesion of six areas, 0 none to 4 nodule."),
        "non_inflammatory": marked("Comedones counted."),
        "inflammatory": marked("Papules and pustules counted."),
        "nodules": marked("Nodules and cysts counted."),
    },
    "answer": {
        "key": marked("Id of the question."),
        "said": marked("yes, no, unsure or known."),
    },
    "question": {
        "text": marked("What the patient wants to ask."),
        "noted_on": marked("Day it was noted on."),
    },
    "kept_off": {
        "kind": marked("Whether a symptom or a module is kept off paper."),
        "what": marked("Id of it."),
    },
    "patient": {
        "name": marked("Name or initials as they shall stand on paper."),
        "birth_year": marked("Year of birth."),
        "country": marked("Whose leaflet is shown."),
        "sex": marked("Which of two ranges of a test is shown."),
    },
    "contact": {
        "kind": marked("prescriber, emergency, crisis or other."),
        "name": marked("Who it is."),
        "phone": marked("The number."),
    },
}
"""What the columns of each table mean that are not among those that are shared."""


def meaning(table: str, column: str) -> str:
    """Return what a column of a table means, in a sentence."""
    if column in MEANINGS[table]:
        return _(MEANINGS[table][column])
    return _(SHARED[column])


def read_me(choice: ExportChoice) -> str:
    """Return the text that goes along with the tables."""
    at = f"{full_day(choice.now.date())} {clock_time(choice.now, choice.habits)}"
    parts = [_("isodiary, {at}").format(at=at), _(INTRODUCTION), _(WRITING)]
    found = ["\n".join(wrap(part, WIDTH)) for part in parts]
    for table in choice.tables:
        lines = [f"{table.name}.csv  ({kind_name(table.kind)})"]
        columns = chosen_columns(table, choice)
        width = max(map(len, (*table.columns, *IN_WORDS.get(table.name, ())))) + 2
        lines += [f"  {column.ljust(width)}{meaning(table.name, column)}" for column in columns]
        found.append("\n".join(lines))
    text = "\n\n".join(found)
    return f"{text.replace(HARD, ' ').replace(THIN, ' ')}\n".replace("\n", "\r\n")
