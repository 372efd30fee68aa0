"""`export` and `import`: a diary as a file, a file as a diary, and nothing written unasked."""

from __future__ import annotations

import json

import pytest

from tests.journeys.commands import Terminal, empty

KEYS = ["format", "rows", "new", "same", "conflict", "unreadable", "left_out", "asked"]


@pytest.fixture
def kept(terminal: Terminal) -> Terminal:
    """A diary with some of everything that is logged by the day."""
    terminal.line("dose")
    terminal.line("symptom", "headache=2")
    terminal.line("weigh", "63.5")
    terminal.line("note", "=1+1")
    terminal.line("lab", "alt=52")
    return terminal


@pytest.fixture
def other(tmp_path) -> Terminal:
    return Terminal(tmp_path / "other" / "diary.sqlite")


def listed(terminal: Terminal) -> list[dict[str, object]]:
    found = json.loads(terminal.line("list", "--json"))
    return sorted(found, key=lambda each: (str(each["kind"]), str(each["id"])))


@pytest.mark.parametrize("name", ["all.zip", "all.json"])
def test_a_diary_goes_out_and_comes_in_elsewhere_as_it_was(kept, other, tmp_path, name):
    out = str(tmp_path / name)
    count = len(listed(kept))
    assert kept.line("export", out) == f"Written: {count} entries, in {out}"
    counts = f"{count} new + 0 same + 0 in conflict + 0 unreadable + 0 left out = {count} rows"
    assert other.line("import", out, "--dry-run") == counts
    assert other.line("import", out) == f"Brought in, {count} entries: {counts}"
    assert other.line("import", out).startswith("Nothing was brought in: 0 new")
    assert listed(other) == listed(kept)
    assert other.line("summary", "--json") == kept.line("summary", "--json")


def test_a_dry_run_says_it_as_one_object_and_writes_nothing(kept, other, tmp_path):
    out = str(tmp_path / "all.zip")
    kept.line("export", out)
    said = json.loads(other.line("import", out, "--dry-run", "--json"))
    assert list(said) == KEYS
    assert (said["format"], said["new"], said["asked"]) == ("isodiary-zip", said["rows"], [])
    assert not other.path.exists()
    before = kept.path.read_bytes()
    said = json.loads(kept.line("import", out, "--dry-run", "--json"))
    assert said["same"] == said["rows"]
    assert kept.path.read_bytes() == before


def test_an_import_is_backed_up_before_and_one_undo_takes_it_back(kept, other, tmp_path):
    out = str(tmp_path / "all.json")
    kept.line("export", out)
    empty(other)
    other.line("import", out)
    [backup] = json.loads(other.line("backups", "--json"))
    assert (backup["before"], backup["checked"], backup["entries"]) == ("import", True, 0)
    assert other.line("undo").startswith("Taken back: Entries brought over")
    assert listed(other) == []


def test_the_diary_wins_unless_the_file_is_preferred(kept, tmp_path):
    out = tmp_path / "weight.csv"
    kept.line("export", str(out), "--kind", "weight")
    out.write_text(out.read_text(encoding="utf-8").replace("63500", "64500"), encoding="utf-8")
    said = kept("import", str(out))
    assert said.stderr.startswith("Conflict  row ")
    assert said.stdout.startswith("Nothing was brought in: ")
    assert "1 in conflict" in said.stdout
    assert "63.5 kg" in kept.line("list", "--kind", "weight")
    kept.line("import", str(out), "--prefer", "file")
    assert "64.5 kg" in kept.line("list", "--kind", "weight")


def test_what_is_kept_off_paper_is_named_and_can_stay_here(kept, tmp_path):
    out = tmp_path / "all.json"
    kept.line("symptom", "libido_reduced=1")
    result = kept("export", str(out), "--without-kept-off")
    assert (result.exit_code, result.stderr) == (0, "")
    assert "libido_reduced" not in out.read_text(encoding="utf-8")
    result = kept("export", str(out))
    assert "keep off paper" in result.stderr
    assert "libido_reduced" in out.read_text(encoding="utf-8")


def test_a_table_of_some_columns(kept, tmp_path):
    out = tmp_path / "note.csv"
    kept.line("export", str(out), "--kind", "day_note", "--column", "day", "--column", "text")
    assert out.read_bytes() == b"day,text\r\n2026-11-23,'=1+1\r\n"
    kept.refusal("export", str(out), "--column", "day", code=2)


@pytest.mark.parametrize("name", ["all.pdf", "all", "folder/all.zip"])
def test_a_name_that_cannot_be_is_refused(kept, tmp_path, name):
    assert kept.refusal("export", str(tmp_path / name))
    assert not (tmp_path / name).exists()


@pytest.mark.parametrize("content", ["", "hello", '{"format":"isodiary","version":1,"entries":['])
def test_a_file_that_cannot_be_read_changes_nothing(kept, other, tmp_path, content):
    file = tmp_path / "file"
    file.write_text(content, encoding="utf-8")
    before = kept.path.read_bytes()
    assert "Nothing was changed" in kept.refusal("import", str(file))
    assert kept.path.read_bytes() == before
    other.refusal("import", str(file))
    assert not other.path.exists()
    assert "There is no file" in kept.refusal("import", str(tmp_path / "none"))


@pytest.mark.parametrize("slot", ["8", "08:00=4", "08:00=", "x=1"])
def test_a_slot_that_is_none_is_refused(kept, tmp_path, slot):
    out = str(tmp_path / "all.zip")
    kept.line("export", out)
    kept.refusal("import", out, "--slot", slot, code=2)


def test_a_kind_with_a_column_of_that_name_keeps_both(kept):
    kept.line("export", str(kept.path.parent / "a.json"))
    kinds = {each["kind"] for each in listed(kept)}
    assert {"dose", "weight", "course"} <= kinds


TABLE = "Tag;Gewicht;Lippen;Schritte\n2.11.2026;63,4;2;4000\n3.11.2026;63,9;;5000\n"
MAPPING = """name = "Meine Tabelle"
separator = ";"
days = "day first"
decimal_comma = true
[columns]
day = "Tag"
[things]
"Gewicht" = "weight kg"
"""


def test_any_table_comes_in_as_a_mapping_says(kept, tmp_path):
    table, mapping = tmp_path / "tabelle.csv", tmp_path / "mine.toml"
    table.write_text(TABLE, encoding="utf-8")
    mapping.write_text(MAPPING, encoding="utf-8")
    assert "does not know" in kept.refusal("import", str(table))
    by = ("--mapping", str(mapping), "--as", "Lippen=symptom lips_dry")
    said = json.loads(kept.line("import", str(table), *by, "--dry-run", "--json"))
    assert (said["format"], said["new"], said["rows"]) == ("table", 2, 2)
    kept.line("import", str(table), *by)
    weights = [each["grams"] for each in listed(kept) if each["kind"] == "weight"]
    assert {63_400, 63_900} < set(weights)
    again = json.loads(kept.line("import", str(table), *by, "--dry-run", "--json"))
    assert (again["new"], again["same"]) == (0, 2)


def test_a_mapping_that_does_not_fit_changes_nothing(kept, tmp_path):
    table = tmp_path / "tabelle.csv"
    table.write_text(TABLE, encoding="utf-8")
    before = kept.path.read_bytes()
    assert "no column “Date”" in kept.refusal("import", str(table), "--mapping", "loop")
    assert "Ready ones are" in kept.refusal("import", str(table), "--mapping", "none")
    kept.refusal("import", str(table), "--as", "Lippen=symptom", code=2)
    kept.refusal("import", str(table), "--mapping", "loop", "--as", "Lippen=pain", code=2)
    kept.refusal("import", str(table), "--mapping", "loop", "--as", "Lippen", code=2)
    assert kept.path.read_bytes() == before
