"""What desktops and builders read about the program agrees with the program."""

from __future__ import annotations

import re
import tomllib
from configparser import ConfigParser
from pathlib import Path
from xml.etree import ElementTree

import pytest

import isodiary

ROOT = Path(__file__).parents[2]
DESKTOP = ROOT / "resources" / "desktop"
ID = "org.isodiary.IsoDiary"
PROJECT = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))


@pytest.fixture(scope="module")
def metainfo():
    return ElementTree.parse(DESKTOP / f"{ID}.metainfo.xml").getroot()


@pytest.fixture(scope="module")
def spec():
    return (DESKTOP / "isodiary.spec").read_text("utf-8")


def test_the_newest_release_is_this_version_with_its_day(metainfo):
    newest = metainfo.find("releases/release")
    assert newest.get("version") == isodiary.__version__
    changes = (ROOT / "CHANGELOG.md").read_text("utf-8")
    dated = re.search(r"^## \[(\d.+?)\] - (.+)$", changes, re.M)
    assert dated.groups() == (newest.get("version"), newest.get("date"))


def test_window_desktop_file_and_metainfo_have_one_name(metainfo):
    entry = ConfigParser(interpolation=None)
    entry.read(DESKTOP / f"{ID}.desktop", "utf-8")
    assert metainfo.findtext("id") == ID
    assert metainfo.findtext("launchable") == f"{ID}.desktop"
    assert entry["Desktop Entry"]["Icon"] == ID
    assert f'setDesktopFileName("{ID}")' in (ROOT / "isodiary" / "app.py").read_text("utf-8")
    assert entry["Desktop Entry"]["Exec"] in PROJECT["project"]["scripts"]


def test_pictures_of_the_metainfo_are_those_of_the_readme(metainfo):
    names = {image.text.rpartition("/")[2] for image in metainfo.iter("image")}
    assert names == {path.name for path in (ROOT / "resources" / "pictures").iterdir()}


def test_the_bundle_takes_along_what_the_wheel_does(spec):
    wheel = PROJECT["tool"]["hatch"]["build"]["targets"]["wheel"]["force-include"]
    [listed] = re.findall(r"^RESOURCES = \((.+)\)$", spec, re.M)
    taken = re.findall(r'"(\w+)"', listed)
    assert wheel == {f"resources/{name}": f"isodiary/_resources/{name}" for name in taken}


def test_the_builder_is_pinned_with_hashes():
    text = (DESKTOP / "requirements.txt").read_text("utf-8")
    pins = re.findall(r"^[\w.-]+==\S+", text, re.M)
    assert any(pin.startswith("pyinstaller==") for pin in pins)
    assert len(re.findall(r"^[\w.-]+==[^\\]+\\\n +--hash=sha256:", text, re.M)) == len(pins)
