"""The Jinja environment of the templates: sandboxed, escaping, strict, and it notes what it prints.

Templates are code: nothing outside the context can be reached or changed from them.
"""

from __future__ import annotations

from collections.abc import Callable
from functools import wraps
from types import BuiltinMethodType, MethodType
from typing import Any

from jinja2 import StrictUndefined, TemplateRuntimeError, Undefined, pass_context
from jinja2.runtime import Context
from jinja2.sandbox import ImmutableSandboxedEnvironment
from markupsafe import Markup, escape

from kefu_docs.zh import FILTERS

PRINTED = "printed values"
"""Context key of the list that printed values go to; no template can spell this name."""

IN_ATTRIBUTE = "in_attribute"
"""Filter for values inside an XML attribute, which no reader sees and no proof looks for."""

_METHODS = (MethodType, BuiltinMethodType)


class EmptyValueError(TemplateRuntimeError):
    """A template printed None."""


class Missing(StrictUndefined):
    """An undefined name; its error's text is the name alone."""

    __slots__ = ()

    @property
    def _undefined_message(self) -> str:
        return str(self._undefined_name or self._undefined_hint)


class _Sandbox(ImmutableSandboxedEnvironment):
    """Jinja's sandbox, which asks once whether an attribute of a type is safe, not every time.

    Whether it is hangs on the type and the name alone; methods go Jinja's way each time, which
    guards `str.format`.
    """

    def __init__(self, **options: Any) -> None:
        super().__init__(**options)
        self._safe: dict[tuple[type, str], bool] = {}

    def is_safe_attribute(self, obj: Any, attr: str, value: Any) -> bool:
        """Whether a template may read `obj.attr`."""
        key = type(obj), attr
        if key not in self._safe:
            self._safe[key] = super().is_safe_attribute(obj, attr, value)
        return self._safe[key]

    def getattr(self, obj: Any, attribute: str) -> Any:
        """Give `obj.attribute`, or what Jinja gives where that does not exist or is not safe."""
        if self._safe.get((type(obj), attribute)):
            try:
                value = getattr(obj, attribute)
            except AttributeError:
                pass
            else:
                if not isinstance(value, _METHODS):
                    return value
        return super().getattr(obj, attribute)


def environment() -> ImmutableSandboxedEnvironment:
    """Make the environment with the filters of :mod:`kefu_docs.zh`."""
    made = _Sandbox(autoescape=True, undefined=Missing, finalize=_noted)
    made.filters.update({name: _defined(function) for name, function in FILTERS.items()})
    made.filters[IN_ATTRIBUTE] = _in_attribute
    return made


@pass_context
def _noted(context: Context, value: object) -> object:
    """Refuse None and note the text; Markup comes of macros, whose values are noted inside."""
    if value is None:
        raise EmptyValueError("None")
    text = str(value)
    if text.strip() and not isinstance(value, Markup):
        context.parent[PRINTED].append(text)
    return value


def _in_attribute(value: object) -> Markup | None:
    return None if value is None else escape(str(value))


def _defined(function: Callable[..., str | None]) -> Callable[..., str | None]:
    """Let an undefined argument fail by its name rather than inside the filter."""

    @wraps(function)
    def filtered(value: Any, *rest: Any) -> str | None:
        if isinstance(value, Undefined):
            str(value)
        return function(value, *rest)

    return filtered
