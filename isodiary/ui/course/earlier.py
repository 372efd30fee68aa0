"""Asking about the part of a course before its diary: what was taken, and where that begins."""

from __future__ import annotations

from datetime import date, time

from isodiary.domain.course import Course, Opening
from isodiary.domain.errors import Refused
from isodiary.domain.units import thousandth
from isodiary.language import _, marked, pgettext, pmarked
from isodiary.services import typed
from isodiary.services.days.typed_day import DayReader, Toward
from isodiary.services.days.typed_time import read_time
from isodiary.services.habits import Habits
from isodiary.services.words.days import clock_time, full_day
from isodiary.ui.kit.fields.base import TypedField
from isodiary.ui.tools import Tools

PLANNED, UNKNOWN = pmarked("taken before", "as planned"), pmarked("taken before", "not known")
OPENING = marked("Type the mg taken before, or choose as planned or not known.")
OPENING_AID = marked(
    "In this course, before the first dose of the diary: in mg, as planned, or not known."
)
KEPT_AID = marked("The first dose of the diary. Nothing before it is due or missed.")
FIRST_CAPSULE = marked("the first capsule")
TOO_EARLY = marked("A diary of a course cannot begin before its first capsule.")

Kept = tuple[date, time | None]
"""A day, and the time of the first of its doses that counts; None for all of them."""


def _before(text: str) -> str:
    return pgettext("taken before", text)


class OpeningField(TypedField[tuple[Opening, int]]):
    """What was taken before the diary: mg, as planned, or not known."""

    def __init__(self, tools: Tools, label: str) -> None:
        self._habits = tools.habits
        choices = (_before(PLANNED), _before(UNKNOWN))
        example = _("mg, as planned, or not known")
        super().__init__(
            tools.theme, label, read_opening, choices=choices, example=example, aid=_(OPENING_AID)
        )
        self.set_text("")
        self.edit.setAccessibleName(label.replace("&", ""))

    def show_opening(self, course: Course) -> None:
        """Fill in what is noted about a course, to be typed over."""
        known = f"{thousandth(course.opening_ug).normalize():f}"
        words = {Opening.PLANNED: _before(PLANNED), Opening.UNKNOWN: _before(UNKNOWN)}
        self.set_text(words.get(course.opening, self._habits.figure(known)))


class KeptField(TypedField[Kept | None]):
    """From which dose on the diary is kept: a day, and a time behind it; None for the first one."""

    def __init__(self, tools: Tools, label: str) -> None:
        self._tools = tools
        super().__init__(
            tools.theme, label, self._kept, choices=("",), example=_(FIRST_CAPSULE), aid=_(KEPT_AID)
        )
        self.set_text("")
        self._offered = ""
        self.edit.setAccessibleName(label.replace("&", ""))

    def show_kept(self, kept: Kept | None) -> None:
        """Fill in a dose, to be typed over."""
        self.set_text("" if kept is None else kept_words(kept, self._tools.habits))

    def offer(self, kept: Kept, first: date) -> None:
        """Offer a dose and the first day; what was typed by hand stays."""
        offered = kept_words(kept, self._tools.habits)
        untouched = self.text in ("", self._offered)
        self._offered = offered
        assert self.box is not None
        held = self.text
        quiet = self.blockSignals(True)
        self.box.clear()
        self.box.addItems([offered, full_day(first)])
        self.set_text(offered if untouched else held)
        self.blockSignals(quiet)

    def _kept(self, text: str) -> Kept | None:
        if not text.strip():
            return None
        writing = self._tools.habits.writing
        read = DayReader(today=self._tools.today, toward=Toward.BACK, writing=writing)
        day, comma, at = text.rpartition(",")
        if comma and ":" in at:
            return read(day), read_time(at, writing)
        day, _, at = text.strip().rpartition(" ")
        return (read(day), read_time(at, writing)) if day and ":" in at else (read(text), None)


def read_opening(text: str) -> tuple[Opening, int]:
    """Return how it is known what was taken before, and the micrograms if it is said in mg.

    Raises:
        Refused: It is none of the three.
    """
    word = " ".join(text.casefold().split())
    if word in (PLANNED, _before(PLANNED), Opening.PLANNED.value):
        return Opening.PLANNED, 0
    if word in (UNKNOWN, _before(UNKNOWN), Opening.UNKNOWN.value, "?"):
        return Opening.UNKNOWN, 0
    if not word:
        raise Refused(_(OPENING))
    return Opening.MG, typed.amount(text)


def kept_words(kept: Kept, habits: Habits) -> str:
    """Return "28 Nov 2026, 19:00", as it is typed."""
    day, at = kept
    return full_day(day) if at is None else f"{full_day(day)}, {clock_time(at, habits)}"
