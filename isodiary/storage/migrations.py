"""How the diary's tables came to be, one step at a time.

A released step is history: never edit it, add another. SchemaSteps speak SQL names
and plain values only, and import nothing from isodiary but the ledger they
stand in, so that today's code cannot change what they did yesterday. A new
stored word, such as an `Act` or an `Outcome`, comes with a step too, even one
that does nothing: by its steps an older isodiary sees that a file is beyond
it.
"""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Callable, Sequence
from decimal import Decimal
from typing import TYPE_CHECKING
from zlib import crc32

from isodiary.storage.steps import SchemaSteps

if TYPE_CHECKING:
    from sqlite_utils import Database

Row = dict[str, object]

diary_migrations = SchemaSteps("isodiary")

FIRST_TABLES = """
create table course (
    id text primary key, start text not null, product text not null, formulation text not null,
    planned_weeks integer, target_ug_per_kg integer, reference_weight_g integer not null,
    weight_basis text not null, opening_ug integer not null, ended_on text,
    checksum integer not null
) strict, without rowid;

create table phase (
    id text primary key, course_id text not null references course (id), number integer not null,
    start text not null, slots text not null, until text, why text not null,
    checksum integer not null, unique (course_id, number)
) strict, without rowid;

create table dose (
    id text primary key, day text not null, slot integer, outcome text not null,
    capsules text not null, amount_ug integer not null, meal text, fat text, taken_at text,
    reason text, note text not null, checksum integer not null, unique (day, slot)
) strict, without rowid;

create table symptom (
    id text primary key, day text not null, symptom text not null, severity integer not null,
    note text not null, checksum integer not null, unique (day, symptom)
) strict, without rowid;

create table tracked (
    id text primary key, symptom text not null unique, position integer not null,
    checksum integer not null
) strict, without rowid;

create table own_symptom (
    id text primary key, label text not null, checksum integer not null
) strict, without rowid;

create table day_note (
    id text primary key, day text not null unique, text text not null,
    off_paper integer not null, checksum integer not null
) strict, without rowid;

create table weight (
    id text primary key, day text not null unique, grams integer not null,
    checksum integer not null
) strict, without rowid;

create table visit (
    id text primary key, day text not null unique, at text, clinician text not null,
    place text not null, agreed text not null, checksum integer not null
) strict, without rowid;

create table question (
    id text primary key, text text not null, noted_on text not null, position integer not null,
    visit text not null, checksum integer not null
) strict, without rowid;

create table kept_off (
    id text primary key, kind text not null, what text not null, checksum integer not null,
    unique (kind, what)
) strict, without rowid;

create table lab_result (
    id text primary key, day text not null, analyte text not null, comparator text not null,
    value text, word text not null, unit text not null, low text, high text, fasting integer,
    exercise integer, lab text not null, note text not null, checksum integer not null
) strict, without rowid;
create index lab_result_by_day on lab_result (day);

create table lab_limit (
    id text primary key, analyte text not null unique, unit text not null, low text, high text,
    checksum integer not null
) strict, without rowid;

create table planned_test (
    id text primary key, day text not null, what text not null, checksum integer not null
) strict, without rowid;
create index planned_test_by_day on planned_test (day);

create table acne_check (
    id text primary key, day text not null unique, iga integer, gags text,
    non_inflammatory integer, inflammatory integer, nodules integer, note text not null,
    checksum integer not null
) strict, without rowid;

create table answer (
    id text primary key, key text not null unique, said text not null, day text not null,
    checksum integer not null
) strict, without rowid;

create table patient (
    id text primary key, name text not null, birth_year integer, country text not null,
    sex text not null, checksum integer not null
) strict, without rowid;

create table contact (
    id text primary key, kind text not null, name text not null, phone text not null,
    checksum integer not null
) strict, without rowid;

create table history (
    number integer primary key, at text not null, act text not null,
    reverts integer references history (number), restores integer references history (number),
    checksum integer not null
) strict;

create table history_edit (
    number integer not null references history (number), position integer not null,
    entry_table text not null, entry_id text not null, before text, after text,
    checksum integer not null, primary key (number, position)
) strict, without rowid;
create index history_edit_by_entry on history_edit (entry_id);
"""


@diary_migrations()
def m001_first_tables(db: Database) -> None:
    """Create the tables of the first release."""
    db.executescript(FIRST_TABLES)


# What each table looks like from the second step on. The checks are for the values that every sum
# relies on; entries say more about themselves in their own words.
RHYTHM_TABLES = {
    "course": """
    id text primary key, start text not null check (start {day}), product text not null,
    formulation text not null, planned_weeks integer check (planned_weeks between 1 and 520),
    target_ug_per_kg integer check (target_ug_per_kg between 1 and 1000000),
    reference_weight_g integer not null check (reference_weight_g between 10000 and 700000),
    weight_basis text not null,
    opening text not null check (opening in ('mg', 'planned', 'unknown')),
    opening_ug integer not null check (opening_ug between 0 and 200000000),
    kept_from text check (kept_from {day}), kept_at text, ended_on text check (ended_on {day}),
    checksum integer not null""",
    "phase": """
    id text primary key, course_id text not null references course (id), number integer not null,
    start text not null check (start {day}), at text, plan text, until text check (until {day}),
    visit text not null, why text not null, checksum integer not null,
    unique (course_id, number)""",
    "dose": """
    id text primary key, day text not null check (day {day}),
    slot integer check (slot between 1 and 3), outcome text not null, capsules text not null,
    amount_ug integer not null check (amount_ug between 0 and 1000000), meal text, fat text,
    taken_at text, reason text, planned_capsules text not null,
    planned_ug integer not null check (planned_ug between 0 and 1000000), planned_meal text,
    planned_at text, phase_id text not null, note text not null, checksum integer not null,
    unique (day, slot)""",
    "symptom": """
    id text primary key, day text not null check (day {day}), symptom text not null,
    severity integer not null check (severity between 0 and 3), note text not null,
    checksum integer not null, unique (day, symptom)""",
    "day_note": """
    id text primary key, day text not null unique check (day {day}), text text not null,
    off_paper integer not null check (off_paper in (0, 1)), checksum integer not null""",
    "weight": """
    id text primary key, day text not null unique check (day {day}),
    grams integer not null check (grams between 10000 and 700000), checksum integer not null""",
    "visit": """
    id text primary key, day text not null unique check (day {day}), at text,
    clinician text not null, place text not null, agreed text not null,
    checksum integer not null""",
    "question": """
    id text primary key, text text not null, noted_on text not null check (noted_on {day}),
    position integer not null, visit text not null, checksum integer not null""",
    "lab_result": """
    id text primary key, day text not null check (day {day}), analyte text not null,
    comparator text not null, value text, word text not null, unit text not null, low text,
    high text, fasting integer check (fasting in (0, 1)),
    exercise integer check (exercise in (0, 1)), lab text not null, note text not null,
    checksum integer not null""",
    "planned_test": """
    id text primary key, day text not null check (day {day}), what text not null,
    checksum integer not null""",
    "acne_check": """
    id text primary key, day text not null unique check (day {day}),
    iga integer check (iga between 0 and 4), gags text,
    non_inflammatory integer check (non_inflammatory >= 0),
    inflammatory integer check (inflammatory >= 0), nodules integer check (nodules >= 0),
    note text not null, checksum integer not null""",
    "answer": """
    id text primary key, key text not null unique, said text not null,
    day text not null check (day {day}), checksum integer not null""",
}
A_DAY = "between '1900-01-01' and '2199-12-31'"
RHYTHM_INDEXES = (
    "create index lab_result_by_day on lab_result (day)",
    "create index planned_test_by_day on planned_test (day)",
)


@diary_migrations()
def m002_rhythms(db: Database) -> None:
    """Keep plans in a rhythm, courses begun before their diary, and what a dose was planned as.

    What stands in a row stays, even where a new check would refuse it; a damaged row stays
    damaged, and so does a damaged line of the history.
    """
    db.execute("pragma ignore_check_constraints = on")
    for table, columns in RHYTHM_TABLES.items():
        db.execute(f"create table new_{table} ({columns.format(day=A_DAY)}) strict, without rowid")
    planned = _Planned(db)
    _refill(db, "course", lambda row: {**row, "opening": "mg", "kept_from": None, "kept_at": None})
    _refill(db, "phase", _rhythm_phase)
    _refill(db, "dose", planned.dose)
    _rewrite_history(db, {"phase": _rhythm_phase, "dose": planned.dose})
    for table in RHYTHM_TABLES:
        if table not in ("course", "phase", "dose"):
            db.execute(f"insert into new_{table} select * from {table}")
        db.execute(f"drop table {table}")
        db.execute(f"alter table new_{table} rename to {table}")
    for index in RHYTHM_INDEXES:
        db.execute(index)
    db.execute("pragma ignore_check_constraints = off")


class _Planned:
    """What the phases of a diary planned for the doses of a day, as they stood at this step."""

    def __init__(self, db: Database) -> None:
        self._courses = sorted(_sound_rows(db, "course"), key=lambda row: str(row["start"]))
        self._phases: dict[object, list[Row]] = {}
        for phase in _sound_rows(db, "phase"):
            self._phases.setdefault(phase["course_id"], []).append(phase)
        for phases in self._phases.values():  # the one in force first
            phases.sort(key=lambda row: (str(row["start"]), row["number"]), reverse=True)

    def dose(self, row: Row) -> Row:
        """Return a dose with what the phase in force on its day planned for it.

        Where that has no such dose, as it is a pause or another plan was taken back, it is what
        the phase before it planned; where none has one, it is not known.
        """
        unknown = {"planned_capsules": "", "planned_ug": 0, "planned_meal": None}
        found: Row = {**row, **unknown, "planned_at": None, "phase_id": ""}
        for phase in self._begun(str(row["day"])):
            slots = str(phase["slots"]).split(", ") if phase["slots"] else []
            number = row.get("slot")
            if isinstance(number, int) and 1 <= number <= len(slots):
                meal, at, capsules = slots[number - 1].split(" ")
                milligrams = sum(Decimal(part) for part in capsules.split("+"))
                found.update(planned_capsules=capsules, planned_ug=int(milligrams * 1000))
                found.update(planned_meal=meal, planned_at=at, phase_id=phase["id"])
                break
        return found

    def _begun(self, day: str) -> list[Row]:
        begun = [course for course in self._courses if str(course["start"]) <= day]
        if not begun or str(begun[-1]["ended_on"] or day) < day:
            return []
        phases = self._phases.get(begun[-1]["id"], [])
        return [each for each in phases if str(each["start"]) <= day <= str(each["until"] or day)]


def _rhythm_phase(row: Row) -> Row:
    kept = {name: value for name, value in row.items() if name != "slots"}
    return {**kept, "at": None, "plan": row.get("slots") or None, "visit": ""}


STRICT_RANGES = """
    id text primary key, day text not null check (day {day}), analyte text not null,
    comparator text not null, value text, word text not null, unit text not null, low text,
    high text, low_strict integer check (low_strict = 1),
    high_strict integer check (high_strict = 1), fasting integer check (fasting in (0, 1)),
    exercise integer check (exercise in (0, 1)), lab text not null, note text not null,
    checksum integer not null"""


@diary_migrations()
def m003_strict_ranges(db: Database) -> None:
    """Keep whether the end of a printed range lies in it; the comparators "<=" and ">=" are new.

    Ranges of before say it of none of their ends, as nobody knows. The history stays as it is:
    a line of it leaves out what is not set.
    """
    if "low_strict" in _columns(db, "lab_result"):  # the ledger is damaged, and would have it twice
        raise sqlite3.OperationalError("table lab_result has its strict ranges already")
    db.execute("pragma ignore_check_constraints = on")
    columns = STRICT_RANGES.format(day=A_DAY)
    db.execute(f"create table new_lab_result ({columns}) strict, without rowid")
    _refill(db, "lab_result", lambda row: {**row, "low_strict": None, "high_strict": None})
    db.execute("drop table lab_result")
    db.execute("alter table new_lab_result rename to lab_result")
    db.execute("create index lab_result_by_day on lab_result (day)")
    db.execute("pragma ignore_check_constraints = off")


def _refill(db: Database, table: str, change: Callable[[Row], Row]) -> None:
    """Copy a table to its new form; rows that were sound are sound again, and no others."""
    old, new = _columns(db, table), _columns(db, f"new_{table}")
    rows = []
    for row, sound in _rows(db, table, old):
        changed = change(row)
        values = [changed[name] for name in new]
        rows.append([*values, _checksum(values) if sound else _checksum(values) ^ 1])
    marks = ", ".join("?" * (len(new) + 1))
    db.conn.executemany(f"insert into new_{table} values ({marks})", rows)


def _rewrite_history(db: Database, changes: dict[str, Callable[[Row], Row]]) -> None:
    """Let the lines of the history say what the rows say, so that undo finds what it looks for."""
    columns = _columns(db, "history_edit")
    rows = []
    for row, sound in _rows(db, "history_edit", columns):
        change = changes.get(str(row["entry_table"]))
        if change is None or not sound:
            continue
        new = _columns(db, f"new_{row['entry_table']}")
        for side in ("before", "after"):
            if row[side] is not None:
                row[side] = _short(change(json.loads(str(row[side]))), new)
        values = [row[name] for name in columns]
        numbers = [row["number"], row["position"]]
        rows.append([row["before"], row["after"], _checksum(values), *numbers])
    db.conn.executemany(
        "update history_edit set before = ?, after = ?, checksum = ?"
        " where number = ? and position = ?",
        rows,
    )


def _short(row: Row, columns: Sequence[str]) -> str:
    kept = {name: row.get(name) for name in columns if name != "id"}
    said = {name: value for name, value in kept.items() if value not in (None, "")}
    return json.dumps(said, ensure_ascii=False, separators=(",", ":"))


def _columns(db: Database, table: str) -> list[str]:
    """Return the names of the columns but for the last, the checksum."""
    return [name for (name,) in db.execute(f"select name from pragma_table_info('{table}')")][:-1]


def _sound_rows(db: Database, table: str) -> list[Row]:
    return [row for row, sound in _rows(db, table, _columns(db, table)) if sound]


def _rows(db: Database, table: str, columns: Sequence[str]) -> list[tuple[Row, bool]]:
    """Return the rows of a table, and whether each is as it was written."""
    found = db.execute(f"select {', '.join(columns)}, checksum from {table}").fetchall()
    return [
        (dict(zip(columns, row, strict=False)), row[-1] == _checksum(row[:-1])) for row in found
    ]


def _checksum(values: Sequence[object]) -> int:
    return crc32(",".join(map(_quoted, values)).encode())


def _quoted(value: object) -> str:
    if value is None:
        return "NULL"
    return str(value) if isinstance(value, int) else "'" + str(value).replace("'", "''") + "'"
