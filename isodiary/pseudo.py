"""The pseudo-language: English in brackets, with accents, and longer.

It shows what a translation would: a text without brackets was never looked up, one whose
brackets are glued to each other was made of pieces, and one that is cut has no room to grow.
Developers see it with ISODIARY_LANGUAGE=pseudo.
"""

from __future__ import annotations

import re

PLAIN = "acdeghijklnoprstuwyzACDEGHIJKLNOPRSTUWYZ"
ACCENTED = "áćďéĝĥíĵķĺñóþŕşťúŵýžÁĆĎÉĜĤÍĴĶĹÑÓÞŔŞŤÚŴÝŽ"
VOWELS = "aeiou"

SHORT = 3
"""A text of so few letters, such as the name of a month on an axis, has no room for brackets."""

KEPT = re.compile(
    r"""\{[^{}]*\}        # a name that a value takes the place of
    | &&? [^\s{}]?        # a letter to press with Alt
    | </?\w[^<>]*>        # markup
    | \\.
    """,
    re.VERBOSE,
)
"""What is the same in every language."""


class Pseudo:
    """The texts of the pseudo-language, each made of its source in the moment it is asked for."""

    def gettext(self, message: str, /) -> str:
        """Return a text in brackets."""
        return pseudo(message)

    def ngettext(self, one: str, many: str, count: int, /) -> str:
        """Return the English form for a count, in brackets."""
        return pseudo(one if count == 1 else many)

    def pgettext(self, context: str, message: str, /) -> str:
        """Return a text in brackets, whatever it means."""
        return pseudo(message)

    def npgettext(self, context: str, one: str, many: str, count: int, /) -> str:
        """Return the English form for a count, in brackets."""
        return pseudo(one if count == 1 else many)


def pseudo(message: str) -> str:
    """Return "[Dóséé {name}]" of "Dose {name}": about a third longer, its names untouched.

    Signs alone, such as those between two values, need no translation and have no brackets.
    """
    if not any(map(str.isalpha, KEPT.sub("", message))):
        return message
    body = message.lstrip("\b\n ")
    parts, at = [], 0
    for kept in KEPT.finditer(body):
        parts += [_longer(body[at : kept.start()]), kept[0]]
        at = kept.end()
    parts.append(_longer(body[at:]))
    if sum(map(str.isalpha, KEPT.sub("", body))) <= SHORT:
        return message[: len(message) - len(body)] + "".join(parts)
    return f"{message[: len(message) - len(body)]}[{''.join(parts)}]"


def _longer(text: str) -> str:
    doubled = "".join(sign + sign if sign in VOWELS else sign for sign in text)
    return doubled.translate(str.maketrans(PLAIN, ACCENTED))
