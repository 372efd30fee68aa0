"""A saved sheet is whole or not there, and what went wrong is said in a sentence."""

from __future__ import annotations

import errno
import os

import pytest

from isodiary.domain.errors import DiaryError, DiskTrouble, Refused
from isodiary.report.output import save_html, save_pdf
from tests.report import diaries
from tests.report.conftest import sheet_of


@pytest.fixture
def pages(make_pages):
    return make_pages(diaries.rich())


def failing(number):
    def fail(*_args):
        raise OSError(number, os.strerror(number))

    return fail


def test_a_pdf_is_saved(pages, tmp_path):
    save_pdf(pages, tmp_path / "visit.pdf")
    assert (tmp_path / "visit.pdf").read_bytes().startswith(b"%PDF")
    assert os.listdir(tmp_path) == ["visit.pdf"]


def test_an_html_file_replaces_the_one_before(pages, tmp_path):
    path = tmp_path / "visit.html"
    path.write_text("old")
    save_html(sheet_of(diaries.rich()), path)
    assert path.read_text("utf-8").startswith("<!DOCTYPE html>")


@pytest.mark.skipif(os.name == "nt", reason="Windows has no such rights")
def test_only_the_patient_may_read_the_file(pages, tmp_path):
    save_pdf(pages, tmp_path / "visit.pdf")
    assert (tmp_path / "visit.pdf").stat().st_mode & 0o077 == 0


@pytest.mark.parametrize(
    ("number", "kind", "word"),
    [
        (errno.ENOSPC, DiskTrouble, "full"),
        (errno.EIO, DiskTrouble, "did not take"),
        (errno.EACCES, Refused, "another folder"),
        (errno.EROFS, Refused, "another folder"),
    ],
)
def test_a_failing_disk_leaves_the_old_file_and_no_other(
    pages, tmp_path, monkeypatch, number, kind, word
):
    path = tmp_path / "visit.pdf"
    path.write_text("old")
    monkeypatch.setattr(os, "fsync", failing(number))
    with pytest.raises(kind, match=word):
        save_pdf(pages, path)
    assert path.read_text() == "old"
    assert os.listdir(tmp_path) == ["visit.pdf"]


def test_a_missing_folder_is_named(pages, tmp_path):
    with pytest.raises(Refused, match=r"There is no folder “.*nowhere”"):
        save_pdf(pages, tmp_path / "nowhere" / "visit.pdf")


def test_a_folder_of_that_name_is_left_alone(pages, tmp_path):
    (tmp_path / "visit.pdf").mkdir()
    with pytest.raises(DiaryError):
        save_pdf(pages, tmp_path / "visit.pdf")
    assert os.listdir(tmp_path) == ["visit.pdf"]


def test_a_name_that_no_file_can_have_is_refused(pages, tmp_path):
    with pytest.raises(Refused, match="cannot have that name"):
        save_pdf(pages, tmp_path / ("v" * 300))
