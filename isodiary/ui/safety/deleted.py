"""What was deleted or changed and is in the history only; there it can be erased for good."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from functools import partial

from PySide6.QtCore import QSize, Signal, Slot
from PySide6.QtWidgets import QCheckBox, QDialog, QHBoxLayout, QVBoxLayout, QWidget

from isodiary.domain.course import Phase
from isodiary.domain.errors import DiaryError
from isodiary.domain.symptom import OwnSymptom
from isodiary.language import _, marked, nmarked, plural
from isodiary.services.safety.forget import erasable, still_held
from isodiary.services.words.days import clock_time, full_day
from isodiary.services.words.entries import entry_words, kind_name
from isodiary.services.words.names import dose_names
from isodiary.storage.forgetting import Former
from isodiary.ui.kit.button import Button, Look
from isodiary.ui.kit.forms import ask
from isodiary.ui.kit.layouts import Scroll
from isodiary.ui.kit.lists import EntryList
from isodiary.ui.kit.rows import Row
from isodiary.ui.kit.text import Text, Tone, breakable
from isodiary.ui.tools import Tools

NOTHING = marked("Nothing was deleted, and no entry held anything else before.")
WHAT = marked(
    "What you delete or change stays in the history, so that it can be taken "
    "back. Here it can be erased for good."
)
DELETED = marked("deleted {when}")
CHANGED = marked("changed {when}; what it was before is in the history")
ONE = marked("Erase this for good?")
ALL = marked("Erase all of this for good?")
GOES_DELETED = marked(
    "{what}, deleted, leaves the history too. Nothing brings it back, Ctrl+Z neither."
)
GOES_FORMER = marked(
    "{what} stays as it is. What it was before leaves the history. Nothing "
    "brings that back, Ctrl+Z neither."
)
GOES_ALL = nmarked(
    "{count} entry: what was deleted leaves the history, and what entries were before they were"
    " changed. Nothing brings it back, Ctrl+Z neither. The entries of the diary stay as they are.",
    "{count} entries: what was deleted leaves the history, and what entries were before they were"
    " changed. Nothing brings it back, Ctrl+Z neither. The entries of the diary stay as they are.",
)
SURE = marked("I want it &gone")


class DeletedDialog(QDialog):
    """Lists it, the last one first.

    Attributes:
        list: What the history tells of and the diary does not.
        erase, erase_all, close_it: The buttons.
        trouble: Why it cannot be told.
    """

    def __init__(self, tools: Tools, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setWindowTitle(_("Deleted entries"))
        theme = tools.theme
        self._tools = tools
        self._names = names_of(tools)
        self.said = Text(theme, _(WHAT), Tone.MUTED, wrap=True)
        self.trouble = Text(theme, tone=Tone.WARNING, wrap=True)
        self.trouble.hide()
        self.list = EntryList(theme, _("Deleted and changed entries"))
        self.erase = Button(theme, _("&Erase it for good…"))
        self.erase_all = Button(theme, _("Erase &all for good…"))
        self.close_it = Button(theme, _("&Close"), Look.PRIMARY)
        self.list.opened.connect(self.ask_one)
        self.list.delete_asked.connect(self.ask_one)
        self.erase.clicked.connect(self._ask_current)
        self.erase_all.clicked.connect(self.ask_all)
        self.close_it.clicked.connect(self.accept)
        self._put_together()
        self.reload()
        letter_px = self.fontMetrics().averageCharWidth()
        wanted = QSize(72 * letter_px, 26 * self.fontMetrics().height())
        self.resize(wanted.boundedTo(self.screen().availableSize() * 0.92))
        self.list.setFocus()

    @Slot()
    def reload(self) -> None:
        """List what can be erased by now."""
        self._found: tuple[Former, ...] = ()
        try:
            self._found = erasable(self._tools.diary)
        except DiaryError as error:
            self.trouble.setText(error.sentence)
            self.trouble.show()
        self.list.show_rows([self._row(each) for each in self._found])
        self.list.choose_first()
        self.list.setVisible(bool(self._found))
        self.said.setText(_(WHAT) if self._found else _(NOTHING))
        for button in (self.erase, self.erase_all):
            button.setEnabled(bool(self._found))

    @Slot(object)
    def ask_one(self, former: Former) -> None:
        """Ask whether one of them is to be erased."""
        self._ask([former])

    @Slot()
    def ask_all(self) -> None:
        """Ask whether all of them are to be erased."""
        self._ask(self._found)

    @Slot()
    def _ask_current(self) -> None:
        if isinstance(self.list.current_key, Former):
            self._ask([self.list.current_key])

    def _ask(self, found: Sequence[Former]) -> None:
        ask_to_forget(self._tools, found, self, self.reload)

    def _row(self, former: Former) -> Row:
        at = former.last.at
        when = f"{full_day(at.date())} {clock_time(at, self._tools.habits)}"
        kind = kind_name(type(former.entry))
        return Row(
            title=entry_words(former.entry, self._names, self._tools.habits),
            detail=f"{kind}, {_(DELETED if former.deleted else CHANGED).format(when=when)}",
            key=former,
        )

    def _put_together(self) -> None:
        column = QVBoxLayout(self)
        column.setSpacing(12)
        column.addWidget(Text(self._tools.theme, _("Deleted entries"), Tone.TITLE))
        column.addWidget(self.said)
        column.addWidget(self.trouble)
        column.addWidget(self.list, 1)
        row = QHBoxLayout()
        for button in (self.erase, self.erase_all):
            row.addWidget(button)
        row.addStretch(1)
        row.addWidget(self.close_it)
        column.addLayout(row)


class ForgetDialog(QDialog):
    """Says what is erased for good, and where it still is; nothing happens without the tick.

    Signals: `confirmed` once it is to be done.

    Attributes:
        sure: The box.
        erase, cancel: The buttons.
    """

    confirmed = Signal()

    def __init__(
        self, tools: Tools, found: Sequence[Former], parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self.setWindowTitle(_("Erase for good"))
        theme = tools.theme
        self.sure = QCheckBox(_(SURE))
        self.erase = Button(theme, _("&Erase for good"))
        self.erase.setEnabled(False)
        self.cancel = Button(theme, _("&Cancel"))
        self.sure.toggled.connect(self.erase.setEnabled)
        self.erase.clicked.connect(self._confirm)
        self.cancel.clicked.connect(self.reject)
        sheet = QWidget()
        sheet.setMinimumHeight(1)  # else as high as its texts are where they are narrow
        column = QVBoxLayout(sheet)
        column.setSpacing(12)
        column.addWidget(Text(theme, _(ONE) if len(found) == 1 else _(ALL), Tone.TITLE, wrap=True))
        column.addWidget(Text(theme, _goes(tools, found), Tone.WARNING, wrap=True))
        for sentence in still_held(tools.diary.path):
            column.addWidget(Text(theme, breakable(sentence), wrap=True))
        column.addStretch(1)
        row = QHBoxLayout()
        row.addWidget(self.sure, 1)
        row.addWidget(self.erase)
        row.addWidget(self.cancel)
        row.setContentsMargins(11, 0, 11, 11)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.addWidget(Scroll(sheet), 1)
        layout.addLayout(row)
        room = self.screen().availableSize() * 0.92
        width_px = min(66 * self.fontMetrics().averageCharWidth(), room.width())
        high_px = sheet.heightForWidth(width_px) + row.sizeHint().height() + 8
        self.resize(QSize(width_px, high_px).boundedTo(room))
        self.cancel.setFocus()

    @Slot()
    def _confirm(self) -> None:
        self.accept()
        self.confirmed.emit()


def ask_to_forget(
    tools: Tools, found: Sequence[Former], over: QWidget, then: Callable[[], object]
) -> ForgetDialog:
    """Ask whether something is to be erased for good, do it, and call `then` once it is done."""
    dialog = ForgetDialog(tools, found, over)
    dialog.confirmed.connect(partial(_forget, tools, [each.entry.id for each in found], then))
    ask(dialog)
    return dialog


def names_of(tools: Tools) -> Mapping[str, str]:
    """Return the words for the ids that entries name."""
    names = tools.catalogues.names(tools.diary.all(OwnSymptom))
    return names | dose_names(tools.diary.all(Phase))


def _forget(tools: Tools, ids: Sequence[str], then: Callable[[], object]) -> None:
    if tools.editor.erase_for_good(ids):
        then()


def _goes(tools: Tools, found: Sequence[Former]) -> str:
    if len(found) > 1:
        return plural(len(found), *GOES_ALL)
    [former] = found
    what = breakable(entry_words(former.entry, names_of(tools), tools.habits))
    return (_(GOES_DELETED) if former.deleted else _(GOES_FORMER)).format(what=what)
