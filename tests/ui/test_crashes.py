"""A fault of ours is logged without what the patient wrote, told once, and not the end."""

from __future__ import annotations

import logging
import sys

import pytest
from PySide6.QtCore import QMessageLogContext, QtMsgType
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QMessageBox

from isodiary import __version__
from isodiary.ui import crashes
from isodiary.ui.crashes import Crashes, details, keep_log

SECRET = "felt low on Monday"


def fault():
    try:
        raise ValueError(SECRET)
    except ValueError:
        return sys.exc_info()


def copy_button(box):
    return next(button for button in box.buttons() if "Copy" in button.text())


@pytest.fixture
def boxes(monkeypatch):
    found = []
    monkeypatch.setattr(QMessageBox, "exec", lambda box: found.append(box.text()))
    monkeypatch.setattr(QMessageBox, "clickedButton", copy_button)
    return found


@pytest.fixture
def logger():
    """Take the handlers away that a test adds."""
    log = logging.getLogger("isodiary")
    before = list(log.handlers), log.propagate
    yield log
    for handler in set(log.handlers) - set(before[0]):
        log.removeHandler(handler)
        handler.close()
    log.propagate = before[1]


def test_details_name_versions_and_places_and_nothing_that_was_typed():
    kind, _, trace = fault()
    said = details(kind, trace)
    assert f"isodiary {__version__}" in said
    assert "test_crashes.py" in said
    assert said.endswith("ValueError")
    assert SECRET not in said.replace("raise ValueError(SECRET)", "")


@pytest.mark.logs
def test_fault_is_logged_and_told_with_details_to_copy(qapp, boxes, caplog):
    Crashes().hear(*fault())
    assert len(boxes) == 1
    assert SECRET not in caplog.text
    assert "ValueError" in caplog.text
    assert QGuiApplication.clipboard().text().endswith("ValueError")


@pytest.mark.logs
def test_fault_while_one_is_told_is_logged_alone(qapp, monkeypatch, boxes, caplog):
    found = Crashes()
    told = []

    def another(said):
        told.append(said)
        found.hear(*fault())

    monkeypatch.setattr(found, "tell", another)
    found.hear(*fault())
    assert len(told) == 1
    assert len(caplog.records) == 2


@pytest.mark.logs
def test_log_is_kept_in_its_folder(tmp_path, logger):
    keep_log(tmp_path / "state")
    logger.warning("something")
    assert "something" in (tmp_path / "state" / "isodiary.log").read_text()


def test_folder_that_cannot_be_made_keeps_nothing_and_nobody_from_going_on(tmp_path, logger):
    (tmp_path / "state").write_text("a file stands here")
    before = list(logger.handlers)
    keep_log(tmp_path / "state")
    assert logger.handlers == before


@pytest.mark.logs
def test_only_what_qt_warns_of_is_logged(caplog):
    crashes._log_qt(QtMsgType.QtWarningMsg, QMessageLogContext(), "trouble")
    crashes._log_qt(QtMsgType.QtDebugMsg, QMessageLogContext(), "chatter")
    assert [record.getMessage() for record in caplog.records] == ["Qt: trouble"]


def test_interrupt_from_the_terminal_ends_the_program(qapp, monkeypatch, boxes):
    asked = []
    monkeypatch.setattr(QGuiApplication, "quit", lambda: asked.append(True))
    Crashes().hear(KeyboardInterrupt, KeyboardInterrupt(), None)
    assert (asked, boxes) == ([True], [])


def test_installed_it_hears_what_nobody_catches(monkeypatch):
    monkeypatch.setattr(sys, "excepthook", sys.__excepthook__)
    found = Crashes()
    found.install()
    assert sys.excepthook == found.hear
