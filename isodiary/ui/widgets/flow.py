"""A layout that goes on in the next line where a row is full."""

from __future__ import annotations

from PySide6.QtCore import QPoint, QRect, QSize, Qt
from PySide6.QtWidgets import QLayout, QLayoutItem, QSizePolicy, QWidget


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
