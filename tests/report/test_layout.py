"""A layout of the report comes back from the settings as it was, and rubbish does no harm."""

from __future__ import annotations

import json
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from isodiary.domain.period import Period
from isodiary.report.layout import (
    NAME_LIMIT,
    USUAL,
    ReportLayout,
    layout_text,
    layouts_text,
    read_layout,
    read_layouts,
    with_layout,
)
from isodiary.report.press.paper import Paper
from isodiary.report.sheet.options import NameShown, Section
from isodiary.services.figures.periods import REPORT_SPANS, Span
from isodiary.services.kept_off import PRINTED, Module
from isodiary.ui.settings import Settings

FULL = ReportLayout(
    name="For Dr Nowak, “short” = [1]; @x\\",
    span=Span.OWN,
    own=Period(first=date(2026, 10, 1), last=date(2026, 11, 1)),
    paper=Paper.LETTER,
    without=frozenset({Section.LABS, Section.CHART}),
    appendix=True,
    shown=NameShown.INITIALS,
    printed=frozenset({Module.INTIMACY}),
)

layouts = st.builds(
    ReportLayout,
    name=st.text(max_size=NAME_LIMIT),
    span=st.sampled_from(REPORT_SPANS),
    own=st.none() | st.builds(Period, first=st.dates(), last=st.dates()),
    paper=st.sampled_from(Paper),
    without=st.frozensets(st.sampled_from(Section)),
    appendix=st.booleans(),
    shown=st.sampled_from(NameShown),
    printed=st.frozensets(st.sampled_from(Module)),
)


@given(layouts)
def test_every_layout_can_be_read_back(layout):
    assert read_layout(layout_text(layout)) == layout


def test_layouts_come_back_in_the_next_start(tmp_path):
    path = tmp_path / "isodiary.ini"
    first = Settings(path)
    first.layouts = with_layout((), FULL)
    first.report = FULL
    first.save()
    assert Settings(path).layouts == (FULL,)
    assert Settings(path).report == FULL


@pytest.mark.parametrize(
    "rubbish",
    [
        *("", "rubbish", "{}", "[]", "null", "a,b", "[1]", "@Invalid()", '{"name": 1}', "[" * 9999),
        json.dumps(json.loads(layout_text(FULL)) | {"span": "13"}),
        json.dumps(json.loads(layout_text(FULL)) | {"own": ["2026-10-01"]}),
        json.dumps(json.loads(layout_text(FULL)) | {"own": ["x", "y"]}),
        json.dumps(json.loads(layout_text(FULL)) | {"name": "x" * (NAME_LIMIT + 1)}),
        json.dumps(json.loads(layout_text(FULL)) | {"without": "labs"}),
        json.dumps(json.loads(layout_text(FULL)) | {"without": [["labs"]]}),
    ],
)
def test_rubbish_in_the_file_is_the_usual_sheet_and_no_layouts(tmp_path, rubbish):
    settings = Settings(tmp_path / "isodiary.ini")
    settings.store.setValue("report/options", rubbish)
    settings.store.setValue("report/layouts", f"[{rubbish}]" if rubbish else "x")
    assert settings.report == USUAL
    assert settings.layouts == ()


def test_two_layouts_of_one_name_are_rubbish():
    with pytest.raises(ValueError, match="names"):
        read_layouts(f"[{layout_text(FULL)}, {layout_text(FULL)}]")


def test_what_a_newer_isodiary_names_is_passed_over():
    newer = json.loads(layout_text(FULL)) | {"without": ["labs", "photos"], "printed": ["x"]}
    assert read_layout(json.dumps(newer)).without == {Section.LABS}
    assert read_layout(json.dumps(newer)).printed == frozenset()


def test_a_layout_replaces_the_one_of_its_name_and_they_stand_by_name():
    a, b = ReportLayout(name="a"), ReportLayout(name="B")
    again = ReportLayout(name="a", appendix=True)
    assert with_layout(with_layout((b,), a), again) == (again, b)
    assert read_layouts(layouts_text((b, a))) == (a, b)


def test_the_next_start_begins_without_the_days_and_without_what_is_off_first():
    asked = ReportLayout(
        name="x",
        span=Span.COURSE,
        appendix=True,
        printed=frozenset(Module),
        shown=NameShown.NONE,
    )
    again = asked.for_next_start()
    assert (again.name, again.span, again.printed) == ("", Span.SINCE_VISIT, PRINTED)
    assert (again.appendix, again.shown) == (True, NameShown.NONE)


def test_mood_that_was_switched_off_stays_off_in_the_next_start():
    assert ReportLayout(printed=frozenset()).for_next_start().printed == frozenset()


def test_a_section_left_out_is_not_among_the_options():
    options = FULL.options(frozenset({"headache"}))
    assert options.sections == frozenset(Section) - {Section.LABS, Section.CHART}
    assert (options.name, options.appendix) == (NameShown.INITIALS, True)
    assert options.keep_off == {"headache"}
