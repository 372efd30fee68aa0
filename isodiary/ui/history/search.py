"""The search of the page History: a field, what was found, and going from hit to hit."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date

from PySide6.QtCore import QEvent, QObject, Qt, Signal, Slot
from PySide6.QtGui import QIcon, QKeyEvent
from PySide6.QtWidgets import QLineEdit, QToolButton, QWidget

from isodiary.domain.course import Phase
from isodiary.domain.period import Period
from isodiary.language import _, marked, plural
from isodiary.services.days.search import MOST_HITS, Hit, Scope, SearchKind, search
from isodiary.services.days.typed_day import Toward
from isodiary.services.words.days import full_day, near_day
from isodiary.services.words.names import dose_names
from isodiary.services.words.units import capital
from isodiary.storage.reads.course import courses
from isodiary.storage.reads.days import own_symptoms
from isodiary.ui.kit.card import Card
from isodiary.ui.kit.chips import Chips, Choice, in_words
from isodiary.ui.kit.fields.base import let_clear
from isodiary.ui.kit.fields.day import DayField
from isodiary.ui.kit.forms import FormDialog
from isodiary.ui.kit.lists import EntryList
from isodiary.ui.kit.rows import Row
from isodiary.ui.kit.text import MOST_TYPED, Text, Tone
from isodiary.ui.tools import Tools

KINDS = (
    Choice(SearchKind.EVERYTHING, marked("Everything")),
    Choice(SearchKind.NOTES, marked("Notes")),
    Choice(SearchKind.SYMPTOMS, marked("Symptoms")),
    Choice(SearchKind.DOSES, marked("Doses")),
    Choice(SearchKind.REASONS, marked("Outcomes, reasons")),
    Choice(SearchKind.LABS, marked("Blood tests")),
)
ALL_TIME, THIS_COURSE = False, True
TIMES = (Choice(ALL_TIME, marked("All days")), Choice(THIS_COURSE, marked("This course")))


class SearchField(QLineEdit):
    """Where to type; Escape clears it, and then leaves it.

    Signals:
        left: Escape was pressed in the empty field.
        list_asked: The arrow down, or Enter, asks for what was found.
    """

    left = Signal()
    list_asked = Signal()

    def __init__(self, tools: Tools, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._tools = tools
        self.setMaxLength(MOST_TYPED)
        self.setPlaceholderText(_("Find notes, symptoms, skipped doses…"))
        self.setAccessibleName(_("Find in the diary"))
        let_clear(self)
        self._glass = self.addAction(QIcon(), QLineEdit.ActionPosition.LeadingPosition)
        for button in self.findChildren(QToolButton):
            if not button.accessibleName():
                button.setAccessibleName(_("Find in the diary"))
        tools.theme.changed.connect(self._dress)
        self._dress()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Escape:
            self.clear()
            self.left.emit()
        elif event.key() in {Qt.Key.Key_Down, Qt.Key.Key_Return, Qt.Key.Key_Enter}:
            self.list_asked.emit()
        else:
            super().keyPressEvent(event)

    @Slot()
    def _dress(self) -> None:
        colour = self._tools.theme.colours.muted
        self._glass.setIcon(self._tools.icons.tinted("search", colour))


class JumpDialog(FormDialog):
    """Asks for a day, however far away, to go to."""

    def __init__(self, tools: Tools, day: date, parent: QWidget | None = None) -> None:
        super().__init__(tools, _("Go to a day"), parent)
        self.day = DayField(tools, _("&Day"), Toward.BACK, day)
        self.add_field(self.day)
        self.drafted_by = None  # a day that was not gone to is not worth keeping
        self.save.setText(_("&Go"))
        self.day.take_focus()

    def answer(self) -> date:
        return self.day.value()


class FoundCard(Card):
    """What was found, the newest first, and how far is looked.

    Signals:
        hit_chosen: The patient wants to see a `Hit`.
        narrowed: Something else, or other days, are to be looked through.
        left: Escape was pressed in the list.

    Attributes:
        kinds, times: What is looked for, and on which days.
    """

    hit_chosen = Signal(object)
    narrowed = Signal()
    left = Signal()

    def __init__(self, tools: Tools, parent: QWidget | None = None) -> None:
        super().__init__(tools.theme, parent=parent)
        self._tools = tools
        self._hits: tuple[Hit, ...] = ()
        self._place = -1
        self.count = Text(tools.theme, tone=Tone.HEADING, wrap=True)
        self.list = EntryList(tools.theme, _("Found"))
        self.list.installEventFilter(self)
        self.list.opened.connect(self._choose)
        self.kinds: Chips[SearchKind] = Chips(tools.theme, _("What to look for"))
        self.kinds.offer(in_words(KINDS), SearchKind.EVERYTHING)
        self.times: Chips[bool] = Chips(tools.theme, _("Days to look through"))
        self.times.offer(in_words(TIMES), ALL_TIME)
        for widget in (self.count, self.kinds, self.times):
            self.body.addWidget(widget)
        self.body.addWidget(self.list, 1)
        self.kinds.chosen.connect(self.narrowed)
        self.times.chosen.connect(self.narrowed)

    @property
    def hits(self) -> tuple[Hit, ...]:
        """What was found."""
        return self._hits

    @property
    def scope(self) -> Scope:
        """How far is looked."""
        newest = courses(self._tools.diary)[-1:] if self.times.value is THIS_COURSE else ()
        days = [Period(first=one.start, last=one.ended_on or date.max) for one in newest]
        return Scope(kind=self.kinds.value, days=days[0] if days else None)

    def names(self) -> Mapping[str, str]:
        """Return the words for the ids of symptoms and lab tests, and of one dose a day."""
        diary = self._tools.diary
        return self._tools.catalogues.names(own_symptoms(diary)) | dose_names(diary.all(Phase))

    def look_for(self, typed: str) -> None:
        """Search the diary, and show what it says."""
        found = search(
            self._tools.diary, typed, self.names(), self.scope, habits=self._tools.habits
        )
        if found == self._hits and self.list.rows:
            return
        self._hits = found
        self._place = -1
        self.count.setText(_count_words(len(found)))
        self.list.show_rows([self._row(hit) for hit in found])
        self.list.choose_first()

    def step(self, by: int) -> Hit | None:
        """Return the next hit, or the one before, round and round; None if nothing was found."""
        if not self._hits:
            return None
        if self._place < 0:  # the first step goes to the newest, or back to the oldest
            self._place = -1 if by > 0 else 0
        self._place = (self._place + by) % len(self._hits)
        self.list.choose(self._hits[self._place])
        return self._hits[self._place]

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Let Escape leave the list."""
        escape = isinstance(event, QKeyEvent) and event.key() == Qt.Key.Key_Escape
        if escape and event.type() is QEvent.Type.KeyPress:
            self.left.emit()
        return escape

    def _row(self, hit: Hit) -> Row:
        today = self._tools.today
        near = near_day(hit.day, today) if hit.day.year == today.year else full_day(hit.day)
        return Row(title=hit.words, detail=capital(near), key=hit)

    @Slot(object)
    def _choose(self, hit: Hit) -> None:
        self._place = self._hits.index(hit)
        self.hit_chosen.emit(hit)


def _count_words(count: int) -> str:
    if not count:
        return _("Nothing found")
    if count == MOST_HITS:
        return plural(count, "Found the newest {count} entry", "Found the newest {count} entries")
    return plural(count, "Found {count} entry", "Found {count} entries")
