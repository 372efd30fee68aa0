"""Reading, laying out and painting a page, and going to it from another."""

from __future__ import annotations

from functools import partial
from statistics import median

from isodiary.domain.change import Act, Change, Edit
from isodiary.domain.symptom import SymptomEntry
from isodiary.storage.diary import Diary
from isodiary.ui.window.main_window import MainWindow
from isodiary.ui.window.page import PAGES, Page
from tests.bench.diaries import Diaries
from tests.bench.measure import Measure, Table, ms_of, typical_ms
from tests.bench.windows import application, settle, window_on
from tests.clock import EVENING

ROUNDS = 9
FRAME_MS = 16.7
MOST_MS = {"Visit report": 300.0}
"""Its first page is laid out and painted at once."""
LONG_MS = {"Trends": 2 * FRAME_MS}


def measured(diaries: Diaries) -> Table:
    """Measure every page of the usual diary, then Today, History and Trends of the long one."""
    application()
    for name, path in (("24 weeks", diaries.weeks_24), ("ten years", diaries.years_10)):
        diary = diaries.copy(path)
        window = window_on(diary, diaries.folder)
        for listed in PAGES if path == diaries.weeks_24 else PAGES[:3]:
            budgets = MOST_MS if path == diaries.weeks_24 else LONG_MS
            most = budgets.get(listed.title, FRAME_MS)
            page = window.show_page(listed.load())
            settle()
            redrawn = typical_ms(partial(_redraw, page), ROUNDS)
            yield Measure(what=f"{listed.title}: redraw, {name}", ours=redrawn, most=most)
            if listed.title == "Trends":
                other = median(_redraw_after_an_answer_ms(page, diary) for _ in range(ROUNDS))
                what = f"Trends: redraw after an answer, {name}"
                yield Measure(what=what, ours=other, most=most)
            place = PAGES.index(listed)
            switched = sorted(_switch_ms(window, place) for _ in range(ROUNDS))[ROUNDS // 2]
            yield Measure(what=f"{listed.title}: switch, {name}", ours=switched, most=FRAME_MS)
        window.close()
        diary.close()


def _redraw(page: Page) -> None:
    page.mark_stale()
    page.repaint()
    settle()


def _redraw_after_an_answer_ms(page: Page, diary: Diary) -> float:
    """Draw another chart each time, with what was answered and taken back again."""
    today = EVENING.date()
    held = diary.where(SymptomEntry, "day = ? and symptom = 'headache'", [today.isoformat()])
    answer = SymptomEntry(day=today, symptom="headache", severity=2)
    edit = Edit(before=held[0]) if held else Edit(after=answer)
    diary.apply(Change(act=Act.LOG_SYMPTOMS, edits=(edit,)), at=EVENING)
    return ms_of(partial(_redraw, page))


def _switch_ms(window: MainWindow, place: int) -> float:
    window.show_place((place + 1) % len(PAGES))
    settle()
    return ms_of(partial(_switch, window, place))


def _switch(window: MainWindow, place: int) -> None:
    window.show_place(place)
    settle()
