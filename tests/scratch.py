"""Empty diaries in memory, each a copy of one that is made once, which takes ten times as long."""

from __future__ import annotations

from functools import cache

from isodiary.storage.diary import Diary
from isodiary.storage.inside import look_inside
from isodiary.storage.opening import open_diary
from tests.clock import EVENING


def scratch_diary() -> Diary:
    """Return an empty diary; whoever asks for it closes it."""
    return look_inside(_empty(), read_only=False)


@cache
def _empty() -> bytes:
    diary = open_diary(None, now=EVENING)
    try:
        return diary._db.conn.serialize()
    finally:
        diary.close()
