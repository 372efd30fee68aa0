"""The pages of the sidebar by name; each is imported when it is first wanted.

A start shows one page, and to import the other five would take as long as all the rest of it.
"""

from __future__ import annotations

from dataclasses import dataclass
from importlib import import_module

from isodiary.ui.page import Page


@dataclass(frozen=True, slots=True)
class Listed:
    """A page as the sidebar knows it.

    Attributes:
        title: Its name.
        icon: Its drawing in `resources/icons`.
        module: Where it is, in this package.
        kind: Its class there.
    """

    title: str
    icon: str
    module: str
    kind: str

    def load(self) -> type[Page]:
        """Return its class."""
        kind: type[Page] = getattr(import_module(f"isodiary.ui.{self.module}"), self.kind)
        return kind


TODAY = Listed("Today", "today", "today_page", "TodayPage")
PAGES = (
    TODAY,
    Listed("History", "history", "history_page", "HistoryPage"),
    Listed("Trends", "trends", "trends_page", "TrendsPage"),
    Listed("Labs & weight", "labs", "labs_page", "LabsPage"),
    Listed("Course", "course", "course_page", "CoursePage"),
    Listed("Visit report", "report", "report_page", "ReportPage"),
)
CONSULTATION = "For the consultation"
"""Name of the page that belongs to the report, and is opened from there or by its key."""


def listed(title: str) -> Listed | None:
    """Return the page with that name; None if the sidebar has none."""
    return next((page for page in PAGES if page.title == title), None)
