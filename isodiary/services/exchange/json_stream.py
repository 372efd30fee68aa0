"""JSON read item by item, so that a file of any length takes no more memory than its longest item.

Objects are walked into where an array that is asked for lies below them; everything else is read
whole, up to a bound.
"""

from __future__ import annotations

import json
from collections.abc import Collection, Iterator
from typing import IO, Any, NoReturn

from isodiary.domain.errors import Refused
from isodiary.language import _, marked

CHUNK = 256 * 1024
LONGEST_ITEM = 8 * 1024 * 1024

NOT_JSON = marked(
    "This file is not the JSON that it should be: it is damaged or cut off. Nothing was changed."
)
TOO_DEEP = marked("This file is nested deeper than any diary. Nothing was changed.")
LONG_ITEM = marked("One entry of this file is too long to be one. Nothing was changed.")

SPACE = " \t\n\r"
GOES_ON = frozenset(["", *"0123456789.eE+-"])
"""What may follow a number that was cut off."""


def json_items(text: IO[str], arrays: Collection[str]) -> Iterator[tuple[str, Any]]:
    """Yield (path, item) of each item of the arrays, and (path, value) of all else on the way.

    Args:
        text: The file.
        arrays: Paths such as "events.list"; "" is an array that is the whole file.

    Raises:
        Refused: It is not JSON, nested too deep, or has an item that is too long.
    """
    reader = _Reader(text)
    try:
        yield from _walk(reader, "", frozenset(arrays))
        if reader.peek():
            _broken()
    except RecursionError as error:
        raise Refused(_(TOO_DEEP)) from error


def _walk(reader: _Reader, path: str, arrays: frozenset[str]) -> Iterator[tuple[str, Any]]:
    begins = reader.peek()
    if begins == "[" and path in arrays:
        reader.take("[")
        more = not reader.took("]")
        while more:
            yield path, reader.value()
            more = reader.took(",")
            if not more:
                reader.take("]")
    elif begins == "{" and any(not path or each.startswith(f"{path}.") for each in arrays):
        reader.take("{")
        more = not reader.took("}")
        while more:
            key = reader.value()
            if not isinstance(key, str):
                _broken()
            reader.take(":")
            yield from _walk(reader, f"{path}.{key}" if path else key, arrays)
            more = reader.took(",")
            if not more:
                reader.take("}")
    else:
        yield path, reader.value()


class _Reader:
    """The text not yet read, and a decoder of the next value in it."""

    def __init__(self, text: IO[str]) -> None:
        self._text = text
        self._buffer = ""
        self._at = 0
        self._ended = False
        self._decode = json.JSONDecoder(parse_constant=_no_number).raw_decode

    def peek(self) -> str:
        """Return the next character that is no space; empty at the end."""
        while True:
            buffer, at = self._buffer, self._at
            while at < len(buffer) and buffer[at] in SPACE:
                at += 1
            self._at = at
            if at < len(buffer):
                return buffer[at]
            if not self._more():
                return ""

    def took(self, sign: str) -> bool:
        """Return whether the next character is `sign`, and go past it if so."""
        if self.peek() != sign:
            return False
        self._at += 1
        return True

    def take(self, sign: str) -> None:
        """Go past a sign that must come."""
        if not self.took(sign):
            _broken()

    def value(self) -> Any:
        """Return the next value, whole."""
        if not self.peek():
            _broken()
        while True:
            try:
                found, end = self._decode(self._buffer, self._at)
            except ValueError as error:
                # it may only be cut off by the end of what was read so far
                if not self._more():
                    raise Refused(_(NOT_JSON)) from error
                continue
            # "12" may go on as "123" or "12.5"
            if self._buffer[end : end + 1] not in GOES_ON or not self._more():
                self._at = end
                return found

    def _more(self) -> bool:
        if self._ended:
            return False
        if len(self._buffer) - self._at > LONGEST_ITEM:
            raise Refused(_(LONG_ITEM))
        # each time twice as much, as a long item is decoded from its beginning again
        read = self._text.read(max(CHUNK, len(self._buffer) - self._at))
        self._ended = not read
        self._buffer = self._buffer[self._at :] + read
        self._at = 0
        return bool(read)


def _no_number(word: str) -> NoReturn:
    raise ValueError(f"{word} is no number of JSON")


def _broken() -> NoReturn:
    raise Refused(_(NOT_JSON))
