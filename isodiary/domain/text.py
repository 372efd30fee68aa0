"""Text as it may stand in a diary."""

from __future__ import annotations

import unicodedata

NOTE_LIMIT = 10_000
LINE_LIMIT = 200


def tidy(typed: str) -> str:
    """Return `typed` without what no one typed on purpose.

    Control characters other than line ends and tabs, and halves of surrogate
    pairs, cannot be stored, printed or read out; line ends become one kind.
    """
    one_kind = typed.replace("\r\n", "\n").replace("\r", "\n")
    return "".join(c for c in one_kind if c in "\n\t" or unicodedata.category(c) not in _UNKEPT)


def note(typed: str) -> str:
    """Return a note of up to 10,000 characters, tidied and stripped.

    Raises:
        ValueError: The note is longer.
    """
    return _limited(tidy(typed).strip(), NOTE_LIMIT, "A note")


def line(typed: str) -> str:
    """Return one line of up to 200 characters, tidied and stripped.

    Raises:
        ValueError: The line is longer.
    """
    return _limited(" ".join(tidy(typed).split()), LINE_LIMIT, "This text")


_UNKEPT = frozenset({"Cc", "Cs"})


def _limited(text: str, limit: int, what: str) -> str:
    if len(text) > limit:
        raise ValueError(f"{what} can be {limit:,} characters long; this one has {len(text):,}.")
    return text
