"""Places to break in words that are longer than a line, so that no text widens its page."""

from __future__ import annotations

import re

LONGEST_WORD = 20
ZERO_WIDTH_SPACE = "\u200b"

# not before a mark or joiner that belongs to the character it follows
_LONG = re.compile(rf"(\S{{{LONGEST_WORD}}})(?=[^\s\u0300-\u036f\u200d\ufe00-\ufe0f])")


def breakable(text: str) -> str:
    """Return a text whose words break after every 20 characters where they have to."""
    return _LONG.sub(rf"\1{ZERO_WIDTH_SPACE}", text)
