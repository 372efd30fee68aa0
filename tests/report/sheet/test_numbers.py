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
    return [plain(" ".join((box.figure, *box.lines))) for box in printed.boxes]


def test_the_boxes_say_what_a_script_reads(printed, told):
    dose = told["dose"]
    plan, cumulative, doses, meals = box_words(printed)
    assert f"{dose['planned_mg_per_day']:g}mg" in plan
    assert f"{half_up(dose['mg_per_kg_per_day'], 2)}mg/kg" in plan
    assert cumulative.startswith(f"{dose['cumulative_mg']:g}mg")
    assert f"{half_up(dose['cumulative_mg_per_kg'], 1)}mg/kg" in cumulative
    assert f"({half_up(dose['highest_mg_per_kg'], 1)}ifallopenweretaken)" in cumulative
    assert f"{dose['target_mg']:g}mg" in cumulative
    assert f"{told['course']['reference_weight_kg']:g}kg" in cumulative
    assert doses.startswith(f"{dose['taken'] + dose['partial']}of{dose['due']}")
    assert f"({half_up(dose['adherence_percent'])}%)" in doses
    assert f"{dose['taken_mg']:g}mgof{dose['scheduled_mg']:g}mg" in doses
    for name in ("skipped", "missed", "unknown", "not_recorded"):
        assert (f"{dose[name]}{name.replace('_', '')}" in doses) == bool(dose[name])
    assert meals.startswith(f"{half_up(dose['with_meal_percent'])}%")


def test_the_head_says_what_a_script_reads(printed, told):
    course = told["course"]
    first, last = (date.fromisoformat(told[end]) for end in ("from", "to"))
    assert plain(printed.course) == (
        f"Courseday{course['day']}·week{course['week']}of{course['planned_weeks']}"
    )
    assert printed.length == f"{(last - first).days + 1} days"


def test_each_symptom_stands_once_with_the_figures_a_script_reads(diary, printed, told):
    rows = {row[0]: row for row in printed.symptoms.rows}
    mood = plain(" ".join(printed.mood.lines))
    note = plain(printed.symptoms.note)
    for figures in told["symptoms"]:
        name = diary.names[figures["id"]]
        share = f"{figures['days_present']} of {figures['days_answered']}"
        if figures["id"] in diary.mood:
            assert name not in rows
            assert plain(name) in mood
            assert plain(share) in mood
        elif name in rows:
            assert rows[name][1:3] == (str(figures["worst"]), share)
        else:
            assert figures["days_present"] == 0
            assert plain(f"{name} ({share})") in note


def test_warning_signs_are_those_a_script_reads(diary, printed, told):
    assert len(printed.signs.signs) == len(told["warning_signs"])
    for sign, read in zip(printed.signs.signs, told["warning_signs"], strict=True):
        day = date.fromisoformat(read["day"])
        assert flat(sign.headline).startswith(f"{short(day)} – {diary.names[read['id']]}")
        assert f"({read['severity']} of 3)" in sign.headline


def test_dose_steps_are_those_a_script_reads_and_the_screen_shows(qapp, diary, printed, told, days):
    charted = [each.symptom for each in tracked(diary.diary)]
    shown = tuple(charted[:2])
    model = StepModel()
    model.show_steps(read_steps(diary.diary, diary.summary(days), charted), shown, diary.names)
    assert model.rowCount() == len(printed.steps.rows) == len(told["steps"])
    for place, (row, step) in enumerate(zip(printed.steps.rows, told["steps"], strict=True)):
        screen = [model.cell(place, column) for column in range(6)]
        first = date.fromisoformat(step["from"])
        means = [half_up(step["symptoms"][name], 1) for name in shown]
        assert flat(row[0]) == f"{step['mg_per_day']:g} mg a day, from {short(first)}"
        assert plain(row[0]).startswith(plain(screen[0].words))
        assert (
            [plain(cell) for cell in row[1:3]]
            == [str(step["days"]), f"{half_up(step['adherence_percent'])}%"]
            == [plain(cell.words) for cell in screen[1:3]]
        )
        assert list(row[3:]) == means == [flat(cell.words).split()[0] for cell in screen[4:6]]


def test_blood_tests_are_those_a_script_reads(diary, printed, told):
    newest = {}
    for result in sorted(told["labs"], key=day_of):
        newest[f"{diary.names[result['id']]} {result['unit']}"] = result
    assert {row[0] for row in printed.labs.rows} == set(newest)
    for row in printed.labs.rows:
        result = newest[row[0]]
        value, *flag = flat(row[-2]).split(",")[0].split()
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
    assert plain(cumulative.figure) in said
    assert plain(cumulative.lines[0]).removeprefix("cumulative,").removesuffix("mg/kg") in said
    assert plain(cumulative.lines[1]).strip("()").removesuffix("ifallopenweretaken") in said
    counts = plain(" ".join(each.text() for each in last_days.findChildren(Text)))
    assert plain(printed.boxes[2].figure) in counts
    for part in flat(printed.boxes[2].lines[2]).split(", "):
        if "in part" not in part:
            assert plain(part).replace("unknown", "notknown") in counts


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
        assert all(plain(text).replace("&", "&amp;") in read for text in (box.figure, *box.lines))
