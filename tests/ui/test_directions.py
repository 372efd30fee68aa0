"""What is typed turns round nothing that stands beside it, on any page, in any list."""

from __future__ import annotations

import re
from dataclasses import fields, replace
from decimal import Decimal

import pytest
from PySide6.QtWidgets import QAbstractButton, QAbstractItemView, QLabel, QWidget

from isodiary.domain.change import KINDS, Act, Change, Edit
from isodiary.domain.lab import LabResult
from isodiary.services.words.entries import change_words, entry_words
from isodiary.ui.kit.lists import EntryList
from isodiary.ui.safety.deleted import DeletedDialog
from isodiary.ui.window.page import PAGES
from tests.clock import EVENING
from tests.kinds import DAY, EXAMPLES, WORD
from tests.ui.windows import window_on

TURNING = "quo\u202ekka \u05e9\u05dc\u05d5\u05dd"
"""Turns round everything after it, and is read from the right at its end."""
CORE = "\u05e9\u05dc\u05d5\u05dd"
APART = re.compile("\u2068[^\u2068\u2069]*\u2069")


def turned(entry):
    """Return an entry with the turning words in the place of the others."""
    words = {
        field.name: getattr(entry, field.name).replace(WORD, TURNING)
        for field in fields(entry)
        if type(getattr(entry, field.name)) is str and WORD in getattr(entry, field.name)
    }
    return replace(entry, **words)


ENTRIES = [
    *(turned(EXAMPLES[kind]) for kind in KINDS),
    LabResult(day=DAY, analyte=TURNING, value=Decimal(52), unit=TURNING, lab=TURNING, note=TURNING),
]


def turns(text):
    """Whether a text that holds more than what was typed is turned round by it."""
    alone = text.replace("\u200b", "").strip() in (TURNING, f"Note: {TURNING}")
    if alone or not any(part in text for part in (CORE, "\u202e")):
        return False
    left = APART.sub("", text)
    lines = [each for each in left.splitlines() if each.replace("\u200b", "").strip() != TURNING]
    return any("\u202e" in each or CORE in each for each in lines)


@pytest.mark.parametrize("entry", ENTRIES, ids=lambda entry: type(entry).__name__)
def test_no_sentence_is_turned_round(entry, catalogues):
    own = [each for each in ENTRIES if type(each).__name__ == "OwnSymptom"]
    names = catalogues.names(own)
    change = Change(act=Act.FILL_SAMPLE, edits=(Edit(after=entry),))
    for words in (f"{entry_words(entry, names)}.", f"{change_words(change, names)}."):
        assert not turns(words)


def shown_in(widget):
    """Yield every text that a widget and what is in it shows."""
    for each in (widget, *widget.findChildren(QWidget)):
        yield each.accessibleName()
        if isinstance(each, QLabel | QAbstractButton):
            yield each.text()
        if isinstance(each, EntryList):
            for row in each.rows:
                yield f"{row.title}"
                yield from row.detail.splitlines()
                yield from row.badges
        elif isinstance(each, QAbstractItemView) and each.model() is not None:
            model = each.model()
            for line in range(min(model.rowCount(), 200)):
                for column in range(model.columnCount()):
                    yield str(model.index(line, column).data() or "")


def test_no_page_is_turned_round(qtbot, course_desk):
    for place, entry in enumerate(ENTRIES):
        change = Change(act=Act.FILL_SAMPLE, edits=(Edit(after=entry),))
        course_desk.diary.apply(change, at=EVENING)
        if place % 3 == 0:
            course_desk.diary.apply(change.inverse(), at=EVENING)
            course_desk.diary.apply(change, at=EVENING)
    course_desk.editor.replaced.emit()
    window = window_on(qtbot, course_desk)
    for title in [page.title for page in PAGES]:
        page = window.show_titled(title)
        if title == "History":
            page.show_day(DAY)
        qtbot.wait(1)
        found = [text for text in shown_in(window) if turns(text)]
        assert not found, f"{title}: {found}"
    assert any(CORE in text for text in shown_in(window))
    dialog = DeletedDialog(course_desk, window)
    qtbot.addWidget(dialog)
    assert not [text for text in shown_in(dialog) if turns(text)]
