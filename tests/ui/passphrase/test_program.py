"""Opening a diary with a passphrase, and setting, changing and taking it away in the window."""

from __future__ import annotations

from collections.abc import Callable
from contextlib import closing

import pytest
from PySide6.QtWidgets import QFileDialog, QLabel

from isodiary.domain.errors import WrongPassphrase
from isodiary.storage import cipher
from isodiary.storage.database import begins_encrypted
from isodiary.storage.drafts import Draft, drafts_file
from isodiary.storage.keys import on_paper
from isodiary.storage.opening import open_diary
from isodiary.storage.unlocking import unlock
from isodiary.ui.passphrase.dialog import PassphraseDialog
from isodiary.ui.passphrase.recovery import RecoveryDialog
from isodiary.ui.passphrase.unlock import UnlockDialog
from isodiary.ui.safety.trouble import TroubleDialog
from tests.storage.writing import everything
from tests.ui.passphrase.conftest import kept, open_dialogs
from tests.ui.windows import asked, printing

WORDS = "four quiet green apples"


@pytest.fixture
def answers(monkeypatch):
    """Answer each question for the passphrase in turn; one without an answer is closed."""
    found: list[UnlockDialog] = []
    left: list[Callable[[UnlockDialog], object]] = []

    def answer(dialog):
        found.append(dialog)
        dialog.show()
        does = left.pop(0) if left else UnlockDialog.reject
        does(dialog)
        dialog.hide()

    monkeypatch.setattr(UnlockDialog, "exec", answer)
    return found, left


def typing(*words):
    def does(dialog):
        for each in words:
            dialog.panel.field.setText(each)
            dialog.panel.open.click()

    return does


def entries(path, clock, key=None):
    with closing(open_diary(path, now=clock(), key=key)) as diary:
        return everything(diary)


def test_it_is_asked_for_until_it_opens_the_diary(program, encrypted, key, answers):
    found, left = answers
    left.append(typing("wrong again", on_paper(key)))
    assert program.open_file(encrypted)
    assert len(found) == 1
    assert program.window.tools.diary.key == key
    assert "has a passphrase" in " ".join(each.text() for each in found[0].findChildren(QLabel))


def test_given_up_there_is_no_window_and_the_file_stays(program, encrypted, answers):
    before = encrypted.read_bytes()
    assert not program.open_file(encrypted)
    assert program.exit_code == 1
    assert encrypted.read_bytes() == before


def test_another_diary_can_be_opened_instead(program, encrypted, answers, monkeypatch):
    asked_for: list[object] = []

    def answer(*asked):
        asked_for.append(asked)
        return "", ""

    monkeypatch.setattr(QFileDialog, "getOpenFileName", answer)
    answers[1].append(lambda dialog: dialog.other.click())
    assert not program.open_file(encrypted)
    assert len(asked_for) == 1


def test_without_sqlcipher_one_sentence_says_how_to_get_it(program, encrypted, monkeypatch):
    said: list[str] = []

    def missing(name):
        raise ImportError(name)

    def answer(screen):
        said.extend(each.text() for each in screen.findChildren(QLabel))

    cipher._cipher.cache_clear()
    monkeypatch.setattr(cipher, "import_module", missing)
    monkeypatch.setattr(TroubleDialog, "exec", answer)
    assert not program.open_file(encrypted)
    assert "This diary has a passphrase" in said
    assert any("python -m pip install sqlcipher3" in each for each in said)


def test_a_damaged_one_goes_on_with_its_backup(program, encrypted, key, clock, monkeypatch):
    with closing(open_diary(encrypted, now=clock(), key=key)) as diary:
        diary.back_up(now=clock())
        before = everything(diary)
    content = bytearray(encrypted.read_bytes())
    content[300] ^= 1
    encrypted.write_bytes(content)
    said: list[str] = []

    def answer(screen):
        said.extend(each.text() for each in screen.findChildren(QLabel))
        screen.go_on.click()

    monkeypatch.setattr(TroubleDialog, "exec", answer)
    program._key = key
    assert program.open_file(encrypted)
    assert any("beginning of the diary" in each for each in said)
    assert program.window.tools.diary.key == key
    assert everything(program.window.tools.diary) == before


def test_set_in_the_window_and_taken_away_again(program, plain, clock, qtbot, monkeypatch):
    before = entries(plain, clock)
    assert program.open_file(plain)
    window = kept(qtbot, program)
    draft = Draft(title="Note", at=clock().isoformat(), typed={"0": "secret"})
    window.tools.drafts.keep("NoteDialog", draft)
    assert drafts_file(plain).exists()
    window.acts.files.ask_passphrase()
    [dialog] = open_dialogs(PassphraseDialog)
    dialog.new.setText(WORDS)
    dialog.again.setText(WORDS)
    dialog.save.click()
    window = kept(qtbot, program)
    assert begins_encrypted(plain)
    assert begins_encrypted(drafts_file(plain))
    assert dict(window.tools.drafts.all) == {"NoteDialog": draft}
    [shown] = open_dialogs(RecoveryDialog)
    key = unlock(plain, shown.key)
    assert key == unlock(plain, WORDS) == window.tools.diary.key
    shown.have.click()
    shown.close_button.click()
    assert everything(window.tools.diary) == before
    window.acts.files.ask_passphrase()
    [dialog] = open_dialogs(PassphraseDialog)
    dialog.now.setText(on_paper(key))
    dialog.off.click()
    window = kept(qtbot, program)
    assert window.tools.diary.key is None
    assert drafts_file(plain).exists()
    program.close()
    assert entries(plain, clock) == before


def test_changed_in_the_window(program, encrypted, key, qtbot):
    program._key = key
    assert program.open_file(encrypted)
    window = kept(qtbot, program)
    window.acts.passphrase_asked.emit(WORDS)
    window = kept(qtbot, program)
    assert window.tools.diary.key != key
    with pytest.raises(WrongPassphrase):
        open_diary(encrypted, now=program._clock(), key=key)
    assert open_dialogs(RecoveryDialog)


def test_one_that_cannot_be_set_is_told_and_the_window_goes_on(program, plain, clock, qtbot):
    assert program.open_file(plain)
    window = kept(qtbot, program)
    with closing(open_diary(plain, now=clock())):
        window.acts.passphrase_asked.emit(WORDS)
        window = kept(qtbot, program)
        words = {each.text() for each in window.findChildren(QLabel) if each.isVisible()}
        assert any("open in another window" in word for word in words)
    assert window.tools.diary.key is None
    assert not begins_encrypted(plain)


def test_what_a_program_that_died_left_readable_is_encrypted(program, encrypted, key, plain, qtbot):
    backups = encrypted.parent / "backups"
    backups.mkdir()
    (backups / "isodiary-20261101-120000.sqlite").write_bytes(plain.read_bytes())
    program._key = key
    plain.write_bytes(encrypted_again(plain, key))
    assert program.open_file(plain)
    kept(qtbot, program)
    assert all(begins_encrypted(each) for each in backups.iterdir())


def encrypted_again(path, key):
    from isodiary.storage.rekeying import recode

    recode(path, before=None, after=key)
    return path.read_bytes()


def refusals(dialog):
    return dialog.problem.text() if dialog.problem.isVisible() else ""


def test_what_is_no_passphrase_is_said_beside_the_fields(window, qtbot, key):
    asked_for: list[str] = []
    dialog = PassphraseDialog(window.tools, window)
    qtbot.addWidget(dialog)
    dialog.set_asked.connect(asked_for.append)
    dialog.off_asked.connect(lambda: asked_for.append("off"))
    dialog.show()
    dialog.new.setText("apples")
    dialog.save.click()
    assert "at least 8" in refusals(dialog)
    dialog.new.setText(WORDS)
    dialog.again.setText("others")
    dialog.save.click()
    assert "not the same" in refusals(dialog)
    dialog.again.setText(WORDS)
    for button in (dialog.save, dialog.off):
        dialog.now.setText("not this one")
        button.click()
        assert "does not open" in refusals(dialog)
    assert asked_for == []
    dialog.now.setText(on_paper(key))
    dialog.save.click()
    assert asked_for == [WORDS]


def test_what_is_typed_is_shown_only_when_asked(window, qtbot):
    dialog = PassphraseDialog(window.tools, window)
    qtbot.addWidget(dialog)
    dialog.show()
    dialog.new.setText(WORDS)
    assert WORDS not in dialog.new.displayText()
    dialog.show_typed.click()
    assert dialog.new.displayText() == WORDS


def test_without_sqlcipher_nothing_can_be_set(window, qtbot, monkeypatch):
    def missing(name):
        raise ImportError(name)

    cipher._cipher.cache_clear()
    monkeypatch.setattr(cipher, "import_module", missing)
    dialog = PassphraseDialog(window.tools, window)
    qtbot.addWidget(dialog)
    dialog.show()
    assert "pip install sqlcipher3" in refusals(dialog)
    assert not dialog.save.isEnabled()
    monkeypatch.undo()
    cipher._cipher.cache_clear()


def test_the_recovery_key_is_printed_and_saved(program, plain, qtbot, monkeypatch, tmp_path):
    assert program.open_file(plain)
    kept(qtbot, program).acts.passphrase_asked.emit(WORDS)
    [shown] = open_dialogs(RecoveryDialog)
    printed = printing(monkeypatch)
    shown.print.click()
    assert [title for title, *_ in printed] == ["isodiary: recovery key"]
    asked(monkeypatch, tmp_path / "key.pdf")
    shown.save.click()
    from pypdf import PdfReader

    text = " ".join(PdfReader(tmp_path / "key.pdf").pages[0].extract_text().split())
    assert all(group in text for group in shown.key.split())
    assert "isodiary.sqlite" in text
    shown.reject()
    assert shown.isVisible()
    assert "not shown again" in shown.said.text()
    shown.reject()
    assert not shown.isVisible()
