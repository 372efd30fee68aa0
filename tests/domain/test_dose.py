"""Doses: what can be, what cannot, and capsules as they are typed."""

from __future__ import annotations

from datetime import UTC, date, datetime
from decimal import Decimal
from itertools import combinations
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from isodiary.domain.dose import (
    LARGEST_DOSE_UG,
    MOST_CAPSULES,
    Dose,
    Outcome,
    capsules_of,
    capsules_text,
    counted,
    parse_capsules,
    part_of,
)
from isodiary.domain.units import mg

MONDAY = date(2026, 11, 23)
EVENING = datetime(2026, 11, 23, 19, tzinfo=UTC)

STRENGTHS = st.lists(st.integers(1, mg(40)), min_size=1, max_size=20)
MARKETED = st.lists(st.sampled_from([mg(5), mg(10), mg(20), mg(25), mg(40)]), max_size=6)


def dose(outcome=Outcome.TAKEN, slot=1, **rest) -> Dose:
    return Dose(day=MONDAY, slot=slot, outcome=outcome, **rest)


@pytest.mark.parametrize(
    ("made", "why"),
    [
        (lambda: dose(amount_ug=0), "cannot be taken"),
        (lambda: dose(Outcome.PARTIAL), "cannot be partial"),
        (lambda: dose(Outcome.MISSED, amount_ug=mg(20)), "cannot be missed"),
        (lambda: dose(Outcome.UNKNOWN, amount_ug=mg(20)), "cannot be unknown"),
        (lambda: dose(amount_ug=-1), "0 to"),
        (lambda: dose(amount_ug=LARGEST_DOSE_UG + 1), "0 to"),
        (lambda: dose(Outcome.SKIPPED, slot=0), "a slot is 1 to 3"),
        (lambda: dose(Outcome.SKIPPED, slot=4), "a slot is 1 to 3"),
        (lambda: dose(Outcome.SKIPPED, slot=None), "an extra dose"),
        (lambda: dose(amount_ug=mg(20), capsules=(mg(10),)), "are not"),
        (lambda: dose(amount_ug=mg(30), capsules=(mg(10), mg(20))), "strongest"),
        (lambda: dose(amount_ug=mg(20), capsules=(mg(20), 0)), "above 0"),
        (lambda: dose(Outcome.MISSED, taken_at=EVENING), "has no time"),
        (lambda: dose(amount_ug=mg(20), taken_at=EVENING.replace(tzinfo=None)), "offset"),
    ],
)
def test_dose_that_cannot_be_is_refused(made, why):
    with pytest.raises(ValueError, match=why):
        made()


@pytest.mark.parametrize("outcome", [Outcome.SKIPPED, Outcome.MISSED, Outcome.UNKNOWN])
def test_what_was_not_swallowed_is_no_milligram(outcome):
    assert dose(outcome).amount_ug == 0
    assert not outcome.swallowed


def test_dose_without_slot_is_extra():
    assert dose(slot=None, amount_ug=mg(20)).extra
    assert not dose(amount_ug=mg(20)).extra


def test_amount_may_be_known_without_the_capsules():
    assert dose(amount_ug=mg(20)).capsules == ()


def test_dose_in_the_hour_that_comes_twice_equals_itself_read_back():
    twice = datetime(2026, 10, 25, 2, 30, tzinfo=ZoneInfo("Europe/Warsaw"))
    for fold, offset in ((0, "+02:00"), (1, "+01:00")):
        taken = dose(amount_ug=mg(20), taken_at=twice.replace(fold=fold))
        assert taken.taken_at is not None
        assert taken.taken_at.isoformat() == f"2026-10-25T02:30:00{offset}"
        assert datetime.fromisoformat(taken.taken_at.isoformat()) == taken.taken_at


def test_each_dose_has_a_name_of_its_own():
    assert dose(Outcome.MISSED).id != dose(Outcome.MISSED).id


@pytest.mark.parametrize(
    ("typed", "capsules"),
    [
        ("20", (mg(20),)),
        ("20+10", (mg(20), mg(10))),
        ("10 + 20", (mg(20), mg(10))),
        ("2,5+2.5", (mg("2.5"), mg("2.5"))),
        ("020", (mg(20),)),
    ],
)
def test_capsules_are_read_as_typed_strongest_first(typed, capsules):
    assert parse_capsules(typed) == capsules


@pytest.mark.parametrize(
    "typed",
    [
        "",
        "+",
        "20+",
        "twenty",
        "20 10",
        "1e3",
        "1e999999999",
        "nan",
        "inf",
        "-20",
        "0.0001",
        "2_0",
        "0",
    ],
)
def test_what_is_no_capsules_is_refused(typed):
    with pytest.raises(ValueError, match=r"capsule"):
        parse_capsules(typed)


def test_too_much_at_once_is_a_slip_of_the_key():
    with pytest.raises(ValueError, match="at most 40 capsules and 1,000 mg"):
        parse_capsules("2000")
    with pytest.raises(ValueError, match="at most 40 capsules"):
        capsules_of([1] * (MOST_CAPSULES + 1))
    assert sum(capsules_of([LARGEST_DOSE_UG])) == LARGEST_DOSE_UG


@given(STRENGTHS)
def test_capsules_written_are_read_back(strengths):
    capsules = capsules_of(strengths)
    assert parse_capsules(capsules_text(capsules)) == capsules


@given(st.decimals(Decimal("0.001"), 900, places=3))
def test_a_strength_is_written_plainly(strength):
    written = capsules_text((mg(strength),))
    assert Decimal(written) == strength
    assert "E" not in written
    assert not ("." in written and written.endswith("0"))


@given(STRENGTHS)
def test_counted_capsules_are_the_capsules(strengths):
    capsules = capsules_of(strengths)
    pairs = counted(capsules)
    assert tuple(s for strength, many in pairs for s in [strength] * many) == capsules
    assert len({strength for strength, _ in pairs}) == len(pairs)


@given(MARKETED, st.integers(0, 30).map(lambda fives: mg(5) * fives))
def test_part_is_the_fewest_of_the_capsules_that_make_the_amount(strengths, amount_ug):
    capsules = capsules_of(strengths)
    makers = [
        chosen
        for size in range(len(capsules) + 1)
        for chosen in combinations(capsules, size)
        if sum(chosen) == amount_ug
    ]
    part = part_of(capsules, amount_ug)
    assert len(part) == (len(makers[0]) if makers else 0)
    if makers:
        assert part in makers


def test_half_of_two_capsules_is_one():
    assert part_of((mg(10), mg(10)), mg(10)) == (mg(10),)


def test_amount_that_no_capsules_make_has_none():
    assert part_of((mg(20), mg(20)), mg(30)) == ()
