"""A time of day as people type it, read to the minute."""

from __future__ import annotations

import re
from datetime import time
from itertools import chain

from isodiary.domain.errors import Refused
from isodiary.language import _, marked
from isodiary.services.days.writing import ENGLISH, Writing, folded

TIME = marked("Type a time such as 7:05, 19:05 or 7 pm.")
END_OF_DAY = marked("Type 0:00 or midnight for the hour between two days.")


def read_time(typed: str, writing: Writing = ENGLISH) -> time:
    """Return the time of "7:05", "19.05", "1905", "19h", "7 pm", "7" or "noon".

    An hour without am or pm is one of 24.

    Raises:
        Refused: It is none; the sentence says what to type.
    """
    plain = " ".join(folded(typed).split())
    for name, at in chain(writing.hours, ENGLISH.hours):
        if plain == folded(name):
            return at
    parts = _TIME.fullmatch(plain.replace(" ", ""))
    if parts is None:
        raise Refused(_(TIME))
    hour, minute = int(parts["hour"]), int(parts["minute"] or 0)
    if (hour, minute) == (24, 0) and not parts["half"]:
        raise Refused(_(END_OF_DAY))
    return _on_the_clock(hour, minute, _half(parts["half"].replace(".", ""), writing))


_TIME = re.compile(
    r"(?:at|kl\.?|um|godz\.?|a?las|الساعة)?"
    r"(?P<hour>\d{1,2})(?:[:.,h٫]?(?P<minute>\d{2}))?(?:h|uhr)?(?P<half>[^\d:,+-]*)"
)


def _half(word: str, writing: Writing) -> int | None:
    """Return 0 for the half of the day before noon, 12 for the one after, None for neither."""
    if not word:
        return None
    for names, half in (
        ((*writing.morning, *ENGLISH.morning, _beside(_("{time} am"))), 0),
        ((*writing.evening, *ENGLISH.evening, _beside(_("{time} pm"))), 12),
    ):
        if word in ("".join(filter(str.isalpha, folded(name))) for name in names):
            return half
    raise Refused(_(TIME))


def _beside(said: str) -> str:
    """Return what stands beside the time in a text that says which half of the day it is."""
    return said.replace("{time}", "")


def _on_the_clock(hour: int, minute: int, half: int | None) -> time:
    if half is not None and not 1 <= hour <= 12:
        raise Refused(_(TIME))
    try:
        return time(hour if half is None else hour % 12 + half, minute)
    except ValueError as error:
        raise Refused(_(TIME)) from error
