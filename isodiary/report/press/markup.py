"""Typed text as it may stand in markup: escaped, and with words that fit a line."""

from __future__ import annotations

import re
from html import escape

from isodiary.domain.text import tidy
from isodiary.services.words.units import HARD, THIN

LONGEST_WORD = 60
"""Longer ones are given places to break, as laying them out takes seconds otherwise."""

ZERO_WIDTH_SPACE = "\u200b"
# not before a mark or joiner that belongs to the character it follows
_LONG = re.compile(rf"(\S{{{LONGEST_WORD}}})(?=[^\s\u0300-\u036f\u200d\ufe00-\ufe0f])")


# without them what stands beside a typed text cannot be turned round by it
_NO_DIRECTIONS = dict.fromkeys([*range(0x202A, 0x202F), *range(0x2066, 0x206A)])


def plain(typed: str) -> str:
    """Return a text without characters that are not shown but change what is shown."""
    if typed.replace(HARD, "").replace(THIN, "").isprintable():
        return typed  # as nearly all are, many times faster
    return tidy(typed).translate(_NO_DIRECTIONS)


def text(typed: str) -> str:
    """Return any text as markup that shows it and nothing else."""
    shown = plain(typed)
    if len(shown) > LONGEST_WORD:
        shown = _LONG.sub(rf"\1{ZERO_WIDTH_SPACE}", shown)
    return escape(shown)


def paragraphs(typed: str) -> str:
    """Return a text as markup that keeps its line ends."""
    return text(typed.strip()).replace("\n", "<br/>")
