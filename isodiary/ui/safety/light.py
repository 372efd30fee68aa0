"""The light that says how the backups stand: a sign that needs no colour, and its words."""

from __future__ import annotations

from datetime import datetime

from PySide6.QtCore import QPointF, QRectF, QSize, Qt, Slot
from PySide6.QtGui import QPainter, QPainterPath, QPaintEvent, QPen
from PySide6.QtWidgets import QPushButton, QSizePolicy, QWidget

from isodiary.language import _, marked
from isodiary.services.habits import Habits
from isodiary.services.safety.backups import BackupState, Light
from isodiary.services.words.days import clock_time, near_day
from isodiary.ui.kit.layouts import turned
from isodiary.ui.look.colours import Colours
from isodiary.ui.look.theme import Theme

MEANS = {
    Light.GOOD: marked("checked by reading it back, at most seven days old"),
    Light.OLD: marked("older than seven days, or a place is away"),
    Light.NONE: marked("no backup that can be read"),
}
FIRST = marked("The first backup is made after the next entry.")


def light_words(state: BackupState, now: datetime, habits: Habits) -> str:
    """Return one short sentence for the status line."""
    if state.newest is None:
        return _("No backup yet")
    day = near_day(state.newest.at.date(), now.date())
    if state.light is Light.OLD and not state.places.second_is_away:
        return _("Last backup {day}").format(day=day)
    return _("Backup {day}, {time}").format(day=day, time=clock_time(state.newest.at, habits))


def whole_words(state: BackupState) -> str:
    """Return what the light means now, and where the backups are."""
    said = [_("Backups: {state}.").format(state=_(MEANS[state.light]))]
    if state.newest is None:
        said = [f"{_('There is no backup that can be read.')} {_(FIRST)}"]
    said.append(_("They are in {folder}.").format(folder=state.places.here))
    if state.places.second_is_away:
        said.append(
            _("{folder} cannot be reached now; it is used again by itself.").format(
                folder=state.places.second
            )
        )
    elif state.places.second is not None:
        said.append(_("They go to {folder} as well.").format(folder=state.places.second))
    return " ".join(said)


def paint_light(painter: QPainter, colours: Colours, light: Light, area: QRectF) -> None:
    """Paint a tick in a full circle, a half-filled one, or an empty one."""
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    ink = colours.ok if light is Light.GOOD else colours.muted
    width_px = max(1.2, area.width() / 11)
    circle = area.adjusted(width_px / 2, width_px / 2, -width_px / 2, -width_px / 2)
    painter.setPen(QPen(ink, width_px))
    painter.setBrush(ink if light is Light.GOOD else Qt.BrushStyle.NoBrush)
    painter.drawEllipse(circle)
    if light is Light.OLD:
        painter.setBrush(ink)
        painter.drawChord(circle, 90 * 16, 180 * 16)
    elif light is Light.GOOD:
        tick = QPainterPath(_within(area, 0.28, 0.52))
        tick.lineTo(_within(area, 0.44, 0.68))
        tick.lineTo(_within(area, 0.73, 0.36))
        painter.setBrush(Qt.BrushStyle.NoBrush)
        round_ = Qt.PenCapStyle.RoundCap
        pen = QPen(colours.surface, area.width() / 8, Qt.PenStyle.SolidLine, round_)
        painter.setPen(pen)
        painter.drawPath(tick)


class LightSign(QWidget):
    """The light alone, as high as a line of text."""

    def __init__(
        self, theme: Theme, light: Light, *, factor: float = 1.0, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self._theme = theme
        self._factor = factor
        self.show_light(light)
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        theme.changed.connect(self.updateGeometry)

    def show_light(self, light: Light) -> None:
        """Show another light."""
        self.light = light
        self.setAccessibleName(_(MEANS[light]))
        self.update()

    def sizeHint(self) -> QSize:
        side_px = round(self.fontMetrics().height() * self._factor)
        return QSize(side_px, side_px)

    def paintEvent(self, event: QPaintEvent) -> None:
        with QPainter(self) as painter:
            side_px = self.sizeHint().width() - 2
            area = QRectF(1, (self.height() - side_px) / 2, side_px, side_px)
            paint_light(painter, self._theme.colours, self.light, area)


class LightButton(QPushButton):
    """The light with its words in the sidebar; it opens the backups. Narrow, the sign alone."""

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme = theme
        self._narrow = False
        self.light = Light.NONE
        self.setAutoDefault(False)
        self.setAttribute(Qt.WidgetAttribute.WA_Hover)
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Fixed)
        theme.changed.connect(self._dress)
        self._dress()

    def show_state(self, state: BackupState, now: datetime, habits: Habits) -> None:
        """Show how the backups stand."""
        self.light = state.light
        self.setText(light_words(state, now, habits))
        self.setToolTip(whole_words(state))
        self.setAccessibleName(_("Backups: {state}").format(state=self.text()))
        self.setAccessibleDescription(whole_words(state))
        self.updateGeometry()
        self.update()

    def set_narrow(self, narrow: bool) -> None:
        """Show the sign alone, or the words beside it."""
        self._narrow = narrow
        self.updateGeometry()
        self.update()

    def sizeHint(self) -> QSize:
        metrics = self.fontMetrics()
        width_px = metrics.height() + 20
        if not self._narrow:
            width_px += metrics.horizontalAdvance(self.text()) + 8
        return QSize(width_px, round(metrics.height() * 1.7))

    def minimumSizeHint(self) -> QSize:
        return self.sizeHint()

    def paintEvent(self, event: QPaintEvent) -> None:
        colours = self._theme.colours
        frame = QRectF(self.rect()).adjusted(1, 1, -1, -1)
        with QPainter(self) as painter:
            painter.setRenderHint(QPainter.RenderHint.Antialiasing)
            if self.underMouse():
                painter.setPen(Qt.PenStyle.NoPen)
                painter.setBrush(colours.chip_fill)
                painter.drawRoundedRect(frame, 6, 6)
            if self.hasFocus():
                painter.setBrush(Qt.BrushStyle.NoBrush)
                painter.setPen(QPen(colours.focus, 2))
                painter.drawRoundedRect(frame, 6, 6)
            side_px = self.fontMetrics().height() * 0.9
            left_px = (self.width() - side_px) / 2 if self._narrow else 10
            sign = QRectF(left_px, (self.height() - side_px) / 2, side_px, side_px)
            paint_light(painter, colours, self.light, turned(self, sign))
            if not self._narrow:
                painter.setPen(colours.muted)
                words = QRectF(left_px + side_px + 7, 0, self.width(), self.height())
                words.setRight(self.width() - 2)
                flags = Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeft
                painter.drawText(turned(self, words), flags, self.text())

    @Slot()
    def _dress(self) -> None:
        self.setFont(self._theme.font(0.9))
        self.updateGeometry()
        self.update()


def _within(area: QRectF, across: float, down: float) -> QPointF:
    return QPointF(area.left() + across * area.width(), area.top() + down * area.height())
