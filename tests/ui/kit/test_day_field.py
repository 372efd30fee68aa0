"""A day and a time are typed as anybody writes them; what was understood stands beside."""

from __future__ import annotations

from datetime import date, time

import pytest
import shiboken6
from PySide6.QtCore import QDate, QLocale, Qt
from PySide6.QtWidgets import QApplication, QWidget

from isodiary.domain.errors import Refused
from isodiary.services.days.typed_day import Toward
from isodiary.ui.habits import HabitsInUse
from isodiary.ui.kit.fields.day import DayField, OpenDayField, TimeField
from isodiary.ui.kit.forms import FormDialog
from tests.ui.conftest import TODAY
from tests.ui.keys import DOWN, ENTER, ESCAPE, RIGHT, hold, press, write

SECOND = date(2026, 12, 2)
ALT = Qt.KeyboardModifier.AltModifier
F4 = Qt.Key.Key_F4

pytestmark = pytest.mark.qt_log_ignore("This plugin does not support", extend=True)


@pytest.fixture
def tools_in(tools):
    """Return the tools of somebody whose system is in a locale."""

    def tools_in(name):
        habits = HabitsInUse(tools.settings, QLocale(name))
        object.__setattr__(tools, "habits_in_use", habits)
        return tools

    return tools_in


@pytest.fixture
def show(qtbot):
    """Show fields in a dialog in front, the first with the focus."""
    shown = []

    def show(tools, *fields):
        dialog = FormDialog(tools, "Visit")
        shown.append(dialog)
        qtbot.addWidget(dialog)
        for field in fields:
            dialog.add_field(field)
        with qtbot.waitActive(dialog):
            dialog.show()
            dialog.activateWindow()
        fields[0].take_focus()
        return dialog

    return show


@pytest.mark.parametrize(
    ("locale", "written", "day"),
    [
        ("C", "2/12/2026", SECOND),
        ("C", "2026-12-02", SECOND),
        ("de_DE", "2.12.2026", SECOND),
        ("de_DE", "2. Dezember", SECOND),
        ("en_US", "12/2/2026", SECOND),
        ("pl_PL", "2 grudnia", SECOND),
        ("sv_SE", "onsdag 2 december", SECOND),
        ("ar_EG", "٢ ديسمبر ٢٠٢٦", SECOND),
        ("ru_RU", "2 декабря 2026 г.", SECOND),
        ("pt_BR", "quarta-feira, 2 de dezembro de 2026", SECOND),
        ("hu_HU", "2026. december 2., szerda", SECOND),
        ("C", "2Dec", SECOND),
    ],
)
def test_what_is_typed_is_read_and_said_beside_and_never_changed(
    tools_in, show, locale, written, day
):
    field = DayField(tools_in(locale), "&Day", Toward.AHEAD, TODAY)
    show(field._tools, field)

    field.edit.insert(written)  # keys of a test know only Latin letters

    assert field.value() == day
    assert field.understood.text() == "Wed 2 Dec 2026"
    assert field.text == written


LOCALES = (
    *("en_US", "en_GB", "en_CA", "en_AU", "en_IE", "de_DE", "de_AT", "de_CH", "fr_FR", "fr_CA"),
    *("es_ES", "es_MX", "it_IT", "pt_PT", "pt_BR", "nl_NL", "nl_BE", "pl_PL", "cs_CZ", "sk_SK"),
    *("hu_HU", "ro_RO", "bg_BG", "hr_HR", "sr_RS", "sl_SI", "el_GR", "tr_TR", "ru_RU", "sv_SE"),
    *("da_DK", "nb_NO", "fi_FI", "et_EE", "lv_LV", "lt_LT", "ar_EG", "ar_SY", "id_ID"),
)


@pytest.mark.parametrize("locale", LOCALES)
def test_a_locale_reads_every_month_as_it_writes_it(tools_in, locale):
    field, there = DayField(tools_in(locale), "&Day", Toward.AHEAD), QLocale(locale)
    for month in range(1, 13):
        for form in (QLocale.FormatType.LongFormat, QLocale.FormatType.ShortFormat):
            field.set_text(there.toString(QDate(2026, month, 4), form))

            assert field.value() == date(2026, month, 4)


def test_a_right_arrow_between_the_parts_does_no_harm(tools, show):
    field = DayField(tools, "&Day", Toward.AHEAD, TODAY)
    show(tools, field)

    write("2")
    press(RIGHT)
    write("Dec")

    assert (field.text, field.value()) == ("2Dec", SECOND)


def test_what_cannot_be_read_is_kept_and_said_once_the_field_is_left(tools, show):
    field, other = DayField(tools, "&Day", Toward.AHEAD, TODAY), TimeField(tools, "&Time")
    dialog = show(tools, field, other)

    write("mon 2 dec 2026")
    assert (field.understood.text(), field.wrong) == ("", False)
    other.take_focus()

    assert "2 Dec 2026 is a Wednesday" in field.problem.text()
    assert field.text == "mon 2 dec 2026"
    assert field.known() is None
    dialog.accept()
    assert dialog.isVisible()
    assert field.hasFocus() or field.edit.hasFocus()


@pytest.mark.parametrize("open_it", [lambda: press(F4), lambda: hold(ALT, DOWN)])
def test_the_calendar_opens_by_key_and_takes_a_day_with_enter(tools, show, open_it):
    field = DayField(tools, "&Day", Toward.AHEAD, date(2026, 12, 1))
    dialog = show(tools, field)

    open_it()
    assert QApplication.activePopupWidget() is not None
    press(RIGHT, ENTER)

    assert QApplication.activePopupWidget() is None
    assert (field.text, field.value(), field.edit.hasFocus()) == ("2\xa0Dec\xa02026", SECOND, True)
    assert dialog.isVisible()


def test_escape_closes_only_the_calendar_and_changes_nothing(tools, show, qtbot):
    field = DayField(tools, "&Day", Toward.AHEAD)
    dialog = show(tools, field)
    write("2.12")

    qtbot.mouseClick(field.button, Qt.MouseButton.LeftButton)
    press(RIGHT, ESCAPE)

    assert QApplication.activePopupWidget() is None
    assert dialog.isVisible()
    assert field.text == "2.12"


def test_the_calendar_begins_weeks_as_the_habits_say(tools_in, show):
    field = DayField(tools_in("en_US"), "&Day", Toward.AHEAD)
    show(field._tools, field)

    press(F4)

    popup = QApplication.activePopupWidget()
    assert popup.month.firstDayOfWeek() is Qt.DayOfWeek.Sunday
    popup.close()


def test_an_open_day_may_be_left_empty_and_a_day_may_not(tools):
    assert OpenDayField(tools, "&Until", Toward.AHEAD).value() is None
    with pytest.raises(Refused, match="Type a day such as"):
        DayField(tools, "&Day", Toward.AHEAD).value()


def test_a_change_is_told_once_for_each_day_and_not_for_each_key(tools, qtbot):
    field, told = DayField(tools, "&Day", Toward.AHEAD, SECOND), []
    field.value_changed.connect(lambda: told.append(field.known()))

    for text in ("2 Dec", "2 Dece", "3 Dec"):
        field.set_text(text)

    assert told == [date(2026, 12, 3)]


@pytest.mark.parametrize(
    ("locale", "written", "at", "said"),
    [
        ("C", "7pm", time(19), "19:00"),
        ("en_US", "19.30", time(19, 30), "7:30\xa0pm"),
        ("en_US", "7:30 PM", time(19, 30), "7:30\xa0pm"),
        ("de_DE", "1930", time(19, 30), "19:30"),
        ("ar_EG", "٧:٠٥ م", time(19, 5), "7:05\xa0pm"),
        ("C", "", None, "not known"),
    ],
)
def test_a_time_is_read_and_said_by_the_clock_in_use(tools_in, locale, written, at, said):
    field = TimeField(tools_in(locale), "&Time", time(8))

    field.set_text(written)

    assert (field.value(), field.understood.text(), field.text) == (at, said, written)


def test_a_time_is_shown_by_the_clock_in_use_and_read_back(tools_in):
    field = TimeField(tools_in("en_US"), "&Time", time(19, 5))

    assert (field.text, field.value()) == ("7:05\xa0pm", time(19, 5))


def test_a_field_that_is_gone_hears_nothing_of_the_theme(tools):
    fields: list[QWidget] = [
        DayField(tools, "&Day", Toward.AHEAD, TODAY),
        TimeField(tools, "&Time"),
    ]
    for field in fields:
        shiboken6.delete(field)

    tools.set_text_factor(1.5)

    assert not any(map(shiboken6.isValid, fields))


@pytest.mark.parametrize(("width_px", "beside"), [(600, True), (220, False)])
def test_what_was_understood_stands_beside_the_line_or_below_it(qtbot, tools, width_px, beside):
    page, field = QWidget(), DayField(tools, "&Day", Toward.AHEAD, TODAY)
    qtbot.addWidget(page)
    field.setParent(page)
    field.resize(width_px, 80)
    with qtbot.waitExposed(page):
        page.show()

    assert (field.understood.y() < field.edit.geometry().bottom()) is beside
    assert field.edit.width() >= field.edit.fontMetrics().horizontalAdvance("23 Nov 2026")
