"""How large a long diary is."""

from __future__ import annotations

from tests.bench.diaries import Diaries
from tests.bench.measure import Measure, Table


def measured(diaries: Diaries) -> Table:
    """Measure the file of ten years."""
    size_mb = diaries.years_10.stat().st_size / 1e6
    yield Measure(what="diary of ten years on the disk", ours=size_mb, most=15, unit="MB")
