"""Finding entries by what they say: notes, symptoms, outcomes, reasons, blood tests, visits.

The file is searched where it lies. Only the newest hits are read, and no more of them than asked
for, so that many years cost little more than one.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from isodiary.domain.acne import AcneCheck
from isodiary.domain.dose import Dose
from isodiary.domain.lab import LabResult, PlannedTest
from isodiary.domain.period import Period
from isodiary.domain.record import DayNote, Visit
from isodiary.domain.symptom import SymptomEntry
from isodiary.services.describe import SEVERITIES, acne_words, dose_words, lab_words
from isodiary.services.search_where import Found, Kind, Where, conditions, wanted_words
from isodiary.services.visit_words import who_words
from isodiary.storage.diary import Diary
from isodiary.storage.rows import table_of

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

    kind: Kind = Kind.EVERYTHING
    days: Period | None = None


EVERYWHERE = Scope()


def search(
    diary: Diary,
    typed: str,
    names: Mapping[str, str],
    scope: Scope = EVERYWHERE,
    *,
    most: int = MOST_HITS,
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
        Hit(day=entry.day, words=_said(entry, wanted, names), entry=entry.id) for entry in newest
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


def _newest(diary: Diary, each: Where, days: Period | None, most: int) -> Sequence[Found]:
    # the checksums of the hits are looked at, and not those of the whole table
    table = table_of(each.kind).name
    within = "day between ? and ? and " if days else ""
    condition = f"{within}({each.sql})"
    newest = f"select id from {table} where {condition} order by day desc limit {int(most)}"
    values = [*(_ends(days) if days else ()), *each.values]
    return diary.where(each.kind, f"id in ({newest})", values, order="day desc, id")


def _by_day(entry: Found) -> tuple[date, str]:
    return entry.day, entry.id


def _said(entry: Found, wanted: Sequence[str], names: Mapping[str, str]) -> str:
    match entry:
        case DayNote():
            return _passage(entry.text, wanted)
        case PlannedTest():
            return f"Planned blood test · {_passage(entry.what, wanted)}"
        case Visit():
            said = ", ".join(part for part in (who_words(entry), entry.agreed) if part)
            return f"Visit · {_passage(said, wanted)}"
        case Dose():
            said = dose_words(entry)
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
