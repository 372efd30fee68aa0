"""What is typed turns round nothing that stands beside it on paper, in the file or as text."""

from __future__ import annotations

import re
from dataclasses import replace
from decimal import Decimal
from html.parser import HTMLParser

import pytest

from isodiary.domain.change import Act, Change, Edit
from isodiary.domain.course import Course
from isodiary.domain.dose import Dose, Outcome
from isodiary.domain.lab import LabResult
from isodiary.domain.record import Contact, ContactKind, DayNote, Patient, Question, Visit
from isodiary.domain.symptom import OwnSymptom, SymptomEntry
from isodiary.fonts import load_fonts
from isodiary.report.output import html_file
from isodiary.report.press.markup import plain
from isodiary.report.press.pages import Pages
from isodiary.report.press.paper import Paper
from isodiary.report.press.type_setter import TypeSetter
from isodiary.report.sheet.options import NameShown, SheetOptions
from isodiary.report.sheet.plain_text import plain_text
from isodiary.report.table_chart import marks
from isodiary.services.words.units import APART, APART_ENDS
from tests.report.written import LAST, NOW, empty, write
from tests.services import courses as made

HEBREW = "\u05e9\u05dc\u05d5\u05dd"
ARABIC = "\u0645\u0631\u062d\u0628\u0627"
TYPED = f"{HEBREW} 12, {ARABIC}"
WHOLE = SheetOptions(appendix=True, name=NameShown.WHOLE)
ISOLATED = re.compile(f"{APART}[^{APART}{APART_ENDS}]*{APART_ENDS}")


@pytest.fixture
def written(qapp):
    """A diary with words read from the right in every place that can be typed into."""
    load_fonts()
    written = empty()
    made.begin(written.diary, start=LAST.replace(day=2))
    [course] = written.diary.all(Course)
    change = Edit(before=course, after=replace(course, product=TYPED))
    written.diary.apply(Change(act=Act.CATCH_UP, edits=(change,)), at=NOW)
    own = OwnSymptom(label=TYPED)
    write(
        written.diary,
        own,
        Patient(name=TYPED, birth_year=2004),
        Contact(kind=ContactKind.PRESCRIBER, name=TYPED),
        Visit(day=LAST.replace(day=3), agreed=TYPED),
        Question(text=TYPED, noted_on=LAST, position=0),
        Question(text=f"{TYPED} " * 40, noted_on=LAST, position=1),
        DayNote(day=LAST, text=f"{TYPED}\n{ARABIC}"),
        Dose(day=LAST, slot=1, outcome=Outcome.SKIPPED, note=TYPED),
        SymptomEntry(day=LAST, symptom=own.id, severity=3, note=TYPED),
        SymptomEntry(day=LAST, symptom="vision_blurred", severity=2, note=f"{TYPED} " * 40),
        LabResult(day=LAST, analyte=TYPED, value=Decimal(5), unit=TYPED, lab=TYPED, note=TYPED),
        LabResult(day=LAST, analyte="alt", value=None, word=TYPED, unit="U/L", lab=TYPED),
    )
    yield written
    written.close()


def turned(text):
    """Return what of a text would turn round what stands beside it, line by line."""
    lines = ISOLATED.sub("", text).splitlines()
    return [line for line in lines if HEBREW in line or ARABIC in line]


class Said(HTMLParser):
    """What markup shows, and what it says to those who cannot see it.

    In a drawing each run of one direction is a text of its own, in its place.
    """

    def __init__(self, markup):
        super().__init__()
        self.said = []
        self.drawing = False
        self.feed(markup)

    def handle_starttag(self, tag, attrs):
        self.said += [value for _name, value in attrs if value]
        self.drawing = self.drawing or tag == "svg"

    def handle_endtag(self, tag):
        self.drawing = self.drawing and tag != "svg"

    def handle_data(self, data):
        self.said += [] if self.drawing else [data]


def test_paper_is_not_turned_round(written, monkeypatch):
    drawn = []
    lay_out, measure = TypeSetter.set, marks.width_of

    def kept(setter, html, width):
        drawn.extend(Said(html).said)
        return lay_out(setter, html, width)

    def measured(text, kind):
        drawn.append(text)
        return measure(text, kind)

    monkeypatch.setattr(TypeSetter, "set", kept)
    monkeypatch.setattr(marks, "width_of", measured)
    Pages(written.sheet(20, WHOLE), Paper.A4)
    assert sum(HEBREW in text for text in drawn) >= 12
    assert [text for text in drawn if turned(text)] == []


def test_the_file_is_not_turned_round(written):
    said = Said(html_file(written.sheet(20, WHOLE))).said
    assert sum(HEBREW in text for text in said) >= 12
    assert [text for text in said if turned(text)] == []


def test_the_text_is_not_turned_round(written):
    text = plain_text(written.sheet(20, WHOLE))
    assert HEBREW in text
    assert turned(text) == []


@pytest.mark.parametrize(
    ("typed", "shown"),
    [
        ("a\u202eb", "ab"),
        ("a\u2068b", "ab"),
        ("a\u2069b", "ab"),
        (f"a {APART}{HEBREW}{APART_ENDS} b", f"a {APART}{HEBREW}{APART_ENDS} b"),
        (f"{APART}\u202e{HEBREW}{APART_ENDS}", HEBREW),
        (f"{APART_ENDS}{HEBREW}{APART}", HEBREW),
    ],
)
def test_marks_stay_only_where_they_set_apart(typed, shown):
    assert plain(typed) == shown
