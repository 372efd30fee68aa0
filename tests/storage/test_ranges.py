"""SQL takes for true what an entry can be, and nothing else, also where the checksum holds."""

from __future__ import annotations

from contextlib import closing

import pytest

from isodiary.storage.opening import open_diary
from isodiary.storage.ranges import FIRST_DAY, LAST_DAY, NEVER_NULL, NUMBERS, holds
from isodiary.storage.rows import DAY, FLAG, TABLES, checksum, table_named, table_of
from tests.clock import EVENING
from tests.storage.test_damage import ONE_OF_EACH

ROWS = {table_of(type(entry)).name: table_of(type(entry)).row(entry) for entry in ONE_OF_EACH}
OF_DAYS = [
    (table.name, column)
    for table in TABLES
    if table.name in ROWS
    for column, kept in zip(table.columns, table.keeping, strict=True)
    if kept is DAY
]
OF_FLAGS = [
    (table.name, column)
    for table in TABLES
    if table.name in ROWS
    for column, kept in zip(table.columns, table.keeping, strict=True)
    if kept is FLAG
]


@pytest.fixture(scope="module")
def scratch():
    with closing(open_diary(None, now=EVENING)) as diary:
        yield diary


def held(scratch, name, column="", value=None):
    """Return whether SQL takes a row with another value in a column, and its checksum, for true."""
    table = table_named(name)
    row = list(ROWS[name])
    if column:
        row[table.columns.index(column)] = value
    named = ", ".join(f"? as {each}" for each in (*table.columns, "checksum"))
    [(found,)] = scratch.rows(f"select {holds(table)} from (select {named})", [*row, checksum(row)])
    return bool(found)


@pytest.mark.parametrize("name", ROWS)
def test_a_row_as_it_was_written_holds(scratch, name):
    assert held(scratch, name)


@pytest.mark.parametrize(("name", "column"), NUMBERS)
def test_a_number_holds_between_its_lowest_and_its_highest(scratch, name, column):
    low, high = NUMBERS[name, column]
    found = [held(scratch, name, column, each) for each in (low - 1, low, high, high + 1)]
    assert found == [False, True, True, False]


@pytest.mark.parametrize(("name", "column"), OF_DAYS)
def test_a_day_holds_that_a_calendar_has(scratch, name, column):
    for day in (FIRST_DAY, "2026-02-28", LAST_DAY):
        assert held(scratch, name, column, day)
    for day in ("1799-12-31", "2026-02-31", "2026-2-1", "2300-01-01", "soon", ""):
        assert not held(scratch, name, column, day)


@pytest.mark.parametrize(("name", "column"), OF_FLAGS)
def test_a_flag_is_one_of_two(scratch, name, column):
    assert [held(scratch, name, column, each) for each in (0, 1, 2, -1)] == [True, True] + 2 * [
        False
    ]


def test_a_word_is_one_of_those_that_are_known(scratch):
    assert held(scratch, "dose", "outcome", "missed")
    assert not held(scratch, "dose", "outcome", "forgotten")
    assert held(scratch, "contact", "kind", "emergency")
    assert not held(scratch, "contact", "kind", "")


def test_what_every_entry_has_is_never_null(scratch):
    for name in ROWS:
        for column in table_named(name).columns:
            if column in NEVER_NULL:
                assert not held(scratch, name, column, None), f"{name}.{column}"
    assert held(scratch, "dose", "slot", None)
    assert held(scratch, "dose", "meal", None)
