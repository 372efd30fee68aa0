"""Files that are broken, huge or meant to harm: a clear sentence and little memory."""

from __future__ import annotations

import io
import json
import os
import stat
import tracemalloc
import zipfile
from contextlib import closing
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from isodiary.domain.errors import DiaryError, NothingThere, Refused
from isodiary.services.exchange import formats, json_stream, source
from isodiary.services.exchange.bring import read_file
from isodiary.services.exchange.formats import FORMATS
from isodiary.services.exchange.json_stream import json_items
from isodiary.storage.opening import open_diary
from tests.clock import EVENING
from tests.kinds import EXAMPLES
from tests.services.exchange.bringing import written
from tests.storage.writing import add

JSON_HEAD = '{"format":"isodiary","version":1,"entries":['
MIB = 1024 * 1024


def refusal(path) -> str:
    with pytest.raises(DiaryError) as refused:
        read_file(path, now=EVENING)
    return refused.value.sentence


def test_a_diary_that_is_open_is_not_read_past_its_locks(tmp_path):
    path = tmp_path / "isodiary.sqlite"
    with closing(open_diary(path, now=EVENING)):
        assert "is open" in refusal(path)


@pytest.fixture(scope="module")
def whole(tmp_path_factory):
    """A file of each format that goes out, by the id of the format."""
    folder = tmp_path_factory.mktemp("whole")
    with closing(open_diary(None, now=EVENING)) as diary:
        add(diary, *EXAMPLES.values())
        ids = ["isodiary-zip", "isodiary-json"]
        return {id_: written(diary, folder / id_, id_).read_bytes() for id_ in ids}


def archive(path, **members):
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as made:
        for name, content in members.items():
            made.writestr(name.replace("__", "."), content)
    return path


def test_a_bomb_is_refused_by_what_it_says_of_itself(tmp_path):
    path = tmp_path / "bomb.zip"
    with (
        zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as made,
        made.open("diary.json", "w") as m,
    ):
        for _ in range(1025):
            m.write(b" " * MIB)
    assert path.stat().st_size < 2 * MIB
    assert "harmful" in refusal(path)


def test_a_bomb_that_lies_about_its_size_is_read_no_farther(tmp_path, monkeypatch):
    path = archive(tmp_path / "bomb.zip", diary__json=JSON_HEAD + " " * 300_000 + "]}")
    content = bytearray(path.read_bytes())
    for signature, at in ((b"PK\x03\x04", 22), (b"PK\x01\x02", 24)):
        place = content.find(signature) + at
        content[place : place + 4] = (10).to_bytes(4, "little")
    path.write_bytes(content)
    assert "damaged" in refusal(path)
    monkeypatch.setattr(source, "MOST_UNPACKED", 1000)
    honest = archive(tmp_path / "honest.zip", diary__json=JSON_HEAD + " " * 3_000 + "]}")
    assert "harmful" in refusal(honest)


@pytest.mark.parametrize("name", ["../diary.json", "/etc/diary.json", "C:\\diary.json", "a/../b"])
def test_names_that_lead_out_are_refused(tmp_path, name):
    path = tmp_path / "a.zip"
    with zipfile.ZipFile(path, "w") as made:
        made.writestr("diary.json", JSON_HEAD + "]}")
        made.writestr(name, "x")
    assert "lead out of it" in refusal(path)


def test_links_in_an_archive_are_refused(tmp_path):
    path = tmp_path / "a.zip"
    link = zipfile.ZipInfo("diary.json")
    link.external_attr = (stat.S_IFLNK | 0o777) << 16
    with zipfile.ZipFile(path, "w") as made:
        made.writestr(link, "/etc/passwd")
    assert "links" in refusal(path)


def test_one_name_twice_is_refused(tmp_path):
    path = tmp_path / "a.zip"
    with zipfile.ZipFile(path, "w") as made:
        made.writestr("diary.json", JSON_HEAD + "]}")
        with pytest.warns(UserWarning, match="Duplicate"):
            made.writestr("diary.json", JSON_HEAD + "]}")
    assert "harmful" in refusal(path)


def test_a_list_of_a_hundred_thousand_names_is_not_read(tmp_path):
    path = tmp_path / "a.zip"
    with zipfile.ZipFile(path, "w") as made:
        for number in range(25_000):
            made.writestr(f"{number:05}", "")
    assert "harmful" in refusal(path)


def test_deep_json_is_refused(tmp_path):
    path = tmp_path / "deep.json"
    path.write_text(JSON_HEAD + "[" * 200_000 + "]" * 200_000 + "]}", encoding="utf-8")
    assert "nested deeper" in refusal(path)
    path.write_text(JSON_HEAD[:-1] + '{"a":' * 100_000, encoding="utf-8")
    assert refusal(path)


def test_an_endless_entry_is_refused(tmp_path, monkeypatch):
    monkeypatch.setattr(json_stream, "LONGEST_ITEM", 1_000_000)
    path = tmp_path / "long.json"
    path.write_text(JSON_HEAD + '{"kind":"day_note","text":"' + "x" * 3_000_000, encoding="utf-8")
    assert "too long" in refusal(path)


def test_too_many_rows_are_refused_before_they_fill_the_memory(tmp_path, monkeypatch):
    monkeypatch.setattr(formats, "MOST_ROWS", 1000)
    path = tmp_path / "many.csv"
    path.write_text("day,grams\n" + "2026-01-01,64000\n" * 200_000, encoding="utf-8")
    tracemalloc.start()
    try:
        assert "more than 1\N{NARROW NO-BREAK SPACE}000 rows" in refusal(path)
        assert tracemalloc.get_traced_memory()[1] < 3 * MIB
    finally:
        tracemalloc.stop()


@pytest.mark.parametrize("begin", ['"', "", '2026-01-01,"'])
def test_a_row_without_an_end_is_refused(tmp_path, begin):
    path = tmp_path / "endless.csv"
    path.write_text("day,grams\n" + begin + "2026-01-01 " * 400_000, encoding="utf-8")
    assert "characters" in refusal(path)
    path.write_text('day,grams\n"' + "2026-01-01\n" * 400_000, encoding="utf-8")
    assert refusal(path)


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16"])
def test_any_unicode_is_read(tmp_path, encoding):
    path = tmp_path / "note.csv"
    path.write_text("day,text,off_paper\n2026-01-01,größer,0\n", encoding=encoding)
    [found] = read_file(path, now=EVENING).found
    assert found.says.entry.text == "größer"


def test_another_encoding_is_refused_and_not_guessed(tmp_path):
    path = tmp_path / "note.csv"
    path.write_bytes("day,text,off_paper\n2026-01-01,größer,0\n".encode("latin-1"))
    assert "UTF-8" in refusal(path)


@pytest.mark.parametrize(
    "content",
    [b"", b"\0" * 1000, b"hello", b"<?xml version='1.0'?><!DOCTYPE a [<!ENTITY b 'c'>]><a>&b;</a>"],
)
def test_a_file_of_no_format_is_refused(tmp_path, content):
    path = tmp_path / "file"
    path.write_bytes(content)
    assert "does not know" in refusal(path)


def test_what_is_no_file_is_refused(tmp_path):
    assert refusal(tmp_path)
    with pytest.raises(NothingThere):
        read_file(tmp_path / "none", now=EVENING)
    pipe = tmp_path / "pipe"
    os.mkfifo(pipe)
    assert refusal(pipe)


@pytest.mark.parametrize(
    "row",
    [
        {"kind": "dose"},
        {"kind": "dose", "id": "a", "day": "2026-13-01", "outcome": "taken"},
        {"kind": "dose", "id": "a", "day": "2026-11-01", "slot": 1, "outcome": "eaten"},
        {"kind": "weight", "id": "a", "day": "2026-11-01", "grams": 10**30},
        {"kind": "weight", "id": "../a", "day": "2026-11-01", "grams": 64_000},
        {"kind": "weight", "id": "a", "day": "2026-11-01", "grams": {"a": 1}},
        {"kind": "day_note", "id": "a", "day": "2026-11-01", "text": "a\0", "off_paper": 0},
        {"kind": "day_note", "id": "a", "day": "2026-11-01", "text": "\ud800", "off_paper": 0},
        {"kind": "day_note", "id": "a", "day": "0001-11-01", "text": "a", "off_paper": 0},
        {"kind": "question", "id": "a", "noted_on": "2026-11-01", "text": "a", "position": 2**63},
        {"kind": ["dose"]},
        {},
        7,
        None,
    ],
)
def test_a_row_that_no_diary_can_hold_is_unreadable(tmp_path, row):
    path = tmp_path / "odd.json"
    path.write_text(JSON_HEAD + json.dumps(row) + "]}", encoding="utf-8")
    [found] = read_file(path, now=EVENING).found
    assert type(found.says).__name__ == "Unreadable"


@pytest.mark.parametrize("id_", ["isodiary-zip", "isodiary-json"])
def test_a_file_cut_off_anywhere_is_refused(whole, tmp_path, id_):
    content = whole[id_]
    path = tmp_path / "cut"
    for end in sorted({0, 1, 10, *range(50, len(content) - 2, len(content) // 40)}):
        path.write_bytes(content[:end])
        assert "Nothing was changed" in refusal(path)


@given(st.binary(max_size=200) | st.text(max_size=200).map(str.encode))
def test_every_reader_takes_any_bytes(content):
    path = Path(os.devnull)
    made = source.Source.__new__(source.Source)
    made.path, made.now, made.size, made.head = path, EVENING, len(content), content
    for each in FORMATS:
        if each.comes_in and not content.startswith(b"PK"):
            each.reader.looks(made)


JSONS = st.recursive(
    st.none()
    | st.booleans()
    | st.integers()
    | st.floats(allow_nan=False, allow_infinity=False)
    | st.text(),
    lambda inner: st.lists(inner, max_size=4) | st.dictionaries(st.text(), inner, max_size=4),
)


@given(st.lists(JSONS), JSONS, st.integers(1, 50))
def test_json_read_item_by_item_is_what_python_reads_whole(items, other, chunk):
    text = json.dumps({"a": other, "b": {"c": items, "d": other}}, indent=1)
    with pytest.MonkeyPatch.context() as patched:
        patched.setattr(json_stream, "CHUNK", chunk)
        found = list(json_items(io.StringIO(text), ("b.c",)))
    assert found == [("a", other), *(("b.c", item) for item in items), ("b.d", other)]


@pytest.mark.parametrize("text", ["", "{", "[1", "[1,]", '{"a" 1}', "[NaN]", "[1] 2", "[1}", "tru"])
def test_what_is_no_json_is_refused(text):
    with pytest.raises(Refused, match="not the JSON"):
        list(json_items(io.StringIO(text), ("", "a")))
