"""A diary with a passphrase, and a program that opens it."""

from __future__ import annotations

import os
import shutil
from pathlib import Path

import pytest
from PySide6.QtCore import QDir
from PySide6.QtWidgets import QApplication, QDialog

from isodiary.app import Program
from isodiary.storage.database import Key
from isodiary.storage.keys import new_salt
from isodiary.storage.opening import open_diary
from isodiary.storage.rekeying import rewrite
from tests.clock import EVENING
from tests.ui.conftest import course_changes


@pytest.fixture(scope="module")
def template(tmp_path_factory):
    """A plain diary of twelve weeks, the same encrypted, and its key."""
    folder = tmp_path_factory.mktemp("passphrase")
    plain, encrypted = folder / "plain.sqlite", folder / "encrypted.sqlite"
    key = Key(os.urandom(32), new_salt())
    diary = open_diary(plain, now=EVENING)
    for change in course_changes():
        diary.apply(change, at=EVENING)
    diary.close()
    shutil.copy(plain, encrypted)
    rewrite(encrypted, EVENING, before=None, after=key)
    return plain, encrypted, key


@pytest.fixture
def key(template):
    return template[2]


@pytest.fixture
def path(tmp_path):
    folder = tmp_path / "diary"
    folder.mkdir()
    return folder / "isodiary.sqlite"


@pytest.fixture
def plain(path, template):
    return Path(shutil.copy(template[0], path))


@pytest.fixture
def encrypted(path, template):
    return Path(shutil.copy(template[1], path))


@pytest.fixture
def program(qapp, clock, tmp_path, monkeypatch):
    monkeypatch.setattr(QDir, "temp", lambda: QDir(str(tmp_path)))
    program = Program(qapp, clock)
    yield program
    for dialog in open_dialogs():
        dialog.close()
        dialog.close()  # that of the recovery key asks once
    program.close()


@pytest.fixture
def window(qtbot, program, encrypted, key):
    """A window on the diary with a passphrase, whose keeper is there."""
    program._key = key
    assert program.open_file(encrypted)
    return kept(qtbot, program)


def kept(qtbot, program):
    """Return the window of a program once its keeper is there."""
    qtbot.waitUntil(lambda: program.window.keeper is not None)
    program.window.menus.fill()
    return program.window


def open_dialogs(kind=QDialog):
    return [
        each
        for each in QApplication.topLevelWidgets()
        if isinstance(each, kind) and each.isVisible()
    ]
