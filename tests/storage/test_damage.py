"""A damaged file gives a true answer or a clear sentence, never a wrong one."""

from __future__ import annotations

import random
import shutil
import sqlite3
from collections.abc import Callable
from contextlib import closing, suppress
from datetime import date, timedelta
from pathlib import Path

import pytest

from isodiary.domain.change import Dated, Entry
from isodiary.domain.course import Course, Phase
from isodiary.domain.dose import Dose, Outcome
from isodiary.domain.errors import DiaryDamaged, DiaryError
from isodiary.domain.lab import LabResult
from isodiary.domain.period import Period
from isodiary.domain.plan import parse_plan
from isodiary.domain.record import Contact, ContactKind, DayNote, Patient, Visit, Weight
from isodiary.domain.symptom import OwnSymptom, SymptomEntry, Tracked
from isodiary.domain.units import kg, mg
from isodiary.storage.opening import open_diary
from isodiary.storage.rows import TABLES, SqlValue, checksum, table_of
from isodiary.storage.soundness import is_sound
from isodiary.storage.sums.sums import sums
from tests.clock import EVENING
from tests.storage.writing import MONDAY, add, everything, meddle, new, note, weight

COURSE = Course(start=MONDAY, product="Capsules 20 mg", reference_weight_g=kg(64))
ONE_OF_EACH = (
    COURSE,
    Phase(course=COURSE.id, number=1, start=MONDAY, plan=parse_plan("breakfast 20, dinner 20")),
    Dose(day=MONDAY, slot=2, outcome=Outcome.TAKEN, amount_ug=mg(20), taken_at=EVENING),
    SymptomEntry(day=MONDAY, symptom="headache", severity=2, note="after lunch"),
    Tracked(symptom="headache", position=3),
    OwnSymptom(label="itchy scalp"),
    note(text="a long day " * 20),
    weight(),
    Visit(day=MONDAY),
    LabResult(day=MONDAY, analyte="alt", value=None, word="negative", unit="U/L"),
    Patient(name="A. B.", birth_year=2004),
    Contact(kind=ContactKind.PRESCRIBER, name="Dr Nowak", phone="112"),
)
CELLS = [
    pytest.param(entry, column, id=f"{table_of(type(entry)).name}.{column}")
    for entry in ONE_OF_EACH
    for column in (*table_of(type(entry)).columns, "checksum")
]


@pytest.fixture
def full(path):
    """The path of a diary with one entry of each kind."""
    with closing(open_diary(path, now=EVENING)) as diary:
        add(diary, *ONE_OF_EACH)
    return path


def flipped(value: str | int | None) -> str | int:
    """Return a value that differs by one bit, or one where there was none."""
    if not value:
        return "x" if value == "" else 1
    return value ^ 1 if isinstance(value, int) else chr(ord(value[0]) ^ 1) + value[1:]


@pytest.mark.parametrize(("entry", "column"), CELLS)
def test_entry_with_one_changed_field_is_named_and_not_shown(full, entry, column):
    table = table_of(type(entry))
    with closing(open_diary(full, now=EVENING)) as diary:
        # rows of one table only, so the first is the one
        [(value,)] = diary.rows(f"select {column} from {table.name}")
        declared = dict(diary.rows(f"select name, type from pragma_table_info('{table.name}')"))
    meant = "x" if value is None and declared[column] == "TEXT" else flipped(value)
    meddle(full, f"update {table.name} set {column} = ?", [meant])
    with closing(open_diary(full, now=EVENING)) as diary:
        assert diary.all(table.kind) == []
        [damaged] = diary.damaged()
        assert damaged.table == table.name
        assert damaged.id == (meant if column == "id" else entry.id)
        if isinstance(entry, Dated):
            assert damaged.day == (meant if column == "day" else entry.day.isoformat())
        assert everything(diary) == {one.id: one for one in ONE_OF_EACH if one is not entry}


@pytest.mark.parametrize("column", ["id", "day", "text"])
def test_text_that_is_no_text_any_more_is_named_all_the_same(full, column):
    meddle(full, f"update day_note set {column} = cast(x'3230ff32' as text)")
    with closing(open_diary(full, now=EVENING)) as diary:
        assert diary.all(DayNote) == []
        [damaged] = diary.damaged()
        assert damaged.table == "day_note"
        assert "\ufffd" in damaged.id + (damaged.day or "") or column == "text"


def test_damaged_entry_is_neither_changed_nor_written_over(full):
    meddle(full, "update weight set grams = 94000")
    with closing(open_diary(full, now=EVENING)) as diary:
        for made in (new(weight()), new(weight(grams=94_000))):
            with pytest.raises(DiaryError):
                diary.apply(made, at=EVENING)
        assert diary.rows("select grams from weight") == [(94_000,)]


def seal(path: Path, table: str, row: tuple[SqlValue, ...]) -> None:
    """Put a row in, with a checksum that holds."""
    marks = ", ".join("?" * (len(row) + 1))
    with closing(sqlite3.connect(path)) as other, other:
        other.execute("pragma ignore_check_constraints = on")
        other.execute(f"insert into {table} values ({marks})", [*row, checksum(row)])


IMPOSSIBLE = [
    ("weight", ("w1", "2026-13-45", 64_000)),
    ("weight", ("w1", "0001-01-01", 64_000)),
    ("weight", ("w1", "9999-12-31", 64_000)),
    ("weight", ("w1", "2026-02-31", 64_000)),
    ("weight", ("w1", "2026-11-20", 2**63 - 1)),
    ("weight", ("w1", "2026-11-20", -1)),
    ("symptom", ("s1", "2026-11-20", "lips_dry", -1, "")),
    ("symptom", ("s1", "2026-11-20", "lips_dry", 2**63 - 1, "")),
    ("contact", ("c1", "nobody", "A", "1")),
    ("lab_limit", ("l1", "ast", "U/L", "1E+999999", None)),
    ("lab_limit", ("l1", "ast", "U/L", "NaN", None)),
    ("lab_limit", ("l1", "ast", "U/L", "many", None)),
    ("acne_check", ("a1", "2026-11-20", 9, None, None, None, None, "")),
    ("day_note", ("n1", "2026-11-20", "words", 7)),
]


@pytest.mark.parametrize(("table", "row"), IMPOSSIBLE)
def test_row_whose_checksum_holds_but_that_is_no_entry_is_named_and_not_shown(full, table, row):
    seal(full, table, row)
    with closing(open_diary(full, now=EVENING)) as diary:
        assert set(everything(diary).values()) == set(ONE_OF_EACH)
        [damaged] = diary.damaged()
        assert (damaged.table, damaged.id) == (table, row[0])
        assert not is_sound(diary)


def test_impossible_amounts_are_in_no_sum(full):
    for slot in (1, 3):
        taken = Dose(day=MONDAY, slot=slot, outcome=Outcome.TAKEN, amount_ug=mg(20))
        table = table_of(Dose)
        row = dict(zip(table.columns, table.row(taken), strict=True))
        seal(full, "dose", tuple({**row, "amount_ug": 2**63 - 1}.values()))
    with closing(open_diary(full, now=EVENING)) as diary:
        with diary.reading():
            [found] = sums(diary, [Period(first=MONDAY, last=MONDAY)])
        assert (found.damaged, sum(dose.amount_ug for dose in found.doses)) == (2, mg(20))


@pytest.mark.parametrize(
    "row",
    [
        (2, "9999-12-31T00:00:00", "log-weight", None, None),
        (2, "0001-01-01T00:00:00+00:00", "log-weight", None, None),
        (2, "2026-11-23T19:04:00+01:00", "fly", None, None),
    ],
)
def test_change_that_nobody_can_have_made_ends_the_undo_and_is_said(full, row):
    seal(full, "history", row)
    with closing(open_diary(full, now=EVENING)) as diary:
        assert diary.history.stacks().undo == ()
        assert diary.history.last_at() is None
        with pytest.raises(DiaryDamaged):
            diary.history.change(2)


@pytest.mark.parametrize(
    "row",
    [
        (1, 99, "weight", "w1", None, '{"day":"2026-13-01","grams":64000}'),
        (1, 99, "weight", "w1", None, "[]"),
        (1, 99, "weight", "w1", None, "{"),
        (1, 99, "wait", "w1", None, '{"day":"2026-11-20","grams":64000}'),
        (1, 99, "weight", "w1", None, None),
    ],
)
def test_edit_that_nobody_can_have_made_is_said(full, row):
    seal(full, "history_edit", row)
    with closing(open_diary(full, now=EVENING)) as diary:
        with pytest.raises(DiaryDamaged):
            diary.history.change(1)
        with pytest.raises(DiaryDamaged):
            diary.history.of_entry("w1")
        assert not is_sound(diary)


def test_text_that_cannot_be_decoded_is_a_damage(full):
    meddle(full, "update day_note set text = cast(x'ff' as text)")
    with closing(open_diary(full, now=EVENING)) as diary, pytest.raises(DiaryDamaged):
        diary.rows("select text from day_note")


def test_sound_diary_has_no_problems(full):
    with closing(open_diary(full, now=EVENING)) as diary:
        assert (diary.problems(), diary.damaged()) == ([], [])


def test_reference_that_leads_nowhere_is_a_problem(full):
    meddle(full, "update phase set course_id = 'gone'")
    with closing(open_diary(full, now=EVENING)) as diary:
        assert any("phase" in problem for problem in diary.problems())


def ask_everything(path: Path) -> dict[str, Entry]:
    """Ask a diary all there is to ask; return what it says it holds."""
    held: dict[str, Entry] = {}
    with suppress(DiaryError), closing(open_diary(path, now=EVENING)) as diary:
        for table in TABLES:
            with suppress(DiaryError):
                held.update({entry.id: entry for entry in diary.all(table.kind)})
        questions: list[Callable[[], object]] = [
            lambda: diary.between(Dose, date.min, date.max),
            lambda: diary.get(Weight, "w"),
            diary.damaged,
            diary.problems,
            diary.changed_elsewhere,
            diary.history.stacks,
            diary.history.last_at,
            lambda: diary.history.change(1),
            lambda: diary.history.of_entry(COURSE.id),
            lambda: diary.apply(new(weight(50)), at=EVENING),
        ]
        for ask in questions:
            with suppress(DiaryError):
                ask()
    return held


@pytest.fixture(scope="module")
def pages(tmp_path_factory) -> tuple[bytes, dict[str, Entry]]:
    """The bytes of a diary of some weeks, and what it holds."""
    path = tmp_path_factory.mktemp("pages") / "isodiary.sqlite"
    with closing(open_diary(path, now=EVENING)) as diary:
        add(diary, *ONE_OF_EACH)
        for day in range(1, 15):
            taken = Dose(
                day=MONDAY + timedelta(day), slot=1, outcome=Outcome.TAKEN, amount_ug=mg(20)
            )
            add(diary, weight(day), note(day), taken)
        held = everything(diary)
    return path.read_bytes(), held


@pytest.mark.parametrize("seed", range(12))
def test_flipped_bits_give_a_true_answer_or_a_sentence(path, pages, seed):
    sound, held = pages
    chance = random.Random(seed)
    for _ in range(12):
        damaged = bytearray(sound)
        for _ in range(chance.choice([1, 1, 2, 20])):
            damaged[chance.randrange(len(damaged))] ^= 1 << chance.randrange(8)
        path.write_bytes(damaged)
        answered = ask_everything(path)
        assert answered.items() <= held.items()
        for beside in path.parent.iterdir():
            if beside.is_dir():  # a step that the ledger lost is taken after a copy, and refused
                shutil.rmtree(beside)
            else:
                beside.unlink()


@pytest.mark.parametrize(
    ("sound", "damaged"),
    [
        (b"text not null, capsules", b"text\xa0not null, capsules"),
        (b"history_edit (entry_id)", b"history_ed\xe9t (entry_id)"),
        (b'"migration_set" TEXT', b'"migration_sev" TEXT'),
        (b'"applied_at"', b'"applied_au"'),
        (b'"applied_at"', b'"aPplied_at"'),
        (b"isodiarym001", b"isodiary\xed001"),
        (b"m001_first_tables", b"m001_first_tablfs"),
        (b"m003_strict_ranges", b"m003_strict_rangfs"),
        (b"isodiarym003", b"isodiary\xed003"),
        (b"\0\0\0\x04\0\0\0\0\0\0\0\0\0\0\0\x01", b"\0\0\0\x05\0\0\0\0\0\0\0\0\0\0\0\x01"),
    ],
)
def test_file_whose_frame_is_damaged_is_said_to_be(path, pages, sound, damaged):
    whole, _ = pages
    assert sound in whole
    path.write_bytes(whole.replace(sound, damaged))
    with pytest.raises(DiaryDamaged, match="keep the file"):
        open_diary(path, now=EVENING)


def test_references_that_lost_their_table_are_said_to_be_damaged(path, pages):
    whole, _ = pages
    path.write_bytes(whole.replace(b"references history (number)", b"references hictory (number)"))
    with closing(open_diary(path, now=EVENING)) as diary:
        before = everything(diary)
        with pytest.raises(DiaryDamaged, match="keep the file"):
            add(diary, weight(50))
        assert everything(diary) == before


def test_references_to_another_column_are_said_to_be_damaged(path, pages):
    whole, _ = pages
    path.write_bytes(whole.replace(b"references history (number)", b"references history (restor)"))
    with closing(open_diary(path, now=EVENING)) as diary, pytest.raises(DiaryDamaged):
        diary.problems()


def test_log_that_numbers_a_change_twice_is_damaged_and_nothing_is_written(full):
    row = (2, 0, "weight", "w", None, None)
    with closing(sqlite3.connect(full)) as other, other:
        other.execute(
            "insert into history_edit values (?, ?, ?, ?, ?, ?, ?)", [*row, checksum(row)]
        )
    with closing(open_diary(full, now=EVENING)) as diary:
        with pytest.raises(DiaryDamaged, match="keep the file"):
            add(diary, weight(50))
        assert set(everything(diary).values()) == set(ONE_OF_EACH)


@pytest.mark.parametrize("seed", range(6))
def test_overwritten_pages_give_a_true_answer_or_a_sentence(path, pages, seed):
    sound, held = pages
    chance = random.Random(seed)
    for _ in range(6):
        damaged = bytearray(sound)
        start = chance.randrange(100, len(damaged))
        length = chance.choice([16, 512, 4_096, 20_000])
        noise = chance.choice([bytes(length), chance.randbytes(length)])
        damaged[start : start + length] = noise[: len(damaged) - start]
        path.write_bytes(damaged)
        answered = ask_everything(path)
        assert answered.items() <= held.items()
        for beside in path.parent.iterdir():
            if beside.is_dir():  # a step that the ledger lost is taken after a copy, and refused
                shutil.rmtree(beside)
            else:
                beside.unlink()


@pytest.mark.parametrize("kept", [1, 100, 4_096, 5_000, 20_480, -4_096, -1])
def test_file_cut_short_gives_a_true_answer_or_a_sentence(path, pages, kept):
    sound, held = pages
    path.write_bytes(sound[:kept])
    answered = ask_everything(path)
    assert answered.items() <= held.items()


def test_a_diary_found_damaged_is_written_by_nobody(full):
    with (
        closing(open_diary(full, now=EVENING)) as diary,
        closing(open_diary(full, now=EVENING)) as other,
    ):
        before = everything(diary)
        diary.note_damage()
        for each in (diary, other):
            assert each.known_damaged
            with pytest.raises(DiaryDamaged), each.writing():
                add(each, weight(3))
            assert everything(each) == before
