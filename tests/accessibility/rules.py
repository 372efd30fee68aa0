"""What must hold for each node that a screen reader comes to."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, field

from tests.accessibility.tree import ACTION, TABLE, TEXT, VALUE, Gone, Node

HOLDERS = {
    "list item": {"list", "list box", "combo box", "menu", "popup menu"},
    "page tab": {"page tab list"},
    "cell": {"table", "tree table"},
    "row header": {"table"},
    "column header": {"table", "tree"},
}
"""In what a node of a role has to stand."""

ASKED = {"slider", "progress bar", "spin button", "text", "password text", "table", "list"}
"""What is asked what it can be asked for."""

ACTED_ON = {"push button", "check box", "radio button", "page tab", "menu item", "slider"}
PICTURES = {"chart", "graphic"}
LEAVES = {"label", "push button", "radio button", "check box", "cell", "column header", "slider"}
"""What has nothing in it."""

HOLDS_FOCUS = {"table", "list", "tree", "combo box"}
"""What tells the focus twice: by itself, and by the row, the cell or the line that has it."""


@dataclass(frozen=True)
class Seen:
    """A node, as it was when it was walked over."""

    role: str
    name: str
    states: frozenset[str]
    parent: Seen | None = None

    def inside(self, role: str) -> Seen | None:
        """Return the nearest of a role that it stands in."""
        above = self.parent
        while above is not None and above.role != role:
            above = above.parent
        return above

    @property
    def place(self) -> str:
        """Where it stands."""
        above = f"{self.parent.place} > " if self.parent is not None else ""
        return f"{above}{self.role} {self.name!r}"


@dataclass
class Walked:
    """What was found on a page or in a dialog.

    Attributes:
        title: Of the page or the dialog.
        nodes: In their order.
        faults: What does not hold, in words.
        buttons: Those that can be pressed, by their names.
    """

    title: str
    nodes: list[Seen] = field(default_factory=list)
    faults: list[str] = field(default_factory=list)
    buttons: dict[str, Node] = field(default_factory=dict)

    def roles(self) -> Counter[str]:
        """How many there are of each role."""
        return Counter(each.role for each in self.nodes)


def walk(node: Node, title: str) -> Walked:
    """Go over everything in sight below a node."""
    walked = Walked(title)
    top = Seen(node.role, node.name, node.states)
    _go(node, top, walked)
    walked.faults += _faults_of_all(walked.nodes)
    return walked


def _go(node: Node, seen: Seen, walked: Walked) -> None:
    walked.nodes.append(seen)
    children = [] if seen.role in LEAVES else node.children
    walked.faults += [f"{fault}: {seen.place}" for fault in _faults(node, seen, children)]
    if seen.role == "push button" and "sensitive" in seen.states:
        walked.buttons.setdefault(seen.name, node)
    for child in children:
        try:
            states = child.states
            if "showing" not in states:
                continue
            below = Seen(child.role, child.name, states, seen)
        except Gone:  # it went while it was looked at
            continue
        _go(child, below, walked)


def _faults(node: Node, seen: Seen, children: list[Node]) -> list[str]:
    """Return what is wrong with one node."""
    faults = []
    role, named = seen.role, bool(seen.name.strip())
    if "focusable" in seen.states and not named and not any(e.name for e in node.labels):
        faults.append("it takes the focus and has no name")
    if role == "filler" and ("focusable" in seen.states or (named and not children)):
        faults.append("it is more than a filler")
    if role == "push button" and not named:
        faults.append("a button without a name")
    parent = seen.parent.role if seen.parent is not None else ""
    if role in HOLDERS and parent not in HOLDERS[role]:
        faults.append(f"its role belongs into one of {sorted(HOLDERS[role])}")
    if role in PICTURES and not named:
        faults.append("a picture without a name")
    if role in ACTED_ON and "sensitive" in seen.states and ACTION not in node.interfaces:
        faults.append("nothing can be done with it")
    return faults + (_faults_inside(node, seen) if role in ASKED else [])


def _faults_inside(node: Node, seen: Seen) -> list[str]:
    """Return what is wrong with what a node holds."""
    faults = []
    interfaces = node.interfaces
    if seen.role in {"slider", "progress bar", "spin button"} and VALUE not in interfaces:
        faults.append("its value cannot be read")
    if VALUE in interfaces:
        (least, largest), value = node.ends, node.value
        if not least < largest or value > largest:
            faults.append(f"its value is {value} of {least} to {largest}")
    if seen.role in {"text", "password text"} and TEXT not in interfaces:
        faults.append("its text cannot be read")
    if seen.role in {"table", "list"} and TABLE not in interfaces:
        faults.append("its rows cannot be counted")
    return faults


def _faults_of_all(nodes: Sequence[Seen]) -> list[str]:
    """Return what is wrong with the nodes together."""
    faults = []
    focused = [n for n in nodes if "focused" in n.states and n.role not in HOLDS_FOCUS]
    if len(focused) > 1:
        faults.append("more than one has the focus: " + "; ".join(n.place for n in focused))
    groups: dict[int, list[Seen]] = {}
    for node in nodes:
        if node.role == "radio button":
            holder = node.inside("panel")
            if holder is None or not holder.name:
                faults.append(f"one of several without a group that has a name: {node.place}")
            groups.setdefault(id(holder), []).append(node)
    for group in groups.values():
        if sum("checked" in each.states for each in group) > 1:
            faults.append(f"more than one is chosen: {group[0].place}")
    return faults
