"""No word of a head is broken on paper: the columns of a table give each other room."""

from __future__ import annotations

from dataclasses import replace
from itertools import combinations

import pytest
from PySide6.QtCore import QRectF
from PySide6.QtGui import QTextTable

from isodiary.fonts import load_fonts
from isodiary.language import speaking
from isodiary.pseudo import Pseudo
from isodiary.report.press.column import narrower_column, table_html
from isodiary.report.press.heads import fitted
from isodiary.report.press.marks import Words
from isodiary.report.press.pages import Pages
from isodiary.report.press.paper import Paper
from isodiary.report.press.type_setter import TypeSetter
from isodiary.report.sheet.content import Column, SheetTable
from isodiary.report.sheet.figures import steps_table
from isodiary.report.sheet.options import DEFAULT_OPTIONS
from tests.report import diaries
from tests.report.sheet.test_matrix import diary, sheet

NARROW = narrower_column(Paper.A4.body().width())
SYMPTOMS = {
    "headache": "Headache",
    "tiredness": "Tiredness",
    "nosebleed": "Nosebleed",
    "lips_dry": "Dry lips",
    "eyes": "Contact lens discomfort",
}


@pytest.fixture(autouse=True)
def _fonts(qapp):
    load_fonts()


def steps(*symptoms):
    """Return the dose steps of a course with these symptoms beside them."""
    full = diaries.rich()
    felt = {name: diaries.figures(name, 2, 9, 20, 21) for name in symptoms}
    steps = tuple(replace(step, symptoms=felt) for step in full.steps)
    return steps_table(replace(full, steps=steps), SYMPTOMS, symptoms)


def broken(document):
    """Return the words of the heads of a document's tables that go on in another line."""
    found = []
    for frame in document.rootFrame().childFrames():
        if isinstance(frame, QTextTable):
            for column in range(frame.columns()):
                block = frame.cellAt(0, column).firstCursorPosition().block()
                text = block.text()
                starts = [
                    block.layout().lineAt(n).textStart() for n in range(block.layout().lineCount())
                ]
                found += [text for at in starts[1:] if text[at - 1] not in " \u200b/-"]
    return found


def set_in(table, width):
    return TypeSetter().set(table_html(table), width)


@pytest.mark.parametrize("symptoms", list(combinations(SYMPTOMS, 3)))
def test_three_symptoms_beside_the_steps_have_room(symptoms):
    table = steps(*symptoms)
    assert broken(set_in(fitted(table, NARROW), NARROW)) == []
    assert sum(column.share for column in fitted(table, NARROW).columns) == pytest.approx(100)


def test_without_it_a_head_was_broken():
    assert broken(set_in(steps("headache", "tiredness", "nosebleed"), NARROW)) != []


def test_a_table_with_room_stays_as_it_is():
    table = steps("lips_dry")
    assert fitted(table, NARROW) is table


def test_room_is_taken_from_cells_last():
    table = steps("lips_dry", "headache", "tiredness")
    at_first = fitted(table, NARROW).columns[0].share
    assert at_first < table.columns[0].share
    assert len(set(broken(set_in(fitted(table, NARROW), NARROW)))) == 0


def test_a_word_longer_than_the_paper_is_cut_and_nothing_breaks():
    columns = tuple(Column(label="w" * 60, share=20) for _ in range(5))
    made = fitted(SheetTable(title="T", columns=columns, rows=(("1",) * 5,)), NARROW)
    assert all(column.label.endswith("…") for column in made.columns)
    assert broken(set_in(made, NARROW)) == []


@pytest.mark.parametrize("paper", list(Paper))
@pytest.mark.parametrize(("name", "days"), [("rich", 28), ("rich", 90), ("sparse", 14)])
def test_no_head_of_a_report_is_broken(name, days, paper):
    assert broken_in(Pages(sheet(name, days, True), paper)) == []


@pytest.mark.parametrize("paper", list(Paper))
def test_no_head_is_broken_in_a_longer_language(paper):
    with speaking(Pseudo()):
        pages = Pages(diary("rich").sheet(28, DEFAULT_OPTIONS), paper)
    assert broken_in(pages) == []


def broken_in(pages):
    return [
        text
        for page in range(pages.count)
        for mark in pages.marks(page)
        if isinstance(mark, Words) and mark.rect != QRectF()
        for text in broken(mark.document)
    ]
