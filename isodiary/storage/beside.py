"""The open diary over a connection of its own, to be read by a thread beside the window."""

from __future__ import annotations

from isodiary.domain.errors import DiaryError
from isodiary.storage.connecting import database, views
from isodiary.storage.diary import Diary
from isodiary.storage.troubles import spoken


class DiaryBeside(Diary):
    """A diary that another thread reads while the window goes on with the same file.

    What it finds damaged, nobody writes any more.
    """

    @classmethod
    def of(cls, diary: Diary) -> DiaryBeside:
        """Open the file of an open diary once more.

        Raises:
            FileReplaced: Another file is at its path.
            DiaryError: It cannot be opened.
        """
        if diary.path is None:
            raise ValueError("a scratch diary has no file to be opened again")
        with spoken():
            db = database(diary.path, "mode=ro", diary.key, any_thread=True)
        made = cls(db, diary.path, read_only=True, file=diary.file)
        try:
            made.refuse_replaced()  # only now, as it may have been replaced a moment before
            with spoken():
                views(db)
        except DiaryError:
            made.close()
            raise
        return made

    def close(self) -> None:
        """Close the connection; the file stays open for the window."""
        self._db.close()
