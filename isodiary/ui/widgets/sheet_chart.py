"""The chart of the visit sheet on the screen: the same drawing in the colours of the theme."""

from __future__ import annotations

from PySide6.QtCore import QRectF, QSize, Slot
from PySide6.QtGui import QFontInfo, QPainter, QPaintEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

from isodiary.report.charts.course_chart import CourseChart
from isodiary.report.charts.course_data import paint_course_chart
from isodiary.ui.theme import Theme
from isodiary.ui.widgets.chart_ink import theme_ink

TEXT_FACTOR = 0.85
"""The text of a chart as a multiple of running text."""

LINES = 13
"""Height in lines of text."""


class SheetChart(QWidget):
    """Shows a `CourseChart`; its description is what a screen reader tells."""

    def __init__(self, theme: Theme, chart: CourseChart, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme = theme
        self._chart = chart
        self.setAccessibleName(chart.description)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        theme.changed.connect(self._dress)
        self._dress()

    def sizeHint(self) -> QSize:
        line_px = self.fontMetrics().height()
        return QSize(30 * line_px, LINES * line_px)

    def minimumSizeHint(self) -> QSize:
        return QSize(120, self.sizeHint().height())

    def paintEvent(self, event: QPaintEvent) -> None:
        unit_px = QFontInfo(self.font()).pixelSize() / 10
        with QPainter(self) as painter:
            painter.setRenderHint(QPainter.RenderHint.Antialiasing)
            painter.setFont(self.font())
            ink = theme_ink(self._theme)
            paint_course_chart(painter, QRectF(self.rect()), self._chart, ink, unit_px)

    @Slot()
    def _dress(self) -> None:
        self.setFont(self._theme.font(TEXT_FACTOR))
        self.updateGeometry()
        self.update()
