"""One symptom of the day: its name, four answers, and the last fourteen days as a small line."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from PySide6.QtCore import QEvent, QPointF, QRectF, QSize, Qt, Signal, Slot
from PySide6.QtGui import (
    QColor,
    QFocusEvent,
    QFont,
    QFontMetrics,
    QKeyEvent,
    QMouseEvent,
    QPainter,
    QPaintEvent,
    QPen,
)
from PySide6.QtWidgets import QSizePolicy, QWidget

from isodiary.domain.symptom import WORST
from isodiary.domain.values import dataclass
from isodiary.ui.kit.layouts import turned
from isodiary.ui.look.colours import Colours
from isodiary.ui.look.theme import Theme


def paint_sparkline(
    painter: QPainter, area: QRectF, severities: Sequence[int | None], colour: QColor
) -> None:
    """Paint one severity for each day, oldest first; None is a gap.

    A lone answer between two gaps is a dot.
    """
    step_px = area.width() / max(1, len(severities) - 1)
    painter.save()
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.setPen(QPen(colour, 1.6, c=Qt.PenCapStyle.RoundCap))
    for run in _runs(severities):
        points = [
            QPointF(area.left() + place * step_px, area.bottom() - severity * area.height() / WORST)
            for place, severity in run
        ]
        if len(points) == 1:
            painter.drawPoint(points[0])
        painter.drawPolyline(points)
    painter.restore()


def _runs(severities: Sequence[int | None]) -> Iterator[list[tuple[int, int]]]:
    run: list[tuple[int, int]] = []
    for place, severity in enumerate(severities):
        if severity is not None:
            run.append((place, severity))
        elif run:
            yield run
            run = []
    if run:
        yield run


_BESIDE = Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeft
FILLS = ("none", "mild", "moderate", "severe")


@dataclass(frozen=True, slots=True, kw_only=True)
class RowView:
    """What a row shows.

    Attributes:
        symptom: Its id.
        name: Its words.
        severity: The answer of the day; None if there is none.
        anchors: One sentence for each severity.
        note: The patient's words about it.
        recent: Severities of the last days, oldest first; None where not recorded.
    """

    symptom: str
    name: str
    severity: int | None
    anchors: Sequence[str]
    note: str
    recent: Sequence[int | None]

    def spoken(self, severities: Sequence[str]) -> str:
        """Return the row for a screen reader."""
        if self.severity is None:
            return f"{self.name}: not recorded"
        said = f"{self.name}: {severities[self.severity]}, {self.severity} of {WORST}"
        return f"{said}. {self.beneath}".rstrip(". ") if self.severity else said

    @property
    def beneath(self) -> str:
        """The line beneath the answers: the chosen anchor, and the note."""
        anchor = f"{self.severity} — {self.anchors[self.severity]}" if self.severity else ""
        return " · ".join(part for part in (anchor, " ".join(self.note.split())) if part)


class SymptomRow(QWidget):
    """A row that is answered with 0 to 3, or a click.

    Signals:
        answered: (symptom id, severity).
        cleared: The answer of this symptom id is to be taken away.
        note_asked: The patient wants to write about this symptom id.
    """

    answered = Signal(str, int)
    cleared = Signal(str)
    note_asked = Signal(str)

    def __init__(
        self, theme: Theme, severities: Sequence[str], parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self._theme = theme
        self._severities = tuple(severities)
        self._view = RowView(symptom="", name="", severity=None, anchors=(), note="", recent=())
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setAccessibleDescription(f"Keys 0 to {WORST} answer")
        policy = QSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)
        self._widths_px: tuple[int, int] | None = None
        theme.changed.connect(self._measure_again)

    @property
    def view(self) -> RowView:
        """What the row shows."""
        return self._view

    def show_view(self, view: RowView) -> None:
        """Show another answer."""
        if view == self._view:
            return
        self._view = view
        self.setAccessibleName(view.spoken(self._severities))
        self.setToolTip(view.note)
        self.updateGeometry()
        self.update()

    def sizeHint(self) -> QSize:
        return QSize(self._name_px() + 4 * self._cell_px(), self.heightForWidth(self.width()))

    def minimumSizeHint(self) -> QSize:
        return QSize(4 * self._cell_px(), self.heightForWidth(self.width()))

    def hasHeightForWidth(self) -> bool:
        return True

    def heightForWidth(self, width: int) -> int:
        line_px = self.fontMetrics().height()
        height_px = self._cells_top(width) + round(line_px * 1.6) + 8
        return height_px + (line_px if self._view.beneath else 0)

    def changeEvent(self, event: QEvent) -> None:
        if event.type() is QEvent.Type.FontChange:
            self._measure_again()
        super().changeEvent(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.text() in ("0", "1", "2", "3"):
            self.answered.emit(self._view.symptom, int(event.text()))
        elif event.key() in {Qt.Key.Key_Delete, Qt.Key.Key_Backspace}:
            self.cleared.emit(self._view.symptom)
        elif event.text().lower() == "e":
            self.note_asked.emit(self._view.symptom)
        else:
            event.ignore()

    def mousePressEvent(self, event: QMouseEvent) -> None:
        self.setFocus(Qt.FocusReason.MouseFocusReason)
        if event.button() is not Qt.MouseButton.LeftButton:  # the right one opens a menu
            return
        for severity in range(WORST + 1):
            if turned(self, self._cell(severity)).contains(event.position()):
                self.answered.emit(self._view.symptom, severity)

    def menu_symptom(self) -> str:
        """Return what the menu of a right click is about."""
        return self._view.symptom

    def focusInEvent(self, event: QFocusEvent) -> None:
        self.update()
        super().focusInEvent(event)

    def focusOutEvent(self, event: QFocusEvent) -> None:
        self.update()
        super().focusOutEvent(event)

    def paintEvent(self, event: QPaintEvent) -> None:
        colours = self._theme.colours
        with QPainter(self) as painter:
            painter.setRenderHint(QPainter.RenderHint.Antialiasing)
            self._paint_name(painter, colours)
            for severity in range(WORST + 1):
                self._paint_cell(painter, severity, colours)
            self._paint_beneath(painter, colours)
            self._paint_recent(painter, colours)
            if self.hasFocus():
                painter.setBrush(Qt.BrushStyle.NoBrush)
                painter.setPen(QPen(colours.focus, 2))
                painter.drawRoundedRect(QRectF(self.rect()).adjusted(1, 1, -1, -1), 7, 7)

    def _paint_name(self, painter: QPainter, colours: Colours) -> None:
        stacked = self._stacked(self.width())
        height_px = self._cells_top(self.width()) if stacked else round(self._cell(0).bottom()) + 4
        width_px = self.width() if stacked else self._name_px()
        area = QRectF(6, 0, width_px - 8, height_px)
        name = self.fontMetrics().elidedText(
            self._view.name, Qt.TextElideMode.ElideRight, round(area.width())
        )
        painter.setPen(colours.text)
        painter.drawText(turned(self, area), _BESIDE, name)

    def _paint_cell(self, painter: QPainter, severity: int, colours: Colours) -> None:
        chosen = severity == self._view.severity
        fill = FILLS[severity] if chosen else "chip"
        area = turned(self, self._cell(severity))
        painter.setPen(self._edge())
        painter.setBrush(getattr(colours, f"{fill}_fill"))
        painter.drawRoundedRect(area, 5, 5)
        painter.setPen(getattr(colours, f"{fill}_text"))
        painter.setFont(self._cell_font(chosen=chosen))
        painter.drawText(area, Qt.AlignmentFlag.AlignCenter, self._severities[severity])

    def _edge(self) -> QPen:
        """Return an edge for answers that their ground does not set apart, in high contrast."""
        colours = self._theme.colours
        apart = colours.chip_fill != colours.surface
        return QPen(Qt.PenStyle.NoPen) if apart else QPen(colours.line, 1)

    def _paint_beneath(self, painter: QPainter, colours: Colours) -> None:
        if not self._view.beneath:
            return
        line_px = self.fontMetrics().height()
        left_px = self._cell(0).left()
        area = QRectF(left_px, self._cell(0).bottom() + 3, self.width() - left_px, line_px)
        font = self._theme.font(0.9)
        text = QFontMetrics(font).elidedText(
            self._view.beneath, Qt.TextElideMode.ElideRight, round(area.width())
        )
        painter.setFont(font)
        painter.setPen(colours.muted)
        painter.drawText(turned(self, area), _BESIDE, text)

    def _paint_recent(self, painter: QPainter, colours: Colours) -> None:
        if not self._spark_px():
            return
        cell = self._cell(WORST)
        area = QRectF(QPointF(cell.right() + 14, cell.top() + 5), cell.bottomRight())
        area.setRight(self.width() - 6)
        area.setBottom(cell.bottom() - 5)
        paint_sparkline(painter, turned(self, area), self._view.recent, colours.spark)

    def _cell(self, severity: int) -> QRectF:
        left_px = 0 if self._stacked(self.width()) else self._name_px()
        room_px = self.width() - left_px - self._spark_px()
        width_px = min(room_px / (WORST + 1), self._cell_px() * 1.35)
        height_px = round(self.fontMetrics().height() * 1.6)
        top_px = self._cells_top(self.width())
        return QRectF(left_px + severity * width_px, top_px, width_px - 4, height_px)

    def _cells_top(self, width_px: int) -> int:
        return round(self.fontMetrics().height() * 1.3) if self._stacked(width_px) else 4

    def _stacked(self, width_px: int) -> bool:
        """Whether the name stands above the answers, as there is no room beside them."""
        return width_px < self._name_px() + 4 * self._cell_px()

    def _name_px(self) -> int:
        return self._measured_px()[0]

    def _cell_px(self) -> int:
        return self._measured_px()[1]

    def _measured_px(self) -> tuple[int, int]:
        """Return the widths of a name and of an answer; Qt asks for sizes very often."""
        if self._widths_px is None:
            metrics = QFontMetrics(self._cell_font(chosen=True))
            widest_px = max(metrics.horizontalAdvance(word) for word in self._severities)
            name_px = self.fontMetrics().horizontalAdvance("M" * 10)
            self._widths_px = name_px, widest_px + 18
        return self._widths_px

    @Slot()
    def _measure_again(self) -> None:
        self._widths_px = None
        self.updateGeometry()

    def _spark_px(self) -> int:
        wide = self._name_px() + 5 * self._cell_px()
        return self._cell_px() + 14 if self.width() >= wide else 0

    def _cell_font(self, *, chosen: bool) -> QFont:
        weight = QFont.Weight.DemiBold if chosen else QFont.Weight.Normal
        return self._theme.font(0.93, weight)
