"""One week on paper, to be filled in by hand: boxes to tick, numbers to circle, lines to write on.

A column for each day; a row for each dose, for each symptom and for notes.
"""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QLineF, QPointF, QRectF, Qt
from PySide6.QtGui import QColor, QFont, QFontMetricsF, QPainter, QPen, QTextDocument

from isodiary.domain.dose import Outcome
from isodiary.domain.symptom import WORST
from isodiary.domain.values import dataclass
from isodiary.language import _
from isodiary.report.paper_diary.content import DoseCell, Week
from isodiary.report.press import html
from isodiary.report.press.leaves import Paintable
from isodiary.report.press.marks import Bar, words_at
from isodiary.report.press.markup import text
from isodiary.report.press.type_setter import TypeSetter, height
from isodiary.report.words import shortened
from isodiary.services.words.names import outcome_name

FAINT = QColor("#767676")
BLACK = QColor("#000000")
THIN = 0.75
DIGIT_SHARE = 0.66
"""Size of a number as a share of its circle."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Numbers:
    """The numbers 0 to 3, each in a circle, in the middle of a place."""

    rect: QRectF
    diameter: float
    font: QFont

    def paint(self, painter: QPainter) -> None:
        """Paint the four circles."""
        font = QFont(self.font)
        font.setPixelSize(round(self.diameter * DIGIT_SHARE))
        drop = QFontMetricsF(font).capHeight() / 2
        step = self.rect.width() / (WORST + 1)
        painter.setFont(font)
        painter.setBrush(Qt.BrushStyle.NoBrush)
        for number in range(WORST + 1):
            middle = QPointF(self.rect.left() + (number + 0.5) * step, self.rect.center().y())
            painter.setPen(QPen(FAINT, THIN))
            painter.drawEllipse(middle, self.diameter / 2, self.diameter / 2)
            wide = QFontMetricsF(font).horizontalAdvance(str(number))
            painter.setPen(BLACK)
            painter.drawText(middle + QPointF(-wide / 2, drop), str(number))


@dataclass(frozen=True, slots=True, kw_only=True)
class TickBox:
    """An empty box to tick."""

    rect: QRectF

    def paint(self, painter: QPainter) -> None:
        """Paint the box."""
        painter.setPen(QPen(BLACK, THIN))
        painter.setBrush(Qt.BrushStyle.NoBrush)
        painter.drawRect(self.rect)


@dataclass(frozen=True, slots=True, kw_only=True)
class WriteLine:
    """A line to write on."""

    line: QLineF

    def paint(self, painter: QPainter) -> None:
        """Paint the line."""
        painter.setPen(QPen(FAINT, THIN))
        painter.drawLine(self.line)


TITLE_HEIGHT = 17.0
HEAD_HEIGHT = 18.0
DOSE = (65.0, 92.0)
"""The least height of a dose, and the one beyond which nothing is gained; so of the others."""
ROW = (16.0, 28.0)
NOTES = (26.0, 300.0)
LABEL_WIDTH = 96.0
LONGEST_LABEL = 200
PAD = 4.0
FOR_NOTES = 0.4
"""The share of spare height that notes get before the rows have all they can use."""

BOX = 9.0
UNIT_WIDTH = 21.0
BASELINE = 10.0
LARGEST_CIRCLE = 15.0
HAIR = 0.75


@dataclass(frozen=True, slots=True, kw_only=True)
class PaperSymptom:
    """The name of a symptom, laid out, and the least height of its row."""

    label: QTextDocument
    least: float


@dataclass(frozen=True, slots=True, kw_only=True)
class Part:
    """A week, or what of it stands on one page.

    Attributes:
        week: The week.
        title: Said above it.
        doses: Whether the doses and the notes stand here, which they do once.
        symptoms: Those of the part.
    """

    week: Week
    title: str
    doses: bool
    symptoms: tuple[PaperSymptom, ...]

    @property
    def least(self) -> float:
        """The least height it can be given."""
        return self._height(0) + sum(each.least for each in self.symptoms)

    @property
    def most(self) -> float:
        """The height beyond which nothing is gained."""
        return self.roomy + (NOTES[1] - NOTES[0] if self.doses else 0.0)

    @property
    def roomy(self) -> float:
        """The height at which doses and symptoms have all they can use."""
        return self._height(1) + sum(max(each.least, ROW[1]) for each in self.symptoms)

    def _height(self, end: int) -> float:
        """Return the height of all but the symptoms, with the least (0) or highest (1) doses."""
        doses = len(self.week.doses) * DOSE[end] + NOTES[0] if self.doses else 0.0
        return HEAD_HEIGHT + TITLE_HEIGHT + doses


def symptom_rows(labels: Sequence[str], setter: TypeSetter) -> tuple[PaperSymptom, ...]:
    """Lay the names of symptoms out."""
    made: list[PaperSymptom] = []
    for label in labels:
        document = setter.set(_small(shortened(label, LONGEST_LABEL)), LABEL_WIDTH - PAD)
        made.append(PaperSymptom(label=document, least=max(ROW[0], height(document) + 2)))
    return tuple(made)


@dataclass(slots=True)
class WeekPen:
    """Lays a part of a week out in a place of a page.

    Attributes:
        setter: What lays the words out.
        rect: The place.
    """

    setter: TypeSetter
    rect: QRectF
    y: float = 0.0

    def marks(self, part: Part) -> list[Paintable]:
        """Return the part; the rows share what the place is higher than they need."""
        self.y = self.rect.top()
        spare = self.rect.height() - part.least
        growth = part.roomy - part.least
        gained = min(spare * (1 - FOR_NOTES), growth) / max(growth, 1.0)
        made = self._title(part.title) + self._heads(part.week)
        if part.doses:
            for name, cells in part.week.doses:
                made += self._dose(name, cells, _between(*DOSE, gained))
        for each in part.symptoms:
            tall = _between(each.least, max(each.least, ROW[1]), gained)
            made += self._symptom(each, tall)
        if part.doses:
            made += self._notes(min(NOTES[1], NOTES[0] + spare - growth * gained))
        return made

    @property
    def _day_width(self) -> float:
        return (self.rect.width() - LABEL_WIDTH) / 7

    def _day(self, number: int, tall: float) -> QRectF:
        x = self.rect.left() + LABEL_WIDTH + number * self._day_width
        return QRectF(x, self.y, self._day_width, tall)

    def _title(self, title: str) -> list[Paintable]:
        words = f"<b>{text(title)}</b>" if title else f"<b>{_('Week from')} {html.RULE}</b>"
        made = words_at(self.setter.set(f"<p>{words}</p>", self.rect.width()), *self._corner(0, 1))
        self.y += TITLE_HEIGHT
        return [made, *self._rule(html.INK)]

    def _heads(self, week: Week) -> list[Paintable]:
        made: list[Paintable] = []
        for number, head in enumerate(week.heads):
            day = self._day(number, HEAD_HEIGHT)
            made += self._side(day)
            if head:
                made.append(self._words(f"<b>{text(head)}</b>", day, 2))
        self.y += HEAD_HEIGHT
        return made + self._rule(html.INK)

    def _dose(self, name: str, cells: Sequence[DoseCell], tall: float) -> list[Paintable]:
        made: list[Paintable] = [self._label(f"<b>{text(name)}</b>", 2)]
        for number, cell in enumerate(cells):
            day = self._day(number, tall)
            made += self._side(day)
            made += self._dose_cell(cell, day)
        self.y += tall
        return made + self._rule(html.INK)

    def _dose_cell(self, cell: DoseCell, day: QRectF) -> list[Paintable]:
        step = (day.height() - 3) / 5
        if cell.none:
            said = self._words(text(cell.none), day, 2)
            return (
                [said, *self._strike(day.adjusted(0, 2 + 2 * step, 0, 0))]
                if cell.struck
                else [said]
            )
        made: list[Paintable] = []
        if cell.amount:
            made.append(self._words(f"<b>{text(cell.amount)}</b>", day, 2))
            made.append(self._words(text(cell.when), day, 2 + step))
        else:
            made += self._write(day, 1 + 2 * step, before=_("at"))
        for place, name in enumerate(
            (outcome_name(Outcome.TAKEN), outcome_name(Outcome.SKIPPED)), start=2
        ):
            y = 2 + place * step
            made.append(TickBox(rect=QRectF(day.left() + PAD, day.top() + y + 2, BOX, BOX)))
            made.append(self._words(name, day.adjusted(BOX + PAD, 0, 0, 0), y))
        return [*made, *self._write(day, 5 * step - 2, after="mg")]

    def _strike(self, place: QRectF) -> list[Paintable]:
        """Return the line through a place in which there is nothing to be written."""
        within = place.adjusted(PAD, 0, -PAD, -PAD)
        return [WriteLine(line=QLineF(within.bottomLeft(), within.topRight()))]

    def _write(
        self, day: QRectF, base: float, *, before: str = "", after: str = ""
    ) -> list[Paintable]:
        """Return a line to write on, `base` below the top, and the word beside it."""
        y = day.top() + base
        left = day.left() + (UNIT_WIDTH if before else PAD)
        right = day.right() - (UNIT_WIDTH if after else PAD)
        place = day if before else day.adjusted(day.width() - UNIT_WIDTH, 0, 0, 0)
        return [
            WriteLine(line=QLineF(left, y, right, y)),
            self._words(before or after, place, base - BASELINE),
        ]

    def _symptom(self, each: PaperSymptom, tall: float) -> list[Paintable]:
        drop = max(0.0, (tall - height(each.label)) / 2)
        made: list[Paintable] = [words_at(each.label, *self._corner(0, drop))]
        for number in range(7):
            day = self._day(number, tall)
            made += self._side(day)
            wide = min(day.width() - 2 * PAD, 4 * (LARGEST_CIRCLE + 5))
            rect = QRectF(day.center().x() - wide / 2, day.top(), wide, tall)
            size = min(LARGEST_CIRCLE, tall - 4, wide / 4 - 2)
            made.append(Numbers(rect=rect, diameter=size, font=self.setter.font))
        self.y += tall
        return made + self._rule(html.HAIRLINE)

    def _notes(self, tall: float) -> list[Paintable]:
        made: list[Paintable] = [self._label(f"<b>{text(_('Notes'))}</b>", 4)]
        for number in range(7):
            made += self._side(self._day(number, tall))
        self.y += tall
        return made + self._rule(html.INK)

    def _label(self, markup: str, y: float) -> Paintable:
        document = self.setter.set(f'<p class="line">{markup}</p>', LABEL_WIDTH - PAD)
        return words_at(document, *self._corner(0, y))

    def _words(self, markup: str, place: QRectF, y: float) -> Paintable:
        document = self.setter.set(
            f'<p class="small"><span style="color:{html.INK}">{markup}</span></p>',
            place.width() - PAD,
        )
        return words_at(document, place.left() + PAD, place.top() + y)

    def _corner(self, x: float, y: float) -> tuple[float, float]:
        return self.rect.left() + x, self.y + y

    def _side(self, day: QRectF) -> list[Paintable]:
        return [Bar(rect=QRectF(day.left(), day.top(), HAIR, day.height()), colour=html.HAIRLINE)]

    def _rule(self, colour: str) -> list[Paintable]:
        rect = QRectF(self.rect.left(), self.y - HAIR, self.rect.width(), HAIR)
        return [Bar(rect=rect, colour=colour)]


def _small(label: str) -> str:
    return f'<p class="line">{text(label)}</p>'


def _between(least: float, most: float, gained: float) -> float:
    return least + (most - least) * min(max(gained, 0.0), 1.0)
