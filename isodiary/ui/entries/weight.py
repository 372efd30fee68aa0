"""Writing the note of a day; noting or correcting a weight."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from PySide6.QtWidgets import QCheckBox, QWidget

from isodiary.domain.change import Change
from isodiary.domain.record import Weight
from isodiary.language import _
from isodiary.services.days.notes import write_note
from isodiary.services.days.typed_day import Toward
from isodiary.services.kept_off import keep_note_off
from isodiary.services.weights import weight_doubts, write_weight
from isodiary.services.words.days import long_day
from isodiary.storage.reads.days import read_day
from isodiary.ui.kit.fields.chosen import NoteField, WeightField
from isodiary.ui.kit.fields.day import DayField
from isodiary.ui.kit.forms import EntryDialog
from isodiary.ui.tools import Tools


class NoteDialog(EntryDialog):
    """The patient's words about a day; without any, the note is taken away."""

    def __init__(self, tools: Tools, day: date, parent: QWidget | None = None) -> None:
        super().__init__(tools, _("Note"), parent)
        self._day = day
        note = read_day(tools.diary, day).note
        self.note = NoteField(tools.theme, _("&Note"), note.text if note else "", lines=7)
        self.add_text(long_day(day))
        self.add_field(self.note)
        self.off_paper = QCheckBox(_("&Keep off paper"))
        self.off_paper.setIcon(tools.icons.tinted("eye-off", tools.theme.colours.text))
        self.off_paper.setChecked(note is not None and note.off_paper)
        self.form.addRow("", self.off_paper)
        self.add_text(_("Enter begins a new line. Ctrl+Enter saves."))
        self.note.take_focus()

    def change(self) -> Change | None:
        entries, off = read_day(self.tools.diary, self._day), self.off_paper.isChecked()
        words = self.note.value()
        if entries.note is not None and entries.note.text == words:
            return keep_note_off(entries.note, off)
        return write_note(entries, words, off_paper=off)


class WeightDialog(EntryDialog):
    """A weight on a day. `weight` is the one to correct, None for a new one."""

    def __init__(
        self, tools: Tools, day: date, weight: Weight | None = None, parent: QWidget | None = None
    ) -> None:
        super().__init__(tools, _("Weight"), parent)
        self._before = weight
        grams = weight.grams if weight else None
        self.weight = WeightField(tools.theme, _("&Weight"), tools.habits, grams)
        self.day = DayField(tools, _("&Day"), Toward.BACK, weight.day if weight else day)
        self.add_field(self.weight)
        self.add_field(self.day)
        self.weight.take_focus()

    def doubts(self) -> Sequence[str]:
        return weight_doubts(self.weight.value())

    def change(self) -> Change | None:
        entries = read_day(self.tools.diary, self.day.value())
        return write_weight(self._before, entries, self.weight.value(), now=self.tools.now)
