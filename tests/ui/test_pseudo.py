"""In the pseudo-language every text has brackets and accents: what has none was never looked up."""

from __future__ import annotations

import re
import tomllib
from dataclasses import fields

import pytest
from PySide6.QtCore import QLocale, Qt
from PySide6.QtGui import QPainter
from PySide6.QtWidgets import (
    QAbstractButton,
    QAbstractItemView,
    QComboBox,
    QLabel,
    QLineEdit,
    QMenu,
    QWidget,
)

from isodiary.domain.change import KINDS
from isodiary.language import speaking
from isodiary.pseudo import Pseudo
from isodiary.resources import resources
from isodiary.services.sample.fill import fill
from isodiary.ui.editor import DiaryEditor
from isodiary.ui.habits import HabitsInUse
from isodiary.ui.kit.lists import EntryList
from isodiary.ui.look.theme import Theme, ThemeChoice
from isodiary.ui.settings import Settings
from isodiary.ui.tools import Tools
from isodiary.ui.window.page import PAGES
from tests.ui.conftest import TODAY
from tests.ui.windows import window_on

UNITS = [
    "mg",
    "kg",
    "lb",
    "mmol",
    "dL",
    "isodiary",
    "Inter",
    "LOINC",
    "GAGS",
    "IGA",
    "SQLite",
    "CSV",
    "PDF",
    "HTML",
    "UTC",
]
KEYS = [
    "Esc",
    "Enter",
    "Return",
    "Del",
    "Space",
    "Tab",
    "Shift",
    "Ctrl",
    "Alt",
    "Left",
    "Right",
    "Up",
    "Down",
    "Page",
]
FEWEST_LETTERS = 3


@pytest.fixture
def pseudo():
    with speaking(Pseudo()):
        yield


@pytest.fixture
def painted(monkeypatch):
    """What is painted by hand."""
    found: list[str] = []
    draw = QPainter.drawText

    def record(painter, *args):
        found.extend(each for each in args if isinstance(each, str))
        return draw(painter, *args)

    monkeypatch.setattr(QPainter, "drawText", record)
    return found


@pytest.fixture
def lived(qapp, pseudo, diary, clock, catalogues, icons, tmp_path):
    """A tools on a course of twelve weeks."""
    fill(diary, weeks=12, until=TODAY, seed=1, daily=catalogues.symptoms.daily)
    theme = Theme(ThemeChoice.LIGHT)
    theme.apply(qapp)
    settings = Settings(tmp_path / "settings.ini")
    return Tools(
        editor=DiaryEditor(diary, clock),
        clock=clock,
        theme=theme,
        icons=icons,
        catalogues=catalogues,
        settings=settings,
        habits_in_use=HabitsInUse(settings, QLocale.c()),
    )


def texts_of(node):
    """Yield every text of a catalogue."""
    if isinstance(node, str):
        yield node
    elif isinstance(node, dict):
        for each in node.values():
            yield from texts_of(each)
    elif isinstance(node, list):
        for each in node:
            yield from texts_of(each)


@pytest.fixture(scope="session")
def catalogue_texts():
    """What the catalogues say in their own languages, the longest first."""
    found: set[str] = set()
    for path in (resources() / "catalogue").glob("*.toml"):
        found |= set(texts_of(tomllib.loads(path.read_text("utf-8"))))
    return sorted({" ".join(each.split()) for each in found}, key=len, reverse=True)


def typed_in(diary):
    """Return what was typed into a diary, word by word."""
    found: set[str] = set()
    for kind in KINDS:
        for entry in diary.all(kind):
            for field in fields(entry):
                value = getattr(entry, field.name)
                if type(value) is str:
                    found |= set(words_in(value))
    return found


def words_in(text):
    return re.findall(r"[^\W\d_]+", text)


def english(text, catalogue, known):
    """Return the words of a text that were not looked up."""
    text = " ".join(text.replace("\u200b", "").replace("&", "").split())
    if not any(is_english(word, known) for word in words_in(text)):
        return []
    for said in catalogue:
        text = text.replace(said, "").replace(said.lower(), "")
    return [word for word in words_in(text) if is_english(word, known)]


def is_english(word, known):
    return (
        len(word) >= FEWEST_LETTERS
        and word.isascii()
        and any(vowel in word.lower() for vowel in "aeiou")
        and word not in known
    )


def shown_in(widget):
    """Yield every text that a widget and what is in it shows or says."""
    for each in (widget, *widget.findChildren(QWidget)):
        yield each.accessibleName()
        yield each.accessibleDescription()
        yield each.toolTip()
        yield each.windowTitle()
        if isinstance(each, QLabel | QAbstractButton):
            yield each.text()
        if isinstance(each, QLineEdit):
            yield each.placeholderText()
        if isinstance(each, QComboBox):
            yield from (each.itemText(place) for place in range(each.count()))
        if isinstance(each, QMenu):
            yield from (action.text() for action in each.actions())
        if isinstance(each, EntryList):
            for row in each.rows:
                yield row.title
                yield row.detail
                yield from row.badges
        elif isinstance(each, QAbstractItemView) and each.model() is not None:
            model = each.model()
            for column in range(model.columnCount()):
                yield str(model.headerData(column, Qt.Orientation.Horizontal) or "")
                for line in range(min(model.rowCount(), 40)):
                    yield str(model.index(line, column).data() or "")


def test_probe(qtbot, lived, painted, catalogue_texts):
    known = {*UNITS, *KEYS, *typed_in(lived.diary)}
    window = window_on(qtbot, lived)
    for page in [page.title for page in PAGES]:
        window.show_titled(page)
        qtbot.wait(1)
        for _ in range(3):
            qtbot.wait(5)
        window.grab().save(f"/tmp/words/p_{page[:5]}.png")
        found = {}
        for text in (*shown_in(window), *painted):
            if words := english(text, catalogue_texts, known):
                found[text[:160]] = words
        print("=====", page)
        for text, words in found.items():
            print(words, "|", repr(text))
    window.close()
