"""Everything in one archive of ours: `diary.json`, a table of each kind, and what they mean."""

from __future__ import annotations

import zipfile
from collections.abc import Iterator
from typing import IO

from isodiary.domain.errors import Refused
from isodiary.language import _, marked
from isodiary.services.exchange import own_csv, own_json
from isodiary.services.exchange.choice import ExportChoice
from isodiary.services.exchange.found import FoundRow
from isodiary.services.exchange.meanings import read_me
from isodiary.services.exchange.own_rows import TABLES_BY_NAME, chosen_rows
from isodiary.services.exchange.source import Source
from isodiary.storage.diary import Diary

DIARY, READ_ME = "diary.json", "README.txt"

NOTHING = marked("This archive holds nothing that isodiary wrote. Nothing was changed.")


def looks(source: Source) -> bool:
    """Whether a file is an archive of ours."""
    names = frozenset(source.members)
    return DIARY in names or any(f"{kind}.csv" in names for kind in TABLES_BY_NAME)


def read(source: Source) -> Iterator[FoundRow]:
    """Yield the entries of an archive: of its JSON, or if that was taken out, of its tables."""
    if DIARY in source.members:
        with source.text(DIARY) as text:
            yield from own_json.read_text(text)
        return
    tables = [kind for kind in TABLES_BY_NAME if f"{kind}.csv" in source.members]
    if not tables:
        raise Refused(_(NOTHING))
    number = 0
    for kind in tables:
        with source.text(f"{kind}.csv") as text:
            before = number
            for found in own_csv.read_text(text, before=before):
                yield found
                number = found.row


def write(diary: Diary, out: IO[bytes], choice: ExportChoice) -> int:
    """Write the archive; return how many entries it holds."""
    with diary.reading(), zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED, compresslevel=2) as made:
        rows = {table.name: list(chosen_rows(diary, table, choice)) for table in choice.tables}
        with _member(made, DIARY, choice) as member:
            count = own_json.write_rows(diary, rows, member, choice)
        for table in choice.tables:
            with _member(made, f"{table.name}.csv", choice) as member:
                own_csv.write_table(rows[table.name], table, member, choice)
        with _member(made, READ_ME, choice) as member:
            member.write(read_me(choice).encode())
    return count


def _member(archive: zipfile.ZipFile, name: str, choice: ExportChoice) -> IO[bytes]:
    """Open a file of the archive to be written; it bears the time of the diary's clock."""
    at = choice.now.replace(tzinfo=None)
    info = zipfile.ZipInfo(name, at.timetuple()[:6])
    info.compress_type = zipfile.ZIP_DEFLATED
    info.external_attr = 0o600 << 16
    return archive.open(info, "w", force_zip64=False)
