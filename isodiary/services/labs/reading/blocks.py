"""Results that stand one below the other: the name on a line, then value, range and mark.

Patient portals copy like this ("ALT / Normal range: 10 - 49 U/L / 58 / High"), with or without
words that say which is which.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace

from isodiary.services.labs.check import presence
from isodiary.services.labs.reading.heads import HeadWords
from isodiary.services.labs.reading.laid import LaidLine, LaidValue
from isodiary.services.labs.reading.names import NOTHING, TestNames
from isodiary.services.labs.reading.naming import name_text
from isodiary.services.labs.reading.numbers import PrintedRange
from isodiary.services.labs.reading.ranges import NO_RANGE, one_ended
from isodiary.services.labs.reading.report import Role
from isodiary.services.labs.reading.tokens import Kind, ScannedLine, Token

LONGEST_NAME = 8
LABELS = frozenset({Role.VALUE, Role.RANGE, Role.UNIT, Role.FLAG, Role.OTHER})
_FIGURES = frozenset({Kind.NUMBER, Kind.RANGE, Kind.DAY, Kind.UNIT})


def is_name(row: ScannedLine, heads: HeadWords) -> bool:
    """Whether a line is nothing but a name, perhaps the heading of a part."""
    return looks_named(row) and label_of(row, heads) is None


def looks_named(row: ScannedLine) -> bool:
    """Whether a line is a few words without a figure, and no answer."""
    if len(row.tokens) == 1 and presence(row.tokens[0].text) is not None:
        return False
    words = [token for token in row.tokens if token.kind is Kind.WORD or token.text.isalpha()]
    dashes = sum(token.kind is Kind.NONE for token in row.tokens[1:-1])
    bare = len(words) == len(row.tokens) - dashes and 0 < len(words) <= LONGEST_NAME
    return bare and not row.text.rstrip().endswith((".", "!", "?"))


def label_of(row: ScannedLine, heads: HeadWords) -> Role | None:
    """Return what the words before the first figure of a line say it is; None if nothing."""
    words: list[Token] = []
    for token in row.tokens:
        if token.kind is not Kind.WORD:
            break
        words.append(token)
        if token.text.endswith(":"):
            break
    if not words or len(words) > LONGEST_NAME // 2:
        return None
    text = " ".join(token.text for token in words)
    of_sample = row.has(Kind.DAY) and heads.is_day_of_sample(text)
    return Role.DATE if of_sample else heads.whole(text)


def blocks_of(
    rows: Sequence[ScannedLine], heads: HeadWords, names: TestNames
) -> tuple[dict[int, LaidLine], set[int]]:
    """Return the blocks by the number of the line with their name, and all lines they take."""
    labels = {row.line: label_of(row, heads) for row in rows}
    found: dict[int, LaidLine] = {}
    taken: set[int] = set()
    place = 0
    while place < len(rows):
        if not (labels[rows[place].line] is None and looks_named(rows[place])):
            place += 1
            continue
        end = place + 1
        while end < len(rows) and _belongs(rows[end], labels[rows[end].line], heads):
            end += 1
        laid = _laid(rows[place], rows[place + 1 : end], labels)
        if laid is not None:
            above = [row for row in rows[max(0, place - 2) : place] if row.line not in taken]
            first, name = _name_over(above, rows[place], names, labels)
            text = " / ".join(
                (*(row.text.strip() for row in above[len(above) - first :]), laid.row.text)
            )
            laid = replace(
                laid, name=name, row=replace(laid.row, text=text, line=rows[place - first].line)
            )
            place -= first
            found[rows[place].line] = laid
            taken.update(row.line for row in rows[place:end])
        place = end
    return found, taken


def _belongs(row: ScannedLine, label: Role | None, heads: HeadWords) -> bool:
    """Whether a line has no name of its own: figures alone, a mark, or a word that says what."""
    if row.has(Kind.DAY):
        return label is Role.DATE
    if label in LABELS:
        return True
    words = [token for token in row.tokens if token.kind is Kind.WORD]
    if words:
        alone = len(row.tokens) == 1
        return alone and (heads.is_flag(words[0].text) or presence(words[0].text) is not None)
    return bool(row.tokens)


def _laid(
    name: ScannedLine, rows: Sequence[ScannedLine], labels: Mapping[int, Role | None]
) -> LaidLine | None:
    values: list[Token] = []
    ranges: list[PrintedRange] = []
    units: list[Token] = []
    expected: Role | None = None
    days: list[str] = []
    for row in rows:
        label = labels[row.line]
        if label is Role.DATE:
            days += [token.text for token in row.tokens if token.kind is Kind.DAY]
            continue
        figures = [token for token in row.tokens if token.kind in (Kind.NUMBER, Kind.RANGE)]
        units += [token for token in row.tokens if token.kind is Kind.UNIT]
        if label is not None and not figures:
            expected = label
            values += _word_behind(row, label)
            continue
        role, expected = label or expected, None
        values += [token for token in row.tokens if presence(token.text) is not None]
        for token in figures:
            if token.range is not None:
                ranges.append(token.range)
            elif token.number and token.compared and (role is Role.RANGE or token.bracketed):
                ranges.append(one_ended(token.number))
            elif role in (Role.VALUE, None):
                values.append(token)
    if len(ranges) == 1:
        values = _without_scale(values, ranges[0])
    if not values:
        return None
    return LaidLine(
        row=replace(
            name, text=" / ".join((name.text.strip(), *(row.text.strip() for row in rows)))
        ),
        name=name_text(name, name.tokens),
        values=tuple(LaidValue(token=token) for token in values[:1]),
        range=ranges[0] if len(ranges) == 1 else NO_RANGE,
        unit=units[0].text if units else "",
        day_text=days[0] if len(days) == 1 else "",
        which=len(values) > 1 or len(ranges) > 1,
    )


def _without_scale(values: Sequence[Token], ends: PrintedRange) -> list[Token]:
    """Return the values without the ends of the range, as a portal's scale repeats them."""
    told = [end for end in (ends.low, ends.high) if end]
    shown = [token.number.digits for token in values if token.number is not None]
    if len(values) != len(told) + 1 or shown[: len(told)] != told:
        return list(values)
    return list(values[len(told) :])


def _name_over(
    above: Sequence[ScannedLine],
    row: ScannedLine,
    names: TestNames,
    labels: Mapping[int, Role | None],
) -> tuple[int, str]:
    """Return how many lines above the name begins, and the name.

    A method may stand below it, or its second half: "Bilirubin", "direct".
    """
    said = name_text(row, row.tokens)
    meant = names.meant(said)
    for count, upper in enumerate(reversed(above), start=1):
        bare = looks_named(upper) and labels[upper.line] is None
        if not bare or upper.line != row.line - count:
            break
        over = name_text(upper, upper.tokens)
        if meant == NOTHING and names.meant(over) != NOTHING:
            method = names.is_remark(said) and names.is_method(said)
            return count, over if method else f"{over} {said}"
        wrapped = names.meant(f"{over} {said}")
        if said[:1].islower() and (wrapped.other or wrapped.analyte not in (None, meant.analyte)):
            return count, f"{over} {said}"
        if not names.is_method(over):
            break
    return 0, said


def _word_behind(row: ScannedLine, label: Role) -> list[Token]:
    """Return the word behind "Result:", as "Negative" is a value."""
    if label is not Role.VALUE or ":" not in row.text:
        return []
    colon = row.text.index(":")
    return [token for token in row.tokens if token.start > colon and token.kind is Kind.WORD][:1]
