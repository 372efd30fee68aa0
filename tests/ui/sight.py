"""What must hold for every window, whatever a test did with it: all of it can be seen."""

from __future__ import annotations

from itertools import combinations

from PySide6.QtCore import QCoreApplication, QEvent
from PySide6.QtWidgets import QApplication, QDialog, QMainWindow, QMenu, QWidget
from shiboken6 import isValid


def windows():
    """Return the windows that are open, laid out as they will be seen."""
    for _ in range(3):  # what is laid out may ask its parent to be laid out in turn
        QCoreApplication.sendPostedEvents(None, QEvent.Type.LayoutRequest.value)
    return [each for each in QApplication.topLevelWidgets() if each.isVisible()]


def strays(window):
    """Return what was made for a window and was put nowhere, so that nobody will see it."""
    found = []
    for holder in [window, *window.findChildren(QWidget)]:
        for name, part in vars(holder).items():
            if name == "label":  # of a field; whoever takes the field may have a better one
                continue
            if isinstance(part, QWidget) and isValid(part) and _is_stray(part):
                found.append(f"{name} of {type(holder).__name__}")
    return found


def _is_stray(part):
    return part.parentWidget() is None and not isinstance(part, QDialog | QMainWindow | QMenu)


def covered(window):
    """Return the widgets in sight that cover each other though a layout placed both."""
    found = []
    for parent in [window, *window.findChildren(QWidget)]:
        layout = parent.layout()
        if layout is None or not parent.isVisible():
            continue
        parts = [each for each in _placed(layout) if each.isVisible()]
        for one, other in combinations(parts, 2):
            if one.geometry().intersects(other.geometry()):
                found.append(f"{_name(one)} and {_name(other)} in {_name(parent)}")
    return found


def _placed(layout):
    for number in range(layout.count()):
        item = layout.itemAt(number)
        if item.widget() is not None:
            yield item.widget()
        elif item.layout() is not None:
            yield from _placed(item.layout())


def _name(widget):
    return f"{type(widget).__name__} {widget.accessibleName()!r}".removesuffix(" ''")
