"""The two weeks that a plan begins with: every bar, number and line in its place."""

from __future__ import annotations

from datetime import date, time, timedelta
from fractions import Fraction

import pytest
from PySide6.QtCore import QSize, Qt

from isodiary.domain.course import Course, Phase, Slot
from isodiary.domain.meal import Meal
from isodiary.domain.plan import parse_plan
from isodiary.domain.units import kg, mg
from isodiary.services.course.preview import PhasePreview, PreviewDay
from isodiary.ui.course.plan_strip import PlanCard, PlanStrip
from tests.ui.pictures import shapes_of, texts_of

FIRST = date(2026, 11, 26)
"""A Thursday; its fifth day after is the first of December."""

WIDE = 700
DAILY = "dinner 19:00 40"
IN_TURN = "every 2 days: dinner 20 / dinner 40"


def slots(amount: int) -> tuple[Slot, ...]:
    if not amount:
        return ()
    return (Slot(number=1, meal=Meal.DINNER, planned=time(19), capsules=(mg(amount),)),)


def shown(amounts, *, plan=DAILY, before=None, logged=(), cycle=None) -> PhasePreview:
    course = Course(start=FIRST, product="Isotretinoin 20 mg", reference_weight_g=kg(64))
    days = tuple(
        PreviewDay(
            day=FIRST + timedelta(days=place),
            slots=slots(amount),
            before_ug=0,
            logged_ug=mg(dict(logged).get(place, 0)),
            of_cycle=None if cycle is None else place % cycle,
        )
        for place, amount in enumerate(amounts)
    )
    return PhasePreview(
        phase=Phase(course=course.id, number=2, start=FIRST, plan=parse_plan(plan)),
        before_ug=None if before is None else Fraction(mg(before)),
        before_mg_per_kg=None,
        after_mg_per_kg=None,
        logged=0,
        replanned=0,
        replaced=(),
        days=days,
        expected_before=None,
        expected=None,
    )


@pytest.fixture
def strip(qtbot, tools):
    strip = PlanStrip(tools.theme)
    qtbot.addWidget(strip)
    strip.resize(WIDE, strip.sizeHint().height())
    return strip


@pytest.fixture
def line(strip):
    return strip.fontMetrics().height()


def ground(strip, line):
    return strip.height() - line - 1


def room(line):
    return (3.2 - 0.2) * line


def test_it_is_as_high_as_its_words_and_bars(strip, line):
    assert strip.sizeHint() == QSize(30 * line, round(6.2 * line))
    assert strip.minimumSizeHint() == QSize(14 * line, round(6.2 * line))


def test_each_day_has_a_bar_as_high_as_its_dose_on_the_ground(strip, line, monkeypatch, tools):
    strip.show_preview(shown([40, 20, 0, 40] + [40] * 10), FIRST)
    shapes = shapes_of(monkeypatch, strip.grab)
    colours, wide, foot = tools.theme.colours, WIDE / 14, ground(strip, line)
    lines = [shape for shape in shapes if shape.kind == "line"]
    assert [shape.place for shape in lines] == [
        (round(place * wide, 2), round(foot) + 0.5, round((place + 1) * wide, 2), round(foot) + 0.5)
        for place in range(14)
    ]
    assert {shape.pen for shape in lines} == {colours.outline.name()}
    bars = [shape for shape in shapes if shape.kind == "rect"]
    assert len(bars) == 13  # none for the day without a dose
    bar_px = min(0.62 * wide, 1.6 * line)
    for shape, (place, share) in zip(bars, ((0, 1), (1, 0.5), (3, 1)), strict=False):
        left = round((place + 0.5) * wide - bar_px / 2)
        top = round(foot - room(line) * share)
        assert shape.place == pytest.approx((left, top, left + bar_px, foot), abs=0.01)
        assert (shape.pen, shape.fill) == (colours.accent.name(), colours.accent_fill.name())


def test_a_bar_is_no_wider_than_its_amount_needs(strip, line, monkeypatch):
    strip.resize(2000, strip.height())
    strip.show_preview(shown([40] * 14), FIRST)
    bars = [shape for shape in shapes_of(monkeypatch, strip.grab) if shape.kind == "rect"]
    assert bars[0].area.width() == pytest.approx(1.6 * line)


def test_what_is_logged_is_grey_from_the_ground_up(strip, line, monkeypatch, tools):
    strip.show_preview(shown([40] * 14, logged=[(0, 10), (1, 40)]), FIRST)
    colours, foot = tools.theme.colours, ground(strip, line)
    greys = [
        shape
        for shape in shapes_of(monkeypatch, strip.grab)
        if shape.kind == "rect" and shape.fill == colours.none_fill.name()
    ]
    assert [round(shape.area.height()) for shape in greys] == [
        round(room(line) / 4),
        round(room(line)),
    ]
    assert {round(shape.area.bottom(), 2) for shape in greys} == {foot}
    assert {shape.pen for shape in greys} == {colours.outline.name()}


def test_the_plan_until_now_is_a_dashed_line_over_all_days(strip, line, monkeypatch, tools):
    strip.show_preview(shown([20] * 14, before=40), FIRST)
    shapes = shapes_of(monkeypatch, strip.grab)
    [dashed] = [shape for shape in shapes if shape.dashed]
    top = round(ground(strip, line) - room(line)) + 0.5
    assert dashed.place == (0, top, WIDE, top)
    assert dashed.pen == tools.theme.colours.muted.name()
    # it is the higher one, and the new plan half of it
    bar = next(shape for shape in shapes if shape.kind == "rect")
    assert bar.area.height() == pytest.approx(room(line) / 2, abs=1)
    strip.show_preview(shown([20] * 14), FIRST)
    assert not any(shape.dashed for shape in shapes_of(monkeypatch, strip.grab))


def said(strip, monkeypatch):
    return [
        (each.text.replace("\xa0", " "), *(round(edge) for edge in each.area.getCoords()))
        for each in texts_of(monkeypatch, strip)
    ]


def test_weekday_and_number_stand_above_each_day(strip, line, monkeypatch):
    strip.show_preview(shown([0] * 14), FIRST)
    wide = WIDE / 14
    names = ["Thu", "Fri", "Sat", "Sun", "Mon", "Tue", "Wed"] * 2
    numbers = ["26 Nov", "27", "28", "29", "30", "1 Dec", *map(str, range(2, 10))]
    expected = []
    for place, (name, number) in enumerate(zip(names, numbers, strict=True)):
        left, right = round(place * wide), round((place + 1) * wide)
        expected += [(name, left, 0, right, line), (number, left, line, right, 2 * line)]
    assert said(strip, monkeypatch) == expected


def test_a_month_without_room_for_its_name_is_a_number(strip, monkeypatch):
    strip.resize(14 * 20, strip.height())
    strip.show_preview(shown([0] * 14), FIRST)
    words = [text for text, *_ in said(strip, monkeypatch)]
    assert words[1] == "26"
    assert words[11] == "1"


def test_an_amount_stands_in_its_bar_or_over_a_low_one(strip, line, monkeypatch):
    strip.show_preview(shown([80, 10] + [0] * 12), FIRST)
    amounts = {text: place for text, *place in said(strip, monkeypatch) if text in {"80", "10"}}
    foot = ground(strip, line)
    assert amounts["80"][1::2] == [foot - line, foot]
    top = round(foot - room(line) / 8)
    assert amounts["10"][1::2] == pytest.approx([top - line, top], abs=1)
    assert amounts["10"][2] - amounts["10"][0] > 2 * line  # wider than its bar


def colours_of(strip, monkeypatch, text):
    """Return the pen in which a text is written."""
    from PySide6.QtGui import QPainter

    found = []
    draw = QPainter.drawText

    def heard(painter, area, flags, words):
        if words == text:
            found.append(painter.pen().color().name())
        return draw(painter, area, flags, words)

    with monkeypatch.context() as patch:
        patch.setattr(QPainter, "drawText", heard)
        strip.grab()
    return found


def test_amounts_are_written_in_what_can_be_read_on_their_ground(strip, monkeypatch, tools):
    colours = tools.theme.colours
    strip.show_preview(shown([40, 30, 20, 2] + [0] * 10, logged=[(1, 30), (2, 10)]), FIRST)
    on_accent = colours.accent_text.name()
    assert colours_of(strip, monkeypatch, "40") == [on_accent]
    for logged_or_over in ("30", "20", "2"):
        assert colours_of(strip, monkeypatch, logged_or_over)[-1] == colours.text.name()


def test_today_is_written_stronger(strip, monkeypatch, tools):
    strip.show_preview(shown([0] * 14), FIRST + timedelta(days=1))
    assert colours_of(strip, monkeypatch, "Fri") == [
        tools.theme.colours.text.name(),
        tools.theme.colours.muted.name(),
    ]


@pytest.mark.parametrize(
    ("plan", "cycle", "letters"),
    [
        (IN_TURN, 2, ["A", "B", "A"]),
        ("every 3 days: dinner 20 / dinner 20 / dinner 40", 3, ["1", "2", "3"]),
        (DAILY, None, []),
    ],
)
def test_the_day_of_the_cycle_stands_beneath(strip, line, monkeypatch, plan, cycle, letters):
    strip.show_preview(shown([20, 20, 20] + [0] * 11, plan=plan, cycle=cycle), FIRST)
    foot = ground(strip, line)
    found = [
        (text, top, bottom)
        for text, _, top, _, bottom in said(strip, monkeypatch)
        if top == round(foot)
    ]
    assert found == [(letter, round(foot), round(foot + line)) for letter in letters]


def test_it_is_told_day_by_day(strip):
    strip.show_preview(shown([40, 0]), FIRST)
    assert strip.accessibleName() == "The next two weeks in mg a day"
    told = strip.accessibleDescription().replace("\xa0", " ")
    assert "Thu 26 Nov 40 mg" in told
    assert "Fri 27 Nov no dose" in told


def test_nothing_is_shown_of_no_plan(strip, monkeypatch):
    strip.show_preview(shown([40] * 14), FIRST)
    strip.show_preview(None, FIRST)
    assert shapes_of(monkeypatch, strip.grab) == []
    assert said(strip, monkeypatch) == []
    assert strip.accessibleDescription() == ""


def test_read_from_the_right_the_first_day_stands_there(strip, monkeypatch):
    strip.setLayoutDirection(Qt.LayoutDirection.RightToLeft)
    strip.show_preview(shown([40] + [0] * 13), FIRST)
    [bar] = [shape for shape in shapes_of(monkeypatch, strip.grab) if shape.kind == "rect"]
    assert bar.area.center().x() == pytest.approx(WIDE - WIDE / 28, abs=1)


@pytest.fixture
def card(qtbot, tools):
    card = PlanCard(tools)
    qtbot.addWidget(card)
    card.resize(WIDE, 400)
    card.show()
    return card


def heading(card):
    return card._heading.text().replace("\xa0", " ")


def test_the_card_says_from_when_and_what_its_signs_mean(card, tools):
    later = shown([40] * 14, before=20, logged=[(3, 20)])
    card.fill(later, "It changes.")
    assert later.phase.start > tools.today
    assert heading(card) == "Two weeks from 26 Nov 2026, mg a day"
    assert card._logged.accessibleName() == "logged already"
    assert card._before.accessibleName().replace("\xa0", " ") == "plan now, 20 mg"
    assert card._logged.isVisible()
    assert card._before.isVisible()
    assert card.words.text() == "It changes."
    card.fill(shown([40] * 14), "")
    assert not card._logged.isVisible()
    assert not card._before.isVisible()
    card.fill(None, "Nothing can.")
    assert heading(card) == "The next two weeks, mg a day"
    assert card.words.text() == "Nothing can."


def test_a_sign_stands_before_its_words(card, monkeypatch, tools):
    card.fill(shown([40] * 14, before=20, logged=[(3, 20)]), "")
    colours = tools.theme.colours
    for sign, wide in ((card._logged, 1), (card._before, 2)):
        side = sign.fontMetrics().height()
        words = sign.fontMetrics().horizontalAdvance(sign.accessibleName())
        assert sign.sizeHint() == QSize(wide * side + 6 + words, side + 2)
        sign.resize(sign.sizeHint())
        [said] = texts_of(monkeypatch, sign)
        assert (said.text, said.area.left()) == (sign.accessibleName(), wide * side + 6)
        [shape] = shapes_of(monkeypatch, sign.grab)
        high = sign.height()
        if sign is card._logged:
            assert shape.place == (2, 3, side - 2, high - 3)
            assert (shape.pen, shape.fill) == (colours.outline.name(), colours.none_fill.name())
        else:
            middle = high // 2 + 0.5
            assert shape.place == (0, middle, 2 * side, middle)
            assert (shape.pen, shape.dashed) == (colours.muted.name(), True)
