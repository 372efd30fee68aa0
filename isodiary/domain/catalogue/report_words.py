"""The words that laboratories print beside their results, in the languages that are read."""

from __future__ import annotations

from dataclasses import fields

from isodiary.domain.catalogue.file import Block
from isodiary.domain.values import dataclass

Words = tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class ReportWords:
    """All of them as they are printed; who compares them folds them first.

    Attributes:
        test, value, previous, range, low, high, unit, flag, date, other: Heads of columns;
            `low` and `high` are the ends of the range in columns of their own, `previous` is an
            older value, `other` what is not kept.
        sampled, not_sampled: What stands before the day of the sample, and before other days.
        born: Of the latter, before days that are far from the sample's.
        fasting, not_fasting: What says whether the patient had fasted.
        calculated: What says that a value was not measured.
        qualifiers: What leaves a test the same test.
        others: What makes it another test.
        methods: How a test is done, as it stands beneath a name.
        again: What a line says that has the count beneath a percentage.
        urine: Heads of parts whose tests are not of the blood.
        above, up_to: What stands before the end of a range that lies inside it.
        more, less: What stands before an end that lies outside.
        to: What stands between two ends.
        grades: What stands before an end that is none of a range.
        male, female: What stands before a range of men, or of women.
        sex: What stands before the patient's sex.
        months: Twelve times the ways to write a month, with spaces between.
    """

    test: Words
    value: Words
    previous: Words
    range: Words
    low: Words
    high: Words
    unit: Words
    flag: Words
    date: Words
    other: Words
    sampled: Words
    not_sampled: Words
    born: Words
    fasting: Words
    not_fasting: Words
    calculated: Words
    qualifiers: Words
    others: Words
    methods: Words
    again: Words
    urine: Words
    above: Words
    up_to: Words
    more: Words
    less: Words
    to: Words
    grades: Words
    male: Words
    female: Words
    sex: Words
    months: Words


def read_report_words(block: Block) -> ReportWords:
    """Return the words of `report`.

    Raises:
        CatalogueError: A list is missing its words, or one is not known.
    """
    keys = tuple(each.name for each in fields(ReportWords))
    block.allow(*keys)
    words = ReportWords(**{key: block.texts(key) for key in keys})
    if len(words.months) != MONTHS:
        raise block.wrong("'months' must have twelve texts")
    return words


MONTHS = 12
