"""The paste dialog: what is taken, what is open, and what is not read, all in sight."""

from __future__ import annotations

from datetime import date
from itertools import pairwise

import pytest
from PySide6.QtCore import QCoreApplication, QEvent, Qt
from PySide6.QtWidgets import QComboBox

from isodiary.domain.lab import LabResult
from isodiary.domain.lab_history import LabHistory
from isodiary.services.labs.reading.report import Role
from isodiary.ui.labs.paste import PasteDialog
from isodiary.ui.labs.paste_text import LineMark
from tests.services.labs.reading.corpus import reports
from tests.ui.pictures import shapes_of, texts_of

GERMAN = next(each.text for each in reports("open") if each.name.startswith("de: picture"))
MYCHART = next(each.text for each in reports("kept") if each.name.startswith("us: mychart"))


@pytest.fixture
def paste(qtbot, tools):
    def paste(text):
        dialog = PasteDialog(tools, LabHistory(), text)
        qtbot.addWidget(dialog)
        dialog.show()
        return dialog

    return paste


def settle():
    QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)


def cells(dialog):
    model = dialog.taken.taken
    return [
        [model.index(row, column).data() for column in range(model.columnCount())]
        for row in range(model.rowCount())
    ]


def test_a_report_of_two_days_stands_beside_what_is_taken(paste):
    dialog = paste(GERMAN)
    assert [each[1:4] for each in cells(dialog)][:2] == [
        ["ALT (GPT)", "24", "19"],
        ["AST (GOT)", "21", "17"],
    ]
    assert dialog.samples.text().replace("\xa0", " ") == "12 Oct 2026, fasting · 14 Sep 2026"
    assert dialog.save.text() == "&Take 16 results of 2 days"
    assert dialog.count.text().startswith("1 line waits for its answer")


def test_what_is_open_is_asked_and_the_first_answer_has_the_focus(paste, qtbot):
    dialog = paste(GERMAN)
    dialog.activateWindow()
    assert [each.text() for each in dialog.asked.buttons] == [
        "1204, would be H",
        "1.204, would be L",
        "Leave out",
    ]
    assert dialog.focusWidget() is dialog.asked.buttons[0]
    dialog.asked.buttons[0].click()
    assert dialog.save.text() == "&Take 17 results of 2 days"
    assert not dialog.asked.isVisible()
    kept = {(each.after.analyte, each.after.day): each.after for each in dialog.answer().edits}
    ck = kept["ck", date(2026, 10, 12)]
    assert (str(ck.value), ck.unit, ck.flag, ck.fasting) == ("1204", "U/L", "H", True)
    ldl = kept["ldl_calc", date(2026, 9, 14)]
    assert (ldl.high_strict, ldl.fasting) == (False, None)


def test_a_near_miss_is_taken_only_when_it_is_said_to_be_so(paste):
    dialog = paste("Platlets 240 G/L\nALT 52 U/L")
    assert dialog.save.text() == "&Take 1 result"
    dialog.asked.buttons[0].click()
    assert dialog.save.text() == "&Take 2 results"


def test_every_line_has_its_mark(paste):
    dialog = paste(GERMAN)
    marks = dialog.report._marks
    assert marks[5] is LineMark.TAKEN
    assert marks[12] is LineMark.ASKED
    assert marks[14] is marks[15] is LineMark.UNREAD
    assert 1 not in marks


def test_a_line_that_is_not_read_can_be_kept(paste):
    dialog = paste(GERMAN)
    ratio, remark = dialog.session.report.unread
    dialog.unread.own_asked.emit(ratio)
    dialog.unread.note_asked.emit(remark)
    edits = [each.after for each in dialog.answer().edits]
    assert [str(each.value) for each in edits if each.analyte == "Cholesterin/HDL"] == [
        "3.1",
        "2.6",
    ]
    assert edits[0].note == "Probe leicht lipämisch."


def test_a_line_can_be_left_out(paste):
    dialog = paste("ALT 52 U/L\nAST 41 U/L")
    model = dialog.taken.taken
    off = Qt.CheckState.Unchecked.value
    assert model.setData(model.index(0, 0), off, Qt.ItemDataRole.CheckStateRole)
    assert dialog.save.text() == "&Take 1 result"
    assert [each.after.analyte for each in dialog.answer().edits] == ["ast"]


def test_what_stands_in_a_column_can_be_said(paste):
    dialog = paste("Test  Vorwert  Wert  Einheit\nGPT   19   24   U/l")
    assert [box.currentText() for box in dialog.columns.boxes] == [
        "test",
        "earlier value",
        "value",
        "unit",
    ]
    for place, role in ((1, Role.VALUE), (2, Role.OTHER)):
        box = dialog.columns.boxes[place]
        box.setCurrentIndex(box.findData(role.value))
        box.activated.emit(box.currentIndex())
    assert [str(each.after.value) for each in dialog.answer().edits] == ["19"]


def test_columns_without_heads_can_be_said(paste):
    dialog = paste("GPT 58 31 U/l\nGOT 31 22 U/l\nGGT 22 19 U/l\n")
    assert [box.currentText() for box in dialog.columns.boxes] == ["test", "value", "not read"]
    assert not dialog.save.isEnabled()
    dialog.columns.chosen.emit(2, Role.PREVIOUS.value)
    assert [str(each.after.value) for each in dialog.answer().edits] == ["58", "31", "22"]


def test_of_several_results_of_a_line_each_has_its_box(paste):
    dialog = paste("ALT 52 U/L, AST 31 U/L, GGT 22 U/L")
    model = dialog.taken.taken
    off = Qt.CheckState.Unchecked.value
    assert model.setData(model.index(1, 0), off, Qt.ItemDataRole.CheckStateRole)
    assert [each.after.analyte for each in dialog.answer().edits] == ["alt", "ggt"]


def test_a_text_without_a_result_is_not_taken(paste):
    dialog = paste("hello\nworld\n")
    assert not dialog.save.isEnabled()
    dialog.accept()
    assert dialog.isVisible()
    assert "Nothing can be taken yet" in dialog.problem.text()


def test_the_text_can_be_edited_and_answers_to_other_lines_stay(paste):
    dialog = paste("CK 1.204 U/l < 190\nALT 5 U/L")
    dialog.asked.buttons[0].click()
    assert dialog.save.text() == "&Take 2 results"
    dialog.report.setPlainText("CK 1.204 U/l < 190\nALT 50 U/L")
    assert dialog.save.text() == "&Take 2 results"
    dialog.report.setPlainText("CK 1.304 U/l < 190\nALT 50 U/L")
    assert dialog.save.text() == "&Take 1 result"


@pytest.mark.parametrize("size", [(760, 560), (940, 640)])
@pytest.mark.parametrize("name", ["x" * 300, "Triglyceride " * 20])
def test_an_absurd_name_pushes_no_column_off_the_screen(paste, size, name):
    dialog = paste(f"ALT 52 U/L 7-45\n{name} 1.9 mmol/L 1-2\n")
    dialog.session.keep_own(dialog.session.report.unread[0])
    dialog._show()
    dialog.resize(*size)
    settle()
    table = dialog.taken
    last = table.taken.columnCount() - 1
    right = table.columnViewportPosition(last) + table.columnWidth(last)
    assert right <= table.viewport().width()
    assert dialog.width() == size[0]


def test_two_days_and_their_units_fit_into_the_smallest_window(paste):
    dialog = paste(GERMAN)
    dialog.resize(760, 560)
    settle()
    table = dialog.taken
    last = table.taken.columnCount() - 1
    right = table.columnViewportPosition(last) + table.columnWidth(last)
    assert right <= table.viewport().width()


def test_a_report_of_blocks_is_taken(paste):
    dialog = paste(MYCHART)
    assert len(dialog.answer().edits) == 5
    assert isinstance(dialog.answer().edits[0].after, LabResult)


def test_every_line_has_its_number_and_its_mark_painted_beside_it(paste, monkeypatch):
    dialog = paste(GERMAN)
    report = dialog.report
    high, wide, side = report.fontMetrics().height(), report.gutter_width(), report.mark_width()
    assert side == high + 4
    lines = report.blockCount()
    digits = report.fontMetrics().horizontalAdvance("9") * len(str(lines))
    assert wide == digits + side + 16
    gutter = report._gutter
    assert (gutter.width(), gutter.height()) == (wide, report.contentsRect().height())
    found = texts_of(monkeypatch, gutter)
    numbers = [said for said in found if said.text.isdigit()]
    shown = [int(said.text) for said in numbers]
    assert shown == list(range(1, len(shown) + 1))
    # all in sight, and none that is not
    assert (len(shown) - 1) * numbers[0].area.height() < gutter.height()
    assert len(shown) in {lines, int(gutter.height() / numbers[0].area.height()) + 1}
    tops = [said.area.top() for said in numbers]
    steps = {round(after - before) for before, after in pairwise(tops)}
    assert steps == {round(numbers[0].area.height())}
    assert {(said.area.left(), said.area.right()) for said in numbers} == {(4, wide - side - 6)}
    marks = {said.area.top(): said for said in found if not said.text.isdigit()}
    for number, mark in report._marks.items():
        if number in shown:
            said = marks.pop(tops[number - 1])
            assert said.text == mark.value
            assert said.area.right() <= wide
            assert said.area.width() == side
    assert not marks


def test_the_mark_of_an_open_line_is_framed(paste, monkeypatch):
    dialog = paste(GERMAN)
    report = dialog.report
    asked = [mark for mark in report._marks.values() if mark is LineMark.ASKED]
    frames = [
        shape for shape in shapes_of(monkeypatch, report._gutter.grab) if shape.kind == "rect"
    ]
    assert len(frames) == len(asked) > 0
    side = report.mark_width()
    assert {shape.area.width() for shape in frames} == {side - 6}


def test_a_line_that_is_gone_to_is_in_sight(paste):
    dialog = paste(GERMAN)
    report = dialog.report
    last = report.blockCount()
    report.go_to(last)
    assert report.textCursor().blockNumber() == last - 1
    report.go_to(last + 1)
    assert report.textCursor().blockNumber() == last - 1


def test_a_line_that_is_asked_about_cannot_be_ticked_and_every_other_one_can(paste):
    dialog = paste(GERMAN)
    model = dialog.taken.taken
    assert {line.asked for line in model.lines} == {False, True}
    for row, line in enumerate(model.lines):
        tick, name = model.index(row, 0), model.index(row, 1)
        plain = Qt.ItemFlag.ItemIsEnabled | Qt.ItemFlag.ItemIsSelectable
        ticked = plain if line.asked else plain | Qt.ItemFlag.ItemIsUserCheckable
        assert (model.flags(tick), model.flags(name)) == (ticked, plain)
        shown = {True: Qt.CheckState.Checked, False: Qt.CheckState.Unchecked}[line.wanted]
        assert tick.data(Qt.ItemDataRole.CheckStateRole) == (None if line.asked else shown)
        assert name.data(Qt.ItemDataRole.CheckStateRole) is None
    assert model.headerData(0, Qt.Orientation.Vertical) is None
    aligned = [
        model.headerData(place, Qt.Orientation.Horizontal, Qt.ItemDataRole.TextAlignmentRole)
        for place in (0, 1, 2)
    ]
    assert aligned[0] == aligned[2] != aligned[1]


def test_the_line_of_the_row_that_is_looked_at_comes_into_sight(paste):
    dialog = paste(GERMAN)
    model = dialog.taken.taken
    for row in (model.rowCount() - 1, 0):
        dialog.taken.setCurrentIndex(model.index(row, 1))
        assert dialog.report.textCursor().blockNumber() == model.lines[row].line - 1


def test_another_test_is_chosen_from_all_that_there_are(paste):
    dialog = paste("Gesamt-Cholestrin 190 mg/dl\nGPTT 24 U/l")
    heard = []
    dialog.asked.answered.connect(lambda question, answer: heard.append(answer))
    box, *_ = [
        each for each in dialog.findChildren(QComboBox) if each.accessibleName() == "Another test"
    ]
    box.activated.emit(0)
    assert heard == []
    box.activated.emit(box.findData("alt"))
    assert heard == ["alt"]
