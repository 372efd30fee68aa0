"""What the diary holds that says some words: conditions of one table, and what fulfils them.

The file is searched where it lies. Only the newest hits are read, and no more of them than asked
for, so that many years cost little more than one.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from isodiary.domain.change import Dated
from isodiary.domain.period import Period
from isodiary.domain.values import dataclass
from isodiary.storage.diary import Diary
from isodiary.storage.rows import SqlValue, table_of


@dataclass(frozen=True, slots=True)
class Condition:
    """A condition of one table, as SQL with its values."""

    sql: str
    values: Sequence[SqlValue] = ()


EXTRA_DOSE = Condition("slot is null")


def says(words: Sequence[str], *columns: str) -> Condition:
    """All the words stand in the columns, in any case; LIKE would know the case of a to z only."""
    text = " || ' ' || ".join(columns)
    each = [f"({text}) glob ?"] * len(words)
    return Condition(" and ".join(each), [_glob(word) for word in words])


def one_of(column: str, values: Sequence[str]) -> Condition:
    """The column holds one of the values."""
    return Condition(f"{column} in ({', '.join('?' * len(values))})", values)


def was_present(symptoms: Sequence[str]) -> Condition:
    """One of the symptoms was present."""
    named = one_of("symptom", symptoms)
    return Condition(f"severity > 0 and {named.sql}", named.values)


def any_of(*conditions: Condition) -> Condition:
    """One of the conditions holds."""
    values = [value for condition in conditions for value in condition.values]
    return Condition(" or ".join(f"({condition.sql})" for condition in conditions), values)


def newest_found(
    diary: Diary, kind: type[Dated], looked: Condition, days: Period | None, most: int
) -> list[Dated]:
    """Return the newest entries of a kind that fulfil a condition, the newest first.

    Args:
        diary: Where to look.
        kind: The kind of entry.
        looked: What they fulfil.
        days: On which days; None for all.
        most: How many are wanted.
    """
    # the checksums of the hits are looked at, and not those of the whole table
    within = "day between ? and ? and " if days else ""
    newest = (
        f"select id from {table_of(kind).name} where {within}({looked.sql})"
        f" order by day desc limit {int(most)}"
    )
    values = [*(_ends(days) if days else ()), *looked.values]
    found: list[Dated] = []
    found += diary.where(kind, f"id in ({newest})", values, order="day desc, id")
    return found


def days_found(diary: Diary, kind: type[Dated], looked: Condition, days: Period) -> frozenset[date]:
    """Return the days with an entry of a kind that fulfils a condition, however many there are."""
    table = table_of(kind).name
    sql = f"select distinct day from sound_{table} where day between ? and ? and ({looked.sql})"
    rows = diary.rows(sql, [*_ends(days), *looked.values])
    return frozenset(date.fromisoformat(day) for (day,) in rows)


def _ends(period: Period) -> list[SqlValue]:
    return [period.first.isoformat(), period.last.isoformat()]


def _glob(word: str) -> str:
    return "*" + "".join(map(_either_case, word)) + "*"


def _either_case(character: str) -> str:
    cases = {c for c in (character.lower(), character.upper()) if len(c) == 1}
    if len(cases) > 1 or character in "*?[":
        return f"[{''.join(sorted(cases))}]"
    return character
