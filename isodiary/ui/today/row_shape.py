"""Where the parts of a symptom's line stand, and the head that names them once above all lines."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QEvent, QRectF, QSize, Qt, Slot
from PySide6.QtGui import QFont, QFontMetrics, QPainter, QPaintEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

from isodiary.domain.symptom import WORST
from isodiary.domain.values import dataclass
from isodiary.services.words.names import severity_name
from isodiary.ui.kit.layouts import turned
from isodiary.ui.look.theme import Theme

LEVELS = range(WORST + 1)
NAME = "M" * 10
"""So wide is the room for a name; a longer one is cut, and said whole by its tooltip."""
PAD_PX = 18
BESIDE = Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeft


@dataclass(frozen=True, slots=True, kw_only=True)
class RowShape:
    """Where the parts of a line stand, in px; the head and all lines of one width share it.

    Attributes:
        width: Of the whole line.
        name: Room for the name beside the answers; 0 where it stands above them.
        cell: Width of an answer.
        spark: Width of the last days; 0 where there is no room for them.
        line: Height of a line of text.
    """

    width: int
    name: int
    cell: float
    spark: int
    line: int

    @property
    def stacked(self) -> bool:
        """Whether the name stands above the answers, as there is no room beside them."""
        return not self.name

    @property
    def top(self) -> int:
        """Where the answers begin."""
        return round(self.line * 1.3) if self.stacked else 2

    @property
    def height(self) -> int:
        """Of the name and the answers."""
        return self.top + cell_px(self.line) + 2

    def cell_of(self, severity: int) -> QRectF:
        """Return where an answer stands."""
        left = self.name + severity * self.cell
        return QRectF(left, self.top, self.cell - 4, cell_px(self.line))

    @property
    def recent(self) -> QRectF:
        """Where the last days stand."""
        return QRectF(self.width - self.spark + 5, self.top + 3, self.spark - 8, self.line)


def cell_px(line_px: int) -> int:
    """Return the height of an answer, of which 24 px with its gaps can be hit."""
    return round(line_px * 1.25)


def shape_of(width_px: int, metrics: QFontMetrics, words_px: int) -> RowShape:
    """Return the shape of a line.

    Args:
        width_px: Of the line.
        metrics: Of its text.
        words_px: Width of the longest name of an answer.
    """
    name_px, least_px = metrics.horizontalAdvance(NAME), words_px + PAD_PX
    name_px = name_px if width_px >= name_px + 4 * least_px else 0
    spark_px = least_px + 14
    spark_px = spark_px if width_px >= name_px + 4 * least_px + spark_px else 0
    cell_px = (width_px - name_px - spark_px) / len(LEVELS)
    return RowShape(
        width=width_px, name=name_px, cell=cell_px, spark=spark_px, line=metrics.height()
    )


class Shaped(QWidget):
    """What has the columns of a line; measured once, and for each width, as Qt asks very often.

    Attributes:
        theme: The look.
        labels: The names of the answers.
    """

    def __init__(self, theme: Theme, labels: Sequence[str]) -> None:
        super().__init__()
        self.theme = theme
        self.labels = tuple(labels)
        self._shapes: dict[int, RowShape] = {}
        self._words_px = 0
        policy = QSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Minimum)
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)
        theme.changed.connect(self._measure_again)

    @property
    def shape_now(self) -> RowShape:
        """Where the parts stand."""
        return self._shape(self.width())

    def sizeHint(self) -> QSize:
        """Return the height where the name is beside the answers; Qt takes it for the least."""
        return QSize(6 * (self._widest_word_px() + PAD_PX), self.least_height())

    def minimumSizeHint(self) -> QSize:
        return QSize(4 * (self._widest_word_px() + PAD_PX), self.least_height())

    def least_height(self) -> int:
        """Return the height where there is width enough, in px."""
        return self.fontMetrics().height()

    def hasHeightForWidth(self) -> bool:
        return True

    def changeEvent(self, event: QEvent) -> None:
        if event.type() is QEvent.Type.FontChange:
            self._measure_again()
        super().changeEvent(event)

    def _shape(self, width_px: int) -> RowShape:
        if width_px not in self._shapes:
            words_px = self._widest_word_px()
            self._shapes[width_px] = shape_of(width_px, self.fontMetrics(), words_px)
        return self._shapes[width_px]

    def _widest_word_px(self) -> int:
        if not self._words_px:
            metrics = QFontMetrics(self.cell_font(chosen=True))
            self._words_px = max(metrics.horizontalAdvance(word) for word in self.labels)
        return self._words_px

    def cell_font(self, *, chosen: bool) -> QFont:
        """Return the font of the name of an answer."""
        weight = QFont.Weight.DemiBold if chosen else QFont.Weight.Normal
        return self.theme.font(0.93, weight)

    @Slot()
    def _measure_again(self) -> None:
        self._shapes.clear()
        self._words_px = 0
        self.updateGeometry()
        self.update()


class SeverityHead(Shaped):
    """Names the answers and the last days once, above all lines."""

    def __init__(self, theme: Theme, labels: Sequence[str]) -> None:
        super().__init__(theme, labels)
        self._days = ""

    def show_days(self, words: str) -> None:
        """Say which days the bars are of."""
        self._days = words
        self.update()

    def heightForWidth(self, width: int) -> int:
        return self.fontMetrics().height()

    def paintEvent(self, event: QPaintEvent) -> None:
        shape = self.shape_now
        with QPainter(self) as painter:
            painter.setPen(self.theme.colours.muted)
            painter.setFont(self.theme.font(0.87))
            for severity in LEVELS:
                cell = shape.cell_of(severity)
                area = QRectF(cell.left(), 0, cell.width(), self.height())
                words = f"{severity} {severity_name(severity)}"
                painter.drawText(turned(self, area), Qt.AlignmentFlag.AlignCenter, words)
            if shape.spark:
                area = QRectF(shape.recent.left(), 0, shape.spark, self.height())
                painter.drawText(turned(self, area), BESIDE, self._days)
