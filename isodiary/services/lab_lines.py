"""One line of a pasted lab report: its name, value, unit and range, and what is left over."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from isodiary.domain.catalogue.labs import Analyte, plain_unit
from isodiary.services.lab_typed import DASH, NUMBER, WORDS

LABELS = frozenset({"ref", "reference", "range", "interval", "normal", "norm", "normwert", "rr"})
LABELS |= {"normbereich", "referenz", "referenzbereich", "reference-range"}
FLAGS = frozenset({"h", "hh", "l", "ll", "n", "a", "high", "low", "+", "++", "-", "--", "↑", "↓"})
FLAGS |= {"*", "**", "!"}
BARE_UNITS = frozenset({"fl", "pg", "mm", "s", "sec", "ratio", "index"})
LONGEST_UNIT = 20


@dataclass(frozen=True, slots=True)
class Line:
    """A line that has a value.

    Attributes:
        name: What stands before the value.
        value: The value, with its comparator.
        rest: What stands after it, and in columns before the name.
        columns: Whether name and value are columns of their own.
    """

    name: str
    value: str
    rest: str
    columns: bool


@dataclass(frozen=True, slots=True)
class Rest:
    """What was read behind a value; empty where nothing was."""

    unit: str
    range: str
    flag: str
    left: str


def split_line(line: str) -> Line | None:
    """Return the name and the value of a line; None if it has none."""
    cells = [" ".join(cell.split()) for cell in _COLUMNS.split(line.strip())]
    columns = [cell for cell in cells if cell]
    found = _by_columns(columns) if len(columns) > 1 else None
    return found or _by_words(" ".join(columns))


def read_rest(rest: str, analyte: Analyte | None) -> Rest:
    """Return the unit and the range in `rest`, wherever in it they stand."""
    plain = re.sub(r"(?<!\S)[(\[](?!IU)|[)\]](?!\S)", " ", rest, flags=re.IGNORECASE)
    plain = re.sub(r"\s*/\s*(?=[^\d\s])", "/", plain)
    range_, plain = _taken(plain)
    words = [word for word in plain.split() if word.strip(":.,").casefold() not in LABELS]
    flags = [word for word in words if word.casefold() in FLAGS]
    words = [word.rstrip("*!") for word in words if word not in flags]
    unit, words = _unit(words, analyte)
    left = [word for word in words if word.strip("-–:,")]
    return Rest(unit=unit, range=range_, flag=" ".join(flags), left=" ".join(left))


def _by_columns(columns: Sequence[str]) -> Line | None:
    """Take the first column with a letter as the name, and the next that begins with a value."""
    name = next((place for place, cell in enumerate(columns) if re.search(r"[^\W\d]", cell)), None)
    if name is None:
        return None
    for place in range(name + 1, len(columns)):
        if found := _value_at_start(columns[place]):
            value, behind = found
            rest = [*columns[:name], *columns[name + 1 : place], behind, *columns[place + 1 :]]
            return Line(_name(columns[name]), value, " ".join(rest).strip(), columns=True)
    return None


def _by_words(line: str) -> Line | None:
    """Take what stands before the first lone number, or answer, as the name."""
    words = re.sub(r"^\d+[.)]\s+", "", line).split()
    for place in range(1, len(words)):
        found = _value_at_start(" ".join(words[place:]))
        name = _name(" ".join(words[:place]))
        if found and re.search(r"[^\W\d]", name):
            return Line(name, *found, columns=False)
    return None


def _value_at_start(text: str) -> tuple[str, str] | None:
    """Return a value and what stands behind it; None for a date, a range or a word."""
    if found := _VALUE.match(text):
        behind = text[found.end() :].strip()
        if _GOES_ON.match(behind):
            return None
        flag = found["flag"] or ""
        return " ".join(found["value"].split()), f"{flag} {behind}".strip()
    word, _, behind = text.partition(" ")
    return (word, behind) if word.strip(".,").casefold() in WORDS else None


def _name(text: str) -> str:
    return text.strip(" :=-–•*.,")


def _taken(text: str) -> tuple[str, str]:
    """Return the first range in a text, and the text without it."""
    found = _RANGE.search(text)
    if found is None:
        return "", text
    return " ".join(found[0].split()), f"{text[: found.start()]} {text[found.end() :]}"


def _unit(words: list[str], analyte: Analyte | None) -> tuple[str, list[str]]:
    """Return the unit among the words, and the words without it, however often it stands there."""
    unit = _known_unit(words, analyte) or next(filter(_like_unit, words), "")
    if not unit:
        return "", words
    parts = unit.split()
    kept: list[str] = []
    place = 0
    while place < len(words):
        same = plain_unit("".join(words[place : place + len(parts)])) == plain_unit(unit)
        kept += [] if same else [words[place]]
        place += len(parts) if same else 1
    return unit, kept


def _known_unit(words: Sequence[str], analyte: Analyte | None) -> str:
    if analyte is None:
        return ""
    for length in (3, 2, 1):
        for place in range(len(words) - length + 1):
            text = " ".join(words[place : place + length])
            if analyte.unit(text) or analyte.is_other_test_in(text):
                return text
    return ""


def _like_unit(word: str) -> bool:
    plain = word.casefold()
    shaped = ("/" in word and word[-1].isalpha()) or plain in ("%", "‰")
    return plain != "n/a" and len(word) <= LONGEST_UNIT and (shaped or plain in BARE_UNITS)


_COLUMNS = re.compile(r"[\t;|]| {2,}")
_VALUE = re.compile(
    r"(?P<value>(?:[<>]=?|[≤≥])?\s*(?!\d{1,2}\.\d{1,2}\.\d)(?!\d{4}-\d\d-\d\d)\d+(?:[.,]\d+)*)"
    r"(?P<flag>[*!+HL↑↓]*)(?=$|\s|[A-Za-zµμ/%]*[/%])"
)
_GOES_ON = re.compile(rf"{DASH}\s*\d")
_RANGE = re.compile(
    rf"(?<![\w.,^*/]){NUMBER}\s*{DASH}\s*{NUMBER}(?![\d^*]|[.,]\d)"
    rf"|(?:<=?|>=?|[≤≥]|\bup to\b|\bbis\b)\s*{NUMBER}(?![\d^*]|[.,]\d)",
    re.IGNORECASE,
)
