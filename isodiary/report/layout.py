"""The patient's own layout of a report, and how the settings keep it: one line of JSON."""

from __future__ import annotations

import json
from collections.abc import Sequence
from dataclasses import replace
from datetime import date
from enum import StrEnum
from typing import Any, TypeVar

from isodiary.domain.period import Period
from isodiary.domain.values import dataclass
from isodiary.report.press.paper import Paper
from isodiary.report.sheet.options import NameShown, Section, SheetOptions
from isodiary.services.figures.periods import REPORT_SPANS, Span
from isodiary.services.kept_off import PRINTED, Module

NAME_LIMIT = 40

Word = TypeVar("Word", bound=StrEnum)


@dataclass(frozen=True, slots=True, kw_only=True)
class ReportLayout:
    """What is chosen on the page of the report.

    Attributes:
        name: The patient's name for it; empty for one that is not saved.
        span: The days it covers.
        own: First and last day, where the patient typed them.
        paper: The size.
        without: The sections left out; a section of a newer isodiary is printed.
        appendix: Whether every day of the period follows the sheet.
        shown: How much of the patient's name is printed.
        printed: The parts of the diary that are printed, unless a mark keeps them off.
    """

    name: str = ""
    span: Span = Span.SINCE_VISIT
    own: Period | None = None
    paper: Paper = Paper.A4
    without: frozenset[Section] = frozenset()
    appendix: bool = False
    shown: NameShown = NameShown.WHOLE
    printed: frozenset[Module] = PRINTED

    def options(self, keep_off: frozenset[str]) -> SheetOptions:
        """Return what the sheet is told; `keep_off` are the ids that stay off paper."""
        return SheetOptions(
            sections=frozenset(Section) - self.without,
            name=self.shown,
            keep_off=keep_off,
            appendix=self.appendix,
        )

    def is_like(self, other: ReportLayout) -> bool:
        """Whether both print the same, whatever they are called."""
        return replace(self, name="") == replace(other, name="")

    def for_next_start(self) -> ReportLayout:
        """Return what the next start begins with: no old period, and nothing that is off first."""
        return ReportLayout(
            paper=self.paper,
            without=self.without,
            appendix=self.appendix,
            shown=self.shown,
            printed=self.printed & PRINTED,
        )


USUAL = ReportLayout()


def with_layout(layouts: Sequence[ReportLayout], new: ReportLayout) -> tuple[ReportLayout, ...]:
    """Return the layouts with a new one, in place of one of the same name, by name."""
    others = [each for each in layouts if each.name != new.name]
    return tuple(sorted((*others, new), key=_by_name))


def layouts_text(layouts: Sequence[ReportLayout]) -> str:
    """Return layouts as the settings keep them."""
    return json.dumps([_plain(each) for each in layouts])


def read_layouts(raw: object) -> tuple[ReportLayout, ...]:
    """Return the layouts that `layouts_text` made a text of.

    Raises:
        ValueError: It is another text.
    """
    listed = _parsed(raw)
    if not isinstance(listed, list):
        raise ValueError("not a list of layouts")
    found = [_read(each) for each in listed]
    names = {each.name for each in found}
    if len(names) != len(found) or "" in names:
        raise ValueError("layouts need names of their own")
    return tuple(sorted(found, key=_by_name))


def layout_text(layout: ReportLayout) -> str:
    """Return one layout as the settings keep it."""
    return json.dumps(_plain(layout))


def read_layout(raw: object) -> ReportLayout:
    """Return the layout that `layout_text` made a text of.

    Raises:
        ValueError: It is another text.
    """
    return _read(_parsed(raw))


def _by_name(layout: ReportLayout) -> tuple[str, str]:
    return layout.name.casefold(), layout.name


def _plain(layout: ReportLayout) -> dict[str, Any]:
    own = layout.own
    return {
        "name": layout.name,
        "span": layout.span.value,
        "own": [own.first.isoformat(), own.last.isoformat()] if own else None,
        "paper": layout.paper.value,
        "without": sorted(layout.without),
        "appendix": layout.appendix,
        "shown": layout.shown.value,
        "printed": sorted(layout.printed),
    }


def _parsed(raw: object) -> Any:
    if not isinstance(raw, str):
        raise ValueError(f"not a text: {raw!r}")
    try:
        return json.loads(raw)
    except RecursionError:
        raise ValueError("nested too deeply") from None


def _read(plain: Any) -> ReportLayout:
    try:
        return ReportLayout(
            name=_name(plain["name"]),
            span=_span(plain["span"]),
            own=_own(plain["own"]),
            paper=Paper(plain["paper"]),
            without=_without(plain["without"]),
            appendix=plain["appendix"] is True,
            shown=NameShown(plain["shown"]),
            printed=_words(Module, plain["printed"]),
        )
    except (TypeError, KeyError) as error:
        raise ValueError(f"not a layout: {error}") from None


def _span(raw: Any) -> Span:
    if raw not in REPORT_SPANS:
        raise ValueError(f"not a span of a report: {raw!r}")
    return Span(raw)


def _name(raw: object) -> str:
    if not isinstance(raw, str) or len(raw) > NAME_LIMIT:
        raise ValueError(f"not the name of a layout: {raw!r}")
    return raw


def _own(raw: Any) -> Period | None:
    if raw is None:
        return None
    first, last = raw
    return Period(first=date.fromisoformat(first), last=date.fromisoformat(last))


def _without(raw: Any) -> frozenset[Section]:
    """Return the sections that are left out; that of the symptoms is part of the chart now."""
    found = _words(Section, raw)
    return found | {Section.CHART} if "symptoms" in raw else found


def _words(kind: type[Word], raw: Any) -> frozenset[Word]:
    """Return the words that this isodiary knows; those of a newer one are passed over."""
    if not isinstance(raw, list):
        raise ValueError(f"not a list: {raw!r}")
    known = {each.value: each for each in kind}
    return frozenset(known[each] for each in raw if each in known)
