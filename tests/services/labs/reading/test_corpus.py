"""Whole reports of laboratories in ten languages: nearly all right, nothing wrong.

`python -m tests.services.labs.reading.test_corpus` prints the table.
"""

from __future__ import annotations

import pytest

from isodiary.domain.lab_history import LabHistory
from isodiary.services.labs.reading.as_json import report_json
from isodiary.services.labs.reading.reader import ReportReader
from tests.services.labs.diaries import LABS
from tests.services.labs.reading.corpus import TODAY, Score, reports, score

READER = ReportReader(LABS, LabHistory())
PARTS = (
    "open",
    "kept",
    "blind",
    "blind2",
    "blind3",
    "blind4",
    "blind5",
    "blind6",
    "blind7",
    "blind8",
    "blind9",
    "blind10",
    "blind11",
    "blind12",
    "blind13",
    "blind14",
    "blind15",
    "blind16",
    "blind17",
    "kept2",
    "kept3",
    "kept4",
    "kept5",
    "kept6",
    "kept7",
    "kept8",
)
LEAST_RIGHT = 0.97


def scored(report) -> Score:
    return score(report, report_json(READER.read(report.text, TODAY)))


@pytest.mark.parametrize(
    "report", [pytest.param(each, id=each.name) for part in PARTS for each in reports(part)]
)
def test_nothing_of_a_report_is_read_wrongly(report):
    assert scored(report).wrong == []


@pytest.mark.parametrize("part", PARTS)
def test_nearly_all_is_read(part):
    scores = [scored(each) for each in reports(part)]
    right = sum(each.right for each in scores)
    asked_as_it_should_be = sum(each.asked for each in scores)
    everything = sum(each.results for each in scores)
    assert right + asked_as_it_should_be >= LEAST_RIGHT * everything


@pytest.mark.parametrize(
    "report", [pytest.param(each, id=each.name) for part in PARTS for each in reports(part)]
)
def test_every_other_test_is_named_or_no_result(report):
    read = READER.read(report.text, TODAY)
    named = [" ".join(each.text.split()).casefold() for each in read.unread]
    for words in report.others:
        assert any(words.casefold() in line for line in named), words


def table() -> str:
    """Return what is read of each part of the corpus."""
    lines = ["part | reports | results | right | proposed | asked | unread | wrong"]
    for part in PARTS:
        found = [scored(each) for each in reports(part)]
        counts = [
            sum(getattr(each, name) for each in found)
            for name in ("results", "right", "proposed", "asked", "unread")
        ]
        wrong = sum(len(each.wrong) for each in found)
        lines.append(" | ".join(map(str, (part, len(found), *counts, wrong))))
    return "\n".join(lines)


if __name__ == "__main__":
    print(table())
