"""What was typed but not saved: kept beside the diary until it is, for its owner alone.

It is the patient's own words, so it belongs neither in settings nor in logs; and it is no entry
yet, so it is not in the diary either, whose history begins with what was saved. The file lies in
the diary's folder, goes with the last draft, and is erased with the diary. Of a diary with a
passphrase it is encrypted as the diary is.
"""

from __future__ import annotations

import json
import os
import sqlite3
from collections.abc import Mapping
from contextlib import suppress
from dataclasses import asdict
from pathlib import Path
from types import MappingProxyType

from isodiary.domain.values import dataclass
from isodiary.storage.database import Key
from isodiary.storage.private import open_private


@dataclass(frozen=True, slots=True)
class Draft:
    """What was typed into one dialog.

    Attributes:
        title: What the dialog is called.
        at: When it was typed, ISO 8601.
        typed: What stands in each field that can be typed in or chosen, by its place.
    """

    title: str
    at: str
    typed: Mapping[str, str]


def drafts_file(path: Path) -> Path:
    """Return the name of the file with the drafts of a diary."""
    real = path.resolve()
    return real.with_name(f"{real.name}-drafts")


class Drafts:
    """The drafts of one diary. A disk that refuses them loses nothing that was saved."""

    def __init__(self, path: Path | None = None, key: Key | None = None) -> None:
        """Args: `path` is the diary; None keeps the drafts until the program ends.

        `key` is that of a diary with a passphrase.
        """
        self._file = drafts_file(path) if path is not None else None
        self._key, self._forgotten = key, False
        self._drafts = _read(self._file, key)

    @property
    def all(self) -> Mapping[str, Draft]:
        """The drafts by what they are of."""
        return MappingProxyType(self._drafts)

    def of(self, key: str) -> Draft | None:
        """Return the draft of something, if there is one."""
        return self._drafts.get(key)

    def keep(self, key: str, draft: Draft) -> None:
        """Keep a draft, in the place of an older one of the same thing."""
        if self._drafts.get(key) != draft:
            self._drafts[key] = draft
            self._write()

    def drop(self, key: str) -> None:
        """Forget a draft: it was saved, or thrown away."""
        if self._drafts.pop(key, None) is not None:
            self._write()

    def forget_key(self) -> None:
        """Keep what is typed from now on in memory alone, as nothing can be encrypted."""
        self._key, self._forgotten = None, True

    def learn_key(self, key: Key) -> None:
        """Keep it in the file again, with all that was typed meanwhile."""
        self._key, self._forgotten = key, False
        self._write()

    def _write(self) -> None:
        if self._file is None or self._forgotten:
            return
        with suppress(OSError, sqlite3.Error):
            if not self._drafts:
                self._file.unlink(missing_ok=True)
                return
            content = json.dumps({key: asdict(each) for key, each in self._drafts.items()})
            if self._key is not None:
                from isodiary.storage.sealed import seal

                seal(self._file, content.encode(), self._key)
                return
            new = self._file.with_name(f"{self._file.name}.new")
            handle = open_private(new, os.O_TRUNC)
            try:
                os.write(handle, content.encode())
            finally:
                os.close(handle)
            os.replace(new, self._file)


def _read(file: Path | None, key: Key | None) -> dict[str, Draft]:
    """Return what is in the file; nothing of one that cannot be read."""
    if file is None:
        return {}
    try:
        kept = json.loads(_content(file, key))
        return {str(key): _draft(each) for key, each in kept.items()}
    except (OSError, ValueError, TypeError, KeyError, AttributeError):
        return {}


def _content(file: Path, key: Key | None) -> bytes:
    if key is None:
        return file.read_bytes()
    from isodiary.storage.sealed import unsealed

    return unsealed(file, key) or b"{}"


def _draft(raw: Mapping[str, object]) -> Draft:
    typed = raw["typed"]
    if not isinstance(typed, dict):
        raise ValueError("what was typed is kept by place")
    fields = {str(place): str(text) for place, text in typed.items()}
    return Draft(title=str(raw["title"]), at=str(raw["at"]), typed=fields)
