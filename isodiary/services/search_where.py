"""Where words are looked for: one condition for each table of the diary that can hold them."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from enum import Enum

from isodiary.domain.acne import AcneCheck
from isodiary.domain.dose import Dose, Outcome
from isodiary.domain.lab import LabResult, PlannedTest
from isodiary.domain.record import DayNote, Visit
from isodiary.domain.symptom import SymptomEntry
from isodiary.services import words
from isodiary.storage.rows import SqlValue

Found = DayNote | Dose | SymptomEntry | LabResult | PlannedTest | AcneCheck | Visit
OF_VISIT = "(clinician || ' ' || place || ' ' || agreed)"
EXTRA = "extra dose"


class Kind(Enum):
    """What is looked for.

    The meals of doses are looked through only where doses alone are wanted: nearly every dose has
    one, and they would hide all else.
    """

    EVERYTHING = "everything"
    NOTES = "notes"
    SYMPTOMS = "symptoms"
    DOSES = "doses"
    REASONS = "outcomes and reasons"
    LABS = "blood tests"


@dataclass(frozen=True, slots=True)
class Where:
    """The condition of one table, as SQL with its values."""

    kind: type[Found]
    sql: str
    values: Sequence[SqlValue]


def conditions(wanted: Sequence[str], names: Mapping[str, str], kind: Kind) -> list[Where]:
    """Return where to look for all of the words `wanted`, which are in lower case.

    Args:
        wanted: The words; none find nothing.
        names: Words for the ids of symptoms and lab tests.
        kind: What is looked for.
    """
    if not wanted:
        return []
    looked = _Looked(wanted, names)
    match kind:
        case Kind.EVERYTHING:
            return [
                Where(DayNote, *looked.text("text")),
                Where(Dose, *_any(looked.text("note"), *looked.reasons())),
                Where(SymptomEntry, *_any(looked.text("note"), looked.symptom())),
                *looked.labs(),
                Where(AcneCheck, *looked.text("note")),
                Where(Visit, *looked.text(OF_VISIT)),
            ]
        case Kind.NOTES:
            noted: tuple[type[Found], ...] = (Dose, SymptomEntry, LabResult, AcneCheck)
            notes = [Where(each, *looked.text("note")) for each in noted]
            return [Where(DayNote, *looked.text("text")), *notes]
        case Kind.SYMPTOMS:
            return [Where(SymptomEntry, *_any(looked.text("note"), looked.symptom()))]
        case Kind.DOSES:
            return [Where(Dose, *_any(looked.text("note"), *looked.reasons(), *looked.meals()))]
        case Kind.REASONS:
            return [Where(Dose, *_any(*looked.reasons()))]
        case Kind.LABS:
            return looked.labs()


Part = tuple[str, Sequence[SqlValue]]


class _Looked:
    """The parts of conditions for some words."""

    def __init__(self, wanted: Sequence[str], names: Mapping[str, str]) -> None:
        self._wanted = wanted
        self._names = names
        self._said = [_glob(word) for word in wanted]

    def text(self, column: str) -> Part:
        """All the words in a text."""
        return "(" + " and ".join(f"{column} glob ?" for _ in self._said) + ")", self._said

    def symptom(self) -> Part:
        """A symptom of that name that was present."""
        sql, values = _one_of("symptom", self._ids(self._names))
        return f"(severity > 0 and {sql})", values

    def reasons(self) -> tuple[Part, Part]:
        """What became of a dose, and why."""
        reasons = {reason.value: name for reason, name in words.REASONS.items()}
        outcomes = {outcome.value: words.OUTCOMES[outcome] for outcome in Outcome}
        return _one_of("outcome", self._ids(outcomes)), _one_of("reason", self._ids(reasons))

    def meals(self) -> tuple[Part, Part]:
        """What a dose was taken with, and extra doses."""
        meals = {meal.value: name for meal, name in words.MEAL_NAMES.items()}
        extra = all(word in EXTRA for word in self._wanted)
        return _one_of("meal", self._ids(meals)), ("slot is null" if extra else "0", ())

    def labs(self) -> list[Where]:
        """Results by name, by word or by note, and planned blood tests."""
        by_name = _one_of("analyte", self._ids(self._names))
        return [
            Where(LabResult, *_any(self.text("note"), by_name, self.text("word"))),
            Where(PlannedTest, *self.text("what")),
        ]

    def _ids(self, names: Mapping[str, str]) -> list[str]:
        """Return the ids whose words hold everything wanted."""
        return [
            each
            for each, name in names.items()
            if all(word in name.casefold() for word in self._wanted)
        ]


def _any(*parts: Part) -> Part:
    values = [value for _, of_part in parts for value in of_part]
    return " or ".join(sql for sql, _ in parts), values


def _one_of(column: str, values: Sequence[str]) -> Part:
    return f"{column} in ({', '.join('?' * len(values))})", values


def _glob(word: str) -> str:
    """Return a pattern that finds `word` in any case; LIKE would know the case of a to z only."""
    return "*" + "".join(map(_either_case, word)) + "*"


def _either_case(character: str) -> str:
    cases = {c for c in (character.lower(), character.upper()) if len(c) == 1}
    if len(cases) > 1 or character in "*?[":
        return f"[{''.join(sorted(cases))}]"
    return character


def wanted_words(typed: str, most: int) -> list[str]:
    """Return the words typed, in lower case."""
    printable = "".join(c if c.isprintable() else " " for c in typed)
    return [word.casefold() for word in printable.split()][:most]
