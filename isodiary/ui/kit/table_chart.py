"""The table-chart on the screen: as wide as there is room, as high as its rows make it."""

from __future__ import annotations

from typing import ClassVar

from PySide6.QtCore import QPointF, QSize, Qt, Slot
from PySide6.QtGui import QFontInfo, QPainter, QPaintEvent, QPixmap
from PySide6.QtWidgets import QSizePolicy, QWidget

from isodiary.report.table_chart.layout import LegendPlace, height_of, laid_out
from isodiary.report.table_chart.marks import Drawing
from isodiary.report.table_chart.paint import TableInk, paint_table_chart
from isodiary.report.table_chart.rows import ChartRows
from isodiary.ui.kit.charts import tell_role
from isodiary.ui.kit.day_cursor import DayCursor
from isodiary.ui.look.theme import Theme

EDGE_PX = 6
NAME_UNITS = 3.0
NAME_FACTOR = 0.93
"""The names of rows as a multiple of running text; they are three units high."""

NARROWEST = 60


def table_ink(theme: Theme) -> TableInk:
    """Return the colours of the table-chart on a card of the screen."""
    colours = theme.colours
    return TableInk(
        text=colours.text,
        grey=colours.muted,
        rule=colours.line,
        ground=colours.lane,
        taken=colours.taken,
        white=colours.surface,
        dots=colours.muted,
        outline=colours.accent,
        axis=colours.muted,
        visit=colours.text,
        old_visit=colours.outline,
        hatch=colours.disabled,
        none=colours.tick,
        mild=colours.mild_fill,
        moderate=colours.moderate_fill,
        severe=colours.severe_fill,
        cap=colours.bar_edge,
        sign=colours.warning_text,
        on_sign=colours.surface,
    )


def unit_px_of(theme: Theme) -> float:
    """Return how many pixels a unit of the table-chart is: four at the usual text size."""
    return QFontInfo(theme.font()).pixelSize() * NAME_FACTOR / NAME_UNITS


class TableChartDrawing:
    """Lays rows out to the width of a widget, and paints them; again only where that changes."""

    def __init__(self, theme: Theme, legend: LegendPlace) -> None:
        self._theme = theme
        self._legend = legend
        self._rows: ChartRows | None = None
        self._held: tuple[float, Drawing] | None = None
        self._picture = QPixmap()

    def show(self, rows: ChartRows | None) -> None:
        """Show other rows; what is painted stays where they are the same."""
        if rows != self._rows:
            self._rows = rows
            self.forget()

    def forget(self) -> None:
        """Lay it out again the next time."""
        self._held = None
        self._picture = QPixmap()

    @property
    def rows(self) -> ChartRows | None:
        """What is shown."""
        return self._rows

    @property
    def unit_px(self) -> float:
        """How many pixels a unit is."""
        return unit_px_of(self._theme)

    def drawing(self, width_px: float) -> Drawing | None:
        """Return it laid out to a width, its edges included."""
        if self._rows is None:
            return None
        width = self._width(width_px)
        if self._held is None or self._held[0] != width:
            self._held = width, laid_out(self._rows, width, legend=self._legend)
        return self._held[1]

    def _width(self, width_px: float) -> float:
        return max(NARROWEST, (width_px - 2 * EDGE_PX) / self.unit_px)

    def height_px(self, width_px: float) -> int:
        """Return how high it is in a width, its edges included."""
        if self._rows is None:
            return 2 * EDGE_PX
        tall = height_of(self._rows, self._width(width_px), legend=self._legend)
        return round(tall * self.unit_px) + 2 * EDGE_PX

    def picture(self, size: QSize, ratio: float) -> QPixmap:
        """Return it painted for a widget of that size, on a screen of that ratio."""
        drawing, wanted = self.drawing(size.width()), size * ratio
        if self._picture.size() != wanted or self._picture.devicePixelRatio() != ratio:
            self._picture = QPixmap(wanted)
            self._picture.setDevicePixelRatio(ratio)
            self._picture.fill(Qt.GlobalColor.transparent)
            if drawing is not None:
                with QPainter(self._picture) as painter:
                    paint_table_chart(
                        painter,
                        drawing,
                        table_ink(self._theme),
                        at=QPointF(EDGE_PX, EDGE_PX),
                        unit_px=self.unit_px,
                        snap=True,
                    )
        return self._picture


class TableChart(DayCursor):
    """Has `ChartRows` laid out to its width, and is as high as they are then.

    Attributes:
        usual_units: How wide it would like to be.
    """

    usual_units: ClassVar[int]

    def __init__(self, theme: Theme, name: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme = theme
        self._drawing = TableChartDrawing(theme, LegendPlace.BELOW)
        tell_role()
        self.setAccessibleName(name)
        policy = QSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Minimum)
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)
        theme.changed.connect(self._dress)

    @property
    def rows(self) -> ChartRows | None:
        """What is shown."""
        return self._drawing.rows

    def hasHeightForWidth(self) -> bool:
        return True

    def heightForWidth(self, width_px: int) -> int:
        return self._drawing.height_px(width_px)

    def sizeHint(self) -> QSize:
        width = round(self.usual_units * self._drawing.unit_px)
        return QSize(width, self.heightForWidth(width))

    def minimumSizeHint(self) -> QSize:
        return QSize(round(NARROWEST * self._drawing.unit_px) + 2 * EDGE_PX, 80)

    @Slot()
    def _dress(self) -> None:
        self._drawing.forget()
        self.updateGeometry()
        self.update()


class StillChartView(TableChart):
    """Shows rows and nothing more; their description is what a screen reader tells."""

    usual_units = 150

    def __init__(self, theme: Theme, rows: ChartRows, parent: QWidget | None = None) -> None:
        super().__init__(theme, rows.description, parent)
        self._drawing.show(rows)

    def show_rows(self, rows: ChartRows) -> None:
        """Show others."""
        self.setAccessibleName(rows.description)
        self._drawing.show(rows)
        self.updateGeometry()
        self.update()

    def paintEvent(self, event: QPaintEvent) -> None:
        with QPainter(self) as painter:
            painter.drawPixmap(0, 0, self._drawing.picture(self.size(), self.devicePixelRatioF()))
