"""The dose-step table, what was taken, felt and tested at each dose; and with which meals."""

from __future__ import annotations

from collections.abc import Mapping
from fractions import Fraction

from PySide6.QtWidgets import QWidget

from isodiary.domain.period import Period
from isodiary.services.doses.meals import MealTable, Swallowed, read_meals
from isodiary.services.figures.steps import HIGHEST, LOWEST, StepRow
from isodiary.services.figures.words import name_of
from isodiary.services.habits import PLAIN, Habits
from isodiary.services.words.days import full_day, short_day
from isodiary.services.words.names import MEAL_NAMES, slot_name
from isodiary.services.words.units import (
    HARD,
    counted_words,
    grouped,
    mg_text,
    per_kg_text,
    percent_text,
)
from isodiary.storage.reads.course import course_on
from isodiary.ui.kit.card import Card
from isodiary.ui.kit.table import NOWHERE, Cell, CellModel, Index, PlainTable
from isodiary.ui.kit.text import Text, Tone
from isodiary.ui.tools import Tools

HEADING = "Meals"
NOTHING = "No dose was swallowed in these days, or none is recorded."
NOT_NOTED = "Not noted"
EXTRA = "Extra doses"
NO_MEALS = "–"


class MealModel(CellModel):
    """A row for each meal, a column for each slot."""

    def __init__(self) -> None:
        super().__init__()
        self._rows: tuple[tuple[Cell, ...], ...] = ()

    def show_meals(self, table: MealTable, habits: Habits = PLAIN) -> None:
        """Show other doses."""
        self.beginResetModel()
        most = max((slot or 0 for slot in table.slots), default=0)
        slots = (EXTRA if slot is None else slot_name(slot, most) for slot in table.slots)
        self.heads = ("Meal", *slots)
        self._rows = tuple(
            (
                Cell(NOT_NOTED if meal is None else MEAL_NAMES[meal]),
                *(_cell(table.at(slot, meal), habits) for slot in table.slots),
            )
            for meal in table.meals
        )
        self.endResetModel()

    def rowCount(self, parent: Index = NOWHERE) -> int:
        return 0 if parent.isValid() else len(self._rows)

    def cell(self, row: int, column: int) -> Cell:
        return self._rows[row][column]


class MealsCard(Card):
    """A table of meals and slots, with the shares of the mg below it.

    Attributes:
        table: Rows are meals, columns are slots.
    """

    def __init__(self, tools: Tools, parent: QWidget | None = None) -> None:
        super().__init__(tools.theme, parent=parent)
        self._tools = tools
        self._days = Text(tools.theme, tone=Tone.SMALL, wrap=True)
        self._meals = MealModel()
        self.table = PlainTable(tools.theme, "Doses by meal", self._meals, lines=2.5)
        self._meals.setParent(self.table)
        self.table.horizontalHeader().setStretchLastSection(False)  # figures stay side by side
        self._shares = Text(tools.theme, wrap=True)
        self.setAccessibleName(HEADING)
        self.body.addWidget(Text(tools.theme, HEADING, Tone.HEADING))
        for widget in (self._days, self.table, self._shares):
            self.body.addWidget(widget)
        self.body.addStretch(1)

    def show_period(self, period: Period) -> None:
        """Show the doses swallowed in these days, those of one course."""
        course = course_on(self._tools.diary, period.last)
        table = read_meals(self._tools.diary, course, period) if course else None
        held = table is not None and not table.empty
        self._days.setText(f"{full_day(period.first)} to {full_day(period.last)}")
        self._days.setVisible(held)
        self.table.setVisible(held)
        if table is not None and held:
            self._show(table)
        else:
            self._shares.setText(NOTHING)
        self.setAccessibleDescription(self._shares.text())

    def _show(self, table: MealTable) -> None:
        self._meals.show_meals(table, self._tools.habits)
        self.table.fit()
        self._shares.setText("\n".join(share_lines(table, self._tools.habits)))


def share_lines(table: MealTable, habits: Habits = PLAIN) -> list[str]:
    """Return the shares of the mg in words, a line each, and what was not noted."""
    main = "with breakfast, lunch or dinner"
    lines = [_share(table.main_meal_percent, main, "a meal", table.meal_not_noted, habits)]
    return [
        *lines,
        _share(table.with_fat_percent, "with some or much fat", "fat", table.fat_not_noted, habits),
    ]


def _share(
    share: Fraction | None, how: str, what: str, not_noted: Swallowed, habits: Habits
) -> str:
    if share is None:
        return f"Nowhere was it noted whether with {what}."
    said = f"{percent_text(share)} of the mg {how}, of those with {what} noted"
    if not not_noted.count:
        return f"{said}."
    doses = counted_words(not_noted.count, "dose")
    return f"{said}; not noted: {doses}, {mg_text(not_noted.amount_ug, habits)}."


def _cell(swallowed: Swallowed, habits: Habits) -> Cell:
    if not swallowed.count:
        return Cell(NO_MEALS)
    return Cell(mg_text(swallowed.amount_ug, habits), counted_words(swallowed.count, "dose"))


NO_STEPS = "–"


class StepModel(CellModel):
    """A row for each dose step, oldest first."""

    def __init__(self) -> None:
        super().__init__()
        self._rows: tuple[tuple[Cell, ...], ...] = ()

    def show_steps(
        self,
        steps: tuple[StepRow, ...],
        symptoms: tuple[str, ...],
        names: Mapping[str, str],
        habits: Habits = PLAIN,
    ) -> None:
        """Show other steps, with some of the symptoms."""
        self.beginResetModel()
        heads = (name_of(names, symptom) for symptom in symptoms)
        self.heads = ("Dose", "Days", "Taken", "mg taken", *heads, "Blood tests")
        self._rows = tuple(_cells(row, symptoms, habits) for row in steps)
        self.endResetModel()

    def rowCount(self, parent: Index = NOWHERE) -> int:
        return 0 if parent.isValid() else len(self._rows)

    def cell(self, row: int, column: int) -> Cell:
        return self._rows[row][column]


class StepsCard(Card):
    """The dose steps of the course."""

    def __init__(self, tools: Tools) -> None:
        super().__init__(tools.theme)
        self._tools = tools
        self.steps = StepModel()
        self.table = PlainTable(tools.theme, "Dose steps", self.steps, lines=2.5, most_rows=8)
        self.steps.setParent(self.table)
        self.body.addWidget(Text(tools.theme, "By dose step", Tone.HEADING))
        self.body.addWidget(self.table)
        self.note = Text(tools.theme, tone=Tone.SMALL, wrap=True)
        self.body.addWidget(self.note)
        self.body.addStretch(1)

    def show_steps(
        self, steps: tuple[StepRow, ...], symptoms: tuple[str, ...], names: Mapping[str, str]
    ) -> None:
        """Show other steps, with some of the symptoms."""
        self.steps.show_steps(steps, symptoms, names, self._tools.habits)
        self.table.fit()
        self.note.setText(_note(steps, symptoms))
        self.setVisible(bool(steps))


def _cells(row: StepRow, symptoms: tuple[str, ...], habits: Habits) -> tuple[Cell, ...]:
    step = row.step
    return (
        Cell(f"{mg_text(step.daily_ug, habits)} a day", f"from {full_day(step.first)}"),
        Cell(grouped(step.days)),
        Cell(percent_text(step.adherence), f"{step.done} of {step.due}"),
        Cell(mg_text(row.taken_ug, habits)),
        *(_felt(row, symptom, habits) for symptom in symptoms),
        Cell(", ".join(short_day(day) for day in row.labs[-2:]) or NO_STEPS, _more(row)),
    )


def _felt(row: StepRow, symptom: str, habits: Habits) -> Cell:
    """Return the mean with its letter; below it the worst, and when it began."""
    figures = row.step.symptoms.get(symptom)
    if figures is None:
        return Cell(NO_STEPS)
    letter = row.letters.get(symptom, "")
    mean = f"{per_kg_text(figures.mean, 1, habits)}{HARD}{letter}".rstrip()
    onset = row.onsets.get(symptom)
    began = f", began day {onset}" if onset is not None else ""
    return Cell(mean, f"worst {figures.worst}{began}")


def _more(row: StepRow) -> str:
    earlier = len(row.labs) - 2
    return f"and {earlier} earlier" if earlier > 0 else ""


def _note(steps: tuple[StepRow, ...], symptoms: tuple[str, ...]) -> str:
    parts = ["Taken: doses taken or partly taken of those due."]
    if symptoms:
        parts.append("Symptoms: mean severity of the answered days, 0–3; the worst day;")
        parts.append("the day of the step on which it first began, none before.")
    if any(row.letters for row in steps):
        parts.append(f"{LOWEST}: the lowest mean of the steps, {HIGHEST}: the highest.")
    return " ".join(parts)
