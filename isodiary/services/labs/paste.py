"""A lab report that was pasted as text, read line by line; nothing is guessed silently.

Each line becomes a row of the panel, with the test it means, what was read and what is left over.
A name that could mean two tests means none. The patient looks at all rows before anything is kept.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Sequence
from dataclasses import replace

from isodiary.domain.catalogue.labs import Analyte, LabCatalogue, plain_unit
from isodiary.domain.errors import Refused
from isodiary.domain.lab_history import LabHistory
from isodiary.domain.text import tidy
from isodiary.domain.values import dataclass
from isodiary.services.labs.check import DASH, NUMBER, WORDS, is_number
from isodiary.services.labs.rows import TypedResult

LABELS = frozenset({"ref", "reference", "range", "interval", "normal", "norm", "normwert", "rr"})
LABELS |= {"normbereich", "referenz", "referenzbereich", "reference-range"}
FLAGS = frozenset({"h", "hh", "l", "ll", "n", "a", "high", "low", "+", "++", "-", "--", "↑", "↓"})
FLAGS |= {"*", "**", "!"}
BARE_UNITS = frozenset({"fl", "pg", "mm", "s", "sec", "ratio", "index"})
LONGEST_UNIT = 20


@dataclass(frozen=True, slots=True)
class ReportLine:
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


def split_line(line: str) -> ReportLine | None:
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


def _by_columns(columns: Sequence[str]) -> ReportLine | None:
    """Take the first column with a letter as the name, and the next that begins with a value."""
    name = next((place for place, cell in enumerate(columns) if re.search(r"[^\W\d]", cell)), None)
    if name is None:
        return None
    for place in range(name + 1, len(columns)):
        if found := _value_at_start(columns[place]):
            value, behind = found
            rest = [*columns[:name], *columns[name + 1 : place], behind, *columns[place + 1 :]]
            return ReportLine(_name(columns[name]), value, " ".join(rest).strip(), columns=True)
    return None


def _by_words(line: str) -> ReportLine | None:
    """Take what stands before the first lone number, or answer, as the name."""
    words = re.sub(r"^\d+[.)]\s+", "", line).split()
    for place in range(1, len(words)):
        found = _value_at_start(" ".join(words[place:]))
        name = _name(" ".join(words[:place]))
        if found and re.search(r"[^\W\d]", name):
            return ReportLine(name, *found, columns=False)
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


SPECIMENS = frozenset({"s", "p", "b", "serum", "plasma", "blood"})
"""What a report writes beside a name without making it another test."""


@dataclass(frozen=True, slots=True)
class LabNames:
    """Ids by folded name; a name of several tests has them all."""

    ids: dict[str, frozenset[str]]

    def meant(self, typed: str) -> str | None:
        """Return the id of the one test that `typed` can mean; None if none or several can."""
        whole = self._ids(folded(typed))
        found = {whole} if whole else {self._ids(part) for part in _parts(typed)}
        ids = next(iter(found), frozenset())
        return next(iter(ids)) if len(found) == 1 and len(ids) == 1 else None

    def _ids(self, name: str) -> frozenset[str]:
        return self.ids.get(name) or self.ids.get(_without_specimen(name), frozenset())


def names_of(labs: LabCatalogue, history: LabHistory) -> LabNames:
    """Return the names of the catalogue, and the patient's own tests."""
    found: dict[str, set[str]] = {}
    for each in labs.offered:
        for name in (each.id, each.name, each.short, *each.aliases):
            found.setdefault(folded(name), set()).add(each.id)
    for analyte in history.analytes:
        if labs.get(analyte) is None:
            found.setdefault(folded(analyte), set()).add(analyte)
    return LabNames({name: frozenset(ids) for name, ids in found.items()})


def folded(name: str) -> str:
    """Return a name as it compares: case, accents and signs between words make no difference.

    The signs # and % do, as they tell a number from a percentage; and / and :, as they may
    tell a ratio of two tests from one of them.
    """
    plain = unicodedata.normalize("NFKD", name.casefold())
    letters = "".join(c for c in plain if not unicodedata.combining(c))
    words = " ".join(re.sub(r"[^\w#%/:]|_", " ", letters).split())
    return re.sub(r" ?([/:]) ?", r"\1", words)


def _parts(typed: str) -> set[str]:
    """Return the names that stand side by side in "GPT (ALAT), serum"."""
    return {folded(part) for part in _PARTS.split(typed)} - SPECIMENS - {""}


def _without_specimen(name: str) -> str:
    words = name.split()
    while len(words) > 1 and words[0] in SPECIMENS:
        words = words[1:]
    while len(words) > 1 and words[-1] in SPECIMENS:
        words = words[:-1]
    return " ".join(words)


_PARTS = re.compile(r"[()\[\]/,;:]")


LONGEST = 50_000

TOO_LONG = "This is longer than a lab report. Copy the lines with the results only."
NO_VALUE = "No result was found in this line."
NOTHING_KNOWN = "This line names no known test, no unit and no range."
OWN = "“{name}” is not in the list of tests. It would be kept as a test of your own."
OTHER_TEST = "{name} in {unit} is another test."
TWICE = "This text has another result of {name}."
NO_UNIT = "No unit was read."
LAST_UNIT = " You used {unit} last."
NO_RANGE = "No range was read."
FLAG = "The lab’s mark “{flag}” is not kept, as marks are made from the range."
LEFT = "Not read: “{left}”."


@dataclass(frozen=True, slots=True, kw_only=True)
class PastedRow:
    """One line of the text.

    Attributes:
        number: Of the line, from 1.
        line: The line itself, tidied.
        typed: What was read from it; None if it is no result (a heading, a remark).
        name: The test's name: of the catalogue if it is known, else as it stands in the line.
        own: Whether the name is unknown, so that it would become a test of the patient's own.
        remarks: What was not read or is to be looked at, in sentences; empty if all is read.
    """

    number: int
    line: str
    typed: TypedResult | None
    name: str = ""
    own: bool = False
    remarks: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Pasted:
    """A pasted text, read; empty lines are left out."""

    rows: tuple[PastedRow, ...]

    @property
    def results(self) -> tuple[PastedRow, ...]:
        """The lines that are results."""
        return tuple(row for row in self.rows if row.typed is not None)

    @property
    def unread(self) -> tuple[PastedRow, ...]:
        """The lines that are none."""
        return tuple(row for row in self.rows if row.typed is None)


def read_labs(text: str, labs: LabCatalogue, history: LabHistory) -> Pasted:
    """Read a pasted lab report.

    Args:
        text: Any text; one result a line.
        labs: The catalogue, by whose ids, names and aliases tests are known.
        history: What the diary holds; the patient's own tests are known by their names.

    Raises:
        Refused: The text is longer than any lab report.
    """
    if len(text) > LONGEST:
        raise Refused(TOO_LONG)
    reader = _Reader(labs, history)
    lines = enumerate(tidy(text).split("\n"), start=1)
    return Pasted(rows=tuple(reader.row(number, line) for number, line in lines if line.strip()))


class _Reader:
    """Reads line after line, and remembers which tests there were."""

    def __init__(self, labs: LabCatalogue, history: LabHistory) -> None:
        self._labs = labs
        self._history = history
        self._names = names_of(labs, history)
        self._seen: set[str] = set()

    def row(self, number: int, line: str) -> PastedRow:
        """Return what a line says."""
        shown = " ".join(line.split())
        found = split_line(line)
        if found is None:
            return PastedRow(number=number, line=shown, typed=None, remarks=(NO_VALUE,))
        known = self._names.meant(found.name)
        rest = read_rest(found.rest, self._labs.get(known) if known else None)
        if known is None and not (found.columns or rest.unit or rest.range):
            return PastedRow(number=number, line=shown, typed=None, remarks=(NOTHING_KNOWN,))
        return self._result(PastedRow(number=number, line=shown, typed=None), found, rest, known)

    def _result(
        self, row: PastedRow, found: ReportLine, rest: Rest, known: str | None
    ) -> PastedRow:
        analyte = self._labs.get(known) if known else None
        test, name, remarks = known or found.name, analyte.name if analyte else found.name, []
        if analyte is not None and analyte.is_other_test_in(rest.unit):
            test = name = f"{analyte.short} ({rest.unit})"
            remarks.append(OTHER_TEST.format(name=analyte.short, unit=rest.unit))
            known = self._names.meant(test)
        if known is None:
            remarks.append(OWN.format(name=name))
        unit = analyte.unit(rest.unit) if analyte else None
        typed = TypedResult(
            analyte=known or test,
            value=found.value,
            unit=unit.name if unit else rest.unit,
            range=rest.range,
        )
        remarks += self._twice(typed.analyte, name) + self._missing(typed, rest)
        return replace(row, typed=typed, name=name, own=known is None, remarks=tuple(remarks))

    def _twice(self, test: str, name: str) -> list[str]:
        seen = test.casefold() in self._seen
        self._seen.add(test.casefold())
        return [TWICE.format(name=name)] if seen else []

    def _missing(self, typed: TypedResult, rest: Rest) -> list[str]:
        """Return what could not be read of a result, and what was left over."""
        found = []
        if not typed.unit and is_number(typed.value):
            last = self._history.last_unit(typed.analyte)
            found.append(NO_UNIT + (LAST_UNIT.format(unit=last) if last else ""))
        if not typed.range and is_number(typed.value):
            found.append(NO_RANGE)
        if rest.flag and not typed.range:
            found.append(FLAG.format(flag=rest.flag))
        if rest.left:
            found.append(LEFT.format(left=rest.left))
        return found
