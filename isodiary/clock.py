"""The machine's clock, or the one that a script sets."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import UTC, datetime, timedelta, tzinfo

from isodiary.domain.day import Clock
from isodiary.domain.errors import Refused
from isodiary.language import _

VARIABLE = "ISODIARY_NOW"


class LocalZone(tzinfo):
    """The machine's own time zone, with the offset it has on the day in question."""

    def utcoffset(self, moment: datetime | None) -> timedelta | None:
        """Return the offset that the machine's zone has at a wall time."""
        if moment is None:
            return None
        return moment.replace(tzinfo=None).astimezone().utcoffset()

    def dst(self, moment: datetime | None) -> timedelta | None:
        """Return None: the offset is known only as a whole."""
        return None

    def tzname(self, moment: datetime | None) -> str | None:
        """Return the machine's name for the zone at a wall time."""
        return None if moment is None else moment.replace(tzinfo=None).astimezone().tzname()

    def fromutc(self, moment: datetime) -> datetime:
        """Return the wall time of a moment in universal time."""
        local = moment.replace(tzinfo=UTC).astimezone()
        first = local.replace(tzinfo=self, fold=0)
        # in the hour that comes twice, the offset tells which of the two it is
        return first if first.utcoffset() == local.utcoffset() else first.replace(fold=1)


def system_clock() -> datetime:
    """Return the present moment in the machine's zone."""
    return datetime.now(LocalZone())


def clock_from(environment: Mapping[str, str]) -> Clock:
    """Return the machine's clock, or one that stands at ISODIARY_NOW.

    Raises:
        Refused: The variable is no moment with an offset.
    """
    text = environment.get(VARIABLE)
    if not text:
        return system_clock
    try:
        now = datetime.fromisoformat(text)
    except ValueError as error:
        raise Refused(
            _("{variable} is not a moment such as 2026-11-23T19:04:00+01:00.").format(
                variable=VARIABLE
            )
        ) from error
    if now.utcoffset() is None:
        raise Refused(
            _("{variable} needs an offset, such as 2026-11-23T19:04:00+01:00.").format(
                variable=VARIABLE
            )
        )

    def standing_clock() -> datetime:
        return now

    return standing_clock
