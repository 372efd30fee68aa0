"""What the diary refuses, each with a code and one sentence for the patient.

Everything a caller may expect to go wrong is a `DiaryError`; anything else is
a fault of ours.
"""

from __future__ import annotations


class DiaryError(Exception):
    """Something the diary refused; nothing was written.

    Attributes:
        code: Names the kind of refusal for tests and translations.
        sentence: Says what happened and what to do.
    """

    code = "diary-error"

    def __init__(self, sentence: str) -> None:
        super().__init__(sentence)
        self.sentence = sentence


class Refused(DiaryError):
    """An entry that cannot be made as asked."""

    code = "refused"


class AlreadyLogged(Refused):
    """The diary already holds an entry in that place."""

    code = "already-logged"


class NothingThere(Refused):
    """There is nothing to do the asked thing with."""

    code = "nothing-there"


class Stale(Refused):
    """The entry was changed elsewhere since it was read."""

    code = "stale"


class NotADiary(DiaryError):
    """The file is not a diary of isodiary."""

    code = "not-a-diary"


class Locked(DiaryError):
    """The diary has a passphrase, which is wanted."""

    code = "locked"


class WrongPassphrase(Locked):
    """What was typed does not open the diary."""

    code = "wrong-passphrase"


class NoCipher(DiaryError):
    """The diary has a passphrase, and what could open it is not installed."""

    code = "no-cipher"


class DiaryTooNew(DiaryError):
    """The file was written by a newer isodiary."""

    code = "too-new"


class DiaryDamaged(DiaryError):
    """The file cannot be read as it should be."""

    code = "damaged"


class DiaryBusy(DiaryError):
    """Another program is writing the file."""

    code = "busy"


class DiaryReadOnly(DiaryError):
    """The file may be read but not written."""

    code = "read-only"


class DiskTrouble(DiaryError):
    """The disk is full or failed."""

    code = "disk"


class DiskFull(DiskTrouble):
    """The disk is full; as soon as there is room it can be done again."""


class FileReplaced(DiaryError):
    """Another file is where the open one was, or none."""

    code = "replaced"
