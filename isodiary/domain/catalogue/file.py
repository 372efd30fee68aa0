"""Reading the catalogue's TOML files, block by block, so that a mistake can be named.

Everything specialists own (symptoms, products, lab tests, leaflet texts) is data. Whoever edits
it is told the file, the block and what is wrong, not shown a traceback.
"""

from __future__ import annotations

import re
import tomllib
from dataclasses import replace
from decimal import Decimal
from types import MappingProxyType
from typing import TYPE_CHECKING, Protocol, TypeVar

from isodiary.domain.values import dataclass

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Mapping
    from enum import StrEnum
    from importlib.resources.abc import Traversable
    from pathlib import Path


FALLBACK = "en"


class CatalogueError(ValueError):
    """A catalogue file that cannot be used; the sentence names file, block and mistake."""


class HasId(Protocol):
    """Anything made from a block with an `id`."""

    @property
    def id(self) -> str:
        """The name that is stored in diaries."""


Member = TypeVar("Member", bound="StrEnum")
Made = TypeVar("Made", bound=HasId)


@dataclass(frozen=True, slots=True, kw_only=True)
class Block:
    """One table of a catalogue file.

    Attributes:
        place: File and block, as an error names them ("labs.toml, alt").
        values: What stands in it; decimals are `Decimal`.
        language: Which of the translations to read; English where it is missing.
    """

    place: str
    values: Mapping[str, object]
    language: str

    def wrong(self, what: str) -> CatalogueError:
        """Return the error that says `what` is wrong here."""
        return CatalogueError(f"{self.place}: {what}")

    def allow(self, *keys: str) -> None:
        """Refuse any key but these, as a misspelt one would silently do nothing.

        Raises:
            CatalogueError: There is another key.
        """
        for key in self.values:
            if key not in keys:
                raise self.wrong(f"{key!r} is not known here")

    def text(self, key: str) -> str:
        """Return the text under `key`, which must be there and not empty."""
        value = self._needed(key)
        if not isinstance(value, str) or not value.strip():
            raise self.wrong(f"{key!r} must be a text")
        return value

    def text_or_none(self, key: str) -> str | None:
        """Return the text under `key`, or None if there is no such key."""
        return self.text(key) if key in self.values else None

    def texts(self, key: str) -> tuple[str, ...]:
        """Return the list of texts under `key`; empty if there is no such key."""
        return self._list_of_texts(key, self.values.get(key, []))

    def words(self, key: str) -> str:
        """Return the translated text under `key`."""
        value = self._translated(key)
        if not isinstance(value, str) or not value.strip():
            raise self.wrong(f"{key!r} must be a text in every language")
        return value

    def words_or_none(self, key: str) -> str | None:
        """Return the translated text under `key`, or None if there is no such key."""
        return self.words(key) if key in self.values else None

    def sentences(self, key: str) -> tuple[str, ...]:
        """Return the translated list of texts under `key`."""
        return self._list_of_texts(key, self._translated(key))

    def flag(self, key: str) -> bool:
        """Return whether `key` is set; False if it is missing."""
        value = self.values.get(key, False)
        if not isinstance(value, bool):
            raise self.wrong(f"{key!r} must be true or false")
        return value

    def count(self, key: str) -> int:
        """Return the whole number, 0 or above, under `key`."""
        value = self._needed(key)
        if not isinstance(value, int) or isinstance(value, bool) or value < 0:
            raise self.wrong(f"{key!r} must be a whole number, 0 or above")
        return value

    def counts(self, key: str) -> tuple[int, ...]:
        """Return the list of whole numbers, 0 or above, under `key`; empty if there is no key."""
        values = self.values.get(key, [])
        if not isinstance(values, list):
            raise self.wrong(f"{key!r} must be a list of whole numbers, 0 or above")
        listed = [replace(self, values={key: value}) for value in values]
        return tuple(each.count(key) for each in listed)

    def decimals(self, key: str) -> tuple[Decimal, ...]:
        """Return the list of numbers above 0 under `key`; empty if there is no such key."""
        values = self.values.get(key, [])
        if not isinstance(values, list):
            raise self.wrong(f"{key!r} must be a list of numbers")
        return tuple(self._above_zero(key, value) for value in values)

    def member(self, kind: type[Member], key: str, default: Member | None = None) -> Member:
        """Return the member of `kind` named under `key`, or `default` if there is no such key."""
        if default is not None and key not in self.values:
            return default
        return self.one_of(kind, self.text(key), key)

    def one_of(self, kind: type[Member], name: str, key: str) -> Member:
        """Return the member of `kind` called `name`, which was found under `key`."""
        try:
            return kind(name)
        except ValueError:
            known = ", ".join(kind)
            raise self.wrong(f"{key!r} cannot be {name!r}; it is one of {known}") from None

    def table(self, key: str) -> Block:
        """Return the table under `key` as a block of its own; empty if there is no such key."""
        value = self.values.get(key, {})
        if not isinstance(value, dict):
            raise self.wrong(f"{key!r} must be a table")
        return Block(place=f"{self.place}, {key}", values=value, language=self.language)

    def blocks(self, key: str) -> tuple[Block, ...]:
        """Return the tables listed under `key`; each is named by its `id` or its number."""
        values = self._needed(key)
        if not isinstance(values, list) or not all(isinstance(value, dict) for value in values):
            raise self.wrong(f"{key!r} must be a list of tables")
        return tuple(
            Block(
                place=f"{self.place}, {value.get('id', f'{key} {number}')}",
                values=value,
                language=self.language,
            )
            for number, value in enumerate(values, start=1)
        )

    def _needed(self, key: str) -> object:
        if key not in self.values:
            raise self.wrong(f"{key!r} is missing")
        return self.values[key]

    def _translated(self, key: str) -> object:
        languages = self._needed(key)
        if not isinstance(languages, dict) or FALLBACK not in languages:
            raise self.wrong(f"{key!r} must be given by language, English (en) at least")
        return languages.get(self.language, languages[FALLBACK])

    def _list_of_texts(self, key: str, values: object) -> tuple[str, ...]:
        if not isinstance(values, list) or not all(isinstance(value, str) for value in values):
            raise self.wrong(f"{key!r} must be a list of texts")
        if not all(value.strip() for value in values):
            raise self.wrong(f"{key!r} has an empty text")
        return tuple(values)

    def _above_zero(self, key: str, value: object) -> Decimal:
        if isinstance(value, bool) or not isinstance(value, int | Decimal):
            raise self.wrong(f"{key!r} must be a list of numbers")
        number = Decimal(value)
        if not number.is_finite() or number <= 0:
            raise self.wrong(f"{key!r} has {value}, which is not a number above 0")
        return number


def read_file(folder: Path | Traversable, name: str, language: str) -> Block:
    """Return the whole file `name` of the catalogue's folder as one block.

    Raises:
        CatalogueError: The file cannot be read or is not TOML.
    """
    return _parsed(_text_of(folder, name), name, language)


class Parts:
    """A file of which each `[[key]]` block is parsed when it is wanted.

    To parse a long file takes longer than to show what is wanted of it. Only `read_file` sees what
    is wrong with the rest.
    """

    def __init__(self, folder: Path | Traversable, name: str, language: str, key: str) -> None:
        """Read the file.

        Raises:
            CatalogueError: It cannot be read, or what stands before the blocks is not TOML.
        """
        self._name, self._language, self._key = name, language, key
        self._mark = f"\n[[{key}]]\n"
        head, *blocks = _text_of(folder, name).split(self._mark)
        self.head = _parsed(head, name, language)
        found = ((_ID.search(block), block) for block in blocks)
        self._blocks = {match[1]: block for match, block in found if match is not None}

    def get(self, id_: str) -> Block | None:
        """Return the block with that id; None if there is none.

        Raises:
            CatalogueError: It is not TOML.
        """
        text = self._blocks.get(id_)
        if text is None:
            return None
        [block] = _parsed(self._mark + text, self._name, self._language).blocks(self._key)
        return block


def _text_of(folder: Path | Traversable, name: str) -> str:
    try:
        return folder.joinpath(name).read_text(encoding="utf-8")
    except OSError as error:
        raise CatalogueError(f"{name}: the file cannot be read ({error})") from error
    except UnicodeDecodeError as error:
        raise CatalogueError(f"{name}: the file is not TOML ({error})") from error


def _parsed(text: str, name: str, language: str) -> Block:
    try:
        values = tomllib.loads(text, parse_float=Decimal)
    except ValueError as error:
        raise CatalogueError(f"{name}: the file is not TOML ({error})") from error
    return Block(place=name, values=values, language=language)


def by_id(blocks: Iterable[Block], make: Callable[[Block], Made]) -> Mapping[str, Made]:
    """Return what `make` makes of each block, under its id and in the file's order.

    Raises:
        CatalogueError: An id stands twice or is not in snake_case.
    """
    made: dict[str, Made] = {}
    for block in blocks:
        thing = make(block)
        if not _SNAKE_CASE.fullmatch(thing.id):
            raise block.wrong("'id' must be in snake_case")
        if thing.id in made:
            raise block.wrong("this id stands twice")
        made[thing.id] = thing
    return MappingProxyType(made)


_ID = re.compile(r'^id = "(\w+)"$', re.MULTILINE)
_SNAKE_CASE = re.compile(r"[a-z][a-z0-9]*(_[a-z0-9]+)*")
