"""What a fault is: something done to a diary, how often it was tried, and what came of it."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path


@dataclass(frozen=True, slots=True, kw_only=True)
class Outcome:
    """What came of a fault.

    Attributes:
        tried: How often it was tried.
        lost: How often something acknowledged was lost, a file changed that must not be, or a
            wrong thing said.
        seen: What the patient saw, in their words.
    """

    tried: int
    lost: int
    seen: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Fault:
    """A line of the table.

    Attributes:
        what: What is done.
        short: How often it is tried in the suite of tests.
        long: How often `python -m tests.faults` tries it.
        run: Tries it so often in an empty folder, with chances that follow from a number.
    """

    what: str
    short: int
    long: int
    run: Callable[[Path, int, int], Outcome]
