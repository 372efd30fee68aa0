"""The words of one line of a report: numbers, ranges, units, days and the rest, with their places.

Every pattern is tried at one place only and takes the whole word it stands in, so that a line is
read in the time it takes to walk along it, however long it is.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from isodiary.domain.catalogue.labs import LabCatalogue, plain_unit
from isodiary.services.labs.reading.names import MOST_REMEMBERED, Phrases, folded, units_of_all
from isodiary.services.labs.reading.numbers import (
    COMPARATORS,
    NUM,
    PLAIN_NUM,
    Printed,
    PrintedRange,
)
from isodiary.services.labs.reading.tokens import Kind, ScannedLine, Token

LONGEST_UNIT = 40
MOST_TIMES = 100
"""No upper end of a range is more times its lower one."""
MOST_WORDS = 60
"""Behind so many words a line has nothing more to say."""
LONGEST_LINE = 1000
"""A longer line is no line of a report."""


class _Fold(dict[int, str]):
    """Letters without case and accents, one for one, so that places stay."""

    def __missing__(self, code: int) -> str:
        import unicodedata

        sign = chr(code)
        if unicodedata.category(sign) == "No":  # a raised figure is none of a number's
            self[code] = sign
            return sign
        plain = unicodedata.normalize("NFKD", sign.casefold())[:1] or sign
        self[code] = {"ł": "l", "ø": "o", "đ": "d", "\xa0": " "}.get(plain, plain)
        return self[code]


class Scanner:
    """Finds the words of lines."""

    def __init__(self, labs: LabCatalogue) -> None:
        words = labs.report
        self._units = units_of_all(labs.offered)
        self._bare = frozenset(each for each in self._units if each.isalpha()) | _BARE_UNITS
        self._fold = _Fold()
        self._seen: dict[tuple[str, str], tuple[Token, ...]] = {}
        self._grades = Phrases(words.grades)
        self._sexes = frozenset(map(folded, (*words.male, *words.female)))
        spoken = [
            (phrase, low, strict)
            for phrases, low, strict in (
                (words.above, True, False),
                (words.up_to, False, False),
                (words.more, True, True),
                (words.less, False, True),
            )
            for phrase in phrases
        ]
        self._spoken = {self.plain(phrase): (low, strict) for phrase, low, strict in spoken}
        between = _any_of(map(self.plain, words.to))
        starts = _any_of(
            self.plain(each) for each in (*words.above, "between", "von", "de", "entre")
        )
        self._between = re.compile(
            rf"(?:{starts} {{1,2}})?(?P<low>{NUM}) {{0,3}}(?P<unit>[^\s\d-][^\s-]{{0,9}} )?"
            rf"(?:[-–—−÷] {{0,3}}|{between} {{1,3}})(?P<high>{NUM})(?![\d./-]*\d)"
        )
        spoken_any = _any_of(self._spoken)
        self._one_end = re.compile(
            rf"(?P<words>{spoken_any}):? {{0,3}}(?P<sign>[<>]=?|[≤≥])? {{0,2}}"
            rf"(?P<end>{NUM})(?![\d./-]*\d)"
        )

    def plain(self, text: str) -> str:
        """Return a text as long as it was, in small letters without accents."""
        return text.translate(self._fold)

    def row(self, line: int, text: str, delimiter: str = "") -> ScannedLine:
        """Return a line with its words.

        Args:
            line: Its number.
            text: The line.
            delimiter: The sign that parts the cells of its table; empty for none.
        """
        known = self._seen.get((text, delimiter))
        if known is not None:
            return ScannedLine(line=line, text=text, tokens=known, delimited=bool(delimiter))
        shown = _LEADERS.sub(lambda found: " " * len(found[0]), text)
        spans = _cells(shown, delimiter)
        tokens: list[Token] = []
        for cell, (start, end) in enumerate(spans):
            self._scan(shown[:end], start, cell, tokens)
        if len(self._seen) > MOST_REMEMBERED:
            self._seen.clear()
        self._seen[text, delimiter] = tuple(tokens)
        return ScannedLine(line=line, text=text, tokens=tuple(tokens), delimited=bool(delimiter))

    def _scan(self, text: str, start: int, cell: int, tokens: list[Token]) -> None:
        plain = self.plain(text)
        place, seen = start, any(map(_is_value, tokens))
        while place < len(text) and len(tokens) < MOST_WORDS:
            if text[place] in _SKIPPED or text[place].isspace():
                place += 1
                continue
            if marks := _MARKS_BEFORE.match(text, place):
                place = marks.end()  # "**66**"
                continue
            token = self._token(text, plain, place, cell, value_seen=seen)
            tokens.append(token)
            seen = seen or _is_value(token)
            place = max(token.end, place + 1)

    def _token(self, text: str, plain: str, place: int, cell: int, *, value_seen: bool) -> Token:
        bracketed = text[max(0, place - 2) : place].rstrip()[-1:] in set("([{") - {""}
        known = self._known(text, plain, place)
        if known is not None:
            kind, end, behind = known
            return Token(kind=kind, text=text[place:end], start=place, end=behind, cell=cell)
        found = self._range(plain, place)
        if found is not None:
            ranged, end = found
            return Token(
                kind=Kind.RANGE, text=text[place:end], start=place, end=end, cell=cell,
                range=ranged, bracketed=bracketed,
            )  # fmt: skip
        if number := self._number(text, place):
            printed, end = number
            return Token(
                kind=Kind.NUMBER, text=text[place:end], start=place, end=end, cell=cell,
                number=printed, bracketed=bracketed,
            )  # fmt: skip
        word = _WORD.match(text, place)
        assert word is not None
        bare = plain[place : word.end()].strip(".,:;()[]")
        end = word.end()
        if bare == "-" and cell and _BEHIND_FIGURE.search(text, 0, place):
            return Token(kind=Kind.FLAG, text=word[0], start=place, end=end, cell=cell)
        if bare in _NONE or not bare:
            return Token(kind=Kind.NONE, text=word[0], start=place, end=end, cell=cell)
        kind = Kind.WORD
        if bare in FLAGS and (value_seen or not bare.isalpha()):
            kind = Kind.FLAG
        elif value_seen and _LIKE_UNIT.fullmatch(bare):
            kind = Kind.UNIT
        labels = word[0].endswith(":") or _COLON.match(text, end) is not None
        letter = len(bare) == 1 and labels and bare in _SEX_LETTERS
        of_sex = bare if letter or bare in self._sexes else ""
        kind = Kind.WORD if of_sex else kind
        grades = labels and bare in FLAGS - _NORMAL and not letter
        grades = grades or bool(self._grades.length_at(folded(text[place:end]).split() or [""], 0))
        return Token(
            kind=kind, text=word[0], start=place, end=end, cell=cell,
            of_sex=of_sex, grades=grades,
        )  # fmt: skip

    def _known(self, text: str, plain: str, place: int) -> tuple[Kind, int, int] | None:
        """Return the kind of what begins here if its signs tell it, and where it ends.

        And where the next word may begin, which for a day is behind its time.
        """
        if end := self._unit_end(text, place):
            return Kind.UNIT, end, end
        if found := _WARMTH.match(plain, place) or _HOURS.match(text, place):
            return Kind.WORD, found.end(), found.end()
        if found := DAY.match(plain, place):
            return Kind.DAY, found.end("day"), found.end()
        outside = text.count("(", 0, place) <= text.count(")", 0, place)
        if outside and (found := _FOOTNOTE.match(text, place)):
            return Kind.FLAG, found.end(), found.end()
        if found := _LAB_CODE.match(text, place):
            return Kind.WORD, found.end(), found.end()
        return None

    def _unit_end(self, text: str, place: int) -> int:
        """Return where a unit ends that begins here; 0 if there is none."""
        chunk = text[place : place + LONGEST_UNIT]
        if "/" not in chunk and "%" not in chunk:
            word = _LETTERS_ONLY.match(text, place)
            short = word is not None and len(word[0]) < 9
            bare = word is not None and short and plain_unit(word[0]) in self._bare
            return word.end() if bare and word is not None else 0
        words = _NEXT_WORDS.findall(chunk)[:4]
        ends, end = [], place
        for word in words:
            end = text.index(word, end) + len(word)
            ends.append(end)
        for count in range(len(words), 0, -1):
            joined = "".join(words[:count])
            if count == 1 and joined.isalpha():
                if plain_unit(joined) in self._bare:
                    return ends[0]
                continue
            if not any(sign in joined for sign in "/%"):
                continue
            for cut in (joined, joined.rstrip(",;:.*!"), joined.strip("()[],;:*!\"'")):
                if plain_unit(cut) in self._units:
                    return ends[count - 1] - (len(joined) - len(joined.rstrip(")],;:\"'")))
        before = _BEFORE_BRACKET.match(words[0]) if words else None  # "U/L(7-45)"
        if before is not None and plain_unit(before[0]) in self._units:
            return place + len(before[0])
        return 0

    def _range(self, plain: str, place: int) -> tuple[PrintedRange, int] | None:
        if found := self._between.match(plain, place):
            unit = found["unit"]
            upwards = not _goes_down(found["low"], found["high"])
            if upwards and (unit is None or plain_unit(unit) in self._units):
                high = _cut(found["low"], found["high"])
                return PrintedRange(found["low"], high), found.start("high") + len(high)
        if plain[place - 1 : place] in ("(", "[") and (found := _OPEN_RANGE.match(plain, place)):
            return PrintedRange(low=found["low"] or "", high=found["high"] or ""), found.end()
        found = self._one_end.match(plain, place)
        if found and not DAY.match(plain, found.start("end")):
            low, strict = self._spoken[found["words"]]
            if found["sign"]:
                strict = found["sign"] in "<>"
            if low:
                return PrintedRange(low=found["end"], low_strict=strict), found.end()
            return PrintedRange(high=found["end"], high_strict=strict), found.end()
        return None

    def _number(self, text: str, place: int) -> tuple[Printed, int] | None:
        """Return a number with its comparator, and where it ends; None for a word."""
        for pattern in (_NUMBER, _PLAIN_NUMBER):
            found = pattern.match(text, place)
            if found is None:
                return None
            tail = _TAIL.match(text, found.end())
            bare = tail[0].strip("()[],;:\"'") if tail else ""
            if not bare or _FLAG_TAIL.fullmatch(bare) or self._is_unit(bare):
                return Printed(found["number"], COMPARATORS[found["sign"] or ""]), found.end()
        return None

    def _is_unit(self, text: str) -> bool:
        plain = plain_unit(text.rstrip(".,;:*"))
        return plain in self._units or plain in self._bare


def _is_value(token: Token) -> bool:
    """Whether a word is a value or stands for none; a dash between words of a name is neither."""
    figure = token.kind in (Kind.NUMBER, Kind.RANGE)
    return figure or (token.kind is Kind.NONE and token.cell > 0)


def _goes_down(low: str, high: str) -> bool:
    """Whether two figures are whole numbers of which the first is the greater: no range."""
    low, high = low.replace(" ", ""), high.replace(" ", "")
    return low.isdigit() and high.isdigit() and int(low) > int(high)


def _cut(low: str, high: str) -> str:
    """Return an upper end without the number behind it in "150 000 - 400 000 251 000".

    And in "150 - 400 275", as no end is so many times the other.
    """
    groups = low.count(" ")
    if not groups and high.count(" ") == 1 and low.isdigit() and int(low):
        first = high.split(" ")[0]
        far = int(high.replace(" ", "")) > MOST_TIMES * int(low) if first.isdigit() else False
        return first if far and int(first) > int(low) else high
    if not groups or high.count(" ") < groups + 2:
        return high
    return " ".join(high.split(" ")[: groups + 1])


def _any_of(phrases: Sequence[str] | object) -> str:
    assert not isinstance(phrases, str)
    longest_first = sorted(set(phrases), key=len, reverse=True)  # type: ignore[call-overload]
    return f"(?:{'|'.join(re.escape(each) for each in longest_first)})"


def _cells(text: str, delimiter: str) -> list[tuple[int, int]]:
    """Return where the cells of a line begin and end."""
    if delimiter == "," and '"' in text:
        return [
            found.span("bare" if found["quoted"] is None else "quoted")
            for found in _QUOTED.finditer(text)
        ]
    spans, start = [], 0
    for found in (_DELIMITERS[delimiter] if delimiter else _GAPS).finditer(text):
        spans.append((start, found.start()))
        start = found.end()
    spans.append((start, len(text)))
    return spans if delimiter else [span for span in spans if text[slice(*span)].strip()]


_SKIPPED = frozenset(" \t\xa0()[]{}|;,:=·•\"'")
_NONE = frozenset({"-", "--", "---", "–", "—", "n/a", "na", "n.a", "entf", "x", ".", "…", "folgt"})
_MARKS = """
h hh l ll n a high low normal abnormal hoch niedrig alto baixo bajo alta baja haut bas wysoki niski
hoog laag hog lag + ++ +++ ↑ ↓ ↑↑ ↓↓ ▲ ▼ ▲▲ ▼▼ ⬆ ⬇ * ** *** ! !!
"""
FLAGS = frozenset(_MARKS.split())
_NORMAL = {"n", "normal"}
_SEX_LETTERS = frozenset("mwfhkduvze")
_BARE_UNITS = frozenset({"fl", "pg", "mm", "sec", "ratio", "index", "%", "‰"})
_LEADERS = re.compile(r"(?:\.{3,}|_{2,}|…+)")
_GAPS = re.compile(r"\t| {2,}|\|")
_DELIMITERS = {sign: re.compile(re.escape(sign)) for sign in "\t|;,"}
_QUOTED = re.compile(r'(?:^|,) {0,3}(?:"(?P<quoted>[^"]*)"|(?P<bare>[^",]*))')
_WORD = re.compile(r"[^\s|=]+|=")
_NEXT_WORDS = re.compile(r"[^\s|;]+")
_BEHIND_FIGURE = re.compile(r"(?<=[\d]) $")
_COLON = re.compile(r" ?:")
_FOOTNOTE = re.compile(r"\d{1,2}\)(?=\s|$)")
_LAB_CODE = re.compile(r"0\d(?=\s|$)")
"""Which of its laboratories did a test, as LabCorp prints it behind the name."""
_OPEN_RANGE = re.compile(rf"[-–] ?(?P<high>{NUM})(?= ?[)\]])|(?P<low>{NUM}) ?[-–](?= ?[)\]])")
"""An open range as "(-50)" or "(40-)"."""
_MARKS_BEFORE = re.compile(r"[*+↑↓▲▼!]{1,3}(?=\d)|(?<=\s)[HL]{1,2}(?=\d)")
_HOURS = re.compile(r"[12](?:\.|ª|st)?h(?:rs?)?\b")
_WARMTH = re.compile(r"\d{2} ?°c\b")
_LETTERS_ONLY = re.compile(r"[^\W\d_]+(?![^\s.,;:)\]])")
_BEFORE_BRACKET = re.compile(r"[^(\[]+(?=[(\[])")
_TAIL = re.compile(r"[^\s|;(\[]+")
_FLAG_TAIL = re.compile(r"[*!+hHlLnN↑↓▲▼⬆⬇-]{1,3}")
_LIKE_UNIT = re.compile(r"[^\W\d_]{1,9}/[^\W\d_]\w{0,9}(?:/[\w.²]{1,9})?")
_NUMBER = re.compile(rf"(?P<sign>[<>]=?|=[<>]|[≤≥])?\s{{0,3}}(?P<number>{NUM})(?![.,]?\d)")
_PLAIN_NUMBER = re.compile(
    rf"(?P<sign>[<>]=?|=[<>]|[≤≥])?\s{{0,3}}(?P<number>{PLAIN_NUM})(?![.,]?\d)"
)
_MONTH = r"[^\W\d_]{3,12}\.?"
_TIME = r"(?:[ T,]{1,3}(?:a |à |um |kl\.? )?\d{1,2}[:h.]\d{2}(?::\d{2})?(?: ?[ap]m\b| uhr\b)?)?"
DAY = re.compile(
    r"(?P<day>\d{4}(?P<iso>[-/.])\d{1,2}(?P=iso)\d{1,2}"
    r"|\d{1,2}(?P<sign>[./-])\d{1,2}(?P=sign)(?:\d{4}|\d{2})(?!\d)"
    rf"|\d{{1,2}}(?:\.|st|nd|rd|th)?[-/ ]{{0,2}}(?:de )?{_MONTH}[-/ ,]{{1,2}}(?:de )?\d{{4}}"
    rf"|{_MONTH} \d{{1,2}}(?:st|nd|rd|th)?,? \d{{4}}"
    rf")(?![\w])(?:t\d{{2}}:\d{{2}}\S{{0,12}}|{_TIME})"
)
"""A day as reports write it, in small letters without accents, with the time behind it."""
