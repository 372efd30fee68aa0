"""The patient's own layouts of the report: chosen, saved under a name, deleted."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import replace

from PySide6.QtCore import Signal, Slot
from PySide6.QtWidgets import QLabel, QVBoxLayout, QWidget

from isodiary.domain import text
from isodiary.domain.errors import Refused
from isodiary.language import _, marked
from isodiary.report.layout import NAME_LIMIT, USUAL, ReportLayout, with_layout
from isodiary.ui.kit.button import Button
from isodiary.ui.kit.fields.base import ChoiceBox, TypedField
from isodiary.ui.kit.forms import FormDialog, ask
from isodiary.ui.kit.layouts import FlowLayout
from isodiary.ui.kit.text import Tone
from isodiary.ui.tools import Tools


class LayoutDialog(FormDialog):
    """Asks for a name; one that is taken is asked about once."""

    def __init__(
        self, tools: Tools, taken: Collection[str], name: str = "", parent: QWidget | None = None
    ) -> None:
        super().__init__(tools, _("Save layout"), parent)
        self._taken = frozenset(taken)
        self.name = TypedField(
            tools.theme,
            _("&Name"),
            _name,
            text=name,
            aid=_(
                "For the choices of this page. They are kept with the settings of this computer."
            ),
        )
        self.name.edit.setAccessibleName(_("Name of the layout"))
        self.add_field(self.name)
        self.name.take_focus()

    def answer(self) -> str:
        return self.name.value()

    def doubts(self) -> Sequence[str]:
        if self.answer() in self._taken:
            return (_("This replaces the layout of that name."),)
        return ()


def _name(typed: str) -> str:
    name = " ".join(text.tidy(typed).split())
    if not name:
        raise Refused(_("Type a name."))
    if len(name) > NAME_LIMIT:
        raise Refused(
            _("A name can be {limit} characters long; this one has {length}.").format(
                limit=NAME_LIMIT, length=len(name)
            )
        )
    return name


USUAL_NAME = marked("The usual sheet")
NOT_SAVED = marked("Not saved")


class ReportLayouts(QWidget):
    """A list of layouts that shows which of them is chosen.

    Signals:
        chosen: The patient chose a layout.
        told: What became of a layout, in a sentence.
    """

    chosen = Signal(object)
    told = Signal(str)

    def __init__(self, tools: Tools) -> None:
        super().__init__()
        self._tools = tools
        self._current = USUAL
        self.label = QLabel(_("Layou&t"))
        self.label.setFont(Tone.STRONG.font(tools.theme))
        self.box = ChoiceBox()
        self.box.setAccessibleName(_("Layout"))
        self.label.setBuddy(self.box)
        self.save = Button(tools.theme, _("Save la&yout…"))
        self.delete = Button(tools.theme, _("Delete layo&ut"))
        self._lay_out()
        self.box.activated.connect(self._choose)
        self.save.clicked.connect(self._save)
        self.delete.clicked.connect(self._delete)
        tools.theme.changed.connect(self._dress)

    def show_layout(self, layout: ReportLayout) -> None:
        """Show which saved layout prints what is chosen now, if any does."""
        self._current = layout
        offered = self._offered()
        like = [place for place, each in enumerate(offered) if each.is_like(layout)]
        named = [place for place in like if offered[place].name == layout.name]
        place = next(iter(named or like), None)
        self._fill(offered, place)
        self.delete.setVisible(place is not None and bool(offered[place].name))

    def _offered(self) -> tuple[ReportLayout, ...]:
        return (USUAL, *self._tools.settings.layouts)

    def _fill(self, offered: tuple[ReportLayout, ...], place: int | None) -> None:
        names = [each.name or _(USUAL_NAME) for each in offered]
        if place is None:
            names.append(_(NOT_SAVED))
        if [self.box.itemText(row) for row in range(self.box.count())] != names:
            self.box.clear()
            self.box.addItems(names)
        self.box.setCurrentIndex(len(offered) if place is None else place)

    @Slot(int)
    def _choose(self, place: int) -> None:
        offered = self._offered()
        if place < len(offered):
            self.chosen.emit(offered[place])

    @Slot()
    def _save(self) -> None:
        settings = self._tools.settings
        taken = [each.name for each in settings.layouts]
        dialog = LayoutDialog(self._tools, taken, self._current.name, self.window())
        ask(dialog, self._keep)

    def _keep(self, name: str) -> None:
        settings = self._tools.settings
        new = replace(self._current, name=name)
        settings.layouts = with_layout(settings.layouts, new)
        settings.save()
        self.chosen.emit(new)
        self.told.emit(_("Layout “{name}” saved.").format(name=new.name))

    @Slot()
    def _delete(self) -> None:
        settings = self._tools.settings
        gone = self._offered()[self.box.currentIndex()]
        settings.layouts = tuple(each for each in settings.layouts if each.name != gone.name)
        settings.save()
        self.chosen.emit(replace(gone, name=""))
        self.told.emit(
            _("Layout “{name}” deleted. What it chose is still chosen here.").format(name=gone.name)
        )

    def _lay_out(self) -> None:
        buttons = QWidget()
        flow = FlowLayout(buttons)
        flow.addWidget(self.save)
        flow.addWidget(self.delete)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        for widget in (self.label, self.box, buttons):
            column.addWidget(widget)

    @Slot()
    def _dress(self) -> None:
        self.label.setFont(Tone.STRONG.font(self._tools.theme))
