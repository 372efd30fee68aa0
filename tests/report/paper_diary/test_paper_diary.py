"""The diary on paper: every day and dose stands on it once, in vectors, within clean margins."""

from __future__ import annotations

import io
from dataclasses import replace
from datetime import date, timedelta
from itertools import pairwise

import pypdf
import pytest
from PySide6.QtCore import QPointF, QRectF
from PySide6.QtGui import QImage, QPainter

from isodiary.domain.plan import parse_plan
from isodiary.domain.record import Contact, ContactKind
from isodiary.fonts import load_fonts
from isodiary.report.paper_diary.content import paper_diary
from isodiary.report.paper_diary.pages import BETWEEN, FOOT_GAP, PaperDiaryPages
from isodiary.report.paper_diary.week import (
    BASELINE,
    BOX,
    DOSE,
    FOR_NOTES,
    HAIR,
    HEAD_HEIGHT,
    LABEL_WIDTH,
    LARGEST_CIRCLE,
    NOTES,
    PAD,
    ROW,
    TITLE_HEIGHT,
    UNIT_WIDTH,
    Numbers,
    Part,
    TickBox,
    WeekPen,
    WriteLine,
    symptom_rows,
)
from isodiary.report.press.marks import Bar, Words
from isodiary.report.press.paper import Paper
from isodiary.report.press.type_setter import TypeSetter
from isodiary.resources import resources
from isodiary.services.catalogues import Catalogues
from isodiary.services.days.paper import PaperDay, blank_days
from tests.report.conftest import flat
from tests.report.ink import images, ink

MONDAY = date(2026, 11, 23)
PLAN = parse_plan("breakfast 08:00 20, dinner 19:00 20+10").days[0]
PRESCRIBER = Contact(kind=ContactKind.PRESCRIBER, name="Dr Nowak", phone="+49 30 555 0101")
CATALOGUES = Catalogues(resources() / "catalogue")
DAILY = CATALOGUES.symptoms.daily


def days(weeks=1, plan=PLAN):
    return tuple(PaperDay(MONDAY + timedelta(days=n), plan) for n in range(weeks * 7))


def content(columns=None, *, symptoms=DAILY, names=None, who="Anna K.", contacts=(PRESCRIBER,)):
    return paper_diary(
        days() if columns is None else columns,
        symptoms,
        CATALOGUES.symptom_names() | (names or {}),
        CATALOGUES.symptoms,
        CATALOGUES.leaflet.countries["eu_uk"],
        contacts,
        slots=2,
        who=who,
        version="1.0",
    )


@pytest.fixture
def make(qapp):
    load_fonts()

    def made(columns=None, paper=Paper.A4, *, two=False, **more):
        return PaperDiaryPages(content(columns, **more), paper, two_a_page=two)

    return made


def texts(pages):
    return [flat(page.extract_text()) for page in pypdf.PdfReader(io.BytesIO(pages.pdf())).pages]


@pytest.mark.parametrize("paper", list(Paper))
@pytest.mark.parametrize("weeks", [1, 3, 8])
def test_a_week_is_a_page(make, paper, weeks):
    pages = make(days(weeks), paper)
    said = texts(pages)
    assert pages.count == len(said) == weeks
    for number, words in enumerate(said, start=1):
        assert f"page {number} of {weeks}" in words


def test_the_days_stand_with_the_doses_planned_for_them(make):
    [words] = texts(make())
    for day in ("Mon 23 Nov", "Tue 24 Nov", "Sun 29 Nov"):
        assert words.count(day) == 1
    assert "23 Nov – 29 Nov 2026" in words
    assert (words.count("20 mg"), words.count("30 mg")) == (7, 7)
    assert (words.count("breakfast 08:00"), words.count("dinner 19:00")) == (7, 7)
    assert (words.count("taken"), words.count("skipped")) == (14, 14)


def test_every_symptom_has_the_numbers_0_to_3_for_each_day(make):
    [words] = texts(make(symptoms=("headache",)))
    row = words.partition("Headache")[2].partition("Notes")[0]
    assert "".join(row.split()) == "0123" * 7


def test_symptoms_stand_in_the_order_of_the_screen(make):
    [words] = texts(make())
    names = CATALOGUES.symptom_names()
    places = [words.index(names[symptom]) for symptom in DAILY]
    assert places == sorted(places)


def test_the_foot_says_what_numbers_mean_what_warns_and_whom_to_call(make):
    [words] = texts(make())
    for number, sentence in enumerate(CATALOGUES.symptoms.anchors):
        assert words.count(sentence) == 1
        assert f"{number} {CATALOGUES.symptoms.severities[number].label.lower()}: " in words
    assert "Leaflets say: get emergency help" in words
    assert "Your prescriber: Dr Nowak, +49 30 555 0101" in words
    assert "Emergency number: 112" in words
    assert "What stays empty is not recorded." in words


def test_without_a_number_there_is_a_line_for_it(make):
    [words] = texts(make(contacts=()))
    assert "Your prescriber: ____" in words


def test_a_blank_paper_names_no_day_and_no_dose(make):
    [words] = texts(make(blank_days(1)))
    assert "Week from ____" in words
    assert "2026" not in words
    assert "20 mg" not in words
    assert words.count("taken") == 14


@pytest.mark.parametrize(("who", "said"), [("Anna K.", "Anna K."), ("", "Name ____")])
def test_the_name_is_optional(make, who, said):
    assert said in texts(make(who=who))[0]


def test_a_pause_and_days_outside_the_course_say_so(make):
    columns = (*days()[:4], *(PaperDay(day.day, (), paused=True) for day in days()[4:6]))
    columns = (*columns, replace_plan(days()[6], None))
    [words] = texts(make(columns))
    assert words.count("pause") == 4
    assert words.count("no dose planned") == 2
    assert words.count("20 mg") == 4


def test_a_day_without_a_dose_in_the_rhythm_is_struck_out_and_no_pause(make):
    columns = (*days()[:5], *(replace_plan(day, ()) for day in days()[5:]))
    [words] = texts(make(columns))
    assert words.count("no dose planned") == 4
    assert "pause" not in words
    cells = [cell for _, row in content(columns).weeks[0].doses for cell in row]
    assert [cell.struck for cell in cells] == [False] * 5 + [True] * 2 + [False] * 5 + [True] * 2


def replace_plan(day, plan):
    return PaperDay(day.day, plan)


def test_two_weeks_share_a_page_where_there_is_room(make):
    pages = make(days(4), two=True)
    assert (pages.count, pages.two_fitted) == (2, True)
    assert all(words.count("Notes") == 2 for words in texts(pages))


def test_two_weeks_that_do_not_fit_stand_alone(make):
    pages = make(days(2), Paper.LETTER, two=True, symptoms=[*CATALOGUES.symptoms.symptoms][:20])
    assert (pages.count, pages.two_fitted) == (2, False)


def test_two_hundred_symptoms_are_printed_each_once(make):
    names = {f"own_{n}": f"own symptom number {n}." for n in range(200)}
    pages = make(symptoms=tuple(names), names=names)
    said = " ".join(texts(pages))
    assert pages.count > 2
    assert [name for name in names.values() if said.count(name) != 1] == []
    assert said.count("Notes") == 1


def test_hostile_names_are_shown_and_do_nothing(make):
    hostile = '<b>x</b> <img src="file:///etc/passwd"> & ' + "w" * 150
    [words] = texts(make(who=hostile, symptoms=("own",), names={"own": hostile}))
    assert words.replace(" ", "").count("<b>x</b><imgsrc=") == 2
    assert "root:" not in words


@pytest.mark.parametrize("paper", list(Paper))
@pytest.mark.parametrize("two", [False, True])
def test_margins_are_clean_and_nothing_touches_the_foot(make, paper, two):
    pages = make(days(2), paper, two=two)
    gap = (
        pages.paper.body().bottom() / pages.size().height(),
        pages.paper.foot().top() / pages.size().height(),
    )
    for page in images(pages, dpi=192):
        assert ink(page, (0, 0.03)) == ink(page, (0.98, 1)) == 0
        assert ink(page, (0, 1), across=(0, 0.06)) == ink(page, (0, 1), across=(0.94, 1)) == 0
        assert ink(page, gap) == 0
        assert page.allGray()


def test_it_is_drawn_in_vectors_with_its_typefaces(make):
    pdf = make(days(2)).pdf()
    assert b"/Subtype /Image" not in pdf
    assert pdf.count(b"/Type /FontDescriptor") == pdf.count(b"/FontFile2") >= 2


def test_the_pdf_has_its_title_and_the_size_of_the_paper(make):
    made = pypdf.PdfReader(io.BytesIO(make(paper=Paper.LETTER).pdf()))
    assert made.metadata is not None
    assert made.metadata.title == "Isotretinoin diary on paper"
    assert [round(made.pages[0].mediabox.width), round(made.pages[0].mediabox.height)] == [612, 792]


def test_the_parts_of_a_week_are_as_high_as_they_say(qapp):
    load_fonts()
    rows = symptom_rows(["Dry lips", "word " * 30], TypeSetter())
    assert rows[1].least > 3 * rows[0].least
    part = Part(week=content().weeks[0], title="", doses=True, symptoms=rows)
    assert part.least < part.roomy < part.most
    assert replace(part, doses=False).most < part.roomy


@pytest.mark.parametrize("kinds", [(), (ContactKind.PRESCRIBER,), (ContactKind.EMERGENCY,)])
def test_a_prescriber_who_is_not_known_has_a_line_to_be_written_on(make, kinds):
    contacts = tuple(Contact(kind=kind, name="Somebody", phone="112 358") for kind in kinds)
    [words] = texts(make(contacts=contacts))
    assert ("prescriber: ____" in words) == (ContactKind.PRESCRIBER not in kinds)


def test_every_row_is_cut_into_seven_days_as_high_as_it(make):
    [page] = make()._pages
    sides = [mark.rect for mark in page if isinstance(mark, Bar) and mark.rect.width() == HAIR]
    rows: dict[float, list[QRectF]] = {}
    for side in sides:
        rows.setdefault(side.top(), []).append(side)
    assert len(rows) > len(DAILY)
    for row in rows.values():
        lefts = [side.left() for side in row]
        assert len(row) == 7
        assert len({round(after - before, 3) for before, after in pairwise(lefts)}) == 1
        assert len({side.height() for side in row}) == 1
        assert row[0].height() > 10
    ends = sorted((row[0].top(), row[0].bottom()) for row in rows.values())
    assert all(before[1] <= after[0] + 1 for before, after in pairwise(ends))


def test_a_week_is_a_page_unless_two_are_asked_for(qapp):
    load_fonts()
    held = content(days(2))
    assert PaperDiaryPages(held, Paper.A4).count == 2
    assert (
        PaperDiaryPages(content(days(2), symptoms=DAILY[:2]), Paper.A4, two_a_page=True).count == 1
    )
    assert PaperDiaryPages(content(days(2), symptoms=DAILY[:2]), Paper.A4).count == 2


RECT = QRectF(30, 50, LABEL_WIDTH + 7 * 60, 600)


def week_marks(rect=RECT, **more):
    load_fonts()
    setter = TypeSetter()
    rows = symptom_rows(more.pop("names", ["Dry lips", "Headache"]), setter)
    week = more.pop("week", content().weeks[0])
    part = Part(**{"week": week, "title": week.title, "doses": True, "symptoms": rows} | more)
    return part, WeekPen(setter, rect).marks(part)


def day_of(number, rect=RECT):
    """Return where a day's column begins and ends."""
    wide = (rect.width() - LABEL_WIDTH) / 7
    return rect.left() + LABEL_WIDTH + number * wide, rect.left() + LABEL_WIDTH + (
        number + 1
    ) * wide


def said_in(marks):
    return [
        (flat(mark.document.toPlainText()), mark.rect) for mark in marks if isinstance(mark, Words)
    ]


def rules_of(marks):
    """Return the lines over the whole width, from the top."""
    return [
        mark.rect for mark in marks if isinstance(mark, Bar) and mark.rect.width() == RECT.width()
    ]


def test_a_week_has_a_rule_below_each_of_its_rows_and_fills_its_place(qapp):
    part, marks = week_marks()
    rules = rules_of(marks)
    assert len(rules) == 2 + 2 + 2 + 1  # title, heads, two doses, two symptoms, notes
    assert {(rule.left(), rule.height()) for rule in rules} == {(RECT.left(), HAIR)}
    bottoms = [rule.bottom() for rule in rules]
    assert bottoms[:2] == [RECT.top() + TITLE_HEIGHT, RECT.top() + TITLE_HEIGHT + HEAD_HEIGHT]
    talls = [after - before for before, after in pairwise(bottoms[1:])]
    assert talls == pytest.approx([DOSE[1], DOSE[1], ROW[1], ROW[1], talls[-1]])
    assert talls[-1] == pytest.approx(min(NOTES[1], NOTES[0] + RECT.height() - part.roomy))


def test_a_week_in_as_little_room_as_it_needs_has_its_least_rows(qapp):
    part, _ = week_marks()
    _, marks = week_marks(QRectF(RECT.left(), RECT.top(), RECT.width(), part.least))
    bottoms = [rule.bottom() for rule in rules_of(marks)]
    talls = [after - before for before, after in pairwise(bottoms[1:])]
    assert talls == pytest.approx([DOSE[0], DOSE[0], ROW[0], ROW[0], NOTES[0]])
    assert bottoms[-1] == pytest.approx(RECT.top() + part.least)


def test_of_spare_room_notes_have_a_share_before_the_rows_have_all_they_can_use(qapp):
    part, _ = week_marks()
    spare = (part.roomy - part.least) / 2
    _, marks = week_marks(QRectF(RECT.left(), RECT.top(), RECT.width(), part.least + spare))
    bottoms = [rule.bottom() for rule in rules_of(marks)]
    assert bottoms[-1] - bottoms[-2] == pytest.approx(NOTES[0] + FOR_NOTES * spare)
    gained = spare * (1 - FOR_NOTES) / (part.roomy - part.least)
    assert bottoms[2] - bottoms[1] == pytest.approx(DOSE[0] + gained * (DOSE[1] - DOSE[0]))
    assert bottoms[-1] == pytest.approx(RECT.top() + part.least + spare)


def test_each_day_has_its_numbers_in_its_middle(qapp):
    _, marks = week_marks()
    rules = rules_of(marks)
    numbers = [mark for mark in marks if isinstance(mark, Numbers)]
    assert len(numbers) == 2 * 7
    for place, each in enumerate(numbers):
        left, right = day_of(place % 7)
        row = rules[4 + place // 7 - 1]
        assert each.rect.center().x() == pytest.approx((left + right) / 2)
        assert each.rect.width() == 60 - 2 * PAD
        assert each.rect.top() == pytest.approx(row.bottom())
        assert each.rect.bottom() == pytest.approx(rules[4 + place // 7].bottom())
        assert each.diameter == (60 - 2 * PAD) / 4 - 2
    _, wide = week_marks(QRectF(30, 50, LABEL_WIDTH + 7 * 100, 600))
    assert {(each.diameter, each.rect.width()) for each in wide if isinstance(each, Numbers)} == {
        (LARGEST_CIRCLE, 4 * (LARGEST_CIRCLE + 5))
    }


def test_the_numbers_stand_in_four_circles_that_do_not_touch(qapp):
    load_fonts()
    each = Numbers(rect=QRectF(10, 10, 80, 30), diameter=15.0, font=TypeSetter().font)
    image = QImage(100 * 4, 50 * 4, QImage.Format.Format_RGB32)
    image.fill("white")
    with QPainter(image) as painter:
        painter.scale(4, 4)
        each.paint(painter)
    for number in range(4):
        x = 10 + 20 * number
        assert ink(image, (0, 1), across=(x / 100, (x + 2) / 100)) == 0
        middle = ink(image, (20 / 50, 30 / 50), across=((x + 7) / 100, (x + 13) / 100))
        assert middle > 0.1, number
        for edge in (x + 2.5, x + 17.5):
            assert ink(image, (23 / 50, 27 / 50), across=((edge - 1) / 100, (edge + 1) / 100)) > 0.1
    assert ink(image, (0, 17 / 50)) == ink(image, (33 / 50, 1)) == 0
    assert ink(image, (0, 1), across=(90 / 100, 1)) == 0


def test_a_dose_has_boxes_to_tick_and_a_line_for_the_milligrams(qapp):
    _, marks = week_marks()
    rules = rules_of(marks)
    boxes = [mark.rect for mark in marks if isinstance(mark, TickBox)]
    lines = [mark.line for mark in marks if isinstance(mark, WriteLine)]
    said = said_in(marks)
    taken, skipped, mg_words = (
        [place for words, place in said if words == word] for word in ("taken", "skipped", "mg")
    )
    assert len(boxes) == 2 * 7 * 2
    assert len(lines) == len(taken) == len(skipped) == len(mg_words) == 2 * 7
    for place in range(2 * 7):
        left, right = day_of(place % 7)
        top, bottom = rules[1 + place // 7].bottom(), rules[2 + place // 7].bottom()
        for box, words in zip(boxes[2 * place : 2 * place + 2], (taken, skipped), strict=True):
            assert (box.width(), box.height()) == (BOX, BOX)
            assert box.left() == pytest.approx(left + PAD)
            assert words[place].left() == pytest.approx(left + BOX + 2 * PAD)
            assert abs(words[place].center().y() - box.center().y()) < 5
        line = lines[place]
        assert (line.x1(), line.x2()) == pytest.approx((left + PAD, right - UNIT_WIDTH))
        assert line.y1() == line.y2()
        assert mg_words[place].left() == pytest.approx(right - UNIT_WIDTH + PAD)
        assert mg_words[place].top() == pytest.approx(line.y1() - BASELINE)
        rows = [boxes[2 * place].top(), boxes[2 * place + 1].top(), line.y1()]
        assert top + 2 * (DOSE[1] - 3) / 5 < rows[0] < rows[1] < rows[2] < bottom
        assert rows[1] - rows[0] == pytest.approx((DOSE[1] - 3) / 5)


def test_a_blank_dose_has_a_line_for_its_time_too(qapp):
    week = content(blank_days(1)).weeks[0]
    _, marks = week_marks(week=week)
    said = said_in(marks)
    lines = [mark.line for mark in marks if isinstance(mark, WriteLine)]
    at = [place for words, place in said if words == "at"]
    assert (len(at), len(lines)) == (2 * 7, 2 * 2 * 7)
    for place in range(2 * 7):
        left, right = day_of(place % 7)
        when, amount = lines[2 * place], lines[2 * place + 1]
        assert (when.x1(), when.x2()) == pytest.approx((left + UNIT_WIDTH, right - PAD))
        assert at[place].left() == pytest.approx(left + PAD)
        assert at[place].top() == pytest.approx(when.y1() - BASELINE)
        assert when.y1() < amount.y1()


def test_what_is_struck_out_has_a_line_through_the_place_to_be_written_in(qapp):
    columns = (*days()[:5], *(replace_plan(day, ()) for day in days()[5:]))
    _, marks = week_marks(week=content(columns).weeks[0])
    rules = rules_of(marks)
    slanted = [mark.line for mark in marks if isinstance(mark, WriteLine) and mark.line.dy()]
    assert len(slanted) == 2 * 2
    for place, line in enumerate(slanted):
        left, right = day_of(5 + place % 2)
        bottom = rules[2 + place // 2].bottom()
        assert (line.x1(), line.x2()) == pytest.approx((left + PAD, right - PAD))
        assert line.y1() == pytest.approx(bottom - PAD)
        assert line.y2() == pytest.approx(bottom - DOSE[1] + 2 + 2 * (DOSE[1] - 3) / 5)


def test_the_words_of_a_week_stand_in_their_rows_and_columns(qapp):
    _, marks = week_marks()
    said = dict(reversed(said_in(marks)))
    rules = rules_of(marks)
    assert said["23 Nov – 29 Nov 2026"].topLeft() == RECT.topLeft() + QPointF(0, 1)
    for number, head in enumerate(("Mon 23 Nov", "Tue 24 Nov")):
        assert said[head].left() == pytest.approx(day_of(number)[0] + PAD)
        assert said[head].top() == pytest.approx(rules[0].bottom() + 2)
    labels = {"First dose": 1, "Second dose": 2, "Notes": 5}
    for label, row in labels.items():
        assert said[label].left() == RECT.left()
        assert said[label].right() <= RECT.left() + LABEL_WIDTH
        gap = 4 if label == "Notes" else 2
        assert said[label].top() == pytest.approx(rules[row].bottom() + gap)
    for label, row in {"Dry lips": 3, "Headache": 4}.items():
        assert said[label].left() == RECT.left()
        middle = (rules[row].bottom() + rules[row + 1].bottom()) / 2
        assert said[label].center().y() == pytest.approx(middle, abs=1)
    assert said["20 mg"].top() == pytest.approx(rules[1].bottom() + 2)
    assert said["breakfast 08:00"].top() == pytest.approx(rules[1].bottom() + 2 + (DOSE[1] - 3) / 5)


def test_a_part_without_doses_has_symptoms_alone(qapp):
    part, marks = week_marks(doses=False, title="continued")
    assert len(rules_of(marks)) == 2 + 2
    assert {words for words, _ in said_in(marks)} >= {"continued", "Dry lips", "Headache"}
    assert not [mark for mark in marks if isinstance(mark, TickBox)]
    assert part.least == TITLE_HEIGHT + HEAD_HEIGHT + 2 * ROW[0]
    assert part.most == part.roomy == TITLE_HEIGHT + HEAD_HEIGHT + 2 * ROW[1]


def test_head_weeks_and_foot_share_the_page(make):
    pages = make(days(2), symptoms=DAILY[:2], two=True)
    [page] = pages._pages
    body, foot = pages.paper.body(), pages.paper.foot()
    said = said_in(page)
    titles = [place for words, place in said if words.endswith("2026") and "–" in words]
    head = said[0][1]
    below = next(place for words, place in said if words.startswith("0 none"))
    assert head.topLeft() == body.topLeft()
    assert titles[0].top() == pytest.approx(head.bottom() + BETWEEN + 1)
    rules = [mark.rect for mark in page if isinstance(mark, Bar) and mark.rect.width() > 600]
    ends = [rule.bottom() for rule in rules[:-1]]
    assert below.bottom() == pytest.approx(body.bottom())
    assert ends[-1] <= below.top() - BETWEEN / 2 + 0.01
    assert titles[1].top() - 1 - ends[len(ends) // 2 - 1] == pytest.approx(BETWEEN, abs=1)
    hair = rules[-1]
    assert hair == QRectF(foot.left(), foot.top(), foot.width(), HAIR)
    standing, number = said[-2][1], said[-1][1]
    assert (standing.left(), number.right()) == (foot.left(), pytest.approx(foot.right(), abs=0.1))
    assert standing.width() == pytest.approx(0.7 * foot.width(), abs=0.1)
    assert number.width() == pytest.approx(0.28 * foot.width(), abs=0.1)
    assert standing.top() == number.top() == foot.top() + FOOT_GAP
