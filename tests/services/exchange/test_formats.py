"""The table of formats: each has a file that is read, broken files of it are refused in words."""

from __future__ import annotations

from contextlib import suppress

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from isodiary.domain.errors import DiaryError, Refused
from isodiary.services.exchange.bring import read_file
from isodiary.services.exchange.formats import FORMATS, format_named, recognised
from isodiary.services.exchange.out import format_of_name
from isodiary.services.exchange.results import Result
from isodiary.services.exchange.source import Source
from tests.clock import EVENING
from tests.services.exchange.fixtures import FILES, README, fixture, looked_at, table

READ = [each for each in FORMATS if each.comes_in]
named = pytest.mark.parametrize("format_", READ, ids=lambda each: each.id)


def test_the_readme_has_the_table_of_the_code():
    assert table() in README.read_text(encoding="utf-8")


def test_every_file_is_of_a_format_and_every_id_is_one():
    assert {path.stem for path in FILES.iterdir()} == {each.id for each in READ}
    assert len({each.id for each in FORMATS}) == len(FORMATS)
    assert [format_named(each.id) for each in FORMATS] == list(FORMATS)
    with pytest.raises(Refused, match="isodiary-json"):
        format_named("paper")


@named
def test_a_file_is_seen_to_be_what_it_is(format_):
    assert recognised(Source(fixture(format_), now=EVENING)) is format_


@named
def test_what_becomes_of_the_rows_adds_up(format_):
    run = looked_at(format_)
    assert run.counts[Result.NEW]
    assert run.count == len({each.row for each in run.rows}) == max(each.row for each in run.rows)
    assert not run.unanswered
    assert all(each.raw for each in run.rows)
    assert all(each.why for each in run.rows if each.result in {"unreadable", "left_out"})


@named
def test_a_file_cut_off_is_read_or_refused_in_words(format_, tmp_path):
    content = fixture(format_).read_bytes()
    path = tmp_path / f"cut.{format_.endings[0]}"
    for end in range(0, len(content), max(1, len(content) // 60)):
        path.write_bytes(content[:end])
        with suppress(DiaryError):
            read_file(path, now=EVENING, format_id=format_.id)


@named
@given(data=st.data())
@settings(max_examples=40)
def test_an_altered_file_is_read_or_refused_in_words(format_, tmp_path_factory, data):
    content = bytearray(fixture(format_).read_bytes())
    for _ in range(data.draw(st.integers(1, 6))):
        place = data.draw(st.integers(0, len(content) - 1))
        piece = data.draw(st.binary(max_size=4) | st.sampled_from([b'"', b",", b"}", b"99", b"-"]))
        content[place : place + data.draw(st.integers(0, 4))] = piece
    path = tmp_path_factory.mktemp("altered") / "file"
    path.write_bytes(content)
    with suppress(DiaryError):
        read_file(path, now=EVENING, format_id=data.draw(st.sampled_from(["", format_.id])))


@pytest.mark.parametrize(
    ("name", "id_"),
    [("a.zip", "isodiary-zip"), ("A.JSON", "isodiary-json"), ("b.csv", "isodiary-csv")],
)
def test_the_name_of_a_file_says_its_format(tmp_path, name, id_):
    assert format_of_name(tmp_path / name).id == id_
