"""One row of a list of entries, and how it is painted."""

from __future__ import annotations

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QRect, QSize, Qt
from PySide6.QtGui import QColor, QFont, QFontMetrics, QPainter, QPen
from PySide6.QtWidgets import QListView, QStyle, QStyledItemDelegate, QStyleOptionViewItem

from isodiary.domain.values import dataclass
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
        strong: Whether it stands out, by weight and by a bar at its side.
        key: What the row stands for; None for a heading, which cannot be chosen.
    """

    title: str
    detail: str = ""
    badges: tuple[str, ...] = ()
    strong: bool = False
    key: object = None

    @property
    def spoken(self) -> str:
        """The row in one sentence."""
        return ", ".join(part for part in (self.title, self.detail, *self.badges) if part)


class RowPainter(QStyledItemDelegate):
    """Paints a row as a title with badges and lines beneath."""

    def __init__(self, theme: Theme, view: QListView, *, marks_current: bool) -> None:
        """Args: `marks_current` marks the current row without the focus too."""
        super().__init__(view)
        self._theme = theme
        self._view = view
        self._marks_current = marks_current

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
        chosen = bool(option.state & QStyle.StateFlag.State_Selected)
        if row.key is not None and chosen and (self._view.hasFocus() or self._marks_current):
            self._paint_chosen(painter, area)
        if row.strong:
            self._paint_bar(painter, area)
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

    def _paint_bar(self, painter: QPainter, area: QRect) -> None:
        bar = QRect(area.left(), area.top() + 3, 4, area.height() - 6)
        if self._mirrored:
            bar.moveRight(area.right())
        painter.fillRect(bar, self._theme.colours.accent)

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
        pad_px = self._pad_px() + 4 * (not self._marks_current)  # room for a bar
        badges_px = sum(self._badge_px(badge) + 6 for badge in row.badges)
        width_px = max(20, area.width() - 2 * pad_px)
        left_px = area.left() + pad_px
        top_px = area.top() + self._pad_px() * (2 if row.key is None else 1)
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
        bold = row.strong or (row.detail and self._marks_current)
        return self._theme.font(1.0, QFont.Weight.DemiBold if bold else QFont.Weight.Normal)

    def _detail_font(self) -> QFont:
        return self._theme.font(0.93)

    def _pad_px(self) -> int:
        return max(4, QFontMetrics(self._theme.font()).height() // 3)

    @property
    def _mirrored(self) -> bool:
        return self._view.layoutDirection() is Qt.LayoutDirection.RightToLeft
