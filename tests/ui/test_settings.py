"""Settings come back in the next start, and rubbish in the file does no harm."""

from __future__ import annotations

from pathlib import Path

import pytest

from isodiary.report.layout import ReportLayout
from isodiary.report.press.paper import Paper
from isodiary.services.habits import LabUnits, WeightUnit
from isodiary.ui.look.theme import ThemeChoice
from isodiary.ui.settings import Clock, DecimalSign, Setting, Settings, yes_or_no

VALUES = {
    "geometry": b"\x00\x01\xff,;=\n\"'%",
    "theme": ThemeChoice.CONTRAST,
    "text_factor": 1.5,
    "paper": "letter",
    "clock": Clock.TWELVE,
    "decimal_sign": DecimalSign.COMMA,
    "first_weekday": 6,
    "weight_unit": WeightUnit.LB,
    "lab_units": LabUnits.MASS,
    "questions_put_away": True,
    "report_name_asked": True,
    "lock_after": 30,
    "recent": (Path("/media/stick/isodiary.sqlite"), Path("/people/anna/d, ;.sqlite")),
    "shared_folder_told": "Dropbox",
    "report": ReportLayout(appendix=True, paper=Paper.LETTER),
    "layouts": (ReportLayout(name="For the clinic"), ReportLayout(name="short")),
}


class SettingsWithASwitch(Settings):
    switch = Setting("a/switch", True, yes_or_no)


@pytest.fixture
def path(tmp_path):
    return tmp_path / "not there yet" / "isodiary.ini"


def test_every_setting_is_in_this_test():
    declared = {name for name, it in vars(Settings).items() if isinstance(it, Setting)}
    assert declared == set(VALUES)


@pytest.mark.parametrize("name", VALUES)
def test_a_setting_comes_back_in_the_next_start(path, name):
    first = Settings(path)
    setattr(first, name, VALUES[name])
    first.save()
    again = getattr(Settings(path), name)
    assert again == VALUES[name]
    assert type(again) is type(VALUES[name])


@pytest.mark.parametrize("name", VALUES)
def test_a_setting_never_written_is_its_default(path, name):
    assert getattr(Settings(path), name) != VALUES[name]


def test_the_text_false_is_false_and_not_a_full_string(path):
    first = SettingsWithASwitch(path)
    first.switch = False
    first.save()
    assert "switch=false" in path.read_text("utf-8")
    assert SettingsWithASwitch(path).switch is False


@pytest.mark.parametrize("rubbish", ["", "rubbish", "nan", "99", "a,b", "@Invalid()", "@Rect(1 2)"])
def test_rubbish_in_the_file_is_the_default(path, rubbish):
    path.parent.mkdir()
    path.write_text(
        f"[look]\ntheme={rubbish}\ntext_factor={rubbish}\n[report]\npaper={rubbish}\n"
        f"[window]\ngeometry={rubbish}\n[a]\nswitch={rubbish}\n",
        "utf-8",
    )
    settings = SettingsWithASwitch(path)
    assert settings.theme is ThemeChoice.SYSTEM
    assert settings.text_factor == 1.0
    assert settings.paper is None
    assert settings.geometry == b""
    assert settings.switch is True


def test_what_could_not_be_read_back_is_refused(path):
    settings = Settings(path)
    with pytest.raises(ValueError, match="3"):
        settings.text_factor = 3
    assert settings.text_factor == 1.0
