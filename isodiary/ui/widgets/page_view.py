"""The true pages on the screen: what is shown is what is printed."""

from __future__ import annotations

from PySide6.QtCore import QRectF, QSize, Qt, Slot
from PySide6.QtGui import QKeyEvent, QPainter, QPaintEvent, QPen, QResizeEvent
from PySide6.QtWidgets import QFrame, QScrollArea, QSizePolicy, QWidget

from isodiary.report.press.leaves import Leaves
from isodiary.ui.theme import Theme
from isodiary.ui.widgets.slim_bar import SlimBar

GAP_PX = 12
SMALLEST_ZOOM, LARGEST_ZOOM = 0.25, 3.0
ZOOM_STEP = 1.15


class PageView(QScrollArea):
    """Pages beneath each other, as wide as there is room or each wholly in sight; + and - zoom."""

    def __init__(
        self,
        theme: Theme,
        parent: QWidget | None = None,
        *,
        name: str = "Pages of the visit report",
    ) -> None:
        super().__init__(parent)
        self._zoom = 1.0
        self._whole = False
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
        if not self.take_key(event.text()):
            super().keyPressEvent(event)

    def take_key(self, key: str) -> bool:
        """Zoom by + or -; return whether it was one of them."""
        steps = {"+": self.zoom_in, "-": self.zoom_out}
        if key in steps:
            steps[key]()
        return key in steps

    @Slot()
    def zoom_in(self) -> None:
        """Make the pages a step larger."""
        self._zoom_by(ZOOM_STEP)

    @Slot()
    def zoom_out(self) -> None:
        """Make the pages a step smaller."""
        self._zoom_by(1 / ZOOM_STEP)

    @Slot()
    def fit_width(self) -> None:
        """Make the pages as wide as there is room."""
        self._zoom, self._whole = 1.0, False
        self._fit()

    @Slot()
    def fit_page(self) -> None:
        """Make a whole page come into sight."""
        self._whole = True
        self._fit()

    def _zoom_by(self, factor: float) -> None:
        zoom = self._paper.width() / self._room_px() * factor
        self._zoom = min(max(zoom, SMALLEST_ZOOM), LARGEST_ZOOM)
        self._whole = False
        self._fit()

    def _fit(self) -> None:
        """Make the pages as wide as wanted; what is in the middle of the view stays there."""
        bar = self.verticalScrollBar()
        before_px = max(1, self._paper.height())
        middle_px = bar.value() + self.viewport().height() / 2
        zoom = self._whole_zoom() if self._whole else self._zoom
        self._paper.set_width(round(self._room_px() * zoom))
        if bar.value():
            middle_px *= self._paper.height() / before_px
            bar.setValue(round(middle_px - self.viewport().height() / 2))

    def _whole_zoom(self) -> float:
        if self._paper.pages is None:
            return 1.0
        size = self._paper.pages.size()
        width_px = (self.viewport().height() - GAP_PX) * size.width() / size.height()
        return max(SMALLEST_ZOOM, min(1.0, width_px / self._room_px()))

    def _room_px(self) -> int:
        return max(120, self.viewport().width() - 2)


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
