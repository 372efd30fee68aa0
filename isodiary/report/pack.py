"""Everything for a doctor who is seen by video, in one archive: the sheet, the appendix, the labs.

What is kept off paper is in none of it.
"""

from __future__ import annotations

import zipfile
from collections.abc import Mapping
from io import BytesIO
from pathlib import Path

from isodiary.report.output import html_file, save_content
from isodiary.report.press.leaves import Leaves
from isodiary.report.sheet.content import Sheet
from isodiary.report.sheet.plain_text import plain_text


def save_pack(pages: Leaves, sheet: Sheet, tables: Mapping[str, bytes], path: Path) -> None:
    """Save a sheet as PDF, HTML and text with tables beside it; a file of that name is replaced.

    Args:
        pages: The sheet with its appendix.
        sheet: The same.
        tables: Other files of the archive by their names, as `for_a_visit` makes them.
        path: The archive.

    Raises:
        DiaryError: The file could not be written; one that was there is as it was.
    """
    held = {
        "visit.pdf": pages.pdf(),
        "visit.html": html_file(sheet).encode(),
        "visit.txt": f"{plain_text(sheet)}\n".encode(),
        **tables,
    }
    content = BytesIO()
    with zipfile.ZipFile(content, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, member in held.items():
            archive.writestr(name, member)
    save_content(content.getvalue(), path)
