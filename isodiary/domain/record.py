"""The smaller entries: notes, weights, visits, the patient and their contacts."""

from __future__ import annotations

from dataclasses import field
from datetime import date, time
from enum import StrEnum

from isodiary.domain.entry import new_id
from isodiary.domain.values import dataclass

LIGHTEST_G = 10_000
HEAVIEST_G = 700_000


@dataclass(frozen=True, slots=True, kw_only=True)
class DayNote:
    """The patient's own words about a day.

    Attributes:
        day: The diary's day.
        text: The words.
        off_paper: Whether they stay out of everything that is printed.
        id: The entry's name for life.
    """

    day: date
    text: str
    off_paper: bool = False
    id: str = field(default_factory=new_id)

    def __post_init__(self) -> None:
        if not self.text:
            raise ValueError("a note needs words")


@dataclass(frozen=True, slots=True, kw_only=True)
class Weight:
    """Body weight in whole grams on a day."""

    day: date
    grams: int
    id: str = field(default_factory=new_id)

    def __post_init__(self) -> None:
        check_weight(self.grams)


@dataclass(frozen=True, slots=True, kw_only=True)
class Visit:
    """A date with the doctor, past or planned.

    Attributes:
        day: The day.
        at: Wall time; None if not noted.
        clinician: Whom the patient sees; may be empty.
        place: Where; may be empty.
        agreed: What was agreed, in the patient's words; the dose, tests and next visit that
            came of it are entries of their own.
        id: The entry's name for life.
    """

    day: date
    at: time | None = None
    clinician: str = ""
    place: str = ""
    agreed: str = ""
    id: str = field(default_factory=new_id)


@dataclass(frozen=True, slots=True, kw_only=True)
class Question:
    """Something the patient wants to ask.

    Attributes:
        text: The question.
        noted_on: The diary's day it was noted on.
        position: Its place among those for the next visit; the smallest is asked first.
        visit: Id of the visit at which it was asked; empty as long as it is open.
        id: The entry's name for life.
    """

    text: str
    noted_on: date
    position: int
    visit: str = ""
    id: str = field(default_factory=new_id)

    def __post_init__(self) -> None:
        if not self.text:
            raise ValueError("a question needs words")


class KeptKind(StrEnum):
    """What is kept off paper. The values are stored in diaries."""

    SYMPTOM = "symptom"
    MODULE = "module"


@dataclass(frozen=True, slots=True, kw_only=True)
class KeptOff:
    """A symptom or a module that stays out of everything that is printed.

    Attributes:
        kind: Whether it is a symptom or a module.
        what: Id of the symptom, or of the module.
        id: The entry's name for life.
    """

    kind: KeptKind
    what: str
    id: str = field(default_factory=new_id)


class Sex(StrEnum):
    """Which of two ranges of a lab test is shown; the words are stored in diaries."""

    NOT_SAID = ""
    FEMALE = "female"
    MALE = "male"


@dataclass(frozen=True, slots=True, kw_only=True)
class Patient:
    """Whom the diary is about; there is one.

    Attributes:
        name: Name or initials as they shall stand on paper; may be empty.
        birth_year: Year of birth; None if not given.
        country: Id of the leaflet set chosen in the catalogue.
        sex: Chosen beside the lab ranges, for the tests that have two; used nowhere else.
    """

    name: str = ""
    birth_year: int | None = None
    country: str = ""
    sex: Sex = Sex.NOT_SAID
    id: str = "patient"

    def __post_init__(self) -> None:
        if self.birth_year is not None and not 1900 <= self.birth_year <= 2100:
            raise ValueError(f"a year of birth is 1900 to 2100, not {self.birth_year}")


class ContactKind(StrEnum):
    """Whom a contact reaches. The values are stored in diaries."""

    PRESCRIBER = "prescriber"
    EMERGENCY = "emergency"
    CRISIS = "crisis"
    OTHER = "other"


@dataclass(frozen=True, slots=True, kw_only=True)
class Contact:
    """Someone to call, as the patient entered it."""

    kind: ContactKind
    name: str = ""
    phone: str = ""
    id: str = field(default_factory=new_id)

    def __post_init__(self) -> None:
        if not self.name and not self.phone:
            raise ValueError("a contact needs a name or a number")


def check_weight(grams: int) -> None:
    """Refuse what no patient weighs.

    Raises:
        ValueError: The weight is not 10 to 700 kg.
    """
    if not LIGHTEST_G <= grams <= HEAVIEST_G:
        raise ValueError(f"a weight is 10 to 700 kg, not {grams} g")
