"""No kind of entry is left out anywhere: each has its table, words, signs, dialogs and pages."""

from __future__ import annotations

import re
from contextlib import contextmanager
from dataclasses import fields

import pytest
from PySide6.QtWidgets import QDialog, QWidget

from isodiary.domain.change import DATED, KINDS, SUMMARISED, Act, Change, Edit, Entry
from isodiary.domain.course import Phase
from isodiary.domain.dose import Dose
from isodiary.domain.lab import LabResult
from isodiary.domain.record import Question
from isodiary.domain.screening import Answer
from isodiary.domain.symptom import SymptomEntry
from isodiary.services.check import check
from isodiary.services.days.month import read_days
from isodiary.services.days.record import holds_nothing, read_record
from isodiary.services.days.search import OWN_WORDS, search
from isodiary.services.figures.summarise import summarise
from isodiary.services.words.entries import (
    KIND_NAMES,
    change_words,
    entry_words,
    kind_name,
    kinds_counted,
)
from isodiary.storage.rows import TABLES
from isodiary.ui.entries.actions import EntryActions
from isodiary.ui.entries.ways import WAYS
from isodiary.ui.history.day import rows_of
from isodiary.ui.visits.consultation import ConsultationPage
from isodiary.ui.warnings.page import WarningPage
from isodiary.ui.window.page import PAGES, Page
from tests.clock import EVENING
from tests.kinds import DAY, EXAMPLES, WORD

CODES: dict[type[Entry], set[str]] = {
    Dose: {"phase"},
    SymptomEntry: {"symptom"},
    LabResult: {"analyte", "unit", "lab", "word"},
}
"""The texts that are no words of the patient's own."""
BY_NAME = {table.name: table.kind for table in TABLES}
EVERY_PAGE: list[type[Page]] = [*(page.load() for page in PAGES), ConsultationPage, WarningPage]


def each(kinds):
    return pytest.mark.parametrize("kind", kinds, ids=lambda kind: kind.__name__)


def written(diary, *kinds):
    """The examples of some kinds, which the diary holds from now on."""
    entries = [EXAMPLES[kind] for kind in kinds]
    edits = tuple(Edit(after=entry) for entry in entries)
    diary.apply(Change(act=Act.FILL_SAMPLE, edits=edits), at=EVENING)
    return entries


@pytest.fixture
def names(tools):
    return tools.catalogues.names()


def test_each_kind_is_on_every_floor():
    assert set(EXAMPLES) == set(KINDS), "tests/kinds.py"
    assert {table.kind for table in TABLES} == set(KINDS), "storage/rows.py"
    assert set(KIND_NAMES) == set(KINDS), "services/words/entries.py"
    assert set(OWN_WORDS) == set(DATED), "services/days/search.py"
    assert set(WAYS) - {Question, Phase} == set(DATED), "ui/entries/ways.py"
    assert {kind for page in EVERY_PAGE for kind in page.shows} == set(KINDS), "no page shows it"


def test_what_has_a_day_stands_on_it():
    with_day = {kind for kind in KINDS if any(field.name == "day" for field in fields(kind))}
    assert with_day - set(DATED) == {Answer}, "of an answer the day only says when it was given"


@each(KINDS)
def test_its_words_say_more_than_that_there_is_one(kind, names):
    entry = EXAMPLES[kind]
    assert entry_words(entry, names).strip(" ,")
    assert change_words(Change(act=Act.FILL_SAMPLE, edits=(Edit(after=entry),)), names)
    assert kinds_counted(kind, 1) != kinds_counted(kind, 2)
    assert kinds_counted(kind, 1).endswith(kind_name(kind))


def test_the_check_counts_each(diary):
    written(diary, *KINDS)
    assert {kind_name(kind): count for kind, count in check(diary).counts} == {
        kind_name(kind): 1 for kind in KIND_NAMES
    }


@each(DATED)
def test_a_day_with_it_is_no_blank_in_the_calendar(kind, diary):
    assert holds_nothing(diary)
    written(diary, kind)
    [day] = read_days(diary, DAY, DAY, warning_signs={}, now=EVENING).values()
    assert day.signs
    assert not holds_nothing(diary)


@each(DATED)
def test_it_stands_in_the_list_of_its_day(kind, tools):
    [entry] = written(tools.diary, kind)
    assert [row.key for row in rows_of(tools, read_record(tools.diary, DAY)) if row.key] == [entry]


@each(DATED)
def test_its_words_are_found(kind, diary, names):
    texts = {field.name for field in fields(kind) if field.type == "str"} - {"id"}
    assert set(OWN_WORDS[kind]) == texts - CODES.get(kind, set())
    [entry] = written(diary, kind)
    found = [hit.entry for hit in search(diary, WORD.upper(), names)]
    assert found == ([entry.id] if OWN_WORDS[kind] else [])


@each(DATED)
def test_it_can_be_changed_and_deleted(kind, course_desk, qtbot):
    tools = course_desk
    [entry] = written(tools.diary, kind)
    window = QWidget()
    qtbot.addWidget(window)
    actions = EntryActions(tools, window)
    assert actions.can_edit(entry)
    assert actions.can_delete(entry)
    assert actions.can_tell(entry)
    actions.edit(entry, DAY)
    [dialog] = [each for each in window.findChildren(QDialog) if each.isVisible()]
    dialog.reject()
    actions.delete(entry)
    assert tools.diary.get(kind, entry.id) is None
    tools.editor.undo_stack.undo()
    assert tools.diary.get(kind, entry.id) == entry


@contextmanager
def kinds_read(diary, found):
    """Add to `found` the kinds whose tables are read inside."""
    asked: list[str] = []
    diary._db.conn.set_trace_callback(asked.append)
    yield
    diary._db.conn.set_trace_callback(None)
    tables = {name for sql in asked for name in re.findall(r"from (?:sound_)?(\w+)", sql)}
    found |= {BY_NAME[name] for name in tables & BY_NAME.keys()}


def test_a_summary_is_made_of_the_kinds_that_it_names(course_desk):
    written(course_desk.diary, *KINDS)
    read: set[type[Entry]] = set()
    with kinds_read(course_desk.diary, read):
        summarise(course_desk.diary, now=EVENING, warning_signs={"eyes_dry": 1})
    assert read == set(SUMMARISED)


@pytest.mark.parametrize("page", EVERY_PAGE, ids=lambda page: page.__name__)
def test_a_page_reads_again_whatever_it_has_read(page, course_desk, qtbot):
    written(course_desk.diary, *KINDS)
    read: set[type[Entry]] = set()
    with kinds_read(course_desk.diary, read):
        shown = page(course_desk)
        qtbot.addWidget(shown)
        with qtbot.waitExposed(shown):
            shown.show()
    assert read
    assert read - set(page.shows) == set()
