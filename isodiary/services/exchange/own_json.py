"""Everything as one JSON file of ours, an entry a line, out and in again.

```text
{"format": "isodiary", "version": 1, "made": MOMENT, "entries": [
{"kind": TABLE, "id": ID, COLUMN: VALUE, …},
…],
"changes": [
{"number": N, "at": MOMENT, "act": ACT, "reverts": N or null, "restores": N or null,
 "edits": [{"kind": TABLE, "id": ID, "before": {…} or null, "after": {…} or null}]},
…]}
```

The columns are those of the tables in the README; one that says nothing is left out. `changes`,
the history, is there only on request. What `isodiary list --json` prints is read as well.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Mapping
from io import TextIOWrapper
from typing import IO, Any

from isodiary.domain.errors import Refused
from isodiary.language import _, marked
from isodiary.services.exchange.choice import ExportChoice
from isodiary.services.exchange.found import FoundRow, Unreadable, shortened
from isodiary.services.exchange.json_stream import json_items
from isodiary.services.exchange.own_rows import NO_KIND, chosen_rows, keys_of, says_of
from isodiary.services.exchange.source import Source
from isodiary.storage.diary import Diary
from isodiary.storage.rows import Row, SqlValue

FORMAT, VERSION = "isodiary", 1
TO_JSON = json.JSONEncoder(ensure_ascii=False, separators=(",", ":")).encode

NEWER = marked("This file was written by a newer isodiary. Update isodiary first.")
NOT_OURS = marked("This JSON was not written by isodiary. Nothing was changed.")


def looks(source: Source) -> bool:
    """Whether a file is JSON of ours, or what `list --json` prints."""
    head = "".join(source.text_head.split())
    return head.startswith(('{"format":"isodiary"', '[{"kind":"'))


def read(source: Source) -> Iterator[FoundRow]:
    """Yield the entries of a file."""
    with source.text() as text:
        yield from read_text(text)


def read_text(text: IO[str]) -> Iterator[FoundRow]:
    """Yield the entries of an open file.

    Raises:
        Refused: It was written by a newer isodiary, or by another program.
    """
    number = 0
    said_version = False
    for path, item in json_items(text, ("", "entries", "changes")):
        if path == "format" and item != FORMAT:
            raise Refused(_(NOT_OURS))
        if path == "version":
            said_version = True
            _refuse_newer(item)
        if path not in ("", "entries"):
            continue
        if path == "entries" and not said_version:
            raise Refused(_(NOT_OURS))
        number += 1
        raw = shortened(json.dumps(item, ensure_ascii=False))
        if isinstance(item, dict):
            yield FoundRow(number, raw, says_of(item.get("kind"), item))
        else:
            yield FoundRow(number, raw, Unreadable(_(NO_KIND)))


def write(diary: Diary, out: IO[bytes], choice: ExportChoice) -> int:
    """Write everything that was chosen; return how many entries that is."""
    rows = {table.name: chosen_rows(diary, table, choice) for table in choice.tables}
    return write_rows(diary, rows, out, choice)


def write_rows(
    diary: Diary, rows: Mapping[str, Iterable[Row]], out: IO[bytes], choice: ExportChoice
) -> int:
    """Write the rows of each table, and the history if it was chosen; return how many rows."""
    text = TextIOWrapper(out, encoding="utf-8", newline="\n")
    made = choice.now.isoformat(timespec="seconds")
    head = TO_JSON({"format": FORMAT, "version": VERSION, "made": made})
    text.write(f'{head[:-1]},"entries":[')
    count = 0
    for table in choice.tables:
        keys = keys_of(table)
        for row in rows[table.name]:
            said: dict[str, SqlValue] = {"kind": table.name}
            for key, value in zip(keys, row, strict=True):
                if value is not None and value != "":
                    said[key] = value
            text.write(f"{',' if count else ''}\n{TO_JSON(said)}")
            count += 1
    text.write("]")
    if choice.history:
        text.write(',\n"changes":[')
        for number, change in enumerate(diary.history.told()):
            text.write(f"{',' if number else ''}\n{TO_JSON(change)}")
        text.write("]")
    text.write("}\n")
    text.flush()
    text.detach()
    return count


def _refuse_newer(version: Any) -> None:
    if not isinstance(version, int) or isinstance(version, bool) or version < 1:
        raise Refused(_(NOT_OURS))
    if version > VERSION:
        raise Refused(_(NEWER))
