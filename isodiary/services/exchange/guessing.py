"""A first guess at how a table is to be read, which the patient then corrects."""

from __future__ import annotations

import codecs
import csv
import re
from collections.abc import Sequence
from dataclasses import replace
from itertools import islice

from isodiary.domain.errors import DiaryError
from isodiary.services.exchange.found import State
from isodiary.services.exchange.mapped import member_in, place_in
from isodiary.services.exchange.mapping import (
    COLUMNS,
    LEFT,
    SEPARATORS,
    Column,
    DayOrder,
    Meaning,
    TableMapping,
    ThingRole,
    meaning_of,
)
from isodiary.services.exchange.readers.cells import head_of
from isodiary.services.exchange.source import HEAD, Source
from isodiary.services.exchange.tables import TableRow, read_rows

LOOKED_AT = 40
DAY_HEADS = frozenset({"date", "day", "datum", "tag", "timestamp", "datetime", "fecha", "jour"})
TIME_HEADS = frozenset({"time", "zeit", "uhrzeit", "hora", "heure"})
WEIGHT_HEADS = frozenset({"weight", "gewicht", "peso", "poids", "bodyweight", "kg"})
NOTE_HEADS = frozenset({"note", "notes", "notiz", "comment", "kommentar"})

YES_AND_NO = {
    "yes": State.TAKEN,
    "taken": State.TAKEN,
    "true": State.TAKEN,
    "x": State.TAKEN,
    "1": State.TAKEN,
    "no": State.MISSED,
    "missed": State.MISSED,
    "not taken": State.MISSED,
    "false": State.MISSED,
    "0": State.MISSED,
    "skipped": State.SKIPPED,
}

_DATE = re.compile(r"(\d{1,4})([./\-])(\d{1,2})[./\-](\d{1,4})")
_COMMA = re.compile(r"\d+,\d{1,3}")


def is_table(source: Source) -> bool:
    """Whether a file looks like a table, of whatever program, or like an archive with one."""
    head = _head(source)
    if head.startswith(b"PK") or not head.strip():
        return False
    text = _text(head)
    if any(ord(sign) < 32 and sign not in "\t\r\n\ufeff" for sign in text[:4096]):
        return False
    return len(_cells_of(text, separator_guessed(text))) > 1 and text.lstrip()[:1] not in "<{["


def first_line(source: Source) -> str:
    """Return the line of heads, by which a table of the same program is known again."""
    return next(iter(_text(_head(source)).splitlines()), "")


def guess(source: Source) -> TableMapping:
    """Return how a table may be meant to be read."""
    begins = _head(source)
    encoding, text = encoding_guessed(begins), _text(begins)
    separator = separator_guessed(text)
    mapping = TableMapping(
        name=source.path.stem[:80] or "table",
        separator=separator,
        encoding=encoding,
        states=YES_AND_NO,
    )
    rows = first_rows(source, mapping, LOOKED_AT)
    heads = rows[0].cells if rows else ()
    cells = [cell for row in rows[1:] for cell in row.cells]
    comma = separator != "," and any(_COMMA.fullmatch(cell.strip()) for cell in cells)
    mapping = replace(mapping, decimal_comma=comma, order=order_guessed(cells))
    for place, head in enumerate(heads):
        role = _role_guessed(head)
        if role and not (role in COLUMNS and role in mapping.columns):
            mapping = with_role(mapping, heads, place, role)
    return mapping


def first_rows(source: Source, mapping: TableMapping, most: int) -> list[TableRow]:
    """Return the first rows of a table, that of its heads too; none if they cannot be read."""
    try:
        with source.text(member_in(source, mapping.member), mapping.encoding) as text:
            return list(islice(read_rows(text, mapping.separator), most))
    except (DiaryError, UnicodeError):
        return []


def encoding_guessed(head: bytes) -> str:
    """Return the encoding of a file by its first bytes; empty for one that it says, or UTF-8."""
    if head.startswith((codecs.BOM_UTF8, codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)):
        return ""
    if head[1:2] == b"\0" and head[:1] != b"\0":
        return "utf-16-le"
    if head[:1] == b"\0":
        return "utf-16-be"
    try:
        codecs.getincrementaldecoder("utf-8")().decode(head)
    except UnicodeError:
        pass
    else:
        return ""
    try:
        head.decode("cp1252")
    except UnicodeError:
        return "latin-1"
    return "cp1252"


def separator_guessed(text: str) -> str:
    """Return the separator by which the first lines have as many cells each, and the most."""

    lines = [line for line in text.splitlines()[:LOOKED_AT] if line]

    def fits(separator: str) -> tuple[bool, int]:
        counts = [len(_cells_of(line, separator)) for line in lines]
        first = counts[0] if counts else 0
        alike = sum(each == first for each in counts)
        return first > 1 and 4 * alike >= 3 * len(counts), first

    return max(SEPARATORS, key=fits)


def order_guessed(cells: Sequence[str]) -> DayOrder:
    """Return the order of the days among some cells; day first where it may be either."""
    dates = [found for cell in cells if (found := _DATE.match(cell.strip()))]
    if any(len(found[1]) == 4 for found in dates):
        return DayOrder.YEAR_FIRST
    if any(int(found[3]) > 12 for found in dates):
        return DayOrder.MONTH_FIRST
    return DayOrder.DAY_FIRST if dates else DayOrder.YEAR_FIRST


def role_of(mapping: TableMapping, heads: Sequence[str], place: int) -> str:
    """Return what a column is: one of `COLUMNS`, or a meaning such as "weight kg"."""
    for key, column in mapping.columns.items():
        if place_in(heads, column) == place:
            return key
    return str(mapping.meaning(heads[place]))


def with_role(mapping: TableMapping, heads: Sequence[str], place: int, role: str) -> TableMapping:
    """Return a mapping in which a column is something else; no other column is that any more.

    Args:
        mapping: The mapping.
        heads: The heads of the table.
        place: Of the column, from 0.
        role: As `role_of` has it.
    """
    head = heads[place].strip()
    key = " ".join(head.split()).casefold()
    alone = [head_of(each) for each in heads].count(head_of(head)) == 1
    own: Column = head if head and alone else place + 1
    before = role_of(mapping, heads, place)
    columns = {name: column for name, column in mapping.columns.items() if name != before}
    things = {name: meaning for name, meaning in mapping.things.items() if name != key}
    if role in COLUMNS:
        columns[role] = own
    elif key and (meaning := meaning_of(role)) != mapping.things.get("*", LEFT):
        things[key] = meaning
    return replace(mapping, columns=columns, things=things)


def _role_guessed(head: str) -> str:
    words = head.strip().casefold()
    if words in DAY_HEADS:
        return "day"
    if words in TIME_HEADS:
        return "time"
    if words in WEIGHT_HEADS:
        return str(Meaning(ThingRole.WEIGHT, "kg"))
    return str(Meaning(ThingRole.NOTE)) if words in NOTE_HEADS else ""


def _cells_of(line: str, separator: str) -> list[str]:
    try:
        return next(csv.reader(line.splitlines()[:1], delimiter=separator), [])
    except csv.Error:
        return []


def _head(source: Source) -> bytes:
    """Return the first bytes of a table, or of the one that lies highest in an archive."""
    try:
        member = member_in(source, "")
        if not member:
            return source.head
        with source.binary(member) as file:
            return file.read(HEAD)
    except DiaryError:
        return b""


def _text(head: bytes) -> str:
    marked = head.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE))
    said = encoding_guessed(head) or ("utf-16" if marked else "utf-8-sig")
    return head.decode(said, errors="ignore").lstrip("\ufeff")
