"""How widgets stand on a page: in lines that go on, beside or beneath each other, in a scroll.

What is drawn by hand is turned round where the reading goes from right to left.
"""

from __future__ import annotations

from collections.abc import Iterable

from PySide6.QtCore import QMargins, QPoint, QRect, QRectF, QSize, Qt, Slot
from PySide6.QtGui import QKeyEvent, QPainter, QPaintEvent, QPalette, QResizeEvent
from PySide6.QtWidgets import (
    QApplication,
    QBoxLayout,
    QFrame,
    QHBoxLayout,
    QLayout,
    QLayoutItem,
    QScrollArea,
    QScrollBar,
    QSizePolicy,
    QStyle,
    QStyleOptionSlider,
    QVBoxLayout,
    QWidget,
)


class Beside(QWidget):
    """Stands its widgets side by side once each of them has `letters` of width."""

    def __init__(self, letters: int, *, gap_px: int = 12, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._letters = letters
        self._widgets: list[QWidget] = []
        # as in most windows; to turn it once it is laid out would lay out the page again
        self._box = QBoxLayout(QBoxLayout.Direction.LeftToRight, self)
        self._box.setContentsMargins(0, 0, 0, 0)
        self._box.setSpacing(gap_px)

    def add(self, widget: QWidget, stretch: int = 1) -> None:
        """Add a widget at the end."""
        self._widgets.append(widget)
        self._box.addWidget(widget, stretch)

    def remove(self, widget: QWidget) -> None:
        """Take a widget out and let it go."""
        self._widgets.remove(widget)
        self._box.removeWidget(widget)
        widget.hide()
        widget.deleteLater()
        self._turn()

    def share(self, widget: QWidget, stretch: int) -> None:
        """Give a widget another share of the width."""
        self._box.setStretchFactor(widget, stretch)

    def minimumSizeHint(self) -> QSize:
        """Return the room for the widest alone, so that it can be made narrow again."""
        widths = [each.minimumSizeHint().width() for each in self._widgets if not each.isHidden()]
        return QSize(max(widths, default=0), super().minimumSizeHint().height())

    def resizeEvent(self, event: QResizeEvent) -> None:
        self._turn()
        super().resizeEvent(event)

    def _turn(self) -> None:
        letters = self.width() / max(1, self.fontMetrics().averageCharWidth())
        beside = letters >= self._letters * len(self._widgets)
        direction = QBoxLayout.Direction
        self._box.setDirection(direction.LeftToRight if beside else direction.TopToBottom)


class FlowLayout(QLayout):
    """Widgets in a row, at their own size, from the reading side on.

    The first of them takes the room that is left in its row if it is to be `wide_first`.
    """

    def __init__(
        self, parent: QWidget | None = None, *, gap_px: int = 5, wide_first: bool = False
    ) -> None:
        super().__init__(parent)
        self._wide_first = wide_first
        self._items: list[QLayoutItem] = []
        self._gap_px = gap_px
        self._heights: dict[int, int] = {}
        self.setContentsMargins(0, 0, 0, 0)
        if parent is not None:
            policy = QSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Minimum)
            policy.setHeightForWidth(True)
            parent.setSizePolicy(policy)

    def clear(self) -> None:
        """Remove the widgets and let them go."""
        while self._items:
            widget = self._items.pop().widget()
            if widget is not None:
                widget.hide()
                widget.setParent(None)
                widget.deleteLater()
        self.invalidate()

    def addItem(self, item: QLayoutItem) -> None:
        self._items.append(item)

    def count(self) -> int:
        return len(self._items)

    def itemAt(self, index: int) -> QLayoutItem | None:
        return self._items[index] if 0 <= index < len(self._items) else None

    def takeAt(self, index: int) -> QLayoutItem | None:
        return self._items.pop(index) if 0 <= index < len(self._items) else None

    def expandingDirections(self) -> Qt.Orientation:
        return Qt.Orientation(0)

    def hasHeightForWidth(self) -> bool:
        return True

    def heightForWidth(self, width: int) -> int:
        if width not in self._heights:  # Qt asks many times for the same
            self._heights[width] = self._place(QRect(0, 0, width, 0), move=False)
        return self._heights[width]

    def invalidate(self) -> None:
        self._heights.clear()
        super().invalidate()

    def setGeometry(self, rect: QRect) -> None:
        super().setGeometry(rect)
        self._place(rect, move=True)

    def sizeHint(self) -> QSize:
        sizes = [item.sizeHint() for item in self._shown()]
        width_px = sum(size.width() + self._gap_px for size in sizes)
        return QSize(width_px, max((size.height() for size in sizes), default=0))

    def minimumSize(self) -> QSize:
        sizes = [item.minimumSize() for item in self._shown()]
        return QSize(
            max((size.width() for size in sizes), default=0),
            max((size.height() for size in sizes), default=0),
        )

    def _place(self, area: QRect, *, move: bool) -> int:
        """Place the items in rows, each in the middle of its row; return the height they take."""
        top_px = 0
        for row in self._rows(area.width()):
            row_px = max(size.height() for _, size in row)
            left_px = 0
            for item, size in row:
                if move:
                    corner = QPoint(left_px, top_px + (row_px - size.height()) // 2)
                    item.setGeometry(self._mirrored(area, QRect(corner, size)))
                left_px += size.width() + self._gap_px
            top_px += row_px + self._gap_px
        return max(0, top_px - self._gap_px)

    def _rows(self, room_px: int) -> list[list[tuple[QLayoutItem, QSize]]]:
        """Return the items with their sizes, row by row."""
        rows: list[list[tuple[QLayoutItem, QSize]]] = []
        left_px = room_px
        for place, item in enumerate(self._shown()):
            size = item.sizeHint()
            if place == 0 and self._wide_first:
                size.setWidth(self._first_width(room_px))
            if not rows or left_px < size.width():
                rows.append([])
                left_px = room_px
            rows[-1].append((item, size))
            left_px -= size.width() + self._gap_px
        return rows

    def _shown(self) -> list[QLayoutItem]:
        return [item for item in self._items if not item.isEmpty()]

    def _first_width(self, room_px: int) -> int:
        """Return what the others leave of one row, or the whole row if that is too little."""
        first, *others = (item.sizeHint().width() for item in self._shown())
        left_px = room_px - sum(width_px + self._gap_px for width_px in others)
        return left_px if left_px >= first else room_px

    def _mirrored(self, area: QRect, place: QRect) -> QRect:
        widget = self.parentWidget()
        if widget is not None and widget.layoutDirection() is Qt.LayoutDirection.RightToLeft:
            place.moveRight(area.width() - 1 - place.left())
        return place.translated(area.topLeft())


def turned(widget: QWidget, area: QRectF) -> QRectF:
    """Return where an area of a widget stands in its direction of reading."""
    if widget.layoutDirection() is not Qt.LayoutDirection.RightToLeft:
        return area
    return QRectF(widget.width() - area.right(), area.top(), area.width(), area.height())


EXTENT_PX = 12


class SlimBar(QScrollBar):
    """An upright scroll bar: a rounded handle and nothing else."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(Qt.Orientation.Vertical, parent)

    def sizeHint(self) -> QSize:
        return QSize(EXTENT_PX, super().sizeHint().height())

    def paintEvent(self, event: QPaintEvent) -> None:
        if self.minimum() == self.maximum():
            return
        option = QStyleOptionSlider()
        self.initStyleOption(option)
        handle = self.style().subControlRect(
            QStyle.ComplexControl.CC_ScrollBar,
            option,
            QStyle.SubControl.SC_ScrollBarSlider,
            self,
        )
        area = QRectF(handle).adjusted(3, 1, -3, -1)
        role = (
            QPalette.ColorRole.PlaceholderText if self.isSliderDown() else QPalette.ColorRole.Dark
        )
        with QPainter(self) as painter:
            painter.setRenderHint(QPainter.RenderHint.Antialiasing)
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(self.palette().color(role))
            painter.drawRoundedRect(area, area.width() / 2, area.width() / 2)


SPARE_PX = 24


def edges_of_cards(widget: QWidget) -> QMargins:
    """Return margins that give what stands above or below a sheet the edges of its cards."""
    edge_px = widget.style().pixelMetric(QStyle.PixelMetric.PM_LayoutLeftMargin)
    return QMargins(edge_px, 0, edge_px + EXTENT_PX, 0)


def as_wide_as_cards(widget: QWidget) -> QHBoxLayout:
    """Return a row with the edges of the cards of the pages."""
    row = QHBoxLayout()
    row.setContentsMargins(edges_of_cards(widget))
    row.addWidget(widget)
    return row


class Scroll(QScrollArea):
    """Shows one widget in its full width; what gets the focus comes into sight.

    With `keep_width` it is never made narrower than the widget can be.
    """

    def __init__(
        self, content: QWidget, *, keep_width: bool = False, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self._keep_width = keep_width
        self.setVerticalScrollBar(SlimBar())
        self.setWidget(content)
        for each in (content, self.viewport()):
            each.setAutoFillBackground(False)
        self.setWidgetResizable(True)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        application = QApplication.instance()
        assert isinstance(application, QApplication)
        application.focusChanged.connect(self._follow)

    def minimumSizeHint(self) -> QSize:
        hint, content = super().minimumSizeHint(), self.widget()
        if self._keep_width and content is not None:
            hint.setWidth(content.minimumSizeHint().width() + EXTENT_PX)
        return hint

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Keep in sight what has the focus, as a line above or below takes some of the height."""
        super().resizeEvent(event)
        if event.size().height() < event.oldSize().height():
            self._follow(None, QApplication.focusWidget())

    def keyPressEvent(self, event: QKeyEvent) -> None:
        bar = self.verticalScrollBar()
        steps = {Qt.Key.Key_PageDown: bar.pageStep(), Qt.Key.Key_PageUp: -bar.pageStep()}
        if event.key() in steps:
            bar.setValue(bar.value() + steps[Qt.Key(event.key())])
        else:
            event.ignore()

    @Slot(QWidget, QWidget)
    def _follow(self, before: QWidget | None, after: QWidget | None) -> None:
        content = self.widget()
        if after is not None and content is not None and content.isAncestorOf(after):
            self.ensureWidgetVisible(after, 0, SPARE_PX)


GAP_PX = 12


class Pile(QWidget):
    """Widgets below each other that are replaced together."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._body = QVBoxLayout(self)
        self._body.setContentsMargins(0, 0, 0, 0)
        self._body.setSpacing(GAP_PX)

    def fill(self, widgets: Iterable[QWidget]) -> None:
        """Show `widgets` instead of those before, which are let go."""
        while (item := self._body.takeAt(0)) is not None:
            if (widget := item.widget()) is not None:
                widget.hide()
                widget.deleteLater()
        for widget in widgets:
            self._body.addWidget(widget)
            widget.show()  # the layout alone would do so only later, after a flicker
        self.setVisible(self._body.count() > 0)


class Cards(QWidget):
    """Widgets below each other; the page keys and the arrows that no widget wants scroll it.

    Attributes:
        area: What scrolls.
    """

    def __init__(self, widgets: Iterable[QWidget], parent: QWidget | None = None) -> None:
        super().__init__(parent)
        content = QWidget()
        body = QVBoxLayout(content)
        body.setSpacing(GAP_PX)
        for widget in widgets:
            body.addWidget(widget)
        body.addStretch(1)
        self.area = Scroll(content)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.addWidget(self.area)
        self._body = body

    def show_widget(self, widget: QWidget) -> None:
        """Scroll until `widget` is in sight."""
        self._body.activate()  # a widget that was hidden has no place yet
        self.area.ensureWidgetVisible(widget, 0, GAP_PX)

    def to_top(self) -> None:
        """Scroll to the beginning."""
        self.area.verticalScrollBar().setValue(0)

    def scroll_by(self, event: QKeyEvent) -> bool:
        """Scroll as a key asks; return whether it did."""
        bar = self.area.verticalScrollBar()
        steps = {
            Qt.Key.Key_PageDown: bar.pageStep(),
            Qt.Key.Key_PageUp: -bar.pageStep(),
            Qt.Key.Key_Down: bar.singleStep(),
            Qt.Key.Key_Up: -bar.singleStep(),
            Qt.Key.Key_Home: -bar.maximum(),
            Qt.Key.Key_End: bar.maximum(),
        }
        step = steps.get(Qt.Key(event.key()))
        if step is None:
            return False
        bar.setValue(bar.value() + step)
        return True

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if not self.scroll_by(event):
            super().keyPressEvent(event)
