"""A look at what a change touches, so that nothing is built on a damaged part of a diary."""

from __future__ import annotations

import json
from collections.abc import Sequence
from typing import Any, Protocol

from isodiary.domain.change import Change
from isodiary.domain.course import Course, Phase
from isodiary.domain.record import Patient
from isodiary.domain.symptom import OwnSymptom, Tracked
from isodiary.storage.history import LOGS
from isodiary.storage.ranges import HOLDS
from isodiary.storage.rows import TABLES, SqlValue, sum_holds, table_of

FEW = frozenset({Course, Phase, Patient, Tracked, OwnSymptom})
"""Kinds of which a diary holds few, and on which the others stand."""
TRIGGERS = "select 1 from main.sqlite_schema where type = 'trigger'"
TAIL = 50
"""So many of the last changes are looked at; the next one is numbered after them."""


class Rows(Protocol):
    """What gives the rows of a query, as a diary does."""

    def rows(self, sql: str, values: Sequence[SqlValue] = ()) -> list[tuple[Any, ...]]:
        """Return the rows."""


def harm_before(diary: Rows, change: Change, *, first: bool) -> bool:
    """Whether a part that a change touches is damaged; before the first, also the frame."""
    days = json.dumps([day.isoformat() for day in change.days])
    touched = {table_of(type(edit.entry)) for edit in change.edits}
    dated = [table.name for table in touched if "day" in table.columns]
    if any(_unsound(diary, name, HOLDS[name], f"day in {IN_LIST}", days) for name in dated):
        return True
    return first and _frame_harmed(diary)


IN_LIST = "(select value from json_each(?))"


def _frame_harmed(diary: Rows) -> bool:
    # we make no triggers, and one that somebody planted would do more than the change says
    if diary.rows("pragma quick_check") != [("ok",)] or diary.rows(TRIGGERS):
        return True
    last = f"number > (select max(number) from history) - {TAIL}"
    few = [table.name for table in TABLES if table.kind in FEW]
    return any(_unsound(diary, name, HOLDS[name], "true") for name in few) or any(
        _unsound(diary, log, sum_holds(columns), last) for log, columns in LOGS.items()
    )


def _unsound(diary: Rows, table: str, holds: str, where: str, *values: str) -> bool:
    sql = f"select 1 from {table} where {where} and not ({holds}) limit 1"
    return bool(diary.rows(sql, values))
