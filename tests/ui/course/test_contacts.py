"""The patient and whom to call, as they are typed."""

from __future__ import annotations

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QAbstractButton, QComboBox, QLabel, QLineEdit

from isodiary.domain.change import Act, Change, Edit
from isodiary.domain.record import Contact, ContactKind, Patient
from isodiary.ui.course.details import ContactsDialog


@pytest.fixture
def ask(qtbot, tools):
    def open_dialog():
        dialog = ContactsDialog(tools)
        qtbot.addWidget(dialog)
        with qtbot.waitExposed(dialog):
            dialog.show()
        return dialog

    return open_dialog


def type_over(qtbot, field, text):
    field.take_focus()
    qtbot.keyClick(field.edit, Qt.Key.Key_Backspace)
    qtbot.keyClicks(field.edit, text)


def save(qtbot, dialog):
    qtbot.keyClick(dialog.name.edit, Qt.Key.Key_Return)


def contacts(tools):
    return {(each.kind, each.name, each.phone) for each in tools.diary.all(Contact)}


def test_everything_typed_is_kept_as_one_change(qtbot, ask, tools):
    dialog = ask()
    for field, text in (
        (dialog.prescriber, "<b>Dr Ash</b>"),
        (dialog.prescriber_phone, "0123 456"),
        (dialog.emergency, "999"),
        (dialog.crisis, "116 123"),
        (dialog.other, "Mum"),
        (dialog.other_phone, "0777"),
        (dialog.name, "K. L."),
        (dialog.birth_year, "2008"),
    ):
        type_over(qtbot, field, text)
    dialog.country.choose("in")
    save(qtbot, dialog)
    assert tools.diary.all(Patient) == [Patient(name="K. L.", birth_year=2008, country="in")]
    assert contacts(tools) == {
        (ContactKind.PRESCRIBER, "<b>Dr Ash</b>", "0123 456"),
        (ContactKind.EMERGENCY, "", "999"),
        (ContactKind.CRISIS, "", "116 123"),
        (ContactKind.OTHER, "Mum", "0777"),
    }
    tools.editor.undo_stack.undo()
    assert not [*tools.diary.all(Patient), *tools.diary.all(Contact)]


def test_saving_nothing_changes_nothing(qtbot, ask, tools):
    save(qtbot, ask())
    assert not [*tools.diary.all(Patient), *tools.diary.all(Contact)]
    assert tools.editor.undo_stack.count() == 0


def test_the_countrys_emergency_number_is_shown_but_not_kept(qtbot, ask, tools):
    dialog = ask()
    assert dialog.emergency.edit.placeholderText() == "112, in the UK also 999"
    dialog.country.choose("us")
    assert dialog.emergency.edit.placeholderText() == "911"
    save(qtbot, dialog)
    assert not contacts(tools)


def test_what_is_in_the_diary_stands_in_the_fields_and_can_be_taken_away(qtbot, ask, tools):
    doctor = Contact(kind=ContactKind.PRESCRIBER, name="Dr Ash", phone="0123")
    edits = (Edit(after=doctor), Edit(after=Patient(name="Kim", country="ca")))
    tools.editor.do(Change(act=Act.CHANGE_CONTACTS, edits=edits))
    dialog = ask()
    shown = (dialog.prescriber.text, dialog.prescriber_phone.text, dialog.name.text)
    assert shown == ("Dr Ash", "0123", "Kim")
    assert dialog.country.value() == "ca"
    type_over(qtbot, dialog.prescriber, "")
    type_over(qtbot, dialog.prescriber_phone, "")
    save(qtbot, dialog)
    assert not contacts(tools)


def test_a_changed_contact_keeps_its_place_in_the_history(qtbot, ask, tools):
    doctor = Contact(kind=ContactKind.PRESCRIBER, name="Dr Ash", phone="0123")
    tools.editor.do(Change(act=Act.CHANGE_CONTACTS, edits=(Edit(after=doctor),)))
    dialog = ask()
    type_over(qtbot, dialog.prescriber_phone, "0999")
    save(qtbot, dialog)
    assert [(each.id, each.phone) for each in tools.diary.all(Contact)] == [(doctor.id, "0999")]


def test_contacts_that_are_not_asked_for_stay(qtbot, ask, tools):
    others = [Contact(kind=ContactKind.OTHER, name=name) for name in ("Mum", "Dad")]
    named = Contact(kind=ContactKind.CRISIS, name="Samaritans", phone="116 123")
    edits = tuple(Edit(after=each) for each in (*others, named))
    tools.editor.do(Change(act=Act.CHANGE_CONTACTS, edits=edits))
    dialog = ask()
    type_over(qtbot, dialog.crisis, "116 124")
    save(qtbot, dialog)
    assert {each[1:] for each in contacts(tools)} == {
        ("Mum", ""),
        ("Dad", ""),
        ("Samaritans", "116 124"),
    }


def test_what_is_no_year_is_said_beside_the_field(qtbot, ask, tools):
    dialog = ask()
    type_over(qtbot, dialog.birth_year, "08")
    save(qtbot, dialog)
    assert dialog.birth_year.problem.isVisible()
    assert not tools.diary.all(Patient)


def test_every_field_has_a_label_and_every_key_is_used_once(ask):
    dialog = ask()
    labelled = {label.buddy() for label in dialog.findChildren(QLabel)}
    for kind in (QLineEdit, QComboBox):
        assert labelled.issuperset(dialog.findChildren(kind))
    texts = [label.text() for label in dialog.findChildren(QLabel) if label.buddy()]
    texts += [button.text() for button in dialog.findChildren(QAbstractButton)]
    keys = [text.partition("&")[2][0].lower() for text in texts if "&" in text]
    assert len(set(keys)) == len(keys) == 12
