"""Templates for when blood is tested; they only fill in days that the patient edits."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from isodiary.domain.catalogue_file import Block, by_id


@dataclass(frozen=True, slots=True, kw_only=True)
class Schedule:
    """One template.

    Attributes:
        id: Its name for life.
        name: In words.
        says: What its source says, in a sentence or two.
        what: What is tested, as it is written into each planned test; may be empty.
        months: Months after the start of the course; 0 is the day of the start.
        every_months: Goes on from the last of them every so many months; None: it does not.
        at_peak: Whether it also has the first day of the highest planned dose.
    """

    id: str
    name: str
    says: str
    what: str
    months: tuple[int, ...]
    every_months: int | None
    at_peak: bool


def read_schedules(root: Block) -> Mapping[str, Schedule]:
    """Return the templates under `schedule`, by id.

    Raises:
        CatalogueError: One is malformed.
    """
    return by_id(root.blocks("schedule"), _schedule)


def _schedule(block: Block) -> Schedule:
    block.allow("id", "name", "says", "what", "months", "every_months", "at_peak")
    return Schedule(
        id=block.text("id"),
        name=block.words("name"),
        says=block.words("says"),
        what=block.words_or_none("what") or "",
        months=block.counts("months"),
        every_months=block.count("every_months") if "every_months" in block.values else None,
        at_peak=block.flag("at_peak"),
    )
