"""Reports as laboratories print them, each with what is right in it, and how they were read.

A file has reports that begin with `####` and a name, then the text, `----`, and what is right:
`@ day` begins a sample, `alt 52 U/L 7-45` is a result, `?alt ...` one that may be asked instead,
`? alt` one that has to be asked, `~ alt ...` one that has to be proposed, `! words` a line that is
no test of the catalogue. `ldl_calc|ldl` means that either is right.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path
from typing import Any

from isodiary.services.labs.reading.as_json import result_json
from isodiary.services.labs.reading.report import ReadResult

FOLDER = Path(__file__).parent / "reports"
TODAY = date(2026, 11, 28)


@dataclass
class Expected:
    """A result that is right."""

    day: str
    ids: tuple[str, ...]
    fields: tuple[str, ...]
    may_be_asked: bool = False
    asked: bool = False
    proposed: bool = False


@dataclass
class Report:
    """A report, and what is right."""

    name: str
    text: str
    expected: list[Expected] = field(default_factory=list)
    others: list[str] = field(default_factory=list)


def reports(part: str) -> Iterator[Report]:
    """Yield the reports of "open" or "kept"."""
    for path in sorted((FOLDER / part).glob("*.txt")):
        for block in path.read_text("utf-8").split("#### ")[1:]:
            name, _, rest = block.partition("\n")
            text, _, said = rest.partition("\n----\n")
            report = Report(f"{path.stem}: {name}", text)
            day = ""
            for line in said.splitlines():
                sign, words = line[:1], line[1:].split()
                if sign == "@":
                    day = words[0]
                elif sign == "!":
                    report.others.append(" ".join(words))
                elif line.strip():
                    first, *fields = words if sign in "?~" else line.split()
                    report.expected.append(
                        Expected(
                            day,
                            tuple(first.split("|")),
                            tuple(fields),
                            may_be_asked=sign == "?" and bool(fields),
                            asked=sign == "?" and not fields,
                            proposed=sign == "~",
                        )
                    )
            yield report


@dataclass
class Score:
    """How many results of a report were read how; `wrong` has a sentence for each."""

    results: int = 0
    right: int = 0
    proposed: int = 0
    asked: int = 0
    unread: int = 0
    wrong: list[str] = field(default_factory=list)
    missed: list[str] = field(default_factory=list)


def printed(result: dict[str, object]) -> tuple[str, ...]:
    """Return the fields of a result of `lab --paste --json` as the files write them."""
    low, high = result["low"], result["high"]
    if low is not None and high is not None:
        ends = f"{low}-{high}"
    elif high is not None:
        ends = f"{'<' if result['high_strict'] else '<='}{high}"
    elif low is not None:
        ends = f"{'>' if result['low_strict'] else '>='}{low}"
    else:
        ends = "-"
    return f"{result['comparator']}{result['value']}", str(result["unit"] or "-"), ends


def report_fields(result: ReadResult) -> str:
    """Return a result of a report as the files write it."""
    return " ".join((str(result.analyte), *printed(result_json(result))))


def score(report: Report, said: dict[str, Any]) -> Score:
    """Hold what `lab --paste --json` says against what is right."""
    score = Score()
    left = list(report.expected)
    asked = {str(each["line"]) for each in said["asked"]}
    day_asked = any(each["about"] == "day" for each in said["asked"])
    for sample in said["samples"]:
        if sample["day"] is None and day_asked:
            continue  # nothing of it is taken before its day is said
        for result in sample["results"]:
            test = result["id"] or result["proposed"]
            match = next((e for e in left if test in e.ids and e.day == sample["day"]), None)
            shown = f"{report.name}: {sample['day']} {test} {' '.join(printed(result))}"
            if match is None:
                score.wrong.append(f"{shown}: nothing of the kind")
                continue
            left.remove(match)
            if match.asked:
                score.wrong.append(f"{shown}: had to be asked")
            elif printed(result) != match.fields:
                score.wrong.append(f"{shown}: should be {' '.join(match.fields)}")
            elif result["id"] is None:
                score.proposed += 1
                if not match.proposed:
                    score.missed.append(f"{shown}: only proposed")
            elif match.proposed:
                score.wrong.append(f"{shown}: had to be proposed")
            else:
                score.right += 1
    for match in left:
        if (match.asked or match.may_be_asked) and asked:
            score.asked += 1
        else:
            score.unread += 1
            score.missed.append(f"{report.name}: {match.day} {match.ids[0]} {match.fields}")
    score.results = len(report.expected)
    return score
