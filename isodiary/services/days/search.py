"""Finding entries by what they say: notes, symptoms, outcomes, reasons, blood tests, visits."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date
from enum import Enum
from typing import assert_never

from isodiary.domain.acne import AcneCheck
from isodiary.domain.change import DATED, Dated
from isodiary.domain.dose import Dose, Outcome
from isodiary.domain.lab import LabResult, PlannedTest
from isodiary.domain.period import Period
from isodiary.domain.record import DayNote, Visit, Weight
from isodiary.domain.symptom import SymptomEntry
from isodiary.domain.values import dataclass
from isodiary.language import _, marked, translated
from isodiary.services.habits import PLAIN, Habits
from isodiary.services.visits.words import who_words
from isodiary.services.words import names as names_words
from isodiary.services.words.entries import acne_words, dose_words, lab_words
from isodiary.services.words.names import (
    MEAL_NAMES,
    outcome_name,
    severity_name,
)
from isodiary.services.words.units import apart, capital, weight_text
from isodiary.storage.diary import Diary
from isodiary.storage.reads.search import (
    EXTRA_DOSE,
    Condition,
    any_of,
    days_found,
    newest_found,
    one_of,
    says,
    was_present,
)

OWN_WORDS: Mapping[type[Dated], tuple[str, ...]] = {
    Dose: ("note",),
    SymptomEntry: ("note",),
    DayNote: ("text",),
    Weight: (),
    Visit: ("clinician", "place", "agreed"),
    LabResult: ("note",),
    PlannedTest: ("what",),
    AcneCheck: ("note",),
}
"""Where each kind of entry holds the patient's own words."""

NOTED = (DayNote, Dose, SymptomEntry, LabResult, AcneCheck)
"""Those whose words are notes."""

EXTRA = marked("extra dose")


class SearchKind(Enum):
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


Looked = tuple[type[Dated], Condition]
"""A kind of entry, and what one has to fulfil to be found."""


def conditions(wanted: Sequence[str], names: Mapping[str, str], kind: SearchKind) -> list[Looked]:
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
        case SearchKind.EVERYTHING:
            return [(each, looked.all_of(each)) for each in DATED if OWN_WORDS[each]]
        case SearchKind.NOTES:
            return [(each, looked.note(each)) for each in NOTED]
        case SearchKind.SYMPTOMS:
            return [(SymptomEntry, looked.all_of(SymptomEntry))]
        case SearchKind.DOSES:
            return [(Dose, any_of(looked.all_of(Dose), looked.meals()))]
        case SearchKind.REASONS:
            return [(Dose, looked.reasons())]
        case SearchKind.LABS:
            return [(each, looked.all_of(each)) for each in (LabResult, PlannedTest)]


class _Looked:
    """The conditions for some words."""

    def __init__(self, wanted: Sequence[str], names: Mapping[str, str]) -> None:
        self._wanted = wanted
        self._names = names

    def note(self, kind: type[Dated]) -> Condition:
        """All the words in the patient's own words."""
        return says(self._wanted, *OWN_WORDS[kind])

    def all_of(self, kind: type[Dated]) -> Condition:
        """All the words in the patient's own, or in what the entry is called."""
        own = self.note(kind)
        if kind is SymptomEntry:
            return any_of(own, was_present(self._ids(self._names)))
        if kind is Dose:
            return any_of(own, self.reasons())
        if kind is LabResult:
            named = one_of("analyte", self._ids(self._names))
            return any_of(own, named, says(self._wanted, "word"))
        return own

    def reasons(self) -> Condition:
        """What became of a dose, and why."""
        reasons = {reason.value: name for reason, name in translated(names_words.REASONS).items()}
        outcomes = {outcome.value: outcome_name(outcome) for outcome in Outcome}
        became = one_of("outcome", self._ids(outcomes))
        return any_of(became, one_of("reason", self._ids(reasons)))

    def meals(self) -> Condition:
        """What a dose was taken with, and extra doses."""
        meals = {meal.value: name for meal, name in translated(MEAL_NAMES).items()}
        with_meal = one_of("meal", self._ids(meals))
        extra = all(word in _(EXTRA).casefold() for word in self._wanted)
        return any_of(with_meal, EXTRA_DOSE) if extra else with_meal

    def _ids(self, names: Mapping[str, str]) -> list[str]:
        """Return the ids whose words hold everything wanted."""
        return [
            each
            for each, name in names.items()
            if all(word in name.casefold() for word in self._wanted)
        ]


def wanted_words(typed: str, most: int) -> list[str]:
    """Return the words typed, in lower case."""
    printable = "".join(c if c.isprintable() else " " for c in typed)
    return [word.casefold() for word in printable.split()][:most]


MOST_HITS = 200
MOST_WORDS = 8
PASSAGE = 90
"""How many characters of a note are shown around what was found."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Hit:
    """An entry that says what was looked for.

    Attributes:
        day: Its day.
        words: What it says, in one line.
        entry: Its id.
    """

    day: date
    words: str
    entry: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Scope:
    """How far is looked.

    Attributes:
        kind: What for.
        days: On which days; None for all.
    """

    kind: SearchKind = SearchKind.EVERYTHING
    days: Period | None = None


EVERYWHERE = Scope()


def search(
    diary: Diary,
    typed: str,
    names: Mapping[str, str],
    scope: Scope = EVERYWHERE,
    *,
    most: int = MOST_HITS,
    habits: Habits = PLAIN,
) -> tuple[Hit, ...]:
    """Return the newest entries that hold all the words typed, the newest first.

    Args:
        diary: Where to look.
        typed: Words in any case; nothing finds nothing.
        names: Words for the ids of symptoms and lab tests.
        scope: How far to look.
        most: How many hits are wanted.
    """
    wanted = wanted_words(typed, MOST_WORDS)
    entries = [
        entry
        for kind, looked in conditions(wanted, names, scope.kind)
        for entry in newest_found(diary, kind, looked, scope.days, most)
    ]
    newest = sorted(entries, key=_by_day, reverse=True)[:most]
    return tuple(
        Hit(day=entry.day, words=_said(entry, wanted, names, habits), entry=entry.id)
        for entry in newest
    )


def found_days(
    diary: Diary,
    typed: str,
    names: Mapping[str, str],
    shown: Period,
    scope: Scope = EVERYWHERE,
) -> frozenset[date]:
    """Return the days of `shown` with a hit, however many there are."""
    days = shown if scope.days is None else _both(shown, scope.days)
    looked = conditions(wanted_words(typed, MOST_WORDS), names, scope.kind)
    return frozenset(day for kind, each in looked for day in days_found(diary, kind, each, days))


def _both(one: Period, other: Period) -> Period:
    """Return the days that are in both; the last may be before the first."""
    return Period(first=max(one.first, other.first), last=min(one.last, other.last))


def _by_day(entry: Dated) -> tuple[date, str]:
    return entry.day, entry.id


def _said(
    entry: Dated, wanted: Sequence[str], names: Mapping[str, str], habits: Habits = PLAIN
) -> str:
    match entry:
        case DayNote():
            return _passage(entry.text, wanted)
        case PlannedTest():
            return f"{_('Planned blood test')} · {_passage(entry.what, wanted)}"
        case Visit():
            said = ", ".join(part for part in (who_words(entry), entry.agreed) if part)
            return f"{_('Visit')} · {_passage(said, wanted)}"
        case Dose():
            said = dose_words(entry, habits, names)
        case SymptomEntry():
            name = names.get(entry.symptom, entry.symptom)
            said = f"{name} {entry.severity} ({severity_name(entry.severity)})"
        case LabResult():
            said = lab_words(entry, names)
        case AcneCheck():
            said = acne_words(entry)
        case Weight():
            return weight_text(entry.grams, habits)
        case _:
            assert_never(entry)
    note = _passage(entry.note, wanted)
    return f"{capital(said)} · {note}" if note else capital(said)


def _passage(text: str, wanted: Sequence[str]) -> str:
    """Return what stands around the first word found, in one line."""
    line = " ".join(text.split())
    if len(line) <= PASSAGE:
        return apart(line)
    places = [place for word in wanted if (place := line.casefold().find(word)) >= 0]
    start = max(0, min(places, default=0) - PASSAGE // 3)
    start = min(start, len(line) - PASSAGE)
    begun, ended = "…" * (start > 0), "…" * (start + PASSAGE < len(line))
    return f"{begun}{apart(line[start : start + PASSAGE].strip())}{ended}"
