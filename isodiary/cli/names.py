"""Which symptom or lab test a typed name means."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from difflib import get_close_matches

from isodiary.cli.common import Misused
from isodiary.domain.text import LINE_LIMIT, tidy
from isodiary.language import _

MOST_SUGGESTIONS = 3

Names = Mapping[str, Iterable[str]]
"""What each id is called, besides itself."""


def meant(typed: str, names: Names) -> str | None:
    """Return the id that `typed` names, whatever its case; None if there is none.

    Raises:
        Misused: It names several.
    """
    if typed in names:
        return typed
    found = _ids(names).get(_folded(typed), [])
    if len(found) > 1:
        raise Misused(
            _("“{typed}” can be {names}. Name one of them.").format(
                typed=typed, names=either(found)
            )
        )
    return found[0] if found else None


def similar(typed: str, names: Names) -> list[str]:
    """Return the ids whose names look like `typed`, the likeliest first."""
    ids = _ids(names)
    close = get_close_matches(_folded(typed)[:LINE_LIMIT], ids, n=MOST_SUGGESTIONS)
    return list(dict.fromkeys(each for name in close for each in ids[name]))[:MOST_SUGGESTIONS]


def split_once_named(words: Iterable[str], example: str) -> list[tuple[str, str]]:
    """Return the names and values of words such as "headache=2".

    Raises:
        Misused: A word has no sign of equality, or a name or value that is empty or too long.
    """
    pairs = []
    for word in words:
        tidied = " ".join(tidy(word[: LINE_LIMIT + 1]).split())
        name, equals, value = (part.strip() for part in tidied.partition("="))
        if not (equals and name and value) or len(word) > LINE_LIMIT:
            raise Misused(
                _("“{typed}” is not a name and a value such as {example}.").format(
                    typed=tidied, example=example
                )
            )
        pairs.append((name, value))
    return pairs


def refuse_twice(ids: Iterable[str]) -> None:
    """Refuse a name that stands twice, as one of the values would be lost.

    Raises:
        Misused: One does.
    """
    seen: set[str] = set()
    for each in ids:
        if each in seen:
            raise Misused(_("{name} is there twice. Give it one value.").format(name=each))
        seen.add(each)


def _ids(names: Names) -> dict[str, list[str]]:
    found: dict[str, list[str]] = {}
    for id_, called in names.items():
        for name in {_folded(id_), *map(_folded, called)}:
            found.setdefault(name, []).append(id_)
    return found


def _folded(name: str) -> str:
    return " ".join(name.casefold().replace("_", " ").replace("-", " ").split())


def with_perhaps(sentence: str, close: Sequence[str]) -> str:
    """Return a sentence, and behind it which known names may be meant."""
    if not close:
        return sentence
    return f"{sentence} {_('Did you mean {names}?').format(names=either(close))}"


def either(names: Sequence[str]) -> str:
    """Return "a or b"."""
    if len(names) < 2:
        return "".join(names)
    return _("{names} or {last}").format(names=", ".join(names[:-1]), last=names[-1])
