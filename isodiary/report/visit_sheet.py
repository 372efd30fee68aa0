"""The visit sheet: from the figures of a summary to what the page says."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import datetime

from isodiary.domain.record import ContactKind
from isodiary.domain.summary import Reliability, Summary, WarningSign
from isodiary.report import words
from isodiary.report.content import Blank, Sheet, Sign
from isodiary.report.course_chart import course_chart
from isodiary.report.sheet_figures import boxes
from isodiary.report.sheet_tables import labs_table, steps_table, symptoms_table

AGREED = (
    (Blank(before="dose", after="mg"), Blank(before="from")),
    (Blank(before="blood test"), Blank(before="next visit")),
)


def visit_sheet(
    summary: Summary,
    names: Mapping[str, str],
    *,
    printed: datetime,
    version: str,
    chart_symptoms: Sequence[str],
) -> Sheet:
    """Return what the sheet of a period says.

    Args:
        summary: The figures.
        names: Short labels of symptoms and lab tests by id; what has none shows its id. Those
            of questions too: an answer to one that has none is kept off the paper, and counted.
        printed: The present moment.
        version: That of isodiary.
        chart_symptoms: Ids of the symptoms to draw and to put beside the dose steps, the most
            wanted first.
    """
    return Sheet(
        title="Isotretinoin diary – visit summary",
        who=_who(summary),
        medicine=_medicine(summary),
        answers=_answers(summary, names),
        period=words.period(summary.period),
        length=words.days(summary.period),
        course=_course(summary),
        caution=_caution(summary),
        signs=tuple(_sign(sign, names, summary) for sign in summary.warning_signs),
        signs_title=_signs_title(summary),
        asked=_asked(summary),
        boxes=boxes(summary),
        chart=course_chart(summary, names, chart_symptoms),
        chart_title=_chart_title(summary),
        chart_note="Grey: mg a day as taken. Lines: weekly mean severity, 0–3. "
        "A gap means nothing was recorded.",
        symptoms=symptoms_table(summary, names),
        steps=steps_table(summary, names, chart_symptoms),
        labs=labs_table(summary, names) if summary.labs else None,
        agreed_title="Agreed",
        agreed=AGREED,
        reliability=_reliability(summary.reliability),
        standing="A diary only, not checked by a health professional.",
        made=f"isodiary {version} · printed {words.day(printed.date())}",
    )


def _who(summary: Summary) -> str:
    patient = summary.patient
    born = f"born {patient.birth_year}" if patient.birth_year else ""
    prescribers = [
        f"prescriber {contact.name}"
        for contact in summary.contacts
        if contact.kind is ContactKind.PRESCRIBER and contact.name
    ]
    return " · ".join(part for part in (words.list_of([patient.name, born]), *prescribers) if part)


def _medicine(summary: Summary) -> str:
    course = summary.course
    return words.list_of([course.product, words.FORMULATIONS[course.formulation]])


def _answers(summary: Summary, names: Mapping[str, str]) -> str:
    """Return "Answered yes or unsure: Soya allergy (unsure, 5 Sep 2026)"."""
    said = [
        f"{names[answer.key]} ({answer.said}, {words.day(answer.day)})"
        for answer in summary.answers
        if answer.key in names
    ]
    kept_off = len(summary.answers) - len(said)
    if kept_off:
        said.append(f"{kept_off} kept off paper")
    return f"Answered yes or unsure: {', '.join(said)}" if said else ""


def _course(summary: Summary) -> str:
    planned = summary.course.planned_weeks
    of = f" of {planned}" if planned else ""
    text = f"Course day {summary.course_day} · week {summary.course_week}{of}"
    ended = summary.course.ended_on
    if ended is None or ended > summary.period.last:
        return text
    return f"Course of {words.span(summary.course.start, ended)}"


def _chart_title(summary: Summary) -> str:
    days = summary.trend.days
    if days.first <= summary.course.start:
        return "Dose and symptoms over the course"
    return f"Dose and symptoms, {words.period(days)}"


def _caution(summary: Summary) -> str:
    if not summary.damaged:
        return ""
    entries = words.counted(summary.damaged, "entry", "entries")
    return f"{entries} of the diary’s file cannot be read and are left out of every figure."


def _signs_title(summary: Summary) -> str:
    return "Warning signs noted" if summary.warning_signs else "No warning signs noted"


def _asked(summary: Summary) -> str:
    answered = words.number(summary.answered_days)
    return f"Symptoms answered on {answered} of {words.days(summary.period)}."


def _sign(sign: WarningSign, names: Mapping[str, str], summary: Summary) -> Sign:
    day = words.day(sign.day, near=summary.period.last)
    name = words.label(names, sign.symptom)
    return Sign(headline=f"{day} – {name}, {words.severity(sign.severity)}", note=sign.note)


def _reliability(reliability: Reliability) -> str:
    text = "Recorded by the patient, not verified."
    if not reliability.entries:
        return text
    same_day = words.percent(reliability.same_day_percent)
    edited = words.number(reliability.edited_later)
    return f"{text} {same_day} of entries made the same day, {edited} edited later."
