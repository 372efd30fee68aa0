"""A diary written to another file, whole or not at all."""

from __future__ import annotations

from dataclasses import replace
from io import BytesIO
from pathlib import Path

from isodiary.domain.errors import Refused
from isodiary.language import _, marked
from isodiary.services.exchange.choice import ExportChoice
from isodiary.services.exchange.formats import FORMATS, Format
from isodiary.storage.diary import Diary
from isodiary.storage.saving import saved_whole

ENDINGS = marked("The file to write is named by its format, with one of: {endings}.")


def format_of_name(path: Path) -> Format:
    """Return the format that the name of a file asks for.

    Raises:
        Refused: It asks for none.
    """
    name = path.name.casefold()
    ends = [
        (ending, each)
        for each in FORMATS
        if each.goes_out
        for ending in each.endings
        if name.endswith(f".{ending}")
    ]
    if not ends:
        known = (f".{ending}" for each in FORMATS if each.goes_out for ending in each.endings)
        raise Refused(_(ENDINGS).format(endings=", ".join(dict.fromkeys(known))))
    return max(ends, key=lambda each: len(each[0]))[1]


def for_a_visit(diary: Diary, choice: ExportChoice) -> dict[str, bytes]:
    """Return what goes to a doctor beside the sheet, as files by their names.

    That is the table of the blood tests, and the diary in FHIR.
    """
    labs = replace(choice, kinds=("lab_result",))
    wanted = (("labs.csv", "isodiary-csv", labs), ("fhir.json", "fhir", choice))
    known = {each.id: each for each in FORMATS if each.goes_out}
    found: dict[str, bytes] = {}
    for name, id_, chosen in wanted:
        if id_ in known:
            out = BytesIO()
            with diary.reading():
                known[id_].writer.write(diary, out, chosen)
            found[name] = out.getvalue()
    return found


def write_file(diary: Diary, path: Path, format_: Format, choice: ExportChoice) -> int:
    """Write what was chosen to a file, and return how many entries that is.

    A file of that name is replaced, but never a diary.

    Raises:
        Refused: The format cannot hold what was chosen, or the name is that of a diary.
        DiaryError: The disk refused; a file that was there is as it was.
    """
    with saved_whole(path) as unfinished, unfinished.open("wb") as out, diary.reading():
        return format_.writer.write(diary, out, choice)
