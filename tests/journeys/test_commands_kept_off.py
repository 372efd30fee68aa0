"""What the patient keeps off paper is kept off the sheet of `isodiary report` too."""

from __future__ import annotations

import pytest
from pypdf import PdfReader

from isodiary.domain.record import KeptKind
from isodiary.services.kept_off import keep_off
from isodiary.storage.opening import open_diary
from tests.clock import EVENING
from tests.journeys.commands import Terminal


@pytest.fixture
def course(new, tmp_path) -> Terminal:
    """Twelve made-up weeks, and a symptom of a part that is off first."""
    new.line("sample", str(tmp_path / "sample.sqlite"))
    terminal = Terminal(tmp_path / "sample.sqlite")
    terminal.line("symptom", "libido_reduced=1", "mood_low=1")
    return terminal


def sheet(course, tmp_path):
    course.line("report", str(tmp_path / "visit.pdf"))
    pages = PdfReader(tmp_path / "visit.pdf").pages
    return " ".join(" ".join(page.extract_text() for page in pages).split())


def mark(tmp_path, kind, what):
    diary = open_diary(tmp_path / "sample.sqlite", now=EVENING)
    change = keep_off([], {(kind, what)})
    assert change is not None
    diary.apply(change, at=EVENING)
    diary.close()


def test_intimacy_is_not_written_and_mood_is(course, tmp_path):
    text = sheet(course, tmp_path)
    assert "libido" not in text
    assert "Low mood" in text
    assert "Dry lips" in text


@pytest.mark.parametrize(
    ("kind", "what", "word"),
    [(KeptKind.SYMPTOM, "lips_dry", "Dry lips"), (KeptKind.MODULE, "mood", "Low mood")],
)
def test_what_is_marked_is_not_written_as_pdf_or_html(course, tmp_path, kind, what, word):
    assert word in sheet(course, tmp_path)
    mark(tmp_path, kind, what)
    assert word not in sheet(course, tmp_path)
    course.line("report", str(tmp_path / "visit.html"))
    assert word not in (tmp_path / "visit.html").read_text("utf-8")
