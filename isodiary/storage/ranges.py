"""What can be true of a column: a checksum may hold over a value that isodiary never writes.

SQL sums rows without making entries of them, so what no entry can be is left out by SQL too.
"""

from __future__ import annotations

from enum import StrEnum
from typing import Any

from isodiary.domain.dose import LARGEST_DOSE_UG
from isodiary.domain.record import HEAVIEST_G, LIGHTEST_G
from isodiary.domain.symptom import WORST
from isodiary.storage.rows import DAY, FLAG, TABLES, Table

FIRST_DAY, LAST_DAY = "1800-01-01", "2299-12-31"
"""Wider than what is taken today, as the first release took more, and what it took is no damage."""

NUMBERS = {
    ("dose", "slot"): (1, 3),
    ("dose", "amount_ug"): (0, LARGEST_DOSE_UG),
    ("symptom", "severity"): (0, WORST),
    ("weight", "grams"): (LIGHTEST_G, HEAVIEST_G),
    ("course", "reference_weight_g"): (LIGHTEST_G, HEAVIEST_G),
}
"""The lowest and the highest of the columns that are summed or compared."""

NEVER_NULL = frozenset({"day", "start", "noted_on", "severity", "amount_ug", "grams", "outcome"})


def holds(table: Table[Any]) -> str:
    """Return the SQL expression that says whether a row is as it was written, and can be."""
    conditions = (
        _condition(table, column, kept)
        for column, kept in zip(table.columns, table.keeping, strict=True)
    )
    return " and ".join([table.sum_holds, *filter(None, conditions)])


def _condition(table: Table[Any], column: str, kept: Any) -> str:
    true = _true(table, column, kept)
    if not true:
        return f"{column} is not null" if column in NEVER_NULL else ""
    return true if column in NEVER_NULL else f"({column} is null or {true})"


def _true(table: Table[Any], column: str, kept: Any) -> str:
    if kept is DAY:
        # the second half tells a day that no calendar has, such as the 31st of February, which
        # SQLite hands on unless it is to add something to it; the sign keeps SQLite from taking
        # the days asked for by an index on these, which are all
        within = f"+{column} between '{FIRST_DAY}' and '{LAST_DAY}'"
        return f"({within} and date({column}, '+0 days') is {column})"
    if kept is FLAG:
        return f"{column} in (0, 1)"
    if isinstance(kept.from_sql, type) and issubclass(kept.from_sql, StrEnum):
        words = ", ".join(f"'{word.value}'" for word in kept.from_sql)
        return f"{column} in ({words})"
    if (table.name, column) in NUMBERS:
        low, high = NUMBERS[table.name, column]
        return f"{column} between {low} and {high}"
    return ""


HOLDS = {table.name: holds(table) for table in TABLES}
"""The expression of each table."""
