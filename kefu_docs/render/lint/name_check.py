"""Names that a template asks for and is not given, and values used as what they are not.

Both are found without printing it.

Printing tells a name only where a record leads to it, one at a time, and for every document again.
Here all are found at once, from the names that the template is given (:mod:`.value_names`) and what
its own `set`, `for` and `macro` make. What is not certain is not told: a template that is right is
never refused.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from types import MappingProxyType

from jinja2 import nodes
from msgspec import Struct

from kefu_docs.render.context.value_names import ANYTHING, ValueNames, merged
from kefu_docs.render.lint.value_trials import (
    Trial,
    combined,
    compared,
    constant,
    filtered,
    gone_through,
)
from kefu_docs.render.templating.sandbox import ALLOWED, GLOBALS

_SAME = frozenset(
    (
        *("list", "sort", "unique", "reverse", "default", "d"),
        *("reject", "rejectattr", "select", "selectattr"),
    )
)
"""Filters that give a list of the same entries, or the value itself."""
_ENTRY = frozenset(("first", "last", "min", "max"))
_OWN_NAMES = frozenset(("loop", "self", "caller", "varargs", "kwargs", *GLOBALS))
_BY_NAME = {"selectattr": 0, "rejectattr": 0, "groupby": 0}
"""Filters whose argument of this number is a name of the entries; else it is `attribute=`."""

_TYPE_TESTS = frozenset(
    (
        *("boolean", "callable", "float", "integer", "iterable"),
        *("mapping", "number", "sequence", "string"),
    )
)


class UnknownName(Struct, frozen=True):
    """A name that nothing has: in which line of the template's source, and what may be meant.

    `within` is what the name was asked of, empty where it stands alone.
    """

    line: int
    name: str
    within: str
    known: tuple[str, ...]
    meant: str | None


class CheckedNames(Struct, frozen=True):
    """What is wrong with a template's names, in the order of its source.

    `whole` are the lines of tags that print a list or a group as a whole, `failing` those of
    expressions that fail whatever the values are, by their types.
    """

    unknown: tuple[UnknownName, ...] = ()
    whole: tuple[int, ...] = ()
    failing: tuple[tuple[int, Exception], ...] = ()


def checked_names(tree: nodes.Template, given: ValueNames) -> CheckedNames:
    """Check all names in a parsed template against those that it is given."""
    walk = _Walk(tree, given)
    walk.body(tree.body, {})
    found = {(each.line, each.within, each.name): each for each in walk.found}
    unknown = sorted(found.values(), key=lambda each: each.line)
    failing = () if _asks_types(tree) else sorted(walk.failing.items())
    return CheckedNames(tuple(unknown), tuple(sorted(set(walk.whole))), tuple(failing))


Scope = dict[str, ValueNames]


class _Walk:
    """Goes through a template as Jinja would, with what is known of each name at each place."""

    def __init__(self, tree: nodes.Template, given: ValueNames) -> None:
        self.found: list[UnknownName] = []
        self.whole: list[int] = []
        self.failing: dict[int, Exception] = {}  # by line
        self._given = given
        # A macro may use what is set below it; which value that is depends on where it is called.
        stored = (name.name for name in tree.find_all(nodes.Name) if name.ctx != "load")
        macros = (macro.name for macro in tree.find_all(nodes.Macro))
        self._made = frozenset((*stored, *macros))
        self._asked = frozenset(_asked_for(tree))  # `x is defined`, `x|default(…)`

    def body(self, statements: Sequence[nodes.Node], scope: Scope) -> None:
        """Go through statements; what they set is added to `scope`."""
        for statement in statements:
            match statement:
                case nodes.For():
                    self._for(statement, scope)
                case nodes.If():
                    self._if(statement, scope)
                case nodes.Assign():
                    self._bind(statement.target, self.value(statement.node, scope), scope)
                case nodes.Macro() | nodes.CallBlock():
                    self._macro(statement, scope)
                case nodes.With():
                    self._with(statement, scope)
                case nodes.Output():
                    self._print(statement, scope)
                case nodes.Expr():
                    self.value(statement, scope)
                case _:
                    self.body([*statement.iter_child_nodes()], scope)

    def value(self, node: nodes.Node, scope: Scope) -> ValueNames:
        """What is known of an expression's value; unknown names in it are noted."""
        match node:
            case nodes.Name():
                return self._name(node, scope)
            case nodes.Getattr():
                return self._member(node, self.value(node.node, scope), node.attr)
            case nodes.Getitem():
                return self._getitem(node, scope)
            case nodes.Filter():
                return self._filter(node, scope)
            case nodes.CondExpr() | nodes.Const() | nodes.BinExpr() | nodes.Compare():
                return self._computed(node, scope)
        for child in node.iter_child_nodes():
            self.value(child, scope)
        return ANYTHING

    def _print(self, output: nodes.Output, scope: Scope) -> None:
        for node in output.nodes:
            printed = self.value(node, scope)
            if printed.holds or printed.each is not None:
                self.whole.append(node.lineno)

    def _name(self, node: nodes.Name, scope: Scope) -> ValueNames:
        if node.name in scope:
            return scope[node.name]
        if node.name in self._given.holds:
            return self._given.holds[node.name]
        if node.name not in self._made and node.name not in _OWN_NAMES:
            self._note(node, node.name, "", self._given)
        return ANYTHING

    def _getitem(self, node: nodes.Getitem, scope: Scope) -> ValueNames:
        around = self.value(node.node, scope)
        if isinstance(node.arg, nodes.Const) and isinstance(node.arg.value, str):
            return self._member(node, around, node.arg.value)
        self.value(node.arg, scope)
        if around.each is None:
            return ANYTHING
        return around if isinstance(node.arg, nodes.Slice) else around.each

    def _member(self, node: nodes.Node, around: ValueNames, name: str) -> ValueNames:
        if name in around.holds:
            return around.holds[name]
        type_ = MappingProxyType if around.holds else around.single
        if around.is_known and name not in ALLOWED.get(type_ or tuple, ()):
            self._note(node, name, _dotted(node).rpartition(".")[0], around)
        return ANYTHING

    def _computed(self, node: nodes.Node, scope: Scope) -> ValueNames:
        match node:
            case nodes.CondExpr():
                return self._condition(node, scope)
            case nodes.Const():
                return constant(node.value)
            case nodes.BinExpr():
                left, right = self.value(node.left, scope), self.value(node.right, scope)
                return self._tried(node, combined(node.operator or "", left, right))
            case nodes.Compare():
                return self._compared(node, scope)
        return ANYTHING

    def _compared(self, node: nodes.Compare, scope: Scope) -> ValueNames:
        left = self.value(node.expr, scope)
        for operand in node.ops:  # a < b < c
            right = self.value(operand.expr, scope)
            self._tried(node, compared(operand.op, left, right))
            left = right
        return ANYTHING

    def _tried(self, node: nodes.Node, trial: Trial) -> ValueNames:
        """What is known of an expression's value; where it always fails, that is noted."""
        if trial.failure is not None:
            self.failing.setdefault(node.lineno, trial.failure)
        return trial.value

    def _filter(self, node: nodes.Filter, scope: Scope) -> ValueNames:
        if node.node is None:  # {% filter upper %}
            return ANYTHING
        around = self.value(node.node, scope)
        given = [around, *(self.value(each, scope) for each in node.args)]
        named = {str(each.key): self.value(each.value, scope) for each in node.kwargs}
        if around.each is not None and (name := _named(node)):
            value = around.each
            for part in name.split("."):
                value = self._member(node, value, part)
            return ValueNames(each=value) if node.name == "map" else ANYTHING
        if node.name in _SAME:
            return around
        if node.name in _ENTRY and around.each is not None:
            return around.each
        return self._tried(node, filtered(node.name, given, named))

    def _condition(self, node: nodes.CondExpr, scope: Scope) -> ValueNames:
        self.value(node.test, scope)
        either = [node.expr1] if node.expr2 is None else [node.expr1, node.expr2]
        return merged([self.value(each, scope) for each in either])

    def _note(self, node: nodes.Node, name: str, within: str, around: ValueNames) -> None:
        if _dotted(node) not in self._asked:
            meant = around.meant.get(name)
            self.found.append(UnknownName(node.lineno, name, within, tuple(around.holds), meant))

    def _for(self, node: nodes.For, scope: Scope) -> None:
        entries = self.value(node.iter, scope)
        self._tried(node, gone_through(entries))
        inner = dict(scope)
        self._bind(node.target, entries.each or ANYTHING, inner)
        if node.test is not None:
            self.value(node.test, inner)
        self.body(node.body, inner)
        self.body(node.else_, dict(scope))

    def _if(self, node: nodes.If, scope: Scope) -> None:
        self.value(node.test, scope)
        self.body(node.body, scope)
        self.body(node.elif_, scope)
        self.body(node.else_, scope)

    def _bind(self, target: nodes.Node, value: ValueNames, scope: Scope) -> None:
        if isinstance(target, nodes.Name):
            # Set in a branch, it may be either what it was or what it is now.
            known = scope.get(target.name)
            scope[target.name] = value if known is None else merged((known, value))
        else:
            scope.update((name.name, ANYTHING) for name in target.find_all(nodes.Name))

    def _macro(self, node: nodes.Macro | nodes.CallBlock, scope: Scope) -> None:
        inner = {**scope, **{arg.name: ANYTHING for arg in node.args}}
        for default in node.defaults:
            self.value(default, scope)
        if isinstance(node, nodes.CallBlock):
            self.value(node.call, scope)
        else:
            scope[node.name] = ANYTHING
        self.body(node.body, inner)

    def _with(self, node: nodes.With, scope: Scope) -> None:
        inner = dict(scope)
        for target, value in zip(node.targets, node.values, strict=True):
            self._bind(target, self.value(value, scope), inner)
        self.body(node.body, inner)


def _asked_for(tree: nodes.Template) -> Iterator[str]:
    """What a template asks whether it is there, or has another value for where it is not."""
    for test in tree.find_all(nodes.Test):
        if test.name in ("defined", "undefined"):
            yield _dotted(test.node)
    for each in tree.find_all(nodes.Filter):
        if each.name in ("default", "d") and each.node is not None:
            yield _dotted(each.node)


def _asks_types(tree: nodes.Template) -> bool:
    """Whether a template asks what type a value is, and may do with each what it takes."""
    return any(test.name in _TYPE_TESTS for test in tree.find_all(nodes.Test))


def _named(node: nodes.Filter) -> str | None:
    """The name of the entries' that a filter goes by: selectattr('met_task'), sum('sales')."""
    place = _BY_NAME.get(node.name)
    given = [node.args[place]] if place is not None and len(node.args) > place else []
    given += [each.value for each in node.kwargs if each.key == "attribute"]
    first = given[0] if given else None
    return first.value if isinstance(first, nodes.Const) and isinstance(first.value, str) else None


def _dotted(node: nodes.Node) -> str:
    """The expression as a user writes it: `contract.hours.starts`."""
    match node:
        case nodes.Name():
            return node.name
        case nodes.Getattr():
            return f"{_dotted(node.node)}.{node.attr}"
        case nodes.Getitem(arg=nodes.Const(value=value)):
            return f"{_dotted(node.node)}.{value}"
    return "…"
