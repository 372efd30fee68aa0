"""The view for the consultation: the words of the sheet, links, ticks, and the way out."""

from __future__ import annotations

import re
from datetime import date, timedelta

import pytest
from PySide6.QtCore import QCoreApplication, QEvent, Qt
from PySide6.QtWidgets import QApplication, QLabel

from isodiary.domain.change import Act, Change, Edit
from isodiary.domain.course import Phase
from isodiary.domain.lab import PlannedTest
from isodiary.domain.plan import parse_plan
from isodiary.domain.record import KeptKind, KeptOff, Question, Visit
from isodiary.domain.symptom import SymptomEntry
from isodiary.services.habits import WeightUnit
from isodiary.services.visits.sentences import NOTHING, RULES
from isodiary.services.words.days import short_day
from isodiary.ui.history.page import HistoryPage
from isodiary.ui.kit.table import PlainTable
from isodiary.ui.kit.table_chart import StillChartView
from isodiary.ui.labs.page import LabsPage
from isodiary.ui.report.page import ReportPage
from isodiary.ui.report.source import ReportSource
from isodiary.ui.settings import DecimalSign
from isodiary.ui.today.page import TodayPage
from isodiary.ui.trends.page import TrendsPage
from isodiary.ui.visits.cards import FIRST_SYMPTOMS, ChartCard, TableModel
from isodiary.ui.visits.consultation import ConsultationPage
from isodiary.ui.warnings.page import WarningPage
from tests.services.labs.diaries import result
from tests.ui.conftest import TODAY
from tests.ui.keys import CTRL, DOWN, ENTER, ESCAPE, hold, press
from tests.ui.kit.test_accessible import nameless
from tests.ui.windows import window_on

LAST_VISIT = TODAY - timedelta(days=26)
F5 = Qt.Key.Key_F5
QUESTIONS = ("Is it the training?", "<b>Eye</b> & drops\nwith lenses?")


@pytest.fixture
def window(qtbot, course_desk):
    return window_on(qtbot, course_desk)


@pytest.fixture
def page(window):
    press(F5)
    return window.page(ConsultationPage)


def note(tools, *entries):
    edits = tuple(Edit(after=entry) for entry in entries)
    assert tools.editor.do(Change(act=Act.ASK_QUESTION, edits=edits))


def ask(tools, *texts):
    note(tools, *(Question(text=text, noted_on=TODAY, position=n) for n, text in enumerate(texts)))


def texts(widget):
    """Return what is said, without the places to break."""
    said = [label.text() for label in widget.findChildren(QLabel) if label.isVisible()]
    return [text.replace("\u200b", "") for text in said]


def tables(widget):
    return [each.cells for each in widget.findChildren(PlainTable) if each.isVisible()]


def settle():
    QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)
    QCoreApplication.processEvents()


def held():
    return QApplication.focusWidget()


def test_one_key_opens_it_and_escape_leads_back(window):
    window.show_page(HistoryPage)
    press(F5)
    assert type(window.stack.currentWidget()) is ConsultationPage
    assert window.sidebar.buttons[-1].isChecked()
    press(ESCAPE)
    assert type(window.stack.currentWidget()) is HistoryPage


def test_button_of_the_report_opens_it(window):
    report = window.show_page(ReportPage)
    report.consult.setFocus()
    press(Qt.Key.Key_Space)
    assert type(window.stack.currentWidget()) is ConsultationPage
    press(ESCAPE)
    assert window.stack.currentWidget() is report


def test_whatever_takes_the_focus_has_a_name(page, course_desk):
    note(course_desk, Visit(day=TODAY))
    ask(course_desk, *QUESTIONS)
    assert nameless(page) == []


def test_way_back_ends_whatever_was_opened_on_the_way(window):
    window.show_page(TodayPage)
    press(F5)
    hold(CTRL, Qt.Key.Key_H)
    press(F5)
    seen = []
    for _ in range(2):
        press(ESCAPE)
        seen.append(type(window.stack.currentWidget()))
    assert seen == [WarningPage, TodayPage]


def test_it_stands_under_the_report_in_the_sidebar(window, page):
    assert window.sidebar.buttons[-1].isChecked()


def test_it_says_what_the_sheet_says(page, course_desk):
    sheet = ReportSource(course_desk).sheet(course_desk.settings.report)
    said = texts(page)
    expected = [sheet.course, sheet.medicine, sheet.signs.title]
    expected += [line for box in sheet.boxes for line in box.lines if line]
    assert not set(expected) - set(said)
    shown = [table for table in (sheet.steps, sheet.labs) if table]
    for table, model in zip(shown, tables(page), strict=True):
        assert isinstance(model, TableModel)
        assert model.heads == tuple(column.label for column in table.columns)
        rows = range(model.rowCount())
        columns = range(model.columnCount())
        assert table.rows == tuple(
            tuple(model.cell(row, column).words for column in columns) for row in rows
        )


def test_it_has_the_unit_and_the_decimal_sign_of_preferences_and_paper_has_not(page, course_desk):
    note(course_desk, result("creatinine", "0.9", day=TODAY, low="0.5", high="1.1"))
    settle()
    on_paper = ReportSource(course_desk).sheet(course_desk.settings.report)
    course_desk.habits_in_use.choose_decimal_sign(DecimalSign.COMMA)
    course_desk.habits_in_use.choose_weight_unit(WeightUnit.LB)
    settle()

    said = texts(page) + [cell for row in rows_of(page) for cell in row]
    said.append(page.findChild(StillChartView).accessibleName())

    assert [text for text in said if re.search(r"\d\.\d|\dkg|\d\skg", text)] == []
    assert any("start weight 141,1\u202flb" in text for text in said)
    assert any(text.startswith("0,5–1,1") for text in said)
    assert ReportSource(course_desk).sheet(course_desk.settings.report) == on_paper


def test_what_is_kept_off_paper_is_not_on_it_either(page, course_desk):
    assert "Headache" in names_of(page)
    note(course_desk, KeptOff(kind=KeptKind.SYMPTOM, what="headache"))
    settle()
    assert not any("Headache" in text for text in texts(page))
    assert "Headache" not in names_of(page)
    assert "Headache" not in page.findChild(StillChartView).accessibleName()


def names_of(page):
    return [row.name for row in page.findChild(StillChartView).rows.symptoms]


def rows_of(page):
    return [
        [model.cell(row, column).words for column in range(model.columnCount())]
        for model in tables(page)
        for row in range(model.rowCount())
    ]


def test_its_text_is_larger_and_never_beyond_the_limit(page, course_desk):
    usual = course_desk.theme.font().pointSizeF()
    assert page.theme.font().pointSizeF() == pytest.approx(1.4 * usual)
    course_desk.theme.set_text_factor(2.0)
    assert page.theme.font().pointSizeF() == pytest.approx(course_desk.theme.font().pointSizeF())


@pytest.mark.parametrize("factor", [1.0, 2.0])
def test_nothing_is_wider_than_a_small_window(window, page, course_desk, factor):
    ask(course_desk, "w" * 5000)
    course_desk.theme.set_text_factor(factor)
    window.resize(760, 560)
    settle()
    viewport = page.column.area.viewport()
    assert page.column.area.widget().width() <= viewport.width()
    assert window.width() <= 760


def test_page_keys_read_from_top_to_bottom(page):
    bar = page.column.area.verticalScrollBar()
    assert bar.value() == 0
    press(Qt.Key.Key_PageDown)
    assert bar.value() > 0
    press(Qt.Key.Key_End)
    assert bar.value() == bar.maximum()


def test_a_tick_is_one_change_at_the_visit_of_today(page, course_desk):
    visit = Visit(day=TODAY, clinician="Dr Ash")
    note(course_desk, visit)
    ask(course_desk, *QUESTIONS)
    press("q")
    assert held() is page.questions.rows[0]
    count = course_desk.editor.undo_stack.count()
    press(Qt.Key.Key_Space)
    assert asked(course_desk) == {QUESTIONS[0]: visit.id, QUESTIONS[1]: ""}
    assert course_desk.editor.undo_stack.count() == count + 1
    assert held() is page.questions.rows[0]
    press(DOWN, ENTER)
    assert asked(course_desk) == dict.fromkeys(QUESTIONS, visit.id)
    press(ENTER)
    assert asked(course_desk) == {QUESTIONS[0]: visit.id, QUESTIONS[1]: ""}
    hold(CTRL, Qt.Key.Key_Z)
    assert [row.isChecked() for row in page.questions.rows] == [True, True]
    assert page.questions.rows[1].accessibleName() == f"2. {QUESTIONS[1]}"


def asked(tools):
    return {each.text: each.visit for each in tools.diary.all(Question)}


def test_without_a_visit_of_these_days_nothing_is_ticked_until_one_is_noted(page, course_desk):
    ask(course_desk, *QUESTIONS)
    assert not any(row.isEnabled() for row in page.questions.rows)
    press("t")
    assert course_desk.diary.between(Visit, TODAY, TODAY)
    assert all(row.isEnabled() for row in page.questions.rows)
    assert not page.agreed.visit_today.isVisible()
    course_desk.editor.undo_stack.undo()
    assert not course_desk.diary.between(Visit, TODAY, TODAY)


@pytest.mark.parametrize(("days", "near"), [(1, True), (6, True), (7, False)])
def test_the_visit_of_a_few_days_ago_can_still_be_ticked(page, course_desk, days, near):
    note(course_desk, Visit(day=TODAY - timedelta(days=days)))
    ask(course_desk, *QUESTIONS)
    assert page.questions.rows[0].isEnabled() is near


def test_question_that_was_asked_at_an_earlier_visit_is_not_shown(page, course_desk):
    [before] = course_desk.diary.between(Visit, LAST_VISIT, LAST_VISIT)
    note(course_desk, Question(text="Old", noted_on=LAST_VISIT, position=0, visit=before.id))
    assert page.questions.rows == ()
    assert "No question is noted." in texts(page)


def test_what_was_agreed_is_filled_in_on_the_page(page, course_desk):
    visit = Visit(day=TODAY, clinician="Dr Ash")
    note(course_desk, visit)
    press("a")
    fields = page.agreed.fields
    assert held() is fields.dose_from.edit
    assert fields.words.value() == ""
    assert page.agreed.preview.text() == NOTHING
    count = course_desk.editor.undo_stack.count()
    hold(CTRL, Qt.Key.Key_Return)  # an empty field writes nothing
    assert course_desk.editor.undo_stack.count() == count


def fill(fields, *, dose="", test="", visit=""):
    """Fill in the parts; the dose is 40 mg with dinner."""
    fields.dose_from.set_text(dose)
    if dose:
        fields.plan_fields.fill(parse_plan("dinner 19:00 20+20"))
    fields.test_on.set_text(test)
    fields.next_on.set_text(visit)


def test_three_parts_are_one_change_and_one_undo(page, course_desk):
    note(course_desk, Visit(day=TODAY, clinician="Dr Ash"))
    fill(page.agreed.fields, dose="tomorrow", test="8 Dec", visit="21 Jan")
    said = page.agreed.preview.text().replace("\u200b", "")
    assert "blood test" in said.lower()
    assert "21 Jan" in said.replace("\u00a0", " ")
    count = course_desk.editor.undo_stack.count()
    press("a")
    hold(CTRL, Qt.Key.Key_Return)
    if page.agreed.problem.isVisible():  # a doubt is asked once
        hold(CTRL, Qt.Key.Key_Return)
    assert course_desk.editor.undo_stack.count() == count + 1
    diary = course_desk.diary
    assert [each.day for each in diary.all(PlannedTest)] == [date(2026, 12, 8)]
    assert diary.between(Visit, date(2027, 1, 21), date(2027, 1, 21))
    assert diary.where(Phase, "start = ?", [(TODAY + timedelta(days=1)).isoformat()])
    assert page.agreed.fields.dose_from.empty
    course_desk.editor.undo_stack.undo()
    assert not diary.all(PlannedTest)
    assert not diary.between(Visit, date(2027, 1, 21), date(2027, 1, 21))


@pytest.mark.parametrize("part", ["dose", "test", "visit"])
def test_each_part_can_be_agreed_alone(page, course_desk, part):
    visits, tests = len(course_desk.diary.all(Visit)), len(course_desk.diary.all(PlannedTest))
    phases = len(course_desk.diary.all(Phase))
    fill(page.agreed.fields, **{part: "15 Dec"})
    page.agreed.write.click()
    if page.agreed.problem.isVisible():
        page.agreed.write.click()
    diary = course_desk.diary
    more = (len(diary.all(Phase)), len(diary.all(PlannedTest)), len(diary.all(Visit)))
    assert more == (phases + (part == "dose"), tests + (part == "test"), visits + (part == "visit"))


def test_what_is_refused_is_told_there_and_stays_typed(page, course_desk):
    page.agreed.fields.next_on.set_text("1 Jan 2020")
    page.agreed.write.click()
    assert page.agreed.problem.isVisible()
    assert page.agreed.fields.next_on.text == "1 Jan 2020"
    page.agreed.fields.next_on.set_text("")
    assert not page.agreed.problem.isVisible()


def test_what_is_typed_stays_while_another_page_is_looked_at(window, page):
    page.agreed.fields.test_on.set_text("15 Dec")
    press(ESCAPE)
    press(F5)
    assert page.agreed.fields.test_on.text == "15 Dec"


def test_other_symptoms_are_shown_at_a_press(page, course_desk):
    note(
        course_desk,
        *(SymptomEntry(day=TODAY, symptom=f"own_{n}", severity=1) for n in range(9)),
    )
    settle()
    [card] = page.findChildren(ChartCard)
    every = len(ReportSource(course_desk).sheet(course_desk.settings.report).chart.rows.symptoms)
    assert len(card.chart.rows.symptoms) == FIRST_SYMPTOMS
    said = card.more.text().replace("\u00a0", " ")
    assert said == f"{every - FIRST_SYMPTOMS} more symptoms, worst 1"
    card.show_all.click()
    assert len(card.chart.rows.symptoms) == every
    assert not card.more.isVisible()


def test_each_sentence_leads_to_its_numbers(window, page, course_desk):
    first = TODAY - timedelta(days=3)
    note(
        course_desk,
        *(SymptomEntry(day=day, symptom="nosebleed", severity=3) for day in (LAST_VISIT, first)),
    )
    note(
        course_desk,
        SymptomEntry(day=LAST_VISIT, symptom="eyes_dry", severity=0),
        SymptomEntry(day=first, symptom="eyes_dry", severity=3),
        SymptomEntry(day=LAST_VISIT, symptom="joint_pain", severity=3),
        SymptomEntry(day=first, symptom="joint_pain", severity=1),
        result("alt", "20", day=LAST_VISIT, low="7", high="45"),
        result("alt", "46", day=first, low="7", high="45"),
    )
    said = {row.title: place for place, row in enumerate(page.changed.sentences.rows)}
    leads = {"Dry eyes": HistoryPage, "Joint pain": TrendsPage, "ALT": LabsPage}
    for name, kind in leads.items():
        [place] = [place for text, place in said.items() if text.startswith(f"{name}: ")]
        press("w")
        assert held() is page.changed.sentences
        press(Qt.Key.Key_Home, *[DOWN] * place, ENTER)
        assert type(window.stack.currentWidget()) is kind
        press(F5)
    assert window.page(HistoryPage).calendar.day == first


def test_rules_are_printed_below_the_sentences(page):
    assert not page.changed.rules.isVisible()
    page.changed.how.setFocus()
    press(ENTER)
    assert page.changed.rules.isVisible()
    assert all(rule in page.changed.rules.text() for rule in RULES)


def test_without_a_course_it_says_so_and_shows_nothing_else(qtbot, tools):
    page = ConsultationPage(tools)
    qtbot.addWidget(page)
    page.show()
    assert "no course" in page.told.text()
    assert not page.questions.isVisible()


def test_typed_text_is_never_taken_for_markup(page, course_desk):
    note(course_desk, Visit(day=TODAY, clinician="<b>Dr</b>", agreed="<i>x</i>"))
    assert page.agreed.fields.words.value() == "<i>x</i>"
    typed = [label for label in page.findChildren(QLabel) if "<" in label.text()]
    assert typed
    assert all(label.textFormat() is Qt.TextFormat.PlainText for label in typed)


def test_days_are_those_since_the_last_visit(page):
    assert isinstance(LAST_VISIT, date)
    first = short_day(LAST_VISIT + timedelta(days=1))
    assert any(text.startswith(first) for text in texts(page))
