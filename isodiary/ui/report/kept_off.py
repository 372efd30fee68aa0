"""Choosing what stays off paper: symptoms, and whole parts of the diary."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping, Sequence

from PySide6.QtCore import Qt
from PySide6.QtWidgets import (
    QListWidget,
    QListWidgetItem,
    QVBoxLayout,
    QWidget,
)

from isodiary.domain.record import KeptKind, KeptOff
from isodiary.language import _, translated
from isodiary.services.kept_off import NAMES
from isodiary.ui.kit.forms import AskDialog
from isodiary.ui.kit.layouts import SlimBar
from isodiary.ui.kit.text import Text, Tone
from isodiary.ui.tools import Tools

MARK = Qt.ItemDataRole.UserRole

Mark = tuple[KeptKind, str]


class KeptOffDialog(AskDialog):
    """Asks what stays off paper."""

    def __init__(
        self,
        tools: Tools,
        marks: Sequence[KeptOff],
        tracked: Sequence[str],
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(tools.theme, _("Kept off paper"), parent)
        self.drafted_by = tools
        self.setWindowIcon(tools.icons.tinted("eye-off", tools.theme.colours.text))
        self.list = QListWidget()
        self.list.setVerticalScrollBar(SlimBar())
        self.list.setAccessibleName(_("Symptoms and parts of the diary, ticked if kept off paper"))
        self._fill(tools.symptom_names(), {(each.kind, each.what) for each in marks}, tracked)
        self._said = Text(
            tools.theme,
            _(
                "Space ticks what stays out of everything printed. It stays in the diary "
                "and on the screen. Intimacy and pregnancy are printed only if a report "
                "asks for them. A note is kept off paper where it is written."
            ),
            Tone.MUTED,
            wrap=True,
        )
        self._lay_out()

    def answer(self) -> frozenset[Mark]:
        """Return (kind, id) of everything that is ticked."""
        items = [self.list.item(row) for row in range(self.list.count())]
        ticked = (item for item in items if item.checkState() is Qt.CheckState.Checked)
        return frozenset(item.data(MARK) for item in ticked)

    def _fill(
        self, names: Mapping[str, str], marked: Collection[Mark], tracked: Sequence[str]
    ) -> None:
        for mark, words in _offered(names, marked, tracked):
            item = QListWidgetItem(words)
            item.setData(MARK, mark)
            item.setFlags(item.flags() | Qt.ItemFlag.ItemIsUserCheckable)
            off = mark in marked
            item.setCheckState(Qt.CheckState.Checked if off else Qt.CheckState.Unchecked)
            self.list.addItem(item)
        self.list.setCurrentRow(0)

    def _lay_out(self) -> None:
        column = QVBoxLayout(self)
        column.addWidget(self._said)
        column.addWidget(self.list, 1)
        column.addWidget(self.problem)
        column.addWidget(self.buttons)
        self.resize(480, 480)


def _offered(
    names: Mapping[str, str], marked: Collection[Mark], tracked: Sequence[str]
) -> Iterator[tuple[Mark, str]]:
    """Yield the parts, then the symptoms: those kept off, those asked every day, all others."""
    known = {module.value: words for module, words in translated(NAMES).items()}
    newer = {what: what for kind, what in marked if kind is KeptKind.MODULE}
    for what, words in (newer | known).items():
        yield (KeptKind.MODULE, what), words
    kept = sorted(what for kind, what in marked if kind is KeptKind.SYMPTOM)
    others = sorted(names, key=lambda each: names[each].lower())
    for symptom in dict.fromkeys((*kept, *tracked, *others)):
        yield (KeptKind.SYMPTOM, symptom), names.get(symptom, symptom)
