"""What is asked once about a file, with the answers that hold meanwhile."""

from __future__ import annotations

from dataclasses import replace
from datetime import time
from functools import partial

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from isodiary.domain.units import mg
from isodiary.language import _, plural
from isodiary.services.exchange.results import AskedAbout, DryRun, FileAnswers, FileQuestion
from isodiary.services.words.names import slot_name
from isodiary.services.words.units import mg_text
from isodiary.ui.kit.card import Card
from isodiary.ui.kit.chips import CheckChips
from isodiary.ui.kit.fields.base import ChoiceBox
from isodiary.ui.kit.layouts import FlowLayout
from isodiary.ui.kit.text import Text, Tone, breakable
from isodiary.ui.tools import Tools

MOST_MEDICINES = 40
ALL = 99

QUESTIONS = {
    AskedAbout.MEDICINE: lambda: _("Which medicine?"),
    AskedAbout.ONE: lambda: _("What is one of what the file counts?"),
    AskedAbout.ASSUMED: lambda: _("What the program only assumed to be taken?"),
}


class FileQuestionsCard(Card):
    """The questions about a file, each with a list or chips.

    Signals:
        answered: The `FileAnswers` are others now.

    Attributes:
        boxes: The lists, by what is asked: "slot 08:00", "one", "assumed".
        medicines: The chips of the medicines.
    """

    answered = Signal(object)

    def __init__(self, tools: Tools) -> None:
        super().__init__(tools.theme)
        self._tools = tools
        self._shown: tuple[FileQuestion, ...] | None = None
        self._answers = FileAnswers()
        self.boxes: dict[str, ChoiceBox] = {}
        self.medicines = CheckChips(tools.theme, _("Which medicine?"), ALL)
        self.medicines.changed.connect(self._take_medicines)
        self._medicine_head = Text(tools.theme, _("Which medicine?"), Tone.MUTED)
        self._inner = QWidget()
        self.body.addWidget(self._medicine_head)
        self.body.addWidget(self.medicines)
        self.body.addWidget(self._inner)
        self._grid = FlowLayout(self._inner)

    def show_questions(self, run: DryRun, answers: FileAnswers) -> None:
        """Show what is asked."""
        self._answers = answers
        self.setVisible(bool(run.asked))
        if run.asked == self._shown:
            return
        self._shown = run.asked
        about = next((each for each in run.asked if each.what is AskedAbout.MEDICINE), None)
        for widget in (self.medicines, self._medicine_head):
            widget.setVisible(about is not None)
        if about is not None:
            self._show_medicines(about)
        others = [each for each in run.asked if each.what is not AskedAbout.MEDICINE]
        held = next((key for key, box in self.boxes.items() if box.hasFocus()), None)
        self._grid.clear()
        self.boxes = {}
        for each in others:
            self._grid.addWidget(self._asked(each))
        if held in self.boxes:
            self.boxes[held].setFocus()

    def _show_medicines(self, asked: FileQuestion) -> None:
        choices = [
            (name, f"{breakable(name)}  {plural(rows, '{count} row', '{count} rows')}")
            for name, rows in asked.choices[:MOST_MEDICINES]
        ]
        self.medicines.offer(choices, asked.answer or ())

    def _asked(self, asked: FileQuestion) -> QWidget:
        pair = QWidget()
        column = QVBoxLayout(pair)
        column.setContentsMargins(0, 0, 12, 0)
        column.setSpacing(2)
        box = ChoiceBox()
        box.setMinimumContentsLength(14)
        words = self._question(asked)
        key = f"{asked.what.value} {asked.of}".strip()
        if asked.answer is None:
            box.addItem(_("choose …"), "")
        for value, said in self._choices(asked):
            box.addItem(said, value)
        box.setCurrentIndex(max(0, box.findData(asked.answer[0] if asked.answer else "")))
        box.setAccessibleName(words)
        box.activated.connect(partial(self._take, asked, box))
        column.addWidget(Text(self._tools.theme, words, Tone.MUTED))
        column.addWidget(box)
        self.boxes[key] = box
        return pair

    def _question(self, asked: FileQuestion) -> str:
        if asked.what is AskedAbout.SLOT:
            return _("Which dose is that of {time}?").format(time=asked.of)
        return QUESTIONS[asked.what]()

    def _choices(self, asked: FileQuestion) -> list[tuple[str, str]]:
        habits = self._tools.habits
        values = [value for value, _rows in asked.choices]
        if asked.what is AskedAbout.SLOT:
            slots = [(each, slot_name(int(each), len(values))) for each in values]
            return [*slots, ("0", _("none of the plan"))]
        if asked.what is AskedAbout.ONE:
            return [(each, mg_text(mg(each), habits)) for each in values]
        return [("no", _("is left out")), ("yes", _("was taken"))]

    def _take(self, asked: FileQuestion, box: ChoiceBox, _item: int) -> None:
        value = box.currentData()
        if not value:
            return
        answers = self._answers
        match asked.what:
            case AskedAbout.SLOT:
                slots = {**answers.slots, time.fromisoformat(asked.of): int(value)}
                answers = replace(answers, slots=slots)
            case AskedAbout.ONE:
                answers = replace(answers, one_ug=mg(value))
            case _:
                answers = replace(answers, assumed=value == "yes")
        self.answered.emit(answers)

    def _take_medicines(self) -> None:
        chosen = frozenset(self.medicines.values)
        self.answered.emit(replace(self._answers, medicines=chosen))
