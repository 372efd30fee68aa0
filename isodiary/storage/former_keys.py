"""What opened the backups of a diary before its passphrase was changed.

A program that is killed between the diary and its backups, or a place that is away, leaves backups
that the new passphrase does not open. So the former keys lie beside the diary, in a file that is
encrypted with its present one, until no backup wants them any more.
"""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path

from isodiary.storage.database import Key
from isodiary.storage.keys import KEY_BYTES, SALT_BYTES
from isodiary.storage.leftover import glob_safe
from isodiary.storage.sealed import seal, unsealed

LENGTH = KEY_BYTES + SALT_BYTES


def former_file(path: Path, key: Key) -> Path:
    """Return the name of the file of former keys that a key opens."""
    real = path.resolve()
    return real.with_name(f"{real.name}-former-{key.salt.hex()[-16:]}")


def former_files(path: Path) -> tuple[Path, ...]:
    """Return all such files beside a diary."""
    real = path.resolve()
    return tuple(sorted(real.parent.glob(f"{glob_safe(real.name)}-former-*")))


def keep_former(path: Path, former: Iterable[Key], key: Key) -> None:
    """Keep the keys that backups may still have beside the diary, encrypted with another key.

    Raises:
        OSError, sqlite3.Error: The disk refused.
    """
    seal(former_file(path, key), b"".join(each.secret + each.salt for each in former), key)


def former_keys(path: Path, key: Key) -> tuple[Key, ...]:
    """Return the keys that backups of a diary may still have; none where nothing is kept."""
    # a damaged file opens nothing; `check` names the backups
    content = unsealed(former_file(path, key), key) or b""
    parts = (content[at : at + LENGTH] for at in range(0, len(content), LENGTH))
    return tuple(Key(part[:KEY_BYTES], part[KEY_BYTES:]) for part in parts)


def drop_former(path: Path, *, but: Path | None = None) -> None:
    """Forget the former keys of a diary, or those that another key opens than that file's."""
    for file in former_files(path):
        if file != but:
            file.unlink(missing_ok=True)
