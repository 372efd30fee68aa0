"""A terminal with a new diary, and one in the midst of a course."""

from __future__ import annotations

import pytest

from tests.journeys.commands import BEGIN, Terminal


@pytest.fixture
def new(tmp_path) -> Terminal:
    return Terminal(tmp_path / "diary.sqlite")


@pytest.fixture
def terminal(new: Terminal) -> Terminal:
    new.line(*BEGIN)
    return new
