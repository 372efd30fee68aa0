"""Correcting how a symptom was answered, and what was written about it."""

from __future__ import annotations

from PySide6.QtWidgets import QWidget

from isodiary.domain.change import Change
from isodiary.domain.symptom import SymptomEntry
from isodiary.services.symptoms.log import answer
from isodiary.services.words.days import long_day
from isodiary.storage.reads.days import read_day
from isodiary.ui.desk import Desk
from isodiary.ui.dialogs.form_dialog import EntryDialog
from isodiary.ui.dialogs.severities import anchors_of, level_names
from isodiary.ui.widgets.fields import NoteField
from isodiary.ui.widgets.severity_field import SeverityField


class SymptomDialog(EntryDialog):
    """Severity and note of one answer."""

    def __init__(self, desk: Desk, entry: SymptomEntry, parent: QWidget | None = None) -> None:
        name = desk.symptom_names().get(entry.symptom, entry.symptom)
        super().__init__(desk, name, parent)
        self._entry = entry
        self.severity = SeverityField(desk.theme, "Se&verity", level_names(desk))
        self.severity.explain(anchors_of(desk, entry.symptom))
        self.severity.choose(entry.severity)
        self.note = NoteField(desk.theme, "&Note", entry.note)
        self.add_text(f"{name}, {long_day(entry.day)}")
        self.add_field(self.severity)
        self.add_field(self.note)
        self.severity.take_focus()

    def change(self) -> Change | None:
        symptom = self._entry.symptom
        return answer(
            read_day(self.desk.diary, self._entry.day),
            {symptom: self.severity.value()},
            notes={symptom: self.note.value()},
        )
