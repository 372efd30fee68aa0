"""An evening, a blood test, a visit and the page on paper, all of it by a screen reader.

No key is pressed and no pointer moved. What came of it is read by the command line, from outside.
"""

from __future__ import annotations

import json
import os
import subprocess
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from tests.accessibility.desk import NOW, ROOT, Program
from tests.accessibility.tree import until


@dataclass(frozen=True)
class Desk:
    """The program, its diary, and the Python of its commands."""

    program: Program
    python: str
    diary: Path
    folder: Path

    def entries(self, kind: str) -> list[dict[str, Any]]:
        """Return what the file holds of a kind of today and after."""
        command = (self.python, "-m", "isodiary", "--diary", str(self.diary), "list", "--json")
        done = subprocess.run(
            [*command, "--kind", kind, "--from", NOW[:10], "--to", "2027-12-31"],
            cwd=ROOT,
            env={**os.environ, "ISODIARY_NOW": NOW},
            check=True,
            capture_output=True,
            text=True,
        )
        found: list[dict[str, Any]] = json.loads(done.stdout)
        return found


def dose(desk: Desk) -> Iterator[str]:
    """Log the due dose, with another meal than usual."""
    page = desk.program.page("Today")
    lunch = page.find("radio button", "Lunch")
    lunch.act()
    until(lambda: "checked" in lunch.states, "Lunch is chosen")
    yield f"{lunch.role} {lunch.name!r} chosen"
    page.find("push button", "Taken").act()
    yield desk.program.wait_for_words("Dose logged")
    [logged] = [each for each in desk.entries("dose") if each["slot"] == 2]
    assert (logged["outcome"], logged["meal"]) == ("taken", "lunch"), logged


def symptoms(desk: Desk) -> Iterator[str]:
    """Answer one symptom, step another up, take it back, and say none for the rest."""
    page = desk.program.page("Today")
    headache = page.find("slider", "Headache")
    assert headache.value == -1, "a blank is never a 0"
    headache.set_value(2)
    yield desk.program.wait_for_words("Headache 2")
    assert headache.value == 2
    tired = page.find("slider", "Tiredness")
    tired.act("Increase")
    until(lambda: tired.value == 0, "Tiredness is 0")
    tired.act("Increase")
    yield desk.program.wait_for_words("Tiredness 1")
    tired.set_value(-1)
    until(lambda: tired.value == -1, "Tiredness is blank again")
    yield desk.program.wait_for_words("Symptom deleted")
    page.find("push button", "None for the rest").act()
    until(lambda: tired.value == 0, "none for the rest")
    yield desk.program.wait_for_words("Symptoms noted")
    answers = {each["symptom"]: each["severity"] for each in desk.entries("symptom")}
    assert answers.pop("headache", None) == 2, answers
    assert set(answers.values()) == {0}, answers
    assert len(answers) == 11, answers


def undo(desk: Desk) -> Iterator[str]:
    """Take the last change back, and make it again."""
    program = desk.program
    program.command("Undo")
    yield program.wait_for_words("Taken back")
    assert len(desk.entries("symptom")) == 1
    program.command("Redo")
    yield program.wait_for_words("Made again")
    assert len(desk.entries("symptom")) == 12


def refusal(desk: Desk) -> Iterator[str]:
    """Type a weight that nobody has: what is wrong is told beside it, and nothing is written."""
    program = desk.program
    program.command("Weight…")
    dialog = program.dialog("Weight")
    dialog.find("text", "Weight").type("nine")
    dialog.find("push button", "Save").act()
    yield program.wait_for_words("Type a weight")
    weight = dialog.find("text", "Weight")
    assert weight.description.startswith("Type a weight"), weight.description
    dialog.find("push button", "Cancel").act()
    until(lambda: not program.dialogs, "the dialog closes")
    assert desk.entries("weight") == []


def blood_test(desk: Desk) -> Iterator[str]:
    """Type in two results of today."""
    program = desk.program
    program.page("Labs & weight").find("push button", "Add a blood test").act()
    dialog = program.dialog("Add a blood test")
    dialog.find("text", "ALT (GPT), value").type("41")
    dialog.find("text", "Triglycerides, value").type("1.6")
    dialog.find("push button", "Save").act()
    yield program.wait_for_words("ALT")
    until(lambda: not program.dialogs, "the dialog closes")
    cell = program.shown.find("cell", "ALT (GPT), 23\N{NO-BREAK SPACE}Nov")
    yield f"{cell.role} {cell.name!r}"
    found = {each["analyte"]: each["value"] for each in desk.entries("lab_result")}
    assert {str(value) for value in found.values()} == {"41", "1.6"}, found


def visit(desk: Desk) -> Iterator[str]:
    """Plan a visit, and note a question for it."""
    program = desk.program
    program.command("Visit…")
    dialog = program.dialog("Visit")
    day = dialog.find("text", "Day of the visit")
    day.type("2 Dec 2026")
    until(lambda: day.description, "what was understood is told")
    yield f"{day.name!r}: {day.description}"
    dialog.find("push button", "Save").act()
    yield program.wait_for_words("Visit")
    until(lambda: not program.dialogs, "the dialog closes")
    assert "2026-12-02" in {each["day"] for each in desk.entries("visit")}
    program.command("Question for the visit…")
    dialog = program.dialog("Question")
    dialog.find("text", "Question").type("May I swim?")
    dialog.find("push button", "Save").act()
    yield program.wait_for_words("Question noted")
    until(lambda: not program.dialogs, "the dialog closes")


def history(desk: Desk) -> Iterator[str]:
    """Choose a day of the month by its cell, and read its entries."""
    page = desk.program.page("History")
    table = page.find("table", "November 2026")
    rows, columns = table.rows_and_columns
    assert (rows, columns) == (6, 7)
    cell = table.cell(2, 5)
    yield f"{table.role} {table.name!r}, {rows} by {columns}; {cell.role} {cell.name!r}"
    cell.act("Toggle")
    page.find("label", "Saturday 14 November")
    assert "selected" in table.cell(2, 5).states
    for row in page.find("list", "Entries of the day").all("list item"):
        yield f"{row.role} {row.name!r}"


def paper(desk: Desk) -> Iterator[str]:
    """Read the page for the doctor, and print it into a file."""
    program, pdf = desk.program, desk.folder / "sheet.pdf"
    page = program.page("Visit report")
    sheet = page.find("document").find("text")
    until(lambda: "mg/kg" in sheet.text, "the page has words")
    yield f"{sheet.role} {sheet.name!r} of {len(sheet.text)} letters"
    page.find("push button", "Print…").act()
    dialog = program.dialog("Print")
    dialog.find("text", "Output file").type(str(pdf))
    dialog.find("push button", "Print").act()
    until(lambda: pdf.exists() and pdf.read_bytes().endswith(b"%%EOF\n"), "the file")
    assert pdf.read_bytes().startswith(b"%PDF")
    yield f"printed, {pdf.stat().st_size // 1000} kB"
    until(lambda: not program.dialogs, "the dialog closes")


TASKS: tuple[Callable[[Desk], Iterator[str]], ...] = (
    dose,
    symptoms,
    undo,
    refusal,
    blood_test,
    visit,
    history,
    paper,
)
