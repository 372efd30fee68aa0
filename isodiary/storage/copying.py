"""A whole diary written to a new file."""

from __future__ import annotations

import os
from pathlib import Path

from isodiary.domain.errors import Refused
from isodiary.language import _, marked
from isodiary.storage.diary import Diary
from isodiary.storage.troubles import spoken

EXISTS = marked("There is a file of that name already. It was not touched; choose another name.")


def refuse_existing(path: Path) -> None:
    """Refuse a file that is there.

    Raises:
        Refused: It is there.
        DiaryError: The disk refused to say.
    """
    with spoken():
        if os.path.lexists(path):
            raise Refused(_(EXISTS))


def write_new(diary: Diary, path: Path) -> None:
    """Write all that an open diary holds to a new file, whole or not at all.

    Raises:
        Refused: There is a file of that name.
        DiaryError: The disk refused, or the copy was not good; nothing was left behind.
    """
    refuse_existing(path)
    try:
        diary.copy_to(path)
    except FileExistsError as error:  # one came meanwhile
        raise Refused(_(EXISTS)) from error
