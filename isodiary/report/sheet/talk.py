"""What is talked about: the patient's questions, and what is agreed."""

from __future__ import annotations

from isodiary.domain.summary import Summary
from isodiary.language import _, marked, pgettext, pmarked
from isodiary.report import words
from isodiary.report.sheet.content import Agreed, Blank, Column, Passage, Saying, SheetTable
from isodiary.services.words.units import apart

BLANKS = (
    pmarked("before a line to write on", "dose"),
    pmarked("before a line to write on", "mg a day, from"),
    pmarked("before a line to write on", "blood test"),
    pmarked("before a line to write on", "next visit"),
)
LONGEST = 200
"""Longer questions are cut on the sheet, and stand in full behind it."""

IN_FULL = marked("(in full at the end)")


def questions_table(summary: Summary) -> SheetTable | None:
    """Return the questions for the visit as a numbered list; None if there are none."""
    if not summary.questions:
        return None
    return SheetTable(
        title=_("My questions"),
        columns=(
            Column(label=_("Number"), share=6, number=False),
            Column(label=_("Question"), share=94, number=False),
        ),
        rows=tuple(
            (f"{place}.", _cut(question.text))
            for place, question in enumerate(summary.questions, start=1)
        ),
        numbered=True,
    )


def agreed(summary: Summary) -> Agreed:
    """Return room for what is agreed, beneath what was agreed at the last visit."""
    visit = summary.last_visit
    said = _cut(visit.agreed) if visit else ""
    day = words.day(visit.day, near=summary.period.last) if visit else ""
    return Agreed(
        title=_("Agreed"),
        before=f"{day}: {said}" if said else "",
        blanks=tuple(
            Blank(before=pgettext("before a line to write on", blank)) for blank in BLANKS
        ),
    )


def questions_in_full(summary: Summary, *, asked: bool, agreed: bool) -> Passage | None:
    """Return the questions, and what was agreed, of which the sheet shows a part only."""
    sayings: list[Saying] = []
    if asked:
        sayings += [
            Saying(headline=_("Question {number}").format(number=place), words=question.text)
            for place, question in enumerate(summary.questions, start=1)
            if _is_cut(question.text)
        ]
    visit = summary.last_visit
    if agreed and visit and _is_cut(visit.agreed):
        headline = _("Agreed on {day}").format(day=words.day(visit.day))
        sayings.append(Saying(headline=headline, words=visit.agreed))
    return Passage(title=_("For the visit, in full"), sayings=tuple(sayings)) if sayings else None


def _cut(text: str) -> str:
    short = apart(words.shortened(text, LONGEST))
    return f"{short} {_(IN_FULL)}" if _is_cut(text) else short


def _is_cut(text: str) -> bool:
    return words.shortened(text, LONGEST) != " ".join(text.split())
