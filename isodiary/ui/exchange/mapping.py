"""How a table of any program is to be read, with what its first rows then say in sight."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace
from functools import partial
from itertools import islice
from pathlib import Path

from PySide6.QtCore import QSize, Slot
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import (
    QFileDialog,
    QHBoxLayout,
    QHeaderView,
    QVBoxLayout,
    QWidget,
)

from isodiary.domain.errors import DiaryError, NothingThere
from isodiary.language import _, marked, pgettext, pmarked
from isodiary.resources import resources
from isodiary.services.exchange.bring import MAPPED
from isodiary.services.exchange.dry_run import look
from isodiary.services.exchange.formats import bounded
from isodiary.services.exchange.guessing import first_rows, guess, role_of, with_role
from isodiary.services.exchange.held import Held
from isodiary.services.exchange.mapped import read_mapped
from isodiary.services.exchange.mapping import (
    DayOrder,
    TableMapping,
    read_mapping,
    ready,
    text_of,
)
from isodiary.services.exchange.results import FileAnswers, Result
from isodiary.services.exchange.source import Source
from isodiary.services.exchange.tables import TableRow
from isodiary.services.exchange.words import counts_words
from isodiary.storage.saving import saved_whole
from isodiary.ui.exchange.columns import ColumnBoxes
from isodiary.ui.exchange.rows import FileRows
from isodiary.ui.exchange.scrolled import scroll_above, scrolling_column
from isodiary.ui.kit.button import Button
from isodiary.ui.kit.card import Card
from isodiary.ui.kit.fields.base import ChoiceBox
from isodiary.ui.kit.files import documents, safe_name
from isodiary.ui.kit.forms import AskDialog
from isodiary.ui.kit.layouts import FlowLayout
from isodiary.ui.kit.table import PlainTable
from isodiary.ui.kit.text import Text, Tone
from isodiary.ui.tools import Tools

SHOWN_ROWS = 200
MOST_COLUMNS = 60
SAMPLES = 3
LONGEST_SAMPLE = 18

STEP = marked("{file} is a table of no program that isodiary knows. Say what its columns are.")
NO_DAY = marked("Say which column has the day.")
NOTHING = marked("Say what at least one more column is: so far no row says anything.")

SEPARATORS = {
    ",": pmarked("a separator of cells", "comma ,"),
    ";": pmarked("a separator of cells", "semicolon ;"),
    "\t": pmarked("a separator of cells", "tab"),
    "|": pmarked("a separator of cells", "bar |"),
}
ENCODINGS = {
    "": pmarked("an encoding", "as the file says, else UTF-8"),
    "cp1252": pmarked("an encoding", "Windows, Western"),
    "latin-1": pmarked("an encoding", "Latin-1"),
    "utf-16-le": pmarked("an encoding", "UTF-16, little end first"),
    "utf-16-be": pmarked("an encoding", "UTF-16, big end first"),
}
ORDERS: dict[str, str] = {
    DayOrder.YEAR_FIRST: pmarked("an order of dates", "2026-12-31"),
    DayOrder.DAY_FIRST: pmarked("an order of dates", "31.12.2026"),
    DayOrder.MONTH_FIRST: pmarked("an order of dates", "12/31/2026"),
    DayOrder.SECONDS: pmarked("an order of dates", "seconds since 1970"),
    DayOrder.MILLISECONDS: pmarked("an order of dates", "milliseconds since 1970"),
}
DECIMALS = {
    "": pmarked("a decimal sign", "63.5"),
    ",": pmarked("a decimal sign", "63,5"),
}
CONTEXTS: dict[str, tuple[str, Mapping[str, str]]] = {
    "separator": ("a separator of cells", SEPARATORS),
    "encoding": ("an encoding", ENCODINGS),
    "order": ("an order of dates", ORDERS),
    "decimal": ("a decimal sign", DECIMALS),
}


class MappingDialog(AskDialog):
    """Asks how a table is to be read; its answer is the mapping.

    Attributes:
        mapping: How it is read now.
        boxes: The lists of the whole table, by what they choose.
        start: The ready mappings to begin with.
        columns: What each column is.
        rows: What the first rows then say.
        sum: Their counts.
        open_file, save_file: The buttons of a mapping as a file.
    """

    def __init__(
        self,
        tools: Tools,
        source: Source,
        held: Held,
        mapping: TableMapping | None = None,
        parent: QWidget | None = None,
    ) -> None:
        title = _("Read a table")
        super().__init__(tools.theme, title, parent, save=_("&Read it"))
        self.tools = tools
        self._source = source
        self._held = held
        self.mapping = mapping or guess(source)
        self._heads: tuple[str, ...] = ()
        self._says_something = False
        self.start = ChoiceBox()
        self.boxes: dict[str, ChoiceBox] = {}
        self.columns = ColumnBoxes(tools)
        names = {**tools.catalogues.names(), **tools.symptom_names()}
        self.rows = FileRows(names, tools.habits, self)
        self.table = PlainTable(tools.theme, _("First rows"), self.rows, most_rows=7)
        self.table.horizontalHeader().setSectionResizeMode(3, QHeaderView.ResizeMode.Stretch)
        self.sum = Text(tools.theme, tone=Tone.SMALL, wrap=True)
        self.open_file = Button(tools.theme, _("&Open a mapping…"))
        self.save_file = Button(tools.theme, _("&Save the mapping…"))
        self.save.set_hint("Ctrl+↵")
        self.cancel.set_hint("Esc")
        self._put_together(title)
        self._connect()
        self._show()
        self.resize(self.sizeHint())

    def answer(self) -> TableMapping:
        """Return how the table is to be read.

        Raises:
            NothingThere: No column has the day, or no row says anything.
            DiaryError: The table cannot be read like this.
        """
        list(islice(bounded(read_mapped(self._source, self.mapping)), 1))
        if not {"day", "planned", "taken"} & set(self.mapping.columns):
            raise NothingThere(_(NO_DAY))
        if not self._says_something:
            raise NothingThere(_(NOTHING))
        return self.mapping

    def sizeHint(self) -> QSize:
        room = self.screen().availableSize() * 0.94
        letter_px, line_px = self.fontMetrics().averageCharWidth(), self.fontMetrics().lineSpacing()
        return QSize(letter_px * 120, line_px * 46).boundedTo(room)

    def use(self, mapping: TableMapping) -> None:
        """Read the table as a mapping says from now on."""
        self.mapping = mapping
        self._show()

    @Slot(int)
    def _begin_with(self, _item: int) -> None:
        path = self.start.currentData()
        try:
            self.use(read_mapping(Path(path)) if path else guess(self._source))
        except DiaryError as error:
            self.tell(error.sentence)

    def _take(self, key: str, box: ChoiceBox, _item: int) -> None:
        value = box.currentData()
        changed = {"decimal_comma": bool(value)} if key == "decimal" else {key: value}
        if key == "order":
            changed = {key: DayOrder(value)}
        self.use(replace(self.mapping, **changed))

    @Slot(int, str)
    def _take_role(self, place: int, role: str) -> None:
        self.use(with_role(self.mapping, self._heads, place, role))

    @Slot()
    def _open(self) -> None:
        name, _kind = QFileDialog.getOpenFileName(
            self, _("Open a mapping"), str(documents()), _("Mappings (*.toml)")
        )
        if name:
            try:
                self.use(read_mapping(Path(name)))
            except DiaryError as error:
                self.tell(error.sentence)

    @Slot()
    def _save(self) -> None:
        likely = documents() / f"{safe_name(self.mapping.name) or 'mapping'}.toml"
        name, _kind = QFileDialog.getSaveFileName(
            self, _("Save the mapping"), str(likely), _("Mappings (*.toml)")
        )
        if name:
            try:
                with saved_whole(Path(name)) as unfinished:
                    unfinished.write_text(text_of(self.mapping), "utf-8", newline="\n")
            except DiaryError as error:
                self.tell(error.sentence)

    def _show(self) -> None:
        """Show the mapping, and what the first rows say by it."""
        mapping = self.mapping
        self.tell("")
        chosen = {
            "separator": mapping.separator,
            "encoding": mapping.encoding,
            "order": mapping.order,
            "decimal": "," if mapping.decimal_comma else "",
        }
        for key, box in self.boxes.items():
            if box.findData(chosen[key]) < 0:
                box.addItem(chosen[key], chosen[key])
            box.setCurrentIndex(box.findData(chosen[key]))
        rows = first_rows(self._source, mapping, SAMPLES + 1)
        self._heads = rows[0].cells if rows else ()
        heads = self._heads[:MOST_COLUMNS]
        samples = [_samples(rows[1:], place) for place in range(len(heads))]
        roles = [role_of(mapping, self._heads, place) for place in range(len(heads))]
        self.columns.show_columns(heads, samples, roles)
        self._show_rows()

    def _show_rows(self) -> None:
        problem, found = "", []
        try:
            if {"day", "planned", "taken"} & set(self.mapping.columns):
                rows = bounded(read_mapped(self._source, self.mapping), self.mapping.encoding)
                found = list(islice(rows, SHOWN_ROWS))
            else:
                problem = _(NO_DAY)
        except DiaryError as error:
            problem = error.sentence
        run = look(MAPPED, found, self._held, FileAnswers(), now=self.tools.now)
        counts = run.counts
        says = (Result.NEW, Result.SAME, Result.CONFLICT)
        self._says_something = any(counts[each] for each in says) or bool(run.asked)
        self.rows.show_run(run, None)
        self.table.fit()
        self.sum.setText(
            _("Of the first rows: {counts}").format(counts=counts_words(run)) if found else ""
        )
        if problem:
            self.tell(problem)

    def _connect(self) -> None:
        self.start.activated.connect(self._begin_with)
        for key, box in self.boxes.items():
            box.activated.connect(partial(self._take, key, box))
        self.columns.chosen.connect(self._take_role)
        self.open_file.clicked.connect(self._open)
        self.save_file.clicked.connect(self._save)
        everywhere = QShortcut(QKeySequence("Ctrl+Return"), self)
        everywhere.activated.connect(self.save.click)

    def _put_together(self, title: str) -> None:
        theme = self.tools.theme
        sheet, column = scrolling_column()
        column.addWidget(Text(theme, title, Tone.TITLE, wrap=True))
        said = _(STEP).format(file=self._source.path.name)
        column.addWidget(Text(theme, said, Tone.SMALL, wrap=True))
        column.addWidget(self._whole_table())
        of_columns = Card(theme)
        of_columns.body.addWidget(Text(theme, _("What the columns are"), Tone.HEADING))
        of_columns.body.addWidget(self.columns)
        column.addWidget(of_columns)
        of_rows = Card(theme)
        of_rows.body.addWidget(Text(theme, _("What the first rows say"), Tone.HEADING))
        of_rows.body.addWidget(self.table, 1)
        of_rows.body.addWidget(self.sum)
        column.addWidget(of_rows)
        column.addStretch(1)
        foot = QHBoxLayout()
        foot.addWidget(self.problem, 1)
        foot.addWidget(self.buttons)
        scroll_above(self, sheet, foot)

    def _whole_table(self) -> Card:
        card = Card(self.tools.theme)
        inner = QWidget()
        flow = FlowLayout(inner)
        self.start.addItem(_("a guess"), "")
        for path in ready(resources() / "mappings").values():
            self.start.addItem(read_mapping(path).name, str(path))
        flow.addWidget(self._asked(_("Begin with"), self.start))
        words = {
            "separator": _("Between cells"),
            "encoding": _("Encoding"),
            "order": _("Dates"),
            "decimal": _("Numbers"),
        }
        for key, (context, choices) in CONTEXTS.items():
            self.boxes[key] = _filled(context, choices)
            flow.addWidget(self._asked(words[key], self.boxes[key]))
        card.body.addWidget(inner)
        files = QWidget()
        of_files = FlowLayout(files)
        of_files.addWidget(self.open_file)
        of_files.addWidget(self.save_file)
        card.body.addWidget(files)
        return card

    def _asked(self, words: str, box: ChoiceBox) -> QWidget:
        pair = QWidget()
        column = QVBoxLayout(pair)
        column.setContentsMargins(0, 0, 12, 0)
        column.setSpacing(2)
        box.setMinimumContentsLength(16)
        box.setAccessibleName(words)
        column.addWidget(Text(self.tools.theme, words, Tone.MUTED))
        column.addWidget(box)
        return pair


def _filled(context: str, choices: Mapping[str, str]) -> ChoiceBox:
    box = ChoiceBox()
    for value, words in choices.items():
        box.addItem(pgettext(context, words), str(value))
    return box


def _samples(rows: Sequence[TableRow], place: int) -> str:
    """Return some of the values of a column, in a line."""
    cells = (_short(row.cells[place]) for row in rows if place < len(row.cells))
    return ", ".join(cell for cell in cells if cell)


def _short(cell: str) -> str:
    line = " ".join(cell.split())
    return line if len(line) <= LONGEST_SAMPLE else f"{line[: LONGEST_SAMPLE - 1]}…"
