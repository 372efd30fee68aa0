"""A list of short entries, each a heading with lines below it, as high as its entries."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from PySide6.QtCore import (
    QModelIndex,
    QPersistentModelIndex,
    QPointF,
    QRect,
    QSize,
    Qt,
    Signal,
    Slot,
)
from PySide6.QtGui import (
    QAction,
    QFont,
    QFontMetrics,
    QGuiApplication,
    QKeyEvent,
    QKeySequence,
    QPainter,
    QPen,
    QResizeEvent,
)
from PySide6.QtWidgets import (
    QAbstractItemView,
    QFrame,
    QListWidget,
    QListWidgetItem,
    QSizePolicy,
    QStyle,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QWidget,
)

from isodiary.ui.kit.layouts import SlimBar
from isodiary.ui.look.theme import Theme

Index = QModelIndex | QPersistentModelIndex
DETAILS = Qt.ItemDataRole.UserRole
STRONG = Qt.ItemDataRole.UserRole + 1
PAD_PX = 8
MOST_LINES = 18
"""A longer list scrolls by itself."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Line:
    """One entry of the list.

    Attributes:
        entry: What it stands for.
        heading: Its first line.
        details: The lines below it.
        strong: Whether it stands out, by weight and by a bar at its side.
    """

    entry: object
    heading: str
    details: Sequence[str] = ()
    strong: bool = False


class RowList(QListWidget):
    """A list of rows.

    Signals:
        remove_asked: Delete was pressed on the entry of a row.
        open_asked: Enter was pressed on it, or it was clicked twice.
    """

    remove_asked = Signal(object)
    open_asked = Signal(object)

    def __init__(self, theme: Theme, name: str, remove: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme = theme
        self._rows: list[Line] = []
        self.setAccessibleName(name)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setResizeMode(QListWidget.ResizeMode.Adjust)
        self.setVerticalScrollBar(SlimBar())
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.setItemDelegate(_RowDelegate(theme, self))
        self.remove_action = QAction(remove, self)
        self.remove_action.setShortcut(QKeySequence(Qt.Key.Key_Delete))
        self.remove_action.setShortcutContext(Qt.ShortcutContext.WidgetShortcut)
        self.remove_action.triggered.connect(self.ask_remove)
        self.addAction(self.remove_action)
        self.itemDoubleClicked.connect(self.ask_open)
        theme.changed.connect(self._dress)
        self._dress()

    @property
    def entry(self) -> object | None:
        """What the current row stands for."""
        place = self.currentRow()
        return self._rows[place].entry if 0 <= place < len(self._rows) else None

    def menu_entry(self, place: QPointF | None) -> tuple[object, date | None]:
        """Return the entry of the row at a place, which becomes the current one."""
        item = self.itemAt(place.toPoint()) if place is not None else self.currentItem()
        if item is None:
            return None, None
        self.setCurrentItem(item)
        return self.entry, None

    def fill(self, rows: Sequence[Line]) -> None:
        """Show `rows`; the current one stays current."""
        if list(rows) == self._rows:
            return
        place = self.currentRow()
        self._rows = list(rows)
        self.clear()
        for row in rows:
            item = QListWidgetItem(row.heading)
            item.setData(DETAILS, "\n".join(row.details))
            item.setData(STRONG, row.strong)
            item.setData(Qt.ItemDataRole.AccessibleTextRole, ". ".join((row.heading, *row.details)))
            self.addItem(item)
        self.setCurrentRow(min(max(place, 0), len(rows) - 1))
        self.updateGeometry()

    def sizeHint(self) -> QSize:
        height_px = sum(self.sizeHintForRow(place) for place in range(self.count()))
        most_px = MOST_LINES * self.fontMetrics().lineSpacing()
        return QSize(200, min(height_px, most_px) + 2 * self.frameWidth())

    def minimumSizeHint(self) -> QSize:
        return QSize(80, self.sizeHint().height())

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        if event.size().width() != event.oldSize().width():
            self.scheduleDelayedItemsLayout()
            self.updateGeometry()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in {Qt.Key.Key_Return, Qt.Key.Key_Enter}:
            self.ask_open()
        elif event.matches(QKeySequence.StandardKey.Copy) and self.currentItem():
            said = self.currentItem().data(Qt.ItemDataRole.AccessibleTextRole)
            QGuiApplication.clipboard().setText(str(said))
        else:
            super().keyPressEvent(event)

    @Slot()
    def ask_remove(self) -> None:
        """Ask to remove the entry of the current row, if there is one."""
        if self.entry is not None:
            self.remove_asked.emit(self.entry)

    @Slot()
    def ask_open(self) -> None:
        """Ask to open the entry of the current row, if there is one."""
        if self.entry is not None:
            self.open_asked.emit(self.entry)

    @Slot()
    def _dress(self) -> None:
        self.setFont(self._theme.font())
        self.scheduleDelayedItemsLayout()
        self.updateGeometry()


class _RowDelegate(QStyledItemDelegate):
    """Paints a heading, and its lines below it; both as they were typed."""

    def __init__(self, theme: Theme, view: RowList) -> None:
        super().__init__(view)
        self._theme = theme
        self._view = view

    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:
        heading, details = self._boxes(QRect(0, 0, self._view.viewport().width(), 0), index)
        return QSize(heading.width(), details.bottom() + PAD_PX)

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        colours = self._theme.colours
        area: QRect = option.rect
        heading, details = self._boxes(area, index)
        focused = bool(option.state & QStyle.StateFlag.State_HasFocus)
        painter.save()
        if focused or self._chosen(option):
            painter.fillRect(area, colours.chip_fill)
        if index.data(STRONG):
            painter.fillRect(area.adjusted(0, 3, 4 - area.width(), -3), colours.accent)
        if focused:
            painter.setPen(QPen(colours.focus, 2))
            painter.drawRect(area.adjusted(1, 1, -1, -1))
        painter.setPen(colours.text)
        painter.setFont(self._font(index))
        painter.drawText(heading, _WRAPPED, index.data())
        painter.setPen(colours.muted if not focused else colours.text)
        painter.setFont(self._theme.font(0.93))
        painter.drawText(details, _WRAPPED, index.data(DETAILS))
        painter.restore()

    def _chosen(self, option: QStyleOptionViewItem) -> bool:
        selected = bool(option.state & QStyle.StateFlag.State_Selected)
        return selected and self._view.hasFocus()

    def _font(self, index: Index) -> QFont:
        weight = QFont.Weight.DemiBold if index.data(STRONG) else QFont.Weight.Normal
        return self._theme.font(1.0, weight)

    def _boxes(self, area: QRect, index: Index) -> tuple[QRect, QRect]:
        """Return where the heading and the lines stand in `area`, as high as they need."""
        inner = area.adjusted(PAD_PX + 4, PAD_PX // 2 + 2, -PAD_PX, 0)
        heading = _box(self._font(index), inner, index.data())
        below = QRect(inner.left(), heading.bottom() + 2, inner.width(), 0)
        return heading, _box(self._theme.font(0.93), below, index.data(DETAILS))


_WRAPPED = Qt.TextFlag.TextWordWrap | Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignTop


def _box(font: QFont, area: QRect, text: str) -> QRect:
    if not text:
        return QRect(area.topLeft(), QSize(area.width(), 0))
    room = QRect(area.left(), area.top(), max(area.width(), 1), 10_000)
    height_px = QFontMetrics(font).boundingRect(room, int(_WRAPPED), text).height()
    return QRect(area.topLeft(), QSize(area.width(), height_px))
