"""Commands as a test types them: in this process, or as a process of its own."""

from __future__ import annotations

import os
import subprocess
import sys
from dataclasses import dataclass, replace
from pathlib import Path

from click.testing import CliRunner, Result

from isodiary.cli.commands import commands
from isodiary.storage.opening import open_diary
from tests.clock import EVENING

ROOT = Path(__file__).parents[2]
BEGIN = ("begin", "--start", "2026-09-03", "--weight", "64", "--plan", "breakfast 20, dinner 20+10")


@dataclass(frozen=True, slots=True)
class Terminal:
    """A diary file, a clock that stands at a moment, and the locale of the commands."""

    path: Path
    now: str = EVENING.isoformat()
    locale: str = "C"

    def __call__(self, *words: str) -> Result:
        """Run a command in this process."""
        set_for_it = {"ISODIARY_NOW": self.now, "LC_ALL": self.locale}
        return CliRunner().invoke(commands, ["--diary", str(self.path), *words], env=set_for_it)

    def line(self, *words: str) -> str:
        """Run a command that must be done, and return what it printed."""
        result = self(*words)
        assert result.exit_code == 0, (result.output, result.exception)
        return result.stdout.rstrip("\n")

    def refusal(self, *words: str, code: int = 1) -> str:
        """Run a command that must be refused, and return what it says."""
        result = self(*words)
        assert result.exit_code == code, (result.output, result.exception)
        assert not result.stdout
        return result.stderr.rstrip("\n")

    def at(self, now: str) -> Terminal:
        """Return the same at another moment."""
        return replace(self, now=now)

    def of(self, locale: str) -> Terminal:
        """Return the same for somebody of another locale."""
        return replace(self, locale=locale)

    def environment(self) -> dict[str, str]:
        """Return the environment of a process of its own."""
        return {**os.environ, "ISODIARY_DIARY": str(self.path), "ISODIARY_NOW": self.now}

    def process(self, *words: str) -> subprocess.CompletedProcess[str]:
        """Run a command as a process of its own."""
        return subprocess.run(
            [sys.executable, "-m", "isodiary", *words],
            cwd=ROOT,
            env=self.environment(),
            capture_output=True,
            check=False,
            encoding="utf-8",
        )


def empty(terminal: Terminal) -> None:
    """Make a diary in which nothing is noted yet, as the window does at its first start."""
    open_diary(terminal.path, now=EVENING).close()
