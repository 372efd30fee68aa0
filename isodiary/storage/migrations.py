"""How the diary's tables came to be, one step at a time.

A released step is history: never edit it, add another. Steps speak SQL names
and plain values only, and import nothing from isodiary but the ledger they
stand in, so that today's code cannot change what they did yesterday. A new
stored word, such as an `Act` or an `Outcome`, comes with a step too, even one
that does nothing: by its steps an older isodiary sees that a file is beyond
it.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from isodiary.storage.steps import Steps

if TYPE_CHECKING:
    from sqlite_utils import Database

diary_migrations = Steps("isodiary")

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
