"""Which test a report means by a name, in ten languages; a near miss is only proposed.

A name that could mean two tests means none, and what makes another test of a name (a ratio, a
percentage, an isoenzyme, a sample of urine) is never looked past.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Mapping, Sequence
from functools import lru_cache

from isodiary.domain.catalogue.labs import Analyte, LabCatalogue, VariantSaid, plain_unit
from isodiary.domain.lab_history import LabHistory
from isodiary.domain.values import dataclass

LONGEST_NAME = 60
LONGEST_PHRASE = 4
SHORTEST_MISS = 5
"""A shorter name with another letter is another name."""
MOST_OTHER_WORDS = 2
PERCENT = "%"
MOST_REMEMBERED = 2000


@dataclass(frozen=True, slots=True)
class Meant:
    """What a name means.

    Attributes:
        analyte: Id of the test, or the patient's own name for it; None if it is not sure.
        proposed: Id of the test it comes near; None if it comes near to none.
        other: Whether it is near to a test and known to be another one.
    """

    analyte: str | None = None
    proposed: str | None = None
    other: bool = False


NOTHING = Meant()


class TestNames:
    """The names of the catalogue and the patient's own, folded."""

    __test__ = False  # for pytest, which would take it for tests

    def __init__(self, labs: LabCatalogue, history: LabHistory) -> None:
        words = labs.report
        self._ids = _ids(labs, history)
        self._variants = {
            (each.variant.of, each.variant.said): each.id
            for each in labs.offered
            if each.variant is not None
        }
        self._percent = {
            each.id for each in labs.offered if each.unit(PERCENT) and PERCENT not in each.not_in
        }
        others = frozenset(folded(word) for word in (*words.others, *words.urine))
        unfasted = (each for each in words.not_fasting if folded(each) not in others)
        self._qualifiers = Phrases((*words.qualifiers, *words.methods, *words.again, *unfasted))
        self._said = {
            VariantSaid.CALCULATED: Phrases(words.calculated),
            VariantSaid.FASTING: Phrases(words.fasting),
        }
        self._methods = Phrases(words.methods)
        self._others = others
        self._words: dict[str, set[str]] = {}
        for name, ids in self._ids.items():
            for each in ids:
                self._words.setdefault(each, set()).update(name.split())
        self._with_figure = frozenset(
            name.split()[0] for name in self._ids if any(sign.isdigit() for sign in name)
        )
        self._near: dict[tuple[str, int], list[str]] | None = None
        self._seen: dict[str, Meant] = {}

    def may_have_figure(self, first_word: str) -> bool:
        """Whether a name that begins with a word has a figure among the next ones."""
        return folded(first_word) in self._with_figure

    def exact(self, typed: str) -> str | None:
        """Return the test that is called just so."""
        return self._only(folded(typed))

    def meant(self, typed: str) -> Meant:
        """Return the test that a name means, or comes near."""
        known = self._seen.get(typed)
        if known is None:
            if len(self._seen) > MOST_REMEMBERED:
                self._seen.clear()
            known = self._seen[typed] = self._looked_up(typed)
        return known

    def calculated(self, analyte: str, words: Sequence[str]) -> str:
        """Return the calculated variant of a test, if words beside its value say that it is."""
        said = self._said[VariantSaid.CALCULATED].within([folded(word) for word in words])
        return self._variant(analyte, [VariantSaid.CALCULATED]) if said else analyte

    def is_remark(self, typed: str) -> bool:
        """Whether a text under a name says nothing that makes it another test's."""
        words = folded(typed).replace("/", " ").split()
        return self.meant(typed) == NOTHING and not self._others.intersection(words)

    def is_method(self, typed: str) -> bool:
        """Whether a text has a word for how a test is done."""
        return bool(self._methods.within(folded(typed).replace("/", " ").split()))

    def _looked_up(self, typed: str) -> Meant:
        if len(typed) > 2 * LONGEST_NAME:
            return NOTHING
        typed = _CODE.sub("", _LAB_CODE.sub("", typed))
        joined = _DOTTED.sub(lambda found: found[0].replace(".", ""), typed)
        if joined != typed and (meant := self._looked_up(joined)).analyte is not None:
            return meant
        whole = folded(typed)
        if not whole or len(whole) > LONGEST_NAME:
            return NOTHING
        if found := self._only(whole) or self._only(self._without_prefix(whole)):
            return Meant(analyte=found)
        cores, said, marked = self._cores(typed, whole)
        ids = self._without_bases({found for core in cores if (found := self._only(core))}, said)
        unknown = [core for core in cores if not self._only(core)]
        if len(ids) <= 1:
            unknown = [core for core in unknown if not self._says_again(core, ids)]
        if not ids and (again := self._said_twice(cores)):
            ids, unknown = {again}, []
        another = [name for name in unknown if not ids or self._misspelt(name) != ids]
        ratio = bool(ids and another) and "/" in whole
        other = marked or ratio or any(self._others.intersection(core.split()) for core in unknown)
        if len(ids) == 1 and not unknown and not other:
            return Meant(analyte=self._variant(next(iter(ids)), said))
        if len(ids) > 1 or other:
            return Meant(other=bool(ids) or any(map(self._part_of, unknown)))
        return self._near_miss(ids, unknown, said)

    def _without_prefix(self, name: str) -> str:
        """Return a name without the word for its material in front, as in "Sg-V.S.G."."""
        words = name.split()
        return " ".join(words[self._qualifiers.length_at(words, 0) :])

    def _only(self, name: str) -> str | None:
        ids = self._ids.get(name, frozenset())
        return next(iter(ids)) if len(ids) == 1 else None

    def _variant(self, found: str, said: Iterable[VariantSaid]) -> str:
        return next(
            (self._variants[found, each] for each in said if (found, each) in self._variants), found
        )

    def _without_bases(self, ids: set[str], said: Iterable[VariantSaid]) -> set[str]:
        """Return tests without those of which a variant is among them, and said to be."""
        bases = {
            of for (of, what), found in self._variants.items() if found in ids and what in said
        }
        return ids - bases

    def _says_again(self, name: str, ids: set[str]) -> bool:
        """Whether all words of a name are those of the one test beside it."""
        return len(ids) == 1 and set(name.split()) <= self._words[next(iter(ids))]

    def _said_twice(self, cores: Sequence[str]) -> str | None:
        """Return the test that "HB Haemoglobin" names twice without a sign between."""
        if len(cores) != 1:
            return None
        words = cores[0].split()
        for place in range(1, len(words)):
            first, second = (" ".join(part) for part in (words[:place], words[place:]))
            found = self._only(first)
            if found is not None and found == self._only(second):
                return found
        return None

    def _cores(self, typed: str, whole: str) -> tuple[list[str], set[VariantSaid], bool]:
        """Return the names that stand side by side, without what leaves them the same test.

        And what is said of them, and whether a sign makes another test of them.
        """
        said: set[VariantSaid] = set()
        first = self._core(whole, said)
        if not first:
            return [], said, False
        if self._only(first):
            return [first], said, False
        bare = first.removesuffix(PERCENT).rstrip()
        if bare != first and self._only(bare) in self._percent:
            return [bare], said, False
        parts = []
        for part in map(folded, _PARTS.split(typed)):
            parts.append(part if self._only(part) else self._core(part, said))
        return [part for part in parts if part], said, PERCENT in whole

    def _core(self, name: str, said: set[VariantSaid]) -> str:
        words = name.split()
        kept: list[str] = []
        place = 0
        while place < len(words):
            taken = 0
            for what, phrases in self._said.items():
                if length := phrases.length_at(words, place):
                    said.add(what)
                    taken = max(taken, length)
            taken = taken or self._qualifiers.length_at(words, place)
            kept += [] if taken else [words[place]]
            place += taken or 1
        return " ".join(kept)

    def _near_miss(
        self, ids: set[str], unknown: Sequence[str], said: Iterable[VariantSaid]
    ) -> Meant:
        near = {found for name in unknown for found in self._misspelt(name)}
        if not near and sum(len(name.split()) for name in unknown) <= MOST_OTHER_WORDS:
            near = set(ids)
        if not near and not ids:
            near = {found for name in unknown if (found := self._part_of(name))}
        near |= ids
        beside = {found for name in unknown for word in name.split() if (found := self._only(word))}
        if near and len(near | beside) > 1:
            return Meant(other=True)
        if len(near) != 1:
            return NOTHING
        return Meant(proposed=self._variant(next(iter(near)), said))

    def _part_of(self, name: str) -> str | None:
        """Return the test whose name stands in another with a word or two more."""
        words = name.split()
        for length in range(len(words) - 1, 0, -1):
            if len(words) - length > MOST_OTHER_WORDS:
                break
            for start in range(len(words) - length + 1):
                part = " ".join(words[start : start + length])
                rest = words[:start] + words[start + length :]
                if any(sign.isdigit() for word in rest for sign in word):
                    continue
                if len(part) > 2 and (found := self._only(part)):
                    return found
        return None

    def _misspelt(self, name: str) -> set[str]:
        """Return the tests whose name is one letter away."""
        if len(name) < SHORTEST_MISS or len(name) > LONGEST_NAME // 2:
            return set()
        if self._near is None:
            self._near = {}
            for known, ids in self._ids.items():
                if SHORTEST_MISS <= len(known) <= LONGEST_NAME // 2 and len(ids) == 1:
                    for end in _ends(known):
                        self._near.setdefault((end, len(known)), []).append(known)
        lengths = range(len(name) - 1, len(name) + 2)
        close = {
            known
            for end in _ends(name)
            for length in lengths
            for known in self._near.get((end, length), ())
            if _one_away(name, known)
        }
        return {self._only(known) or "" for known in close} - {""}


class Phrases:
    """Phrases of one to some words, to be found among others."""

    def __init__(self, phrases: Iterable[str]) -> None:
        self._longest: dict[str, int] = {}
        self._known = frozenset(folded(each) for each in phrases)
        for words in map(str.split, self._known):
            self._longest[words[0]] = max(len(words), self._longest.get(words[0], 0))

    def length_at(self, words: Sequence[str], place: int) -> int:
        """Return how many words at a place are a phrase, the longest first; 0 for none."""
        longest = self._longest.get(words[place], 0)
        for length in range(min(longest, len(words) - place), 0, -1):
            if " ".join(words[place : place + length]) in self._known:
                return length
        return 0

    def within(self, words: Sequence[str]) -> int:
        """Return the place behind the last phrase among words; 0 for none."""
        ends = (
            place + length
            for place in range(len(words))
            if (length := self.length_at(words, place))
        )
        return max(ends, default=0)


@lru_cache(maxsize=8192)
def folded(name: str) -> str:
    """Return a name as it compares: case, accents and signs between words make no difference.

    The signs # and % do, as they tell a number from a percentage; and / and :, as they may
    tell a ratio of two tests from one of them.
    """
    plain = name.casefold()
    if not plain.isascii():
        parted = unicodedata.normalize("NFKD", plain.translate(_RAISED)).translate(_LETTERS)
        plain = "".join(c for c in parted if not unicodedata.combining(c))
    words = " ".join(_SIGNS.sub(" ", plain).split())
    for sign in "/:":
        if sign in words:
            words = words.replace(f" {sign}", sign).replace(f"{sign} ", sign)
    return words


def units_of_all(analytes: Iterable[Analyte]) -> frozenset[str]:
    """Return every way to write a unit, as units compare."""
    return frozenset(
        plain_unit(text)
        for analyte in analytes
        for unit in analyte.units
        for text in (unit.name, unit.ucum, *unit.also)
    )


def _ids(labs: LabCatalogue, history: LabHistory) -> Mapping[str, frozenset[str]]:
    found: dict[str, set[str]] = {}
    for each in labs.offered:
        for name in (each.id, each.name, each.short, *each.aliases):
            found.setdefault(folded(name), set()).add(each.id)
    for analyte in history.analytes:
        if labs.get(analyte) is None:
            found.setdefault(folded(analyte), set()).add(analyte)
    return {name: frozenset(ids) for name, ids in found.items()}


def _ends(name: str) -> tuple[str, str]:
    """Return how a name begins and how it ends: one letter that differs leaves one of them."""
    return f"{name[:2]}…", f"…{name[-2:]}"


def _one_away(one: str, other: str) -> bool:
    """Whether a letter more, less, other or exchanged with the next makes one of the other."""
    if abs(len(one) - len(other)) > 1:
        return False
    start = 0
    while start < min(len(one), len(other)) and one[start] == other[start]:
        start += 1
    if len(one) == len(other):
        swapped = one[start : start + 2] == other[start : start + 2][::-1]
        return one[start + 1 :] == other[start + 1 :] or (
            swapped and one[start + 2 :] == other[start + 2 :]
        )
    longer, shorter = (one, other) if len(one) > len(other) else (other, one)
    return longer[start + 1 :] == shorter[start:]


_LETTERS = str.maketrans({"ł": "l", "ø": "o", "đ": "d"})
_SIGNS = re.compile(r"[^\w#%/:]|_")
_CODE = re.compile(
    r",? ?\(?\bicd-?\s?\d*\s?:?\s?\w+\)?|\s?\[[a-z]\d{1,3}\]?|\s?\([a-z]\d\d\)", re.IGNORECASE
)
"""Codes of a Polish list, as "ALT (ICD-9: I17)" or "(I17)" has them."""
_RAISED = dict.fromkeys(map(ord, "¹²³⁴⁵⁶⁷⁸⁹⁰"))
"""Marks of footnotes."""
_DOTTED = re.compile(r"(?<![^\W\d_])(?:[^\W\d_]\.){2,}[^\W\d_]?(?![^\W\d_])")
"""Abbreviations as "L.D.L." or "S.G.P.T"."""
_LAB_CODE = re.compile(r"[ ,]+0\d$")
_PARTS = re.compile(r"[()\[\]/,;:]| [-–] ")
