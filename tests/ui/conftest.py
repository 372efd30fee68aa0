"""A tools on a diary in memory: an empty one, and one in the midst of a course."""

from __future__ import annotations

from datetime import date, time, timedelta

import pytest
from PySide6.QtCore import QLocale
from PySide6.QtWidgets import QApplication

from isodiary.domain.change import Act, Change, Edit
from isodiary.domain.course import Course, Phase
from isodiary.domain.day import ONE_DAY, days_between, diary_day, moment
from isodiary.domain.dose import Dose, Outcome, Reason
from isodiary.domain.meal import Meal
from isodiary.domain.plan import parse_plan
from isodiary.domain.record import DayNote, Visit, Weight
from isodiary.domain.symptom import SymptomEntry, Tracked
from isodiary.domain.units import kg, mg
from isodiary.resources import resources
from isodiary.services.catalogues import Catalogues
from isodiary.ui.course.screening_dialog import ScreeningDialog
from isodiary.ui.editor import DiaryEditor
from isodiary.ui.entries.symptom import AddSymptomDialog
from isodiary.ui.habits import HabitsInUse
from isodiary.ui.kit.forms import EntryDialog
from isodiary.ui.look.icons import Icons
from isodiary.ui.look.theme import Theme, ThemeChoice
from isodiary.ui.paper.type_in import TypeInDialog
from isodiary.ui.settings import Settings
from isodiary.ui.tools import Tools
from isodiary.ui.window.main_window import MainWindow
from tests.clock import EVENING
from tests.scratch import scratch_diary
from tests.ui.sight import covered, strays, windows

TODAY = diary_day(EVENING)
START = TODAY - timedelta(weeks=12) + ONE_DAY
"""First day of the course of `course_desk`; today is its day 84."""

PLAN = "breakfast 08:00 20, dinner 19:00 20"
LEFT_OUT = {
    (TODAY - timedelta(days=20), 2): Outcome.SKIPPED,
    (TODAY - timedelta(days=10), 1): Outcome.MISSED,
    (TODAY - timedelta(days=9), 2): Outcome.UNKNOWN,
}
UNRECORDED = {(TODAY - timedelta(days=5), 2), (TODAY, 2)}
PARTIAL = (TODAY - timedelta(days=12), 1)


@pytest.hookimpl(wrapper=True)
def pytest_runtest_call():
    """Look at every window that a test leaves open: whatever it did, all of it can be seen."""
    result = yield
    unseen = [fault for window in windows() for fault in (*strays(window), *covered(window))]
    assert not unseen, f"cannot be seen: {unseen}"
    return result


@pytest.fixture(autouse=True)
def no_window_left():
    """Refuse a window nobody closes: its timer would read a closed diary in a later test."""
    yield
    made = [each for each in QApplication.topLevelWidgets() if isinstance(each, MainWindow)]
    left = [window for window in made if window._looking.isActive()]
    assert not left, f"left open: {left}"


@pytest.fixture(autouse=True)
def written_at_once(monkeypatch):
    """Write what a dialog that a test shows by itself is asked for, as `ask` would have it done."""

    def write(dialog, change):
        (getattr(dialog, "tools", None) or dialog._tools).editor.write(change)

    for kind in (EntryDialog, AddSymptomDialog, TypeInDialog, ScreeningDialog):
        monkeypatch.setattr(kind, "take", write)


@pytest.fixture
def settled_in():
    """Make a place the one where the patient lives, until the end of the test."""
    before = QLocale()
    yield QLocale.setDefault
    QLocale.setDefault(before)


@pytest.fixture
def diary():
    diary = scratch_diary()
    yield diary
    diary.close()


@pytest.fixture
def editor(qapp, diary, clock):
    yield DiaryEditor(diary, clock)
    for window in qapp.topLevelWidgets():
        window.hide()  # what is out of sight reads nothing more of a diary that is closed


@pytest.fixture(scope="session")
def catalogues():
    """The catalogues, read once for all tests, as nothing changes them."""
    return Catalogues(resources() / "catalogue")


@pytest.fixture(scope="session")
def icons(qapp):
    """The drawings, each tint drawn once for all tests."""
    return Icons(resources() / "icons")


@pytest.fixture
def tools(qapp, editor, clock, catalogues, icons, tmp_path):
    """A tools with an empty diary."""
    theme = Theme(ThemeChoice.LIGHT)
    theme.apply(qapp)
    settings = Settings(tmp_path / "settings.ini")
    return Tools(
        editor=editor,
        clock=clock,
        theme=theme,
        icons=icons,
        catalogues=catalogues,
        settings=settings,
        habits_in_use=HabitsInUse(settings, QLocale.c()),
    )


@pytest.fixture(scope="session")
def _course():
    """The bytes of a diary with a course, written once for all tests."""
    diary = scratch_diary()
    for change in course_changes():
        diary.apply(change, at=EVENING - ONE_DAY)
    content = diary._db.conn.serialize()
    diary.close()
    return content


@pytest.fixture
def course_desk(tools, _course):
    """A tools with a course of twelve weeks up to the evening, its second dose still open."""
    tools.diary._db.conn.deserialize(_course)
    tools.editor.look_again()
    return tools


def course_changes():
    """Return a course of 12 weeks: doses, symptoms, notes, weights and visits."""
    course = Course(
        start=START,
        product="Isotretinoin 20 mg",
        planned_weeks=24,
        target_ug_per_kg=120_000,
        reference_weight_g=kg(64),
    )
    phase = Phase(course=course.id, number=1, start=START, plan=parse_plan(PLAN))
    tracked = [
        Tracked(symptom=symptom, position=place)
        for place, symptom in enumerate(("lips_dry", "eyes_dry", "headache"))
    ]
    begun = [course, phase, Weight(day=START, grams=kg(64)), *tracked]
    yield _added(Act.BEGIN_COURSE, begun)
    yield _added(Act.LOG_DOSE, list(course_doses()))
    yield _added(Act.LOG_SYMPTOMS, list(course_symptoms()))
    yield _added(Act.WRITE_NOTE, [DayNote(day=TODAY - timedelta(days=12), text="Long day")])
    yield _added(Act.LOG_WEIGHT, [Weight(day=TODAY - timedelta(days=26), grams=kg("63.5"))])
    visits = [Visit(day=TODAY - timedelta(days=26)), Visit(day=TODAY + timedelta(days=9))]
    yield _added(Act.PLAN_VISIT, visits)


def course_doses():
    """Return the doses: all taken as planned, but for a few of each other outcome."""
    days = [START + timedelta(days=n) for n in range(days_between(START, TODAY))]
    for day, slot in [(day, slot) for day in days for slot in (1, 2)]:
        if (day, slot) in LEFT_OUT:
            outcome = LEFT_OUT[day, slot]
            reason = Reason.NO_MEAL if outcome is Outcome.SKIPPED else None
            yield Dose(day=day, slot=slot, outcome=outcome, reason=reason)
        elif (day, slot) not in UNRECORDED:
            yield _taken(day, slot)


def course_symptoms():
    """Return answers of every day but one week, with an eyesight warning once."""
    for n in range(0, days_between(START, TODAY) - 1):
        day = START + timedelta(days=n)
        if not 30 <= n < 37:
            yield SymptomEntry(day=day, symptom="lips_dry", severity=1 + (n > 40))
            yield SymptomEntry(day=day, symptom="headache", severity=int(n % 11 == 3))


def _taken(day: date, slot: int) -> Dose:
    amount_ug = mg(10) if (day, slot) == PARTIAL else mg(20)
    planned = time(8, 12) if slot == 1 else time(19, 4)
    return Dose(
        day=day,
        slot=slot,
        outcome=Outcome.PARTIAL if (day, slot) == PARTIAL else Outcome.TAKEN,
        capsules=(amount_ug,),
        amount_ug=amount_ug,
        meal=Meal.BREAKFAST if slot == 1 else Meal.DINNER,
        taken_at=moment(day, planned, EVENING),
    )


def _added(act, entries):
    return Change(act=act, edits=tuple(Edit(after=entry) for entry in entries))
