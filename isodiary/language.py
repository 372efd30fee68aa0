"""The language that is spoken: a text is looked up here in the moment it is shown, never before.

English is the source and needs no file. Values are put in by name, after the look-up, so that
a translator may turn the sentence round: `_("{taken} of {due} taken").format(taken=…, due=…)`.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from contextvars import ContextVar
from typing import Protocol, TypeVar

VARIABLE = "ISODIARY_LANGUAGE"
"""Names a language of `resources/locale`, or the pseudo-language."""

PSEUDO = "pseudo"
Key = TypeVar("Key")
DOMAIN = "isodiary"

THIN = "\N{NARROW NO-BREAK SPACE}"
HARD = "\N{NO-BREAK SPACE}"


class Texts(Protocol):
    """A language: what the standard library's `gettext` calls translations."""

    def gettext(self, message: str, /) -> str:
        """Return a text in this language."""
        ...

    def ngettext(self, one: str, many: str, count: int, /) -> str:
        """Return the form of a text for a count."""
        ...

    def pgettext(self, context: str, message: str, /) -> str:
        """Return a text that means different things, in the meaning of `context`."""
        ...

    def npgettext(self, context: str, one: str, many: str, count: int, /) -> str:
        """Return the form for a count of a text that means different things."""
        ...


class _Source:
    """The language the texts are written in. It spares a start the import of `gettext`."""

    def gettext(self, message: str, /) -> str:
        return message

    def ngettext(self, one: str, many: str, count: int, /) -> str:
        return one if count == 1 else many

    def pgettext(self, context: str, message: str, /) -> str:
        return message

    def npgettext(self, context: str, one: str, many: str, count: int, /) -> str:
        return one if count == 1 else many


SOURCE: Texts = _Source()
_texts: ContextVar[Texts] = ContextVar("texts", default=SOURCE)


def language_from(environment: Mapping[str, str]) -> Texts:
    """Return the language that the environment names; English for one we do not have."""
    name = environment.get(VARIABLE, "")
    if not name:
        return SOURCE
    if name == PSEUDO:
        from isodiary.pseudo import Pseudo

        return Pseudo()
    from gettext import translation

    from isodiary.resources import resources

    return translation(DOMAIN, resources() / "locale", [name], fallback=True)


def speak(texts: Texts) -> None:
    """Speak this language from now on."""
    _texts.set(texts)


@contextmanager
def speaking(texts: Texts) -> Iterator[None]:
    """Speak this language for a while: paper may speak another than the screen."""
    before = _texts.set(texts)
    try:
        yield
    finally:
        _texts.reset(before)


def _(message: str) -> str:
    """Return a text in the language that is spoken."""
    return _texts.get().gettext(message)


def ngettext(one: str, many: str, count: int) -> str:
    """Return the form of a text for a count, which `plural` also puts in."""
    return _texts.get().ngettext(one, many, count)


def pgettext(context: str, message: str) -> str:
    """Return a text that means different things, in the meaning of `context`."""
    return _texts.get().pgettext(context, message)


def npgettext(context: str, one: str, many: str, count: int) -> str:
    """Return the form for a count of a text that means different things."""
    return _texts.get().npgettext(context, one, many, count)


def plural(count: int, one: str, many: str) -> str:
    """Return "1 dose" or "3 480 doses" of the texts "{count} dose" and "{count} doses".

    The thousands stand apart, and no line ends between the number and the word behind it. What
    else has a name in the texts stays, to be put in by `format`.
    """
    said = ngettext(one, many, count).replace("{count} ", "{count}" + HARD)
    return said.replace("{count}", whole(count))


def whole(number: int) -> str:
    """Return a whole number with its thousands apart."""
    return f"{number:,}".replace(",", THIN)


def translated(table: Mapping[Key, str]) -> dict[Key, str]:
    """Return a table with each of its marked texts looked up."""
    return {key: _(text) for key, text in table.items()}


def marked(message: str) -> str:
    """Mark a text of a table, which `_` looks up when it is shown; return it as it is."""
    return message


def pmarked(context: str, message: str) -> str:
    """Mark a text of a table, which `pgettext` looks up with this context."""
    return message


def nmarked(one: str, many: str) -> tuple[str, str]:
    """Mark both forms of a text of a table, for `ngettext` or `plural`."""
    return one, many
