"""The dose-step table, what was taken, felt and tested at each dose; and with which meals."""

from __future__ import annotations

from collections.abc import Mapping
from fractions import Fraction

from PySide6.QtWidgets import QWidget

from isodiary.domain.period import Period
from isodiary.language import _, marked, plural
from isodiary.services.doses.meals import MealTable, Swallowed, read_meals
from isodiary.services.figures.steps import HIGHEST, LOWEST, StepRow
from isodiary.services.figures.words import name_of
from isodiary.services.habits import PLAIN, Habits
from isodiary.services.words.days import full_day, short_day
from isodiary.services.words.names import MEAL_NAMES, slot_name
from isodiary.services.words.units import (
    HARD,
    grouped,
    mg_text,
    per_kg_text,
    percent_text,
    range_text,
)
from isodiary.storage.reads.course import course_on
from isodiary.ui.kit.card import Card
from isodiary.ui.kit.table import NOWHERE, Cell, CellModel, Index, PlainTable
from isodiary.ui.kit.text import Text, Tone
from isodiary.ui.tools import Tools

HEADING = marked("Meals")
NOTHING = marked("No dose was swallowed in these days, or none is recorded.")
NOT_NOTED = marked("Not noted")
EXTRA = marked("Extra doses")
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
        slots = (_(EXTRA) if slot is None else slot_name(slot, most) for slot in table.slots)
        self.heads = (_("Meal"), *slots)
        self._rows = tuple(
            (
                Cell(_(NOT_NOTED) if meal is None else _(MEAL_NAMES[meal])),
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
        self.table = PlainTable(tools.theme, _("Doses by meal"), self._meals, lines=2.5)
        self._meals.setParent(self.table)
        self.table.horizontalHeader().setStretchLastSection(False)  # figures stay side by side
        self._shares = Text(tools.theme, wrap=True)
        self.setAccessibleName(_(HEADING))
        self.body.addWidget(Text(tools.theme, _(HEADING), Tone.HEADING))
        for widget in (self._days, self.table, self._shares):
            self.body.addWidget(widget)
        self.body.addStretch(1)

    def show_period(self, period: Period) -> None:
        """Show the doses swallowed in these days, those of one course."""
        course = course_on(self._tools.diary, period.last)
        table = read_meals(self._tools.diary, course, period) if course else None
        held = table is not None and not table.empty
        self._days.setText(range_text(full_day(period.first), full_day(period.last)))
        self._days.setVisible(held)
        self.table.setVisible(held)
        if table is not None and held:
            self._show(table)
        else:
            self._shares.setText(_(NOTHING))
        self.setAccessibleDescription(self._shares.text())

    def _show(self, table: MealTable) -> None:
        self._meals.show_meals(table, self._tools.habits)
        self.table.fit()
        self._shares.setText("\n".join(share_lines(table, self._tools.habits)))


def share_lines(table: MealTable, habits: Habits = PLAIN) -> list[str]:
    """Return the shares of the mg in words, a line each, and what was not noted."""
    meal, fat = table.main_meal_percent, table.with_fat_percent
    if meal is None:
        main = _("Nowhere was it noted whether with a meal.")
    else:
        main = _not_noted(
            _("{percent} of the mg with breakfast, lunch or dinner, of those with a meal noted"),
            meal,
            table.meal_not_noted,
            habits,
        )
    if fat is None:
        return [main, _("Nowhere was it noted whether with fat.")]
    fatty = _("{percent} of the mg with some or much fat, of those with fat noted")
    return [main, _not_noted(fatty, fat, table.fat_not_noted, habits)]


def _not_noted(share: str, percent: Fraction, not_noted: Swallowed, habits: Habits) -> str:
    said = share.format(percent=percent_text(percent))
    if not not_noted.count:
        return f"{said}."
    rest = plural(
        not_noted.count,
        "{share}; not noted: {count} dose, {amount}.",
        "{share}; not noted: {count} doses, {amount}.",
    )
    return rest.format(share=said, amount=mg_text(not_noted.amount_ug, habits))


def _cell(swallowed: Swallowed, habits: Habits) -> Cell:
    if not swallowed.count:
        return Cell(NO_MEALS)
    return Cell(
        mg_text(swallowed.amount_ug, habits),
        plural(swallowed.count, "{count} dose", "{count} doses"),
    )


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
        self.heads = (_("Dose"), _("Days"), _("Taken"), _("mg taken"), *heads, _("Blood tests"))
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
        self.table = PlainTable(tools.theme, _("Dose steps"), self.steps, lines=2.5, most_rows=8)
        self.steps.setParent(self.table)
        self.body.addWidget(Text(tools.theme, _("By dose step"), Tone.HEADING))
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
        Cell(
            _("{amount} a day").format(amount=mg_text(step.daily_ug, habits)),
            _("from {day}").format(day=full_day(step.first)),
        ),
        Cell(grouped(step.days)),
        Cell(
            percent_text(step.adherence),
            _("{number} of {due}").format(number=step.done, due=step.due),
        ),
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
    said = _("worst {worst}") if onset is None else _("worst {worst}, began day {day}")
    return Cell(mean, said.format(worst=figures.worst, day=onset))


def _more(row: StepRow) -> str:
    earlier = len(row.labs) - 2
    return plural(earlier, "and {count} earlier", "and {count} earlier") if earlier > 0 else ""


def _note(steps: tuple[StepRow, ...], symptoms: tuple[str, ...]) -> str:
    parts = [_("Taken: doses taken or partly taken of those due.")]
    if symptoms:
        parts.append(
            _(
                "Symptoms: mean severity of the answered days, 0–3; the worst day;"
                " the day of the step on which it first began, none before."
            )
        )
    if any(row.letters for row in steps):
        parts.append(
            _("{lowest}: the lowest mean of the steps, {highest}: the highest.").format(
                lowest=LOWEST, highest=HIGHEST
            )
        )
    return " ".join(parts)
