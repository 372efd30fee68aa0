"""The true pages on the screen: what is shown is what is printed."""

from __future__ import annotations

from PySide6.QtCore import QRectF, QSize, Qt
from PySide6.QtGui import QKeyEvent, QPainter, QPaintEvent, QPen, QResizeEvent
from PySide6.QtWidgets import QFrame, QScrollArea, QSizePolicy, QWidget

from isodiary.report.leaves import Leaves
from isodiary.ui.theme import Theme
from isodiary.ui.widgets.slim_bar import SlimBar

GAP_PX = 12
SMALLEST_ZOOM, LARGEST_ZOOM = 0.25, 3.0
ZOOM_STEP = 1.15


class PageView(QScrollArea):
    """Pages beneath each other, as wide as there is room; + and - zoom."""

    def __init__(
        self,
        theme: Theme,
        parent: QWidget | None = None,
        *,
        name: str = "Pages of the visit report",
    ) -> None:
        super().__init__(parent)
        self._zoom = 1.0
        self._paper = _Paper(theme)
        self.setVerticalScrollBar(SlimBar())
        self.setWidget(self._paper)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setAlignment(Qt.AlignmentFlag.AlignHCenter)
        self.setAccessibleName(name)

    def show_pages(self, pages: Leaves | None) -> None:
        """Show these pages; None shows nothing."""
        self._paper.pages = pages
        self._fit()
        self._paper.update()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._fit()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        steps = {"+": ZOOM_STEP, "-": 1 / ZOOM_STEP}
        if event.text() in steps:
            zoom = self._zoom * steps[event.text()]
            self._zoom = min(max(zoom, SMALLEST_ZOOM), LARGEST_ZOOM)
            self._fit()
        else:
            super().keyPressEvent(event)

    def _fit(self) -> None:
        room_px = max(120, self.viewport().width() - 2)
        self._paper.set_width(round(room_px * self._zoom))


class _Paper(QWidget):
    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self._theme = theme
        self.pages: Leaves | None = None
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        theme.changed.connect(self.update)

    def set_width(self, width_px: int) -> None:
        """Make the pages so wide."""
        height_px = 0
        if self.pages is not None:
            page_px = self._page_height(width_px)
            height_px = round((page_px + GAP_PX) * self.pages.count)
        self.resize(QSize(width_px, height_px))

    def paintEvent(self, event: QPaintEvent) -> None:
        if self.pages is None:
            return
        height_px = self._page_height(self.width())
        with QPainter(self) as painter:
            painter.setRenderHint(QPainter.RenderHint.Antialiasing)
            for page in range(self.pages.count):
                area = QRectF(0.5, page * (height_px + GAP_PX) + 0.5, self.width() - 1, height_px)
                if area.intersects(QRectF(event.rect())):
                    self._paint_page(painter, area, page)

    def _paint_page(self, painter: QPainter, area: QRectF, page: int) -> None:
        assert self.pages is not None
        painter.fillRect(area, Qt.GlobalColor.white)
        painter.save()
        painter.translate(area.topLeft())
        scale = area.width() / self.pages.size().width()
        painter.scale(scale, scale)
        self.pages.paint(painter, page)
        painter.restore()
        painter.setPen(QPen(self._theme.colours.line, 1))
        painter.setBrush(Qt.BrushStyle.NoBrush)
        painter.drawRect(area)

    def _page_height(self, width_px: int) -> float:
        assert self.pages is not None
        size = self.pages.size()
        return width_px * size.height() / size.width()
