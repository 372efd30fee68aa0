"""How a table of any program is to be read: a value that is shown, remembered and shared as a file.

The file is TOML:

```toml
name = "Track & Graph"
separator = ","            # or ";", "|", a tab
encoding = ""              # as the file says, else UTF-8; or utf-16, cp1252, latin-1
member = ""                # of an archive: the file that is meant
days = "year first"        # or "day first", "month first", "seconds", "milliseconds"
decimal_comma = false
surplus = 7                # the column that takes what is too much, if the program quotes nothing

[columns]                  # by their heads, or their numbers from 1, from the right -1
day = "Timestamp"          # with or without a time
time = "Time"
# a table with a row for each thing
thing = "FeatureName"
value = "Value"
note = "Note"
# a table with a row for each dose
medicine = 2
planned = -2
taken = -1
amount = 3
unit = "Unit"
state = "Status"

[things]                   # what a thing means: a name in the column above, or else a head
"Weight" = "weight kg"     # or lb
"Isotretinoin" = "dose mg" # or "dose" for one that is taken or not, "doses" for "Name(mg)|…"
"Lips" = "symptom lips_dry"
"Diary" = "note"
"*" = "known symptom"      # all others: left out where the diary knows no such symptom; or "leave"

[states]                   # what a word says of a dose
"YES" = "taken"

[severities]               # which severity, 0 to 3, is a value of a symptom
"4" = 3

[numbers]                  # which number is a word, before `divide`
"NO" = 0
```
"""

from __future__ import annotations

import json
import tomllib
from collections.abc import Mapping
from dataclasses import field
from decimal import Decimal, InvalidOperation
from enum import StrEnum
from pathlib import Path
from typing import Any

from isodiary.domain.catalogue.file import Block, CatalogueError
from isodiary.domain.errors import NothingThere, Refused
from isodiary.domain.values import dataclass
from isodiary.language import _, marked
from isodiary.services.exchange.found import State

LARGEST_FILE = 256 * 1024
SEPARATORS = (",", ";", "\t", "|")
ENCODINGS = ("", "utf-8", "utf-16", "utf-16-le", "utf-16-be", "cp1252", "latin-1")
COLUMNS = (
    *("day", "time", "thing", "value", "note"),
    *("medicine", "planned", "taken", "amount", "unit", "state"),
)
OTHERS = "*"

NO_FILE = marked("There is no mapping {path}. Ready ones are: {names}.")
NOT_ONE = marked("This mapping cannot be used. {problem}")
NOT_READ = marked("This mapping cannot be read.")

Column = str | int
"""A head, or the number of a column from 1, from the right -1."""


class DayOrder(StrEnum):
    """How a table writes its days; the values stand in files."""

    YEAR_FIRST = "year first"
    DAY_FIRST = "day first"
    MONTH_FIRST = "month first"
    SECONDS = "seconds"
    MILLISECONDS = "milliseconds"


class ThingRole(StrEnum):
    """What a thing of a table is; the values stand in files."""

    DOSE = "dose"
    DOSES = "doses"
    SYMPTOM = "symptom"
    KNOWN_SYMPTOM = "known symptom"
    WEIGHT = "weight"
    NOTE = "note"
    LEAVE = "leave"


@dataclass(frozen=True, slots=True)
class Meaning:
    """What a thing of a table means.

    Attributes:
        role: What it is.
        of: The unit of a dose or a weight, or the name of the symptom; may be empty.
    """

    role: ThingRole
    of: str = ""

    def __str__(self) -> str:
        return f"{self.role} {self.of}".strip()


LEFT = Meaning(ThingRole.LEAVE)


@dataclass(frozen=True, slots=True, kw_only=True)
class TableMapping:
    """How a table is to be read.

    Attributes:
        name: What the patient calls it.
        separator: Between its cells.
        encoding: Of the file; empty for what it says itself, else UTF-8.
        member: The file in an archive; empty for none.
        order: How it writes days.
        decimal_comma: Whether "1,5" is one and a half; a point is always read.
        surplus: The column that takes what is too much in a row; None where all is quoted.
        columns: Which column is which, by `COLUMNS`.
        things: What things mean, by their names in small letters; "*" is all others.
        states: What words say of a dose, in small letters.
        severities: Severities of the values of symptoms.
        numbers: Numbers of words, in small letters.
        divide: What numbers are divided by.
    """

    name: str
    separator: str = ","
    encoding: str = ""
    member: str = ""
    order: DayOrder = DayOrder.YEAR_FIRST
    decimal_comma: bool = False
    surplus: Column | None = None
    columns: Mapping[str, Column] = field(default_factory=dict)
    things: Mapping[str, Meaning] = field(default_factory=dict)
    states: Mapping[str, State] = field(default_factory=dict)
    severities: Mapping[str, int] = field(default_factory=dict)
    numbers: Mapping[str, Decimal] = field(default_factory=dict)
    divide: int = 1

    def meaning(self, thing: str) -> Meaning:
        """Return what a thing means."""
        others = self.things.get(OTHERS, LEFT)
        return self.things.get(" ".join(thing.split()).casefold(), others)


def read_mapping(path: Path) -> TableMapping:
    """Return the mapping of a file.

    Raises:
        NothingThere: There is none.
        Refused: It cannot be read, or is not one.
    """
    try:
        with path.open("rb") as file:
            content = file.read(LARGEST_FILE + 1)
    except FileNotFoundError as error:
        raise NothingThere(_(NO_FILE).format(path=path, names="")) from error
    except OSError as error:
        raise Refused(_(NOT_READ)) from error
    try:
        if len(content) > LARGEST_FILE:
            raise ValueError(f"it is longer than {LARGEST_FILE} bytes")
        return mapping_of(content.decode(), path.name)
    except (ValueError, RecursionError) as error:
        raise Refused(_(NOT_ONE).format(problem=error)) from error


def mapping_of(text: str, place: str = "mapping") -> TableMapping:
    """Return the mapping that a text of TOML says.

    Raises:
        ValueError: It says none; the error names the mistake.
    """
    block = Block(place=place, values=tomllib.loads(text), language="en")
    block.allow(
        *("name", "separator", "encoding", "member", "days", "decimal_comma", "surplus"),
        *("columns", "things", "states", "severities", "numbers", "divide"),
    )
    return TableMapping(
        name=block.text("name"),
        separator=_one_of(block, "separator", SEPARATORS, ","),
        encoding=_one_of(block, "encoding", ENCODINGS, ""),
        member=block.text("member") if block.values.get("member") else "",
        order=block.member(DayOrder, "days", DayOrder.YEAR_FIRST),
        decimal_comma=block.flag("decimal_comma"),
        surplus=_column(block, "surplus") if "surplus" in block.values else None,
        columns=_columns(block.table("columns")),
        things=_things(block.table("things")),
        states=_states(block.table("states")),
        severities=_severities(block.table("severities")),
        numbers=_numbers(block.table("numbers")),
        divide=_divide(block),
    )


def text_of(mapping: TableMapping) -> str:
    """Return a mapping as the text of its file, which `mapping_of` reads back."""
    lines = [f"name = {_said(mapping.name)}", f"separator = {_said(mapping.separator)}"]
    lines += [f"encoding = {_said(mapping.encoding)}"] if mapping.encoding else []
    lines += [f"member = {_said(mapping.member)}"] if mapping.member else []
    lines += [f"days = {_said(mapping.order)}"]
    lines += ["decimal_comma = true"] if mapping.decimal_comma else []
    lines += [f"surplus = {_said(mapping.surplus)}"] if mapping.surplus is not None else []
    lines += [f"divide = {mapping.divide}"] if mapping.divide != 1 else []
    tables: dict[str, Mapping[str, Any]] = {
        "columns": mapping.columns,
        "things": mapping.things,
        "states": mapping.states,
        "severities": mapping.severities,
        "numbers": mapping.numbers,
    }
    for name, table in tables.items():
        if table:
            lines += ["", f"[{name}]"]
            lines += [f"{_said(key)} = {_said(value)}" for key, value in table.items()]
    return "\n".join(lines) + "\n"


def _said(value: object) -> str:
    if isinstance(value, int):
        return str(value)
    if isinstance(value, Decimal):
        return f"{value:f}"
    return json.dumps(str(value), ensure_ascii=False).replace("\x7f", "\\u007f")


def _one_of(block: Block, key: str, known: tuple[str, ...], otherwise: str) -> str:
    value = block.values.get(key, otherwise)
    if value not in known:
        raise block.wrong(f"{key!r} cannot be {value!r}; it is one of {known}")
    return str(value)


def _column(block: Block, key: str) -> Column:
    value = block.values[key]
    if isinstance(value, bool) or not isinstance(value, str | int) or value in ("", 0):
        raise block.wrong(f"{key!r} must be a head or the number of a column, from 1 or from -1")
    return value


def _columns(block: Block) -> dict[str, Column]:
    block.allow(*COLUMNS)
    if "day" not in block.values and "planned" not in block.values and "taken" not in block.values:
        raise block.wrong("it needs a 'day', or a 'planned' or 'taken' moment")
    return {key: _column(block, key) for key in block.values}


def _things(block: Block) -> dict[str, Meaning]:
    return {" ".join(key.split()).casefold(): _meaning(block, key) for key in block.values}


def _meaning(block: Block, key: str) -> Meaning:
    try:
        return meaning_of(block.text(key))
    except ValueError as error:
        raise block.wrong(f"{key!r}: {error}") from error


def meaning_of(said: str) -> Meaning:
    """Return the meaning that a text says, such as "weight kg".

    Raises:
        ValueError: It says none.
    """
    for role in ThingRole:
        if said == role or said.startswith(f"{role} "):
            return Meaning(role, said.removeprefix(role).strip())
    raise ValueError(f"{said!r} is no meaning; it is one of {', '.join(ThingRole)}")


def _states(block: Block) -> dict[str, State]:
    return {key.casefold(): block.member(State, key) for key in block.values}


def _severities(block: Block) -> dict[str, int]:
    found = {key.casefold(): block.count(key) for key in block.values}
    if any(value > 3 for value in found.values()):
        raise block.wrong("a severity is 0 to 3")
    return found


def _numbers(block: Block) -> dict[str, Decimal]:
    try:
        return {key.casefold(): Decimal(str(value)) for key, value in block.values.items()}
    except InvalidOperation as error:
        raise block.wrong("the values must be numbers") from error


def _divide(block: Block) -> int:
    if "divide" not in block.values:
        return 1
    divide = block.count("divide")
    if not divide:
        raise CatalogueError(f"{block.place}: nothing can be divided by 0")
    return divide


def ready(folder: Path) -> dict[str, Path]:
    """Return the files of the ready mappings by their names, which are those of the files."""
    return {path.stem: path for path in sorted(folder.glob("*.toml"))}


def mapping_named(name: str, folder: Path) -> TableMapping:
    """Return a ready mapping by its name, or else that of a file.

    Raises:
        NothingThere: There is neither.
        Refused: It cannot be read, or is not one.
    """
    known = ready(folder)
    path = known.get(name, Path(name))
    if not path.exists():
        raise NothingThere(_(NO_FILE).format(path=name, names=", ".join(known)))
    return read_mapping(path)
