"""The Tab key goes through a window as it is read, whenever its parts were made.

Qt goes in the order in which they were made, and much is made when it is first wanted.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Protocol, runtime_checkable

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QGridLayout, QLayout, QScrollArea, QStackedWidget, QWidget


@runtime_checkable
class OrdersTab(Protocol):
    """A widget that the Tab key goes through in another order than its layout has."""

    @property
    def tab_parts(self) -> Sequence[QWidget]:
        """Its parts in the order of the Tab key."""


def next_stop(top: QWidget, held: QWidget | None, *, onward: bool) -> QWidget | None:
    """Return the stop of the Tab key after what has the focus, or before it; None for none."""
    read = list(_in_order(top))
    if not onward:
        read.reverse()
    place = next((at for at, each in enumerate(read) if each is held), -1)
    after = [*read[place + 1 :], *read[: max(place, 0)]]
    return next((each for each in after if is_stop(each)), None)


def is_stop(widget: QWidget) -> bool:
    """Whether the Tab key stops at a widget."""
    stops = bool(widget.focusPolicy() & Qt.FocusPolicy.TabFocus)
    return stops and widget.isEnabled() and widget.focusProxy() is None


def _in_order(widget: QWidget) -> Iterator[QWidget]:
    """Yield a widget and all in sight within it, as they are read."""
    if not widget.isVisible():
        return
    yield widget
    if not is_stop(widget):
        for part in _parts(widget):
            yield from _in_order(part)


def _parts(widget: QWidget) -> Sequence[QWidget]:
    """Return what stands in a widget, in its order; what is in no layout comes last."""
    if isinstance(widget, OrdersTab):
        return widget.tab_parts
    if isinstance(widget, QStackedWidget):
        shown = widget.currentWidget()
        return [] if shown is None else [shown]
    if isinstance(widget, QScrollArea):
        content = widget.widget()
        return [] if content is None else [content]
    layout = widget.layout()
    placed = list(_placed(layout)) if layout is not None else []
    children = (each for each in widget.children() if isinstance(each, QWidget))
    return [*placed, *(each for each in children if each not in placed and not each.isWindow())]


def _placed(layout: QLayout) -> Iterator[QWidget]:
    items = [layout.itemAt(place) for place in range(layout.count())]
    if isinstance(layout, QGridLayout):
        where = [layout.getItemPosition(place) for place in range(layout.count())]
        items = [items[place] for _at, place in sorted(zip(where, range(len(where)), strict=True))]
    for item in items:
        if item is None:
            continue
        widget, within = item.widget(), item.layout()
        if widget is not None:
            yield widget
        elif within is not None:
            yield from _placed(within)
