"""Ranges that are printed for men and for women: the one of the sex that the report names.

A report that names none, or prints "M" where that is "mujer" as well as "masculino", leaves
such a range out; the value is the same.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from itertools import pairwise

from isodiary.domain.catalogue.report_words import ReportWords
from isodiary.domain.record import Sex
from isodiary.services.labs.reading.names import folded
from isodiary.services.labs.reading.numbers import PrintedRange
from isodiary.services.labs.reading.ranges import NO_RANGE, OfSex
from isodiary.services.labs.reading.tokens import Kind, ScannedLine


class SexWords:
    """Knows the words for men and women, and letters where two stand side by side."""

    def __init__(self, words: ReportWords) -> None:
        self._known = {folded(each): Sex.MALE for each in words.male}
        self._known |= {folded(each): Sex.FEMALE for each in words.female}
        self._labels = frozenset(map(folded, words.sex))

    def of_report(self, rows: Iterable[ScannedLine]) -> Sex | None:
        """Return the sex that the head of a report names; None for none, or for two."""
        found = {sex for row in rows if (sex := self._of_line(row)) is not None}
        return next(iter(found)) if len(found) == 1 else None

    def range_of(self, ranges: Sequence[OfSex], sex: Sex | None) -> PrintedRange:
        """Return the range of a sex; no range where there is none, or more than one."""
        labels = [label for label, _ in ranges]
        fits = [ends for label, ends in ranges if sex and self._sex(label, labels) is sex]
        return fits[0] if len(fits) == 1 else NO_RANGE

    def _sex(self, label: str, labels: Sequence[str]) -> Sex | None:
        if label in self._known:
            return self._known[label]
        return _PAIRS.get(frozenset(labels), {}).get(label)

    def _of_line(self, row: ScannedLine) -> Sex | None:
        words = [folded(token.text) for token in row.tokens if token.kind is not Kind.NUMBER]
        for word, follows in pairwise(words):
            if word.rstrip(":") in self._labels:
                letters = _LETTERS_ES if word.startswith("sexo") else _LETTERS
                return self._known.get(follows) or letters.get(follows)
        if found := _AGE_AND_SEX.search(row.text.casefold()):
            return self._known.get(folded(found[1])) or _LETTERS.get(found[1])
        return None


_LETTERS = {"m": Sex.MALE} | dict.fromkeys("fwkvz", Sex.FEMALE)
_LETTERS_ES = {"h": Sex.MALE, "f": Sex.FEMALE}
_PAIRS = {
    frozenset((man, woman)): {man: Sex.MALE, woman: Sex.FEMALE}
    for man, woman in ("mf", "mw", "hf", "hm", "mk", "hd", "ud", "mv", "mz", "me")
}
_AGE_AND_SEX = re.compile(
    r"\b\d{1,3} ?(?:years?|yrs?|y|jahre|ans|años|anos|anni|lat|jaar|let)?\.? ?[/(,] ?"
    r"(male|female|m|f|w)\b"
)
