"""Where words are looked for: one condition for each table of the diary that can hold them.

Finding entries by what they say: notes, symptoms, outcomes, reasons, blood tests, visits.

The file is searched where it lies. Only the newest hits are read, and no more of them than asked
for, so that many years cost little more than one.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from enum import Enum

from isodiary.domain.acne import AcneCheck
from isodiary.domain.dose import Dose, Outcome
from isodiary.domain.lab import LabResult, PlannedTest
from isodiary.domain.period import Period
from isodiary.domain.record import DayNote, Visit
from isodiary.domain.symptom import SymptomEntry
from isodiary.services.habits import PLAIN, Habits
from isodiary.services.visits.words import who_words
from isodiary.services.words import names as names_words
from isodiary.services.words.entries import SEVERITIES, acne_words, dose_words, lab_words
from isodiary.services.words.names import MEAL_NAMES, OUTCOMES
from isodiary.storage.diary import Diary
from isodiary.storage.rows import SqlValue, table_of

Found = DayNote | Dose | SymptomEntry | LabResult | PlannedTest | AcneCheck | Visit
OF_VISIT = "(clinician || ' ' || place || ' ' || agreed)"
EXTRA = "extra dose"


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


@dataclass(frozen=True, slots=True)
class SearchScope:
    """The condition of one table, as SQL with its values."""

    kind: type[Found]
    sql: str
    values: Sequence[SqlValue]


def conditions(
    wanted: Sequence[str], names: Mapping[str, str], kind: SearchKind
) -> list[SearchScope]:
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
            return [
                SearchScope(DayNote, *looked.text("text")),
                SearchScope(Dose, *_any(looked.text("note"), *looked.reasons())),
                SearchScope(SymptomEntry, *_any(looked.text("note"), looked.symptom())),
                *looked.labs(),
                SearchScope(AcneCheck, *looked.text("note")),
                SearchScope(Visit, *looked.text(OF_VISIT)),
            ]
        case SearchKind.NOTES:
            noted: tuple[type[Found], ...] = (Dose, SymptomEntry, LabResult, AcneCheck)
            notes = [SearchScope(each, *looked.text("note")) for each in noted]
            return [SearchScope(DayNote, *looked.text("text")), *notes]
        case SearchKind.SYMPTOMS:
            return [SearchScope(SymptomEntry, *_any(looked.text("note"), looked.symptom()))]
        case SearchKind.DOSES:
            return [
                SearchScope(Dose, *_any(looked.text("note"), *looked.reasons(), *looked.meals()))
            ]
        case SearchKind.REASONS:
            return [SearchScope(Dose, *_any(*looked.reasons()))]
        case SearchKind.LABS:
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
        reasons = {reason.value: name for reason, name in names_words.REASONS.items()}
        outcomes = {outcome.value: OUTCOMES[outcome] for outcome in Outcome}
        return _one_of("outcome", self._ids(outcomes)), _one_of("reason", self._ids(reasons))

    def meals(self) -> tuple[Part, Part]:
        """What a dose was taken with, and extra doses."""
        meals = {meal.value: name for meal, name in MEAL_NAMES.items()}
        extra = all(word in EXTRA for word in self._wanted)
        return _one_of("meal", self._ids(meals)), ("slot is null" if extra else "0", ())

    def labs(self) -> list[SearchScope]:
        """Results by name, by word or by note, and planned blood tests."""
        by_name = _one_of("analyte", self._ids(self._names))
        return [
            SearchScope(LabResult, *_any(self.text("note"), by_name, self.text("word"))),
            SearchScope(PlannedTest, *self.text("what")),
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
    looked = conditions(wanted, names, scope.kind)
    entries = [entry for each in looked for entry in _newest(diary, each, scope.days, most)]
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
    ends = _ends(shown) if scope.days is None else _ends(shown, scope.days)
    days: set[str] = set()
    for each in conditions(wanted_words(typed, MOST_WORDS), names, scope.kind):
        table = table_of(each.kind).name
        sql = f"select distinct day from sound_{table} where day between ? and ? and ({each.sql})"
        days.update(day for (day,) in diary.rows(sql, [*ends, *each.values]))
    return frozenset(map(date.fromisoformat, days))


def _ends(*periods: Period) -> list[str]:
    """Return the first and the last day that are in all of the periods; the last may be before."""
    first = max(period.first for period in periods)
    return [first.isoformat(), min(period.last for period in periods).isoformat()]


def _newest(diary: Diary, each: SearchScope, days: Period | None, most: int) -> Sequence[Found]:
    # the checksums of the hits are looked at, and not those of the whole table
    table = table_of(each.kind).name
    within = "day between ? and ? and " if days else ""
    condition = f"{within}({each.sql})"
    newest = f"select id from {table} where {condition} order by day desc limit {int(most)}"
    values = [*(_ends(days) if days else ()), *each.values]
    return diary.where(each.kind, f"id in ({newest})", values, order="day desc, id")


def _by_day(entry: Found) -> tuple[date, str]:
    return entry.day, entry.id


def _said(
    entry: Found, wanted: Sequence[str], names: Mapping[str, str], habits: Habits = PLAIN
) -> str:
    match entry:
        case DayNote():
            return _passage(entry.text, wanted)
        case PlannedTest():
            return f"Planned blood test · {_passage(entry.what, wanted)}"
        case Visit():
            said = ", ".join(part for part in (who_words(entry), entry.agreed) if part)
            return f"Visit · {_passage(said, wanted)}"
        case Dose():
            said = dose_words(entry, habits)
        case SymptomEntry():
            name = names.get(entry.symptom, entry.symptom)
            said = f"{name} {entry.severity} ({SEVERITIES[entry.severity]})"
        case LabResult():
            said = lab_words(entry, names)
        case AcneCheck():
            said = acne_words(entry)
    note = _passage(entry.note, wanted)
    capital = said[0].upper() + said[1:]
    return f"{capital} · {note}" if note else capital


def _passage(text: str, wanted: Sequence[str]) -> str:
    """Return what stands around the first word found, in one line."""
    line = " ".join(text.split())
    if len(line) <= PASSAGE:
        return line
    places = [place for word in wanted if (place := line.casefold().find(word)) >= 0]
    start = max(0, min(places, default=0) - PASSAGE // 3)
    start = min(start, len(line) - PASSAGE)
    begun, ended = "…" * (start > 0), "…" * (start + PASSAGE < len(line))
    return f"{begun}{line[start : start + PASSAGE].strip()}{ended}"
