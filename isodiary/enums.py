"""Enums of Qt that are made quickly.

Before our window is seen, PySide asks Python for two hundred enums of 2,800 members: an eighth of a
start. Most of that goes into checks of what a person might write in the body of a class, member for
member. Here Python makes the class, without members, and they are put where it would put them.

Whatever is not plain (another base or value, a name that the base has too) is left to Python, and
so is everything on a Python whose own enums look otherwise.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Sequence
from enum import KEEP, Enum, EnumType, Flag, IntEnum, IntFlag
from itertools import pairwise
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
    taken = {base: {"mro", *(n for each in base.__mro__ for n in vars(each))} for base in BASES}

    def create(cls: Any, class_name: str, names: Any, **asked: Any) -> Any:
        kind = None
        if cls in taken and _is_plain(names, asked):
            kind = made(empty[cls], class_name, names, taken[cls])
        return usual(cls, class_name, names, **asked) if kind is None else kind

    setattr(EnumType, CREATE, create)


def made(empty: type[Enum], name: str, pairs: Pairs, taken: Collection[str] = ()) -> Any:
    """Return an enum of names and values, like `empty`, which has none.

    None if a name or value is not one that Python would put in without more ado.
    """
    of_empty: Any = empty
    new, is_int, is_flag = of_empty._new_member_, issubclass(empty, int), issubclass(empty, Flag)
    by_name: dict[str, Any] = {}
    by_value: dict[int, Any] = {}
    order: list[str] = []
    mask = singles = 0
    for key, value in pairs:
        if type(value) is not int or value < 0 or key in taken or key in by_name or key[0] == "_":
            return None
        member = by_value.get(value)
        if member is None:
            member = by_value[value] = new(empty, value) if is_int else new(empty)
            member._value_ = value
            member._name_ = key
            member._sort_order_ = len(order)
            mask |= value
            if not is_flag:
                order.append(key)
            elif value and not value & (value - 1):
                singles |= value
                order.append(key)
        by_name[key] = member
    body = {k: v.copy() if type(v) in HOLDERS else v for k, v in vars(empty).items()}
    body |= by_name
    body |= {"_member_map_": by_name, "_value2member_map_": by_value, "_member_names_": order}
    if is_flag:
        body |= {"_flag_mask_": mask, "_singles_mask_": singles}
        body["_all_bits_"] = (1 << mask.bit_length()) - 1
    if "_hashable_values_" in body:  # newer ones list them too
        body["_hashable_values_"] = list(by_value)
    kind: Any = type.__new__(EnumType, name, empty.__bases__, body)
    if is_flag and any(by_name[one]._value_ > by_name[two]._value_ for one, two in pairwise(order)):
        kind._iter_member_ = kind._iter_member_by_def_
    for member in by_value.values():
        member.__class__ = kind
        member.__objclass__ = kind
    return kind


def _is_plain(names: Any, asked: dict[str, Any]) -> bool:
    """Whether an enum is asked for as PySide does it: by a list of names and values alone."""
    if type(names) is not list or asked.get("boundary") is not KEEP or any(map(asked.get, NAMED)):
        return False
    return all(type(pair) is tuple and len(pair) == 2 for pair in names)


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
