"""Whether a diary is as isodiary wrote it: its rows, its history, and the frame around both."""

from __future__ import annotations

import json
import re
from contextlib import closing
from typing import Any

from isodiary.domain.values import dataclass
from isodiary.storage.connecting import in_memory, prepared
from isodiary.storage.damaged import damaged_in
from isodiary.storage.diary import Diary
from isodiary.storage.history import LOGS
from isodiary.storage.rows import TABLES, UNREADABLE, sum_holds

LAST_EDITS = f"""
select entry_table, entry_id, after from (
    select *, row_number() over (
        partition by entry_table, entry_id order by number desc, position desc
    ) as place from history_edit where {sum_holds(LOGS["history_edit"])}
) where place = 1
"""

EDITS_MISSING = """
select number from history
where number not in (select number from history_edit where position = 0)
    or number in (select number from history_edit group by number having count(*) <= max(position))
"""

SCHEMA = "select type, name, tbl_name, sql from main.sqlite_schema where name not like 'sqlite_%'"
OTHERS_OWN = "_sqlite_migrations"
"""The ledger of sqlite-utils, which writes it its own way in each of its releases."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Disagreement:
    """An entry of which the tables and the history say different things.

    Attributes:
        table: Its table.
        id: Its id.
        kept: Whether the tables hold it.
        told: Whether the history says that they do.
    """

    table: str
    id: str
    kept: bool
    told: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class Stranger:
    """A table, index, trigger or view that is not as isodiary makes it.

    Attributes:
        kind: "table", "index", "trigger" or "view".
        name: Its name.
        missing: Whether it is one of ours that is not there; else it is not ours, or altered.
    """

    kind: str
    name: str
    missing: bool


def is_sound(diary: Diary) -> bool:
    """Whether everything in a diary is as isodiary wrote it.

    Raises:
        DiaryError: It cannot be read.
    """
    return not (
        diary.problems()
        or diary.damaged()
        or strangers(diary)
        or gaps(diary)
        or disagreements(diary)
    )


def is_whole(diary: Diary) -> bool:
    """The same at a fraction of the cost: that no row is damaged, and SQLite finds all of them."""
    return not (diary.problems() or diary.damaged())


def disagreements(diary: Diary) -> list[Disagreement]:
    """Return where the tables are not what the history, made again from its start, comes to."""
    found: list[Disagreement] = []
    told = _told(diary)
    for table in TABLES:
        said = told.get(table.name, {})
        for row in diary.rows(f"select {', '.join(table.columns)} from sound_{table.name}"):
            after = said.pop(str(row[0]), None)
            if after is None:
                found.append(_disagreement(table.name, str(row[0]), kept=True, told=False))
            elif not _same(table, row, after):
                found.append(_disagreement(table.name, str(row[0]), kept=True, told=True))
        damaged = {each.id for each in damaged_in(diary, table)}  # these are named already
        found += [
            _disagreement(table.name, id_, kept=False, told=True)
            for id_ in said
            if id_ not in damaged
        ]
    return found


def gaps(diary: Diary) -> list[int]:
    """Return the numbers of changes that the history lacks, or lacks an edit of."""
    numbers = {int(number) for (number,) in diary.rows("select number from history")}
    last = max(numbers, default=0)
    if last > 10 * len(numbers) + 1_000:  # a number that is itself damaged
        return [last]
    lost = set(range(1, last + 1)) - numbers
    return sorted(lost.union(int(number) for (number,) in diary.rows(EDITS_MISSING)))


def strangers(diary: Diary) -> list[Stranger]:
    """Return what of the frame of a diary is not as in a new one."""
    with closing(in_memory()) as db:
        fresh = {_frame(*row) for row in prepared(db).execute(SCHEMA)}
    ours = {_frame(*row) for row in diary.rows(SCHEMA)}
    return [
        *(Stranger(kind=kind, name=name, missing=False) for kind, name, *_ in sorted(ours - fresh)),
        *(
            Stranger(kind=kind, name=name, missing=True)
            for kind, name, *_ in sorted(fresh - ours)
            if (kind, name) not in {part[:2] for part in ours}
        ),
    ]


def _told(diary: Diary) -> dict[str, dict[str, str]]:
    """Return what the history says each entry is now, by table and id; None is gone."""
    told: dict[str, dict[str, str]] = {}
    for table, id_, after in diary.rows(LAST_EDITS):
        if after is not None:
            told.setdefault(table, {})[id_] = after
    return told


def _same(table: Any, row: tuple[Any, ...], after: str) -> bool:
    """Whether a row of a table is what the history says of it."""
    try:
        said = table.row(table.of_short({"id": row[0], **json.loads(after)}))
    except UNREADABLE:
        return False
    return bool(said == row)


def _disagreement(table: str, id_: str, *, kept: bool, told: bool) -> Disagreement:
    return Disagreement(table=table, id=id_, kept=kept, told=told)


def _frame(kind: str, name: str, of: str, sql: str | None) -> tuple[str, str, str, str]:
    # sqlite-utils quotes names in its own way in each of its releases
    plain = re.sub(r'[\s"`\[\]]+', "", sql or "").lower()
    return kind, name, of, "" if name == OTHERS_OWN else plain
