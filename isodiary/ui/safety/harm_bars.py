"""Where in time the damage is: a bar of the plan, one of the entries, hatched where it is."""

from __future__ import annotations

from collections.abc import Sequence
from contextlib import suppress
from datetime import date, timedelta

from PySide6.QtCore import QRectF, QSize, Qt
from PySide6.QtGui import QBrush, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QGridLayout, QSizePolicy, QWidget

from isodiary.domain.course import Phase
from isodiary.language import _, plural
from isodiary.services.safety.harm import Harm
from isodiary.services.words.days import short_day
from isodiary.storage.damaged import Damaged
from isodiary.ui.kit.layouts import turned
from isodiary.ui.kit.text import Text, Tone
from isodiary.ui.look.theme import Theme

PLAN = frozenset({"course", "phase"})
LEAST_PX = 5
TOUCHING = 1e-9


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
            parts = _parts(damaged, harm, of_plan)
            grid.addWidget(Text(theme, _words(damaged, of_plan)), 2 * row, 1, right)
            grid.addWidget(HarmBar(theme, parts), 2 * row + 1, 0, 1, 2)
        if harm.first is not None and harm.last is not None:
            grid.addWidget(Text(theme, short_day(harm.first), Tone.SMALL), 4, 0)
            grid.addWidget(Text(theme, short_day(harm.last), Tone.SMALL), 4, 1, right)


class HarmBar(QWidget):
    """A bar of time, hatched where something is damaged.

    Attributes:
        parts: Where that is, from and to, as shares of the bar.
    """

    def __init__(self, theme: Theme, parts: Sequence[tuple[float, float]]) -> None:
        super().__init__()
        self._theme = theme
        self.parts = tuple(parts)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        theme.changed.connect(self.update)

    def sizeHint(self) -> QSize:
        return QSize(80, max(10, self.fontMetrics().height() * 3 // 4))

    def paintEvent(self, event: QPaintEvent) -> None:
        colours = self._theme.colours
        with QPainter(self) as painter:
            painter.fillRect(self.rect(), colours.accent_fill)
            for begin, end in self.parts:
                left_px = begin * self.width()
                wide_px = max(LEAST_PX, (end - begin) * self.width())
                left_px = min(left_px, self.width() - wide_px)
                area = turned(self, QRectF(left_px, 0, wide_px, self.height()))
                painter.fillRect(area, colours.surface)
                painter.setPen(QPen(colours.text, 1))
                painter.setBrush(QBrush(colours.text, Qt.BrushStyle.BDiagPattern))
                painter.drawRect(area.adjusted(0.5, 0.5, -0.5, -0.5))


def _parts(damaged: Sequence[Damaged], harm: Harm, of_plan: bool) -> list[tuple[float, float]]:
    """Return where the damage is, as shares of the bar; all of it if no day is known of it."""
    if not damaged:
        return []
    first, last = harm.first, harm.last
    days = sorted({day for day in map(_day_of, damaged) if day is not None})
    if not days or first is None or last is None or first >= last:
        return [(0.0, 1.0)]
    span = (last - first).days + 1
    stretches = [(day, _until(day, harm) if of_plan else day) for day in days]
    seen = [(max(first, begin), min(last, end)) for begin, end in stretches]
    shares = [
        ((begin - first).days / span, ((end - first).days + 1) / span)
        for begin, end in seen
        if begin <= end
    ]
    return _joined(shares) or [(0.0, 1.0)]


def _joined(shares: list[tuple[float, float]]) -> list[tuple[float, float]]:
    """Return the parts with those that touch as one."""
    joined: list[tuple[float, float]] = []
    for begin, end in shares:
        if joined and begin <= joined[-1][1] + TOUCHING:
            joined[-1] = joined[-1][0], max(end, joined[-1][1])
        else:
            joined.append((begin, end))
    return joined


def _until(start: date, harm: Harm) -> date:
    """Return the last day of a step of the plan: the one before the next sound step."""
    steps = [entry.start for entry in harm.sound.values() if isinstance(entry, Phase)]
    later = min((each for each in steps if each > start), default=None)
    return date.max if later is None else later - timedelta(days=1)


def _day_of(damaged: Damaged) -> date | None:
    with suppress(ValueError):  # the day itself may be what is damaged
        return date.fromisoformat(damaged.day or "")
    return None


def _words(damaged: Sequence[Damaged], of_plan: bool) -> str:
    if not damaged:
        return _("sound")
    days = sorted({day for day in map(_day_of, damaged) if day is not None})
    if of_plan:
        count = plural(len(damaged), "{count} step", "{count} steps")
        if len(days) != 1:
            return count
        return _("{steps}, from {day}").format(steps=count, day=short_day(days[0]))
    count = plural(len(damaged), "{count} entry", "{count} entries")
    if len(days) > 1:
        words = _("{entries}, {first} to {last}")
        return words.format(entries=count, first=short_day(days[0]), last=short_day(days[-1]))
    if not days:
        return count
    return _("{entries} of {day}").format(entries=count, day=short_day(days[0]))
