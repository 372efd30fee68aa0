"""The page of warning signs: the country's texts, and the patient's own numbers first."""

from __future__ import annotations

from datetime import date

import pytest
from PySide6.QtCore import QCoreApplication, QEvent, Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QAbstractButton, QComboBox, QDialog, QLabel

from isodiary.domain.change import Act, Change, Edit
from isodiary.domain.record import Contact, ContactKind, Patient
from isodiary.domain.symptom import SymptomEntry
from isodiary.ui.course.details import ContactsDialog
from isodiary.ui.kit.card import Card, Ground
from isodiary.ui.warnings.page import WarningPage
from isodiary.ui.warnings.panel import WarningPanel

DAY = date(2026, 11, 23)
DOCTOR = Contact(kind=ContactKind.PRESCRIBER, name="<b>Dr Ash</b>", phone="0123 456")


@pytest.fixture
def page(qtbot, tools):
    return shown(qtbot, WarningPage(tools))


def shown(qtbot, widget):
    qtbot.addWidget(widget)
    widget.resize(560, 520)
    with qtbot.waitExposed(widget):
        widget.show()
    return widget


def texts(widget):
    return [label.text() for label in widget.findChildren(QLabel) if label.isVisible()]


def settle():
    """Let what was let go be gone, and the rest take its place."""
    QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)
    QCoreApplication.processEvents()


def enter(tools, *entries):
    edits = tuple(Edit(after=entry) for entry in entries)
    assert tools.editor.do(Change(act=Act.CHANGE_CONTACTS, edits=edits))


@pytest.mark.parametrize("country_id", ["eu_uk", "eu", "uk", "us", "ca", "in"])
def test_every_text_of_the_country_is_on_the_page(page, tools, country_id):
    enter(tools, Patient(country=country_id))
    country = tools.catalogues.leaflet.countries[country_id]
    said = texts(page)
    expected = [country.title, *country.opening, country.missed_dose, country.not_advice]
    expected += [country.combinations_heading, *country.combinations, country.emergency]
    expected += [text for each in country.sections for text in (each.heading, each.opening)]
    expected += country.lines.values()
    if country.crisis:
        expected.append(f"{country.crisis_name}, {country.crisis}")
    assert not set(expected) - set(said)


@pytest.mark.parametrize(("country_id", "span"), [("eu_uk", "1\xa0month"), ("in", "6\xa0months")])
def test_the_time_after_the_last_capsule_is_the_countrys(page, tools, country_id, span):
    enter(tools, Patient(country=country_id))
    assert any(f"for {span} after the last capsule" in text for text in texts(page))


def test_before_a_country_is_chosen_no_time_is_named(page):  # red before
    said = " ".join(texts(page))
    assert "month" not in said
    assert "No country is chosen yet." in said


def test_before_a_country_is_chosen_the_first_set_is_shown(page, tools):
    assert page.country.currentData() == "eu_uk"
    assert not tools.diary.all(Patient)


def test_a_country_of_a_newer_catalogue_does_not_hide_the_page(page, tools):
    enter(tools, Patient(country="atlantis"))
    assert tools.catalogues.leaflet.countries["eu_uk"].emergency in texts(page)


def test_choosing_a_country_keeps_it_in_the_diary_and_can_be_undone(qtbot, page, tools):
    page.country.setFocus()
    qtbot.keyClicks(page.country, "United")
    qtbot.keyClick(page.country, Qt.Key.Key_Return)
    assert [patient.country for patient in tools.diary.all(Patient)] == ["uk"]
    assert "999" in texts(page)
    tools.editor.undo_stack.undo()
    assert page.country.currentData() == "eu_uk"


def test_choosing_a_country_keeps_name_and_year(qtbot, page, tools):
    enter(tools, Patient(name="Kim", birth_year=2008))
    page.country.setFocus()
    qtbot.keyClicks(page.country, "India")
    qtbot.keyClick(page.country, Qt.Key.Key_Return)
    assert tools.diary.all(Patient) == [Patient(name="Kim", birth_year=2008, country="in")]


def test_the_patients_contacts_stand_first_and_as_they_were_typed(page, tools):
    enter(tools, DOCTOR)
    settle()
    label = next(label for label in page.findChildren(QLabel) if "Dr Ash" in label.text())
    assert label.text() == "<b>Dr Ash</b>, 0123 456"
    assert label.textFormat() is Qt.TextFormat.PlainText
    assert label.mapTo(page, label.rect().bottomLeft()).y() < page.height() / 2


def test_an_emergency_number_of_ones_own_stands_for_the_countrys(page, tools):
    enter(tools, Contact(kind=ContactKind.EMERGENCY, phone="000"))
    assert "000" in texts(page)
    assert tools.catalogues.leaflet.countries["eu_uk"].emergency not in texts(page)


def test_missing_contacts_are_asked_for_and_known_ones_can_be_changed(page, tools):
    assert page.enter_contacts.text().replace("&", "") == "Enter your contacts…"
    enter(tools, DOCTOR, Contact(kind=ContactKind.CRISIS, phone="116 123"))
    assert page.enter_contacts.text().replace("&", "") == "Change contacts…"


def test_the_button_opens_the_contacts(qtbot, page, monkeypatch):
    opened = []
    monkeypatch.setattr(ContactsDialog, "open", lambda dialog: opened.append(dialog))
    page.enter_contacts.setFocus()
    qtbot.keyClick(page.enter_contacts, Qt.Key.Key_Space)
    assert len(opened) == 1
    assert isinstance(opened[0], QDialog)


def test_a_symptom_comes_first_on_a_ground_of_its_own(page, tools):
    page.show_for("vision_blurred")
    settle()
    (card,) = [card for card in page.findChildren(Card) if card.ground is Ground.WARNING]
    line = tools.catalogues.leaflet.countries["eu_uk"].lines["vision_blurred"]
    assert texts(card) == ["Blurred vision", f"Leaflets say: {line}"]
    assert card.y() == 0


@pytest.mark.parametrize("symptom_id", ["", "lips_dry", "no_such_symptom"])
def test_what_is_no_warning_sign_shows_the_page_as_it_is(page, symptom_id):
    page.show_for("vision_blurred")
    page.show_for(symptom_id)
    grounds = {card.ground for card in page.findChildren(Card) if card.isVisible()}
    assert grounds == {Ground.PLAIN}


def test_showing_a_symptom_scrolls_to_the_top(qtbot, page):
    qtbot.keyClick(page, Qt.Key.Key_End)
    assert page.column.area.verticalScrollBar().value() > 0
    page.show_for("jaundice")
    assert page.column.area.verticalScrollBar().value() == 0


def test_escape_and_back_leave_the_page(qtbot, page):
    with qtbot.waitSignal(page.left):
        qtbot.keyClick(page, Qt.Key.Key_Escape)
    page.focus_first()
    with qtbot.waitSignal(page.left):
        qtbot.keyClick(page.focusWidget(), Qt.Key.Key_Space)


def test_the_page_is_read_to_its_end_by_keyboard(qtbot, page):
    page.focus_first()
    bar = page.column.area.verticalScrollBar()
    for _ in range(40):
        qtbot.keyClick(page.focusWidget(), Qt.Key.Key_PageDown)
    assert bar.value() == bar.maximum() > 0


def test_the_whole_page_can_be_copied_as_text(qtbot, page, tools):
    enter(tools, DOCTOR)
    qtbot.keyClick(page, Qt.Key.Key_C, Qt.KeyboardModifier.ControlModifier)
    copied = QGuiApplication.clipboard().text()
    country = tools.catalogues.leaflet.countries["eu_uk"]
    wanted = [*country.lines.values(), *country.combinations, country.missed_dose]
    assert all(text in copied for text in [*wanted, country.not_advice, "<b>Dr Ash</b>, 0123 456"])


def test_every_line_can_be_selected_and_none_is_markup(page):
    page.show_for("mood_low")
    lines = [label for label in page.column.findChildren(QLabel) if label.wordWrap()]
    assert all(label.textFormat() is Qt.TextFormat.PlainText for label in lines)
    chosen = Qt.TextInteractionFlag.TextSelectableByMouse
    assert sum(bool(label.textInteractionFlags() & chosen) for label in lines) > 60


@pytest.mark.parametrize("factor", [1.0, 2.0])
def test_nothing_is_cut_off_at_the_side(page, tools, factor):
    tools.theme.set_text_factor(factor)
    content = page.column.area.widget()
    assert content.minimumSizeHint().width() <= page.column.area.viewport().width()


def test_whatever_can_have_the_focus_has_a_name(page):
    labelled = {label.buddy() for label in page.findChildren(QLabel)}
    assert all(box in labelled for box in page.findChildren(QComboBox))
    assert all(button.text() for button in page.findChildren(QAbstractButton))


@pytest.fixture
def panel(qtbot, tools):
    panel = WarningPanel(tools)
    qtbot.addWidget(panel)
    return panel


def entry(symptom, severity):
    return SymptomEntry(day=DAY, symptom=symptom, severity=severity)


def calls_of(panel):
    return panel.phone.text().splitlines()


def test_the_panel_is_hidden_until_there_is_something_to_say(panel):
    assert not panel.isVisible()


@pytest.mark.parametrize("country_id", ["eu", "uk", "us"])
def test_the_panel_says_the_answer_the_line_and_whom_to_call(panel, tools, country_id):
    enter(tools, DOCTOR, Patient(country=country_id))
    panel.show_sign(entry("mood_low", 2))
    country = tools.catalogues.leaflet.countries[country_id]
    assert panel.name.text() == "Low mood, moderate"
    assert panel.line.text() == f"Leaflets say: {country.lines['mood_low']}"
    assert calls_of(panel)[0] == "Your prescriber: <b>Dr Ash</b>, 0123 456"
    assert calls_of(panel)[-1] == f"Emergency number: {country.emergency}"
    assert panel.phone.textFormat() is Qt.TextFormat.PlainText
    assert panel.ground is Ground.WARNING


def test_at_three_the_crisis_line_stands_first(panel, tools):  # red before
    enter(tools, DOCTOR, Patient(country="us"))
    panel.show_sign(entry("mood_low", 3))
    assert calls_of(panel)[:2] == ["Crisis line: 988 Lifeline, 988", "Emergency number: 911"]
    panel.show_sign(entry("headache", 3))
    assert calls_of(panel) == ["Your prescriber: <b>Dr Ash</b>, 0123 456", "Emergency number: 911"]


def test_missing_contacts_keep_their_place_and_are_asked_for(qtbot, panel, tools):  # red before
    enter(tools, Patient(country="eu"))
    panel.show_sign(entry("mood_low", 3))
    assert calls_of(panel)[0] == "Crisis line: not entered yet"
    assert "Your prescriber: not entered yet" in calls_of(panel)
    with qtbot.waitSignal(panel.contacts_asked):
        qtbot.keyClick(panel.contacts_button, Qt.Key.Key_Space)
    enter(tools, DOCTOR, Contact(kind=ContactKind.CRISIS, phone="116 123"))
    panel.tell_again()
    assert calls_of(panel)[0] == "Crisis line: 116 123"
    assert not panel.contacts_button.isVisibleTo(panel)


def test_a_headache_of_three_has_the_line_of_the_severe_one(qtbot, panel, tools):  # red before
    enter(tools, Patient(country="eu"))
    panel.show_sign(entry("headache", 3))
    line = tools.catalogues.leaflet.countries["eu"].lines["headache_severe"]
    assert panel.name.text() == "Headache, severe"
    assert panel.line.text() == f"Leaflets say: {line}"
    with qtbot.waitSignal(panel.page_asked) as asked:
        qtbot.keyClick(panel.page_button, Qt.Key.Key_Space)
    assert asked.args == ["headache_severe"]


def test_a_mild_low_mood_is_one_quiet_line(panel, tools):  # red before
    enter(tools, DOCTOR, Patient(country="uk"))
    assert panel.show_mild(entry("mood_low", 1))
    assert panel.ground is Ground.PLAIN
    assert panel.line.text() == (
        "Leaflets ask to tell the doctor about a low mood. · Your prescriber: <b>Dr Ash</b>, 0123"
        " 456"
    )
    assert [text for text in texts(panel) if text] == [panel.line.text()]
    assert not any(button.isVisibleTo(panel) for button in panel.buttons)


def test_a_mild_answer_that_leaflets_do_not_ask_about_says_nothing(panel):
    assert not panel.show_mild(entry("headache", 2))
    assert not panel.isVisible()


def test_the_loud_panel_comes_back_after_the_quiet_line(panel, tools):
    panel.show_mild(entry("mood_low", 1))
    panel.show_sign(entry("mood_low", 2))
    assert panel.ground is Ground.WARNING
    assert panel.name.isVisibleTo(panel)
    assert all(button.isVisibleTo(panel) for button in panel.buttons)


def test_before_a_country_is_chosen_the_panel_says_whose_number_it_is(panel, tools):
    panel.show_sign(entry("mood_low", 2))
    assert calls_of(panel)[-1].startswith("No country is chosen yet.")
    assert panel.contacts_button.isVisibleTo(panel)


def test_the_panel_leads_to_the_page(qtbot, panel):
    panel.show_sign(entry("mood_low", 2))
    with qtbot.waitSignal(panel.page_asked) as asked:
        qtbot.keyClick(panel.page_button, Qt.Key.Key_Space)
    assert asked.args == ["mood_low"]


def test_the_panel_is_closed_by_its_button(qtbot, panel):
    panel.show_sign(entry("mood_low", 2))
    qtbot.keyClick(panel.close_button, Qt.Key.Key_Space)
    assert not panel.isVisible()


def test_the_panel_leaves_the_focus_where_it_is(qtbot, page, panel):
    panel.setParent(page)
    page.copy_all.setFocus()
    panel.show_sign(entry("mood_low", 2))
    assert page.focusWidget() is page.copy_all
