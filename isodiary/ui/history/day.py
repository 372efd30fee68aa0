"""The card beside the calendar: the chosen day, its entries as rows, and what can be added."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from PySide6.QtCore import QPoint, QSize, Signal, Slot
from PySide6.QtWidgets import QWidget

from isodiary.domain.course import Slot as DueSlot
from isodiary.domain.dose import Dose
from isodiary.domain.record import KeptOff
from isodiary.domain.symptom import SymptomEntry, is_sign
from isodiary.language import _, marked
from isodiary.services.days.record import DayRecord, offset_words
from isodiary.services.habits import Habits
from isodiary.services.kept_off import off_labs, off_symptoms
from isodiary.services.visits.words import visit_details, who_words
from isodiary.services.words.days import clock_time, long_day
from isodiary.services.words.entries import acne_words, lab_words, swallowed_words
from isodiary.services.words.names import (
    FATS_WITHIN,
    REASONS,
    outcome_name,
    severity_name,
    slot_name,
    slot_words,
)
from isodiary.services.words.units import mg_text, weight_text
from isodiary.ui.entries.actions import EntryActions
from isodiary.ui.entries.menus import entry_menu, show_menu
from isodiary.ui.kit.button import Button, Look
from isodiary.ui.kit.card import Card
from isodiary.ui.kit.layouts import FlowLayout
from isodiary.ui.kit.lists import EntryList
from isodiary.ui.kit.rows import Row
from isodiary.ui.kit.text import Text, Tone
from isodiary.ui.tools import Tools

EDITED = marked("edited")
OFF_PAPER = marked("off paper")
LONGEST_NOTE = 600
"""Characters of a note that a row shows; its dialog shows all of it."""


def rows_of(tools: Tools, record: DayRecord) -> list[Row]:
    """Return the rows of a day; their keys are the entries, or the open slots of the plan."""
    return [
        *_headed(_("Doses"), _doses(tools, record)),
        *_headed(_("Symptoms"), _symptoms(tools, record)),
        *_headed(_("Note"), _note(record)),
        *_headed(_("Weight"), _weight(tools, record)),
        *_headed(_("Visit"), _visit(tools, record)),
        *_headed(_("Planned blood test"), _tests(record)),
        *_headed(_("Lab results"), _labs(tools, record)),
        *_headed(_("Acne"), _acne(record)),
    ]


def _headed(heading: str, rows: Iterator[Row]) -> list[Row]:
    found = list(rows)
    return [Row(title=heading), *found] if found else []


def _doses(tools: Tools, record: DayRecord) -> Iterator[Row]:
    entries = record.entries
    logged = {dose.slot: dose for dose in entries.doses if dose.slot is not None}
    planned = {slot.number: slot for slot in entries.plan or ()}
    numbers = sorted(logged.keys() | planned.keys())
    for number in numbers:
        slot = planned.get(number)
        if number in logged:
            yield _dose(tools, record, logged[number], slot, slot_name(number, len(numbers)))
        elif slot is not None:
            at = clock_time(slot.planned, tools.habits)
            yield Row(
                title=f"{slot_name(number, len(numbers))} · {_('not recorded')}",
                detail=_("planned: {slot} at {at}").format(
                    slot=slot_words(slot, tools.habits), at=at
                ),
                key=slot,
            )
    for dose in entries.extras:
        yield _dose(tools, record, dose, None, _("Extra dose"))


def _dose(tools: Tools, record: DayRecord, dose: Dose, slot: DueSlot | None, name: str) -> Row:
    details = [swallowed_words(dose, tools.habits)] if dose.outcome.swallowed else []
    if dose.reason:
        details.append(_(REASONS[dose.reason]))
    if dose.fat:
        details.append(_(FATS_WITHIN[dose.fat]))
    if slot is not None and (dose.amount_ug != slot.amount_ug or not dose.outcome.swallowed):
        details.append(_("planned {amount}").format(amount=mg_text(slot.amount_ug, tools.habits)))
    offset = offset_words(dose, tools.now)
    return Row(
        title=f"{name} · {outcome_name(dose.outcome)}",
        detail=_with_note(" · ".join(details), dose.note),
        badges=tuple(badge for badge in (offset, *_edited(record, dose.id)) if badge),
        key=dose,
    )


def _symptoms(tools: Tools, record: DayRecord) -> Iterator[Row]:
    """Yield the symptoms, the worst first, with the severity as a word and a digit."""
    names = tools.symptom_names()
    off = off_symptoms(tools.diary.all(KeptOff), tools.catalogues.symptoms)
    named = [(names.get(each.symptom, each.symptom), each) for each in record.entries.symptoms]
    for name, entry in sorted(named, key=lambda pair: (-pair[1].severity, pair[0])):
        warning = (_("warning sign"),) if _warns(tools, entry) else ()
        kept = (_(OFF_PAPER),) if entry.symptom in off else ()
        yield Row(
            title=f"{name} · {severity_name(entry.severity)} {entry.severity}",
            detail=_with_note("", entry.note),
            badges=(*warning, *kept, *_edited(record, entry.id)),
            key=entry,
        )


def _warns(tools: Tools, entry: SymptomEntry) -> bool:
    return is_sign(tools.catalogues.warning_signs, entry.symptom, entry.severity)


def _note(record: DayRecord) -> Iterator[Row]:
    note = record.entries.note
    if note is not None:
        kept = (_(OFF_PAPER),) if note.off_paper else ()
        yield Row(title=_cut(note.text), badges=(*kept, *_edited(record, note.id)), key=note)


def _weight(tools: Tools, record: DayRecord) -> Iterator[Row]:
    weight = record.entries.weight
    if weight is not None:
        title = weight_text(weight.grams, tools.habits)
        yield Row(title=title, badges=_edited(record, weight.id), key=weight)


def _visit(tools: Tools, record: DayRecord) -> Iterator[Row]:
    visit = record.visit
    if visit is not None:
        at = f" · {clock_time(visit.at, tools.habits)}" if visit.at else ""
        details = (who_words(visit), *visit_details(visit, record.asked))
        yield Row(
            title=f"{_('Visit to the doctor')}{at}",
            detail="\n".join(part for part in details if part),
            badges=_edited(record, visit.id),
            key=visit,
        )


def _labs(tools: Tools, record: DayRecord) -> Iterator[Row]:
    if not record.labs:
        return
    names = tools.catalogues.names()
    off = off_labs(tools.diary.all(KeptOff), tools.catalogues.labs)
    for result in record.labs:
        kept = (_(OFF_PAPER),) if result.analyte in off else ()
        badges = (*kept, *_edited(record, result.id))
        detail = _with_note("", result.note)
        yield Row(
            title=lab_words(result, names, tools.habits), detail=detail, badges=badges, key=result
        )


def _tests(record: DayRecord) -> Iterator[Row]:
    for test in record.tests:
        title = test.what or _("Blood test")
        yield Row(title=title, badges=_edited(record, test.id), key=test)


def _acne(record: DayRecord) -> Iterator[Row]:
    check = record.acne
    if check is not None:
        said = acne_words(check)
        title = said[0].upper() + said[1:]
        badges = _edited(record, check.id)
        yield Row(title=title, detail=_with_note("", check.note), badges=badges, key=check)


def _edited(record: DayRecord, entry_id: str) -> tuple[str, ...]:
    return (_(EDITED),) if entry_id in record.edited else ()


def _with_note(said: str, note: str) -> str:
    return "\n".join(part for part in (said, _cut(note)) if part)


def _cut(note: str) -> str:
    return note if len(note) <= LONGEST_NOTE else note[: LONGEST_NOTE - 1] + "…"


NOTHING = marked("Nothing is recorded on this day.")
AHEAD = marked(
    "This day has not come yet. A planned dose can be skipped on it, and a visit planned."
)


class DayCard(Card):
    """The entries of one day.

    Signals:
        today_asked: The day is wanted on the page Today.
    """

    today_asked = Signal()

    def __init__(self, tools: Tools, actions: EntryActions, parent: QWidget | None = None) -> None:
        super().__init__(tools.theme, parent=parent)
        self._tools = tools
        self._actions = actions
        self._record: DayRecord | None = None
        self.heading = Text(tools.theme, tone=Tone.HEADING, wrap=True)
        self.course = Text(tools.theme, tone=Tone.SMALL, wrap=True)
        self.list = _DayList(tools.theme, _("Entries of the day"))
        self.hint = Text(tools.theme, tone=Tone.MUTED, wrap=True)
        self._make_buttons()
        for widget in (self.heading, self.course, self.hint):
            self.body.addWidget(widget)
        self.body.addWidget(self.list, 1)
        self.body.addWidget(self.buttons)
        self.list.opened.connect(self._edit)
        self.list.delete_asked.connect(actions.delete)
        self.list.menu_asked.connect(self._show_menu)

    @property
    def day(self) -> date:
        """The day shown."""
        assert self._record is not None
        return self._record.day

    def show_record(self, record: DayRecord) -> None:
        """Show a day."""
        another = self._record is None or self._record.day != record.day
        self._record = record
        rows = rows_of(self._tools, record)
        self.heading.setText(self._named(record.day))
        self._say(self.course, _course_words(record, self._tools.habits))
        if another:
            self.list.show_rows([])
        self.list.show_rows(rows)
        self.list.setVisible(bool(rows))
        self._show_buttons(record)

    def focus_list(self) -> None:
        """Give the focus to the entries, or, if there are none, to what adds one."""
        if self.list.rows:
            if self.list.current_key is None:
                self.list.choose_first()
            self.list.setFocus()
        else:
            next((each for each in self._adding if not each.isHidden()), self.open_today).setFocus()

    def choose_entry(self, entry_id: str) -> None:
        """Make the row of an entry the current one."""
        for row in self.list.rows:
            if getattr(row.key, "id", None) == entry_id:
                self.list.choose(row.key)

    def _named(self, day: date) -> str:
        this_year = day.year == self._tools.today.year
        named = long_day(day) if this_year else f"{long_day(day)} {day.year}"
        return f"{named} · {_('today')}" if day == self._tools.today else named

    def _say(self, text: Text, words: str) -> None:
        text.setText(words)
        text.setVisible(bool(words))

    def _make_buttons(self) -> None:
        theme = self._tools.theme
        self.add_dose = Button(theme, _("&Add dose…"))
        self.add_symptom = Button(theme, _("Add &symptom…"))
        self.note = Button(theme, _("&Note…"))
        self.weight = Button(theme, _("&Weight…"))
        self.visit = Button(theme, _("V&isit…"))
        self.open_today = Button(theme, _("Open on &Today"), Look.QUIET)
        self._adding = (self.add_dose, self.add_symptom, self.note, self.weight, self.visit)
        self.buttons = QWidget()
        flow = FlowLayout(self.buttons)
        for button in (*self._adding, self.open_today):
            flow.addWidget(button)
        self.add_dose.clicked.connect(self._actions.add_dose)
        self.add_symptom.clicked.connect(self._actions.add_symptom)
        self.note.clicked.connect(self._actions.write_note)
        self.weight.clicked.connect(self._actions.weigh)
        self.visit.clicked.connect(self._actions.plan_visit)
        self.open_today.clicked.connect(self.today_asked)

    def _show_buttons(self, record: DayRecord) -> None:
        """Show what can be added to the day: to one that has not come yet, only plans."""
        ahead = record.day > self._tools.today
        entries = record.entries
        can_dose = bool(entries.open_slots) if ahead else entries.course is not None
        self.add_dose.setVisible(can_dose)
        self.add_dose.setText(_("Skip &a dose…") if ahead else _("&Add dose…"))
        for button in (self.add_symptom, self.note, self.weight):
            button.setVisible(not ahead)
        self._say(self.hint, _(AHEAD) if ahead else "" if self.list.rows else _(NOTHING))
        self.buttons.updateGeometry()

    @Slot(object, QPoint)
    def _show_menu(self, key: object, place: QPoint) -> None:
        show_menu(entry_menu(self._actions, key, self.day), place)

    @Slot(object)
    def _edit(self, key: object) -> None:
        self._actions.edit(key, self.day)


class _DayList(EntryList):
    """A list that is content with a few rows in view."""

    def minimumSizeHint(self) -> QSize:
        return QSize(80, self.fontMetrics().height() * 9)


def _course_words(record: DayRecord, habits: Habits) -> str:
    """Return "Day 84 · week 12 · 40 mg planned"; nothing outside every course."""
    course, plan = record.entries.course, record.entries.plan
    if course is None or plan is None:
        return ""
    daily_ug = sum(slot.amount_ug for slot in plan)
    nothing = _("pause") if record.entries.paused else _("no dose planned")
    planned = _("{amount} planned").format(amount=mg_text(daily_ug, habits)) if plan else nothing
    if not course.keeps(record.day):
        planned = _("before this diary")
    day, week = course.day_number(record.day), course.week_number(record.day)
    return _("Day {day} · week {week} · {planned}").format(day=day, week=week, planned=planned)
