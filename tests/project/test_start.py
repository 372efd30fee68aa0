"""What is loaded before the window is seen, by room: all else waits until it is wanted.

Whoever adds a module here makes every start slower; `python -m tests.bench start` says by how much.
"""

from __future__ import annotations

import json
import os
import subprocess
import sys
from importlib.metadata import packages_distributions
from importlib.util import find_spec
from pathlib import Path

import pytest

from isodiary.resources import resources
from isodiary.services.catalogues import Catalogues
from isodiary.services.sample.fill import fill
from isodiary.storage.copying import write_new
from isodiary.storage.opening import open_diary
from tests.clock import EVENING

ROOT = Path(__file__).parents[2]
MODULES = sorted((ROOT / "isodiary").rglob("*.py"))
ROOMS = {
    "": "__main__ app clock enums fonts language places resources",
    "domain": (
        "acne change course day day_entries dose entry errors lab lab_history meal "
        "period plan record screening symptom timeline units values "
    ),
    "domain.catalogue": "file search symptoms",
    "services": "catalogues habits undo weights",
    "services.days": "today writing",
    "services.doses": "catch_up log",
    "services.symptoms": "log",
    "services.words": "days entries names units",
    "storage": (
        "backup backup_files connecting damage_mark damaged database diary drafts history "
        "inside leftover migrations open_file opening private ranges reader rows soundness "
        "stamp steps troubles wal "
    ),
    "storage.reads": "course days labs newest visits",
    "storage.sums": "memo",
    "ui": "crashes editor habits settings single tools",
    "ui.kit": "accessible button card chips layouts text",
    "ui.look": "colours icons style theme",
    "ui.today": "chips doses header letters note page row_shape side slot symptom_row symptoms",
    "ui.warnings": "place watch",
    "ui.window": "commands main_window menus page sidebar undo_bar",
}
UNTIL_SEEN = """
import json, linecache, os, sys
from isodiary.__main__ import loaded_window, main
loaded_window()
from PySide6.QtCore import QEvent, QObject
from PySide6.QtWidgets import QApplication

class Seen(QObject):
    def eventFilter(self, watched, event):
        if event.type() is QEvent.Type.Paint:
            read = [name for name in linecache.cache if "isodiary" in name]
            print(json.dumps({"modules": list(sys.modules), "read": read}), flush=True)
            os._exit(0)
        return False

def run(application):
    [window] = [each for each in QApplication.topLevelWidgets() if each.isVisible()]
    seen = Seen()
    window.installEventFilter(seen)
    return execute()

execute, QApplication.exec = QApplication.exec, run
main()
"""


@pytest.fixture(scope="module")
def seen(tmp_path_factory):
    """What a start on a course has loaded at its first paint, and which sources it has read."""
    folder = tmp_path_factory.mktemp("start")
    diary = open_diary(None, now=EVENING)
    daily = Catalogues(resources() / "catalogue").symptoms.daily
    fill(diary, weeks=2, until=EVENING.date(), seed=1, daily=daily)
    write_new(diary, folder / "diary.sqlite")
    diary.close()
    own = {name: str(folder) for name in ("HOME", "XDG_CONFIG_HOME", "XDG_STATE_HOME", "TMPDIR")}
    done = subprocess.run(
        [sys.executable, "-c", UNTIL_SEEN, "--diary", str(folder / "diary.sqlite")],
        cwd=ROOT,
        env={
            **os.environ,
            **own,
            "QT_QPA_PLATFORM": "offscreen",
            "ISODIARY_NOW": EVENING.isoformat(),
            "PYTHONPATH": str(ROOT),
        },
        capture_output=True,
        check=True,
        text=True,
    )
    return json.loads(done.stdout)


@pytest.fixture(scope="module")
def loaded(seen):
    """The modules that it has loaded."""
    return set(seen["modules"])


def listed():
    """Return the modules that may be loaded, with the packages that they are in."""
    modules = {
        ".".join(part for part in ("isodiary", room, name) if part)
        for room, names in ROOMS.items()
        for name in names.split()
    }
    parts = [module.split(".") for module in modules]
    return modules | {".".join(each[:depth]) for each in parts for depth in range(1, len(each))}


def test_a_start_loads_none_of_our_modules_but_these(loaded):
    assert not {name for name in loaded if name.partition(".")[0] == "isodiary"} - listed()


def test_no_source_is_read_for_what_is_loaded_compiled(seen):
    assert seen["read"] == []


def test_each_of_them_is_there():
    assert not {name for name in listed() if find_spec(name) is None}


def test_of_what_is_installed_beside_python_a_start_loads_qt_alone(loaded):
    first = {name.partition(".")[0] for name in loaded}
    installed = {name for name in packages_distributions() if not name.startswith("_")}
    assert first & installed - {"isodiary"} == {"PySide6", "shiboken6"}


def test_a_frozen_value_is_made_the_quick_way():
    texts = {path.relative_to(ROOT).as_posix(): path.read_text("utf-8") for path in MODULES}
    assert not [
        path
        for path, text in texts.items()
        if "@dataclass(frozen=True, slots=True" in text
        and "from isodiary.domain.values import dataclass\n" not in text
    ]
