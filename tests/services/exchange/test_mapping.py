"""Any other table: how it is read is a value and a file; the ready ones read what they name."""

from __future__ import annotations

import zipfile
from contextlib import closing, suppress
from dataclasses import replace
from datetime import date, datetime
from decimal import Decimal
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from isodiary.domain.dose import Dose, Outcome
from isodiary.domain.errors import DiaryError, NothingThere, Refused
from isodiary.domain.record import DayNote, Weight
from isodiary.domain.symptom import SymptomEntry
from isodiary.domain.units import kg, mg, pounds
from isodiary.services.catalogues import Catalogues
from isodiary.services.exchange.bring import dry_run, held_by, read_file
from isodiary.services.exchange.found import State
from isodiary.services.exchange.mapping import (
    COLUMNS,
    DayOrder,
    Meaning,
    TableMapping,
    ThingRole,
    mapping_named,
    mapping_of,
    meaning_of,
    read_mapping,
    ready,
    text_of,
)
from isodiary.services.exchange.results import FileAnswers, Result
from isodiary.storage.opening import open_diary
from tests.clock import EVENING
from tests.services.courses import begin
from tests.services.exchange.bringing import LEFT_OUT, NEW, UNREADABLE, results
from tests.services.exchange.fixtures import ROOT

FOLDER = ROOT / "resources" / "mappings"
CATALOGUES = Catalogues(ROOT / "resources" / "catalogue")
ZONE = EVENING.tzinfo


@pytest.fixture
def diary():
    with closing(open_diary(None, now=EVENING)) as opened:
        begin(opened, "breakfast 20, dinner 20", start=date(2026, 9, 3), opening_ug=mg(0))
        yield opened


def look(diary, path, mapping, **answers):
    opened = read_file(path, now=EVENING, mapping=mapping)
    return dry_run(opened, held_by(diary, CATALOGUES), FileAnswers(**answers), now=EVENING)


def table(tmp_path: Path, text, encoding="utf-8") -> Path:
    path = tmp_path / "table.csv"
    path.write_bytes(text.encode(encoding))
    return path


def wide(**things) -> TableMapping:
    meanings = {name: meaning_of(said) for name, said in things.items()}
    return TableMapping(name="Mine", columns={"day": "day"}, things=meanings)


def made(run, kind):
    return [each.found for each in run.rows if isinstance(each.found, kind)]


TEXTS = st.text(st.characters(exclude_categories=["Cs"]), min_size=1, max_size=20)
FOLDED = TEXTS.map(lambda said: " ".join(said.split()).casefold()).filter(
    lambda said: said and " ".join(said.split()).casefold() == said
)
PLACES = st.integers(-9, 9).filter(bool) | TEXTS
MEANINGS = st.builds(
    Meaning, st.sampled_from(ThingRole), st.sampled_from(["", "kg", "mg", "lips_dry", "Own one"])
)
ALL = st.builds(
    TableMapping,
    name=TEXTS.filter(str.strip),
    separator=st.sampled_from([",", ";", "\t", "|"]),
    encoding=st.sampled_from(["", "utf-16", "cp1252"]),
    member=st.just("") | TEXTS.filter(str.strip),
    order=st.sampled_from(DayOrder),
    decimal_comma=st.booleans(),
    surplus=st.none() | PLACES,
    columns=st.dictionaries(st.sampled_from(COLUMNS), PLACES).map(lambda all_: {"day": 1, **all_}),
    things=st.dictionaries(FOLDED, MEANINGS, max_size=4),
    states=st.dictionaries(TEXTS.map(str.casefold), st.sampled_from(State), max_size=4),
    severities=st.dictionaries(TEXTS.map(str.casefold), st.integers(0, 3), max_size=4),
    numbers=st.dictionaries(
        TEXTS.map(str.casefold), st.decimals(-100, 100, places=2).map(Decimal), max_size=4
    ),
    divide=st.integers(1, 1000),
)


def folded_twice(mapping) -> bool:
    """Whether a key is another once folded again, as few letters are."""
    keys = [*mapping.states, *mapping.severities, *mapping.numbers]
    return any(key.casefold() != key for key in keys)


@given(ALL)
def test_a_mapping_is_its_file(mapping):
    if not folded_twice(mapping):
        assert mapping_of(text_of(mapping)) == mapping


@given(st.text(max_size=200) | st.sampled_from(["[columns]\nday = ", "[things]\na = "]))
def test_what_is_no_mapping_is_refused_with_the_mistake(text):
    with suppress(ValueError):
        mapping_of(text)


@pytest.mark.parametrize(
    ("text", "problem"),
    [
        ("", "'name'"),
        ('name = "a"', "'day'"),
        ('name = "a"\n[columns]\nday = 0', "from 1"),
        ('name = "a"\n[columns]\nday = "d"\nweek = 2', "'week' is not known"),
        ('name = "a"\nseparator = "::"\n[columns]\nday = "d"', "'separator'"),
        ('name = "a"\ndays = "backwards"\n[columns]\nday = "d"', "year first"),
        ('name = "a"\ndivide = 0\n[columns]\nday = "d"', "0"),
        ('name = "a"\n[columns]\nday = "d"\n[things]\nx = "pain"', "known symptom"),
        ('name = "a"\n[columns]\nday = "d"\n[states]\nx = "eaten"', "not-logged"),
        ('name = "a"\n[columns]\nday = "d"\n[severities]\nx = 4', "0 to 3"),
        ('name = "a"\n[columns]\nday = "d"\n[numbers]\nx = "many"', "numbers"),
        ("name = ", "Invalid value"),
    ],
)
def test_a_mistake_in_a_mapping_is_named(tmp_path, text, problem):
    path = tmp_path / "mine.toml"
    path.write_text(text, "utf-8")
    with pytest.raises(Refused, match="cannot be used") as refused:
        read_mapping(path)
    assert problem in refused.value.sentence


def test_a_mapping_that_is_not_there_names_those_that_are(tmp_path):
    with pytest.raises(NothingThere, match="medtimer-events"):
        mapping_named(str(tmp_path / "none.toml"), FOLDER)
    with pytest.raises(DiaryError):
        read_mapping(tmp_path)
    huge = tmp_path / "huge.toml"
    huge.write_text("# " + "x" * 300_000, "utf-8")
    with pytest.raises(Refused, match="longer"):
        read_mapping(huge)


def test_there_are_five_ready_ones():
    assert list(ready(FOLDER)) == [
        "blood-pressure-monitor",
        "flaredown",
        "loop",
        "medtimer-events",
        "track-and-graph",
    ]
    assert all(mapping_named(name, FOLDER).name for name in ready(FOLDER))


def test_medtimer_events_with_separators_in_the_notes(diary, tmp_path):
    """Peer trap: MedTimer quotes nothing; skipped and open look alike, so neither is taken."""
    text = (
        "Erinnert;Name;Dosis;Genommen;Tags;Intervall;Notizen;Erinnert (ISO);Genommen (ISO)\n"
        "2.11.26 08:00;Isotretinoin;20 mg;2.11.26 08:04;;;late; after bread; and tea;"
        "2026-11-02T07:00:00Z;2026-11-02T07:04:00Z\n"
        "3.11.26 08:00;Isotretinoin;20 mg;;;;;2026-11-03T07:00:00Z;\n"
        "4.11.26 08:00;Isotretinoin;20 mg;;;;2026-11-03T07:00:00Z\n"
    )
    run = look(diary, table(tmp_path, text), mapping_named("medtimer-events", FOLDER))
    assert results(run) == [NEW, LEFT_OUT, UNREADABLE]
    [dose] = made(run, Dose)
    assert (dose.slot, dose.amount_ug, dose.note) == (1, mg(20), "late; after bread; and tea")
    assert dose.taken_at == datetime(2026, 11, 2, 8, 4, tzinfo=ZONE)


def test_track_and_graph(diary, tmp_path):
    text = (
        "FeatureName,Timestamp,Value,Label,Note\r\n"
        "Isotretinoin,2026-11-02T19:05:00.000+01:00,20.0,,\r\n"
        "Weight,2026-11-02T07:00:00+01:00,63.4,,\r\n"
        "Dry lips,2026-11-02T21:00:00+01:00,2.0,Moderate,sore\r\n"
        "Steps,2026-11-02T21:00:00+01:00,4000.0,,\r\n"
        "Headache,2026-11-02T21:00:00+01:00,9.0,,\r\n"
        "Running,2026-11-02T21:00:00+01:00,1:02:03,,\r\n"
    )
    run = look(diary, table(tmp_path, text), mapping_named("track-and-graph", FOLDER))
    assert results(run) == [NEW, NEW, NEW, UNREADABLE, UNREADABLE, UNREADABLE]
    [dose], [weight], [lips] = made(run, Dose), made(run, Weight), made(run, SymptomEntry)
    assert (dose.slot, dose.amount_ug) == (2, mg(20))
    assert weight.grams == kg("63.4")
    assert (lips.symptom, lips.severity, lips.note) == ("lips_dry", 2, "sore")


def test_loop_in_its_archive_where_a_zero_is_written_no(diary, tmp_path):
    path = tmp_path / "Loop Habits CSV.zip"
    with zipfile.ZipFile(path, "w") as made_:
        made_.writestr("Habits.csv", "Position,Name,Type\n1,Isotretinoin,YES_NO\n")
        made_.writestr("001 Isotretinoin/Checkmarks.csv", "Date,Value,Notes\n")
        made_.writestr(
            "Checkmarks.csv",
            "Date,Isotretinoin,Weight,Reading,\n"
            "2026-11-05,YES_MANUAL,63400,YES_MANUAL,\n"
            "2026-11-04,NO,NO,NO,\n"
            "2026-11-03,SKIP,UNKNOWN,NO,\n"
            "2026-11-02,UNKNOWN,,NO,\n"
            "2026-11-01,YES_AUTO,,NO,\n",
        )
    run = look(diary, path, mapping_named("loop", FOLDER))
    assert {each.row for each in run.rows} == {1, 2, 3, 4, 5}
    outcomes = {(each.day.day, each.slot): each.outcome for each in made(run, Dose)}
    assert outcomes == {
        (5, 1): Outcome.TAKEN,
        (5, 2): Outcome.TAKEN,
        (4, 1): Outcome.MISSED,
        (4, 2): Outcome.MISSED,
        (3, 1): Outcome.SKIPPED,
        (3, 2): Outcome.SKIPPED,
    }
    assert [each.grams for each in made(run, Weight)] == [63_400]


def test_loop_decodes_a_habit_with_a_number_otherwise_than_one_without(diary, tmp_path):
    """Peer trap: of a number, NO is 0 and YES_MANUAL a few thousandths, not a state."""
    mapping = mapping_named("loop", FOLDER)
    things = {**mapping.things, "isotretinoin": Meaning(ThingRole.DOSE, "mg")}
    text = "Date,Isotretinoin,\n2026-11-04,40000,\n2026-11-03,NO,\n2026-11-02,YES_MANUAL,\n"
    run = look(diary, table(tmp_path, text), replace(mapping, things=things))
    assert [(each.day.day, each.amount_ug) for each in made(run, Dose)] == [
        (4, mg(20)),
        (4, mg(20)),
        (2, 2),
    ]
    assert run.rows[2].result == LEFT_OUT


def test_flaredown_with_five_severities_and_not_taken(diary, tmp_path):
    """Peer Flaredown#406: a treatment taken without a dose is not lost."""
    text = (
        "Date,Acne,Headache,Isotretinoin,Tags,Foods\n"
        "2026-11-02,2,4,40 mg,tired; busy,bread\n"
        "2026-11-03,,0,Taken,,\n"
        "2026-11-04,,,Not Taken,,\n"
        "2026-11-05,,,,,\n"
    )
    run = look(diary, table(tmp_path, text), mapping_named("flaredown", FOLDER))
    assert {(each.day.day, each.severity) for each in made(run, SymptomEntry)} == {(2, 3), (3, 0)}
    outcomes = [(each.day.day, each.slot, each.outcome) for each in made(run, Dose)]
    assert outcomes == [
        (day, slot, outcome)
        for day, outcome in ((2, Outcome.TAKEN), (3, Outcome.TAKEN), (4, Outcome.MISSED))
        for slot in (1, 2)
    ]
    assert run.counts == {Result.NEW: 3, Result.LEFT_OUT: 1} | dict.fromkeys(
        (Result.SAME, Result.CONFLICT, Result.UNREADABLE), 0
    )


def test_blood_pressure_monitor(diary, tmp_path):
    when = int(datetime(2026, 11, 2, 8, 4, tzinfo=ZONE).timestamp() * 1000)
    text = (
        "timestampUnixMs,systolic,diastolic,pulse,notes,color,needlePin,intakes,bodyweight\n"
        f"{when},120,80,60,slept badly,,,Isotretinoin(20)|Zinc(15),63.4\n"
        f"{when},120,80,60,,,,Isotretinoin,\n"
        "soon,120,80,60,,,,,63\n"
        f"{when + 86_400_000},120,80,60,,,,,\n"
    )
    run = look(diary, table(tmp_path, text), mapping_named("blood-pressure-monitor", FOLDER))
    [dose], [weight], [note] = made(run, Dose), made(run, Weight), made(run, DayNote)
    assert (dose.day, dose.slot, dose.amount_ug) == (date(2026, 11, 2), 1, mg(20))
    assert (weight.grams, note.text) == (63_400, "slept badly")
    assert [run.counts[each] for each in (NEW, UNREADABLE, LEFT_OUT)] == [1, 2, 1]


@pytest.mark.parametrize(
    ("order", "said"),
    [
        ("year first", "2026-11-02"),
        ("year first", "2026/11/2"),
        ("day first", "2.11.2026"),
        ("day first", "02.11.26"),
        ("day first", "2-11-2026 21:30"),
        ("month first", "11/2/2026"),
        ("month first", "11/2/26, 9:30 PM"),
        ("month first", "2026-11-02T21:30:00+01:00"),
        ("year first", "2026-11-03 00:30"),
        ("seconds", "1793651400"),
        ("milliseconds", "1793651400000"),
    ],
)
def test_days_are_read_in_their_order(diary, tmp_path, order, said):
    mapping = TableMapping(
        name="a",
        separator=";",
        order=DayOrder(order),
        columns={"day": 1},
        things={"kg": Meaning(ThingRole.WEIGHT, "kg")},
    )
    run = look(diary, table(tmp_path, f"when;kg\n{said};64\n"), mapping)
    assert made(run, Weight)[0].day == date(2026, 11, 2)


@pytest.mark.parametrize("said", ["13/13/2026", "2026-02-30", "tomorrow", "", "99999999999"])
def test_a_day_that_is_none_costs_its_row(diary, tmp_path, said):
    run = look(diary, table(tmp_path, f"day,kg\n{said},64\n"), wide(kg="weight kg"))
    assert results(run) == [UNREADABLE]


@pytest.mark.parametrize(
    ("comma", "said", "grams"),
    [
        (True, "63,4", 63_400),
        (True, "63.4", 63_400),
        (True, "0.063,4", 63_400),
        (False, "63.4", 63_400),
        (False, "63,4", 63_400),
    ],
)
def test_decimals_are_read_as_they_are_written(diary, tmp_path, comma, said, grams):
    mapping = TableMapping(
        name="a",
        separator=";",
        decimal_comma=comma,
        columns={"day": 1},
        things={"kg": Meaning(ThingRole.WEIGHT, "kg")},
    )
    run = look(diary, table(tmp_path, f"day;kg\n2026-11-02;{said}\n"), mapping)
    assert made(run, Weight)[0].grams == grams


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "cp1252", "latin-1"])
def test_encodings_are_read_as_they_are_named(diary, tmp_path, encoding):
    named = "" if encoding in {"utf-8", "utf-8-sig", "utf-16"} else encoding
    mapping = TableMapping(
        name="a",
        encoding=named,
        columns={"day": "Tag"},
        things={"müdigkeit": Meaning(ThingRole.NOTE)},
    )
    run = look(diary, table(tmp_path, "Tag,Müdigkeit\n2026-11-02,größer\n", encoding), mapping)
    assert made(run, DayNote)[0].text == "größer"


def test_the_wrong_encoding_is_refused(diary, tmp_path):
    path = table(tmp_path, "day,Müde\n2026-11-02,größer\n", "latin-1")
    with pytest.raises(Refused, match="UTF-8"):
        look(diary, path, wide(kg="weight kg"))
    mapping = TableMapping(name="a", encoding="utf-16", columns={"day": 1})
    with pytest.raises(Refused, match="utf-16"):
        look(diary, path, mapping)


def test_a_column_that_is_missing_is_named(diary, tmp_path):
    with pytest.raises(Refused, match=r"“day”\. Its columns are: date, kg\."):
        look(diary, table(tmp_path, "date,kg\n2026-11-02,64\n"), wide(kg="weight kg"))


def test_pounds_own_symptoms_and_what_is_left(diary, tmp_path):
    text = "day,lb,Lips,Elbows,Steps\n2026-11-02,140.2,3,1,4000\n2026-11-03,,,,5000\n"
    run = look(
        diary,
        table(tmp_path, text),
        wide(lb="weight lb", lips="symptom lips_dry", elbows="symptom", steps="leave"),
    )
    assert made(run, Weight)[0].grams == pounds("140.2")
    assert len(made(run, SymptomEntry)) == 2
    assert run.counts[LEFT_OUT] == 1


@given(st.binary(max_size=300), st.sampled_from(["", "utf-16", "cp1252"]), st.sampled_from(",;\t|"))
def test_any_bytes_are_read_or_refused_in_words(tmp_path_factory, content, encoding, separator):
    path = tmp_path_factory.mktemp("any") / "file"
    path.write_bytes(b"day,thing,value\n" + content)
    things = {"*": Meaning(ThingRole.SYMPTOM), "thing": Meaning(ThingRole.DOSE, "mg")}
    mapping = TableMapping(
        name="a", separator=separator, encoding=encoding, columns={"day": 1}, things=things
    )
    with suppress(DiaryError):
        read_file(path, now=EVENING, mapping=mapping)
