"""A desk of its own to try the program at: a display, a bus, a window manager, a diary."""

from __future__ import annotations

import os
import subprocess
import sys
import tempfile
from collections.abc import Callable, Iterator
from contextlib import ExitStack, contextmanager
from functools import cached_property
from pathlib import Path

from tests.accessibility.tree import DESKTOP, PATIENCE_S, Bus, Node, NotFound, until

ROOT = Path(__file__).parents[2]
NOW = "2026-11-23T19:04:00+01:00"
SCREEN = "1280x1000x24"
DIALOGS = {"dialog", "alert", "file chooser"}


@contextmanager
def running(*command: str, environment: dict[str, str]) -> Iterator[subprocess.Popen[str]]:
    """Run a program meanwhile, and end it."""
    program = subprocess.Popen(
        command,
        cwd=ROOT,
        env=environment,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE if "isodiary" in command else subprocess.DEVNULL,
        text=True,
    )
    try:
        yield program
    finally:
        program.terminate()
        program.communicate(timeout=10)


@contextmanager
def desk() -> Iterator[Path]:
    """Set up display, bus and window manager; return a folder to work in."""
    with ExitStack() as stack:
        folder = Path(stack.enter_context(tempfile.TemporaryDirectory(prefix="a11y")))
        folder.chmod(0o700)
        own = ("HOME", "XDG_CONFIG_HOME", "XDG_DATA_HOME", "XDG_STATE_HOME", "XDG_RUNTIME_DIR")
        os.environ |= dict.fromkeys((*own, "XDG_CACHE_HOME"), str(folder))
        os.environ |= {"QT_LINUX_ACCESSIBILITY_ALWAYS_ON": "1", "LC_ALL": "C.UTF-8"}
        os.environ.pop("QT_QPA_PLATFORM", None)
        shown = stack.enter_context(_started("Xvfb", "-displayfd", "1", "-screen", "0", SCREEN))
        os.environ["DISPLAY"] = f":{shown}"
        os.environ["DBUS_SESSION_BUS_ADDRESS"] = stack.enter_context(
            _started("dbus-daemon", "--session", "--nofork", "--print-address")
        )
        stack.enter_context(running("openbox", environment=dict(os.environ)))
        yield folder


@contextmanager
def _started(*command: str) -> Iterator[str]:
    """Run a program that says in its first line where it is."""
    with running(*command, environment=dict(os.environ)) as program:
        assert program.stdout is not None
        yield program.stdout.readline().strip()


class Program:
    """isodiary on a diary, as a screen reader has it."""

    def __init__(self, bus: Bus, node: Node) -> None:
        self.bus = bus
        self.node = node

    @cached_property
    def window(self) -> Node:
        """The main window."""
        return self.node.find("frame", "isodiary")

    @cached_property
    def pane(self) -> Node:
        """What holds the pages."""
        return self.window.find("layered pane")

    @cached_property
    def bar(self) -> Node:
        """What holds the menus."""
        return self.window.find("menu bar")

    @cached_property
    def tabs(self) -> Node:
        """What holds the names of the pages."""
        return self.window.find("page tab list")

    @property
    def dialogs(self) -> list[Node]:
        """The dialogs that are open, oldest first."""
        return [
            each for each in self.node.children if each.role in DIALOGS and "showing" in each.states
        ]

    def dialog(self, title: str = "", patience_s: float = PATIENCE_S) -> Node:
        """Wait for a dialog."""
        return until(
            lambda: [each for each in self.dialogs if each.name.startswith(title)],
            f"the dialog {title!r}",
            patience_s,
        )[-1]

    def page(self, title: str) -> Node:
        """Bring a page of the sidebar into sight, and return what it shows."""
        tab = self.tabs.find("page tab", title)
        return self.shown if "selected" in tab.states else self._after(tab.act, title)

    def show_aside(self, title: str) -> Node:
        """Bring a page that has no place in the sidebar into sight."""
        return self._after(lambda: self.command(title), title)

    def _after(self, act: Callable[[], None], title: str) -> Node:
        before = self.shown.place
        act()
        until(lambda: self.shown.place != before, f"the page {title}")
        return self.shown

    @property
    def shown(self) -> Node:
        """What the page in sight shows."""
        return until(lambda: [c for c in self.pane.children if "showing" in c.states], "a page")[0]

    def command(self, name: str) -> None:
        """Give a command of the menus."""
        self.bar.find("menu item", name, hidden=True).act()

    def wait_for_words(self, words: str) -> str:
        """Wait until something with these words is announced, and return it; once each."""
        heard = self.bus.heard

        def place() -> list[int]:
            self.bus.listen()
            return [at for at, said in enumerate(heard) if words in said]

        try:
            said = heard[until(place, f"{words!r} announced")[-1]]
        except NotFound as error:
            raise NotFound(f"{error}; but {heard}") from error
        heard.clear()
        return said


@contextmanager
def program(python: str, diary: Path) -> Iterator[Program]:
    """Open isodiary on a diary, and wait for its window."""
    environment = {**os.environ, "ISODIARY_NOW": NOW}
    bus = Bus()
    command = (python, "-m", "isodiary", "--diary", str(diary))
    with running(*command, environment=environment) as running_program:
        desktop = Node(bus, DESKTOP)
        [node] = until(lambda: desktop.children, "the program on the bus")
        opened = Program(bus, node)
        until(lambda: opened.bar.all("menu item", "Quit", hidden=True), "the menus")
        yield opened
        running_program.terminate()
        _out, said = running_program.communicate(timeout=10)
        said = "\n".join(line for line in said.splitlines() if line)
        if said:
            print(said, file=sys.stderr)


def sample(python: str, folder: Path, name: str = "isodiary.sqlite") -> Path:
    """Write a made-up diary that ends today."""
    path = folder / name
    until_day = ("--until", NOW[:10])
    subprocess.run(
        [python, "-m", "isodiary", "sample", str(path), *until_day],
        cwd=ROOT,
        env={**os.environ, "ISODIARY_NOW": NOW},
        check=True,
        capture_output=True,
    )
    return path
