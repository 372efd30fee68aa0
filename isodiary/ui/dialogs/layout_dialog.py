"""A name for the chosen layout of the report."""

from __future__ import annotations

from collections.abc import Collection, Sequence

from PySide6.QtWidgets import QWidget

from isodiary.domain import text
from isodiary.domain.errors import Refused
from isodiary.ui.desk import Desk
from isodiary.ui.dialogs.form_dialog import FormDialog
from isodiary.ui.report_layout import NAME_LIMIT
from isodiary.ui.widgets.typed_field import TypedField


class LayoutDialog(FormDialog):
    """Asks for a name; one that is taken is asked about once. It writes nothing.

    The caller reads `layout_name()` after `exec()` returned `Accepted`.
    """

    def __init__(
        self, desk: Desk, taken: Collection[str], name: str = "", parent: QWidget | None = None
    ) -> None:
        super().__init__(desk, "Save layout", parent)
        self._taken = frozenset(taken)
        self.name = TypedField(
            desk.theme,
            "&Name",
            _name,
            text=name,
            aid="For the choices of this page. They are kept with the settings of this computer.",
        )
        self.name.edit.setAccessibleName("Name of the layout")
        self.add_field(self.name)
        self.name.take_focus()

    def layout_name(self) -> str:
        """Return the name."""
        return self.name.value()

    def doubts(self) -> Sequence[str]:
        if self.layout_name() in self._taken:
            return ("This replaces the layout of that name.",)
        return ()


def _name(typed: str) -> str:
    name = " ".join(text.tidy(typed).split())
    if not name:
        raise Refused("Type a name.")
    if len(name) > NAME_LIMIT:
        raise Refused(f"A name can be {NAME_LIMIT} characters long; this one has {len(name)}.")
    return name
