"""Lines with several results one behind the other, as letters of doctors have them.

"Labor vom 17.11.2026: Leukozyten 6,4/nl, Hb 14,9 g/dl, GPT 62 U/l (+)" is cut behind each result.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from isodiary.services.labs.reading.laid import LaidLine
from isodiary.services.labs.reading.lines import lay_out
from isodiary.services.labs.reading.names import NOTHING, TestNames
from isodiary.services.labs.reading.naming import Order, name_text, name_tokens
from isodiary.services.labs.reading.scan import Scanner
from isodiary.services.labs.reading.tokens import Kind, ScannedLine

FEWEST = 2
"""One result alone is a line like any other."""
HL7_RANGE = 7
LONGEST_ABBREVIATION = 4
"""Of a word before a full stop that does not end a sentence."""


def results_of(row: ScannedLine, scanner: Scanner, names: TestNames) -> tuple[LaidLine, ...]:
    """Return each result of a line laid out; none if it has not at least two that are sure."""
    if not _goes_on_behind_a_number(row):
        return ()
    parts = [scanner.row(row.line, part) for part in _parts(row, scanner)]
    if len(parts) < FEWEST:
        return ()
    laid = [lay_out(part, name_tokens(part), None, Order.UNKNOWN) for part in parts]
    sure = [each for each in laid if _is_sure(each, names)]
    known = {names.meant(each.name).analyte for each in sure}
    return tuple(laid) if len(known) >= FEWEST else ()


def plain_message(line: str) -> str:
    """Return a line of an HL7 message as a report has it; any other as it is."""
    fields = line.split("|")
    if fields[0] == "OBX" and len(fields) > HL7_RANGE:
        name, value, unit, ends = (fields[place] for place in (3, 5, 6, HL7_RANGE))
        return "  ".join((name.split("^")[1] if "^" in name else name, value, unit, ends))
    if fields[0] == "OBR" and len(fields) > HL7_RANGE and (day := _HL7_DAY.match(fields[7])):
        return f"Collected {'-'.join(day.groups())}"
    return line


def loosened(line: str, names: TestNames) -> str:
    """Return a line with a space behind a name and a unit that stick to figures.

    "SGPT(ALT)33U/L7-45" is "SGPT(ALT) 33U/L 7-45".
    """
    line = _GLUED_UNIT.sub(r"\1 ", line)
    found = _GLUED_NAME.match(line)
    if found is None or names.meant(found[0].strip()).analyte is None:
        return line
    return f"{found[0]} {line[found.end() :]}"


def glued(row: ScannedLine, names: TestNames) -> bool:
    """Whether a figure sticks to other letters behind the name of a test, and is not read."""
    words = name_tokens(row)
    place = next((n for n, word in enumerate(words) if _has_figure(word.text)), None)
    if place is None:
        return False
    name = name_text(row, words[: place + 1])
    name = name[: next(n for n, sign in enumerate(name) if sign.isdigit())]
    return bool(name) and names.meant(name.strip()) != NOTHING


def _has_figure(text: str) -> bool:
    return any(sign.isdigit() for sign in text)


def _is_sure(laid: LaidLine, names: TestNames) -> bool:
    one = len(laid.values) == 1 and not laid.which
    return one and names.meant(laid.name).analyte is not None


def _goes_on_behind_a_number(row: ScannedLine) -> bool:
    """Whether a word and another number stand behind the first number of a line."""
    kinds = [token.kind for token in row.tokens]
    if kinds.count(Kind.NUMBER) < FEWEST:
        return False
    behind = kinds[kinds.index(Kind.NUMBER) :]
    return Kind.WORD in behind and Kind.NUMBER in behind[behind.index(Kind.WORD) :]


def _parts(row: ScannedLine, scanner: Scanner) -> Iterator[str]:
    """Yield the parts that have a figure, each with the words before it.

    "Bilirubin, total 0.6" stays together, what introduces a list is dropped, and a range
    alone belongs to the result before it.
    """
    start = 0
    held: list[int] | None = None
    for cut, end, sign in _cuts(row.text):
        tokens = scanner.row(row.line, row.text[start:cut]).tokens
        words = any(token.kind is Kind.WORD for token in tokens)
        if any(token.kind is Kind.NUMBER for token in tokens):
            if held is not None:
                yield row.text[held[0] : held[1]]
            held, start = [start, cut], end
        elif held is not None and not words:
            held[1], start = cut, end
        elif not (sign.startswith(",") or _is_abbreviation(row.text[start:cut], sign)):
            start = end
    if held is not None:
        yield row.text[held[0] : held[1]]


def _cuts(text: str) -> Iterator[tuple[int, int, str]]:
    for found in _CUT.finditer(text):
        yield found.start(), found.end(), found[0]
    yield len(text), len(text), ""


def _is_abbreviation(text: str, sign: str) -> bool:
    last = text.split()[-1:] or [""]
    return sign.startswith(".") and 0 < len(last[0]) <= LONGEST_ABBREVIATION


_CUT = re.compile(r"[,;·•]\s+|\s{2,}(?=[^\W\d_])|\s+[|/]\s+|[.:]\s+(?=[^\W\d_])")
_GLUED_UNIT = re.compile(r"(\d ?[^\W\d_]{0,6}/[dmcµμun]?[lL]|\d ?%)(?=[<>≤≥]|\d)")
_GLUED_NAME = re.compile(r"\s*[^\W\d_][^\d\t|;]{0,60}?(?:[^\W\d_]|\))(?=\d)")
_HL7_DAY = re.compile(r"(\d{4})(\d\d)(\d\d)")
