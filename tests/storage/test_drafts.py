"""Drafts lie beside the diary, for its owner alone, and go when there are none."""

from __future__ import annotations

import os
import stat

import pytest

from isodiary.services.safety.erase import erase_diary
from isodiary.storage.drafts import Draft, Drafts, drafts_file
from isodiary.storage.opening import open_diary

DRAFT = Draft(title="Note", at="2026-11-23T19:04+01:00", typed={"0": "half a sen"})


@pytest.fixture
def path(tmp_path):
    return tmp_path / "diary.sqlite"


def test_a_draft_is_there_in_the_next_program(path):
    Drafts(path).keep("note 2026-11-23", DRAFT)
    assert Drafts(path).of("note 2026-11-23") == DRAFT
    assert Drafts(path).of("another") is None


def test_its_file_is_the_owners_alone_and_goes_with_the_last_draft(path):
    drafts = Drafts(path)
    assert not drafts_file(path).exists()
    drafts.keep("a", DRAFT)
    drafts.keep("b", DRAFT)
    if os.name == "posix":
        assert stat.S_IMODE(drafts_file(path).stat().st_mode) == 0o600
    drafts.drop("a")
    assert drafts_file(path).exists()
    drafts.drop("b")
    assert list(path.parent.iterdir()) == []


def test_without_a_file_drafts_last_as_long_as_the_program(tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    drafts = Drafts()
    drafts.keep("a", DRAFT)
    assert drafts.of("a") == DRAFT
    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize("content", ["", "[]", "{", '{"a": 1}', '{"a": {"typed": 3}}', "\0"])
def test_a_file_that_cannot_be_read_is_no_draft_and_no_harm(path, content):
    drafts_file(path).write_text(content)
    assert Drafts(path).all == {}


def test_a_disk_that_refuses_stops_no_one(path, monkeypatch):
    def full(*args, **options):
        raise OSError(28, "full")

    monkeypatch.setattr(os, "write", full)
    drafts = Drafts(path)
    drafts.keep("a", DRAFT)
    assert drafts.of("a") == DRAFT


def test_erasing_the_diary_erases_its_drafts(path, clock):
    open_diary(path, now=clock()).close()
    Drafts(path).keep("a", DRAFT)
    assert drafts_file(path) in erase_diary(path)
    assert not drafts_file(path).exists()
