"""Summaries made by hand: a rich one, a sparse one, an extreme one, and one of hostile text."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from datetime import date, datetime, timedelta, timezone
from decimal import Decimal
from fractions import Fraction

from isodiary.domain.acne import AcneCheck
from isodiary.domain.course import Course, Phase, Plan, Slot
from isodiary.domain.course_days import CourseDays, DayDoses
from isodiary.domain.lab import Comparator, LabResult
from isodiary.domain.meal import Meal
from isodiary.domain.record import Contact, ContactKind, Patient, Question, Visit
from isodiary.domain.summary import (
    DoseFigures,
    DoseStep,
    MealFigures,
    Period,
    Reliability,
    Summary,
    SymptomFigures,
    WarningSign,
)
from isodiary.domain.symptom import NOT_ANSWERED
from isodiary.domain.timeline import plan_on
from isodiary.domain.units import kg, mg
from isodiary.services.figures.course_days import chart_days

START = date(2026, 9, 3)
LAST = date(2026, 11, 23)
PRINTED = datetime(2026, 11, 23, 19, 4, tzinfo=timezone(timedelta(hours=1)))

NAMES = {
    "lips_dry": "Dry lips",
    "headache": "Headache",
    "eyes_dry": "Dry eyes",
    "muscle_pain": "Muscle pain",
    "nosebleed": "Nosebleed",
    "mood_low": "Low mood",
    "joint_pain": "Joint pain",
    "back_pain": "Back pain",
    "skin_rash": "Rash",
    "alt": "ALT",
    "ast": "AST",
    "triglycerides": "Triglycerides",
    "cholesterol": "Cholesterol",
    "haemoglobin": "Haemoglobin",
}
CHARTED = ("lips_dry", "muscle_pain")
GRADES = ("Clear", "Almost clear", "Mild", "Moderate", "Severe")


def figures(symptom: str, worst: int, present: int, answered: int, total: int) -> SymptomFigures:
    return SymptomFigures(
        symptom=symptom,
        worst=worst,
        days_present=present,
        days_answered=answered,
        severity_sum=total,
    )


def phase(number: int, start: date, *doses_mg: int) -> Phase:
    meals = (Meal.BREAKFAST, Meal.DINNER, Meal.NONE)
    slots = tuple(
        Slot(number=index, meal=meal, planned=meal.usual_time, capsules=(mg(dose),))
        for index, (meal, dose) in enumerate(zip(meals, doses_mg, strict=False), start=1)
    )
    plan = Plan(days=(slots,)) if slots else None
    return Phase(course="c", number=number, start=start, plan=plan)


def lab(day: date, analyte: str, value: str, unit: str, low: str = "", high: str = "") -> LabResult:
    return LabResult(
        day=day,
        analyte=analyte,
        value=Decimal(value),
        unit=unit,
        low=Decimal(low) if low else None,
        high=Decimal(high) if high else None,
        fasting=True,
    )


GAPS = tuple(date(2026, 10, 28) + timedelta(days=number) for number in range(3))

DOSE = DoseFigures(
    planned_ug=Fraction(mg(40)),
    weight_g=kg(64),
    lowest_ug=mg(3930),
    highest_ug=mg(4050),
    opening_known=True,
    before_ug=0,
    reached=None,
    target_ug=Fraction(mg(7680)),
    days_left=94,
    due=57,
    taken=49,
    partial=2,
    skipped=3,
    missed=0,
    unknown=0,
    extra=0,
    taken_ug=mg(1020),
    scheduled_ug=mg(1140),
    due_days=29,
    full_days=24,
)


def labs() -> tuple[LabResult, ...]:
    days = (date(2026, 9, 1), date(2026, 10, 1), date(2026, 11, 2))
    series = (
        ("alt", "U/L", ("18", "24", "52"), "7", "45"),
        ("ast", "U/L", ("17", "21", "38"), "8", "43"),
        ("triglycerides", "mmol/L", ("0.9", "1.3", "1.9"), "", "1.7"),
        ("cholesterol", "mmol/L", ("4.1", "4.6", "5.0"), "", "5.2"),
        ("haemoglobin", "g/dL", ("13.4", "13.1", "13.2"), "11.6", "15.0"),
    )
    return tuple(
        lab(day, analyte, value, unit, low, high)
        for analyte, unit, values, low, high in series
        for day, value in zip(days, values, strict=True)
    )


def questions(*texts: str) -> tuple[Question, ...]:
    return tuple(
        Question(text=text, noted_on=LAST, position=place) for place, text in enumerate(texts)
    )


def rich() -> Summary:
    """The diary of the drawn sheet."""
    return Summary(
        period=Period(first=date(2026, 10, 26), last=LAST),
        before=Period(first=date(2026, 9, 28), last=date(2026, 10, 25)),
        as_of=PRINTED,
        patient=Patient(name="Anna K.", birth_year=2004),
        contacts=(Contact(kind=ContactKind.PRESCRIBER, name="Dr Nowak", phone="1"),),
        course=Course(
            start=START,
            product="Izotek 20 mg",
            planned_weeks=24,
            target_ug_per_kg=120_000,
            reference_weight_g=kg(64),
            id="c",
        ),
        phases=(phase(1, START, 20, 10), phase(2, date(2026, 10, 5), 20, 20)),
        dose=DOSE,
        meals=MealFigures(
            by_meal={Meal.BREAKFAST: 24, Meal.DINNER: 24, Meal.SNACK: 3}, not_noted=0
        ),
        symptoms=(
            figures("headache", 3, 2, 26, 5),
            figures("lips_dry", 2, 26, 26, 45),
            figures("muscle_pain", 2, 9, 25, 13),
            figures("eyes_dry", 1, 14, 26, 14),
            figures("nosebleed", 1, 2, 26, 2),
            figures("mood_low", 0, 0, 26, 0),
            figures("joint_pain", 0, 0, 26, 0),
            figures("back_pain", 0, 0, 26, 0),
            figures("skin_rash", 0, 0, 24, 0),
        ),
        symptoms_before={
            "lips_dry": figures("lips_dry", 2, 24, 27, 30),
            "headache": figures("headache", 0, 0, 27, 0),
            "eyes_dry": figures("eyes_dry", 1, 6, 27, 6),
            "muscle_pain": figures("muscle_pain", 1, 3, 27, 3),
            "nosebleed": figures("nosebleed", 1, 2, 27, 2),
            "mood_low": figures("mood_low", 1, 1, 27, 1),
        },
        done_before=50,
        due_before=52,
        answered_days=26,
        warning_signs=(
            WarningSign(
                symptom="headache",
                day=date(2026, 11, 14),
                severity=3,
                note="stopped screen work, rang the clinic",
            ),
        ),
        steps=(
            DoseStep(
                first=START,
                last=date(2026, 10, 4),
                daily_ug=Fraction(mg(30)),
                days=32,
                due=64,
                done=62,
                symptoms={
                    "lips_dry": figures("lips_dry", 2, 24, 30, 33),
                    "muscle_pain": figures("muscle_pain", 1, 3, 30, 3),
                },
            ),
            DoseStep(
                first=date(2026, 10, 5),
                last=LAST,
                daily_ug=Fraction(mg(40)),
                days=50,
                due=99,
                done=90,
                symptoms={
                    "lips_dry": figures("lips_dry", 2, 44, 46, 78),
                    "muscle_pain": figures("muscle_pain", 2, 12, 46, 23),
                },
            ),
        ),
        labs=labs(),
        weights=(),
        answers=(),
        visits=(date(2026, 10, 4), date(2026, 10, 25), date(2026, 12, 20)),
        last_visit=Visit(day=date(2026, 10, 25), agreed="40 mg a day, blood test in November"),
        questions=questions(
            "Is the ALT of 2 Nov related to training?",
            "Eye drops: which kind with contact lenses?",
        ),
        reliability=Reliability(entries=333, same_day=280, edited_later=4),
        damaged=0,
    )


def sparse() -> Summary:
    """A diary of three days in which only two doses were logged."""
    first = date(2026, 11, 21)
    full = rich()
    return replace(
        full,
        period=Period(first=first, last=LAST),
        before=Period(first=first, last=LAST).before(),
        patient=Patient(),
        contacts=(),
        course=Course(start=first, product="", reference_weight_g=kg(64), id="c"),
        phases=(phase(1, first, 20, 20),),
        dose=replace(
            DOSE,
            lowest_ug=mg(40),
            highest_ug=mg(120),
            target_ug=None,
            days_left=None,
            due=6,
            taken=2,
            partial=0,
            skipped=0,
            taken_ug=mg(40),
            scheduled_ug=mg(120),
            due_days=3,
            full_days=1,
        ),
        meals=MealFigures(by_meal={}, not_noted=2),
        symptoms=(),
        symptoms_before={},
        answered_days=0,
        warning_signs=(),
        steps=(
            DoseStep(
                first=first,
                last=LAST,
                daily_ug=Fraction(mg(40)),
                days=3,
                due=6,
                done=2,
                symptoms={},
            ),
        ),
        labs=(),
        visits=(),
        last_visit=None,
        questions=(),
        done_before=0,
        due_before=0,
        reliability=Reliability(entries=2, same_day=2, edited_later=0),
    )


HOSTILE = (
    '<b>bold</b> & <img src="file:///etc/passwd"> =HYPERLINK("x") '
    "{{7*7}} %s \\n &amp; مرحبا بالعالم 👩‍👩‍👧 Żółć \u202eevil\u202c \x07 end"
)


def hostile() -> Summary:
    """The rich diary with markup and worse in every place that can be typed into."""
    full = rich()
    line = HOSTILE.replace("\x07", "")
    return replace(
        full,
        patient=Patient(name=line, birth_year=2004),
        contacts=(Contact(kind=ContactKind.PRESCRIBER, name=line),),
        course=replace(full.course, product=line),
        warning_signs=(replace(full.warning_signs[0], note=HOSTILE),),
        questions=questions(line, "w" * 5000),
        labs=(
            *full.labs,
            LabResult(day=LAST, analyte=line, value=None, word=line, unit=line),
            LabResult(
                day=LAST, analyte="alt", value=Decimal("5"), comparator=Comparator.BELOW, unit="U/L"
            ),
        ),
    )


def hostile_names() -> Mapping[str, str]:
    return {**NAMES, "lips_dry": HOSTILE}


def extreme() -> Summary:
    """Ten years, forty symptoms, a hundred dose steps, notes of 10,000 characters."""
    full = rich()
    start = LAST - timedelta(days=3639)
    steps = tuple(
        DoseStep(
            first=start + timedelta(days=36 * number),
            last=start + timedelta(days=36 * number + 35),
            daily_ug=Fraction(mg(20 + 10 * (number % 3))),
            days=36,
            due=72,
            done=70,
            symptoms={"lips_dry": figures("lips_dry", 3, 30, 36, 50)},
        )
        for number in range(101)
    )
    signs = tuple(
        WarningSign(
            symptom="headache",
            day=LAST - timedelta(days=number),
            severity=3,
            note=f"note {number} " + ("w" * 5000 if number == 1 else "long words of it " * 600),
        )
        for number in range(7)
    )
    many = tuple(figures(f"own symptom number {n}", 3, 20, 29, 40) for n in range(40))
    return replace(
        full,
        course=replace(full.course, start=start, planned_weeks=520),
        phases=(phase(1, start, 20, 20, 20),),
        symptoms=many,
        warning_signs=signs,
        questions=questions(*(f"question {n} " + "why is that so " * 20 for n in range(30))),
        steps=steps,
        visits=tuple(start + timedelta(days=28 * number) for number in range(131)),
        labs=tuple(
            lab(
                LAST - timedelta(days=30 * (number % 5)),
                f"test {number // 5}",
                "1234.5",
                "µmol/L",
                "1",
                "9",
            )
            for number in range(150)
        ),
        damaged=3,
    )


def empty() -> Summary:
    """A course of which nothing at all is recorded yet."""
    thin = sparse()
    return replace(
        thin,
        phases=(),
        steps=(),
        dose=replace(
            thin.dose,
            planned_ug=Fraction(0),
            lowest_ug=0,
            highest_ug=0,
            due=0,
            taken=0,
            taken_ug=0,
            scheduled_ug=0,
            due_days=0,
            full_days=0,
        ),
        meals=MealFigures(by_meal={}, not_noted=0),
        reliability=Reliability(entries=0, same_day=0, edited_later=0),
    )


def charted(summary: Summary) -> CourseDays:
    """Return days of the summary's course: its symptoms taking turns, some days of each kind."""
    days = chart_days(summary.course, summary.period.last)
    symptoms = [one.symptom for one in summary.symptoms]
    signs = summary.warning_signs
    answers = {
        symptom: bytes(_answer(place, number) for number in range(days.days))
        for place, symptom in enumerate(symptoms)
    }
    return CourseDays(
        days=days,
        doses=tuple(_doses(summary, days.first + timedelta(days=n)) for n in range(days.days)),
        answers=answers,
        first_answers=dict.fromkeys(symptoms, days.first),
        signs=signs,
        acne=tuple(
            AcneCheck(day=days.first + timedelta(weeks=week), iga=3 - week // 4)
            for week in range(min(12, days.days // 7))
        ),
        cut=days.first > summary.course.diary_start,
    )


def _answer(place: int, number: int) -> int:
    if number % 17 == 11:
        return NOT_ANSWERED
    return (0, 0, 1, 1, 2, 3)[(number * (place + 2)) % 6] if place < 5 else 0


def _doses(summary: Summary, day: date) -> DayDoses:
    """Return the plan of a day, taken but for half of it now and then, and not recorded in gaps."""
    planned = sum(slot.amount_ug for slot in plan_on(summary.course, summary.phases, day) or ())
    if day in GAPS or not summary.dose.taken:
        return DayDoses(planned_ug=planned, open_ug=planned)
    taken = planned // 2 if (day - summary.course.start).days % 19 == 11 else planned
    return DayDoses(planned_ug=planned, taken_ug=taken)
