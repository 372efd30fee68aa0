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


@pytest.fixture(autouse=True)
def _application_with_widgets(qapp):
    """Stand before a command that makes an application without: the windows after it need one."""
