"""The key of a diary with a passphrase: what the passphrase gives, and its form on paper.

The file is SQLCipher's own, with its usual settings, so that any of its tools opens it with the
passphrase alone. The key is what PBKDF2 makes of the passphrase and the salt, which are the first
16 bytes of the file; the recovery key is that key written in letters. Neither needs anything beside
the file, so each opens a copy of it wherever it is; backups keep the salt, and so the key.
"""

from __future__ import annotations

import hashlib
import hmac
import os
import unicodedata
from pathlib import Path

from isodiary.domain.errors import Refused, WrongPassphrase
from isodiary.language import _, marked
from isodiary.storage.database import ENCRYPTED, Key

SALT_BYTES = 16
KEY_BYTES = 32
ROUNDS = 256_000
"""As SQLCipher 4 does, so that its other tools take the passphrase."""
SHORTEST = 8

LETTERS = "0123456789ABCDEFGHJKMNPQRSTVWXYZ"
"""Those of Crockford's base 32: none that is taken for another."""
MISREAD = str.maketrans({"O": "0", "I": "1", "L": "1"})
GROUP = 4
SUM_BYTES = 3
"""With them, the recovery key is 14 groups of 4 letters, and a slip is noticed."""

WRONG = marked(
    "This does not open the diary. Nothing was changed; try the passphrase again, or the recovery"
    " key."
)
TOO_SHORT = marked("A passphrase has at least {count} characters. Four or five words are better.")


def new_salt() -> bytes:
    """Return the beginning of a new file with a passphrase."""
    return ENCRYPTED + os.urandom(SALT_BYTES - len(ENCRYPTED))


def salt_of(path: Path) -> bytes:
    """Return the salt of a file, which is its beginning.

    Raises:
        OSError: It cannot be read.
    """
    with path.open("rb") as file:
        return file.read(SALT_BYTES)


def key_of(typed: str, salt: bytes) -> Key:
    """Return the key that a passphrase, or a recovery key, gives with a salt.

    It takes a noticeable time, as it is made to.
    """
    return Key(_secret_on_paper(typed) or _derived(typed, salt), salt)


def refuse_other(key: Key, typed: str) -> None:
    """Refuse what is neither the passphrase nor the recovery key of a diary that is open.

    Raises:
        WrongPassphrase: It is neither.
    """
    if not hmac.compare_digest(key_of(typed, key.salt).secret, key.secret):
        raise WrongPassphrase(_(WRONG))


def new_key(passphrase: str) -> Key:
    """Return the key of a file that is about to be written.

    Raises:
        Refused: The passphrase is too short.
    """
    if len(passphrase) < SHORTEST:
        raise Refused(_(TOO_SHORT).format(count=SHORTEST))
    salt = new_salt()
    return Key(_derived(passphrase, salt), salt)


def opens_too(key: Key, path: Path) -> bool:
    """Whether a key is that of the file at a path as well, if there is one."""
    return path.exists() and salt_of(path) == key.salt


def on_paper(key: Key) -> str:
    """Return the recovery key: 14 groups of letters and digits."""
    number = int.from_bytes(key.secret + _sum(key.secret), "big")
    count = (KEY_BYTES + SUM_BYTES) * 8 // 5
    letters = "".join(LETTERS[number >> (5 * place) & 31] for place in reversed(range(count)))
    return " ".join(letters[at : at + GROUP] for at in range(0, count, GROUP))


def _derived(passphrase: str, salt: bytes) -> bytes:
    # one and the same for a keyboard that composes ä and for one that has it
    words = unicodedata.normalize("NFC", passphrase).encode()
    return hashlib.pbkdf2_hmac("sha512", words, salt, ROUNDS, KEY_BYTES)


def _secret_on_paper(typed: str) -> bytes | None:
    """Return the key that is written out; None if this is none, or one with a slip in it."""
    letters = "".join(sign for sign in typed.upper() if sign.isalnum()).translate(MISREAD)
    if len(letters) * 5 != (KEY_BYTES + SUM_BYTES) * 8 or not set(letters) <= set(LETTERS):
        return None
    number = 0
    for letter in letters:
        number = number << 5 | LETTERS.index(letter)
    whole = number.to_bytes(KEY_BYTES + SUM_BYTES, "big")
    secret, check = whole[:KEY_BYTES], whole[KEY_BYTES:]
    return secret if check == _sum(secret) else None


def _sum(secret: bytes) -> bytes:
    return hashlib.sha256(secret).digest()[:SUM_BYTES]
