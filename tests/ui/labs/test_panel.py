"""A whole blood test is typed with the keyboard alone; what is pasted is looked through first."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from functools import partial

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QComboBox, QDialog, QLineEdit

from isodiary.domain.change import Act, Change, Edit
from isodiary.domain.lab import Comparator, LabResult, PlannedTest
from isodiary.services.labs.entry import Sample
from isodiary.ui.labs.panel import PanelDialog, panel_for
from isodiary.ui.labs.paste import PasteDialog
from tests.ui.keys import DOWN, ENTER, UP, press
from tests.ui.labs.samples import LAB, LATEST, TODAY, labs_in, noted, samples

CTRL = Qt.KeyboardModifier.ControlModifier
REPORT = "ALT\t52\tU/L\t7-45\nVitamin D; 31; ng/mL; 30-100\nsigned by the doctor\n"


@pytest.fixture
def lab_desk(course_desk):
    assert course_desk.editor.do(noted(samples()))
    return course_desk


@pytest.fixture
def ask(qtbot):
    def ask(dialog):
        qtbot.addWidget(dialog)
        dialog.show()
        dialog.activateWindow()
        # the focus of a window that was there before does not count
        qtbot.waitActive(dialog)
        qtbot.waitUntil(partial(has_focus, dialog))
        return dialog

    return ask


def has_focus(dialog):
    held = QApplication.focusWidget()
    return held is not None and dialog.isAncestorOf(held)


def type_here(text):
    QTest.keyClicks(focused(), text)


def focused():
    held = QApplication.focusWidget()
    assert held is not None, "nothing has the focus"
    return held


def save():
    QTest.keyClick(focused(), ENTER, CTRL)


def row(dialog, analyte):
    found = dialog.rows.row_of(analyte)
    assert found is not None
    return found


def paste(text):
    QGuiApplication.clipboard().setText(text)
    QTest.keyClick(focused(), Qt.Key.Key_V, CTRL)


def tab_to(widget):
    for _ in range(40):
        if QApplication.focusWidget() is widget:
            return
        press(Qt.Key.Key_Tab)
    raise AssertionError("the Tab key does not lead there")


def test_a_whole_blood_test_is_typed_with_the_keyboard_alone(lab_desk, ask):
    dialog = ask(PanelDialog(lab_desk))
    type_here("20.11.")
    tab_to(row(dialog, "alt").value)
    type_here("40")
    press(ENTER)
    type_here("1,9")
    save()
    assert not dialog.isVisible()
    alt, fats = labs_in(lab_desk)["alt"], labs_in(lab_desk)["triglycerides"]
    assert (alt.day, alt.value, alt.unit) == (date(2026, 11, 20), Decimal(40), "U/L")
    assert (fats.value, str(fats.value), fats.unit) == (Decimal("1.9"), "1.9", "mmol/L")


def test_one_blood_test_is_one_step_to_undo(lab_desk, ask):
    dialog = ask(PanelDialog(lab_desk))
    row(dialog, "alt").value.setText("40")
    row(dialog, "ast").value.setText("30")
    dialog.accept()
    lab_desk.editor.undo_stack.undo()
    assert labs_in(lab_desk)["alt"].value == 52
    assert "ast" not in labs_in(lab_desk)


def test_the_tests_of_the_last_sample_come_first_with_their_unit_and_range(lab_desk, ask):
    dialog = ask(PanelDialog(lab_desk))
    first, second = dialog.rows.rows[:2]
    assert [first.analyte, second.analyte] == ["alt", "triglycerides"]
    assert (first.unit.currentText(), first.range.text()) == ("U/L", "7–45")
    assert dialog.sample.lab.text == LAB


def test_the_range_of_another_laboratory_is_not_taken_for_its_own(lab_desk, ask):
    dialog = ask(PanelDialog(lab_desk))
    dialog.sample.lab.set_text("Another one")
    dialog.sample.lab.edit.editingFinished.emit()
    assert row(dialog, "alt").range.text() == ""
    dialog.sample.lab.set_text(LAB)
    dialog.sample.lab.edit.editingFinished.emit()
    assert row(dialog, "alt").range.text() == "7–45"


def test_a_range_typed_by_hand_stays_when_the_laboratory_changes(lab_desk, ask):
    dialog = ask(PanelDialog(lab_desk))
    row(dialog, "alt").range.setText("5-50")
    dialog.sample.lab.set_text("Another one")
    dialog.sample.lab.edit.editingFinished.emit()
    assert row(dialog, "alt").range.text() == "5-50"


def test_up_and_down_lead_from_value_to_value(lab_desk, ask):
    dialog = ask(PanelDialog(lab_desk))
    dialog.rows.rows[0].value.setFocus()
    press(DOWN, DOWN, UP)
    assert dialog.rows.rows[1].value.hasFocus()


def test_a_value_below_what_can_be_measured_keeps_its_sign(lab_desk, ask):
    dialog = ask(PanelDialog(lab_desk))
    row(dialog, "crp").value.setText("< 5")
    dialog.accept()
    crp = labs_in(lab_desk)["crp"]
    assert (crp.comparator, crp.value) == (Comparator.BELOW, Decimal(5))


def test_an_empty_value_is_no_result(lab_desk, ask):
    dialog = ask(PanelDialog(lab_desk))
    row(dialog, "ast").value.setText("30")
    dialog.accept()
    assert len(lab_desk.diary.between(LabResult, TODAY, TODAY)) == 1


def test_no_result_at_all_is_said_and_the_dialog_stays(lab_desk, ask):
    dialog = ask(PanelDialog(lab_desk))
    dialog.accept()
    assert dialog.isVisible()
    assert "at least one result" in dialog.problem.text()


def test_what_cannot_be_read_is_said_beside_it_and_kept(lab_desk, ask):
    dialog = ask(PanelDialog(lab_desk))
    row(dialog, "alt").value.setText("40")
    row(dialog, "ast").value.setText("abc")
    dialog.accept()
    assert "“abc” is not a result" in row(dialog, "ast").problem.text()
    assert row(dialog, "ast").value.hasFocus()
    assert (row(dialog, "alt").value.text(), row(dialog, "ast").value.text()) == ("40", "abc")
    assert labs_in(lab_desk)["alt"].value == 52


def test_an_unusual_value_is_asked_about_once_and_never_blocked(lab_desk, ask):
    dialog = ask(PanelDialog(lab_desk))
    row(dialog, "alt").value.setText("9000")
    dialog.accept()
    assert dialog.isVisible()
    assert "ALT 9000 U/L is unusual." in dialog.problem.text()
    dialog.accept()
    assert labs_in(lab_desk)["alt"].value == 9000


def test_a_unit_changed_after_the_value_is_asked_about(lab_desk, ask):
    dialog = ask(PanelDialog(lab_desk))
    fats = row(dialog, "triglycerides")
    fats.value.setText("2")
    fats.unit.setCurrentText("mg/dL")
    fats.unit.activated.emit(1)
    dialog.accept()
    assert dialog.isVisible()
    assert fats.asked
    fats.question.convert.click()
    assert fats.value.text() == "177"
    assert not fats.asked


def test_a_number_can_be_kept_in_the_new_unit(lab_desk, ask):
    dialog = ask(PanelDialog(lab_desk))
    fats = row(dialog, "triglycerides")
    fats.value.setText("150")
    fats.unit.setCurrentText("mg/dL")
    fats.unit.activated.emit(1)
    assert fats.range.text() == ""  # that of the laboratory was in the other unit
    fats.question.keep.click()
    dialog.accept()
    kept = labs_in(lab_desk)["triglycerides"]
    assert (kept.value, kept.unit) == (Decimal(150), "mg/dL")


def test_a_unit_typed_last_and_saved_at_once_is_asked_about_too(lab_desk, ask):
    dialog = ask(PanelDialog(lab_desk))
    fats = row(dialog, "triglycerides")
    fats.value.setText("2")
    fats.unit.setFocus()
    fats.unit.lineEdit().selectAll()
    type_here("mg/dL")
    save()
    assert fats.asked
    assert labs_in(lab_desk)["triglycerides"].unit == "mmol/L"


def test_an_open_question_is_no_silent_answer(lab_desk, ask):
    dialog = ask(PanelDialog(lab_desk))
    fats = row(dialog, "triglycerides")
    fats.value.setText("2")
    fats.unit.setCurrentText("mg/dL")
    fats.unit.activated.emit(1)
    dialog.accept()
    assert labs_in(lab_desk)["triglycerides"].unit == "mmol/L"
    assert dialog.rows.wrong


def test_the_dialog_keeps_its_height_while_one_types(lab_desk, ask):
    dialog = ask(PanelDialog(lab_desk))
    settled()
    height = dialog.height()
    fats = row(dialog, "triglycerides")
    for typed in ("x", "1,", "1,9 x", "?", ""):
        fats.value.setText(typed)
        fats.value.textEdited.emit(typed)
        dialog.accept()
        settled()
        assert dialog.height() == height
    fats.value.setText("2")
    fats.unit.setCurrentText("mg/dL")
    fats.unit.activated.emit(1)
    settled()
    assert fats.asked
    assert dialog.height() == height


def test_a_planned_test_turns_into_its_results(lab_desk, ask):
    planned = PlannedTest(day=TODAY, what="lipids")
    assert lab_desk.editor.do(Change(act=Act.LOG_LAB, edits=(Edit(after=planned),)))
    dialog = PanelDialog(lab_desk, planned=planned)
    row(dialog, "alt").value.setText("30")
    change = dialog.change()
    assert lab_desk.editor.do(change)
    assert lab_desk.diary.all(PlannedTest) == []
    assert labs_in(lab_desk)["alt"].day == TODAY
    assert lab_desk.editor.do(change.inverse())
    assert lab_desk.diary.all(PlannedTest) == [planned]
    dialog.deleteLater()


def settled():
    for _ in range(3):
        QApplication.processEvents()


def test_another_test_is_found_by_typing_and_gets_the_focus(lab_desk, ask):
    dialog = ask(PanelDialog(lab_desk))
    dialog.search.take_focus()
    type_here("plate")
    press(ENTER)
    assert row(dialog, "platelets").value.hasFocus()


def test_a_test_of_ones_own_is_added_by_its_name(lab_desk, ask):
    dialog = ask(PanelDialog(lab_desk))
    dialog.search.take_focus()
    type_here("Ferritin")
    press(ENTER)
    type_here("22")
    save()
    assert labs_in(lab_desk)["Ferritin"].value == 22


def test_enter_after_the_last_value_leads_to_the_search_and_then_to_save(lab_desk, ask):
    dialog = ask(PanelDialog(lab_desk))
    dialog.rows.rows[-1].value.setFocus()
    press(ENTER)
    assert dialog.search.line.hasFocus()
    press(ENTER)
    assert dialog.save.hasFocus()


def test_a_pasted_report_is_shown_before_it_is_taken(lab_desk, ask, monkeypatch):
    shown: list[object] = []
    monkeypatch.setattr(PasteDialog, "open", look_into(shown, QDialog.DialogCode.Accepted))
    dialog = ask(PanelDialog(lab_desk))
    dialog.rows.rows[0].value.setFocus()
    paste(REPORT)
    assert shown == [["ALT (GPT)"]]
    alt = labs_in(lab_desk)["alt"]
    assert (alt.day, alt.value) == (TODAY, Decimal(52))
    assert not dialog.isVisible()  # nothing else was typed in it


def test_a_panel_with_values_stays_when_a_report_is_taken(lab_desk, ask, monkeypatch):
    monkeypatch.setattr(PasteDialog, "open", look_into([], QDialog.DialogCode.Accepted))
    dialog = ask(PanelDialog(lab_desk))
    row(dialog, "triglycerides").value.setText("1.1")
    dialog.ask_paste_of(REPORT)
    assert dialog.isVisible()
    assert row(dialog, "triglycerides").value.text() == "1.1"


def test_a_report_that_is_cancelled_changes_nothing(lab_desk, ask, monkeypatch):
    monkeypatch.setattr(PasteDialog, "open", look_into([], QDialog.DialogCode.Rejected))
    dialog = ask(PanelDialog(lab_desk))
    dialog.rows.rows[0].value.setFocus()
    paste(REPORT)
    assert row(dialog, "alt").value.text() == ""


def test_a_single_pasted_value_is_simply_typed(lab_desk, ask):
    dialog = ask(PanelDialog(lab_desk))
    dialog.rows.rows[0].value.setFocus()
    paste("47")
    assert dialog.rows.rows[0].value.text() == "47"


def test_a_result_can_be_added_to_a_sample_with_its_circumstances(lab_desk, ask):
    dialog = ask(panel_for(lab_desk, LATEST))
    assert dialog.sample.value() == Sample(day=LATEST, fasting=True, lab=LAB)


def test_everything_that_can_have_the_focus_has_a_name(lab_desk, ask):
    dialog = ask(PanelDialog(lab_desk))
    assert all(line.accessibleName() for line in dialog.rows.findChildren(QLineEdit))
    assert all(box.accessibleName() for box in dialog.rows.findChildren(QComboBox))


def look_into(shown, answer):
    def look(dialog):
        shown.append([each.name for each in dialog.session.lines])
        (dialog.accept if answer is QDialog.DialogCode.Accepted else dialog.reject)()

    return look
