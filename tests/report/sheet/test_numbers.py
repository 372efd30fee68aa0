"""A number is the same on the sheet, on the screen and in `summary --json`."""

from __future__ import annotations

import json
from collections.abc import Iterator
from contextlib import closing
from datetime import date, timedelta
from fractions import Fraction

import pytest

from isodiary.domain.period import Period
from isodiary.domain.units import rounded
from isodiary.report.output import html_file
from isodiary.report.sheet.options import SheetOptions
from isodiary.report.table_chart.rows import Tally
from isodiary.services.days.today import SQUARE_DAYS, read_figures, read_today
from isodiary.services.exchange.summary_json import as_json
from isodiary.services.figures.steps import read_steps
from isodiary.services.figures.trends import read_trends
from isodiary.services.habits import PLAIN
from isodiary.storage.reads.days import tracked
from isodiary.ui.kit.text import Text
from isodiary.ui.look.theme import Theme, ThemeChoice
from isodiary.ui.today.side_cards import LastDaysCard, SoFarCard
from isodiary.ui.trends.steps import StepModel
from tests.report import written
from tests.report.conftest import flat

DAYS = (14, 28, 56, 90)
MONTHS = ["Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"]


@pytest.fixture(scope="module")
def diary() -> Iterator[written.Written]:
    with closing(written.rich()) as made:
        yield made


@pytest.fixture(params=DAYS)
def days(request) -> int:
    chosen: int = request.param
    return chosen


@pytest.fixture
def printed(diary, days):
    return diary.sheet(days)


@pytest.fixture
def told(diary, days):
    """What a script reads."""
    return json.loads(json.dumps(as_json(diary.summary(days))))


def half_up(value: float, decimals: int = 0) -> str:
    return f"{rounded(Fraction(value), decimals)}"


def short(day: date) -> str:
    """Return "18 Aug" wherever the tests run; `%b` would name the month as they do there."""
    return f"{day.day} {MONTHS[day.month - 1]}"


def plain(text: str) -> str:
    """Return text without the spaces that set thousands apart."""
    return flat(text).replace(" ", "")


def box_words(printed) -> list[str]:
    return [plain(" ".join((box.figure, box.unit, *box.lines))) for box in printed.boxes]


def test_the_boxes_say_what_a_script_reads(printed, told):
    dose = told["dose"]
    plan, cumulative, doses, meals = box_words(printed)
    assert f"{dose['planned_mg_per_day']:g}mg" in plan
    assert f"{half_up(dose['mg_per_kg_per_day'], 2)}mg/kg" in plan
    assert cumulative.startswith(f"{half_up(dose['cumulative_mg_per_kg'], 1)}mg/kg")
    assert f"{dose['cumulative_mg']:g}mg," in cumulative
    assert f"{half_up(dose['highest_mg_per_kg'], 1)}withunrecordeddoses" in cumulative
    assert f"{told['course']['target_mg_per_kg']:g}mg/kg" in cumulative
    assert f"{told['course']['reference_weight_kg']:g}kg" in cumulative
    assert doses.startswith(f"{dose['taken'] + dose['partial']}of{dose['due']}")
    assert f"{half_up(dose['adherence_percent'])}%·" in doses
    assert f"{dose['taken_mg']:g}of{dose['scheduled_mg']:g}mg" in doses
    said = {"skipped": "skipped", "missed": "missed", "unknown": "notknown"}
    for name, words in {**said, "not_recorded": "notrecorded"}.items():
        assert (f"{dose[name]}{words}" in doses) == bool(dose[name])
    assert meals.startswith(f"{half_up(dose['with_meal_percent'])}%")


def test_the_head_says_what_a_script_reads(printed, told):
    course = told["course"]
    first, last = (date.fromisoformat(told[end]) for end in ("from", "to"))
    assert plain(printed.course) == (
        f"Courseday{course['day']}·week{course['week']}of{course['planned_weeks']}"
    )
    assert printed.length == f"{(last - first).days + 1} days"


def test_each_symptom_stands_once_with_the_figures_a_script_reads(diary, printed, told):
    rows = {row.name: row for row in printed.chart.rows.symptoms}
    for figures in told["symptoms"]:
        name = diary.names[figures["id"]]
        if name not in rows:
            assert figures["days_present"] == 0
            assert name in printed.chart.note
            continue
        row = rows.pop(name)
        assert row.worst == figures["worst"]
        assert row.since == Tally(count=figures["days_present"], of=figures["days_answered"])
    assert all(row.since is None for row in rows.values())


def test_warning_signs_are_those_a_script_reads(diary, printed, told):
    assert len(printed.signs.signs) == len(told["warning_signs"])
    for sign, read in zip(printed.signs.signs, told["warning_signs"], strict=True):
        day = date.fromisoformat(read["day"])
        assert flat(sign.headline).startswith(f"{short(day)} – {diary.names[read['id']]}")
        assert f"({read['severity']} of 3)" in sign.headline


def test_dose_steps_are_those_a_script_reads_and_the_screen_shows(qapp, diary, printed, told, days):
    charted = [each.symptom for each in tracked(diary.diary)]
    ids = {diary.names[each]: each for each in charted}
    shown = tuple(ids[column.label] for column in printed.steps.columns[3:])
    assert len(shown) == 3
    model = StepModel()
    model.show_steps(read_steps(diary.diary, diary.summary(days), charted), shown, diary.names)
    assert model.rowCount() == len(printed.steps.rows) == len(told["steps"])
    for place, (row, step) in enumerate(zip(printed.steps.rows, told["steps"], strict=True)):
        screen = [model.cell(place, column) for column in range(7)]
        first = date.fromisoformat(step["from"])
        means = [half_up(step["symptoms"][name], 1) for name in shown]
        assert flat(row[0]) == f"{step['mg_per_day']:g} mg from {short(first)}"
        assert plain(row[0]).startswith(plain(screen[0].words).removesuffix("aday"))
        assert (
            [plain(cell) for cell in row[1:3]]
            == [str(step["days"]), f"{half_up(step['adherence_percent'])}%"]
            == [plain(cell.words) for cell in screen[1:3]]
        )
        assert list(row[3:]) == means == [flat(cell.words).split()[0] for cell in screen[4:7]]


def test_blood_tests_are_those_a_script_reads(diary, printed, told):
    newest = {}
    for result in sorted(told["labs"], key=day_of):
        newest[diary.names[result["id"]], result["unit"]] = result
    rows = {(row[0], row[-1].rpartition(" ")[2]): row for row in printed.labs.rows}
    assert set(rows) == set(newest)
    for name, row in rows.items():
        result = newest[name]
        latest = [cell for cell in row[1:-1] if cell != "–"][-1]
        value, *flag = flat(latest).split(",")[0].split()
        assert float(value) == result["value"]
        assert flag == ([result["flag"]] if result["flag"] else [])


def day_of(result) -> str:
    return str(result["day"])


def test_today_says_what_the_sheet_says(qapp, diary):
    theme = Theme(ThemeChoice.LIGHT)
    today = read_today(diary.diary, written.LAST, now=written.NOW)
    warning_signs = diary.catalogues.warning_signs
    summary = read_figures(diary.diary, written.LAST, now=written.NOW, warning_signs=warning_signs)
    assert summary is not None
    so_far, last_days = SoFarCard(theme), LastDaysCard(theme)
    so_far.show_summary(summary, PLAIN)
    last_days.show_today(today, summary)
    said = plain(" ".join(each.text() for each in so_far.findChildren(Text)))
    printed = diary.sheet(SQUARE_DAYS)
    cumulative = printed.boxes[1]
    assert plain(cumulative.figure).removesuffix("mg/kg") in said
    assert plain(cumulative.lines[1]).partition(",")[0] in said
    assert plain(cumulative.lines[2]).removesuffix("withunrecordeddoses") in said
    counts = plain(" ".join(each.text() for each in last_days.findChildren(Text)))
    assert plain(printed.boxes[2].figure) in counts
    parts = [part for line in printed.boxes[2].lines[1:] for part in flat(line).split(", ")]
    for part in parts:
        if "in part" not in part:
            assert plain(part).rstrip(",") in counts


def test_trends_show_the_worst_and_the_days_that_the_sheet_says(diary, days, told):
    period = Period(first=written.LAST - timedelta(days=days - 1), last=written.LAST)
    for figures in told["symptoms"]:
        (line,) = read_trends(diary.diary, period, [figures["id"]]).lines
        severities = [severity for _, severity in line.answers()]
        assert line.worst == figures["worst"]
        assert len(severities) == figures["days_answered"]
        assert sum(severity > 0 for severity in severities) == figures["days_present"]
        assert sum(severities) / len(severities) == pytest.approx(figures["mean"])


def test_the_foot_says_how_the_entries_of_the_period_were_made(diary, days, printed):
    made = diary.summary(days).reliability
    share = half_up(float(made.same_day_percent))
    assert flat(printed.reliability).endswith(
        f"{share} % of entries made the same day, {made.entries - made.same_day} late, "
        f"{made.edited_later} edited later."
    )


def test_the_file_and_the_pages_are_made_of_the_same_sheet(qapp, diary, days):
    content = diary.sheet(days, SheetOptions(appendix=True))
    read = plain(html_file(content))
    for box in content.boxes:
        assert all(
            plain(text).replace("&", "&amp;") in read for text in (box.figure, box.unit, *box.lines)
        )
