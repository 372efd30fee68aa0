"""Where in time the damage is: a bar of the plan, one of the entries, hatched where it is."""

from __future__ import annotations

from collections.abc import Sequence
from contextlib import suppress
from datetime import date

from PySide6.QtCore import QRectF, QSize, Qt
from PySide6.QtGui import QBrush, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QGridLayout, QSizePolicy, QWidget

from isodiary.language import _, plural
from isodiary.services.safety.harm import Harm
from isodiary.services.words.days import short_day
from isodiary.storage.damaged import Damaged
from isodiary.ui.kit.layouts import turned
from isodiary.ui.kit.text import Text, Tone
from isodiary.ui.look.theme import Theme

PLAN = frozenset({"course", "phase"})
LEAST_PX = 5


class HarmBars(QWidget):
    """Two bars from the first day to the last, with what is damaged in words above each."""

    def __init__(self, theme: Theme, harm: Harm, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        grid = QGridLayout(self)
        grid.setContentsMargins(0, 0, 0, 0)
        grid.setVerticalSpacing(3)
        right = Qt.AlignmentFlag.AlignRight
        for row, (name, of_plan) in enumerate(((_("Plan"), True), (_("Entries"), False))):
            damaged = [each for each in harm.damaged if (each.table in PLAN) is of_plan]
            grid.addWidget(Text(theme, name, Tone.SMALL), 2 * row, 0)
            grid.addWidget(Text(theme, _words(damaged, of_plan)), 2 * row, 1, right)
            grid.addWidget(HarmBar(theme, damaged, harm.first, harm.last), 2 * row + 1, 0, 1, 2)
        if harm.first is not None and harm.last is not None:
            grid.addWidget(Text(theme, short_day(harm.first), Tone.SMALL), 4, 0)
            grid.addWidget(Text(theme, short_day(harm.last), Tone.SMALL), 4, 1, right)


class HarmBar(QWidget):
    """A bar of time; what is damaged and of no day hatches all of it."""

    def __init__(
        self, theme: Theme, damaged: Sequence[Damaged], first: date | None, last: date | None
    ) -> None:
        super().__init__()
        self._theme = theme
        self._parts = _parts(damaged, first, last)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        theme.changed.connect(self.update)

    def sizeHint(self) -> QSize:
        return QSize(80, max(10, self.fontMetrics().height() * 3 // 4))

    def paintEvent(self, event: QPaintEvent) -> None:
        colours = self._theme.colours
        with QPainter(self) as painter:
            painter.fillRect(self.rect(), colours.accent_fill)
            for begin, end in self._parts:
                left_px = begin * self.width()
                wide_px = max(LEAST_PX, (end - begin) * self.width())
                left_px = min(left_px, self.width() - wide_px)
                area = turned(self, QRectF(left_px, 0, wide_px, self.height()))
                painter.fillRect(area, colours.surface)
                painter.setPen(QPen(colours.text, 1))
                painter.setBrush(QBrush(colours.text, Qt.BrushStyle.BDiagPattern))
                painter.drawRect(area.adjusted(0.5, 0.5, -0.5, -0.5))


def _parts(
    damaged: Sequence[Damaged], first: date | None, last: date | None
) -> list[tuple[float, float]]:
    """Return where the damaged rows are, as shares of the bar."""
    if not damaged:
        return []
    days: list[date] = []
    for each in damaged:
        with suppress(ValueError):  # the day itself may be what is damaged
            days.append(date.fromisoformat(each.day or ""))
    if not days or first is None or last is None or first >= last:
        return [(0.0, 1.0)]
    span = (last - first).days + 1
    places = sorted({(day - first).days for day in days if first <= day <= last})
    return [(place / span, (place + 1) / span) for place in places] or [(0.0, 1.0)]


def _words(damaged: Sequence[Damaged], of_plan: bool) -> str:
    if not damaged:
        return _("sound")
    if of_plan:
        return plural(len(damaged), "{count} step", "{count} steps")
    return plural(len(damaged), "{count} entry", "{count} entries")
