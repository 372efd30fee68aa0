"""Diaries written day by day through the services, as long as a report may be."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime, time, timedelta, timezone
from decimal import Decimal

from isodiary.domain.change import Act, Change, Edit
from isodiary.domain.dose import Dose, Outcome, Reason
from isodiary.domain.lab import LabResult
from isodiary.domain.record import DayNote, Question
from isodiary.domain.summary import Summary
from isodiary.domain.symptom import OwnSymptom, SymptomEntry
from isodiary.domain.units import mg
from isodiary.report.sheet.content import Sheet
from isodiary.report.sheet.options import DEFAULT_OPTIONS, SheetOptions
from isodiary.report.sheet.sheet import visit_sheet
from isodiary.resources import resources
from isodiary.services.catalogues import Catalogues
from isodiary.services.figures.appendix import read_appendix
from isodiary.services.figures.course_days import read_course_days
from isodiary.services.figures.summarise import summarise
from isodiary.services.sample.fill import fill
from isodiary.storage.diary import Diary
from isodiary.storage.reads.days import own_symptoms, tracked
from tests.report.diaries import HOSTILE
from tests.scratch import scratch_diary
from tests.services import courses as made

LAST = date(2026, 11, 23)
NOW = datetime.combine(LAST, time(19, 4), timezone(timedelta(hours=1)))
WEEKS = 14

MORE_SYMPTOMS = ("skin_itch", "eyes_red", "contact_lens_intolerance", "hair_thinning", "sleep_poor")
MORE_LABS = (
    ("ggt", "31", "U/L", "5", "36"),
    ("hb", "13.2", "g/dL", "11.6", "15.0"),
    ("ck", "210", "U/L", "30", "180"),
    ("creatinine", "71", "µmol/L", "45", "84"),
)
QUESTIONS = (
    "Is the ALT of 2 November related to the training on the day before?",
    "How long after the last capsule does the skin stay this dry?",
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Written:
    """A diary with the catalogue beside it."""

    diary: Diary
    catalogues: Catalogues

    def close(self) -> None:
        self.diary.close()

    @property
    def names(self) -> dict[str, str]:
        """Labels by id."""
        return self.catalogues.names(own_symptoms(self.diary))

    def summary(self, days: int) -> Summary:
        """Return the figures of the last days."""
        return summarise(
            self.diary,
            now=NOW,
            first=LAST - timedelta(days=days - 1),
            last=LAST,
            warning_signs=self.catalogues.warning_signs,
        )

    def sheet(self, days: int, options: SheetOptions = DEFAULT_OPTIONS) -> Sheet:
        """Return the sheet of the last days."""
        summary = self.summary(days)
        return visit_sheet(
            summary,
            read_course_days(self.diary, summary, warning_signs=self.catalogues.warning_signs),
            self.names,
            printed=NOW,
            version="1.0",
            tracked=[each.symptom for each in tracked(self.diary)],
            options=options,
            acne_grades=[grade.label for grade in self.catalogues.acne.overall],
            days=read_appendix(self.diary, summary) if options.appendix else None,
        )


def write(diary: Diary, *entries: object) -> None:
    """Write new entries as one change."""
    edits = tuple(Edit(after=entry) for entry in entries)  # type: ignore[arg-type]
    diary.apply(Change(act=Act.CATCH_UP, edits=edits), at=NOW)


def rich() -> Written:
    """A made-up course of fourteen weeks, with more symptoms, tests, notes and questions."""
    written = sample()
    write(
        written.diary, *more_symptoms(), *more_labs(), *questions(*QUESTIONS), *notes(written.diary)
    )
    return written


def sparse() -> Written:
    """A course of which two doses and one symptom were noted."""
    written, day = empty(), LAST - timedelta(days=2)
    made.begin(written.diary, start=LAST - timedelta(days=95))
    write(
        written.diary,
        Dose(day=day, slot=1, outcome=Outcome.TAKEN, amount_ug=mg(20)),
        Dose(day=day, slot=2, outcome=Outcome.SKIPPED, reason=Reason.NO_MEAL),
        SymptomEntry(day=day, symptom="lips_dry", severity=1),
    )
    return written


def extreme() -> Written:
    """The rich diary with two hundred symptoms of the patient's own and hostile words."""
    written = rich()
    own = [
        OwnSymptom(label=f"{HOSTILE.replace(chr(7), '')} {number}"[-60:], id=f"own_{number:03}")
        for number in range(200)
    ]
    answers = [
        SymptomEntry(day=LAST - timedelta(days=7 * week), symptom=one.id, severity=number % 4)
        for number, one in enumerate(own)
        for week in range(8)
    ]
    long = "w" * 5000
    sign = SymptomEntry(day=LAST, symptom="vision_blurred", severity=2, note=f"{HOSTILE} {long}")
    note = DayNote(day=LAST - timedelta(days=1), text=f"{HOSTILE}\n{'long words of it ' * 500}")
    write(
        written.diary,
        *own,
        *answers,
        sign,
        note,
        *questions(*(f"{HOSTILE} {n}" for n in range(25)), long),
    )
    return written


def empty() -> Written:
    return Written(diary=scratch_diary(), catalogues=Catalogues(resources() / "catalogue"))


def sample() -> Written:
    written = empty()
    daily = written.catalogues.symptoms.daily
    fill(written.diary, weeks=WEEKS, until=LAST, seed=1, daily=daily)
    return written


def more_symptoms() -> list[SymptomEntry]:
    return [
        SymptomEntry(day=LAST - timedelta(days=3 * number), symptom=name, severity=1 + number % 2)
        for name in MORE_SYMPTOMS
        for number in range(1, 28)
    ]


def more_labs() -> list[LabResult]:
    days = [LAST - timedelta(days=number) for number in (90, 62, 34, 6)]
    return [
        LabResult(
            day=day,
            analyte=name,
            value=Decimal(value),
            unit=unit,
            low=Decimal(low),
            high=Decimal(high),
            fasting=True,
            note="after a long run" if name == "ck" else "",
        )
        for day in days
        for name, value, unit, low, high in MORE_LABS
    ]


def questions(*texts: str) -> list[Question]:
    return [Question(text=t, noted_on=LAST, position=p) for p, t in enumerate(texts)]


def notes(diary: Diary) -> list[DayNote]:
    """Return notes for two of the last days that have none."""
    held = {note.day for note in diary.all(DayNote)}
    days = (LAST - timedelta(days=number) for number in range(3, 30))
    one, other, *_rest = [day for day in days if day not in held]
    return [
        DayNote(day=one, text="Exam week, slept badly."),
        DayNote(day=other, text="Nobody but me reads this.", off_paper=True),
    ]
