"""The diary on paper: every day and dose stands on it once, in vectors, within clean margins."""

from __future__ import annotations

import io
from dataclasses import replace
from datetime import date, timedelta
from itertools import pairwise

import pypdf
import pytest
from PySide6.QtCore import QRectF

from isodiary.domain.plan import parse_plan
from isodiary.domain.record import Contact, ContactKind
from isodiary.fonts import load_fonts
from isodiary.report.paper_diary.content import paper_diary
from isodiary.report.paper_diary.pages import PaperDiaryPages
from isodiary.report.paper_diary.week import HAIR, Part, symptom_rows
from isodiary.report.press.marks import Bar
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
