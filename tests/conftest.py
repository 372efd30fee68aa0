"""What every test stands on: no display, no real clock, no folder of the user, no stray log."""

from __future__ import annotations

import os

# Before anything imports Qt: without a display it would abort the interpreter.
os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")

import gc
import logging
from itertools import count
from typing import TYPE_CHECKING

import pytest
from hypothesis import settings
from PySide6.QtCore import QCoreApplication, QEvent, QLocale, QStandardPaths
from PySide6.QtWidgets import QApplication

from tests.clock import EVENING, StoppedClock

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

__all__ = ["EVENING", "StoppedClock"]

USERS_FOLDERS = {
    "HOME": "",
    "USERPROFILE": "",
    "APPDATA": "AppData/Roaming",
    "LOCALAPPDATA": "AppData/Local",
    "XDG_CACHE_HOME": ".cache",
    "XDG_CONFIG_HOME": ".config",
    "XDG_DATA_HOME": ".local/share",
    "XDG_STATE_HOME": ".local/state",
}

settings.register_profile("isodiary", deadline=None, derandomize="CI" in os.environ)
settings.load_profile("isodiary")


# Cycles hold most widgets of a test. Collected whenever Python likes, they would go while Qt sends
# one of them an event, or in the thread in which a worker of xdist listens: a crash or a wait
# without end, once in some thousand runs. So it is done between tests, and only there.
def pytest_collection_finish() -> None:
    """What is there before the first test stays to the end, and is looked through but once."""
    gc.collect()
    gc.freeze()
    gc.disable()


@pytest.hookimpl(wrapper=True)
def pytest_runtest_protocol() -> Iterator[None]:
    """What the test made is young; what it only used was looked through when it was.

    Windows go first, each with all that stands on it: Python takes them to pieces in any order.
    """
    result = yield
    if QApplication.instance() is not None:
        for window in QApplication.topLevelWidgets():
            if window.parent() is None:
                window.deleteLater()
        QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)
    gc.collect(1)
    return result


@pytest.fixture(autouse=True, scope="session")
def _same_everywhere() -> None:
    """Numbers and dates as in Britain, and Qt's own folders apart from the user's."""
    QLocale.setDefault(QLocale(QLocale.Language.English, QLocale.Country.UnitedKingdom))
    QStandardPaths.setTestModeEnabled(True)


@pytest.fixture(scope="session")
def _homes(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Path]:
    """A new folder for each test, counted here: pytest looks through all that there are."""
    folder = tmp_path_factory.mktemp("homes")
    return (folder / str(number) for number in count())


@pytest.fixture(autouse=True)
def _no_users_folders(_homes: Iterator[Path]) -> Iterator[None]:
    home = next(_homes)
    home.mkdir()
    with pytest.MonkeyPatch.context() as patch:
        for name, folder in USERS_FOLDERS.items():
            patch.setenv(name, str(home / folder))
        for name in ("ISODIARY_DIARY", "ISODIARY_NOW"):
            patch.delenv(name, raising=False)
        yield


@pytest.fixture(autouse=True)
def _no_stray_log(
    request: pytest.FixtureRequest, caplog: pytest.LogCaptureFixture
) -> Iterator[None]:
    yield
    if request.node.get_closest_marker("logs"):
        return
    records = caplog.get_records("setup") + caplog.get_records("call")
    stray = [record.getMessage() for record in records if record.levelno >= logging.WARNING]
    assert not stray, f"logged without being expected: {stray}"


@pytest.fixture
def clock() -> StoppedClock:
    return StoppedClock()
