"""Dialogs that show what they change while they are filled in."""

from __future__ import annotations

from dataclasses import replace

from PySide6.QtCore import Slot
from PySide6.QtWidgets import QVBoxLayout, QWidget

from isodiary.domain.change import Act, Change, Edit
from isodiary.domain.course import Phase
from isodiary.domain.dose import Dose
from isodiary.domain.errors import Refused
from isodiary.services.course import plan as plan_course
from isodiary.services.course.view import CourseView
from isodiary.services.course.words import preview_words
from isodiary.ui.desk import Desk
from isodiary.ui.dialogs.form_dialog import EntryDialog
from isodiary.ui.widgets.card import Card
from isodiary.ui.widgets.text import Text, Tone
from isodiary.ui.widgets.typed_field import AnyField


class PreviewDialog(EntryDialog):
    """Fields with a card under them that says what will change.

    Attributes:
        preview: What will change, or why nothing can.
    """

    def __init__(self, desk: Desk, title: str, parent: QWidget | None = None) -> None:
        super().__init__(desk, title, parent)
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

    def foretell(self) -> str:
        """Return what the fields would change as they are filled in now.

        Raises:
            Refused: They would change nothing.
        """
        raise NotImplementedError

    @Slot()
    def follow(self) -> None:
        """Say what the fields would change as they are filled in now."""
        try:
            self.preview.setText(self.foretell())
        except Refused as refused:
            self.preview.setText(refused.sentence)
        self.make_room()


class PhasePreviewDialog(PreviewDialog):
    """A dialog for a phase of the course.

    Attributes:
        view: The course as it is.
    """

    def __init__(
        self, desk: Desk, title: str, view: CourseView, parent: QWidget | None = None
    ) -> None:
        super().__init__(desk, title, parent)
        self.view = view

    def change(self) -> Change:
        raise NotImplementedError

    def foretell(self) -> str:
        phase = self.change().edits[0].entry
        assert isinstance(phase, Phase)
        return "\n".join(phase_words(self.desk, self.view, phase))


def phase_words(desk: Desk, view: CourseView, phase: Phase) -> tuple[str, ...]:
    """Return what a new phase of a course will change, line by line."""
    course, weight_g = view.course, view.used_weight_g
    assert course is not None
    doses = desk.diary.where(Dose, "day >= ?", [phase.start.isoformat()])
    planned = Change(act=Act.NEW_PHASE, edits=(Edit(after=phase),))
    weighed = replace(course, reference_weight_g=weight_g)
    shown = plan_course.preview(weighed, view.phases, planned, doses)
    return preview_words(shown, course, view.phases, weight_g)
