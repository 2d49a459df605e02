"""The standard library's `dataclass`, which takes no time to make a frozen class.

CPython (3.11, 3.12) writes each method of a dataclass as source and compiles it: 0.4 ms for a
frozen one. A build of one document loads 180 of these, and has instances of a few.
"""

from __future__ import annotations

import dataclasses
from collections.abc import Callable, Sequence
from operator import attrgetter
from typing import TYPE_CHECKING, NoReturn, TypeVar

__all__ = ["dataclass"]

C = TypeVar("C", bound=type)
Made = Callable[..., None]

if TYPE_CHECKING:  # type checkers know this one, and it is used in the same way
    from dataclasses import dataclass
else:

    def dataclass(cls: C | None = None, **how: bool) -> C | Callable[[C], C]:
        """Make a dataclass; for one that is `frozen`, and nothing else, no method is compiled.

        Its instances compare, are hashed and shown, and refuse changes, as those of the standard
        library do. Only `__init__` is compiled, when it is first called. Fields are given by place
        or name, and there is no `__post_init__`.
        """
        if how != {"frozen": True}:
            return dataclasses.dataclass(cls, **how)
        return _frozen if cls is None else _frozen(cls)


def _frozen(cls: C) -> C:
    own = dict(vars(cls))
    assert "__post_init__" not in own, cls
    dataclasses.dataclass(init=False, repr=False, eq=False)(cls)
    compared = [each for each in dataclasses.fields(cls) if each.compare]
    hashed = [each for each in compared if each.hash is not False]
    methods = {
        "__init__": _until_made(cls),
        "__repr__": _shown,
        "__eq__": _equality(_values(compared)),
        "__setattr__": _refuse_to_set,
        "__delattr__": _refuse_to_delete,
    }
    if own.get("__hash__") is None:  # which Python puts beside a class's own `__eq__`
        setattr(cls, "__hash__", _hashing(_values(hashed)))  # noqa: B010 - it is for each class of its own
    for name, method in methods.items():
        if name not in own:
            setattr(cls, name, method)
    return cls


def _until_made(cls: type) -> Made:
    """What is `__init__` until it is called; of two threads that call it each compiles another."""

    def first(self: object, *values: object, **named: object) -> None:
        made = _made(cls)
        setattr(cls, "__init__", made)  # noqa: B010 - as above
        made(self, *values, **named)

    return first


def _made(cls: type) -> Made:
    """`__init__` as the standard library writes it for a frozen class of these fields."""
    known: dict[str, object] = {"_set": object.__setattr__, "_left_out": object()}
    parameters, lines = ["self"], ["pass"]
    for each in dataclasses.fields(cls):
        name, value = each.name, each.name
        if each.default_factory is not dataclasses.MISSING:
            known[f"_make_{name}"] = each.default_factory
            value = f"_make_{name}() if {name} is _left_out else {name}"
            parameters.append(f"{name}=_left_out")
        elif each.default is not dataclasses.MISSING:
            known[f"_default_{name}"] = each.default
            parameters.append(f"{name}=_default_{name}")
        else:
            parameters.append(name)
        lines.append(f"_set(self, {name!r}, {value})")
    source = f"def __init__({', '.join(parameters)}):\n " + "\n ".join(lines)
    exec(source, known)  # noqa: S102 - of the names of fields
    made: Made = known["__init__"]  # type: ignore[assignment]
    made.__qualname__ = f"{cls.__qualname__}.__init__"
    return made


def _values(fields: Sequence[dataclasses.Field[object]]) -> Callable[[object], object]:
    """What gives the values of these fields."""
    return attrgetter(*(each.name for each in fields)) if fields else _nothing


def _equality(values: Callable[[object], object]) -> Callable[[object, object], object]:
    def equal(self: object, other: object) -> object:
        if other.__class__ is not self.__class__:
            return NotImplemented
        return values(self) == values(other)

    return equal


def _hashing(values: Callable[[object], object]) -> Callable[[object], int]:
    return lambda self: hash(values(self))


def _nothing(_self: object) -> tuple[()]:
    """The values of no fields."""
    return ()


def _shown(self: object) -> str:
    names = [each.name for each in dataclasses.fields(self) if each.repr]  # type: ignore[arg-type]
    values = ", ".join(f"{name}={getattr(self, name)!r}" for name in names)
    return f"{type(self).__qualname__}({values})"


def _refuse_to_set(_self: object, name: str, _value: object) -> NoReturn:
    raise dataclasses.FrozenInstanceError(f"cannot assign to field {name!r}")


def _refuse_to_delete(_self: object, name: str) -> NoReturn:
    raise dataclasses.FrozenInstanceError(f"cannot delete field {name!r}")
