"""Where the diary is: the same answer as Qt's, without Qt."""

from __future__ import annotations

import os
from pathlib import Path

import pytest
from PySide6.QtCore import QCoreApplication, QStandardPaths

from isodiary.places import APPLICATION, data_folder, diary_file


@pytest.fixture
def qt_folder():
    """Qt's own answer for an application of our name, and outside its test mode."""
    name, organisation = QCoreApplication.applicationName(), QCoreApplication.organizationName()
    QCoreApplication.setApplicationName(APPLICATION)
    QCoreApplication.setOrganizationName("")
    QStandardPaths.setTestModeEnabled(False)
    yield lambda: Path(
        QStandardPaths.writableLocation(QStandardPaths.StandardLocation.AppDataLocation)
    )
    QStandardPaths.setTestModeEnabled(True)
    QCoreApplication.setApplicationName(name)
    QCoreApplication.setOrganizationName(organisation)


@pytest.mark.skipif(os.name == "nt", reason="Qt asks Windows itself, not the environment")
@pytest.mark.parametrize("named", [None, "", "/somewhere/else", "relative", "/with a space/"])
def test_the_folder_is_the_one_that_qt_names(qt_folder, monkeypatch, named):
    if named is None:
        monkeypatch.delenv("XDG_DATA_HOME", raising=False)
    else:
        monkeypatch.setenv("XDG_DATA_HOME", named)
    assert data_folder() == qt_folder()


@pytest.mark.parametrize(
    ("system", "environment", "folder"),
    [
        ("linux", {"HOME": "/h"}, "/h/.local/share/isodiary"),
        ("linux", {"HOME": "/h", "XDG_DATA_HOME": "/d"}, "/d/isodiary"),
        ("linux", {"HOME": "/h", "XDG_DATA_HOME": "d"}, "/h/.local/share/isodiary"),
        ("freebsd14", {"HOME": "/h"}, "/h/.local/share/isodiary"),
        ("darwin", {"HOME": "/h"}, "/h/Library/Application Support/isodiary"),
        ("win32", {"APPDATA": "/h/AppData/Roaming"}, "/h/AppData/Roaming/isodiary"),
        ("win32", {"USERPROFILE": "/h"}, "/h/AppData/Roaming/isodiary"),
    ],
)
def test_each_system_has_its_folder(system, environment, folder):
    assert data_folder(environment, system) == Path(folder)


def test_the_environment_may_name_the_file():
    assert diary_file({"ISODIARY_DIARY": "mine.db"}) == Path("mine.db")
    assert diary_file({"ISODIARY_DIARY": "", "HOME": "/h"}).name == "isodiary.sqlite"
