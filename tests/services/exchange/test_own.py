"""Our own archive, JSON and tables: out and in again, with nothing lost and nothing run."""

from __future__ import annotations

import csv
import io
import json
import zipfile
from contextlib import closing
from dataclasses import replace

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from isodiary.domain.change import KINDS, Act, Change, Edit, Entry
from isodiary.domain.course import Course, Phase
from isodiary.domain.errors import Refused
from isodiary.domain.record import DayNote, KeptKind, KeptOff, Patient
from isodiary.domain.symptom import OWN_PREFIX, OwnSymptom, SymptomEntry
from isodiary.services.exchange.choice import ExportChoice
from isodiary.services.exchange.meanings import MEANINGS, meaning
from isodiary.services.exchange.own_csv import columns_of
from isodiary.services.exchange.places import place_of, stands_alone
from isodiary.services.exchange.tables import FORMULA, exact, harmless, read_rows, write_rows
from isodiary.storage.opening import open_diary
from isodiary.storage.rows import TABLES
from tests.clock import EVENING
from tests.kinds import DAY, EXAMPLES
from tests.services.exchange.bringing import (
    CHOICE,
    SAME,
    brought,
    looked,
    results,
    without,
    written,
)
from tests.storage.entries import STRATEGIES, TEXTS
from tests.storage.writing import add, everything, typed

FORMATS = ["isodiary-zip", "isodiary-json"]


@pytest.fixture
def diary():
    with closing(open_diary(None, now=EVENING)) as opened:
        yield opened


@pytest.fixture
def full(diary):
    add(diary, *EXAMPLES.values())
    return diary


@st.composite
def diaries(draw: st.DrawFn) -> list[Entry]:
    """Entries that one diary can hold, of every kind."""
    drawn = [draw(STRATEGIES[kind]) for kind in KINDS for _ in range(draw(st.integers(0, 2)))]
    kept: dict[object, Entry] = {}
    courses: list[str] = []
    for number, entry in enumerate(drawn):
        prefix = OWN_PREFIX if isinstance(entry, OwnSymptom) else ""
        if not isinstance(entry, Patient):
            entry = replace(entry, id=f"{prefix}{number:016x}")
        if isinstance(entry, Course):
            courses.append(entry.id)
        if isinstance(entry, Phase):
            if not courses:
                continue
            entry = replace(entry, course=draw(st.sampled_from(courses)))
        kept.setdefault(place_of(entry) if stands_alone(entry) else entry.id, entry)
    return list(kept.values())


@pytest.mark.parametrize("way", [*FORMATS, "tables", "list"])
@given(entries=diaries())
@settings(max_examples=8, suppress_health_check=[HealthCheck.too_slow])
def test_what_goes_out_comes_in_as_it_was(tmp_path_factory, way, entries):
    folder = tmp_path_factory.mktemp("way")
    with closing(open_diary(None, now=EVENING)) as diary:
        if not entries:
            return
        diary.apply(Change(act=Act.FILL_SAMPLE, edits=_new(entries)), at=EVENING)
        if way == "list":
            file = folder / "list.json"
            file.write_text(_listed(diary), encoding="utf-8")
        elif way == "tables":
            file = without(written(diary, folder / "out", "isodiary-zip"), "diary.json")
        else:
            file = written(diary, folder / "out", way)
        with closing(open_diary(None, now=EVENING)) as empty:
            run = brought(file, empty)
            assert run.count == len(entries)
            there, here = everything(diary), everything(empty)
            assert {id_: typed(each) for id_, each in here.items()} == {
                id_: typed(each) for id_, each in there.items()
            }
            assert set(results(looked(file, empty))) <= {SAME}


def _new(entries):
    order = [table.kind for table in TABLES]
    return tuple(Edit(after=each) for each in sorted(entries, key=lambda e: order.index(type(e))))


def _listed(diary):
    from isodiary.services.exchange.own_rows import row_object

    return json.dumps(
        [row_object(table, table.row(each)) for table in TABLES for each in diary.all(table.kind)]
    )


@pytest.mark.parametrize("kind", KINDS)
def test_a_table_of_any_kind_comes_in_by_itself(full, tmp_path, kind):
    table = next(table for table in TABLES if table.kind is kind)
    file = tmp_path / "table.csv"
    written(full, file, "isodiary-csv", ExportChoice(now=EVENING, kinds=(table.name,), bom=True))
    run = looked(file, full)
    assert (run.format, results(run)) == ("isodiary-csv", [SAME])


def test_every_column_has_its_meaning(full, tmp_path):
    for table in TABLES:
        for column in columns_of(table):
            assert meaning(table.name, column)
        assert set(MEANINGS[table.name]) <= set(columns_of(table))
    with zipfile.ZipFile(written(full, tmp_path / "a.zip", "isodiary-zip")) as archive:
        read_me = archive.read("README.txt").decode()
    assert "weight.csv" in read_me
    assert "Body weight in grams." in read_me


def test_the_archive_holds_a_table_of_each_kind_beside_the_json(full, tmp_path):
    with zipfile.ZipFile(written(full, tmp_path / "a.zip", "isodiary-zip")) as archive:
        names = archive.namelist()
        table = archive.read("dose.csv").decode()
    assert names == ["diary.json", *(f"{table.name}.csv" for table in TABLES), "README.txt"]
    [row] = csv.DictReader(io.StringIO(table, newline=""))
    assert (row["amount_mg"], row["outcome"], row["outcome_words"]) == ("10", "taken", "taken")
    assert row["taken_at"] == "2026-11-20T21:30:00+01:00"


def test_the_history_goes_along_on_request(full, tmp_path):
    choice = ExportChoice(now=EVENING, history=True)
    file = written(full, tmp_path / "a.json", "isodiary-json", choice)
    [change] = json.loads(file.read_text(encoding="utf-8"))["changes"]
    assert (change["number"], change["act"]) == (1, "log-weight")
    assert len(change["edits"]) == len(EXAMPLES)
    assert set(results(looked(file, full))) == {SAME}
    plain = written(full, tmp_path / "b.json", "isodiary-json")
    assert "changes" not in json.loads(plain.read_text(encoding="utf-8"))


def test_what_is_kept_off_paper_stays_here_if_asked(diary, tmp_path):
    add(
        diary,
        KeptOff(kind=KeptKind.SYMPTOM, what="libido_low"),
        SymptomEntry(day=DAY, symptom="libido_low", severity=2),
        SymptomEntry(day=DAY, symptom="headache", severity=1),
        DayNote(day=DAY, text="mine alone", off_paper=True),
    )
    choice = ExportChoice(now=EVENING, off=frozenset({"libido_low"}), without_marked=True)
    whole = written(diary, tmp_path / "a.zip", "isodiary-zip", choice).read_bytes()
    with zipfile.ZipFile(io.BytesIO(whole)) as archive:
        texts = "".join(archive.read(name).decode() for name in archive.namelist())
    assert "libido_low" not in texts
    assert "mine alone" not in texts
    assert "headache" in texts


def test_only_chosen_columns_go_out_and_still_come_in(full, tmp_path):
    columns = {"weight": ("day", "grams")}
    choice = ExportChoice(now=EVENING, kinds=("weight",), columns=columns)
    file = written(full, tmp_path / "w.csv", "isodiary-csv", choice)
    assert file.read_bytes() == b"day,grams\r\n2026-11-20,63200\r\n"
    assert results(looked(file, full)) == [SAME]


def test_a_table_of_all_kinds_is_refused_and_leaves_no_file(full, tmp_path):
    with pytest.raises(Refused, match="one kind"):
        written(full, tmp_path / "a.csv", "isodiary-csv")
    assert not list(tmp_path.iterdir())


def test_nothing_is_written_over_a_diary(full, tmp_path):
    path = tmp_path / "isodiary.zip"
    open_diary(path, now=EVENING).close()
    before = path.read_bytes()
    with pytest.raises(Refused, match="is a diary"):
        written(full, path, "isodiary-zip")
    assert path.read_bytes() == before


@given(st.lists(st.lists(TEXTS, min_size=2, max_size=4), min_size=1, max_size=5))
def test_cells_are_harmless_and_read_back_exactly(rows):
    out = io.StringIO(newline="")
    write_rows(out, rows, bom=False)
    out.seek(0)
    back = [tuple(map(exact, row.cells)) for row in read_rows(out)]
    assert back == [tuple(row) for row in rows]
    for row in csv.reader(io.StringIO(out.getvalue(), newline="")):
        assert not [cell for cell in row if cell.startswith(FORMULA) and not _number(cell)]


def _number(cell):
    return cell.removeprefix("-").replace(".", "").isdigit()


@pytest.mark.parametrize("cell", ["=1+1", "＝1+1", "@SUM(A1)", "-2+3", "+1", "\t=1", "\r=1", "'x"])
def test_a_formula_bears_a_quote(cell):
    assert harmless(cell) == f"'{cell}"
    assert exact(harmless(cell)) == cell


@pytest.mark.parametrize("cell", ["-5", "-5.25", "5", "", "a=b"])
def test_a_number_stays_a_number(cell):
    assert harmless(cell) == cell


def test_a_newer_file_is_refused(tmp_path, diary):
    file = tmp_path / "new.json"
    file.write_text('{"format":"isodiary","version":2,"entries":[]}', encoding="utf-8")
    with pytest.raises(Refused, match="newer isodiary"):
        looked(file, diary)


def test_two_diaries_of_one_person_are_joined_not_doubled(full, tmp_path):
    """The same facts under other ids, as a second computer has them, are the same facts."""
    file = written(full, tmp_path / "a.json", "isodiary-json")
    text = file.read_text(encoding="utf-8")
    ids = [entry.id for entry in EXAMPLES.values() if entry.id != "patient"]
    for id_ in ids:
        other = f"own_{id_[4:][::-1]}" if id_.startswith("own_") else id_[::-1]
        text = text.replace(id_, other)
    file.write_text(text, encoding="utf-8")
    run = looked(file, full)
    assert set(results(run)) == {SAME}
    assert run.change is None
    assert CHOICE.kinds
