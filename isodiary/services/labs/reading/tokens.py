"""What the words of a line of a report are: numbers, ranges, units, days, marks and the rest."""

from __future__ import annotations

from enum import Enum, auto

from isodiary.domain.lab import Comparator
from isodiary.domain.values import dataclass
from isodiary.services.labs.reading.numbers import Printed, PrintedRange


class Kind(Enum):
    """What a word of a line is."""

    NUMBER = auto()
    RANGE = auto()
    UNIT = auto()
    DAY = auto()
    FLAG = auto()
    NONE = auto()
    WORD = auto()


@dataclass(frozen=True, slots=True, kw_only=True)
class Token:
    """A word of a line, or some that belong together.

    Attributes:
        kind: What it is.
        text: As it is printed.
        start, end: Its place in the line.
        cell: Place of its cell; cells are parted by a tab, a bar, a semicolon or several spaces.
        number: The number, of one.
        range: The range, of one.
        bracketed: Whether it stands in brackets.
        grades: Whether what follows parts grades, such as "borderline", and is no range.
        of_sex: The word, folded, if it says that what follows is of men, or of women.
    """

    kind: Kind
    text: str
    start: int
    end: int
    cell: int
    number: Printed | None = None
    range: PrintedRange | None = None
    bracketed: bool = False
    of_sex: str = ""
    grades: bool = False

    @property
    def compared(self) -> bool:
        """Whether it is a number that may as well be a range, as "<5"."""
        return self.number is not None and self.number.comparator is not Comparator.EXACTLY


@dataclass(frozen=True, slots=True, kw_only=True)
class ScannedLine:
    """A line with its words.

    Attributes:
        line: Its number, from 1.
        text: The line as it was pasted.
        tokens: Its words.
        delimited: Whether signs, not spaces, part its cells.
    """

    line: int
    text: str
    tokens: tuple[Token, ...]
    delimited: bool

    def has(self, kind: Kind) -> bool:
        """Whether there is a word of a kind."""
        return any(token.kind is kind for token in self.tokens)

    @property
    def cells(self) -> int:
        """How many cells have a word in them."""
        return len({token.cell for token in self.tokens})
