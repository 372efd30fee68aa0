"""The page Labs & weight: the table, the trend, planned tests and weights, all undoable."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta
from decimal import Decimal

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QAccessible, QGuiApplication
from PySide6.QtWidgets import QAbstractButton, QDialog, QWidget

from isodiary.domain.change import Act, Change, Edit
from isodiary.domain.lab import LabLimit, LabResult, PlannedTest
from isodiary.domain.record import Patient, Sex, Weight
from isodiary.domain.units import kg
from isodiary.services.labs.entry import Sample, check, log_panel
from isodiary.services.labs.rows import TypedResult
from isodiary.storage.reads.labs import planned_tests
from isodiary.ui.entries.weight import WeightDialog
from isodiary.ui.history.story import EntryHistoryDialog
from isodiary.ui.labs.limits import LimitDialog, RangePersonDialog
from isodiary.ui.labs.page import LabsPage
from isodiary.ui.labs.panel import PanelDialog
from isodiary.ui.labs.paste import PasteDialog
from isodiary.ui.labs.plan import ScheduleDialog, TestDateDialog
from isodiary.ui.labs.result import ResultDialog, SampleDialog
from isodiary.ui.look.theme import ThemeChoice
from tests.ui.keys import DELETE, DOWN, ENTER, LEFT, RIGHT, in_front, press
from tests.ui.labs.samples import FIRST, LAB, LATEST, TODAY, labs_in, noted, result, samples

Role = Qt.ItemDataRole


@pytest.fixture
def lab_desk(course_desk):
    assert course_desk.editor.do(noted(samples()))
    return course_desk


@pytest.fixture
def page(qtbot, lab_desk):
    page = in_front(qtbot, LabsPage(lab_desk))
    page.focus_first()
    return page


@pytest.fixture
def empty_page(qtbot, course_desk):
    page = in_front(qtbot, LabsPage(course_desk))
    page.focus_first()
    return page


def shown(page, analyte, day):
    model = page.results.grid.labs
    return model.data(model.find(analyte, day))


def spoken(page, analyte, day):
    model = page.results.grid.labs
    return model.data(model.find(analyte, day), Role.AccessibleTextRole)


def opened(page, kind):
    dialogs = [each for each in page.findChildren(QDialog) if each.isVisible()]
    assert [type(each) for each in dialogs] == [kind]
    return dialogs[0]


def set_limit(page, high):
    limit = LabLimit(analyte="alt", unit="U/L", high=Decimal(high))
    assert page.tools.editor.do(Change(act=Act.SET_LAB_LIMIT, edits=(Edit(after=limit),)))


def plan(page, day, what=""):
    test = PlannedTest(day=day, what=what)
    assert page.tools.editor.do(Change(act=Act.PLAN_TEST, edits=(Edit(after=test),)))


def describe(page, patient):
    page.tools.editor.do(Change(act=Act.CHANGE_PATIENT, edits=(Edit(after=patient),)))


def headings(card):
    return [row.title for row in card.rows.rows]


def test_the_model_behaves_as_qt_wants_it(qtmodeltester, page):
    qtmodeltester.check(page.results.grid.labs)


def test_the_oldest_sample_stands_at_the_left(page):
    model = page.results.grid.labs
    heads = [
        model.headerData(column, Qt.Orientation.Horizontal) for column in range(model.columnCount())
    ]
    assert heads == ["1\xa0Sep", "1\xa0Oct", "2\xa0Nov"]


def test_a_result_above_its_range_has_the_letter_and_its_change(page):
    assert shown(page, "alt", LATEST) == "52 H +34"
    assert shown(page, "alt", FIRST) == "18"


def test_the_next_planned_test_is_the_last_column_and_one_key_fills_it_in(page):
    planned = PlannedTest(day=TODAY + timedelta(days=9), what="lipids")
    assert page.tools.editor.do(Change(act=Act.LOG_LAB, edits=(Edit(after=planned),)))
    page.reload()
    assert page.results.grid.labs.planned == planned
    assert page.results.fill.isVisible()
    page.results.grid.setFocus()
    press(Qt.Key.Key_F)
    dialog = opened(page, PanelDialog)
    assert dialog.sample.value().day == TODAY
    dialog.reject()


def test_a_report_is_pasted_on_the_page(page):
    QGuiApplication.clipboard().setText("ALT 33 U/L 7-45\nAST 30 U/L 8-43\n")
    page.results.grid.setFocus()
    page.ask_paste()
    dialog = opened(page, PasteDialog)
    dialog.accept()
    assert shown(page, "alt", TODAY).startswith("33")


def test_a_screen_reader_hears_value_unit_range_and_whose_it_is(page):
    said = spoken(page, "alt", LATEST)
    assert said.startswith("ALT (GPT), 2\xa0Nov\xa02026: 52\xa0U/L, H, above the range.")
    assert f"Range 7–45\xa0U/L, as {LAB} printed it." in said
    assert "1.16 times the upper end of the range." in said
    assert said.endswith("Fasting.")


def test_the_signs_are_explained_beneath_and_only_those_that_are_there(page):
    assert "H, L:" in page.results.legend.text()
    assert "default range" not in page.results.legend.text()
    assert "Triangle" not in page.results.legend.text()


def test_a_default_range_has_a_sign_that_is_explained(page):
    describe(page, Patient(birth_year=1996))
    page.tools.editor.do(noted([result(LATEST, "crp", "9", "mg/L")]))
    assert shown(page, "crp", LATEST) == "9 H*"
    assert "* a common default range" in page.results.legend.text()
    assert "a common default, not your lab’s" in spoken(page, "crp", LATEST)


def test_a_value_beyond_the_doctors_limit_is_said_and_the_limit_named(page):
    set_limit(page, 50)
    assert "Above my doctor’s limit, at most 50\xa0U/L." in spoken(page, "alt", LATEST)
    assert page.results.limits.text() == "My doctor’s limits: ALT at most 50\xa0U/L."
    assert "Triangle" in page.results.legend.text()


def test_arrows_read_the_place_out_and_choose_the_test_of_the_trend(page):
    assert page.results.grid.hasFocus()
    press(DOWN, LEFT)
    assert page.results.reading.text() == "Triglycerides, 1\xa0Oct\xa02026: no result."
    assert page.trend.heading.text() == "Triglycerides"


def test_enter_opens_the_result_and_corrects_it(page):
    press(ENTER)
    dialog = opened(page, ResultDialog)
    dialog.value.set_text("25")
    dialog.accept()
    assert shown(page, "alt", LATEST) == "25 +7"


def test_enter_where_there_is_no_result_offers_to_add_one_to_that_sample(page):
    press(DOWN, LEFT, ENTER)
    dialog = opened(page, PanelDialog)
    assert dialog.sample.lab.text == LAB
    assert dialog.focusWidget() is dialog.rows.row_of("triglycerides").value


def test_delete_takes_the_result_away_and_undo_brings_it_back(page):
    press(DELETE)
    assert shown(page, "alt", LATEST) == ""
    page.tools.editor.undo_stack.undo()
    assert shown(page, "alt", LATEST).startswith("52 H")
    assert page.results.grid.hasFocus()


def test_delete_where_nothing_is_deletes_nothing(page):
    press(DOWN, LEFT, DELETE)
    assert len(page.tools.diary.all(LabResult)) == 5


def test_the_history_of_a_result_can_be_read(page):
    page.results.ask_story()
    assert isinstance(opened(page, EntryHistoryDialog), EntryHistoryDialog)


def test_a_second_result_of_a_day_has_a_column_of_its_own(page):
    page.tools.editor.do(noted([result(LATEST, "alt", "49", "U/L", "7-45")]))
    model = page.results.grid.labs
    assert model.columnCount() == 4
    both = {model.data(model.index(0, column)).split()[0] for column in (2, 3)}
    assert both == {"49", "52"}


def test_a_result_in_another_unit_is_converted_for_the_eye_alone(page):
    labs = page.tools.catalogues.labs
    typed = TypedResult(analyte="triglycerides", value="177.14", unit="mg/dL")
    page.tools.editor.do(log_panel([check(typed, Sample(day=TODAY), labs)]))
    page.trend.unit_chosen.emit("triglycerides", "mmol/L")
    assert shown(page, "triglycerides", TODAY).startswith("2.00")
    assert "Typed as 177.14\xa0mg/dL." in spoken(page, "triglycerides", TODAY)
    assert labs_in(page.tools)["triglycerides"].value == Decimal("177.14")


def test_the_unit_of_the_trend_can_be_chosen(page):
    page.trend.units.step(1)
    assert page.trend.chart.chart.unit == "µkat/L"


def test_the_trend_has_the_range_the_limit_and_the_letters(page):
    set_limit(page, 50)
    chart = page.trend.chart.chart
    assert [(point.letter, float(point.value)) for point in chart.points] == [
        ("", 18),
        ("", 24),
        ("H", 52),
    ]
    assert [(float(band.low), float(band.high)) for band in chart.bands] == [(7, 45)]
    assert chart.limits == ((50, "my limit"),)
    assert chart.values_on(LATEST).startswith("2\xa0Nov\xa02026: 52\xa0U/L, H, above the range")


def test_the_cursor_of_the_trend_reads_a_day_out(page):
    page.trend.chart.set_cursor(LATEST)
    assert "52\xa0U/L" in page.trend.reading.text()


def test_the_sample_of_a_column_is_corrected_as_one_step(page):
    page.results.ask_sample()
    dialog = opened(page, SampleDialog)
    dialog.sample.fasting.choose(False)
    dialog.accept()
    on_day = page.tools.diary.between(LabResult, LATEST, LATEST)
    assert [each.fasting for each in on_day] == [False, False]
    page.tools.editor.undo_stack.undo()
    assert labs_in(page.tools)["alt"].fasting is True


def test_a_limit_is_named_for_the_current_test_and_taken_away_by_emptying_it(page):
    page.results.ask_limit()
    dialog = opened(page, LimitDialog)
    assert (dialog.test.value(), dialog.unit.text) == ("alt", "U/L")
    dialog.high.set_text("100")
    dialog.accept()
    assert page.tools.diary.all(LabLimit)[0].high == 100
    again = LimitDialog(page.tools, "alt", page)
    again.high.set_text("")
    again.accept()
    assert not page.tools.diary.all(LabLimit)


def test_a_limit_that_is_no_number_is_refused_beside_it(page):
    dialog = LimitDialog(page.tools, "alt", page)
    dialog.show()
    dialog.high.set_text("much")
    dialog.accept()
    assert dialog.isVisible()
    assert "“much”" in dialog.high.problem.text()


def test_the_sex_for_default_ranges_can_be_said(page):
    describe(page, Patient(name="Anna"))
    page.tools.editor.do(noted([result(LATEST, "hb", "16", "g/dL")]))
    assert shown(page, "hb", LATEST) == "16"
    dialog = RangePersonDialog(page.tools, page)
    dialog.sex.choose(Sex.FEMALE)
    dialog.born.set_text("1996")
    dialog.accept()
    assert shown(page, "hb", LATEST) == "16 H*"
    assert page.tools.diary.all(Patient)[0].name == "Anna"


def test_an_empty_diary_offers_the_one_thing_to_do(empty_page):
    assert empty_page.empty.isVisible()
    assert not empty_page.results.isVisible()
    assert not empty_page.trend.isVisible()
    assert empty_page.add.hasFocus()
    press(ENTER)
    opened(empty_page, PanelDialog)


def test_a_planned_test_is_added_changed_and_deleted(page):
    page.planned.add.click()
    dialog = opened(page, TestDateDialog)
    dialog.what.set_text("lipids")
    dialog.accept()
    assert headings(page.planned) == ["23\xa0Nov\xa02026 · lipids"]
    page.planned.rows.ask_open()
    again = next(each for each in page.findChildren(TestDateDialog) if each.isVisible())
    again.what.set_text("lipids and ALT")
    again.accept()
    assert headings(page.planned) == ["23\xa0Nov\xa02026 · lipids and ALT"]
    page.planned.rows.ask_delete()
    assert headings(page.planned) == []
    page.tools.editor.undo_stack.undo()
    assert headings(page.planned) == ["23\xa0Nov\xa02026 · lipids and ALT"]


def test_tests_to_come_stand_before_those_that_are_past(page):
    plan(page, TODAY - timedelta(days=3), "past")
    plan(page, TODAY + timedelta(days=9), "later")
    plan(page, TODAY + timedelta(days=2), "soon")
    assert [each.split(" · ")[1] for each in headings(page.planned)] == ["soon", "later", "past"]
    assert headings(page.planned)[-1].endswith("· past")


def test_no_template_proposes_a_day_by_itself(page):
    page.ask_template()
    dialog = opened(page, ScheduleDialog)
    assert dialog.days.rows == []
    dialog.accept()
    assert dialog.isVisible()
    assert "Add the days" in dialog.days.problem.text()


def test_the_days_of_a_template_can_be_changed_and_left_out_before_they_are_saved(page):
    page.ask_template()
    dialog = opened(page, ScheduleDialog)
    dialog.template.choose("eu")
    assert dialog.days.rows
    for row in tuple(dialog.days.rows)[1:]:
        row.leave_out.click()
    dialog.days.rows[0].what.setText("ALT")
    dialog.accept()
    [test] = planned_tests(page.tools.diary)
    assert test.what == "ALT"


def test_the_weight_is_shown_in_pounds_where_that_is_chosen(page):
    page.weights.units.step(1)
    assert page.tools.settings.weight_unit == "lb"
    assert page.weights.chart.chart.unit == "lb"
    assert "140" in headings(page.weights)[0]


def test_a_single_weight_is_no_chart(page):
    assert page.weights.chart.isVisible()
    assert page.weights.reading.isVisible()
    first, *others = page.tools.diary.all(Weight, order="day")
    page.tools.editor.do(
        Change(act=Act.REMOVE_WEIGHT, edits=tuple(Edit(before=one) for one in others))
    )
    page.weights.reload()
    assert first.day
    assert not page.weights.chart.isVisible()
    assert not page.weights.reading.isVisible()


def test_a_weight_is_added_and_deleted(page):
    before = len(headings(page.weights))
    page.weights.add.click()
    dialog = opened(page, WeightDialog)
    dialog.weight.set_text("62")
    dialog.accept()
    assert headings(page.weights)[0] == "23\xa0Nov\xa02026: 62\xa0kg (−1.5\xa0kg)"
    page.weights.rows.choose_row(0)
    page.weights.rows.ask_delete()
    assert len(headings(page.weights)) == before
    assert kg(62) not in [each.grams for each in page.tools.diary.all(Weight)]


def test_a_corrected_result_keeps_its_decimals_and_its_id(page):
    old = labs_in(page.tools)["triglycerides"]
    dialog = ResultDialog(page.tools, old, page)
    dialog.value.set_text("1,50")
    dialog.accept()
    new = labs_in(page.tools)["triglycerides"]
    assert (new.id, str(new.value)) == (old.id, "1.50")


def test_a_result_moved_to_another_unit_is_asked_about_before_it_is_saved(page):
    dialog = ResultDialog(page.tools, labs_in(page.tools)["triglycerides"], page)
    dialog.show()
    dialog.unit.set_text("mg/dL")
    dialog.accept()
    assert dialog.isVisible()
    assert dialog.question.asking
    dialog.question.convert.click()
    dialog.range.set_text("")
    dialog.accept()
    new = labs_in(page.tools)["triglycerides"]
    assert (new.value, new.unit) == (Decimal(133), "mg/dL")


def test_everything_that_can_have_the_focus_has_a_name(page):
    nameless = [
        each
        for each in page.findChildren(QWidget)
        if each.focusPolicy() & Qt.FocusPolicy.TabFocus
        and each.isVisible()
        and not QAccessible.queryAccessibleInterface(each).text(QAccessible.Text.Name)
    ]
    assert nameless == []


def test_no_two_buttons_share_a_letter(page):
    keys = [
        each.shortcut().toString()
        for each in page.findChildren(QAbstractButton)
        if each.isVisible() and not each.shortcut().isEmpty()
    ]
    assert sorted(set(keys)) == sorted(keys)


@pytest.mark.parametrize("choice", [ThemeChoice.DARK, ThemeChoice.CONTRAST])
def test_the_names_of_the_tests_stay_in_sight_at_twice_the_font(page, choice):
    page.tools.theme.choose(choice)
    page.tools.theme.set_text_factor(2.0)
    page.resize(660, 500)
    page.grab()
    grid = page.results.grid
    press(RIGHT)
    assert 0 < grid.verticalHeader().width() < grid.width() / 2
    assert grid.columnWidth(0) > 0


def test_results_written_elsewhere_are_read_when_the_page_is_looked_at(page):
    page.hide()
    newer = replace(labs_in(page.tools)["alt"], value=Decimal(60))
    page.tools.editor.do(
        Change(act=Act.LOG_LAB, edits=(Edit(before=labs_in(page.tools)["alt"], after=newer),))
    )
    assert shown(page, "alt", LATEST).startswith("52")
    page.show()
    assert shown(page, "alt", LATEST).startswith("60")


def test_the_key_that_adds_a_blood_test_is_named_at_its_button(page):
    assert page.add.toolTip() == "Ctrl+B"
    assert page.paste.hint == "Ctrl+V"


def test_at_twice_the_font_the_head_takes_more_lines_and_not_more_width(qtbot, empty_page):
    page = empty_page
    page.tools.theme.set_text_factor(2.0)
    page.resize(660, 700)
    qtbot.waitUntil(lambda: page.paste.y() > 0)
    for button in (page.paste, page.add):
        right = button.mapTo(page, button.rect().topRight()).x()
        assert 0 < right < page.width()
    page.hide()  # its chart is not to be painted once more while the test is taken to pieces
