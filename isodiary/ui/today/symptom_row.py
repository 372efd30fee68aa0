"""One symptom of the day in one line: its name, four answers, and the fourteen days before."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QEvent, QRectF, Qt, Signal
from PySide6.QtGui import (
    QAccessible,
    QColor,
    QEnterEvent,
    QFocusEvent,
    QFontMetrics,
    QKeyEvent,
    QMouseEvent,
    QPainter,
    QPaintEvent,
    QPen,
)

from isodiary.domain.symptom import WORST
from isodiary.domain.values import dataclass
from isodiary.language import _
from isodiary.ui.kit.layouts import turned
from isodiary.ui.look.colours import Colours
from isodiary.ui.look.theme import Theme
from isodiary.ui.today.letters import underlined
from isodiary.ui.today.row_shape import BESIDE, LEVELS, RowShape, Shaped, cell_px

FILLS = ("none", "mild", "moderate", "severe")


def paint_sparkline(
    painter: QPainter, area: QRectF, severities: Sequence[int | None], colour: QColor
) -> None:
    """Paint a bar for each day, oldest first: 0 is a line on the ground, None a gap."""
    step_px = area.width() / max(1, len(severities))
    painter.save()
    painter.setRenderHint(QPainter.RenderHint.Antialiasing, on=False)
    painter.setBackground(colour)
    for place, severity in enumerate(severities):
        if severity is not None:
            height_px = max(1.0, round(severity * area.height() / WORST))
            left_px = area.left() + place * step_px
            bar = QRectF(left_px, area.bottom() - height_px, step_px * 0.7, height_px)
            painter.eraseRect(bar)  # `fillRect` would load all colours of gradients at the start
    painter.restore()


@dataclass(frozen=True, slots=True, kw_only=True)
class RowView:
    """What a line shows.

    Attributes:
        symptom: Its id.
        name: Its words.
        letter: The letter that leads to it, in lower case; may be empty.
        severity: The answer of the day; None if there is none.
        anchors: One sentence for each severity.
        note: The patient's words about it.
        recent: Severities of the days before, oldest first; None where not recorded.
    """

    symptom: str
    name: str
    letter: str = ""
    severity: int | None
    anchors: Sequence[str]
    note: str
    recent: Sequence[int | None]

    def spoken(self, labels: Sequence[str]) -> str:
        """Return the line for a screen reader."""
        if self.severity is None:
            return _("{symptom}: not recorded").format(symptom=self.name)
        said = _("{symptom}: {name}, {severity} of {worst}").format(
            symptom=self.name, name=labels[self.severity], severity=self.severity, worst=WORST
        )
        more = [self.anchors[self.severity]] if self.severity else []
        return ". ".join([said, *more, *([self.words] if self.note else [])]).rstrip(".")

    @property
    def words(self) -> str:
        """The patient's words in one line."""
        return " ".join(self.note.split())

    def sentence(self, severity: int | None = None) -> str:
        """Return what a severity means; without one the answer, or all that can be answered."""
        meant = self.severity if severity is None else severity
        levels = LEVELS[1:] if meant is None else (meant,)
        said = " · ".join(f"{level} {self.anchors[level]}" for level in levels)
        return f"{self.name}: {said}"


EMPTY = RowView(symptom="", name="", severity=None, anchors=(), note="", recent=())


class SymptomRow(Shaped):
    """A line that is answered with 0 to 3, or a click.

    Signals:
        answered: (symptom id, severity).
        cleared: The answer of this symptom id is to be taken away.
        looked_at: What the focus or the pointer is on has changed.
    """

    answered = Signal(str, int)
    cleared = Signal(str)
    looked_at = Signal()

    def __init__(self, theme: Theme, labels: Sequence[str]) -> None:
        super().__init__(theme, labels)
        self._view = EMPTY
        self._pointed: int | None = None
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setMouseTracking(True)

    @property
    def view(self) -> RowView:
        """What the line shows."""
        return self._view

    @property
    def value(self) -> int | None:
        """The answer, for a screen reader."""
        return self._view.severity

    @property
    def most(self) -> int:
        """The worst answer."""
        return WORST

    def take(self, value: int | None) -> None:
        """Answer, or take the answer back, if the day can be answered."""
        if not self.isEnabled():
            return
        if value is None:
            self.cleared.emit(self._view.symptom)
        else:
            self.answered.emit(self._view.symptom, value)

    @property
    def sentence(self) -> str:
        """What the answer under the pointer means, else the one given, else all of them."""
        return self._view.sentence(self._pointed)

    @property
    def lit(self) -> bool:
        """Whether it has the focus or the pointer, and names its answers."""
        return self.isEnabled() and (self.hasFocus() or self.underMouse())

    def show_view(self, view: RowView) -> None:
        """Show another answer."""
        if view == self._view:
            return
        changed = view.severity != self._view.severity
        self._view = view
        self.setAccessibleName(view.spoken(self.labels))
        self.setAccessibleDescription(
            _("Keys 0 to {worst} answer. {sentence}").format(worst=WORST, sentence=view.sentence())
        )
        if changed and QAccessible.isActive():
            from isodiary.ui.kit.told import tell_value  # nobody may listen

            tell_value(self)
        self.setToolTip("\n".join(part for part in (view.name, view.note) if part))
        self.updateGeometry()
        self.update()

    def heightForWidth(self, width: int) -> int:
        return self._shape(width).height + self._note_px()

    def least_height(self) -> int:
        return cell_px(self.fontMetrics().height()) + 4 + self._note_px()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        plain = not event.modifiers() & ~Qt.KeyboardModifier.KeypadModifier
        if plain and event.text() in {str(severity) for severity in LEVELS}:
            self.answered.emit(self._view.symptom, int(event.text()))
        elif plain and event.key() == Qt.Key.Key_Space:  # so that Tab and Space are enough
            given = self._view.severity
            self.answered.emit(
                self._view.symptom, 0 if given is None else (given + 1) % len(LEVELS)
            )
        elif plain and event.key() in {Qt.Key.Key_Delete, Qt.Key.Key_Backspace}:
            self.cleared.emit(self._view.symptom)
        else:
            event.ignore()

    def mousePressEvent(self, event: QMouseEvent) -> None:
        if event.button() is not Qt.MouseButton.LeftButton:
            event.ignore()
            return
        self.setFocus(Qt.FocusReason.MouseFocusReason)
        severity = self._severity_at(event)
        if severity is not None:
            self.answered.emit(self._view.symptom, severity)

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        self._point_at(self._severity_at(event))

    def enterEvent(self, event: QEnterEvent) -> None:
        self._tell()

    def leaveEvent(self, event: QEvent) -> None:
        self._pointed = None
        self._tell()

    def menu_symptom(self) -> str:
        """Return what the menu of a right click is about."""
        return self._view.symptom

    def focusInEvent(self, event: QFocusEvent) -> None:
        super().focusInEvent(event)
        self._tell()

    def focusOutEvent(self, event: QFocusEvent) -> None:
        super().focusOutEvent(event)
        self._tell()

    def paintEvent(self, event: QPaintEvent) -> None:
        colours, shape = self.theme.colours, self.shape_now
        with QPainter(self) as painter:
            painter.setRenderHint(QPainter.RenderHint.Antialiasing)
            self._paint_name(painter, shape, colours)
            for severity in LEVELS:
                self._paint_cell(painter, shape, severity, colours)
            self._paint_note(painter, shape, colours)
            if shape.spark:
                recent = turned(self, shape.recent)
                paint_sparkline(painter, recent, self._view.recent, colours.spark)
            if self.hasFocus():
                painter.setBrush(Qt.BrushStyle.NoBrush)
                painter.setPen(QPen(colours.focus, 2))
                painter.drawRoundedRect(QRectF(self.rect()).adjusted(1, 1, -1, -1), 5, 5)

    def _paint_name(self, painter: QPainter, shape: RowShape, colours: Colours) -> None:
        height_px = shape.top if shape.stacked else shape.height
        area = QRectF(6, 0, (shape.name or shape.width) - 10, height_px)
        name = self.fontMetrics().elidedText(
            underlined(self._view.name, self._view.letter),
            Qt.TextElideMode.ElideRight,
            round(area.width()),
            Qt.TextFlag.TextShowMnemonic,
        )
        painter.setPen(colours.text if self.isEnabled() else colours.disabled)
        painter.drawText(turned(self, area), BESIDE | Qt.TextFlag.TextShowMnemonic, name)

    def _paint_cell(
        self, painter: QPainter, shape: RowShape, severity: int, colours: Colours
    ) -> None:
        chosen = severity == self._view.severity
        fill = FILLS[severity] if chosen else "chip"
        area = turned(self, shape.cell_of(severity))
        painter.setPen(self._edge(severity))
        painter.setBrush(getattr(colours, f"{fill}_fill"))
        painter.drawRoundedRect(area, 4, 4)
        if chosen or self.lit:
            painter.setPen(getattr(colours, f"{fill}_text"))
            painter.setFont(self.cell_font(chosen=chosen))
            painter.drawText(area, Qt.AlignmentFlag.AlignCenter, self.labels[severity])

    def _edge(self, severity: int) -> QPen:
        """Return an edge for the answer under the pointer, and for all in high contrast."""
        colours = self.theme.colours
        if severity == self._pointed:
            return QPen(colours.accent, 1)
        apart = colours.chip_fill != colours.surface
        return QPen(Qt.PenStyle.NoPen) if apart else QPen(colours.line, 1)

    def _paint_note(self, painter: QPainter, shape: RowShape, colours: Colours) -> None:
        if not self._view.note:
            return
        cell = shape.cell_of(0)
        area = QRectF(cell.left() + 2, cell.bottom(), self.width() - cell.left() - 8, shape.line)
        font = self.theme.font(0.9)
        text = QFontMetrics(font).elidedText(
            self._view.words, Qt.TextElideMode.ElideRight, round(area.width())
        )
        painter.setFont(font)
        painter.setPen(colours.muted)
        painter.drawText(turned(self, area), BESIDE, text)

    def _note_px(self) -> int:
        return self.fontMetrics().height() if self._view.note else 0

    def _severity_at(self, event: QMouseEvent) -> int | None:
        """Return the answer under the pointer; the gaps between lines belong to the nearer one."""
        shape, at = self.shape_now, event.position()
        for severity in LEVELS:
            if turned(self, shape.cell_of(severity).adjusted(-2, -2, 2, 2)).contains(at):
                return severity
        return None

    def _point_at(self, severity: int | None) -> None:
        if severity != self._pointed:
            self._pointed = severity
            self._tell()

    def _tell(self) -> None:
        self.update()
        self.looked_at.emit()
