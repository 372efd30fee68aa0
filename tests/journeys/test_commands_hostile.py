"""Whatever is typed, a command ends with 0, 1 or 2 and a sentence, and the diary stays sound."""

from __future__ import annotations

import tempfile
from pathlib import Path

from hypothesis import given, settings
from hypothesis import strategies as st

from tests.journeys.commands import BEGIN, Terminal

NAMES = (
    *(
        "begin",
        "plan",
        "pause",
        "end",
        "dose",
        "symptom",
        "note",
        "lab",
        "weigh",
        "undo",
        "summary",
    ),
    *("visit", "question", "test", "acne", "list"),
)
OPTIONS = (
    *("--start", "--weight", "--plan", "--weeks", "--target", "--opening", "--product"),
    *("--from", "--until", "--to", "--why", "--json", "--day", "--at", "--slot", "--meal"),
    *("--outcome", "--reason", "--note", "--fasting", "--range", "--help", "--kept-from"),
    *("--correct", "--with", "--agreed", "--iga", "--gags", "--nodules", "--kind"),
)
VALUES = (
    *("20", "20+10", "0", "1e9", "-1", "nan", "1,5", "64", "140 lb", "2026-11-20", "yesterday"),
    *("29 Feb", "19:05", "04:00", "03:59", "24:00", "1", "extra", "dinner", "partial", "skipped"),
    *("breakfast 20, dinner 20+10", "lunch 40", "headache=1", "lips_dry=9", "alt=52", "alt=<5:x"),
    *("every 2 days: dinner 20 / -", "Mon Wed Fri: dinner 20", "planned", "unknown", "/", ":"),
    *("2026-11-20 19:00", "2 1 1 0 1 2", "dose", "2199-12-31", "1900-01-01"),
    *("alt=7-45", "own test=negative", "=", "a=b=c", "", " ", "\0", "\u202e", "<img src=x>"),
)
typed = st.one_of(st.sampled_from(VALUES), st.sampled_from(OPTIONS), st.text(max_size=30))


@settings(max_examples=100)
@given(st.lists(st.tuples(st.sampled_from(NAMES), st.lists(typed, max_size=5)), max_size=4))
def test_nothing_that_is_typed_breaks_a_command_or_the_diary(lines):
    with tempfile.TemporaryDirectory() as folder:
        terminal = Terminal(Path(folder) / "diary.sqlite")
        terminal.line(*BEGIN)
        for name, words in lines:
            result = terminal(name, *words)
            assert result.exit_code in (0, 1, 2)
            assert isinstance(result.exception, SystemExit | None), result.exception
            assert result.exit_code == 0 or result.stderr.strip()
            assert result.exit_code == 0 or not result.stdout
        assert terminal("check").exit_code == 0
