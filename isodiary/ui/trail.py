"""What was in sight before pages that are not in the sidebar, for the way back from them."""

from __future__ import annotations

from PySide6.QtWidgets import QWidget


class Trail:
    """Remembers a page of the sidebar, and after it each page aside that was opened from another.

    A page aside stands in it once at most, so the way back always ends.
    """

    def __init__(self) -> None:
        self._passed: list[QWidget] = []

    def step_aside(self, current: QWidget | None, page: QWidget) -> None:
        """Remember what is in sight before `page` is shown."""
        if current is not None and current is not page:
            self._passed = [*(each for each in self._passed if each is not page), current]

    def step_back(self) -> QWidget | None:
        """Return what was in sight before; None where there was nothing."""
        return self._passed.pop() if self._passed else None

    def arrive(self) -> None:
        """Forget the way: a page of the sidebar is in sight."""
        self._passed.clear()
