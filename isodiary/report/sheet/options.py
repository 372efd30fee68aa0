"""What the patient wants on the sheet: its sections, whose name, and what stays off paper."""

from __future__ import annotations

from enum import StrEnum

from isodiary.domain.values import dataclass


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
    Section.ANSWERS: "Answered yes or unsure",
    Section.WARNING_SIGNS: "Warning signs",
    Section.DOSE: "Dose and meals",
    Section.CHART: "Dose and symptoms over time",
    Section.STEPS: "Dose steps",
    Section.ACNE: "Acne, own estimate",
    Section.LABS: "Blood tests",
    Section.QUESTIONS: "My questions",
    Section.AGREED: "What is agreed",
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
