"""The doctor's own limit of a test, and the person whose default ranges are shown."""

from __future__ import annotations

from dataclasses import replace
from functools import partial

from PySide6.QtCore import Slot
from PySide6.QtWidgets import QWidget

from isodiary.domain.change import Change
from isodiary.domain.lab import LabLimit
from isodiary.domain.record import Patient, Sex
from isodiary.language import _, marked, translated
from isodiary.services import typed
from isodiary.services.course.people import describe_patient
from isodiary.services.labs import check as lab_typed
from isodiary.services.labs.plan import set_limit
from isodiary.storage.reads.labs import lab_history
from isodiary.ui.kit.fields.base import TypedField
from isodiary.ui.kit.fields.chosen import ChoiceField
from isodiary.ui.kit.forms import EntryDialog
from isodiary.ui.tools import Tools

WHOSE = marked("Type what your doctor named. Both empty: no limit. isodiary has none of its own.")


class LimitDialog(EntryDialog):
    """At least and at most, in a unit; `analyte` is the test to begin with."""

    def __init__(self, tools: Tools, analyte: str = "", parent: QWidget | None = None) -> None:
        super().__init__(tools, _("My doctor’s limit"), parent)
        self._history = lab_history(tools.diary)
        names = self._names()
        self.test = ChoiceField(tools.theme, _("&Test"), names)
        self.low = TypedField(tools.theme, _("At &least"), _end)
        self.high = TypedField(tools.theme, _("At &most"), _end)
        self.unit = TypedField(tools.theme, _("&Unit"), typed.line, choices=("",))
        for field in (self.low, self.high, self.unit):
            field.edit.setAccessibleName(field.label.text().replace("&", ""))
        if analyte in names:
            self.test.choose(analyte)
        self._show_limit()
        for each in (self.test, self.high, self.low, self.unit):
            self.add_field(each)
        self.add_text(_(WHOSE))
        self.test.changed.connect(self._show_limit)
        (self.high if analyte in names else self.test).take_focus()

    def change(self) -> Change | None:
        return set_limit(
            self._limit,
            self.test.value(),
            low=self.low.text,
            high=self.high.text,
            unit=self.unit.text,
            labs=self.tools.catalogues.labs,
        )

    @property
    def _limit(self) -> LabLimit | None:
        return self._history.limit_of(self.test.value())

    def _names(self) -> dict[str, str]:
        """Return the tests that can have a limit: those with results first."""
        labs = self.tools.catalogues.labs
        known = {each.id: each.name for each in labs.offered if not each.values}
        used = {each: each for each in self._history.analytes if labs.get(each) is None}
        first = {each: known[each] for each in self._history.analytes if each in known}
        return first | used | known

    @Slot()
    def _show_limit(self) -> None:
        """Fill in the limit of the chosen test."""
        limit, analyte = self._limit, self.test.value()
        known = self.tools.catalogues.labs.get(analyte)
        units = [each.name for each in known.units] if known else []
        unit = (limit.unit if limit else self._history.last_unit(analyte)) or (*units, "")[0]
        assert self.unit.box is not None
        self.unit.box.clear()
        self.unit.box.addItems(list(dict.fromkeys((unit, *units))))
        self.unit.set_text(unit)
        self.low.set_text("" if limit is None or limit.low is None else f"{limit.low:f}")
        self.high.set_text("" if limit is None or limit.high is None else f"{limit.high:f}")


def _end(text: str) -> str:
    if text.strip():
        lab_typed.number(text)
    return text


WHAT_FOR = marked(
    "Common ranges differ by sex and age. One is shown only where no range "
    "of the lab is noted, and is marked *."
)
SEXES = {Sex.NOT_SAID: marked("Not said"), Sex.FEMALE: marked("Female"), Sex.MALE: marked("Male")}


class RangePersonDialog(EntryDialog):
    """Sex for lab ranges, and year of birth; both may stay open."""

    def __init__(self, tools: Tools, parent: QWidget | None = None) -> None:
        super().__init__(tools, _("Default ranges"), parent)
        self._before = tools.diary.get(Patient, Patient().id)
        self._patient = self._before or Patient()
        born = self._patient.birth_year
        self.sex = ChoiceField(tools.theme, _("&Sex, for lab ranges"), translated(SEXES))
        self.sex.choose(self._patient.sex)
        self.born = TypedField(
            tools.theme,
            _("&Year of birth"),
            partial(typed.birth_year, today=tools.today),
            text=str(born) if born else "",
        )
        self.born.edit.setAccessibleName(_("Year of birth"))
        self.add_field(self.sex)
        self.add_field(self.born)
        self.add_text(_(WHAT_FOR))
        self.sex.take_focus()

    def change(self) -> Change | None:
        after = replace(self._patient, sex=self.sex.value(), birth_year=self.born.value())
        return describe_patient(self._before, after)
