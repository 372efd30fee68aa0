"""How well typed words match a symptom, so that the best match comes first."""

from __future__ import annotations

import re
import unicodedata
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable


# How good a match is: the smaller the better, _NOWHERE is none.
_NAME_BEGINS, _NAME_WORD, _OTHER_WORD, _AREA_WORD, _INSIDE, _NOWHERE = range(6)
_WORD = re.compile(r"\w+")


MOST_WORDS = 20
"""More are not looked for, as nothing has so many, and each is looked for everywhere."""


def words_of(text: str) -> list[str]:
    """Return the words of `text` without case and accents, each once, at most the first 20."""
    return list(dict.fromkeys(_WORD.findall(_folded(text))))[:MOST_WORDS]


def rank(
    wanted: list[str], *, names: Iterable[str], others: Iterable[str], area: str
) -> int | None:
    """Return how well all `wanted` words match, smaller being better; None if one does not.

    Args:
        wanted: What `words_of` made of the typed text.
        names: What the thing is called on the screen.
        others: Its keywords and its medical term.
        area: The name of the group it belongs to.
    """
    folded_names = [_folded(name) for name in names]
    folded_others = [_folded(other) for other in others]
    ranks = [_rank_of_word(w, folded_names, folded_others, _folded(area)) for w in wanted]
    return None if _NOWHERE in ranks else sum(ranks)


def _rank_of_word(word: str, names: list[str], others: list[str], area: str) -> int:
    if any(name.startswith(word) for name in names):
        return _NAME_BEGINS
    for place, texts in ((_NAME_WORD, names), (_OTHER_WORD, others), (_AREA_WORD, [area])):
        if _begins_a_word(word, texts):
            return place
    return _INSIDE if any(word in text for text in (*names, *others)) else _NOWHERE


def _begins_a_word(word: str, texts: Iterable[str]) -> bool:
    return any(part.startswith(word) for text in texts for part in _WORD.findall(text))


def _folded(text: str) -> str:
    decomposed = unicodedata.normalize("NFKD", text)
    return "".join(c for c in decomposed if not unicodedata.combining(c)).casefold()
