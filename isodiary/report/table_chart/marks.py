"""What a table-chart is made of once it is laid out: words and shapes, each in its place.

Lengths are in units: a millimetre on paper, four pixels at the usual text size on the screen. A
test can read every mark, and the painter only follows them.
"""

from __future__ import annotations

from enum import Enum
from functools import cache

from PySide6.QtCore import QRectF
from PySide6.QtGui import QFont, QFontMetricsF

from isodiary.domain.values import dataclass
from isodiary.fonts import face

FINE = 20
"""Type is set in so many parts of a unit, so that its sizes are whole numbers."""

CAPS, DEPTH = 0.73, 0.21
"""How far letters reach above and below their baseline, of the height of the type."""


class Face(Enum):
    """A size and weight of type: (units high, weight)."""

    TITLE = (3.5, QFont.Weight.Bold)
    NAME = (3.0, QFont.Weight.Normal)
    STRONG = (3.0, QFont.Weight.DemiBold)
    SMALL = (2.65, QFont.Weight.Normal)
    HEAD = (2.65, QFont.Weight.DemiBold)

    @property
    def units(self) -> float:
        """How high the type is."""
        return self.value[0]


@cache
def font_of(kind: Face) -> QFont:
    """Return a face in parts of a unit.

    Its figures are not those of one width: these stand for no character, and in a PDF they could
    neither be found nor copied.
    """
    font = face(kind.value[1])
    font.setPixelSize(round(kind.units * FINE))
    font.setHintingPreference(QFont.HintingPreference.PreferNoHinting)
    return font


@cache
def _metrics(kind: Face) -> QFontMetricsF:
    return QFontMetricsF(font_of(kind))


@cache
def width_of(text: str, kind: Face) -> float:
    """Return how wide a text is, in units."""
    return _metrics(kind).horizontalAdvance(text) / FINE


def shortened_to(text: str, kind: Face, room: float) -> str:
    """Return a text as it fits, with an ellipsis where it does not."""
    if width_of(text, kind) <= room:
        return text
    lengths = range(len(text), 0, -1)
    cut = (f"{text[:length].rstrip()}…" for length in lengths)
    return next((each for each in cut if width_of(each, kind) <= room), "…")


class Paint(Enum):
    """What colour something has; the value names it in an ink."""

    TEXT = "text"
    GREY = "grey"
    RULE = "rule"
    GROUND = "ground"
    TAKEN = "taken"
    WHITE = "white"
    DOTS = "dots"
    OUTLINE = "outline"
    AXIS = "axis"
    VISIT = "visit"
    OLD_VISIT = "old_visit"
    HATCH = "hatch"
    NONE = "none"
    MILD = "mild"
    MODERATE = "moderate"
    SEVERE = "severe"
    CAP = "cap"
    SIGN = "sign"
    ON_SIGN = "on_sign"


SEVERITY_TONES = (Paint.NONE, Paint.MILD, Paint.MODERATE, Paint.SEVERE)

Points = tuple[tuple[float, float], ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class TextMark:
    """A text from `x` on, on a baseline."""

    text: str
    x: float
    baseline: float
    face: Face
    tone: Paint = Paint.TEXT

    @property
    def rect(self) -> QRectF:
        """Where its letters stand."""
        size = self.face.units
        top = self.baseline - CAPS * size
        return QRectF(self.x, top, width_of(self.text, self.face), (CAPS + DEPTH) * size)


@dataclass(frozen=True, slots=True, kw_only=True)
class Boxes:
    """Filled rectangles; `snapped` ones keep their shape on the pixels of a screen."""

    rects: tuple[QRectF, ...]
    tone: Paint
    snapped: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Bars:
    """Bars of one size in a row: a chart has thousands of them."""

    lefts: tuple[float, ...]
    width: float
    top: float
    height: float
    tone: Paint

    @property
    def rects(self) -> tuple[QRectF, ...]:
        """Where they stand."""
        return tuple(QRectF(left, self.top, self.width, self.height) for left in self.lefts)


Box = tuple[float, float, float, float]
"""Left, top, width and height."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Heaps:
    """Bars of many sizes in a row, each some days together; they lie on the pixels of a screen."""

    boxes: tuple[Box, ...]
    tone: Paint

    @property
    def rects(self) -> tuple[QRectF, ...]:
        """Where they stand."""
        return tuple(QRectF(*box) for box in self.boxes)


@dataclass(frozen=True, slots=True, kw_only=True)
class Areas:
    """Filled polygons as one path, so that no seam shows between them."""

    polygons: tuple[Points, ...]
    tone: Paint


@dataclass(frozen=True, slots=True, kw_only=True)
class Strokes:
    """Lines from point to point, each a run of points."""

    runs: tuple[Points, ...]
    width: float
    tone: Paint


@dataclass(frozen=True, slots=True, kw_only=True)
class Dotted:
    """White rectangles with dots: of what was due it is not known whether it was taken."""

    rects: tuple[QRectF, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Hatched:
    """Slanted lines over a pause."""

    rect: QRectF


@dataclass(frozen=True, slots=True, kw_only=True)
class Discs:
    """Round marks, wider ones with straight sides."""

    rects: tuple[QRectF, ...]
    tone: Paint


Shape = Boxes | Bars | Heaps | Areas | Strokes | Dotted | Hatched | Discs
Mark = TextMark | Shape


@dataclass(frozen=True, slots=True, kw_only=True)
class Sight:
    """Where in a drawing its days and rows are, from its upper edge, for a cursor over it.

    Attributes:
        left: Where the first day begins.
        day_width: How wide a day is.
        top: Where the dose row begins.
        bottom: Where the axis is.
        rows: Of each symptom's row its upper and its lower edge.
    """

    left: float
    day_width: float
    top: float
    bottom: float
    rows: tuple[tuple[float, float], ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Drawing:
    """A laid out chart.

    Attributes:
        marks: In the order they are painted in.
        width, height: In units, of all of it.
        above: How much of the height is above zero, where title and legend stand.
        sight: Where its days are.
        weekly: Whether symptoms stand there by weeks, or more days together.
    """

    marks: tuple[Mark, ...]
    width: float
    height: float
    above: float
    sight: Sight
    weekly: bool
