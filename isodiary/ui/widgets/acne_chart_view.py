"""The acne chart on the screen, with a cursor that reads the checks out."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QRectF, QSize, Qt, Signal, Slot
from PySide6.QtGui import (
    QAccessible,
    QAccessibleAnnouncementEvent,
    QFocusEvent,
    QFontInfo,
    QKeyEvent,
    QMouseEvent,
    QPainter,
    QPaintEvent,
    QPen,
)
from PySide6.QtWidgets import QSizePolicy, QWidget

from isodiary.report.charts.acne_chart import AcneChart, nearest
from isodiary.ui.theme import Theme
from isodiary.ui.widgets.chart_ink import theme_ink
from isodiary.ui.widgets.chart_role import tell_role
from isodiary.ui.widgets.chart_view import TEXT_FACTOR

LINES = 13
RING = 6


class AcneChartView(QWidget):
    """One stop of the Tab key; Left and Right go from check to check, Escape lets go.

    Signals:
        read: The check under the cursor in words, or "" where there is no cursor.
    """

    read = Signal(str)

    def __init__(self, theme: Theme, name: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme = theme
        self._chart: AcneChart | None = None
        self._words: tuple[str, ...] = ()
        self._place: int | None = None
        tell_role()
        self.setAccessibleName(name)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        theme.changed.connect(self._dress)
        self._dress()

    @property
    def chart(self) -> AcneChart | None:
        """What is shown."""
        return self._chart

    def show_chart(self, chart: AcneChart, words: Sequence[str]) -> None:
        """Show another chart; `words` say each of its points."""
        self._chart = chart
        self._words = tuple(words)
        self._place = None
        self.setAccessibleDescription("; ".join(words))
        self.read.emit("")
        self.update()

    def sizeHint(self) -> QSize:
        line_px = self.fontMetrics().height()
        return QSize(30 * line_px, LINES * line_px)

    def minimumSizeHint(self) -> QSize:
        return QSize(12 * self.fontMetrics().height(), self.sizeHint().height())

    def keyPressEvent(self, event: QKeyEvent) -> None:
        last = len(self._words) - 1
        place = last + 1 if self._place is None else self._place
        places: dict[int, int | None] = {
            Qt.Key.Key_Left: max(0, place - 1),
            Qt.Key.Key_Right: min(last, place + 1),
            Qt.Key.Key_Home: 0,
            Qt.Key.Key_End: last,
        }
        if self._place is not None:
            places[Qt.Key.Key_Escape] = None
        if event.key() in places and self._words:
            self._go(places[event.key()])
        else:
            event.ignore()

    def mousePressEvent(self, event: QMouseEvent) -> None:
        if self._chart is not None and self._chart.points:
            plot = self._chart.plot(self._area(), self._unit_px())
            places = [self._chart.place(point, plot) for point in self._chart.points]
            self._go(nearest(places, event.position()))

    def focusInEvent(self, event: QFocusEvent) -> None:
        self.update()
        super().focusInEvent(event)

    def focusOutEvent(self, event: QFocusEvent) -> None:
        self.update()
        super().focusOutEvent(event)

    def paintEvent(self, event: QPaintEvent) -> None:
        if self._chart is None:
            return
        unit_px = self._unit_px()
        with QPainter(self) as painter:
            painter.setRenderHint(QPainter.RenderHint.Antialiasing)
            painter.setFont(self._theme.font(TEXT_FACTOR))
            self._chart.paint(painter, self._area(), theme_ink(self._theme), unit_px)
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.setPen(QPen(self._theme.colours.focus, 2))
            if self._place is not None:
                plot = self._chart.plot(self._area(), unit_px)
                place = self._chart.place(self._chart.points[self._place], plot)
                painter.drawEllipse(place, RING * unit_px, RING * unit_px)
            if self.hasFocus():
                painter.drawRoundedRect(QRectF(self.rect()).adjusted(1, 1, -1, -1), 6, 6)

    def _go(self, place: int | None) -> None:
        self._place = place
        said = "" if place is None else self._words[place]
        self.setAccessibleDescription(said or "; ".join(self._words))
        if said:
            QAccessible.updateAccessibility(QAccessibleAnnouncementEvent(self, said))
        self.read.emit(said)
        self.update()

    def _area(self) -> QRectF:
        return QRectF(self.rect()).adjusted(4, 4, -4, -4)

    def _unit_px(self) -> float:
        return QFontInfo(self._theme.font(TEXT_FACTOR)).pixelSize() / 10

    @Slot()
    def _dress(self) -> None:
        self.setFont(self._theme.font())
        self.updateGeometry()
        self.update()
