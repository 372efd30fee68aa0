"""In the pseudo-language the commands, their help and their refusals say no word of English."""

from __future__ import annotations

import re
import tomllib

import pytest
from click.testing import CliRunner

from isodiary.cli.commands import MODULES, commands
from isodiary.language import speaking
from isodiary.pseudo import Pseudo
from isodiary.resources import resources
from isodiary.storage.rows import TABLES
from tests.journeys.commands import BEGIN

BY_CLICK = (
    "Usage: commands",
    "Options:",
    "Commands:",
    "Show the version and exit.",
    "Show this message and exit.",
    "[default:",
    "[required]",
)
"""What click says itself, in the language of its own."""

TYPED = re.compile(r"--?[\w-]+|\[[\w|.<=>*/-]+\]|\b[A-Z]{2,}\b")
"""Options, choices and what stands for a value, which are typed so in every language."""

TABLES_WORDS = {word for table in TABLES for word in table.name.split("_")}
KNOWN = {"isodiary", "mmol", "sqlite", "zip", *MODULES, *TABLES_WORDS}
"""Names of commands, units, kinds of files, and of the tables, which `list` takes and prints."""


@pytest.fixture(autouse=True)
def _pseudo():
    with speaking(Pseudo()):
        yield


@pytest.fixture(scope="module")
def catalogue():
    """Every word of the catalogues, which have their own languages."""
    texts = (path.read_text("utf-8") for path in (resources() / "catalogue").glob("*.toml"))
    return {word for text in texts for word in words_in(str(tomllib.loads(text)))}


def words_in(text):
    return re.findall(r"[^\W\d_]+", text)


def english(text, known=frozenset()):
    """Return the words of English in what was printed."""
    for said in BY_CLICK:
        text = text.replace(said, "")
    words = words_in(TYPED.sub("", text))
    plain = (word for word in words if word.isascii() and len(word) > 2)
    return {word for word in plain if set("aeiou") & set(word.lower())} - KNOWN - known


@pytest.mark.parametrize("name", ["", *MODULES])
def test_help_says_no_english(name):
    result = CliRunner().invoke(commands, [*filter(None, [name]), "--help"])
    assert result.exit_code == 0
    assert "[" in result.output
    assert english(result.output) == set()


def test_what_is_done_is_said_in_the_language(new, catalogue):
    for words in (
        BEGIN,
        ("dose",),
        ("symptom", "headache=2", "lips_dry=0"),
        ("lab", "alt=52"),
        ("weigh", "63.5"),
        ("acne", "--iga", "2"),
        ("visit", "2 Dec", "--at", "09:15"),
        ("test", "9 Dec"),
        ("plan", "--from", "30 Nov", "dinner 40"),
        ("pause", "--from", "5 Dec", "--until", "9 Dec"),
        ("summary",),
        ("list",),
        ("backups",),
        ("check",),
        ("undo",),
    ):
        result = new(*words)
        assert result.exit_code == 0, result.output
        said = result.output.replace(str(new.path), "").replace(str(new.path.parent), "")
        assert english(said, catalogue) == set(), words


@pytest.mark.parametrize(
    "words",
    [
        ("dose", "0"),
        ("dose", "--slot", "extra"),
        ("symptom", "headache=9"),
        ("weigh", "5"),
        ("visit", "99"),
        ("summary", "--from", "2 Dec", "--to", "1 Dec"),
        ("undo",),
    ],
    ids=" ".join,
)
def test_what_is_refused_is_said_in_the_language(new, catalogue, words):
    if words != ("undo",):
        new(*BEGIN)
    result = new(*words)
    assert result.exit_code
    lines = result.stderr.replace(str(new.path), "").splitlines()
    said = "\n".join(line for line in lines if not line.startswith("Try "))
    assert english(re.sub(r"^(Error|Usage): .*?(?=\[|$)", "", said, flags=re.M), catalogue) == set()
