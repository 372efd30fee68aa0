"""Times as people write them, with 12 and with 24 hours."""

from __future__ import annotations

from contextlib import suppress
from datetime import time

import pytest
from hypothesis import given
from hypothesis import strategies as st
from PySide6.QtCore import QLocale, QTime

from isodiary.domain.errors import Refused
from isodiary.services.days.typed_time import read_time
from isodiary.services.days.writing import writing_of

EVENING = time(19, 30)

TIMES = [
    ("C", "7:05", time(7, 5)),
    ("C", "19.05", time(19, 5)),
    ("C", "1905", time(19, 5)),
    ("C", "705", time(7, 5)),
    ("C", "0705", time(7, 5)),
    ("C", "19h", time(19)),
    ("C", "19h30", EVENING),
    ("C", "19,30", EVENING),
    ("C", "7", time(7)),
    ("C", "7 pm", time(19)),
    ("C", "7pm", time(19)),
    ("C", "7p", time(19)),
    ("C", "7:05 p.m.", time(19, 5)),
    ("en_US", "7:30 PM", EVENING),
    ("en_US", "7.30pm", EVENING),
    ("en_US", "730 PM", EVENING),
    ("en_US", "at 7 am", time(7)),
    ("C", "12 am", time(0)),
    ("C", "12 pm", time(12)),
    ("C", "0:00", time(0)),
    ("C", "noon", time(12)),
    ("C", "Midnight", time(0)),
    ("de_DE", "19.30 Uhr", EVENING),
    ("de_DE", "Mittag", time(12)),
    ("pl_PL", "godz. 19:30", EVENING),
    ("pl_PL", "północ", time(0)),
    ("sv_SE", "kl. 19.30", EVENING),
    ("sv_SE", "7.30 em", EVENING),
    ("ar_EG", "٧:٣٠ م", EVENING),
    ("ar_EG", "٧:٣٠ ص", time(7, 30)),
    ("ar_EG", "١٩٣٠", EVENING),
    ("es_ES", "7:30 p. m.", EVENING),
]


@pytest.mark.parametrize(("locale", "written", "at"), TIMES)
def test_a_time_is_read_as_people_write_it(locale, written, at):
    assert read_time(written, writing_of({"LANG": locale})) == at


@pytest.mark.parametrize(
    "written", ["", "7:5", "13 pm", "0 am", "19:60", "25", "soon", "7:05:30", "-7", "7 xm", "²"]
)
def test_what_is_no_time_is_refused_with_an_example(written):
    with pytest.raises(Refused, match="such as 7:05, 19:05 or 7 pm"):
        read_time(written)


def test_the_hour_between_two_days_is_asked_for_by_its_name():
    with pytest.raises(Refused, match="Type 0:00 or midnight"):
        read_time("24:00")


@pytest.mark.parametrize("locale", ["C", "en_US", "en_GB", "de_DE", "pl_PL", "sv_SE", "ar_EG"])
@given(at=st.times())
def test_every_time_is_read_back_as_its_locale_writes_it(locale, at):
    minute, writing = at.replace(second=0, microsecond=0), writing_of({"LANG": locale})
    shown = QLocale(locale).toString(QTime(at.hour, at.minute), QLocale.FormatType.ShortFormat)

    assert read_time(shown, writing) == minute
    assert read_time(f"{minute:%H%M}", writing) == read_time(f"{minute:%H.%M}", writing) == minute


@given(st.text(max_size=20) | st.text("0123456789:.hapm ٧", max_size=8))
def test_nothing_typed_breaks_the_reader(written):
    with suppress(Refused):
        read_time(written)
