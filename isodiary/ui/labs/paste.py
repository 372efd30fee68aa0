"""The text of a lab report, and beneath it what was understood of it and what was not."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from PySide6.QtCore import QSize, Slot
from PySide6.QtWidgets import QWidget

from isodiary.domain.errors import Refused
from isodiary.domain.lab_history import LabHistory
from isodiary.language import _, marked, plural
from isodiary.services.labs.paste import Pasted, PastedRow, read_labs
from isodiary.ui.kit.fields.base import Field
from isodiary.ui.kit.forms import FormDialog
from isodiary.ui.kit.lists import EntryList
from isodiary.ui.kit.rows import Row
from isodiary.ui.kit.text import Text, Tone
from isodiary.ui.kit.words_box import WordsBox
from isodiary.ui.tools import Tools

NOTHING_READ = marked(
    "No result was read yet. Paste lines with a test, a value, a unit and a range."
)


class PasteDialog(FormDialog):
    """Shows a report line by line, as it would be taken over.

    Attributes:
        report: The field with the text.
        list: What was read of it.
        results: The lines that are results.
    """

    def __init__(
        self, tools: Tools, history: LabHistory, report: str, parent: QWidget | None = None
    ) -> None:
        super().__init__(tools, _("Paste a report"), parent)
        self._history = history
        self._pasted = Pasted(rows=())
        self.report = _Report(tools, report)
        self.list = _Lines(tools.theme, _("What was read"))
        self.count = Text(tools.theme, tone=Tone.STRONG, wrap=True)
        self.add_field(self.report)
        self.form.addRow(self.count)
        self.form.addRow(self.list)
        self.add_text(
            _("Nothing is in the diary yet: every value can be changed before it is saved.")
        )
        self.report.changed.connect(self._read)
        self._read()
        (self.save if report else self.report.edit).setFocus()

    @property
    def results(self) -> Sequence[PastedRow]:
        """The lines that are results."""
        return self._pasted.results

    def answer(self) -> Sequence[PastedRow]:
        if not self.results:
            raise Refused(_(NOTHING_READ))
        return self.results

    @Slot()
    def _read(self) -> None:
        try:
            self._pasted = read_labs(self.report.text(), self.tools.catalogues.labs, self._history)
        except Refused as refused:
            self._pasted = Pasted(rows=())
            self.report.say(refused.sentence)
        self.list.show_rows(list(_rows(self._pasted)))
        self.list.choose_first()
        self.list.setVisible(bool(self._pasted.rows))
        self.count.setText(_count_words(self._pasted))
        self.save.setText(_("&Take over"))
        if self.isVisible():
            self.make_room()

    @Slot()
    def _think_again(self) -> None:
        super()._think_again()
        self.save.setText(_("&Take over"))


class _Report(Field):
    """The text, however long it is: what is too long is said by what reads it."""

    def __init__(self, tools: Tools, report: str) -> None:
        self.words = _Words(report)
        self.words.setTabChangesFocus(True)
        super().__init__(tools.theme, _("&Report"), self.words)
        self.words.textChanged.connect(self._hear)
        self.words.too_long.connect(self.say)

    def text(self) -> str:
        """Return what is pasted."""
        return self.words.toPlainText()

    def value(self) -> str:
        """Return what is pasted."""
        return self.text()


class _Words(WordsBox):
    most = 50_000

    def sizeHint(self) -> QSize:
        line_px = self.fontMetrics().lineSpacing()
        return QSize(line_px * 24, line_px * 7)

    def minimumSizeHint(self) -> QSize:
        return QSize(80, self.sizeHint().height())


class _Lines(EntryList):
    def sizeHint(self) -> QSize:
        return QSize(super().sizeHint().width(), self.fontMetrics().height() * 14)

    def minimumSizeHint(self) -> QSize:
        return QSize(80, self.fontMetrics().height() * 6)


def _rows(pasted: Pasted) -> Iterator[Row]:
    """Yield the results with what is to be looked at, then the lines that are none."""
    if pasted.results:
        yield Row(title=_("Understood"))
    for row in pasted.results:
        yield _result(row)
    if pasted.unread:
        yield Row(title=_("Not understood, and left out"))
    for row in pasted.unread:
        yield Row(title=row.line, detail=_lines(row.remarks), key=row)


def _result(row: PastedRow) -> Row:
    typed = row.typed
    assert typed is not None
    ranged = _("range {range}").format(range=typed.range) if typed.range else _("no range")
    title = f"{' '.join(part for part in (row.name, typed.value, typed.unit) if part)}, {ranged}"
    return Row(
        title=title,
        detail=_lines(
            (_("Line {number}: {line}").format(number=row.number, line=row.line), *row.remarks)
        ),
        key=row,
    )


def _lines(remarks: Sequence[str]) -> str:
    return "\n".join(remarks)


def _count_words(pasted: Pasted) -> str:
    if not pasted.rows:
        return ""
    read = plural(len(pasted.results), "{count} result understood", "{count} results understood")
    if not pasted.unread:
        return f"{read}."
    unread = plural(len(pasted.unread), "{count} line not", "{count} lines not")
    return f"{read}, {unread}."
