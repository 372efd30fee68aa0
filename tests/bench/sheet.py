"""From a `Summary` to the finished PDF."""

from __future__ import annotations

from contextlib import closing
from datetime import date
from functools import partial
from pathlib import Path

from isodiary import __version__
from isodiary.fonts import load_fonts
from isodiary.report.press.pages import Pages
from isodiary.report.press.paper import Paper
from isodiary.report.sheet.sheet import visit_sheet
from isodiary.resources import resources
from isodiary.services.catalogues import Catalogues
from isodiary.services.figures.course_days import read_course_days
from isodiary.services.figures.summarise import summarise
from isodiary.storage.opening import open_diary
from isodiary.storage.reads.course import courses
from isodiary.storage.reads.days import own_symptoms, tracked
from tests.bench.diaries import Diaries
from tests.bench.measure import Measure, Table, typical_ms
from tests.bench.windows import application
from tests.clock import EVENING

ROUNDS = 7


def measured(diaries: Diaries) -> Table:
    """Measure the usual sheet of both diaries, and the whole course of the long one."""
    application()
    load_fonts()
    usual, long = diaries.weeks_24, diaries.years_10
    yield Measure(what="sheet to PDF, 24 weeks", ours=_ms(usual, whole=False), most=150)
    yield Measure(what="sheet to PDF, ten years", ours=_ms(long, whole=False), most=150)
    yield Measure(what="sheet to PDF, all of ten years", ours=_ms(long, whole=True), most=1_500)


def _ms(path: Path, *, whole: bool) -> float:
    catalogues = Catalogues(resources() / "catalogue")
    with closing(open_diary(path, now=EVENING)) as diary:
        first: date | None = courses(diary)[-1].start if whole else None
        figures = summarise(diary, now=EVENING, first=first, warning_signs=catalogues.warning_signs)
        names = catalogues.names(own_symptoms(diary))
        asked = [each.symptom for each in tracked(diary)]
        signs = catalogues.warning_signs
        days = read_course_days(diary, figures, warning_signs=signs)
        made = partial(visit_sheet, figures, days, names, printed=EVENING, version=__version__)
        return typical_ms(lambda: Pages(made(tracked=asked), Paper.A4).pdf(), ROUNDS)
