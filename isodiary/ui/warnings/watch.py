"""Hears of the answers that are written, and shows what leaflets say of a warning sign."""

from __future__ import annotations

from collections.abc import Callable
from functools import cached_property
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QTimer, Signal, Slot
from PySide6.QtWidgets import QHBoxLayout, QWidget

from isodiary.domain.change import Change
from isodiary.domain.record import Contact, Patient
from isodiary.domain.symptom import SymptomEntry
from isodiary.ui.kit.layouts import edges_of_cards
from isodiary.ui.tools import Tools
from isodiary.ui.warnings.place import SignPlace

if TYPE_CHECKING:
    from isodiary.ui.warnings.panel import WarningPanel


class SignWatch(QObject):
    """Tells which answers are warning signs, and where the panel about one stands.

    Attributes:
        above: What the panel stands in when no list has it.

    Signals:
        page_asked: The page of warning signs is to be shown; the id of the sign.
    """

    page_asked = Signal(str)

    def __init__(
        self, tools: Tools, find_place: Callable[[], SignPlace | None], parent: QWidget
    ) -> None:
        super().__init__(parent)
        self._tools = tools
        self._window = parent
        self._find_place = find_place
        self._place_now: SignPlace | None = None
        self.above = QHBoxLayout()
        self.above.setContentsMargins(0, 0, 0, 0)
        tools.editor.done.connect(self._hear_done)

    @cached_property
    def panel(self) -> WarningPanel:
        """What leaflets say of a sign; made for the first one."""
        from isodiary.ui.warnings.panel import WarningPanel

        panel = WarningPanel(self._tools)
        self.above.setContentsMargins(edges_of_cards(panel))
        self.above.addWidget(panel)
        panel.page_asked.connect(self.page_asked)
        panel.contacts_asked.connect(self._ask_contacts)
        self._tools.editor.undone.connect(panel.hear_undone)
        self._tools.editor.changed.connect(self._hear_changed)
        return panel

    def put_away(self) -> bool:
        """Hide the panel; return whether there was one to hide."""
        if "panel" not in self.__dict__ or not self.panel.isVisible():
            return False
        self.panel.put_away()
        return True

    @Slot(object)
    def _hear_done(self, change: Change) -> None:
        """Ask for the page for an emergency, show the panel for what is urgent."""
        if not change.touches(SymptomEntry):
            return
        from isodiary.services.symptoms import warning_signs  # a start raises none

        symptoms, host = self._tools.catalogues.symptoms, self._find_place()
        sign = warning_signs.raised(change, symptoms)
        if sign is None:
            mild = warning_signs.mentioned(change, symptoms)
            if mild is not None and self.panel.show_mild(mild):
                self._place(host)
        elif host is not None and host.repeats and host.last_day is not None:
            self.panel.show_standing(sign, host.last_day)
            self._place(host)
        elif warning_signs.opens_page(symptoms, sign):
            self.page_asked.emit(sign.symptom)
        else:
            self.panel.show_sign(sign)
            self._place(host)

    def _place(self, host: SignPlace | None) -> None:
        """Put the panel beneath the answered row where that is in sight, else above the page."""
        QTimer.singleShot(0, self.panel, self.panel.come_into_sight)  # once it has its height
        if host is not None and host.host(self.panel):
            self._place_now = host
            return
        if self._place_now is not None:
            self._place_now.let_go(self.panel)
            self._place_now = None
        self.above.addWidget(self.panel)
        self.panel.show()

    @Slot(object)
    def _hear_changed(self, change: Change) -> None:
        if change.touches(Contact) or change.touches(Patient):
            self.panel.tell_again()

    @Slot()
    def _ask_contacts(self) -> None:
        from isodiary.ui.course.details import ContactsDialog  # a start asks for none
        from isodiary.ui.kit.forms import ask

        ask(ContactsDialog(self._tools, self._window), self._tools.editor.write)
