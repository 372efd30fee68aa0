"""After the last capsule: the longer of what two labels name, with its day and whose it is."""

from __future__ import annotations

from datetime import date

import pytest

from isodiary.domain.course import Course
from isodiary.domain.screening import Answer, Said
from isodiary.domain.units import kg
from isodiary.resources import resources
from isodiary.services.catalogues import Catalogues
from isodiary.services.course import after

TODAY = date(2026, 11, 23)


@pytest.fixture(scope="module")
def catalogues():
    return Catalogues(resources() / "catalogue")


@pytest.fixture
def pregnancy(catalogues):
    """The spans of one country and product after a last capsule, the longest first."""

    def endings(country, last, product=""):
        return after.endings(
            catalogues.screening.precautions["pr_pregnancy"],
            date.fromisoformat(last),
            catalogues.leaflet.countries[country],
            catalogues.products.get(product),
        )

    return endings


@pytest.fixture
def clock_of(catalogues):
    def clock_of(
        ended, *answers, country="eu_uk", country_chosen=True, product="roaccutane", today=TODAY
    ):
        course = Course(
            start=date(2026, 1, 5), product="x", reference_weight_g=kg(64), ended_on=ended
        )
        return after.after_course(
            course,
            today,
            country=catalogues.leaflet.countries[country],
            country_chosen=country_chosen,
            product=catalogues.products.get(product),
            screening=catalogues.screening,
            given=answers,
        )

    return clock_of


def wait(clock, precaution):
    return next(each for each in clock.waits if each.precaution.id == precaution)


@pytest.mark.parametrize(
    ("last", "until"),
    [("2026-07-11", "2026-08-11"), ("2026-08-31", "2026-09-30"), ("2028-01-31", "2028-02-29")],
)
def test_one_calendar_month_in_europe(pregnancy, last, until):  # D2
    [only] = pregnancy("eu_uk", last)
    assert only.until.isoformat() == until


@pytest.mark.parametrize(
    ("last", "until", "span"),
    [
        ("2026-07-11", "2026-08-11", "1\xa0month"),
        ("2026-08-31", "2026-09-30", "1\xa0month"),
        ("2028-01-31", "2028-03-01", "30\xa0days"),
    ],
)
def test_of_a_month_and_thirty_days_the_later_one_counts(pregnancy, last, until, span):  # D3, D6
    longest, other = pregnancy("us", last)
    assert (longest.until.isoformat(), after.span_words(longest.span)) == (until, span)
    assert other.until <= longest.until


@pytest.mark.parametrize(
    ("last", "until"),
    [("2026-07-11", "2027-01-11"), ("2026-08-31", "2027-02-28"), ("2028-01-31", "2028-07-31")],
)
def test_six_months_in_india(pregnancy, last, until):  # D5
    assert pregnancy("in", last)[0].until.isoformat() == until


def test_the_makers_own_six_months_win_over_the_countrys_one_and_it_is_said_whose(pregnancy):
    longest, other = pregnancy("eu_uk", "2026-07-11", "isotroin")
    assert longest.until == date(2027, 1, 11)
    assert longest.whose == "the page of the maker of Isotroin"
    assert (other.until, other.whose) == (
        date(2026, 8, 11),
        "European Union and United Kingdom",
    )


def test_both_days_of_the_test_that_leaflets_name_are_told(clock_of):  # D2, D4
    clock = clock_of(date(2026, 7, 11))
    assert [test.until for test in wait(clock, "pr_pregnancy").tests] == [
        date(2026, 8, 11),
        date(2026, 8, 15),
    ]


def test_there_is_no_clock_while_the_course_goes_on(clock_of):
    assert clock_of(None) is None
    assert clock_of(date(2026, 11, 24)) is None


def test_the_days_since_the_last_capsule_are_counted(clock_of):
    assert after.since_words(clock_of(date(2026, 10, 23))) == (
        "Last capsule 23\xa0Oct\xa02026, 31\xa0days ago"
    )
    assert after.since_words(clock_of(TODAY)) == "Last capsule today, 23\xa0Nov\xa02026"


def test_pregnancy_is_shown_only_once_it_was_chosen(catalogues, clock_of):
    clock = clock_of(TODAY)
    assert not wait(clock, "pr_pregnancy").shown
    assert wait(clock, "pr_waxing").shown
    precaution = catalogues.screening.precautions["pr_pregnancy"]
    change = after.choose((), precaution, shown=True, day=TODAY)
    assert change is not None
    assert wait(clock_of(TODAY, change.edits[0].after), "pr_pregnancy").shown


def test_what_is_not_wanted_is_put_away(clock_of):
    no = Answer(key="pr_waxing_after", said=Said.NO, day=TODAY)
    assert not wait(clock_of(TODAY, no), "pr_waxing").shown


def test_only_what_labels_say_of_the_time_after_is_there(clock_of):
    assert "pr_sun" not in [each.precaution.id for each in clock_of(TODAY).waits]


def test_a_wait_is_told_as_what_labels_say_with_its_day(clock_of):
    clock = clock_of(date(2026, 11, 1))
    assert after.wait_words(wait(clock, "pr_waxing"), TODAY) == (
        "Labels say: None for a time.",
        "The time this label names goes on until 1\xa0May\xa02027 (6\xa0months): 159\xa0more days.",
        "Named too: 5\xa0months, 1\xa0Apr\xa02027",
    )


def test_a_wait_that_is_over_says_since_when(clock_of):
    blood = wait(clock_of(date(2026, 10, 1)), "pr_blood_donation")
    assert after.wait_words(blood, TODAY)[1] == (
        "The time this label names ended on 1\xa0Nov\xa02026 (1\xa0month)."
    )
    today = after.wait_words(blood, date(2026, 11, 1))[1]
    assert today.startswith("The time this label names ends today")


def test_no_day_is_named_before_a_country_is_chosen(clock_of):  # red before: that of Europe
    clock = clock_of(date(2026, 10, 1), country_chosen=False)
    said = after.wait_words(wait(clock, "pr_pregnancy"), TODAY)
    assert len(said) == 2
    assert said[1].startswith("How long differs by country, and none is chosen yet.")
    assert wait(clock, "pr_blood_donation").endings


def test_in_the_us_a_test_is_named_right_after_the_last_capsule(clock_of):  # red before
    clock = clock_of(date(2026, 10, 1), country="us")
    assert after.wait_words(wait(clock, "pr_pregnancy"), TODAY)[-1] == (
        "Leaflets name a pregnancy test: right after the last capsule and 1\xa0Nov\xa02026"
        " (1\xa0month)"
    )
    uk = clock_of(date(2026, 10, 1), country="uk")
    assert "right after" not in after.wait_words(wait(uk, "pr_pregnancy"), TODAY)[-1]


def test_a_wait_without_a_time_says_only_what_labels_say(clock_of):
    assert len(after.wait_words(wait(clock_of(TODAY), "pr_sharing"), TODAY)) == 1
