"""The pages of a diary on paper: one week or two on each, and what they need at their foot."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QRectF
from PySide6.QtGui import QTextDocument

from isodiary.language import _
from isodiary.report.paper_diary.content import PaperDiary, Week
from isodiary.report.paper_diary.week import PaperSymptom, Part, WeekPen, symptom_rows
from isodiary.report.press import html
from isodiary.report.press.leaves import Leaves, Paintable
from isodiary.report.press.marks import Bar, words_at
from isodiary.report.press.markup import text
from isodiary.report.press.paper import Paper
from isodiary.report.press.type_setter import TypeSetter, height
from isodiary.report.words import shortened
from isodiary.services.words.units import apart

BETWEEN = 10.0
FOOT_GAP = 5.0
HAIR = 0.75
LONGEST_NAME = 120


class PaperDiaryPages(Leaves):
    """A diary on paper of a size.

    Attributes:
        two_fitted: Whether two weeks stand on a page, as far as there are so many.
    """

    def __init__(self, diary: PaperDiary, paper: Paper, *, two_a_page: bool = False) -> None:
        """Lay the pages out; needs a running QGuiApplication."""
        self.paper = paper
        self._diary = diary
        self._setter = TypeSetter()
        self._body = paper.body()
        self._head = self._set(_head(diary))
        self._below = self._set(_below(diary))
        rows = symptom_rows(diary.symptoms, self._setter)
        parts = [part for week in diary.weeks for part in self._parts(week, rows)]
        self.two_fitted = two_a_page and self._two_fit(parts)
        step = 2 if self.two_fitted else 1
        groups = [parts[start : start + step] for start in range(0, len(parts), step)]
        self.count = len(groups)
        pages = [self._page(group, number) for number, group in enumerate(groups, start=1)]
        super().__init__(diary.title, diary.who, paper, pages)

    @property
    def _room(self) -> QRectF:
        """What of a page is for the weeks."""
        top = self._body.top() + height(self._head) + BETWEEN
        bottom = self._body.bottom() - height(self._below) - BETWEEN / 2
        return QRectF(self._body.left(), top, self._body.width(), bottom - top)

    def _two_fit(self, parts: Sequence[Part]) -> bool:
        if not all(part.doses for part in parts):  # a week that takes more than a page by itself
            return False
        tallest = max(part.least for part in parts)
        return 2 * tallest + BETWEEN <= self._room.height()

    def _parts(self, week: Week, rows: Sequence[PaperSymptom]) -> list[Part]:
        """Return a week in as many parts as it takes pages; the doses stand on the first."""
        made: list[Part] = []
        rest = list(rows)
        while rest or not made:
            part = self._part(week, (), first=not made)
            while rest and part.least + rest[0].least <= self._room.height():
                part = self._part(week, (*part.symptoms, rest.pop(0)), first=not made)
            if not part.symptoms and not part.doses:  # higher than a page, which no name is
                part = self._part(week, (rest.pop(0),), first=False)
            made.append(part)
        return made

    def _part(self, week: Week, symptoms: tuple[PaperSymptom, ...], *, first: bool) -> Part:
        title = week.title
        if not first:
            title = (
                _("{week}, continued").format(week=title)
                if title
                else _("The same week, continued")
            )
        return Part(week=week, title=title, doses=first, symptoms=symptoms)

    def _page(self, parts: Sequence[Part], number: int) -> list[Paintable]:
        body, room = self._body, self._room
        made: list[Paintable] = [words_at(self._head, body.left(), body.top())]
        share = (room.height() - BETWEEN * (len(parts) - 1)) / len(parts)
        top = room.top()
        for part in parts:
            tall = min(share, part.most)
            place = QRectF(room.left(), top, room.width(), tall)
            made += WeekPen(self._setter, place).marks(part)
            top += tall + BETWEEN
        made.append(words_at(self._below, body.left(), body.bottom() - height(self._below)))
        return [*made, *self._foot(number)]

    def _foot(self, number: int) -> list[Paintable]:
        foot = self.paper.foot()
        left = self._setter.set(html.small(self._diary.standing), foot.width() * 0.7)
        place = _("page {number} of {all}").format(number=number, all=self.count)
        said = f"{self._diary.made} · {place}"
        right = self._setter.set(f'<p class="small" align="right">{said}</p>', foot.width() * 0.28)
        y = foot.top() + FOOT_GAP
        return [
            Bar(rect=QRectF(foot.left(), foot.top(), foot.width(), HAIR), colour=html.HAIRLINE),
            words_at(left, foot.left(), y),
            words_at(right, foot.right() - right.textWidth(), y),
        ]

    def _set(self, markup: str) -> QTextDocument:
        return self._setter.set(markup, self._body.width())


def _head(diary: PaperDiary) -> str:
    name = (
        text(apart(shortened(diary.who, LONGEST_NAME)))
        if diary.who
        else f"{_('Name')} {html.RULE * 2}"
    )
    return f'<p class="title">{text(diary.title)}</p><p>{name}</p>{html.small(diary.how)}'


def _below(diary: PaperDiary) -> str:
    """Return what stands once at the foot: what the numbers mean, warning signs, whom to call."""
    means = text(" · ".join(diary.anchors))
    anchors = f'<p class="small"><span style="color:{html.INK}">{means}</span></p>'
    warnings = "".join(html.small(line) for line in diary.warnings)
    return f'{anchors}{warnings}<p class="line"><b>{text(diary.calls)}</b></p>'
