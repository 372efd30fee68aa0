"""The lists of packages are closed: `--no-deps` installs exactly them, so nothing may be missing.

Each list is read against what the installed packages say of themselves, for every system and
Python that the README names. A package that only another system installs is not here to be read;
its own requirements are followed by the tool that renews the lists.
"""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from importlib.metadata import Distribution, PackageNotFoundError, distribution
from itertools import product
from pathlib import Path
from typing import cast

import pytest
from packaging.markers import Marker, default_environment
from packaging.requirements import Requirement
from packaging.specifiers import SpecifierSet
from packaging.utils import canonicalize_name

ROOT = Path(__file__).parents[2]
PROJECT = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))
PYTHONS = ("3.11", "3.12", "3.13", "3.14")
SYSTEMS = (
    {"os_name": "posix", "sys_platform": "linux", "platform_system": "Linux"},
    {"os_name": "nt", "sys_platform": "win32", "platform_system": "Windows"},
    {"os_name": "posix", "sys_platform": "darwin", "platform_system": "Darwin"},
)
HERE = cast("dict[str, str]", default_environment())
ENVIRONMENTS = [
    {**HERE, **system, "python_version": python, "python_full_version": f"{python}.0"}
    for system, python in product(SYSTEMS, PYTHONS)
]
DEPENDENCIES = PROJECT["project"]["dependencies"]
ENCRYPTION = PROJECT["project"]["optional-dependencies"]["encryption"]
LISTS = {
    "requirements.txt": DEPENDENCIES,
    "requirements-encryption.txt": ENCRYPTION,
    "tests/requirements.txt": [
        *DEPENDENCIES,
        *PROJECT["project"]["optional-dependencies"]["test"],
        *PROJECT["build-system"]["requires"],
    ],
}


@dataclass(frozen=True)
class Pin:
    """A package of a list, at its version; the marker says where it is installed."""

    name: str
    version: str
    marker: Marker | None = None

    def applies(self, environment: Mapping[str, str]) -> bool:
        return self.marker is None or self.marker.evaluate({**environment})


@dataclass
class Reading:
    """What is wrong with a list, and which of its packages something needs."""

    faults: set[str] = field(default_factory=set)
    needed: set[str] = field(default_factory=set)


def pins_of(text: str) -> dict[str, Pin]:
    """Return the packages of a list by name."""
    lines = re.findall(r"^([\w.-]+)==([^\s;\\]+)(?: ; (.+?))?(?: \\)?$", text, re.M)
    return {
        canonicalize_name(name): Pin(name, version, Marker(marker) if marker else None)
        for name, version, marker in lines
    }


def installed(name: str) -> Distribution | None:
    try:
        return distribution(name)
    except PackageNotFoundError:
        return None


def required_by(name: str) -> Iterable[str]:
    """Return what an installed package requires; nothing if it is not here to be read."""
    found = installed(name)
    return (found.requires or ()) if found else ()


def read(pins: Mapping[str, Pin], roots: Iterable[str]) -> Reading:
    """Follow every requirement from `roots` on, extras included, on every system and Python."""
    reading = Reading()
    for environment in ENVIRONMENTS:
        _follow(pins, roots, environment, reading)
    return reading


def _follow(
    pins: Mapping[str, Pin], roots: Iterable[str], environment: Mapping[str, str], reading: Reading
) -> None:
    where = f"{environment['sys_platform']}, Python {environment['python_version']}"
    open_ends = [("pyproject.toml", Requirement(line), "") for line in roots]
    seen: set[tuple[str, str]] = set()
    while open_ends:
        asker, requirement, extra = open_ends.pop()
        if requirement.marker and not requirement.marker.evaluate({**environment, "extra": extra}):
            continue
        name = canonicalize_name(requirement.name)
        pin = pins.get(name)
        if pin is None or not pin.applies(environment):
            reading.faults.add(f"{asker} needs {requirement}, which is not listed ({where})")
            continue
        if not requirement.specifier.contains(pin.version, prereleases=True):
            reading.faults.add(f"{asker} needs {requirement}, listed is {pin.version}")
        reading.needed.add(name)
        for wanted in {"", *requirement.extras} - {each for at, each in seen if at == name}:
            seen.add((name, wanted))
            open_ends += [(name, Requirement(line), wanted) for line in required_by(name)]


@pytest.fixture(params=LISTS)
def listed(request) -> tuple[dict[str, Pin], list[str]]:
    return pins_of((ROOT / request.param).read_text("utf-8")), LISTS[request.param]


def test_all_that_a_listed_package_needs_is_listed(listed):
    assert sorted(read(*listed).faults) == []


def test_nothing_is_listed_that_nothing_needs(listed):
    pins, roots = listed
    assert set(pins) - read(pins, roots).needed == set()


def here(pins: Mapping[str, Pin]) -> Iterator[tuple[Pin, Distribution]]:
    """The packages of a list that this system installs; all of them must be here."""
    for name, pin in pins.items():
        if pin.applies(HERE):
            found = installed(name)
            assert found is not None, f"{name} is not installed: run the README's line anew"
            yield pin, found


def test_what_is_installed_is_what_is_listed(listed):
    """Else the lists are read against other packages: run the README's line anew."""
    wrong = [(pin, found.version) for pin, found in here(listed[0]) if found.version != pin.version]
    assert wrong == []


def test_every_package_is_made_for_every_python(listed):
    refused = [
        (pin.name, python)
        for pin, found in here(listed[0])
        for asked in found.metadata.get_all("Requires-Python", [])
        for python in PYTHONS
        if not SpecifierSet(asked).contains(f"{python}.0")
    ]
    assert refused == []


def test_the_tests_run_with_the_sqlcipher_that_users_are_told_to_install():
    mine, theirs = (
        pins_of((ROOT / name).read_text("utf-8"))["sqlcipher3"]
        for name in ("tests/requirements.txt", "requirements-encryption.txt")
    )
    assert mine == theirs


def test_the_pythons_are_those_that_the_readme_and_the_project_name():
    ours = SpecifierSet(PROJECT["project"]["requires-python"])
    assert [f"3.{n}" for n in range(9, 20) if ours.contains(f"3.{n}.0")] == list(PYTHONS)
    assert f"Python {PYTHONS[0]} to {PYTHONS[-1]}" in (ROOT / "README.md").read_text("utf-8")


@pytest.mark.parametrize("name", ["coverage", "colorama", "iniconfig", "pip", "shiboken6"])
def test_a_list_without_what_something_needs_is_seen(name):
    """Here `coverage[toml]` is an extra, and Windows alone wants colorama."""
    pins = pins_of((ROOT / "tests/requirements.txt").read_text("utf-8"))
    del pins[name]
    faults = read(pins, LISTS["tests/requirements.txt"]).faults
    assert any(f"needs {name}" in fault for fault in faults)


def test_a_package_that_nothing_needs_and_an_old_one_are_seen():
    pins = pins_of((ROOT / "requirements.txt").read_text("utf-8"))
    odd = {**pins, "six": Pin("six", "1.17.0"), "click": Pin("click", "8.0")}
    reading = read(odd, DEPENDENCIES)
    assert set(odd) - reading.needed == {"six"}
    assert "pyproject.toml needs click>=8.1, listed is 8.0" in reading.faults
