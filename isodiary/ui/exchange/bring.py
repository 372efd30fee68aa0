"""Bringing a file in: what becomes of each row, what is asked, and the conflicts side by side.

Nothing is in the diary until it is brought in; all of it is then one change.
"""

from __future__ import annotations

from dataclasses import replace

from PySide6.QtCore import QSize, Slot
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QHBoxLayout, QHeaderView, QWidget

from isodiary.domain.change import Change
from isodiary.domain.errors import NothingThere
from isodiary.language import _, marked, pgettext, plural, pmarked, whole
from isodiary.services.exchange.bring import Opened, dry_run, question
from isodiary.services.exchange.held import Held
from isodiary.services.exchange.results import DryRun, FileAnswers, Result
from isodiary.services.exchange.words import counts_words, moved_words
from isodiary.ui.exchange.asked import FileQuestionsCard
from isodiary.ui.exchange.conflict import ConflictCard
from isodiary.ui.exchange.progress import GivenUp, progress
from isodiary.ui.exchange.rows import FileRows
from isodiary.ui.exchange.scrolled import scroll_above, scrolling_column
from isodiary.ui.kit.card import Card
from isodiary.ui.kit.chips import Chips, Choice
from isodiary.ui.kit.forms import AskDialog
from isodiary.ui.kit.table import PlainTable
from isodiary.ui.kit.text import Text, Tone
from isodiary.ui.tools import Tools

TITLE = marked("Bring in from {name}")
STEP = marked("{file}: nothing is written yet. Then a backup first, one change, one undo.")
NOTHING = marked("There is nothing in this file that the diary does not hold.")
FILTERS = {
    None: pmarked("rows of a file", "&All"),
    Result.CONFLICT: pmarked("rows of a file", "≠ &Conflict"),
    Result.UNREADABLE: pmarked("rows of a file", "? &Unreadable"),
    Result.NEW: pmarked("rows of a file", "+ &New"),
    Result.SAME: pmarked("rows of a file", "= &Same"),
    Result.LEFT_OUT: pmarked("rows of a file", "– &Left out"),
}


class BringDialog(AskDialog):
    """What a file would do to the diary; its answer is the change.

    Attributes:
        questions: What is asked about the whole file.
        filter: Chips of the results, with their counts.
        table: The rows.
        conflict: The conflict that is chosen in the table.
        sum, moved, lost: The counts as a sum; the diary start; what does not come through.
        run: What the dry run says.
    """

    def __init__(
        self, tools: Tools, opened: Opened, held: Held, parent: QWidget | None = None
    ) -> None:
        title = _(TITLE).format(name=opened.format.said)
        super().__init__(tools.theme, title, parent, save=_("&Bring in"))
        theme = tools.theme
        self.tools = tools
        self._opened = opened
        self._held = held
        self._answers = FileAnswers()
        self._only: Result | None = None
        self.questions = FileQuestionsCard(tools)
        self.filter: Chips[Result | None] = Chips(theme, _("Rows"))
        names = {**tools.catalogues.names(), **tools.symptom_names()}
        self.rows = FileRows(names, tools.habits, self)
        self.table = PlainTable(theme, _("Rows"), self.rows, most_rows=9, keeps_chosen=True)
        self.table.horizontalHeader().setSectionResizeMode(3, QHeaderView.ResizeMode.Stretch)
        self.conflict = ConflictCard(theme, self.rows)
        self.sum = Text(theme, tone=Tone.SMALL, wrap=True)
        self.moved = Text(theme, wrap=True)
        self.lost = Text(theme, tone=Tone.SMALL, wrap=True)
        self.save.set_hint("Ctrl+↵")
        self.cancel.set_hint("Esc")
        self._put_together(title)
        self._connect()
        self.run = self._look()
        self._show(0)
        self.resize(self.sizeHint())
        self.table.setFocus()

    def answer(self) -> Change:
        """Return what is written.

        Raises:
            NothingThere: Something must be answered first, or nothing would change.
        """
        if self.run.unanswered:
            raise NothingThere(question(self.run.unanswered[0]))
        if self.run.change is None:
            raise NothingThere(_(NOTHING))
        return self.run.change

    def sizeHint(self) -> QSize:
        room = self.screen().availableSize() * 0.94
        letter_px, line_px = self.fontMetrics().averageCharWidth(), self.fontMetrics().lineSpacing()
        return QSize(letter_px * 130, line_px * 46).boundedTo(room)

    def _look(self) -> DryRun:
        """Hold the file against the diary with the answers of now."""
        with progress(_("Holding the file against the diary"), self) as step:
            return dry_run(self._opened, self._held, self._answers, now=self.tools.now, step=step)

    @Slot(object)
    def _take_answers(self, answers: FileAnswers) -> None:
        """Look again with other answers; given up, those of before hold."""
        before, self._answers = self._answers, answers
        current = self.rows.row(self.table.currentIndex().row())
        try:
            self.run = self._look()
        except GivenUp:
            self._answers = before
        self.tell("")
        self._show(0 if current is None else current.row)

    @Slot(int, bool)
    def _take_side(self, row: int, of_file: bool) -> None:
        chosen, left = self._answers.of_file - {row}, self._answers.of_diary - {row}
        if of_file:
            chosen |= {row}
        else:
            left |= {row}
        self._take_answers(replace(self._answers, of_file=chosen, of_diary=left))

    @Slot(bool)
    def _take_every(self, of_file: bool) -> None:
        """Let the file, or the diary, win every conflict; what was chosen one by one is undone."""
        none: frozenset[int] = frozenset()
        self._take_answers(replace(self._answers, prefer_file=of_file, of_file=none, of_diary=none))

    @Slot()
    def _take_filter(self) -> None:
        self._only = self.filter.value
        self._show_rows(0)

    def _show(self, row: int) -> None:
        run = self.run
        self.questions.show_questions(run, self._answers)
        counts: dict[Result | None, int] = {None: run.count}
        counts.update(run.counts.items())
        shown = [each for each in FILTERS if counts[each] or each is None]
        if self._only not in shown:
            self._only = None
        said = {
            each: f"{pgettext('rows of a file', FILTERS[each])} {whole(counts[each])}"
            for each in shown
        }
        self.filter.offer([Choice(each, said[each]) for each in shown], self._only)
        self.sum.setText(counts_words(run))
        self._show_rows(row)
        words = () if run.moved is None else moved_words(run.moved, self.tools.habits)
        self.moved.setText("\n".join(words))
        self.moved.setVisible(bool(words))
        lost = self._opened.format.said_not_carried
        self.lost.setText(_("Not carried over: {what}").format(what=lost) if lost else "")
        self._show_save()

    def _show_rows(self, row: int) -> None:
        self.rows.show_run(self.run, self._only)
        self.table.fit()
        self.table.selectRow(self.rows.place_of(row))
        self._show_conflict()

    def _show_save(self) -> None:
        comes = self.run.comes
        self.save.setText(
            plural(comes, "&Bring in {count} entry", "&Bring in {count} entries")
            if comes
            else _("Nothing to bring in")
        )
        self.save.setEnabled(bool(comes) or bool(self.run.unanswered))

    @Slot()
    def _show_conflict(self) -> None:
        checked = self.rows.row(self.table.currentIndex().row())
        if checked is None or checked.result is not Result.CONFLICT or checked.held is None:
            self.conflict.show_row(None, 0, 0)
            return
        conflicts = [each.row for each in self.run.rows if each.result is Result.CONFLICT]
        self.conflict.show_row(checked, conflicts.index(checked.row) + 1, len(conflicts))

    def _connect(self) -> None:
        self.questions.answered.connect(self._take_answers)
        self.filter.chosen.connect(self._take_filter)
        self.conflict.chosen.connect(self._take_side)
        self.conflict.every_chosen.connect(self._take_every)
        self.table.selectionModel().currentRowChanged.connect(self._show_conflict)
        everywhere = QShortcut(QKeySequence("Ctrl+Return"), self)
        everywhere.activated.connect(self.save.click)

    def _put_together(self, title: str) -> None:
        theme = self.tools.theme
        sheet, column = scrolling_column()
        column.addWidget(Text(theme, title, Tone.TITLE, wrap=True))
        said = _(STEP).format(file=self._opened.path.name)
        column.addWidget(Text(theme, said, Tone.SMALL, wrap=True))
        column.addWidget(self.questions)
        rows = Card(theme)
        rows.body.addWidget(self.filter)
        rows.body.addWidget(self.table, 1)
        rows.body.addWidget(self.sum)
        column.addWidget(rows)
        column.addWidget(self.conflict)
        column.addWidget(self.moved)
        column.addWidget(self.lost)
        column.addStretch(1)
        foot = QHBoxLayout()
        foot.addWidget(self.problem, 1)
        foot.addStretch(1)
        foot.addWidget(self.buttons)
        scroll_above(self, sheet, foot)
