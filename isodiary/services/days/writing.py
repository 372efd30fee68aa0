"""How days and times are written in a place and a language, as a value.

The screen makes it from what it shows, the commands from LC_ALL, LC_TIME and LANG. English is
understood beside every language, so its words are in no other value.
"""

from __future__ import annotations

import unicodedata
from collections.abc import Mapping
from dataclasses import replace
from datetime import time

from isodiary.domain.values import dataclass

MONTH_FIRST = frozenset({"US", "PR", "GU", "AS", "MP", "VI", "UM"})
"""The territories that write the month before the day between slashes."""

VARIABLES = ("LC_ALL", "LC_TIME", "LANG")
"""Where a command finds its locale; the first that is not empty counts."""

NOON, MIDNIGHT = time(12), time(0)

_DASHES = dict.fromkeys(map(ord, "‐‑‒–—−"), "-")
_LETTERS = str.maketrans({"ł": "l", "ø": "o", "đ": "d"})


@dataclass(frozen=True, slots=True, kw_only=True)
class Writing:
    """The words of one language, and whether the month stands first between slashes.

    Attributes:
        months: Twelve times every way to write a month that is no beginning of another way.
        weekdays: Seven times the same, from Monday.
        away: Words for a day near today, with how many days it is away.
        hours: Words for a time of day.
        morning, evening: What stands behind an hour before and after noon.
        month_first: Whether 12/2/2026 is in December.
    """

    months: tuple[tuple[str, ...], ...] = ()
    weekdays: tuple[tuple[str, ...], ...] = ()
    away: tuple[tuple[str, int], ...] = ()
    hours: tuple[tuple[str, time], ...] = ()
    morning: tuple[str, ...] = ()
    evening: tuple[str, ...] = ()
    month_first: bool = False


def folded(text: str) -> str:
    """Return a text as it is compared: small letters without accents, plain digits and dashes.

    Signs that are not seen, such as the marks of direction in an Arabic date, are gone.
    """
    parted = unicodedata.normalize("NFD", text.casefold()).translate(_DASHES)
    kept = (each for each in parted if unicodedata.category(each) not in ("Mn", "Cf"))
    return "".join(map(_plain, kept)).translate(_LETTERS).strip()


def language_words(language: str) -> Writing:
    """Return the words of a language by its code; none for one that is not listed."""
    return _LANGUAGES.get(language, Writing())


def writing_of(environment: Mapping[str, str]) -> Writing:
    """Return how the locale of a program's environment writes days; C and POSIX: in English."""
    name = next((environment[each] for each in VARIABLES if environment.get(each)), "C")
    language, _, territory = name.partition(".")[0].partition("@")[0].partition("_")
    return replace(language_words(language), month_first=territory in MONTH_FIRST)


def _plain(sign: str) -> str:
    digit = unicodedata.decimal(sign, None)
    return sign if digit is None else str(digit)


def _named(names: str) -> tuple[tuple[str, ...], ...]:
    return tuple(tuple(each.split("|")) for each in names.split())


ENGLISH = Writing(
    months=_named(
        "January February March April May June July August September October November December"
    ),
    weekdays=_named("Monday Tuesday Wednesday Thursday Friday Saturday Sunday"),
    away=(("today", 0), ("tomorrow", 1), ("yesterday", -1)),
    hours=(("noon", NOON), ("midday", NOON), ("midnight", MIDNIGHT)),
    morning=("am", "a"),
    evening=("pm", "p"),
)

_LANGUAGES = {
    "de": Writing(
        months=_named(
            "Januar|Jänner Februar|Feber März|Maerz|Mrz April Mai Juni Juli August September "
            "Oktober November Dezember"
        ),
        weekdays=_named(
            "Montag|Mo Dienstag|Di Mittwoch|Mi Donnerstag|Do Freitag|Fr Samstag|Sonnabend|Sa "
            "Sonntag|So"
        ),
        away=(("heute", 0), ("morgen", 1), ("übermorgen", 2), ("gestern", -1), ("vorgestern", -2)),
        hours=(("mittag", NOON), ("mittags", NOON), ("mitternacht", MIDNIGHT)),
    ),
    "pl": Writing(
        months=_named(
            "styczeń|stycznia luty|lutego marzec|marca kwiecień|kwietnia maj|maja "
            "czerwiec|czerwca lipiec|lipca sierpień|sierpnia wrzesień|września "
            "październik|października listopad|listopada grudzień|grudnia"
        ),
        weekdays=_named(
            "poniedziałek|pn wtorek|wt środa|śr czwartek|czw|cz piątek|pt sobota|sb niedziela|nd"
        ),
        away=(("dziś", 0), ("dzisiaj", 0), ("jutro", 1), ("pojutrze", 2), ("wczoraj", -1)),
        hours=(("południe", NOON), ("północ", MIDNIGHT)),
    ),
    "es": Writing(
        months=_named(
            "enero febrero marzo abril mayo junio julio agosto septiembre|setiembre octubre "
            "noviembre diciembre"
        ),
        weekdays=_named("lunes martes|mar miércoles jueves viernes sábado domingo"),
        away=(("hoy", 0), ("mañana", 1), ("pasado mañana", 2), ("ayer", -1), ("anteayer", -2)),
        hours=(("mediodía", NOON), ("medianoche", MIDNIGHT)),
    ),
    "fr": Writing(
        months=_named(
            "janvier février mars avril mai juin juillet août septembre octobre novembre décembre"
        ),
        weekdays=_named("lundi mardi|mar mercredi jeudi vendredi samedi dimanche"),
        away=(("aujourd'hui", 0), ("demain", 1), ("après-demain", 2), ("hier", -1)),
        hours=(("midi", NOON), ("minuit", MIDNIGHT)),
    ),
    "sv": Writing(
        months=_named(
            "januari februari mars april maj juni juli augusti september oktober november december"
        ),
        weekdays=_named("måndag tisdag onsdag torsdag fredag lördag söndag"),
        away=(("idag", 0), ("i dag", 0), ("imorgon", 1), ("i morgon", 1), ("igår", -1)),
        hours=(("midnatt", MIDNIGHT),),
        morning=("fm",),
        evening=("em",),
    ),
    "ar": Writing(
        months=_named("يناير فبراير مارس أبريل مايو يونيو يوليو أغسطس سبتمبر أكتوبر نوفمبر ديسمبر"),
        weekdays=_named("الاثنين|الإثنين الثلاثاء الأربعاء الخميس الجمعة السبت الأحد"),
        away=(("اليوم", 0), ("غدا", 1), ("أمس", -1)),
        hours=(("الظهر", NOON), ("منتصف الليل", MIDNIGHT)),
        morning=("ص", "صباحا"),
        evening=("م", "مساء"),
    ),
}
