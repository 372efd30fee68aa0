"""Dialogs for a pause and the end of a course; they show what will change."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from PySide6.QtCore import Slot
from PySide6.QtWidgets import QVBoxLayout, QWidget

from isodiary.domain.change import Act, Change, Edit
from isodiary.domain.course import Phase
from isodiary.domain.errors import Refused
from isodiary.language import _, marked
from isodiary.services import typed
from isodiary.services.course import plan as plan_course
from isodiary.services.course.preview import preview
from isodiary.services.course.view import CourseView
from isodiary.services.course.words import from_day_doubts, preview_words
from isodiary.services.days.typed_day import Toward
from isodiary.services.words.days import full_day
from isodiary.storage.reads.days import (
    doses_after,
    doses_from,
    last_swallowed_day,
)
from isodiary.ui.kit.card import Card
from isodiary.ui.kit.fields.base import AnyField, TypedField
from isodiary.ui.kit.fields.day import DayField, OpenDayField
from isodiary.ui.kit.forms import EntryDialog
from isodiary.ui.kit.text import Text, Tone
from isodiary.ui.tools import Tools

STAYS = marked("Everything recorded stays. No dose is due after that day.")


class EndDialog(EntryDialog):
    """The last day of the course; by default that of the last dose in the diary."""

    def __init__(self, tools: Tools, view: CourseView, parent: QWidget | None = None) -> None:
        super().__init__(tools, _("End the course"), parent)
        self._view = view
        last = last_swallowed_day(tools.diary) or tools.today
        self.last_day = DayField(tools, _("&Day of the last capsule"), Toward.BACK, last)
        self.add_field(self.last_day)
        self.add_text(_(STAYS))
        self.last_day.take_focus()

    def doubts(self) -> Sequence[str]:
        day = self.last_day.value()
        return (
            (_("{day} has not come yet.").format(day=full_day(day)),)
            if day > self.tools.today
            else ()
        )

    def change(self) -> Change:
        last_day = self.last_day.value()
        after = doses_after(self.tools.diary, last_day)
        return plan_course.end(self._view.course, last_day, after)


class PreviewDialog(EntryDialog):
    """Fields with a card under them that says what will change.

    Attributes:
        preview: What will change, or why nothing can.
    """

    def __init__(self, tools: Tools, title: str, parent: QWidget | None = None) -> None:
        super().__init__(tools, title, parent)
        self.preview = Text(tools.theme, wrap=True)
        card = Card(tools.theme)
        card.body.addWidget(Text(tools.theme, _("What will change"), Tone.STRONG))
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
        self, tools: Tools, title: str, view: CourseView, parent: QWidget | None = None
    ) -> None:
        super().__init__(tools, title, parent)
        self.view = view

    def change(self) -> Change:
        raise NotImplementedError

    def foretell(self) -> str:
        phase = self.change().edits[0].entry
        assert isinstance(phase, Phase)
        return "\n".join(phase_words(self.tools, self.view, phase))


def phase_words(tools: Tools, view: CourseView, phase: Phase) -> tuple[str, ...]:
    """Return what a new phase of a course will change, line by line."""
    course, weight_g = view.course, view.used_weight_g
    assert course is not None
    doses = doses_from(tools.diary, phase.start)
    planned = Change(act=Act.NEW_PHASE, edits=(Edit(after=phase),))
    weighed = replace(course, reference_weight_g=weight_g)
    shown = preview(weighed, view.phases, planned, doses)
    return preview_words(shown, course, view.phases, weight_g, tools.habits)


UNTIL = marked("The last day of the pause. Leave it empty while it is not known.")
WHY_PAUSE = marked("Who ordered it and why, in your words. May be left empty.")


class PauseDialog(PhasePreviewDialog):
    """The first and last day of a pause; the last may be open."""

    def __init__(self, tools: Tools, view: CourseView, parent: QWidget | None = None) -> None:
        super().__init__(tools, _("Pause"), view, parent)
        assert view.course is not None
        first = max(view.course.diary_start, view.today)
        self.start = DayField(tools, _("&From the day"), Toward.AHEAD, first)
        self.until = OpenDayField(tools, _("&Until the day"), Toward.AHEAD, aid=_(UNTIL))
        self.why = TypedField(tools.theme, _("Wh&y"), typed.line, aid=_(WHY_PAUSE))
        for field in (self.start, self.until, self.why):
            self.add_field(field)
        self.follow()
        self.start.take_focus()

    def doubts(self) -> Sequence[str]:
        return from_day_doubts(self.start.value(), self.tools.today)

    def change(self) -> Change:
        return plan_course.pause(
            self.view.course,
            self.view.phases,
            start=self.start.value(),
            until=self.until.value(),
            why=self.why.value(),
        )
