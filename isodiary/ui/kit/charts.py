"""A chart over days on the screen: a cursor that reads values out, days to choose, a way to save.

It is drawn in the colours of the theme, and tells screen readers that it is a chart.
"""

from __future__ import annotations

from datetime import date
from functools import cache, partial

from PySide6.QtCore import QLineF, QObject, QPointF, QRectF, QSize, Qt, Signal, Slot
from PySide6.QtGui import (
    QAccessible,
    QAccessibleAnnouncementEvent,
    QAccessibleInterface,
    QFontInfo,
    QGuiApplication,
    QImage,
    QPainter,
    QPaintEvent,
    QPen,
    QPixmap,
)
from PySide6.QtWidgets import QAccessibleWidget, QSizePolicy, QWidget
from shiboken6 import isValid

from isodiary.domain.day import ONE_DAY
from isodiary.domain.period import Period
from isodiary.language import _, marked
from isodiary.report.charts.day_chart import DayChart, picture, save_picture, save_text
from isodiary.report.charts.pencil import Ink
from isodiary.ui.kit.day_cursor import DayCursor
from isodiary.ui.kit.files import FileSaving
from isodiary.ui.look.theme import Theme
from isodiary.ui.tools import Tools

PICTURES = marked("Drawing (*.svg);;Picture (*.png)")
NUMBERS = marked("CSV (*.csv)")


class ChartOutput(FileSaving):
    """Copies and saves a chart and its numbers."""

    def __init__(self, tools: Tools, widget: QWidget) -> None:
        super().__init__(tools, widget, _("isodiary trends"))

    def copy_picture(self, chart: DayChart, title: str) -> None:
        """Put a picture of the chart on the clipboard."""
        self.copy_image(picture(chart, title))

    def copy_image(self, image: QImage) -> None:
        """Put a picture on the clipboard."""
        QGuiApplication.clipboard().setImage(image)
        self.told.emit(_("The chart was copied as a picture."))

    def copy_text(self, text: str) -> None:
        """Put the chart's numbers on the clipboard."""
        QGuiApplication.clipboard().setText(text)
        self.told.emit(_("The chart’s numbers were copied as CSV."))

    def save_picture(self, chart: DayChart, title: str) -> None:
        """Ask for a file, and save the chart in it."""
        self.save(_("Save the chart"), _(PICTURES), partial(save_picture, chart, title))

    def save_text(self, text: str) -> None:
        """Ask for a file, and save the chart's numbers in it."""
        self.save(_("Save the chart’s numbers"), _(NUMBERS), partial(save_text, text))


def theme_ink(theme: Theme) -> Ink:
    """Return what charts are drawn with on a card of the screen."""
    colours = theme.colours
    return Ink(
        text=colours.text,
        muted=colours.muted,
        grid=colours.line,
        dose=colours.bar,
        fill=colours.accent_fill,
        lines=(colours.spark, colours.text, colours.quiet_bar, colours.warning),
    )


@cache
def tell_role() -> None:
    """Give every `ChartView` the role of a chart, from now on."""
    QAccessible.installFactory(_Factory().make)


class _Factory:
    def __init__(self) -> None:
        self._made: list[QAccessibleInterface] = []

    def make(self, name: str, widget: QObject) -> QAccessibleInterface | None:
        """Return what a screen reader is to ask; Qt lets go of it with the widget."""
        if not isinstance(widget, QWidget) or not name.endswith("ChartView"):
            return None
        self._made = [made for made in self._made if isValid(made)]
        made = QAccessibleWidget(widget, QAccessible.Role.Chart, widget.accessibleName())
        self._made.append(made)  # Python would otherwise delete it under Qt's hands
        return made


TEXT_FACTOR = 0.85
"""The text of a chart as a multiple of running text."""


class ChartView(DayCursor):
    """Shows a `DayChart`; one stop of the Tab key.

    Signals:
        read: The values under the cursor in words, or "" where there is no cursor.
    """

    read = Signal(str)

    def __init__(
        self, theme: Theme, name: str, *, lines: float = 17, parent: QWidget | None = None
    ) -> None:
        """Args: `name` is what a screen reader calls it, `lines` its height in lines of text."""
        super().__init__(parent)
        self._theme = theme
        self._lines = lines
        self._chart: DayChart | None = None
        self._picture = QPixmap()
        tell_role()
        self.setAccessibleName(name)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setMouseTracking(True)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        theme.changed.connect(self._dress)
        self._dress()

    @property
    def chart(self) -> DayChart | None:
        """What is shown."""
        return self._chart

    @property
    def unit_px(self) -> float:
        """How long a unit of the chart is."""
        return QFontInfo(self._theme.font(TEXT_FACTOR)).pixelSize() / 10

    def show_chart(self, chart: DayChart | None) -> None:
        """Show another chart; the cursor stays on its day where that is still shown."""
        self._chart = chart
        self._keep_cursor()
        self._draw_again()
        self._tell(aloud=False)

    def sizeHint(self) -> QSize:
        line_px = self.fontMetrics().height()
        return QSize(40 * line_px, round(self._lines * line_px))

    def minimumSizeHint(self) -> QSize:
        return QSize(14 * self.fontMetrics().height(), self.sizeHint().height())

    def paintEvent(self, event: QPaintEvent) -> None:
        if self._chart is None:
            return
        with QPainter(self) as painter:
            painter.drawPixmap(0, 0, self._drawn(self._chart))
            painter.setRenderHint(QPainter.RenderHint.Antialiasing)
            if self._cursor is not None:
                self._paint_cursor(painter, self._cursor)
            if self.hasFocus():
                painter.setPen(QPen(self._theme.colours.focus, 2))
                painter.drawRoundedRect(QRectF(self.rect()).adjusted(1, 1, -1, -1), 6, 6)

    def _drawn(self, chart: DayChart) -> QPixmap:
        """Return the chart's picture; it is drawn anew only where it has changed."""
        ratio = self.devicePixelRatioF()
        size = self.size() * ratio
        if self._picture.size() != size or self._picture.devicePixelRatio() != ratio:
            self._picture = QPixmap(size)
            self._picture.setDevicePixelRatio(ratio)
            self._picture.fill(Qt.GlobalColor.transparent)
            with QPainter(self._picture) as painter:
                painter.setFont(self._theme.font(TEXT_FACTOR))
                chart.paint(painter, self._area(), theme_ink(self._theme), self.unit_px)
        return self._picture

    def _paint_cursor(self, painter: QPainter, day: date) -> None:
        plot = self._plot()
        middle = (self._x(day) + self._x(day + ONE_DAY)) / 2
        painter.setPen(QPen(self._theme.colours.accent, 1.5))
        painter.drawLine(QLineF(middle, plot.top(), middle, plot.bottom()))
        painter.setBrush(self._theme.colours.accent)
        size = 4 * self.unit_px
        tip = QPointF(middle, plot.top())
        wings = [tip, tip + QPointF(-size, -size), tip + QPointF(size, -size)]
        painter.drawPolygon(wings)
        painter.setBrush(Qt.BrushStyle.NoBrush)

    def _area(self) -> QRectF:
        return QRectF(self.rect()).adjusted(4, 4, -4, -4)

    def _plot(self) -> QRectF:
        assert self._chart is not None
        return self._chart.plot(self._area(), self.unit_px)

    def _x(self, day: date) -> float:
        assert self._chart is not None
        plot = self._plot()
        days = (self._chart.last - self._chart.first).days + 1
        return plot.left() + plot.width() * (day - self._chart.first).days / days

    def _days(self) -> Period | None:
        return Period(first=self._chart.first, last=self._chart.last) if self._chart else None

    def _place(self, x_px: float) -> float:
        assert self._chart is not None
        plot = self._plot()
        days = (self._chart.last - self._chart.first).days + 1
        return (x_px - plot.left()) / max(1.0, plot.width()) * days

    def _move(self, day: date | None, *, choose: bool = False) -> None:
        super()._move(day, choose=choose)
        self._tell(aloud=True)

    def _tell(self, *, aloud: bool) -> None:
        """Say the values under the cursor, to the eye and to a screen reader."""
        said = self._values()
        whole = self._chart.description if self._chart is not None else ""
        self.setAccessibleDescription(said or whole)
        if aloud and said:
            QAccessible.updateAccessibility(QAccessibleAnnouncementEvent(self, said))
        self.read.emit(said)

    def _values(self) -> str:
        if self._chart is None or self._cursor is None:
            return ""
        return self._chart.values_on(self._cursor)

    @Slot()
    def _dress(self) -> None:
        self.setFont(self._theme.font())
        self.updateGeometry()
        self._draw_again()

    def _draw_again(self) -> None:
        self._picture = QPixmap()
        self.update()
