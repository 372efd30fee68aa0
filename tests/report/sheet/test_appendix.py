"""The pages behind the sheet hold every day, and say what the figures mean."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import closing
from dataclasses import replace
from datetime import timedelta
from typing import Any

import pytest

from isodiary.domain.dose import Dose, Outcome, Reason
from isodiary.domain.record import DayNote
from isodiary.domain.units import mg
from isodiary.fonts import load_fonts
from isodiary.report.output import html_file
from isodiary.report.sheet.content import Passage, SheetTable
from isodiary.report.sheet.options import SheetOptions
from isodiary.services.figures.appendix import read_appendix
from tests.report import written
from tests.report.conftest import flat
from tests.services import courses as made
from tests.services.labs.diaries import result

WHOLE = SheetOptions(appendix=True)
DAY = written.LAST - timedelta(days=1)


@pytest.fixture(scope="module")
def rich() -> Iterator[written.Written]:
    with closing(written.rich()) as made:
        yield made


@pytest.fixture
def small() -> Iterator[written.Written]:
    """Four days: partly taken, skipped, nothing recorded, extra."""
    diary = written.empty()
    made.begin(diary.diary, start=DAY - timedelta(days=3))
    days = [DAY - timedelta(days=number) for number in (3, 2, 1, 0)]
    written.write(
        diary.diary,
        Dose(day=days[0], slot=1, outcome=Outcome.PARTIAL, amount_ug=mg(10), note="dropped one"),
        Dose(day=days[1], slot=2, outcome=Outcome.SKIPPED, reason=Reason.NO_CAPSULES),
        Dose(day=days[3], slot=None, outcome=Outcome.TAKEN, amount_ug=mg(20)),
        made.symptom(days[3], 2, note="in the evening"),
        made.symptom(days[3], 0, "lips_dry"),
        DayNote(day=days[3], text="A long walk."),
        DayNote(day=days[2], text="Mine.", off_paper=True),
    )
    yield diary
    diary.close()


def parts(diary: written.Written, days: int) -> dict[str, Any]:
    return {part.title.split(",")[0]: part for part in diary.sheet(days, WHOLE).following}


def rows(part) -> list[tuple[str, ...]]:
    return [tuple(map(flat, row)) for row in part.rows]


def test_without_the_option_there_is_none(rich):
    assert rich.sheet(28).following == ()


def test_each_day_stands_with_its_doses_and_symptoms(small):
    assert rows(parts(small, 5)["Day by day"])[:4] == [
        ("19 Nov 2026", "10 mg in part", "not recorded", "–", "not answered"),
        ("20 Nov 2026", "not recorded", "skipped", "–", "not answered"),
        ("21 Nov 2026", "not recorded", "not recorded", "–", "not answered"),
        ("22 Nov 2026", "not recorded", "not recorded", "20 mg", "Headache 2; 1 with 0"),
    ]


def test_doses_not_taken_as_planned_stand_with_their_reasons(small):
    assert rows(parts(small, 5)["Doses not taken as planned"]) == [
        ("19 Nov 2026", "First dose", "partly taken", "10 mg", "not noted"),
        ("20 Nov 2026", "Second dose", "skipped", "–", "No capsules left"),
    ]
    note = parts(small, 5)["Doses not taken as planned"].note
    assert note == "Reasons: not noted 1, No capsules left 1."


def test_notes_stand_with_their_day_and_what_they_are_about(small):
    said = [(flat(one.headline), one.words) for one in parts(small, 5)["Notes"].sayings]
    assert said == [
        ("19 Nov 2026 – first dose, partly taken", "dropped one"),
        ("22 Nov 2026", "A long walk."),
        ("22 Nov 2026 – Headache, moderate (2 of 3)", "in the evening"),
    ]


def test_a_note_kept_off_paper_is_counted_and_not_read_on(small):
    found = read_appendix(small.diary, small.summary(5))
    assert found.notes_kept_off == 1
    assert "Mine." not in [row.note for row in found.days]


def test_the_days_of_the_appendix_add_up_to_the_figures_of_the_sheet(rich):
    summary = rich.summary(56)
    days = read_appendix(rich.diary, summary).days
    due = [(row, slot) for row in days for slot in row.due]
    assert len(due) == summary.dose.due
    recorded = [row.dose_of(slot) for row, slot in due]
    counts = {
        outcome: sum(d is not None and d.outcome is outcome for d in recorded)
        for outcome in Outcome
    }
    assert counts[Outcome.TAKEN] == summary.dose.taken
    assert counts[Outcome.SKIPPED] == summary.dose.skipped
    assert counts[Outcome.MISSED] == summary.dose.missed
    assert recorded.count(None) == summary.dose.not_recorded
    for figures in summary.symptoms:
        answers = [one for row in days for one in row.symptoms if one.symptom == figures.symptom]
        assert len(answers) == figures.days_answered
        assert sum(one.severity for one in answers) == figures.severity_sum


def test_every_result_stands_once_by_test_and_day(rich):
    tables = [part for part in rich.sheet(28, WHOLE).following if "All blood tests" in part.title]
    cells = [cell for table in tables for row in table.rows for cell in row[1:-1] if cell != "–"]
    assert len(cells) == len(rich.summary(28).labs)
    days = [column.label for table in tables for column in table.columns[1:-1]]
    assert len(days) == len(set(days)) == len({each.day for each in rich.summary(28).labs})


def test_a_blood_test_stands_with_its_unit_its_range_and_what_was_noted(small):
    noted = result(
        "ck",
        "210",
        "U/L",
        day=DAY,
        low="30",
        high="180",
        fasting=True,
        exercise=True,
        lab="Lab Nord",
    )
    plain = result("ferritin", "40", "", day=DAY, low=None, high=None, fasting=False)
    bare = replace(plain, id="bare", analyte="zinc", fasting=None)
    written.write(small.diary, noted, plain, bare)
    table = parts(small, 5)["All blood tests"]
    assert [flat(column.label) for column in table.columns] == [
        "Test",
        "22 Nov 2026",
        "lab’s range",
    ]
    assert sorted(rows(table)) == [
        ("CK", "210 H", "30–180 U/L"),
        ("ferritin", "40", "–"),
        ("zinc", "40", "–"),
    ]
    assert flat(table.note) == (
        "22 Nov 2026: CK fasting, after exercise, Lab Nord; ferritin not fasting."
    )


def test_only_results_and_ranges_stand_to_the_right(rich):
    tables = [part for part in rich.sheet(28, WHOLE).following if isinstance(part, SheetTable)]
    labs = [table for table in tables if table.columns[-1].label == "lab’s range"]
    columns = [column for table in tables for column in table.columns]
    assert [column for column in columns if column.number] == [
        column for table in labs for column in table.columns[1:]
    ]
    assert len(columns) > 12


def test_the_columns_of_every_table_share_its_width(rich, small):
    tables = [
        part
        for diary in (rich, small)
        for sheet in [diary.sheet(28, WHOLE)]
        for part in (sheet.steps, sheet.labs, *sheet.following)
        if isinstance(part, SheetTable)
    ]
    assert len({table.title.split(",")[0] for table in tables}) >= 5
    for table in tables:
        assert sum(column.share for column in table.columns) == 100, table.title
        assert {len(row) for row in table.rows} == {len(table.columns)}, table.title


def test_the_last_part_says_what_the_figures_mean(rich):
    *_, last = rich.sheet(28, WHOLE).following
    assert isinstance(last, Passage)
    assert [one.headline for one in last.sayings][:3] == [
        "Doses taken",
        "Milligrams taken",
        "Cumulative dose",
    ]


def test_the_file_for_screen_readers_has_the_appendix_too(qapp, rich):
    load_fonts()
    markup = html_file(rich.sheet(28, WHOLE))
    assert "<h2>Day by day," in markup
    assert "<h2>What the figures mean</h2>" in markup
    assert markup.count('<th scope="row"') > 50
