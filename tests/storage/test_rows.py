"""Entries come back from their rows as they went in, and rows know when they are damaged."""

from __future__ import annotations

import json
from dataclasses import replace
from decimal import Decimal

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from isodiary.domain.course import Course, Phase
from isodiary.domain.lab import LabResult
from isodiary.domain.record import DayNote
from isodiary.storage.opening import open_diary
from isodiary.storage.rows import MOST_DIGITS, TABLES, checksum, sum_holds, table_named, table_of
from tests.clock import EVENING
from tests.storage.entries import COURSES, HOSTILE, IDS, STRATEGIES
from tests.storage.writing import MONDAY, add, everything, gone, typed

KINDS = [pytest.param(table.kind, id=table.name) for table in TABLES]
VALUES = (
    st.none()
    | st.integers(-(2**63), 2**63 - 1)
    | st.sampled_from(HOSTILE)
    | st.text(st.characters(exclude_categories=["Cs"], exclude_characters="\0"))
)


@pytest.mark.parametrize("kind", KINDS)
@given(data=st.data())
def test_entry_comes_back_from_its_row(kind, data):
    entry = data.draw(STRATEGIES[kind])
    table = table_of(kind)
    back = table.entry(table.row(entry))
    assert back == entry
    assert typed(back) == typed(entry)


@pytest.mark.parametrize("kind", KINDS)
@given(data=st.data())
def test_entry_comes_back_from_what_the_history_keeps(kind, data):
    entry = data.draw(STRATEGIES[kind])
    table = table_of(kind)
    kept = json.loads(json.dumps(table.short(entry), ensure_ascii=False))
    assert typed(table.of_short(kept)) == typed(entry)


@pytest.mark.parametrize("kind", KINDS)
@settings(max_examples=30, suppress_health_check=[HealthCheck.too_slow])
@given(data=st.data())
def test_entry_comes_back_from_the_diary_and_goes_without_a_trace(kind, data):
    course = data.draw(COURSES)
    entry = data.draw(STRATEGIES[kind].filter(lambda entry: entry.id != course.id))
    if isinstance(entry, Phase):
        entry = replace(entry, course=course.id)
    diary = open_diary(None, now=EVENING)
    add(diary, course, entry)
    found = diary.get(kind, entry.id)
    assert found is not None
    assert typed(found) == typed(entry)
    assert diary.damaged() == []
    diary.apply(gone(entry, course), at=EVENING)
    assert everything(diary) == {}
    diary.close()


@given(st.lists(VALUES, min_size=1, max_size=6))
def test_sqlite_takes_the_same_checksum_as_python(row):
    diary = open_diary(None, now=EVENING)
    columns = [f"c{n}" for n in range(len(row))]
    marks = ", ".join(f"? as {column}" for column in columns)
    sql = f"select {sum_holds(columns)} from (select {marks}, ? as checksum)"
    assert diary.rows(sql, [*row, checksum(row)]) == [(1,)]
    assert diary.rows(sql, [*row, checksum([*row, "more"])]) == [(0,)]
    diary.close()


def test_sql_reads_a_checksum_written_by_a_release():
    # pinned: another way to take it would name every row of every diary damaged
    assert checksum(("a1", None, -5, "it's ü")) == 549_032_333


@given(IDS)
def test_rows_that_differ_in_what_is_null_have_different_checksums(id_):
    assert len({checksum((id_, None)), checksum((id_, "NULL")), checksum((id_, ""))}) == 3


def test_text_that_sql_would_cut_short_is_not_kept(diary):
    for text in ("cut\0short", "half \ud800"):
        with pytest.raises(ValueError, match=r"NUL|surrogates"):
            add(diary, DayNote(day=MONDAY, text=text))
    assert diary.all(DayNote) == []
    assert diary.history.last_at() is None


def test_each_table_is_found_by_its_kind_and_by_its_name():
    for table in TABLES:
        assert table_of(table.kind) is table_named(table.name) is table


def test_reference_is_named_as_one_in_the_file():
    assert "course_id" in table_named("phase").columns
    assert "course" in table_named("phase").fields
    assert table_of(Course).columns[0] == "id"


@pytest.mark.parametrize("text", ["1." + "2" * (MOST_DIGITS - 2), f"1E+{MOST_DIGITS}", "1E-60"])
def test_a_result_of_many_digits_is_one(text):
    table, row = table_of(LabResult), kept_result(text)
    assert table.entry(row).value == Decimal(text)


@pytest.mark.parametrize(
    "text", ["1." + "2" * (MOST_DIGITS - 1), f"1E+{MOST_DIGITS + 1}", "1E-61", "NaN", "Infinity"]
)
def test_a_result_that_would_take_minutes_to_write_is_none(text):
    with pytest.raises(ValueError, match="no result of a test"):
        table_of(LabResult).entry(kept_result(text))


def kept_result(text):
    """Return the row of a result whose number is kept as this text."""
    table = table_of(LabResult)
    row = list(table.row(LabResult(day=MONDAY, analyte="alt", value=Decimal(7), unit="U/L")))
    row[table.columns.index("value")] = text
    return tuple(row)
