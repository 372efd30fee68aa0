"""What a screen reader sees of a program: its nodes, asked for one by one over D-Bus (AT-SPI)."""

from __future__ import annotations

import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from functools import cached_property
from typing import Any, TypeVar

from gi.repository import Gio, GLib

ACCESSIBLE = "org.a11y.atspi.Accessible"
ACTION = "org.a11y.atspi.Action"
VALUE = "org.a11y.atspi.Value"
TEXT = "org.a11y.atspi.Text"
EDITABLE = "org.a11y.atspi.EditableText"
TABLE = "org.a11y.atspi.Table"
SELECTION = "org.a11y.atspi.Selection"
EVENT = "org.a11y.atspi.Event.Object"
REGISTRY = ("org.a11y.atspi.Registry", "/org/a11y/atspi/registry")
DESKTOP = ("org.a11y.atspi.Registry", "/org/a11y/atspi/accessible/root")
STATES = """
    invalid active armed busy checked collapsed defunct editable enabled expandable expanded
    focusable focused has-tooltip horizontal iconified modal multi-line multiselectable opaque
    pressed resizable selectable selected sensitive showing single-line stale transient
    vertical visible manages-descendants indeterminate required truncated animated
    invalid-entry supports-autocompletion selectable-text is-default visited checkable
    has-popup read-only
"""
LABELLED_BY = 2
MOST_CHILDREN = 200
"""So many children of a node are looked at: a long table has the same cells further down."""

PATIENCE_S = 30.0
REPLY_MS = 10_000
T = TypeVar("T")


class Gone(Exception):
    """The node is there no more, or does not know what it was asked."""


class NotFound(Exception):
    """What was waited for did not come."""


class Bus:
    """The bus of the screen readers.

    Attributes:
        heard: What the program announced, oldest first.
    """

    def __init__(self) -> None:
        session = Gio.bus_get_sync(Gio.BusType.SESSION, None)
        where = ("org.a11y.Bus", "/org/a11y/bus", "org.a11y.Bus", "GetAddress")
        address = session.call_sync(*where, None, None, Gio.DBusCallFlags.NONE, REPLY_MS, None)
        flags = Gio.DBusConnectionFlags
        self._connection = Gio.DBusConnection.new_for_address_sync(
            address.unpack()[0],
            flags.AUTHENTICATION_CLIENT | flags.MESSAGE_BUS_CONNECTION,
            None,
            None,
        )
        self.heard: list[str] = []
        self._connection.signal_subscribe(
            None, EVENT, "Announcement", None, None, Gio.DBusSignalFlags.NONE, self._hear
        )
        self.ask(REGISTRY, "org.a11y.atspi.Registry", "RegisterEvent", "(s)", "object:announcement")

    def ask(
        self, place: tuple[str, str], interface: str, method: str, kinds: str = "()", *said: Any
    ) -> Any:
        """Return what a method answers.

        Raises:
            Gone: The program answers with an error.
        """
        arguments = GLib.Variant(kinds, said)
        try:
            answer = self._connection.call_sync(
                *place, interface, method, arguments, None, Gio.DBusCallFlags.NONE, REPLY_MS, None
            ).unpack()
        except GLib.Error as error:
            raise Gone(f"{method}: {error.message}") from error
        return answer[0] if len(answer) == 1 else answer

    def order(
        self, place: tuple[str, str], interface: str, method: str, kinds: str, *said: Any
    ) -> None:
        """Call a method without waiting for its end: a dialog may stand open meanwhile."""
        arguments = GLib.Variant(kinds, said)
        self._connection.call(
            *place, interface, method, arguments, None, Gio.DBusCallFlags.NONE, -1, None, None
        )
        self._connection.flush_sync(None)

    def listen(self) -> None:
        """Take in what was announced meanwhile."""
        while GLib.MainContext.default().iteration(False):
            pass

    def _hear(self, *signal: Any) -> None:
        self.heard.append(signal[5].unpack()[3])


@dataclass(frozen=True)
class Node:
    """One thing that a screen reader can stand on; each look asks the program anew."""

    bus: Bus
    place: tuple[str, str]

    @cached_property
    def role(self) -> str:
        """What it is."""
        return str(self.bus.ask(self.place, ACCESSIBLE, "GetRoleName"))

    @property
    def name(self) -> str:
        """What it is called."""
        return str(self._property(ACCESSIBLE, "Name"))

    @property
    def description(self) -> str:
        """What more is said of it."""
        return str(self._property(ACCESSIBLE, "Description"))

    @property
    def states(self) -> frozenset[str]:
        """How it stands."""
        low, high = self.bus.ask(self.place, ACCESSIBLE, "GetState")
        bits = low | high << 32
        return frozenset(name for place, name in enumerate(STATES.split()) if bits >> place & 1)

    @cached_property
    def interfaces(self) -> frozenset[str]:
        """What it can be asked for."""
        return frozenset(self.bus.ask(self.place, ACCESSIBLE, "GetInterfaces"))

    @property
    def labels(self) -> list[Node]:
        """What it is labelled by."""
        found = self.bus.ask(self.place, ACCESSIBLE, "GetRelationSet")
        return [
            Node(self.bus, tuple(each))
            for kind, places in found
            if kind == LABELLED_BY
            for each in places
        ]

    @property
    def children(self) -> list[Node]:
        """What it consists of; of very many the first."""
        found = self.bus.ask(self.place, ACCESSIBLE, "GetChildren")
        return [Node(self.bus, tuple(each)) for each in found[:MOST_CHILDREN]]

    @property
    def value(self) -> float:
        """Its number."""
        return float(self._property(VALUE, "CurrentValue"))

    @property
    def ends(self) -> tuple[float, float]:
        """Its least and its largest number."""
        least, largest = (self._property(VALUE, f"{end}Value") for end in ("Minimum", "Maximum"))
        return float(least), float(largest)

    @property
    def text(self) -> str:
        """The text in it."""
        return str(self.bus.ask(self.place, TEXT, "GetText", "(ii)", 0, -1))

    @property
    def actions(self) -> list[str]:
        """What can be done with it, without a key or a pointer."""
        if ACTION not in self.interfaces:
            return []
        return [each[0] for each in self.bus.ask(self.place, ACTION, "GetActions")]

    def set_value(self, value: float) -> None:
        """Give it another number."""
        said = ("(ssv)", VALUE, "CurrentValue", GLib.Variant("d", value))
        self.bus.ask(self.place, "org.freedesktop.DBus.Properties", "Set", *said)

    def type(self, text: str) -> None:
        """Put another text in it."""
        self.bus.ask(self.place, EDITABLE, "SetTextContents", "(s)", text)

    def act(self, *names: str) -> None:
        """Do the first of these actions that it knows: Press, or Toggle, if none is named."""
        known = self.actions
        wanted = next((name for name in names or ("Press", "Toggle") if name in known), None)
        if wanted is None:
            raise NotFound(f"{self.role} {self.name!r} knows only {known}")
        self.bus.order(self.place, ACTION, "DoAction", "(i)", known.index(wanted))

    def cell(self, row: int, column: int) -> Node:
        """Return a cell of a table."""
        found = self.bus.ask(self.place, TABLE, "GetAccessibleAt", "(ii)", row, column)
        return Node(self.bus, tuple(found))

    @property
    def rows_and_columns(self) -> tuple[int, int]:
        """How many a table has of each."""
        return int(self._property(TABLE, "NRows")), int(self._property(TABLE, "NColumns"))

    def choose(self, place: int) -> None:
        """Choose a child, of a list that is not open too."""
        self.bus.ask(self.place, SELECTION, "SelectChild", "(i)", place)

    def below(self, *, hidden: bool = False) -> Iterator[Node]:
        """Yield what is in sight below it, and what is `hidden`, from top to bottom."""
        for child in self.children:
            if hidden or "showing" in child.states:
                yield child
                yield from child.below(hidden=hidden)

    def all(self, role: str, name: str = "", *, hidden: bool = False) -> list[Node]:
        """Return those of a role whose name begins so."""
        return [
            each
            for each in self.below(hidden=hidden)
            if each.role == role and each.name.startswith(name)
        ]

    def find(self, role: str, name: str = "", *, hidden: bool = False) -> Node:
        """Wait for the first of a role whose name begins so."""
        what = f"{role} {name!r} in {self.role} {self.name!r}"
        return until(lambda: self.all(role, name, hidden=hidden), what)[0]

    def _property(self, interface: str, name: str) -> Any:
        properties = "org.freedesktop.DBus.Properties"
        return self.bus.ask(self.place, properties, "Get", "(ss)", interface, name)


def until(look: Callable[[], T], what: str, patience_s: float = PATIENCE_S) -> T:
    """Look again and again, until there is something.

    Raises:
        NotFound: It took too long.
    """
    ends = time.monotonic() + patience_s
    while True:
        try:
            if found := look():
                return found
        except Gone:  # it was replaced while it was looked at
            pass
        if time.monotonic() > ends:
            raise NotFound(what)
        time.sleep(0.05)
