"""The tables as one workbook for spreadsheets; it is only read by people, never by isodiary."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import IO, Any

from isodiary.domain.errors import Refused
from isodiary.domain.text import tidy
from isodiary.language import _, marked
from isodiary.services.exchange.choice import ExportChoice
from isodiary.services.exchange.own_csv import chosen_columns, rows_in_words
from isodiary.services.exchange.own_rows import chosen_rows
from isodiary.storage.diary import Diary
from isodiary.storage.rows import SqlValue

LONGEST_CELL = 32_767
"""Characters that a cell of a workbook can hold."""

NO_PACKAGE = marked(
    "A workbook needs the package openpyxl, which is not installed: pip install openpyxl. The"
    " tables of an archive (.zip) open in any spreadsheet too."
)

_NO_XML = re.compile("[\ufffe\uffff]")
_NUMBERS = ("_mg", "kg")
"""How columns end that hold numbers with decimals."""


def write(diary: Diary, out: IO[bytes], choice: ExportChoice) -> int:
    """Write a sheet for each table; return how many rows they have.

    Raises:
        Refused: What writes workbooks is not installed.
    """
    try:
        from openpyxl import Workbook
    except ImportError as error:
        raise Refused(_(NO_PACKAGE)) from error
    book = Workbook(write_only=True)
    count = 0
    for table in choice.tables:
        sheet = book.create_sheet(table.name)
        heads = chosen_columns(table, choice)
        sheet.append(list(heads))
        for row in rows_in_words(chosen_rows(diary, table, choice), table, choice):
            sheet.append(list(_cells(sheet, heads, row)))
            count += 1
    book.save(out)
    return count


def _cells(sheet: Any, heads: tuple[str, ...], row: tuple[SqlValue, ...]) -> Iterator[Any]:
    """Yield what stands in the cells of a row; a text is never run, whatever it begins with."""
    from openpyxl.cell import WriteOnlyCell

    for head, value in zip(heads, row, strict=True):
        if value is None or isinstance(value, int):
            yield value
        elif value and head.endswith(_NUMBERS):
            yield float(value)
        else:
            cell = WriteOnlyCell(sheet, _NO_XML.sub("", tidy(value))[:LONGEST_CELL])
            cell.data_type = "s"
            yield cell
