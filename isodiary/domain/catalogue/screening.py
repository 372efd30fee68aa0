"""The questions that leaflets ask before a course, and the precautions during and after it.

The wording is data of the catalogue: no code knows what a question is about.
"""

from __future__ import annotations

from enum import StrEnum
from typing import TYPE_CHECKING

from isodiary.domain.catalogue.file import Block, by_id, read_file
from isodiary.domain.catalogue.products import Confidence
from isodiary.domain.span import Wait, parse_span
from isodiary.domain.values import dataclass

if TYPE_CHECKING:
    from collections.abc import Mapping
    from importlib.resources.abc import Traversable
    from pathlib import Path


class LabelStatus(StrEnum):
    """What labels say of a yes."""

    CONTRAINDICATED = "contraindicated"
    AVOID = "avoid"
    CAUTION = "caution"


class Excipient(StrEnum):
    """An ingredient that `products.toml` knows of."""

    SOYA_OIL = "soya_oil"
    SORBITOL = "sorbitol"


@dataclass(frozen=True, slots=True, kw_only=True)
class Asked:
    """One question.

    Attributes:
        id: Stored in diaries; never renamed.
        short: What it is about, in a few words.
        question: The whole question.
        says: What labels say of a yes, as a sentence.
        status: The same as a word.
        ingredient: What must be in the capsule for it to matter; None if nothing must.
        private: Not printed.
        confidence: How well the block was checked.
        retired: Kept for old answers, no longer asked.
    """

    id: str
    short: str
    question: str
    says: str
    status: LabelStatus
    ingredient: Excipient | None
    private: bool
    confidence: Confidence
    retired: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class Precaution:
    """One precaution.

    Attributes:
        id: Stored in diaries; never renamed.
        topic: What it is about.
        during: What labels say of the course; None if nothing.
        after: What labels say of the time after the last capsule; None if nothing.
        spans: How long after the last capsule; more than one where labels differ.
        by_country: The spans are those of the country and of the product.
        private: Shown after the course only once the patient chose it.
        confidence: How well the block was checked.
        retired: Kept for old answers, no longer shown.
    """

    id: str
    topic: str
    during: str | None
    after: str | None
    spans: tuple[Wait, ...]
    by_country: bool
    private: bool
    confidence: Confidence
    retired: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class Screening:
    """All questions and precautions by id, in the order of the file; retired ones too.

    Attributes:
        tell: Said once wherever a question is answered with yes or unsure.
        standing: What the questions are and are not.
        questions: By id.
        precautions: By id.
    """

    tell: str
    standing: str
    questions: Mapping[str, Asked]
    precautions: Mapping[str, Precaution]

    @property
    def asked(self) -> tuple[Asked, ...]:
        """The questions to ask."""
        return tuple(each for each in self.questions.values() if not each.retired)

    @property
    def shown(self) -> tuple[Precaution, ...]:
        """The precautions to show."""
        return tuple(each for each in self.precautions.values() if not each.retired)

    @property
    def private(self) -> frozenset[str]:
        """Ids of the questions whose answers are not printed."""
        return frozenset(each.id for each in self.questions.values() if each.private)

    def printed_names(self) -> dict[str, str]:
        """Return the short words of the questions whose answers are printed, by id."""
        return {each.id: each.short for each in self.questions.values() if not each.private}


def load_screening(folder: Path | Traversable, language: str = "en") -> Screening:
    """Read `screening.toml` of the catalogue's folder.

    Raises:
        CatalogueError: The file is missing or malformed.
    """
    root = read_file(folder, "screening.toml", language)
    root.allow("told", "question", "precaution")
    told = root.table("told")
    told.allow("tell", "standing")
    questions = by_id(root.blocks("question"), _question)
    precautions = by_id(root.blocks("precaution"), _precaution)
    if twice := set(questions) & set(precautions):
        raise root.wrong(f"a question and a precaution have the same id: {', '.join(twice)}")
    return Screening(
        tell=told.words("tell"),
        standing=told.words("standing"),
        questions=questions,
        precautions=precautions,
    )


def _question(block: Block) -> Asked:
    block.allow(
        *("id", "short", "question", "says", "status", "ingredient", "private"),
        *("confidence", "retired"),
    )
    named = block.text_or_none("ingredient")
    return Asked(
        id=block.text("id"),
        short=block.words("short"),
        question=block.words("question"),
        says=block.words("says"),
        status=block.member(LabelStatus, "status"),
        ingredient=None if named is None else block.one_of(Excipient, named, "ingredient"),
        private=block.flag("private"),
        confidence=block.member(Confidence, "confidence"),
        retired=block.flag("retired"),
    )


def _precaution(block: Block) -> Precaution:
    block.allow(
        *("id", "topic", "during", "after", "spans", "by_country", "private"),
        *("confidence", "retired"),
    )
    during, after = block.words_or_none("during"), block.words_or_none("after")
    if during is None and after is None:
        raise block.wrong("'during' or 'after' is missing")
    timed = block.flag("by_country") or "spans" in block.values
    if timed and after is None:
        raise block.wrong("'spans' and 'by_country' need 'after'")
    return Precaution(
        id=block.text("id"),
        topic=block.words("topic"),
        during=during,
        after=after,
        spans=spans_of(block, "spans"),
        by_country=block.flag("by_country"),
        private=block.flag("private"),
        confidence=block.member(Confidence, "confidence"),
        retired=block.flag("retired"),
    )


def spans_of(block: Block, key: str) -> tuple[Wait, ...]:
    """Return the spans listed under `key`; none if there is no such key.

    Raises:
        CatalogueError: One cannot be read.
    """
    try:
        return tuple(parse_span(text) for text in block.texts(key))
    except ValueError as error:
        raise block.wrong(f"{key!r}: {error}") from error
