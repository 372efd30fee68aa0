"""The workbook: the same tables, as text that no spreadsheet runs."""

from __future__ import annotations

import io
import sys
from contextlib import closing

import openpyxl
import pytest
from hypothesis import given

from isodiary.domain.errors import Refused
from isodiary.domain.record import DayNote
from isodiary.services.exchange.choice import ExportChoice
from isodiary.services.exchange.formats import format_named
from isodiary.storage.opening import open_diary
from tests.clock import EVENING
from tests.kinds import DAY, EXAMPLES
from tests.services.exchange.bringing import written
from tests.storage.entries import TEXTS
from tests.storage.writing import add


@pytest.fixture
def diary():
    with closing(open_diary(None, now=EVENING)) as opened:
        yield opened


def test_a_workbook_holds_the_tables_and_runs_nothing(diary, tmp_path):
    add(diary, *EXAMPLES.values(), DayNote(day=DAY.replace(day=2), text="=1+1"))
    choice = ExportChoice(now=EVENING, kinds=("day_note", "dose", "weight"))
    file = written(diary, tmp_path / "a.xlsx", "isodiary-xlsx", choice)
    book = openpyxl.load_workbook(file)
    assert book.sheetnames == ["dose", "day_note", "weight"]
    notes = list(book["day_note"].iter_rows())
    assert [cell.value for cell in notes[0]] == ["id", "day", "text", "off_paper"]
    assert (notes[1][2].value, notes[1][2].data_type) == ("=1+1", "s")
    heads, dose = book["dose"].iter_rows(values_only=True)
    assert dict(zip(heads, dose, strict=True))["amount_mg"] == 10


@given(TEXTS)
def test_a_workbook_takes_text_of_every_kind(text):
    with closing(open_diary(None, now=EVENING)) as diary:
        add(diary, DayNote(day=DAY, text=f"x{text}"))
        out = io.BytesIO()
        choice = ExportChoice(now=EVENING, kinds=("day_note",))
        format_named("isodiary-xlsx").writer.write(diary, out, choice)
        [_heads, row] = openpyxl.load_workbook(out)["day_note"].iter_rows(values_only=True)
        assert str(row[2]).startswith("x")


def test_without_what_writes_workbooks_it_says_what_to_install(diary, tmp_path, monkeypatch):
    monkeypatch.setitem(sys.modules, "openpyxl", None)
    with pytest.raises(Refused, match="pip install openpyxl"):
        written(diary, tmp_path / "a.xlsx", "isodiary-xlsx")
    assert not list(tmp_path.iterdir())
