"""A list of entries under headings: the day's, those found, those that happened to one.

One row of a list of entries, and how it is painted.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from PySide6.QtCore import (
    QAbstractListModel,
    QModelIndex,
    QObject,
    QPersistentModelIndex,
    QPoint,
    QRect,
    QSize,
    Qt,
    Signal,
    Slot,
)
from PySide6.QtGui import QColor, QFont, QFontMetrics, QKeyEvent, QPainter, QPen, QResizeEvent
from PySide6.QtWidgets import (
    QFrame,
    QListView,
    QStyle,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QWidget,
)

from isodiary.domain.values import dataclass
from isodiary.ui.kit.layouts import SlimBar
from isodiary.ui.look.theme import Theme

Index = QModelIndex | QPersistentModelIndex
Role = Qt.ItemDataRole
WRAP = Qt.TextFlag.TextWordWrap | Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignTop
MIRRORED_WRAP = (
    Qt.TextFlag.TextWordWrap
    | Qt.AlignmentFlag.AlignRight
    | Qt.AlignmentFlag.AlignAbsolute
    | Qt.AlignmentFlag.AlignTop
)
TALLEST_PX = 10_000


@dataclass(frozen=True, slots=True, kw_only=True)
class Row:
    """One row.

    Attributes:
        title: Its first line.
        detail: What stands beneath, wrapped; may be empty.
        badges: Short words in small frames beside the title.
        key: What the row stands for; None for a heading, which cannot be chosen.
    """

    title: str
    detail: str = ""
    badges: tuple[str, ...] = ()
    key: object = None

    @property
    def spoken(self) -> str:
        """The row in one sentence."""
        return ", ".join(part for part in (self.title, self.detail, *self.badges) if part)


class RowPainter(QStyledItemDelegate):
    """Paints a row as a title with badges and lines beneath."""

    def __init__(self, theme: Theme, view: QListView) -> None:
        super().__init__(view)
        self._theme = theme
        self._view = view

    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:
        row: Row = index.data(Role.UserRole)
        width_px = self._view.viewport().width()
        title, detail = self._places(row, QRect(0, 0, width_px, 0))
        bottom_px = detail.bottom() if row.detail else title.bottom()
        return QSize(width_px, bottom_px + self._pad_px())

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        row: Row = index.data(Role.UserRole)
        area = QRect(option.rect)
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        if row.key is not None and option.state & QStyle.StateFlag.State_Selected:
            self._paint_chosen(painter, area)
        title, detail = self._places(row, area)
        colours = self._theme.colours
        self._write(painter, title, row.title, self._title_font(row), self._ink(row))
        self._write(painter, detail, row.detail, self._detail_font(), colours.muted)
        self._paint_badges(painter, row, title, area)
        painter.restore()

    def _paint_chosen(self, painter: QPainter, area: QRect) -> None:
        colours = self._theme.colours
        focused = self._view.hasFocus()
        painter.setBrush(colours.accent_fill)
        painter.setPen(QPen(colours.focus, 2) if focused else Qt.PenStyle.NoPen)
        painter.drawRoundedRect(area.adjusted(1, 1, -1, -1), 6, 6)

    def _paint_badges(self, painter: QPainter, row: Row, title: QRect, area: QRect) -> None:
        painter.setFont(self._theme.font(0.8))
        height_px = QFontMetrics(self._theme.font()).height() - 1
        left_px = title.left() if self._mirrored else title.right() + 6
        for badge in row.badges:
            width_px = self._badge_px(badge)
            if self._mirrored:
                left_px -= width_px + 6
            frame = QRect(left_px, title.top() + 1, width_px, height_px)
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.setPen(QPen(self._theme.colours.outline, 1))
            painter.drawRoundedRect(frame, 4, 4)
            painter.setPen(self._theme.colours.muted)
            painter.drawText(frame, Qt.AlignmentFlag.AlignCenter, badge)
            if not self._mirrored:
                left_px += width_px + 6

    def _write(
        self, painter: QPainter, area: QRect, words: str, font: QFont, colour: QColor
    ) -> None:
        painter.setFont(font)
        painter.setPen(colour)
        # the direction is that of the words: in English "10 mg" begins with its number everywhere
        painter.setLayoutDirection(Qt.LayoutDirection.LayoutDirectionAuto)
        painter.drawText(area, MIRRORED_WRAP if self._mirrored else WRAP, words)

    def _ink(self, row: Row) -> QColor:
        colours = self._theme.colours
        return colours.muted if row.key is None else colours.text

    def _places(self, row: Row, area: QRect) -> tuple[QRect, QRect]:
        """Return where title and detail of a row stand, as high as they need."""
        pad_px = self._pad_px()
        badges_px = sum(self._badge_px(badge) + 6 for badge in row.badges)
        width_px = max(20, area.width() - 2 * pad_px)
        left_px = area.left() + pad_px
        top_px = area.top() + (pad_px * 2 if row.key is None else pad_px)
        title = self._fitted(self._title_font(row), row.title, width_px - badges_px)
        title.moveTo(left_px, top_px)
        if self._mirrored:
            title.moveRight(left_px + width_px)
        detail = self._fitted(self._detail_font(), row.detail, width_px)
        detail.setWidth(width_px)
        detail.moveTo(left_px, title.bottom() + 2)
        return title, detail

    def _fitted(self, font: QFont, words: str, width_px: int) -> QRect:
        if not words:
            return QRect(0, 0, width_px, 0)
        room = QRect(0, 0, max(20, width_px), TALLEST_PX)
        needed = QFontMetrics(font).boundingRect(room, int(WRAP), words)
        return QRect(0, 0, needed.width() + 1, needed.height())

    def _badge_px(self, badge: str) -> int:
        return QFontMetrics(self._theme.font(0.8)).horizontalAdvance(badge) + 10

    def _title_font(self, row: Row) -> QFont:
        if row.key is None:
            return self._theme.font(0.9, QFont.Weight.DemiBold)
        return self._theme.font(1.0, QFont.Weight.DemiBold if row.detail else QFont.Weight.Normal)

    def _detail_font(self) -> QFont:
        return self._theme.font(0.93)

    def _pad_px(self) -> int:
        return max(4, QFontMetrics(self._theme.font()).height() // 3)

    @property
    def _mirrored(self) -> bool:
        return self._view.layoutDirection() is Qt.LayoutDirection.RightToLeft


NOWHERE = QModelIndex()
_OPENING = {Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_E}


class EntryList(QListView):
    """Rows to go through with the arrow keys.

    Signals:
        opened: Enter, E or a double click on the row of this key.
        delete_asked: Delete on the row of this key.
        row_chosen: The row of this key became the current one.
        menu_asked: (key, place on the screen) of a context menu.
    """

    opened = Signal(object)
    delete_asked = Signal(object)
    row_chosen = Signal(object)
    menu_asked = Signal(object, QPoint)

    def __init__(self, theme: Theme, name: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme = theme
        self._rows = _Rows(self)
        self.setModel(self._rows)
        self.setItemDelegate(RowPainter(theme, self))
        self.setAccessibleName(name)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setEditTriggers(QListView.EditTrigger.NoEditTriggers)
        self.setVerticalScrollBar(SlimBar())
        self.setVerticalScrollMode(QListView.ScrollMode.ScrollPerPixel)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setResizeMode(QListView.ResizeMode.Adjust)
        self.setContextMenuPolicy(Qt.ContextMenuPolicy.CustomContextMenu)
        self.customContextMenuRequested.connect(self._ask_menu)
        self.doubleClicked.connect(self._open)
        self.selectionModel().currentChanged.connect(self._tell)
        theme.changed.connect(self._dress)
        self._dress()

    @property
    def rows(self) -> tuple[Row, ...]:
        """The rows shown."""
        return self._rows.rows

    def show_rows(self, rows: Sequence[Row]) -> None:
        """Show other rows; the current one stays current if it is still there."""
        if tuple(rows) == self.rows:
            return
        key, place = self.current_key, self.currentIndex().row()
        self._rows.show_rows(rows)
        if key is not None and not self.choose(key):
            self._choose_near(place)

    @property
    def current_key(self) -> object:
        """What the current row stands for; None if there is none."""
        index = self.currentIndex()
        return self.rows[index.row()].key if index.isValid() else None

    def choose(self, key: object) -> bool:
        """Make the row of a key the current one; return whether there is one."""
        for place, row in enumerate(self.rows):
            if row.key is not None and row.key == key:
                self.setCurrentIndex(self._rows.index(place))
                return True
        return False

    def choose_first(self) -> None:
        """Make the first row that can be chosen the current one."""
        self._choose_near(0)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        key = self.current_key
        plain = not event.modifiers() & ~Qt.KeyboardModifier.KeypadModifier
        if key is not None and plain and event.key() in _OPENING:
            self.opened.emit(key)
        elif key is not None and plain and event.key() == Qt.Key.Key_Delete:
            self.delete_asked.emit(key)
        else:
            super().keyPressEvent(event)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self.scheduleDelayedItemsLayout()  # rows are wrapped to the width

    def _choose_near(self, place: int) -> None:
        later = [at for at, row in enumerate(self.rows) if row.key is not None and at >= place]
        earlier = [at for at, row in enumerate(self.rows) if row.key is not None and at < place]
        if later or earlier:
            self.setCurrentIndex(self._rows.index(later[0] if later else earlier[-1]))

    @Slot(QModelIndex)
    def _open(self, index: QModelIndex) -> None:
        key = self.rows[index.row()].key
        if key is not None:
            self.opened.emit(key)

    @Slot(QModelIndex, QModelIndex)
    def _tell(self, index: QModelIndex, before: QModelIndex) -> None:
        if index.isValid():
            self.row_chosen.emit(self.rows[index.row()].key)

    @Slot(QPoint)
    def _ask_menu(self, point: QPoint) -> None:
        index = self.indexAt(point)
        if not index.isValid():  # asked for with the keyboard
            index = self.currentIndex()
            point = self.visualRect(index).center()
        if index.isValid() and self.rows[index.row()].key is not None:
            self.setCurrentIndex(index)
            self.menu_asked.emit(self.current_key, self.viewport().mapToGlobal(point))

    @Slot()
    def _dress(self) -> None:
        self.setFont(self._theme.font())
        self.scheduleDelayedItemsLayout()


class _Rows(QAbstractListModel):
    """The rows, for Qt."""

    def __init__(self, parent: QObject) -> None:
        super().__init__(parent)
        self.rows: tuple[Row, ...] = ()

    def show_rows(self, rows: Sequence[Row]) -> None:
        self.beginResetModel()
        self.rows = tuple(rows)
        self.endResetModel()

    def rowCount(self, parent: Index = NOWHERE) -> int:
        return 0 if parent.isValid() else len(self.rows)

    def data(self, index: Index, role: int = Role.DisplayRole) -> Any:
        row = self.rows[index.row()]
        match role:
            case Role.DisplayRole:
                return row.title
            case Role.AccessibleTextRole:
                return row.spoken
            case Role.UserRole:
                return row
        return None

    def flags(self, index: Index) -> Qt.ItemFlag:
        if index.isValid() and self.rows[index.row()].key is None:
            return Qt.ItemFlag.NoItemFlags
        return super().flags(index)
