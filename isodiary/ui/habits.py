"""The habits in use: those of the system's locale, but for what Preferences say otherwise."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from PySide6.QtCore import QLocale, QObject, Signal

from isodiary.services.days.writing import MONTH_FIRST, Writing, language_words
from isodiary.services.habits import Habits, LabUnits, WeightUnit
from isodiary.ui.settings import Clock, DecimalSign, Settings

if TYPE_CHECKING:
    from isodiary.report.press.paper import Paper

ON_LETTER = MONTH_FIRST | {"CA", "MX", "PH", "CL", "CO", "VE", "CR", "GT", "PA", "DO"}
"""The territories in which one prints on Letter."""

UNION = {
    *("AT", "BE", "BG", "CY", "CZ", "DE", "DK", "EE", "ES", "FI", "FR", "GR", "HR", "HU"),
    *("IE", "IT", "LT", "LU", "LV", "MT", "NL", "PL", "PT", "RO", "SE", "SI", "SK"),
}
COUNTRIES = {
    **dict.fromkeys(MONTH_FIRST, "us"),
    **dict.fromkeys(UNION, "eu"),
    **{"CA": "ca", "GB": "uk", "IN": "in"},
}
"""The territories whose leaflets the catalogue has; elsewhere none is supposed."""

MONTHS, WEEKDAYS = range(1, 13), range(1, 8)
FORMS = (QLocale.FormatType.LongFormat, QLocale.FormatType.ShortFormat)


class HabitsInUse(QObject):
    """The habits of whoever sits at the window, handed to whatever shows or reads.

    Signals: `changed` once they are no longer what they were; ask for them again.
    `paper_changed` once another paper is printed on, which no figure depends on.
    """

    changed = Signal()
    paper_changed = Signal()

    def __init__(self, settings: Settings, locale: QLocale, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._settings = settings
        self._usual = habits_of(locale)
        self._on_letter = _territory(locale) in ON_LETTER
        self._country = COUNTRIES.get(_territory(locale), "")
        self._habits = self._chosen()

    @property
    def habits(self) -> Habits:
        """What holds now."""
        return self._habits

    @property
    def country(self) -> str:
        """Whose leaflets are meant where the system is: their id, "" if it does not say."""
        return self._country

    @property
    def paper(self) -> Paper:
        """The size of paper that is printed on."""
        from isodiary.report.press.paper import Paper  # a start prints nothing

        usual = Paper.LETTER if self._on_letter else Paper.A4
        return Paper(self._settings.paper) if self._settings.paper else usual

    def choose_paper(self, paper: Paper) -> None:
        """Print on this paper."""
        if paper is not self.paper:
            self._settings.paper = paper.value
            self.paper_changed.emit()

    def choose_clock(self, clock: Clock) -> None:
        """Show times with 12 or 24 hours."""
        self._settings.clock = clock
        self._follow()

    def choose_decimal_sign(self, sign: DecimalSign) -> None:
        """Show decimals behind a comma or a point."""
        self._settings.decimal_sign = sign
        self._follow()

    def choose_first_weekday(self, weekday: int) -> None:
        """Begin weeks with this day, 0 for Monday."""
        self._settings.first_weekday = weekday
        self._follow()

    def choose_weight_unit(self, unit: WeightUnit) -> None:
        """Show weights in this unit."""
        self._settings.weight_unit = unit
        self._follow()

    def choose_lab_units(self, units: LabUnits | None) -> None:
        """Show lab values by amount or by mass, or as they were typed."""
        self._settings.lab_units = units
        self._follow()

    def _follow(self) -> None:
        chosen = self._chosen()
        if chosen != self._habits:
            self._habits = chosen
            self.changed.emit()

    def _chosen(self) -> Habits:
        usual, kept = self._usual, self._settings
        clock, sign, first = kept.clock, kept.decimal_sign, kept.first_weekday
        return replace(
            usual,
            twelve_hours=clock is Clock.TWELVE if clock else usual.twelve_hours,
            comma=sign is DecimalSign.COMMA if sign else usual.comma,
            first_weekday=usual.first_weekday if first is None else first,
            weight_unit=kept.weight_unit or usual.weight_unit,
            lab_units=kept.lab_units,
        )


def habits_of(locale: QLocale) -> Habits:
    """Return what people of a locale are used to."""
    american = _territory(locale) in MONTH_FIRST
    return Habits(
        twelve_hours="ap" in locale.timeFormat(QLocale.FormatType.ShortFormat).casefold(),
        comma=locale.decimalPoint() == ",",
        first_weekday=locale.firstDayOfWeek().value - 1,
        weight_unit=WeightUnit.LB if american else WeightUnit.KG,
        writing=writing_in(locale),
    )


def writing_in(locale: QLocale) -> Writing:
    """Return how days are written in a locale: in Qt's names and, if there are any, in ours."""
    ours = language_words(locale.name().partition("_")[0])
    months = [
        {*(locale.monthName(at, each) for each in FORMS)}
        | {*(locale.standaloneMonthName(at, each) for each in FORMS)}
        for at in MONTHS
    ]
    weekdays = [{locale.dayName(at, each) for each in FORMS} for at in WEEKDAYS]
    return replace(
        ours,
        months=_merged(ours.months, months),
        weekdays=_merged(ours.weekdays, weekdays),
        morning=(*ours.morning, locale.amText()),
        evening=(*ours.evening, locale.pmText()),
        month_first=_territory(locale) in MONTH_FIRST,
    )


def _merged(
    ours: tuple[tuple[str, ...], ...], theirs: list[set[str]]
) -> tuple[tuple[str, ...], ...]:
    known = ours or ((),) * len(theirs)
    return tuple((*mine, *sorted(qt)) for mine, qt in zip(known, theirs, strict=True))


def _territory(locale: QLocale) -> str:
    return QLocale.territoryToCode(locale.territory())
