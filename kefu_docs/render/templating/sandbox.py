"""What a template may reach: plain values, a few methods of theirs, and Jinja's own means.

Jinja's sandbox forbids what is known to be dangerous and lets everything else through. This one
knows what is needed and forbids the rest: a name that is not in the list below is refused, on any
object and on any way to it, be it a dot, an index, a filter that takes a name, or a call.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from types import BuiltinMethodType, MappingProxyType, MethodType
from typing import Any

from jinja2 import Undefined, nodes
from jinja2.exceptions import SecurityError
from jinja2.filters import _GroupTuple
from jinja2.runtime import BlockReference, Context, LoopContext, Macro, TemplateReference
from jinja2.sandbox import SandboxedEnvironment, safe_range
from jinja2.utils import Cycler, Joiner, Namespace
from jinja2.visitor import NodeTransformer
from markupsafe import Markup

from kefu_docs.render.templating.limits import (
    check_amount,
    check_length,
    check_nested,
    check_power,
    check_product,
    check_replaced,
    check_sum,
    limited,
)

_TEXT = frozenset({"endswith", "startswith", "strip", "replace", "split", "join", "upper", "lower"})
_MAPPING = frozenset({"get", "items", "keys", "values"})
_LOOP = (
    "index index0 revindex revindex0 first last length previtem nextitem depth depth0 changed cycle"
)

ALLOWED: Mapping[type, frozenset[str]] = MappingProxyType(
    {
        str: _TEXT,
        Markup: _TEXT,
        MappingProxyType: _MAPPING,
        dict: _MAPPING,  # written in a template: {'甲': 1}
        dt.date: frozenset({"year", "month", "day"}),
        dt.time: frozenset({"hour", "minute"}),
        LoopContext: frozenset(_LOOP.split()),
        Macro: frozenset({"name", "arguments", "catch_kwargs", "catch_varargs", "caller"}),
        Cycler: frozenset({"current", "next", "reset"}),
        _GroupTuple: frozenset({"grouper", "list"}),  # what the filter groupby gives
    }
)
"""The attributes and methods that a template may use, by the type of the value."""

GLOBALS = ("range", "dict", "cycler", "joiner", "namespace")
"""The functions that Jinja brings for templates, without `lipsum`, whose text is random."""

CONCATENATED = "concatenated"
"""The filter that `~` goes through."""

COUNTED = "counted"
"""The filter that lists go through which a template writes."""

_CHECKS = {"*": check_product, "**": check_power, "+": check_sum}
_CALLED = (Macro, LoopContext, Joiner, BlockReference)
_FUNCTIONS: tuple[object, ...] = (safe_range, dict, Cycler, Joiner, Namespace)
_METHODS = (MethodType, BuiltinMethodType)
_INDEXED = (str, Markup, tuple, list, _GroupTuple)
# Their values go by names, and these before any method: a record may have a field `items`.
_NAMED = (MappingProxyType, dict, TemplateReference)


class Sandbox(SandboxedEnvironment):
    """A Jinja environment in which nothing is reached but what the list above allows."""

    # "%" formats text by rules of its own: '%r' shows what is not for readers, '%999999999d'
    # takes all memory. On numbers it is the remainder. The others can make a text or a number of
    # any size. (Jinja computes what it does not intercept while compiling.)
    intercepted_binops = frozenset({"%", "*", "**", "+", "/"})
    concat = staticmethod(limited)

    def __init__(self, **options: object) -> None:
        super().__init__(**options)
        self.globals = {name: self.globals[name] for name in GLOBALS}

    def getattr(self, obj: Any, attribute: str) -> object:
        """Give `obj.attribute`: what a mapping holds under the name, else what is allowed.

        Raises SecurityError for what exists but is not allowed, and for any name that begins with
        an underscore; what does not exist is undefined.
        """
        if type(obj) in _NAMED:
            try:
                return obj[attribute]
            except KeyError:
                pass
        if attribute in ALLOWED.get(type(obj), ()):
            return getattr(obj, attribute)
        if attribute.startswith("_"):
            raise _unsafe(obj, attribute)
        if type(obj) is Namespace:  # gives what the template put there, and nothing else
            return getattr(obj, attribute, self.undefined(obj=obj, name=attribute))
        if hasattr(obj, attribute):
            raise _unsafe(obj, attribute)
        return self.undefined(obj=obj, name=attribute)

    def getitem(self, obj: Any, argument: Any) -> object:
        """Give `obj[argument]`, and where that is no item `obj.argument`.

        The filters that take a name, such as map and selectattr, come this way, too.
        """
        if type(obj) in _INDEXED or type(obj) in _NAMED:
            try:
                return obj[argument]
            except (TypeError, LookupError):
                pass
        if isinstance(argument, str):
            return self.getattr(obj, argument)
        return self.undefined(obj=obj, name=argument)

    def is_safe_callable(self, obj: object) -> bool:
        """Whether a template may call it: an allowed method, a macro, a function of Jinja's.

        What is undefined may be called, because that raises the error that names it.
        """
        if isinstance(obj, _METHODS):
            return obj.__name__ in ALLOWED.get(type(obj.__self__), ())
        if isinstance(obj, (*_CALLED, Undefined)):
            return True
        return any(obj is function for function in _FUNCTIONS)

    def call(self, context: Context, obj: Any, /, *args: object, **kwargs: object) -> object:
        """Call it, or raise a SecurityError that does not show a whole record, as Jinja's does."""
        if not self.is_safe_callable(obj):
            raise SecurityError(f"a value of type {type(obj).__name__!r} cannot be called.")
        if isinstance(obj, BuiltinMethodType) and isinstance(obj.__self__, str):
            _check_text_method(obj.__name__, obj.__self__, args)
        given = context.call(obj, *args, **kwargs)
        if obj is dict:
            check_nested(given)
        return given

    def call_binop(self, context: Context, operator: str, left: object, right: object) -> object:
        """An operator that may make too much; `%` is for numbers alone."""
        if operator == "%" and isinstance(left, str):
            raise SecurityError("% is for numbers; text is put together with ~")
        if check := _CHECKS.get(operator):
            check(left, right)
        made = super().call_binop(context, operator, left, right)
        check_amount(made)
        return made

    def _parse(self, source: str, name: str | None, filename: str | None) -> nodes.Template:
        """Parse so that what `~` puts together goes through the filter `concatenated`.

        Jinja's own `~` makes text of anything, also of lists, and of any length.
        """
        tree = super()._parse(source, name, filename)
        for concat in list(tree.find_all(nodes.Concat)) if "~" in source else ():
            first, *others = concat.nodes
            options = {"lineno": concat.lineno, "environment": self}
            concat.nodes = [nodes.Filter(first, CONCATENATED, others, [], None, None, **options)]
        return tree

    def _generate(
        self,
        source: nodes.Template,
        name: str | None,
        filename: str | None,
        defer_init: bool = False,
    ) -> str:
        """Generate code in which lists that a template writes go through the filter `counted`."""
        return super()._generate(_Counted(self).visit(source), name, filename, defer_init)


class _Counted(NodeTransformer):
    """Puts the filter around what makes a list out of lists."""

    def __init__(self, environment: Sandbox) -> None:
        self._environment = environment

    def _literal(self, node: nodes.Expr) -> nodes.Expr:
        self.generic_visit(node)
        is_read = getattr(node, "ctx", "load") == "load"
        return self._counted(node) if is_read and node.find(nodes.Name) else node

    visit_List = visit_Tuple = visit_Dict = _literal  # noqa: N815 - Jinja looks for them

    def visit_Name(self, node: nodes.Name) -> nodes.Expr:  # noqa: N802 - Jinja looks for it
        is_list = node.name in {"varargs", "kwargs"} and node.ctx == "load"
        return self._counted(node) if is_list else node

    def _counted(self, node: nodes.Expr) -> nodes.Expr:
        options = {"lineno": node.lineno, "environment": self._environment}
        return nodes.Filter(node, COUNTED, [], [], None, None, **options)


def _check_text_method(name: str, text: str, given: tuple[object, ...]) -> None:
    """Refuse what a method would make of a text too long."""
    match name, given:
        case "replace", (str() as old, str() as new, *_):
            check_replaced(text, old, new)
        case "join", ((tuple() | list()) as texts,):
            check_length(sum(len(str(each)) + len(text) for each in texts))


def _unsafe(obj: object, attribute: str) -> SecurityError:
    kind = type(obj).__name__
    return SecurityError(f"access to attribute {attribute!r} of {kind!r} object is unsafe.")
