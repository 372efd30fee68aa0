"""The card with the dose-step table: what was taken, felt and tested at each dose."""

from __future__ import annotations

from collections.abc import Mapping

from isodiary.domain.units import rounded
from isodiary.services.figures.steps import HIGHEST, LOWEST, StepRow
from isodiary.services.figures.words import name_of
from isodiary.services.words.days import full_day, short_day
from isodiary.services.words.units import HARD, grouped, mg_text, percent_text
from isodiary.ui.desk import Desk
from isodiary.ui.widgets.card import Card
from isodiary.ui.widgets.plain_table import NOWHERE, Cell, CellModel, Index, PlainTable
from isodiary.ui.widgets.text import Text, Tone

NONE = "–"


class StepModel(CellModel):
    """A row for each dose step, oldest first."""

    def __init__(self) -> None:
        super().__init__()
        self._rows: tuple[tuple[Cell, ...], ...] = ()

    def show_steps(
        self, steps: tuple[StepRow, ...], symptoms: tuple[str, ...], names: Mapping[str, str]
    ) -> None:
        """Show other steps, with some of the symptoms."""
        self.beginResetModel()
        heads = (name_of(names, symptom) for symptom in symptoms)
        self.heads = ("Dose", "Days", "Taken", "mg taken", *heads, "Blood tests")
        self._rows = tuple(_cells(row, symptoms) for row in steps)
        self.endResetModel()

    def rowCount(self, parent: Index = NOWHERE) -> int:
        return 0 if parent.isValid() else len(self._rows)

    def cell(self, row: int, column: int) -> Cell:
        return self._rows[row][column]


class StepsCard(Card):
    """The dose steps of the course."""

    def __init__(self, desk: Desk) -> None:
        super().__init__(desk.theme)
        self.steps = StepModel()
        self.table = PlainTable(desk.theme, "Dose steps", self.steps, lines=2.5, most_rows=8)
        self.steps.setParent(self.table)
        self.body.addWidget(Text(desk.theme, "By dose step", Tone.HEADING))
        self.body.addWidget(self.table)
        self.note = Text(desk.theme, tone=Tone.SMALL, wrap=True)
        self.body.addWidget(self.note)

    def show_steps(
        self, steps: tuple[StepRow, ...], symptoms: tuple[str, ...], names: Mapping[str, str]
    ) -> None:
        """Show other steps, with some of the symptoms."""
        self.steps.show_steps(steps, symptoms, names)
        self.table.fit()
        self.note.setText(_note(steps, symptoms))
        self.setVisible(bool(steps))


def _cells(row: StepRow, symptoms: tuple[str, ...]) -> tuple[Cell, ...]:
    step = row.step
    return (
        Cell(f"{mg_text(step.daily_ug)} a day", f"from {full_day(step.first)}"),
        Cell(grouped(step.days)),
        Cell(percent_text(step.adherence), f"{step.done} of {step.due}"),
        Cell(mg_text(row.taken_ug)),
        *(_felt(row, symptom) for symptom in symptoms),
        Cell(", ".join(short_day(day) for day in row.labs[-2:]) or NONE, _more(row)),
    )


def _felt(row: StepRow, symptom: str) -> Cell:
    """Return the mean with its letter; below it the worst, and when it began."""
    figures = row.step.symptoms.get(symptom)
    if figures is None:
        return Cell(NONE)
    letter = row.letters.get(symptom, "")
    mean = f"{rounded(figures.mean, 1)}{HARD}{letter}".rstrip()
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
