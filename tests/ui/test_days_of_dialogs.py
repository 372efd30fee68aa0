"""Every dialog and page that asks for a day asks with the one field, in the right direction."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from PySide6.QtCore import QLocale
from PySide6.QtWidgets import QDateTimeEdit

from isodiary.domain.course import Course
from isodiary.domain.lab import PlannedTest
from isodiary.domain.record import Visit
from isodiary.services.course.view import read_course
from isodiary.services.days.typed_day import Toward
from isodiary.services.labs.entry import Sample
from isodiary.storage.reads.visits import all_visits
from isodiary.ui.course.begin import BeginFields
from isodiary.ui.course.details import CourseDialog
from isodiary.ui.course.phases import EndDialog, PauseDialog
from isodiary.ui.course.plan import PlanDialog
from isodiary.ui.entries.acne import AcneDialog
from isodiary.ui.entries.dose import DoseDialog
from isodiary.ui.entries.visit import VisitDialog
from isodiary.ui.entries.weight import WeightDialog
from isodiary.ui.habits import HabitsInUse
from isodiary.ui.labs import plan as labs_plan
from isodiary.ui.labs.panel import PanelDialog
from isodiary.ui.labs.result import SampleFields
from isodiary.ui.paper.print import PaperDiaryDialog
from isodiary.ui.paper.type_in import TypeInDialog
from isodiary.ui.report.options import ReportOptions
from isodiary.ui.visits.agreed import AgreedDialog
from tests.ui.conftest import TODAY
from tests.ui.keys import RIGHT, TAB, press, write

AHEAD, BACK = Toward.AHEAD, Toward.BACK


def view(tools):
    return read_course(tools.diary, TODAY)


DIALOGS = {
    "visit": (lambda tools: VisitDialog(tools, TODAY), ("day",), AHEAD),
    "plan": (lambda tools: PlanDialog(tools, view(tools)), ("start.day",), AHEAD),
    "pause": (lambda tools: PauseDialog(tools, view(tools)), ("start", "until"), AHEAD),
    "agreed": (
        lambda tools: AgreedDialog(tools, all_visits(tools.diary)[0]),
        ("dose_from", "test_on", "next_on"),
        AHEAD,
    ),
    "test": (lambda tools: labs_plan.TestDateDialog(tools, TODAY), ("day",), AHEAD),
    "schedule": (
        lambda tools: labs_plan.TestDayRow(tools, PlannedTest(day=TODAY)),
        ("day",),
        AHEAD,
    ),
    "paper": (PaperDiaryDialog, ("first",), AHEAD),
    "end": (lambda tools: EndDialog(tools, view(tools)), ("last_day",), BACK),
    "begin": (lambda tools: BeginFields(tools, tools.editor), ("start",), BACK),
    "details": (lambda tools: CourseDialog(tools, view(tools)), ("start",), BACK),
    "dose": (lambda tools: DoseDialog(tools, TODAY), ("day",), BACK),
    "weight": (lambda tools: WeightDialog(tools, TODAY), ("day",), BACK),
    "acne": (lambda tools: AcneDialog(tools, TODAY), ("day",), BACK),
    "labs": (PanelDialog, ("sample.day",), BACK),
    "result": (lambda tools: SampleFields(tools, Sample(day=TODAY)), ("day",), BACK),
    "report": (ReportOptions, ("first", "last"), BACK),
    "type in": (TypeInDialog, ("first",), BACK),
}


def fields_of(tools, name):
    make, names, _ = DIALOGS[name]
    made = make(tools)
    found = []
    for each in names:
        field = made
        for part in each.split("."):
            field = getattr(field, part)
        found.append(field)
    return made, found


@pytest.fixture
def made_in(qtbot, course_desk):
    """Return what a dialog asks days with, for somebody of a locale; it lives until the end."""
    alive = []

    def made_in(name, locale):
        habits = HabitsInUse(course_desk.settings, QLocale(locale))
        object.__setattr__(course_desk, "habits_in_use", habits)
        made, fields = fields_of(course_desk, name)
        alive.append(made)
        return fields

    return made_in


@pytest.mark.parametrize("name", DIALOGS)
@pytest.mark.parametrize(
    ("locale", "written"),
    [
        ("C", "2/12/2026"),
        ("C", "2026-12-02"),
        ("de_DE", "2.12.2026"),
        ("en_US", "12/2/2026"),
        ("pl_PL", "2 grudnia 2026"),
    ],
)
def test_every_dialog_reads_a_day_as_its_locale_writes_it(made_in, name, locale, written):
    for field in made_in(name, locale):
        field.set_text(written)

        assert field.value() == date(2026, 12, 2)
        assert field.understood.text() == "Wed 2 Dec 2026"
        assert field.text == written


@pytest.mark.parametrize("name", DIALOGS)
def test_every_dialog_looks_in_its_direction_for_a_day_without_a_year(made_in, name):
    for field in made_in(name, "C"):
        field.set_text("2 Dec")
        assert field.value() == date(2026 if DIALOGS[name][2] is AHEAD else 2025, 12, 2)
        field.set_text("2 Nov")
        assert field.value() == date(2027 if DIALOGS[name][2] is AHEAD else 2026, 11, 2)


@pytest.mark.parametrize("name", ["visit", "dose", "paper", "type in", "details"])
def test_no_dialog_asks_with_the_parts_of_a_date(qtbot, course_desk, name):
    made, _ = fields_of(course_desk, name)
    qtbot.addWidget(made)

    assert not made.findChildren(QDateTimeEdit)


def test_a_visit_typed_in_pieces_is_the_visit_that_was_meant(qtbot, course_desk):
    dialog = VisitDialog(course_desk, TODAY)
    qtbot.addWidget(dialog)
    with qtbot.waitActive(dialog):
        dialog.show()
        dialog.activateWindow()
    write("3")
    press(RIGHT)
    write("Dec")
    press(TAB)
    dialog.accept()

    days = [visit.day for visit in course_desk.diary.all(Visit)]
    assert date(2026, 12, 3) in days
    assert TODAY not in days


def test_a_dose_goes_to_the_day_that_is_typed_though_the_line_is_not_left(qtbot, course_desk):
    dialog = DoseDialog(course_desk, TODAY, slot=0)
    qtbot.addWidget(dialog)
    day = TODAY - timedelta(days=5)
    dialog.day.set_text(day.isoformat())

    assert [slot.number for slot in dialog._entries.open_slots] == [2]
    assert dialog._entries.day == day


def test_a_first_day_that_cannot_be_read_is_said_and_no_course_begun(tools):
    fields = BeginFields(tools, tools.editor)
    fields.start.set_text("30 Feb 2026")
    fields.start.settle()

    assert "no such day" in fields.start.problem.text()
    assert not tools.diary.all(Course)
