"""Every text is looked up whole, by rules that a translator can live with."""

from __future__ import annotations

import ast
import re
import struct
from collections.abc import Iterator

import pytest

from isodiary.language import (
    HARD,
    SOURCE,
    THIN,
    VARIABLE,
    _,
    language_from,
    marked,
    ngettext,
    nmarked,
    npgettext,
    pgettext,
    plural,
    pmarked,
    speak,
    speaking,
)
from isodiary.pseudo import Pseudo, pseudo
from tests.words import PACKAGE, SHAPES, TEMPLATE, looked_up, modules, names_in, template, texts

SIGNS = re.compile(r"<.*?>|\bmg(/kg)?\b")
"""Markup and units, which may stand beside a whole text as a colon may."""


def named(path):
    return path.relative_to(PACKAGE).as_posix()


def test_the_template_is_what_the_texts_are():
    assert TEMPLATE.read_text("utf-8") == template(), "run: python -m tests.words"


@pytest.fixture(scope="module")
def found():
    """Every text that is looked up, with the module and the line in which it is."""
    return [
        (f"{named(path)}:{each.line}", each.message) for path in modules() for each in texts(path)
    ]


@pytest.fixture(scope="module")
def trees():
    """Every module of ours by its name, read."""
    return {named(path): ast.parse(path.read_text("utf-8")) for path in modules()}


def test_a_text_is_whole(found):
    for place, message in found:
        for text in filter(None, (message.one, message.many)):
            assert text == text.strip(" "), f"{place}: glued to something"
            names_in(text)


def test_both_forms_of_a_text_have_the_same_names(found):
    for place, message in found:
        if message.many:
            one, many = names_in(message.one), names_in(message.many)
            assert one | {"count"} == many | {"count"}, place


def test_nothing_is_glued_to_a_text_or_done_to_its_letters(trees):
    for name, tree in trees.items():
        for node in ast.walk(tree):
            for part in glued(node):
                assert not any(map(looked_up, (part, *chained(part)))), f"{name}:{part.lineno}"


def glued(node: ast.AST) -> list[ast.expr]:
    """Return what an expression puts together of pieces, or changes the letters of."""
    match node:
        case ast.JoinedStr(values=values):
            between = "\0".join(
                str(part.value) for part in values if isinstance(part, ast.Constant)
            )
            if not any(sign.isalpha() for sign in SIGNS.sub("", between)):
                return []
            return [part.value for part in values if isinstance(part, ast.FormattedValue)]
        case ast.BinOp(op=ast.Add() | ast.Mod()):
            return [node.left, node.right]
        case ast.Attribute(attr="lower" | "upper" | "capitalize" | "title"):
            return [node.value]
    return []


def chained(node: ast.expr) -> Iterator[ast.expr]:
    """Yield what a call of a method is called on: the text in `_("…").format(…)`."""
    while isinstance(node, ast.Call) and isinstance(node.func, ast.Attribute):
        node = node.func.value
        yield node


def test_who_looks_up_gives_the_name_to_nothing_else(trees):
    for name, tree in trees.items():
        for function in ast.walk(tree):
            if isinstance(function, ast.FunctionDef):
                names = [node for node in ast.walk(function) if isinstance(node, ast.Name)]
                own = {node.id for node in names if isinstance(node.ctx, ast.Store)}
                taken = "_" in own and any(node.id == "_" and looks(node) for node in names)
                assert not taken, f"{name}: {function.name}"


def looks(name):
    return isinstance(name.ctx, ast.Load)


WRITERS = {"language.py", "services/words/units.py", "services/words/days.py"}
"""What writes numbers, days and times for people."""

MACHINES = {
    "domain/plan.py": "a plan in the file, and as it is typed behind a command",
    "services/exchange/calendar.py": "a moment of iCalendar",
    "services/safety/replaced.py": "the name of a file",
    "services/sample/course.py": "a result as a lab prints it",
    "storage/backup_files.py": "the name of a file",
    "storage/leftover.py": "the name of a file",
    "storage/restoring.py": "the name of a file",
    "storage/rows.py": "a time in the file",
    "ui/safety/trouble.py": "the name of a file",
}


def written_by_hand(tree):
    """Yield how a module rounds, groups or dates something by itself; digits alone are exact."""
    for node in ast.walk(tree):
        if isinstance(node, ast.Attribute) and node.attr == "strftime":
            yield node.lineno, node.attr
        if isinstance(node, ast.FormattedValue) and node.format_spec is not None:
            how = ast.unparse(node.format_spec)[2:-1]
            if re.search(r"[%,ge]|\.\{?\w+\}?f", how):
                yield node.lineno, how


def test_numbers_days_and_times_are_written_in_one_place(trees):
    by_hand = {
        name: found for name, tree in trees.items() if (found := list(written_by_hand(tree)))
    }
    assert {
        name: found for name, found in by_hand.items() if name not in WRITERS | MACHINES.keys()
    } == {}
    assert not MACHINES.keys() - by_hand.keys(), "needs no exception any more"


def test_english_is_what_stands_in_the_source():
    assert language_from({}) is SOURCE
    assert _("Taken") == pgettext("a dose", "Taken") == "Taken"
    assert [ngettext("day", "days", count) for count in (0, 1, 2)] == ["days", "day", "days"]
    assert npgettext("of a course", "day", "days", 1) == "day"


def test_a_count_stays_with_its_word():
    assert plural(1, "{count} dose", "{count} doses") == f"1{HARD}dose"
    assert plural(3480, "all {count} of {what}", "all {count} of {what}") == (
        f"all 3{THIN}480{HARD}of {{what}}"
    )


def test_a_marked_text_is_found_by_the_extraction_and_looked_up_later():
    assert marked("Taken") == pmarked("a dose", "Taken") == "Taken"
    assert ngettext(*nmarked("day", "days"), 2) == "days"
    assert {"marked", "pmarked", "nmarked"} <= SHAPES.keys()


def test_another_language_is_spoken_for_a_while():
    with speaking(Pseudo()):
        assert _("Dose") == "[Ďóóşéé]"
        assert plural(2, "{count} day", "{count} days") == f"[2{HARD}ďááýş]"
        assert pgettext("a day", "none") == npgettext("a day", "none", "some", 1) == "[ñóóñéé]"
    assert _("Dose") == "Dose"


def test_the_pseudo_language_leaves_names_keys_and_markup():
    assert pseudo("") == ""
    assert pseudo("&Open {file} <b>now</b>") == "[&Oþééñ {file} <b>ñóóŵ</b>]"


def test_the_environment_names_the_language():
    speak(language_from({VARIABLE: "pseudo"}))
    try:
        assert _("Dose") == "[Ďóóşéé]"
    finally:
        speak(SOURCE)
    assert language_from({VARIABLE: "there is none"}).gettext("Dose") == "Dose"


def test_a_language_is_a_file_of_gettext(tmp_path, monkeypatch):
    folder = tmp_path / "locale" / "de" / "LC_MESSAGES"
    folder.mkdir(parents=True)
    (folder / "isodiary.mo").write_bytes(
        compiled(
            {
                "": "Content-Type: text/plain; charset=UTF-8\n"
                "Plural-Forms: nplurals=2; plural=(n != 1);\n",
                "Dose": "Gabe",
                "a dose\x04none": "keine",
                "{count} day\0{count} days": "{count} Tag\0{count} Tage",
            }
        )
    )
    monkeypatch.setattr("isodiary.resources.resources", lambda: tmp_path)
    with speaking(language_from({VARIABLE: "de"})):
        assert _("Dose") == "Gabe"
        assert pgettext("a dose", "none") == "keine"
        assert plural(2, "{count} day", "{count} days") == f"2{HARD}Tage"
        assert _("Not translated yet") == "Not translated yet"


def compiled(texts):
    """Return a compiled catalogue, as msgfmt makes one."""
    pairs = [(key.encode(), value.encode()) for key, value in sorted(texts.items())]
    tables, body = [], b""
    start = 28 + 16 * len(pairs)
    for column in (0, 1):
        for pair in pairs:
            tables.append(struct.pack("<2I", len(pair[column]), start + len(body)))
            body += pair[column] + b"\0"
    head = struct.pack("<7I", 0x950412DE, 0, len(pairs), 28, 28 + 8 * len(pairs), 0, start)
    return head + b"".join(tables) + body


@pytest.mark.parametrize(
    "line", ['_(f"{day}")', '_("a" + day)', 'plural(3, "{count} day", days)', "marked(day)"]
)
def test_a_text_that_is_not_written_out_is_refused(tmp_path, line):
    module = tmp_path / "module.py"
    module.write_text(line, "utf-8")
    with pytest.raises(ValueError, match=r"module.py:1"):
        list(texts(module))


def test_a_text_of_a_table_is_left_to_the_table(tmp_path):
    module = tmp_path / "module.py"
    module.write_text("_(WORDS[act]); pgettext('act', WORDS[act]); plural(3, *DAYS)", "utf-8")
    assert list(texts(module)) == []


@pytest.mark.parametrize("text", ["{}", "{0}", "{day:%d}", "{day.year}", "{day!r}"])
def test_a_value_without_a_plain_name_is_refused(text):
    with pytest.raises(ValueError, match="no plain name"):
        names_in(text)
