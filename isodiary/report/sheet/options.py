"""What the patient wants on the sheet: its sections, whose name, and what stays off paper."""

from __future__ import annotations

from enum import StrEnum

from isodiary.domain.values import dataclass
from isodiary.language import marked


class Section(StrEnum):
    """A part of the sheet that can be left out, in the order of the page. Stored in settings."""

    ANSWERS = "answers"
    WARNING_SIGNS = "warning-signs"
    DOSE = "dose"
    CHART = "chart"
    STEPS = "steps"
    ACNE = "acne"
    LABS = "labs"
    QUESTIONS = "questions"
    AGREED = "agreed"


SECTION_NAMES = {
    Section.ANSWERS: marked("Answered yes or unsure"),
    Section.WARNING_SIGNS: marked("Warning signs"),
    Section.DOSE: marked("Dose and meals"),
    Section.CHART: marked("Dose and symptoms over time"),
    Section.STEPS: marked("Dose steps"),
    Section.ACNE: marked("Acne, own estimate"),
    Section.LABS: marked("Blood tests"),
    Section.QUESTIONS: marked("My questions"),
    Section.AGREED: marked("What is agreed"),
}


class NameShown(StrEnum):
    """How much of the patient's name is printed. Stored in settings."""

    WHOLE = "whole"
    INITIALS = "initials"
    NONE = "none"


@dataclass(frozen=True, slots=True, kw_only=True)
class SheetOptions:
    """What is printed of a period.

    Attributes:
        sections: Those on the sheet; their order is that of `Section`, whatever is given.
        name: How much of the patient's name; with none the year of birth is left out too.
        keep_off: Ids of symptoms and lab tests that appear nowhere on paper (`off_paper` of
            `services.kept_off` makes them of marks and parts).
        appendix: Whether the pages after the sheet hold every day of the period.
    """

    sections: frozenset[Section] = frozenset(Section)
    name: NameShown = NameShown.WHOLE
    keep_off: frozenset[str] = frozenset()
    appendix: bool = False

    def shows(self, section: Section) -> bool:
        """Whether a section is on the sheet."""
        return section in self.sections


DEFAULT_OPTIONS = SheetOptions()
