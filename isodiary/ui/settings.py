"""What the screen remembers: window, theme, text, paper. Everything medical is in the diary.

An INI file gives back text in the next start (`'false'`, `'3'`), and a hand or another release may
have written anything into it: a value that cannot be used is the default.

A new setting is one line in `Settings`; one whose default is None goes by the system's locale.
"""

from __future__ import annotations

from enum import StrEnum
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Any, Generic, TypeVar, overload

from PySide6.QtCore import QByteArray, QSettings

from isodiary.services.habits import LabUnits, WeightUnit
from isodiary.ui.look.theme import TEXT_FACTORS, ThemeChoice

if TYPE_CHECKING:
    from collections.abc import Callable

    from isodiary.report.layout import ReportLayout


MOST_RECENT = 8

T = TypeVar("T")


class Clock(StrEnum):
    """How many hours a clock has."""

    TWELVE = "12"
    TWENTY_FOUR = "24"


class DecimalSign(StrEnum):
    """What stands before decimals."""

    POINT = "point"
    COMMA = "comma"


def yes_or_no(raw: object) -> bool:
    """A truth value, also as the text an INI file makes of it."""
    try:
        return {"true": True, "false": False}[str(raw).lower()]
    except KeyError:
        raise ValueError(f"neither true nor false: {raw!r}") from None


def number(raw: object, *, smallest: float, largest: float) -> float:
    """A number between two limits, which belong to it."""
    value = float(raw) if isinstance(raw, str | int | float) else float("nan")
    if not smallest <= value <= largest:
        raise ValueError(f"not a number from {smallest} to {largest}: {raw!r}")
    return value


def weekday(raw: object) -> int:
    """A day of the week, 0 for Monday to 6 for Sunday."""
    return int(number(raw, smallest=0, largest=6))


def whole_minutes(raw: object) -> int:
    """Some minutes of a day; 0 is never."""
    return int(number(raw, smallest=0, largest=1440))


def one_of(raw: object, *, words: tuple[str, ...]) -> str:
    """One of a few words."""
    if raw not in words:
        raise ValueError(f"not one of {words}: {raw!r}")
    return str(raw)


def raw_bytes(raw: object) -> bytes:
    """Bytes that only Qt understands, such as the geometry of a window."""
    if isinstance(raw, QByteArray):
        return bytes(raw.data())
    raise ValueError(f"not bytes: {raw!r}")


def read_paths(raw: object) -> tuple[Path, ...]:
    """The paths of a list, each once."""
    if not isinstance(raw, str):
        raise ValueError(f"not a text: {raw!r}")
    return tuple(dict.fromkeys(Path(line) for line in raw.split("\n") if line))


def write_paths(paths: tuple[Path, ...]) -> str:
    """Paths as one text; one whose name holds a line break is left out."""
    return "\n".join(str(path) for path in paths if "\n" not in str(path))


def _plain(value: object) -> object:
    """`value` as something an INI file can hold."""
    if isinstance(value, bytes):
        return QByteArray(value)
    return value.value if isinstance(value, StrEnum) else value


class Setting(Generic[T]):
    """One thing remembered: its key in the file, its default, how to read and to write it.

    `read` raises ValueError for what cannot be used. Getting a setting never fails; setting one to
    what cannot be read back does, with that ValueError.
    """

    def __init__(
        self,
        key: str,
        default: T,
        read: Callable[[Any], T],
        write: Callable[[T], object] = _plain,
    ) -> None:
        self._key = key
        self._default = default
        self._read = read
        self._write = write

    @overload
    def __get__(self, owner: None, kind: type[Settings]) -> Setting[T]: ...
    @overload
    def __get__(self, owner: Settings, kind: type[Settings]) -> T: ...
    def __get__(self, owner: Settings | None, kind: type[Settings]) -> Setting[T] | T:
        if owner is None:
            return self
        if not owner.store.contains(self._key):
            return self._default
        try:
            return self._read(owner.store.value(self._key))
        except ValueError:
            return self._default

    def __set__(self, owner: Settings, value: T) -> None:
        plain = self._write(value)
        self._read(plain)
        owner.store.setValue(self._key, plain)


class LateSetting(Setting[T]):
    """A setting whose kind is loaded when it is first asked for, as a start does not."""

    def __init__(self, make: Callable[[], Setting[T]]) -> None:
        self._make = make

    def __getattr__(self, name: str) -> Any:
        """Become the setting, as something of it is asked for that is not there yet."""
        vars(self).update(vars(self._make()))
        return vars(self)[name]


def _report() -> Setting[ReportLayout]:
    from isodiary.report.layout import USUAL, layout_text, read_layout

    return Setting("report/options", USUAL, read_layout, layout_text)


def _layouts() -> Setting[tuple[ReportLayout, ...]]:
    from isodiary.report.layout import layouts_text, read_layouts

    return Setting("report/layouts", (), read_layouts, layouts_text)


class Settings:
    """The settings in the INI file at `path`, which need not exist."""

    geometry = Setting("window/geometry", b"", raw_bytes)
    theme = Setting("look/theme", ThemeChoice.SYSTEM, ThemeChoice)
    text_factor = Setting(
        "look/text_factor",
        1.0,
        partial(number, smallest=TEXT_FACTORS[0], largest=TEXT_FACTORS[1]),
    )
    recent: Setting[tuple[Path, ...]] = Setting("window/recent", (), read_paths, write_paths)
    shared_folder_told = Setting("safety/shared_folder_told", "", str)
    lock_after = Setting("safety/lock_after_minutes", 10, whole_minutes)
    report_name_asked = Setting("report/name_asked", False, yes_or_no)
    questions_put_away = Setting("course/questions_put_away", False, yes_or_no)
    paper: Setting[str | None] = Setting(
        "report/paper", None, partial(one_of, words=("a4", "letter"))
    )
    report = LateSetting(_report)
    layouts = LateSetting(_layouts)
    clock: Setting[Clock | None] = Setting("units/clock", None, Clock)
    decimal_sign: Setting[DecimalSign | None] = Setting("units/decimal", None, DecimalSign)
    first_weekday: Setting[int | None] = Setting("units/first_weekday", None, weekday)
    weight_unit: Setting[WeightUnit | None] = Setting("units/weight", None, WeightUnit)
    lab_units: Setting[LabUnits | None] = Setting("units/labs", None, LabUnits)

    def __init__(self, path: Path) -> None:
        self.store = QSettings(str(path), QSettings.Format.IniFormat)

    def remember(self, path: Path) -> None:
        """Remember that a diary was opened, the last one first."""
        self.recent = (path, *(each for each in self.recent if each != path))[:MOST_RECENT]

    def forget(self) -> None:
        """Forget everything."""
        self.store.clear()
        self.store.sync()

    def save(self) -> None:
        """Write now what would otherwise be written a moment later."""
        self.store.sync()
