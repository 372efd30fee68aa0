"""What every entry of a diary has: a name for life."""

from __future__ import annotations

import os


def new_id() -> str:
    """Return a name no other entry has: 16 hexadecimal digits.

    Given by us and not by the database, so that undo and redo bring back the
    same entry.
    """
    return os.urandom(8).hex()
