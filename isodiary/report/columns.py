"""The two columns of the first page: which parts stand in which."""

from __future__ import annotations

from dataclasses import dataclass

from PySide6.QtCore import QRectF

from isodiary.report.column import Filled, fill, whole_height
from isodiary.report.content import Part
from isodiary.report.parts import Places
from isodiary.report.type_setter import TypeSetter

BETWEEN_COLUMNS = 24.0
LEFT_SHARE = 0.51

Parts = tuple[Part, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Plan:
    """Parts for the left and the right column, and how high they stand if none is cut."""

    left: Parts
    right: Parts
    height: float


def columns_of(felt: Parts, asked: Parts, setter: TypeSetter, width: float, room: float) -> Plan:
    """Return the parts in two columns.

    What was felt stands at the left and what is asked at the right, unless that is higher than
    `room` or a column would be empty; then the order stays and the columns are made alike.
    """
    parts = felt + asked
    usual = _plan(parts, len(felt), setter, width)
    if felt and asked and usual.height <= room:
        return usual
    plans = [usual, *(_plan(parts, count, setter, width) for count in range(1, len(parts)))]
    return min(plans, key=_height)


def fill_columns(plan: Plan, setter: TypeSetter, rect: QRectF, places: Places) -> Filled:
    """Put the parts into their columns."""
    left, right = _widths(rect.width())
    one = QRectF(rect.left(), rect.top(), left, rect.height())
    other = QRectF(rect.right() - right, rect.top(), right, rect.height())
    first = fill(plan.left, setter, one, places)
    second = fill(plan.right, setter, other, places)
    return Filled(marks=first.marks + second.marks, rest=first.rest + second.rest)


def _plan(parts: Parts, count: int, setter: TypeSetter, width: float) -> Plan:
    left, right = _widths(width)
    heights = (
        whole_height(parts[:count], setter, left),
        whole_height(parts[count:], setter, right),
    )
    return Plan(left=parts[:count], right=parts[count:], height=max(heights))


def _widths(width: float) -> tuple[float, float]:
    left = (width - BETWEEN_COLUMNS) * LEFT_SHARE
    return left, width - BETWEEN_COLUMNS - left


def _height(plan: Plan) -> float:
    return plan.height
