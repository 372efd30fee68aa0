"""Finding entries by what they say: notes, symptoms, outcomes, reasons and visits.

The file is searched where it lies. Only the newest hits are read, and no more of them than asked
for, so that many years cost little more than one.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from isodiary.domain.dose import Dose, Outcome
from isodiary.domain.record import DayNote, Visit
from isodiary.domain.symptom import SymptomEntry
from isodiary.services import words
from isodiary.services.describe import SEVERITIES, dose_words
from isodiary.services.visit_words import who_words
from isodiary.storage.diary import Diary
from isodiary.storage.rows import SqlValue, table_of

MOST_HITS = 200
MOST_WORDS = 8
PASSAGE = 90
"""How many characters of a note are shown around what was found."""
OF_VISIT = "(clinician || ' ' || place || ' ' || agreed)"

Found = DayNote | Dose | SymptomEntry | Visit


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


@dataclass(frozen=True, slots=True)
class _Where:
    """The condition of one table, as SQL with its values."""

    kind: type[Found]
    sql: str
    values: Sequence[SqlValue]


def search(
    diary: Diary, typed: str, names: Mapping[str, str], *, most: int = MOST_HITS
) -> tuple[Hit, ...]:
    """Return the newest entries that hold all the words typed, the newest first.

    Args:
        diary: Where to look.
        typed: Words in any case; nothing finds nothing.
        names: Words for the ids of symptoms.
        most: How many hits are wanted.
    """
    wanted = _wanted(typed)
    entries = [entry for each in _conditions(wanted, names) for entry in _newest(diary, each, most)]
    newest = sorted(entries, key=_by_day, reverse=True)[:most]
    return tuple(
        Hit(day=entry.day, words=_said(entry, wanted, names), entry=entry.id) for entry in newest
    )


def found_days(
    diary: Diary, typed: str, names: Mapping[str, str], first: date, last: date
) -> frozenset[date]:
    """Return the days from `first` to `last` with a hit, however many there are."""
    ends = [first.isoformat(), last.isoformat()]
    days: set[str] = set()
    for each in _conditions(_wanted(typed), names):
        table = table_of(each.kind).name
        sql = f"select distinct day from sound_{table} where day between ? and ? and ({each.sql})"
        days.update(day for (day,) in diary.rows(sql, [*ends, *each.values]))
    return frozenset(map(date.fromisoformat, days))


def _newest(diary: Diary, each: _Where, most: int) -> Sequence[Found]:
    # the checksums of the hits are looked at, and not those of the whole table
    table = table_of(each.kind).name
    newest = f"select id from {table} where {each.sql} order by day desc limit {int(most)}"
    return diary.where(each.kind, f"id in ({newest})", each.values, order="day desc, id")


def _conditions(wanted: Sequence[str], names: Mapping[str, str]) -> list[_Where]:
    if not wanted:
        return []
    said = [_glob(word) for word in wanted]
    reasons = {reason.value: name for reason, name in words.REASONS.items()}
    outcomes = {outcome.value: words.OUTCOMES[outcome] for outcome in Outcome}
    by_outcome, outcome_values = _one_of("outcome", _named(wanted, outcomes))
    by_reason, reason_values = _one_of("reason", _named(wanted, reasons))
    by_name, symptoms = _one_of("symptom", _named(wanted, names))
    in_note = _all("note", said)
    dose = f"{in_note} or {by_outcome} or {by_reason}"
    symptom = f"{in_note} or (severity > 0 and {by_name})"
    return [
        _Where(DayNote, _all("text", said), said),
        _Where(Dose, dose, [*said, *outcome_values, *reason_values]),
        _Where(SymptomEntry, symptom, [*said, *symptoms]),
        _Where(Visit, _all(OF_VISIT, said), said),
    ]


def _all(column: str, globs: Sequence[str]) -> str:
    return "(" + " and ".join(f"{column} glob ?" for _ in globs) + ")"


def _one_of(column: str, values: Sequence[str]) -> tuple[str, Sequence[str]]:
    return f"{column} in ({', '.join('?' * len(values))})", values


def _named(wanted: Iterable[str], names: Mapping[str, str]) -> list[str]:
    """Return the ids whose words hold everything wanted."""
    return [each for each, name in names.items() if all(word in name.casefold() for word in wanted)]


def _wanted(typed: str) -> list[str]:
    printable = "".join(c if c.isprintable() else " " for c in typed)
    return [word.casefold() for word in printable.split()][:MOST_WORDS]


def _glob(word: str) -> str:
    """Return a pattern that finds `word` in any case; LIKE would know the case of a to z only."""
    return "*" + "".join(map(_either_case, word)) + "*"


def _either_case(character: str) -> str:
    cases = {c for c in (character.lower(), character.upper()) if len(c) == 1}
    if len(cases) > 1 or character in "*?[":
        return f"[{''.join(sorted(cases))}]"
    return character


def _by_day(entry: Found) -> tuple[date, str]:
    return entry.day, entry.id


def _said(entry: Found, wanted: Sequence[str], names: Mapping[str, str]) -> str:
    match entry:
        case DayNote():
            return _passage(entry.text, wanted)
        case Visit():
            said = ", ".join(part for part in (who_words(entry), entry.agreed) if part)
            return f"Visit · {_passage(said, wanted)}"
        case Dose():
            said = dose_words(entry)
        case SymptomEntry():
            name = names.get(entry.symptom, entry.symptom)
            said = f"{name} {entry.severity} ({SEVERITIES[entry.severity]})"
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
