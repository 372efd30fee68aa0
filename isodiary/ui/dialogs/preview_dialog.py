"""A dialog for a phase of the course that shows what it changes while it is filled in."""

from __future__ import annotations

from dataclasses import replace

from PySide6.QtCore import Slot
from PySide6.QtWidgets import QVBoxLayout, QWidget

from isodiary.domain.change import Change
from isodiary.domain.course import Phase
from isodiary.domain.dose import Dose
from isodiary.domain.errors import Refused
from isodiary.services import plan_course
from isodiary.services.course_view import CourseView
from isodiary.services.course_words import preview_words
from isodiary.ui.desk import Desk
from isodiary.ui.dialogs.form_dialog import EntryDialog
from isodiary.ui.widgets.card import Card
from isodiary.ui.widgets.text import Text, Tone
from isodiary.ui.widgets.typed_field import AnyField


class PreviewDialog(EntryDialog):
    """Fields with a card under them that says what will change.

    Attributes:
        view: The course as it is.
        preview: What will change, or why nothing can.
    """

    def __init__(
        self, desk: Desk, title: str, view: CourseView, parent: QWidget | None = None
    ) -> None:
        super().__init__(desk, title, parent)
        self.view = view
        self.preview = Text(desk.theme, wrap=True)
        card = Card(desk.theme)
        card.body.addWidget(Text(desk.theme, "What will change", Tone.STRONG))
        card.body.addWidget(self.preview)
        layout = self.layout()
        assert isinstance(layout, QVBoxLayout)
        layout.insertWidget(1, card)  # below the fields, where it does not scroll away

    def add_field(self, field: AnyField) -> None:
        super().add_field(field)
        field.changed.connect(self.follow)

    def change(self) -> Change:
        raise NotImplementedError

    @Slot()
    def follow(self) -> None:
        """Say what the fields would change as they are filled in now."""
        self.preview.setText(self._words())

    def _words(self) -> str:
        try:
            change = self.change()
        except Refused as refused:
            return refused.sentence
        course, weight_g = self.view.course, self.view.used_weight_g
        assert course is not None
        phase = change.edits[0].entry
        assert isinstance(phase, Phase)
        doses = self.desk.diary.where(Dose, "day >= ?", [phase.start.isoformat()])
        weighed = replace(course, reference_weight_g=weight_g)
        shown = plan_course.preview(weighed, self.view.phases, change, doses)
        return "\n".join(preview_words(shown, course, self.view.phases, weight_g))
