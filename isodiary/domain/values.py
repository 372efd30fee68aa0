"""Frozen dataclasses that are made quickly.

Python compiles six functions for each of its dataclasses while a module is loaded: two thirds of a
millisecond for each kind, a quarter of all that a start of ours imports. Ours share five of the
functions, and compile the sixth, `__init__`, once it pays: when a kind has some values.

A type checker sees Python's own, and `replace`, `fields`, `copy` and `pickle` work as with those.
What is not plain (another `field` than a default, fields of a base, values that may change) is
left to Python.
"""

from __future__ import annotations

import dataclasses
from collections.abc import Callable
from operator import attrgetter
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from dataclasses import dataclass
else:

    def dataclass(*, frozen=False, slots=False, kw_only=False):
        """Return the decorator that makes a dataclass of a class."""
        usual = dataclasses.dataclass(frozen=frozen, slots=slots, kw_only=kw_only)

        def make(cls):
            fields = _plain_fields(cls, kw_only) if frozen and slots else None
            return usual(cls) if fields is None else _made(cls, fields, kw_only)

        return make


__all__ = ["dataclass"]

PAYS_AFTER = 40
"""To compile an `__init__` takes as long as to make so many values without one."""

Fields = dict[str, "dataclasses.Field[Any]"]
MISSING = dataclasses.MISSING


@dataclasses.dataclass(frozen=True)
class _Model:
    """A dataclass of Python, whose marks of a frozen dataclass ours bear."""

    field: int


[_MODEL_FIELD] = dataclasses.fields(_Model)


def _plain_fields(cls: type[Any], kw_only: bool) -> Fields | None:
    """Return the fields of a class, in its order; None if there is more to them."""
    own: dict[str, str] = getattr(cls, "__annotations__", {})
    if any(hasattr(base, "__dataclass_fields__") for base in cls.__mro__[1:]):
        return None
    fields: Fields = {}
    for name, kind in own.items():
        if "ClassVar" in kind:
            continue
        default = cls.__dict__.get(name, MISSING)
        field: Any = default if isinstance(default, dataclasses.Field) else None
        if field is None:
            field = dataclasses.field(default=default)
        elif not (field.init and field.repr and field.compare and field.hash is None):
            return None
        if "InitVar" in kind or "KW_ONLY" in kind:
            return None
        field.name, field.type, field.kw_only = name, kind, kw_only
        field._field_type = getattr(_MODEL_FIELD, "_field_type")  # noqa: B009
        fields[name] = field
    return fields


def _made(cls: type[Any], fields: Fields, kw_only: bool) -> type[Any]:
    names = tuple(fields)
    body = {name: value for name, value in vars(cls).items() if name not in fields}
    for name in ("__dict__", "__weakref__"):
        body.pop(name, None)
    usual: dict[str, Any] = {
        "__slots__": names,
        "__dataclass_fields__": fields,
        "__dataclass_params__": getattr(_Model, "__dataclass_params__"),  # noqa: B009
        "__match_args__": () if kw_only else names,
        "__init__": _late_init(fields, kw_only),
        "__repr__": _repr,
        "__eq__": _eq,
        "__hash__": _hash,
        "__getstate__": _state,
        "__setstate__": _restore,
        "_values": property(attrgetter(*names)) if names else (),
        "__setattr__": _refuse_to_set,
        "__delattr__": _refuse_to_delete,
    }
    if "__eq__" in body:
        raise TypeError(f"{cls.__name__} compares itself: take Python's own dataclass")
    meta: Any = type(cls)
    made: type[Any] = meta(cls.__name__, cls.__bases__, usual | body)
    made.__qualname__ = cls.__qualname__
    return made


def _late_init(fields: Fields, kw_only: bool) -> Callable[..., None]:
    """Return an `__init__` that is compiled, and takes its place, once it was called often."""
    left = PAYS_AFTER

    def late(self: Any, *values: Any, **named: Any) -> None:
        nonlocal left
        left -= 1
        given = _given(fields, kw_only, values, named) if left > 0 else None
        if given is not None:
            for name, value in given.items():
                object.__setattr__(self, name, value)
            if hasattr(self, "__post_init__"):
                self.__post_init__()
            return
        kind: Any = next(each for each in type(self).__mro__ if vars(each).get("__init__") is late)
        kind.__init__ = _init(kind, fields, kw_only)
        kind.__init__(self, *values, **named)

    return late


def _given(
    fields: Fields, kw_only: bool, values: tuple[Any, ...], named: dict[str, Any]
) -> dict[str, Any] | None:
    """Return the value of each field, of a call; None if the call is wrong, for Python to say."""
    placed = dict(zip(fields, values, strict=False))
    given = placed | named
    wrong = len(placed) < len(values) or len(given) < len(placed) + len(named)
    if wrong or (kw_only and values) or not given.keys() <= fields.keys():
        return None
    for name in fields.keys() - given.keys():
        field = fields[name]
        if field.default is not MISSING:
            given[name] = field.default
        elif field.default_factory is not MISSING:
            given[name] = field.default_factory()
        else:
            return None
    return given


def _init(kind: type[Any], fields: Fields, kw_only: bool) -> Callable[..., None]:
    known: dict[str, Any] = {"_set": object.__setattr__, "_MADE": object()}
    arguments, lines = ["self", *(["*"] if kw_only and fields else [])], []
    for name, field in fields.items():
        value = name
        if field.default_factory is not MISSING:
            known[f"_make_{name}"] = field.default_factory
            arguments.append(f"{name}=_MADE")
            value = f"_make_{name}() if {name} is _MADE else {name}"
        elif field.default is not MISSING:
            known[f"_default_{name}"] = field.default
            arguments.append(f"{name}=_default_{name}")
        else:
            arguments.append(name)
        lines.append(f"    _set(self, {name!r}, {value})\n")
    if hasattr(kind, "__post_init__"):
        lines.append("    self.__post_init__()\n")
    source = f"def __init__({', '.join(arguments)}):\n{''.join(lines) or '    pass'}"
    exec(compile(source, f"<{kind.__qualname__}>", "exec"), known)
    init: Callable[..., None] = known["__init__"]
    init.__qualname__ = f"{kind.__qualname__}.__init__"
    return init


def _repr(self: Any) -> str:
    shown = ", ".join(f"{name}={getattr(self, name)!r}" for name in self.__dataclass_fields__)
    return f"{type(self).__qualname__}({shown})"


def _eq(self: Any, other: Any) -> Any:
    if other.__class__ is not self.__class__:
        return NotImplemented
    return self._values == other._values


def _hash(self: Any) -> int:
    return hash(self._values)


def _state(self: Any) -> list[Any]:
    return [getattr(self, name) for name in self.__dataclass_fields__]


def _restore(self: Any, state: list[Any]) -> None:
    for name, value in zip(self.__dataclass_fields__, state, strict=True):
        object.__setattr__(self, name, value)


def _refuse_to_set(self: Any, name: str, value: object) -> None:
    raise dataclasses.FrozenInstanceError(f"cannot assign to field {name!r}")


def _refuse_to_delete(self: Any, name: str) -> None:
    raise dataclasses.FrozenInstanceError(f"cannot delete field {name!r}")
