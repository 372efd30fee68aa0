"""Nothing of isodiary speaks to a network: no socket, no client, no address."""

from __future__ import annotations

import ast
import socket
import subprocess
import sys
from pathlib import Path

import pytest

import isodiary
from tests.journeys.commands import BEGIN, ROOT, Terminal

PACKAGE = Path(isodiary.__file__).parent
MODULES = sorted(PACKAGE.rglob("*.py"))
CLIENTS = frozenset(
    {
        *(
            "socket",
            "socketserver",
            "ssl",
            "http",
            "urllib.request",
            "ftplib",
            "smtplib",
            "imaplib",
        ),
        *("poplib", "telnetlib", "xmlrpc", "asyncio", "requests", "httpx", "aiohttp"),
        *("webbrowser", "multiprocessing.connection", "wsgiref", "urllib3"),
    }
)
LOCAL = frozenset({"QLocalServer", "QLocalSocket"})
"""What QtNetwork has for programs of one computer."""

WATCHED = """
import sys
def no_network(event, args):
    local = event == "socket.__new__" and len(args) > 1 and args[1] == 1  # AF_UNIX
    if event.startswith("socket.") and not local:
        print("NETWORK", event, args, flush=True)
sys.addaudithook(no_network)
from isodiary.__main__ import main
main()
"""


def imported(path):
    for node in ast.walk(ast.parse(path.read_text("utf-8"))):
        if isinstance(node, ast.Import):
            yield from ((alias.name, alias.name) for alias in node.names)
        elif isinstance(node, ast.ImportFrom) and node.module:
            yield from ((node.module, alias.name) for alias in node.names)


def test_no_module_knows_a_way_to_a_network():
    for path in MODULES:
        for module, name in imported(path):
            whole = {module, f"{module}.{name}", module.partition(".")[0]}
            assert not whole & CLIENTS, f"{path} imports {module}"
            assert module != "PySide6.QtNetwork" or name in LOCAL, f"{path} imports {name}"


@pytest.mark.parametrize(
    "words",
    [("dose",), ("summary", "--json"), ("backup",), ("check",), ("report", "visit.pdf")],
    ids=" ".join,
)
def test_a_command_opens_no_socket(tmp_path, words):
    terminal = Terminal(tmp_path / "diary.sqlite")
    terminal.line(*BEGIN)
    words = [str(tmp_path / word) if word.endswith(".pdf") else word for word in words]
    done = subprocess.run(
        [sys.executable, "-c", WATCHED, *words],
        cwd=ROOT,
        env=terminal.environment(),
        capture_output=True,
        check=False,
        text=True,
    )
    assert (done.returncode, done.stderr) == (0, "")
    assert "NETWORK" not in done.stdout


def test_the_watch_would_see_a_socket():
    done = subprocess.run(
        [
            sys.executable,
            "-c",
            WATCHED.partition("from isodiary")[0] + "import socket\nsocket.socket()",
        ],
        capture_output=True,
        check=False,
        text=True,
    )
    assert "NETWORK" in done.stdout


def test_a_window_opens_no_socket_but_local_ones(qapp, tmp_path, clock, monkeypatch):
    from PySide6.QtCore import QDir

    from isodiary.app import Program

    monkeypatch.setattr(QDir, "temp", lambda: QDir(str(tmp_path)))
    opened = []

    class Watched(socket.socket):
        def __init__(self, family=socket.AF_INET, *args, **how):
            opened.append(family)
            super().__init__(family, *args, **how)

    monkeypatch.setattr(socket, "socket", Watched)
    before = _network_sockets()
    program = Program(qapp, clock)
    try:
        assert program.open_sample()
        assert _network_sockets() == before
        assert opened == []
    finally:
        program.close()


def _network_sockets():
    """Return this process's sockets of the internet, where the system lists them."""
    folder = Path("/proc/self/fd")
    if not folder.is_dir():
        return set()
    ours = set()
    for handle in folder.iterdir():
        try:
            target = str(handle.readlink())
        except OSError:
            continue
        if target.startswith("socket:["):
            ours.add(target.removeprefix("socket:[").removesuffix("]"))
    listed = set()
    for kind in ("tcp", "tcp6", "udp", "udp6"):
        table = Path("/proc/self/net") / kind
        lines = table.read_text().splitlines()[1:] if table.exists() else []
        listed |= {line.split()[9] for line in lines}
    return ours & listed
