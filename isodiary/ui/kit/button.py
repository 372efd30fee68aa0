"""Our buttons: flat, with room for the key that does the same."""

from __future__ import annotations

from enum import Enum, auto
from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, QRect, QRectF, QSize, Qt, Slot
from PySide6.QtGui import (
    QColor,
    QFont,
    QKeyEvent,
    QKeySequence,
    QPainter,
    QPaintEvent,
    QPen,
)
from PySide6.QtWidgets import QPushButton, QSizePolicy, QStyle, QStyleOption, QWidget

from isodiary.domain.values import dataclass
from isodiary.ui.kit.layouts import turned
from isodiary.ui.look.colours import Colours
from isodiary.ui.look.theme import Theme

if TYPE_CHECKING:
    from PySide6.QtGui import QIcon, QPixmap

    from isodiary.ui.look.icons import Icons


class Look(Enum):
    """What a button is for."""

    PRIMARY = auto()  # the one thing that Enter does
    PLAIN = auto()
    CHIP = auto()  # one of several choices; checkable
    QUIET = auto()  # no border until it is pointed at


_ARROWS = {Qt.Key.Key_Up, Qt.Key.Key_Down, Qt.Key.Key_Left, Qt.Key.Key_Right}


@dataclass(frozen=True, slots=True)
class _Paint:
    fill: QColor
    border: QColor
    text: QColor


class Button(QPushButton):
    """A push button; `hint` names the key that does the same, such as "Y".

    With `leave_enter` only Space presses it, and Enter goes on to what it stands on.
    """

    def __init__(
        self,
        theme: Theme,
        text: str,
        look: Look = Look.PLAIN,
        *,
        hint: str = "",
        leave_enter: bool = False,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self._theme = theme
        self._look = look
        self._hint = hint
        self._leave_enter = leave_enter
        self._size: QSize | None = None
        self._has_icon = False
        self._drawing = ""
        self.setCheckable(look is Look.CHIP)
        self.setText(text)
        self.setAutoDefault(False)
        self.setAttribute(Qt.WidgetAttribute.WA_Hover)
        self.setSizePolicy(QSizePolicy.Policy.Minimum, QSizePolicy.Policy.Fixed)
        theme.changed.connect(self._dress)
        self._dress()

    @property
    def hint(self) -> str:
        """The key that does the same; empty if there is none."""
        return self._hint

    def set_hint(self, hint: str) -> None:
        """Name the key that does the same."""
        self._hint = hint
        self._size = None
        self.updateGeometry()

    def setText(self, text: str) -> None:
        super().setText(text)
        self._size = None
        if self._look is Look.CHIP:  # its letter works without Alt, which belongs to the menus
            self.setShortcut(QKeySequence())

    def setIcon(self, icon: QIcon | QPixmap) -> None:
        super().setIcon(icon)
        self._has_icon = not icon.isNull()
        self._size = None

    def set_drawing(self, icons: Icons, name: str) -> None:
        """Show a drawing in the colour of the words, as an icon that needs no sizes."""
        self._icons, self._drawing = icons, name
        self._has_icon = True
        self._size = None

    def changeEvent(self, event: QEvent) -> None:
        self._size = None
        super().changeEvent(event)

    def sizeHint(self) -> QSize:
        if self._size is None:  # a layout asks for it very often
            self._size = self._needed()
        return self._size

    def _needed(self) -> QSize:
        metrics = self.fontMetrics()
        pad_px = metrics.height() * (0.7 if self._look is Look.CHIP else 0.9)
        width_px = metrics.horizontalAdvance(self._shown()) + 2 * pad_px
        if self._has_icon:
            width_px += self.iconSize().width() + (pad_px / 2 if self.text() else 0)
        if self._hint:
            width_px += self._hint_width_px() + pad_px / 2
        factor = 1.6 if self._look is Look.CHIP else 1.9
        return QSize(round(width_px), round(metrics.height() * factor))

    def minimumSizeHint(self) -> QSize:
        return self.sizeHint()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in {Qt.Key.Key_Return, Qt.Key.Key_Enter}:
            if self._leave_enter:
                event.ignore()
            elif not event.isAutoRepeat():  # a key held down presses once
                self.click()
        elif event.key() in _ARROWS:
            event.ignore()  # the page knows better than Qt where an arrow leads
        elif event.key() == Qt.Key.Key_Space and self.autoExclusive() and self.isChecked():
            event.ignore()  # it would choose what is chosen; the row goes on to the next
        else:
            super().keyPressEvent(event)

    def paintEvent(self, event: QPaintEvent) -> None:
        paint = self._paint()
        with QPainter(self) as painter:
            painter.setRenderHint(QPainter.RenderHint.Antialiasing)
            self._paint_ground(painter, paint)
            self._paint_words(painter, paint)

    def _paint(self) -> _Paint:
        colours = self._theme.colours
        if not self.isEnabled():
            return _Paint(colours.surface, colours.line, colours.disabled)
        pointed = self.isDown() or (self.underMouse() and not self.isChecked())
        return _looks(colours, self._look, chosen=self.isChecked(), pointed=pointed)

    def _paint_ground(self, painter: QPainter, paint: _Paint) -> None:
        area = QRectF(self.rect()).adjusted(1.5, 1.5, -1.5, -1.5)
        round_px = area.height() / 2 if self._look is Look.CHIP else 7
        painter.setPen(QPen(paint.border, 1))
        painter.setBrush(paint.fill)
        painter.drawRoundedRect(area, round_px, round_px)
        if self.hasFocus():
            self._paint_focus(painter, area, round_px)

    def _paint_focus(self, painter: QPainter, area: QRectF, round_px: float) -> None:
        painter.setBrush(Qt.BrushStyle.NoBrush)
        painter.setPen(QPen(self._theme.colours.focus, 2))
        painter.drawRoundedRect(area, round_px, round_px)
        if self._look is Look.PRIMARY:  # its own ground is the colour of the ring
            painter.setPen(QPen(self._theme.colours.on_accent, 1.5))
            painter.drawRoundedRect(area.adjusted(2.5, 2.5, -2.5, -2.5), round_px - 2, round_px - 2)

    def _paint_words(self, painter: QPainter, paint: _Paint) -> None:
        metrics = self.fontMetrics()
        gap_px = metrics.height() * 0.4
        icon_px = self.iconSize().width() if self._has_icon else 0
        text_px = metrics.horizontalAdvance(self._shown())
        hint_px = self._hint_width_px() if self._hint else 0
        whole_px = (
            icon_px + text_px + hint_px + gap_px * ((icon_px > 0 and text_px > 0) + (hint_px > 0))
        )
        left_px = max(3.0, (self.width() - whole_px) / 2)
        if icon_px:
            top_px = (self.height() - icon_px) / 2
            target = turned(self, QRectF(left_px, top_px, icon_px, icon_px)).toRect()
            if self._drawing:
                self._icons.paint(painter, self._drawing, paint.text, QRectF(target))
            else:
                self.icon().paint(painter, target)
            left_px += icon_px + gap_px
        area = turned(self, QRectF(left_px, 0, self.width() - left_px, self.height()))
        painter.setPen(paint.text)
        painter.setFont(self.font())
        flags = Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeft
        painter.drawText(area, flags | self._mnemonic_flag(), self.text())
        if self._hint:
            self._paint_hint(painter, left_px + text_px + gap_px, paint)

    def _paint_hint(self, painter: QPainter, left_px: float, paint: _Paint) -> None:
        height_px = self.fontMetrics().height()
        top_px = (self.height() - height_px) / 2
        key = turned(self, QRectF(left_px, top_px, self._hint_width_px(), height_px))
        painter.setBrush(Qt.BrushStyle.NoBrush)
        border = {Look.PRIMARY: paint.text, Look.QUIET: self._theme.colours.outline}
        painter.setPen(QPen(border.get(self._look, paint.border), 1))
        painter.drawRoundedRect(key, 4, 4)
        painter.setPen(paint.text)
        painter.setFont(self._theme.font(0.85))
        painter.drawText(key, Qt.AlignmentFlag.AlignCenter, self._hint)

    def _hint_width_px(self) -> float:
        metrics = self.fontMetrics()
        return max(metrics.height(), metrics.horizontalAdvance(self._hint) + 8)

    def _shown(self) -> str:
        return self.text().replace("&&", "\0").replace("&", "").replace("\0", "&")

    def _mnemonic_flag(self) -> Qt.TextFlag:
        if self._look is Look.CHIP:  # its letter works without Alt
            return Qt.TextFlag.TextShowMnemonic
        option = QStyleOption()
        option.initFrom(self)
        shown = self.style().styleHint(QStyle.StyleHint.SH_UnderlineShortcut, option, self)
        return Qt.TextFlag.TextShowMnemonic if shown else Qt.TextFlag.TextHideMnemonic

    @Slot()
    def _dress(self) -> None:
        strong = self._look in {Look.PRIMARY, Look.PLAIN}
        weight = QFont.Weight.DemiBold if strong else QFont.Weight.Normal
        self.setFont(self._theme.font(0.93 if self._look is Look.CHIP else 1.0, weight))
        side_px = self.fontMetrics().height()
        self.setIconSize(QSize(side_px, side_px))
        self._size = None
        self.updateGeometry()
        self.update()


def paint_chip(
    painter: QPainter, area: QRect, colours: Colours, *, chosen: bool, focused: bool
) -> None:
    """Paint the ground of a chip in which something is typed."""
    paint = _looks(colours, Look.CHIP, chosen=chosen, pointed=False)
    inner = QRectF(area).adjusted(1.5, 1.5, -1.5, -1.5)
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.setPen(QPen(colours.focus, 2) if focused else QPen(paint.border, 1))
    painter.setBrush(paint.fill)
    painter.drawRoundedRect(inner, inner.height() / 2, inner.height() / 2)


def _looks(colours: Colours, look: Look, *, chosen: bool, pointed: bool) -> _Paint:
    if look is Look.PRIMARY:
        fill = colours.accent_text if pointed else colours.accent
        return _Paint(fill, fill, colours.on_accent)
    if look is Look.CHIP and chosen:
        return _Paint(colours.accent_fill, colours.accent, colours.accent_text)
    if look is Look.QUIET:
        fill = colours.chip_fill if pointed else QColor(Qt.GlobalColor.transparent)
        return _Paint(fill, fill, colours.text)
    fill = colours.chip_fill if pointed else colours.surface
    text = colours.muted if look is Look.CHIP else colours.text
    return _Paint(fill, colours.line if look is Look.CHIP else colours.outline, text)
