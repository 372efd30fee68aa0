"""Diaries in files and in memory for the tests of storage."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from isodiary.storage.diary import Diary
from isodiary.storage.opening import open_diary
from tests.clock import EVENING


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return tmp_path / "isodiary.sqlite"


@pytest.fixture
def diary(path: Path) -> Iterator[Diary]:
    opened = open_diary(path, now=EVENING)
    yield opened
    opened.close()
