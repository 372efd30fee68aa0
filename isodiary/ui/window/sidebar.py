"""The pages by name, the way to the warning signs, and what is on the disk.

A row of the sidebar: the drawing and the name of a page.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from PySide6.QtCore import QRectF, QSize, Qt, Signal, Slot
from PySide6.QtGui import QFont, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QButtonGroup, QPushButton, QSizePolicy, QVBoxLayout, QWidget

from isodiary.language import _
from isodiary.services.words.days import clock_time, near_day
from isodiary.ui.kit.layouts import turned
from isodiary.ui.kit.text import Text, Tone
from isodiary.ui.look.icons import Icons
from isodiary.ui.look.theme import Theme
from isodiary.ui.tools import Tools
from isodiary.ui.window.page import Listed

if TYPE_CHECKING:
    from isodiary.ui.safety.light import LightButton as Light


class NavButton(QPushButton):
    """A checkable row; narrow, it shows the drawing alone and the name as a tooltip."""

    def __init__(
        self, theme: Theme, icons: Icons, name: str, icon: str, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self.setText(name.replace("&", "&&"))
        self.setAutoExclusive(True)  # the group sees to that; Qt tells by it that one is chosen
        self._name = name
        self.setAccessibleName(name)
        self._theme = theme
        self._icons = icons
        self._icon = icon
        self._narrow = False
        self.setCheckable(True)
        self.setAutoDefault(False)
        self.setAttribute(Qt.WidgetAttribute.WA_Hover)
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Fixed)
        theme.changed.connect(self._dress)

    def set_narrow(self, narrow: bool) -> None:
        """Show the drawing alone, or the name beside it."""
        self._narrow = narrow
        self.setToolTip(self._name if narrow else "")
        self.updateGeometry()
        self.update()

    def sizeHint(self) -> QSize:
        metrics = self.fontMetrics()
        side_px = metrics.height() + 6
        width_px = side_px + 20
        if not self._narrow:
            width_px += metrics.horizontalAdvance(self._name) + side_px // 2 + 12
        return QSize(width_px, round(metrics.height() * 2.1))

    def minimumSizeHint(self) -> QSize:
        return self.sizeHint()

    def paintEvent(self, event: QPaintEvent) -> None:
        colours = self._theme.colours
        chosen = self.isChecked()
        ink = colours.accent_text if chosen else colours.muted
        area = QRectF(self.rect()).adjusted(1.5, 1.5, -1.5, -1.5)
        with QPainter(self) as painter:
            painter.setRenderHint(QPainter.RenderHint.Antialiasing)
            if chosen or self.underMouse():
                painter.setPen(Qt.PenStyle.NoPen)
                painter.setBrush(colours.accent_fill if chosen else colours.chip_fill)
                painter.drawRoundedRect(area, 7, 7)
            if self.hasFocus():
                painter.setBrush(Qt.BrushStyle.NoBrush)
                painter.setPen(QPen(colours.focus, 2))
                painter.drawRoundedRect(area, 7, 7)
            side_px = self.fontMetrics().height() + 2
            top_px = (self.height() - side_px) / 2
            left_px = (self.width() - side_px) / 2 if self._narrow else 12
            place = turned(self, QRectF(left_px, top_px, side_px, side_px))
            self._icons.paint(painter, self._icon, ink, place)
            if not self._narrow:
                self._paint_name(painter, left_px + side_px + 10)

    def _paint_name(self, painter: QPainter, left_px: float) -> None:
        colours, chosen = self._theme.colours, self.isChecked()
        weight = QFont.Weight.DemiBold if chosen else QFont.Weight.Normal
        painter.setFont(self._theme.font(1.0, weight))
        painter.setPen(colours.accent_text if chosen else colours.text)
        area = turned(self, QRectF(left_px, 0, self.width() - left_px, self.height()))
        flags = Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeft
        painter.drawText(area, flags, self._name)

    @Slot()
    def _dress(self) -> None:
        self.updateGeometry()
        self.update()


class PageList(QWidget):
    """The names of the pages, for a screen reader the tabs of the window."""


class Sidebar(QWidget):
    """The left edge of the window.

    Signals:
        page_chosen: Place of a page in the list, from 0.
        warnings_asked: The warning signs are wanted.
    """

    page_chosen = Signal(int)
    warnings_asked = Signal()

    def __init__(
        self, tools: Tools, pages: Sequence[Listed], parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self._tools = tools
        self._narrow = False
        self.stopped = False
        self._light: Light | None = None
        self._name = Text(tools.theme, "isodiary", Tone.HEADING)
        self.state = Text(tools.theme, tone=Tone.SMALL, wrap=True)
        self._group = QButtonGroup(self)
        self._group.idClicked.connect(self._choose)
        self.buttons = [
            NavButton(tools.theme, tools.icons, _(page.title), page.icon) for page in pages
        ]
        self.warnings = NavButton(tools.theme, tools.icons, _("Warning signs"), "warning")
        self._lay_out()
        tools.editor.changed.connect(self.tell_state)
        tools.editor.replaced.connect(self.tell_state)
        tools.theme.changed.connect(self.update)
        self.tell_state()

    def choose(self, place: int) -> None:
        """Mark a page as the one in sight."""
        self._mark(self.buttons[place])

    def choose_warnings(self) -> None:
        """Mark the warning signs as what is in sight."""
        self._mark(self.warnings)

    def _mark(self, chosen: NavButton) -> None:
        """Check a button, and make it the one stop of the Tab key; the arrows go to the others."""
        chosen.setChecked(True)
        for button in (*self.buttons, self.warnings):
            focus = Qt.FocusPolicy.StrongFocus if button is chosen else Qt.FocusPolicy.ClickFocus
            button.setFocusPolicy(focus)

    @Slot(int)
    def _choose(self, place: int) -> None:
        if place < len(self.buttons):
            self.page_chosen.emit(place)
        else:
            self.warnings_asked.emit()

    def set_narrow(self, narrow: bool) -> None:
        """Show drawings alone where the window is narrow."""
        if narrow != self._narrow:
            self._narrow = narrow
            self._name.setVisible(not narrow)
            self.state.setVisible(not narrow)
            for button in (*self.buttons, self.warnings):
                button.set_narrow(narrow)
            self._names.updateGeometry()  # at once, as what stands beside it has its room then
            if self._light is not None:
                self._light.set_narrow(narrow)

    def add_light(self, light: Light) -> None:
        """Show below all else how the backups stand."""
        self._light = light
        light.set_narrow(self._narrow)
        self._column.addWidget(light)

    @Slot()
    def tell_state(self) -> None:
        """Say what is on the disk."""
        diary, today = self._tools.diary, self._tools.today
        if diary.is_locked:  # it is told once it is not
            return
        saved = diary.history.last_at()
        if diary.known_damaged:
            said = _("This diary is damaged, so it is only read.")
        elif diary.waits_for_room:
            said = _("The disk is full; only read for now.")
        elif self.stopped:
            said = _("Nothing more is written here.")
        elif diary.read_only:
            said = _("This diary may be read only.")
        elif diary.path is None:
            said = _("Made up; nothing of it is kept.")
        elif saved is None:
            said = _("Nothing is written yet.")
        elif saved.date() == self._tools.now.date():
            said = _("✓ Saved {time}").format(time=clock_time(saved, self._tools.habits))
        else:
            said = _("✓ Saved {day}, {time}").format(
                day=near_day(saved.date(), today), time=clock_time(saved, self._tools.habits)
            )
        self.state.setText(said)
        self.state.setToolTip(str(diary.path or ""))

    def paintEvent(self, event: QPaintEvent) -> None:
        colours = self._tools.theme.colours
        with QPainter(self) as painter:
            painter.setBackground(colours.surface)
            painter.eraseRect(self.rect())
            painter.setPen(colours.line)
            edge_px = self.width() - 1
            if self.layoutDirection() is Qt.LayoutDirection.RightToLeft:
                edge_px = 0
            painter.drawLine(edge_px, 0, edge_px, self.height())

    def _lay_out(self) -> None:
        self._column = column = QVBoxLayout(self)
        column.setContentsMargins(10, 16, 10, 14)
        column.setSpacing(3)
        self._name.setContentsMargins(10, 0, 0, 10)
        self.state.setContentsMargins(10, 6, 0, 0)
        column.addWidget(self._name)
        self._names = names = PageList()
        names.setAccessibleName(_("Pages"))
        within = QVBoxLayout(names)
        within.setContentsMargins(0, 0, 0, 0)
        within.setSpacing(3)
        for place, button in enumerate(self.buttons):
            self._group.addButton(button, place)
            within.addWidget(button)
        within.addStretch(1)
        self._group.addButton(self.warnings, len(self.buttons))
        within.addWidget(self.warnings)
        column.addWidget(names, 1)
        column.addWidget(self.state)
