"""In the pseudo-language every text has brackets and accents: what has none was never looked up."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Callable, Mapping
from dataclasses import fields
from datetime import timedelta
from html import unescape
from pathlib import Path

import pytest
from PySide6.QtCore import QAbstractTableModel, QLocale, Qt
from PySide6.QtGui import QPainter
from PySide6.QtWidgets import (
    QAbstractButton,
    QAbstractItemView,
    QBoxLayout,
    QComboBox,
    QLabel,
    QLineEdit,
    QMenu,
    QScrollBar,
    QWidget,
)

from isodiary.domain.change import KINDS, Entry
from isodiary.domain.dose import Dose
from isodiary.domain.errors import DiaryDamaged
from isodiary.domain.lab import LabResult
from isodiary.domain.record import Visit
from isodiary.domain.symptom import SymptomEntry
from isodiary.fonts import load_fonts
from isodiary.language import speaking
from isodiary.pseudo import Pseudo
from isodiary.report.layout import ReportLayout
from isodiary.report.output import html_file
from isodiary.report.press.pages import Pages
from isodiary.report.press.paper import Paper
from isodiary.report.press.type_setter import TypeSetter
from isodiary.report.sheet.plain_text import plain_text
from isodiary.report.table_chart.marks import Face, shortened_to
from isodiary.report.table_chart.measures import NAME_ROOM
from isodiary.resources import resources
from isodiary.services.course.view import read_course
from isodiary.services.doses.catch_up import OpenSlot
from isodiary.services.sample.fill import fill
from isodiary.storage.copying import write_new
from isodiary.ui.course.begin import BeginDialog
from isodiary.ui.course.details import ContactsDialog, CourseDialog
from isodiary.ui.course.phases import EndDialog, PauseDialog
from isodiary.ui.course.plan import CorrectDialog, PlanDialog
from isodiary.ui.course.screening_dialog import precaution_dialog, question_dialog
from isodiary.ui.editor import DiaryEditor
from isodiary.ui.entries.acne import AcneDialog
from isodiary.ui.entries.dose import DoseDialog
from isodiary.ui.entries.symptom import AddSymptomDialog
from isodiary.ui.entries.visit import QuestionDialog, VisitDialog
from isodiary.ui.entries.weight import NoteDialog, WeightDialog
from isodiary.ui.habits import HabitsInUse
from isodiary.ui.history.story import EntryHistoryDialog
from isodiary.ui.kit.lists import EntryList
from isodiary.ui.labs.limits import LimitDialog, RangePersonDialog
from isodiary.ui.labs.panel import PanelDialog
from isodiary.ui.labs.plan import ScheduleDialog, TestDateDialog
from isodiary.ui.labs.result import ResultDialog
from isodiary.ui.look.theme import Theme, ThemeChoice
from isodiary.ui.paper.print import PaperDiaryDialog
from isodiary.ui.paper.type_in import TypeInDialog
from isodiary.ui.preferences.dialog import PreferencesDialog
from isodiary.ui.report.kept_off import KeptOffDialog
from isodiary.ui.report.layouts import LayoutDialog
from isodiary.ui.report.source import ReportSource
from isodiary.ui.safety.backups import BackupsDialog
from isodiary.ui.safety.deleted import DeletedDialog
from isodiary.ui.safety.erase import EraseDialog
from isodiary.ui.safety.inside import InsideDialog
from isodiary.ui.safety.recent import RecentDialog
from isodiary.ui.safety.trouble import TroubleDialog
from isodiary.ui.settings import Settings
from isodiary.ui.today.catch_up import CatchUpDialog
from isodiary.ui.today.tracked import TrackedDialog
from isodiary.ui.tools import Tools
from isodiary.ui.visits.agreed import AgreedDialog
from isodiary.ui.window.about import AboutDialog, KeysDialog
from isodiary.ui.window.page import PAGES
from tests.ui.conftest import TODAY
from tests.ui.windows import window_on
from tests.words import modules, texts

Direction = QBoxLayout.Direction

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
FILES = ["backups", "diary", "gone", "sqlite"]
FEWEST_LETTERS = 3


class Noted(Pseudo):
    """Notes what it is asked for."""

    def __init__(self):
        self.asked: set[tuple[str, str]] = set()

    def gettext(self, message, /):
        self.asked.add(("", message))
        return super().gettext(message)

    def ngettext(self, one, many, count, /):
        self.asked.add(("", one))
        return super().ngettext(one, many, count)

    def pgettext(self, context, message, /):
        self.asked.add((context, message))
        return super().pgettext(context, message)


@pytest.fixture(scope="session")
def template():
    """The context and the text of each message that a translator is given."""
    found = (found.message for path in modules() for found in texts(path))
    return {(message.context, message.one) for message in found}


@pytest.fixture
def pseudo(template):
    """Speak the pseudo-language; whatever is looked up must be in the template."""
    noted = Noted()
    with speaking(noted):
        yield
    assert noted.asked - template == set()


@pytest.fixture
def painted(monkeypatch):
    """What is painted by hand, and what is set in type for paper."""
    found: list[str] = []
    draw = QPainter.drawText

    def record(painter, *args):
        found.extend(each for each in args if isinstance(each, str))
        return draw(painter, *args)

    setting = TypeSetter.set

    def record_type(setter, html, width):
        found.append(unescape(re.sub(r"<[^>]*>", " ", html)))
        return setting(setter, html, width)

    monkeypatch.setattr(QPainter, "drawText", record)
    monkeypatch.setattr(TypeSetter, "set", record_type)
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
def catalogue_texts(qapp):
    """What the catalogues say in their own languages, also cut beside a lane, the longest first."""
    load_fonts()
    found: set[str] = set()
    for path in (resources() / "catalogue").glob("*.toml"):
        said = tomllib.loads(path.read_text("utf-8"))
        said.pop("report", None)  # which is read on reports and never said
        found |= set(texts_of(said))
    parts = {" ".join(part.split()) for each in found for part in re.split(r"\{.*?\}", each)}
    parts |= {shortened_to(part, Face.NAME, NAME_ROOM) for part in parts if len(part) < 60}
    return sorted((part for part in parts if len(part) > 2), key=len, reverse=True)


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
    whole = text
    for said in catalogue:
        text = text.replace(said, "").replace(said.lower(), "")
        whole = re.sub(rf"(?<!\w){re.escape(said)}(?!\w)", "", whole, flags=re.IGNORECASE)
    if not any(is_english(word, known) for word in words_in(whole)):
        return []
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
            columns = model.columnCount() if isinstance(model, QAbstractTableModel) else 1
            for column in range(columns):
                yield str(model.headerData(column, Qt.Orientation.Horizontal) or "")
                for line in range(min(model.rowCount(), 40)):
                    yield str(model.index(line, column).data() or "")


@pytest.fixture
def window(qtbot, lived):
    window = window_on(qtbot, lived)
    yield window
    window.close()


@pytest.fixture
def english_in(lived, catalogue_texts, tmp_path):
    """Return which texts hold English, with its words."""
    known = {*UNITS, *KEYS, *FILES, *words_in(str(tmp_path)), *typed_in(lived.diary)}

    def english_in(texts):
        return {text: words for text in texts if (words := english(text, catalogue_texts, known))}

    return english_in


@pytest.fixture
def slipped(english_in, painted):
    """Return what English stands in a widget, or was painted since the last look."""

    def slipped(widget):
        texts = {*shown_in(widget), *painted}
        painted.clear()
        return english_in(texts)

    return slipped


def said_by(html):
    """Return what a page of HTML says and describes, piece by piece."""
    body = html.partition("<body>")[2]
    described = re.findall(r'aria-label="([^"]*)"', body)
    return {unescape(each) for each in (*re.split(r"<[^>]*>", body), *described)}


def test_no_english_slips_through_on_paper_or_in_a_file(lived, painted, english_in):
    sheet = ReportSource(lived).sheet(ReportLayout(appendix=True))
    pages = Pages(sheet, Paper.A4)
    for page in range(pages.count):
        pages.image(page, 40)
    assert len(painted) > 100
    assert english_in(painted) == {}
    assert english_in(said_by(html_file(sheet))) == {}
    assert english_in(plain_text(sheet).splitlines()) == {}


@pytest.mark.parametrize("title", [page.title for page in PAGES])
def test_no_english_slips_through_on_a_page(qtbot, window, slipped, title):
    window.show_titled(title)
    qtbot.wait(1)
    assert slipped(window) == {}


def test_no_english_slips_through_beside_the_pages(qtbot, window, slipped):
    window.show_warnings("headache")
    qtbot.wait(1)
    assert slipped(window) == {}


@pytest.mark.parametrize(
    ("symptom", "severity"), [("mood_low", 1), ("mood_low", 3), ("headache", 3)]
)
def test_no_english_slips_through_in_the_panel_of_a_sign(window, slipped, symptom, severity):
    entry = SymptomEntry(day=TODAY, symptom=symptom, severity=severity)
    panel = window.warning_panel
    if severity == 1:
        assert panel.show_mild(entry)
    else:
        panel.show_sign(entry)
    assert slipped(panel) == {}
    panel.show_standing(entry, TODAY)
    assert slipped(panel) == {}


def test_no_english_slips_through_at_the_first_start(qtbot, pseudo, tools, slipped):
    first = window_on(qtbot, tools)
    assert slipped(first) == {}
    first.close()


def view(tools):
    return read_course(tools.diary, TODAY)


def newest(tools, kind: type[Entry]):
    return tools.diary.all(kind)[-1]


DIALOGS: Mapping[str, Callable[[Tools], QWidget]] = {
    "about": AboutDialog,
    "acne": lambda tools: AcneDialog(tools, TODAY),
    "add a symptom": lambda tools: AddSymptomDialog(tools, TODAY),
    "agreed": lambda tools: AgreedDialog(tools, newest(tools, Visit)),
    "begin": BeginDialog,
    "catch up": lambda tools: CatchUpDialog(tools.theme, open_slots(tools)),
    "contacts": ContactsDialog,
    "correct": lambda tools: CorrectDialog(tools, view(tools)),
    "deleted": DeletedDialog,
    "details": lambda tools: CourseDialog(tools, view(tools)),
    "dose": lambda tools: DoseDialog(tools, TODAY, newest(tools, Dose)),
    "end": lambda tools: EndDialog(tools, view(tools)),
    "keys": lambda tools: KeysDialog(tools.theme),
    "kept off": lambda tools: KeptOffDialog(tools, (), ()),
    "lab limit": LimitDialog,
    "lab panel": PanelDialog,
    "lab ranges": RangePersonDialog,
    "lab result": lambda tools: ResultDialog(tools, newest(tools, LabResult)),
    "lab schedule": lambda tools: ScheduleDialog(tools, view(tools).course, view(tools).phases),
    "layout": lambda tools: LayoutDialog(tools, ()),
    "note": lambda tools: NoteDialog(tools, TODAY),
    "paper diary": PaperDiaryDialog,
    "pause": lambda tools: PauseDialog(tools, view(tools)),
    "plan": lambda tools: PlanDialog(tools, view(tools)),
    "precautions": lambda tools: precaution_dialog(tools, ()),
    "preferences": PreferencesDialog,
    "question": QuestionDialog,
    "questions": lambda tools: question_dialog(tools, None, ()),
    "story": lambda tools: EntryHistoryDialog(tools, newest(tools, Dose)),
    "test": lambda tools: TestDateDialog(tools, TODAY),
    "tracked": lambda tools: TrackedDialog(tools, ("lips_dry",)),
    "type in": TypeInDialog,
    "visit": lambda tools: VisitDialog(tools, TODAY),
    "weight": lambda tools: WeightDialog(tools, TODAY),
}


FILED: Mapping[str, Callable[[Tools, Path], QWidget]] = {
    "backups": BackupsDialog,
    "damaged": lambda tools, path: TroubleDialog(
        tools.theme, path, DiaryDamaged("[ ]"), None, clock=tools.clock, habits=tools.habits
    ),
    "erase the diary": EraseDialog,
    "inside a backup": lambda tools, path: InsideDialog(tools, "[ ]", tools.diary.all(Visit)),
    "recent": lambda tools, path: RecentDialog(tools, [path, path.with_name("gone.sqlite")]),
}
"""Those about a file."""


def open_slots(tools):
    day = TODAY - timedelta(days=1)
    (phase,) = view(tools).phases[-1:]
    return [OpenSlot(day, slot) for slot in phase.slots_on(day)]


@pytest.fixture
def dialog(qtbot, lived, tmp_path):
    """Make a dialog and show it; it is gone at the end."""
    made = []
    path = tmp_path / "diary.sqlite"

    def dialog(name):
        if name in FILED:
            write_new(lived.diary, path)
        made.append(FILED[name](lived, path) if name in FILED else DIALOGS[name](lived))
        qtbot.addWidget(made[-1])
        made[-1].show()
        qtbot.waitExposed(made[-1])
        return made[-1]

    yield dialog
    for each in made:
        each.close()


@pytest.mark.parametrize("name", [*DIALOGS, *FILED])
def test_no_english_slips_through_in_a_dialog(dialog, slipped, name):
    assert slipped(dialog(name)) == {}


def letters_of(texts):
    """Return the letters to press with Alt in some texts."""
    plain = (text.replace("&&", "") for text in texts)
    return [text.partition("&")[2][:1].casefold() for text in plain if "&" in text]


def test_no_letter_stands_twice_in_a_menu(window):
    bar = window.menuBar()
    menus = [action.menu() for action in bar.actions()]
    for words in (
        [action.text() for action in bar.actions()],
        *([action.text() for action in menu.actions()] for menu in menus),
    ):
        letters = letters_of(words)
        assert letters
        assert len(letters) == len(set(letters)), words


def cut_in(widget):
    """Yield the texts in sight for which there is no room."""
    for each in widget.findChildren(QWidget):
        if not each.isVisible():
            continue
        if isinstance(each, QLabel) and each.text() and not each.wordWrap():
            needed = each.sizeHint().width()
        elif isinstance(each, QAbstractButton) and any(map(str.isalpha, each.text())):
            needed = each.minimumSizeHint().width()
        else:
            continue
        if each.width() < needed:
            yield each.text()


@pytest.mark.parametrize("title", [page.title for page in PAGES])
def test_nothing_on_a_page_is_cut(qtbot, window, title):
    window.resize(1000, 700)
    window.show_titled(title)
    qtbot.wait(1)
    assert list(cut_in(window)) == []


def heights_in(widget):
    """Yield what stands in upright layouts in sight: its name, its empty room, and if it grows."""
    for holder in [widget, *widget.findChildren(QWidget)]:
        if holder.isVisible() and holder.layout() is not None:
            yield from _heights(holder.layout(), type(holder).__name__)


def _heights(layout, holder):
    upright = isinstance(layout, QBoxLayout) and layout.direction() is Direction.TopToBottom
    for place in range(layout.count()):
        item = layout.itemAt(place)
        inner, part = item.layout(), item.widget()
        if inner is not None:
            yield from _heights(inner, holder)
        if upright and (inner is not None or (part is not None and _counts(part))):
            grows = item.expandingDirections() & Qt.Orientation.Vertical or layout.stretch(place)
            name = type(part or inner).__name__
            room = item.geometry()
            wraps, wide = item.hasHeightForWidth(), room.width()
            needed = item.heightForWidth(wide) if wraps else item.sizeHint().height()
            yield f"{name} {place} in {holder}", room.height() - needed, bool(grows)


def _counts(part):
    return part.isVisible() and not isinstance(part, QScrollBar)


def drifting_in(dialog):
    """Return what grows without need in a higher dialog, so that its words drift apart."""
    before = {name: empty for name, empty, grows in heights_in(dialog) if not grows}
    dialog.resize(dialog.width(), dialog.height() + 300)
    return [
        f"{name}: {before[name]} -> {empty}"
        for name, empty, _ in heights_in(dialog)
        if name in before and empty > max(before[name], 0) + 12
    ]


@pytest.mark.parametrize("name", [*DIALOGS, *FILED])
def test_nothing_in_a_dialog_is_cut_or_drifts_apart(dialog, name):
    shown = dialog(name)
    assert list(cut_in(shown)) == []
    assert drifting_in(shown) == []
