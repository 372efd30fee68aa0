"""Goes over every page, and every dialog that a command or a button opens."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from tests.accessibility.desk import Program
from tests.accessibility.rules import Walked, walk
from tests.accessibility.tree import Gone, Node, NotFound, until

PAGES = ("Today", "History", "Trends", "Labs & weight", "Course", "Visit report", "Warning signs")
ASIDE = ("For the consultation",)
LEAVE = ("Cancel", "Close", "OK", "Not now")
OPENS_S = 5.0
"""So long a command may take to open a dialog; some open none, as there is nothing to ask."""


def pages_and_dialogs(program: Program) -> Iterator[Walked]:
    """Walk over each page and what its buttons open, then over what the menus open."""
    seen: set[str] = set()
    yield walk(program.tabs, "Sidebar")
    for title in PAGES:
        walked = walk(program.page(title), title)
        yield walked
        for name, button in walked.buttons.items():
            if name.endswith("…"):
                yield from _opened(program, button, seen)
    for title in ASIDE:
        yield walk(program.show_aside(title), title)
    program.page("Today")
    for item in program.bar.all("menu item", hidden=True):
        if item.name.endswith("…") and "sensitive" in item.states:
            yield from _opened(program, item, seen)


def imports(program: Program, folder: Path) -> Iterator[Walked]:
    """Walk over what a table that comes in is shown in: its columns, then its rows."""
    table = folder / "scale.csv"
    table.write_text("Date;Weight;Steps\n12.10.2026;63,4;4000\n", encoding="utf-8")
    program.command("Import…")
    asked = program.dialog()
    asked.find("text", "File name:").type(str(table))
    way_in = asked.find("push button", "Open")
    until(lambda: "sensitive" in way_in.states, "the file is found")
    way_in.act()
    columns = program.dialog("Read a table")
    yield walk(columns, columns.name)
    columns.find("push button", "Read it").act()
    until(lambda: columns.place not in {each.place for each in program.dialogs}, "it is read")
    rows = program.dialog()
    walked = walk(rows, rows.name)
    yield walked
    leave(program, rows, walked)


def _opened(program: Program, opens: Node, seen: set[str]) -> Iterator[Walked]:
    """Walk over what a command opens, unless it is known by now, and close it."""
    try:
        name = opens.name
        opens.act()
        dialog = program.dialog(patience_s=OPENS_S)
    except (Gone, NotFound):
        return
    title = dialog.name or name
    walked = walk(dialog, title)
    if title not in seen:
        seen.add(title)
        if any(each.role == "tree" and each.name == "Files" for each in walked.nodes):
            walked.title += " (a dialog of Qt)"
            walked.faults.clear()
        yield walked
    leave(program, dialog, walked)


def leave(program: Program, dialog: Node, walked: Walked) -> None:
    """Close a dialog without doing anything."""
    way = next((walked.buttons[name] for name in LEAVE if name in walked.buttons), None)
    if way is None:
        raise NotFound(f"a way out of {walked.title}; there are {sorted(walked.buttons)}")
    way.act()
    until(lambda: dialog.place not in {each.place for each in program.dialogs}, walked.title)
