"""Our dataclasses are Python's, but for the time that it takes to make them."""

from __future__ import annotations

import copy
import dataclasses
import pickle
from collections.abc import Callable, Iterator
from dataclasses import field
from typing import ClassVar

import pytest

from isodiary.domain.values import PAYS_AFTER, dataclass

made: list[int] = []


def count() -> int:
    made.append(0)
    return len(made)


@dataclass(frozen=True, slots=True, kw_only=True)
class Ours:
    """A kind of ours."""

    a: int
    b: str = "b"
    c: int = field(default_factory=count)
    none: ClassVar[str] = "none"

    def __post_init__(self) -> None:
        if self.a < 0:
            raise ValueError("below 0")

    @property
    def twice(self) -> int:
        return 2 * self.a


@dataclasses.dataclass(frozen=True, slots=True, kw_only=True)
class Theirs:
    """A kind of Python's."""

    a: int
    b: str = "b"
    c: int = field(default_factory=count)
    none: ClassVar[str] = "none"


@dataclass(frozen=True, slots=True)
class Placed:
    """A kind whose fields have places."""

    a: int
    b: int = 2


@dataclass(frozen=True, slots=True)
class Alone:
    """A kind with one field."""

    a: tuple[int, ...]


def test_they_have_the_fields_and_words_of_pythons():
    ours, theirs = Ours(a=1, c=3), Theirs(a=1, c=3)
    assert repr(ours) == repr(theirs).replace("Theirs", "Ours")
    assert dataclasses.asdict(ours) == dataclasses.asdict(theirs)
    told = [
        [(each.name, each.default, each.kw_only) for each in dataclasses.fields(kind)]
        for kind in (Ours, Theirs)
    ]
    assert told[0] == told[1]
    assert dataclasses.is_dataclass(Ours)
    assert Ours.__match_args__ == Theirs.__match_args__ == ()
    assert (Ours.__slots__, Ours.__doc__) == (Theirs.__slots__, "A kind of ours.")
    assert not hasattr(ours, "__dict__")


def test_values_are_equal_where_all_their_fields_are():
    assert Ours(a=1, c=3) == Ours(a=1, c=3) != Ours(a=2, c=3)
    assert len({Ours(a=1, c=3), Ours(a=1, c=3), Ours(a=2, c=3)}) == 2
    others: tuple[object, ...] = (Theirs(a=1, c=3), (1, "b", 3))
    assert Ours(a=1, c=3) not in others
    assert (Alone((1,)), hash(Alone((1,)))) == (Alone((1,)), hash(Alone((1,))))


def test_what_is_left_out_is_the_default_or_made_anew():
    first, second = Ours(a=1), Ours(a=1)
    assert (first.b, first.none, first.twice) == ("b", "none", 2)
    assert second.c == first.c + 1


@pytest.mark.parametrize("wrong", [{}, {"a": 1, "d": 2}])
def test_wrong_arguments_are_refused(wrong):
    with pytest.raises(TypeError, match=r"__init__\(\)"):
        Ours(**wrong)
    with pytest.raises(TypeError, match="positional"):
        Ours(1)  # type: ignore[call-arg]
    with pytest.raises(ValueError, match="below 0"):
        Ours(a=-1)


def test_fields_with_places_are_given_and_matched_by_them():
    assert Placed(1) == Placed(1, 2) == Placed(b=2, a=1)
    match Placed(3, 4):
        case Placed(a, b):
            assert (a, b) == (3, 4)


def test_the_first_value_and_those_made_once_it_pays_are_alike():
    @dataclass(frozen=True, slots=True)
    class Often:
        a: int
        b: str = "b"
        c: list[int] = field(default_factory=list)

        def __post_init__(self) -> None:
            if self.a < 0:
                raise ValueError("below 0")

    begun = vars(Often)["__init__"]
    made = [
        [Often(a), Often(a, "x"), Often(b="x", a=a), Often(a, c=[1])] for a in range(PAYS_AFTER)
    ]
    assert vars(Often)["__init__"] is not begun
    for a, (bare, placed, named, listed) in enumerate(made):
        assert (bare.a, bare.b, bare.c) == (a, "b", [])
        assert placed == named == dataclasses.replace(bare, b="x") != bare
        assert listed.c == [1]
    assert made[0][0].c is not made[1][0].c
    with pytest.raises(ValueError, match="below 0"):
        Often(-1)


@pytest.mark.parametrize(
    ("values", "named"),
    [((), {}), ((1, 2, 3), {}), ((1,), {"a": 1}), ((1,), {"c": 1}), ((), {"b": 1})],
)
def test_a_wrong_call_is_refused_in_the_words_of_python(values, named):
    @dataclass(frozen=True, slots=True)
    class Kind:
        a: int
        b: int = 2

    make: Callable[..., object] = Kind
    said = []
    for _ in range(2):  # the first value, and one after it
        with pytest.raises(TypeError) as error:
            make(*values, **named)
        said.append(str(error.value))
    assert said[0] == said[1]
    assert "Kind.__init__()" in said[0]


def test_a_value_never_changes():
    value = Ours(a=1)
    with pytest.raises(dataclasses.FrozenInstanceError):
        value.a = 2  # type: ignore[misc]
    with pytest.raises(dataclasses.FrozenInstanceError):
        del value.a
    with pytest.raises(dataclasses.FrozenInstanceError):
        value.other = 2  # type: ignore[attr-defined]


def copies(value: Ours) -> Iterator[Ours]:
    yield copy.copy(value)
    yield copy.deepcopy(value)
    yield pickle.loads(pickle.dumps(value))
    yield dataclasses.replace(value)


def test_copies_are_equal_and_a_replaced_field_is_the_only_difference():
    value = Ours(a=1, b="x")
    assert list(copies(value)) == [value] * 4
    assert dataclasses.replace(value, a=5) == Ours(a=5, b="x", c=value.c)


def test_a_kind_below_another_is_made_as_itself():
    class Below(Ours):
        pass

    assert Below(a=1, c=1).a == 1
    assert Below(a=1, c=1) != Ours(a=1, c=1)


def test_what_is_not_plain_is_left_to_python():
    @dataclass(frozen=True, slots=True, kw_only=True)
    class Silent:
        a: int = field(default=1, repr=False)

    @dataclass(slots=True)
    class Changing:
        a: int = 1

    @dataclass(frozen=True, slots=True, kw_only=True)
    class More(Theirs):
        d: int = 4

    assert repr(Silent()).endswith("Silent()")
    changing = Changing()
    changing.a = 2
    assert changing == Changing(2)
    assert More(a=1, c=1).d == 4
