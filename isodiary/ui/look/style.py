"""Fusion, with edges that can be seen.

Fusion draws every edge as a darker shade of the window, which on a dark window is none at all.
This style draws the edges of fields, buttons, ticks and scroll bars from the palette instead:
`Dark` is the edge, `Accent` the focus, `Base` the ground of what can be changed.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QBrush, QColor, QPainter, QPalette, QPen, QPolygonF
from PySide6.QtWidgets import (
    QProxyStyle,
    QStyle,
    QStyleOption,
    QStyleOptionButton,
    QStyleOptionComplex,
    QStyleOptionFocusRect,
)

if TYPE_CHECKING:
    from PySide6.QtWidgets import QWidget


CORNER_PX = 5.0
Primitive = QStyle.PrimitiveElement
Control = QStyle.ComplexControl
State = QStyle.StateFlag
Role = QPalette.ColorRole


class Style(QProxyStyle):
    """What `Theme` dresses the application in. Knows no colours: it reads the widget's palette."""

    def __init__(self) -> None:
        super().__init__("fusion")

    def drawPrimitive(
        self,
        element: QStyle.PrimitiveElement,
        option: QStyleOption,
        painter: QPainter,
        widget: QWidget | None = None,
    ) -> None:
        """Draw the simple parts; what has no edge is left to Fusion."""
        match element:
            case Primitive.PE_FrameLineEdit:
                _edge(painter, option)
            case Primitive.PE_Frame:
                _edge(painter, option, corner_px=2)
            case Primitive.PE_FrameGroupBox:
                _box(painter, option, edge=option.palette.color(Role.Mid))
            case Primitive.PE_FrameFocusRect:
                _focus(painter, option)
            case Primitive.PE_PanelButtonCommand:
                _button(painter, option)
            case Primitive.PE_IndicatorCheckBox:
                _edge(painter, option, fill=option.palette.color(Role.Base), corner_px=3)
                _tick(painter, option)
            case Primitive.PE_IndicatorRadioButton:
                _radio(painter, option)
            case _:
                super().drawPrimitive(element, option, painter, widget)

    def drawComplexControl(
        self,
        control: QStyle.ComplexControl,
        option: QStyleOptionComplex,
        painter: QPainter,
        widget: QWidget | None = None,
    ) -> None:
        """Draw what Fusion draws, and our edge over its edge."""
        super().drawComplexControl(control, option, painter, widget)
        match control:
            case Control.CC_ComboBox | Control.CC_SpinBox:
                _edge(painter, option)
            case Control.CC_ScrollBar if widget is not None:
                thumb = self.subControlRect(
                    control, option, QStyle.SubControl.SC_ScrollBarSlider, widget
                )
                box = QRectF(thumb).adjusted(3, 3, -3, -3)
                _rounded(painter, box, fill=option.palette.color(Role.Dark), corner_px=CORNER_PX)


def _edge(
    painter: QPainter,
    option: QStyleOption,
    *,
    fill: QColor | None = None,
    corner_px: float = CORNER_PX,
    width_px: float = 1,
) -> None:
    """The edge of what can be changed; thicker and in the accent while it has the focus."""
    focused = bool(option.state & State.State_HasFocus and option.state & State.State_Enabled)
    colour = option.palette.color(Role.Accent if focused else Role.Dark)
    _box(
        painter,
        option,
        edge=colour,
        fill=fill,
        width_px=2 if focused else width_px,
        corner_px=corner_px,
    )


def _box(
    painter: QPainter,
    option: QStyleOption,
    *,
    edge: QColor,
    fill: QColor | None = None,
    width_px: float = 1,
    corner_px: float = CORNER_PX,
) -> None:
    half = width_px / 2
    box = QRectF(option.rect).adjusted(half, half, -half, -half)
    _rounded(painter, box, edge=edge, fill=fill, width_px=width_px, corner_px=corner_px)


def _rounded(
    painter: QPainter,
    box: QRectF,
    *,
    edge: QColor | None = None,
    fill: QColor | None = None,
    width_px: float = 1,
    corner_px: float,
) -> None:
    painter.save()
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.setPen(QPen(edge, width_px) if edge else QPen(Qt.PenStyle.NoPen))
    painter.setBrush(QBrush(fill) if fill else QBrush(Qt.BrushStyle.NoBrush))
    painter.drawRoundedRect(box, corner_px, corner_px)
    painter.restore()


def _focus(painter: QPainter, option: QStyleOption) -> None:
    """The ring round what has the focus; on a ground of the accent it is the writing's colour."""
    accent = option.palette.color(Role.Accent)
    on_accent = isinstance(option, QStyleOptionFocusRect) and option.backgroundColor == accent
    ring = option.palette.color(Role.HighlightedText) if on_accent else accent
    _box(painter, option, edge=ring, width_px=2, corner_px=3)


def _button(painter: QPainter, option: QStyleOption) -> None:
    """A push button: the default one edged in the accent, one that is down a shade deeper."""
    default = QStyleOptionButton.ButtonFeature.DefaultButton
    main = isinstance(option, QStyleOptionButton) and bool(option.features & default)
    down = bool(option.state & (State.State_Sunken | State.State_On))
    fill = option.palette.color(Role.Midlight if down else Role.Button)
    edge = option.palette.color(Role.Accent if main else Role.Dark)
    _box(painter, option, edge=edge, fill=fill, width_px=2 if main else 1)


def _tick(painter: QPainter, option: QStyleOption) -> None:
    """A tick, or a dash where only some of what belongs to it is ticked."""
    box = QRectF(option.rect)
    painter.save()
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.setPen(
        QPen(
            option.palette.color(Role.Text),
            max(2.0, box.width() / 7),
            Qt.PenStyle.SolidLine,
            Qt.PenCapStyle.RoundCap,
            Qt.PenJoinStyle.RoundJoin,
        )
    )
    if option.state & State.State_On:
        painter.drawPolyline(_within(box, (0.24, 0.53), (0.43, 0.72), (0.77, 0.3)))
    elif option.state & State.State_NoChange:
        painter.drawPolyline(_within(box, (0.27, 0.5), (0.73, 0.5)))
    painter.restore()


def _within(box: QRectF, *parts: tuple[float, float]) -> QPolygonF:
    return QPolygonF(
        [QPointF(box.x() + x * box.width(), box.y() + y * box.height()) for x, y in parts]
    )


def _radio(painter: QPainter, option: QStyleOption) -> None:
    radius_px = option.rect.width() / 2
    # A thin circle would blur into something paler than its colour.
    base = option.palette.color(Role.Base)
    _edge(painter, option, fill=base, corner_px=radius_px, width_px=1.6)
    if option.state & State.State_On:
        inset = option.rect.width() * 0.28
        box = QRectF(option.rect).adjusted(inset, inset, -inset, -inset)
        _rounded(painter, box, fill=option.palette.color(Role.Text), corner_px=radius_px)
