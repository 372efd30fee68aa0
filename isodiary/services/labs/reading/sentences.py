"""What was read of a report in sentences, for the dialog and the command."""

from __future__ import annotations

from isodiary.domain.catalogue.labs import LabCatalogue
from isodiary.language import _
from isodiary.services.labs.reading.report import Ask, LeftOut, OpenQuestion, ReadResult, Unread


def why_words(why: LeftOut) -> str:
    """Return why a line is left out, beginning small."""
    return {
        LeftOut.OTHER_TEST: _("a ratio, a part or another test"),
        LeftOut.UNKNOWN_TEST: _("not one of the tests"),
        LeftOut.NOT_BLOOD: _("not a test of the blood"),
        LeftOut.NO_VALUE: _("no value"),
        LeftOut.OTHER_UNIT: _("the test is not known in this unit"),
        LeftOut.TWICE: _("a second result of the test on that day"),
        LeftOut.TOO_LONG: _("too long for a line of a report"),
        LeftOut.NOT_SURE: _("can be read in more ways than one"),
        LeftOut.LEFT_OUT: _("left out by you"),
    }[why]


def unread_sentence(unread: Unread) -> str:
    """Return that a line is left out, and why."""
    return _("Line {line} is left out, {why}: {text}").format(
        line=unread.line, why=why_words(unread.why), text=unread.text
    )


def question_sentence(question: OpenQuestion, *, name: str = "") -> str:
    """Return what has to be said about a line; `name` is a shorter name of its test."""
    match question.about:
        case Ask.NUMBER if len(question.choices) > 1:
            said = _("Line {line}, {name} “{printed}”: which number?")
        case Ask.NUMBER:
            said = _("Line {line}, {name} “{printed}”: is this the result? It is unusual.")
        case Ask.UNIT:
            said = _("Line {line}, {name}: in which unit?")
        case Ask.DAY:
            said = _("Of which day is the sample?")
        case _:
            said = _("Line {line}, {name}: which of the figures is the result?")
    return said.format(line=question.line, name=name or question.name, printed=question.printed)


def proposed_sentence(result: ReadResult, labs: LabCatalogue) -> str:
    """Return the question whether a near miss is meant."""
    test = labs.get(result.proposed or "")
    return _("Line {line}, “{printed}”: {test}?").format(
        line=result.line, printed=result.name, test=test.name if test else result.proposed
    )
