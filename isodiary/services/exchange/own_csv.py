"""A kind of entry as a table of ours, out and in again.

The columns are those of the README, then some in words, which are not read back. What a
spreadsheet would run bears a quote before it, and is read back without.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence
from io import TextIOWrapper
from typing import IO, Any

from isodiary.domain.dose import Outcome, Reason
from isodiary.domain.errors import Refused
from isodiary.domain.meal import Meal
from isodiary.domain.units import thousandth
from isodiary.language import _, marked
from isodiary.services.exchange.choice import ExportChoice
from isodiary.services.exchange.found import FoundRow, Unreadable
from isodiary.services.exchange.own_rows import TABLES_BY_NAME, chosen_rows, entry_or_why
from isodiary.services.exchange.source import Source
from isodiary.services.exchange.tables import TableRow, exact, read_rows, write_rows
from isodiary.services.words.names import MEALS, REASONS, outcome_name, severity_name
from isodiary.storage.diary import Diary
from isodiary.storage.rows import Row, SqlValue, Table

Words = Callable[[SqlValue, ExportChoice], str]

SHORT_ROW = marked("the row has fewer cells than the table has columns")
ONE_KIND = marked("A table holds entries of one kind. Choose one.")


def _named(value: SqlValue, choice: ExportChoice) -> str:
    return choice.names.get(str(value), str(value))


def _thousandth(value: SqlValue, choice: ExportChoice) -> str:
    return f"{thousandth(int(value or 0)).normalize():f}"


IN_WORDS: Mapping[str, Mapping[str, tuple[str, Words]]] = {
    "course": {"reference_weight_kg": ("reference_weight_g", _thousandth)},
    "dose": {
        "outcome_words": ("outcome", lambda value, _c: outcome_name(Outcome(str(value)))),
        "amount_mg": ("amount_ug", _thousandth),
        "planned_mg": ("planned_ug", _thousandth),
        "meal_words": ("meal", lambda value, _c: _(MEALS[Meal(str(value))])),
        "reason_words": ("reason", lambda value, _c: _(REASONS[Reason(str(value))])),
    },
    "symptom": {
        "symptom_words": ("symptom", _named),
        "severity_words": ("severity", lambda value, _c: severity_name(int(value or 0))),
    },
    "tracked": {"symptom_words": ("symptom", _named)},
    "weight": {"kg": ("grams", _thousandth)},
    "lab_result": {"analyte_words": ("analyte", _named)},
    "lab_limit": {"analyte_words": ("analyte", _named)},
}
"""Of each kind the columns that are only there to be read: each of which column, and how."""


def columns_of(table: Table[Any]) -> tuple[str, ...]:
    """Return all columns that a table of ours may have, in their order."""
    return (*table.columns, *IN_WORDS.get(table.name, ()))


def chosen_columns(table: Table[Any], choice: ExportChoice) -> tuple[str, ...]:
    """Return the columns that go out."""
    wanted = choice.columns.get(table.name)
    columns = columns_of(table)
    return columns if wanted is None else tuple(each for each in columns if each in wanted)


def rows_in_words(
    rows: Iterable[Row], table: Table[Any], choice: ExportChoice
) -> Iterator[tuple[SqlValue, ...]]:
    """Yield rows of a kind with the columns that go out, without the heads."""
    said = IN_WORDS.get(table.name, {})
    places = {column: number for number, column in enumerate(table.columns)}
    cells: list[tuple[int, Words | None]] = []
    for column in chosen_columns(table, choice):
        of, words = said.get(column, (column, None))
        cells.append((places[of], words))
    known: dict[tuple[Words, SqlValue], str] = {}
    for row in rows:
        yield tuple(
            [
                row[place] if words is None else _worded(row[place], words, choice, known)
                for place, words in cells
            ]
        )


def _worded(
    value: SqlValue,
    words: Words,
    choice: ExportChoice,
    known: dict[tuple[Words, SqlValue], str],
) -> str:
    if value is None or value == "":
        return ""
    if (words, value) not in known:
        known[words, value] = words(value, choice)
    return known[words, value]


def write_table(
    rows: Iterable[Row], table: Table[Any], out: IO[bytes], choice: ExportChoice
) -> int:
    """Write rows of a kind as its table; return how many they are."""
    text = TextIOWrapper(out, encoding="utf-8", newline="")
    count = 0

    def lines() -> Iterator[Sequence[str]]:
        nonlocal count
        yield chosen_columns(table, choice)
        for row in rows_in_words(rows, table, choice):
            count += 1
            yield ["" if value is None else str(value) for value in row]

    write_rows(text, lines(), bom=choice.bom)
    text.flush()
    text.detach()
    return count


def write(diary: Diary, out: IO[bytes], choice: ExportChoice) -> int:
    """Write the table of the one kind that was chosen; return how many rows it has.

    Raises:
        Refused: Several were chosen.
    """
    if len(choice.tables) != 1:
        raise Refused(_(ONE_KIND))
    [table] = choice.tables
    return write_table(chosen_rows(diary, table, choice), table, out, choice)


def looks(source: Source) -> bool:
    """Whether a file is a table of ours, by its heads."""
    return kind_of(_heads(source)) is not None


def read(source: Source) -> Iterator[FoundRow]:
    """Yield the entries of a file."""
    with source.text() as text:
        yield from read_text(text)


def read_text(text: IO[str], before: int = 0) -> Iterator[FoundRow]:
    """Yield the entries of an open table, numbered on from `before`."""
    rows = read_rows(text)
    first = next(rows, None)
    heads = () if first is None else first.cells
    table = kind_of(heads)
    if table is None:
        return
    for row in rows:
        if len(row.cells) < len(heads):
            says: Any = Unreadable(_(SHORT_ROW))
        else:
            says = entry_or_why(table, _cells(table, heads, row))
        yield FoundRow(before + row.number, row.raw, says)


def kind_of(heads: Collection[str]) -> Table[Any] | None:
    """Return the table whose columns these are; None if they are of none."""
    found = [
        table
        for table in TABLES_BY_NAME.values()
        if set(heads) <= set(columns_of(table)) and set(heads) >= _needed(table)
    ]
    return found[0] if len(found) == 1 else None


def _needed(table: Table[Any]) -> frozenset[str]:
    """Return the columns without which there is no entry."""
    columns = dict(zip(table.fields, table.columns, strict=True))
    made: Any = getattr(table.kind, "__dataclass_fields__")  # noqa: B009
    needed = (columns[name] for name, each in made.items() if each.default is each.default_factory)
    return frozenset(needed) or frozenset(table.columns)


def _heads(source: Source) -> tuple[str, ...]:
    line = source.text_head.splitlines()[:1]
    return tuple(line[0].split(",")) if line else ()


def _cells(table: Table[Any], heads: Sequence[str], row: TableRow) -> dict[str, SqlValue]:
    cells = row.named(heads)
    return {column: exact(cells[column]) or None for column in table.columns if column in cells}
