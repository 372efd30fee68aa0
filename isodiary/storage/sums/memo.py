"""What an open diary remembers of what it has summed, so that decades need not be read again."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Callable, Collection, Hashable, Sequence
from datetime import date
from typing import Any, TypeVar

from isodiary.domain.period import Period

T = TypeVar("T")

MOST_KEPT = 5_000
"""So many spans are kept; then it begins anew."""


class Memo:
    """Figures of spans of days, kept until an entry of one of their days is written.

    Only what follows from the entries of those days alone may be kept.
    """

    def __init__(self) -> None:
        self._kept: dict[tuple[str, Period], Any] = {}
        self._names: dict[tuple[Hashable, ...], str] = {}
        self._version = 0

    def name_of(self, what: str, *values: Hashable) -> str:
        """Return a name for figures that follow from values too, the same for equal ones."""
        if len(self._names) > MOST_KEPT:
            self.forget_all()
            self._names.clear()
        return self._names.setdefault((what, *values), f"{what} {len(self._names)}")

    def of_spans(
        self,
        name: str,
        spans: Sequence[Period],
        load: Callable[[Sequence[Period]], Sequence[T]],
    ) -> list[T]:
        """Return the figures called `name` of each span, with `load` for those not known yet."""
        missing = [span for span in spans if (name, span) not in self._kept]
        if len(self._kept) + len(missing) > MOST_KEPT:
            self._kept.clear()
            missing = list(spans)
        if missing:
            loaded = load(missing)
            keys = [(name, span) for span in missing]
            self._kept.update(zip(keys, loaded, strict=True))
        return [self._kept[name, span] for span in spans]

    def of_settled(
        self,
        name: str,
        spans: Sequence[Period],
        load: Callable[[Sequence[Period]], Sequence[T]],
        *,
        before: date,
    ) -> list[T]:
        """Return the same, and keep only those of spans that end before a day."""
        settled = [span for span in spans if span.last < before]
        others = [span for span in spans if span.last >= before]
        found = dict(zip(settled, self.of_spans(name, settled, load), strict=True))
        found.update(zip(others, load(others) if others else (), strict=True))
        return [found[span] for span in spans]

    def forget(self, days: Collection[date]) -> None:
        """Forget the spans that hold one of `days`."""
        changed = sorted(days)
        for name, span in list(self._kept):
            place = bisect_left(changed, span.first)
            if place < len(changed) and changed[place] <= span.last:
                del self._kept[name, span]

    def forget_all(self) -> None:
        """Forget everything, as another connection counts its own versions."""
        self._kept.clear()
        self._version = 0

    def at_version(self, version: int) -> None:
        """Forget everything if another program has written the file since."""
        if version != self._version:
            self._kept.clear()
            self._version = version
