"""Commands as processes of their own: what they load, and how they end."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
from concurrent.futures import ThreadPoolExecutor
from contextlib import suppress
from pathlib import Path

import pytest
from click.testing import CliRunner

from isodiary import __main__
from isodiary.cli.commands import commands
from tests.journeys.commands import ROOT

WHAT_IS_LOADED = """
import sys
from isodiary.__main__ import main
try:
    main()
finally:
    print(*[name for name in sys.modules if "PySide6" in name or "shiboken" in name.lower()])
"""


def loaded(terminal, *words):
    """Run a command and return what it printed, and the modules of Qt it loaded."""
    done = subprocess.run(
        [sys.executable, "-c", WHAT_IS_LOADED, *words],
        cwd=ROOT,
        env=terminal.environment(),
        capture_output=True,
        check=True,
        text=True,
    )
    *lines, modules = done.stdout.split("\n")[:-1]
    return lines, modules.split()


@pytest.mark.parametrize(
    "words",
    [
        ("dose",),
        ("symptom", "headache=1"),
        ("lab", "alt=52"),
        ("summary", "--json"),
        ("check",),
        ("undo",),
    ],
)
def test_a_command_loads_no_qt(terminal, words):
    lines, modules = loaded(terminal, *words)
    assert lines
    assert not modules


def test_the_sheet_loads_no_widgets(terminal, tmp_path):
    _, modules = loaded(terminal, "report", str(tmp_path / "visit.pdf"))
    assert "PySide6.QtGui" in modules
    assert "PySide6.QtWidgets" not in modules


def test_the_sheet_needs_no_display_whatever_the_environment_names(terminal, tmp_path, monkeypatch):
    for name in ("DISPLAY", "WAYLAND_DISPLAY"):
        monkeypatch.delenv(name, raising=False)
    monkeypatch.setenv("QT_QPA_PLATFORM", "xcb")
    done = terminal.process("report", str(tmp_path / "visit.pdf"))
    assert (done.returncode, done.stderr) == (0, "")


def test_file_and_clock_come_from_the_environment(terminal):
    done = terminal.process("dose")
    assert done.stdout == "Dose logged: 23 Nov 2026, second dose, 30 mg at 19:04 with dinner\n"
    assert (done.returncode, done.stderr) == (0, "")


def test_a_diary_that_is_named_goes_before_the_environment(terminal, tmp_path):
    done = terminal.process("--diary", str(tmp_path / "other.sqlite"), "dose")
    assert done.returncode == 1
    assert "other.sqlite" in done.stderr


def test_two_commands_at_once_log_one_dose(terminal):
    with ThreadPoolExecutor(4) as pool:
        done = list(pool.map(terminal.process, ["dose"] * 4, ["--slot"] * 4, ["2"] * 4))
    assert sorted(each.returncode for each in done) == [0, 1, 1, 1]
    assert all("already" in each.stderr for each in done if each.returncode)


@pytest.mark.skipif(os.name != "posix", reason="pipes end otherwise elsewhere")
@pytest.mark.parametrize("words", [("dose",), ("summary",), ("--help",)])
def test_nobody_reading_is_no_trouble(terminal, words):
    reading, writing = os.pipe()
    os.close(reading)
    try:
        done = subprocess.run(
            [sys.executable, "-m", "isodiary", *words],
            cwd=ROOT,
            env=terminal.environment(),
            stdout=writing,
            stderr=subprocess.PIPE,
            check=False,
            text=True,
        )
    finally:
        os.close(writing)
    assert done.stderr == ""
    if words == ("dose",):
        assert done.returncode == 0
        assert "already" in terminal.refusal("dose", "--slot", "2")


@pytest.mark.skipif(not os.path.exists("/dev/full"), reason="no full device to print on")
def test_what_could_not_be_printed_is_said(terminal):
    def on_a_full_disk(*words):
        with open("/dev/full", "w") as full:
            command = [sys.executable, "-m", "isodiary", *words]
            return subprocess.run(
                command,
                cwd=ROOT,
                env=terminal.environment(),
                stdout=full,
                stderr=subprocess.PIPE,
                check=False,
                text=True,
            )

    done = on_a_full_disk("dose")
    assert (done.returncode, done.stderr) == (
        0,
        "It is in the diary, but could not be printed.\n",
    )
    done = on_a_full_disk("summary")
    assert done.returncode == 1
    assert done.stderr.startswith("It could not be printed")


@pytest.mark.parametrize("encoding", ["ascii", "cp1252"])
def test_an_old_terminal_is_no_trouble(terminal, encoding):
    done = subprocess.run(
        [sys.executable, "-m", "isodiary", "note", "Lippen wund 🙂 λ"],
        cwd=ROOT,
        env={**terminal.environment(), "PYTHONIOENCODING": encoding},
        capture_output=True,
        check=False,
    )
    assert (done.returncode, done.stderr) == (0, b"")
    assert b"Lippen wund" in done.stdout


@pytest.mark.skipif(os.name != "posix", reason="Ctrl+C arrives otherwise elsewhere")
def test_ctrl_c_ends_without_a_traceback(terminal, tmp_path):
    # what a shell starts in the background ignores it, and hands that on to what it starts itself
    before = signal.signal(signal.SIGINT, signal.default_int_handler)
    process = subprocess.Popen(
        [sys.executable, "-m", "isodiary", "sample", str(tmp_path / "s.sqlite"), "--weeks", "520"],
        cwd=ROOT,
        env={**terminal.environment(), "PYTHONUNBUFFERED": "1", "PYTHONVERBOSE": "1"},
        stderr=subprocess.PIPE,
        stdout=subprocess.PIPE,
        text=True,
    )
    signal.signal(signal.SIGINT, before)
    assert process.stderr is not None
    for line in process.stderr:  # it says which modules it imports
        if "import 'isodiary.services.sample.fill'" in line:
            break
    process.send_signal(signal.SIGINT)
    out, err = process.communicate()
    assert process.returncode == 130
    assert not out
    assert "Traceback" not in err
    assert not (tmp_path / "s.sqlite").exists()


def test_without_a_display_the_window_says_what_needs_none(terminal):
    environment = {
        name: value
        for name, value in terminal.environment().items()
        if name not in {"DISPLAY", "WAYLAND_DISPLAY", "QT_QPA_PLATFORM"}
    }
    if not sys.platform.startswith("linux"):
        pytest.skip("only Linux may have no display")
    done = subprocess.run(
        [sys.executable, "-m", "isodiary"],
        cwd=ROOT,
        env=environment,
        capture_output=True,
        check=False,
        text=True,
    )
    assert done.returncode == 2
    assert "isodiary summary" in done.stderr
    assert "isodiary dose" in done.stderr


@pytest.mark.parametrize(
    ("environment", "system", "found"),
    [
        ({}, "linux", False),
        ({"DISPLAY": ""}, "linux", False),
        ({"DISPLAY": ":0"}, "linux", True),
        ({"WAYLAND_DISPLAY": "wayland-0"}, "linux", True),
        ({"QT_QPA_PLATFORM": "offscreen"}, "linux", True),
        ({}, "darwin", True),
        ({}, "win32", True),
    ],
)
def test_a_display_is_looked_for_where_qt_would(environment, system, found):
    assert __main__.has_display(environment, system) is found


ENVIRONMENT = {"HOME": "/home/me", "ISODIARY_DIARY": "/own/diary.sqlite"}


@pytest.mark.parametrize(
    ("words", "window"),
    [
        ([], (Path("/own/diary.sqlite"), False)),
        (["--diary", "a.sqlite"], (Path("a.sqlite"), False)),
        (["--diary", "--sample"], (Path("--sample"), False)),
        (["--diary=a=b"], (Path("a=b"), False)),
        (["--sample"], (None, True)),
        (["--diary"], None),
        (["--diary", "a\0b"], None),
        (["--diary", "a", "dose"], None),
        (["--sample", "--diary", "a"], None),
        (["--diar", "a"], None),
        (["--help"], None),
        (["dose"], None),
        ([""], None),
    ],
)
def test_the_window_is_known_without_the_commands_and_as_they_know_it(words, window):
    assert __main__.asked_window(words, ENVIRONMENT) == window
    asked = []
    with CliRunner().isolation(env=ENVIRONMENT), suppress(SystemExit):
        commands(words, obj=lambda *named: asked.append(named), prog_name="isodiary")
    assert asked == [window] * (window is not None)


@pytest.mark.parametrize("odd", [{"ISODIARY_NOW": "today"}, {"_ISODIARY_COMPLETE": "bash_source"}])
def test_a_clock_that_is_none_and_a_shell_that_completes_are_left_to_the_commands(odd):
    assert __main__.asked_window([], {**ENVIRONMENT, **odd}) is None


def test_missing_libraries_of_qt_are_named_with_their_packages(monkeypatch, capsys, tmp_path):
    class NoLibraries:
        """Finds no module of the screen, as where Qt's libraries are not installed."""

        @staticmethod
        def find_spec(name, path=None, target=None):
            if name == "isodiary.app":
                raise ImportError("libGL.so.1: cannot open shared object file")

    monkeypatch.delitem(sys.modules, "isodiary.app", raising=False)
    monkeypatch.setattr(sys, "meta_path", [NoLibraries, *sys.meta_path])
    assert __main__.open_window(tmp_path / "diary.sqlite", sample=False) == 2
    said = capsys.readouterr().err
    assert "libGL.so.1" in said
    assert "apt-get install -y --no-install-recommends libegl1 libgl1" in said
