"""Typed text as it may stand in markup: escaped, and with words that fit a line."""

from __future__ import annotations

import re
from html import escape

from isodiary.domain.text import tidy
from isodiary.services.words.units import APART, APART_ENDS, HARD, THIN, apart

LONGEST_WORD = 60
"""Longer ones are given places to break, as laying them out takes seconds otherwise."""

ZERO_WIDTH_SPACE = "\u200b"
# not before a mark or joiner that belongs to the character it follows
_LONG = re.compile(rf"(\S{{{LONGEST_WORD}}})(?=[^\s\u0300-\u036f\u200d\ufe00-\ufe0f])")


# without them what stands beside a typed text cannot be turned round by it; what `apart` set apart
# stays so
_DIRECTIONS = re.compile(
    rf"{APART}([^\u202a-\u202e\u2066-\u2069]*){APART_ENDS}|[\u202a-\u202e\u2066-\u2069]"
)


def plain(typed: str) -> str:
    """Return a text without characters that are not shown but change what is shown."""
    if typed.replace(HARD, "").replace(THIN, "").isprintable():
        return typed  # as nearly all are, many times faster
    return _DIRECTIONS.sub(_kept_apart, tidy(typed))


def _kept_apart(found: re.Match[str]) -> str:
    return "" if found[1] is None else found[0]


def text(typed: str) -> str:
    """Return any text as markup that shows it and nothing else."""
    shown = plain(typed)
    if len(shown) > LONGEST_WORD:
        shown = _LONG.sub(rf"\1{ZERO_WIDTH_SPACE}", shown)
    return escape(shown)


def paragraphs(typed: str) -> str:
    """Return a text as markup that keeps its line ends."""
    return "<br/>".join(text(apart(line)) for line in tidy(typed).strip().split("\n"))
