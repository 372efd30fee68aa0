"""The card with the course as one strip, and what stands on the day that is read out."""

from __future__ import annotations

from PySide6.QtCore import Signal, Slot

from isodiary.services.course.strip import read_strip
from isodiary.services.course.view import CourseView
from isodiary.ui.desk import Desk
from isodiary.ui.widgets.card import Card
from isodiary.ui.widgets.course_strip import CourseStrip, StripLegend
from isodiary.ui.widgets.text import Text, Tone

HELP = "← → go from mark to mark, Enter shows the day in History."


class StripCard(Card):
    """The strip of the course that is looked at.

    Signals:
        day_asked: A `date` is wanted in History.
    """

    day_asked = Signal(object)

    def __init__(self, desk: Desk) -> None:
        super().__init__(desk.theme)
        self._desk = desk
        self.strip = CourseStrip(desk.theme)
        self.said = Text(desk.theme, HELP, Tone.MUTED, wrap=True)
        self.legend = StripLegend(desk.theme)
        for widget in (self.strip, self.said, self.legend):
            self.body.addWidget(widget)
        self.strip.read.connect(self._say)
        self.strip.day_asked.connect(self.day_asked)

    def fill(self, view: CourseView) -> None:
        """Show a course."""
        assert view.course is not None
        desk = self._desk
        strip = read_strip(desk.diary, view.course, view.phases, now=desk.now)
        self.strip.show_strip(strip)
        self.legend.explain(strip)

    @Slot(str)
    def _say(self, said: str) -> None:
        self.said.setText(said or HELP)
        self.said.set_tone(Tone.BODY if said else Tone.MUTED)
