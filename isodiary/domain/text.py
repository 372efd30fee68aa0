"""Text as it may stand in a diary."""

from __future__ import annotations

import unicodedata

from isodiary.language import _, marked, whole

NOTE_LIMIT = 10_000
LINE_LIMIT = 200
ENDLESS = 4
"""No more than this many times the limit is looked at for what may be left out of it."""


def tidy(typed: str) -> str:
    """Return `typed` without what no one typed on purpose.

    Control characters other than line ends and tabs, and halves of surrogate
    pairs, cannot be stored, printed or read out; line ends become one kind, and vertical tabs and
    page feeds, which part words, become spaces.
    """
    one_kind = typed.replace("\r\n", "\n").replace("\r", "\n")
    one_kind = one_kind.replace("\v", " ").replace("\f", " ")
    return "".join(c for c in one_kind if c in "\n\t" or unicodedata.category(c) not in _UNKEPT)


def note(typed: str) -> str:
    """Return a note of up to 10,000 characters, tidied and stripped.

    Raises:
        ValueError: The note is longer.
    """
    _refuse_endless(typed, NOTE_LIMIT, NOTE)
    return _limited(tidy(typed).strip(), NOTE_LIMIT, NOTE)


def line(typed: str) -> str:
    """Return one line of up to 200 characters, tidied and stripped.

    Raises:
        ValueError: The line is longer.
    """
    _refuse_endless(typed, NOTE_LIMIT, TEXT, LINE_LIMIT)
    return _limited(" ".join(tidy(typed).split()), LINE_LIMIT, TEXT)


NOTE = marked("A note can be {limit} characters long; this one has {length}.")
TEXT = marked("This text can be {limit} characters long; this one has {length}.")
_UNKEPT = frozenset({"Cc", "Cs"})


def _refuse_endless(typed: str, most: int, what: str, limit: int | None = None) -> None:
    """Refuse at once what is far too long; to look at each of ten million signs takes seconds."""
    if len(typed) > ENDLESS * most:
        _limited(typed, limit or most, what)


def _limited(text: str, limit: int, what: str) -> str:
    if len(text) > limit:
        raise ValueError(_(what).format(limit=whole(limit), length=whole(len(text))))
    return text
