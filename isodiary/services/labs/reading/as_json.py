"""What a report says as one JSON object, for `lab --paste --json`."""

from __future__ import annotations

from isodiary.services.labs.reading.report import Ask, LabReport, OpenQuestion, ReadResult

Json = dict[str, object]


def report_json(report: LabReport) -> Json:
    """Return samples with their results, unread lines, and what has to be asked.

    Numbers are text with a decimal point, as printed; a near miss has no `id` and is `proposed`.
    """
    return {
        "samples": [
            {
                "day": sample.day.isoformat() if sample.day else None,
                "results": [result_json(result) for result in sample.results],
            }
            for sample in report.samples
        ],
        "unread": [
            {"line": each.line, "text": each.text, "why": str(each.why)} for each in report.unread
        ],
        "asked": [_question(each) for each in report.questions if each.about is not Ask.NAME],
    }


def result_json(result: ReadResult) -> Json:
    """Return one result."""
    ends = result.ends
    return {
        "line": result.line,
        "id": result.analyte,
        "name": result.name,
        "comparator": str(result.comparator),
        "value": result.word if result.value is None else f"{result.value:f}",
        "unit": result.unit,
        "low": None if ends.low is None else str(ends.low),
        "high": None if ends.high is None else str(ends.high),
        "low_strict": ends.low_strict,
        "high_strict": ends.high_strict,
        "proposed": result.proposed,
    }


def _question(question: OpenQuestion) -> Json:
    return {
        "line": question.line,
        "text": question.text,
        "about": str(question.about),
        "name": question.name,
        "printed": question.printed,
        "choices": list(question.choices),
    }
