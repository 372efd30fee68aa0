"""The made-up diary: believable, and the same again from the same seed."""

from __future__ import annotations

from collections import Counter
from contextlib import closing
from datetime import date, timedelta

import pytest

from isodiary.domain.acne import AcneCheck
from isodiary.domain.change import Act
from isodiary.domain.course import Phase
from isodiary.domain.day import ONE_DAY
from isodiary.domain.dose import Dose, Outcome
from isodiary.domain.lab import LabResult, PlannedTest
from isodiary.domain.record import Contact, Question, Visit, Weight
from isodiary.domain.symptom import SymptomEntry
from isodiary.domain.units import mg
from isodiary.fonts import load_fonts
from isodiary.report.press.pages import Pages
from isodiary.report.press.paper import Paper
from isodiary.report.sheet.sheet import visit_sheet
from isodiary.resources import resources
from isodiary.services.catalogues import Catalogues
from isodiary.services.figures.course_days import read_course_days
from isodiary.services.figures.summarise import summarise
from isodiary.services.sample.course import Dice, make_story
from isodiary.services.sample.fill import fill, made_up
from isodiary.storage.copying import write_new
from isodiary.storage.history import LOGS
from isodiary.storage.opening import open_diary
from isodiary.storage.rows import TABLES
from tests.clock import EVENING
from tests.scratch import scratch_diary

UNTIL = EVENING.date()
CATALOGUES = Catalogues(resources() / "catalogue")
DAILY = CATALOGUES.symptoms.daily


def sample(*, weeks=12, until=UNTIL, seed=1):
    diary = scratch_diary()
    fill(diary, weeks=weeks, until=until, seed=seed, daily=DAILY)
    return diary


def dump(diary):
    tables = [table.name for table in TABLES] + list(LOGS)
    return {name: diary.rows(f"select * from {name} order by 1, 2") for name in tables}


@pytest.fixture(scope="module")
def diary():
    with closing(sample()) as made:
        yield made


def test_the_same_seed_makes_the_same_diary(diary):
    with closing(sample()) as again:
        assert dump(again) == dump(diary)


@pytest.mark.parametrize("other", [{"seed": 2}, {"weeks": 11}, {"until": UNTIL - ONE_DAY}])
def test_another_wish_makes_another_diary(diary, other):
    with closing(sample(**other)) as another:
        assert dump(another) != dump(diary)


@pytest.mark.parametrize("weeks", [1, 2, 3, 5, 30, 120])
@pytest.mark.parametrize("seed", [1, 2, 3])
def test_every_length_makes_a_sound_diary_that_can_be_summed_up(weeks, seed):
    with closing(sample(weeks=weeks, seed=seed)) as made:
        assert not made.damaged()
        assert not made.problems()
        found = summarise(made, now=EVENING, warning_signs=CATALOGUES.warning_signs)
        assert found.course_day == 7 * weeks
        assert len(found.phases) >= min(3, 1 + weeks // 5)


def test_it_can_end_on_any_day(diary):
    for away in range(1, 8):
        with closing(sample(weeks=5, until=UNTIL + timedelta(days=away))) as made:
            weekdays = {visit.day.weekday() for visit in made.all(Visit)}
            assert weekdays <= set(range(5)), "no one sees patients at the weekend"


def test_most_doses_are_taken_and_the_others_are_of_every_kind(diary):
    outcomes = Counter(dose.outcome for dose in diary.all(Dose))
    assert set(outcomes) == set(Outcome)
    found = summarise(
        diary, now=EVENING, first=UNTIL - timedelta(days=83), warning_signs=CATALOGUES.warning_signs
    )
    assert found.dose.adherence is not None
    assert 91 <= found.dose.adherence <= 95
    assert found.dose.not_recorded


def test_a_skipped_dose_has_a_reason(diary):
    skipped = diary.where(Dose, "outcome = 'skipped'")
    assert all(dose.reason for dose in skipped)


def test_the_last_evening_is_still_to_come(diary):
    assert [dose.slot for dose in diary.between(Dose, UNTIL, UNTIL)] == [1]
    assert not diary.between(SymptomEntry, UNTIL, UNTIL)
    assert diary.history.last_at() <= EVENING


def test_the_dose_rises_after_visits(diary):
    daily = [phase.daily_ug // 1000 for phase in diary.all(Phase, order="number")]
    assert daily == [30, 40, 50]
    starts = {phase.start for phase in diary.all(Phase, order="number")[1:]}
    assert starts <= {visit.day + ONE_DAY for visit in diary.all(Visit)}


LENGTHS = range(1, 41)


def made(weeks, kind):
    """Return the entries of a kind of a made-up course, as they are at its end."""
    held = {}
    for event in made_up(weeks=weeks, until=UNTIL, seed=1, daily=DAILY):
        for edit in event.change.edits:
            held.update({edit.entry.id: edit.after} if hasattr(edit.entry, "id") else {})
    return [entry for entry in held.values() if isinstance(entry, kind)]


@pytest.mark.parametrize("weeks", LENGTHS)
def test_it_ends_some_days_before_a_visit(weeks):  # red before: it could be the day after
    for away in range(7):
        until = UNTIL + timedelta(days=away)
        days = make_story(Dice(1), weeks=weeks, until=until).visits
        assert 4 <= (days[-1] - until).days <= 6
        assert all((until - day).days >= 21 for day in days[:-1])
        assert all(day.weekday() < 5 for day in days)


@pytest.mark.parametrize("weeks", [1, 2, 4, 5, 9, 40])
def test_each_length_has_what_a_report_shows(weeks):
    assert len(made(weeks, Question)) == 2
    assert made(weeks, LabResult)
    assert made(weeks, AcneCheck)
    first = min(made(weeks, Phase), key=lambda phase: phase.number)
    assert [sum(slot.amount_ug for slot in day) for day in first.plan.days] == [mg(40), mg(20)]
    [test] = made(weeks, PlannedTest)
    assert UNTIL < test.day < max(visit.day for visit in made(weeks, Visit))


@pytest.mark.parametrize("weeks", [1, 4, 5, 8, 12, 24, 40])
def test_its_report_is_full_and_one_page(qapp, weeks):
    with closing(sample(weeks=weeks)) as diary:
        signs = CATALOGUES.warning_signs
        found = summarise(diary, now=EVENING, warning_signs=signs)
        assert found.period.days >= min(7 * weeks, 21)
        content = visit_sheet(
            found,
            read_course_days(diary, found, warning_signs=signs),
            CATALOGUES.names(()),
            printed=EVENING,
            version="1.0",
            tracked=DAILY,
        )
    assert content.signs.signs
    assert len(content.chart.rows.symptoms) >= 4
    parts = (content.steps, content.acne, content.labs, content.questions, content.agreed)
    assert None not in parts
    assert len(content.steps.rows) >= 1 + (weeks > 4) + (weeks > 8)
    assert bool(content.agreed.before) == (weeks > 4)
    load_fonts()
    assert [Pages(content, paper).count for paper in Paper] == [1, 1]


def test_one_visit_is_planned_ahead(diary):
    assert sum(visit.day > UNTIL for visit in diary.all(Visit)) == 1


def test_a_long_course_has_a_pause():
    with closing(sample(weeks=24)) as made:
        (pause,) = [phase for phase in made.all(Phase) if phase.pause]
        assert not made.between(Dose, pause.start, pause.until)
        begun, *later = [
            (phase, made.history.of_entry(phase.id)[0][0].act)
            for phase in made.all(Phase, order="number")
        ]
        assert begun[1] is Act.BEGIN_COURSE
        for phase, act in later:
            assert act is (Act.PAUSE_COURSE if phase.pause else Act.NEW_PHASE)
        assert len(later) >= 3


def test_lips_are_worst_and_follow_the_dose(diary):
    found = summarise(diary, now=EVENING, warning_signs=CATALOGUES.warning_signs)
    assert found.symptoms[0].symptom == "lips_dry"
    means = [step.symptoms["lips_dry"].mean for step in found.steps]
    assert means == sorted(means)


def test_acne_flares_in_the_first_weeks(diary):
    start = UNTIL - timedelta(days=83)
    weeks_two_to_five = diary.between(
        SymptomEntry, start + timedelta(days=7), start + timedelta(days=34)
    )
    later = diary.between(SymptomEntry, start + timedelta(days=49), UNTIL)

    def mean(entries):
        found = [entry.severity for entry in entries if entry.symptom == "acne_flare"]
        return sum(found) / len(found)

    assert mean(weeks_two_to_five) > 1 > mean(later)


def test_there_is_one_warning_sign_and_it_is_in_the_last_weeks(diary):
    found = summarise(diary, now=EVENING, warning_signs=CATALOGUES.warning_signs)
    assert [sign.symptom for sign in found.warning_signs] == ["headache_severe"]


def test_some_days_are_not_answered(diary):
    answered = {entry.day for entry in diary.all(SymptomEntry)}
    assert 70 <= len(answered) < 83


def test_labs_are_monthly_and_have_the_labs_ranges(diary):
    results = diary.all(LabResult)
    assert len({result.day for result in results}) == 3
    assert all(result.high is not None for result in results)
    assert "H" in {result.flag for result in results}


def test_most_entries_are_made_the_same_day_and_some_are_edited(diary):
    found = summarise(
        diary, now=EVENING, first=UNTIL - timedelta(days=83), warning_signs=CATALOGUES.warning_signs
    )
    assert 75 <= (found.reliability.same_day_percent or 0) <= 95
    assert found.reliability.edited_later


def test_the_history_runs_forward(diary):
    moments = [at for (at,) in diary.rows("select at from history order by number")]
    assert moments == sorted(moments)


def test_nobody_can_be_reached_under_its_numbers(diary):
    assert all("made up" in contact.name for contact in diary.all(Contact))


def test_weights_are_noted_at_visits(diary):
    weighed = {weight.day for weight in diary.all(Weight)}
    assert len(weighed) == 3


def test_the_file_is_the_same_as_what_was_in_memory(diary, tmp_path):
    write_new(diary, tmp_path / "sample.sqlite")
    with closing(open_diary(tmp_path / "sample.sqlite", now=EVENING)) as file:
        assert dump(file) == dump(diary)
        assert not file.read_only


@pytest.mark.parametrize("year", [1901, 2000, 2199])
def test_it_can_end_in_another_century(year):
    with closing(sample(weeks=2, until=date(year, 1, 3))) as made:
        assert made.all(Dose)


def test_acne_is_checked_on_sundays_and_gets_less(diary):
    checks = diary.all(AcneCheck, order="day")
    assert len(checks) > 6
    assert {check.day.isoweekday() for check in checks[1:]} == {7}
    assert 1 <= sum(check.gags is not None for check in checks) < len(checks) / 2
    assert checks[-1].inflammatory < checks[0].inflammatory
