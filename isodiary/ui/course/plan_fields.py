"""Asking what to take: the rhythm, and the capsules, meal and time of each dose of its days."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from datetime import date, time
from itertools import pairwise

from PySide6.QtCore import QObject, QSize, Qt, Signal, Slot
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QGridLayout, QVBoxLayout, QWidget

from isodiary.domain.course import Phase, Plan
from isodiary.domain.day import wall
from isodiary.domain.dose import Capsules, capsules_text
from isodiary.domain.errors import Refused
from isodiary.domain.meal import Meal
from isodiary.domain.plan import make_slots
from isodiary.language import _, marked
from isodiary.services import typed
from isodiary.services.course.words import meal_and_time
from isodiary.services.words.names import SLOT_NAMES
from isodiary.ui.course.capsules import CapsulesCell
from isodiary.ui.course.rhythm import Rhythm, RhythmField
from isodiary.ui.kit.fields.base import TypedField
from isodiary.ui.tools import Tools

USUAL_MEALS = (Meal.BREAKFAST, Meal.DINNER, Meal.LUNCH)
LABELS = (marked("&First dose"), marked("Seco&nd dose"), marked("T&hird dose"))
ONCE = marked("Leave it empty if there is none.")
BESIDE = 2
"""So many days of a cycle stand side by side."""

Doses = tuple[Meal, time, tuple[Capsules, ...]]
"""A meal, its time, and the capsules on each day of the cycle; none on a day without."""


class DoseRow(QWidget):
    """One dose: the meal and time it is taken with, and its capsules on each day of the cycle.

    Attributes:
        label: Its label, with the line of its capsules as its buddy.
        meal: The field of the meal; what is wrong stands below all of them.
        needed: Says whether there must be such a dose, as there is no other.
        cells: Those of the capsules, one for each day of the cycle.

    Signals: `changed` whenever something else is typed.
    """

    changed = Signal()

    def __init__(
        self, tools: Tools, place: int, strengths: Capsules = (), *, meal_first: bool = False
    ) -> None:
        super().__init__()
        self._tools = tools
        self._place = place
        self._strengths = strengths
        self._meal_first = meal_first
        self.needed: Callable[[], bool] = lambda: place == 0
        self.meal = _meal_field(tools, place)
        self.cells: list[CapsulesCell] = []
        self._body = QVBoxLayout(self)
        self._body.setContentsMargins(0, 0, 0, 0)
        self._body.setSpacing(2)
        self._lines = QGridLayout()
        self._body.addLayout(self._lines)
        self._columns = 1
        self._placed: list[tuple[QWidget, int, int, int]] = []
        self._add_cell()
        self.label = self.capsules.label
        self.label.setBuddy(self.capsules.line)  # what changes most often
        self.setFocusProxy(self.capsules.line)
        if meal_first:
            self.meal.label.setParent(self)
            self.meal.label.hide()
        self._place_lines()
        self._take(self.capsules)
        self._take(self.meal)

    @property
    def capsules(self) -> TypedField[Capsules]:
        """The field of the capsules on the first day of the cycle."""
        return self.cells[0].field

    @property
    def shown(self) -> Sequence[CapsulesCell]:
        """The cells of the days that the cycle has."""
        return self.cells[: self._columns]

    @property
    def left_out(self) -> bool:
        """Whether there is no such dose, which may not be said of all of them."""
        return all(cell.field.empty for cell in self.shown)

    @property
    def wrong(self) -> bool:
        """Whether something is said about it."""
        return self.meal.wrong or any(cell.field.wrong for cell in self.shown)

    def set_columns(self, captions: Sequence[str]) -> None:
        """Have a cell for each day of the cycle, with words over it."""
        while len(self.cells) < len(captions):
            self._add_cell()
        self._columns = len(captions)
        for place, cell in enumerate(self.cells):
            cell.set_caption(captions[place] if place < len(captions) else "")
            cell.setVisible(place < len(captions))
        self._place_lines()
        self.updateGeometry()

    def value(self) -> Doses | None:
        """Return the dose; None if it is left out.

        Raises:
            Refused: What is typed is no dose.
        """
        if self.left_out:
            if self.needed():
                raise Refused(_(typed.CAPSULES))
            return None
        given = tuple(self._capsules(cell) for cell in self.shown)
        return (*self.meal.value(), given)

    def typed(self) -> tuple[str, ...]:
        """Return what stands in its lines."""
        return (self.meal.text, *(cell.field.text for cell in self.shown))

    def say(self, sentence: str) -> None:
        """Say what is wrong, under the field that it is about."""
        for field in self._fields():
            field.say("")
        if sentence:
            self._blamed().say(sentence)

    def take_focus(self) -> None:
        """Give the focus to the field that is wrong, or to the first."""
        next((field for field in self._fields() if field.wrong), self.capsules).take_focus()

    def _fields(self) -> Sequence[TypedField[object]]:
        return [*(cell.field for cell in self.shown), self.meal]

    def _blamed(self) -> TypedField[object]:
        for cell in self.shown:
            try:
                self._capsules(cell)
            except Refused:
                return cell.field
        return self.capsules if self.left_out else self.meal

    def _capsules(self, cell: CapsulesCell) -> Capsules:
        return () if cell.field.empty else cell.field.value()

    def _add_cell(self) -> None:
        place = len(self.cells)
        aid = _(ONCE) if self._place == 1 and not self._meal_first and not place else ""
        label = _(LABELS[self._place]) if not place else ""
        cell = CapsulesCell(self._tools.theme, label, self._strengths, self._tools.habits, aid=aid)
        cell.field.edit.setAccessibleName(_accessible(self._place, place))
        self.cells.append(cell)
        if place:
            self._take(cell.field)
            cell.setParent(self)
            stops = [self.cells[place - 1].stops[-1], *cell.stops]
            for before, after in pairwise(stops):
                QWidget.setTabOrder(before, after)

    def _take(self, field: TypedField[object]) -> None:
        """Have what helps with a field, and what is wrong with it, below all lines."""
        self._body.addWidget(field.aid)
        self._body.addWidget(field.problem)
        field.changed.connect(self.changed)
        if field.parent() is None:
            field.setParent(self)  # its parts leave it for the row
        field.hide()

    def minimumSizeHint(self) -> QSize:
        """Return the room for its widest part alone: the others can go below it."""
        parts = [self.meal.line, *self.shown]
        widest_px = max(part.minimumSizeHint().width() for part in parts)
        least_px = super().minimumSizeHint()
        return QSize(widest_px if self._meal_first else least_px.width(), least_px.height())

    def resizeEvent(self, event: QResizeEvent) -> None:
        self._place_lines()
        super().resizeEvent(event)

    def _place_lines(self) -> None:
        """Put the meal and two days side by side, or below each other where there is no room."""
        places = list(self._places())
        if places == self._placed:
            return
        self._placed = places
        for part, *_rest in places:
            self._lines.removeWidget(part)
        for part, line, column, stretch in places:
            level = part is self.meal.label  # with the line, which is as high as its row
            aligned = Qt.AlignmentFlag.AlignVCenter if level else Qt.AlignmentFlag.AlignBottom
            self._lines.addWidget(part, line, column, aligned)
            self._lines.setColumnStretch(column, stretch)

    def _places(self) -> Iterator[tuple[QWidget, int, int, int]]:
        """Yield each part with its line, column, and the stretch of that."""
        if not self._meal_first:
            yield self.cells[0], 0, 0, 2
            yield self.meal.label, 0, 1, 0
            yield self.meal.line, 0, 2, 3
            for place, cell in enumerate(self.cells[1:], start=1):
                yield cell, place, 0, 2
            return
        yield self.meal.line, 0, 0, 2
        beside = min(BESIDE, self._columns)
        parts = [self.meal.line, *self.cells[:beside]]
        gaps_px = self._lines.horizontalSpacing() * beside
        wide = self.width() >= sum(part.minimumSizeHint().width() for part in parts) + gaps_px
        for place, cell in enumerate(self.cells):
            if wide:
                yield cell, place // BESIDE, 1 + place % BESIDE, 2 if place < self._columns else 0
            else:
                yield cell, 1 + place, 0, 2


class PlanFields(QObject):
    """The rhythm and the rows of a plan; a row without capsules is no dose.

    Attributes:
        rhythm: The rhythm; it makes the columns of the rows.
        rows: The doses.

    Signals: `columns_changed` after the rhythm gave the rows other columns.
    """

    columns_changed = Signal()

    def __init__(
        self,
        tools: Tools,
        rows: int,
        parent: QObject,
        *,
        strengths: Capsules = (),
        meal_first: bool = False,
    ) -> None:
        super().__init__(parent)
        self._tools = tools
        self._start = tools.today
        self.rhythm = RhythmField(tools, letters=meal_first)
        self.rows = tuple(
            DoseRow(tools, place, strengths, meal_first=meal_first) for place in range(rows)
        )
        self._filled: Plan | None = None
        self._as_filled: object = None
        self._captions: Sequence[str] = ("",)
        self.rows[0].needed = self._has_no_other
        self.rhythm.changed.connect(self._make_columns)
        for row in self.rows:
            row.changed.connect(self._make_columns)

    def _has_no_other(self) -> bool:
        return all(row.left_out for row in self.rows[1:])

    def fill(self, plan: Plan) -> None:
        """Show a plan, to be typed over."""
        self.rhythm.choose(plan)
        self._make_columns()
        known = {slot.meal: slot.planned for slot in reversed(plan.slots)}
        meals = sorted(known, key=lambda meal: wall(date.min, known[meal]))
        free = [meal for meal in USUAL_MEALS if meal not in known]
        for place, row in enumerate(self.rows):
            if place < len(meals):
                self._fill_row(row, meals[place], known[meals[place]], plan)
            else:
                meal = free.pop(0)
                self._fill_row(row, meal, meal.usual_time, None)
        self._filled, self._as_filled = plan, self._typed()

    def follow_start(self, start: date) -> None:
        """Say over the columns on which days they are of a plan that begins on a day."""
        self._start = start
        self._make_columns()

    def plan(self) -> Plan:
        """Return what is typed.

        Raises:
            Refused: A row is no dose, or two are at the same meal, which is said beside the last.
        """
        rhythm = self.rhythm.value()
        doses = [dose for row in self.rows if (dose := row.value()) is not None]
        if self._filled is not None and self._typed() == self._as_filled:
            return self._filled  # which may say more than the rows can
        try:
            days = tuple(
                make_slots((meal, at, given[n]) for meal, at, given in doses if given[n])
                for n in range(rhythm.days)
            )
            return Plan(days=days, weekdays=rhythm.weekdays)
        except ValueError as error:
            last = [row for row in self.rows if not row.left_out][-1]
            last.say(str(error))
            raise Refused(str(error)) from error

    def _fill_row(self, row: DoseRow, meal: Meal, at: time, plan: Plan | None) -> None:
        row.meal.set_text(meal_and_time(meal, at, self._tools.habits))
        for place, cell in enumerate(row.shown):
            slots = plan.days[place] if plan is not None and place < len(plan.days) else ()
            capsules = next((slot.capsules for slot in slots if slot.meal is meal), ())
            cell.field.set_text(self._tools.habits.figure(capsules_text(capsules)))

    def _typed(self) -> object:
        weekdays = self.rhythm.weekdays.values
        rows = [row.typed() for row in self.rows]
        return self.rhythm.way, weekdays, self.rhythm.count.text(), rows

    @Slot()
    def _make_columns(self) -> None:
        try:
            rhythm = self.rhythm.value()
        except Refused:
            rhythm = Rhythm()
            if len(self._captions) > 1:
                return  # while another number is typed, the columns stay
        totals_ug = self._totals(rhythm.days)
        captions = rhythm.captions(self._start, totals_ug, self._tools.habits)
        if captions != self._captions:
            others = len(captions) != len(self._captions)
            self._captions = captions
            plain = rhythm.names  # the days and amounts over the first row are enough
            for row in self.rows:
                row.set_columns(captions if row is self.rows[0] else plain)
            if others:
                self.columns_changed.emit()

    def _totals(self, days: int) -> tuple[int, ...]:
        """Return the micrograms of each day of the cycle, as far as they can be read."""
        cells = [cell for row in self.rows for cell in enumerate(row.cells[:days])]
        found = [0] * days
        for place, cell in cells:
            found[place] += sum(cell.held)
        return tuple(found)


def strengths_of(tools: Tools, product: str, phases: Sequence[Phase]) -> Capsules:
    """Return the strengths to offer at a press: those planned before, then those of the product."""
    plans = [phase.plan for phase in phases if phase.plan is not None]
    used = Counter(ug for plan in plans for slot in plan.slots for ug in slot.capsules)
    known = tools.catalogues.products.named(product)
    others = sorted(known.strengths_ug if known else USUAL_STRENGTHS, reverse=True)
    found = [*sorted(used, reverse=True), *(ug for ug in others if ug not in used)]
    return tuple(found[: max(BESIDE, min(len(used), 3))])


def _accessible(dose: int, day: int) -> str:
    """Return the name of the capsules of a dose, on a day of the cycle after the first one."""
    said = (
        _("{dose}, capsules in mg, day {day} of the cycle") if day else _("{dose}, capsules in mg")
    )
    return said.format(dose=_(SLOT_NAMES[dose]), day=day + 1)


USUAL_STRENGTHS = (10_000, 20_000)


def _meal_field(tools: Tools, place: int) -> TypedField[tuple[Meal, time]]:
    usual = USUAL_MEALS[place]
    shown = meal_and_time(usual, usual.usual_time, tools.habits)
    choices = [meal_and_time(meal, meal.usual_time, tools.habits) for meal in Meal]
    field = TypedField(tools.theme, "with", typed.meal_time, text=shown, choices=choices)
    field.edit.setAccessibleName(_("{dose}, meal and time").format(dose=_(SLOT_NAMES[place])))
    return field
