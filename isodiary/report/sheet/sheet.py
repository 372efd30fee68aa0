"""The visit sheet: from the figures of a summary to what the page says, its head included."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import datetime

from isodiary.domain.appendix import Appendix
from isodiary.domain.course_days import CourseDays
from isodiary.domain.record import ContactKind, Patient
from isodiary.domain.summary import Reliability, Summary, WarningSign
from isodiary.language import _, marked, ngettext
from isodiary.report import words
from isodiary.report.sheet.acne import acne_weeks
from isodiary.report.sheet.appendix import appendix_parts
from isodiary.report.sheet.content import (
    Chart,
    Part,
    Passage,
    Saying,
    Sheet,
    SheetTable,
    Sign,
    Signs,
    WeekBars,
)
from isodiary.report.sheet.figures import boxes, steps_table
from isodiary.report.sheet.labs import labs_table
from isodiary.report.sheet.off_paper import OnPaper, on_paper
from isodiary.report.sheet.options import DEFAULT_OPTIONS, NameShown, Section, SheetOptions
from isodiary.report.sheet.talk import agreed, questions_in_full, questions_table
from isodiary.report.table_chart.rows import chart_rows
from isodiary.services.course.screening import said_name
from isodiary.services.habits import PLAIN, Habits
from isodiary.services.words.units import apart, number_text


def who(summary: Summary, shown: NameShown) -> str:
    """Return "Anna K., born 2004 · prescriber Dr Nowak"."""
    prescribers = [
        _("prescriber {name}").format(name=apart(contact.name))
        for contact in summary.contacts
        if contact.kind is ContactKind.PRESCRIBER and contact.name
    ]
    about = author(summary.patient, shown)
    return " · ".join(part for part in (about, *prescribers) if part)


def author(patient: Patient, shown: NameShown) -> str:
    """Return whose diary it is: "Anna K., born 2004", "A. K., born 2004" or nothing."""
    if shown is NameShown.NONE:
        return ""
    name = patient.name if shown is NameShown.WHOLE else _initials(patient.name)
    born = _("born {year}").format(year=patient.birth_year) if patient.birth_year else ""
    return words.list_of([apart(name), born])


def medicine(summary: Summary) -> str:
    """Return product and formulation."""
    course = summary.course
    return words.list_of([apart(course.product), _(words.FORMULATIONS[course.formulation])])


def place_in_course(summary: Summary) -> str:
    """Return day and week of the course, or its days once it has ended."""
    planned, ended = summary.course.planned_weeks, summary.course.ended_on
    if ended is not None and ended <= summary.period.last:
        return _("Course of {days}").format(days=words.span(summary.course.start, ended))
    if planned:
        said = _("Course day {day} · week {week} of {weeks}")
    else:
        said = _("Course day {day} · week {week}")
    return said.format(day=summary.course_day, week=summary.course_week, weeks=planned)


def _initials(name: str) -> str:
    return " ".join(f"{part[0].upper()}." for part in name.replace("-", " ").split())


NOTES_TITLE = marked("About the symptoms")
LONGEST_NOTE = 420
"""Longer small print beneath the chart stands behind the sheet."""

NOTE_BEHIND = marked("More about these symptoms stands at the end.")
STANDING = marked("Recorded by the patient, not verified, not checked by a health professional.")
MEANING = marked(
    "Taken %: taken or in part, of doses due, unrecorded included. Meal %: of those noted."
)


def visit_sheet(
    summary: Summary,
    charted: CourseDays,
    names: Mapping[str, str],
    *,
    printed: datetime,
    version: str,
    tracked: Sequence[str] = (),
    options: SheetOptions = DEFAULT_OPTIONS,
    acne_grades: Sequence[str] = (),
    days: Appendix | None = None,
    habits: Habits = PLAIN,
) -> Sheet:
    """Return what the sheet of a period says.

    Args:
        summary, charted: The figures, and the days of their course; `printed` is the present.
        names: Short labels of symptoms, lab tests and questions by id. What has none shows its
            id; an answer to a question without one is kept off the paper.
        tracked: Ids of the symptoms asked every day, in the patient's order.
        options: What the patient wants on it, and what nowhere; `days` are for its appendix.
        acne_grades: What the overall grades of acne are called, from 0 up.
        habits: How figures are read on the screen; the appendix is for paper alone.
    """
    printable, shows = on_paper(summary, charted, days, options.keep_off, names), options.shows
    shown, chart = printable.summary, _chart(printable, names, tracked, options, habits)
    return Sheet(
        title=_("Isotretinoin diary – visit summary"),
        who=who(shown, options.name),
        author=author(shown.patient, options.name),
        medicine=medicine(shown),
        answers=_answers(shown, names) if shows(Section.ANSWERS) else "",
        period=words.period(shown.period),
        length=words.days(shown.period),
        course=place_in_course(shown),
        caution=_caution(shown),
        signs=_signs(printable, names) if shows(Section.WARNING_SIGNS) else None,
        boxes=boxes(shown, habits) if shows(Section.DOSE) else (),
        chart=chart,
        steps=_steps(shown, names, tracked, habits) if shows(Section.STEPS) else None,
        acne=_acne(printable, acne_grades) if shows(Section.ACNE) else None,
        labs=_labs(printable, names, options, habits),
        questions=questions_table(shown) if shows(Section.QUESTIONS) else None,
        agreed=agreed(shown) if shows(Section.AGREED) else None,
        following=tuple(_following(printable, names, options, chart)),
        reliability=_reliability(shown.reliability),
        meaning=_(MEANING),
        made=_made(version, printed),
        left_out=printable.left_out,
    )


def _made(version: str, printed: datetime) -> str:
    said = _("isodiary {version} · printed {day}")
    return said.format(version=version, day=words.day(printed.date()))


def _steps(
    summary: Summary, names: Mapping[str, str], tracked: Sequence[str], habits: Habits
) -> SheetTable:
    return steps_table(summary, names, _steps_beside(summary, tracked), habits)


def _acne(printable: OnPaper, grades: Sequence[str]) -> WeekBars | None:
    return acne_weeks(printable.charted.acne, printable.summary.course, grades)


def _steps_beside(summary: Summary, tracked: Sequence[str]) -> list[str]:
    """Return the symptoms to set beside the steps: those asked every day, the worst first."""
    by_worst = [one.symptom for one in summary.symptoms if one.days_present]
    return [*(one for one in by_worst if one in tracked), *tracked, *by_worst]


def _following(
    printable: OnPaper, names: Mapping[str, str], options: SheetOptions, chart: Chart | None
) -> list[Part]:
    """Return what stands behind the sheet: what is too long for it, and the appendix."""
    summary = printable.summary
    parts: list[Part | None] = []
    if chart is not None and chart.note == _(NOTE_BEHIND):
        sayings = tuple(Saying(headline="", words=note) for note in chart.rows.notes)
        parts.append(Passage(title=_(NOTES_TITLE), sayings=sayings))
    parts.append(
        questions_in_full(
            summary,
            asked=options.shows(Section.QUESTIONS),
            agreed=options.shows(Section.AGREED),
        )
    )
    if options.appendix and printable.days is not None:
        parts += appendix_parts(summary, printable.days, names)
    return [part for part in parts if part is not None]


def _answers(summary: Summary, names: Mapping[str, str]) -> str:
    """Return "Answered yes or unsure: Soya allergy (unsure, 5 Sep 2026)"."""
    said = [
        f"{names[answer.key]} ({said_name(answer.said)}, {words.day(answer.day)})"
        for answer in summary.answers
    ]
    if not said:
        return ""
    return _("Answered yes or unsure: {answers}").format(answers=", ".join(said))


def _caution(summary: Summary) -> str:
    if not summary.damaged:
        return ""
    said = ngettext(
        "{count} entry of the diary’s file cannot be read and are left out of every figure.",
        "{count} entries of the diary’s file cannot be read and are left out of every figure.",
        summary.damaged,
    )
    return said.format(count=number_text(summary.damaged))


def _signs(printable: OnPaper, names: Mapping[str, str]) -> Signs:
    """Return the warning signs; that there are none is only said where it is true."""
    summary = printable.summary
    none = "" if printable.signs_left_out else _("No warning signs noted")
    return Signs(
        title=_("Warning signs noted") if summary.warning_signs else none,
        asked=_asked(summary),
        signs=tuple(_sign(sign, names, summary) for sign in summary.warning_signs),
    )


def _asked(summary: Summary) -> str:
    answered = number_text(summary.answered_days)
    said = _("Symptoms answered: {answered} of {days}.")
    return said.format(answered=answered, days=words.days(summary.period))


def _sign(sign: WarningSign, names: Mapping[str, str], summary: Summary) -> Sign:
    day = words.day(sign.day, near=summary.period.last)
    name = words.label(names, sign.symptom)
    return Sign(headline=f"{day} – {name}, {words.severity(sign.severity)}", note=sign.note)


def _chart(
    printable: OnPaper,
    names: Mapping[str, str],
    tracked: Sequence[str],
    options: SheetOptions,
    habits: Habits,
) -> Chart | None:
    """Return the chart; of a section that is left out it has no row either."""
    if not options.shows(Section.CHART):
        return None
    rows = chart_rows(printable.summary, printable.charted, names, tracked, habits)
    if not options.shows(Section.WARNING_SIGNS):
        rows = rows.without_signs()
    if not options.shows(Section.LABS):
        rows = replace(rows, tests=())
    note = " ".join(rows.notes)
    return Chart(title="", rows=rows, note=note if len(note) <= LONGEST_NOTE else _(NOTE_BEHIND))


def _labs(
    printable: OnPaper, names: Mapping[str, str], options: SheetOptions, habits: Habits
) -> SheetTable | None:
    if not printable.summary.labs or not options.shows(Section.LABS):
        return None
    behind = options.appendix and printable.days is not None
    return labs_table(printable.summary, names, all_behind=behind, habits=habits)


def _reliability(reliability: Reliability) -> str:
    text = _(STANDING)
    if not reliability.entries:
        return text
    said = _("{share} of entries made the same day, {late} late, {edited} edited later.").format(
        share=words.percent(reliability.same_day_percent),
        late=number_text(reliability.entries - reliability.same_day),
        edited=number_text(reliability.edited_later),
    )
    return f"{text} {said}"
