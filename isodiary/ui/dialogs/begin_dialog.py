"""Beginning another course after the last one has ended."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtWidgets import QWidget

from isodiary.domain.change import Change
from isodiary.ui.begin_fields import BeginFields
from isodiary.ui.desk import Desk
from isodiary.ui.dialogs.form_dialog import EntryDialog


class BeginDialog(EntryDialog):
    """The fields of the first start, for a course of its own."""

    def __init__(self, desk: Desk, parent: QWidget | None = None) -> None:
        super().__init__(desk, "Begin a course", parent)
        self.fields = BeginFields(desk, self)
        for field in self.fields.all():
            self.add_field(field)
        self.fields.start.take_focus()

    def doubts(self) -> Sequence[str]:
        return self.fields.beginning().doubts(self.desk.today)

    def change(self) -> Change:
        return self.fields.change()
