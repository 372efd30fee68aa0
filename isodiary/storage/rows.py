"""The one place that turns rows into entries and back.

Each entry is one row of plain, readable columns. The last column, `checksum`,
is the CRC-32 of the others written as SQL would quote them, so that SQLite
itself can tell a sound row from a damaged one.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from datetime import date, datetime, time
from decimal import Decimal
from functools import lru_cache
from operator import attrgetter
from typing import Any, Generic, TypeVar
from zlib import crc32

from isodiary.domain.acne import AcneCheck
from isodiary.domain.change import Edit, Entry
from isodiary.domain.course import Course, Formulation, Opening, Phase, Plan, WeightBasis
from isodiary.domain.dose import Dose, Outcome, Reason, capsules_text, parse_capsules
from isodiary.domain.lab import Comparator, LabLimit, LabResult, PlannedTest
from isodiary.domain.meal import Fat, Meal
from isodiary.domain.plan import parse_plan, plan_text
from isodiary.domain.record import (
    Contact,
    ContactKind,
    DayNote,
    KeptKind,
    KeptOff,
    Patient,
    Question,
    Sex,
    Visit,
    Weight,
)
from isodiary.domain.screening import Answer, Said
from isodiary.domain.symptom import OwnSymptom, SymptomEntry, Tracked
from isodiary.domain.values import dataclass

SqlValue = str | int | None
Row = tuple[SqlValue, ...]

UNREADABLE = (ValueError, TypeError, KeyError, ArithmeticError, RecursionError)
"""What may come of making an entry of a row that no isodiary wrote."""

MOST_DIGITS = 60
E = TypeVar("E", bound=Entry)


@dataclass(frozen=True, slots=True)
class Kept:
    """How a field is kept in its column. None is always NULL."""

    to_sql: Callable[[Any], SqlValue]
    from_sql: Callable[[Any], Any]
    when_null: Any = None


def _text(value: str) -> str:
    if "\0" in value:  # where SQL's quote() would end, and the checksum with it
        raise ValueError("a text with NUL in it cannot be kept; tidy it first")
    return value


def _decimal(text: str) -> Decimal:
    value = Decimal(text) if len(text) <= MOST_DIGITS else Decimal("NaN")
    # 1E+999999 is eight letters long, and takes a minute to be written out
    if not value.is_finite() or abs(value.adjusted()) > MOST_DIGITS:
        raise ValueError(f"{text[:MOST_DIGITS]} is no result of a test")
    return value


NUMBER = Kept(int, int)
NUMBER_OR_0 = Kept(int, int, 0)
TEXT = Kept(_text, str, "")
DAY = Kept(date.isoformat, date.fromisoformat)
MOMENT = Kept(datetime.isoformat, datetime.fromisoformat)
FLAG = Kept(int, bool)
TIME = Kept(lambda at: f"{at:%H:%M}", time.fromisoformat)
SET = Kept(lambda flag: int(flag) or None, bool, when_null=False)
"""A flag that is NULL where it is not set, as it is in nearly every row."""
DECIMAL = Kept(str, _decimal)
CAPSULES = Kept(capsules_text, lambda text: parse_capsules(text) if text else (), ())


@lru_cache(maxsize=256)
def _plan(text: str) -> Plan | None:
    """Return the plan of a phase; every summary reads the same few again."""
    return parse_plan(text) if text else None


PLAN = Kept(plan_text, _plan)
GRADES = Kept(lambda grades: " ".join(map(str, grades)), lambda text: tuple(map(int, text.split())))


def _word(kind: Callable[[str], Any]) -> Kept:
    return Kept(str, kind)


@dataclass(frozen=True, slots=True)
class Table(Generic[E]):
    """The table of one kind of entry: its columns in order, `id` first.

    `insert`, `update` and `delete` are the SQL that makes an edit, and does nothing where the row
    is not as it was before; they take the values of `EditRows.values`.
    """

    kind: type[E]
    name: str
    columns: tuple[str, ...]
    fields: tuple[str, ...]
    keeping: tuple[Kept, ...]
    values_of: Callable[[Any], tuple[Any, ...]]
    insert: str
    update: str
    delete: str

    def row(self, entry: Entry) -> Row:
        """Return the values of the columns, without the checksum."""
        return tuple(
            [
                None if value is None else kept.to_sql(value)
                for kept, value in zip(self.keeping, self.values_of(entry), strict=True)
            ]
        )

    def entry(self, row: Sequence[SqlValue]) -> E:
        """Return the entry of a row whose first values are the columns."""
        values = (
            kept.when_null if value is None else kept.from_sql(value)
            for kept, value in zip(self.keeping, row, strict=False)
        )
        return self.kind(**dict(zip(self.fields, values, strict=True)))

    def short(self, entry: Entry) -> dict[str, SqlValue]:
        """Return the columns that say something, for the history."""
        return self.said(self.row(entry))

    def said(self, row: Row) -> dict[str, SqlValue]:
        """Return the columns of a row that say something."""
        pairs = zip(self.columns, row, strict=True)
        return {column: value for column, value in pairs if value is not None and value != ""}

    def of_short(self, kept: Mapping[str, SqlValue]) -> E:
        """Return the entry that `short` wrote down."""
        return self.entry([kept.get(column) for column in self.columns])

    @property
    def day_column(self) -> str | None:
        """The column with the day that an entry belongs to; None where it belongs to none."""
        return next((each for each in ("day", "start", "noted_on") if each in self.columns), None)

    @property
    def sum_holds(self) -> str:
        """The SQL expression that says whether a row is as it was written."""
        return sum_holds(self.columns)


@dataclass(frozen=True, slots=True)
class EditRows:
    """An edit as its table keeps it.

    Attributes:
        table: The table.
        id: The entry's id.
        before: Its row before, without the checksum; empty if it was not there.
        after: Its row after; empty if it is gone.
    """

    table: Table[Any]
    id: str
    before: Row
    after: Row

    @property
    def statement(self) -> tuple[str, Row]:
        """The SQL that makes it, and its values."""
        if not self.before:
            return self.table.insert, (*self.after, checksum(self.after))
        if not self.after:
            return self.table.delete, self.before
        return self.table.update, (*self.after, checksum(self.after), *self.before)


def rows_of(edit: Edit) -> EditRows:
    """Return an edit as its table keeps it."""
    entry = edit.entry
    table = table_of(type(entry))
    before = () if edit.before is None else table.row(edit.before)
    after = () if edit.after is None else table.row(edit.after)
    return EditRows(table, entry.id, before, after)


def checksum(row: Sequence[SqlValue]) -> int:
    """Return the CRC-32 of a row, as `sum_holds` has SQLite take it."""
    quoted = [
        "NULL"
        if value is None
        else str(value)
        if isinstance(value, int)
        else f"""'{value.replace("'", "''")}'"""
        for value in row
    ]
    return crc32(",".join(quoted).encode())


def sum_holds(columns: Sequence[str]) -> str:
    """Return the SQL expression that says whether the checksum of these columns holds."""
    quoted = "||','||".join(f"quote({column})" for column in columns)
    return f"crc32(cast({quoted} as blob)) is checksum"


def _table(kind: type[E], name: str, /, **columns: Kept) -> Table[E]:
    """Return the table of `kind`; a column is named as its field, plus `_id` for a reference."""
    fields = ("id", *(column.removesuffix("_id") for column in columns))
    all_, marks = ", ".join(("id", *columns)), ", ".join("?" * len(fields))
    same = f"({all_}) is ({marks})"
    return Table(
        kind,
        name,
        ("id", *columns),
        fields,
        (TEXT, *columns.values()),
        attrgetter(*fields),
        f"insert into {name} values ({marks}, ?)",
        f"update {name} set ({all_}, checksum) = ({marks}, ?) where {same}",
        f"delete from {name} where {same}",
    )


TABLES: tuple[Table[Any], ...] = (
    _table(
        Course,
        "course",
        start=DAY,
        product=TEXT,
        formulation=_word(Formulation),
        planned_weeks=NUMBER,
        target_ug_per_kg=NUMBER,
        reference_weight_g=NUMBER,
        weight_basis=_word(WeightBasis),
        opening=Kept(str, Opening, Opening.MG),
        opening_ug=NUMBER,
        kept_from=DAY,
        kept_at=TIME,
        ended_on=DAY,
    ),
    _table(
        Phase,
        "phase",
        course_id=TEXT,
        number=NUMBER,
        start=DAY,
        at=TIME,
        plan=PLAN,
        until=DAY,
        visit=TEXT,
        why=TEXT,
    ),
    _table(
        Dose,
        "dose",
        day=DAY,
        slot=NUMBER,
        outcome=_word(Outcome),
        capsules=CAPSULES,
        amount_ug=NUMBER,
        meal=_word(Meal),
        fat=_word(Fat),
        taken_at=MOMENT,
        reason=_word(Reason),
        planned_capsules=CAPSULES,
        planned_ug=NUMBER_OR_0,
        planned_meal=_word(Meal),
        planned_at=TIME,
        phase_id=TEXT,
        note=TEXT,
    ),
    _table(SymptomEntry, "symptom", day=DAY, symptom=TEXT, severity=NUMBER, note=TEXT),
    _table(Tracked, "tracked", symptom=TEXT, position=NUMBER),
    _table(OwnSymptom, "own_symptom", label=TEXT),
    _table(DayNote, "day_note", day=DAY, text=TEXT, off_paper=FLAG),
    _table(Weight, "weight", day=DAY, grams=NUMBER),
    _table(Visit, "visit", day=DAY, at=TIME, clinician=TEXT, place=TEXT, agreed=TEXT),
    _table(
        LabResult,
        "lab_result",
        day=DAY,
        analyte=TEXT,
        comparator=Kept(str, Comparator, Comparator.EXACTLY),
        value=DECIMAL,
        word=TEXT,
        unit=TEXT,
        low=DECIMAL,
        high=DECIMAL,
        low_strict=SET,
        high_strict=SET,
        fasting=FLAG,
        exercise=FLAG,
        lab=TEXT,
        note=TEXT,
    ),
    _table(LabLimit, "lab_limit", analyte=TEXT, unit=TEXT, low=DECIMAL, high=DECIMAL),
    _table(PlannedTest, "planned_test", day=DAY, what=TEXT),
    _table(
        AcneCheck,
        "acne_check",
        day=DAY,
        iga=NUMBER,
        gags=GRADES,
        non_inflammatory=NUMBER,
        inflammatory=NUMBER,
        nodules=NUMBER,
        note=TEXT,
    ),
    _table(Answer, "answer", key=TEXT, said=_word(Said), day=DAY),
    _table(Question, "question", text=TEXT, noted_on=DAY, position=NUMBER, visit=TEXT),
    _table(KeptOff, "kept_off", kind=_word(KeptKind), what=TEXT),
    _table(
        Patient,
        "patient",
        name=TEXT,
        birth_year=NUMBER,
        country=TEXT,
        sex=Kept(str, Sex, Sex.NOT_SAID),
    ),
    _table(Contact, "contact", kind=_word(ContactKind), name=TEXT, phone=TEXT),
)

_BY_KIND: dict[type[Any], Table[Any]] = {table.kind: table for table in TABLES}
_BY_NAME: dict[str, Table[Any]] = {table.name: table for table in TABLES}


def table_of(kind: type[E]) -> Table[E]:
    """Return the table of a kind of entry."""
    return _BY_KIND[kind]


def table_named(name: str) -> Table[Any]:
    """Return the table with that name."""
    return _BY_NAME[name]
