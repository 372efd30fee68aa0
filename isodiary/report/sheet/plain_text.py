"""The figures of the sheet in a few plain lines, for the message box of a clinic."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from isodiary.language import _, marked, ngettext, pgettext
from isodiary.report import words
from isodiary.report.sheet.content import Sheet, SheetTable
from isodiary.report.table_chart.rows import LaneRow
from isodiary.services.words.units import HARD, NOTHING, THIN, number_text

MOST_LETTERS = 700
"""What such a box holds."""

HEAD = "{title}, {period} ({length}). {course}."
SIGNS = marked("Warning signs: {signs}.")
SYMPTOMS = marked("Symptoms (worst 0–3, days present of answered): {symptoms}.")
SYMPTOM = marked("{name} {worst}, {count} of {of}")
LABS = marked("Blood tests: {labs}.")
LAB = "{test} {result} {unit} ({day})"
QUESTION = "{number} {text}"
STANDING = marked("Recorded by the patient, not checked by a health professional.")


def plain_text(sheet: Sheet) -> str:
    """Return the figures in lines, together at most 700 characters; what has no room is counted."""
    first = HEAD.format(
        title=sheet.title, period=sheet.period, length=sheet.length, course=sheet.course
    )
    lines = [line for line in (first, sheet.who) if line]
    lines.append(_(STANDING))
    for line, parts in _parts(sheet):
        room = MOST_LETTERS - sum(len(_plain(each)) + 1 for each in lines)
        made = _with_room(line, parts, room)
        if made:
            lines.insert(-1, made)
    return _plain("\n".join(lines))[:MOST_LETTERS]


def _parts(sheet: Sheet) -> Iterator[tuple[str, Sequence[str]]]:
    """Yield sentences with a place for a list, the most wanted first."""
    if sheet.signs is not None and sheet.signs.title:
        signs = [sign.headline for sign in sheet.signs.signs] or [
            pgettext("warning signs", "none noted")
        ]
        yield _(SIGNS).format(signs="{}"), signs
    for box in sheet.boxes:
        figure = " ".join(part for part in (box.figure, box.unit) if part)
        yield f"{_braced(figure)}: {{}}.", [line.rstrip(",") for line in box.lines if line]
    if sheet.chart is not None:
        rows = [row for row in sheet.chart.rows.symptoms if row.worst]
        yield _(SYMPTOMS).format(symptoms="{}"), [_symptom(row) for row in rows]
    if sheet.labs is not None:
        yield _(LABS).format(labs="{}"), list(_labs(sheet.labs))
    if sheet.questions is not None:
        yield "{}", [QUESTION.format(number=n, text=text) for n, text in sheet.questions.rows]


def _with_room(line: str, parts: Sequence[str], room: int) -> str:
    """Return a sentence with as many parts as there is room for, the others counted."""
    for count in range(len(parts), 0, -1):
        left = len(parts) - count
        more = [_more(left)] if left else []
        made = line.format("; ".join([*parts[:count], *more]))
        if len(_plain(made)) + 1 <= room:
            return made
    return ""


def _more(left: int) -> str:
    said = ngettext("{count} more", "{count} more", left)
    return said.format(count=number_text(left))


def _symptom(row: LaneRow) -> str:
    since = row.since
    count, of = (since.count, since.of) if since else (0, 0)
    return _(SYMPTOM).format(
        name=row.name, worst=row.worst, count=number_text(count), of=number_text(of)
    )


def _labs(table: SheetTable) -> Iterator[str]:
    """Yield the latest result of each test, those outside the range of the lab first."""
    days = [column.label for column in table.columns[1:-1]]
    found = []
    for name, *cells, ranged in table.rows:
        known = [(day, cell) for day, cell in zip(days, cells, strict=True) if cell != NOTHING]
        if known:
            day, result = known[-1]
            unit = ranged.partition(" ")[2]
            said = LAB.format(test=name, result=result, unit=unit, day=day).replace("  ", " ")
            found.append((HARD not in result, said))
    yield from (said for _flagged, said in sorted(found, key=_flagged_first))


def _flagged_first(found: tuple[bool, str]) -> bool:
    return found[0]


def _braced(text: str) -> str:
    return text.replace("{", "{{").replace("}", "}}")


def _plain(text: str) -> str:
    """Return a text with usual spaces, on lines without empty ones."""
    spaced = text.replace(HARD, " ").replace(THIN, " ")
    return "\n".join(words.shortened(line, MOST_LETTERS) for line in spaced.splitlines() if line)
