"""What a patient answered about contraindications, and which precautions they know."""

from __future__ import annotations

from dataclasses import field
from datetime import date
from enum import StrEnum

from isodiary.domain.entry import new_id
from isodiary.domain.values import dataclass


class Said(StrEnum):
    """An answer. The values are stored in diaries."""

    YES = "yes"
    NO = "no"
    UNSURE = "unsure"
    KNOWN = "known"


@dataclass(frozen=True, slots=True, kw_only=True)
class Answer:
    """One answer with its day; asked once, never blocking (clinical.md 5.1, 5.2).

    Attributes:
        key: Id of the question in the catalogue.
        said: The answer; `KNOWN` ticks a precaution.
        day: When it was answered.
        id: The entry's name for life.
    """

    key: str
    said: Said
    day: date
    id: str = field(default_factory=new_id)

    def __post_init__(self) -> None:
        if not self.key:
            raise ValueError("an answer needs a question")
