"""The card with the other courses, and one of them beside the one that is looked at."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Qt, Slot
from PySide6.QtWidgets import QGridLayout, QWidget

from isodiary.domain.course import Course
from isodiary.language import _, marked
from isodiary.services.course import compare as comparing
from isodiary.services.course import words as course_words
from isodiary.services.course.compare import Comparison, UpTo
from isodiary.services.course.view import CourseView
from isodiary.services.words.days import full_day
from isodiary.services.words.units import apart
from isodiary.storage.reads.days import tracked
from isodiary.ui.kit.card import Card, line
from isodiary.ui.kit.chips import Chips, Choice, in_words
from isodiary.ui.kit.text import Text, Tone
from isodiary.ui.tools import Tools

MEASURES = (
    Choice(UpTo.WHOLE, marked("Whole courses")),
    Choice(UpTo.SAME_DAY, marked("Up to the same day")),
    Choice(UpTo.SAME_DOSE, marked("Up to the same mg/kg")),
)


class CompareCard(Card):
    """The other courses, a line each, and a table of two.

    Attributes:
        lines: The other courses.
        other: Which of them stands in the table.
        up_to: How much of the two is compared.
        table: What the table says, row by row.
    """

    def __init__(self, tools: Tools) -> None:
        super().__init__(tools.theme)
        self._tools = tools
        self._view: CourseView | None = None
        self._offered: tuple[str, ...] = ()
        self.table: list[tuple[str, str, str]] = []
        self.lines = Text(tools.theme, wrap=True)
        self.other: Chips[str] = Chips(tools.theme, _("Course to compare with"))
        self.up_to: Chips[UpTo] = Chips(tools.theme, _("How much of them"))
        self.up_to.offer(in_words(MEASURES), UpTo.WHOLE)
        self.compared = Text(tools.theme, tone=Tone.SMALL, wrap=True)
        self._cells = QWidget()
        self._grid = QGridLayout(self._cells)
        self._put_together()
        self.other.chosen.connect(self._compare)
        self.up_to.chosen.connect(self._compare)

    def fill(self, view: CourseView) -> None:
        """Show the courses beside the one that is looked at."""
        self._view = view
        others = [course for course, _ in view.others]
        self.setVisible(bool(others))
        if not others:
            return
        self.lines.setText(
            "\n".join(course_words.course_line(*pair, self._tools.habits) for pair in view.others)
        )
        self._offer(others)
        self._compare()

    def _put_together(self) -> None:
        self._grid.setContentsMargins(0, 0, 0, 0)
        for column in (0, 1, 2):
            self._grid.setColumnStretch(column, 1)
        self.body.addWidget(Text(self._tools.theme, _("Other courses"), Tone.HEADING, wrap=True))
        for widget in (self.lines, self.up_to, self.other, self.compared, self._cells):
            self.body.addWidget(widget)

    def _offer(self, others: Sequence[Course]) -> None:
        """Offer the other courses; the chips stay, with the focus, while they are the same."""
        offered = tuple(each.id for each in others)
        if offered != self._offered:
            self._offered = offered
            choices = [Choice(each.id, full_day(each.start)) for each in others]
            self.other.offer(choices, offered[0])
            self.other.setVisible(len(others) > 1)

    @Slot()
    def _compare(self) -> None:
        view = self._view
        if view is None or view.course is None:
            return
        other = next(pair for pair in view.others if pair[0].id == self.other.value)
        tools = self._tools
        found = comparing.compare(
            tools.diary, (view.course, view.phases), other, self.up_to.value, now=tools.now
        )
        asked = [each.symptom for each in tracked(tools.diary)]
        self.table = comparing.table(found, asked, tools.symptom_names(), tools.habits)
        self.compared.setText(f"{comparing.up_to_words(found, tools.habits)}.")
        self._show_table(found)

    def _show_table(self, found: Comparison) -> None:
        while (item := self._grid.takeAt(0)) is not None:
            if (widget := item.widget()) is not None:
                widget.hide()
                widget.deleteLater()
        heads = ("", *(_named(each.course) for each in (found.one, found.other)))
        for place, row in enumerate([heads, *self.table]):
            for column, cell in enumerate(row):
                self._grid.addWidget(self._cell(cell, place, column), 2 * place, column)
            if place < len(self.table):
                self._grid.addWidget(line(self._tools.theme), 2 * place + 1, 0, 1, 3)

    def _cell(self, words_of: str, place: int, column: int) -> Text:
        tone = Tone.STRONG if place == 0 else Tone.MUTED if column == 0 else Tone.BODY
        cell = Text(self._tools.theme, words_of, tone, wrap=True)
        cell.setAlignment(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignTop)
        return cell


def _named(course: Course) -> str:
    return f"{apart(course.product)}, {full_day(course.start)}"
