"""The resources are found in a checkout and in an installed package."""

from __future__ import annotations

import runpy
import shutil
from pathlib import Path

import pytest

from isodiary import resources as module
from isodiary.resources import resources

ROOT = Path(__file__).parents[2]


def test_a_checkout_uses_the_folder_beside_the_package():
    assert resources() == ROOT / "resources"


def test_an_installed_package_uses_the_folder_inside_it(tmp_path):
    package = tmp_path / "site-packages" / "isodiary"
    (package / "_resources").mkdir(parents=True)
    copy = shutil.copy(module.__file__, package)
    assert runpy.run_path(copy)["resources"]() == package / "_resources"


@pytest.mark.parametrize("kind", ["icons", "fonts"])
def test_the_folders_hold_something(kind):
    assert any((resources() / kind).iterdir())
