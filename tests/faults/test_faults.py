"""The short form of `python -m tests.faults`: nothing that was acknowledged is lost."""

from __future__ import annotations

import pytest

from tests.faults.table import TABLE


@pytest.mark.parametrize("fault", TABLE, ids=lambda fault: fault.what)
def test_nothing_is_lost(fault, tmp_path):
    outcome = fault.run(tmp_path, fault.short, 1)
    assert outcome.tried == fault.short
    assert outcome.lost == 0
    assert outcome.seen
