"""What is typed behind a command, read by the readers that the screen uses too."""

from __future__ import annotations

import os
from collections.abc import Callable
from datetime import date, time
from functools import partial
from typing import TYPE_CHECKING, Any, Generic, TypeVar

import click

from isodiary.cli.common import Misused, Session, shortened
from isodiary.domain.course import Opening, Plan
from isodiary.domain.dose import Reason
from isodiary.domain.errors import Refused
from isodiary.domain.meal import Fat, Meal
from isodiary.domain.plan import parse_plan
from isodiary.domain.text import LINE_LIMIT
from isodiary.language import _, marked
from isodiary.services import typed
from isodiary.services.days.typed_day import DayReader, Toward
from isodiary.services.days.typed_time import read_time
from isodiary.services.days.writing import writing_of
from isodiary.services.words.names import REASONS

TOO_LONG = marked("This is too long to be read.")

T = TypeVar("T")

if TYPE_CHECKING:
    ParamType = click.ParamType[Any]
else:  # older releases of click have no type argument
    ParamType = click.ParamType

pass_session = click.make_pass_decorator(Session)


def read(reader: Callable[[str], T], text: str) -> T:
    """Return what `reader` makes of a text.

    Raises:
        Misused: It makes nothing of it.
    """
    if len(text) > LINE_LIMIT:
        raise Misused(_(TOO_LONG))
    try:
        return reader(text)
    except (Refused, ValueError) as error:
        raise Misused(str(error)) from error


class Typed(ParamType, Generic[T]):
    """A value that a reader makes of the text of an argument or option."""

    def __init__(self, name: str, reader: Callable[[str], T]) -> None:
        self.name = name
        self._reader = reader

    def convert(
        self, value: Any, param: click.Parameter | None, ctx: click.Context | None
    ) -> T | Any:
        """Return the value, or let click name the argument that cannot be read."""
        if not isinstance(value, str):
            return value
        try:
            return read(self._reader, value)
        except Misused as error:
            self.fail(shortened(error.message), param, ctx)


def _day(text: str, toward: Toward) -> date:
    today = click.get_current_context().ensure_object(Session).today
    return DayReader(today=today, toward=toward, writing=writing_of(os.environ))(text)


def _time(text: str) -> time:
    return read_time(text, writing_of(os.environ))


def _plan(text: str) -> Plan:
    return parse_plan(text)


def _kept_from(text: str) -> tuple[date, time | None]:
    """Return a day, and the time of its first dose if one is named behind it."""
    day, _, at = text.strip().rpartition(" ")
    if day and ":" in at:
        return _day(day, Toward.BACK), _time(at)
    return _day(text, Toward.BACK), None


def _opening(text: str) -> tuple[Opening, int]:
    """Return how it is known what was taken before, and how much it was if that is known."""
    word = text.strip().casefold()
    if word in (Opening.PLANNED.value, Opening.UNKNOWN.value):
        return Opening(word), 0
    return Opening.MG, typed.amount(text)


DAY = Typed("day", partial(_day, toward=Toward.BACK))
"""A day of what is over; a day without a year is the nearest one that has been."""

DAY_AHEAD = Typed("day", partial(_day, toward=Toward.AHEAD))
"""A day of what is planned; a day without a year is the nearest one to come."""

TIME = Typed("hh:mm", _time)
DOSE = Typed("mg", typed.dose)
KEPT_FROM = Typed("day [hh:mm]", _kept_from)
OPENING = Typed("mg|planned|unknown", _opening)
WEIGHT = Typed("kg", typed.weight)
TARGET = Typed("mg/kg", typed.target)
PLAN = Typed("plan", _plan)
MEAL = click.Choice([meal.value for meal in Meal], case_sensitive=False)
FAT = click.Choice([fat.value for fat in Fat], case_sensitive=False)


def reason_and_note(text: str) -> tuple[Reason, str]:
    """Return the reason meant by a text; any other text is another reason, in these words."""
    meant = " ".join(text.casefold().replace("-", " ").replace("_", " ").split())
    for reason, label in REASONS.items():
        if meant in (reason.value.replace("-", " "), label.casefold(), _(label).casefold()):
            return reason, ""
    return Reason.OTHER, text
