"""What a widget shows at a place of it, for the menu of a right click and for keys that open it.

A widget says what stands there; the page makes the menu. A place of None means the cursor.
"""

from __future__ import annotations

from datetime import date
from typing import Protocol, runtime_checkable

from PySide6.QtCore import QPointF


@runtime_checkable
class ShowsDays(Protocol):
    """Shows days side by side: squares, a calendar, a chart."""

    def menu_day(self, place: QPointF | None) -> date | None:
        """Return the day at a place; None where there is none."""
        ...


@runtime_checkable
class ShowsEntries(Protocol):
    """Shows entries: a list, or the card of a dose."""

    def menu_entry(self, place: QPointF | None) -> tuple[object, date | None]:
        """Return the entry at a place, or the slot and its day; None for none."""
        ...


@runtime_checkable
class ShowsSymptom(Protocol):
    """Shows one symptom with its answers."""

    def menu_symptom(self) -> str:
        """Return its id."""
        ...
