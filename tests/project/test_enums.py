"""The enums that a start makes quickly are those that Python makes."""

from __future__ import annotations

import os
import subprocess
import sys
from enum import KEEP, Enum, EnumType, Flag, IntEnum, IntFlag
from pathlib import Path

import pytest
from PySide6 import QtCore, QtGui, QtWidgets

from isodiary import enums
from isodiary.enums import CREATE, make_enums_quickly

ROOT = Path(__file__).parents[2]
USUAL = getattr(EnumType, CREATE)


def enums_of_qt():
    """Return every enum of what the window is built with."""
    seen: dict[str, EnumType] = {}
    for module in (QtCore, QtGui, QtWidgets):
        for kind in (getattr(module, name) for name in dir(module)):
            inner = [kind, *(vars(kind).values() if isinstance(kind, type) else ())]
            seen |= {each.__qualname__: each for each in inner if isinstance(each, EnumType)}
    return [kind for _name, kind in sorted(seen.items())]


@pytest.fixture
def quick(monkeypatch):
    """What makes an enum once they are made quickly, and the names of those so made."""
    made, by = enums.made, []

    def heard(empty, name, *more):
        kind = made(empty, name, *more)
        by.extend([] if kind is None else [name])
        return kind

    monkeypatch.setattr(enums, "made", heard)
    monkeypatch.setattr(EnumType, CREATE, USUAL)
    make_enums_quickly()
    by.clear()
    return getattr(EnumType, CREATE), by


def told(kind):
    """Return all that an enum holds, and what it answers."""
    members = kind.__members__
    return {
        "names": [(name, member.name, member.value) for name, member in members.items()],
        "shown": [(repr(each), str(each), format(each), hash(each)) for each in members.values()],
        "order": [each.name for each in kind],
        "size": len(kind),
        "found": [kind(each.value).name for each in members.values()],
        "named": [kind[name].value for name in members],
        "held": [
            {key: value for key, value in vars(each).items() if value is not kind}
            for each in members.values()
        ],
        "reached": [getattr(kind, name) is members[name] for name in members],
        "has": sorted(vars(kind)),
        "bases": kind.__mro__[1:],
    }


def answers_of_flags(kind):
    """Return what flags answer when they are joined."""
    every = list(kind.__members__.values())
    return [
        [(str(a | b), (a & b).value, (a ^ b).value, (~a).value, a in (a | b)) for b in every[:8]]
        for a in every[:8]
    ], [[each.name for each in a] for a in kind]


@pytest.mark.parametrize("kind", enums_of_qt(), ids=lambda kind: kind.__qualname__)
def test_an_enum_of_qt_is_as_python_makes_it(quick, kind):
    base = kind.__mro__[1]
    pairs = [(name, member._value_) for name, member in kind.__members__.items()]
    asked = {"module": None, "qualname": None, "type": None, "start": 1, "boundary": KEEP}
    create, _by = quick
    ours, own = (make(base, kind.__name__, list(pairs), **asked) for make in (create, USUAL))
    ours.__module__ = own.__module__ = kind.__module__
    assert told(ours) == told(own)
    if issubclass(base, Flag):
        assert answers_of_flags(ours) == answers_of_flags(own)


def test_the_largest_of_them_are_made_quickly(quick):
    create, by = quick
    for kind in (QtCore.Qt.Key, QtCore.QEvent.Type, QtCore.Qt.AlignmentFlag):
        pairs = [(name, member.value) for name, member in kind.__members__.items()]
        create(kind.__mro__[1], kind.__name__, pairs, boundary=KEEP)
    assert by == ["Key", "Type", "AlignmentFlag"]


@pytest.mark.parametrize(
    ("base", "pairs", "more"),
    [
        (Enum, [("name", 1)], {}),
        (IntEnum, [("real", 1)], {}),
        (Enum, [("mro_", 1), ("_secret", 2)], {}),
        (Enum, [("one", "1")], {}),
        (Enum, [("one", (1, 2))], {}),
        (IntFlag, [("none", -1)], {}),
        (Enum, [("one", 1)], {"module": "here"}),
        (Enum, [("one", 1)], {"type": int}),
        (Enum, "one two", {}),
        (Flag, ["one", "two"], {}),
        (IntEnum, {"one": 1}, {}),
    ],
    ids=lambda each: getattr(each, "__name__", str(each)),
)
def test_what_is_not_plain_is_left_to_python(quick, base, pairs, more):
    create, by = quick
    assert told(create(base, "Odd", pairs, boundary=KEEP, **more)) == told(
        USUAL(base, "Odd", pairs, boundary=KEEP, **more)
    )
    assert by == []


@pytest.mark.parametrize("pairs", [[("one", 1), ("one", 2)], [("mro", 1)]], ids=["twice", "mro"])
def test_what_python_refuses_is_refused(quick, pairs):
    create, _by = quick
    for make in (create, USUAL):
        with pytest.raises((TypeError, ValueError)):
            make(Enum, "Odd", list(pairs), boundary=KEEP)


def test_an_enum_of_ours_is_made_by_python(quick):
    _create, by = quick

    class Colour(Enum):
        RED = 1

    assert Colour["RED"] is Colour(1)

    class Size(IntFlag):
        S = 1
        M = 2

    assert Size.S | Size.M == 3
    assert by == []


@pytest.mark.parametrize("base", [Enum, IntFlag], ids=lambda base: base.__name__)
def test_a_python_whose_enums_look_otherwise_is_left_alone(monkeypatch, base):
    def other(cls, class_name, names, **asked):
        made = USUAL(cls, class_name, names, **asked)
        if cls is base and names:
            type.__setattr__(made, "_news_", len(names))
        return made

    monkeypatch.setattr(EnumType, CREATE, other)
    make_enums_quickly()
    assert getattr(EnumType, CREATE) is other


def test_a_start_makes_them_quickly_and_qt_takes_them():
    said = subprocess.run(
        [
            sys.executable,
            "-c",
            "from isodiary.__main__ import loaded_window\n"
            "loaded_window()\n"
            "from enum import EnumType\n"
            "from PySide6.QtCore import Qt\n"
            "from PySide6.QtWidgets import QApplication, QLabel\n"
            "application = QApplication([])\n"
            "label = QLabel()\n"
            "label.setAlignment(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignTop)\n"
            "print(EnumType._create_.__module__, label.alignment(), Qt.Key(65).name)\n"
            "print(Qt.Key.__module__, Qt.Key.__qualname__, repr(Qt.Key.Key_A))",
        ],
        cwd=ROOT,
        env={**os.environ, "QT_QPA_PLATFORM": "offscreen"},
        capture_output=True,
        check=True,
        text=True,
    ).stdout.splitlines()
    assert said == [
        "isodiary.enums 34 Key_A",
        "PySide6.QtCore Qt.Key <Key.Key_A: 65>",
    ]
