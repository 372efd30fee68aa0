"""What the repository promises about itself: the README's commands, and no word about a machine."""

from __future__ import annotations

import re
import subprocess
import tomllib
from pathlib import Path

import pytest

import isodiary
from isodiary.storage.rows import TABLES

ROOT = Path(__file__).parents[2]
HOST = re.compile(r"\b(?:[\w-]+\.)*(?:py[p]i|python[h]osted|npm[j]s|deb[.]deb[i]an)\.(?:org|com)")
# Where a checkout may stand on the machine of one of us; of no use to anybody else.
OUR_PATH = re.compile(r"(?<![\w.~}$-])/(?:work|home/\w+|root|Users)/\w")
RUN = "-m isodiary"
TEST = "-m pytest"


def files_in_git():
    listed = subprocess.run(
        ["git", "ls-files", "-z"], cwd=ROOT, capture_output=True, check=False, text=True
    )
    if listed.returncode:
        pytest.skip("not a checkout")
    return [ROOT / name for name in listed.stdout.split("\0") if name]


def readme_commands():
    """The lines of the README's fenced blocks."""
    blocks = re.findall(r"^```\w*\n(.*?)^```", (ROOT / "README.md").read_text("utf-8"), re.M | re.S)
    return [line for block in blocks for line in block.splitlines()]


@pytest.fixture(scope="module")
def project():
    return tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))["project"]


def test_no_file_names_a_package_host_or_a_place_on_our_machines():
    found = set()
    for path in files_in_git():
        if path.is_file():
            text = path.read_bytes().decode("utf-8", "replace")
            found |= {(path.name, match[0]) for match in HOST.finditer(text)}
            found |= {(path.name, match[0]) for match in OUR_PATH.finditer(text)}
    assert not found


@pytest.mark.parametrize(
    ("what", "packages"), [(RUN, "requirements.txt"), (TEST, "tests/requirements.txt")]
)
def test_the_readme_has_one_line_to_run_and_one_to_test(what, packages):
    """Each installs its list and nothing else: a patient needs no tool that tests."""
    lines = [line for line in readme_commands() if line.startswith("python3 -m venv")]
    (line,) = [line for line in lines if line.endswith(what)]
    assert f"pip install -q --no-deps --require-hashes -r {packages} && " in line


def test_the_windows_commands_say_the_same():
    windows = [line for line in readme_commands() if line.startswith("py -m venv")]
    unix = [line for line in readme_commands() if line.startswith("python3 -m venv")]
    assert [
        line.replace("py -m venv", "python3 -m venv")
        .replace(".venv\\Scripts\\python", ".venv/bin/python")
        .replace("tests\\requirements", "tests/requirements")
        for line in windows
    ] == unix


@pytest.mark.parametrize(
    "name", ["requirements.txt", "requirements-encryption.txt", "tests/requirements.txt"]
)
def test_requirements_are_pinned_hashed_and_name_no_host(name):
    text = (ROOT / name).read_text("utf-8").replace("\\\n", " ")
    assert "://" not in text
    assert "--index-url" not in text
    for line in filter(None, text.splitlines()):
        assert re.match(r"[\w.-]+==\S+ ", line), line
        assert "--hash=sha256:" in line, line


def test_what_is_needed_is_required_in_the_same_versions_by_both_lists(project):
    def pins(name):
        return set(re.findall(r"^[\w.-]+==[^\s;]+", (ROOT / name).read_text("utf-8"), re.M))

    run, test = pins("requirements.txt"), pins("tests/requirements.txt")
    assert run < test
    required = {re.split(r"[<>=]", line)[0].lower() for line in project["dependencies"]}
    assert required <= {pin.partition("==")[0] for pin in run}


def test_the_version_is_in_one_place(project):
    assert project["dynamic"] == ["version"]
    assert re.fullmatch(r"\d+\.\d+\.\d+", isodiary.__version__)


def test_the_changelog_begins_with_what_is_to_come():
    text = (ROOT / "CHANGELOG.md").read_text("utf-8")
    assert re.findall(r"^## \[(.+?)\]", text, re.M)[0] in {"Unreleased", isodiary.__version__}


def test_the_readme_tells_every_table_of_the_file():
    told = (ROOT / "README.md").read_text("utf-8")
    tables = [table.name for table in TABLES] + ["history", "history_edit"]
    assert [name for name in tables if f"`{name}`" not in told] == []


def test_no_property_of_qt_is_named_with_an_i_first_where_it_is_made():
    # PySide makes `setInterval` by the locale of the machine: in Turkish that is `setİnterval`
    made = re.compile(r"\bQ[A-Z]\w*\([^()]*\bi\w*=")
    for path in (ROOT / "isodiary" / "ui").rglob("*.py"):
        assert not made.search(path.read_text("utf-8")), path
