"""A file of every format that comes in, and what becomes of its rows: for the tests and the README.

`python -m tests.services.exchange.fixtures` prints the table of the README. The files are made by
us from what is known of each format, with odd rows among them; none holds a real person's data.
"""

from __future__ import annotations

from contextlib import closing
from datetime import date
from pathlib import Path

from isodiary.domain.units import mg
from isodiary.services.catalogues import Catalogues
from isodiary.services.exchange.bring import dry_run, held_by, read_file
from isodiary.services.exchange.formats import FORMATS, Format
from isodiary.services.exchange.results import DryRun, FileAnswers, Result
from isodiary.storage.opening import open_diary
from tests.clock import EVENING
from tests.services.courses import begin

FILES = Path(__file__).parent / "files"
ROOT = Path(__file__).parents[3]
README = ROOT / "README.md"
HEADS = ("format", "file", "in", "out", "rows of our example", "not carried over")

ANSWERS: dict[str, FileAnswers] = {}
"""What is answered about a file, by its format, where something must be."""


def fixture(format_: Format) -> Path:
    """Return the file of a format; its name is the id of the format."""
    [found] = FILES.glob(f"{format_.id}.*")
    return found


def looked_at(format_: Format) -> DryRun:
    """Return what the file of a format would do to a diary of two doses a day."""
    with closing(open_diary(None, now=EVENING)) as diary:
        begin(diary, "breakfast 20, dinner 20", start=date(2026, 9, 3), opening_ug=mg(0))
        held = held_by(diary, Catalogues(ROOT / "resources" / "catalogue"))
        opened = read_file(fixture(format_), now=EVENING)
        answers = ANSWERS.get(format_.id, FileAnswers())
        return dry_run(opened, held, answers, now=EVENING)


def rows_words(format_: Format) -> str:
    """Return "12: 8 new, 1 conflict" of the file of a format."""
    if not format_.comes_in:
        return "–"
    run = looked_at(format_)
    said = [f"{run.counts[each]} {each.value.replace('_', ' ')}" for each in Result]
    return f"{run.count}: {', '.join(part for part in said if not part.startswith('0 '))}"


def table() -> str:
    """Return the table of the README."""
    lines = [f"| {' | '.join(HEADS)} |", f"|{'---|' * len(HEADS)}"]
    for each in FORMATS:
        ends = ", ".join(f".{ending}" for ending in each.endings)
        ways = ["yes" if way else "" for way in (each.comes_in, each.goes_out)]
        cells = (each.name, ends, *ways, rows_words(each), each.not_carried)
        lines.append(f"| {' | '.join(cells)} |")
    return "\n".join(lines)


if __name__ == "__main__":
    print(table())
