"""Enums of Qt that are made quickly.

Before our window is seen, PySide asks Python for two hundred enums of 2,800 members: an eighth of a
start. Most of that goes into checks of what a person might write in the body of a class, member for
member. Here Python makes the class, without members, and they are put where it would put them.

Whatever is not plain (another base or value, a name that the base has too) is left to Python, and
so is everything on a Python whose own enums look otherwise.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from enum import KEEP, Enum, EnumType, Flag, IntEnum, IntFlag
from typing import Any

CREATE = "_create_"
HOLDERS = (dict, list)
NAMED = ("module", "qualname", "type")
BASES: tuple[type[Enum], ...] = (Enum, IntEnum, Flag, IntFlag)
TRIED_BASES = (Enum, IntFlag)
TRIED = (("two", 2), ("one", 1), ("again", 1), ("three", 3))

Pairs = Sequence[tuple[str, int]]
Make = Callable[..., Any]


def make_enums_quickly() -> None:
    """Make the enums of Qt the quick way from now on."""
    usual: Make = getattr(EnumType, CREATE)
    empty = {base: usual(base, "Empty", [], module=__name__, boundary=KEEP) for base in BASES}
    if not all(_alike(usual, base, empty[base]) for base in TRIED_BASES):
        return
    taken = {base: {name for each in base.__mro__ for name in vars(each)} for base in BASES}

    def create(cls: Any, class_name: str, names: Any, **asked: Any) -> Any:
        known = asked.get("boundary") is KEEP and cls in taken and type(names) is list
        if known and not any(map(asked.get, NAMED)) and _plain(names, taken[cls]):
            return made(empty[cls], class_name, names)
        return usual(cls, class_name, names, **asked)

    setattr(EnumType, CREATE, create)


def made(empty: type[Enum], name: str, pairs: Pairs) -> type[Enum]:
    """Return an enum of names and values, like `empty`, which has none."""
    body = {k: v.copy() if type(v) in HOLDERS else v for k, v in vars(empty).items()}
    kind: Any = type.__new__(EnumType, name, empty.__bases__, body)
    by_name, by_value, order = kind._member_map_, kind._value2member_map_, kind._member_names_
    new, is_int, is_flag = kind._new_member_, issubclass(kind, int), issubclass(kind, Flag)
    mask = singles = 0
    for key, value in pairs:
        member = by_value.get(value)
        if member is None:
            member = by_value[value] = new(kind, value) if is_int else new(kind)
            member._value_ = value
            member._name_ = key
            member.__objclass__ = kind
            member._sort_order_ = len(order)
            mask |= value
            if not is_flag:
                order.append(key)
            elif value and not value & (value - 1):
                singles |= value
                order.append(key)
        by_name[key] = member
        type.__setattr__(kind, key, member)
    if is_flag:
        kind._flag_mask_, kind._singles_mask_ = mask, singles
        kind._all_bits_ = (1 << mask.bit_length()) - 1
        values = [by_name[key]._value_ for key in order]
        if values != sorted(values):
            kind._iter_member_ = kind._iter_member_by_def_
    listed = vars(kind).get("_hashable_values_")  # newer ones list them too
    if listed is not None:
        listed.extend(by_value)
    return kind  # type: ignore[no-any-return]


def _plain(pairs: list[Any], taken: set[str]) -> bool:
    """Whether every name and value is one that Python would put in without more ado."""
    if not all(type(pair) is tuple and len(pair) == 2 for pair in pairs):
        return False
    names = dict(pairs)
    return (
        len(names) == len(pairs)
        and taken.isdisjoint(names)
        and "mro" not in names
        and not any(name.startswith("_") for name in names)
        and all(type(value) is int and value >= 0 for value in names.values())
    )


def _alike(usual: Make, base: type[Enum], empty: type[Enum]) -> bool:
    """Whether Python's enums are still such that ours equal them."""
    own = usual(base, "Tried", list(TRIED), module=__name__, boundary=KEEP)
    return _told(made(empty, "Tried", TRIED)) == _told(own)


def _told(kind: Any) -> dict[str, object]:
    """Return all that an enum holds; its members as what they hold."""

    def plain(value: Any) -> object:
        match value:
            case dict():
                return [(key, plain(each)) for key, each in value.items()]
            case list():
                return [plain(each) for each in value]
            case _ if type(value) is kind:
                return sorted((key, held) for key, held in vars(value).items() if held is not kind)
            case classmethod() | staticmethod():
                return value.__func__
            case _:
                return getattr(value, "__func__", value)

    return {name: plain(value) for name, value in vars(kind).items()}
