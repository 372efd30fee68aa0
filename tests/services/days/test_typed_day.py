"""Days as people write them, in seven locales; what is not one day is refused in words."""

from __future__ import annotations

from contextlib import suppress
from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st
from PySide6.QtCore import QDate, QLocale

from isodiary.domain.errors import Refused
from isodiary.services.days.typed_day import DayReader, Toward, understood
from isodiary.services.days.writing import Writing, writing_of

TODAY = date(2026, 11, 28)
SECOND = date(2026, 12, 2)
"""The day that most of the writings below mean: a Wednesday."""

LOCALES = ("C", "en_US", "en_GB", "de_DE", "pl_PL", "sv_SE", "ar_EG")

EVERYWHERE: dict[str, date] = {
    "2 Dec 2026": SECOND,
    "2 dec": SECOND,
    "2Dec": SECOND,
    "02 December 2026": SECOND,
    "2nd December 2026": SECOND,
    "the 2nd of December 2026": SECOND,
    "Dec 2, 2026": SECOND,
    "december 2": SECOND,
    "2-Dec-2026": SECOND,
    "2 Dec '26": SECOND,
    "2 Dec 26": SECOND,
    "2026 Dec 2": SECOND,
    "Wed 2 Dec 2026": SECOND,
    "Wednesday, 2 December 2026": SECOND,
    "wed, dec 2": SECOND,
    "2 Dec 2026 (Wed)": SECOND,
    "2.12.": SECOND,
    "2.12": SECOND,
    "2.12.2026": SECOND,
    "02.12.2026": SECOND,
    "2. 12. 2026": SECOND,
    "2.12.26": SECOND,
    "Wed 2.12.": SECOND,
    "2026-12-02": SECOND,
    "2026-12-2": SECOND,
    "2026/12/02": SECOND,
    "2026.12.02": SECOND,
    "20261202": SECOND,
    "٢٠٢٦-١٢-٠٢": SECOND,
    "2026‑12‑02": SECOND,
    " 2\N{NO-BREAK SPACE}Dec\N{NARROW NO-BREAK SPACE}2026 ": SECOND,
    "today": TODAY,
    "Tomorrow": date(2026, 11, 29),
    "yesterday": date(2026, 11, 27),
    "+14": date(2026, 12, 12),
    "-3": date(2026, 11, 25),
    "\N{MINUS SIGN}3": date(2026, 11, 25),
    "+2 weeks": date(2026, 12, 12),
    "in 4 days": SECOND,
    "3 days ago": date(2026, 11, 25),
    "monday": date(2026, 11, 30),
    "Wed": SECOND,
    "saturday": TODAY,
    "29 feb": date(2028, 2, 29),
    "1 sept": date(2027, 9, 1),
    "2 Dec 98": date(1998, 12, 2),
}

DAY_FIRST = {
    "2/12/2026": SECOND,
    "2/12/26": SECOND,
    "2/12": SECOND,
    "02/12/2026": SECOND,
    "Wed 2/12/2026": SECOND,
    "2-12-2026": SECOND,
    "2 12 2026": SECOND,
    "12/2/2027": date(2027, 2, 12),
}

BY_LOCALE: dict[str, dict[str, date]] = {
    "C": DAY_FIRST,
    "en_GB": DAY_FIRST,
    "en_US": {
        "12/2/2026": SECOND,
        "12/2/26": SECOND,
        "12/2": SECOND,
        "12/02/2026": SECOND,
        "Wed 12/2/2026": SECOND,
        "12-2-2026": SECOND,
        "2/12/2027": date(2027, 2, 12),
    },
    "de_DE": {
        **DAY_FIRST,
        "Mittwoch, 2. Dezember 2026": SECOND,
        "Mi, 2. Dez. 2026": SECOND,
        "2. Dez": SECOND,
        "am 2. Dezember": SECOND,
        "1. März 2027": date(2027, 3, 1),
        "1. maerz 2027": date(2027, 3, 1),
        "1 marz 2027": date(2027, 3, 1),
        "heute": TODAY,
        "morgen": date(2026, 11, 29),
        "übermorgen": date(2026, 11, 30),
        "gestern": date(2026, 11, 27),
        "Mo": date(2026, 11, 30),
        "mittwoch": SECOND,
    },
    "pl_PL": {
        **DAY_FIRST,
        "środa, 2 grudnia 2026": SECOND,
        "śr., 2 gru 2026": SECOND,
        "2 grudnia 2026 r.": SECOND,
        "2 grudzień": SECOND,
        "sroda 2 grudnia": SECOND,
        "1 paź 2027": date(2027, 10, 1),
        "1 maja": date(2027, 5, 1),
        "dziś": TODAY,
        "jutro": date(2026, 11, 29),
        "wczoraj": date(2026, 11, 27),
        "pt": date(2026, 12, 4),
    },
    "sv_SE": {
        **DAY_FIRST,
        "onsdag 2 december 2026": SECOND,
        "ons 2 dec. 2026": SECOND,
        "den 2 december": SECOND,
        "2:a dec": SECOND,
        "1 maj 2027": date(2027, 5, 1),
        "i morgon": date(2026, 11, 29),
        "igår": date(2026, 11, 27),
        "måndag": date(2026, 11, 30),
        "man": date(2026, 11, 30),
    },
    "ar_EG": {
        **DAY_FIRST,
        "الأربعاء، ٢ ديسمبر ٢٠٢٦": SECOND,
        "٢ ديسمبر": SECOND,
        "٢\N{RIGHT-TO-LEFT MARK}/١٢\N{RIGHT-TO-LEFT MARK}/٢٠٢٦": SECOND,
        "٢/١٢": SECOND,
        "الاربعاء ٢ ديسمبر": SECOND,
        "اليوم": TODAY,
        "غدًا": date(2026, 11, 29),
        "أمس": date(2026, 11, 27),
        "الاثنين": date(2026, 11, 30),
        "+١٤": date(2026, 12, 12),
    },
}

TABLE = [
    (locale, written, day)
    for locale in LOCALES
    for written, day in {**EVERYWHERE, **BY_LOCALE[locale]}.items()
]


def of(locale: str) -> Writing:
    return writing_of({"LANG": f"{locale}.UTF-8"})


def read(written: str, locale: str = "C", toward: Toward = Toward.AHEAD) -> date:
    return DayReader(today=TODAY, toward=toward, writing=of(locale))(written)


@pytest.mark.parametrize(("locale", "written", "day"), TABLE)
def test_a_day_is_read_as_it_is_written_there(locale, written, day):
    assert read(written, locale) == day


def test_the_table_is_as_long_as_it_should_be():
    writings = {written for _, written, _ in TABLE}

    assert len(EVERYWHERE) == 46
    assert len(writings) == 104
    assert len(TABLE) == 420


@pytest.mark.parametrize(
    ("written", "sentence"),
    [
        *((text, "such as 2 Dec 2026, 2026-12-02, today, monday") for text in ("", "soon", "2")),
        ("23 xyz", "Type a day such as"),
        ("2,12,2026", "Type a day such as"),
        ("1.5 Dec", "Type a day such as"),
        ("½ Dec", "Type a day such as"),
        ("2².12.", "Type a day such as"),
        ("-2 Dec", "Type a day such as"),
        ("2.12/2026", "Type a day such as"),
        ("1234", "Type a day such as"),
        ("1st", "Type a day such as"),
        ("in -3 days", "Type a day such as"),
        ("2 Dec 202", "Type a day such as"),
        ("ju", "Type a day such as"),
        ("mon tue", "Type a day such as"),
        ("mon 2 dec tue", "Type a day such as"),
        ("2 ju", "Type a day such as"),
        ("Dec 2026", "Type the day of the month too"),
        ("December", "Type the day of the month too"),
        ("31 Nov 2026", "There is no such day"),
        ("2026-13-01", "There is no such day"),
        ("0 nov", "There is no such day"),
        ("29 feb 2027", "There is no such day"),
        ("0/0", "There is no such day"),
        ("02-12-26", "read in two ways"),
        ("2-12", "read in two ways"),
        ("Tue 2 Dec 2026", "2 Dec 2026 is a Wednesday. Correct the day or the weekday"),
        ("mon 2026-12-02", "2 Dec 2026 is a Wednesday"),
        (
            "12/25/2026",
            "no month 25: the day comes first here. Type it such as 25 Dec or 2026-12-25",
        ),
        ("25.12.1726", "in the years 1900 to 2199"),
        ("+99999", "in the years 1900 to 2199"),
    ],
)
def test_what_is_not_one_day_is_refused_in_words(written, sentence):
    with pytest.raises(Refused, match=sentence):
        read(written)


def test_the_month_comes_first_between_slashes_in_the_united_states_only():
    with pytest.raises(Refused, match="no month 25: the month comes first here"):
        read("25/12/2026", "en_US")
    assert read("12/2/2027", "en_CA") == date(2027, 2, 12)
    assert read("12/2/2026", "es_US") == SECOND


def test_a_word_of_another_language_is_not_understood():
    with pytest.raises(Refused):
        read("2 grudnia", "de_DE")


@pytest.mark.parametrize(
    ("toward", "written", "day"),
    [
        (Toward.AHEAD, "27 Nov", date(2027, 11, 27)),
        (Toward.AHEAD, "28 Nov", TODAY),
        (Toward.AHEAD, "friday", date(2026, 12, 4)),
        (Toward.BACK, "29 Nov", date(2025, 11, 29)),
        (Toward.BACK, "28 Nov", TODAY),
        (Toward.BACK, "sunday", date(2026, 11, 22)),
        (Toward.BACK, "29.2.", date(2024, 2, 29)),
        (Toward.NEAREST, "1 Jan", date(2027, 1, 1)),
        (Toward.NEAREST, "1 Jun", date(2026, 6, 1)),
        (Toward.NEAREST, "friday", date(2026, 11, 27)),
        (Toward.NEAREST, "sunday", date(2026, 11, 29)),
    ],
)
def test_a_day_without_a_year_lies_in_the_direction_of_the_field(toward, written, day):
    assert read(written, toward=toward) == day


def test_a_name_that_is_month_and_weekday_is_told_by_what_stands_beside_it():
    assert read("mar 3 mar 2026", "es_ES") == date(2026, 3, 3)
    assert read("mar", "fr_FR") == date(2026, 12, 1)


days = st.dates(date(1900, 1, 1), date(2199, 12, 31))


@pytest.mark.parametrize("locale", [*LOCALES, "fr_FR", "es_ES"])
@given(day=days)
def test_every_day_is_read_back_as_its_locale_writes_it(locale, day):
    qt, there = QLocale(locale), QDate(day.year, day.month, day.day)
    near = DayReader(today=day + timedelta(days=400), toward=Toward.BACK, writing=of(locale))

    for form in (QLocale.FormatType.LongFormat, QLocale.FormatType.ShortFormat):
        assert near(qt.toString(there, form)) == day
    assert near(qt.toString(there, "ddd d MMM yyyy")) == day
    assert near(day.isoformat()) == near(f"{day:%Y%m%d}") == near(understood(day)) == day


@pytest.mark.parametrize("locale", LOCALES)
@given(written=st.text(max_size=30) | st.text("0123456789 ./-,'maydecw+()٢", max_size=12))
def test_nothing_typed_breaks_the_reader(locale, written):
    with suppress(Refused):
        read(written, locale)


def test_the_first_variable_that_is_set_names_the_locale():
    assert writing_of({"LC_ALL": "", "LC_TIME": "en_US", "LANG": "de_DE"}).month_first
    assert not writing_of({"LC_ALL": "C", "LANG": "en_US"}).month_first
    assert writing_of({}) == writing_of({"LANG": "POSIX"})
    assert writing_of({"LANG": "de_DE@euro"}).months[0][0] == "Januar"
